//! What may be typed: every verb and flag, as the contract of the command line names them.
//!
//! The definitions say names, values and what excludes what; what is *said* about them comes from
//! the catalogue (see [`help`](super::help)), so that both languages describe the same thing. Values
//! become small types here and nothing is looked up: whether `tanaka` exists is for the desk to say.

mod acknowledge;
mod article;
mod asking;
mod backup;
mod carrying;
mod certificate;
mod coming_back;
mod contact;
mod contract;
mod custody;
mod duty;
mod form;
mod ids;
mod incident;
mod mail;
mod purge;
mod registers;
mod restored;
mod review;
mod road;
mod staff;
mod succession;
mod values;

use std::path::PathBuf;

use clap::{ArgAction, Args as Flags, Parser, Subcommand};

pub use acknowledge::Acknowledge;
pub use article::{
    ArticleBack, ArticleList, ArticleLost, ArticleReject, ArticleTake, ArticleTransfer, ArticleWhich,
    Articles,
};
pub use asking::{
    Audit, CheckpointNote, Completions, Evidence, Log, Man, Outstanding, Prove, Show, Trace, Verify,
};
pub use backup::{Backup, Restore};
pub use carrying::{Approve, Code, Export, Open, Passphrase, Receipt, Reject, Request, Submit, Withdraw};
pub use certificate::Certificate;
pub use coming_back::{Confirm, Dispose, Return, Witness};
pub use contact::ContactTree;
pub use contract::{CheckSheet, Consent, ConsentAdd, Contract, Letter, Rules};
pub use custody::{CustodyFiles, Reseal};
pub use duty::Duties;
pub use form::{Form, FormList, FormWanted};
pub use ids::{ArticleId, CarryOutId, ConcernedId, DisposalId, IncidentId};
pub use incident::{
    Incident, IncidentClose, IncidentContacted, IncidentList, IncidentOpen, IncidentReport, IncidentShow,
    IncidentUpdate,
};
pub use mail::Mail;
pub use purge::Purge;
pub use registers::{
    Contact, Init, Join, Key, KeyNew, Medium, MediumAdd, MediumEnd, MediumSet, MediumSetChange,
    MediumStockTake, NewKey, Person, PersonAdd, PersonAddKey, PersonDelegate, PersonLeave, PersonRevokeKey,
    PersonSet, PersonSetChange, Recipient, RecipientAdd, Which,
};
pub use restored::Restored;
pub use review::{Anomalies, Review, ReviewAdd, ReviewList, ReviewShow};
pub use road::{
    Checkout, Copy, Extend, HandedOver, MadeCopy, Recall, Recalled, RecipientRole, SlipFormat,
    Subcontracting, Transfer, Undelivered,
};
pub use staff::{Asset, AssetEnding, Pledge, Training};
pub use succession::Succession;
pub use values::{
    Anchor, CalendarName, CertificateFormat, Compression, Content, FormFormat, Format, KeyName, LanguageTag,
    PersonalData, ReportFormat, Size, TableFormat, Target, ValueError, YesNo,
};

/// The whole command line.
#[derive(Debug, Clone, Parser)]
#[command(name = "sekisho", bin_name = "sekisho", version)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
#[command(subcommand_required = true)]
pub struct Args {
    /// Flags that every verb takes.
    #[command(flatten)]
    pub everywhere: Everywhere,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Flags that every verb takes.
#[derive(Debug, Clone, Flags)]
pub struct Everywhere {
    /// Directory of the ledger and of `custody/`; the platform's data directory when absent.
    #[arg(long, global = true, value_name = "DIR", env = "SEKISHO_HOME", hide_env = true)]
    pub home: Option<PathBuf>,
    /// Which key signs.
    #[arg(long, global = true, value_name = "FILE|FINGERPRINT", env = "SEKISHO_KEY", hide_env = true)]
    pub key: Option<KeyName>,
    /// Descriptor whose first line is the key file's passphrase.
    #[arg(long, global = true, value_name = "N")]
    pub key_passphrase_fd: Option<u32>,
    /// Language of everything shown. Decided before anything is parsed, see
    /// [`usage`](super::usage).
    #[arg(long, global = true, value_name = "en|ja", value_enum, hide_possible_values = true)]
    pub lang: Option<LanguageTag>,
    /// Answer as JSON on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// Answer yes where a verb asks whether to go on.
    #[arg(long, global = true)]
    pub yes: bool,
    /// Nothing on standard error but errors.
    #[arg(long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More on standard error.
    #[arg(long, global = true)]
    pub verbose: bool,
    /// Print help.
    #[arg(short = 'h', long = "help", global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print the version.
    #[arg(short = 'V', long = "version", action = ArgAction::Version)]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Verb {
    /// Keys.
    #[command(subcommand)]
    Key(Key),
    /// A new ledger.
    Init(Init),
    /// A registration request.
    Join(Join),
    /// The register of people.
    #[command(subcommand)]
    Person(Person),
    /// The register of recipients.
    #[command(subcommand)]
    Recipient(Recipient),
    /// The register of media.
    #[command(subcommand)]
    Medium(Medium),

    /// Contracts.
    #[command(subcommand)]
    Contract(Contract),
    /// Rules.
    #[command(subcommand)]
    Rules(Rules),
    /// The client's consent on paper.
    #[command(subcommand)]
    Consent(Consent),
    /// The check sheet of a contract.
    CheckSheet(CheckSheet),
    /// What people were taught.
    #[command(subcommand)]
    Training(Training),
    /// Signs a pledge.
    Pledge(Pledge),
    /// The register of important information.
    #[command(subcommand)]
    Asset(Asset),
    /// Devices and paper that are carried.
    #[command(subcommand)]
    Article(Articles),
    /// The contact tree of a contract.
    #[command(subcommand)]
    Contact(ContactTree),
    /// What the client is owed on paper.
    #[command(subcommand)]
    Duty(Duties),

    /// Asks to carry information out.
    Request(Box<Request>),
    /// What waits for me.
    Inbox,
    /// The whole request.
    Show(Show),
    /// Signs a request.
    Approve(Approve),
    /// Brings in a statement signed elsewhere.
    Submit(Submit),
    /// Refuses a request.
    Reject(Reject),
    /// Takes a request back.
    Withdraw(Withdraw),
    /// Packs, seals and writes.
    Export(Export),
    /// Records a code that was read back.
    Receipt(Receipt),
    /// Records a release, then shows the passphrase.
    Passphrase(Passphrase),
    /// Custody files.
    #[command(subcommand)]
    Custody(CustodyFiles),
    /// Opens a package.
    Open(Open),
    /// Closes what a crash left open.
    Recover,

    /// Signs the pledge and prints the carrying slip.
    Checkout(Checkout),
    /// Drafts a mail with it, and compares what was sent.
    Mail(Box<Mail>),
    /// Passes it on to another carrier.
    Transfer(Transfer),
    /// Records that it was not delivered.
    Undelivered(Undelivered),
    /// Asks for a later day.
    Extend(Extend),
    /// What was delivered is the recipient's.
    HandedOver(HandedOver),
    /// Declares a further copy.
    Copy(Copy),
    /// Collects subcontractors' copies.
    Recall(Recall),
    /// What became of every copy, for somebody who has no ledger.
    Certificate(Certificate),
    /// Brings copies back.
    Return(Return),
    /// Disposes of copies.
    Dispose(Box<Dispose>),
    /// Somebody saw a disposal.
    Witness(Witness),
    /// The approver's signature at bring-back.
    Confirm(Confirm),
    /// What is still out.
    Outstanding(Outstanding),
    /// Something went wrong.
    #[command(subcommand)]
    Incident(Incident),

    /// Who sent what to whom.
    Log(Box<Log>),
    /// Every carry-out that contained this content.
    Trace(Trace),
    /// What is unusual.
    Anomalies(Anomalies),
    /// Reviews of the log.
    #[command(subcommand)]
    Review(Review),
    /// Checks the whole ledger.
    Audit(Audit),
    /// Says what an entry without effect is.
    Acknowledge(Acknowledge),
    /// Copies the ledger.
    Backup(Backup),
    /// Puts a copy back.
    Restore(Restore),
    /// Records what was lost.
    Restored(Restored),
    /// Another administrator where none can sign.
    Succession(Succession),
    /// Removes attachments whose time has passed.
    Purge(Purge),
    /// What an office hands in.
    Form(Box<Form>),
    /// The size and root to keep elsewhere.
    Checkpoint(CheckpointNote),
    /// Evidence about one carry-out.
    Prove(Prove),
    /// What a client can verify alone.
    Evidence(Evidence),
    /// Checks an exported file.
    Verify(Verify),
    /// One page: what waits, what is out.
    Status,
    /// A shell's completion script.
    Completions(Completions),
    /// Manual pages.
    Man(Man),
    /// Help on a verb.
    Help(HelpOn),
}

/// `help [VERB…]`
#[derive(Debug, Clone, Flags)]
pub struct HelpOn {
    /// The verb, and the verb below it.
    #[arg(value_name = "VERB")]
    pub verbs: Vec<String>,
}
