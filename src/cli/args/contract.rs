//! Contracts and rules: who demands what, who was notified, what the client agreed to.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::ids::CarryOutId;
use super::registers::Which;
use super::values::date;
use crate::domain::names::{ContractId, Kind, Level, MediumId, Method, PersonId, RecipientId, Via};
use crate::domain::rules::demand::{DeviceEnd, Post};

/// `contract …`
#[derive(Debug, Clone, Subcommand)]
pub enum Contract {
    /// Registers a contract.
    Add(ContractAdd),
    /// Lists contracts.
    List,
    /// Shows a contract.
    Show(Which<ContractId>),
    /// Adds rule packs, or changes the last day.
    Set(ContractSet),
    /// Records that somebody was notified to the client.
    Notify(ContractNotify),
    /// Records that a storage place was notified to the client.
    Place(ContractPlace),
    /// Puts a recipient on the contract's list.
    Recipient(ContractRecipient),
    /// Records the client's consent to a subcontractor.
    Subcontractor(ContractSubcontractor),
    /// Records an agreement on confidentiality with a subcontractor.
    Agreement(ContractAgreement),
    /// Records how a subcontractor was found when they were checked.
    Check(ContractCheck),
    /// Records what the client directs besides.
    Directive(ContractDirective),
}

/// `contract add ID --client ORG […]`
#[derive(Debug, Clone, Args)]
pub struct ContractAdd {
    /// Its id.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// The client's organization.
    #[arg(long, value_name = "TEXT")]
    pub client: String,
    /// A rule pack it names: one that ships, or one in the ledger; repeatable.
    #[arg(long = "rules", value_name = "PACK")]
    pub rules: Vec<String>,
    /// The client's number for it.
    #[arg(long, value_name = "TEXT")]
    pub number: Option<String>,
    /// What it is about.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Its first day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<NaiveDate>,
    /// Its last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
}

/// `contract set ID …`
#[derive(Debug, Clone, Args)]
#[group(id = "contract-change", required = true, multiple = true)]
pub struct ContractSetChange {
    /// A rule pack it names besides; repeatable.
    #[arg(long = "rules", value_name = "PACK")]
    pub rules: Vec<String>,
    /// Its new last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
}

/// `contract set ID …`
#[derive(Debug, Clone, Args)]
pub struct ContractSet {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// At least one change.
    #[command(flatten)]
    pub change: ContractSetChange,
}

/// `contract notify ID PERSON [--post P…] --dated D`
#[derive(Debug, Clone, Args)]
pub struct ContractNotify {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// Who.
    #[arg(value_name = "PERSON")]
    pub person: PersonId,
    /// As what; none takes them off the list; repeatable.
    #[arg(long = "post", value_name = "POST", value_enum)]
    pub posts: Vec<Post>,
    /// The day of the letter.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub dated: NaiveDate,
    /// The letter.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
}

/// `contract place ID PLACE --dated D [--path FOLDER…] [--remove]`
#[derive(Debug, Clone, Args)]
pub struct ContractPlace {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// The place.
    #[arg(value_name = "PLACE")]
    pub place: String,
    /// The day of the letter.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub dated: NaiveDate,
    /// A folder of the office's file server that belongs to it; repeatable.
    #[arg(long = "path", value_name = "FOLDER", conflicts_with = "remove")]
    pub paths: Vec<String>,
    /// Takes it off the list.
    #[arg(long)]
    pub remove: bool,
}

/// `contract recipient ID RECIPIENT [--purpose T] [--remove]`
#[derive(Debug, Clone, Args)]
pub struct ContractRecipient {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// Who.
    #[arg(value_name = "RECIPIENT")]
    pub recipient: RecipientId,
    /// For what they get it.
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// Takes them off the list.
    #[arg(long)]
    pub remove: bool,
}

/// `contract subcontractor ID RECIPIENT --tier N --number N --dated D --evidence FILE`
#[derive(Debug, Clone, Args)]
pub struct ContractSubcontractor {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// Which subcontractor.
    #[arg(value_name = "RECIPIENT")]
    pub recipient: RecipientId,
    /// At which tier.
    #[arg(long, value_name = "N")]
    pub tier: u64,
    /// The client's letter.
    #[command(flatten)]
    pub letter: Letter,
}

/// `contract agreement ID RECIPIENT --dated D [--until D] --evidence FILE`
#[derive(Debug, Clone, Args)]
pub struct ContractAgreement {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// Which subcontractor.
    #[arg(value_name = "RECIPIENT")]
    pub recipient: RecipientId,
    /// Its first day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub dated: NaiveDate,
    /// Its last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// The signed agreement as a file.
    #[arg(long, value_name = "FILE")]
    pub evidence: PathBuf,
}

/// `contract check ID RECIPIENT --on D [--unmet ITEM…] --evidence FILE`
#[derive(Debug, Clone, Args)]
pub struct ContractCheck {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// Which subcontractor.
    #[arg(value_name = "RECIPIENT")]
    pub recipient: RecipientId,
    /// On which day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: NaiveDate,
    /// What they do not meet; repeatable.
    #[arg(long, value_name = "ITEM")]
    pub unmet: Vec<String>,
    /// The check sheet as a file.
    #[arg(long, value_name = "FILE")]
    pub evidence: PathBuf,
}

/// A letter of the client.
#[derive(Debug, Clone, Args)]
pub struct Letter {
    /// The client's number for it.
    #[arg(long, value_name = "TEXT")]
    pub number: String,
    /// The day it bears.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub dated: NaiveDate,
    /// The letter as a file.
    #[arg(long, value_name = "FILE")]
    pub evidence: PathBuf,
}

/// `contract directive ID --number N --dated D --evidence FILE (--rules FILE | --disposal-method M… | --lent-device END…)`
#[derive(Debug, Clone, Args)]
pub struct ContractDirective {
    /// Under which contract.
    #[arg(value_name = "ID")]
    pub id: ContractId,
    /// The client's letter.
    #[command(flatten)]
    pub letter: Letter,
    /// The rules it comes to, written like a rule pack.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["disposal_methods", "lent_device"])]
    pub rules: Option<PathBuf>,
    /// How its information is disposed of, where that is what it directs; repeatable.
    #[arg(long = "disposal-method", value_name = "METHOD", value_enum)]
    pub disposal_methods: Vec<Method>,
    /// What may become of a device that it lent, in place of its return; repeatable.
    #[arg(long, value_name = "END", value_enum)]
    pub lent_device: Vec<DeviceEnd>,
    /// Which device that is, where not all that it lent are meant; repeatable.
    #[arg(long = "device", value_name = "ID", requires = "lent_device")]
    pub devices: Vec<MediumId>,
}

/// `rules …`
#[derive(Debug, Clone, Subcommand)]
pub enum Rules {
    /// Shows the rules in force.
    Show(RulesShow),
    /// Says what each rule comes to for a carry-out.
    Explain(RulesExplain),
    /// Checks a rule pack that somebody writes.
    Check(RulesCheck),
    /// Brings a rule pack into the ledger.
    Set(RulesSet),
}

/// `rules show [--contract ID]`
#[derive(Debug, Clone, Args)]
pub struct RulesShow {
    /// Under which contract; the office's own where it is absent.
    #[arg(long, value_name = "ID", conflicts_with = "pack")]
    pub contract: Option<ContractId>,
    /// A pack that ships with the program.
    #[arg(long, value_name = "PACK")]
    pub pack: Option<String>,
}

/// `rules explain ID`
#[derive(Debug, Clone, Args)]
pub struct RulesExplain {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
}

/// `rules check FILE`
#[derive(Debug, Clone, Args)]
pub struct RulesCheck {
    /// The pack.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `rules set FILE|PACK`
#[derive(Debug, Clone, Args)]
pub struct RulesSet {
    /// A pack as a file, or the name of one that ships.
    #[arg(value_name = "FILE")]
    pub source: PathBuf,
}

/// `check-sheet --contract ID [--answers FILE]`
#[derive(Debug, Clone, Args)]
pub struct CheckSheet {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// The template, filled in; without it, the template is printed.
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
}

/// `consent …`
#[derive(Debug, Clone, Subcommand)]
pub enum Consent {
    /// Records what the client agreed to on paper.
    Add(Box<ConsentAdd>),
    /// Confirms that a consent is what its letter says.
    Confirm(ConsentConfirm),
}

/// `consent add --contract K [--request ID | --scope T --until D] --number N --dated D --by NAME --evidence FILE`
#[derive(Debug, Clone, Args)]
pub struct ConsentAdd {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// The one carry-out it is for.
    #[arg(long, value_name = "ID", required_unless_present = "scope", conflicts_with_all = ["scope", "until", "to", "vias", "kinds", "levels", "requesters"])]
    pub request: Option<CarryOutId>,
    /// What it covers, in the client's words.
    #[arg(long, value_name = "TEXT", requires = "until")]
    pub scope: Option<String>,
    /// Its last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// Only to this recipient; repeatable.
    #[arg(long, value_name = "RECIPIENT")]
    pub to: Vec<RecipientId>,
    /// Only by this road; repeatable.
    #[arg(long = "via", value_name = "ROAD", value_enum)]
    pub vias: Vec<Via>,
    /// Only for this reason of leaving; repeatable.
    #[arg(long = "kind", value_name = "KIND", value_enum)]
    pub kinds: Vec<Kind>,
    /// Only information of this level; repeatable.
    #[arg(long = "level", value_name = "LEVEL", value_enum)]
    pub levels: Vec<Level>,
    /// Only where this person asks for it; repeatable.
    #[arg(long = "requester", value_name = "PERSON")]
    pub requesters: Vec<PersonId>,
    /// How many copies there may be, where the letter says so.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub copies: Option<u64>,
    /// Who agreed for the client.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// The client's letter.
    #[command(flatten)]
    pub letter: Letter,
}

/// `consent confirm N`
#[derive(Debug, Clone, Args)]
pub struct ConsentConfirm {
    /// The client's number for it.
    #[arg(value_name = "NUMBER")]
    pub number: String,
    /// Under which contract, where the number alone does not tell.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
}
