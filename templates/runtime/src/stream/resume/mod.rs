//! Streams that go on where they broke off, for those who ask for it.
//!
//! A stream that breaks off is opened again with the id of its last event. No event is given twice, an end that the server
//! means is one, and without new events it is opened a bounded number of times.

mod again;
mod place;
mod seen;

use std::fmt;
use std::time::Duration;

use self::again::Reopening;
use self::place::Place;
use super::super::call::Call;
use super::super::error::Error;
use super::super::future::BoxFuture;
use super::super::request::Request;
use super::super::response::Response;
use super::EventStream;

/// How a stream that breaks off goes on.
#[derive(Clone, Debug)]
pub struct Resume {
    attempts: u32,
    first_pause: Duration,
    after_end: bool,
    place: Option<String>,
}

impl Default for Resume {
    fn default() -> Self {
        Self::new()
    }
}

impl Resume {
    /// Up to 5 attempts without a new event between them, the first after a second, unless the server asks for another
    /// pause; each further pause is twice as long, up to a minute.
    pub fn new() -> Self {
        Self { attempts: 5, first_pause: Duration::from_secs(1), after_end: false, place: None }
    }

    /// How many attempts to make without a new event between them.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// The pause before the first attempt, where the server does not say how long it is.
    #[must_use]
    pub fn first_pause(self, pause: Duration) -> Self {
        Self { first_pause: pause, ..self }
    }

    /// Whether it also goes on where the server ends the body without a word, as some do with streams that have no end. The
    /// server says that nothing more comes by the status 204.
    #[must_use]
    pub fn after_end(self, after_end: bool) -> Self {
        Self { after_end, ..self }
    }

    /// Goes on elsewhere, by `GET`: at a path such as `/runs/{run_id}/stream`, whose names are parameters of the call or members
    /// of an event, or at the URL in a header of the answer, `$response.header.Location`.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }

    /// The pause before an attempt, `made` of which were made in vain.
    fn pause(&self, asked: Option<Duration>, made: u32, fraction: f64) -> Duration {
        const LEAST: Duration = Duration::from_millis(100);
        const MOST: Duration = Duration::from_secs(60);
        let first = asked.unwrap_or(self.first_pause).clamp(LEAST, MOST);
        let pause = first.saturating_mul(2_u32.saturating_pow(made)).min(MOST);
        // Never sooner than asked for, and not all clients at once.
        pause.saturating_add(pause.mul_f64(fraction.clamp(0.0, 1.0) / 4.0)).min(MOST)
    }
}

/// A call for a stream that goes on where it broke off.
#[must_use = "a call does nothing until it is sent"]
pub struct Resumed<'c, T, E = Error> {
    call: Call<'c, EventStream<T>, E>,
    request: Request<'c>,
    resume: Resume,
}

impl<'c, T: 'static, E: From<Error> + 'c> Resumed<'c, T, E> {
    /// A call for the stream that `read` makes of the answer to `request`.
    pub fn new(request: Request<'c>, resume: Resume, read: fn(Request<'c>) -> Call<'c, EventStream<T>, E>) -> Self {
        Self { call: read(request.clone()), request, resume }
    }

    /// Sends the request.
    pub fn send(self) -> BoxFuture<'c, Result<EventStream<T>, E>> {
        let sent = self.send_full();
        Box::pin(async move { Ok(sent.await?.into_body()) })
    }

    /// Sends the request, and gives status and headers beside the stream.
    pub fn send_full(self) -> BoxFuture<'c, Result<Response<EventStream<T>>, E>> {
        let Self { call, request, resume } = self;
        let place = Place::of(&request, resume.place.as_deref());
        Box::pin(async move {
            let place = place?;
            let mut response = call.send_full().await?;
            let place = place.with_headers(&response.headers);
            response.body.frames.again = Some(Box::new(Reopening::new(&request, resume, place)));
            Ok(response)
        })
    }
}

impl<T, E> fmt::Debug for Resumed<'_, T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Resumed").field("request", &self.request).field("resume", &self.resume).finish()
    }
}
