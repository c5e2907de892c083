//! age files: their header, what opens them, and the secrets that lie in files.
//!
//! What opens is what was sealed: nobody who changes a sealed file can make it open to something else.

use std::io::{Cursor, Read as _};
use std::sync::OnceLock;

use sekisho::base::secret::SecretText;
use sekisho::package::custody;
use sekisho::package::keys::{Identity, Recipient, check_recipient, parse_identities};
use sekisho::package::unseal::{Unlock, unseal};

use super::{Target, kind_of, seed, text};

/// What every sealed file of the seeds holds.
pub const CONTENT: &[u8] = b"what was sealed";

/// With what those are sealed that have a passphrase.
pub const PASSPHRASE: &str = "horuhebumo";

/// Highest work factor of scrypt that is accepted here: a megabyte, and soon done.
const WORK_FACTOR_MAX: u8 = 10;

const WORDS: &[&str] = &[
    "age-encryption.org/v1\n",
    "-> X25519 ",
    "-> scrypt ",
    "-> ssh-ed25519 ",
    "-> ssh-rsa ",
    "-> grease ",
    "--- ",
    "\n",
    " ",
    "63",
    "255",
    "10",
    "02",
    "TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc",
    "-> ",
    "-> yubikey x\n\n",
];

pub const AGE_HEADER: Target = Target {
    name: "age_header",
    check: |bytes| opened(bytes, &Unlock::Identities(identity())),
    seeds: || ["x25519.age", "two.age", "scrypt.age"].map(seed).to_vec(),
    words: WORDS,
    executions: 4_000,
    // A buffer as large as a read or write, one chunk in clear and one sealed.
    at_least: 1 << 20,
    for_each: 64,
};

pub const AGE_PASSPHRASE: Target = Target {
    name: "age_passphrase",
    check: |bytes| opened(bytes, &Unlock::Passphrase(&SecretText::new(PASSPHRASE.to_owned()))),
    seeds: || ["scrypt.age", "x25519.age"].map(seed).to_vec(),
    // 2^10 blocks of 1 KiB for scrypt.
    at_least: 3 << 20,
    executions: 2_000,
    ..AGE_HEADER
};

pub const CUSTODY: Target = Target {
    name: "custody",
    check: |bytes| match custody::unseal(bytes, identity()) {
        Ok(secret) => {
            assert_eq!(secret.expose().as_bytes(), CONTENT);
            "opens".to_owned()
        }
        Err(error) => kind_of(&error),
    },
    ..AGE_HEADER
};

pub const IDENTITIES: Target = Target {
    name: "identities",
    check: identities,
    seeds: || ["identity.txt", "identity.ssh", "identity.locked", "x25519.age"].map(seed).to_vec(),
    words: &[
        "AGE-SECRET-KEY-1",
        "AGE-PLUGIN-YUBIKEY-1",
        "# public key: ",
        "-----BEGIN OPENSSH PRIVATE KEY-----\n",
        "-----END OPENSSH PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\n",
        "-----BEGIN AGE ENCRYPTED FILE-----\n",
        "\r\n",
        "openssh-key-v1\0",
        "bcrypt",
        "none",
    ],
    executions: 4_000,
    ..AGE_HEADER
};

pub const RECIPIENTS: Target = Target {
    name: "recipients",
    check: recipients,
    seeds: || {
        let ssh = String::from_utf8(seed("identity.ssh.pub")).unwrap();
        vec![
            identity()[0].recipient().into_bytes(),
            ssh.trim().as_bytes().to_vec(),
            b"age1yubikey1qqqqqq".to_vec(),
        ]
    },
    words: &["age1", "AGE1", "ssh-ed25519 ", "ssh-rsa ", "AAAAC3NzaC1lZDI1NTE5AAAAI", " comment", "q", "1"],
    executions: 20_000,
    ..AGE_HEADER
};

fn identity() -> &'static [Identity] {
    static IDENTITY: OnceLock<Vec<Identity>> = OnceLock::new();
    IDENTITY.get_or_init(|| parse_identities(&seed("identity.txt"), None).unwrap())
}

fn opened(bytes: &[u8], unlock: &Unlock<'_>) -> String {
    match unseal(Cursor::new(bytes), unlock, WORK_FACTOR_MAX) {
        Ok(mut plain) => {
            let mut content = Vec::new();
            match plain.read_to_end(&mut content) {
                Ok(_) => {
                    assert_eq!(content, CONTENT, "it opens to something that was not sealed");
                    "opens".to_owned()
                }
                Err(error) => kind_of(&error),
            }
        }
        Err(error) => kind_of(&error),
    }
}

fn identities(bytes: &[u8]) -> String {
    match parse_identities(bytes, None) {
        Ok(identities) => {
            assert!(!identities.is_empty());
            for identity in &identities {
                assert!(check_recipient(&identity.recipient()).is_ok(), "nobody could seal to {identity:?}");
            }
            format!("{} identities", identities.len().min(3))
        }
        Err(error) => kind_of(&error),
    }
}

fn recipients(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    match Recipient::parse(text) {
        Ok(recipient) => {
            let spelled = recipient.to_string();
            assert_eq!(Recipient::parse(&spelled).unwrap().to_string(), spelled);
            assert!(spelled.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{spelled:?}");
            format!("{:?}", check_recipient(text).unwrap())
        }
        Err(error) => kind_of(&error),
    }
}

/// age draws keys and nonces, so these were made once: `SEKISHO_WRITE_SEEDS=1 cargo test --test fuzz sealed_seeds`.
#[cfg(not(sekisho_fuzz))]
#[test]
fn sealed_seeds_are_what_they_are_said_to_be() {
    use super::package::making;
    if std::env::var_os("SEKISHO_WRITE_SEEDS").is_some() {
        use age::secrecy::ExposeSecret as _;
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
        let (key, other) = (age::x25519::Identity::generate(), age::x25519::Identity::generate().to_public());
        write(
            "identity.txt",
            format!("# a key of the tests\n{}\n", key.to_string().expose_secret()).as_bytes(),
        );
        write("x25519.age", &making::seal_to(&key.to_public(), CONTENT));
        write("scrypt.age", &making::seal_with(&SecretText::new(PASSPHRASE.to_owned()), CONTENT));
        let (key, other): (&dyn age::Recipient, &dyn age::Recipient) = (&key.to_public(), &other);
        let encryptor = age::Encryptor::with_recipients([other, key].into_iter()).unwrap();
        let mut sealed = encryptor.wrap_output(Vec::new()).unwrap();
        std::io::Write::write_all(&mut sealed, CONTENT).unwrap();
        write("two.age", &sealed.finish().unwrap());
    }
    for name in ["x25519.age", "two.age"] {
        assert_eq!((AGE_HEADER.check)(&seed(name)), "opens", "{name}");
    }
    assert_eq!((AGE_PASSPHRASE.check)(&seed("scrypt.age")), "opens");
    for name in ["identity.txt", "identity.ssh"] {
        assert_eq!(identities(&seed(name)), "1 identities", "{name}");
    }
}
