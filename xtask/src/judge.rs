//! `cargo xtask judge`: the sandbox, and what the emitted client sends to it, before judges that others have written.
//!
//! schemathesis asks the sandbox what the document allows and what it forbids. Prism stands between the client and the sandbox
//! while every operation is called, and refuses what does not fit the document. Faults are off.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use clap::Args;

use crate::print;
use crate::python::{Environment, Missing};
use crate::running::{Running, free_port};

const DOCUMENT: &str = "tests/sandbox/assets/openapi.json";

/// Put the sandbox and the client before judges that others have written: schemathesis and Prism.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    /// How many cases schemathesis makes of an operation at most
    #[arg(long, default_value_t = 25)]
    examples: u32,

    /// What its cases follow from
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Judge {
    /// Exits with 1 where a judge finds something, with 3 where one cannot work, with 4 where this machine lacks what is needed.
    pub(crate) fn run(self) -> ExitCode {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        let folder = root.join("target/judges");
        let sources = root.join("tests/judges");
        let environment = match Environment::of(&folder.join("venv"), &sources.join("requirements.txt")) {
            Ok(environment) => environment,
            Err(Missing::Here(what)) => {
                print::err(&format!("not tried: {what}"));
                return ExitCode::from(4);
            }
            Err(Missing::Requirements(what)) => return failed(&what),
        };
        let judged = self.schemathesis(root, &folder, &environment);
        let proxied = prism(root, &folder, &environment);
        let codes = [judged, proxied].map(|outcome| match outcome {
            Ok(is_clean) => u8::from(!is_clean),
            Err(message) => {
                print::err(&format!("error: {message}"));
                3
            }
        });
        ExitCode::from(codes.into_iter().max().unwrap_or_default())
    }

    fn schemathesis(&self, root: &Path, folder: &Path, environment: &Environment) -> Result<bool, String> {
        let port = free_port().map_err(|error| error.to_string())?;
        let _sandbox = sandbox(root, folder, environment, port)?;
        let url = format!("http://127.0.0.1:{port}/openapi.json");
        let token = token(port).ok_or("the sandbox gives no token")?;
        let output = Command::new(environment.programs.join("schemathesis"))
            .args(["run", &url, "--phases", "examples,coverage,fuzzing,stateful", "--no-color"])
            .args(["--max-examples", &self.examples.to_string(), "--seed", &self.seed.to_string()])
            .args(["--header", &format!("Authorization: Bearer {token}")])
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("schemathesis: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let report = folder.join("schemathesis.txt");
        std::fs::write(&report, text.as_bytes()).map_err(|error| format!("{}: {error}", report.display()))?;
        let cases = text.lines().find(|line| line.contains(" generated")).unwrap_or("no case was made");
        print::out(&format!("schemathesis  {}: {}", cases.trim(), report.display()));
        Ok(output.status.success())
    }
}

/// Calls every operation through Prism.
fn prism(root: &Path, folder: &Path, environment: &Environment) -> Result<bool, String> {
    let npm = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder)
        .stdin(Stdio::null())
        .current_dir(installed_from(root, folder)?)
        .status();
    if !npm.is_ok_and(|status| status.success()) {
        return Err("npm is not installed, or does not reach its registry".to_owned());
    }
    let (port, own) =
        (free_port().map_err(|error| error.to_string())?, free_port().map_err(|error| error.to_string())?);
    let _sandbox = sandbox(root, folder, environment, port)?;
    let mut command = Command::new(environment.python());
    command.arg(root.join("tests/servers/run.py")).arg(folder.join("node_modules/.bin/prism"));
    command.arg("proxy").arg(root.join(DOCUMENT)).arg(format!("http://127.0.0.1:{port}"));
    command.args(["--errors", "--port", &own.to_string()]);
    let log = folder.join("prism.log");
    let mut proxy = Running::start(&mut command, &log).map_err(|error| format!("prism: {error}"))?;
    proxy.wait(own, "/ok", Duration::from_secs(60))?;
    let tests = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--quiet", "-p", "epsimo-sandbox", "--test", "operations", "all_pass"])
        .env("SANDBOX_URL", format!("http://127.0.0.1:{own}"))
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    drop(proxy);
    let said = std::fs::read_to_string(&log).unwrap_or_default();
    let requests = said.matches("Request received").count();
    let violations = said.matches("Request terminated with error").count() + said.matches("Violation:").count();
    print::out(&format!("prism         {requests} requests judged, {violations} violations: {}", log.display()));
    Ok(tests.success() && violations == 0)
}

/// The folder that Prism is installed in, with the file that says which.
fn installed_from<'f>(root: &Path, folder: &'f Path) -> Result<&'f Path, String> {
    let copied = std::fs::copy(root.join("tests/judges/package.json"), folder.join("package.json"));
    copied.map(|_| folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn sandbox(root: &Path, folder: &Path, environment: &Environment, port: u16) -> Result<Running, String> {
    let mut command = Command::new(environment.python());
    command.arg(root.join("tests/servers/run.py")).arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "-p", "epsimo-sandbox", "--", "--port", &port.to_string()]);
    command.args(["--thread-max", "1000000", "--pace", "0"]).current_dir(root);
    let mut running = Running::start(&mut command, &folder.join("sandbox.log")).map_err(|error| error.to_string())?;
    // It may have to be compiled.
    running.wait(port, "/ok", Duration::from_secs(600))?;
    Ok(running)
}

/// The token of the user that the sandbox begins with.
fn token(port: u16) -> Option<String> {
    let body = r#"{"email":"demo@example.com","password":"demo-password"}"#;
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let head =
        "POST /auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";
    write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (_, rest) = answer.split_once("\"jwt_token\":\"")?;
    rest.split('"').next().map(str::to_owned)
}

fn failed(message: &str) -> ExitCode {
    print::err(&format!("error: {message}"));
    ExitCode::from(3)
}
