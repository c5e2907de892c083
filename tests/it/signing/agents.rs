//! ssh-agent, the real one and ones that lie.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use ed25519_dalek::Signer as _;
use sekisho::signing::agent::{Agent, AgentError};
use sekisho::signing::files::read_public;
use sekisho::signing::{Algorithm, PublicKey, Sign as _, SignError, SignatureError, VerifyError};

use super::crafted::{SoftKey, security_key_raw, string, strings};
use super::{Desk, MESSAGE, NAMESPACE, succeed};
use crate::support::require_peer;

/// An ssh-agent of our own at a private socket, ended when dropped.
struct RealAgent {
    process: Child,
    socket: PathBuf,
    add: PathBuf,
}

impl RealAgent {
    fn start(desk: &Desk) -> Option<Self> {
        let (agent, add) = (require_peer("ssh-agent")?, require_peer("ssh-add")?);
        let socket = desk.path("agent");
        let mut process = Command::new(agent)
            .arg("-D")
            .arg("-a")
            .arg(&socket)
            .env("SSH_ASKPASS", "/bin/false")
            .env("SSH_ASKPASS_REQUIRE", "force")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It says where it listens once it does.
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("SSH_AUTH_SOCK="), "{line}");
        Some(Self { process, socket, add })
    }

    fn add(&self, arguments: &[&str], key: &Path) {
        let mut command = Command::new(&self.add);
        command.args(["-q"]).args(arguments).arg(key).env("SSH_AUTH_SOCK", &self.socket);
        succeed(command.stdin(Stdio::null()));
    }

    /// Locks with a message of its own: ssh-add wants a terminal for the passphrase.
    fn lock(&self) {
        let mut stream = UnixStream::connect(&self.socket).unwrap();
        let message = [vec![22], string(b"locked")].concat();
        stream.write_all(&string(&message)).unwrap();
        let mut answer = [0; 5];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(answer, [0, 0, 0, 1, 6]);
    }
}

impl Drop for RealAgent {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn ssh_keygen_accepts_what_the_agent_signs_with_each_kind_of_key() {
    let Some(desk) = Desk::set_up() else { return };
    let Some(real) = RealAgent::start(&desk) else { return };
    let kinds =
        [("ed25519", 0), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521), ("rsa", 2048), ("rsa", 5120)];
    let mut publics = Vec::new();
    for (kind, bits) in kinds {
        let path = desk.new_key(&format!("{kind}{bits}"), kind, bits, "");
        real.add(&[], &path);
        publics.push(read_public(&path.with_extension("pub")).unwrap());
    }
    let agent = Agent::connect(&real.socket).unwrap();
    assert_eq!(agent.keys().unwrap(), publics);
    for public in publics {
        let signer = agent.signer(&public.fingerprint()).unwrap();
        assert_eq!(*signer.public_key(), public);
        let signature = signer.sign(NAMESPACE, MESSAGE).unwrap();
        assert!(desk.peer_accepts(&public, signature.armor(), NAMESPACE, MESSAGE), "{public:?}");
        if public.algorithm() == Algorithm::Rsa {
            let base64: String = signature.armor().lines().filter(|line| !line.starts_with('-')).collect();
            let blob = data_encoding::BASE64.decode(base64.as_bytes()).unwrap();
            assert!(blob.windows(12).any(|name| name == b"rsa-sha2-512"));
        }
    }
}

#[test]
fn an_empty_and_a_locked_agent_are_refused_alike() {
    let Some(desk) = Desk::set_up() else { return };
    let Some(real) = RealAgent::start(&desk) else { return };
    let agent = Agent::connect(&real.socket).unwrap();
    assert!(matches!(agent.keys(), Err(AgentError::LockedOrEmpty)));
    let path = desk.new_key("key", "ed25519", 0, "");
    real.add(&[], &path);
    let public = read_public(&path.with_extension("pub")).unwrap();
    let signer = agent.signer(&public.fingerprint()).unwrap();
    signer.sign(NAMESPACE, MESSAGE).unwrap();
    real.lock();
    assert!(matches!(agent.keys(), Err(AgentError::LockedOrEmpty)));
    let refused = signer.sign(NAMESPACE, MESSAGE);
    assert!(matches!(refused, Err(SignError::Agent(AgentError::LockedOrEmpty))), "{refused:?}");
}

#[test]
fn a_key_that_is_not_or_no_longer_there_is_named() {
    let Some(desk) = Desk::set_up() else { return };
    let Some(real) = RealAgent::start(&desk) else { return };
    let (one, two) = (desk.new_key("one", "ed25519", 0, ""), desk.new_key("two", "ed25519", 0, ""));
    real.add(&[], &one);
    let agent = Agent::connect(&real.socket).unwrap();
    let fingerprint = read_public(&two.with_extension("pub")).unwrap().fingerprint();
    let missing = agent.signer(&fingerprint);
    assert!(matches!(missing, Err(AgentError::NoSuchKey { fingerprint: named }) if named == fingerprint));
    real.add(&[], &two);
    let signer = agent.signer(&fingerprint).unwrap();
    real.add(&["-d"], &two);
    let gone = signer.sign(NAMESPACE, MESSAGE);
    assert!(matches!(gone, Err(SignError::Agent(AgentError::NoSuchKey { .. }))), "{gone:?}");
}

#[test]
fn a_declined_signature_is_refused() {
    let Some(desk) = Desk::set_up() else { return };
    let Some(real) = RealAgent::start(&desk) else { return };
    let path = desk.new_key("key", "ed25519", 0, "");
    real.add(&["-c"], &path);
    let fingerprint = read_public(&path.with_extension("pub")).unwrap().fingerprint();
    let signer = Agent::connect(&real.socket).unwrap().signer(&fingerprint).unwrap();
    let declined = signer.sign(NAMESPACE, MESSAGE);
    assert!(matches!(declined, Err(SignError::Agent(AgentError::Refused { .. }))), "{declined:?}");
}

#[test]
fn certificates_and_other_kinds_of_key_are_passed_over() {
    let Some(desk) = Desk::set_up() else { return };
    let Some(real) = RealAgent::start(&desk) else { return };
    let authority = desk.new_key("authority", "ed25519", 0, "");
    let holder = desk.new_key("holder", "ed25519", 0, "");
    let mut command = desk.command(&["-q", "-I", "holder", "-n", "tanaka", "-s"]);
    succeed(command.arg(&authority).arg(holder.with_extension("pub")));
    let dsa = desk.path("dsa");
    if desk.command(&["-q", "-t", "dsa", "-N", "", "-f"]).arg(&dsa).status().unwrap().success() {
        real.add(&[], &dsa);
    }
    real.add(&[], &holder);
    let keys = Agent::connect(&real.socket).unwrap().keys().unwrap();
    assert_eq!(keys, [read_public(&holder.with_extension("pub")).unwrap()]);
}

#[test]
fn nobody_at_the_socket_is_an_error_with_its_path() {
    let dir = tempfile::tempdir().unwrap();
    let nowhere = dir.path().join("agent");
    assert!(matches!(Agent::connect(&nowhere), Err(AgentError::Connect { socket, .. }) if socket == nowhere));
}

/// An agent with one key that answers each request to sign as `answer` likes.
fn liar(key: Vec<u8>, answer: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> (tempfile::TempDir, Agent) {
    let dir = tempfile::tempdir().unwrap();
    let socket = dir.path().join("agent");
    let listener = UnixListener::bind(&socket).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut length = [0; 4];
            if stream.read_exact(&mut length).is_err() {
                continue;
            }
            let mut request = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap()];
            stream.read_exact(&mut request).unwrap();
            let reply = match request[0] {
                11 => string(&[&[12, 0, 0, 0, 1][..], &strings(&[&key, b"\x93\x63\x92\x86"])].concat()),
                // Type, length and key, length, then the data and four bytes of flags.
                _ => answer(&request[1 + 4 + key.len() + 4..request.len() - 4]),
            };
            stream.write_all(&reply).unwrap();
        }
    });
    let agent = Agent::connect(&socket).unwrap();
    (dir, agent)
}

fn lie(key: Vec<u8>, answer: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> Result<PublicKey, SignError> {
    let (_dir, agent) = liar(key, answer);
    let public = agent.keys().unwrap().remove(0);
    let signer = agent.signer(&public.fingerprint()).unwrap();
    let signature = signer.sign(NAMESPACE, MESSAGE)?;
    if let Some(desk) = Desk::set_up() {
        assert!(desk.peer_accepts(&public, signature.armor(), NAMESPACE, MESSAGE));
    }
    Ok(public)
}

fn signed(raw: &[u8]) -> Vec<u8> {
    string(&[vec![14], string(raw)].concat())
}

#[test]
fn an_agent_that_lies_is_found_out() {
    let secret = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let key = || {
        let point = ed25519_dalek::SigningKey::from_bytes(&[9; 32]).verifying_key();
        strings(&[b"ssh-ed25519", point.as_bytes()])
    };
    let raw = |secret: &ed25519_dalek::SigningKey, data: &[u8]| {
        strings(&[b"ssh-ed25519", &secret.sign(data).to_bytes()])
    };
    let honest = secret.clone();
    assert!(lie(key(), move |data| signed(&raw(&honest, data))).is_ok());
    let other = ed25519_dalek::SigningKey::from_bytes(&[8; 32]);
    let refused = lie(key(), move |data| signed(&raw(&other, data)));
    assert!(matches!(refused, Err(SignError::NotVerified(VerifyError::BadSignature))), "{refused:?}");
    let refused = lie(key(), move |_| signed(&raw(&secret, b"another message")));
    assert!(matches!(refused, Err(SignError::NotVerified(VerifyError::BadSignature))), "{refused:?}");
    let refused = lie(key(), |_| signed(&strings(&[b"ssh-rsa", &[1; 256]])));
    assert!(matches!(refused, Err(SignError::Unusable(SignatureError::Sha1 { .. }))), "{refused:?}");
}

#[test]
fn an_agent_that_does_not_make_sense_is_refused() {
    for answer in [vec![0, 0, 0, 1, 6], vec![0, 0, 0, 1, 14], vec![0xff; 4], vec![0; 4]] {
        let refused = lie(SoftKey::Ed25519.wire(), move |_| answer.clone());
        assert!(matches!(refused, Err(SignError::Agent(AgentError::Answer))), "{refused:?}");
    }
    let refused = lie(SoftKey::Ed25519.wire(), |_| vec![0, 0, 0, 9, 14]);
    assert!(matches!(refused, Err(SignError::Agent(AgentError::Io(_)))), "{refused:?}");
}

#[test]
fn a_security_key_in_the_agent_must_be_touched() {
    for kind in [SoftKey::Ed25519, SoftKey::P256] {
        let touched = lie(kind.wire(), move |data| signed(&security_key_raw(kind, 1, data)));
        assert!(touched.unwrap().is_security_key());
        let untouched = lie(kind.wire(), move |data| signed(&security_key_raw(kind, 0, data)));
        assert!(matches!(untouched, Err(SignError::NotVerified(VerifyError::NoTouch))), "{untouched:?}");
    }
}
