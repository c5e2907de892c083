//! What people say on the way back, said through the library: any statement, as its verb would.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use sekisho::base::secret::SecretText;
use sekisho::domain::body::coming_back::{KeyDestroyed, Measured};
use sekisho::domain::body::{Attachment, Body, Confirmation, Disposal, Witness};
use sekisho::domain::carry_out::CarryOut;
use sekisho::domain::names::Method;
use sekisho::workflow::desk::{Desk, Said};
use sekisho::workflow::keyring::{KeySource, Keyring};
use sekisho::workflow::places::Places;
use sekisho::workflow::world::{Ask, Stage, SystemClock, SystemRandom, Watch, World};

use crate::office::Office;

/// The passphrases of the cast's key files.
pub struct Cast;

impl Ask for Cast {
    fn key_passphrase(&self, path: &Path) -> Option<SecretText> {
        Some(SecretText::new(format!("pass of {}", path.file_name()?.to_str()?)))
    }
    fn new_key_passphrase(&self, _: &Path) -> Option<SecretText> {
        None
    }
    fn identity_passphrase(&self, _: &Path) -> Option<SecretText> {
        None
    }
    fn replug(&self, _: &Path) -> Option<std::path::PathBuf> {
        None
    }
    fn package_passphrase(&self) -> Option<SecretText> {
        None
    }
}

/// Nobody looks on.
pub struct Nobody;

impl Watch for Nobody {
    fn stage(&self, _: Stage, _: u64, _: u64) {}
    fn done(&self, _: u64, _: u64) {}
    fn finish(&self) {}
}

/// The ledger of an office, opened by somebody with a cache and a state of their own.
pub fn desk(office: &Office) -> Desk {
    let places = Places {
        home: office.path("home"),
        cache: office.path("library/cache"),
        state: office.path("library/state"),
    };
    Desk::open(&places).unwrap()
}

/// Has `person` say `body`.
pub fn say(office: &Office, person: &str, body: Body, attachments: &[&[u8]]) -> Said {
    let cancel = AtomicBool::new(false);
    let world =
        World { clock: &SystemClock, random: &SystemRandom, ask: &Cast, watch: &Nobody, cancel: &cancel };
    let keyring = Keyring::find(KeySource::File(office.key(person)), None).unwrap();
    desk(office).say(&world, &keyring, body, attachments).unwrap()
}

/// The carry-out as the log left it.
pub fn carry_out(office: &Office, id: &str) -> CarryOut {
    desk(office).carry_out(id).unwrap()
}

/// What a desk measures when it has erased the package where it was written.
pub fn erased(carry_out: &CarryOut) -> Measured {
    let (attempt, _, _) = carry_out.completed().unwrap();
    Measured {
        capacity_bytes: None,
        copies_erased: 0,
        copies_left: 0,
        gone: true,
        identified: true,
        in_place: Some(true),
        other_files: 0,
        overwritten: None,
        place: attempt.intent.destination.clone(),
        scan: None,
        unread: 0,
    }
}

/// A disposal by `method`, of these copies.
pub fn disposal(carry_out: &CarryOut, method: Method, copies: &[u64]) -> Disposal {
    Disposal {
        also: Vec::new(),
        begun: None,
        copies: copies.to_vec(),
        evidence: None,
        key: None,
        measured: None,
        method,
        note: None,
        place: None,
        request: carry_out.digest,
        tool: "sekisho 0.1.0".to_owned(),
    }
}

/// `tanaka` erases copy 1, the package where it was written: L1.
pub fn erase(office: &Office, id: &str) -> Said {
    let carry_out = carry_out(office, id);
    let mut body = disposal(&carry_out, Method::EraseFile, &[1]);
    body.measured = Some(erased(&carry_out));
    body.place = Some("本社 3階".to_owned());
    say(office, "tanaka", Body::Disposal(Box::new(body)), &[])
}

/// `suzuki` destroys the custody file; these say that they keep no copy.
pub fn destroy_key(office: &Office, id: &str, attested: &[&str]) -> Said {
    let carry_out = carry_out(office, id);
    let custody = carry_out.completed().unwrap().0.intent.custody.clone().unwrap();
    let mut body = disposal(&carry_out, Method::Key, &[]);
    let attested = attested.iter().map(|name| (*name).to_owned()).collect();
    body.key = Some(KeyDestroyed { attested, custody: custody.sha256 });
    say(office, "suzuki", Body::Disposal(Box::new(body)), &[])
}

/// `person` saw the disposal.
pub fn witness(office: &Office, id: &str, person: &str, disposal: &Said) -> Said {
    let request = carry_out(office, id).digest;
    let body = Witness { disposal: disposal.digest, external: None, request };
    say(office, person, Body::Witness(body), &[])
}

/// `sato` confirms.
pub fn confirm(office: &Office, id: &str) -> Said {
    let request = carry_out(office, id).digest;
    say(office, "sato", Body::Confirmation(Confirmation { note: None, request }), &[])
}

/// Evidence that somebody hands in.
pub fn handed_in(bytes: &[u8]) -> Attachment {
    Attachment::of(bytes)
}
