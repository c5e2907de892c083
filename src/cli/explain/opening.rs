//! Opening: packages, custody files, identity files.

use std::path::Path;

use super::io::about;
use super::{Explain, Told, Values, no_thread, why};
use crate::i18n::{Bytes, Catalogue, Text};
use crate::package::custody::UnsealCustodyError;
use crate::package::keys::IdentityError;
use crate::package::open::{ExtractError, OpenError};
use crate::package::sealed_file::SealedFileError;
use crate::package::unseal::{Damage, DamageKind, UnsealError};

impl Explain for OpenError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::File(error) => error.told(catalogue),
            Self::NotAPackage => told("not-a-package", &[]).hint("hint-name-package", &[]),
            Self::WrongPassphrase { check_syllables_right: true } => {
                told("passphrase-of-another", &[]).hint("hint-read-out-again", &[])
            }
            Self::WrongPassphrase { check_syllables_right: false } => {
                told("wrong-passphrase", &[]).hint("hint-type-as-read-out", &[])
            }
            Self::Unseal(error) => error.told(catalogue),
            Self::Damaged { damage, file } => {
                let told = damage.told(catalogue).at(file);
                let ends = matches!(damage.kind, DamageKind::Missing | DamageKind::End);
                if ends && is_volume(file) { told.hint("hint-volumes-missing", &[]) } else { told }
            }
            Self::Outer(error) => error.told(catalogue),
            Self::OuterEntries { entries } => {
                told("sealed-entries", &[("entries", entries)]).hint("hint-package-again", &[])
            }
            Self::OuterCompressed => told("sealed-compressed", &[]).hint("hint-package-again", &[]),
            Self::OuterDamaged => told("sealed-damaged", &[]).hint("hint-package-again", &[]),
            Self::Extract(error) => error.told(catalogue),
            Self::Bag(error) => error.told(catalogue),
            Self::TargetExists { path } => told("name-taken", &[("path", path)]).hint("hint-open-into", &[]),
            Self::Staging { path, source } => about(path, source, catalogue).hint("hint-open-into", &[]),
            Self::Cancelled => told("interrupted", &[]),
        }
    }
}

/// Whether a file is named as a volume is: it ends in a point and three digits.
fn is_volume(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ending.len() == 3 && ending.bytes().all(|byte| byte.is_ascii_digit())
}

impl Explain for SealedFileError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Io { path, source } => about(path, source, catalogue),
            Self::NotAFile { path } => told("not-a-file", &[]).at(path).hint("hint-name-package", &[]),
            Self::NotFirstVolume { path, number } => {
                told("not-first-volume", &[("number", number)]).at(path).hint("hint-name-first", &[])
            }
            Self::MissingVolume { path } => {
                told("volume-missing", &[]).at(path).hint("hint-all-volumes", &[])
            }
            Self::RepeatedVolume { path } => {
                told("volume-repeated", &[]).at(path).hint("hint-package-again", &[])
            }
            Self::VolumeSize { path, size_bytes, expected } => {
                let values: Values<'_> = &[("size", &Bytes(*size_bytes)), ("expected", &Bytes(*expected))];
                told("volume-size", values).at(path).hint("hint-package-again", &[])
            }
            Self::TooManyVolumes => told("volumes-too-many", &[]).hint("hint-package-again", &[]),
            Self::Cancelled => told("interrupted", &[]),
        }
    }
}

impl Explain for UnsealError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let damaged = |code| Told::new(catalogue, code, &[]).hint("hint-package-again", &[]);
        match self {
            Self::Io(source) => source.told(catalogue).behind("sealed-unreadable", &[]),
            Self::NotAge => damaged("not-age"),
            Self::UnknownVersion => damaged("age-version").hint("hint-newer-program", &[]),
            Self::HeaderTooLong => damaged("header-too-long"),
            Self::DamagedHeader => damaged("header-damaged"),
            Self::TruncatedHeader => damaged("header-truncated"),
            Self::PassphraseNeeded => {
                told("opens-with-passphrase", &[]).hint("hint-open-with-passphrase", &[])
            }
            Self::IdentityNeeded => told("opens-with-key", &[]).hint("hint-open-with-key", &[]),
            Self::WrongPassphrase => told("wrong-passphrase", &[]).hint("hint-type-as-read-out", &[]),
            Self::NoFittingIdentity => told("no-fitting-identity", &[]).hint("hint-open-with-key", &[]),
            Self::WorkFactor { required, max } => {
                told("work-factor", &[("required", required), ("max", max)]).hint("hint-package-again", &[])
            }
            Self::Payload(damage) => damage.told(catalogue),
            Self::TooLarge { max } => told("sealed-too-large", &[("max", max)]).hint("hint-other-file", &[]),
        }
    }
}

impl Explain for Damage {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let code = match self.kind {
            DamageKind::Changed => "content-changed",
            DamageKind::Missing => "content-cut",
            DamageKind::End => "content-end",
        };
        Told::new(catalogue, code, &[("offset", &self.sealed_offset)]).hint("hint-package-again", &[])
    }
}

impl Explain for ExtractError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let refused =
            |code, values: Values<'_>| Told::new(catalogue, code, values).hint("hint-package-again", &[]);
        match self {
            Self::NoThread(source) => no_thread(source, catalogue),
            Self::Zip(error) => error.told(catalogue),
            Self::Write { path, source } => {
                about(path.as_ref(), source, catalogue).hint("hint-open-into", &[])
            }
            Self::NoRoom { needed_bytes, room_bytes } => {
                let values: Values<'_> = &[("needed", &Bytes(*needed_bytes)), ("room", &Bytes(*room_bytes))];
                Told::new(catalogue, "no-room-to-open", values).hint("hint-open-into", &[])
            }
            Self::OutsideBase { path } => refused("outside-base", &[]).at(path.as_ref()),
            Self::SeveralBases { first, second } => {
                refused("several-bases", &[("first", first), ("second", second)])
            }
            Self::HiddenBase { base } => refused("hidden-base", &[("base", base)]),
            Self::Empty => refused("archive-empty", &[]),
            Self::TagFilesTooLarge { size_bytes, max } => {
                refused("papers-too-large", &[("size", &Bytes(*size_bytes)), ("max", &Bytes(*max))])
            }
            Self::Cancelled => Told::new(catalogue, "interrupted", &[]),
        }
    }
}

impl Explain for UnsealCustodyError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::NoIdentity => told("identity-needed", &[]).hint("hint-identity", &[]),
            Self::Age(UnsealError::NoFittingIdentity) => {
                told("custody-key-does-not-fit", &[]).hint("hint-identity", &[])
            }
            Self::Age(error) => {
                let why = why(error, catalogue);
                let mut told = told("custody-file", &[("why", &why)]);
                told.cause = Some(error.told(catalogue).code);
                told.hint("hint-custody-file", &[])
            }
            Self::NotText => told("custody-not-text", &[]).hint("hint-custody-file", &[]),
        }
    }
}

impl Explain for IdentityError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Io { path, source } => about(path, source, catalogue),
            Self::TooLarge => told("identity-too-large", &[]).hint("hint-identity", &[]),
            Self::PassphraseNeeded => told("identity-passphrase-needed", &[])
                .hint("hint-give-flag", &[("flag", &"--identity-passphrase-fd")]),
            Self::EmptyPassphrase => told("empty-passphrase", &[]).hint("hint-passphrase", &[]),
            Self::Sealed(UnsealError::WrongPassphrase) => {
                told("identity-wrong-passphrase", &[]).hint("hint-type-again", &[])
            }
            Self::Sealed(error) => {
                let mut told = told("identity-sealed", &[("why", &why(error, catalogue))]);
                told.cause = Some(error.told(catalogue).code);
                told.hint("hint-key-copy", &[])
            }
            Self::NoIdentity => told("identity-none", &[]).hint("hint-custody-key", &[]),
            Self::Line { line } => told("identity-line", &[("line", line)]).hint("hint-key-copy", &[]),
            Self::Plugin { line, name } => {
                told("identity-plugin", &[("line", line), ("name", name)]).hint("hint-custody-key", &[])
            }
            Self::SshLocked => {
                told("identity-ssh-locked", &[]).hint("hint-give-flag", &[("flag", &"--key-passphrase-fd")])
            }
            Self::SshUnsupported => told("identity-ssh-unsupported", &[]).hint("hint-custody-key", &[]),
            Self::SshMalformed => told("identity-ssh-malformed", &[]).hint("hint-key-copy", &[]),
            Self::Seal { source } => told("identity-not-sealed", &[("error", &Text(source))]),
        }
    }
}
