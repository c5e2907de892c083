//! Attachments whose time has passed.

use chrono::NaiveDate;
use clap::Args;

use super::ids::CarryOutId;
use super::values::date;

/// `purge [ID…] [--before D] [--list]`
#[derive(Debug, Clone, Args)]
#[group(id = "purge-what", required = true, multiple = true)]
pub struct Purge {
    /// Which carry-outs; repeatable.
    #[arg(value_name = "ID", conflicts_with_all = ["before", "list"])]
    pub ids: Vec<CarryOutId>,
    /// Whatever ended before this day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub before: Option<NaiveDate>,
    /// Only show what could go.
    #[arg(long)]
    pub list: bool,
}
