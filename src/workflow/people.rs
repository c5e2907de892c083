//! Founding a ledger, making keys, and the registry of people.

use std::path::Path;

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::domain::body::people::Particulars;
use crate::domain::body::{
    Body, Delegation, DelegationEnd, Founder, KeyAdd, KeyRevoke, PersonAdd, PersonSet, Registration,
};
use crate::domain::entry::Entry;
use crate::domain::names::{PersonId, Role, is_origin};
use crate::domain::refusal::Refusal;
use crate::domain::rules::office::{self, OfficeRules};
use crate::domain::statement::{Seen, Statement};
use crate::domain::verify::{ANY_ORIGIN, verify_proof};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::tree::empty_root;
use crate::ledger::{AppendError, NewEntry, Store as _};
use crate::package::keys;
use crate::projection::view::PersonView;
use crate::projection::view::register::BroughtInView;
use crate::signing::{self, Fingerprint, PublicKey};
use crate::workflow::desk::{Desk, Said};
use crate::workflow::error::Error;
use crate::workflow::held::Held;
use crate::workflow::keyring::Keyring;
use crate::workflow::places::Places;
use crate::workflow::world::World;

/// Makes an encrypted Ed25519 key file at `path`, with its public half beside it.
///
/// # Errors
/// [`Error::NobodyToAsk`] without a passphrase; [`Error::Generate`] when a file is in the way.
pub fn new_key(world: &World<'_>, path: &Path, comment: &str) -> Result<PublicKey, Error> {
    let passphrase =
        world.ask.new_key_passphrase(path).ok_or(Error::NobodyToAsk { flag: "--key-passphrase-fd" })?;
    Ok(signing::files::generate(path, comment, &passphrase)?)
}

/// Makes an encrypted age identity for custody files, and returns its `age1…` recipient.
///
/// # Errors
/// [`Error::NobodyToAsk`] without a passphrase; [`Error::Identity`] when a file is in the way.
pub fn new_custody_identity(world: &World<'_>, path: &Path) -> Result<String, Error> {
    let passphrase =
        world.ask.new_key_passphrase(path).ok_or(Error::NobodyToAsk { flag: "--key-passphrase-fd" })?;
    Ok(keys::generate_identity(path, &passphrase)?)
}

/// Founds a ledger at the home: creates it, and writes the founder's entry.
///
/// # Errors
/// [`Error::NotAnOrigin`], [`Error::LedgerExists`]. A failure may leave a ledger without entries, which the next
/// founding takes over.
pub fn found(
    world: &World<'_>,
    places: &Places,
    keyring: &Keyring,
    origin: &str,
    person: PersonId,
    name: &str,
) -> Result<(Desk, Said), Error> {
    if !is_origin(origin) || origin == ANY_ORIGIN {
        return Err(Error::NotAnOrigin { origin: origin.to_owned() });
    }
    let path = places.ledger();
    let begun = if path.exists() { Some(begun(places)?) } else { None };
    let founder = Founder {
        key: keyring.public_key().clone(),
        name: name.to_owned(),
        office: Some(OfficeRules::of(office::newest())),
    };
    let statement = Statement {
        author: person,
        body: Body::Founder(founder),
        nonce: world.nonce()?,
        origin: origin.to_owned(),
        seen: Seen { root: empty_root(), size: 0 },
        time: world.clock.now(),
    };
    let bytes = statement.encode()?;
    let signature = keyring.sign(world.ask, &statement.namespace(), bytes.as_bytes())?;
    let digest = bytes.digest();
    let entry = Entry::new(statement.clone(), bytes, signature).encode();
    let made = |source| Error::File { path: places.home.clone(), source };
    file::create_private_dir(&places.home).map_err(made)?;
    file::create_private_dir(&places.custody()).map_err(made)?;
    Held::at(places).forget_home()?;
    let mut store = match begun {
        Some(store) => store,
        None => SqliteStore::create(&path)?,
    };
    let new = NewEntry { key: digest, bytes: &entry, attachments: &[], removals: &[] };
    let index = store.append(0, &new).map_err(|error| match error {
        AppendError::Conflict { .. } => Error::LedgerExists { home: places.home.clone() },
        error => error.into(),
    })?;
    let desk = Desk::over(Box::new(store), places)?;
    Ok((desk, Said { index, digest, statement }))
}

/// That nobody founded a ledger at the home.
///
/// # Errors
/// [`Error::LedgerExists`]; [`Error::Store`] when what is there cannot be opened.
pub fn check_not_founded(places: &Places) -> Result<(), Error> {
    if places.ledger().exists() { begun(places).map(|_| ()) } else { Ok(()) }
}

/// The ledger at the home, if nobody founded it: a founding that was cut short leaves one without entries.
fn begun(places: &Places) -> Result<SqliteStore, Error> {
    let store = SqliteStore::open(&places.ledger())?;
    let size = store.snapshot()?.size();
    if size == 0 { Ok(store) } else { Err(Error::LedgerExists { home: places.home.clone() }) }
}

/// "This key is mine": a signed registration for somebody to bring to the administrator.
///
/// # Errors
/// [`Error::NotAnOrigin`]; whatever signing fails with.
pub fn join(world: &World<'_>, keyring: &Keyring, person: PersonId, origin: &str) -> Result<Vec<u8>, Error> {
    if !is_origin(origin) {
        return Err(Error::NotAnOrigin { origin: origin.to_owned() });
    }
    let statement = Statement {
        author: person,
        body: Body::Registration(Registration { key: keyring.public_key().clone() }),
        nonce: world.nonce()?,
        origin: origin.to_owned(),
        seen: Seen { root: empty_root(), size: 0 },
        time: world.clock.now(),
    };
    let bytes = statement.encode()?;
    let signature = keyring.sign(world.ask, &statement.namespace(), bytes.as_bytes())?;
    Ok(Entry::new(statement, bytes, signature).encode())
}

/// A key as it is brought to the administrator.
#[derive(Debug, Clone)]
pub enum BroughtKey {
    /// With proof of possession: the bytes that [`join`] made.
    Request(Vec<u8>),
    /// The public key alone; the person will be marked.
    Public(PublicKey),
}

impl BroughtKey {
    /// Reads what `join` wrote.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn read_request(path: &Path) -> Result<Self, Error> {
        file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
            .map(Self::Request)
            .map_err(|source| Error::File { path: path.to_path_buf(), source })
    }

    fn into_parts(self, person: &PersonId, origin: &str) -> Result<(PublicKey, Option<String>), Error> {
        match self {
            Self::Public(key) => Ok((key, None)),
            Self::Request(bytes) => {
                let refused = |why| crate::domain::refusal::Refusal::ProofDoesNotHold { why };
                let key = verify_proof(&bytes, person, origin).map_err(refused)?;
                Ok((key, String::from_utf8(bytes).ok()))
            }
        }
    }
}

/// A person to be registered.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Their key.
    pub key: BroughtKey,
    /// What custody files are sealed to, where that is not their key.
    pub custody: Option<String>,
    /// How to reach them.
    pub particulars: Particulars,
}

/// Registers a person.
///
/// # Errors
/// [`Error::Refused`]; [`Error::RecipientKey`] for a custody key that age cannot seal to.
pub fn add(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    new: NewPerson,
) -> Result<PersonView, Error> {
    if let Some(custody) = &new.custody {
        check_recipient(custody)?;
    }
    let (key, proof) = new.key.into_parts(&new.id, &desk.head.origin)?;
    let body = PersonAdd {
        custody: new.custody,
        key,
        name: new.name,
        particulars: new.particulars,
        person: new.id.clone(),
        proof,
        roles: new.roles,
    };
    desk.say(world, keyring, Body::PersonAdd(body), &[])?;
    show(world, desk, &new.id)
}

/// Changes a person's particulars, name, roles or custody key.
///
/// # Errors
/// [`Error::Refused`]; [`Error::RecipientKey`].
pub fn set(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    change: PersonSet,
) -> Result<PersonView, Error> {
    if let Some(custody) = &change.custody {
        check_recipient(custody)?;
    }
    let id = change.person.clone();
    desk.say(world, keyring, Body::PersonSet(change), &[])?;
    show(world, desk, &id)
}

/// Gives a person another key.
///
/// # Errors
/// [`Error::Refused`].
pub fn add_key(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    person: PersonId,
    key: BroughtKey,
) -> Result<PersonView, Error> {
    let (key, proof) = key.into_parts(&person, &desk.head.origin)?;
    desk.say(world, keyring, Body::KeyAdd(KeyAdd { key, person: person.clone(), proof }), &[])?;
    show(world, desk, &person)
}

/// Says that a key is no longer good. What it brought in is good all the same, and named: whoever replaced their key wants that,
/// and whoever lost it to a thief does not.
///
/// # Errors
/// [`Error::Refused`].
pub fn revoke_key(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    person: PersonId,
    key: Fingerprint,
    reason: Option<String>,
) -> Result<PersonView, Error> {
    let said = KeyRevoke { key: key.clone(), person: person.clone(), reason };
    desk.say(world, keyring, Body::KeyRevoke(said), &[])?;
    let brought_in = BroughtInView::with(&desk.registry, &key);
    Ok(PersonView { brought_in, ..show(world, desk, &person)? })
}

/// Names a delegate for a period.
///
/// # Errors
/// [`Error::Refused`].
pub fn delegate(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    delegation: Delegation,
) -> Result<PersonView, Error> {
    let to = delegation.to.clone();
    desk.say(world, keyring, Body::Delegation(delegation), &[])?;
    show(world, desk, &to)
}

/// Ends what `person` delegated to `to` before its last day: what stands, and what is to come.
///
/// # Errors
/// [`Error::Refused`], where nothing is there to end too.
pub fn end_delegations(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    person: &PersonId,
    to: &PersonId,
    reason: Option<&String>,
) -> Result<PersonView, Error> {
    let today = world.clock.now().date();
    let given = desk.registry.person(to).into_iter().flat_map(|to| &to.delegations);
    let stands = given.filter(|given| given.may_be_ended(person, today));
    let all: Vec<Digest> = stands.map(|given| given.statement).collect();
    if all.is_empty() {
        return Err(Refusal::NoDelegation { person: person.clone(), to: to.clone() }.into());
    }
    for delegation in all {
        let end =
            DelegationEnd { delegation, person: person.clone(), reason: reason.cloned(), to: to.clone() };
        desk.say(world, keyring, Body::DelegationEnd(end), &[])?;
    }
    show(world, desk, to)
}

/// A person as registered.
///
/// # Errors
/// [`crate::domain::refusal::Refusal::UnknownPerson`].
pub fn show(world: &World<'_>, desk: &Desk, id: &PersonId) -> Result<PersonView, Error> {
    let unknown = || crate::domain::refusal::Refusal::UnknownPerson { person: id.clone() };
    let person = desk.registry.person(id).ok_or_else(unknown)?;
    Ok(PersonView::within(&desk.registry, person, world.clock.now().date()))
}

fn check_recipient(text: &str) -> Result<(), Error> {
    keys::check_recipient(text)
        .map(|_| ())
        .map_err(|problem| Error::RecipientKey { recipient: text.to_owned(), problem })
}
