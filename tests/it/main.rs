//! One binary for every test that needs files, processes or real peers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod acknowledging;
mod articles;
mod asking;
mod attacks;
mod certificate;
mod clause_lists;
mod clause_table;
mod coming_back;
mod contracts;
mod dossier;
mod elsewhere;
mod faults;
mod forms;
mod golden;
mod hints;
mod incidents;
mod independent;
mod leaving;
mod ledger;
mod mail;
mod main_job;
mod media;
mod media_register;
mod naming;
mod naughty;
mod office;
mod open;
mod outstanding;
mod package;
mod people;
mod purging;
mod resealing;
mod restoring;
mod reviewing;
mod road;
mod rules_versions;
mod signing;
mod story;
mod succeeding;
mod support;
mod tampering;
mod threat_model;
mod tutorial;
mod usage;
