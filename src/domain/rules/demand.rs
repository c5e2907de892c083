//! What a rule demands: a closed set of typed demands, so that a pack holds no program.

use serde::{Deserialize, Serialize};

use super::carried::ArticleScope;
use crate::domain::article::{Clearing, Measure};
use crate::domain::names::{Kind, Level, MediumId, Method, Sanitization, Via, words};

words!(
    /// An occasion on which somebody signs a pledge.
    Occasion {
        /// When they begin to work under a contract, or in the office.
        Entry = "entry",
        /// When they take something along.
        Checkout = "checkout",
        /// When they leave.
        Leaving = "leaving",
    }
);

words!(
    /// As what somebody was notified to the client. Documents use different words for these posts.
    Post {
        /// 責任者.
        Responsible = "responsible",
        /// 監督者.
        Supervisor = "supervisor",
        /// 情報システムの運用に関する責任者.
        OperationsOfficer = "operations-officer",
        /// 担当者.
        InCharge = "in-charge",
        /// 情報システムの担当者.
        SystemsOfficer = "systems-officer",
        /// 従事者, 業務要員: may handle the information.
        Handler = "handler",
    }
);

words!(
    /// What the client is owed on paper.
    Duty {
        /// The measures taken for safety.
        Measures = "measures",
        /// How and what people were taught.
        TrainingReport = "training-report",
        /// Who is responsible, and how it is organized.
        Organization = "organization",
        /// The names of everybody who works under the contract.
        Roster = "roster",
        /// The security policy in writing.
        SecurityPolicy = "security-policy",
        /// Where data are stored.
        StoragePlaces = "storage-places",
        /// When, by whom and how something was returned or disposed of.
        DisposalReport = "disposal-report",
        /// How the information is managed.
        ManagementReport = "management-report",
        /// The check sheet.
        CheckSheet = "check-sheet",
        /// A copy of the ISMS certificate.
        IsmsCertificate = "isms-certificate",
        /// What an internal audit came to.
        AuditReport = "audit-report",
        /// The questions asked before work is passed on to a subcontractor.
        SubcontractingRequest = "subcontracting-request",
        /// Measures against repetition, and whether they work.
        PreventionReport = "prevention-report",
        /// An incident, in writing.
        IncidentReport = "incident-report",
        /// How information changed hands: no paper, but a record that is not whole.
        ExchangeRecord = "exchange-record",
        /// That information was given back or disposed of, by a second person: no paper either.
        EndConfirmation = "end-confirmation",
        /// Information that is still here when its day, or the contract's last one, has passed: no paper either.
        Return = "return",
        /// That the check sheet was gone through within a year: no paper either.
        SelfCheck = "self-check",
        /// That attachments whose years have passed are asked to be removed: no paper either.
        Purge = "purge",
        /// That a second person agrees to it.
        PurgeConfirmation = "purge-confirmation",
    }
);

words!(
    /// On which occasion a paper is owed.
    Occurrence {
        /// When the contract begins.
        Start = "start",
        /// On the same day of each later year.
        Yearly = "yearly",
        /// When what was handed in has changed.
        Change = "change",
        /// When people were taught.
        Training = "training",
        /// When information was received.
        Received = "received",
        /// When something was disposed of, or given back to the client.
        Disposal = "disposal",
        /// When an incident is opened, exercises left out.
        Incident = "incident",
        /// When it is closed.
        IncidentClosed = "incident-closed",
        /// When the client agreed to a subcontractor.
        Subcontracting = "subcontracting",
        /// When the contract ends.
        End = "end",
        /// When the client asks for it.
        Request = "request",
    }
);

words!(
    /// What the record of an exchange of information says.
    ExchangeField {
        /// How many pieces or records.
        Count = "count",
        /// By which means it came.
        Means = "means",
        /// On which medium it came.
        Medium = "medium",
        /// What it is for.
        Purpose = "purpose",
        /// Who took it.
        ReceivedBy = "received-by",
        /// Until when it may be kept.
        Until = "until",
        /// That both sides confirmed it.
        Confirmed = "confirmed",
    }
);

words!(
    /// Who handles information besides whoever asks for it.
    Part {
        /// Whoever carries it, a device or paper, at any time.
        Carrier = "carrier",
        /// Whoever approves.
        Approver = "approver",
    }
);

words!(
    /// What becomes of a device that a client lent, where it does not go back.
    DeviceEnd {
        /// It is destroyed.
        Destroyed = "destroyed",
        /// It stays where it is handed over.
        Kept = "kept",
    }
);

/// What a rule demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Demand {
    /// So many people besides the requester approve.
    Approvers {
        /// How many.
        people: u64,
    },
    /// An approval is good for so many days from the planned day.
    ApprovalDays {
        /// How many.
        days: u64,
    },
    /// An approver was notified to the client in one of these posts.
    NotifiedApprover {
        /// Any of these.
        posts: Vec<Post>,
    },
    /// It is never taken to this place; there is no exception.
    ForbidPlace {
        /// The place.
        place: String,
        /// What people call it besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
    },
    /// It never leaves, save with the approval of somebody notified in one of these posts.
    NeverLeaves {
        /// Who may make an exception; none for never at all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<Post>,
    },
    /// The reason why it cannot be avoided is stated.
    Reason,
    /// The place it is taken to is stated.
    Place,
    /// Whether and of how many people it holds personal data is stated.
    PersonalDataStated,
    /// The client agreed beforehand.
    Consent {
        /// To exactly this carry-out: a letter for a period is not enough.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        single: bool,
    },
    /// Only registered media of the company carry it.
    RegisteredMedium,
    /// Only registered information leaves.
    RegisteredAsset,
    /// What is received is recorded with these.
    ExchangeRecord {
        /// Which.
        fields: Vec<ExchangeField>,
    },
    /// Only to recipients listed under the contract.
    ListedRecipient,
    /// To a subcontractor only with the client's consent for that tier.
    SubcontractConsent {
        /// And for each tier above it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        each_tier: bool,
    },
    /// To a subcontractor only while an agreement on confidentiality with them stands.
    SubcontractAgreement,
    /// To a subcontractor only once they were checked and met what the contract demands.
    SubcontractCheck {
        /// At most so many days ago, where the document says so; else what is a year old is listed, and nothing is
        /// refused for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u64>,
    },
    /// Never to a subcontractor.
    SubcontractNever,
    /// Whoever asks for it was taught.
    Training {
        /// Within so many days, where the document says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u64>,
        /// Who else.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        of: Vec<Part>,
    },
    /// What a document that names no period demands to be taught holds for so many days.
    TrainingLapses {
        /// How many.
        days: u64,
        /// Of whom besides whoever asks for it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        of: Vec<Part>,
    },
    /// Whoever asks for it signed a pledge on this occasion.
    Pledge {
        /// Which occasion.
        occasion: Occasion,
        /// Who else.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        of: Vec<Part>,
    },
    /// Whoever asks for it was notified to the client as a handler.
    ListedHandler {
        /// Who else.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        of: Vec<Part>,
    },
    /// Nothing leaves before its level is known.
    LevelKnown,
    /// It is encrypted.
    Encrypted,
    /// The passphrase takes another road than the package.
    OtherRoad,
    /// Whoever asked for it carries it, until it is passed on.
    Carrier,
    /// The passphrase is kept by somebody other than the carrier.
    SeparateCustody,
    /// A medium carries one client's information only, and nothing less important than it held.
    UnmixedMedium,
    /// It is carried in a locked case, whose number is recorded at check-out.
    LockedCase,
    /// What left is given back or disposed of, every copy, before it is over.
    Returned,
    /// What came back or was disposed of is confirmed by an approver other than whoever did it.
    ConfirmedReturn,
    /// A disposal has a witness.
    Witness,
    /// A disposal is one of these methods, or comes to this level.
    Disposal {
        /// Any of these methods; none for any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        methods: Vec<Method>,
        /// At least this level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Sanitization>,
    },
    /// Registered information is disposed of by one of these methods, wherever it lies. In a directive of the client, these
    /// are what it designates.
    AssetDisposal {
        /// Any of these methods.
        methods: Vec<Method>,
        /// With these, a file that shows it is kept.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shown: Vec<Method>,
    },
    /// Information and devices that the client provided are given back to it; they are disposed of only in a way that it
    /// designated by a directive.
    GivenBack,
    /// In a directive of the client: devices and media that it lent need not go back, but may end like this.
    LentDevice {
        /// Any of these.
        may: Vec<DeviceEnd>,
        /// Which; all that it lent under the contract where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        devices: Vec<MediumId>,
    },
    /// At most so many copies of the same content are carried out under the contract.
    CopyQuota {
        /// How many.
        copies: u64,
    },
    /// At most so many files leave at once.
    FileCap {
        /// How many.
        files: u64,
    },
    /// At most so many bytes leave at once.
    ByteCap {
        /// How many.
        bytes: u64,
    },
    /// An incident is reported to the client within so many minutes from awareness.
    ReportWithin {
        /// How many.
        minutes: u64,
    },
    /// Records are kept so many years after closing.
    Retention {
        /// How many.
        years: u64,
    },
    /// The log is reviewed at least every so many days.
    LogReview {
        /// How many.
        days: u64,
    },
    /// Nothing leaves while the check sheet has an open "no" without an agreed measure.
    CheckSheet,
    /// Storage places were notified to the client.
    NotifiedPlaces,
    /// What is packed lies in folders of the places that were notified, where any were named.
    NotifiedSources {
        /// Nothing is refused for want of it; it is listed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        listed: bool,
    },
    /// A contact tree says whom to call, on the office's side and on the client's. Nothing is refused for want of it.
    ContactTree,
    /// The client is owed a paper.
    Owed {
        /// Which.
        duty: Duty,
        /// On which occasions; none where the rule names none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Occurrence>,
        /// Within so many days, where the document says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u64>,
    },
    /// These roads are not taken.
    ForbidVia {
        /// Which.
        vias: Vec<Via>,
    },
    /// Nothing goes to these services, and no mail names them: the other party cannot be identified there, or
    /// others can read what is stored.
    ForbidService {
        /// Their domains; what is below one counts too.
        domains: Vec<String>,
    },
    /// Several outside addresses of a mail do not see each other.
    HiddenAddresses,
    /// Recipients, text and attachment of a mail are confirmed one by one before it is sent.
    ConfirmedMail,
    /// Whoever carries a device attests these measures.
    ArticleMeasures {
        /// For which devices.
        of: ArticleScope,
        /// All of these.
        measures: Vec<Measure>,
    },
    /// Somebody else permits it before it goes, and confirms it when it is back.
    ArticleApproval {
        /// For which devices and paper.
        of: ArticleScope,
        /// Notified to the client in any of these posts; any approver where there are none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        posts: Vec<Post>,
        /// In one of these posts is whoever confirms it too; else any approver can see that it is back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        at_return: bool,
    },
    /// The client permits it on paper.
    ArticlePermission {
        /// For which devices and paper.
        of: ArticleScope,
    },
    /// Whoever brings a device back attests what is deleted.
    ArticleCleared {
        /// For which devices.
        of: ArticleScope,
        /// All of these.
        cleared: Vec<Clearing>,
    },
    /// It is not carried at all.
    ArticleNever {
        /// For which.
        of: ArticleScope,
    },
    /// Paper that is destroyed is destroyed in one of these ways.
    ArticleDisposal {
        /// For which paper.
        of: ArticleScope,
        /// Any of these.
        methods: Vec<Method>,
    },
    /// Nothing to decide: the program records or prints it.
    Recorded,
    /// The program does not serve this clause; the reason is part of the pack.
    NotServed {
        /// Why.
        reason: super::pack::Text,
    },
}

/// For which carry-outs a rule is meant. What is absent does not restrict; an unknown level is within
/// every list of levels, and what nobody stated about personal data counts as personal data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scope {
    /// Only at these levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Only with personal data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub personal_data: bool,
    /// Only for these reasons of leaving.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Only by these roads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vias: Vec<Via>,
    /// Not when it goes back to the client who owns it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub third_party: bool,
}
