//! What cannot travel, cannot be packed, or does not open.

use std::io::{Error as IoError, ErrorKind};
use std::path::PathBuf;

use super::{Case, all, digest, io, mapped};
use crate::base::canonical::CanonicalError;
use crate::cli::exit::Exit;
use crate::package::bag;
use crate::package::compress::DeflateFailed;
use crate::package::custody::{CustodyError, UnsealCustodyError};
use crate::package::file_list::FileListError;
use crate::package::keys::{IdentityError, RecipientError};
use crate::package::manifest::ManifestError;
use crate::package::names::{Collision, NameProblem};
use crate::package::open::{BagError, ExtractError, OpenError};
use crate::package::pack::PackError;
use crate::package::seal::SealError;
use crate::package::sealed_file::SealedFileError;
use crate::package::source::{Kind, Reason, Refusal as Refused, SourceProblem};
use crate::package::unseal::{self, DamageKind, UnsealError};
use crate::package::walk::WalkError;
use crate::package::zip_index::{EndProblem, Field, ZipError};
use crate::workflow::error::Error;

fn name_problems(text: &str) -> Vec<NameProblem> {
    vec![
        NameProblem::Empty,
        NameProblem::Dots,
        NameProblem::NotUnicode,
        NameProblem::NotNfc,
        NameProblem::Reserved { base: text.to_owned() },
        NameProblem::TrailingDotOrSpace,
        NameProblem::Forbidden { character: '\u{202e}' },
        NameProblem::Control { code: 0x1b },
        NameProblem::NameTooLong { bytes: 300 },
        NameProblem::PathTooLong { bytes: 5000 },
        NameProblem::TooDeep { depth: 100 },
        NameProblem::OutsideData,
    ]
}

pub(in super::super) fn source_problems(text: &str) -> Vec<SourceProblem> {
    let kind = |expected, found| SourceProblem::WrongKind { expected, found };
    vec![
        SourceProblem::Missing,
        kind(Kind::File, Kind::Folder),
        kind(Kind::Folder, Kind::File),
        kind(Kind::File, Kind::Link),
        kind(Kind::File, Kind::Fifo),
        kind(Kind::File, Kind::Socket),
        kind(Kind::File, Kind::Device),
        kind(Kind::File, Kind::Other),
        SourceProblem::OtherFilesystem,
        SourceProblem::Ambiguous,
        SourceProblem::Io(IoError::other(text.to_owned())),
        SourceProblem::Changed,
        SourceProblem::Grew { listed: 1, found: 2 },
        SourceProblem::Shrank { listed: 2, found: 1 },
        SourceProblem::Content { listed: digest(), found: digest() },
    ]
}

/// A refusal of a path, with `text` as the path.
pub(in super::super) fn refused(text: &str, reason: impl Into<Reason>) -> Refused {
    Refused { path: text.to_owned(), reason: reason.into() }
}

pub(in super::super) fn travel(text: &str) -> Vec<Case> {
    let path = || text.to_owned();
    let names = name_problems(text).into_iter().map(|problem| refused(text, problem));
    let sources = source_problems(text).into_iter().map(|problem| refused(text, problem));
    let same = refused(text, Reason::SameName { other: path() });
    let everything: Vec<Refused> = names.chain(sources).chain([same]).collect();
    let mut cases = mapped(
        vec![
            (WalkError::NoPaths, Exit::Usage),
            (WalkError::Refused(everything), Exit::Refused),
            (WalkError::Refused(vec![refused(text, SourceProblem::Missing)]), Exit::Environment),
            (WalkError::List(FileListError::TooLarge), Exit::Refused),
            (WalkError::Cancelled, Exit::Interrupted),
            (WalkError::NoThread(io()), Exit::Environment),
            (WalkError::Panicked, Exit::Bug),
        ],
        Error::Walk,
    );
    let collisions = [Collision::Same, Collision::Case { other: path() }, Collision::FileAndFolder];
    cases.extend(all(
        Exit::Refused,
        collisions.map(|collision| FileListError::Collision { path: path(), collision }),
    ));
    cases.extend(all(
        Exit::Refused,
        name_problems(text).into_iter().map(|problem| FileListError::Name { path: path(), problem }),
    ));
    cases.extend(all(Exit::Refused, [FileListError::TooManyEntries { entries: usize::MAX }]));
    cases.extend(all(
        Exit::Tampered,
        [
            FileListError::Canonical(CanonicalError::NotCanonical { at: 3 }),
            FileListError::NotSorted,
            FileListError::NotEmpty { path: path() },
            FileListError::Level { path: path() },
        ],
    ));
    cases
}

/// Every reason why nothing can be sealed to a key.
pub(in super::super) fn recipient_problems(text: &str) -> Vec<(RecipientError, Exit)> {
    vec![
        (RecipientError::Empty, Exit::Usage),
        (RecipientError::SeveralLines, Exit::Usage),
        (RecipientError::Plugin { name: text.to_owned() }, Exit::Refused),
        (RecipientError::SecretKey, Exit::Refused),
        (RecipientError::UnsupportedSsh { algorithm: text.to_owned() }, Exit::Refused),
        (RecipientError::RsaTooSmall, Exit::Refused),
        (RecipientError::RsaTooLarge, Exit::Refused),
        (RecipientError::SmallOrder, Exit::Refused),
        (RecipientError::Malformed, Exit::Usage),
    ]
}

pub(in super::super) fn package(text: &str) -> Vec<Case> {
    let path = || text.to_owned();
    let mut cases: Vec<Case> = recipient_problems(text)
        .into_iter()
        .map(|(problem, exit)| (Error::RecipientKey { recipient: path(), problem }, exit))
        .collect();
    cases.extend(source_problems(text).into_iter().map(|problem| {
        let exit = if matches!(problem, SourceProblem::Io(_)) { Exit::Environment } else { Exit::Refused };
        (Error::Pack(PackError::Source { path: path(), problem }), exit)
    }));
    let name = NameProblem::Dots;
    let mixed = age::EncryptError::MixedRecipientAndPassphrase;
    cases.extend(mapped(
        vec![
            (PackError::NothingListed, Exit::Refused),
            (bag::BagError::BaseName { name: path(), problem: name.clone() }.into(), Exit::Bug),
            (bag::BagError::TagName { path: path(), problem: name }.into(), Exit::Bug),
            (bag::BagError::TagCollision { path: path(), collision: Collision::Same }.into(), Exit::Bug),
            (bag::BagError::Info { label: path() }.into(), Exit::Refused),
            (PackError::Level { level: 10 }, Exit::Usage),
            (
                SealError::Recipient { recipient: path(), problem: RecipientError::SmallOrder }.into(),
                Exit::Refused,
            ),
            (SealError::NoRecipients.into(), Exit::Refused),
            (SealError::EmptyPassphrase.into(), Exit::Bug),
            (SealError::Age(mixed).into(), Exit::Refused),
            (SealError::Io(io()).into(), Exit::Environment),
            (PackError::Archive(io()), Exit::Environment),
            (PackError::Deflate(DeflateFailed), Exit::Bug),
            (PackError::Sink(ErrorKind::StorageFull.into()), Exit::Environment),
            (PackError::NoThread(io()), Exit::Environment),
            (PackError::Cancelled, Exit::Interrupted),
            (PackError::Panicked, Exit::Bug),
        ],
        Error::Pack,
    ));
    let recipient = CustodyError::Recipient { recipient: path(), problem: RecipientError::RsaTooSmall };
    cases.extend(mapped(
        vec![
            (CustodyError::NoRecipient, Exit::Refused),
            (recipient, Exit::Refused),
            (CustodyError::TooLong, Exit::Bug),
            (CustodyError::Seal { source: io() }, Exit::Bug),
        ],
        Error::Custody,
    ));
    cases
}

fn unseal_errors() -> Vec<(UnsealError, Exit)> {
    let payload = |kind| unseal::Damage { kind, chunk: 3, sealed_offset: 196_608 };
    vec![
        (UnsealError::Io(io()), Exit::Environment),
        (UnsealError::NotAge, Exit::Tampered),
        (UnsealError::UnknownVersion, Exit::Tampered),
        (UnsealError::HeaderTooLong, Exit::Tampered),
        (UnsealError::DamagedHeader, Exit::Tampered),
        (UnsealError::TruncatedHeader, Exit::Tampered),
        (UnsealError::PassphraseNeeded, Exit::Usage),
        (UnsealError::IdentityNeeded, Exit::Usage),
        (UnsealError::WrongPassphrase, Exit::Refused),
        (UnsealError::NoFittingIdentity, Exit::Refused),
        (UnsealError::WorkFactor { required: 30, max: 20 }, Exit::Tampered),
        (UnsealError::Payload(payload(DamageKind::Changed)), Exit::Tampered),
        (UnsealError::Payload(payload(DamageKind::Missing)), Exit::Tampered),
        (UnsealError::Payload(payload(DamageKind::End)), Exit::Tampered),
        (UnsealError::TooLarge { max: 10 }, Exit::Tampered),
    ]
}

pub(in super::super) fn opening(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let damage = unseal::Damage { kind: DamageKind::End, chunk: 0, sealed_offset: 0 };
    let mut cases = mapped(
        vec![
            (OpenError::NotAPackage, Exit::Tampered),
            (OpenError::WrongPassphrase { check_syllables_right: true }, Exit::Refused),
            (OpenError::WrongPassphrase { check_syllables_right: false }, Exit::Refused),
            (OpenError::Damaged { damage, file: path() }, Exit::Tampered),
            (OpenError::Outer(ZipError::End(EndProblem::Zip64)), Exit::Tampered),
            (OpenError::OuterEntries { entries: 2 }, Exit::Tampered),
            (OpenError::OuterCompressed, Exit::Tampered),
            (OpenError::OuterDamaged, Exit::Tampered),
            (OpenError::TargetExists { path: path() }, Exit::Environment),
            (OpenError::Staging { path: path(), source: io() }, Exit::Environment),
            (OpenError::Cancelled, Exit::Interrupted),
            (SealedFileError::Io { path: path(), source: io() }.into(), Exit::Environment),
            (SealedFileError::NotAFile { path: path() }.into(), Exit::Usage),
            (SealedFileError::NotFirstVolume { path: path(), number: 2 }.into(), Exit::Usage),
            (SealedFileError::MissingVolume { path: path() }.into(), Exit::Tampered),
            (SealedFileError::RepeatedVolume { path: path() }.into(), Exit::Tampered),
            (SealedFileError::VolumeSize { path: path(), size_bytes: 1, expected: 2 }.into(), Exit::Tampered),
            (SealedFileError::TooManyVolumes.into(), Exit::Tampered),
            (SealedFileError::Cancelled.into(), Exit::Interrupted),
        ],
        Error::Open,
    );
    let unseal = |wrap: fn(UnsealError) -> Error| -> Vec<Case> { mapped(unseal_errors(), wrap) };
    cases.extend(unseal(|error| Error::Open(OpenError::Unseal(error))));
    cases.extend(unseal(|error| Error::UnsealCustody(UnsealCustodyError::Age(error))));
    // A broken identity file is no evidence of anything.
    cases.extend(
        unseal(|error| Error::Identity(IdentityError::Sealed(error)))
            .into_iter()
            .map(|(error, exit)| (error, if exit == Exit::Tampered { Exit::Environment } else { exit })),
    );
    cases.push((Error::UnsealCustody(UnsealCustodyError::NoIdentity), Exit::Usage));
    cases.push((Error::UnsealCustody(UnsealCustodyError::NotText), Exit::Tampered));
    cases.extend(mapped(
        vec![
            (IdentityError::Io { path: path(), source: io() }, Exit::Environment),
            (IdentityError::TooLarge, Exit::Environment),
            (IdentityError::PassphraseNeeded, Exit::Usage),
            (IdentityError::EmptyPassphrase, Exit::Refused),
            (IdentityError::NoIdentity, Exit::Environment),
            (IdentityError::Line { line: 3 }, Exit::Environment),
            (IdentityError::Plugin { line: 3, name: text.to_owned() }, Exit::Refused),
            (IdentityError::SshLocked, Exit::Usage),
            (IdentityError::SshUnsupported, Exit::Refused),
            (IdentityError::SshMalformed, Exit::Environment),
            (IdentityError::Seal { source: IoError::other(text.to_owned()) }, Exit::Bug),
        ],
        Error::Identity,
    ));
    cases
}

pub(in super::super) fn archive(text: &str) -> Vec<Case> {
    let path = || text.to_owned();
    let ends =
        [EndProblem::NoEndRecord, EndProblem::SeveralDisks, EndProblem::Zip64, EndProblem::DirectorySize];
    let fields = [
        Field::Signature,
        Field::Flags,
        Field::Method,
        Field::Name,
        Field::Crc32,
        Field::Size,
        Field::Extra,
        Field::Descriptor,
    ];
    let mut zips: Vec<ZipError> = ends.map(ZipError::End).into();
    zips.extend(fields.map(|field| ZipError::Disagreement { path: path(), field }));
    zips.extend([
        ZipError::Malformed { entry: 3 },
        ZipError::Absolute { path: path() },
        ZipError::Traversal { path: path() },
        ZipError::Backslash { path: path() },
        ZipError::DriveLetter { path: path() },
        ZipError::Name { path: path(), problem: NameProblem::Empty },
        ZipError::Link { path: path() },
        ZipError::Device { path: path() },
        ZipError::FileOrFolder { path: path() },
        ZipError::Duplicate { path: path() },
        ZipError::Case { path: path(), other: path() },
        ZipError::FileAsFolder { path: path() },
        ZipError::Encryption { path: path() },
        ZipError::Method { path: path(), method: 14 },
        ZipError::Flags { path: path(), flags: 9 },
        ZipError::Overlap { path: path() },
        ZipError::Gap { path: path() },
        ZipError::Content { path: path() },
        ZipError::TooManyEntries { entries: 10, max: 9 },
        ZipError::FileTooLarge { path: path(), size_bytes: 10, max: 9 },
        ZipError::TotalTooLarge { max: 9 },
        ZipError::Ratio { path: path(), max: 9 },
    ]);
    let zips = zips.into_iter().map(|error| OpenError::Extract(ExtractError::Zip(error)));
    let mut cases = all(Exit::Tampered, zips);
    let extracts = [
        ExtractError::OutsideBase { path: path() },
        ExtractError::SeveralBases { first: path(), second: path() },
        ExtractError::HiddenBase { base: path() },
        ExtractError::Empty,
        ExtractError::TagFilesTooLarge { size_bytes: 10, max: 9 },
    ];
    cases.extend(all(Exit::Tampered, extracts.map(OpenError::Extract)));
    let no_room = ExtractError::NoRoom { needed_bytes: 10_000_000, room_bytes: 9 };
    cases.extend(all(Exit::Environment, [OpenError::Extract(no_room)]));
    let bags = [
        BagError::NoTagFile { file: "bagit.txt" },
        BagError::Declaration,
        BagError::Unexpected { path: path() },
        BagError::Manifest { file: "manifest-sha256.txt", problem: ManifestError::NotUtf8 },
        BagError::Manifest { file: "manifest-sha256.txt", problem: ManifestError::Line { line: 3 } },
        BagError::Manifest { file: "manifest-sha256.txt", problem: ManifestError::Order { line: 3 } },
        BagError::Missing { path: path() },
        BagError::Extra { path: path() },
        BagError::Digest { path: path(), found: digest(), listed: digest() },
        BagError::Oxum,
    ];
    cases.extend(all(Exit::Tampered, bags.map(OpenError::Bag)));
    let others = [
        (ExtractError::NoThread(io()), Exit::Environment),
        (ExtractError::Zip(ZipError::Io(io())), Exit::Environment),
        (ExtractError::Write { path: path(), source: io() }, Exit::Environment),
        (ExtractError::Cancelled, Exit::Interrupted),
    ];
    cases.extend(others.map(|(error, exit)| (Error::Open(OpenError::Extract(error)), exit)));
    cases
}
