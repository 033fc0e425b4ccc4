//! Time and chance, so that whoever tests a client can hold them in hand.

use std::future::poll_fn;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_core::Stream;

use super::body::{Body, ByteStream};
use super::future::{BoxFuture, MaybeSend, MaybeSync};
use super::transport_error::{TransportError, TransportErrorKind};

/// What a client knows of time and chance. All its timers and pauses go through it.
pub trait Clock: MaybeSend + MaybeSync + 'static {
    /// A future that is ready after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The date and time, to which a `Retry-After` may refer.
    fn now(&self) -> SystemTime;

    /// A random number from 0 to 1, by which pauses differ.
    fn fraction(&self) -> f64;

    /// Random bits, of which idempotency keys are made. None by default on wasm32, where the standard library has none.
    fn random(&self) -> Option<u64> {
        if cfg!(target_arch = "wasm32") {
            return None;
        }
        // Each state is keyed anew.
        Some(RandomState::new().build_hasher().finish())
    }
}

/// The clock of the machine, by way of tokio.
///
/// On wasm32, where tokio has no timers and the standard library has no time, no timer ever fires and it is always 1970.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if cfg!(target_arch = "wasm32") {
            return Box::pin(std::future::pending());
        }
        Box::pin(tokio::time::sleep(duration))
    }

    fn now(&self) -> SystemTime {
        if cfg!(target_arch = "wasm32") { SystemTime::UNIX_EPOCH } else { SystemTime::now() }
    }

    fn fraction(&self) -> f64 {
        let random = self.random().unwrap_or_default();
        f64::from(u32::try_from(random >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    }
}

/// The time ran out.
pub(super) struct Elapsed;

/// The outcome of `future`, if it comes within `limit`. The time starts anew whenever `progress` has moved meanwhile.
pub(super) async fn within<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    progress: &Progress,
    // Pinned by the caller: a future that is passed by value lies twice in the one that waits for it.
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Result<T, Elapsed> {
    let mut timer = None;
    let mut seen = progress.steps();
    poll_fn(|cx| {
        if let Poll::Ready(outcome) = future.as_mut().poll(cx) {
            return Poll::Ready(Ok(outcome));
        }
        let Some(limit) = limit else { return Poll::Pending };
        loop {
            let running = timer.get_or_insert_with(|| clock.sleep(limit));
            if running.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            timer = None;
            if progress.steps() == seen {
                return Poll::Ready(Err(Elapsed));
            }
            seen = progress.steps();
        }
    })
    .await
}

/// How far the sending of a body has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Only a stream has more than one step.
    steps: Option<Arc<AtomicUsize>>,
}

impl Progress {
    fn steps(&self) -> usize {
        self.steps.as_ref().map_or(0, |steps| steps.load(Ordering::Relaxed))
    }

    /// The same body; each piece that is taken from it is a step.
    pub(super) fn watch(&mut self, body: Body) -> Body {
        match body {
            Body::Stream { stream, length } => {
                let steps = Arc::clone(self.steps.get_or_insert_default());
                let stream = ByteStream::new(Watched { body: stream, steps });
                Body::Stream { stream, length }
            }
            other => other,
        }
    }
}

struct Watched {
    body: ByteStream,
    steps: Arc<AtomicUsize>,
}

impl Stream for Watched {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.body).poll_next(cx);
        if polled.is_ready() {
            self.steps.fetch_add(1, Ordering::Relaxed);
        }
        polled
    }
}

/// A body that fails when no byte comes for `limit`. Any byte starts the time anew; it runs only while someone waits.
pub(super) struct NotIdle {
    body: Option<ByteStream>,
    clock: Arc<dyn Clock>,
    limit: Option<Duration>,
    timer: Option<BoxFuture<'static, ()>>,
}

impl NotIdle {
    pub(super) fn new(clock: &Arc<dyn Clock>, limit: Option<Duration>, body: ByteStream) -> Self {
        Self { body: Some(body), clock: Arc::clone(clock), limit, timer: None }
    }
}

impl Stream for NotIdle {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else { return Poll::Ready(None) };
        if let Poll::Ready(chunk) = Pin::new(body).poll_next(cx) {
            this.timer = None;
            return Poll::Ready(chunk);
        }
        let Some(limit) = this.limit else { return Poll::Pending };
        let timer = this.timer.get_or_insert_with(|| this.clock.sleep(limit));
        if timer.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        this.body = None;
        let silence = format!("nothing came for {limit:?}");
        Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Idle, silence))))
    }
}
