//! One piece of work that many wait for.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};

use super::super::future::BoxFuture;

/// A future that is made once, however many wait for its outcome. It goes on as long as one of them does.
pub(super) struct Flight<T> {
    work: Mutex<BoxFuture<'static, T>>,
    /// Who is polling the work.
    at_work: Mutex<Option<ThreadId>>,
    outcome: OnceLock<T>,
    waiting: Arc<Waiting>,
}

/// Those to be woken when the work can go on: whichever of them is left does it.
#[derive(Default)]
struct Waiting {
    wakers: Mutex<Vec<Waker>>,
}

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        let wakers = std::mem::take(&mut *self.wakers.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// Whoever does the work waits for it.
pub(super) struct WaitsForItself;

impl<T: Clone> Flight<T> {
    /// The work, not begun yet.
    pub(super) fn new(work: BoxFuture<'static, T>) -> Self {
        let (at_work, waiting) = (Mutex::default(), Arc::default());
        Self { work: Mutex::new(work), at_work, outcome: OnceLock::new(), waiting }
    }

    /// Whether there is an outcome.
    pub(super) fn is_over(&self) -> bool {
        self.outcome.get().is_some()
    }

    /// Waits for the outcome, and does the work where nobody else does.
    pub(super) fn poll(&self, cx: &Context<'_>) -> Poll<Result<T, WaitsForItself>> {
        self.waiting.add(cx.waker());
        // Looked at after the waker is known: an outcome that comes later wakes it.
        if let Some(outcome) = self.outcome.get() {
            return Poll::Ready(Ok(outcome.clone()));
        }
        let mut work = match self.work.try_lock() {
            Ok(work) => work,
            Err(TryLockError::Poisoned(work)) => work.into_inner(),
            Err(TryLockError::WouldBlock) => {
                if *self.at_work.lock().unwrap_or_else(PoisonError::into_inner) == Some(thread::current().id()) {
                    return Poll::Ready(Err(WaitsForItself));
                }
                // The one at work may be gone before it is woken, so everyone has to look.
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
        };
        if let Some(outcome) = self.outcome.get() {
            return Poll::Ready(Ok(outcome.clone()));
        }
        self.polled(work.as_mut()).map(Ok)
    }

    fn polled(&self, work: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Poll<T> {
        let set = |thread| *self.at_work.lock().unwrap_or_else(PoisonError::into_inner) = thread;
        set(Some(thread::current().id()));
        let polled = work.poll(&mut Context::from_waker(&Waker::from(Arc::clone(&self.waiting))));
        set(None);
        if let Poll::Ready(outcome) = &polled {
            let _ = self.outcome.set(outcome.clone());
            Arc::clone(&self.waiting).wake();
        }
        polled
    }
}
