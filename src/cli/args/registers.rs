//! The desk and its registers: keys, the ledger itself, people, recipients, media.

use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::road::Subcontracting;
use super::values::date;
use crate::domain::names::{ContractId, MediumId, MediumKind, NotAnId, Opens, PersonId, RecipientId, Role};
use crate::signing::Fingerprint;

/// `key …`
#[derive(Debug, Clone, Subcommand)]
pub enum Key {
    /// A new key.
    New(KeyNew),
}

/// `key new FILE [--custody]`
#[derive(Debug, Clone, Args)]
pub struct KeyNew {
    /// Where the private key goes; must not exist.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// An age identity for custody instead of a signing key.
    #[arg(long)]
    pub custody: bool,
}

/// `init --origin NAME --person ID --name TEXT`
#[derive(Debug, Clone, Args)]
pub struct Init {
    /// Name of the ledger.
    #[arg(long, value_name = "NAME")]
    pub origin: String,
    /// Id of the founder.
    #[arg(long, value_name = "ID")]
    pub person: PersonId,
    /// Name of the founder.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
}

/// `join --person ID [--origin NAME] [--out FILE]`
#[derive(Debug, Clone, Args)]
pub struct Join {
    /// The id asked for.
    #[arg(long, value_name = "ID")]
    pub person: PersonId,
    /// Name of the ledger, where it cannot be read from here.
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// Where the registration request goes; standard output when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// One registered person, recipient or medium.
#[derive(Debug, Clone, Args)]
pub struct Which<Id>
where
    Id: Clone + Send + Sync + FromStr<Err = NotAnId> + 'static,
{
    /// The id.
    #[arg(value_name = "ID")]
    pub id: Id,
}

/// `person …`
#[derive(Debug, Clone, Subcommand)]
pub enum Person {
    /// Registers a person.
    Add(Box<PersonAdd>),
    /// Lists people.
    List,
    /// Shows a person.
    Show(Which<PersonId>),
    /// Changes a person's roles or particulars.
    Set(Box<PersonSet>),
    /// Gives a person another key.
    AddKey(PersonAddKey),
    /// Withdraws a key.
    RevokeKey(PersonRevokeKey),
    /// Names a delegate for a period.
    Delegate(PersonDelegate),
    /// Suspends a person who leaves.
    Leave(PersonLeave),
}

/// Where a person or a recipient can be reached.
#[derive(Debug, Clone, Default, Args)]
pub struct Contact {
    /// Mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// Telephone number.
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
}

/// Exactly one source of a public key.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct NewKey {
    /// A registration request made by `join`.
    #[arg(long, value_name = "FILE")]
    pub request: Option<PathBuf>,
    /// A public key in OpenSSH form, without proof of possession.
    #[arg(long, value_name = "FILE")]
    pub public_key: Option<PathBuf>,
}

/// `person add ID --name T --role R… (--request FILE | --public-key F) […]`
#[derive(Debug, Clone, Args)]
pub struct PersonAdd {
    /// Their id.
    #[arg(value_name = "ID")]
    pub id: PersonId,
    /// Their name.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// What they may do; repeatable.
    #[arg(long = "role", value_name = "ROLE", value_enum, required = true)]
    pub roles: Vec<Role>,
    /// Their key.
    #[command(flatten)]
    pub key: NewKey,
    /// The key that custody files are sealed to.
    #[arg(long, value_name = "KEY")]
    pub custody: Option<String>,
    /// Where to reach them.
    #[command(flatten)]
    pub contact: Contact,
    /// The number that is answered at night and on holidays.
    #[arg(long, value_name = "NUMBER")]
    pub night: Option<String>,
    /// Organization.
    #[arg(long, value_name = "TEXT")]
    pub organization: Option<String>,
    /// Department.
    #[arg(long, value_name = "TEXT")]
    pub department: Option<String>,
    /// Title.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// `person set ID …`: what is absent stays.
#[derive(Debug, Clone, Args)]
#[group(id = "change", required = true, multiple = true)]
pub struct PersonSetChange {
    /// New name.
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// All roles from now on; repeatable.
    #[arg(long = "role", value_name = "ROLE", value_enum)]
    pub roles: Vec<Role>,
    /// New custody key.
    #[arg(long, value_name = "KEY")]
    pub custody: Option<String>,
    /// New mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// New telephone number.
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// New number for the night and for holidays.
    #[arg(long, value_name = "NUMBER")]
    pub night: Option<String>,
    /// New organization.
    #[arg(long, value_name = "TEXT")]
    pub organization: Option<String>,
    /// New department.
    #[arg(long, value_name = "TEXT")]
    pub department: Option<String>,
    /// New title.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// `person set ID …`
#[derive(Debug, Clone, Args)]
pub struct PersonSet {
    /// Whose.
    #[arg(value_name = "ID")]
    pub id: PersonId,
    /// At least one change.
    #[command(flatten)]
    pub change: PersonSetChange,
}

/// `person add-key ID (--request FILE | --public-key F)`
#[derive(Debug, Clone, Args)]
pub struct PersonAddKey {
    /// Whose.
    #[arg(value_name = "ID")]
    pub id: PersonId,
    /// The further key.
    #[command(flatten)]
    pub key: NewKey,
}

/// `person revoke-key ID FINGERPRINT [--reason T]`
#[derive(Debug, Clone, Args)]
pub struct PersonRevokeKey {
    /// Whose.
    #[arg(value_name = "ID")]
    pub id: PersonId,
    /// Which key.
    #[arg(value_name = "FINGERPRINT")]
    pub fingerprint: Fingerprint,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `person delegate ID --to ID (--from D --until D | --end [--reason T])`
#[derive(Debug, Clone, Args)]
pub struct PersonDelegate {
    /// Who is away.
    #[arg(value_name = "ID")]
    pub id: PersonId,
    /// Who decides instead, as themselves.
    #[arg(long, value_name = "ID")]
    pub to: PersonId,
    /// First day.
    #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "end")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "end")]
    pub until: Option<NaiveDate>,
    /// Ends it now.
    #[arg(long, conflicts_with_all = ["from", "until"])]
    pub end: bool,
    /// Why it ends.
    #[arg(long, value_name = "TEXT", requires = "end")]
    pub reason: Option<String>,
}

/// `person leave ID [--contract K] [--reason T]`
#[derive(Debug, Clone, Args)]
pub struct PersonLeave {
    /// Who.
    #[arg(value_name = "ID")]
    pub id: PersonId,
    /// Only this contract.
    #[arg(long, value_name = "CONTRACT")]
    pub contract: Option<ContractId>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `recipient …`
#[derive(Debug, Clone, Subcommand)]
pub enum Recipient {
    /// Registers a recipient.
    Add(RecipientAdd),
    /// Lists recipients.
    List,
    /// Shows a recipient.
    Show(Which<RecipientId>),
}

/// `recipient add ID --name T --organization T […]`
#[derive(Debug, Clone, Args)]
pub struct RecipientAdd {
    /// Their id.
    #[arg(value_name = "ID")]
    pub id: RecipientId,
    /// Their name.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// Their organization.
    #[arg(long, value_name = "TEXT")]
    pub organization: String,
    /// Where to reach them.
    #[command(flatten)]
    pub contact: Contact,
    /// What they can open packages with.
    #[arg(long, value_name = "age|7zip|sekisho", value_enum)]
    pub opens: Option<Opens>,
    /// Their own key, instead of a passphrase; repeatable.
    #[arg(long = "age-key", value_name = "KEY")]
    pub age_keys: Vec<String>,
    /// Where they stand among the subcontractors.
    #[command(flatten)]
    pub subcontracting: Subcontracting,
}

/// `medium …`
#[derive(Debug, Clone, Subcommand)]
pub enum Medium {
    /// Registers a medium.
    Add(MediumAdd),
    /// Lists media.
    List,
    /// Shows a medium.
    Show(Which<MediumId>),
    /// Changes where a medium is kept.
    Set(MediumSet),
    /// Takes a medium out of use.
    Retire(MediumEnd),
    /// Records that a medium is lost.
    Lost(MediumEnd),
    /// Records which media are there.
    StockTake(MediumStockTake),
}

/// `medium add ID [--device DEV | --serial S] [--kind …] [--place T]`
#[derive(Debug, Clone, Args)]
pub struct MediumAdd {
    /// Its id, as on its label.
    #[arg(value_name = "ID")]
    pub id: MediumId,
    /// Where it is plugged in or mounted, to read its serial number from it.
    #[arg(long, value_name = "DEV|DIR", conflicts_with = "serial")]
    pub device: Option<PathBuf>,
    /// Its serial number, typed from its label.
    #[arg(long, value_name = "SERIAL")]
    pub serial: Option<String>,
    /// What it is.
    #[arg(long, value_name = "KIND", value_enum, default_value = "usb", hide_default_value = true)]
    pub kind: MediumKind,
    /// The contract under which its client lent it.
    #[arg(long, value_name = "CONTRACT")]
    pub owner: Option<ContractId>,
    /// Where it is kept.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
}

/// `medium set ID [--place T] [--device DEV|DIR]`
#[derive(Debug, Clone, Args)]
pub struct MediumSet {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: MediumId,
    /// At least one change.
    #[command(flatten)]
    pub change: MediumSetChange,
}

/// `medium set ID …`: what is absent stays.
#[derive(Debug, Clone, Args)]
#[group(id = "medium-change", required = true, multiple = true)]
pub struct MediumSetChange {
    /// Where it is kept from now on.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Where it is plugged in, formatted anew.
    #[arg(long, value_name = "DEV|DIR")]
    pub device: Option<PathBuf>,
}

/// `medium stock-take [--seen ID…] [--device DEV|DIR…] [--note T]`
#[derive(Debug, Clone, Args)]
pub struct MediumStockTake {
    /// A medium that is there; repeatable.
    #[arg(long, value_name = "ID")]
    pub seen: Vec<MediumId>,
    /// Where one is plugged in; repeatable.
    #[arg(long, value_name = "DEV|DIR")]
    pub device: Vec<PathBuf>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `medium retire|lost ID [--reason T]`
#[derive(Debug, Clone, Args)]
pub struct MediumEnd {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: MediumId,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}
