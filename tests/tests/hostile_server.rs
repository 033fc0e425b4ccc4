//! What a server can do to a client: every case by its name, with what must become of the call. Each ends within a bound
//! of time and of memory, and none panics.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

#[path = "hostile_server/answers.rs"]
mod answers;
#[path = "hostile_server/elsewhere.rs"]
mod elsewhere;
#[path = "hostile_server/events.rs"]
mod events;
#[path = "hostile_server/refusals.rs"]
mod refusals;
#[path = "hostile_server/script.rs"]
mod script;
#[path = "hostile_server/table.rs"]
mod table;
#[path = "hostile_server/waiting.rs"]
mod waiting;
