//! Keys, signatures and the agent.

use super::{Ends, Exit};
use crate::signing::agent::AgentError;
use crate::signing::files::{GenerateError, KeyFileError};
use crate::signing::{ArmorError, KeyError, SignError, SignatureError, VerifyError};

impl Ends for KeyError {
    fn exit(&self) -> Exit {
        match self {
            Self::Shape
            | Self::Mismatch { .. }
            | Self::Unsupported { .. }
            | Self::Certificate { .. }
            | Self::Malformed { .. }
            | Self::NotCanonical { .. }
            | Self::OffCurve { .. }
            | Self::SmallOrder
            | Self::RsaBits { .. }
            | Self::RsaNumbers => Exit::Refused,
        }
    }
}

impl Ends for KeyFileError {
    fn exit(&self) -> Exit {
        match self {
            Self::PassphraseNeeded { .. } => Exit::Usage,
            Self::WrongPassphrase { .. } => Exit::Refused,
            Self::Key { source, .. } => source.exit(),
            // No key that could sign is there.
            Self::Io { .. }
            | Self::TooLarge { .. }
            | Self::PublicKeyFile { .. }
            | Self::OtherFormat { .. }
            | Self::Armor { .. }
            | Self::Damaged { .. }
            | Self::UnsupportedCipher { .. }
            | Self::NeedsAgent { .. } => Exit::Environment,
        }
    }
}

impl Ends for GenerateError {
    fn exit(&self) -> Exit {
        match self {
            Self::EmptyPassphrase => Exit::Refused,
            Self::Comment | Self::NoName { .. } => Exit::Usage,
            Self::Io { .. } | Self::Random(_) => Exit::Environment,
            Self::Encrypt(_) => Exit::Bug,
        }
    }
}

impl Ends for AgentError {
    fn exit(&self) -> Exit {
        match self {
            Self::Connect { .. }
            | Self::Io(_)
            | Self::Answer
            | Self::LockedOrEmpty
            | Self::NoSuchKey { .. }
            | Self::Refused { .. } => Exit::Environment,
        }
    }
}

impl Ends for SignError {
    fn exit(&self) -> Exit {
        match self {
            Self::Agent(error) => error.exit(),
            // The signer is broken, whatever exactly it gave back.
            Self::WrongPrivateKey | Self::Unusable(_) | Self::NotVerified(_) => Exit::Environment,
        }
    }
}

impl Ends for SignatureError {
    fn exit(&self) -> Exit {
        match self {
            Self::Armor(error) => error.exit(),
            Self::Key(error) => error.exit(),
            Self::TooLarge { .. }
            | Self::NotCanonical
            | Self::Version { .. }
            | Self::Malformed
            | Self::NoNamespace
            | Self::Reserved
            | Self::Sha1 { .. }
            | Self::UnsupportedHash { .. }
            | Self::Unsupported { .. }
            | Self::Mismatch { .. } => Exit::Refused,
        }
    }
}

impl Ends for ArmorError {
    fn exit(&self) -> Exit {
        match self {
            Self::NoBegin | Self::NoEnd | Self::AfterEnd | Self::NotBase64 => Exit::Refused,
        }
    }
}

impl Ends for VerifyError {
    fn exit(&self) -> Exit {
        match self {
            Self::WrongNamespace { .. } | Self::BadSignature | Self::NoTouch => Exit::Refused,
        }
    }
}
