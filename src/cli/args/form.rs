//! `form`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::values::{CalendarName, FormFormat, YesNo, date};
use crate::domain::names::{ContractId, PersonId};
use crate::projection::view::FormName;

/// `form list`, `form NAME …`
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Form {
    /// `form list`
    #[command(subcommand)]
    pub list: Option<FormList>,
    /// `form NAME`
    #[command(flatten)]
    pub wanted: FormWanted,
}

/// `form list`
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum FormList {
    /// The forms by name.
    List,
}

/// `form NAME [ID] […]`
#[derive(Debug, Clone, Args)]
pub struct FormWanted {
    /// Which form.
    #[arg(value_name = "NAME", value_enum, required = true, hide_possible_values = true)]
    pub name: Option<FormName>,
    /// The one thing it is about: `C-0042`, `D-0007` or `I-0003`.
    #[arg(value_name = "ID")]
    pub about: Option<String>,
    /// Under this contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// About this person.
    #[arg(long, value_name = "ID")]
    pub person: Option<PersonId>,
    /// From this day on.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<NaiveDate>,
    /// Until this day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// The fiscal year that begins in April of this year.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=9998), conflicts_with_all = ["since", "until"])]
    pub fiscal_year: Option<i32>,
    /// To whom it is addressed.
    #[arg(long, value_name = "TEXT")]
    pub addressee: Option<String>,
    /// Number of the document, as the office numbers them.
    #[arg(long, value_name = "TEXT")]
    pub number: Option<String>,
    /// When it is handed in.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub dated: Option<NaiveDate>,
    /// What the office says of itself; `office.toml` in the home when absent.
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Somebody's own form, to be filled.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "format"])]
    pub template: Option<PathBuf>,
    /// By which calendar days are written.
    #[arg(long, value_name = "CALENDAR", value_enum, default_value = "western", hide_default_value = true)]
    pub calendar: CalendarName,
    /// As a page to print, or as rows for a spreadsheet.
    #[arg(
        long,
        value_name = "html|csv",
        value_enum,
        default_value = "html",
        hide_default_value = true,
        conflicts_with = "json"
    )]
    pub format: FormFormat,
    /// Whether CSV begins with a byte order mark.
    #[arg(long, value_name = "yes|no", value_enum, default_value = "yes", hide_default_value = true)]
    pub bom: YesNo,
    /// Where it goes; standard output when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
