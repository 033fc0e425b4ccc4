//! Connections that are slow to answer, close too early, or are closed by the client.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use std::time::Duration;

use epsimo_client::runtime::Part;
use epsimo_client::runtime::error::Phase;
use epsimo_client::types::{ThreadPutRequest, UploadFilesForm};
use epsimo_sandbox::Entry;

use super::world::{FAULT, World};

/// Waits until the sandbox has seen that the client went away.
async fn gone(world: &World, fault: &str) -> Entry {
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        if let Some(entry) = world.asked(fault).into_iter().find(|entry| entry.disconnected_ms.is_some()) {
            return entry;
        }
    }
    panic!("nobody went away within a second")
}

pub(crate) async fn slow_headers(world: World) {
    let hasty = world.client.to_builder().response_timeout(Duration::from_millis(200)).build().unwrap();
    let fault = "slow-headers;ms=5000";
    let error = hasty.threads().list().header(FAULT, fault).send().await.unwrap_err();
    assert_eq!(error.timeout_phase(), Some(Phase::Response));
    // Whoever does not want to wait drops the call.
    let other = "slow-headers;ms=5001";
    let call = world.client.threads().list().header(FAULT, other).send();
    assert!(tokio::time::timeout(Duration::from_millis(300), call).await.is_err());
    gone(&world, other).await;
}

pub(crate) async fn early_close(world: World) {
    let file = Part::bytes(vec![b'x'; 8 << 20]).file_name("large.bin");
    let request = world.client.files().upload(&world.assistant, UploadFilesForm::new(vec![file]));
    let error = request.header(FAULT, "early-close-upload;bytes=1024").send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(413), "{error}");
}

pub(crate) async fn race(world: World) {
    let patient = world.client.to_builder().retries(1).build().unwrap();
    patient.threads().list().header(FAULT, "keepalive-race;n=1").send().await.unwrap();
    // The connection closes on this one, which harms nobody when it comes twice.
    patient.threads().list().send().await.unwrap();
    patient.threads().list().header(FAULT, "keepalive-race;n=2").send().await.unwrap();
    let error = patient.threads().create(&ThreadPutRequest::new("once")).send().await.unwrap_err();
    assert!(error.transport_error().is_some(), "{error}");
    let made = world.sandbox.log().iter().filter(|entry| entry.method == "POST" && entry.path == "/threads/").count();
    assert_eq!(made, 0);
}

pub(crate) async fn drop_detect(world: World) {
    let fault = "stall;events=3";
    let mut events = world.client.runs().stream(&world.run("hi")).header(FAULT, fault).send().await.unwrap();
    events.next().await.unwrap().unwrap();
    drop(events);
    gone(&world, fault).await;
    // It is noted of every request; the fault of that name changes nothing.
    world.thread("drop-detect").await.unwrap();
    assert_eq!(world.asked("drop-detect")[0].disconnected_ms, None);
}
