//! Reviewing the log.

use chrono::NaiveDate;
use clap::Args;

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
