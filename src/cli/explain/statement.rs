//! Statements that do not hold, or cannot be read as statements.

use super::{Explain, Told, Values};
use crate::base::canonical::CanonicalError;
use crate::domain::entry::EntryError;
use crate::domain::statement::StatementError;
use crate::domain::verify::EntryFault;
use crate::i18n::{Catalogue, Text};

impl Explain for EntryFault {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Entry(error) => error.told(catalogue),
            Self::Signature(error) => error.told(catalogue),
            Self::NoFounder => told("no-founder", &[]).hint("hint-audit", &[]),
            Self::OtherOrigin { found, expected } => {
                told("other-origin", &[("found", found), ("expected", expected)])
                    .hint("hint-name-home", &[])
                    .hint("hint-draft-again", &[])
            }
            Self::UnknownAuthor { author } => {
                told("unknown-person", &[("person", author)]).hint("hint-person-list", &[])
            }
            Self::NotTheirKey { author, key } => told("not-their-key", &[("person", author), ("key", key)])
                .hint("hint-person-show", &[("person", author)]),
            Self::RevokedKey { author, key, revoked_index } => {
                let values: Values<'_> = &[("key", key), ("person", author), ("index", revoked_index)];
                told("revoked-key", values).hint("hint-add-key", &[("person", author)])
            }
            Self::Suspended { author, index } => told("suspended", &[("person", author), ("index", index)])
                .hint("hint-person-show", &[("person", author)]),
            Self::OtherHistory { size } => told("other-history", &[("size", size)])
                .hint("hint-keep-home", &[])
                .hint("hint-audit-against", &[]),
        }
    }
}

impl Explain for EntryError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code| Told::new(catalogue, code, &[]).hint("hint-sign-again", &[]);
        match self {
            Self::Statement(error) => error.told(catalogue),
            Self::Signature(error) => error.told(catalogue),
            Self::SecondSpelling => told("signature-second-spelling"),
            Self::Shape => told("not-an-entry-file"),
        }
    }
}

impl Explain for StatementError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::TooLong { max } => {
                told("statement-too-long", &[("max", max)]).hint("hint-fewer-words", &[])
            }
            Self::NotOneLine => told("statement-not-one-line", &[]).hint("hint-draft-again", &[]),
            Self::UnknownVersion { found } => {
                told("statement-version", &[("found", found)]).hint("hint-newer-program", &[])
            }
            Self::Canonical(error) => {
                error.told(catalogue).behind("statement", &[]).hint("hint-draft-again", &[])
            }
        }
    }
}

impl Explain for CanonicalError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match self {
            Self::Shape(error) => Told::new(catalogue, "json-shape", &[("error", &Text(error))]),
            Self::NotCanonical { at } => Told::new(catalogue, "json-second-spelling", &[("at", at)]),
        }
    }
}
