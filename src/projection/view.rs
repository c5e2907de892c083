//! What reports see: one flat, stable shape per thing, with names beside ids.
//!
//! The fields are those that scripts may rely on: stable keys, times in RFC 3339 with offset,
//! sizes in bytes, digests as lower-case hexadecimal.

pub mod acknowledge;
pub mod anomaly;
pub mod article;
pub mod asking;
pub mod asset;
pub mod at_medium;
pub mod backup;
pub mod carry_out;
pub mod certificate;
pub mod contact;
pub mod contents;
pub mod contract;
pub mod custody;
pub mod dossier;
pub mod duty;
pub mod form;
pub mod hints;
pub mod incident;
pub mod mail;
pub mod medium;
pub mod outstanding;
pub mod package;
pub mod purge;
pub mod question;
pub mod register;
pub mod reread;
pub mod restored;
pub mod review;
pub mod road;
pub mod staff;
pub mod succession;
pub mod way_back;

pub use article::ArticleView;
pub use asking::{
    ConsentTask, EntryLine, IncidentTask, KeyAge, Shown, StatusPage, Task, TaskAbout, TaskKind, TraceLine,
};
pub use asset::{AssetView, ConfirmationView};
pub use at_medium::{
    AtMedium, DisposalAnswer, FoundCopy, ReturnAnswer, WhyLeft, WhyNotReplugged, WhyNotScanned,
};
pub use carry_out::{ApprovalView, AttemptView, BroughtIn, CarryOutView, EndedView, ReleaseView};
pub use contact::CallListView;
pub use contents::{ApprovalSheet, Contents, Difference, FileLine, KindLine, file_lines};
pub use contract::{
    AgreedView, AgreementView, ConsentView, ContractView, ExplainedView, JudgedView, RuleView, TakenView,
};
pub use duty::{ClauseView, DutyView, SentView};
pub use form::{
    FormAbout, FormFacts, FormHead, FormName, MadeAt, OwnShape, Period, PledgeText, Sender, SheetItem,
};
pub use hints::{HintedFile, Hints, RequestAnswer};
pub use incident::{
    CallReason, CallView, ConcernedView, ContactView, DoneView, FirstResponse, IncidentLine, IncidentReport,
    IncidentView, LastPoint, LawDays, MediumConcerned, ReportStage, TimelineEvent, TimelineKind, UpdateView,
    WithinView, letters_of,
};
pub use mail::{
    MailAnswer, MailDraftView, MailRecipient, MailSentView, MailSheet, MailSheetDraft, MailTrail,
};
pub use medium::{MediumEndView, MediumView, OutView, SeenView, StockTakeView, StrangerView, TaintView};
pub use outstanding::{
    ContractLeftView, HeldView, LeavingView, NextAct, NextView, Outstanding, OutstandingArticle,
    OutstandingLine, PledgeOwedView,
};
pub use package::{Beside, Closed, Knowledge, OpenedPackage, Papers, ReleaseSheet, Signer};
pub use question::{QuestionItem, QuestionView};
pub use register::{DelegationView, KeyView, LeaveView, PersonView, RecipientView};
pub use reread::{Recorded, Reread};
pub use road::{CheckedOutAnswer, ExtensionSheet, RecallAnswer, Slip, SlipContact};
pub use staff::{PledgedView, StaffView, TaughtView};
pub use way_back::{
    CheckedOutView, CopyView, DespiteView, DisposalView, ExtensionView, HandedOverView, RecallView,
    RecheckView, ReturnView, TransferView, UndeliveredView, WayBack, WitnessView,
};
