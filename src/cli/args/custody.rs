//! Custody files.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ids::CarryOutId;

/// `custody`
#[derive(Debug, Clone, Subcommand)]
pub enum CustodyFiles {
    /// Seals passphrases to those who keep them now.
    Reseal(Reseal),
}

/// `custody reseal ID…|--all [--identity FILE --identity-passphrase-fd N]`
#[derive(Debug, Clone, Args)]
#[group(id = "reseal-what", required = true, multiple = false)]
pub struct Which {
    /// Which carry-outs; repeatable.
    #[arg(value_name = "ID")]
    pub ids: Vec<CarryOutId>,
    /// Every one whose passphrase you keep.
    #[arg(long)]
    pub all: bool,
}

/// `custody reseal`
#[derive(Debug, Clone, Args)]
pub struct Reseal {
    /// Which.
    #[command(flatten)]
    pub which: Which,
    /// The identity file that opens the custody files, where it is not the signing key.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// Descriptor whose first line is its passphrase.
    #[arg(long, value_name = "N", requires = "identity")]
    pub identity_passphrase_fd: Option<u32>,
}
