//! Reviewing the log.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::values::{TableFormat, YesNo, date};
use crate::domain::names::ContractId;

/// `anomalies [--since --until --contract] [--format table|csv|json]`
#[derive(Debug, Clone, Args)]
pub struct Anomalies {
    /// On this day or later.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<NaiveDate>,
    /// On this day or earlier.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// Under this contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with = "json")]
    pub format: Option<TableFormat>,
    /// Whether CSV begins with a byte order mark.
    #[arg(long, value_name = "yes|no", value_enum, default_value = "yes", hide_default_value = true)]
    pub bom: YesNo,
}

/// `review …`
#[derive(Debug, Clone, Subcommand)]
pub enum Review {
    /// Signs that the log of some days was reviewed.
    Add(ReviewAdd),
    /// Lists reviews.
    List(ReviewList),
    /// Shows a review with the list that lay before the reviewer.
    Show(ReviewShow),
}

/// `review add --from D --until D [--contract K] [--note T] [--finding T…]`
#[derive(Debug, Clone, Args)]
pub struct ReviewAdd {
    /// First day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: NaiveDate,
    /// Last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: NaiveDate,
    /// Under which contract; everything where it is absent.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// What was found; repeatable.
    #[arg(long = "finding", value_name = "TEXT")]
    pub findings: Vec<String>,
}

/// `review list [--contract K]`
#[derive(Debug, Clone, Args)]
pub struct ReviewList {
    /// Only those of this contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
}

/// `review show ENTRY`
#[derive(Debug, Clone, Args)]
pub struct ReviewShow {
    /// The entry of the review.
    #[arg(value_name = "ENTRY")]
    pub index: u64,
}
