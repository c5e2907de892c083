//! Everything that can keep a sentence from being said. Facts only.

use std::io;
use std::path::PathBuf;

use crate::domain::names::{ContractId, MediumId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::rules::ground::{Clause, Ground};
use crate::domain::statement::StatementError;
use crate::domain::verify::EntryFault;
use crate::ledger::store::{AppendError, StoreError};
use crate::media::{DeviceError, EraseError, MediaError, NoiseError, ReadBackError, ScanError, SearchError};
use crate::package;
use crate::projection::store::ProjectionError;
use crate::projection::view::FormName;
use crate::report::form::TemplateError;
use crate::signing::agent::AgentError;
use crate::signing::files::{GenerateError, KeyFileError};
use crate::signing::{Fingerprint, KeyError, SignError, SignatureError};
use crate::workflow::check_sheet::SheetProblem;
use crate::workflow::identify::Mismatch;

mod evidence;
mod history;

pub use evidence::EvidenceError;
pub use history::{HistoryError, LossError};

/// Why a sentence was not said, or not finished.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule stands against it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What stands against it is demanded by documents too.
    #[error("{error}")]
    Cited {
        /// What stands against it.
        error: Box<Error>,
        /// Every clause in force that demands it.
        clauses: Vec<Clause>,
    },
    /// The log is not the one this user verified before.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// Something that must be in the log is not there, or is not what it must be.
    #[error("{0}")]
    Evidence(#[from] EvidenceError),
    /// There is no ledger at the home.
    #[error("there is no ledger at {}", home.display())]
    NoLedger {
        /// The home.
        home: PathBuf,
    },
    /// There is a ledger at the home already.
    #[error("there is a ledger at {} already", home.display())]
    LedgerExists {
        /// The home.
        home: PathBuf,
    },
    /// Not a name that a checkpoint's first line can hold.
    #[error("not an origin: {origin:?}")]
    NotAnOrigin {
        /// As given.
        origin: String,
    },
    /// A request to be registered does not say at which ledger, and there is none here.
    #[error("there is no ledger here whose name the request could bear")]
    NoOrigin {
        /// Who asks.
        person: PersonId,
    },
    /// No key was named.
    #[error("no key was named")]
    NoKey,
    /// The key is nobody's in this ledger.
    #[error("key {key} is nobody's in this ledger")]
    UnknownKey {
        /// Its fingerprint.
        key: Fingerprint,
    },
    /// The key was revoked.
    #[error("key {key} of {person} was revoked by entry {revoked_index}")]
    RevokedKey {
        /// Its fingerprint.
        key: Fingerprint,
        /// Whose it is.
        person: PersonId,
        /// The entry that revoked it.
        revoked_index: u64,
    },
    /// An answer is needed, and nobody can be asked.
    #[error("nobody to ask: {flag} is needed")]
    NobodyToAsk {
        /// The flag that answers.
        flag: &'static str,
    },
    /// There is no ssh-agent.
    #[error("there is no ssh-agent")]
    NoAgent,
    /// A file is no answered check sheet.
    #[error("{}: {problem}", path.display())]
    Sheet {
        /// Under which contract it was to be recorded.
        contract: ContractId,
        /// Which file.
        path: PathBuf,
        /// Why not.
        problem: SheetProblem,
    },
    /// No carry-out has this id.
    #[error("there is no {id}")]
    UnknownCarryOut {
        /// As given.
        id: String,
    },
    /// Not an id such as `C-0042`.
    #[error("{id:?} is not an id such as C-0042")]
    NotAnId {
        /// As given.
        id: String,
    },
    /// No incident has this id.
    #[error("there is no {id}")]
    UnknownIncident {
        /// As given.
        id: String,
    },
    /// Not an id such as `I-0003`.
    #[error("{id:?} is not an id such as I-0003")]
    NotAnIncident {
        /// As given.
        id: String,
    },
    /// The device is not the one that a record is about.
    #[error("{} tells serial {found:?}, and the record is about {recorded:?}", path.display())]
    OtherDevice {
        /// The device.
        path: PathBuf,
        /// In the record; empty where the device told none.
        recorded: String,
        /// As the system tells it; empty where it tells none.
        found: String,
    },
    /// No disposal has this id.
    #[error("there is no {id}")]
    UnknownDisposal {
        /// As given.
        id: String,
    },
    /// Nothing carried has this id.
    #[error("nothing carried is called {id}")]
    UnknownArticle {
        /// As asked for.
        id: String,
    },
    /// No review stands at this entry.
    #[error("entry {index} is no review")]
    UnknownReview {
        /// The entry.
        index: u64,
    },
    /// No consent has this number.
    #[error("there is no consent {number:?}")]
    UnknownConsent {
        /// As given.
        number: String,
    },
    /// Several contracts have a consent with this number.
    #[error("several contracts have a consent {number:?}")]
    SeveralConsents {
        /// As given.
        number: String,
    },
    /// The typed digits are not the start of the manifest digest.
    #[error("the digits are not the start of the manifest digest")]
    ConfirmationDiffers {
        /// Of which carry-out; `None` away from the ledger.
        id: Option<String>,
    },
    /// Nothing to pack.
    #[error("there is nothing to pack")]
    NothingToPack,
    /// A form does not say what it is about.
    #[error("the form {form} needs {what}")]
    FormNeeds {
        /// Which form.
        form: FormName,
        /// What has to be said.
        what: &'static str,
    },
    /// A letter to one client does not say to which.
    #[error("the form {form} needs a contract")]
    FormNeedsContract {
        /// Which form.
        form: FormName,
        /// The contracts whose client has something to answer.
        contracts: Vec<ContractId>,
    },
    /// A template cannot be filled.
    #[error("{}: {problem}", path.display())]
    Template {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: TemplateError,
    },
    /// No completed carry-out to a subcontractor is concerned.
    #[error("nothing to recall")]
    NothingToRecall,
    /// The package came back and still lies where it was left.
    #[error("the package of {id} was left on its medium")]
    LeftThere {
        /// Which.
        id: String,
    },
    /// The content's place is not known at this desk.
    #[error("it is not known at this desk where the content of {id} lies")]
    SourcesUnknown {
        /// Which.
        id: String,
    },
    /// Nobody could open the custody file.
    #[error("nobody could open the custody file of {id}")]
    NobodyCanOpen {
        /// Which.
        id: String,
        /// Whose keys age cannot seal to.
        people: Vec<PersonId>,
    },
    /// The directory is not on a medium of its own.
    #[error("{} is on this machine's own disk, not on {medium}", path.display())]
    NotOnMedium {
        /// The directory.
        path: PathBuf,
        /// The medium it should be on.
        medium: MediumId,
    },
    /// It is another medium than the registered one.
    #[error("{} is not on {medium}: {why}", path.display())]
    OtherMedium {
        /// The directory or device.
        path: PathBuf,
        /// The medium it should be on.
        medium: MediumId,
        /// What tells.
        why: Mismatch,
    },
    /// It is this machine's own disk, or no device at all, and no medium to register.
    #[error("{} is on this machine's own disk or on no device", path.display())]
    SystemDisk {
        /// The directory or device.
        path: PathBuf,
    },
    /// A device of which nothing is told by which it could be known again.
    #[error("{} tells neither a serial number nor a filesystem", path.display())]
    TellsNothing {
        /// The directory or device.
        path: PathBuf,
    },
    /// Nothing is mounted there: the medium is not plugged in, or not mounted.
    #[error("nothing is mounted at {}", path.display())]
    NotMounted {
        /// The directory or device.
        path: PathBuf,
        /// The medium that should be there.
        medium: Option<MediumId>,
    },
    /// Nothing ties what was found to the carry-out: neither the medium nor the package could be known.
    #[error("nothing tells that {} is the right place", path.display())]
    NotIdentified {
        /// The directory or device.
        path: PathBuf,
        /// The medium it should be.
        medium: Option<MediumId>,
    },
    /// Something else has the package's name; it was left alone.
    #[error("{} is not the package", path.display())]
    OtherFile {
        /// The file.
        path: PathBuf,
    },
    /// What was typed is not what the device is called.
    #[error("what was typed does not name {}", path.display())]
    SerialDiffers {
        /// The device.
        path: PathBuf,
    },
    /// What was written to a device did not come back.
    #[error("{} does not hold what was written: {sectors} sectors, the first at byte {first_bytes}", path.display())]
    NotOverwritten {
        /// The device.
        path: PathBuf,
        /// Sectors that are something else.
        sectors: u64,
        /// Sectors that cannot be read.
        unreadable_sectors: u64,
        /// Offset of the first of either.
        first_bytes: u64,
        /// What the device holds, where it claims more.
        holds_bytes: Option<u64>,
    },
    /// The rest of a device is kept for an incident.
    #[error("{incident} was opened after {overwritten_bytes} of {size_bytes} bytes were overwritten")]
    StoppedByIncident {
        /// Its id.
        incident: String,
        /// Bytes that hold noise already.
        overwritten_bytes: u64,
        /// Size of the device.
        size_bytes: u64,
    },
    /// A text that goes into a mail gives a passphrase away, or what looks like a part of one.
    #[error("line {line} gives a passphrase away, or what looks like a part of one")]
    SecretInMail {
        /// Where it stands.
        part: crate::workflow::mail::LetterPart,
        /// Which line of it, from 1.
        line: usize,
        /// Whether a word such as "password" stands before it; else it has the form of a group of a passphrase.
        word: bool,
    },
    /// The text of a mail is longer than anybody reads.
    #[error("the text of a mail has at most {most_bytes} bytes")]
    TextTooLong {
        /// How long it may be.
        most_bytes: usize,
    },
    /// A mail would be larger than mail systems take.
    #[error("a mail of {size_bytes} bytes, and {limit_bytes} are taken")]
    MailTooLarge {
        /// Of which carry-out.
        id: String,
        /// Its size as it is sent.
        size_bytes: u64,
        /// What is taken.
        limit_bytes: u64,
    },
    /// A file could not be read as a mail.
    #[error("{}: {problem}", path.display())]
    Mail {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: crate::mail::MailError,
    },
    /// Nothing of this carry-out was disposed of.
    #[error("nothing of {id} was disposed of")]
    NothingDisposed {
        /// Which.
        id: String,
    },
    /// The medium has too little room.
    #[error("{} has room for {room_bytes} bytes, and {needed_bytes} are needed", path.display())]
    NoRoom {
        /// The directory.
        path: PathBuf,
        /// Free bytes.
        room_bytes: u64,
        /// Bytes the package can come to.
        needed_bytes: u64,
    },
    /// A file with the package's name is there already.
    #[error("{} is there already", path.display())]
    NameTaken {
        /// The file.
        path: PathBuf,
    },
    /// Something else than this manual page has its name; none was written.
    #[error("{} is there already, and is not this manual page", path.display())]
    PageInTheWay {
        /// The file.
        path: PathBuf,
    },
    /// Volumes smaller than anything useful, or too many.
    #[error("volumes of {max_size_bytes} bytes would be too many")]
    TooManyVolumes {
        /// Which package.
        id: String,
        /// As asked for.
        max_size_bytes: u64,
    },
    /// A package that is to be mailed is larger than a mail may be unless somebody says otherwise; nothing was said or
    /// written.
    #[error("{id} would be a mail of {size_bytes} bytes, and {limit_bytes} is the limit")]
    TooLargeToMail {
        /// Which.
        id: String,
        /// The directory it was to go to, as given.
        into: PathBuf,
        /// Where its files are, as given.
        from: Vec<PathBuf>,
        /// Its size as it is sent.
        size_bytes: u64,
        /// The limit.
        limit_bytes: u64,
    },
    /// Another process of this desk is writing this package.
    #[error("{id} is being written by another process")]
    StillRunning {
        /// Which.
        id: String,
    },
    /// Some attempts could not be closed.
    #[error("{} attempts stay open: their destination is not at hand", open.len())]
    StaysOpen {
        /// Which, and where they were being written.
        open: Vec<(String, PathBuf)>,
        /// Which were closed.
        closed: Vec<String>,
    },
    /// The package could not be written; `recorded` says whether the log has it as failed.
    #[error("{id} was not written: {cause}")]
    ExportFailed {
        /// Which.
        id: String,
        /// Why.
        cause: Box<Error>,
        /// Whether the log has it as failed; if not, the attempt is still open.
        recorded: bool,
    },
    /// Of several passphrases, not every one was sealed anew.
    #[error("{} passphrases were not sealed anew", left.iter().map(|(ids, _)| ids.len()).sum::<usize>())]
    NotResealed {
        /// Which were not, by what stood in the way.
        left: Vec<(Vec<String>, Error)>,
        /// Which were.
        done: Vec<String>,
    },
    /// A passphrase was sealed anew, and the file sealed to those who kept it before could not be destroyed.
    #[error("{id} was sealed anew by entry {index}, and the former file stays: {cause}")]
    FormerCustodyStays {
        /// Which.
        id: String,
        /// The entry.
        index: u64,
        /// Why.
        cause: Box<Error>,
    },
    /// The custody file is not there.
    #[error("the custody file {} is not there", path.display())]
    NoCustodyFile {
        /// Where it should be.
        path: PathBuf,
    },
    /// The key that signs cannot unseal, and no identity was given.
    #[error("this key cannot unseal custody files")]
    IdentityNeeded,
    /// The ledger could not be read.
    #[error("the ledger: {0}")]
    Store(#[from] StoreError),
    /// The ledger could not be appended to.
    #[error("the ledger: {0}")]
    Append(#[from] AppendError),
    /// The projection could not be used.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// This user's state could not be read or written.
    #[error("{}: {source}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file does not hold what it should.
    #[error("{}: {why}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A statement could not be spelled.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// A public key is not usable.
    #[error("the public key: {0}")]
    Key(#[from] KeyError),
    /// A key file is not usable.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// A key could not be made.
    #[error(transparent)]
    Generate(#[from] GenerateError),
    /// An identity file is not usable, or could not be made.
    #[error(transparent)]
    Identity(#[from] package::keys::IdentityError),
    /// A recipient's key is not usable.
    #[error("{recipient:?}: {problem}")]
    RecipientKey {
        /// As given.
        recipient: String,
        /// What is wrong with it.
        problem: package::keys::RecipientError,
    },
    /// A signature brought in from elsewhere is not one that can be read.
    #[error("the signature: {0}")]
    Signature(#[source] SignatureError),
    /// A statement brought in from elsewhere does not hold.
    #[error(transparent)]
    EntryFault(EntryFault),
    /// There is no signature.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The agent failed.
    #[error("ssh-agent: {0}")]
    Agent(#[from] AgentError),
    /// What was asked for cannot be packed.
    #[error(transparent)]
    Walk(#[from] package::walk::WalkError),
    /// What was asked for does not make a file list.
    #[error(transparent)]
    FileList(#[from] package::file_list::FileListError),
    /// Packing failed.
    #[error(transparent)]
    Pack(#[from] package::pack::PackError),
    /// The passphrase could not be sealed.
    #[error(transparent)]
    Custody(#[from] package::custody::CustodyError),
    /// The custody file could not be opened.
    #[error(transparent)]
    UnsealCustody(#[from] package::custody::UnsealCustodyError),
    /// The package could not be opened.
    #[error(transparent)]
    Open(#[from] package::open::OpenError),
    /// The medium failed.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// What was read back is not what was written, or could not be read back.
    #[error(transparent)]
    ReadBack(#[from] ReadBackError),
    /// A file was not erased, or not to the end.
    #[error(transparent)]
    Erase(#[from] EraseError),
    /// A medium was not searched to the end.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A whole device was not opened.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// A device was not filled with noise, or not compared with it.
    #[error(transparent)]
    Noise(#[from] NoiseError),
    /// Not every sector of a device was looked at.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// The system has no entropy to give.
    #[error("the system gives no random bytes: {0}")]
    NoEntropy(io::Error),
    /// There is no backup, or none that can be used.
    #[error(transparent)]
    Backup(#[from] crate::workflow::backup::BackupError),
    /// Nothing is said of a history that is lost.
    #[error(transparent)]
    Loss(#[from] LossError),
    /// The person interrupted.
    #[error("interrupted")]
    Cancelled,
}

impl Error {
    /// The same with the clauses that demand what it holds to, where there are any.
    #[must_use]
    pub fn citing(self, clauses: Vec<Clause>) -> Self {
        if clauses.is_empty() { self } else { Self::Cited { error: Box::new(self), clauses } }
    }

    /// The same without clauses.
    #[must_use]
    pub fn uncited(&self) -> &Self {
        match self {
            Self::Cited { error, .. } => error.uncited(),
            error => error,
        }
    }

    /// What an error away from the log holds somebody to; `None` where no document could say it.
    #[must_use]
    pub const fn ground(&self) -> Option<Ground> {
        match self {
            Self::NobodyCanOpen { .. } => Some(Ground::SeparateCustody),
            Self::SecretInMail { .. } => Some(Ground::OtherRoad),
            // Another registered medium is the office's all the same.
            Self::OtherMedium { why: Mismatch::Another { .. }, .. } => None,
            Self::NotOnMedium { .. } | Self::OtherMedium { .. } => Some(Ground::RegisteredMedium),
            _ => None,
        }
    }
}
