//! Bodies of another type, of broken JSON, of another schema, or compressed.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use epsimo_client::types::AccessMode;

use super::world::{FAULT, World, echo, from, text_of};

pub(crate) async fn wrong_type(world: World) {
    for (media_type, is_read) in [("text/plain", true), ("none", true), ("text/html", false)] {
        let outcome = world.thread(&format!("wrong-content-type;as={media_type}")).await;
        assert_eq!(outcome.is_ok(), is_read, "{media_type}");
        assert!(outcome.err().is_none_or(|error| error.is_decode()), "{media_type}");
    }
    for (media_type, is_read) in [("text/plain", true), ("none", true), ("application/json", false)] {
        let fault = format!("wrong-content-type;as={media_type}");
        let (text, end) = text_of(&world.client, &world.run("hi"), &fault).await;
        assert_eq!((text == echo("hi"), end.is_ok()), (is_read, is_read), "{media_type}");
        assert!(end.err().is_none_or(|error| error.is_decode()), "{media_type}");
    }
}

pub(crate) async fn bad_json(world: World) {
    let kinds = [
        ("truncated", false),
        ("trailing", false),
        ("nan", false),
        // What stands in a member that nobody knows is not looked at closer than needed.
        ("lone-surrogate", true),
        ("bom", true),
        ("deep", false),
        ("duplicate-keys", true),
        ("big-int", true),
        ("huge-float", true),
    ];
    for (kind, is_read) in kinds {
        let outcome = world.thread(&format!("bad-json;kind={kind}")).await;
        assert_eq!(outcome.is_ok(), is_read, "{kind}: {outcome:?}");
        assert!(outcome.err().is_none_or(|error| error.is_decode() && error.body().is_some()), "{kind}");
    }
}

pub(crate) async fn drift(world: World) {
    world.thread("schema-drift;kind=extra").await.unwrap();
    for kind in ["missing", "null", "type"] {
        let error = world.thread(&format!("schema-drift;kind={kind};field=/name")).await.unwrap_err();
        let path = error.json_error().unwrap().path();
        assert!(error.to_string().contains("name"), "{kind} at {path}: {error}");
    }
    let body = r#"{"name":"m","config":{"configurable":{"type==agent/access_mode":"authenticated"}}}"#;
    let made = world.client.assistants().create(&from(body)).send().await.unwrap();
    let fault = "schema-drift;kind=enum;field=/config/configurable/type==agent~1access_mode";
    let found = world.client.assistants().get(&made.assistant_id).header(FAULT, fault).send().await.unwrap();
    let access = found.config.configurable.unwrap().type_agent_access_mode;
    assert!(matches!(access.as_option(), Some(AccessMode::Unknown(_))), "{access:?}");
}

pub(crate) async fn gzip(world: World) {
    encoded(&world, "gzip").await;
}

pub(crate) async fn brotli(world: World) {
    encoded(&world, "br").await;
}

/// The client asks for no encoding, and says so: it gets none, and does not take one for something else.
async fn encoded(world: &World, name: &str) {
    world.thread(name).await.unwrap();
    let accepted = world.asked(name).remove(0).headers.get("accept-encoding").cloned();
    assert!(accepted.is_none_or(|accepted| accepted == "identity"));
    let forced = format!("{name};force");
    let error = world.thread(&forced).await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains(&format!("`{name}`")), "{error}");
    let (text, end) = text_of(&world.client, &world.run("hi"), name).await;
    assert_eq!((text, end.is_ok()), (echo("hi"), true));
    let (_, end) = text_of(&world.client, &world.run("hi"), &forced).await;
    let error = end.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains(&format!("`{name}`")), "{error}");
}
