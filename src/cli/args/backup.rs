//! Copies of the ledger, and putting one back.

use std::path::PathBuf;

use clap::Args;

/// `backup DIR`
#[derive(Debug, Clone, Args)]
pub struct Backup {
    /// The folder in which the backup gets a folder of its own.
    #[arg(value_name = "DIR")]
    pub into: PathBuf,
    /// Leave custody files out.
    #[arg(long)]
    pub no_custody: bool,
    /// Sign the checkpoint in it.
    #[arg(long)]
    pub sign: bool,
}

/// `restore DIR`
#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// The backup's folder.
    #[arg(value_name = "DIR")]
    pub from: PathBuf,
}
