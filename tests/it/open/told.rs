//! Packages that somebody made to do harm, given to the program as a recipient gives them to it: how it ends, what it
//! says in both languages, and that nothing is left behind or changed, wherever it looked.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use age::secrecy::ExposeSecret as _;
use sekisho::base::limits;

use super::aes_zip::plain_with;
use super::hostile::{name_field, zip64};
use super::making::{
    BASE, Entry, bag, entries, entries_of, identity, issued, list, noise, seal_to, seal_with, zip, zip_with,
};
use crate::faults::bench::{Bench, Ran};
use crate::support::require_peer;

/// A recipient's desk: a key, a folder to open into, and a file that nothing may touch.
struct Recipient {
    bench: Bench,
    key: age::x25519::Recipient,
}

/// With what it is opened.
#[derive(Clone, Copy)]
enum With {
    Key,
    Passphrase,
}

impl Recipient {
    fn new() -> Option<Self> {
        let bench = Bench::empty()?;
        let (key, _) = identity();
        fs::write(bench.path("identity"), key.to_string().expose_secret()).unwrap();
        fs::write(bench.path("typed"), issued(1).expose()).unwrap();
        fs::write(bench.path("mine"), "mine").unwrap();
        fs::create_dir(bench.path("in")).unwrap();
        Some(Self { bench, key: key.to_public() })
    }

    /// Everything that opens with the key and holds this archive.
    fn sealed(&self, archive: &[u8]) -> Vec<u8> {
        seal_to(&self.key, archive)
    }

    fn open(&self, file: &str, with: With, more: &[&str]) -> Ran {
        // A pipe in the package's place would otherwise be waited for until the test is ended.
        let mut command = self.bench.command(&require_peer("timeout").unwrap());
        command.args(["-s", "KILL", "120", crate::faults::bench::program(), "open", file, "--into", "in"]);
        match with {
            With::Key => command.args(["--identity", "identity"]),
            With::Passphrase => command.args(["--passphrase-fd", "0"]),
        };
        command.args(more).stdin(Stdio::from(fs::File::open(self.bench.path("typed")).unwrap()));
        command.output().unwrap().into()
    }

    /// It ends with `exit`, says `code` and `fact`, the same in Japanese, and everything is as it was.
    #[track_caller]
    fn refuses(&self, what: &str, file: &str, with: With, told @ (exit, ..): (i32, &str, &str)) -> String {
        let before = self.everything();
        let message = self.refuses_in_english(what, file, with, told);
        let plain = self.open(file, with, &["--lang", "ja"]);
        assert_eq!((plain.code, plain.stdout.as_str()), (Some(exit), ""), "{what}: {plain:?}");
        assert!(is_japanese(&plain.stderr) && is_harmless(&plain.stderr), "{what}: {plain:?}");
        assert_eq!(self.everything(), before, "{what}: something is not as it was");
        message
    }

    #[track_caller]
    fn refuses_in_english(
        &self,
        what: &str,
        file: &str,
        with: With,
        (exit, code, fact): (i32, &str, &str),
    ) -> String {
        let told = self.open(file, with, &["--json", "--lang", "en"]);
        assert_eq!((told.code, told.stdout.as_str()), (Some(exit), ""), "{what}: {told:?}");
        let json: serde_json::Value =
            serde_json::from_str(&told.stderr).unwrap_or_else(|error| panic!("{what}: {error}: {told:?}"));
        let message = json["message"].as_str().unwrap();
        assert_eq!(
            (json["error"].as_str(), json["exit"].as_i64()),
            (Some(code), Some(exit.into())),
            "{what}: {told:?}"
        );
        assert!(message.contains(fact), "{what}: {message} says nothing of {fact}");
        assert!(is_harmless(message), "{what}: {message:?}");
        message.to_owned()
    }

    /// The same of content sealed to the key, under a package's name.
    #[track_caller]
    fn refuses_archive(&self, what: &str, archive: &[u8], told: (i32, &str, &str)) -> String {
        fs::write(self.bench.path(PACKAGE), self.sealed(archive)).unwrap();
        self.refuses(what, PACKAGE, With::Key, told)
    }

    /// Every path below the desk, also of the program's own folders, and what is there.
    fn everything(&self) -> BTreeMap<PathBuf, String> {
        let mut seen = BTreeMap::new();
        let mut folders = vec![self.bench.root()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
                let (path, kind) = (entry.path(), entry.file_type().unwrap());
                let holds = if kind.is_dir() {
                    folders.push(path.clone());
                    "a folder".to_owned()
                } else if kind.is_symlink() {
                    format!("a link to {}", fs::read_link(&path).unwrap().display())
                } else if kind.is_fifo() {
                    "a pipe".to_owned()
                } else {
                    sekisho::base::digest::Digest::of(&fs::read(&path).unwrap()).to_string()
                };
                seen.insert(path, holds);
            }
        }
        seen
    }
}

/// Makes one thing wrong.
type Change<T> = fn(&mut T);

/// What is said, what is changed, the code, and the fact in the message.
type Lie<T> = (&'static str, Change<T>, &'static str, &'static str);

const PACKAGE: &str = "C-0042.zip.age";

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ぁ'..='ん'))
}

/// Whether nothing in it moves a cursor.
fn is_harmless(said: &str) -> bool {
    said.chars().all(|c| !c.is_control() || c == '\n')
}

/// The plain bag with one more entry of this name.
fn named(name: &str) -> Vec<u8> {
    zip(&[entries(), vec![Entry::file(name, b"x")]].concat())
}

/// The plain bag with its first entry changed.
fn changed(change: fn(&mut Entry)) -> Vec<u8> {
    let mut entries = entries();
    change(&mut entries[0]);
    zip(&entries)
}

/// The plain bag with these two beside its files.
fn both(one: &str, other: &str) -> Vec<u8> {
    let data = |name: &str| Entry::file(&format!("{BASE}/data/{name}"), b"x");
    zip(&[entries(), vec![data(one), data(other)]].concat())
}

#[test]
fn names_that_lead_elsewhere_end_with_4_and_put_nothing_anywhere() {
    let Some(desk) = Recipient::new() else { return };
    let absolute = desk.bench.path("evil");
    let absolute = absolute.to_str().unwrap();
    for (name, code) in [
        (absolute, "zip-absolute"),
        ("/etc/cron.d/evil", "zip-absolute"),
        ("../evil", "zip-traversal"),
        ("C-0042/../evil", "zip-traversal"),
        ("C-0042/data/../../../evil", "zip-traversal"),
        ("C-0042/data/..", "zip-traversal"),
        ("..\\evil", "zip-backslash"),
        ("C-0042\\data\\evil", "zip-backslash"),
        ("C:/evil", "zip-drive-letter"),
        ("c:evil", "zip-drive-letter"),
        ("C-0042/data/CON.txt", "name-reserved"),
        ("C-0042/data/a:b", "name-forbidden"),
        ("C-0042/data/a.", "name-trailing"),
        ("C-0042/data//a", "name-empty"),
        ("C-0042/./a", "name-dots"),
        ("C-0042/data/か\u{3099}", "name-not-nfc"),
        ("C-0042/data/a.txt", "path-twice"),
        ("C-0042/data/A.TXT", "path-case"),
        ("C-0042/DATA/c.txt", "path-case"),
        ("C-0042/data/a.txt/b", "path-file-and-folder"),
        ("autorun.inf", "outside-base"),
    ] {
        // As it is said: what joins with the letter before it, and a backslash, are escaped.
        let shown = name.replace('\u{3099}', "").replace('\\', "\\\\");
        desk.refuses_archive(name, &named(name), (4, code, shown.trim_end_matches('.')));
    }
    // What would repaint the screen is said harmlessly.
    for name in ["C-0042/data/a\nb", "C-0042/data/\u{1b}[2Jx", "C-0042/data/a\0b"] {
        desk.refuses_archive(name, &named(name), (4, "name-control", "C-0042/data/"));
    }
    for (name, code) in [
        (format!("C-0042/data/{}", "あ".repeat(86)), "name-too-long"),
        (format!("C-0042/data{}", "/a".repeat(limits::PATH_DEPTH_MAX)), "path-too-deep"),
        (format!("C-0042/data{}", "/abcdefgh".repeat(600)), "path-too-long"),
    ] {
        desk.refuses_archive(code, &named(&name), (4, code, "C-0042/data/"));
    }
    let mut latin = Entry::file("C-0042/data/", b"x");
    latin.name.extend([0xe9]);
    let latin = zip(&[entries(), vec![latin]].concat());
    desk.refuses_archive("Latin-1", &latin, (4, "name-not-unicode", "C-0042/data/"));
    // Two names that a receiving system takes for one.
    for (one, other) in [("straße", "STRASSE"), ("ﬁle", "FILE"), ("ÅNGSTRÖM", "ångström"), ("ς", "Σ")]
    {
        desk.refuses_archive(one, &both(one, other), (4, "path-case", "C-0042/data/"));
    }
    let second = named("C-0043/data/x");
    desk.refuses_archive("two folders", &second, (4, "several-bases", "C-0043"));
    desk.refuses_archive("none", &zip(&[]), (4, "archive-empty", ""));
    let hidden = zip(&[Entry::file(".ssh/authorized_keys", b"x")]);
    desk.refuses_archive("hidden", &hidden, (4, "hidden-base", ".ssh"));
}

#[test]
fn links_devices_and_lies_about_content_end_with_4() {
    let Some(desk) = Recipient::new() else { return };
    let kind = |attributes: u32, name: &str, content: &[u8]| {
        let entry = Entry { attributes, ..Entry::file(name, content) };
        zip(&[entries(), vec![entry]].concat())
    };
    for (what, attributes, code) in [
        ("a link", 0o120_777 << 16, "zip-link"),
        ("a reparse point", 0x400, "zip-link"),
        ("a character device", 0o020_644 << 16, "zip-device"),
        ("a block device", 0o060_644 << 16, "zip-device"),
        ("a pipe", 0o010_644 << 16, "zip-device"),
        ("a socket", 0o140_644 << 16, "zip-device"),
        ("a folder without its stroke", 0o040_755 << 16, "zip-file-or-folder"),
    ] {
        let archive = kind(attributes, "C-0042/data/x", b"/etc/passwd");
        desk.refuses_archive(what, &archive, (4, code, "C-0042/data/x"));
    }
    let first = String::from_utf8(entries()[0].name.clone()).unwrap();
    let changes: [Lie<Entry>; 13] = [
        ("its signature", |entry| entry.local = |header| header[0] ^= 1, "zip-disagreement", "signature"),
        ("its flags", |entry| entry.local = |header| header[6] ^= 8, "zip-disagreement", "flags"),
        ("its method", |entry| entry.local = |header| header[8] = 8, "zip-disagreement", "method"),
        ("its checksum", |entry| entry.local = |header| header[14] ^= 1, "zip-disagreement", "checksum"),
        ("its size", |entry| entry.local = |header| header[22] ^= 1, "zip-disagreement", "size"),
        ("its name", |entry| entry.local = |header| header[31] ^= 1, "zip-disagreement", "name"),
        ("bytes behind it", |entry| entry.behind = b"hidden".to_vec(), "zip-gap", "belong to no entry"),
        ("its content", |entry| entry.data[0] ^= 1, "zip-content", "not what the directory says"),
        ("its length", |entry| entry.size += 1, "zip-content", "not what the directory says"),
        ("encryption", |entry| entry.flags |= 1, "zip-encryption", "encrypted"),
        ("a method", |entry| entry.method = 93, "zip-method", "method 93"),
        ("a flag", |entry| entry.flags |= 1 << 5, "zip-flags", "0x0820"),
        ("a second name", |entry| entry.extra = name_field(b"../evil"), "zip-flags", "0x0800"),
    ];
    for (what, change, code, fact) in changes {
        let fact =
            if code == "zip-disagreement" { format!("two headers disagree ({fact})") } else { fact.into() };
        let message = desk.refuses_archive(what, &changed(change), (4, code, &first));
        assert!(message.contains(&fact), "{what}: {message} says nothing of {fact}");
    }
    let ends: [(&str, Change<Vec<u8>>, &str); 5] = [
        ("a comment", |end| end[20] = 1, "zip-no-end"),
        ("something behind", |end| end.push(0), "zip-no-end"),
        ("another disk", |end| end[4] = 1, "zip-several-disks"),
        ("a shorter directory", |end| end[12] -= 1, "zip-directory-size"),
        ("one entry more", |end| (end[8], end[10]) = (end[8] + 1, end[10] + 1), "zip-malformed"),
    ];
    for (what, end, code) in ends {
        desk.refuses_archive(what, &zip_with(&entries(), end), (4, code, ""));
    }
    let two = [zip(&entries()), zip(&entries())].concat();
    desk.refuses_archive("two archives in one", &two, (4, "zip-directory-size", ""));
    let disagree = zip64(&zip(&entries()), |record, _| record[24] += 1);
    desk.refuses_archive("two ends", &disagree, (4, "zip-zip64", ""));
}

#[test]
fn bombs_end_with_4_before_a_byte_of_them_is_written() {
    let Some(desk) = Recipient::new() else { return };
    // As much as deflate can, and a little more.
    let mut ratio = entries();
    ratio[0].size = (1 << 20) + 1;
    ratio[0].method = 8;
    let name = String::from_utf8(ratio[0].name.clone()).unwrap();
    desk.refuses_archive("ratio", &zip(&ratio), (4, "zip-ratio", &name));
    let long = |size: u64, packed: u64| {
        let extra = [&[1, 0, 16, 0][..], &size.to_le_bytes(), &packed.to_le_bytes()].concat();
        move |entry: &mut Entry| {
            entry.extra = extra;
            (entry.size, entry.packed) = (u32::MAX, u32::MAX);
        }
    };
    let mut large = entries();
    long(limits::PACKAGE_TOTAL_BYTES_MAX + 1, 29)(&mut large[0]);
    desk.refuses_archive("one file", &zip(&large), (4, "zip-file-too-large", &name));
    let mut total = entries();
    for entry in &mut total[..2] {
        long(limits::PACKAGE_TOTAL_BYTES_MAX, limits::PACKAGE_TOTAL_BYTES_MAX)(entry);
    }
    desk.refuses_archive("all files", &zip(&total), (4, "too-large", ""));
    // Room for so many that say so, and none of them is read.
    let count = u64::try_from(limits::PACKAGE_ENTRIES_MAX + 1).unwrap();
    let mut many = vec![0; 46 * (limits::PACKAGE_ENTRIES_MAX + 1)];
    let mut record = b"PK\x06\x06".to_vec();
    record.extend(44_u64.to_le_bytes());
    record.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    record.extend([count, count, count * 46, 0].iter().flat_map(|field| field.to_le_bytes()));
    record.extend(b"PK\x06\x07\0\0\0\0");
    record.extend((count * 46).to_le_bytes());
    record.extend([1, 0, 0, 0]);
    record.extend(b"PK\x05\x06\0\0\0\0");
    record.extend([0xff; 12]);
    record.extend([0, 0]);
    many.extend(record);
    desk.refuses_archive("entries", &many, (4, "too-many-files", &count.to_string()[..1]));
    // One kernel for two entries, an entry made of others, and one that reaches into the directory.
    let mut twice = entries();
    let mut again = twice[1].clone();
    again.name.push(b'2');
    again.start = Some(0);
    twice.push(again);
    let mut quine = entries();
    (quine[0].size, quine[0].packed) = (quine[0].size + 20, quine[0].packed + 20);
    let mut last = entries();
    let end = last.len() - 1;
    (last[end].size, last[end].packed) = (last[end].size + 9, last[end].packed + 9);
    for (what, entries) in [("twice", twice), ("a quine", quine), ("the directory", last)] {
        desk.refuses_archive(what, &zip(&entries), (4, "zip-overlap", "C-0042/"));
    }
}

#[test]
fn a_bag_that_does_not_hold_together_ends_with_4() {
    let Some(desk) = Recipient::new() else { return };
    let without = |name: &str| {
        let mut entries = entries();
        entries.retain(|entry| !entry.name.ends_with(name.as_bytes()));
        zip(&entries)
    };
    let told = |code, fact| (4, code, fact);
    desk.refuses_archive("a file less", &without("data/a.txt"), told("bag-missing", "data/a.txt"));
    desk.refuses_archive("no bagit.txt", &without("bagit.txt"), told("bag-no-tag-file", "bagit.txt"));
    desk.refuses_archive("a paper less", &without("request.json"), told("bag-missing", "request.json"));
    desk.refuses_archive("a file more", &named("C-0042/data/extra"), told("bag-extra", "data/extra"));
    desk.refuses_archive(
        "an approval more",
        &named("C-0042/sekisho/approval-9"),
        told("bag-extra", "approval-9"),
    );
    let mut other = bag(&[("a", b"alpha")]);
    other.insert("data/a".to_owned(), b"omega".to_vec());
    desk.refuses_archive("other content", &zip(&entries_of(&other)), told("bag-digest", "data/a"));
    let mut fetch = bag(&[("a", b"alpha")]);
    fetch.insert("fetch.txt".to_owned(), b"https://example.test/a 5 data/b\n".to_vec());
    list(&mut fetch);
    desk.refuses_archive("to be fetched", &zip(&entries_of(&fetch)), told("bag-unexpected", "fetch.txt"));
    // Intact, and nobody says who sent it.
    desk.refuses_archive("no papers", &zip(&entries()), told("paper-missing", "sekisho/"));
}

/// The header is made by hand: nobody has the memory for the higher ones.
#[test]
fn a_work_factor_beyond_the_limit_is_refused_by_its_number_and_costs_nothing() {
    fn header(factor: impl std::fmt::Display) -> Vec<u8> {
        let (salt, body, mac) = ("A".repeat(22), "A".repeat(43), "A".repeat(43));
        let header = format!("age-encryption.org/v1\n-> scrypt {salt} {factor}\n{body}\n--- {mac}\n");
        [header.as_bytes(), &[7; 100]].concat()
    }
    let Some(desk) = Recipient::new() else { return };
    let before = desk.everything();
    for factor in (limits::SCRYPT_WORK_FACTOR_MAX + 1..=64).chain([99, 255]) {
        fs::write(desk.bench.path(PACKAGE), header(factor)).unwrap();
        let fact = format!("work factor {factor},");
        desk.refuses_in_english(&fact, PACKAGE, With::Passphrase, (4, "work-factor", &fact));
    }
    desk.refuses("255", PACKAGE, With::Passphrase, (4, "work-factor", "work factor 255,"));
    for factor in ["256", "021", "-1", "", "٢١"] {
        fs::write(desk.bench.path(PACKAGE), header(factor)).unwrap();
        desk.refuses_in_english(factor, PACKAGE, With::Passphrase, (4, "header-damaged", ""));
    }
    // Within the limit it is tried, and the passphrase is another's.
    for factor in [4, limits::SCRYPT_WORK_FACTOR_MAX - 1, limits::SCRYPT_WORK_FACTOR_MAX] {
        fs::write(desk.bench.path(PACKAGE), header(factor)).unwrap();
        let told = (3, "passphrase-of-another", "");
        desk.refuses_in_english(&factor.to_string(), PACKAGE, With::Passphrase, told);
    }
    fs::remove_file(desk.bench.path(PACKAGE)).unwrap();
    assert_eq!(desk.everything(), before, "something is not as it was");
}

#[test]
fn what_opens_otherwise_says_how_and_no_plugin_is_asked() {
    let Some(desk) = Recipient::new() else { return };
    let mac = "A".repeat(43);
    let plugin = format!("age-encryption.org/v1\n-> yubikey AAAA\nAAAA\n--- {mac}\n");
    fs::write(desk.bench.path(PACKAGE), [plugin.as_bytes(), &[7; 100]].concat()).unwrap();
    desk.refuses("a plugin's stanza", PACKAGE, With::Key, (3, "no-fitting-identity", ""));
    desk.refuses("a plugin's stanza", PACKAGE, With::Passphrase, (2, "opens-with-key", ""));
    fs::write(desk.bench.path(PACKAGE), seal_with(&issued(1), &zip(&entries()))).unwrap();
    desk.refuses("a passphrase", PACKAGE, With::Key, (2, "opens-with-passphrase", ""));
    fs::write(desk.bench.path(PACKAGE), seal_with(&issued(2), &zip(&entries()))).unwrap();
    desk.refuses("another's", PACKAGE, With::Passphrase, (3, "passphrase-of-another", ""));
    fs::write(desk.bench.path(PACKAGE), plain_with(&zip(&entries()))).unwrap();
    desk.refuses("a passphrase", PACKAGE, With::Key, (2, "opens-with-passphrase", ""));
    fs::write(desk.bench.path("identity"), format!("AGE-PLUGIN-EVIL-1{}\n", "Q".repeat(40))).unwrap();
    desk.refuses("a plugin's identity", PACKAGE, With::Key, (3, "identity-plugin", "line 1"));
}

#[test]
fn what_was_cut_lengthened_or_joined_ends_with_4() {
    let Some(desk) = Recipient::new() else { return };
    let archive = zip(&entries_of(&bag(&[("noise", &noise(150_000))])));
    let age = desk.sealed(&archive);
    let zip = plain_with(&archive);
    let header = age.windows(5).position(|window| window == b"\n--- ").unwrap();
    let chunk = age.len() - (150_000 % 65_536);
    let mut flipped = age.clone();
    flipped[header + 100] ^= 1;
    let mut zip_flipped = zip.clone();
    zip_flipped[1000] ^= 1;
    for (what, sealed, with, code) in [
        ("cut in the header", age[..header].to_vec(), With::Key, "header-truncated"),
        ("cut in the middle", age[..chunk].to_vec(), With::Key, "content-end"),
        ("one byte less", age[..age.len() - 1].to_vec(), With::Key, "content-end"),
        ("one byte more", [&age[..], b"\0"].concat(), With::Key, "content-end"),
        ("twice", [&age[..], &age].concat(), With::Key, "content-end"),
        ("another behind", [&age[..], &zip].concat(), With::Key, "content-end"),
        ("one bit", flipped, With::Key, "content-changed"),
        ("nothing", Vec::new(), With::Key, "not-a-package"),
        ("something else", b"MZ\x90\0".to_vec(), With::Key, "not-a-package"),
        ("of another version", b"age-encryption.org/v2\n".to_vec(), With::Key, "age-version"),
        ("cut", zip[..zip.len() - 1].to_vec(), With::Passphrase, "zip-no-end"),
        ("cut short", zip[..40].to_vec(), With::Passphrase, "zip-no-end"),
        ("one byte more", [&zip[..], b"\0"].concat(), With::Passphrase, "zip-no-end"),
        ("twice", [&zip[..], &zip].concat(), With::Passphrase, "zip-directory-size"),
        ("another in front", [&age[..], &zip].concat(), With::Passphrase, "opens-with-key"),
        ("one bit", zip_flipped, With::Passphrase, "sealed-damaged"),
    ] {
        fs::write(desk.bench.path(PACKAGE), sealed).unwrap();
        let exit = if code == "opens-with-key" { 2 } else { 4 };
        desk.refuses(what, PACKAGE, with, (exit, code, ""));
    }
    fs::remove_file(desk.bench.path(PACKAGE)).unwrap();
    // Volumes: one missing, one too short, one too many, one twice.
    let volumes = || {
        for (number, part) in (1..).zip(age.chunks(60_000)) {
            fs::write(desk.bench.path(&format!("{PACKAGE}.{number:03}")), part).unwrap();
        }
    };
    let (first, second) = (format!("{PACKAGE}.001"), format!("{PACKAGE}.002"));
    volumes();
    desk.refuses("the second alone", &second, With::Key, (2, "not-first-volume", "2"));
    fs::remove_file(desk.bench.path(&second)).unwrap();
    desk.refuses("one is missing", &first, With::Key, (4, "volume-missing", ".002"));
    fs::write(desk.bench.path(&second), b"short").unwrap();
    desk.refuses("one is short", &first, With::Key, (4, "volume-size", ".002"));
    volumes();
    fs::write(desk.bench.path(&format!("{PACKAGE}.0002")), b"again").unwrap();
    desk.refuses("one is there twice", &first, With::Key, (4, "volume-repeated", "002"));
    fs::remove_file(desk.bench.path(&format!("{PACKAGE}.0002"))).unwrap();
    fs::remove_file(desk.bench.path(&format!("{PACKAGE}.003"))).unwrap();
    desk.refuses("the last is missing", &first, With::Key, (4, "content-end", ""));
}

#[test]
fn a_target_or_a_package_that_is_something_else_is_left_alone() {
    let Some(desk) = Recipient::new() else { return };
    fs::write(desk.bench.path(PACKAGE), desk.sealed(&zip(&entries()))).unwrap();
    let target = desk.bench.path("in").join(BASE);
    fs::create_dir(desk.bench.path("elsewhere")).unwrap();
    for to in ["../elsewhere", "../nowhere", "../mine"] {
        symlink(to, &target).unwrap();
        desk.refuses(to, PACKAGE, With::Key, (5, "name-taken", BASE));
        fs::remove_file(&target).unwrap();
    }
    pipe(&target);
    desk.refuses("a pipe has the name", PACKAGE, With::Key, (5, "name-taken", BASE));
    fs::remove_file(&target).unwrap();
    // The package itself: not a file at all.
    fs::create_dir(desk.bench.path("folder.zip.age")).unwrap();
    desk.refuses("a folder", "folder.zip.age", With::Key, (2, "not-a-file", "folder.zip.age"));
    pipe(&desk.bench.path("pipe.zip.age"));
    desk.refuses("a pipe", "pipe.zip.age", With::Key, (2, "not-a-file", "pipe.zip.age"));
    desk.refuses("a device", "/dev/zero", With::Key, (2, "not-a-file", "/dev/zero"));
    symlink("nowhere", desk.bench.path("link.zip.age")).unwrap();
    desk.refuses("a link to nothing", "link.zip.age", With::Key, (5, "not-found", "link.zip.age"));
    // The folder to open into: a link that leads nowhere makes nothing where it leads.
    fs::remove_dir(desk.bench.path("in")).unwrap();
    symlink("nowhere", desk.bench.path("in")).unwrap();
    desk.refuses("into a link to nothing", PACKAGE, With::Key, (5, "not-found", "in"));
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}
