//! The main job while the ground gives way: killed, out of room, cut off, interrupted, or looked at from a broken
//! environment. After each fault the whole state is examined from outside, through the program's own answers and the
//! files themselves.
#![cfg(target_os = "linux")]

pub mod bench;
pub mod examine;
mod failing;
mod incidents;
pub mod job;
mod killed;
mod losing;
mod matrix;
mod own_disk;
pub mod paused;
mod power;
mod recovering;
mod room;
mod sources;
mod surroundings;
pub mod sweep;
