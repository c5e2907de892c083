//! Coming back: sticks are real filesystems behind loop devices, and their images are looked into afterwards.
#![cfg(target_os = "linux")]

mod clock;
mod copies;
pub mod faults;
mod key;
mod noise;
mod overtaken;
mod places;
mod returning;
mod stick;
mod torn;
mod words;
