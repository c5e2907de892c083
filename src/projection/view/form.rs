//! What forms are filled from: the registers, the carry-outs that are asked for, and what stands at the
//! head of every form. What the ledger does not know is absent here, and blank on the form.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::article::ArticleView;
use super::asset::AssetView;
use super::carry_out::CarryOutView;
use super::certificate::CertificateView;
use super::contents::FileLine;
use super::contract::{ConsentView, ContractView};
use super::duty::DutyView;
use super::incident::{IncidentLine, IncidentReport};
use super::medium::MediumView;
use super::register::{PersonView, RecipientView};
use super::restored::RestorationView;
use super::review::ReviewView;
use super::road::Slip;
use super::staff::StaffView;
use super::succession::SuccessionView;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::{ContractId, PersonId, words};
use crate::domain::rules::demand::Duty;

words!(
    /// The forms, by the names that are typed.
    FormName {
        /// 持出し管理台帳.
        CarryOutRegister = "carry-out-register",
        /// 情報授受記録.
        ExchangeRecord = "exchange-record",
        /// 目録.
        Inventory = "inventory",
        /// 重要情報管理表.
        AssetRegister = "asset-register",
        /// データ消去証明書.
        Certificate = "certificate",
        /// 廃棄報告書.
        DisposalReport = "disposal-report",
        /// インシデント報告書.
        IncidentReport = "incident-report",
        /// 持出申請書・承認書.
        CarryOutRequest = "carry-out-request",
        /// 携行票.
        CarryingSlip = "carrying-slip",
        /// 受領書.
        Receipt = "receipt",
        /// 返還書.
        ReturnNote = "return-note",
        /// 電子データ保存先等届出書.
        StorageNotice = "storage-notice",
        /// 従事者名簿.
        StaffList = "staff-list",
        /// 教育実施報告書.
        TrainingReport = "training-report",
        /// 誓約書（開始）.
        PledgeEntry = "pledge-entry",
        /// 誓約書（持出）.
        PledgeCarryOut = "pledge-carry-out",
        /// 誓約書（離任）.
        PledgeLeaving = "pledge-leaving",
        /// 機器等持込・持出記録簿.
        EquipmentLog = "equipment-log",
        /// 紙媒体管理簿.
        PaperRegister = "paper-register",
        /// 媒体管理簿・棚卸表.
        MediaRegister = "media-register",
        /// メール送信確認票.
        MailCheck = "mail-check",
        /// ログ点検記録.
        LogReview = "log-review",
        /// 分類照会書.
        LevelQuery = "level-query",
        /// 提出物一覧.
        Submissions = "submissions",
        /// 承諾願.
        ConsentRequest = "consent-request",
        /// 緊急連絡網.
        ContactTree = "contact-tree",
        /// 管理状況報告書.
        ManagementReport = "management-report",
        /// 再発防止策報告書.
        PreventionReport = "prevention-report",
        /// 再委託承諾願.
        SubcontractRequest = "subcontract-request",
        /// 再委託先管理簿.
        SubcontractorRegister = "subcontractor-register",
        /// 返却確認書.
        LeavingConfirmation = "leaving-confirmation",
        /// 情報セキュリティチェックシート.
        CheckSheet = "check-sheet",
    }
);

words!(
    /// What a form is about, which has to be said when it is asked for.
    FormAbout {
        /// Whatever falls into the period asked for; everything where none is.
        Period = "period",
        /// One carry-out.
        CarryOut = "carry-out",
        /// One incident.
        Incident = "incident",
        /// One contract.
        Contract = "contract",
        /// What one client is asked: under one contract, or for one carry-out.
        Asked = "contract-or-carry-out",
        /// One person.
        Person = "person",
    }
);

impl FormName {
    /// What it is about.
    #[must_use]
    pub const fn about(self) -> FormAbout {
        match self {
            Self::CarryOutRegister
            | Self::ExchangeRecord
            | Self::AssetRegister
            | Self::DisposalReport
            | Self::ReturnNote
            | Self::TrainingReport
            | Self::EquipmentLog
            | Self::PaperRegister
            | Self::MediaRegister
            | Self::MailCheck
            | Self::LogReview
            | Self::Submissions => FormAbout::Period,
            // A letter to one client says nothing of another.
            Self::LevelQuery | Self::ConsentRequest => FormAbout::Asked,
            Self::Certificate
            | Self::CarryingSlip
            | Self::Inventory
            | Self::CarryOutRequest
            | Self::Receipt
            | Self::PledgeCarryOut => FormAbout::CarryOut,
            Self::IncidentReport | Self::PreventionReport => FormAbout::Incident,
            Self::StorageNotice
            | Self::StaffList
            | Self::ContactTree
            | Self::ManagementReport
            | Self::SubcontractRequest
            | Self::SubcontractorRegister
            | Self::CheckSheet => FormAbout::Contract,
            Self::PledgeEntry | Self::PledgeLeaving | Self::LeavingConfirmation => FormAbout::Person,
        }
    }
}

impl FormName {
    /// The form that is handed in for a paper; none where the paper is another's, or is written elsewhere.
    #[must_use]
    pub const fn for_duty(duty: Duty) -> Option<Self> {
        match duty {
            Duty::Measures | Duty::Organization | Duty::ManagementReport => Some(Self::ManagementReport),
            Duty::TrainingReport => Some(Self::TrainingReport),
            Duty::Roster => Some(Self::StaffList),
            Duty::StoragePlaces => Some(Self::StorageNotice),
            Duty::DisposalReport => Some(Self::DisposalReport),
            Duty::CheckSheet | Duty::SelfCheck => Some(Self::CheckSheet),
            Duty::SubcontractingRequest => Some(Self::SubcontractRequest),
            Duty::PreventionReport => Some(Self::PreventionReport),
            Duty::IncidentReport => Some(Self::IncidentReport),
            Duty::ExchangeRecord => Some(Self::ExchangeRecord),
            Duty::SecurityPolicy
            | Duty::IsmsCertificate
            | Duty::AuditReport
            | Duty::EndConfirmation
            | Duty::Return
            | Duty::Purge
            | Duty::PurgeConfirmation => None,
        }
    }
}

/// Days that a form covers, both ends included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub since: Option<NaiveDate>,
    /// The last.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether `day` is among them.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether something that began and perhaps ended overlaps them.
    #[must_use]
    pub fn touches(&self, began: NaiveDate, ended: Option<NaiveDate>) -> bool {
        let begun = self.until.is_none_or(|until| began <= until);
        begun && ended.is_none_or(|ended| self.since.is_none_or(|since| ended >= since))
    }
}

/// What a form is filled from.
#[derive(Debug, Clone)]
pub struct FormFacts {
    /// Which form.
    pub name: FormName,
    /// The days it covers.
    pub period: Period,
    /// The contract it is about.
    pub contract: Option<ContractView>,
    /// Every contract.
    pub contracts: Vec<ContractView>,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The carry-outs it may speak of, by number: those under the contract, or the one that was named. The
    /// period is the form's to apply, to the day that counts for it.
    pub carry_outs: Vec<CarryOutView>,
    /// The client's letters that each of them left under, by its id.
    pub letters: BTreeMap<String, Vec<ConsentView>>,
    /// The files of the one carry-out that was named.
    pub files: Vec<FileLine>,
    /// Important information under the contract, or all of it; of one carry-out, what it took along.
    pub assets: Vec<AssetView>,
    /// Everybody registered.
    pub people: Vec<PersonView>,
    /// What they were taught and pledged.
    pub staff: Vec<StaffView>,
    /// Every medium.
    pub media: Vec<MediumView>,
    /// Devices and paper that are or were carried under the contract, or all of them.
    pub articles: Vec<ArticleView>,
    /// Every recipient.
    pub recipients: Vec<RecipientView>,
    /// How many entries of the ledger have no effect, or are marked for another reason.
    pub findings: u64,
    /// The incidents of these carry-outs, or all, where the form speaks of them.
    pub incidents: Vec<IncidentLine>,
    /// The reviews of the log that were signed, where the form speaks of them.
    pub reviews: Vec<ReviewView>,
    /// What a pledge says that is still to be signed.
    pub pledge: PledgeText,
    /// What was signed, by its digest; `None` where it is not here as text.
    pub pledged: BTreeMap<Digest, Option<String>>,
    /// What is owed on paper.
    pub duties: Vec<DutyView>,
    /// The items of the check sheet, answered as far as the contract's sheet is.
    pub sheet: Vec<SheetItem>,
    /// When they were answered.
    pub sheet_answered: Option<Timestamp>,
    /// What a form with a shape of its own shows.
    pub own: OwnShape,
    /// What stands at its head.
    pub head: FormHead,
}

/// What a pledge says, in both languages.
#[derive(Debug, Clone, Copy, Default)]
pub struct PledgeText {
    /// In Japanese.
    pub japanese: &'static str,
    /// In English.
    pub english: &'static str,
}

/// An item of a check sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetItem {
    /// Its number on the sheet.
    pub id: String,
    /// The question in Japanese.
    pub ja: String,
    /// The question in English.
    pub en: String,
    /// `yes`, `no` or `n/a`; empty where nobody answered.
    pub answer: String,
    /// What was agreed with the client where the answer is no.
    pub measure: String,
}

/// What a form with a shape of its own shows.
#[derive(Debug, Clone)]
pub enum OwnShape {
    /// It has none.
    None,
    /// The certificate of a carry-out or a disposal.
    Certificate(Box<CertificateView>),
    /// The report of an incident.
    Incident(Box<IncidentReport>),
    /// The slip that goes with a carry-out.
    Slip(Box<Slip>),
}

impl FormFacts {
    /// A person as registered.
    #[must_use]
    pub fn registered(&self, id: &PersonId) -> Option<&PersonView> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// A person's name; their id where they are not registered.
    #[must_use]
    pub fn name_of(&self, id: &PersonId) -> String {
        self.registered(id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    /// A contract as people cite it: the client's number for it where there is one.
    #[must_use]
    pub fn cited(&self, id: &ContractId) -> String {
        let number = self.contracts.iter().find(|contract| contract.id == *id);
        number.and_then(|contract| contract.number.clone()).unwrap_or_else(|| id.to_string())
    }
}

/// What stands at the head of a form: to whom, from whom, about what, and at which state of the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct FormHead {
    /// To whom it is addressed.
    pub addressee: Option<String>,
    /// The office's number for it.
    pub number: Option<String>,
    /// When it is handed in.
    pub dated: NaiveDate,
    /// Who hands it in.
    pub sender: Sender,
    /// The contract's number.
    pub contract: Option<String>,
    /// What the work is called.
    pub work: Option<String>,
    /// The client's section.
    pub section: Option<String>,
    /// The fiscal year it belongs to.
    pub fiscal_year: i32,
    /// The first day it covers.
    pub since: Option<NaiveDate>,
    /// The last day it covers.
    pub until: Option<NaiveDate>,
    /// What stands over the boxes that are stamped.
    pub boxes: Vec<String>,
    /// At which state of the ledger it was made.
    #[serde(flatten)]
    pub made: MadeAt,
}

/// Who hands a form in, as the office calls itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// Its address.
    pub address: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Who represents it.
    pub representative: Option<String>,
    /// The department in charge.
    pub department: Option<String>,
    /// The title of whoever is in charge.
    pub title: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
}

/// At which state of the ledger a form was made.
#[derive(Debug, Clone, Serialize)]
pub struct MadeAt {
    /// The ledger's name.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Root hash.
    pub root: Digest,
    /// When, by the clock of who made it.
    #[serde(rename = "made_at")]
    pub at: Timestamp,
    /// Earlier histories that were lost, as people put them on record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub restored: Vec<RestorationView>,
    /// Who is to become administrator without an administrator's signature, and who became it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successions: Vec<SuccessionView>,
}
