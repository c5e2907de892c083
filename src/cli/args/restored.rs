//! Histories that are lost.

use clap::Args;

use super::values::Anchor;

/// `restored --reason T`
#[derive(Debug, Clone, Args)]
pub struct Restored {
    /// What happened.
    #[arg(long, value_name = "TEXT", required = true)]
    pub reason: String,
    /// A checkpoint that somebody else holds and the ledger has no more.
    #[arg(long, value_name = "FILE|SIZE:ROOT")]
    pub against: Option<Anchor>,
    /// How many entries are of both histories, where this user's index does not know it.
    #[arg(long, value_name = "N")]
    pub kept: Option<u64>,
}
