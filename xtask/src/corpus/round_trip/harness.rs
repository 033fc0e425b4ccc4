//! A program beside an emitted crate that decodes instances with its types and encodes them back.
//!
//! It reads lines of `TYPE<tab>JSON` and answers each with `+<tab>JSON` or `-<tab>REASON`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Features that are no tags. The types are what is tried: sending would only cost time to compile.
const OTHERS: [&str; 6] = ["default", "client", "rustls", "native-tls", "tracing", "mock"];

/// Writes and builds the program; gives its path.
pub(super) fn build(krate: &Path, target: &Path, types: &BTreeSet<String>) -> Result<PathBuf, String> {
    let manifest = std::fs::read_to_string(krate.join("Cargo.toml")).map_err(|error| error.to_string())?;
    let manifest: toml::Table = manifest.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let package = manifest.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
    let package = package.ok_or("the manifest names no package")?;
    let features = manifest.get("features").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
    let features: Vec<&str> = features.map(String::as_str).filter(|name| !OTHERS.contains(name)).collect();
    let name = format!("round-trip-{package}");
    let folder = krate.with_file_name(&name);
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let write = |path: &str, text: String| {
        let path = folder.join(path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, text))
    };
    write("Cargo.toml", self::manifest(&name, package, &absolute(krate), &features))
        .map_err(|error| error.to_string())?;
    write("src/main.rs", source(types)).map_err(|error| error.to_string())?;
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--message-format", "short"]).current_dir(&folder);
    command.env("CARGO_TARGET_DIR", absolute(target)).env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS");
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).lines().take(12).collect::<Vec<_>>().join("\n"));
    }
    Ok(absolute(target).join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs the program over lines; gives its answers.
pub(super) fn run(program: &Path, lines: &str) -> Result<Vec<Result<String, String>>, String> {
    let failed = |error: std::io::Error| error.to_string();
    let input = program.with_extension("in");
    std::fs::write(&input, lines).map_err(failed)?;
    let mut command = Command::new(program);
    let output = command.stdin(std::fs::File::open(&input).map_err(failed)?).stderr(Stdio::inherit()).output();
    let output = output.map_err(failed)?;
    let _ = std::fs::remove_file(&input);
    if !output.status.success() {
        return Err(format!("the program ended with {}", output.status));
    }
    let text = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let answer = |line: &str| match line.split_once('\t') {
        Some(("+", json)) => Ok(json.to_owned()),
        Some((_, reason)) => Err(reason.to_owned()),
        None => Err(line.to_owned()),
    };
    Ok(text.lines().map(answer).collect())
}

fn manifest(name: &str, package: &str, krate: &Path, features: &[&str]) -> String {
    let dependency = toml::Table::from_iter([
        ("package".to_owned(), toml::Value::from(package)),
        ("path".to_owned(), krate.to_string_lossy().into_owned().into()),
        ("default-features".to_owned(), false.into()),
        ("features".to_owned(), features.to_vec().into()),
    ]);
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies.emitted]\n{dependency}\n[lints.rust]\ndeprecated = \"allow\"\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n"
    )
}

fn source(types: &BTreeSet<String>) -> String {
    let mut arms = String::new();
    for name in types {
        let _ = writeln!(arms, "        {name:?} => again::<emitted::types::{name}>,");
    }
    format!(
        r#"use std::io::{{BufRead, Write}};

use emitted::runtime::json::{{Json, from_str, to_string}};

type Again = fn(&str) -> Result<String, String>;

fn again<T: Json>(text: &str) -> Result<String, String> {{
    // That a component may be null is said where it is used.
    if text == "null" {{
        return from_str::<Option<T>>(text).map(|value| to_string(&value)).map_err(|error| error.to_string());
    }}
    from_str::<T>(text).map(|value| to_string(&value)).map_err(|error| error.to_string())
}}

fn find(name: &str) -> Option<Again> {{
    Some(match name {{
{arms}        _ => return None,
    }})
}}

fn main() -> std::io::Result<()> {{
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {{
        let line = line?;
        let (name, text) = line.split_once('\t').unwrap_or((&line, ""));
        match find(name).map(|again| again(text)) {{
            Some(Ok(json)) => writeln!(out, "+\t{{json}}")?,
            Some(Err(reason)) => writeln!(out, "-\t{{}}", reason.escape_debug())?,
            None => writeln!(out, "-\tno type")?,
        }}
    }}
    out.flush()
}}
"#
    )
}
