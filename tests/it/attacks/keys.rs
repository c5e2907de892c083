//! Keys that nobody approved, and names of keys that would run a program.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use serde_json::json;

use crate::faults::bench::{Bench, age_key};
use crate::support::require_peer;

#[test]
fn a_key_given_to_the_recipient_after_the_approval_opens_nothing() {
    let Some(bench) = Bench::founded() else { return };
    let ((approved, recipient), (own, attacker)) = (age_key(), age_key());
    fs::write(bench.path("approved"), approved).unwrap();
    fs::write(bench.path("own"), own).unwrap();
    let add = |key: &str| {
        let add = ["recipient", "add", "mine", "--name", "M", "--organization", "O", "--age-key", key];
        bench.run_as("tanaka", &add).exits(0);
    };
    add(&recipient);
    let id = bench.request("mine", &["--via", "hand"]);
    bench.approve(&id);
    add(&attacker);
    bench.export(&id).exits(0);
    let package = bench.show(&id)["package_path"].as_str().unwrap().to_owned();
    fs::create_dir(bench.path("in")).unwrap();
    let ran = bench.run(&["open", &package, "--identity", "own", "--into", "in"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert_eq!(fs::read_dir(bench.path("in")).unwrap().count(), 0);
    let ran = bench.run(&["open", &package, "--identity", "approved", "--into", "in"]);
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
}

/// Whoever may register recipients registers their own key with one, before they ask.
#[test]
fn a_key_of_the_requesters_own_is_shown_to_whoever_approves() {
    let Some(bench) = Bench::founded() else { return };
    let ((_, recipient), (_, attacker)) = (age_key(), age_key());
    let ssh = fs::read_to_string(bench.path("suzuki.pub")).unwrap();
    let ssh = ssh.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let listed = Command::new("ssh-keygen").arg("-lf").arg(bench.path("suzuki.pub")).output().unwrap();
    let fingerprint = String::from_utf8(listed.stdout).unwrap().split(' ').nth(1).unwrap().to_owned();
    let add = |keys: &[&str], email: &str| {
        let add = ["recipient", "add", "mine", "--name", "M", "--organization", "O", "--email", email];
        let keys: Vec<&str> = keys.iter().flat_map(|key| ["--age-key", key]).collect();
        bench.run_as("tanaka", &[&add[..], &keys].concat()).exits(0);
    };
    add(&[&recipient], "m@city.example.test");
    let first = bench.request("mine", &["--via", "hand"]);
    bench.approve(&first);
    bench.export(&first).exits(0);
    add(&[&recipient, &attacker, &ssh], "m@elsewhere.example.test");
    let second = bench.request("mine", &["--via", "hand"]);
    assert_eq!(bench.show(&second)["opens_keys"], json!([recipient, attacker, ssh]));
    let prefix = bench.show(&second)["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    for language in ["en", "ja"] {
        let confirm = ["approve", &second, "--lang", language, "--confirm", "00000000"];
        let sheet = bench.run_as("sato", &confirm).exits(3).stderr;
        for key in [&recipient, &attacker, &fingerprint] {
            assert!(sheet.contains(key.as_str()), "{key}: {sheet}");
        }
    }
    // And what is new since the last time is told apart.
    let difference = bench.run(&["show", &second, "--against", &first, "--json"]).json();
    let fields = difference["difference"]["fields"].as_array().unwrap().clone();
    let names: Vec<&str> = fields.iter().map(|field| field[0].as_str().unwrap()).collect();
    assert_eq!(names, ["opens-keys", "email"]);
    assert!(fields[0][2].as_str().unwrap().contains(&attacker), "{fields:?}");
    // Away from the ledger too.
    bench.run_as("tanaka", &["approve", &second, "--as", "sato", "--draft", "draft.json"]).exits(0);
    let away =
        bench.run_as("sato", &["approve", "draft.json", "--confirm", &prefix, "--out", "signed"]).exits(0);
    assert!(away.stderr.contains(&attacker) && away.stderr.contains(&fingerprint), "{away:?}");
}

/// age finds a plugin by the name in a key, and runs it. This program never does, whoever names one.
#[test]
fn a_key_that_names_a_plugin_runs_nothing() {
    let (Some(strace), Some(bench)) = (require_peer("strace"), Bench::founded()) else { return };
    fs::create_dir(bench.path("bin")).unwrap();
    for plugin in ["age-plugin-evil", "age-plugin-yubikey"] {
        let script = format!("#!/bin/sh\ntouch '{}'\n", bench.path("ran").display());
        fs::write(bench.path("bin").join(plugin), script).unwrap();
        fs::set_permissions(bench.path("bin").join(plugin), fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::write(bench.path("identity"), format!("AGE-PLUGIN-EVIL-1{}\n", "Q".repeat(40))).unwrap();
    let recipient = "age1evil1qwpzc8wxw5g0gp6kkwqjnfgk0z0pprxgqr2z4ml4yq3lc4jk6nzggn7xkx";
    // A package whose header has a stanza for the plugin.
    let header =
        "age-encryption.org/v1\n-> evil AAAA\nAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    fs::write(bench.path("C-0001.zip.age"), [header.as_bytes(), &[7; 100]].concat()).unwrap();
    fs::create_dir(bench.path("in")).unwrap();
    let path = format!("{}:{}", bench.path("bin").display(), std::env::var("PATH").unwrap());
    let add = ["recipient", "add", "evil", "--name", "N", "--organization", "O", "--age-key", recipient];
    let set = ["person", "set", "suzuki", "--custody", recipient];
    let open = ["open", "C-0001.zip.age", "--identity", "identity", "--into", "in"];
    for (args, code) in [
        (&[&["--key", "tanaka"][..], &add].concat(), 3),
        (&[&["--key", "admin"][..], &set].concat(), 3),
        (&open.to_vec(), 3),
    ] {
        let mut command = bench.command(&strace);
        command.args(["-f", "-qq", "-e", "trace=execve,execveat", "-o"]).arg(bench.path("trace"));
        command.arg(crate::faults::bench::program()).args(args).env("PATH", &path);
        let ran: crate::faults::bench::Ran = command.output().unwrap().into();
        assert!(ran.code == Some(code), "{args:?}: {ran:?}");
        let trace = fs::read_to_string(bench.path("trace")).unwrap();
        assert_eq!(trace.matches("execve").count(), 1, "{args:?}: {trace}");
        assert!(!bench.path("ran").exists(), "{args:?}");
    }
}
