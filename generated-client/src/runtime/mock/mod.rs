//! A transport without a network, for tests of code that calls the API: it answers by a script and keeps what was sent.
//!
//! ```rust,ignore
//! let mock = MockTransport::new();
//! mock.on("GET", "/threads/{id}", MockAnswer::status(503));
//! mock.on("GET", "/threads/{id}", MockAnswer::json(200, &thread));
//! mock.on(
//!     "POST",
//!     "/runs/stream",
//!     MockAnswer::events().event("delta", &delta).wait(Duration::from_secs(20)).event("end", &()),
//! );
//! let client = Client::builder().mock(&mock).build()?;
//!
//! assert_eq!(client.threads().get("t1").send().await?, thread);
//!
//! let requests = mock.requests();
//! assert_eq!((requests.len(), requests[1].path()), (2, "/threads/t1"));
//! ```
//!
//! No test needs to wait: the time of a [`ManualClock`] stands still, or jumps to whatever somebody waits for. The mock
//! judges nothing: whether a request is right is for the test to say.

mod answer;
mod clock;
mod record;
mod route;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{Request, Response};

pub use self::answer::MockAnswer;
pub use self::clock::ManualClock;
pub use self::record::RecordedRequest;
use self::route::Route;
use super::body::{Body, ByteStream};
use super::client::{ClientBuilder, parse_base};
use super::clock::Clock as _;
use super::future::BoxFuture;
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};

/// A transport that answers by a script. Clones share the script and the record.
#[derive(Clone, Default)]
pub struct MockTransport {
    clock: ManualClock,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    routes: Vec<Route>,
    requests: Vec<RecordedRequest>,
}

impl MockTransport {
    /// A transport without a script, on a clock that jumps.
    pub fn new() -> Self {
        Self::default()
    }

    /// A transport without a script, on this clock.
    pub fn with_clock(clock: ManualClock) -> Self {
        Self { clock, state: Arc::default() }
    }

    /// The clock that the answers wait by.
    pub fn clock(&self) -> ManualClock {
        self.clock.clone()
    }

    /// Answers requests of this method to this path, which may have parameters in braces: `/threads/{id}`. Several answers
    /// for the same are given in turn, and the last from then on.
    ///
    /// Before the path there may be that of the base URL. Of several paths that fit the longest counts, then the one with
    /// the fewest parameters.
    pub fn on(&self, method: &str, path: &str, answer: MockAnswer) -> &Self {
        let mut state = self.state();
        match state.routes.iter_mut().find(|route| route.method == method && route.path == path) {
            Some(route) => route.answers.push(answer),
            None => state.routes.push(Route::new(method, path, answer)),
        }
        self
    }

    /// All requests so far, in the order in which they were sent.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.clone()
    }

    /// The last request, if there was one.
    pub fn last_request(&self) -> Option<RecordedRequest> {
        self.state().requests.last().cloned()
    }

    /// What no request has asked for yet: `GET /threads/{id}`, once for each answer.
    pub fn unused(&self) -> Vec<String> {
        self.state().routes.iter().flat_map(Route::unused).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the request, and finds its answer.
    fn record(&self, request: RecordedRequest) -> Result<MockAnswer, TransportError> {
        let mut state = self.state();
        let found = route::find(&mut state.routes, request.method(), request.path()).map(Route::answer);
        let answer = found.ok_or_else(|| unknown(&request, &state.routes));
        state.requests.push(request);
        answer
    }
}

fn unknown(request: &RecordedRequest, routes: &[Route]) -> TransportError {
    let known: Vec<_> = routes.iter().map(|route| format!("`{} {}`", route.method, route.path)).collect();
    let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
    let message = format!("the mock has no answer for `{} {}`, but for {known}", request.method(), request.path());
    TransportError::new(TransportErrorKind::Unsupported, message)
}

impl Transport for MockTransport {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.into_stream().collect(usize::MAX).await?;
            let answer = self.record(RecordedRequest::new(head, body, self.clock.elapsed()))?;
            if !answer.delay.is_zero() {
                self.clock.sleep(answer.delay).await;
            }
            answer.give(&self.clock).await
        })
    }
}

/// Requests are not shown: they may hold what nobody should see.
impl fmt::Debug for MockTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let routes: Vec<_> = state.routes.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
        let debug = &mut formatter.debug_struct("MockTransport");
        debug.field("routes", &routes).field("requests", &state.requests.len()).finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// Sends requests to `mock` instead of a server, and takes its clock for all timers and pauses. Where no base URL is
    /// given it is `http://mock.test`, so that paths are those of the document.
    #[must_use]
    pub fn mock(mut self, mock: &MockTransport) -> Self {
        if self.settings.base.is_none() {
            self.settings.base = parse_base("http://mock.test").ok();
        }
        self.transport(mock.clone()).clock(mock.clock())
    }
}
