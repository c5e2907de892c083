//! How hard to compress, from how the sink keeps up: where it is slower than the processor, as most sticks are, smaller
//! is faster.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::limits;

/// Levels of libdeflate, each about two thirds as fast as the one before and 4 and 7 percent denser
/// (docs/performance.md); those above take twice the time and more for another percent.
const LEVELS: [u8; 3] = [1, 4, 6];

/// So many bytes written are looked at together: files on media are synced as often, and what is written in between
/// goes into memory.
const LOOKED_AT_BYTES: u64 = limits::SYNC_EVERY_BYTES;

/// The level that suits the sink, for whoever compresses.
#[derive(Debug, Default)]
pub(super) struct Pace {
    step: AtomicUsize,
}

/// Where the time went since the last look.
#[derive(Debug, Default)]
pub(super) struct Spent {
    /// Waiting for something to write.
    pub(super) waiting: Duration,
    /// Writing.
    pub(super) writing: Duration,
    /// Taking digests of what was written.
    pub(super) digesting: Duration,
    pub(super) bytes: u64,
}

impl Pace {
    /// The level to compress the next block with.
    pub(super) fn level(&self) -> u8 {
        LEVELS.get(self.step.load(Ordering::Relaxed)).copied().unwrap_or(LEVELS[0])
    }

    /// Looks at `spent` when enough was written, and begins it anew.
    pub(super) fn look_at(&self, spent: &mut Spent) {
        if spent.bytes < LOOKED_AT_BYTES {
            return;
        }
        let Spent { waiting, writing, digesting, .. } = std::mem::take(spent);
        let step = self.step.load(Ordering::Relaxed);
        // Up only when the sink is busy nearly all of the time: smaller blocks are fewer to digest as well, but take longer
        // to make than that.
        let next = if writing > waiting.saturating_add(digesting).saturating_mul(4) {
            step.saturating_add(1).min(LEVELS.len().saturating_sub(1))
        } else if waiting > writing {
            step.saturating_sub(1)
        } else {
            step
        };
        self.step.store(next, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pace: &Pace, waiting: u64, writing: u64) -> u8 {
        after_digesting(pace, waiting, writing, 0)
    }

    fn after_digesting(pace: &Pace, waiting: u64, writing: u64, digesting: u64) -> u8 {
        let [waiting, writing, digesting] = [waiting, writing, digesting].map(Duration::from_secs);
        let mut spent = Spent { waiting, writing, digesting, bytes: LOOKED_AT_BYTES };
        pace.look_at(&mut spent);
        assert_eq!((spent.bytes, spent.writing), (0, Duration::ZERO));
        pace.level()
    }

    #[test]
    fn a_slow_sink_gets_smaller_blocks_and_a_fast_one_quick_ones() {
        let pace = Pace::default();
        assert_eq!(pace.level(), 1);
        let climbing: Vec<u8> = (0..5).map(|_| after(&pace, 1, 10)).collect();
        assert_eq!(climbing, [4, 6, 6, 6, 6]);
        // Compressing takes as long as writing: it stays.
        assert_eq!(after(&pace, 10, 10), 6);
        let falling: Vec<u8> = (0..4).map(|_| after(&pace, 10, 1)).collect();
        assert_eq!(falling, [4, 1, 1, 1]);
    }

    #[test]
    fn a_sink_as_fast_as_memory_is_no_slow_one_where_nothing_is_waited_for() {
        let pace = Pace::default();
        assert_eq!(after_digesting(&pace, 0, 10, 8), 1);
        assert_eq!(after_digesting(&pace, 0, 10, 2), 4);
    }

    #[test]
    fn nothing_is_concluded_from_what_went_into_memory() {
        let pace = Pace::default();
        let mut spent =
            Spent { writing: Duration::from_secs(60), bytes: LOOKED_AT_BYTES - 1, ..Spent::default() };
        pace.look_at(&mut spent);
        assert_eq!((pace.level(), spent.bytes), (1, LOOKED_AT_BYTES - 1));
    }
}
