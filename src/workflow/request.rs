//! Asking to carry information out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::file;
use crate::domain::body::request::PersonalData;
use crate::domain::body::{Attachment, Body, Request};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::{can_be_mailed, check_copies_ahead, opening_for};
use crate::domain::names::{AssetId, ContractId, Kind, Level, MediumId, RecipientId, Via};
use crate::domain::refusal::{MailRefusal, Refusal};
use crate::domain::rules::judge::is_to_the_client;
use crate::domain::rules::place;
use crate::package::file_list::FileList;
use crate::package::manifest::Manifest;
use crate::package::walk::{self, Listing, Renamed};
use crate::projection::view::Hints;
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::hints::Looking;
use crate::workflow::keyring::Keyring;
use crate::workflow::places::{absolute, is_outside};
use crate::workflow::world::{Stage, Watched, World};

/// What the requester says, besides the content itself.
#[derive(Debug, Clone)]
pub struct Ask {
    /// To whom.
    pub recipient: RecipientId,
    /// By which road.
    pub via: Via,
    /// Why it leaves.
    pub kind: Kind,
    /// What it is for.
    pub purpose: String,
    /// The highest level of its files.
    pub level: Level,
    /// Day by which it is back or accounted for.
    pub due: NaiveDate,
    /// First day on which it may leave; today where it is absent.
    pub on: Option<NaiveDate>,
    /// Where it is taken.
    pub place: Option<String>,
    /// Personal data inside; `None` where it is not stated.
    pub personal_data: Option<PersonalData>,
    /// The registered medium.
    pub medium: Option<MediumId>,
    /// The contract.
    pub contract: Option<ContractId>,
    /// Registered information it holds.
    pub assets: Vec<AssetId>,
    /// How many copies it makes, the package first; 1 where it is not stated.
    pub copies: Option<u64>,
    /// What it is, in the requester's words.
    pub items: Vec<String>,
    /// Why it cannot be avoided.
    pub reason: Option<String>,
    /// Whether the passphrase waits for the arrival code.
    pub after_arrival: bool,
    /// The earlier request it is made like.
    pub like: Option<Digest>,
}

/// A request that is now in the log.
#[derive(Debug)]
pub struct Asked {
    /// The carry-out it began.
    pub carry_out: CarryOut,
    /// Why it could not be noted where the content lies; `export --from` names it then.
    pub not_remembered: Option<Error>,
    /// Names that travel in another Unicode form than they have on disk.
    pub renamed: Vec<Renamed>,
    /// What looks needless or personal in the content; told to whoever asks, and kept nowhere.
    pub hints: Hints,
}

/// Lists and hashes `paths`, and asks to carry them out.
///
/// # Errors
/// [`Error::Walk`] naming every file that cannot be packed; [`Error::Refused`]; then nothing is in
/// the log.
pub fn request(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    paths: &[PathBuf],
    ask: &Ask,
) -> Result<Asked, Error> {
    let nothing = Attachment::of(&[]);
    let early = Request {
        sources_outside: sources_outside(desk, ask.contract.as_ref(), paths),
        ..body(world, desk, ask, nothing, nothing, &FileList::new(Vec::new(), Vec::new())?)?
    };
    desk.check_body(world, keyring, Body::Request(Box::new(early)))?;

    if ask.via == Via::Email && !can_be_mailed(&desk.registry, &ask.recipient) {
        let recipient = ask.recipient.clone();
        return Err(Refusal::from(MailRefusal::NobodyToMail { recipient }).into());
    }
    let looking = Looking::default();
    let listing = list(world, paths, &looking)?;
    let list = &listing.list;
    if list.files().is_empty() && list.folders().is_empty() {
        return Err(Error::NothingToPack);
    }
    let list_bytes = list.encode()?;
    let manifest = Manifest::from(list);
    let asked = Request {
        sources_outside: sources_outside(desk, ask.contract.as_ref(), paths),
        ..body(world, desk, ask, Attachment::of(&list_bytes), Attachment::of(manifest.bytes()), list)?
    };
    let requester = &desk.person_of(keyring)?.id;
    check_copies_ahead(&desk.registry, requester, &asked, world.clock.now().date())?;
    let said = desk.say(world, keyring, Body::Request(Box::new(asked)), &[&list_bytes, manifest.bytes()])?;
    let not_remembered = remember_sources(desk, &said.digest, paths).err();
    let carry_out = desk
        .projection
        .carry_out_of(&said.digest)?
        .ok_or(EvidenceError::NotInLog { statement: said.digest })?;
    let hints = looking.hints(&listing.list);
    Ok(Asked { carry_out, hints, renamed: listing.renamed, not_remembered })
}

fn list(world: &World<'_>, paths: &[PathBuf], looking: &Looking) -> Result<Listing, Error> {
    let mut watched = Watched::new(world.watch, Stage::Hashing);
    let listed = walk::list_watched(paths, looking, &mut |at| watched.at(at), world.cancel);
    world.watch.finish();
    Ok(listed?)
}

fn body(
    world: &World<'_>,
    desk: &Desk,
    ask: &Ask,
    file_list: Attachment,
    manifest: Attachment,
    list: &FileList,
) -> Result<Request, Error> {
    let mut request = Request {
        after_arrival: ask.after_arrival,
        assets: ask.assets.clone(),
        contract: ask.contract.clone(),
        copies: ask.copies,
        due: ask.due,
        file_count: u64::try_from(list.files().len()).unwrap_or(u64::MAX),
        file_list,
        items: ask.items.clone(),
        kind: ask.kind,
        level: ask.level,
        like: ask.like,
        manifest,
        medium: ask.medium.clone(),
        on: ask.on.unwrap_or_else(|| world.clock.now().date()),
        opening: opening_for(&desk.registry, &ask.recipient)?,
        personal_data: ask.personal_data,
        place: None,
        purpose: ask.purpose.clone(),
        reason: ask.reason.clone(),
        recipient: ask.recipient.clone(),
        rules: desk.registry.rules(ask.contract.as_ref()).digest(),
        sources_outside: None,
        total_bytes: list.total_bytes(),
        via: ask.via,
    };
    request.place = ask.place.as_deref().map(|asked| place_of(desk, &request, asked));
    Ok(request)
}

/// Where it is taken, in the word by which the rules meant for it know that place.
fn place_of(desk: &Desk, request: &Request, asked: &str) -> String {
    let to_the_client = is_to_the_client(&desk.registry, request);
    let rules = desk.registry.rules(request.contract.as_ref());
    let meant = rules.each().filter(|(_, rule)| rule.when.covers(request, to_the_client));
    place::recorded_under(asked, meant.map(|(_, rule)| &rule.demand))
}

/// How many of `paths` lie outside every folder notified under the contract; `None` where there is none to compare with.
fn sources_outside(desk: &Desk, contract: Option<&ContractId>, paths: &[PathBuf]) -> Option<u64> {
    let contract = desk.registry.contracts.get(contract?)?;
    let folders: Vec<&Path> = contract.folders().map(Path::new).collect();
    if folders.is_empty() {
        return None;
    }
    let outside = paths.iter().filter(|path| is_outside(path, &folders)).count();
    Some(u64::try_from(outside).unwrap_or(u64::MAX))
}

#[derive(Serialize, Deserialize)]
struct Sources {
    paths: Vec<PathBuf>,
}

/// Notes where the content lay, so that `export` need not be told again. Never evidence: what is
/// approved is content, not place.
fn remember_sources(desk: &Desk, request: &Digest, paths: &[PathBuf]) -> Result<(), Error> {
    let path = desk.places.sources(request);
    let failed = |source| Error::State { path: path.clone(), source };
    let paths = paths.iter().map(|path| absolute(path)).collect::<Result<_, _>>().map_err(failed)?;
    // Paths that are not UTF-8 have no JSON; `export --from` names them then.
    let Ok(json) = serde_json::to_vec(&Sources { paths }) else { return Ok(()) };
    let parent = path.parent().unwrap_or(&path);
    file::create_private_dir(parent).and_then(|()| file::replace(&path, &json)).map_err(failed)
}

/// Where the content of this carry-out lay when it was requested at this desk.
///
/// # Errors
/// [`Error::SourcesUnknown`] where it was requested at another desk; [`Error::State`] when the note cannot be read.
pub fn remembered_sources(desk: &Desk, carry_out: &CarryOut) -> Result<Vec<PathBuf>, Error> {
    let unknown = || Error::SourcesUnknown { id: carry_out.id() };
    let path = desk.places.sources(&carry_out.digest);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(unknown()),
        Err(source) => return Err(Error::State { path, source }),
    };
    let sources: Sources = serde_json::from_slice(&bytes).map_err(|_| unknown())?;
    Ok(sources.paths)
}

/// Takes what an earlier request said as the pattern for another.
#[must_use]
pub fn like(earlier: &CarryOut) -> Ask {
    let request = &earlier.request;
    Ask {
        assets: request.assets.clone(),
        copies: request.copies,
        recipient: request.recipient.clone(),
        via: request.via,
        kind: request.kind,
        purpose: request.purpose.clone(),
        level: request.level,
        due: request.due,
        on: None,
        place: request.place.clone(),
        personal_data: request.personal_data,
        medium: request.medium.clone(),
        contract: request.contract.clone(),
        items: request.items.clone(),
        reason: request.reason.clone(),
        after_arrival: request.after_arrival,
        like: Some(earlier.digest),
    }
}
