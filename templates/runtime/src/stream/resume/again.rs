//! A stream that is opened again whenever it breaks off, until it ends, or until that is in vain.

use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::RETRY_AFTER;

use super::super::super::client::Client;
use super::super::super::error::Error;
use super::super::super::execute::execute;
use super::super::super::future::BoxFuture;
use super::super::super::operation::Operation;
use super::super::super::request::{Reading, Request};
use super::super::super::response::Open;
use super::super::super::retry;
use super::super::super::sse::Frame;
use super::super::End;
use super::super::failure::StreamFailure;
use super::super::frames::{Again, Frames, Step};
use super::super::open::{entrance, parser_of};
use super::Resume;
use super::place::Place;
use super::seen::{Seen, Verdict};

/// What goes on with a stream.
pub(super) struct Reopening {
    client: Client,
    operation: &'static Operation,
    policy: Resume,
    place: Place,
    seen: Seen,
    /// Attempts without a new event.
    attempts: u32,
    opening: Option<BoxFuture<'static, Result<Open, Error>>>,
}

impl Reopening {
    pub(super) fn new(request: &Request<'_>, policy: Resume, place: Place) -> Self {
        let (client, operation) = (request.client.clone(), request.operation);
        Self { client, operation, policy, place, seen: Seen::default(), attempts: 0, opening: None }
    }

    /// Lends the next frame to `visit`, if it is a new event.
    fn read(
        &mut self,
        frames: &mut Frames,
        cx: &mut Context<'_>,
        visit: &mut dyn FnMut(&Frame<'_>),
    ) -> Poll<(Step, Verdict)> {
        let (seen, place) = (&mut self.seen, &mut self.place);
        let mut verdict = Verdict::New;
        let step = frames.read(cx, &mut |frame| {
            let carried = frame.id.strip_prefix('\0');
            let id = carried.unwrap_or(frame.id);
            verdict = seen.judge(frame, id, carried.is_none());
            if verdict == Verdict::New {
                place.learn(frame.data);
                visit(&Frame { id, ..*frame });
            }
        });
        step.map(|step| (step, verdict))
    }

    /// Begins to open the stream again; the failure if it cannot be, or was tried in vain too often.
    fn begin(
        &mut self,
        frames: &mut Frames,
        failure: StreamFailure,
        cause: Option<&Error>,
    ) -> Result<(), StreamFailure> {
        let parts = self.place.request(frames.last_event_id(), frames.seen).filter(|_| self.seen.is_sure());
        let Some(parts) = parts else { return Err(failure) };
        let settings = &self.client.inner.settings;
        let (now, fraction) = (settings.clock.now(), settings.clock.fraction());
        let asked = cause.and_then(Error::headers).filter(|headers| headers.contains_key(RETRY_AFTER));
        let pause = match asked {
            Some(headers) => retry::pause(0, Some(headers), now, fraction),
            None => Some(self.policy.pause(frames.retry(), self.attempts, fraction)),
        };
        let Some(pause) = pause.filter(|_| self.attempts < self.policy.attempts) else { return Err(failure) };
        self.attempts += 1;
        frames.end = None;
        let (client, operation) = (self.client.clone(), self.operation);
        let clock = settings.clock.clone();
        self.opening = Some(Box::pin(async move {
            clock.sleep(pause).await;
            let request = Request { client: &client, operation, parts };
            execute(&request, Reading::Events).await.and_then(entrance)
        }));
        Ok(())
    }

    /// What became of an attempt.
    fn opened(&mut self, frames: &mut Frames, outcome: Result<Open, Error>) -> Result<(), StreamFailure> {
        match outcome {
            Ok(Open { head, body, .. }) => {
                frames.retry_before = frames.retry();
                frames.comments_before = frames.comments_seen();
                // What comes from this connection has no NUL in it: so an id is told from one that is carried over.
                let id = frames.last_event_id();
                let id = if id.is_empty() { String::new() } else { format!("\0{id}") };
                frames.parser = parser_of(&head, frames.shape, frames.limit, id);
                (frames.head, frames.body, frames.chunk) = (head, Some(body), Bytes::new());
                self.seen.catch_up();
                Ok(())
            }
            Err(error) => {
                let note = format!("attempt {} to go on failed: {error}", self.attempts);
                let failure = cut(frames, Some(note));
                let is_transient = match error.status() {
                    Some(status) => retry::is_transient(status),
                    None => error.is_timeout() || error.transport_error().is_some(),
                };
                if is_transient { self.begin(frames, failure, Some(&error)) } else { Err(failure) }
            }
        }
    }
}

impl Again for Reopening {
    fn poll(&mut self, frames: &mut Frames, cx: &mut Context<'_>, visit: &mut dyn FnMut(&Frame<'_>)) -> Poll<Step> {
        loop {
            if let Some(opening) = &mut self.opening {
                let outcome = ready!(opening.as_mut().poll(cx));
                self.opening = None;
                if let Err(failure) = self.opened(frames, outcome) {
                    return Poll::Ready(frames.fail(failure));
                }
                continue;
            }
            let begun = match ready!(self.read(frames, cx, visit)) {
                (Step::Frame, Verdict::New) => {
                    self.attempts = 0;
                    return Poll::Ready(Step::Frame);
                }
                (Step::Frame, Verdict::Known) => {
                    frames.seen = frames.seen.saturating_sub(1);
                    continue;
                }
                (Step::Frame, Verdict::Restarted) => {
                    frames.seen = frames.seen.saturating_sub(1);
                    Err(cut(frames, Some("the server starts over instead of going on".to_owned())))
                }
                (Step::Failed(failure), _) if failure.is_break() => self.begin(frames, failure, None),
                (Step::Ended, _) if self.policy.after_end && frames.has_run_out() => {
                    let failure = cut(frames, None);
                    self.begin(frames, failure, None)
                }
                (step, _) => return Poll::Ready(step),
            };
            if let Err(failure) = begun {
                return Poll::Ready(frames.fail(failure));
            }
        }
    }
}

fn cut(frames: &Frames, note: Option<String>) -> StreamFailure {
    StreamFailure::Truncated { events_seen: frames.seen, mid_event: false, source: None, note }
}

impl Frames {
    /// Whether the body has ended where nothing else was to be expected, and more may come.
    fn has_run_out(&self) -> bool {
        self.end == Some(End::Body) && !self.is_empty_by_status()
    }
}

impl StreamFailure {
    /// Whether the connection is at fault.
    fn is_break(&self) -> bool {
        matches!(self, Self::Truncated { .. } | Self::Idle { .. })
    }
}
