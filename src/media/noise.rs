//! Noise over a whole device that anybody can make again, and so compare later.
//!
//! The noise is the ChaCha20 keystream (RFC 8439; block counter of 64 bits from 0, nonce 0, as in the original) of a
//! key made from a seed, the device's serial and its capacity ([`NoiseKey`]). Any part of it is made without the rest.
//! [`write`](fn@write) fills the device, [`resume_point`] finds where an interrupted filling goes on, [`verify`] reads every
//! sector. Only [`verify`] makes [`AllNoise`], and only that says that the device holds nothing else.
//!
//! The seed is no secret: it is published in a record. Who knows it before the noise is verified can keep content and
//! still show the noise, if they control the device itself (a stick whose controller computes what it is asked for).
//!
//! What it does not protect against: copies in sectors that the device does not let anybody address (worn-out blocks,
//! spare room); a cache inside the device, which only taking it out passes; a device that lies on purpose.
//!
//! The definition with an example and the steps with stock tools: `docs/spec/noise.md`.

mod capacity;
mod fill;
mod key;
mod verify;

pub use capacity::Capacity;
pub use fill::{Filled, resume_point, write};
pub use key::NoiseKey;
pub use verify::{AllNoise, Differences, Verdict, verify};
