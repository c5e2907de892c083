//! Media: identified from what the system tells, written to and read back on real filesystems, full, read-only,
//! swapped, damaged and failing ones.
//!
//! Mounting needs root: without it those tests say loudly that they did not run, and fail when `CI=true`.

mod erase;
mod faults;
mod identity;
pub mod mounted;
mod search;
mod writing;
