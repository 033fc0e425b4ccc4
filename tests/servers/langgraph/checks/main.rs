//! What a LangGraph server and its emitted client have to agree on: `checks BASE_URL`.

#[path = "../../cutter.rs"]
mod cutter;
#[path = "../../report.rs"]
mod report;

mod breaks;
mod resources;
mod runs;
mod server;
mod streams;
mod threads;

use std::process::ExitCode;

use report::Report;
use server::Server;

#[tokio::main]
async fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else { return ExitCode::from(2) };
    let server = Server::new(url);
    let mut report = Report::new();
    let all = &mut report;

    all.check("server: its state, its metrics", resources::system(server.clone())).await;
    all.check("401: no token, a wrong one", threads::unauthorized(server.clone())).await;
    all.check("threads: create, get, patch, search, count, copy, delete", threads::life(server.clone())).await;
    all.check("threads: 404, 409, 422, the thread of another", threads::refusals(server.clone())).await;
    all.check("threads: state set, read, its history", threads::state(server.clone())).await;
    all.check("assistants: create, get, patch, versions, search, delete", resources::assistants(server.clone())).await;
    all.check("store: put, get, search, namespaces, delete", resources::store(server.clone())).await;
    all.check("crons: create, search, patch, delete", resources::crons(server.clone())).await;
    all.check("runs: in the background, joined, listed by pages", runs::background(server.clone())).await;
    all.check("runs: waited for, without a thread, in a batch", runs::stateless(server.clone())).await;
    all.check("runs: 404, 409 beside another, 422, cancelled", runs::refusals(server.clone())).await;
    for mode in streams::modes() {
        let name = format!("stream: mode {}", mode.name);
        all.check(&name, streams::mode(server.clone(), mode)).await;
    }
    all.check("stream: several modes at once", streams::several(server.clone())).await;
    all.check("stream: text as it comes, and whole", streams::text(server.clone())).await;
    all.check("stream: without a thread", streams::stateless(server.clone())).await;
    all.check("stream: of a thread, run after run", streams::thread_stream(server.clone())).await;
    all.check("stream: 404 before it begins", streams::refused(server.clone())).await;
    all.check("stream: heartbeats keep the idle timer from running out", breaks::heartbeat(server.clone())).await;
    all.check("stream: an error in its midst", breaks::error_event(server.clone())).await;
    all.check("stream: resumed by hand with Last-Event-ID", breaks::resumed_by_hand(server.clone())).await;
    all.check("stream: resumed by itself where it was cut", breaks::resumed_by_itself(server.clone())).await;
    all.check("stream: dropping it cancels the run", breaks::dropped(server.clone())).await;
    report.finish()
}
