//! Coming back: sticks are real filesystems behind loop devices, and their images are looked into afterwards.
#![cfg(target_os = "linux")]

mod copies;
mod faults;
mod key;
mod noise;
mod overtaken;
mod places;
mod returning;
mod stick;
mod words;
