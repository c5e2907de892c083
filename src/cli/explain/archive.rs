//! What is wrong inside a package: the archive and the bag.

use super::{Explain, Told, Values, why};
use crate::i18n::{Bytes, Catalogue, Prepared, Text};
use crate::package::manifest::ManifestError;
use crate::package::open::BagError;
use crate::package::zip_index::{EndProblem, Field, ZipError};

impl Explain for ZipError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::Io(source) => return source.told(catalogue).behind("sealed-unreadable", &[]),
            Self::End(problem) => problem.told(catalogue),
            Self::Malformed { entry } => told("zip-malformed", &[("entry", entry)]),
            Self::Absolute { path } => told("zip-absolute", &[]).at(path.as_ref()),
            Self::Traversal { path } => told("zip-traversal", &[]).at(path.as_ref()),
            Self::Backslash { path } => told("zip-backslash", &[]).at(path.as_ref()),
            Self::DriveLetter { path } => told("zip-drive-letter", &[]).at(path.as_ref()),
            Self::Name { path, problem } => problem.told(catalogue).at(path.as_ref()),
            Self::Link { path } => told("zip-link", &[]).at(path.as_ref()),
            Self::Device { path } => told("zip-device", &[]).at(path.as_ref()),
            Self::FileOrFolder { path } => told("zip-file-or-folder", &[]).at(path.as_ref()),
            Self::Duplicate { path } => told("path-twice", &[]).at(path.as_ref()),
            Self::Case { path, other } => told("path-case", &[("other", other)]).at(path.as_ref()),
            Self::FileAsFolder { path } => told("path-file-and-folder", &[]).at(path.as_ref()),
            Self::Encryption { path } => told("zip-encryption", &[]).at(path.as_ref()),
            Self::Method { path, method } => told("zip-method", &[("method", method)]).at(path.as_ref()),
            Self::Flags { path, flags } => {
                told("zip-flags", &[("flags", &Text(format!("{flags:#06x}")))]).at(path.as_ref())
            }
            Self::Overlap { path } => told("zip-overlap", &[]).at(path.as_ref()),
            Self::Gap { path } => told("zip-gap", &[]).at(path.as_ref()),
            Self::Disagreement { path, field } => {
                let field = Prepared(catalogue.get(field_id(*field)));
                told("zip-disagreement", &[("field", &field)]).at(path.as_ref())
            }
            Self::Content { path } => told("zip-content", &[]).at(path.as_ref()),
            Self::TooManyEntries { entries, max } => {
                told("too-many-files", &[("count", entries), ("max", max)])
            }
            Self::FileTooLarge { path, size_bytes, max } => {
                let values: Values<'_> = &[("size", &Bytes(*size_bytes)), ("max", &Bytes(*max))];
                told("zip-file-too-large", values).at(path.as_ref())
            }
            Self::TotalTooLarge { max } => told("too-large", &[("max", &Bytes(*max))]),
            Self::Ratio { path, max } => told("zip-ratio", &[("max", max)]).at(path.as_ref()),
        };
        told.hint("hint-package-again", &[])
    }
}

const fn field_id(field: Field) -> &'static str {
    match field {
        Field::Signature => "why-field-signature",
        Field::Flags => "why-field-flags",
        Field::Method => "why-field-method",
        Field::Name => "why-field-name",
        Field::Crc32 => "why-field-checksum",
        Field::Size => "why-field-size",
        Field::Extra => "why-field-extra",
        Field::Descriptor => "why-field-descriptor",
    }
}

impl Explain for EndProblem {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let code = match self {
            Self::NoEndRecord => "zip-no-end",
            Self::SeveralDisks => "zip-several-disks",
            Self::Zip64 => "zip-zip64",
            Self::DirectorySize => "zip-directory-size",
        };
        Told::new(catalogue, code, &[])
    }
}

impl Explain for BagError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::NoTagFile { file } => told("bag-no-tag-file", &[("file", file)]),
            Self::Declaration => told("bag-declaration", &[]),
            Self::Unexpected { path } => told("bag-unexpected", &[]).at(path.as_ref()),
            Self::Manifest { file, problem } => {
                told("bag-manifest", &[("file", file), ("why", &why(problem, catalogue))])
            }
            Self::Missing { path } => told("bag-missing", &[]).at(path.as_ref()),
            Self::Extra { path } => told("bag-extra", &[]).at(path.as_ref()),
            Self::Digest { path, found, listed } => {
                let values: Values<'_> = &[("listed", &listed.prefix(8)), ("found", &found.prefix(8))];
                told("bag-digest", values).at(path.as_ref())
            }
            Self::Oxum => told("bag-oxum", &[]),
        };
        told.hint("hint-package-again", &[])
    }
}

impl Explain for ManifestError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::NotUtf8 => told("manifest-not-utf8", &[]),
            Self::Line { line } => told("manifest-line", &[("line", line)]),
            Self::Order { line } => told("manifest-order", &[("line", line)]),
        }
    }
}
