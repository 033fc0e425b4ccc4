//! Every operation of the document, called through the emitted client: each success and each error that is documented.
//! What was really asked and answered is read from the log of the sandbox, and compared with the document.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

#[path = "operations/calls.rs"]
mod calls;
#[path = "operations/documented.rs"]
mod documented;
#[path = "operations/people.rs"]
mod people;

use std::collections::BTreeSet;

use calls::{Outcome, call};
use documented::{documented, line_of};
use epsimo_sandbox::{Options, Sandbox, Shapes};
use people::People;

/// A fault that changes nothing.
const NONE: &str = "drop-detect";

/// How the client calls a documented failure.
fn variant(status: u16) -> &'static str {
    match status {
        307 => "TemporaryRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        422 => "UnprocessableEntity",
        _ => "nothing that is documented",
    }
}

async fn fails(people: &People, line: &str, status: u16) -> Outcome {
    let all = people.things().await;
    match (status, line) {
        (401, "POST /auth/login") => call(&people.member, &all.with_wrong_password(), line, NONE).await,
        (401, _) => call(&people.nobody, &all, line, NONE).await,
        (403, "POST /admin/cleanup") => call(&people.intruder, &all, line, NONE).await,
        (403, _) => call(&people.outdated, &people.closed().await, line, NONE).await,
        (404, _) => call(&people.member, &people.foreign, line, NONE).await,
        (402, _) => call(&people.member, &all.for_too_much(), line, NONE).await,
        (307, _) => call(&people.browser, &all, line, NONE).await,
        // What the document leaves to the framework cannot be provoked everywhere.
        _ => call(&people.member, &all, line, &status.to_string()).await,
    }
}

#[tokio::test]
async fn all_are_called_and_answer_as_documented() {
    let documented = documented();
    let lines: BTreeSet<_> = documented.iter().map(|(line, _)| line.clone()).collect();
    assert_eq!(lines.len(), 51);
    let mut seen = BTreeSet::new();
    for shapes in [Shapes::Plain, Shapes::Rich] {
        let mut options = Options::default();
        (options.shapes, options.thread_max, options.pace, options.wrong_password) = (shapes, 1_000_000, 0, 401);
        let sandbox = Sandbox::start(options).await.unwrap();
        let people = People::at(&sandbox.base_url()).await;
        for line in lines.iter().map(String::as_str).chain([calls::CHAT_STREAM]) {
            let outcome = call(&people.member, &people.things().await, line, NONE).await;
            assert_eq!(outcome, Outcome::Success, "{line}");
        }
        for (line, status) in documented.iter().filter(|(line, status)| documented::is_failure(line, *status)) {
            let outcome = fails(&people, line, *status).await;
            let Outcome::Failure { status: found, kind, .. } = &outcome else { panic!("{line} {status}: {outcome:?}") };
            assert_eq!(found, status, "{line}: {outcome:?}");
            assert!(kind.starts_with(variant(*status)), "{line}: {outcome:?}");
        }
        seen.extend(sandbox.log().iter().map(|entry| (line_of(&lines, entry), entry.status)));
    }
    assert_eq!(seen, documented);
    let failures = documented.iter().filter(|(line, status)| documented::is_failure(line, *status)).count();
    assert_eq!((documented.len() - failures, failures), documented::COUNTS);
}

/// `SANDBOX_URL` names a judge before another sandbox, that passes on what fits the document and refuses all else.
#[tokio::test]
async fn all_pass_a_judge_if_there_is_one() {
    let mut options = Options::default();
    (options.thread_max, options.pace) = (1_000_000, 0);
    let own = Sandbox::start(options).await.unwrap();
    let people = People::at(&std::env::var("SANDBOX_URL").unwrap_or(own.base_url())).await;
    let lines: BTreeSet<_> = documented().into_iter().map(|(line, _)| line).collect();
    let mut refused = Vec::new();
    for line in lines.iter().map(String::as_str).chain([calls::CHAT_STREAM]) {
        let outcome = call(&people.member, &people.things().await, line, NONE).await;
        if outcome != Outcome::Success {
            refused.push((line, outcome));
        }
    }
    assert_eq!(refused, []);
}
