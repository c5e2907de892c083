//! The rules, asked statement by statement. Signatures are taken for good here; `tests/it` asks about those.

mod acknowledging;
mod anomalies;
mod articles;
mod asking;
mod clauses;
mod clock;
mod coming_back;
mod confirming;
mod contract_desk;
mod custody;
mod desk;
mod despite;
mod devices;
mod disposing;
mod exporting;
mod grounds;
mod incidents;
mod leaving;
mod mail;
mod media;
mod names;
mod people;
mod personal;
mod purging;
mod registering;
mod restored;
mod road;
mod second_witness;
mod sequences;
mod signed;
mod status;
mod succession;
mod under_contract;
mod versions;

pub(in crate::domain) use contract_desk::Record;
pub(in crate::domain) use desk::{Desk, attachment};
