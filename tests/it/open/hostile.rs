//! Archives that say one thing to one reader and something else to another, or want too much.

use proptest::prelude::*;
use sekisho::base::limits;
use sekisho::package::names::NameProblem;
use sekisho::package::open::{BagError, ExtractError, OpenError, OpenLimits};
use sekisho::package::zip_index::{EndProblem, Field, ZipError};

use super::making::{BASE, Entry, bag, entries, entries_of, opened, refused, refused_with, zip, zip_with};

fn zip_error(archive: &[u8]) -> ZipError {
    match refused(archive) {
        OpenError::Extract(ExtractError::Zip(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// The plain bag with one more entry.
fn with(entry: Entry) -> Vec<u8> {
    zip(&[entries(), vec![entry]].concat())
}

fn named(name: &str) -> ZipError {
    zip_error(&with(Entry::file(name, b"x")))
}

/// The plain bag with its first entry changed.
fn changed(change: fn(&mut Entry)) -> ZipError {
    let mut entries = entries();
    change(&mut entries[0]);
    zip_error(&zip(&entries))
}

#[test]
fn the_plain_bag_opens() {
    let (_desk, opened) = opened(&zip(&entries()));
    let opened = opened.unwrap();
    assert_eq!((opened.base.as_str(), opened.files(), opened.bytes()), (BASE, 2, 29));
    assert!(opened.has_papers());
}

#[test]
fn names_that_leave_the_folder_are_refused() {
    assert!(matches!(named("/etc/passwd"), ZipError::Absolute { .. }));
    assert!(matches!(named("C-0042/../../etc/passwd"), ZipError::Traversal { .. }));
    assert!(matches!(named("../evil"), ZipError::Traversal { .. }));
    assert!(matches!(named("C-0042/data/.."), ZipError::Traversal { .. }));
    assert!(matches!(named("C-0042\\..\\evil"), ZipError::Backslash { .. }));
    assert!(matches!(named("C:/evil"), ZipError::DriveLetter { .. }));
    assert!(matches!(named("c:evil"), ZipError::DriveLetter { .. }));
}

#[test]
fn names_that_no_package_has_are_refused() {
    for (name, problem) in [
        ("C-0042/data/CON.txt", NameProblem::Reserved { base: "CON".to_owned() }),
        ("C-0042/data/a:b", NameProblem::Forbidden { character: ':' }),
        ("C-0042/data/a\nb", NameProblem::Control { code: 10 }),
        ("C-0042/data/a\0b", NameProblem::Control { code: 0 }),
        ("C-0042/data/a.", NameProblem::TrailingDotOrSpace),
        ("C-0042/data//a", NameProblem::Empty),
        ("C-0042/./a", NameProblem::Dots),
        ("", NameProblem::Empty),
        ("C-0042/data/か\u{3099}", NameProblem::NotNfc),
    ] {
        match named(name) {
            ZipError::Name { problem: found, .. } => assert_eq!(found, problem, "{name:?}"),
            other => panic!("{name:?}: {other:?}"),
        }
    }
    let mut latin = Entry::file("C-0042/data/", b"x");
    latin.name.extend([0xe9]);
    let not_unicode = |error| matches!(error, ZipError::Name { problem: NameProblem::NotUnicode, .. });
    assert!(not_unicode(zip_error(&with(latin))));
    let undeclared = Entry { flags: 0, ..Entry::file("C-0042/data/図", b"x") };
    assert!(not_unicode(zip_error(&with(undeclared))));
}

#[test]
fn names_too_long_or_too_deep_are_refused() {
    let long = format!("C-0042/data/{}", "あ".repeat(86));
    assert!(matches!(named(&long), ZipError::Name { problem: NameProblem::NameTooLong { .. }, .. }));
    let deep = format!("C-0042/data{}", "/a".repeat(limits::PATH_DEPTH_MAX));
    assert!(matches!(named(&deep), ZipError::Name { problem: NameProblem::TooDeep { .. }, .. }));
    let path = format!("C-0042/data{}", "/abcdefgh".repeat(600));
    assert!(matches!(named(&path), ZipError::Name { problem: NameProblem::PathTooLong { .. }, .. }));
}

#[test]
fn links_and_devices_are_refused() {
    let attributes = |attributes| Entry { attributes, ..Entry::file("C-0042/data/x", b"/etc/passwd") };
    assert!(matches!(zip_error(&with(attributes(0o120_777 << 16))), ZipError::Link { .. }));
    assert!(matches!(zip_error(&with(attributes(0x400))), ZipError::Link { .. }));
    for kind in [0o020_000_u32, 0o060_000, 0o010_000, 0o140_000] {
        assert!(matches!(zip_error(&with(attributes((kind | 0o644) << 16))), ZipError::Device { .. }));
    }
    // Whatever system is said to have made it.
    let link = Entry { made_by: 20, ..attributes(0o120_777 << 16) };
    assert!(matches!(zip_error(&with(link)), ZipError::Link { .. }));
}

#[test]
fn a_file_that_is_also_a_folder_is_refused() {
    let folder = Entry { attributes: 0o040_755 << 16, ..Entry::file("C-0042/data/x", b"") };
    assert!(matches!(zip_error(&with(folder)), ZipError::FileOrFolder { .. }));
    let file = Entry { attributes: 0o100_644 << 16, ..Entry::file("C-0042/data/x/", b"") };
    assert!(matches!(zip_error(&with(file)), ZipError::FileOrFolder { .. }));
    let full = Entry { attributes: 0x10, ..Entry::file("C-0042/data/x/", b"content") };
    assert!(matches!(zip_error(&with(full)), ZipError::FileOrFolder { .. }));
}

#[test]
fn names_that_collide_are_refused() {
    assert!(matches!(named("C-0042/data/a.txt"), ZipError::Duplicate { .. }));
    assert!(matches!(named("C-0042/data/A.TXT"), ZipError::Case { .. }));
    assert!(matches!(named("C-0042/DATA/c.txt"), ZipError::Case { .. }));
    assert!(matches!(named("C-0042/data/a.txt/b"), ZipError::FileAsFolder { .. }));
    assert!(matches!(named("C-0042/data/図面"), ZipError::FileAsFolder { .. }));
    // As when packing: beyond ASCII, and where folding makes two letters of one.
    for (one, other) in [("straße", "STRASSE"), ("ﬁle", "FILE"), ("ÅNGSTRÖM", "ångström"), ("ς", "Σ")]
    {
        let data = |name: &str| Entry::file(&format!("C-0042/data/{name}"), b"x");
        let both = [entries(), vec![data(one), data(other)]].concat();
        let error = zip_error(&zip(&both));
        let refused = matches!(error, ZipError::Case { .. } | ZipError::Duplicate { .. });
        assert!(refused, "{one} {other}: {error:?}");
    }
    let twice = [entries(), vec![Entry::folder("C-0042/e/"), Entry::folder("C-0042/e/")]].concat();
    assert!(matches!(zip_error(&zip(&twice)), ZipError::Duplicate { .. }));
}

#[test]
fn overlapping_entries_are_refused() {
    let mut twice = entries();
    let mut again = twice[1].clone();
    again.name.push(b'2');
    again.start = Some(0);
    twice.push(again);
    assert!(matches!(zip_error(&zip(&twice)), ZipError::Overlap { .. }));
    // An entry whose data are the headers and data of those behind it.
    let mut quine = entries();
    quine[0].size += 20;
    quine[0].packed += 20;
    assert!(matches!(zip_error(&zip(&quine)), ZipError::Overlap { .. }));
    // The last one reaching into the directory.
    let mut last = entries();
    let end = last.len() - 1;
    (last[end].size, last[end].packed) = (last[end].size + 9, last[end].packed + 9);
    assert!(matches!(zip_error(&zip(&last)), ZipError::Overlap { .. }));
    // One that begins behind the archive.
    let mut beyond = entries();
    beyond[0].start = Some(0x7000_0000);
    assert!(matches!(zip_error(&zip(&beyond)), ZipError::Overlap { .. }));
}

#[test]
fn bytes_that_belong_to_no_entry_are_refused() {
    assert!(matches!(changed(|entry| entry.behind = b"hidden".to_vec()), ZipError::Gap { .. }));
    let mut hidden = entries();
    let start = zip(&hidden[..0]).len();
    assert_eq!(start, 22);
    // An entry in the file that the directory does not list, in front of the others.
    let ghost = zip(&[Entry::file("C-0042/data/ghost", b"boo")]);
    let ghost = &ghost[..30 + 17 + 3];
    let mut at = u32::try_from(ghost.len()).unwrap();
    for entry in &mut hidden {
        entry.start = Some(at);
        at += u32::try_from(30 + entry.name.len() + entry.data.len()).unwrap();
    }
    let mut archive = [ghost, &zip(&hidden)].concat();
    let directory = archive.len() - 6;
    archive[directory..directory + 4].copy_from_slice(&at.to_le_bytes());
    assert!(matches!(zip_error(&archive), ZipError::Gap { .. }));
}

#[test]
fn local_headers_that_disagree_with_the_directory_are_refused() {
    let field = |change: fn(&mut Vec<u8>)| {
        let mut entries = entries();
        entries[0].local = change;
        match zip_error(&zip(&entries)) {
            ZipError::Disagreement { field, .. } => field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(field(|header| header[0] ^= 1), Field::Signature);
    assert_eq!(field(|header| header[6] ^= 8), Field::Flags);
    assert_eq!(field(|header| header[8] = 8), Field::Method);
    assert_eq!(field(|header| header[14] ^= 1), Field::Crc32);
    assert_eq!(field(|header| header[18] ^= 1), Field::Size);
    assert_eq!(field(|header| header[22] ^= 1), Field::Size);
    assert_eq!(field(|header| header[22..26].fill(0)), Field::Size);
    assert_eq!(field(|header| header[22..26].fill(0xff)), Field::Size);
    assert_eq!(field(|header| header[26] -= 1), Field::Name);
    assert_eq!(field(|header| header[31] ^= 1), Field::Name);
    // A size that refers to a field that is not there is no size of 0.
    let empty = Entry::file("C-0042/data/empty", b"");
    let error = zip_error(&with(Entry { local: |header| header[18..26].fill(0xff), ..empty }));
    assert!(matches!(error, ZipError::Disagreement { field: Field::Size, .. }), "{error:?}");
}

#[test]
fn a_local_header_that_goes_on_behind_the_end_of_the_archive_is_refused() {
    let mut entries = entries();
    let last = entries.len() - 1;
    entries[last].local = |header| header[28..30].fill(0xff);
    let error = zip_error(&zip(&entries));
    assert!(matches!(error, ZipError::Disagreement { field: Field::Size, .. }), "{error:?}");
}

#[test]
fn a_data_descriptor_must_say_what_the_directory_says() {
    let descriptor = |behind: Vec<u8>| {
        let mut entries = entries();
        entries[0].flags |= 8;
        entries[0].local = |header| header[14..26].fill(0);
        entries[0].behind = behind;
        zip(&entries)
    };
    let plain = entries().remove(0);
    let (crc, packed, size) = (plain.crc32, plain.packed, plain.size);
    let short: Vec<u8> = [crc, packed, size].iter().flat_map(|field| field.to_le_bytes()).collect();
    let long =
        [&crc.to_le_bytes()[..], &u64::from(packed).to_le_bytes(), &u64::from(size).to_le_bytes()].concat();
    let signed = |fields: &[u8]| [b"PK\x07\x08", fields].concat();
    for right in [short.clone(), long.clone(), signed(&short), signed(&long)] {
        assert!(opened(&descriptor(right)).1.is_ok());
    }
    // A writer that streams may refer to sizes that it does not know yet.
    let mut streamed = entries();
    (streamed[0].flags, streamed[0].behind) = (streamed[0].flags | 8, short.clone());
    streamed[0].local = |header| header[18..26].fill(0xff);
    opened(&zip(&streamed)).1.unwrap();
    let mut wrong = short.clone();
    wrong[8] ^= 1;
    let longer = [&short[..], b"x"].concat();
    for wrong in [vec![], wrong, longer, [b"PK\x07\x09", &short[..]].concat(), vec![0; 12]] {
        let error = zip_error(&descriptor(wrong));
        assert!(matches!(error, ZipError::Disagreement { field: Field::Descriptor, .. }), "{error:?}");
    }
}

#[test]
fn content_that_is_not_what_was_declared_is_refused() {
    let deflated = |change: fn(&mut Entry)| {
        let mut entries = entries();
        let at = entries.iter().position(|entry| entry.name.ends_with(b"b.dwg")).unwrap();
        let name = String::from_utf8(entries[at].name.clone()).unwrap();
        entries[at] = Entry::deflated(&name, &entries[at].data);
        change(&mut entries[at]);
        zip(&entries)
    };
    assert!(opened(&deflated(|_| {})).1.is_ok());
    let changes: [fn(&mut Entry); 6] = [
        |entry| entry.size -= 1,
        |entry| entry.size += 1,
        |entry| entry.crc32 ^= 1,
        |entry| entry.data[0] = 0xff,
        |entry| {
            // Bytes behind the end of the deflate stream, counted as part of it.
            entry.data.extend(b"hidden");
            entry.packed += 6;
        },
        |entry| {
            entry.data.truncate(4);
            entry.packed = 4;
        },
    ];
    for change in changes {
        assert!(matches!(zip_error(&deflated(change)), ZipError::Content { .. }));
    }
    // Stored, and two sizes that differ: who is to be believed?
    assert!(matches!(changed(|entry| entry.size += 1), ZipError::Content { .. }));
    assert!(matches!(changed(|entry| entry.data[0] ^= 1), ZipError::Content { .. }));
}

#[test]
fn encryption_methods_and_flags_that_mean_something_else_are_refused() {
    assert!(matches!(changed(|entry| entry.flags |= 1), ZipError::Encryption { .. }));
    assert!(matches!(changed(|entry| entry.method = 99), ZipError::Encryption { .. }));
    assert!(matches!(changed(|entry| entry.method = 93), ZipError::Method { method: 93, .. }));
    for flag in [5, 6, 13] {
        let mut entries = entries();
        entries[0].flags |= 1 << flag;
        assert!(matches!(zip_error(&zip(&entries)), ZipError::Flags { .. }));
    }
    // A second name for readers that prefer it.
    let unicode_path = |entry: &mut Entry| {
        entry.extra = [&[0x75, 0x70, 11, 0, 1, 0, 0, 0, 0][..], b"../evil"].concat();
        entry.extra[2] = 12;
    };
    assert!(matches!(changed(unicode_path), ZipError::Flags { .. }));
    // Twice, with the right name for whoever takes the first; and again for whoever takes the last.
    for wrong_first in [false, true] {
        let mut entries = entries();
        let right = name_field(&entries[0].name);
        let wrong = name_field(b"../evil");
        entries[0].extra = if wrong_first { [wrong, right] } else { [right, wrong] }.concat();
        assert!(matches!(zip_error(&zip(&entries)), ZipError::Flags { .. }), "{wrong_first}");
    }
}

/// The extra field that names a file (APPNOTE 4.6.9).
pub fn name_field(name: &[u8]) -> Vec<u8> {
    let length = u16::try_from(name.len() + 5).unwrap().to_le_bytes();
    [&[0x75, 0x70][..], &length, &[1, 0, 0, 0, 0], name].concat()
}

/// A reader that streams never sees the directory: another name, or another encryption, in the local header's extra fields
/// alone is another package for it.
#[test]
fn extra_fields_that_only_a_streaming_reader_sees_are_refused() {
    let local: [fn(&mut Vec<u8>); 4] = [
        |header| beside(header, &name_field(b"../evil")),
        |header| beside(header, &[0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 0, 0]),
        |header| beside(header, &[1, 0, 0, 0, 1, 0, 0, 0]),
        |header| {
            let name = header[30..].to_vec();
            beside(header, &[name_field(&name), name_field(&name)].concat());
        },
    ];
    for (round, local) in local.into_iter().enumerate() {
        let mut entries = entries();
        entries[0].local = local;
        let error = zip_error(&zip(&entries));
        assert!(matches!(error, ZipError::Disagreement { field: Field::Extra, .. }), "{round}: {error:?}");
    }
    // The same name there is no other one.
    let mut entries = entries();
    entries[0].local = |header| {
        let name = header[30..].to_vec();
        beside(header, &name_field(&name));
    };
    opened(&zip(&entries)).1.unwrap();
}

/// Puts extra fields into a local header that has none.
fn beside(header: &mut Vec<u8>, extra: &[u8]) {
    let length = u16::try_from(extra.len()).unwrap().to_le_bytes();
    header[28..30].copy_from_slice(&length);
    header.extend(extra);
}

#[test]
fn an_end_that_readers_could_understand_differently_is_refused() {
    let end = |change: fn(&mut Vec<u8>)| match zip_error(&zip_with(&entries(), change)) {
        ZipError::End(problem) => problem,
        other => panic!("{other:?}"),
    };
    assert_eq!(end(|record| record[20] = 1), EndProblem::NoEndRecord);
    assert_eq!(end(|record| record.extend(b"PK\x05\x06")), EndProblem::NoEndRecord);
    assert_eq!(end(|record| record.truncate(10)), EndProblem::NoEndRecord);
    assert_eq!(end(|record| record[4] = 1), EndProblem::SeveralDisks);
    assert_eq!(end(|record| record[8] += 1), EndProblem::SeveralDisks);
    assert_eq!(end(|record| record[12] += 1), EndProblem::DirectorySize);
    assert_eq!(end(|record| record[16] += 1), EndProblem::DirectorySize);
    assert_eq!(
        end(|record| {
            record[8] -= 1;
            record[10] -= 1;
        }),
        EndProblem::DirectorySize
    );
    let more = |record: &mut Vec<u8>| {
        record[8] += 1;
        record[10] += 1;
    };
    assert!(matches!(zip_error(&zip_with(&entries(), more)), ZipError::Malformed { .. }));
    let many = |record: &mut Vec<u8>| record[8..12].fill(0xff);
    assert_eq!(end(many), EndProblem::DirectorySize);
    // A second archive in front of the first: readers that scan would find the other directory.
    let two = [zip(&entries()), zip(&entries())].concat();
    assert!(matches!(zip_error(&two), ZipError::End(EndProblem::DirectorySize)));
    assert!(matches!(zip_error(b"PK"), ZipError::End(EndProblem::NoEndRecord)));
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let defaults = OpenLimits::default();
    let refuse = |archive: &[u8], change: fn(&mut OpenLimits)| {
        let mut limits = defaults;
        change(&mut limits);
        match refused_with(archive, &limits) {
            OpenError::Extract(ExtractError::Zip(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let zeros = entries_of(&bag(&[("zeros", &vec![0; 4 << 20])]));
    let zeros: Vec<_> = zeros
        .into_iter()
        .map(|entry| Entry::deflated(std::str::from_utf8(&entry.name).unwrap(), &entry.data))
        .collect();
    assert!(opened(&zip(&zeros)).1.is_ok(), "deflate's own best ratio is no bomb");
    let error = refuse(&zip(&zeros), |limits| limits.archive.ratio = 500);
    assert!(matches!(error, ZipError::Ratio { max: 500, .. }));
    let error = refuse(&zip(&zeros), |limits| limits.archive.file_bytes = 4 << 19);
    assert!(matches!(error, ZipError::FileTooLarge { size_bytes: 4_194_304, .. }));
    let error = refuse(&zip(&zeros), |limits| limits.archive.total_bytes = 4 << 20);
    assert!(matches!(error, ZipError::TotalTooLarge { .. }));
    let error = refuse(&zip(&entries()), |limits| limits.archive.entries = 5);
    assert!(matches!(error, ZipError::TooManyEntries { entries: 6, max: 5 }));
    // One that unpacks to more than it declares writes no more than it declared.
    let mut liar = zeros.clone();
    let at = liar.iter().position(|entry| entry.name.ends_with(b"zeros")).unwrap();
    liar[at].size = 1000;
    assert!(matches!(zip_error(&zip(&liar)), ZipError::Content { .. }));
    let limits = OpenLimits { tag_bytes: 100, ..defaults };
    assert!(matches!(
        refused_with(&zip(&entries()), &limits),
        OpenError::Extract(ExtractError::TagFilesTooLarge { max: 100, .. })
    ));
}

/// At the limits that everybody has: what is true of a bomb, it says before a byte of it is written; what is not is refused
/// as a lie.
#[test]
fn a_bomb_at_the_default_limits_lies_or_does_not_fit() {
    let zeros = entries_of(&bag(&[("zeros", &vec![0; 64 << 20])]));
    let zeros: Vec<_> = zeros
        .into_iter()
        .map(|entry| Entry::deflated(std::str::from_utf8(&entry.name).unwrap(), &entry.data))
        .collect();
    let mut claims = zeros.clone();
    let at = claims.iter().position(|entry| entry.name.ends_with(b"zeros")).unwrap();
    claims[at].size = claims[at].packed * 1_101 + 1_101;
    assert!(matches!(zip_error(&zip(&claims)), ZipError::Ratio { max: 1_100, .. }));
    let Some(small) = crate::media::mounted::Mounted::tmpfs("size=8m") else { return };
    let (key, identities) = super::making::identity();
    let desk = super::making::Desk::new(&super::making::seal_to(&key.to_public(), &zip(&zeros)));
    let stop = std::sync::atomic::AtomicBool::new(false);
    let unlock = sekisho::package::unseal::Unlock::Identities(&identities);
    let (limits, package) = (OpenLimits::default(), desk.package());
    let refused = sekisho::package::open::open(&package, &unlock, small.point(), &limits, &mut |_| {}, &stop)
        .unwrap_err();
    let OpenError::Extract(ExtractError::NoRoom { needed_bytes, room_bytes }) = refused else {
        panic!("{refused:?}")
    };
    assert!(needed_bytes > 64 << 20 && room_bytes <= 8 << 20, "{needed_bytes} {room_bytes}");
    assert_eq!(std::fs::read_dir(small.point()).unwrap().count(), 0, "left behind");
}

#[test]
fn more_than_one_base_folder_is_refused() {
    let extract = |archive: &[u8]| match refused(archive) {
        OpenError::Extract(error) => error,
        other => panic!("{other:?}"),
    };
    let second = extract(&with(Entry::file("C-0043/data/x", b"x")));
    assert!(matches!(second, ExtractError::SeveralBases { .. }));
    let beside = extract(&with(Entry::file("autorun.inf", b"x")));
    assert!(matches!(beside, ExtractError::OutsideBase { .. }));
    assert!(matches!(extract(&zip(&[])), ExtractError::Empty));
    let hidden = extract(&zip(&[Entry::file(".ssh/authorized_keys", b"x")]));
    assert!(matches!(hidden, ExtractError::HiddenBase { .. }));
}

#[test]
fn a_bag_that_is_not_complete_is_refused() {
    let bag_error = |archive: &[u8]| match refused(archive) {
        OpenError::Bag(error) => error,
        other => panic!("{other:?}"),
    };
    let without = |name: &str| {
        let mut entries = entries();
        entries.retain(|entry| !entry.name.ends_with(name.as_bytes()));
        zip(&entries)
    };
    assert!(matches!(bag_error(&without("data/a.txt")), BagError::Missing { .. }));
    assert!(matches!(bag_error(&without("bagit.txt")), BagError::NoTagFile { .. }));
    assert!(matches!(bag_error(&without("tagmanifest-sha256.txt")), BagError::NoTagFile { .. }));
    assert!(matches!(bag_error(&without("request.json")), BagError::Missing { .. }));
    let extra = with(Entry::file("C-0042/data/extra", b"x"));
    assert!(matches!(bag_error(&extra), BagError::Extra { .. }));
    let unsigned = with(Entry::file("C-0042/sekisho/approval-9", b"x"));
    assert!(matches!(bag_error(&unsigned), BagError::Extra { .. }));
    let mut files = bag(&[("a", b"alpha")]);
    files.insert("data/a".to_owned(), b"omega".to_vec());
    assert!(matches!(bag_error(&zip(&entries_of(&files))), BagError::Digest { .. }));
}

#[test]
fn every_changed_byte_of_the_archive_is_refused_or_changes_nothing() {
    let archive = zip(&entries());
    let intact = opened(&archive).1.unwrap();
    for at in 0..archive.len() {
        let mut changed = archive.clone();
        changed[at] ^= [0x01, 0x80, 0xff, 0x20][at % 4];
        let (desk, result) = opened(&changed);
        match result {
            Err(_) => assert!(desk.left().is_empty()),
            Ok(opened) => {
                assert_eq!(opened.base, intact.base, "byte {at}");
                assert_eq!(opened.payload, intact.payload, "byte {at}");
                assert_eq!(opened.tag_files, intact.tag_files, "byte {at}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_archive_makes_it_panic(
        cuts in proptest::collection::vec((0_usize..2000, any::<u8>()), 1..12),
        keep in 0_usize..2000,
    ) {
        let mut archive = zip(&entries());
        for (at, byte) in cuts {
            let len = archive.len();
            archive[at % len] = byte;
        }
        let len = archive.len();
        archive.truncate(len.min(keep + 400));
        let _result = opened(&archive);
    }
}

/// Changes the ZIP64 records (both in one) and the end record.
pub type ChangeEnd = fn(&mut [u8], &mut [u8]);

/// The archive with ZIP64 end records in front of its end record, after `change` to both.
pub fn zip64(archive: &[u8], change: ChangeEnd) -> Vec<u8> {
    let (rest, end) = archive.split_at(archive.len() - 22);
    let field = |at: usize| u64::from(u32::from_le_bytes(end[at..at + 4].try_into().unwrap()));
    let (count, size, start) = (u64::from(end[8]), field(12), field(16));
    let mut record = b"PK\x06\x06".to_vec();
    record.extend(44_u64.to_le_bytes());
    record.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    record.extend([count, count, size, start].iter().flat_map(|field| field.to_le_bytes()));
    let mut locator = b"PK\x06\x07\0\0\0\0".to_vec();
    locator.extend(u64::try_from(rest.len()).unwrap().to_le_bytes());
    locator.extend([1, 0, 0, 0]);
    let (mut both, mut end) = ([record, locator].concat(), end.to_vec());
    end[8..20].fill(0xff);
    change(&mut both, &mut end);
    [rest, &both, &end].concat()
}

#[test]
fn zip64_ends_that_disagree_are_refused() {
    let archive = zip(&entries());
    assert!(opened(&zip64(&archive, |_, _| {})).1.is_ok());
    // The short fields may also say the same instead of referring to the long ones.
    let said_twice = |_: &mut [u8], end: &mut [u8]| end[8..12].copy_from_slice(&[6, 0, 6, 0]);
    assert!(opened(&zip64(&archive, said_twice)).1.is_ok());
    let changes: [ChangeEnd; 8] = [
        |record, _| record[0] = 0,
        |record, _| record[4] += 1,
        |record, _| record[16] = 1,
        |record, _| record[24] += 1,
        |record, _| record[56 + 4] = 1,
        |record, _| record[56 + 8] ^= 1,
        |record, _| record[56 + 16] = 2,
        |_, end| end[8..12].copy_from_slice(&[5, 0, 5, 0]),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let error = zip_error(&zip64(&archive, change));
        assert!(matches!(error, ZipError::End(EndProblem::Zip64)), "{number}: {error:?}");
    }
    // The same end record twice over leaves bytes that belong to nothing.
    let error = zip_error(&zip64(&zip64(&archive, |_, _| {}), |_, _| {}));
    assert!(matches!(error, ZipError::End(_)), "{error:?}");
    let many = |record: &mut [u8], _: &mut [u8]| {
        record[26] = 0xff;
        record[34] = 0xff;
    };
    assert!(matches!(zip_error(&zip64(&archive, many)), ZipError::End(EndProblem::DirectorySize)));
}

#[test]
fn sizes_in_zip64_fields_are_read_and_compared() {
    let long = |change: fn(&mut Entry)| {
        let mut entries = entries();
        let sizes = [u64::from(entries[0].size), u64::from(entries[0].packed)];
        entries[0].extra = [&[1, 0, 16, 0][..], &sizes[0].to_le_bytes(), &sizes[1].to_le_bytes()].concat();
        (entries[0].size, entries[0].packed) = (u32::MAX, u32::MAX);
        change(&mut entries[0]);
        zip(&entries)
    };
    assert!(opened(&long(|_| {})).1.is_ok());
    let local = zip_error(&long(|entry| {
        entry.local = |header| {
            let at = header.len() - 16;
            header[at] ^= 1;
        };
    }));
    assert!(matches!(local, ZipError::Disagreement { field: Field::Size, .. }));
    assert!(matches!(zip_error(&long(|entry| entry.extra.clear())), ZipError::Flags { .. }));
    assert!(matches!(zip_error(&long(|entry| entry.extra[11] = 0xff)), ZipError::FileTooLarge { .. }));
}
