//! The rules, asked statement by statement. Signatures are taken for good here; `tests/it` asks about those.

mod anomalies;
mod articles;
mod clauses;
mod coming_back;
mod confirming;
mod contract_desk;
mod custody;
mod desk;
mod despite;
mod devices;
mod disposing;
mod grounds;
mod incidents;
mod leaving;
mod mail;
mod media;
mod names;
mod personal;
mod purging;
mod restored;
mod road;
mod second_witness;
mod sequences;
mod status;
mod succession;
mod under_contract;
mod versions;

pub(in crate::domain) use contract_desk::Record;
pub(in crate::domain) use desk::{Desk, attachment};
