//! A recipient opens a package: what is said about who signed, and what is not opened.

use std::fs;

use crate::office::{NOBODY, Office, Sealed};
use crate::support::require_peer;

const PACKAGE: &str = "out/C-0001.zip.age";

impl Sealed {
    fn signers(&self, more: &[&str]) -> (i32, String) {
        let output = self.office.opening(PACKAGE, &self.passphrase, &[more, &["--json"]].concat()).run();
        assert!(output.code < 2, "{output:?}");
        fs::remove_dir_all(self.office.desk().join("in/C-0001")).unwrap();
        (output.code, output.json()["signers"].as_str().unwrap().to_owned())
    }

    fn nothing_is_left(&self) {
        assert_eq!(fs::read_dir(self.office.desk().join("in")).unwrap().count(), 0);
    }
}

#[test]
fn unknown_signers_need_attention_until_they_are_accepted() {
    let sealed = Office::sealed();
    assert_eq!(sealed.signers(&[]), (1, "unknown".to_owned()));
    assert_eq!(sealed.signers(&["--accept-signers"]), (0, "accepted".to_owned()));
    assert_eq!(sealed.signers(&[]), (0, "known".to_owned()));
}

#[test]
fn whoever_was_accepted_as_requester_is_no_approver() {
    let sealed = Office::sealed();
    sealed.signers(&["--accept-signers"]);
    let kept = walkdir::WalkDir::new(sealed.office.path(".")).into_iter().filter_map(Result::ok);
    let lists: Vec<String> = kept
        .filter(|entry| entry.path().to_string_lossy().contains("signers") && entry.file_type().is_file())
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    assert_eq!(lists.len(), 1, "{lists:?}");
    for (person, seen, other) in [
        ("tanaka", "sekisho-request-v1", "sekisho-approval-v1"),
        ("sato", "sekisho-approval-v1", "sekisho-request-v1"),
    ] {
        let lines: Vec<&str> = lists[0].lines().filter(|line| line.starts_with(person)).collect();
        assert!(lines.len() == 1 && lines[0].contains(seen) && !lines[0].contains(other), "{lines:?}");
    }
}

#[test]
fn a_package_sealed_anew_is_not_taken_for_the_one_that_was_asked_for() {
    if require_peer("age").is_none() || require_peer("7z").is_none() {
        return;
    }
    let office = Office::new();
    let id = office.approved(&[("--to", "lab")]);
    let package = office.export(&id);
    let package = package.to_str().unwrap();
    let open = |package: &str, with: &[&str]| {
        let into = office.desk().join("in");
        fs::create_dir_all(&into).unwrap();
        let words = [&["open", package, "--into", "in", "--accept-signers", "--lang", "en"], with].concat();
        let call = |words: &[&str]| office.call(NOBODY, words).with(4, office.path("typed")).run();
        let told = call(&[&words[..], &["--json"]].concat());
        assert!(told.code < 2, "{told:?}");
        fs::remove_dir_all(into.join(&id)).unwrap();
        let said = call(&words);
        assert_eq!(said.code, told.code);
        fs::remove_dir_all(into.join(&id)).unwrap();
        let found = said.stdout.contains("not the seal that was asked for");
        let code = said.stdout.contains("somebody with the recipient's key opened the package");
        assert_eq!((found, code), (told.code == 1, told.code == 0), "{said:?}");
        let told = told.json();
        assert_eq!((&told["signers"], &told["opens_with"]), (&"known".into(), &"age-keys".into()), "{told}");
        assert_eq!(told["sealed_as_asked"], said.code == 0, "{told}");
        (said.code, told["opened_with"].as_str().unwrap().to_owned())
    };
    fs::write(office.path("typed"), "correct horse\n").unwrap();
    let keys = ["lab.age", "lab-ed25519", "lab-rsa"].map(|key| office.name(&format!("keys/{key}")));
    office
        .run(NOBODY, &["open", package, "--into", ".", "--accept-signers", "--identity", &keys[0]])
        .exits(0);
    for key in &keys {
        assert_eq!(open(package, &["--identity", key]), (0, "age-keys".to_owned()), "{key}");
    }
    // Who has opened it seals it to another key, and for 7-Zip.
    office.succeed("age", &["-d", "-i", &keys[0], "-o", "package.zip", package]);
    office.succeed("age-keygen", &["-o", "other.age"]);
    let other = office.succeed("age-keygen", &["-y", "other.age"]);
    office.succeed("age", &["-r", other.trim(), "-o", "again.zip.age", "package.zip"]);
    assert_eq!(open("again.zip.age", &["--identity", "other.age"]), (1, "age-keys".to_owned()));
    let seal = ["a", "-tzip", "-mx0", "-mem=AES256", "-bso0", "-pcorrect horse", "again.zip", "package.zip"];
    office.succeed("7z", &seal);
    assert_eq!(open("again.zip", &["--passphrase-fd", "4"]), (1, "zip-aes".to_owned()));
}

/// An office of the same ids, names and ledger's name as another's, whose keys are its own.
fn impostors(lab: &str) -> Office {
    let office = Office::without_ledger();
    for person in ["kanri", "tanaka", "sato"] {
        fs::remove_file(office.key(person)).unwrap();
        office.make_key(person, "ed25519");
    }
    office.found();
    office.register("tanaka", "田中 一郎", &["requester"]);
    office.register("sato", "佐藤 花子", &["approver"]);
    let add = ["recipient", "add", "lab", "--name", "東 四郎", "--organization", "研究所", "--opens", "age"];
    office.ok("tanaka", &[&add[..], &["--email", "azuma@lab.example.test", "--age-key", lab]].concat());
    office
}

/// Whoever has the stick or the mailbox puts another package there, under the same name and sealed to the same key.
#[test]
fn another_package_under_the_same_name_is_of_unknown_signers_and_neither_arrives_nor_comes_back() {
    let office = Office::new();
    let ways = [("--to", "lab"), ("--via", "hand")];
    let id = office.approved(&ways);
    let package = office.export(&id);
    let identity = office.name("keys/lab.age");
    let open = |more: &[&str]| {
        let (package, into) = (package.to_str().unwrap(), office.desk().join("in"));
        fs::create_dir_all(&into).unwrap();
        let words = ["open", package, "--into", "in", "--identity", &identity, "--json"];
        let opened = office.run(NOBODY, &[&words[..], more].concat());
        assert!(opened.code < 2, "{opened:?}");
        fs::remove_dir_all(into).unwrap();
        let told = opened.json();
        let said = |key: &str| told[key].as_str().unwrap().to_owned();
        (opened.code, said("signers"), said("arrival_code"))
    };
    let (code, signers, arrival) = open(&["--accept-signers"]);
    assert_eq!((code, signers.as_str()), (0, "accepted"));

    let theirs = impostors(office.succeed("age-keygen", &["-y", &identity]).trim());
    fs::write(theirs.lay_out().join("振込先.txt"), "another account").unwrap();
    let other = fs::read(theirs.export(&theirs.approved(&ways))).unwrap();
    fs::write(&package, &other).unwrap();
    let (code, signers, code_of_other) = open(&[]);
    assert_eq!((code, signers.as_str()), (1, "unknown"));
    assert_ne!(code_of_other, arrival);
    office.refuses_by("tanaka", &["receipt", &id, "--arrived", &code_of_other], "wrong-code");
    office.fails_by("tanaka", &["return", &id], 4, "other-file");
    assert_eq!(fs::read(&package).unwrap(), other);
    // The true one arrived all the same, and nothing else did.
    office.ok("tanaka", &["receipt", &id, "--arrived", &arrival]);
}

#[test]
fn signers_known_otherwise_are_known_and_others_are_not() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let list = |lines: &[(&str, &str, &str)]| {
        let line = |(person, namespaces, key): &(&str, &str, &str)| {
            format!("{person} namespaces=\"{namespaces}\" {}\n", office.public_key(key))
        };
        fs::write(office.desk().join("signers"), lines.iter().map(line).collect::<String>()).unwrap();
        sealed.signers(&["--signers", "signers"])
    };
    let papers = "sekisho-request-v1,sekisho-approval-v1";
    let known = (0, "known".to_owned());
    let unknown = (1, "unknown".to_owned());
    assert_eq!(list(&[("tanaka", papers, "tanaka"), ("sato", papers, "sato")]), known);
    assert_eq!(list(&[("tanaka", papers, "tanaka")]), unknown);
    assert_eq!(list(&[("tanaka", papers, "sato"), ("sato", papers, "tanaka")]), unknown);
    assert_eq!(list(&[("tanaka", papers, "tanaka"), ("ito", papers, "sato")]), unknown);
    assert_eq!(list(&[("tanaka", "sekisho-approval-v1", "tanaka"), ("sato", papers, "sato")]), unknown);
    // The list that `prove` wrote and the sender gave by another road.
    office.ok(NOBODY, &["prove", "C-0001", "--out", "proof"]);
    assert_eq!(sealed.signers(&["--signers", "proof/allowed_signers"]), known);
    office.opening(PACKAGE, &sealed.passphrase, &["--signers", "nowhere"]).run().exits(5);
    sealed.nothing_is_left();
}

#[test]
fn a_folder_that_is_not_there_is_made_for_what_opens_and_for_nothing_else() {
    let sealed = Office::sealed();
    let open = |into: &str, passphrase: &str| {
        let ran = sealed.office.opening_into(PACKAGE, into, passphrase, &[]).run();
        (ran.code, sealed.office.desk().join(into))
    };
    let (code, folder) = open("new", "wrong");
    assert!(code == 3 && !folder.exists(), "{code}");
    let (code, folder) = open("new", &sealed.passphrase);
    assert!(code == 1 && folder.join("C-0001/data").is_dir(), "{code}");
    // Two folders that are not there are a path mistyped.
    let (code, folder) = open("nowhere/new", &sealed.passphrase);
    assert!(code == 5 && !folder.parent().unwrap().exists(), "{code}");
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let sealed = Office::sealed();
    let mistyped = sealed.passphrase.replacen(['a', 'e', 'i', 'o'], "u", 1);
    let other = "ruyozobame-kihinise-ketekire-nahabibo";
    for passphrase in [mistyped.as_str(), other, "password", "-"] {
        sealed.office.opening(PACKAGE, passphrase, &[]).run().exits(3);
    }
    sealed.nothing_is_left();
    sealed.office.opening(PACKAGE, "", &[]).run().exits(2);
    sealed.office.run(NOBODY, &["open", PACKAGE]).exits(2);
    sealed.nothing_is_left();
}

#[test]
fn case_width_and_spaces_are_forgiven() {
    let sealed = Office::sealed();
    let wide: String = sealed
        .passphrase
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
        .collect::<String>()
        .replace('－', "　");
    for typed in [sealed.passphrase.to_uppercase().replace('-', "  "), wide] {
        sealed.office.opening(PACKAGE, &typed, &[]).run().exits(1);
        fs::remove_dir_all(sealed.office.desk().join("in/C-0001")).unwrap();
    }
}

#[test]
fn a_damaged_package_opens_nothing() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let whole = fs::read(office.desk().join(PACKAGE)).unwrap();
    let payload = whole.windows(4).position(|window| window == b"\n---").unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let mut resalted = whole.clone();
    let salt = "age-encryption.org/v1\n-> scrypt ".len();
    resalted[salt] = if whole[salt] == b'A' { b'B' } else { b'A' };
    let cases = [
        ("a bit of the payload", flipped(whole.len() / 2), 4),
        ("its last bit", flipped(whole.len() - 1), 4),
        ("a bit of the header's MAC", flipped(payload + 10), 4),
        ("the end cut off", whole[..whole.len() - 99].to_vec(), 4),
        ("one byte more", [&whole[..], b"x"].concat(), 4),
        ("another salt in the scrypt stanza", resalted, 3),
        ("no age file", b"hello".to_vec(), 4),
        ("nothing", Vec::new(), 4),
    ];
    for (what, bytes, code) in cases {
        fs::write(office.desk().join("damaged.zip.age"), bytes).unwrap();
        let output = office.opening("damaged.zip.age", &sealed.passphrase, &[]).run();
        assert_eq!(output.code, code, "{what}: {output:?}");
        sealed.nothing_is_left();
    }
    office.opening("nowhere.zip.age", &sealed.passphrase, &[]).run().exits(5);
}

#[test]
fn what_is_there_already_is_not_touched() {
    let sealed = Office::sealed();
    let there = sealed.office.desk().join("in/C-0001");
    fs::create_dir_all(&there).unwrap();
    fs::write(there.join("mine"), "mine").unwrap();
    sealed.office.opening(PACKAGE, &sealed.passphrase, &[]).run().exits(5);
    assert_eq!(fs::read_to_string(there.join("mine")).unwrap(), "mine");
    assert_eq!(fs::read_dir(&there).unwrap().count(), 1);
    assert_eq!(fs::read_dir(sealed.office.desk().join("in")).unwrap().count(), 1);
}

#[test]
fn without_a_place_given_it_opens_beside_the_file() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    fs::write(office.path("typed"), &sealed.passphrase).unwrap();
    let open = ["open", PACKAGE, "--passphrase-fd", "4", "--json"];
    // A recipient has no ledger and never makes one.
    let call = office.tool(crate::office::SEKISHO, &open).with(4, office.path("typed"));
    let said = call.run().exits(1).json();
    assert!(office.desk().join("out/C-0001/bagit.txt").exists());
    assert_eq!(said["arrival_code"], said["package_sha256"].as_str().unwrap()[..12]);
    assert_eq!(said["requester"]["key"], office.fingerprint("tanaka"));
    assert_eq!(said["approvers"][0]["person"], "sato");
    assert_eq!(said["opened_code"].as_str().unwrap().len(), 13);
}
