//! What just meets a limit opens: the refusals beyond it are with the hostile archives.

use std::io::Cursor;

use sekisho::base::limits;
use sekisho::package::names::NameProblem;
use sekisho::package::open::OpenLimits;
use sekisho::package::unseal::Unlock;
use sekisho::package::zip_index::{Encryption, ZipError, ZipIndex};

use super::making::{Desk, Entry, bag, entries, entries_of, identity, seal_to, zip};

#[test]
fn what_just_meets_the_limits_opens() {
    let opens = |entries: &[Entry], change: &dyn Fn(&mut OpenLimits)| {
        let (key, identities) = identity();
        let desk = Desk::new(&seal_to(&key.to_public(), &zip(entries)));
        let mut limits = OpenLimits::default();
        change(&mut limits);
        desk.open(&Unlock::Identities(&identities), &limits).unwrap();
    };
    // Stored, a byte is a byte.
    opens(&entries(), &|limits| (limits.archive.ratio, limits.archive.ratio_free_bytes) = (1, 0));
    let zeros = entries_of(&bag(&[("zeros", &[0; 9_000])]));
    let deflate = |entry: &Entry| Entry::deflated(std::str::from_utf8(&entry.name).unwrap(), &entry.data);
    let zeros: Vec<_> = zeros.iter().map(deflate).collect();
    opens(&zeros, &|limits| (limits.archive.ratio, limits.archive.ratio_free_bytes) = (1, 9_000));
    opens(&zeros, &|limits| limits.archive.file_bytes = 9_000);
    let total: u64 = entries().iter().map(|entry| u64::from(entry.size)).sum();
    opens(&entries(), &|limits| (limits.archive.entries, limits.archive.total_bytes) = (6, total));
    // The papers are everything but the payload of 29 bytes.
    opens(&entries(), &|limits| limits.tag_bytes = total - 29);
}

#[test]
fn a_name_one_byte_too_long_or_one_folder_too_deep_is_refused_and_none_before_it() {
    let read = |name: &str| {
        let archive = zip(&[Entry::file(name, b"x")]);
        ZipIndex::read(&mut Cursor::new(archive), &OpenLimits::default().archive, Encryption::None)
    };
    // The base folder comes on top of what a path may have.
    let deep = |names: usize| format!("C-0042{}", "/a".repeat(names));
    assert!(read(&deep(limits::PATH_DEPTH_MAX)).is_ok());
    let refused = read(&deep(limits::PATH_DEPTH_MAX + 1)).unwrap_err();
    assert!(matches!(refused, ZipError::Name { problem: NameProblem::TooDeep { .. }, .. }), "{refused:?}");
    let longest = limits::PATH_BYTES_MAX + limits::NAME_BYTES_MAX;
    let long = |bytes: usize| {
        let folder = format!("/{}", "x".repeat(81));
        let folders = format!("C-0042{}/", folder.repeat(50));
        let rest = bytes - folders.len();
        folders + &"y".repeat(rest)
    };
    assert!(read(&long(longest)).is_ok());
    let refused = read(&long(longest + 1)).unwrap_err();
    assert!(
        matches!(refused, ZipError::Name { problem: NameProblem::PathTooLong { .. }, .. }),
        "{refused:?}"
    );
}
