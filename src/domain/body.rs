//! What a statement says, per type.
//!
//! Large bytes are attachments: a body holds their digest and size only. Optional fields are left
//! out when there is nothing to say, and empty lists too; a spelled-out null or empty list is not
//! canonical and is refused.

pub mod acknowledge;
pub mod article;
pub mod asset;
pub mod coming_back;
pub mod contact;
pub mod contract;
pub mod custody;
pub mod duty;
pub mod evidence;
pub mod export;
pub mod incident;
pub mod mail;
pub mod people;
pub mod purge;
pub mod register;
pub mod release;
pub mod request;
pub mod restored;
pub mod review;
pub mod road;
pub mod staff;
pub mod subcontractor;
pub mod succession;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;

pub use acknowledge::Acknowledge;
pub use article::{ArticleAnswer, ArticleCarry, ArticleLost, ArticleReturn, ArticleTransfer};
pub use asset::{AssetAdd, AssetCheck, AssetConfirm, AssetCopies, AssetEnd, AssetSet};
pub use coming_back::{Confirmation, CopyMade, Disposal, Recall, Recheck, Return, Witness};
pub use contact::ContactListing;
pub use contract::{
    Consent, ConsentConfirm, ContractAdd, ContractSet, Directive, Notification, PackSet, PlaceNotification,
    RecipientListing, SheetAnswers,
};
pub use custody::CustodyReseal;
pub use duty::{DutyAsked, DutySent};
pub use evidence::{EntrySet, EvidenceCount};
pub use export::{ExportCompleted, ExportFailed, ExportIntent};
pub use incident::{IncidentClose, IncidentContact, IncidentInclude, IncidentOpen, IncidentUpdate};
pub use mail::{MailDraft, MailSent};
pub use people::{
    Delegation, DelegationEnd, Founder, KeyAdd, KeyRevoke, PersonAdd, PersonLeave, PersonLeft, PersonSet,
    Registration,
};
pub use purge::{Purge, PurgeConfirm};
pub use register::{MediumAdd, MediumSet, RecipientAdd, StockTake};
pub use release::{PassphraseRelease, Receipt};
pub use request::{Approval, Rejection, Request, Withdrawal};
pub use restored::Restored;
pub use review::LogReview;
pub use road::{Checkout, Extension, ExtensionAnswer, HandOver, Transfer, Undelivered};
pub use staff::{Pledge, Training};
pub use subcontractor::{SubcontractorAgreement, SubcontractorCheck, SubcontractorConsent};
pub use succession::{Succession, SuccessionConfirm, SuccessionEnd};

/// Bytes that a statement refers to and the ledger keeps beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Digest of the bytes.
    pub sha256: Digest,
    /// How many bytes.
    pub size_bytes: u64,
}

impl Attachment {
    /// The reference to `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Digest::of(bytes), size_bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }
    }
}

/// One body per type of statement. The words are the types' names in the envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum Body {
    /// The first entry of a ledger.
    Founder(Founder),
    /// Proof of possession of a key; never an entry of its own.
    Registration(Registration),
    /// A person enters the registry.
    PersonAdd(PersonAdd),
    /// A person's roles or particulars change.
    PersonSet(PersonSet),
    /// A person gets another key.
    KeyAdd(KeyAdd),
    /// A key is no longer good.
    KeyRevoke(KeyRevoke),
    /// An approver names a delegate for a period.
    Delegation(Delegation),
    /// A delegation ends before its last day.
    DelegationEnd(DelegationEnd),
    /// A recipient enters the registry.
    RecipientAdd(RecipientAdd),
    /// A medium enters the registry.
    MediumAdd(MediumAdd),
    /// A medium's place or state changes.
    MediumSet(MediumSet),
    /// Somebody asks to carry information out.
    Request(Box<Request>),
    /// Somebody else agrees.
    Approval(Box<Approval>),
    /// Somebody else refuses.
    Rejection(Rejection),
    /// The requester takes the request back.
    Withdrawal(Withdrawal),
    /// A package is about to be written.
    ExportIntent(Box<ExportIntent>),
    /// A package was written and read back equal.
    ExportCompleted(Box<ExportCompleted>),
    /// A package was not written.
    ExportFailed(ExportFailed),
    /// A passphrase is about to be told.
    PassphraseRelease(PassphraseRelease),
    /// The recipient read a code back.
    Receipt(Receipt),
    /// A person leaves: their keys are suspended at once.
    PersonLeave(PersonLeave),
    /// A person who leaves holds nothing any more.
    PersonLeft(PersonLeft),
    /// Somebody looked which media are there.
    StockTake(StockTake),
    /// The carrier takes a package along, and pledges.
    Checkout(Checkout),
    /// Somebody else carries from now on.
    Transfer(Transfer),
    /// A package did not reach its recipient.
    Undelivered(Undelivered),
    /// The carrier asks for a later day.
    Extension(Extension),
    /// Somebody else agrees to the later day, or does not.
    ExtensionAnswer(ExtensionAnswer),
    /// What was delivered is the recipient's.
    HandOver(HandOver),
    /// There is another copy to account for.
    CopyMade(CopyMade),
    /// Copies were brought back.
    Return(Box<Return>),
    /// Copies were disposed of.
    Disposal(Box<Disposal>),
    /// Somebody saw a disposal.
    Witness(Witness),
    /// Another desk read a cleared medium again.
    Recheck(Recheck),
    /// An approver confirms what came back.
    Confirmation(Confirmation),
    /// The client orders a subcontractor's copies back.
    Recall(Recall),
    /// Something went wrong, or may have.
    IncidentOpen(IncidentOpen),
    /// An incident concerns another carry-out too.
    IncidentInclude(IncidentInclude),
    /// Something more is known of an incident.
    IncidentUpdate(IncidentUpdate),
    /// Somebody was told of an incident.
    IncidentContact(IncidentContact),
    /// An incident is over.
    IncidentClose(IncidentClose),
    /// A rule pack comes in, or a newer version of one.
    PackSet(Box<PackSet>),
    /// A contract begins.
    ContractAdd(ContractAdd),
    /// A contract changes.
    ContractSet(ContractSet),
    /// The client directs something more.
    Directive(Box<Directive>),
    /// The client was told who works under a contract.
    Notification(Notification),
    /// The client was told where data are stored.
    PlaceNotification(PlaceNotification),
    /// To whom information goes under a contract.
    RecipientListing(RecipientListing),
    /// The client agreed to a subcontractor.
    SubcontractorConsent(SubcontractorConsent),
    /// A subcontractor signed an agreement on confidentiality.
    SubcontractorAgreement(SubcontractorAgreement),
    /// Somebody checked a subcontractor.
    SubcontractorCheck(SubcontractorCheck),
    /// The client agreed, on paper.
    Consent(Consent),
    /// A second person compared a consent with its letter.
    ConsentConfirm(ConsentConfirm),
    /// The answers to a check sheet.
    SheetAnswers(SheetAnswers),
    /// Whom to call under a contract.
    ContactListing(ContactListing),
    /// A paper that the client is owed was sent.
    DutySent(DutySent),
    /// The client asks for a paper.
    DutyAsked(DutyAsked),
    /// People were taught.
    Training(Training),
    /// Somebody pledges.
    Pledge(Pledge),
    /// Important information was received, or made.
    AssetAdd(AssetAdd),
    /// More is said of important information.
    AssetSet(AssetSet),
    /// One side confirms that information changed hands.
    AssetConfirm(AssetConfirm),
    /// Somebody looked which information is there.
    AssetCheck(AssetCheck),
    /// Copies of important information were made, or are gone.
    AssetCopies(AssetCopies),
    /// Important information was given back or disposed of.
    AssetEnd(AssetEnd),
    /// Somebody asks to carry a device or paper.
    ArticleCarry(Box<ArticleCarry>),
    /// An approver says whether it may go, or is back.
    ArticleAnswer(ArticleAnswer),
    /// A device or paper is back, or destroyed.
    ArticleReturn(ArticleReturn),
    /// Somebody else carries a device or paper.
    ArticleTransfer(ArticleTransfer),
    /// A device or paper was lost under an incident.
    ArticleLost(ArticleLost),
    /// An auditor counts the entries of a contract.
    EvidenceCount(EvidenceCount),
    /// Somebody reviewed the log.
    LogReview(LogReview),
    /// Mails were drafted and confirmed.
    MailDraft(Box<MailDraft>),
    /// What was sent was compared with a draft.
    MailSent(Box<MailSent>),
    /// Attachments are to be removed, because their time has passed.
    Purge(Purge),
    /// A second person agrees that attachments are removed.
    PurgeConfirm(PurgeConfirm),
    /// Somebody looked at an entry without effect.
    Acknowledge(Acknowledge),
    /// Somebody says that a part of the history is lost.
    Restored(Restored),
    /// A custodian seals a passphrase to those who keep it now.
    CustodyReseal(CustodyReseal),
    /// Somebody says that no administrator can sign, and who is to be one.
    Succession(Succession),
    /// A second person says so, and the person is administrator.
    SuccessionConfirm(SuccessionConfirm),
    /// Nothing is to come of it.
    SuccessionEnd(SuccessionEnd),
}

impl Body {
    /// The type's name in the envelope.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Founder(_) => "founder",
            Self::Registration(_) => "registration",
            Self::PersonAdd(_) => "person-add",
            Self::PersonSet(_) => "person-set",
            Self::KeyAdd(_) => "key-add",
            Self::KeyRevoke(_) => "key-revoke",
            Self::Delegation(_) => "delegation",
            Self::DelegationEnd(_) => "delegation-end",
            Self::RecipientAdd(_) => "recipient-add",
            Self::MediumAdd(_) => "medium-add",
            Self::MediumSet(_) => "medium-set",
            Self::Request(_) => "request",
            Self::Approval(_) => "approval",
            Self::Rejection(_) => "rejection",
            Self::Withdrawal(_) => "withdrawal",
            Self::ExportIntent(_) => "export-intent",
            Self::ExportCompleted(_) => "export-completed",
            Self::ExportFailed(_) => "export-failed",
            Self::PassphraseRelease(_) => "passphrase-release",
            Self::Receipt(_) => "receipt",
            Self::PersonLeave(_) => "person-leave",
            Self::PersonLeft(_) => "person-left",
            Self::StockTake(_) => "stock-take",
            Self::Checkout(_) => "checkout",
            Self::Transfer(_) => "transfer",
            Self::Undelivered(_) => "undelivered",
            Self::Extension(_) => "extension",
            Self::ExtensionAnswer(_) => "extension-answer",
            Self::HandOver(_) => "hand-over",
            Self::CopyMade(_) => "copy-made",
            Self::Return(_) => "return",
            Self::Disposal(_) => "disposal",
            Self::Witness(_) => "witness",
            Self::Recheck(_) => "recheck",
            Self::Confirmation(_) => "confirmation",
            Self::Recall(_) => "recall",
            Self::IncidentOpen(_) => "incident-open",
            Self::IncidentInclude(_) => "incident-include",
            Self::IncidentUpdate(_) => "incident-update",
            Self::IncidentContact(_) => "incident-contact",
            Self::IncidentClose(_) => "incident-close",
            Self::PackSet(_) => "pack-set",
            Self::ContractAdd(_) => "contract-add",
            Self::ContractSet(_) => "contract-set",
            Self::Directive(_) => "directive",
            Self::Notification(_) => "notification",
            Self::PlaceNotification(_) => "place-notification",
            Self::RecipientListing(_) => "recipient-listing",
            Self::SubcontractorConsent(_) => "subcontractor-consent",
            Self::SubcontractorAgreement(_) => "subcontractor-agreement",
            Self::SubcontractorCheck(_) => "subcontractor-check",
            Self::Consent(_) => "consent",
            Self::ConsentConfirm(_) => "consent-confirm",
            Self::SheetAnswers(_) => "sheet-answers",
            Self::ContactListing(_) => "contact-listing",
            Self::DutySent(_) => "duty-sent",
            Self::DutyAsked(_) => "duty-asked",
            Self::Training(_) => "training",
            Self::Pledge(_) => "pledge",
            Self::AssetAdd(_) => "asset-add",
            Self::AssetSet(_) => "asset-set",
            Self::AssetConfirm(_) => "asset-confirm",
            Self::AssetCheck(_) => "asset-check",
            Self::AssetCopies(_) => "asset-copies",
            Self::AssetEnd(_) => "asset-end",
            Self::ArticleCarry(_) => "article-carry",
            Self::ArticleAnswer(_) => "article-answer",
            Self::ArticleReturn(_) => "article-return",
            Self::ArticleTransfer(_) => "article-transfer",
            Self::ArticleLost(_) => "article-lost",
            Self::EvidenceCount(_) => "evidence-count",
            Self::LogReview(_) => "log-review",
            Self::MailDraft(_) => "mail-draft",
            Self::MailSent(_) => "mail-sent",
            Self::Purge(_) => "purge",
            Self::PurgeConfirm(_) => "purge-confirm",
            Self::Acknowledge(_) => "acknowledge",
            Self::Restored(_) => "restored",
            Self::CustodyReseal(_) => "custody-reseal",
            Self::Succession(_) => "succession",
            Self::SuccessionConfirm(_) => "succession-confirm",
            Self::SuccessionEnd(_) => "succession-end",
        }
    }

    /// The request statement this body is about, when it belongs to a carry-out.
    #[must_use]
    pub const fn request(&self) -> Option<&Digest> {
        match self {
            Self::Approval(body) => Some(&body.request),
            Self::Rejection(body) => Some(&body.request),
            Self::Withdrawal(body) => Some(&body.request),
            Self::ExportIntent(body) => Some(&body.request),
            Self::ExportCompleted(body) => Some(&body.request),
            Self::ExportFailed(body) => Some(&body.request),
            Self::PassphraseRelease(body) => Some(&body.request),
            Self::Receipt(body) => Some(&body.request),
            Self::Checkout(body) => Some(&body.request),
            Self::Transfer(body) => Some(&body.request),
            Self::Undelivered(body) => Some(&body.request),
            Self::Extension(body) => Some(&body.request),
            Self::ExtensionAnswer(body) => Some(&body.request),
            Self::HandOver(body) => Some(&body.request),
            Self::CopyMade(body) => Some(&body.request),
            Self::Return(body) => Some(&body.request),
            Self::Disposal(body) => Some(&body.request),
            Self::Witness(body) => Some(&body.request),
            Self::Recheck(body) => Some(&body.request),
            Self::Confirmation(body) => Some(&body.request),
            Self::Recall(body) => Some(&body.request),
            Self::MailDraft(body) => Some(&body.request),
            Self::MailSent(body) => Some(&body.request),
            Self::Purge(body) => Some(&body.request),
            Self::CustodyReseal(body) => Some(&body.request),
            Self::PurgeConfirm(body) => Some(&body.request),
            Self::IncidentInclude(body) => Some(&body.request),
            Self::IncidentOpen(body) => body.request.as_ref(),
            Self::Consent(body) => body.request.as_ref(),
            Self::ConsentConfirm(body) => body.request.as_ref(),
            Self::Founder(_)
            | Self::Acknowledge(_)
            | Self::Restored(_)
            | Self::Succession(_)
            | Self::SuccessionConfirm(_)
            | Self::SuccessionEnd(_)
            | Self::Registration(_)
            | Self::PersonAdd(_)
            | Self::PersonSet(_)
            | Self::KeyAdd(_)
            | Self::KeyRevoke(_)
            | Self::Delegation(_)
            | Self::DelegationEnd(_)
            | Self::RecipientAdd(_)
            | Self::MediumAdd(_)
            | Self::MediumSet(_)
            | Self::Request(_)
            | Self::PersonLeave(_)
            | Self::PersonLeft(_)
            | Self::StockTake(_)
            | Self::IncidentUpdate(_)
            | Self::IncidentContact(_)
            | Self::IncidentClose(_)
            | Self::PackSet(_)
            | Self::ContractAdd(_)
            | Self::ContractSet(_)
            | Self::Directive(_)
            | Self::Notification(_)
            | Self::PlaceNotification(_)
            | Self::RecipientListing(_)
            | Self::SubcontractorConsent(_)
            | Self::SubcontractorAgreement(_)
            | Self::SubcontractorCheck(_)
            | Self::SheetAnswers(_)
            | Self::ContactListing(_)
            | Self::DutySent(_)
            | Self::DutyAsked(_)
            | Self::Training(_)
            | Self::Pledge(_)
            | Self::AssetAdd(_)
            | Self::AssetSet(_)
            | Self::AssetConfirm(_)
            | Self::AssetCheck(_)
            | Self::AssetCopies(_)
            | Self::AssetEnd(_)
            | Self::ArticleCarry(_)
            | Self::ArticleAnswer(_)
            | Self::ArticleReturn(_)
            | Self::ArticleTransfer(_)
            | Self::ArticleLost(_)
            | Self::EvidenceCount(_)
            | Self::LogReview(_) => None,
        }
    }

    /// The incident statement this body is about, when it belongs to an incident.
    #[must_use]
    pub const fn incident(&self) -> Option<&Digest> {
        match self {
            Self::IncidentInclude(body) => Some(&body.incident),
            Self::IncidentUpdate(body) => Some(&body.incident),
            Self::IncidentContact(body) => Some(&body.incident),
            Self::IncidentClose(body) => Some(&body.incident),
            Self::ArticleLost(body) => Some(&body.incident),
            _ => None,
        }
    }

    /// The attachments this body refers to.
    #[must_use]
    pub fn attachments(&self) -> Vec<Attachment> {
        match self {
            Self::Request(body) => vec![body.file_list, body.manifest],
            Self::ExportCompleted(body) => vec![body.fingerprints],
            Self::Checkout(body) => vec![body.pledge],
            Self::Undelivered(body) => vec![body.evidence],
            Self::HandOver(body) => body.evidence.into_iter().collect(),
            Self::Disposal(body) => body.evidence.into_iter().collect(),
            Self::Witness(body) => body.external.iter().map(|external| external.evidence).collect(),
            Self::IncidentUpdate(body) => body.evidence.into_iter().collect(),
            Self::PackSet(body) => vec![body.source],
            Self::Directive(body) => vec![body.evidence],
            Self::Notification(body) => body.evidence.into_iter().collect(),
            Self::SubcontractorConsent(body) => vec![body.evidence],
            Self::SubcontractorAgreement(body) => vec![body.evidence],
            Self::SubcontractorCheck(body) => vec![body.evidence],
            Self::Consent(body) => vec![body.evidence],
            Self::SheetAnswers(body) => vec![body.answers],
            Self::DutySent(body) => vec![body.evidence],
            Self::DutyAsked(body) => body.evidence.into_iter().collect(),
            Self::Training(body) => body.evidence.into_iter().collect(),
            Self::Pledge(body) => body.paper.into_iter().chain([body.text]).collect(),
            Self::AssetConfirm(body) => body.evidence.into_iter().collect(),
            Self::AssetCopies(body) => body.evidence.into_iter().collect(),
            Self::AssetEnd(body) => body.evidence.into_iter().collect(),
            Self::ArticleCarry(body) => {
                let letter = body.permission.iter().map(|permission| permission.evidence);
                std::iter::once(body.attested).chain(letter).collect()
            }
            Self::ArticleReturn(body) => body.destroyed.iter().filter_map(|how| how.evidence).collect(),
            Self::LogReview(body) => vec![body.anomalies],
            Self::MailDraft(body) => vec![body.body],
            Self::Restored(body) => body.lost.into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
