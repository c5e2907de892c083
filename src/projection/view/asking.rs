//! What asking the log answers.

use serde::Serialize;

use super::article::ArticleView;
use super::asset::AssetView;
use super::carry_out::CarryOutView;
use super::contents::{Difference, FileLine};
use super::contract::ConsentView;
use super::duty::DutyView;
use super::incident::IncidentLine;
use super::medium::MediumView;
use super::outstanding::LeavingView;
use super::purge::PurgeLine;
use super::restored::RestorationView;
use super::review::ReviewDueView;
use super::succession::SuccessionView;
use crate::base::digest::Digest;
use crate::domain::duty::Standing;
use crate::domain::names::{ContractId, IncidentField, PersonId};

/// A carry-out in full.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// Its files, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<FileLine>>,
    /// The difference from an earlier one: the one asked for, or the last one while this waits to leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// Its entries in the log.
    pub entries: Vec<EntryLine>,
}

/// An entry that concerns a carry-out.
#[derive(Debug, Clone, Serialize)]
pub struct EntryLine {
    /// The entry.
    pub index: u64,
    /// The type of its statement.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Digest of its statement.
    pub statement_sha256: Digest,
}

/// A carry-out that held a content.
#[derive(Debug, Clone, Serialize)]
pub struct TraceLine {
    /// Under which path.
    pub path: String,
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
}

/// Something that waits for a person.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// What they would do.
    pub task: TaskKind,
    /// With what.
    #[serde(flatten)]
    pub about: TaskAbout,
}

/// What something that waits is about.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum TaskAbout {
    /// A carry-out.
    CarryOut(Box<CarryOutView>),
    /// A device or paper that is carried.
    Article(Box<ArticleView>),
    /// Somebody who is to be administrator.
    Succession(Box<SuccessionView>),
    /// What the client agreed to on paper.
    Consent(Box<ConsentTask>),
    /// A piece of registered information.
    Asset(Box<AssetView>),
    /// An incident that is open.
    Incident(Box<IncidentTask>),
}

impl TaskAbout {
    /// The id of what it is about.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::CarryOut(view) => &view.id,
            Self::Article(view) => &view.id,
            Self::Succession(view) => view.person.as_str(),
            Self::Consent(task) => task.contract.as_str(),
            Self::Asset(view) => view.id.as_str(),
            Self::Incident(task) => &task.line.id,
        }
    }

    /// Whether that is past its day or its hour, or nobody may oversee it.
    #[must_use]
    pub fn overdue(&self) -> bool {
        match self {
            Self::CarryOut(view) => view.overdue,
            Self::Article(view) => view.overdue,
            Self::Succession(_) => true,
            Self::Incident(task) => task.line.hour_overdue,
            Self::Consent(_) | Self::Asset(_) => false,
        }
    }
}

/// A letter of the client's that nobody has compared yet.
#[derive(Debug, Clone, Serialize)]
pub struct ConsentTask {
    /// Under which contract.
    pub contract: ContractId,
    /// The carry-out it is for, where it is for one.
    pub carry_out: Option<String>,
    /// What was recorded.
    #[serde(flatten)]
    pub consent: ConsentView,
    /// Who recorded it.
    pub recorded_by_name: String,
}

/// An incident that is open, and what it waits for.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentTask {
    /// The incident.
    #[serde(flatten)]
    pub line: IncidentLine,
    /// What has to be on record before it can be closed, and is not.
    pub missing: Vec<IncidentField>,
}

/// What a person can be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Say, with any signature, that one can sign.
    StopSuccession,
    /// Agree that somebody becomes administrator.
    AgreeToSuccession,
    /// Know that somebody is to become administrator.
    KnowOfSuccession,
    /// Tell the client of an incident, and record that one did.
    TellOfIncident,
    /// Close what a crash left open.
    Recover,
    /// Destroy the passphrase's custody file of what was lost.
    DestroyCustody,
    /// Record of an incident what is missing before it can be closed.
    RecordOfIncident,
    /// Approve or reject.
    Approve,
    /// Say whether a device or paper may go.
    PermitArticle,
    /// Compare what the client agreed to with the letter.
    ConfirmConsent,
    /// Agree to a later day, or refuse it.
    AnswerExtension,
    /// Write the package.
    Export,
    /// Sign the carrier's pledge.
    SignPledge,
    /// Have the mail confirmed, and send it.
    SendMail,
    /// Tell the passphrase.
    TellPassphrase,
    /// Show what was sent, and that it is what was drafted.
    ReconcileMail,
    /// Ask the recipient for the arrival code.
    ConfirmArrival,
    /// Record that the deliverable is the recipient's.
    HandOver,
    /// Say that one saw a disposal, or find who did.
    Witness,
    /// Erase the package that came back and was left on its medium.
    Erase,
    /// Close an incident of which everything is on record.
    CloseIncident,
    /// Confirm that every copy is accounted for.
    Confirm,
    /// Say whether a device or paper is back as it should be.
    ConfirmArticle,
    /// Confirm that information was given back or disposed of.
    ConfirmAssetEnd,
    /// Confirm that a device or paper is lost: its incident is over.
    ConfirmLostArticle,
    /// Account for what is out past its day.
    Overdue,
    /// Bring back a device or paper that is out past its day.
    OverdueArticle,
}

/// The day's page.
#[derive(Debug, Clone, Serialize)]
pub struct StatusPage {
    /// The ledger's name.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Root hash.
    pub root: Digest,
    /// The largest checkpoint verified before this command; 0 for none.
    pub anchored: u64,
    /// Requests that wait for approval.
    pub waiting: Vec<CarryOutView>,
    /// Approved and not yet written.
    pub ready: Vec<CarryOutView>,
    /// Intents that are open.
    pub open_intents: Vec<CarryOutView>,
    /// What is out.
    pub out: Vec<CarryOutView>,
    /// What is out past its day; also among `out`.
    pub overdue: Vec<CarryOutView>,
    /// What is due within three days; also among `out`.
    pub due_soon: Vec<CarryOutView>,
    /// What is back or disposed of and waits for an approver; also among `out`.
    pub confirming: Vec<CarryOutView>,
    /// What a later day is asked for; also among `out`.
    pub extensions: Vec<CarryOutView>,
    /// Mails that were drafted and of which nobody has shown what was sent.
    pub mails_waiting: Vec<CarryOutView>,
    /// Incidents that are open, exercises left out.
    pub incidents: Vec<IncidentLine>,
    /// Media that a stock-take did not find in their place.
    pub media_missing: Vec<MediumView>,
    /// Devices and paper that are out past their day.
    pub articles_overdue: Vec<ArticleView>,
    /// Devices and paper that are out; those past their day are among them.
    pub articles_out: Vec<ArticleView>,
    /// Devices and paper that are lost, and whose loss nobody has confirmed.
    pub articles_lost: Vec<ArticleView>,
    /// Devices and paper that wait for an approver.
    pub articles_waiting: Vec<ArticleView>,
    /// Equipment that clients lent for contracts that have ended, and that was not given back.
    pub lent_overdue: Vec<MediumView>,
    /// Important information that is kept past its day.
    pub assets_overdue: Vec<AssetView>,
    /// Papers that clients are owed and were not sent, what is late first.
    pub duties: Vec<DutyView>,
    /// Reviews of the log that contracts ask for and nobody signed in time.
    pub reviews: Vec<ReviewDueView>,
    /// People who leave and have not left.
    pub leaving: Vec<LeavingView>,
    /// Carry-outs whose attachments may be purged, without those that an open incident keeps: what ended first, and no
    /// more than a screen of them.
    pub purgeable: Vec<PurgeLine>,
    /// How many there are.
    pub purgeable_count: u64,
    /// Entries of the log that have no effect or disagree with a clock.
    pub findings: u64,
    /// Earlier histories that were lost, as people put them on record.
    pub restored: Vec<RestorationView>,
    /// Who is to become administrator without an administrator's signature, and who became it.
    pub successions: Vec<SuccessionView>,
    /// Keys that are good, and for how many days they have been.
    pub keys: Vec<KeyAge>,
}

impl StatusPage {
    /// Whether somebody has to see to something that is not the day's ordinary work.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        !self.overdue.is_empty()
            || !self.open_intents.is_empty()
            || !self.incidents.is_empty()
            || !self.media_missing.is_empty()
            || !self.reviews.is_empty()
            || self.restored.iter().any(|one| !one.recorded)
            || self.successions.iter().any(SuccessionView::waits)
            || !self.leaving.is_empty()
            || !self.assets_overdue.is_empty()
            || !self.articles_overdue.is_empty()
            || !self.articles_lost.is_empty()
            || !self.lent_overdue.is_empty()
            || self.duties.iter().any(|duty| duty.standing == Standing::Late)
            || self.findings > 0
    }
}

/// How long a key has been good.
#[derive(Debug, Clone, Serialize)]
pub struct KeyAge {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub fingerprint: String,
    /// Days since it came in.
    pub days: i64,
}
