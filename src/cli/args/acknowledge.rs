//! Entries without effect.

use clap::Args;

/// `acknowledge INDEX --reason T`
#[derive(Debug, Clone, Args)]
pub struct Acknowledge {
    /// The entry, as `audit` numbers it.
    #[arg(value_name = "ENTRY")]
    pub index: u64,
    /// What it is, and how it came in.
    #[arg(long, value_name = "TEXT", required = true)]
    pub reason: String,
}
