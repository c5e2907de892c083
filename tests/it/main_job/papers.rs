//! The papers in the bag and those that `prove` writes, before stock `ssh-keygen`, and when somebody
//! has changed them.

use std::fs;
use std::path::Path;

use crate::main_job::bag::Bag;
use crate::office::{NOBODY, Office, Output, files_below};

/// Whether `ssh-keygen` accepts an entry: first line the statement, the rest its signature.
fn stock_accepts(office: &Office, entry: &Path, signers: &Path) -> bool {
    let text = fs::read_to_string(entry).unwrap();
    let (line, armor) = text.split_once('\n').unwrap();
    let statement: serde_json::Value = serde_json::from_str(line).unwrap();
    let (author, kind) = (statement["author"].as_str().unwrap(), statement["type"].as_str().unwrap());
    let signature = office.path("armor");
    fs::write(&signature, armor).unwrap();
    let namespace = format!("sekisho-{kind}-v1");
    let verify = ["-Y", "verify", "-I", author, "-n", &namespace, "-f"];
    let mut call = verify.map(str::to_owned).to_vec();
    call.extend([signers, Path::new("-s"), &signature].map(|path| path.to_str().unwrap().to_owned()));
    office.tool("ssh-keygen", &call).stdin(format!("{line}\n")).run().code == 0
}

/// An office with two packages for `lab`, `C-0001` of level 1.
fn two_packages() -> Office {
    let office = Office::new();
    for level in ["1", "2"] {
        let id = office.approved(&[("--to", "lab"), ("--level", level)]);
        office.export(&id);
        fs::write(office.desk().join("資料/追加.txt"), "第2回").unwrap();
    }
    office
}

fn open(office: &Office, sealed: &str) -> Output {
    let open = ["open", sealed, "--into", "in", "--identity", "../keys/lab.age", "--json"];
    let _there = fs::create_dir(office.desk().join("in"));
    office.run(NOBODY, &open)
}

#[test]
fn ssh_keygen_accepts_every_paper_in_the_bag() {
    let office = two_packages();
    let bag = Bag::unpack(&office, "C-0001", "bag");
    let signers = bag.path("sekisho/allowed_signers");
    for paper in ["request", "approval-1", "approval-2"] {
        let path = bag.path(&format!("sekisho/{paper}.txt"));
        assert!(stock_accepts(&office, &path, &signers), "{paper}");
        let changed = fs::read_to_string(&path).unwrap().replacen("\"nonce\":\"", "\"nonce\":\"f", 1);
        fs::write(&path, changed).unwrap();
        assert!(!stock_accepts(&office, &path, &signers), "{paper} changed");
    }
    assert!(!bag.path("sekisho/approval-3.txt").exists());
    // What was approved is this content.
    let request = bag.read("sekisho/request.txt");
    let digest = office.succeed("sha256sum", &[bag.path("manifest-sha256.txt")]);
    assert!(request.contains(&format!("\"manifest\":{{\"sha256\":\"{}\"", &digest[..64])));
}

#[test]
fn papers_of_another_request_or_changed_ones_are_wrong() {
    let office = two_packages();
    let other = Bag::unpack(&office, "C-0002", "other");
    let paper = |name: &str| format!("sekisho/{name}");
    let approval = (paper("approval-1.txt"), paper("approval-1.tlog-proof"));
    let (request, request_proof) = (paper("request.txt"), paper("request.tlog-proof"));

    let control = Bag::unpack(&office, "C-0001", "control");
    control.sign_off();
    open(&office, &control.seal()).exits(1);

    type Change<'a> = &'a dyn Fn(&Bag<'_>);
    let changes: [(&str, Change<'_>); 11] = [
        ("another request's approval", &|bag| {
            for name in [&approval.0, &approval.1] {
                bag.write(name, &other.read(name));
            }
            bag.write(&paper("checkpoint.txt"), &other.read(&paper("checkpoint.txt")));
        }),
        ("another request's approval under this one's proof", &|bag| {
            bag.write(&approval.0, &other.read(&approval.0))
        }),
        ("another request", &|bag| {
            for name in [&request, &request_proof] {
                bag.write(name, &other.read(name));
            }
        }),
        ("one approval twice", &|bag| {
            for (from, to) in
                [("approval-1.txt", "approval-2.txt"), ("approval-1.tlog-proof", "approval-2.tlog-proof")]
            {
                bag.write(&paper(to), &bag.read(&paper(from)));
            }
        }),
        ("the request as its own approval", &|bag| {
            bag.write(&approval.0, &bag.read(&request));
            bag.write(&approval.1, &bag.read(&request_proof));
        }),
        ("no approval", &|bag| {
            for name in ["approval-1.txt", "approval-1.tlog-proof", "approval-2.txt", "approval-2.tlog-proof"]
            {
                fs::remove_file(bag.path(&paper(name))).unwrap();
            }
        }),
        ("no request", &|bag| fs::remove_file(bag.path(&request)).unwrap()),
        ("a changed purpose", &|bag| bag.write(&request, &bag.read(&request).replace("納品", "廃棄"))),
        ("another checkpoint", &|bag| {
            bag.write(&paper("checkpoint.txt"), &other.read(&paper("checkpoint.txt")))
        }),
        ("an unlisted signer", &|bag| {
            let signers = bag.read(&paper("allowed_signers"));
            let kept =
                signers.lines().filter(|line| !line.starts_with("ito ")).collect::<Vec<_>>().join("\n");
            assert_ne!(signers.trim_end(), kept);
            bag.write(&paper("allowed_signers"), &format!("{kept}\n"));
        }),
        ("other content", &|bag| {
            let name = "data/資料/議事録.csv";
            let old = sekisho::base::digest::Digest::of(&fs::read(bag.path(name)).unwrap()).to_string();
            let text = "a".repeat(4_000);
            bag.write(name, &text);
            let new = sekisho::base::digest::Digest::of(text.as_bytes()).to_string();
            let manifest = bag.read("manifest-sha256.txt");
            assert!(manifest.contains(&old));
            bag.write("manifest-sha256.txt", &manifest.replace(&old, &new));
        }),
    ];
    for (number, (what, change)) in changes.iter().enumerate() {
        let bag = Bag::unpack(&office, "C-0001", &format!("bag-{number}"));
        change(&bag);
        bag.sign_off();
        let folder = office.desk().join("in/C-0001");
        let _control = fs::remove_dir_all(&folder);
        let output = open(&office, &bag.seal());
        assert_eq!(output.code, 4, "{what}: {output:?}");
        assert_eq!(fs::read_dir(office.desk().join("in")).unwrap().count(), 0, "{what}: something is left");
    }
}

#[test]
fn an_approved_request_does_not_carry_papers_nobody_approved() {
    // Everything is signed by the right people, and the manifest is not the one they signed.
    let office = two_packages();
    let bag = Bag::unpack(&office, "C-0001", "bag");
    fs::write(bag.path("data/資料/後から.txt"), "extra").unwrap();
    bag.sign_off();
    assert_eq!(open(&office, &bag.seal()).code, 4);
}

/// An office whose first carry-out went the whole way, and a folder `proof` about it.
fn proven() -> Office {
    let office = Office::sealed().office;
    let shown = office.shown("C-0001");
    office.ok("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    let arrived = shown["package_sha256"].as_str().unwrap();
    office.ok("tanaka", &["receipt", "C-0001", "--arrived", arrived]);
    office.ok(NOBODY, &["prove", "C-0001", "--out", "proof"]);
    office
}

#[test]
fn ssh_keygen_accepts_every_statement_that_prove_writes() {
    let office = proven();
    let folder = office.desk().join("proof");
    let mut kinds = Vec::new();
    for file in files_below(&folder) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let Some((kind, _)) =
            name.strip_suffix(".txt").and_then(|stem| stem.get(14..)).map(|kind| (kind, ()))
        else {
            continue;
        };
        if name.starts_with("C-0001-0") {
            assert!(stock_accepts(&office, &file, &folder.join("allowed_signers")), "{name}");
            kinds.push(kind.to_owned());
        }
    }
    let expected =
        ["request", "approval", "export-intent", "export-completed", "passphrase-release", "receipt"];
    assert_eq!(kinds, expected);
    let lines = office.ok(NOBODY, &["verify", "proof", "--json"]).json();
    assert!(lines.as_array().unwrap().len() >= 13, "{lines}");
    // Nobody needs a ledger for it.
    let away = office.call(NOBODY, &["verify", "proof"]).env("SEKISHO_HOME", "/nonexistent");
    away.run().exits(0);
}

#[test]
fn a_proof_that_was_touched_does_not_verify() {
    let office = proven();
    let folder = office.desk().join("proof");
    for file in files_below(&folder) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if !name.starts_with("C-0001-0") {
            continue;
        }
        let whole = fs::read(&file).unwrap();
        let mut touched = whole.clone();
        // A letter inside the statement, or inside the base64 of the proof's path.
        let at = if name.ends_with(".txt") { 60 } else { whole.len() / 2 };
        touched[at] ^= 1;
        fs::write(&file, &touched).unwrap();
        let output = office.run(NOBODY, &["verify", "proof"]);
        assert_eq!(output.code, 4, "{name}: {output:?}");
        fs::write(&file, &whole).unwrap();
    }
    office.ok(NOBODY, &["verify", "proof"]);
    // A statement of one kind does not pass for another.
    let signers = fs::read_to_string(folder.join("allowed_signers")).unwrap();
    fs::write(folder.join("allowed_signers"), signers.replace("approval-v1", "receipt-v1")).unwrap();
    assert_eq!(office.run(NOBODY, &["verify", "proof"]).code, 4);
}

#[test]
fn prove_never_overwrites() {
    let office = proven();
    office.fails(NOBODY, &["prove", "C-0001", "--out", "proof"], 5);
    office.fails(NOBODY, &["prove", "C-0002"], 3);
    office.fails(NOBODY, &["verify", "nowhere"], 5);
    office.fails(NOBODY, &["verify", "out/C-0001.zip.age"], 3);
}
