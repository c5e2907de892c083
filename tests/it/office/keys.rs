//! Key files. Those of the cast are made once and copied.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Mutex, PoisonError};

use sekisho::base::digest::Digest;
use sekisho::base::secret::SecretText;
use sekisho::domain::entry::Entry;
use sekisho::domain::statement::Statement;
use sekisho::signing::Sign as _;
use sekisho::signing::files::KeyFile;

use super::Office;

/// Private and public halves.
type Halves = (Vec<u8>, Vec<u8>);

/// Those made already, by name.
static MADE: Mutex<BTreeMap<String, Halves>> = Mutex::new(BTreeMap::new());

impl Office {
    /// Puts an encrypted Ed25519 key file for `person` into `keys/`, with its passphrase beside it.
    pub fn give_key(&self, person: &str) {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.key(person);
        fs::write(self.key_passphrase(person), format!("pass of {person}\n")).unwrap();
        if let Some((private, public)) = made.get(person) {
            fs::write(&path, private).unwrap();
            // What ssh-keygen makes, and insists on.
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            fs::write(path.with_extension("pub"), public).unwrap();
        } else {
            self.make_key(person, "ed25519");
            let halves = (fs::read(&path).unwrap(), fs::read(path.with_extension("pub")).unwrap());
            made.insert(person.to_owned(), halves);
        }
    }

    /// Makes a key file of another kind with `ssh-keygen`, cheap to open.
    pub fn make_key(&self, person: &str, kind: &str) {
        fs::write(self.key_passphrase(person), format!("pass of {person}\n")).unwrap();
        let (passphrase, path) = (format!("pass of {person}"), self.key(person));
        let path = path.to_str().unwrap();
        self.succeed(
            "ssh-keygen",
            &["-q", "-a", "1", "-t", kind, "-C", person, "-N", &passphrase, "-f", path],
        );
    }

    /// A statement signed with somebody's key past the program: its digest, and the entry.
    pub fn signed(&self, key: &str, statement: Statement) -> (Digest, Vec<u8>) {
        let line = statement.encode().unwrap();
        let passphrase = SecretText::new(format!("pass of {key}"));
        let key = KeyFile::read(&self.key(key)).unwrap().unlock(Some(&passphrase)).unwrap();
        let signature = key.sign(&statement.namespace(), line.as_bytes()).unwrap();
        (line.digest(), Entry::new(statement, line, signature).encode())
    }

    /// A person's public key, as in a `.pub` file, without the comment.
    pub fn public_key(&self, person: &str) -> String {
        let text = fs::read_to_string(self.key(person).with_extension("pub")).unwrap();
        text.split(' ').take(2).collect::<Vec<_>>().join(" ")
    }

    /// A key's fingerprint, by `ssh-keygen`.
    pub fn fingerprint(&self, person: &str) -> String {
        let listed = self.succeed("ssh-keygen", &["-l", "-f", &self.name(&format!("keys/{person}.pub"))]);
        listed.split(' ').nth(1).unwrap().to_owned()
    }

    /// Keys of a recipient who has age: `keys/lab.age`, `keys/lab-ed25519` and `keys/lab-rsa`, none
    /// with a passphrase; returns their public halves.
    pub fn recipient_keys(&self) -> [String; 3] {
        let identity = self.name("keys/lab.age");
        self.succeed("age-keygen", &["-o", &identity]);
        let age = self.succeed("age-keygen", &["-y", &identity]).trim().to_owned();
        let ssh = |kind: &str, bits: &str| {
            let name = format!("lab-{kind}");
            let path = self.name(&format!("keys/{name}"));
            self.succeed("ssh-keygen", &["-q", "-t", kind, "-b", bits, "-C", "lab", "-N", "", "-f", &path]);
            self.public_key(&name)
        };
        [age, ssh("ed25519", "256"), ssh("rsa", "2048")]
    }
}
