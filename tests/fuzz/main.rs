//! Every parser of somebody else's bytes, given bytes that nobody meant.
//!
//! A target does not only look for panics. What parses is written again byte for byte, memory is bounded by the size
//! of what was given, what opens is what was sealed, and nothing that is shown moves a cursor. `docs/testing.md` says
//! how to run a target for longer, and `tests/long/fuzz` with what the compiler counts.
//!
//! Built in two ways from the same targets: as ordinary tests, which make up inputs by themselves and end after so
//! many executions, and with `--cfg sekisho_fuzz`, where libFuzzer makes them up and sees which code they reach.
#![cfg_attr(sekisho_fuzz, no_main)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[cfg(not(sekisho_fuzz))]
mod bounded;
mod memory;
#[cfg(not(sekisho_fuzz))]
mod mutate;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "the other test binary looks for peers too")]
mod support;
mod targets;

#[cfg(sekisho_fuzz)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(targets::named_in_environment().run(bytes)));
