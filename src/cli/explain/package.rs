//! Packing, sealing and custody.

use super::io::about;
use super::{Explain, Told, Values, no_thread, why};
use crate::i18n::{Catalogue, Text};
use crate::package::bag::BagError;
use crate::package::custody::CustodyError;
use crate::package::keys::RecipientError;
use crate::package::pack::PackError;
use crate::package::seal::SealError;
use crate::package::source::SourceProblem;

impl Explain for PackError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            // Nothing is known about content that could not be read.
            Self::Source { path, problem: SourceProblem::Io(source) } => {
                about(path.as_ref(), source, catalogue)
            }
            Self::Source { path, problem } => problem
                .told(catalogue)
                .at(path.as_ref())
                .line("why-approved-content", &[])
                .hint("hint-put-back", &[])
                .hint("hint-request-like", &[("id", &"ID")]),
            Self::NothingListed => told("nothing-to-pack", &[]).hint("hint-name-paths", &[]),
            Self::Bag(error) => error.told(catalogue),
            Self::Level { level } => {
                told("compression-level", &[("level", level)]).hint("hint-compress", &[("id", &"ID")])
            }
            Self::Seal(error) => error.told(catalogue),
            Self::Archive(source) => source.told(catalogue).behind("archive-not-written", &[]),
            Self::Deflate(_) => told("deflate-failed", &[]),
            Self::Sink(source) => source.told(catalogue).behind("package-not-written", &[]),
            Self::NoThread(source) => no_thread(source, catalogue),
            Self::Cancelled => told("interrupted", &[]),
            Self::Panicked => told("worker-ended", &[]),
        }
    }
}

impl Explain for BagError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match self {
            Self::BaseName { name, problem } => problem.told(catalogue).at(name.as_ref()),
            Self::TagName { path, problem } => problem.told(catalogue).at(path.as_ref()),
            Self::TagCollision { path, collision } => collision.told(catalogue).at(path.as_ref()),
            Self::Info { label } => {
                Told::new(catalogue, "bag-info", &[("label", label)]).hint("hint-one-line", &[])
            }
        }
    }
}

impl Explain for SealError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            // The recipient's text is not shown: it may be a secret key pasted by mistake.
            Self::Recipient { recipient: _, problem } => problem.told(catalogue),
            Self::NoRecipients => told("no-recipients", &[]).hint("hint-recipient-list", &[]),
            Self::EmptyPassphrase => told("seal-empty-passphrase", &[]),
            Self::Age(error) => {
                told("recipients-do-not-mix", &[("error", &Text(error))]).hint("hint-recipient-list", &[])
            }
            Self::Io(source) => source.told(catalogue).behind("package-not-written", &[]),
        }
    }
}

impl Explain for RecipientError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::Empty => told("recipient-empty", &[]),
            Self::SeveralLines => told("recipient-several-lines", &[]),
            Self::Plugin { name } => told("recipient-plugin", &[("name", name)]),
            Self::SecretKey => {
                return told("recipient-secret-key", &[]).hint("hint-secret-key-shown", &[]);
            }
            Self::UnsupportedSsh { algorithm } => told("recipient-unsupported", &[("algorithm", algorithm)]),
            Self::RsaTooSmall => told("recipient-rsa-small", &[]),
            Self::RsaTooLarge => told("recipient-rsa-large", &[]),
            Self::SmallOrder => told("recipient-small-order", &[]),
            Self::Malformed => told("recipient-malformed", &[]),
        };
        told.hint("hint-custody-key", &[])
    }
}

impl Explain for CustodyError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::NoRecipient => told("custody-nobody", &[])
                .rule("rule-custodian")
                .hint("hint-custody-key", &[])
                .hint("hint-set-custody", &[("person", &"ID")]),
            Self::Recipient { recipient: _, problem } => problem.told(catalogue),
            Self::TooLong => told("custody-too-long", &[]),
            Self::Seal { source } => told("custody-not-sealed", &[("why", &why(source, catalogue))]),
        }
    }
}
