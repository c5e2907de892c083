//! Keys held by ssh-agent.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::office::{Call, NOBODY, Office};
use crate::support::require_peer;

/// An agent of our own, ended with the test.
struct Agent {
    child: Child,
    socket: PathBuf,
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Agent {
    fn start(office: &Office) -> Self {
        let socket = office.path("agent");
        let child = Command::new("ssh-agent")
            .args(["-D", "-a"])
            .arg(&socket)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let agent = Self { child, socket };
        // It answers once its socket is there.
        while office.tool("ssh-add", &["-l"]).env("SSH_AUTH_SOCK", &agent.socket).run().code > 1 {
            std::thread::yield_now();
        }
        agent
    }

    /// A new key that only this agent has.
    fn take(&self, office: &Office, name: &str, kind: &str) {
        let path = office.name(&format!("keys/{name}"));
        office.succeed("ssh-keygen", &["-q", "-t", kind, "-C", name, "-N", "", "-f", &path]);
        office.tool("ssh-add", &["-q", &path]).env("SSH_AUTH_SOCK", &self.socket).run().exits(0);
        fs::remove_file(office.key(name)).unwrap();
    }

    /// A command signed by a key in this agent.
    fn call<'a>(&self, office: &'a Office, key: &str, words: &[&str]) -> Call<'a> {
        let words = [&["--key", key], words].concat();
        office.call(NOBODY, &words).env("SSH_AUTH_SOCK", &self.socket)
    }
}

#[test]
fn keys_in_an_agent_join_ask_and_approve() {
    if require_peer("ssh-agent").is_none() {
        return;
    }
    let office = Office::new();
    let agent = Agent::start(&office);
    for (number, kind) in (1_u8..).zip(["ed25519", "ecdsa", "rsa"]) {
        agent.take(&office, kind, kind);
        let key = office.fingerprint(kind);
        agent.call(&office, &key, &["join", "--person", kind, "--out", kind]).run().exits(0);
        let add = ["person", "add", kind, "--name", kind, "--role", "requester", "--role", "approver"];
        office.ok("kanri", &[&add[..], &["--request", kind]].concat());
        let asking = office.asking(&[]);
        let words: Vec<&str> = asking.iter().map(String::as_str).collect();
        let id = agent.call(&office, &key, &words).run().exits(0).line().to_owned();
        assert_eq!(id, format!("C-000{}", number * 2 - 1));
        office.approve("sato", &id);
        let other = office.request(&[]);
        let digits = office.digits(&other);
        // A public key file names the same key.
        let public = office.name(&format!("keys/{kind}.pub"));
        agent.call(&office, &public, &["approve", &other, "--confirm", &digits]).run().exits(0);
        assert_eq!(office.status(&other), "approved");
    }
    office.ok(NOBODY, &["audit"]);
}

#[test]
fn an_agent_without_the_key_and_no_agent_at_all_are_refused() {
    if require_peer("ssh-agent").is_none() {
        return;
    }
    let office = Office::new();
    let agent = Agent::start(&office);
    let key = office.fingerprint("sato");
    agent.call(&office, &key, &["inbox"]).fails(5);
    agent.take(&office, "shin", "ed25519");
    agent.call(&office, &key, &["inbox"]).fails(5);
    agent.call(&office, &office.fingerprint("shin"), &["inbox"]).fails(3);
    office.fails(NOBODY, &["--key", &key, "inbox"], 5);
    let gone = office.call(NOBODY, &["--key", &key, "inbox"]).env("SSH_AUTH_SOCK", office.path("nowhere"));
    gone.fails(5);
    office.fails(NOBODY, &["--key", "SHA256:short", "inbox"], 2);
}

#[test]
fn a_custodian_whose_key_seals_nothing_stops_the_export_before_its_intent() {
    let office = Office::new();
    office.make_key("ecdsa", "ecdsa");
    office.register("ecdsa", "楕円", &["custodian"]);
    office.ok("kanri", &["person", "set", "suzuki", "--role", "auditor"]);
    let id = office.approved(&[]);
    office.exporting(&id, &[]).fails(3);
    assert_eq!(office.status(&id), "approved");
    let out = fs::read_dir(office.desk().join("out")).unwrap();
    assert_eq!(out.count(), 0, "something was written");
}

#[test]
fn an_rsa_key_file_signs_only_through_an_agent() {
    let office = Office::new();
    office.make_key("rsa", "rsa");
    office.fails("rsa", &["join", "--person", "rsa", "--out", "rsa.request"], 5);
    assert!(!office.desk().join("rsa.request").exists());
}
