//! One case: a client, what becomes of its call, and the bounds of time and memory that hold for all of them.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use epsimo_client::runtime::clock::Clock;
use epsimo_client::runtime::error::Phase;
use epsimo_client::runtime::future::BoxFuture;
use epsimo_client::types::{CreateRunPayload, RunEvent};
use epsimo_client::{Client, ClientBuilder, Error, EventStream};

use super::script::{Hostile, Script};

/// What no case may exceed, in time and in memory beyond what the process has taken already. An event of 16 MiB is
/// allowed for, and that a buffer for it grows by doubling.
const LONGEST: Duration = Duration::from_secs(60);
const MOST_MEMORY: usize = 48 * 1024 * 1024;

/// What a stalled server is waited for.
pub(super) const IDLE: Duration = Duration::from_millis(150);

/// A client that all others are made from: what it sends by takes longer to make than a call.
static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::builder().retries(0).build().unwrap());

/// Cases take turns, so that each is measured alone.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// A clock whose pauses are over at once, and are kept.
#[derive(Clone, Default)]
pub(super) struct Impatient {
    pauses: Arc<Mutex<Vec<Duration>>>,
}

impl Impatient {
    fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Clock for Impatient {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.pauses.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        Box::pin(std::future::ready(()))
    }

    fn now(&self) -> SystemTime {
        // 2026-11-24T00:00:00Z
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_478_400)
    }

    fn fraction(&self) -> f64 {
        1.0
    }
}

/// All cases of one kind, and those that went wrong.
#[derive(Default)]
pub(super) struct Table {
    faults: String,
}

impl Table {
    /// `GET /threads/{tid}`: one thread in JSON.
    pub(super) async fn thread(&mut self, name: &str, script: Script, expected: &str) {
        self.thread_by(name, vec![script], |builder| builder, expected).await;
    }

    /// The same with several connections and a client of its own.
    pub(super) async fn thread_by(
        &mut self,
        name: &str,
        scripts: Vec<Script>,
        with: impl FnOnce(ClientBuilder) -> ClientBuilder,
        expected: &str,
    ) {
        let call = async |client: Client| match client.threads().get("t").send().await {
            Ok(thread) => format!("thread {}", thread.name),
            Err(error) => told(&error),
        };
        self.case(name, scripts, with, call, expected).await;
    }

    /// The same with as many retries as usual, and how long they waited.
    pub(super) async fn retried(&mut self, name: &str, scripts: Vec<Script>, expected: &str) {
        let clock = Impatient::default();
        let waiting = clock.clone();
        let with = |builder: ClientBuilder| {
            let builder = builder.clock(clock).retries(2);
            builder.connect_timeout(None).response_timeout(None).total_timeout(None).idle_timeout(None)
        };
        let call = async |client: Client| {
            let outcome = match client.threads().get("t").send().await {
                Ok(thread) => format!("thread {}", thread.name),
                Err(error) => told(&error),
            };
            format!("{outcome}; waited {:?}", waiting.pauses())
        };
        self.case(name, scripts, with, call, expected).await;
    }

    /// `POST /runs/stream`: a stream of events.
    pub(super) async fn run(&mut self, name: &str, script: Script, expected: &str) {
        self.run_by(name, vec![script], |builder| builder, expected).await;
    }

    /// The same with several connections and a client of its own.
    pub(super) async fn run_by(
        &mut self,
        name: &str,
        scripts: Vec<Script>,
        with: impl FnOnce(ClientBuilder) -> ClientBuilder,
        expected: &str,
    ) {
        let call = async |client: Client| match client.runs().stream(&CreateRunPayload::new("t")).send().await {
            Ok(stream) => all(stream).await,
            Err(error) => told(&error),
        };
        self.case(name, scripts, with, call, expected).await;
    }

    /// One case: what became of the call, and how many requests it took, if that was more than one.
    pub(super) async fn case(
        &mut self,
        name: &str,
        scripts: Vec<Script>,
        with: impl FnOnce(ClientBuilder) -> ClientBuilder,
        call: impl AsyncFnOnce(Client) -> String,
        expected: &str,
    ) {
        let _turn = TURN.lock().await;
        let server = Hostile::start(scripts).await;
        let builder = CLIENT.to_builder().base_url(&server.url).unwrap().bearer_token("canary-token");
        let client = with(builder).build().unwrap();
        let before = forget_peak();
        let outcome = tokio::time::timeout(LONGEST, call(client)).await;
        let outcome = outcome.map(|outcome| outcome.replace(&server.url, "SERVER"));
        let mut outcome = outcome.unwrap_or_else(|_| format!("nothing within {LONGEST:?}"));
        let taken = memory("VmHWM:").zip(before).map_or(0, |(peak, before)| peak.saturating_sub(before));
        if taken > MOST_MEMORY {
            let _ = write!(outcome, "; {} MiB of memory", taken >> 20);
        }
        match server.asked().len() {
            1 => {}
            times => drop(write!(outcome, "; sent {times} times")),
        }
        if outcome != expected {
            let _ = write!(self.faults, "\n{name}\n  expected: {expected}\n  became:   {outcome}");
        }
    }

    /// All went as it should.
    pub(super) fn check(self) {
        assert!(self.faults.is_empty(), "{}", self.faults);
    }
}

/// An error in a line, with the questions that it answers.
fn told(error: &Error) -> String {
    let mut kinds = Vec::new();
    for (is, kind) in [
        (error.is_connect(), "connect"),
        (error.is_decode(), "decode"),
        (error.is_status(), "status"),
        (error.is_redirect(), "redirect"),
        (error.is_truncated(), "truncated"),
        (error.is_invalid(), "invalid"),
        (error.timeout_phase() == Some(Phase::Idle), "idle"),
        (error.timeout_phase() == Some(Phase::Response), "response"),
        (error.timeout_phase() == Some(Phase::Total), "total"),
    ] {
        kinds.extend(is.then_some(kind));
    }
    let text = error.to_string();
    // Whatever goes wrong, the token is in none of the texts of the error.
    assert!(!format!("{text} {error:?}").contains("canary"), "{error:?}");
    // What lies below differs between systems.
    let text = text.split(": error ").next().unwrap_or_default();
    let text = text.trim_start_matches("GET /threads/{tid}").trim_start_matches("POST /runs/stream");
    let text = text.trim_start_matches([':', ' ']);
    format!("{} error: {text}", kinds.join(" "))
}

/// All events of a stream in a word each, and how it ended.
async fn all(mut stream: EventStream<RunEvent>) -> String {
    let mut words = Vec::new();
    while let Some(item) = stream.next().await {
        words.push(match item {
            Ok(RunEvent::Metadata(event)) => format!("run {}", event.run_id),
            Ok(RunEvent::Data(messages) | RunEvent::Messages(messages)) => format!("{} messages", messages.len()),
            Ok(RunEvent::End) => "end".to_owned(),
            Ok(RunEvent::Unknown(event)) => format!("unknown {:.20} of {} B", event.name(), event.data().len()),
            Ok(_) => "another event".to_owned(),
            Err(error) => told(&error),
        });
        assert!(words.len() < 100, "too many events");
    }
    assert!(stream.next().await.is_none(), "a stream that has ended goes on");
    format!("{}; {:?}", words.join(", "), stream.end())
}

/// Lets the greatest use of memory count from now on, and gives the present one; none where the system does not tell.
fn forget_peak() -> Option<usize> {
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    memory("VmRSS:")
}

fn memory(field: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? * 1024)
}
