//! Keys, signatures and the agent.

use super::io::about;
use super::{Explain, Told, Values, why};
use crate::base::limits::SIGNATURE_BYTES_MAX;
use crate::i18n::{Catalogue, Text};
use crate::signing::agent::AgentError;
use crate::signing::files::{GenerateError, KeyFileError};
use crate::signing::{ArmorError, KeyError, SignError, SignatureError, VerifyError};

impl Explain for KeyError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::Shape => told("key-shape", &[]),
            Self::Mismatch { named, inside } => {
                told("key-mismatch", &[("named", named), ("inside", &Text(inside))])
            }
            Self::Unsupported { algorithm } => told("key-unsupported", &[("algorithm", algorithm)]),
            Self::Certificate { algorithm } => told("key-certificate", &[("algorithm", algorithm)]),
            Self::Malformed { algorithm } => told("key-malformed", &[("algorithm", &Text(algorithm))]),
            Self::NotCanonical { algorithm } => {
                told("key-second-spelling", &[("algorithm", &Text(algorithm))])
            }
            Self::OffCurve { algorithm } => told("key-off-curve", &[("algorithm", &Text(algorithm))]),
            Self::SmallOrder => told("key-small-order", &[]),
            Self::RsaBits { bits } => told("key-rsa-bits", &[("bits", bits)]),
            Self::RsaNumbers => told("key-rsa-numbers", &[]),
        };
        told.hint("hint-key-new", &[])
    }
}

impl Explain for KeyFileError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Io { path, source } => about(path, source, catalogue).hint("hint-name-key", &[]),
            Self::TooLarge { path } => told("key-file-too-large", &[]).at(path).hint("hint-name-key", &[]),
            Self::PublicKeyFile { path } => {
                told("key-file-public", &[]).at(path).hint("hint-private-key", &[])
            }
            Self::OtherFormat { path } => told("key-file-format", &[]).at(path).hint("hint-convert-key", &[]),
            Self::Armor { path, source } => told("key-file-armor", &[("why", &why(source, catalogue))])
                .at(path)
                .hint("hint-key-copy", &[]),
            Self::Damaged { path } => told("key-file-damaged", &[]).at(path).hint("hint-key-copy", &[]),
            Self::Key { path, source } => source.told(catalogue).at(path),
            Self::UnsupportedCipher { path, cipher } => {
                told("key-file-cipher", &[("cipher", cipher)]).at(path).hint("hint-agent-key", &[])
            }
            Self::PassphraseNeeded { path } => told("key-passphrase-needed", &[])
                .at(path)
                .hint("hint-give-flag", &[("flag", &"--key-passphrase-fd")]),
            Self::WrongPassphrase { path } => {
                told("key-wrong-passphrase", &[]).at(path).hint("hint-type-again", &[])
            }
            Self::NeedsAgent { path, algorithm } => {
                told("key-needs-agent", &[("algorithm", &Text(algorithm))])
                    .at(path)
                    .hint("hint-agent-key", &[])
            }
        }
    }
}

impl Explain for GenerateError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::EmptyPassphrase => told("empty-passphrase", &[]).hint("hint-passphrase", &[]),
            Self::Comment => told("key-comment", &[]).hint("hint-plain-comment", &[]),
            Self::NoName { path } => told("names-no-file", &[]).at(path).hint("hint-key-new", &[]),
            Self::Io { path, source } => about(path, source, catalogue),
            Self::Random(source) => {
                told("no-entropy", &[("why", &why(source, catalogue))]).hint("hint-again", &[])
            }
            Self::Encrypt(source) => told("key-not-encrypted", &[("error", &Text(source))]),
        }
    }
}

impl Explain for AgentError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Connect { socket, source } => {
                told("agent-does-not-answer", &[("socket", socket), ("why", &why(source, catalogue))])
                    .hint("hint-start-agent", &[])
            }
            Self::Io(source) => {
                told("agent-broke", &[("why", &why(source, catalogue))]).hint("hint-again", &[])
            }
            Self::Answer => told("agent-answer", &[]).hint("hint-start-agent", &[]),
            Self::LockedOrEmpty => told("agent-empty", &[]).hint("hint-add-to-agent", &[]),
            Self::NoSuchKey { fingerprint } => {
                told("agent-has-no-key", &[("key", fingerprint)]).hint("hint-add-to-agent", &[])
            }
            Self::Refused { fingerprint } => {
                told("agent-refused", &[("key", fingerprint)]).hint("hint-touch", &[])
            }
        }
    }
}

impl Explain for SignError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::WrongPrivateKey => told("private-key-does-not-fit", &[]).hint("hint-key-copy", &[]),
            Self::Agent(error) => error.told(catalogue),
            Self::Unusable(error) => {
                told("signer-unusable", &[("why", &why(error, catalogue))]).hint("hint-name-key", &[])
            }
            Self::NotVerified(error) => {
                told("signer-does-not-verify", &[("why", &why(error, catalogue))]).hint("hint-touch", &[])
            }
        }
    }
}

impl Explain for SignatureError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::Armor(error) => {
                return error.told(catalogue).behind("signature-armor", &[]).hint("hint-sign-again", &[]);
            }
            Self::Key(error) => return error.told(catalogue).behind("signature-key", &[]),
            Self::TooLarge { size_bytes } => {
                told("signature-too-large", &[("size", size_bytes), ("max", &SIGNATURE_BYTES_MAX)])
            }
            Self::NotCanonical => told("signature-second-spelling", &[]),
            Self::Version { version } => told("signature-version", &[("version", version)]),
            Self::Malformed => told("signature-malformed", &[]),
            Self::NoNamespace => told("signature-no-namespace", &[]),
            Self::Reserved => told("signature-reserved", &[]),
            Self::Sha1 { name } => told("signature-sha1", &[("name", name)]),
            Self::UnsupportedHash { name } => told("signature-hash", &[("name", name)]),
            Self::Unsupported { algorithm } => told("signature-unsupported", &[("algorithm", algorithm)]),
            Self::Mismatch { algorithm, key } => {
                told("signature-mismatch", &[("algorithm", algorithm), ("key", &Text(key))])
            }
        };
        told.hint("hint-sign-again", &[])
    }
}

impl Explain for ArmorError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let code = match self {
            Self::NoBegin => "armor-no-begin",
            Self::NoEnd => "armor-no-end",
            Self::AfterEnd => "armor-after-end",
            Self::NotBase64 => "armor-not-base64",
        };
        Told::new(catalogue, code, &[])
    }
}

impl Explain for VerifyError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::WrongNamespace { expected, found } => {
                told("wrong-namespace", &[("expected", expected), ("found", found)])
            }
            Self::BadSignature => told("bad-signature", &[]),
            Self::NoTouch => told("no-touch", &[]),
        };
        told.hint("hint-sign-again", &[])
    }
}
