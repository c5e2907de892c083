//! Ledgers that are not the office's, put where somebody's program will look: by the environment, at home, in the
//! working directory. And two desks that were shown two histories.

use std::fs;

use super::forger::{WAITING, append, kinds, named, office, open};
use crate::faults::bench::{Bench, KEYED, Ran, copy};
use crate::faults::examine::packages;

/// Runs a command of somebody's at a home that an attacker chose for them.
fn lured(bench: &Bench, home: &str, person: &str, args: &[&str]) -> Ran {
    let mut command = bench.sekisho(&["--key", person]);
    command.args(args).env("SEKISHO_HOME", bench.path(home)).output().unwrap().into()
}

/// The last entry of a ledger.
fn last(bench: &Bench, home: &str) -> Vec<u8> {
    let ledger = open(&bench.path(home).join("ledger.db"));
    let select = "SELECT body FROM entry ORDER BY entry_index DESC LIMIT 1";
    ledger.query_row(select, [], |row| row.get(0)).unwrap()
}

/// The requester copies the home, tells the copy that the recipient is somebody else, and has the approver sign there:
/// the request is the same to the byte, what the approver was shown beside it is not.
#[test]
fn an_approval_given_in_a_copy_of_the_ledger_is_good_for_nothing_at_home() {
    let Some(bench) = office() else { return };
    bench.run_as("tanaka", &["withdraw", WAITING]).exits(0);
    let id = bench.request(KEYED, &["--via", "hand"]);
    bench.audit(&[]).exits(0);
    copy(&bench.path("home"), &bench.path("copy"));
    for own in ["c", "s"] {
        fs::rename(bench.path(own), bench.path(&format!("{own}-of-sato"))).unwrap();
    }
    let (_, key) = crate::faults::bench::age_key();
    let city = ["recipient", "add", KEYED, "--name", "City", "--organization", "C", "--age-key", &key];
    lured(&bench, "copy", "tanaka", &city).exits(0);
    bench.forget();
    for own in ["c", "s"] {
        fs::rename(bench.path(&format!("{own}-of-sato")), bench.path(own)).unwrap();
    }
    // The approver is lured by their environment, and signs.
    let prefix = bench.show(&id)["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    let signed = lured(&bench, "copy", "sato", &["approve", &id, "--confirm", &prefix]);
    assert_eq!(signed.code, Some(0), "not what this test needs: {signed:?}");
    let approval = last(&bench, "copy");
    // Back home the approver's own program sees that it was shown another history of the same ledger.
    for args in [&["status"][..], &["show", &id], &["inbox"]] {
        let ran = bench.run_as("sato", args);
        assert_eq!(ran.code, Some(4), "{args:?}: {ran:?}");
    }
    assert!(kinds(&bench.audit(&[]).exits(4)).contains(&"checkpoint".to_owned()));
    // Carried home, the signature is of somebody who saw another tree: without effect, and named.
    bench.forget();
    // So many entries stand there that the number of those it saw is no reason by itself.
    for _ in 0..3 {
        bench.request(KEYED, &["--via", "hand"]);
    }
    let index = append(&bench, &approval);
    let before = packages(&bench.path("out"));
    assert_eq!(bench.status(&id), "requested");
    bench.run_as("tanaka", &["export", &id, "--into", "out"]).exits(3);
    assert_eq!(packages(&bench.path("out")), before);
    let audit = bench.audit(&[]).exits(4);
    assert_eq!(named(&audit), [index], "{audit:?}");
}

/// Everything that a program could take for its own lies in the working directory.
#[test]
fn a_ledger_in_the_working_directory_is_nobodys() {
    let (Some(bench), Some(other)) = (office(), office()) else { return };
    let planted = bench.path("planted");
    copy(&other.path("home"), &planted);
    for name in ["home", "sekisho", ".sekisho", ".local/share/sekisho", "d/sekisho"] {
        fs::create_dir_all(planted.join(name).parent().unwrap()).unwrap();
        copy(&other.path("home"), &planted.join(name));
    }
    for name in [".env", "sekisho.toml", ".sekisho.toml", "config.toml"] {
        fs::write(planted.join(name), format!("SEKISHO_HOME={}\n", planted.display())).unwrap();
    }
    let truth = bench.audit(&[]).exits(0).json()["root"].clone();
    let at = |home: Option<&str>, xdg: Option<&str>| -> Ran {
        let mut command = bench.sekisho(&["checkpoint", "--json"]);
        command.current_dir(&planted);
        match home {
            Some(home) => command.env("SEKISHO_HOME", home),
            None => command.env_remove("SEKISHO_HOME"),
        };
        // A relative one is none (XDG Base Directory Specification).
        xdg.map(|xdg| command.env("XDG_DATA_HOME", xdg));
        command.output().unwrap().into()
    };
    assert_eq!(at(Some(bench.path("home").to_str().unwrap()), None).exits(0).json()["root"], truth);
    // Nothing was said about where home is, in several ways: then it is where the system says, and nothing lies there.
    for (home, xdg) in
        [(None, None), (Some(""), None), (None, Some("d")), (None, Some("")), (Some(""), Some("."))]
    {
        let ran = at(home, xdg);
        assert_eq!(ran.code, Some(5), "{home:?} {xdg:?}: {ran:?}");
    }
}

/// A ledger that nobody here has seen is not anchored, whatever it is called and whoever is said to have founded it.
#[test]
fn a_ledger_named_by_the_environment_is_not_anchored_and_founded_by_another_key() {
    let (Some(bench), Some(other)) = (office(), office()) else { return };
    let founder = bench.audit(&[]).exits(0).json()["founder"][1].as_str().unwrap().to_owned();
    copy(&other.path("home"), &bench.path("fake"));
    let audit = |more: &[&str]| lured(&bench, "fake", "sato", &[&["audit", "--json"], more].concat());
    let first = audit(&[]).exits(1).json();
    assert_eq!(first["anchored"], 0);
    let checked = audit(&["--founder", &founder]).exits(4);
    assert_eq!(kinds(&checked), ["founder"]);
    // A key of this office is nobody's there: nothing is signed in it unasked.
    let prefix = bench.show(WAITING)["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    let signed = lured(&bench, "fake", "sato", &["approve", WAITING, "--confirm", &prefix]);
    assert_eq!(signed.code, Some(3), "{signed:?}");
}

/// By whichever way somebody is led there: what they signed is worth nothing, and their next look at home is as it was.
#[test]
fn an_absolute_home_of_somebody_elses_is_another_ledger_and_says_so() {
    let (Some(bench), Some(other)) = (office(), office()) else { return };
    let truth = bench.audit(&[]).exits(0).json();
    let founder = truth["founder"][1].as_str().unwrap().to_owned();
    let fake = bench.path("fake");
    for below in ["sekisho", ".local/share/sekisho"] {
        fs::create_dir_all(fake.join(below).parent().unwrap()).unwrap();
        copy(&other.path("home"), &fake.join(below));
    }
    bench.keep();
    let flag = fake.join("sekisho");
    let flag = flag.to_str().unwrap();
    let ways: [(&str, &[&str], &[&str]); 4] = [
        ("HOME", &["HOME"], &[]),
        ("XDG_DATA_HOME", &["XDG_DATA_HOME"], &[]),
        ("both", &["HOME", "XDG_DATA_HOME"], &[]),
        ("--home", &[], &["--home", flag]),
    ];
    for (what, variables, flags) in ways {
        // Each for the first time.
        bench.restore();
        let led = |args: &[&str]| -> Ran {
            let mut command = bench.sekisho(&["--key", "sato"]);
            command.args(flags).args(args);
            if flags.is_empty() {
                command.env_remove("SEKISHO_HOME").env_remove("XDG_DATA_HOME");
            }
            for variable in variables {
                command.env(variable, &fake);
            }
            command.output().unwrap().into()
        };
        let audit = led(&["audit", "--json"]).exits(1).json();
        assert_ne!(audit["root"], truth["root"], "{what}: not what this test needs");
        assert_eq!(audit["anchored"], 0, "{what}");
        assert_eq!(kinds(&led(&["audit", "--json", "--founder", &founder]).exits(4)), ["founder"], "{what}");
        let prefix = bench.show(WAITING)["manifest_sha256"].as_str().unwrap()[..8].to_owned();
        let signed = led(&["approve", WAITING, "--confirm", &prefix]);
        assert_eq!(signed.code, Some(3), "{what}: {signed:?}");
        let at_home = bench.audit(&[]).exits(0).json();
        assert_eq!(at_home["root"], truth["root"], "{what}");
    }
}

/// Somebody who may write the home shows each of two people a history of their own: one line told on the phone is enough.
#[test]
fn two_people_who_were_shown_two_histories_find_out_by_one_line() {
    let Some(bench) = office() else { return };
    let common = bench.audit(&[]).exits(0).json();
    let common = format!("{}:{}", common["size"], common["root"].as_str().unwrap());
    bench.keep();
    let mut lines = Vec::new();
    for recipient in [KEYED, crate::faults::bench::SEVEN] {
        bench.restore();
        bench.request(recipient, &["--via", "hand"]);
        let seen = bench.audit(&[]).exits(0).json();
        lines.push(format!("{}:{}", seen["size"], seen["root"].as_str().unwrap()));
    }
    // At the desk of the second.
    bench.audit(&["--against", &common]).exits(0);
    bench.audit(&["--against", &lines[1]]).exits(0);
    let told = bench.audit(&["--against", &lines[0]]).exits(4);
    assert_eq!(kinds(&told), ["checkpoint"]);
}
