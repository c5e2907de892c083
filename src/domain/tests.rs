//! The rules, asked statement by statement. Signatures are taken for good here; `tests/it` asks about those.

mod coming_back;
mod confirming;
mod desk;
mod disposing;
mod incidents;
mod leaving;
mod media;
mod names;
mod road;
mod second_witness;
mod sequences;
mod status;

pub(in crate::domain) use desk::{Desk, attachment};
