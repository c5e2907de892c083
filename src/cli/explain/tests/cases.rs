//! One value of every error that a verb can end with, and how the program ends with it. `text` is
//! what stands wherever a file or a person could have put words.

use std::io::{Error as IoError, ErrorKind};
use std::path::PathBuf;

use crate::base::canonical::CanonicalError;
use crate::base::digest::Digest;
use crate::cli::exit::Exit;
use crate::domain::carry_out::Status;
use crate::domain::entry::EntryError;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::names::{Channel, MediumState, PersonId, Role};
use crate::domain::refusal::Refusal;
use crate::domain::statement::StatementError;
use crate::domain::verify::EntryFault;
use crate::ledger::store::filesystem::SharedFilesystem;
use crate::ledger::store::{AppendError, Damage, EngineError, EngineFault, SchemaDifference, StoreError};
use crate::ledger::tree::TreeError;
use crate::media::{MediaError, NotReplugged, ReadBackError, Step};
use crate::package::bag;
use crate::package::compress::DeflateFailed;
use crate::package::custody::{CustodyError, UnsealCustodyError};
use crate::package::file_list::FileListError;
use crate::package::keys::{IdentityError, RecipientError};
use crate::package::manifest::ManifestError;
use crate::package::names::{Collision, NameProblem};
use crate::package::open::{BagError, ExtractError, OpenError};
use crate::package::pack::PackError;
use crate::package::seal::SealError;
use crate::package::sealed_file::SealedFileError;
use crate::package::source::{Kind, Reason, Refusal as Refused, SourceProblem};
use crate::package::unseal::{self, DamageKind, UnsealError};
use crate::package::walk::WalkError;
use crate::package::zip_index::{EndProblem, Field, ZipError};
use crate::projection::store::ProjectionError;
use crate::signing::agent::AgentError;
use crate::signing::files::{GenerateError, KeyFileError};
use crate::signing::{Algorithm, ArmorError, Fingerprint, KeyError, SignError, SignatureError, VerifyError};
use crate::workflow::error::{Error, EvidenceError, HistoryError};
use crate::workflow::papers::PapersError;

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
    cases.extend(refusals(text));
    cases.extend(history(text));
    cases.extend(signing(text));
    cases.extend(statements(text));
    cases.extend(ledger(text));
    cases.extend(media(text));
    cases.extend(travel(text));
    cases.extend(package(text));
    cases.extend(opening(text));
    cases.extend(archive(text));
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

fn workflow(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let id = || text.to_owned();
    let medium = || "USB-07".parse().unwrap();
    let state = |kind: ErrorKind| Error::State { path: path(), source: kind.into() };
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
        (Error::NotAnId { id: id() }, Exit::Usage),
        (Error::ConfirmationDiffers, Exit::Refused),
        (Error::NothingToPack, Exit::Refused),
        (Error::SourcesUnknown { id: id() }, Exit::Usage),
        (Error::SourceMissing { missing: id() }, Exit::Refused),
        (Error::NobodyCanOpen { id: id(), people: vec![person(), "sato".parse().unwrap()] }, Exit::Refused),
        (Error::NotOnMedium { path: path(), medium: medium() }, Exit::Refused),
        (
            Error::OtherMedium { path: path(), medium: medium(), registered: Some(id()), found: None },
            Exit::Refused,
        ),
        (Error::NoRoom { path: path(), room_bytes: 1, needed_bytes: u64::MAX }, Exit::Environment),
        (Error::NameTaken { path: path() }, Exit::Environment),
        (Error::TooManyVolumes { max_size_bytes: 10 }, Exit::Usage),
        (Error::StillRunning { id: id() }, Exit::Environment),
        (
            Error::StaysOpen { open: vec![(id(), path()), (id(), path())], closed: vec![id(), id()] },
            Exit::Environment,
        ),
        (failed(Error::ConfirmationDiffers, true), Exit::Refused),
        (failed(Error::Pack(PackError::Sink(ErrorKind::StorageFull.into())), false), Exit::Environment),
        (Error::NoCustodyFile { path: path() }, Exit::Environment),
        (Error::IdentityNeeded, Exit::Usage),
        (state(ErrorKind::InvalidData), Exit::Tampered),
        (state(ErrorKind::PermissionDenied), Exit::Environment),
        (Error::File { path: path(), source: io() }, Exit::Environment),
        (Error::Content { path: path(), why: id() }, Exit::Refused),
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
            Refusal::DatesReversed { from: day(), until: day() },
            Refusal::DayPassed { on: day() },
            Refusal::DelegateToSelf { person: person() },
            Refusal::SelfIsReserved,
            Refusal::UnknownRecipient { recipient: recipient() },
            Refusal::UnknownMedium { medium: medium() },
            Refusal::MediumExists { medium: medium() },
            Refusal::MediumNotUsable { medium: medium(), state: MediumState::Lost },
            Refusal::MediumRequired,
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
    let mut cases = all(
        Exit::Tampered,
        [
            HistoryError::Shorter { size: 3, held: 5 },
            HistoryError::Rewritten { size: 3 },
            HistoryError::OtherLedger,
            HistoryError::TreeDiffers { size: 3 },
            HistoryError::Damaged { index: 3 },
        ],
    );
    cases.extend(all(
        Exit::Tampered,
        [
            EvidenceError::NotInLog { statement: digest() },
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

fn key_errors(text: &str) -> Vec<KeyError> {
    let algorithm = Algorithm::Ed25519;
    vec![
        KeyError::Shape,
        KeyError::Mismatch { named: text.to_owned(), inside: algorithm },
        KeyError::Unsupported { algorithm: text.to_owned() },
        KeyError::Certificate { algorithm: text.to_owned() },
        KeyError::Malformed { algorithm },
        KeyError::NotCanonical { algorithm },
        KeyError::OffCurve { algorithm },
        KeyError::SmallOrder,
        KeyError::RsaBits { bits: 512 },
        KeyError::RsaNumbers,
    ]
}

fn signing(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let algorithm = Algorithm::Rsa;
    let mut cases = all(Exit::Refused, key_errors(text));
    cases.extend(mapped(
        vec![
            (KeyFileError::Io { path: path(), source: io() }, Exit::Environment),
            (KeyFileError::TooLarge { path: path() }, Exit::Environment),
            (KeyFileError::PublicKeyFile { path: path() }, Exit::Environment),
            (KeyFileError::OtherFormat { path: path() }, Exit::Environment),
            (KeyFileError::Armor { path: path(), source: ArmorError::NoEnd }, Exit::Environment),
            (KeyFileError::Damaged { path: path() }, Exit::Environment),
            (KeyFileError::Key { path: path(), source: KeyError::SmallOrder }, Exit::Refused),
            (KeyFileError::UnsupportedCipher { path: path(), cipher: "3des-cbc".into() }, Exit::Environment),
            (KeyFileError::PassphraseNeeded { path: path() }, Exit::Usage),
            (KeyFileError::WrongPassphrase { path: path() }, Exit::Refused),
            (KeyFileError::NeedsAgent { path: path(), algorithm }, Exit::Environment),
        ],
        Error::KeyFile,
    ));
    cases.extend(mapped(
        vec![
            (GenerateError::EmptyPassphrase, Exit::Refused),
            (GenerateError::Comment, Exit::Usage),
            (GenerateError::NoName { path: path() }, Exit::Usage),
            (GenerateError::Io { path: path(), source: ErrorKind::AlreadyExists.into() }, Exit::Environment),
            (GenerateError::Random(io()), Exit::Environment),
            (GenerateError::Encrypt(ssh_key::Error::Crypto), Exit::Bug),
        ],
        Error::Generate,
    ));
    cases.extend(all(
        Exit::Environment,
        [
            AgentError::Connect { socket: path(), source: io() },
            AgentError::Io(io()),
            AgentError::Answer,
            AgentError::LockedOrEmpty,
            AgentError::NoSuchKey { fingerprint: key() },
            AgentError::Refused { fingerprint: key() },
        ],
    ));
    cases.extend(all(
        Exit::Environment,
        [
            SignError::WrongPrivateKey,
            SignError::Agent(AgentError::LockedOrEmpty),
            SignError::Unusable(SignatureError::NoNamespace),
            SignError::NotVerified(VerifyError::NoTouch),
        ],
    ));
    cases.extend(signatures(text).into_iter().map(|error| (Error::Signature(error), Exit::Refused)));
    cases
}

fn signatures(text: &str) -> Vec<SignatureError> {
    let name = || text.to_owned();
    let armor = [ArmorError::NoBegin, ArmorError::NoEnd, ArmorError::AfterEnd, ArmorError::NotBase64];
    let mut errors: Vec<SignatureError> = armor.map(SignatureError::Armor).into();
    errors.extend([
        SignatureError::TooLarge { size_bytes: usize::MAX },
        SignatureError::NotCanonical,
        SignatureError::Version { version: 2 },
        SignatureError::Malformed,
        SignatureError::Key(KeyError::Certificate { algorithm: name() }),
        SignatureError::NoNamespace,
        SignatureError::Reserved,
        SignatureError::Sha1 { name: "ssh-rsa" },
        SignatureError::UnsupportedHash { name: name() },
        SignatureError::Unsupported { algorithm: name() },
        SignatureError::Mismatch { algorithm: name(), key: Algorithm::Rsa },
    ]);
    errors
}

fn statements(text: &str) -> Vec<Case> {
    let name = || text.to_owned();
    let author = person;
    let mut cases = mapped(
        vec![
            (EntryFault::Entry(EntryError::Shape), Exit::Refused),
            (EntryFault::Entry(EntryError::SecondSpelling), Exit::Refused),
            (EntryFault::Entry(EntryError::Statement(StatementError::NotOneLine)), Exit::Refused),
            (EntryFault::Entry(EntryError::Signature(SignatureError::Malformed)), Exit::Refused),
            (EntryFault::Signature(VerifyError::BadSignature), Exit::Refused),
            (EntryFault::Signature(VerifyError::NoTouch), Exit::Refused),
            (
                EntryFault::Signature(VerifyError::WrongNamespace { expected: name(), found: name() }),
                Exit::Refused,
            ),
            (EntryFault::NoFounder, Exit::Refused),
            (EntryFault::OtherOrigin { found: name(), expected: name() }, Exit::Refused),
            (EntryFault::UnknownAuthor { author: author() }, Exit::Refused),
            (EntryFault::NotTheirKey { author: author(), key: key() }, Exit::Refused),
            (EntryFault::RevokedKey { author: author(), key: key(), revoked_index: 3 }, Exit::Refused),
            (EntryFault::OtherHistory { size: 3 }, Exit::Tampered),
        ],
        Error::EntryFault,
    );
    cases.extend(all(
        Exit::Refused,
        [
            StatementError::TooLong { max: 10 },
            StatementError::NotOneLine,
            StatementError::Canonical(CanonicalError::Shape(name())),
            StatementError::Canonical(CanonicalError::NotCanonical { at: 3 }),
        ],
    ));
    cases.extend(all(Exit::Environment, [StatementError::UnknownVersion { found: 9 }]));
    cases
}

fn ledger(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let engine = |fault| EngineError::new(fault, IoError::other(text.to_owned()));
    let different = |make: fn(String, String) -> SchemaDifference| make(text.to_owned(), text.to_owned());
    let differences = vec![
        different(|kind, name| SchemaDifference::Missing { kind, name }),
        different(|kind, name| SchemaDifference::Unexpected { kind, name }),
        different(|kind, name| SchemaDifference::Changed { kind, name }),
    ];
    let tree = |error| StoreError::Tree(Box::new(error));
    let mut cases = mapped(
        vec![
            (StoreError::NotFound { path: path() }, Exit::Environment),
            (StoreError::AlreadyExists { path: path() }, Exit::Refused),
            (StoreError::NotAFile { path: path() }, Exit::Environment),
            (StoreError::Foreign { path: path(), application_id: None }, Exit::Tampered),
            (StoreError::Version { path: path(), found: -1, supported: 1 }, Exit::Environment),
            (StoreError::Schema { path: path(), differences }, Exit::Tampered),
            (StoreError::SchemaChanged, Exit::Tampered),
            (StoreError::StrayJournal { path: path() }, Exit::Tampered),
            (StoreError::ChangedWhileCopying { path: path() }, Exit::Environment),
            (StoreError::SnapshotEnded, Exit::Environment),
            (StoreError::ReadOnly, Exit::Environment),
            (StoreError::Busy { waited_ms: 5000 }, Exit::Environment),
            (StoreError::SizeOutside { asked: 9, size: 3 }, Exit::Bug),
            (tree(TreeError::Reader(StoreError::ReadOnly)), Exit::Environment),
            (tree(TreeError::NodeCount { asked: 2, got: 1 }), Exit::Tampered),
            (tree(TreeError::TooLarge { size: u64::MAX }), Exit::Bug),
            (tree(TreeError::IndexOutside { index: 9, size: 3 }), Exit::Bug),
            (tree(TreeError::OldSizeOutside { old: 9, new: 3 }), Exit::Bug),
            (tree(TreeError::Arithmetic), Exit::Bug),
            (StoreError::Sink(io()), Exit::Environment),
            (StoreError::Io { path: path(), source: io() }, Exit::Environment),
            (StoreError::Engine(engine(EngineFault::Malformed)), Exit::Tampered),
            (StoreError::Engine(engine(EngineFault::Full)), Exit::Environment),
            (StoreError::Engine(engine(EngineFault::Environment)), Exit::Environment),
            (StoreError::Engine(engine(EngineFault::Refused)), Exit::Bug),
            (StoreError::Engine(engine(EngineFault::Other)), Exit::Bug),
        ],
        Error::Store,
    );
    let shared = [
        SharedFilesystem::Nfs,
        SharedFilesystem::Smb,
        SharedFilesystem::NineP,
        SharedFilesystem::VirtualMachineFolder,
        SharedFilesystem::Cluster,
        SharedFilesystem::Fuse { program: Some(text.to_owned()) },
    ];
    let shared = shared.map(|kind| StoreError::SharedFilesystem { path: path(), kind });
    cases.extend(all(Exit::Environment, shared));
    let damage = [
        Damage::Missing { from: 3, until: 5 },
        Damage::KeyShape { index: 3 },
        Damage::EntryShape { index: 3 },
        Damage::NodeMissing { node: 3 },
        Damage::NodeShape { node: 3 },
        Damage::NodeCount { stored: 3, expected: 4 },
        Damage::Place { place: -1 },
        Damage::AttachmentShape { row: 3 },
        Damage::AttachmentDigest { digest: digest(), actual: digest() },
        Damage::RemovalShape { row: 3 },
        Damage::Unreadable { from: 3, until: 5 },
    ];
    cases.extend(all(Exit::Tampered, damage.map(StoreError::Damaged)));
    cases.extend(mapped(
        vec![
            (AppendError::Conflict { ours: 3, theirs: 4 }, Exit::Environment),
            (AppendError::Duplicate { index: 3 }, Exit::Refused),
            (AppendError::Indeterminate { source: None }, Exit::Environment),
            (AppendError::EntrySize { size_bytes: 0 }, Exit::Refused),
            (AppendError::AttachmentSize { digest: digest(), size_bytes: usize::MAX }, Exit::Refused),
            (AppendError::NothingToRemove { digest: digest() }, Exit::Refused),
            (AppendError::KeptAndRemoved { digest: digest() }, Exit::Bug),
            (AppendError::Store(StoreError::ReadOnly), Exit::Environment),
        ],
        Error::Append,
    ));
    let corrupt = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(11), Some(text.to_owned()));
    let not_json = serde_json::from_str::<u64>("{").unwrap_err();
    cases.extend(mapped(
        vec![
            (ProjectionError::Sqlite(rusqlite::Error::QueryReturnedNoRows), Exit::Environment),
            (ProjectionError::Sqlite(corrupt), Exit::Tampered),
            (ProjectionError::Shape(not_json), Exit::Tampered),
            (ProjectionError::Directory(io()), Exit::Environment),
        ],
        Error::Projection,
    ));
    cases
}

fn media(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let mut cases = all(
        Exit::Environment,
        [
            MediaError::NotThere { path: path() },
            MediaError::NotAFolder { path: path() },
            MediaError::NotAFile { path: path() },
            MediaError::NotADevice { path: path() },
            MediaError::CannotIdentify { path: path(), source: None },
            MediaError::CannotIdentify { path: path(), source: Some(io()) },
            MediaError::ReadOnly { path: path() },
            MediaError::Denied { path: path(), source: io() },
            MediaError::AlreadyThere { path: path() },
            MediaError::OtherContent { path: path() },
            MediaError::NoRoom { path: path(), source: io() },
            MediaError::FileTooLarge { path: path(), source: io() },
            MediaError::Gone { path: path(), source: io() },
        ],
    );
    let steps = [
        Step::Open,
        Step::Identify,
        Step::Create,
        Step::Write,
        Step::Sync,
        Step::Read,
        Step::Remove,
        Step::List,
    ];
    let failed =
        steps.map(|step| MediaError::Failed { step, path: path(), source: IoError::other(text.to_owned()) });
    cases.extend(all(Exit::Environment, failed));
    cases.extend(all(Exit::Usage, [MediaError::BadName { name: text.to_owned() }]));
    cases.extend(all(Exit::Refused, [MediaError::Link { path: path() }]));
    let differs = ReadBackError::Differs {
        path: path(),
        expected: digest(),
        expected_bytes: 10,
        found: digest(),
        found_bytes: 9,
    };
    let other = NotReplugged::OtherMedium { expected: text.to_owned(), found: Some(text.to_owned()) };
    let none = NotReplugged::OtherMedium { expected: text.to_owned(), found: None };
    cases.extend(mapped(
        vec![
            (differs, Exit::Environment),
            (ReadBackError::Replaced { path: path() }, Exit::Tampered),
            (ReadBackError::Media(MediaError::ReadOnly { path: path() }), Exit::Environment),
            (ReadBackError::NotReplugged(NotReplugged::NoSerial), Exit::Environment),
            (ReadBackError::NotReplugged(NotReplugged::CannotTell), Exit::Environment),
            (ReadBackError::NotReplugged(NotReplugged::SameAttachment), Exit::Environment),
            (ReadBackError::NotReplugged(other), Exit::Refused),
            (ReadBackError::NotReplugged(none), Exit::Refused),
            (ReadBackError::Cancelled, Exit::Interrupted),
        ],
        Error::ReadBack,
    ));
    cases
}

fn name_problems(text: &str) -> Vec<NameProblem> {
    vec![
        NameProblem::Empty,
        NameProblem::Dots,
        NameProblem::NotUnicode,
        NameProblem::NotNfc,
        NameProblem::Reserved { base: text.to_owned() },
        NameProblem::TrailingDotOrSpace,
        NameProblem::Forbidden { character: '\u{202e}' },
        NameProblem::Control { code: 0x1b },
        NameProblem::NameTooLong { bytes: 300 },
        NameProblem::PathTooLong { bytes: 5000 },
        NameProblem::TooDeep { depth: 100 },
        NameProblem::OutsideData,
    ]
}

pub(super) fn source_problems(text: &str) -> Vec<SourceProblem> {
    let kind = |expected, found| SourceProblem::WrongKind { expected, found };
    vec![
        SourceProblem::Missing,
        kind(Kind::File, Kind::Folder),
        kind(Kind::Folder, Kind::File),
        kind(Kind::File, Kind::Link),
        kind(Kind::File, Kind::Fifo),
        kind(Kind::File, Kind::Socket),
        kind(Kind::File, Kind::Device),
        kind(Kind::File, Kind::Other),
        SourceProblem::OtherFilesystem,
        SourceProblem::Ambiguous,
        SourceProblem::Io(IoError::other(text.to_owned())),
        SourceProblem::Changed,
        SourceProblem::Grew { listed: 1, found: 2 },
        SourceProblem::Shrank { listed: 2, found: 1 },
        SourceProblem::Content { listed: digest(), found: digest() },
    ]
}

/// A refusal of a path, with `text` as the path.
pub(super) fn refused(text: &str, reason: impl Into<Reason>) -> Refused {
    Refused { path: text.to_owned(), reason: reason.into() }
}

fn travel(text: &str) -> Vec<Case> {
    let path = || text.to_owned();
    let names = name_problems(text).into_iter().map(|problem| refused(text, problem));
    let sources = source_problems(text).into_iter().map(|problem| refused(text, problem));
    let same = refused(text, Reason::SameName { other: path() });
    let everything: Vec<Refused> = names.chain(sources).chain([same]).collect();
    let mut cases = mapped(
        vec![
            (WalkError::NoPaths, Exit::Usage),
            (WalkError::Refused(everything), Exit::Refused),
            (WalkError::Refused(vec![refused(text, SourceProblem::Missing)]), Exit::Environment),
            (WalkError::List(FileListError::TooLarge), Exit::Refused),
            (WalkError::Cancelled, Exit::Interrupted),
            (WalkError::Panicked, Exit::Bug),
        ],
        Error::Walk,
    );
    let collisions = [Collision::Same, Collision::Case { other: path() }, Collision::FileAndFolder];
    cases.extend(all(
        Exit::Refused,
        collisions.map(|collision| FileListError::Collision { path: path(), collision }),
    ));
    cases.extend(all(
        Exit::Refused,
        name_problems(text).into_iter().map(|problem| FileListError::Name { path: path(), problem }),
    ));
    cases.extend(all(Exit::Refused, [FileListError::TooManyEntries { entries: usize::MAX }]));
    cases.extend(all(
        Exit::Tampered,
        [
            FileListError::Canonical(CanonicalError::NotCanonical { at: 3 }),
            FileListError::NotSorted,
            FileListError::NotEmpty { path: path() },
            FileListError::Level { path: path() },
        ],
    ));
    cases
}

/// Every reason why nothing can be sealed to a key.
pub(super) fn recipient_problems(text: &str) -> Vec<(RecipientError, Exit)> {
    vec![
        (RecipientError::Empty, Exit::Usage),
        (RecipientError::SeveralLines, Exit::Usage),
        (RecipientError::Plugin { name: text.to_owned() }, Exit::Refused),
        (RecipientError::SecretKey, Exit::Refused),
        (RecipientError::UnsupportedSsh { algorithm: text.to_owned() }, Exit::Refused),
        (RecipientError::RsaTooSmall, Exit::Refused),
        (RecipientError::RsaTooLarge, Exit::Refused),
        (RecipientError::SmallOrder, Exit::Refused),
        (RecipientError::Malformed, Exit::Usage),
    ]
}

fn package(text: &str) -> Vec<Case> {
    let path = || text.to_owned();
    let mut cases: Vec<Case> = recipient_problems(text)
        .into_iter()
        .map(|(problem, exit)| (Error::RecipientKey { recipient: path(), problem }, exit))
        .collect();
    cases.extend(source_problems(text).into_iter().map(|problem| {
        let exit = if matches!(problem, SourceProblem::Io(_)) { Exit::Environment } else { Exit::Refused };
        (Error::Pack(PackError::Source { path: path(), problem }), exit)
    }));
    let name = NameProblem::Dots;
    let mixed = age::EncryptError::MixedRecipientAndPassphrase;
    cases.extend(mapped(
        vec![
            (PackError::NothingListed, Exit::Refused),
            (bag::BagError::BaseName { name: path(), problem: name.clone() }.into(), Exit::Bug),
            (bag::BagError::TagName { path: path(), problem: name }.into(), Exit::Bug),
            (bag::BagError::TagCollision { path: path(), collision: Collision::Same }.into(), Exit::Bug),
            (bag::BagError::Info { label: path() }.into(), Exit::Refused),
            (PackError::Level { level: 10 }, Exit::Usage),
            (
                SealError::Recipient { recipient: path(), problem: RecipientError::SmallOrder }.into(),
                Exit::Refused,
            ),
            (SealError::NoRecipients.into(), Exit::Refused),
            (SealError::EmptyPassphrase.into(), Exit::Bug),
            (SealError::Age(mixed).into(), Exit::Refused),
            (SealError::Io(io()).into(), Exit::Environment),
            (PackError::Archive(io()), Exit::Environment),
            (PackError::Deflate(DeflateFailed), Exit::Bug),
            (PackError::Sink(ErrorKind::StorageFull.into()), Exit::Environment),
            (PackError::Cancelled, Exit::Interrupted),
            (PackError::Panicked, Exit::Bug),
        ],
        Error::Pack,
    ));
    let recipient = CustodyError::Recipient { recipient: path(), problem: RecipientError::RsaTooSmall };
    cases.extend(mapped(
        vec![
            (CustodyError::NoRecipient, Exit::Refused),
            (recipient, Exit::Refused),
            (CustodyError::TooLong, Exit::Bug),
            (CustodyError::Seal { source: io() }, Exit::Bug),
        ],
        Error::Custody,
    ));
    cases
}

fn unseal_errors() -> Vec<(UnsealError, Exit)> {
    let payload = |kind| unseal::Damage { kind, chunk: 3, sealed_offset: 196_608 };
    vec![
        (UnsealError::Io(io()), Exit::Environment),
        (UnsealError::NotAge, Exit::Tampered),
        (UnsealError::UnknownVersion, Exit::Tampered),
        (UnsealError::HeaderTooLong, Exit::Tampered),
        (UnsealError::DamagedHeader, Exit::Tampered),
        (UnsealError::TruncatedHeader, Exit::Tampered),
        (UnsealError::PassphraseNeeded, Exit::Usage),
        (UnsealError::IdentityNeeded, Exit::Usage),
        (UnsealError::WrongPassphrase, Exit::Refused),
        (UnsealError::NoFittingIdentity, Exit::Refused),
        (UnsealError::WorkFactor { required: 30, max: 20 }, Exit::Refused),
        (UnsealError::Payload(payload(DamageKind::Changed)), Exit::Tampered),
        (UnsealError::Payload(payload(DamageKind::Missing)), Exit::Tampered),
        (UnsealError::Payload(payload(DamageKind::End)), Exit::Tampered),
        (UnsealError::TooLarge { max: 10 }, Exit::Tampered),
    ]
}

fn opening(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let damage = unseal::Damage { kind: DamageKind::End, chunk: 0, sealed_offset: 0 };
    let mut cases = mapped(
        vec![
            (OpenError::NotAPackage, Exit::Tampered),
            (OpenError::WrongPassphrase { check_syllables_right: true }, Exit::Refused),
            (OpenError::WrongPassphrase { check_syllables_right: false }, Exit::Refused),
            (OpenError::Damaged { damage, file: path() }, Exit::Tampered),
            (OpenError::Outer(ZipError::End(EndProblem::Zip64)), Exit::Tampered),
            (OpenError::OuterEntries { entries: 2 }, Exit::Tampered),
            (OpenError::OuterCompressed, Exit::Tampered),
            (OpenError::OuterDamaged, Exit::Tampered),
            (OpenError::TargetExists { path: path() }, Exit::Environment),
            (OpenError::Staging { path: path(), source: io() }, Exit::Environment),
            (OpenError::Cancelled, Exit::Interrupted),
            (SealedFileError::Io { path: path(), source: io() }.into(), Exit::Environment),
            (SealedFileError::NotAFile { path: path() }.into(), Exit::Usage),
            (SealedFileError::NotFirstVolume { path: path(), number: 2 }.into(), Exit::Usage),
            (SealedFileError::MissingVolume { path: path() }.into(), Exit::Environment),
            (SealedFileError::RepeatedVolume { path: path() }.into(), Exit::Tampered),
            (SealedFileError::VolumeSize { path: path(), size_bytes: 1, expected: 2 }.into(), Exit::Tampered),
            (SealedFileError::TooManyVolumes.into(), Exit::Tampered),
            (SealedFileError::Cancelled.into(), Exit::Interrupted),
        ],
        Error::Open,
    );
    let unseal = |wrap: fn(UnsealError) -> Error| -> Vec<Case> { mapped(unseal_errors(), wrap) };
    cases.extend(unseal(|error| Error::Open(OpenError::Unseal(error))));
    cases.extend(unseal(|error| Error::UnsealCustody(UnsealCustodyError::Age(error))));
    cases.extend(unseal(|error| Error::Identity(IdentityError::Sealed(error))));
    cases.push((Error::UnsealCustody(UnsealCustodyError::NoIdentity), Exit::Usage));
    cases.push((Error::UnsealCustody(UnsealCustodyError::NotText), Exit::Tampered));
    cases.extend(mapped(
        vec![
            (IdentityError::Io { path: path(), source: io() }, Exit::Environment),
            (IdentityError::TooLarge, Exit::Environment),
            (IdentityError::PassphraseNeeded, Exit::Usage),
            (IdentityError::EmptyPassphrase, Exit::Refused),
            (IdentityError::NoIdentity, Exit::Environment),
            (IdentityError::Line { line: 3 }, Exit::Environment),
            (IdentityError::Plugin { line: 3, name: text.to_owned() }, Exit::Refused),
            (IdentityError::SshLocked, Exit::Usage),
            (IdentityError::SshUnsupported, Exit::Refused),
            (IdentityError::SshMalformed, Exit::Environment),
            (IdentityError::Seal { source: IoError::other(text.to_owned()) }, Exit::Bug),
        ],
        Error::Identity,
    ));
    cases
}

fn archive(text: &str) -> Vec<Case> {
    let path = || text.to_owned();
    let ends =
        [EndProblem::NoEndRecord, EndProblem::SeveralDisks, EndProblem::Zip64, EndProblem::DirectorySize];
    let fields = [
        Field::Signature,
        Field::Flags,
        Field::Method,
        Field::Name,
        Field::Crc32,
        Field::Size,
        Field::Descriptor,
    ];
    let mut zips: Vec<ZipError> = ends.map(ZipError::End).into();
    zips.extend(fields.map(|field| ZipError::Disagreement { path: path(), field }));
    zips.extend([
        ZipError::Malformed { entry: 3 },
        ZipError::Absolute { path: path() },
        ZipError::Traversal { path: path() },
        ZipError::Backslash { path: path() },
        ZipError::DriveLetter { path: path() },
        ZipError::Name { path: path(), problem: NameProblem::Empty },
        ZipError::Link { path: path() },
        ZipError::Device { path: path() },
        ZipError::FileOrFolder { path: path() },
        ZipError::Duplicate { path: path() },
        ZipError::Case { path: path(), other: path() },
        ZipError::FileAsFolder { path: path() },
        ZipError::Encryption { path: path() },
        ZipError::Method { path: path(), method: 14 },
        ZipError::Flags { path: path(), flags: 9 },
        ZipError::Overlap { path: path() },
        ZipError::Gap { path: path() },
        ZipError::Content { path: path() },
        ZipError::TooManyEntries { entries: 10, max: 9 },
        ZipError::FileTooLarge { path: path(), size_bytes: 10, max: 9 },
        ZipError::TotalTooLarge { max: 9 },
        ZipError::Ratio { path: path(), max: 9 },
    ]);
    let zips = zips.into_iter().map(|error| OpenError::Extract(ExtractError::Zip(error)));
    let mut cases = all(Exit::Tampered, zips);
    let extracts = [
        ExtractError::OutsideBase { path: path() },
        ExtractError::SeveralBases { first: path(), second: path() },
        ExtractError::HiddenBase { base: path() },
        ExtractError::Empty,
        ExtractError::TagFilesTooLarge { size_bytes: 10, max: 9 },
    ];
    cases.extend(all(Exit::Tampered, extracts.map(OpenError::Extract)));
    let bags = [
        BagError::NoTagFile { file: "bagit.txt" },
        BagError::Declaration,
        BagError::Unexpected { path: path() },
        BagError::Manifest { file: "manifest-sha256.txt", problem: ManifestError::NotUtf8 },
        BagError::Manifest { file: "manifest-sha256.txt", problem: ManifestError::Line { line: 3 } },
        BagError::Manifest { file: "manifest-sha256.txt", problem: ManifestError::Order { line: 3 } },
        BagError::Missing { path: path() },
        BagError::Extra { path: path() },
        BagError::Digest { path: path(), found: digest(), listed: digest() },
        BagError::Oxum,
    ];
    cases.extend(all(Exit::Tampered, bags.map(OpenError::Bag)));
    let others = [
        (ExtractError::Zip(ZipError::Io(io())), Exit::Environment),
        (ExtractError::Write { path: path(), source: io() }, Exit::Environment),
        (ExtractError::Cancelled, Exit::Interrupted),
    ];
    cases.extend(others.map(|(error, exit)| (Error::Open(OpenError::Extract(error)), exit)));
    cases
}
