//! Why something may not be done. Facts only; the edge turns them into sentences and next steps.

use chrono::NaiveDate;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::carry_out::Status;
use crate::domain::names::{
    Channel, ContractId, Kind, Level, MediumId, MediumState, PersonId, RecipientId, Role, Via,
};
use crate::domain::rules::ground::Clause;
use crate::domain::rules::judge::Unmet;
use crate::domain::rules::pack::Text;
use crate::signing::Fingerprint;

mod acknowledge;
mod article;
mod contract;
mod copies;
mod incident;
mod mail;
mod purge;
mod restored;
mod succession;

pub use acknowledge::AcknowledgeRefusal;
pub use article::ArticleRefusal;
pub use contract::ContractRefusal;
pub use copies::CopyRefusal;
pub use incident::IncidentRefusal;
pub use mail::MailRefusal;
pub use purge::PurgeRefusal;
pub use restored::RestoredRefusal;
pub use succession::SuccessionRefusal;

/// A rule said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The ledger has its founder already.
    #[error("this ledger is founded already")]
    AlreadyFounded,
    /// A registration is carried inside another statement and is never an entry of its own.
    #[error("a registration is not an entry of its own")]
    NotAnEntry,
    /// The author lacks every one of the roles that may do this.
    #[error("{person} has none of the roles {needs:?}")]
    MissingRole {
        /// The author.
        person: PersonId,
        /// Any of these would do.
        needs: Vec<Role>,
    },
    /// Only the person concerned may do this.
    #[error("only {person} may do this")]
    OnlyThemselves {
        /// Who may.
        person: PersonId,
    },
    /// No such person.
    #[error("{person} is not registered")]
    UnknownPerson {
        /// The id asked for.
        person: PersonId,
    },
    /// The id is taken.
    #[error("{person} is registered already")]
    PersonExists {
        /// The id.
        person: PersonId,
    },
    /// The key is somebody's already, and stays theirs for ever.
    #[error("key {key} belongs to {owner} for ever")]
    KeyTaken {
        /// The key.
        key: Fingerprint,
        /// Its owner.
        owner: PersonId,
    },
    /// The person has no such key that is still good.
    #[error("{person} has no good key {key}")]
    NoSuchKey {
        /// Whose.
        person: PersonId,
        /// Which.
        key: Fingerprint,
    },
    /// The proof of possession does not prove it.
    #[error("the proof of possession does not hold: {why}")]
    ProofDoesNotHold {
        /// What is wrong with it.
        why: String,
    },
    /// Afterwards nobody could administer the ledger.
    #[error("this would leave the ledger without an administrator's key")]
    LastAdministrator,
    /// A field that must say something says nothing.
    #[error("{field} says nothing")]
    Empty {
        /// Its name in the statement.
        field: &'static str,
    },
    /// The last day is before the first.
    #[error("{until} is before {from}")]
    DatesReversed {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// What leaves would be due back before the day on which it leaves.
    #[error("due on {due}, before it leaves on {on}")]
    DueBeforeLeaving {
        /// The day on which it leaves.
        on: NaiveDate,
        /// The day on which it is due back.
        due: NaiveDate,
    },
    /// The first day has passed already.
    #[error("{on} has passed")]
    DayPassed {
        /// The day.
        on: NaiveDate,
    },
    /// Nobody delegates to themselves.
    #[error("{person} cannot delegate to themselves")]
    DelegateToSelf {
        /// Who tried.
        person: PersonId,
    },
    /// Nothing stands that could be ended.
    #[error("no delegation of {person} to {to} stands")]
    NoDelegation {
        /// Who would have given it.
        person: PersonId,
        /// To whom.
        to: PersonId,
    },
    /// `self` means the carrier and cannot be registered.
    #[error("'self' means the carrier and cannot be registered")]
    SelfIsReserved,
    /// No such recipient.
    #[error("recipient {recipient} is not registered")]
    UnknownRecipient {
        /// The id asked for.
        recipient: RecipientId,
    },
    /// No such medium.
    #[error("medium {medium} is not registered")]
    UnknownMedium {
        /// The id asked for.
        medium: MediumId,
    },
    /// The id or the serial number is taken.
    #[error("medium {medium} is registered already")]
    MediumExists {
        /// Under which id.
        medium: MediumId,
    },
    /// The medium is retired or lost.
    #[error("medium {medium} is {state}")]
    MediumNotUsable {
        /// Which.
        medium: MediumId,
        /// Its state.
        state: MediumState,
    },
    /// What goes by USB needs a registered medium.
    #[error("what goes by usb needs a registered medium")]
    MediumRequired,
    /// What goes this way travels on no medium.
    #[error("what goes by {via} travels on no medium")]
    NoMediumThere {
        /// The way.
        via: Via,
    },
    /// The medium is not the approved one.
    #[error("approved for medium {approved:?}, not {found:?}")]
    OtherMedium {
        /// In the request.
        approved: Option<MediumId>,
        /// In the intent.
        found: Option<MediumId>,
    },
    /// The way of opening is not the one the recipient is registered with.
    #[error("the way of opening is not the one {recipient} is registered with")]
    OpeningDoesNotFit {
        /// The recipient.
        recipient: RecipientId,
    },
    /// The request names rules that are not in force.
    #[error("the rules {named} are not those in force ({in_force})")]
    OtherRules {
        /// In the request.
        named: Digest,
        /// In force.
        in_force: Digest,
    },
    /// No carry-out has this request.
    #[error("no request {request} in this ledger")]
    UnknownRequest {
        /// Digest of the request statement.
        request: Digest,
    },
    /// The same request a second time.
    #[error("request {request} is in this ledger already")]
    RequestExists {
        /// Digest of the request statement.
        request: Digest,
    },
    /// The carry-out is past the point where this could be said.
    #[error("{id} is {status}")]
    WrongStatus {
        /// Which.
        id: String,
        /// Where it stands.
        status: Status,
    },
    /// Nobody approves their own request.
    #[error("{person} is the requester of {id}")]
    OwnRequest {
        /// Which.
        id: String,
        /// The requester.
        person: PersonId,
    },
    /// A person counts once.
    #[error("{person} has approved {id} already")]
    AlreadyApproved {
        /// Which.
        id: String,
        /// Who.
        person: PersonId,
    },
    /// The request that the approval embeds is not the one it names.
    #[error("the embedded request is not the one that is approved")]
    EmbeddedRequestDiffers,
    /// The level has to be found out before anybody can approve.
    #[error("the level of {id} is unknown")]
    LevelUnknown {
        /// Which.
        id: String,
    },
    /// Only the carrier may do this.
    #[error("only {carrier} carries {id}")]
    NotTheCarrier {
        /// Which.
        id: String,
        /// Who carries it.
        carrier: PersonId,
    },
    /// Only whoever asked for it may do this, also where somebody else carries it by now.
    #[error("only {requester} asked for {id}")]
    NotTheRequester {
        /// Which.
        id: String,
        /// Who asked for it.
        requester: PersonId,
    },
    /// Not enough people approved.
    #[error("{id} has {have} of {need} approvals")]
    QuorumShort {
        /// Which.
        id: String,
        /// People who count.
        have: u64,
        /// People needed.
        need: u64,
    },
    /// The intent does not rest on exactly the approvals that count.
    #[error("the intent for {id} does not name the approvals that count")]
    OtherApprovals {
        /// Which.
        id: String,
    },
    /// The first day has not come.
    #[error("{id} may leave from {on}")]
    TooEarly {
        /// Which.
        id: String,
        /// From this day.
        on: NaiveDate,
    },
    /// The custody in the intent is not what the rules of custody say.
    #[error("custody for {id} is not as it must be")]
    WrongCustody {
        /// Which.
        id: String,
    },
    /// The package's name is not the one the request leads to.
    #[error("the package of {id} must be named {expected}")]
    WrongPackageName {
        /// Which.
        id: String,
        /// The name.
        expected: String,
    },
    /// There is no such open attempt.
    #[error("{id} has no open attempt {intent}")]
    NoOpenAttempt {
        /// Which.
        id: String,
        /// Digest of the intent statement named.
        intent: Digest,
    },
    /// Somebody else's attempt.
    #[error("the attempt was begun by {person}")]
    NotTheirAttempt {
        /// Who began it.
        person: PersonId,
    },
    /// The package opens with the recipient's own keys.
    #[error("{id} has no passphrase")]
    NoPassphrase {
        /// Which.
        id: String,
    },
    /// The passphrase is not in this person's custody.
    #[error("{person} does not hold the passphrase of {id}")]
    NotACustodian {
        /// Which.
        id: String,
        /// Who asked.
        person: PersonId,
    },
    /// The passphrase may not take the package's own road.
    #[error("{channel} is the road of the package itself")]
    SameRoad {
        /// The channel asked for.
        channel: Channel,
    },
    /// The arrival code has to be read back first.
    #[error("{id} has not arrived")]
    NotArrived {
        /// Which.
        id: String,
    },
    /// Not the code of this package.
    #[error("not the code of {id}")]
    WrongCode {
        /// Which.
        id: String,
    },
    /// The medium held more important information since it was last cleared.
    #[error("medium {medium} held level {held} since it was last cleared, and this is level {asked}")]
    MediumHeldHigher {
        /// Which.
        medium: MediumId,
        /// The highest level it held.
        held: Level,
        /// The level of what should be written.
        asked: Level,
    },
    /// The medium held another client's information since it was last cleared.
    #[error("medium {medium} held another client's information since it was last cleared")]
    MediumHeldOtherClient {
        /// Which.
        medium: MediumId,
    },
    /// Packages of other carry-outs are on the medium and not accounted for.
    #[error("medium {medium} holds {others:?}, which are not accounted for")]
    MediumHoldsOthers {
        /// Which.
        medium: MediumId,
        /// Ids of the carry-outs.
        others: Vec<String>,
    },
    /// By this road nobody takes anything along.
    #[error("{id} goes by {via}: nobody takes it along")]
    NothingToCarry {
        /// Which.
        id: String,
        /// By which road.
        via: Via,
    },
    /// It has been taken along already.
    #[error("{id} was taken along already")]
    AlreadyOut {
        /// Which.
        id: String,
    },
    /// An incident is open: nothing about it is told, sent or deleted.
    #[error("{id} is frozen by incident {incident}")]
    Frozen {
        /// Which carry-out.
        id: String,
        /// Id of the incident.
        incident: String,
    },
    /// The new carrier carries it already.
    #[error("{person} carries {id} already")]
    SameCarrier {
        /// Which.
        id: String,
        /// The carrier.
        person: PersonId,
    },
    /// The new day is not later than the one that stands.
    #[error("{due} is not later than {stands}")]
    NotLater {
        /// As asked for.
        due: NaiveDate,
        /// As it stands.
        stands: NaiveDate,
    },
    /// An extension waits for its answer already.
    #[error("an extension of {id} waits already")]
    ExtensionWaits {
        /// Which.
        id: String,
    },
    /// No extension waits for an answer.
    #[error("no such extension of {id} waits")]
    NoExtension {
        /// Which.
        id: String,
    },
    /// Nothing shows that the recipient has it.
    #[error("no receipt and no opened code of {id}")]
    NoReceipt {
        /// Which.
        id: String,
    },
    /// What leaves for this reason does not stay with the recipient.
    #[error("{id} is of kind {kind}: it does not stay")]
    DoesNotStay {
        /// Which.
        id: String,
        /// Its kind.
        kind: Kind,
    },
    /// A copy, or what became of it.
    #[error(transparent)]
    Copy(#[from] CopyRefusal),
    /// Who carries it, or asked for a later day, does not agree to it.
    #[error("{person} carries {id} or asked for the later day")]
    OwnExtension {
        /// Which.
        id: String,
        /// Who.
        person: PersonId,
    },
    /// The recipient is not a subcontractor.
    #[error("{recipient} is not a subcontractor")]
    NotASubcontractor {
        /// Who.
        recipient: RecipientId,
    },
    /// The person leaves already.
    #[error("{person} leaves already")]
    LeavesAlready {
        /// Who.
        person: PersonId,
    },
    /// The person does not leave, or holds something still.
    #[error("{person} holds {carries:?} {articles:?} {unconfirmed:?}")]
    HoldsStill {
        /// Who.
        person: PersonId,
        /// Ids of the carry-outs; nothing is named where they do not leave.
        carries: Vec<String>,
        /// Ids of the devices and paper that are out with them.
        articles: Vec<String>,
        /// Ids of those that are back by somebody's word, and nobody else has confirmed it.
        unconfirmed: Vec<String>,
    },
    /// An incident.
    #[error(transparent)]
    Incident(#[from] IncidentRefusal),
    /// Why a mail may not be drafted, or not be compared.
    #[error(transparent)]
    Mail(#[from] MailRefusal),
    /// A rule of a contract, of the office or of the client does not hold.
    #[error("{}: {}", .0.rule, .0.clause)]
    Rule(Box<BrokenRule>),
    /// A contract, its rules, what its client allowed, or what is kept under it.
    #[error(transparent)]
    Contract(#[from] ContractRefusal),
    /// An entry that cannot be acknowledged.
    #[error(transparent)]
    Acknowledge(AcknowledgeRefusal),
    /// A history that cannot be called lost.
    #[error(transparent)]
    Restored(RestoredRefusal),
    /// Nobody becomes administrator in the place of those who cannot sign.
    #[error(transparent)]
    Succession(SuccessionRefusal),
    /// Attachments that may not be removed.
    #[error(transparent)]
    Purge(PurgeRefusal),
    /// A device or paper that is carried.
    #[error(transparent)]
    Article(#[from] ArticleRefusal),
    /// The day has not come yet.
    #[error("{day} has not come yet")]
    DayAhead {
        /// The day.
        day: NaiveDate,
    },
    /// This clock is behind a statement on which the decision rests.
    #[error("this clock says {now}, and a statement this rests on says {earlier}")]
    ClockBehind {
        /// This clock, or the new statement's time.
        now: Timestamp,
        /// The other statement's.
        earlier: Timestamp,
    },
}

/// A rule that does not hold, with the clause that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRule {
    /// The other clauses in force that say the same, and that do not hold for the same reason.
    pub also: Vec<Clause>,
    /// Where the document says it.
    pub clause: String,
    /// What it says, in English.
    pub en: String,
    /// What it says, in the document's own words.
    pub ja: String,
    /// The document; `None` for a directive of the client.
    pub pack: Option<Text>,
    /// The rule's id.
    pub rule: String,
    /// Why it does not hold.
    pub unmet: Unmet,
    /// The contract it is about.
    pub contract: Option<ContractId>,
    /// The carry-out it is about, once it has a number.
    pub carry_out: Option<u64>,
    /// Id of the device or paper it is about, once it has one.
    pub article: Option<String>,
    /// The rules that do not hold for other reasons, one for each: what else is to be done before it is asked again. They
    /// have none of their own.
    pub others: Vec<BrokenRule>,
}

impl BrokenRule {
    /// The clause that says it.
    #[must_use]
    pub fn first(&self) -> Clause {
        Clause {
            clause: self.clause.clone(),
            en: self.en.clone(),
            ja: self.ja.clone(),
            pack: self.pack.clone(),
            rule: self.rule.clone(),
        }
    }
}
