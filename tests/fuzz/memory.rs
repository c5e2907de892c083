//! How much memory a piece of work takes at its peak, counted where it is handed out.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// What `work` returns, and the most bytes that this thread held for it at once. Memory that was asked for and never
/// touched counts: that somebody's bytes can make a program ask for it is what is looked for.
pub fn peak_of<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    PEAK.set(before);
    let result = work();
    (result, usize::try_from(PEAK.get() - before).unwrap_or(0))
}

fn held(more: usize, less: usize) {
    let sign = |size: usize| isize::try_from(size).unwrap_or(isize::MAX);
    // Not while a thread ends: there is nothing left to count in.
    let _counted = HELD.try_with(|held| {
        let now = held.get().wrapping_add(sign(more)).wrapping_sub(sign(less));
        held.set(now);
        let _kept = PEAK.try_with(|peak| peak.set(peak.get().max(now)));
    });
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[allow(
    unsafe_code,
    reason = "every call goes to the system's allocator as it came; beside it only numbers change"
)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        held(layout.size(), 0);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        held(layout.size(), 0);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both are there while it moves.
        held(size, 0);
        held(0, layout.size());
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        held(0, layout.size());
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[test]
fn what_is_held_at_once_is_counted_and_what_was_given_back_is_not() {
    let (_, one) = peak_of(|| vec![1_u8; 1 << 20]);
    assert!((1 << 20..1 << 21).contains(&one), "{one}");
    let (_, again) = peak_of(|| (0..10).map(|_| vec![1_u8; 1 << 20].len()).sum::<usize>());
    assert!((1 << 20..1 << 21).contains(&again), "{again}");
    let (_, asked) = peak_of(|| Vec::<u8>::with_capacity(1 << 30));
    assert!(asked >= 1 << 30, "{asked}");
}
