//! Attacks by people, each called after what becomes of it. Those on the ledger's file are in `tampering`, those on a
//! package's bytes in `open`; `docs/threat-model.md` lists all of them by who would try.
#![cfg(target_os = "linux")]

mod deletion;
mod hidden;
mod keys;
mod modes;
mod people;
mod planted;
mod request;
mod secrets;
mod signatures;
mod spoofing;
mod swapping;
