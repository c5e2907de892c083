//! The desk: the ledger opened, this user's projection caught up with it, and the one way in which
//! a statement gets into the log.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::{Body, Founder, Request};
use crate::domain::carry_out::{CarryOut, number_of};
use crate::domain::check::{RootsNamed, Subject, check, check_clock, check_days};
use crate::domain::entry::Entry;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::incident::{Incident, incident_number};
use crate::domain::names::PersonId;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::{Person, Registry};
use crate::domain::rules::ground::{About, clauses, saying};
use crate::domain::rules::office;
use crate::domain::statement::{Seen, Statement, StatementBytes};
use crate::domain::verify::{Act, EntryFault, check_key};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::{AppendError, Attachment, Checkpoint, NewEntry, Snapshot, Store, leaf_hash, tree};
use crate::package::file_list::FileList;
use crate::package::manifest::Manifest;
use crate::projection::fold::{Fold, Step};
use crate::projection::prepared::{PreparedRow, visit_prepared};
use crate::projection::store::{Projection, Session};
use crate::projection::view::restored::RestorationView;
use crate::projection::view::succession::SuccessionView;
use crate::projection::view::{CarryOutView, MadeAt};
use crate::signing::ArmoredSignature;
use crate::workflow::error::{Error, EvidenceError, HistoryError};
use crate::workflow::held::Held;
use crate::workflow::history::Resumed;
use crate::workflow::keyring::Keyring;
use crate::workflow::places::Places;
use crate::workflow::purge;
use crate::workflow::world::World;

/// An opened ledger and this user's verified view of it.
pub struct Desk {
    /// Where things lie.
    pub places: Places,
    pub(super) store: Box<dyn Store>,
    /// This user's index of what they verified.
    pub projection: Projection,
    /// People, keys, recipients and media at [`Desk::head`].
    pub registry: Registry,
    /// The log as far as it is verified.
    pub head: Head,
    /// The largest checkpoint this user had verified before this command; `None` on the first.
    pub held_before: Option<Checkpoint>,
    /// What a purge ordered away and is there all the same: it goes with the next one.
    pub(super) also_remove: Vec<Digest>,
    /// What this user holds; `None` where the log is taken as it is found (see [`Desk::open_anyway`]).
    held: Option<Held>,
}

/// The log as far as this user has verified it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The ledger's name; empty before the founder's entry.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Root hash of their tree.
    pub root: Digest,
}

impl Default for Head {
    fn default() -> Self {
        Self { origin: String::new(), size: 0, root: tree::empty_root() }
    }
}

impl Head {
    /// The head as a checkpoint to hand out.
    ///
    /// # Errors
    /// [`Error::NotAnOrigin`] before the founder's entry.
    pub fn checkpoint(&self) -> Result<Checkpoint, Error> {
        Checkpoint::new(&self.origin, self.size, self.root)
            .map_err(|_| Error::NotAnOrigin { origin: self.origin.clone() })
    }

    /// The head as it was when entry `index` had just been appended.
    ///
    /// # Errors
    /// [`Error::Store`] when the tree cannot be read.
    pub fn just_after(&self, snapshot: &dyn Snapshot, index: u64) -> Result<Self, Error> {
        let size = index.saturating_add(1);
        Ok(Self { origin: self.origin.clone(), size, root: snapshot.root(size)? })
    }
}

/// A statement that is now in the log.
#[derive(Debug, Clone)]
pub struct Said {
    /// Its entry.
    pub index: u64,
    /// Digest of the statement.
    pub digest: Digest,
    /// The statement.
    pub statement: Statement,
}

impl Desk {
    /// Opens the ledger at the home and catches up with it.
    ///
    /// # Errors
    /// [`Error::NoLedger`]; [`Error::History`] when the log is not the one verified before.
    pub fn open(places: &Places) -> Result<Self, Error> {
        let path = places.ledger();
        if !path.exists() {
            return Err(Error::NoLedger { home: places.home.clone() });
        }
        let store: Box<dyn Store> = Box::new(SqliteStore::open(&path)?);
        Self::over(store, places)
    }

    /// The desk over an opened store.
    ///
    /// # Errors
    /// [`Error::History`] when the log is not the one verified before.
    pub fn over(store: Box<dyn Store>, places: &Places) -> Result<Self, Error> {
        let projection = Projection::open(&places.projection())?;
        let mut desk = Self {
            places: places.clone(),
            store,
            projection,
            registry: Registry::default(),
            head: Head::default(),
            held_before: None,
            also_remove: Vec::new(),
            held: Some(Held::at(places)),
        };
        desk.catch_up()?;
        Ok(desk)
    }

    /// Opens the ledger at the home even where its history is not the one verified before, and says what
    /// is wrong with it. An incident is written down whatever the ledger has come to.
    ///
    /// A ledger opened so is taken as it is found, in memory: nothing of it becomes what this user holds or
    /// has verified, so that every other command goes on refusing it.
    ///
    /// # Errors
    /// When there is no ledger, or it cannot be read to its end.
    pub fn open_anyway(places: &Places) -> Result<(Self, Option<Error>), Error> {
        let wrong = match Self::open(places) {
            Ok(desk) => return Ok((desk, None)),
            Err(wrong @ (Error::History(_) | Error::Projection(_) | Error::State { .. })) => wrong,
            Err(error) => return Err(error),
        };
        let mut desk = Self {
            places: places.clone(),
            store: Box::new(SqliteStore::open(&places.ledger())?),
            projection: Projection::in_memory()?,
            registry: Registry::default(),
            head: Head::default(),
            held_before: None,
            also_remove: Vec::new(),
            held: None,
        };
        desk.catch_up()?;
        Ok((desk, Some(wrong)))
    }

    /// Verifies what others appended since this user looked last.
    ///
    /// # Errors
    /// [`Error::History`] when the log is not the one verified before; then nothing was taken in.
    pub fn catch_up(&mut self) -> Result<(), Error> {
        let held_identity = match &self.held {
            Some(held) => held.identity()?,
            None => None,
        };
        let Some(identity) = identity_of(self.store.snapshot()?.as_ref())? else {
            return match held_identity {
                Some(_) => Err(HistoryError::OtherLedger.into()),
                None => Ok(()),
            };
        };
        if held_identity.is_some_and(|held| held != identity) {
            return Err(HistoryError::OtherLedger.into());
        }
        // The log is looked at last: another process of this user may know more of it by the minute, and a log
        // that is older than what is compared with it would seem to have lost its end.
        let held = match &self.held {
            Some(held) => held.checkpoint(&identity)?,
            None => None,
        };
        let mut session = self.projection.session()?;
        let snapshot = self.store.snapshot()?;
        if identity_of(snapshot.as_ref())? != Some(identity) {
            return Err(HistoryError::OtherLedger.into());
        }
        let mut resumed = if self.held.is_some() {
            Resumed::from(&mut session, snapshot.as_ref(), identity)?
        } else {
            // What the stored tree says of the entries is not gone by: they are read anew each time.
            session.start_over()?;
            Resumed::empty()
        };
        take_entries(&mut session, snapshot.as_ref(), &mut resumed.fold, snapshot.size())?;
        let fold = &resumed.fold;
        if self.held.is_some() && snapshot.root(fold.size())? != fold.root() {
            return Err(HistoryError::TreeDiffers { size: fold.size() }.into());
        }
        if fold.size() > 0 && fold.registry.founder.is_none() {
            // Nothing is kept of a ledger that only a newer program can judge.
            check_founder(snapshot.as_ref())?;
        }
        let lost = resumed.check(&mut session, snapshot.as_ref(), held.as_ref())?;
        let fold = resumed.fold;
        self.head = Head { origin: fold.registry.origin.clone(), size: fold.size(), root: fold.root() };
        if let Some(held) = self.held.as_ref().filter(|_| !self.head.origin.is_empty()) {
            // While the projection is locked, so that no smaller one of another process follows it.
            let checkpoint = self.head.checkpoint()?;
            if lost {
                held.keep_after_loss(&identity, &checkpoint)?;
            } else {
                held.keep(&identity, &checkpoint)?;
            }
        }
        session.commit(identity, &fold)?;
        self.registry = fold.registry;
        if self.held_before.is_none() {
            self.held_before = held.filter(|_| !lost);
        }
        Ok(())
    }

    /// Whose key this is.
    ///
    /// # Errors
    /// [`Error::UnknownKey`] or [`Error::RevokedKey`].
    pub fn person_of(&self, keyring: &Keyring) -> Result<&Person, Error> {
        let key = keyring.public_key().fingerprint();
        let person = self.registry.owner_of(&key).ok_or_else(|| Error::UnknownKey { key: key.clone() })?;
        if let Some(leaving) = &person.leaving {
            let (author, index) = (person.id.clone(), leaving.index);
            return Err(Error::EntryFault(EntryFault::Suspended { author, index }));
        }
        match person.key(&key).and_then(|key| key.revoked_index) {
            None => Ok(person),
            Some(revoked_index) => Err(Error::RevokedKey { key, person: person.id.clone(), revoked_index }),
        }
    }

    /// The carry-out with this id.
    ///
    /// # Errors
    /// [`Error::NotAnId`] or [`Error::UnknownCarryOut`].
    pub fn carry_out(&self, id: &str) -> Result<CarryOut, Error> {
        let number = number_of(id).ok_or_else(|| Error::NotAnId { id: id.to_owned() })?;
        self.projection
            .carry_out(number)?
            .ok_or_else(|| Error::UnknownCarryOut { id: crate::domain::carry_out::id_of(number) })
    }

    /// The incident with this id.
    ///
    /// # Errors
    /// [`Error::NotAnIncident`] or [`Error::UnknownIncident`].
    pub fn incident(&self, id: &str) -> Result<Incident, Error> {
        let number = incident_number(id).ok_or_else(|| Error::NotAnIncident { id: id.to_owned() })?;
        self.projection
            .incident(number)?
            .ok_or_else(|| Error::UnknownIncident { id: crate::domain::incident::incident_id(number) })
    }

    /// The state of the ledger that something is made at.
    #[must_use]
    pub fn made_at(&self, at: Timestamp) -> MadeAt {
        MadeAt {
            origin: self.head.origin.clone(),
            size: self.head.size,
            root: self.head.root,
            at,
            restored: RestorationView::all(&self.registry),
            successions: SuccessionView::standing(&self.registry),
        }
    }

    /// A carry-out as reports see it on `today`.
    #[must_use]
    pub fn view(&self, carry_out: &CarryOut, today: NaiveDate) -> CarryOutView {
        CarryOutView::new(&self.registry, carry_out, today)
    }

    /// The bytes of an attachment, compared with their digest.
    ///
    /// # Errors
    /// [`EvidenceError::AttachmentMissing`] or [`EvidenceError::AttachmentRemoved`].
    pub fn attachment(&self, digest: &Digest) -> Result<Vec<u8>, Error> {
        match self.store.snapshot()?.attachment(digest)? {
            Some(Attachment::Present(bytes)) => Ok(bytes),
            Some(Attachment::RemovedUnder(index)) => {
                Err(EvidenceError::AttachmentRemoved { digest: *digest, index }.into())
            }
            None => Err(EvidenceError::AttachmentMissing { digest: *digest }.into()),
        }
    }

    /// The approved file list of a carry-out.
    ///
    /// # Errors
    /// As for [`Desk::attachment`]; [`EvidenceError::DigestDiffers`] for what is not a file list.
    pub fn file_list(&self, carry_out: &CarryOut) -> Result<FileList, Error> {
        let bytes = self.attachment(&carry_out.request.file_list.sha256)?;
        let list = FileList::parse(&bytes).ok().filter(|list| is_list_of(list, &carry_out.request));
        list.ok_or_else(|| {
            EvidenceError::DigestDiffers { what: format!("the file list of {}", carry_out.id()) }.into()
        })
    }

    /// A statement by the owner of the key, as of now and of the verified log.
    ///
    /// # Errors
    /// [`Error::UnknownKey`], [`Error::RevokedKey`], [`Error::NoEntropy`].
    pub fn draft(&self, world: &World<'_>, author: PersonId, body: Body) -> Result<Statement, Error> {
        Ok(Statement {
            author,
            body,
            nonce: world.nonce()?,
            origin: self.head.origin.clone(),
            seen: Seen { root: self.head.root, size: self.head.size },
            time: world.clock.now(),
        })
    }

    /// Whether `statement`, signed with `key`, would take effect now.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule that stands against it.
    pub fn check(&self, statement: &Statement, digest: Digest, keyring: &Keyring) -> Result<(), Error> {
        let key = keyring.public_key().fingerprint();
        self.check_act(&Act { statement: statement.clone(), digest, index: self.head.size, key })
    }

    /// Whether `act` would take effect now.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule that stands against it.
    pub(super) fn check_act(&self, act: &Act) -> Result<(), Error> {
        let body = &act.statement.body;
        let request = body.request().copied().or(matches!(body, Body::Request(_)).then_some(act.digest));
        let carry_out = match request {
            Some(request) => self.projection.carry_out_of(&request)?,
            None => None,
        };
        let incident = match body.incident() {
            Some(incident) => self.projection.incident_of(incident)?,
            None => None,
        };
        let roots = RootsNamed::of(body, |size| self.projection.root_at(size))?;
        let subject = Subject { carry_out, incident, roots };
        check_key(&self.registry, &act.statement.author, &act.key).map_err(Error::EntryFault)?;
        check(&self.registry, &subject, act).map_err(|refusal| {
            let clauses = clauses(&self.registry, &subject, body, &refusal);
            Error::Refused(refusal).citing(clauses)
        })?;
        check_days(&act.statement)?;
        Ok(check_clock(subject.carry_out.as_ref(), &act.statement)?)
    }

    /// An error about something that was asked for, with every clause in force that demands what it holds to.
    pub(super) fn cite(&self, error: Error, request: &Request) -> Error {
        match error.ground() {
            Some(ground) => error.citing(saying(&self.registry, About::Request(request), ground)),
            None => error,
        }
    }

    /// Whether `body`, said now by the owner of the key, would take effect: asked before anything
    /// slow or visible happens.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule that stands against it.
    pub fn check_body(&self, world: &World<'_>, keyring: &Keyring, body: Body) -> Result<(), Error> {
        let author = self.person_of(keyring)?.id.clone();
        let statement = self.draft(world, author, body)?;
        let digest = statement.encode()?.digest();
        self.check(&statement, digest, keyring)
    }

    /// Says `body` with the owner's key: decides, signs, appends, and verifies that it took effect.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule that stands against it; then nothing was appended.
    pub fn say(
        &mut self,
        world: &World<'_>,
        keyring: &Keyring,
        body: Body,
        attachments: &[&[u8]],
    ) -> Result<Said, Error> {
        self.places.need_home()?;
        let author = self.person_of(keyring)?.id.clone();
        let statement = self.draft(world, author, body)?;
        let bytes = statement.encode()?;
        self.check(&statement, bytes.digest(), keyring)?;
        let signature = keyring.sign(world.ask, &statement.namespace(), bytes.as_bytes())?;
        self.append(statement, bytes, signature, keyring.public_key().fingerprint(), attachments)
    }

    /// Says what was done already: as usual, or, where an incident came first, with the word that it was begun
    /// when the log had `began` entries. `body` makes it with or without that word.
    ///
    /// # Errors
    /// Those of [`Desk::say`].
    pub fn say_done(
        &mut self,
        world: &World<'_>,
        keyring: &Keyring,
        began: u64,
        body: impl Fn(Option<u64>) -> Body,
        attachments: &[&[u8]],
    ) -> Result<Said, Error> {
        match self.say(world, keyring, body(None), attachments) {
            Err(Error::Refused(Refusal::Frozen { .. } | Refusal::MediumHoldsOthers { .. })) => {
                self.say(world, keyring, body(Some(began)), attachments)
            }
            said => said,
        }
    }

    /// Appends a signed statement, deciding again whenever somebody else was first.
    ///
    /// # Errors
    /// [`Error::Refused`] when the decision changed; [`EvidenceError::NoEffect`] when the log does
    /// not accept it.
    pub(super) fn append(
        &mut self,
        statement: Statement,
        bytes: StatementBytes,
        signature: ArmoredSignature,
        key: crate::signing::Fingerprint,
        attachments: &[&[u8]],
    ) -> Result<Said, Error> {
        self.places.need_home()?;
        let digest = bytes.digest();
        let entry = Entry::new(statement.clone(), bytes, signature).encode();
        let mut lost = None;
        let index = loop {
            let act = Act { statement: statement.clone(), digest, index: self.head.size, key: key.clone() };
            self.check_act(&act)?;
            // What may go follows from the log as it stands now, not as it stood before somebody else appended.
            let removals = purge::removals(self, &statement.body)?;
            let new = NewEntry { key: digest, bytes: &entry, attachments, removals: &removals };
            match self.store.append(self.head.size, &new) {
                Ok(index) | Err(AppendError::Duplicate { index }) => break index,
                Err(AppendError::Conflict { .. }) => self.catch_up()?,
                // The reply was lost, perhaps not the entry: its key says which. Where nobody answers that, and where once was
                // no accident (a full disk says the same for ever), that is what is known.
                Err(error @ AppendError::Indeterminate { .. }) => match self.store.find(&digest) {
                    Ok(Some(index)) => break index,
                    Ok(None) if lost.is_none() && self.catch_up().is_ok() => lost = Some(error),
                    _ => return Err(error.into()),
                },
                Err(error) => return Err(lost.unwrap_or(error).into()),
            }
        };
        self.catch_up()?;
        if let Some(finding) = self.finding_at(index)? {
            return Err(EvidenceError::NoEffect(finding).into());
        }
        Ok(Said { index, digest, statement })
    }

    /// Whether every file list could be read when it was taken in: only then does silence mean that
    /// a content did not leave.
    ///
    /// # Errors
    /// [`EvidenceError::AttachmentMissing`] naming the first that could not.
    pub fn check_file_lists(&self) -> Result<(), Error> {
        let findings = self.projection.findings()?;
        let broken = |finding: &Finding| match finding.kind {
            FindingKind::AttachmentMissing | FindingKind::AttachmentWrong => finding.digest,
            _ => None,
        };
        match findings.iter().find_map(broken) {
            Some(digest) => Err(EvidenceError::AttachmentMissing { digest }.into()),
            None => Ok(()),
        }
    }

    /// The findings that nobody has acknowledged.
    ///
    /// # Errors
    /// [`Error::Projection`].
    pub fn open_findings(&self) -> Result<Vec<Finding>, Error> {
        let mut findings = self.projection.findings()?;
        findings.retain(|finding| !finding.index.is_some_and(|index| self.registry.is_acknowledged(index)));
        Ok(findings)
    }

    fn finding_at(&self, index: u64) -> Result<Option<Finding>, Error> {
        let findings = self.projection.findings()?;
        Ok(findings.into_iter().find(|finding| finding.index == Some(index) && finding.is_tampering()))
    }
}

/// The leaf hash of the first entry: which ledger this is.
fn identity_of(snapshot: &dyn Snapshot) -> Result<Option<Digest>, Error> {
    Ok(snapshot.entry(0)?.map(|entry| leaf_hash(&entry.bytes)))
}

/// Refuses a ledger whose founder named rules that this program does not know.
fn check_founder(snapshot: &dyn Snapshot) -> Result<(), Error> {
    let first = snapshot.entry(0)?.and_then(|entry| Entry::parse(&entry.bytes).ok());
    match first.map(|entry| entry.statement.body) {
        Some(Body::Founder(Founder { office: Some(named), .. }))
            if office::founded_under(Some(&named)).is_none() =>
        {
            Err(Refusal::Contract(ContractRefusal::UnknownOffice { version: named.version }).into())
        }
        _ => Ok(()),
    }
}

/// Whether `list` is what the request says of its content: one manifest, count and size.
pub(super) fn is_list_of(list: &FileList, request: &Request) -> bool {
    Manifest::from(list).digest() == request.manifest.sha256
        && u64::try_from(list.files().len()) == Ok(request.file_count)
        && list.total_bytes() == request.total_bytes
}

/// Folds the entries that `fold` has not, up to the tree of `until` entries.
pub(super) fn take_entries(
    session: &mut Session<'_>,
    snapshot: &dyn Snapshot,
    fold: &mut Fold,
    until: u64,
) -> Result<(), Error> {
    let mut failed = None;
    visit_prepared(snapshot, fold.size()..until, &mut |row| {
        let taken = match row {
            Ok(row) => take_entry(session, snapshot, fold, row),
            Err(_) => Err(HistoryError::Damaged { index: fold.size() }.into()),
        };
        match taken {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if fold.size() < until {
        return Err(HistoryError::Damaged { index: fold.size() }.into());
    }
    Ok(())
}

fn take_entry(
    session: &mut Session<'_>,
    snapshot: &dyn Snapshot,
    fold: &mut Fold,
    row: PreparedRow,
) -> Result<(), Error> {
    if row.index != fold.size() {
        return Err(HistoryError::Damaged { index: fold.size() }.into());
    }
    let step = fold.take(session, &row.key, row.entry)?;
    session.keep_step(row.index, &step)?;
    keep_files(session, snapshot, row.index, &step)
}

/// Keeps which content left, for `trace`. A list that is not what its digest says is a finding, so
/// that nobody is told that nothing left.
fn keep_files(
    session: &mut Session<'_>,
    snapshot: &dyn Snapshot,
    index: u64,
    step: &Step,
) -> Result<(), Error> {
    let (Some(list), Some(number)) = (step.file_list, step.carry_out) else { return Ok(()) };
    let (kind, detail) = match snapshot.attachment(&list.sha256) {
        Ok(Some(Attachment::Present(bytes))) => match FileList::parse(&bytes) {
            Ok(list) => return Ok(session.keep_files(number, &list)?),
            Err(error) => (FindingKind::AttachmentWrong, error.to_string()),
        },
        // A purge that is read later takes this back.
        Ok(Some(Attachment::RemovedUnder(under))) => {
            (FindingKind::AttachmentMissing, format!("the file list was removed under entry {under}"))
        }
        Ok(None) => (FindingKind::AttachmentMissing, "the file list is missing".to_owned()),
        Err(error) => (FindingKind::AttachmentWrong, error.to_string()),
    };
    Ok(session.keep_finding(&Finding { digest: Some(list.sha256), ..Finding::at(index, kind, detail) })?)
}
