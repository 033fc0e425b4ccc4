//! Answers that refuse or send elsewhere.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use std::time::{Duration, Instant};

use epsimo_client::Error;
use epsimo_client::api::threads::{CreateThreadError, ListThreadsError};
use epsimo_client::types::{ChatCompletionErrorBodyCode as Step, ErrorReason, ThreadPutRequest};
use epsimo_sandbox::{Options, Sandbox};

use super::world::{FAULT, World, from, text_of};

/// The status and the body of an error.
fn told(error: &Error) -> (u16, String) {
    let body = error.body().map(|body| String::from_utf8_lossy(body).into_owned());
    (error.status().map_or(0, |status| status.as_u16()), body.unwrap_or_default())
}

/// Whether to sign in again, as the two builds of the framework say it.
fn is_unauthorized(error: &Error) -> bool {
    let (status, body) = told(error);
    status == 401 || (status == 403 && body.contains("Not authenticated"))
}

pub(crate) async fn unauthorized(world: World) {
    for (body, is_typed) in [("json", true), ("text", false), ("empty", false)] {
        let fault = format!("401;body={body}");
        let error = world.client.threads().list().header(FAULT, &fault).send().await.unwrap_err();
        assert!(is_unauthorized(&error), "{error}");
        assert_eq!(matches!(error.kind(), ListThreadsError::Unauthorized(_)), is_typed, "{error:?}");
        assert_eq!(world.asked(&fault).len(), 1, "a token that is no source's is not asked for again");
    }
}

pub(crate) async fn not_authenticated(world: World) {
    let error = world.thread("403-not-authenticated").await.unwrap_err();
    assert!(is_unauthorized(&error), "{error}");
}

pub(crate) async fn html_not_found(world: World) {
    let (status, body) = told(&world.thread("404-html").await.unwrap_err());
    assert!(status == 404 && body.starts_with("<html>"), "{body}");
}

pub(crate) async fn not_allowed(world: World) {
    let error = world.thread("405").await.unwrap_err();
    assert_eq!(told(&error), (405, r#"{"detail":"Method Not Allowed"}"#.to_owned()));
    assert_eq!(error.headers().unwrap()["allow"], "PATCH");
}

pub(crate) async fn slash(world: World) {
    let fault = "307-slash;times=1";
    world.client.threads().list().header(FAULT, fault).send().await.unwrap();
    let asked = world.asked(fault);
    // There, back by the sandbox itself, and to the place: with the token each time, as it is one origin.
    let paths: Vec<_> = asked.iter().map(|entry| (entry.path.as_str(), entry.auth)).collect();
    assert_eq!(paths, [("/threads/", "project"), ("/threads", "project"), ("/threads/", "project")]);
    let error = world.client.threads().list().header(FAULT, "307-slash;n=2").send().await.unwrap_err();
    assert!(error.is_redirect(), "{error}");
}

pub(crate) async fn downgrade(world: World) {
    let error = world.thread("307-downgrade").await.unwrap_err();
    assert!(error.is_redirect(), "{error}");
    assert_eq!(world.asked("307-downgrade").len(), 1);
}

pub(crate) async fn other_host(world: World) {
    let other = Sandbox::start(Options::default()).await.unwrap();
    let error = world.thread(&format!("307-other-host;to={}", other.base_url())).await.unwrap_err();
    assert!(error.is_redirect(), "{error}");
    assert!(other.log().is_empty());
}

pub(crate) async fn invalid(world: World) {
    for form in ["list", "string", "exception", "odd-loc"] {
        let fault = format!("422;form={form}");
        let error = world.client.threads().list().header(FAULT, &fault).send().await.unwrap_err();
        assert!(told(&error).1.contains("detail"), "the body is kept");
        match (form, error.kind()) {
            ("list" | "odd-loc", ListThreadsError::UnprocessableEntity(body)) => {
                let item = body.detail.as_ref().unwrap().first().unwrap();
                let has_number = item.loc.iter().any(|step| matches!(step, Step::Integer(3)));
                assert_eq!((item.msg.as_str(), has_number), ("Field required", form == "odd-loc"));
            }
            ("string", ListThreadsError::Other) => {}
            ("exception", ListThreadsError::UnprocessableEntity(body)) => assert!(body.detail.is_none()),
            (_, kind) => panic!("{form}: {kind:?}"),
        }
    }
}

pub(crate) async fn conflict(world: World) {
    assert_eq!(told(&world.thread("409").await.unwrap_err()), (409, r#"{"detail":"It exists already"}"#.to_owned()));
}

pub(crate) async fn unpaid(world: World) {
    let error =
        world.client.credits().purchase(&from(r#"{"amount":1}"#)).header(FAULT, "402").send().await.unwrap_err();
    assert!(format!("{:?}", error.kind()).starts_with("PaymentRequired"), "{error:?}");
}

pub(crate) async fn limit(world: World) {
    let error =
        world.client.threads().create(&ThreadPutRequest::new("t")).header(FAULT, "400").send().await.unwrap_err();
    let CreateThreadError::BadRequest(body) = error.kind() else { panic!("{error:?}") };
    assert_eq!(body.detail, ErrorReason::String("Thread limit reached.".to_owned()));
}

pub(crate) async fn too_many(world: World) {
    let patient = world.client.to_builder().retries(2).build().unwrap();
    for (after, least) in [("1", 1), ("past", 0), ("none", 0), ("junk", 0)] {
        let fault = format!("429;retry-after={after};times=1");
        let begun = Instant::now();
        patient.threads().list().header(FAULT, &fault).send().await.unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(least), "{after}");
        assert_eq!(world.asked(&fault).len(), 2, "{after}");
    }
    // A server that asks for more patience than anybody has gets no retry, and a request that may have been acted on none
    // either.
    let fault = "429;retry-after=future";
    let error = patient.threads().list().header(FAULT, fault).send().await.unwrap_err();
    assert_eq!((told(&error).0, error.headers().unwrap()["x-ratelimit-limit"].as_bytes()), (429, &b"60"[..]));
    let other = "429;retry-after=0";
    let error = patient.threads().create(&ThreadPutRequest::new("t")).header(FAULT, other).send().await.unwrap_err();
    assert_eq!((told(&error).0, world.asked(fault).len(), world.asked(other).len()), (429, 1, 1));
    // With a key it may.
    let keyed = "429;retry-after=0;times=1";
    let request = patient.threads().create(&ThreadPutRequest::new("t")).header(FAULT, keyed).idempotency_key("k");
    assert!(request.send().await.is_ok() && world.asked(keyed).len() == 2);
}

pub(crate) async fn text(world: World) {
    let error = world.thread("500").await.unwrap_err();
    assert_eq!(told(&error), (500, "Internal Server Error".to_owned()));
}

pub(crate) async fn gateway(world: World) {
    let (status, body) = told(&world.thread("502").await.unwrap_err());
    assert!(status == 502 && body.contains("</html>"), "{body}");
}

pub(crate) async fn unavailable(world: World) {
    let fault = "503;retry-after=0;times=2";
    let patient = world.client.to_builder().retries(2).build().unwrap();
    patient.threads().list().header(FAULT, fault).send().await.unwrap();
    assert_eq!(world.asked(fault).len(), 3);
}

pub(crate) async fn empty(world: World) {
    assert_eq!(told(&world.thread("504").await.unwrap_err()), (504, String::new()));
}

pub(crate) async fn event_stream(world: World) {
    let (text, end) = text_of(&world.client, &world.run("hi"), "500-event-stream").await;
    let error = end.unwrap_err();
    let (status, body) = told(&error);
    assert!(error.is_status() && status == 500 && text.is_empty() && body.starts_with("data: "), "{error}");
}
