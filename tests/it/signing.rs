//! Signatures against the real peers: ssh-keygen, ssh-agent and the OpenSSH test vectors.

mod agents;
pub mod crafted;
mod key_files;
mod peers;
mod published;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sekisho::base::secret::SecretText;
use sekisho::signing::PublicKey;
use sekisho::signing::files::{KeyFile, UnlockedKey};

use crate::support::require_peer;

const NAMESPACE: &str = "sekisho-test-v1";
const MESSAGE: &[u8] = b"{\"a\":1}\n";
const PASSPHRASE: &str = "kamote";

/// A folder with ssh-keygen at hand.
struct Desk {
    dir: tempfile::TempDir,
    keygen: PathBuf,
}

impl Desk {
    /// `None`, said loudly, without ssh-keygen.
    fn set_up() -> Option<Self> {
        let keygen = require_peer("ssh-keygen")?;
        Some(Self { dir: tempfile::tempdir().unwrap(), keygen })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A private key file that ssh-keygen made, `bits` 0 for its default.
    fn new_key(&self, name: &str, kind: &str, bits: u32, passphrase: &str) -> PathBuf {
        let path = self.path(name);
        let mut command = self.command(&["-q", "-a", "2", "-t", kind, "-C", "test", "-N", passphrase, "-f"]);
        command.arg(&path);
        if bits > 0 {
            command.args(["-b", &bits.to_string()]);
        }
        succeed(&mut command);
        path
    }

    /// Whether ssh-keygen accepts `signature` by `key` over `message`.
    fn peer_accepts(&self, key: &PublicKey, signature: &str, namespace: &str, message: &[u8]) -> bool {
        let allowed = self.path("allowed");
        fs::write(&allowed, format!("tanaka {key}\n")).unwrap();
        self.peer_accepts_with(&allowed, "tanaka", signature, namespace, message)
    }

    fn peer_accepts_with(
        &self,
        allowed: &Path,
        who: &str,
        signature: &str,
        namespace: &str,
        message: &[u8],
    ) -> bool {
        let (message_path, signature_path) = (self.path("message"), self.path("signature"));
        fs::write(&message_path, message).unwrap();
        fs::write(&signature_path, signature).unwrap();
        let mut command = self.command(&["-Y", "verify", "-I", who, "-n", namespace, "-f"]);
        command.arg(allowed).arg("-s").arg(&signature_path);
        command.stdin(fs::File::open(&message_path).unwrap());
        command.output().unwrap().status.success()
    }

    /// What `ssh-keygen -Y sign` makes of `message`.
    fn peer_signs(&self, key: &Path, namespace: &str, message: &[u8], options: &[&str]) -> String {
        let path = self.path("to-sign");
        fs::write(&path, message).unwrap();
        let _none_yet = fs::remove_file(self.path("to-sign.sig"));
        let mut command = self.command(&["-q", "-Y", "sign", "-n", namespace, "-f"]);
        command.arg(key).args(options).arg(&path);
        succeed(&mut command);
        fs::read_to_string(self.path("to-sign.sig")).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.keygen);
        command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::null());
        command
    }
}

fn succeed(command: &mut Command) {
    let output = command.stderr(Stdio::piped()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn secret(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

fn unlocked(path: &Path) -> UnlockedKey {
    KeyFile::read(path).unwrap().unlock(Some(&secret(PASSPHRASE))).unwrap()
}
