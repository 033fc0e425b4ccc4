//! A clock in the hand of a test.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use super::super::clock::Clock;
use super::super::future::BoxFuture;

/// A clock whose time moves by [`advance`](Self::advance) alone, or jumps whenever everybody waits for it. Clones are the
/// same clock. It starts with the year 2026, and its randomness is always the same.
#[derive(Clone)]
pub struct ManualClock {
    time: Arc<Mutex<Time>>,
}

#[derive(Default)]
struct Time {
    elapsed: Duration,
    jumps: bool,
    /// How often anybody has asked whether it is time.
    polls: u64,
    /// How often anybody has drawn a random number.
    draws: u32,
    created: u64,
    sleepers: BTreeMap<u64, Sleeper>,
}

/// Somebody who waits.
struct Sleeper {
    until: Duration,
    /// Which poll its last was.
    polled: u64,
    waker: Option<Waker>,
}

impl ManualClock {
    /// A clock that stands still until it is advanced.
    pub fn new() -> Self {
        Self { time: Arc::default() }
    }

    /// A clock that jumps to the next moment for which somebody waits as soon as everybody waits. It is made for tests on
    /// one thread: of tasks on others it cannot know whether they wait.
    pub fn jumping() -> Self {
        let clock = Self::new();
        clock.time().jumps = true;
        clock
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        let mut time = self.time();
        let elapsed = time.elapsed.saturating_add(by);
        let woken = time.move_to(elapsed);
        drop(time);
        woken.into_iter().for_each(Waker::wake);
    }

    /// How much time has passed since the clock was made.
    pub fn elapsed(&self) -> Duration {
        self.time().elapsed
    }

    fn time(&self) -> MutexGuard<'_, Time> {
        self.time.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self) -> u32 {
        let mut time = self.time();
        time.draws = time.draws.wrapping_add(1);
        time.draws
    }
}

impl Time {
    /// Moves on, and gives those who are to be woken.
    fn move_to(&mut self, elapsed: Duration) -> Vec<Waker> {
        self.elapsed = elapsed;
        let due = self.sleepers.values_mut().filter(|sleeper| sleeper.until <= elapsed);
        due.filter_map(|sleeper| sleeper.waker.take()).collect()
    }

    /// Whether the sleeper `id`, whose last poll was `before`, is the next of all that have been polled since then: each of
    /// those who wait is polled again and again, so whoever was not is held by somebody who does something else.
    fn is_next(&self, until: Duration, before: u64) -> bool {
        let mut awake = self.sleepers.values().filter(|sleeper| sleeper.polled > before);
        before > 0 && awake.all(|sleeper| until <= sleeper.until)
    }
}

/// A jumping one.
impl Default for ManualClock {
    fn default() -> Self {
        Self::jumping()
    }
}

impl Clock for ManualClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut time = self.time();
        time.created += 1;
        let (id, until) = (time.created, time.elapsed.saturating_add(duration));
        time.sleepers.insert(id, Sleeper { until, polled: 0, waker: None });
        Box::pin(Sleep { clock: self.clone(), id })
    }

    fn now(&self) -> SystemTime {
        // 2026-01-01T00:00:00Z
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
        start.checked_add(self.elapsed()).unwrap_or(start)
    }

    fn fraction(&self) -> f64 {
        // Multiples of the golden ratio are spread evenly.
        (f64::from(self.draw()) * 0.618_033_988_749_894_9).fract()
    }

    fn random(&self) -> Option<u64> {
        // The finalizer of SplitMix64.
        let state = u64::from(self.draw()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Some(mixed ^ (mixed >> 31))
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ManualClock({:?})", self.elapsed())
    }
}

/// A wait.
struct Sleep {
    clock: ManualClock,
    id: u64,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut time = self.clock.time();
        time.polls += 1;
        let (polls, elapsed) = (time.polls, time.elapsed);
        let Some(sleeper) = time.sleepers.get_mut(&self.id) else { return Poll::Ready(()) };
        let (until, before) = (sleeper.until, std::mem::replace(&mut sleeper.polled, polls));
        sleeper.waker = Some(cx.waker().clone());
        let mut woken = Vec::new();
        let is_next = until > elapsed && time.jumps && time.is_next(until, before);
        if is_next {
            woken = time.move_to(until);
        }
        let jumps = time.jumps;
        let is_over = is_next || until <= elapsed;
        if is_over {
            time.sleepers.remove(&self.id);
        }
        drop(time);
        woken.into_iter().for_each(Waker::wake);
        if is_over {
            return Poll::Ready(());
        }
        if jumps {
            // To be asked again once everybody else had a turn.
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.time().sleepers.remove(&self.id);
    }
}
