//! Sekisho (関所), the barrier station: information leaves an office only sealed, approved and
//! written down, and every carry-out stays open until what left is accounted for.
//!
//! The crate is a house of seven floors, and arrows point down only:
//!
//! | floor | module | what lives there |
//! |---|---|---|
//! | 6 | [`cli`] | the front door: arguments, prompts, hints, progress |
//! | 5 | [`workflow`] | one file per sentence a user could say; order of steps and I/O |
//! | 4 | [`report`], [`i18n`] | views to text, JSON, CSV and HTML; Japanese and English |
//! | 3 | [`projection`] | this user's own index of what they verified |
//! | 2 | [`domain`] | statements and what follows from them; pure |
//! | 1 | [`ledger`], [`package`], [`media`], [`signing`], [`mail`], [`inspect`] | log, packages, media, signatures, mails, hints; none knows another |
//! | 0 | [`base`] | digest, canonical JSON, time, limits, secrets, durable files, terminal-safe text |
//!
//! The log is the truth; everything else is rebuilt from it. An entry is the exact bytes that a
//! person signed: verify first, then parse, and refuse a second spelling of the same meaning.

pub mod base;
pub mod cli;
pub mod domain;
pub mod i18n;
pub mod inspect;
pub mod ledger;
pub mod mail;
pub mod media;
pub mod package;
pub mod projection;
pub mod report;
pub mod signing;
pub mod workflow;
