//! The examples of the emitted client, each run against a sandbox of its own.
//!
//! They read their server from the environment. So each is an ignored test, which the one test runs as a process.
#![expect(clippy::unwrap_used, reason = "tests may panic")]
#![expect(unreachable_pub, reason = "the examples are crates of their own")]
#![expect(clippy::print_stdout, reason = "the examples show what they do")]

#[path = "../../../generated-client/examples/chat.rs"]
mod chat;
#[path = "../../../generated-client/examples/login_and_list.rs"]
mod login_and_list;
#[path = "../../../generated-client/examples/openai_compat.rs"]
mod openai_compat;
#[path = "../../../generated-client/examples/public_bot.rs"]
mod public_bot;
#[path = "../../../generated-client/examples/retry_and_errors.rs"]
mod retry_and_errors;
#[path = "../../../generated-client/examples/upload_and_ask.rs"]
mod upload_and_ask;

use std::process::Command;

use epsimo_sandbox::{Options, Rule, Sandbox};

macro_rules! examples {
    ($($name:ident)*) => {
        $(
            #[test]
            #[ignore = "it needs a server"]
            fn $name() {
                $name::main().unwrap();
            }
        )*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

examples!(chat login_and_list openai_compat public_bot retry_and_errors upload_and_ask);

/// What an example shows.
fn shown(name: &str, url: &str) -> String {
    let mut example = Command::new(std::env::current_exe().unwrap());
    example.args([name, "--exact", "--ignored", "--nocapture"]);
    example.env("EPSIMO_BASE_URL", url).env("EPSIMO_EMAIL", "demo@example.com").env("EPSIMO_PASSWORD", "demo-password");
    let output = example.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{name}: {text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("1 passed"), "{name} is no example: {text}");
    text
}

/// What must be among that.
fn expected(name: &str) -> &'static [&'static str] {
    match name {
        "chat" => &["You said: What can you do? (", "You said: Tell me more. ("],
        "login_and_list" => &["  First steps"],
        "openai_compat" => &["1 choice, Some(", "You said: Hello, in OpenAI's form. ("],
        "public_bot" => &["You said: Who are you? ("],
        "retry_and_errors" => {
            &["refused: Some(404)", "not found: ", "(retries: 1)", "made Thread 2", "the account is full"]
        }
        _ => &[
            "uploaded hours.txt",
            "You said: When are you open?",
            r#""Answer from the files."), Some(String("friendly"))"#,
        ],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_do_what_they_say() {
    for name in NAMES {
        let mut options = Options::default();
        (options.pace, options.thread_max) = (0, 4);
        let sandbox = Sandbox::start(options).await.unwrap();
        sandbox.set_faults(vec![Rule::new("GET /threads/no-such-thread", 1, "503")]).unwrap();
        let url = sandbox.base_url();
        let text = tokio::task::spawn_blocking(move || shown(name, &url)).await.unwrap();
        for part in expected(name) {
            assert!(text.contains(part), "{name} does not show {part:?}: {text}");
        }
    }
}
