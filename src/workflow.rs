//! One file per sentence a user could say: order of steps, and I/O.
//!
//! Every sentence begins at the [`desk::Desk`]: it opens the ledger, catches this user's projection
//! up with the log, and refuses to go on when the history is not the one this user verified before.
//! [`desk::Desk::say`] is the one way in which a statement gets into the log.

pub mod acknowledge;
mod afresh;
pub mod anomalies;
pub mod approve;
pub mod article;
pub mod ask;
mod at_medium;
pub mod audit;
pub mod backup;
mod beside;
pub mod certificate;
pub mod check_sheet;
pub mod checkout;
pub mod checkpoint;
pub mod confirm;
pub mod contact;
pub mod contract;
pub mod custody;
pub mod day;
pub mod desk;
pub mod dispose;
pub mod dossier;
pub mod duty;
pub mod elsewhere;
pub mod enclosed;
pub mod error;
pub mod evidence;
pub mod export;
pub mod form;
pub mod give_back;
pub mod held;
pub mod hints;
mod history;
pub mod identify;
pub mod inbox;
pub mod incident;
pub mod keyring;
mod known;
pub mod leaving;
pub mod mail;
pub mod medium;
pub mod open;
pub mod papers;
pub mod people;
pub mod places;
pub mod purge;
pub mod receive;
pub mod recheck;
pub mod recover;
pub mod register;
pub mod release;
pub mod request;
pub mod reread;
pub mod reseal;
pub mod restore;
pub mod restored;
pub mod review;
pub mod road;
pub mod staff;
pub mod succession;
pub mod witness;
pub mod world;
