//! Media: identified from what the system tells, written to and read back on real filesystems, full, read-only,
//! swapped, damaged and failing ones; whole devices filled with noise and searched, honest and lying ones.
//!
//! Mounting needs root: without it those tests say loudly that they did not run, and fail when `CI=true`.

pub mod attached;
mod device;
mod erase;
mod faults;
mod identity;
pub mod mounted;
mod noise;
mod pretended;
mod scan;
mod search;
mod superblock;
pub mod uml;
mod writing;
