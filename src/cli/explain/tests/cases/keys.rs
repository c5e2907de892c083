//! Keys, signatures, statements.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::{Case, all, io, key, mapped, person};
use crate::base::canonical::CanonicalError;
use crate::cli::exit::Exit;
use crate::domain::entry::EntryError;
use crate::domain::statement::StatementError;
use crate::domain::verify::EntryFault;
use crate::signing::agent::AgentError;
use crate::signing::files::{GenerateError, KeyFileError};
use crate::signing::{Algorithm, ArmorError, KeyError, SignError, SignatureError, VerifyError};
use crate::workflow::error::Error;

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

pub(in super::super) fn signing(text: &str) -> Vec<Case> {
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

pub(in super::super) fn statements(text: &str) -> Vec<Case> {
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
