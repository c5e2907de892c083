//! What an error means to whoever called the program: one number, from the contract of the command
//! line.
//!
//! Every enum of errors that a verb can end with decides it variant by variant, and no `match` here
//! has a `_`: a new error does not compile until somebody has said what it means. What it does not
//! promise: that a number tells two errors apart; that is what the code in `--json` is for.

use std::fmt;

use crate::cli::terminal::TerminalError;
use crate::workflow::backup::BackupError;
use crate::workflow::error::{Error, EvidenceError, HistoryError, LossError};
use crate::workflow::open::OpenFailure;
use crate::workflow::papers::PapersError;

mod domain;
mod ledger;
mod media;
mod package;
mod signing;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Done, and the answer needs attention: something overdue, NOT ANCHORED.
    Attention = 1,
    /// The words were not understood, or one is missing where nobody can be asked.
    Usage = 2,
    /// Refused: a rule, a missing approval, a wrong passphrase or code.
    Refused = 3,
    /// Evidence is wrong, a package damaged, or history rewritten.
    Tampered = 4,
    /// Disk, medium, network, clock, or a key that is not there.
    Environment = 5,
    /// A defect in this program.
    Bug = 70,
    /// The person interrupted.
    Interrupted = 130,
}

impl Exit {
    /// Every way to end.
    pub const ALL: &'static [Self] = &[
        Self::Done,
        Self::Attention,
        Self::Usage,
        Self::Refused,
        Self::Tampered,
        Self::Environment,
        Self::Bug,
        Self::Interrupted,
    ];

    /// The number that the system is told.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Attention => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Tampered => 4,
            Self::Environment => 5,
            Self::Bug => 70,
            Self::Interrupted => 130,
        }
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// An error that the program can end with.
pub trait Ends {
    /// How the program ends with it.
    fn exit(&self) -> Exit;
}

/// How the program ends with `error`.
#[must_use]
pub fn exit_of(error: &Error) -> Exit {
    error.exit()
}

impl Ends for Error {
    fn exit(&self) -> Exit {
        match self {
            Self::Refused(refusal) => refusal.exit(),
            Self::Cited { error, .. } => error.exit(),
            Self::History(error) => error.exit(),
            Self::Evidence(error) => error.exit(),
            Self::NotAnOrigin { .. }
            | Self::NoKey
            | Self::NobodyToAsk { .. }
            | Self::NotAnId { .. }
            | Self::NotAnIncident { .. }
            | Self::SeveralConsents { .. }
            | Self::FormNeeds { .. }
            | Self::FormNeedsContract { .. }
            | Self::NoOrigin { .. }
            | Self::SourcesUnknown { .. }
            | Self::TooManyVolumes { .. }
            | Self::Loss(LossError::KeptUnknown)
            | Self::IdentityNeeded => Exit::Usage,
            Self::LedgerExists { .. }
            | Self::UnknownKey { .. }
            | Self::RevokedKey { .. }
            | Self::UnknownCarryOut { .. }
            | Self::UnknownIncident { .. }
            | Self::UnknownDisposal { .. }
            | Self::OtherDevice { .. }
            | Self::UnknownConsent { .. }
            | Self::UnknownArticle { .. }
            | Self::UnknownReview { .. }
            | Self::ConfirmationDiffers { .. }
            | Self::NothingToPack
            | Self::NothingToRecall
            | Self::LeftThere { .. }
            | Self::NobodyCanOpen { .. }
            | Self::NotOnMedium { .. }
            | Self::OtherMedium { .. }
            | Self::SystemDisk { .. }
            | Self::TellsNothing { .. }
            | Self::NotIdentified { .. }
            | Self::SerialDiffers { .. }
            | Self::NothingDisposed { .. }
            | Self::StoppedByIncident { .. }
            | Self::Template { .. }
            | Self::SecretInMail { .. }
            | Self::TextTooLong { .. }
            | Self::MailTooLarge { .. }
            | Self::TooLargeToMail { .. }
            | Self::Sheet { .. }
            | Self::Mail { .. }
            | Self::Loss(LossError::PartedEarlier { .. } | LossError::OfAnother { .. })
            | Self::Content { .. } => Exit::Refused,
            Self::NoLedger { .. }
            | Self::NoAgent
            | Self::NotMounted { .. }
            | Self::NotOverwritten { .. }
            | Self::NoRoom { .. }
            | Self::NameTaken { .. }
            | Self::PageInTheWay { .. }
            | Self::StillRunning { .. }
            | Self::StaysOpen { .. }
            | Self::NoCustodyFile { .. }
            | Self::File { .. }
            | Self::NoEntropy(_) => Exit::Environment,
            Self::OtherFile { .. } => Exit::Tampered,
            // This program's own notes of what it verified, holding something else.
            Self::State { source, .. } if source.kind() == std::io::ErrorKind::InvalidData => Exit::Tampered,
            Self::State { .. } => Exit::Environment,
            Self::ExportFailed { cause, .. } | Self::FormerCustodyStays { cause, .. } => cause.exit(),
            // What ended the command stands last.
            Self::NotResealed { left, .. } => left.last().map_or(Exit::Bug, |(_, cause)| cause.exit()),
            Self::Store(error) => error.exit(),
            Self::Append(error) => error.exit(),
            Self::Projection(error) => error.exit(),
            Self::Statement(error) => error.exit(),
            Self::Key(error) => error.exit(),
            Self::KeyFile(error) => error.exit(),
            Self::Generate(error) => error.exit(),
            Self::Identity(error) => error.exit(),
            Self::RecipientKey { problem, .. } => problem.exit(),
            Self::Signature(error) => error.exit(),
            Self::EntryFault(fault) => fault.exit(),
            Self::Sign(error) => error.exit(),
            Self::Agent(error) => error.exit(),
            Self::Walk(error) => error.exit(),
            Self::FileList(error) => error.exit(),
            Self::Pack(error) => error.exit(),
            Self::Custody(error) => error.exit(),
            Self::UnsealCustody(error) => error.exit(),
            Self::Open(error) => error.exit(),
            Self::Media(error) => error.exit(),
            Self::ReadBack(error) => error.exit(),
            Self::Erase(error) => error.exit(),
            Self::Search(error) => error.exit(),
            Self::Device(error) => error.exit(),
            Self::Noise(error) => error.exit(),
            Self::Scan(error) => error.exit(),
            Self::Backup(error) => error.exit(),
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for BackupError {
    fn exit(&self) -> Exit {
        match self {
            Self::NotABackup { .. } => Exit::Usage,
            Self::InsideHome { .. } | Self::AsHome { .. } | Self::NothingToRestore { .. } => Exit::Refused,
            Self::Wrong { .. } | Self::Damaged { .. } | Self::NotOurs { .. } => Exit::Tampered,
            Self::CopyDiffers { .. } | Self::Running { .. } | Self::Written { .. } => Exit::Environment,
        }
    }
}

impl Ends for HistoryError {
    fn exit(&self) -> Exit {
        match self {
            Self::Shorter { .. }
            | Self::Rewritten { .. }
            | Self::OtherLedger
            | Self::TreeDiffers { .. }
            | Self::Damaged { .. } => Exit::Tampered,
        }
    }
}

impl Ends for EvidenceError {
    fn exit(&self) -> Exit {
        match self {
            Self::NotInLog { .. }
            | Self::IndexDiffers { .. }
            | Self::NoEffect(_)
            | Self::AttachmentMissing { .. }
            | Self::DigestDiffers { .. } => Exit::Tampered,
            // What a purge took away is in the log as taken away.
            Self::AttachmentRemoved { .. } | Self::WrongStatus { .. } => Exit::Refused,
        }
    }
}

impl Ends for OpenFailure {
    fn exit(&self) -> Exit {
        match self {
            Self::Error(error) => error.exit(),
            Self::Papers(error) => error.exit(),
        }
    }
}

impl Ends for PapersError {
    fn exit(&self) -> Exit {
        match self {
            Self::Missing { .. } | Self::Wrong { .. } | Self::OtherContent { .. } | Self::NoApproval => {
                Exit::Tampered
            }
        }
    }
}

impl Ends for TerminalError {
    fn exit(&self) -> Exit {
        match self {
            Self::NobodyToAsk
            | Self::Ended
            | Self::TooLong { .. }
            | Self::DescriptorEmpty { .. }
            | Self::DescriptorTooLong { .. }
            | Self::DescriptorNotText { .. } => Exit::Usage,
            Self::Differ | Self::Empty => Exit::Refused,
            Self::NoScreen
            | Self::Nowhere
            | Self::Descriptor { .. }
            | Self::DescriptorSocket { .. }
            | Self::DescriptorUnsupported { .. }
            | Self::Io(_) => Exit::Environment,
            Self::Interrupted => Exit::Interrupted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_contract() {
        let codes: Vec<u8> = Exit::ALL.iter().map(|exit| exit.code()).collect();
        assert_eq!(codes, [0, 1, 2, 3, 4, 5, 70, 130]);
    }

    #[test]
    fn a_failed_export_ends_as_its_cause_does() {
        for cause in [Error::Cancelled, Error::ConfirmationDiffers { id: None }, Error::NoAgent] {
            let exit = cause.exit();
            let failed = Error::ExportFailed { id: "C-0001".into(), cause: Box::new(cause), recorded: true };
            assert_eq!(exit_of(&failed), exit);
        }
    }

    #[test]
    fn notes_that_hold_something_else_are_no_matter_of_the_disk() {
        let state = |kind: std::io::ErrorKind| Error::State { path: "held".into(), source: kind.into() };
        assert_eq!(exit_of(&state(std::io::ErrorKind::InvalidData)), Exit::Tampered);
        assert_eq!(exit_of(&state(std::io::ErrorKind::PermissionDenied)), Exit::Environment);
    }
}
