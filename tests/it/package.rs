//! Packing, and what stock tools make of a package.

pub mod desk;
pub mod formats;
mod long;
mod pack;
mod peers;
mod round_trip;
mod walk;
