//! What the retries of a client may cost together, so that a server in trouble is not asked all the more often for it.
//!
//! It is a bucket of tokens: a retry takes some, an answer gives some back. Whether a request may come twice at all is
//! no matter of it.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry takes, and what is given back when it was worth it.
const PRICE: u32 = 5;

/// What an answer to a request gives back that was sent once.
const REWARD: u32 = 1;

/// The tokens of a client.
#[derive(Debug)]
pub(super) struct Budget {
    most: u32,
    left: AtomicU32,
}

impl Budget {
    /// Enough for so many retries without an answer.
    pub(super) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(PRICE);
        Self { most, left: AtomicU32::new(most) }
    }

    /// Pays for a retry, and says whether that was possible.
    pub(super) fn take(&self) -> bool {
        let pay = |left: u32| left.checked_sub(PRICE);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay).is_ok()
    }

    /// An answer came, at once or after retries.
    pub(super) fn give_back(&self, is_retry: bool) {
        // It is full almost always, and then nothing needs to be written.
        if self.left.load(Ordering::Relaxed) >= self.most {
            return;
        }
        let tokens = if is_retry { PRICE } else { REWARD };
        let add = |left: u32| Some(left.saturating_add(tokens).min(self.most));
        // This update never declines.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}
