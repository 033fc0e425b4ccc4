//! Every fault of the sandbox, and what the emitted client makes of it.

#[path = "faults/bodies.rs"]
mod bodies;
#[path = "faults/refusals.rs"]
mod refusals;
#[path = "faults/sockets.rs"]
mod sockets;
#[path = "faults/streams.rs"]
mod streams;
#[path = "faults/tokens.rs"]
mod tokens;
#[path = "faults/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::pin::Pin;
use std::time::Duration;

use epsimo_sandbox::FAULTS;
use world::World;

type Case = (&'static str, fn(World) -> Pin<Box<dyn Future<Output = ()> + Send>>);

macro_rules! cases {
    ($($name:literal => $module:ident::$function:ident,)*) => {
        &[$(($name, |world| Box::pin($module::$function(world)))),*]
    };
}

const CASES: &[Case] = cases! {
    "slow-headers" => sockets::slow_headers,
    "slow-body" => streams::slow_body,
    "stall" => streams::stall,
    "cut" => streams::cut,
    "half-event" => streams::half_event,
    "expire-token" => tokens::expire,
    "401" => refusals::unauthorized,
    "403-not-authenticated" => refusals::not_authenticated,
    "404-html" => refusals::html_not_found,
    "405" => refusals::not_allowed,
    "307-slash" => refusals::slash,
    "307-downgrade" => refusals::downgrade,
    "307-other-host" => refusals::other_host,
    "422" => refusals::invalid,
    "409" => refusals::conflict,
    "402" => refusals::unpaid,
    "400" => refusals::limit,
    "429" => refusals::too_many,
    "500" => refusals::text,
    "502" => refusals::gateway,
    "503" => refusals::unavailable,
    "504" => refusals::empty,
    "500-event-stream" => refusals::event_stream,
    "wrong-content-type" => bodies::wrong_type,
    "bad-json" => bodies::bad_json,
    "schema-drift" => bodies::drift,
    "bad-sse" => streams::malformed,
    "giant-event" => streams::giant,
    "flood" => streams::flood,
    "error-event" => streams::error_event,
    "gzip" => bodies::gzip,
    "br" => bodies::brotli,
    "duplicate" => streams::duplicate,
    "reorder" => streams::reorder,
    "replay-after-tool" => streams::replay,
    "early-close-upload" => sockets::early_close,
    "keepalive-race" => sockets::race,
    "drop-detect" => sockets::drop_detect,
};

#[test]
fn no_fault_is_left_out() {
    let known: BTreeSet<_> = FAULTS.iter().flat_map(|section| section.iter().copied()).collect();
    let tried: BTreeSet<_> = CASES.iter().map(|(name, _)| *name).collect();
    assert_eq!(tried, known);
    assert_eq!((FAULTS.len(), CASES.len()), (24, 38));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_client_says_what_went_wrong() {
    let mut failed = Vec::new();
    for cases in CASES.chunks(6) {
        let running: Vec<_> = cases.iter().map(|(name, case)| (*name, tokio::spawn(run(name, *case)))).collect();
        for (name, task) in running {
            if let Err(error) = task.await {
                failed.push(format!("{name}: {error}"));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

async fn run(name: &str, case: fn(World) -> Pin<Box<dyn Future<Output = ()> + Send>>) {
    let world = World::new().await;
    let done = tokio::time::timeout(Duration::from_secs(60), case(world)).await;
    assert!(done.is_ok(), "{name} hangs");
}
