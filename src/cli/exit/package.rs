//! Packages: what cannot travel, what could not be packed, what does not open.

use super::{Ends, Exit};
use crate::package::bag;
use crate::package::custody::{CustodyError, UnsealCustodyError};
use crate::package::file_list::FileListError;
use crate::package::keys::{IdentityError, RecipientError};
use crate::package::open::{BagError, ExtractError, OpenError};
use crate::package::pack::PackError;
use crate::package::seal::SealError;
use crate::package::sealed_file::SealedFileError;
use crate::package::source::{Reason, SourceProblem};
use crate::package::unseal::UnsealError;
use crate::package::walk::WalkError;
use crate::package::zip_index::ZipError;

impl Ends for WalkError {
    fn exit(&self) -> Exit {
        match self {
            Self::NoPaths => Exit::Usage,
            // One name that cannot travel decides; a disk that cannot be read is the disk's matter.
            Self::Refused(refusals) => {
                let environment = refusals.iter().all(|refusal| refusal.reason.exit() == Exit::Environment);
                if environment { Exit::Environment } else { Exit::Refused }
            }
            Self::List(error) => error.exit(),
            Self::NoThread(_) => Exit::Environment,
            Self::Cancelled => Exit::Interrupted,
            Self::Panicked => Exit::Bug,
        }
    }
}

impl Ends for Reason {
    fn exit(&self) -> Exit {
        match self {
            Self::Name(_) | Self::SameName { .. } => Exit::Refused,
            // Before anybody approved it, what is not there has not changed: it was mistyped.
            Self::Source(SourceProblem::Missing) => Exit::Environment,
            Self::Source(problem) => problem.exit(),
        }
    }
}

impl Ends for SourceProblem {
    fn exit(&self) -> Exit {
        match self {
            Self::Missing
            | Self::WrongKind { .. }
            | Self::OtherFilesystem
            | Self::Ambiguous
            | Self::Changed
            | Self::Grew { .. }
            | Self::Shrank { .. }
            | Self::Content { .. } => Exit::Refused,
            Self::Io(_) => Exit::Environment,
        }
    }
}

impl Ends for FileListError {
    fn exit(&self) -> Exit {
        match self {
            Self::Name { .. } | Self::Collision { .. } | Self::TooManyEntries { .. } | Self::TooLarge => {
                Exit::Refused
            }
            Self::Canonical(_) | Self::NotSorted | Self::NotEmpty { .. } | Self::Level { .. } => {
                Exit::Tampered
            }
        }
    }
}

impl Ends for PackError {
    fn exit(&self) -> Exit {
        match self {
            Self::Source { problem, .. } => problem.exit(),
            Self::Bag(error) => error.exit(),
            Self::NothingListed => Exit::Refused,
            Self::Level { .. } => Exit::Usage,
            Self::Seal(error) => error.exit(),
            Self::Archive(_) | Self::Sink(_) | Self::NoThread(_) => Exit::Environment,
            Self::Deflate(_) | Self::Panicked => Exit::Bug,
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for bag::BagError {
    fn exit(&self) -> Exit {
        match self {
            // All these names are this program's own.
            Self::BaseName { .. } | Self::TagName { .. } | Self::TagCollision { .. } => Exit::Bug,
            Self::Info { .. } => Exit::Refused,
        }
    }
}

impl Ends for SealError {
    fn exit(&self) -> Exit {
        match self {
            Self::Recipient { problem, .. } => problem.exit(),
            Self::NoRecipients | Self::Age(_) => Exit::Refused,
            Self::EmptyPassphrase => Exit::Bug,
            Self::Io(_) => Exit::Environment,
        }
    }
}

impl Ends for RecipientError {
    fn exit(&self) -> Exit {
        match self {
            Self::Empty | Self::SeveralLines | Self::Malformed => Exit::Usage,
            Self::Plugin { .. }
            | Self::SecretKey
            | Self::UnsupportedSsh { .. }
            | Self::RsaTooSmall
            | Self::RsaTooLarge
            | Self::SmallOrder => Exit::Refused,
        }
    }
}

impl Ends for CustodyError {
    fn exit(&self) -> Exit {
        match self {
            Self::NoRecipient => Exit::Refused,
            Self::Recipient { problem, .. } => problem.exit(),
            Self::TooLong | Self::Seal { .. } => Exit::Bug,
        }
    }
}

impl Ends for UnsealCustodyError {
    fn exit(&self) -> Exit {
        match self {
            Self::NoIdentity => Exit::Usage,
            Self::Age(error) => error.exit(),
            Self::NotText => Exit::Tampered,
        }
    }
}

impl Ends for IdentityError {
    fn exit(&self) -> Exit {
        match self {
            Self::PassphraseNeeded | Self::SshLocked => Exit::Usage,
            Self::EmptyPassphrase | Self::Plugin { .. } | Self::SshUnsupported => Exit::Refused,
            // A key file that is broken is no evidence of anything: no usable key is there.
            Self::Sealed(error) => match error.exit() {
                Exit::Tampered => Exit::Environment,
                exit => exit,
            },
            Self::Io { .. } | Self::TooLarge | Self::NoIdentity | Self::Line { .. } | Self::SshMalformed => {
                Exit::Environment
            }
            Self::Seal { .. } => Exit::Bug,
        }
    }
}

impl Ends for UnsealError {
    fn exit(&self) -> Exit {
        match self {
            Self::Io(_) => Exit::Environment,
            Self::PassphraseNeeded | Self::IdentityNeeded => Exit::Usage,
            Self::WrongPassphrase | Self::NoFittingIdentity => Exit::Refused,
            Self::NotAge
            | Self::UnknownVersion
            | Self::HeaderTooLong
            | Self::DamagedHeader
            | Self::TruncatedHeader
            // Nothing that is sealed here asks for so much.
            | Self::WorkFactor { .. }
            | Self::Payload(_)
            | Self::TooLarge { .. } => Exit::Tampered,
        }
    }
}

impl Ends for OpenError {
    fn exit(&self) -> Exit {
        match self {
            Self::File(error) => error.exit(),
            Self::WrongPassphrase { .. } => Exit::Refused,
            Self::Unseal(error) => error.exit(),
            Self::NotAPackage
            | Self::Damaged { .. }
            | Self::OuterEntries { .. }
            | Self::OuterCompressed
            | Self::OuterDamaged => Exit::Tampered,
            Self::Outer(error) => error.exit(),
            Self::Extract(error) => error.exit(),
            Self::Bag(error) => error.exit(),
            Self::TargetExists { .. } | Self::Staging { .. } => Exit::Environment,
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for SealedFileError {
    fn exit(&self) -> Exit {
        match self {
            Self::NotAFile { .. } | Self::NotFirstVolume { .. } => Exit::Usage,
            Self::Io { .. } => Exit::Environment,
            Self::MissingVolume { .. }
            | Self::RepeatedVolume { .. }
            | Self::VolumeSize { .. }
            | Self::TooManyVolumes => Exit::Tampered,
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for ExtractError {
    fn exit(&self) -> Exit {
        match self {
            Self::NoThread(_) => Exit::Environment,
            Self::Zip(error) => error.exit(),
            Self::Write { .. } | Self::NoRoom { .. } => Exit::Environment,
            Self::OutsideBase { .. }
            | Self::SeveralBases { .. }
            | Self::HiddenBase { .. }
            | Self::Empty
            | Self::TagFilesTooLarge { .. } => Exit::Tampered,
            Self::Cancelled => Exit::Interrupted,
        }
    }
}

impl Ends for ZipError {
    fn exit(&self) -> Exit {
        match self {
            Self::Io(_) => Exit::Environment,
            Self::End(_)
            | Self::Malformed { .. }
            | Self::Absolute { .. }
            | Self::Traversal { .. }
            | Self::Backslash { .. }
            | Self::DriveLetter { .. }
            | Self::Name { .. }
            | Self::Link { .. }
            | Self::Device { .. }
            | Self::FileOrFolder { .. }
            | Self::Duplicate { .. }
            | Self::Case { .. }
            | Self::FileAsFolder { .. }
            | Self::Encryption { .. }
            | Self::Method { .. }
            | Self::Flags { .. }
            | Self::Overlap { .. }
            | Self::Gap { .. }
            | Self::Disagreement { .. }
            | Self::Content { .. }
            | Self::TooManyEntries { .. }
            | Self::FileTooLarge { .. }
            | Self::TotalTooLarge { .. }
            | Self::Ratio { .. } => Exit::Tampered,
        }
    }
}

impl Ends for BagError {
    fn exit(&self) -> Exit {
        match self {
            Self::NoTagFile { .. }
            | Self::Declaration
            | Self::Unexpected { .. }
            | Self::Manifest { .. }
            | Self::Missing { .. }
            | Self::Extra { .. }
            | Self::Digest { .. }
            | Self::Oxum => Exit::Tampered,
        }
    }
}
