//! Calls for events.

use super::{COOKIE, CUT, EVENTS, Watch, broken, json};
use crate::stub::Turn;

#[tokio::test(start_paused = true)]
async fn streams() {
    let watch = Watch::new();
    let turns: &[fn() -> Vec<Turn>] = &[
        || {
            vec![Turn::answer(
                200,
                EVENTS,
                "event: x\ndata: {\"name\":\"a\",\"password\":\"hunter2\"}\n\ndata: [DONE]\n\n",
            )]
        },
        || vec![Turn::answer(200, EVENTS, "event: metadata\ndata: {\"hunter2\n\nevent: end\n\n")],
        || vec![Turn::answer(200, EVENTS, "data: {\"name\":[\"hunter2\"]}\n\n"), Turn::status(204)],
        || vec![Turn::answer(200, EVENTS, "event: error\ndata: {\"detail\":\"hunter2\"}\n\n")],
        || vec![Turn::answer(200, EVENTS, "data: {\"error\":{\"message\":\"hunter2\"}}\n\n")],
        || vec![Turn::answer(200, EVENTS, ": hunter2\n\nid: 1\ndata: hunter2\n\n")],
        || vec![broken(EVENTS, "id: 1\ndata: {\"password\":\"hunter2", CUT), json(401, "hunter2")],
        || vec![broken(EVENTS, "data: {\"password\":\"hunter2", None)],
        || vec![json(401, r#"{"detail":"hunter2"}"#)],
        || vec![json(200, r#"{"detail":"hunter2"}"#)],
        || vec![Turn::answer(200, &[("content-type", "text/html"), COOKIE], "hunter2")],
        || vec![Turn::Hang],
    ];
    for turns in turns {
        watch.streams(*turns).await;
    }
    watch.check(40 * turns.len());
}
