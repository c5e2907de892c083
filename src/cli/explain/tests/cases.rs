//! One value of every error that a verb can end with, and how the program ends with it. `text` is
//! what stands wherever a file or a person could have put words.

mod acknowledge;
mod coming_back;
mod keys;
mod mail;
mod packages;
mod purge;
mod restored;
mod rules;
mod stores;
mod succession;

use std::io::{Error as IoError, ErrorKind};
use std::path::PathBuf;

use crate::base::digest::Digest;
use crate::cli::exit::Exit;
use crate::domain::carry_out::Status;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::names::{Channel, MediumState, PersonId, Role, Via};
use crate::domain::refusal::Refusal;
use crate::domain::statement::Seen;
use crate::package::pack::PackError;
use crate::report::form::TemplateError;
use crate::signing::Fingerprint;
use crate::workflow::check_sheet::SheetProblem;
use crate::workflow::error::{Error, EvidenceError, HistoryError};
use crate::workflow::identify::Mismatch;
use crate::workflow::papers::PapersError;

pub(super) use packages::{recipient_problems, refused};

/// An error and how the program ends with it.
pub(super) type Case = (Error, Exit);

fn io() -> IoError {
    IoError::from(ErrorKind::NotFound)
}

fn digest() -> Digest {
    Digest::of(b"something")
}

fn person() -> PersonId {
    "tanaka".parse().unwrap()
}

fn key() -> Fingerprint {
    "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU".parse().unwrap()
}

fn all<E: Into<Error>>(exit: Exit, errors: impl IntoIterator<Item = E>) -> Vec<Case> {
    errors.into_iter().map(|error| (error.into(), exit)).collect()
}

fn mapped<E>(cases: Vec<(E, Exit)>, wrap: fn(E) -> Error) -> Vec<Case> {
    cases.into_iter().map(|(error, exit)| (wrap(error), exit)).collect()
}

/// Every case.
pub(super) fn cases(text: &str) -> Vec<Case> {
    let mut cases = workflow(text);
    cases.extend(other_media(text));
    cases.extend(refusals(text));
    cases.extend(coming_back::coming_back(text));
    cases.extend(rules::rules(text));
    cases.extend(mail::mail(text));
    cases.extend(purge::purge(text));
    cases.extend(acknowledge::acknowledge());
    cases.extend(restored::restored());
    cases.extend(succession::successions());
    cases.extend(restored::backups(text));
    cases.extend(restored::losses());
    cases.extend(history(text));
    cases.extend(keys::signing(text));
    cases.extend(keys::statements(text));
    cases.extend(stores::ledger(text));
    cases.extend(stores::media(text));
    cases.extend(packages::travel(text));
    cases.extend(packages::package(text));
    cases.extend(packages::opening(text));
    cases.extend(packages::archive(text));
    cases.extend(system(text));
    cases
}

/// What is wrong with papers, which only opening ends with.
pub(super) fn papers(text: &str) -> Vec<PapersError> {
    let paper = || text.to_owned();
    vec![
        PapersError::Missing { paper: paper() },
        PapersError::Wrong { paper: paper(), why: paper() },
        PapersError::OtherContent { approved: digest(), found: digest() },
        PapersError::NoApproval,
    ]
}

fn other_media(text: &str) -> Vec<Case> {
    let text = || text.to_owned();
    let compared = [
        Mismatch::OwnDisk,
        Mismatch::Serial { registered: text(), found: text() },
        Mismatch::Filesystem { recorded: text(), found: text() },
        Mismatch::Capacity { registered_bytes: 1, found_bytes: 2 },
        Mismatch::Another { medium: "USB-08".parse().unwrap() },
        Mismatch::Untold { registered: text() },
    ];
    let other =
        |why| Error::OtherMedium { path: PathBuf::from(text()), medium: "USB-07".parse().unwrap(), why };
    let mut cases = all(Exit::Refused, compared.map(other));
    let path = || PathBuf::from(text());
    let medium = || "USB-07".parse().ok();
    let not_overwritten = |holds_bytes| Error::NotOverwritten {
        path: path(),
        sectors: 1,
        unreadable_sectors: 2,
        first_bytes: 512,
        holds_bytes,
    };
    cases.extend([
        (Error::NotMounted { path: path(), medium: medium() }, Exit::Environment),
        (Error::NotMounted { path: path(), medium: None }, Exit::Environment),
        (Error::NotIdentified { path: path(), medium: medium() }, Exit::Refused),
        (Error::OtherFile { path: path() }, Exit::Tampered),
        (Error::SerialDiffers { path: path() }, Exit::Refused),
        (not_overwritten(None), Exit::Environment),
        (not_overwritten(Some(512)), Exit::Environment),
        (Error::UnknownDisposal { id: text() }, Exit::Refused),
        (Error::NothingDisposed { id: text() }, Exit::Refused),
        (
            Error::StoppedByIncident { incident: text(), overwritten_bytes: 512, size_bytes: 1024 },
            Exit::Refused,
        ),
    ]);
    cases
}

fn workflow(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let id = || text.to_owned();
    let medium = || "USB-07".parse().unwrap();
    let state = |kind: ErrorKind| Error::State { path: path(), source: kind.into() };
    let template = |problem| Error::Template { path: path(), problem };
    let form_needs = |contracts| Error::FormNeedsContract {
        form: crate::projection::view::FormName::LevelQuery,
        contracts,
    };
    let sheet = |problem| Error::Sheet { contract: "K".parse().unwrap(), path: path(), problem };
    let failed = |cause, recorded| Error::ExportFailed { id: id(), cause: Box::new(cause), recorded };
    vec![
        (Error::NoLedger { home: path() }, Exit::Environment),
        (Error::LedgerExists { home: path() }, Exit::Refused),
        (Error::NotAnOrigin { origin: id() }, Exit::Usage),
        (Error::NoKey, Exit::Usage),
        (Error::UnknownKey { key: key() }, Exit::Refused),
        (Error::RevokedKey { key: key(), person: person(), revoked_index: 7 }, Exit::Refused),
        (Error::NobodyToAsk { flag: "--key-passphrase-fd" }, Exit::Usage),
        (Error::NoAgent, Exit::Environment),
        (Error::UnknownCarryOut { id: id() }, Exit::Refused),
        (Error::UnknownDisposal { id: id() }, Exit::Refused),
        (Error::OtherDevice { path: path(), recorded: id(), found: String::new() }, Exit::Refused),
        (Error::NotAnId { id: id() }, Exit::Usage),
        (Error::ConfirmationDiffers { id: Some(id()) }, Exit::Refused),
        (Error::NothingToPack, Exit::Refused),
        (template(TemplateError::Unknown { name: id(), known: vec![id()] }), Exit::Refused),
        (template(TemplateError::Nested { name: id() }), Exit::Refused),
        (template(TemplateError::Active { what: id() }), Exit::Refused),
        (Error::NothingToRecall, Exit::Refused),
        (Error::LeftThere { id: text.to_owned() }, Exit::Refused),
        (
            Error::FormNeeds {
                form: crate::projection::view::FormName::CarryOutRegister,
                what: "--contract",
            },
            Exit::Usage,
        ),
        (form_needs(Vec::new()), Exit::Usage),
        (form_needs(vec!["K-1".parse().unwrap(), "K-2".parse().unwrap()]), Exit::Usage),
        (Error::NoOrigin { person: person() }, Exit::Usage),
        (Error::SourcesUnknown { id: id() }, Exit::Usage),
        (Error::NobodyCanOpen { id: id(), people: vec![person(), "sato".parse().unwrap()] }, Exit::Refused),
        (Error::NotOnMedium { path: path(), medium: medium() }, Exit::Refused),
        (Error::SystemDisk { path: path() }, Exit::Refused),
        (Error::TellsNothing { path: path() }, Exit::Refused),
        (Error::NoRoom { path: path(), room_bytes: 1, needed_bytes: u64::MAX }, Exit::Environment),
        (Error::NameTaken { path: path() }, Exit::Environment),
        (Error::PageInTheWay { path: path() }, Exit::Environment),
        (Error::TooManyVolumes { id: id(), max_size_bytes: 10 }, Exit::Usage),
        (Error::StillRunning { id: id() }, Exit::Environment),
        (
            Error::StaysOpen { open: vec![(id(), path()), (id(), path())], closed: vec![id(), id()] },
            Exit::Environment,
        ),
        (failed(Error::ConfirmationDiffers { id: None }, true), Exit::Refused),
        (failed(Error::Pack(PackError::Sink(ErrorKind::StorageFull.into())), false), Exit::Environment),
        (
            Error::FormerCustodyStays {
                id: id(),
                index: 17,
                cause: Box::new(Error::File { path: path(), source: io() }),
            },
            Exit::Environment,
        ),
        (
            Error::NotResealed {
                left: vec![
                    (vec![id()], Error::NoCustodyFile { path: path() }),
                    (vec![id(), id()], Error::StillRunning { id: id() }),
                ],
                done: vec![id()],
            },
            Exit::Environment,
        ),
        (Error::NoCustodyFile { path: path() }, Exit::Environment),
        (Error::IdentityNeeded, Exit::Usage),
        (state(ErrorKind::InvalidData), Exit::Tampered),
        (state(ErrorKind::PermissionDenied), Exit::Environment),
        (Error::File { path: path(), source: io() }, Exit::Environment),
        (Error::Content { path: path(), why: id() }, Exit::Refused),
        (sheet(SheetProblem::Form { line: 3 }), Exit::Refused),
        (sheet(SheetProblem::NoItem), Exit::Refused),
        (sheet(SheetProblem::Blank { items: vec![id()] }), Exit::Refused),
        (sheet(SheetProblem::Answer { item: id(), answer: id() }), Exit::Refused),
        (Error::NoEntropy(io()), Exit::Environment),
        (Error::Cancelled, Exit::Interrupted),
    ]
}

/// Every kind of answer of the system.
fn system(text: &str) -> Vec<Case> {
    let kinds = [
        ErrorKind::NotFound,
        ErrorKind::PermissionDenied,
        ErrorKind::AlreadyExists,
        ErrorKind::NotADirectory,
        ErrorKind::IsADirectory,
        ErrorKind::StorageFull,
        ErrorKind::QuotaExceeded,
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::FileTooLarge,
        ErrorKind::InvalidData,
        ErrorKind::UnexpectedEof,
        ErrorKind::ConnectionRefused,
        ErrorKind::TimedOut,
    ];
    let sources = kinds.map(IoError::from).into_iter().chain([IoError::other(text.to_owned())]);
    sources.map(|source| (Error::File { path: text.into(), source }, Exit::Environment)).collect()
}

fn refusals(text: &str) -> Vec<Case> {
    let id = || text.to_owned();
    let day = || "2026-11-20".parse().unwrap();
    let medium = || "USB-07".parse().unwrap();
    let recipient = || "yamada".parse().unwrap();
    let mut cases = all(
        Exit::Refused,
        [
            Refusal::AlreadyFounded,
            Refusal::NotAnEntry,
            Refusal::MissingRole { person: person(), needs: vec![Role::Approver, Role::Client] },
            Refusal::OnlyThemselves { person: person() },
            Refusal::UnknownPerson { person: person() },
            Refusal::PersonExists { person: person() },
            Refusal::KeyTaken { key: key(), owner: person() },
            Refusal::NoSuchKey { person: person(), key: key() },
            Refusal::ProofDoesNotHold { why: id() },
            Refusal::LastAdministrator,
            Refusal::Empty { field: "purpose" },
            Refusal::Empty { field: "evidence" },
            Refusal::DatesReversed { from: day(), until: day() },
            Refusal::DueBeforeLeaving { on: day(), due: day() },
            Refusal::DayPassed { on: day() },
            Refusal::DelegateToSelf { person: person() },
            Refusal::NoDelegation { person: person(), to: person() },
            Refusal::SelfIsReserved,
            Refusal::UnknownRecipient { recipient: recipient() },
            Refusal::UnknownMedium { medium: medium() },
            Refusal::MediumExists { medium: medium() },
            Refusal::MediumNotUsable { medium: medium(), state: MediumState::Lost },
            Refusal::MediumRequired,
            Refusal::NoMediumThere { via: Via::Email },
            Refusal::OtherMedium { approved: Some(medium()), found: None },
            Refusal::OpeningDoesNotFit { recipient: recipient() },
            Refusal::OtherRules { named: digest(), in_force: digest() },
            Refusal::UnknownRequest { request: digest() },
            Refusal::RequestExists { request: digest() },
            Refusal::OwnRequest { id: id(), person: person() },
            Refusal::AlreadyApproved { id: id(), person: person() },
            Refusal::EmbeddedRequestDiffers,
            Refusal::LevelUnknown { id: id() },
            Refusal::NotTheCarrier { id: id(), carrier: person() },
            Refusal::NotTheRequester { id: id(), requester: person() },
            Refusal::QuorumShort { id: id(), have: 1, need: 2 },
            Refusal::OtherApprovals { id: id() },
            Refusal::TooEarly { id: id(), on: day() },
            Refusal::WrongCustody { id: id() },
            Refusal::WrongPackageName { id: id(), expected: id() },
            Refusal::NoOpenAttempt { id: id(), intent: digest() },
            Refusal::NotTheirAttempt { person: person() },
            Refusal::NoPassphrase { id: id() },
            Refusal::NotACustodian { id: id(), person: person() },
            Refusal::SameRoad { channel: Channel::Hand },
            Refusal::NotArrived { id: id() },
            Refusal::WrongCode { id: id() },
        ],
    );
    let every_status = Status::ALL.iter().map(|status| Refusal::WrongStatus { id: id(), status: *status });
    cases.extend(all(Exit::Refused, every_status));
    let now = "2026-11-20T09:00:00+09:00".parse().unwrap();
    cases.extend(all(Exit::Environment, [Refusal::ClockBehind { now, earlier: now }]));
    cases
}

fn history(text: &str) -> Vec<Case> {
    let held = Seen { root: digest(), size: 5 };
    let mut cases = all(
        Exit::Tampered,
        [
            HistoryError::Shorter { size: 3, held },
            HistoryError::Rewritten { held },
            HistoryError::OtherLedger,
            HistoryError::TreeDiffers { size: 3 },
            HistoryError::Damaged { index: 3 },
        ],
    );
    cases.extend(all(
        Exit::Tampered,
        [
            EvidenceError::NotInLog { statement: digest() },
            EvidenceError::IndexDiffers { id: text.to_owned() },
            EvidenceError::NoEffect(Finding::at(3, FindingKind::NotAllowed, text)),
            EvidenceError::NoEffect(Finding::of_log(FindingKind::Store, text)),
            EvidenceError::AttachmentMissing { digest: digest() },
            EvidenceError::DigestDiffers { what: text.to_owned() },
        ],
    ));
    cases.extend(all(
        Exit::Refused,
        [
            EvidenceError::AttachmentRemoved { digest: digest(), index: 3 },
            EvidenceError::WrongStatus { id: text.to_owned(), status: Status::Out },
        ],
    ));
    cases
}
