//! A ledger changed behind the program's back, by somebody who may write every file of it: what they can still do is
//! named by entry, refused, or said to be NOT ANCHORED.
#![cfg(target_os = "linux")]

mod anchors;
mod beside;
mod columns;
mod copies;
mod crowd;
mod flips;
pub mod forger;
mod incidents;
mod newly;
mod planting;
mod pretended;
mod proofs;
mod replay;
mod rows;
