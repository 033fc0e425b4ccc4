//! A clock that stands still but for the pauses that are made, which it steps over.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::runtime::clock::Clock;
use crate::runtime::future::BoxFuture;

/// Pauses up to an hour pass at once when they are waited for; what begins as a timer of a call never ends.
#[derive(Clone, Default)]
pub(crate) struct Ticking {
    passed: Arc<Mutex<Duration>>,
    pauses: Arc<Mutex<Vec<Duration>>>,
}

/// The timers of a client as it is built: they guard calls, and are no pauses.
const GUARDS: [u64; 3] = [60, 300, 600];

impl Ticking {
    /// Lets time pass.
    pub(crate) fn pass(&self, duration: Duration) {
        *self.passed.lock().unwrap() += duration;
    }

    /// The pauses that were made.
    pub(crate) fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl Clock for Ticking {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if GUARDS.contains(&duration.as_secs()) {
            return Box::pin(std::future::pending());
        }
        self.pass(duration);
        self.pauses.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }

    fn now(&self) -> SystemTime {
        // 2026-11-24T00:00:00Z
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_478_400) + *self.passed.lock().unwrap()
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}
