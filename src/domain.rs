//! Statements and what follows from them. Pure: no file, no clock, no randomness.
//!
//! The way of every entry is the same. [`verify::verify`] judges the bytes against the registry as
//! it stood at that entry and returns a [`verify::Verified`], the only thing [`apply::apply`]
//! takes. What a person is about to say goes through the same rules before it is signed
//! ([`check::check`]): there is one set of rules, and no second way in.
//!
//! State is the [`registry::Registry`] (people, keys, recipients, media) plus *one*
//! [`carry_out::CarryOut`] and *one* [`incident::Incident`]. An entry that does not verify, or that its author had no right to
//! write, has no effect and is a finding.

pub mod acknowledged;
pub mod anomaly;
pub mod apply;
pub mod article;
pub mod asset;
pub mod body;
pub mod carry_out;
pub mod check;
pub mod contract;
pub mod duty;
pub mod entry;
pub mod finding;
pub mod incident;
pub mod leaving;
pub mod names;
pub mod personal;
pub mod refusal;
pub mod registry;
pub mod restored;
pub mod retention;
pub mod review;
pub mod rules;
pub mod statement;
pub mod succession;
pub mod tally;
pub mod verify;

#[cfg(test)]
mod tests;
