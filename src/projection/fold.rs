//! One entry after another: hashed, verified, applied. Catching up and auditing both go through here.

use crate::base::digest::Digest;
use crate::domain::apply::apply;
use crate::domain::body::{Attachment, Body};
use crate::domain::carry_out::{CarryOut, id_of};
use crate::domain::check::{RootsNamed, Subject, check_clock};
use crate::domain::entry::EntryError;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::incident::Incident;
use crate::domain::registry::Registry;
use crate::domain::verify::{EntryFault, Signed, Verified, verify};
use crate::ledger::tree::Frontier;
use crate::projection::prepared::Prepared;

/// Where a fold keeps carry-outs and the roots it has passed.
pub trait Shelf {
    /// Why something could not be kept or found.
    type Error;

    /// The carry-out whose request statement has this digest.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn carry_out(&mut self, request: &Digest) -> Result<Option<CarryOut>, Self::Error>;

    /// Keeps a carry-out as it now stands.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn keep(&mut self, carry_out: CarryOut, registry: &Registry) -> Result<(), Self::Error>;

    /// The incident that was opened by the statement with this digest.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn incident(&mut self, opened: &Digest) -> Result<Option<Incident>, Self::Error>;

    /// Keeps an incident as it now stands.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn keep_incident(&mut self, incident: &Incident) -> Result<(), Self::Error>;

    /// The entry at which a statement stands already, whatever it came to.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn said_before(&mut self, statement: &Digest) -> Result<Option<u64>, Self::Error>;

    /// The root of the log at `size`, where the fold has passed it.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn root_at(&mut self, size: u64) -> Result<Option<Digest>, Self::Error>;

    /// Keeps the root of the log at `size`.
    ///
    /// # Errors
    /// Whatever the shelf fails with.
    fn keep_root(&mut self, size: u64, root: Digest) -> Result<(), Self::Error>;
}

/// How far the log has been read, and the registry it led to.
#[derive(Debug, Clone)]
pub struct Fold {
    /// People, keys, recipients and media as the entries so far left them.
    pub registry: Registry,
    frontier: Frontier,
}

/// What one entry came to.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Digest of its statement, where it is one.
    pub statement: Option<Digest>,
    /// Its type, where it had an effect.
    pub type_name: Option<&'static str>,
    /// The carry-out it concerns, where it had an effect on one.
    pub carry_out: Option<u64>,
    /// The incident it concerns, where it had an effect on one.
    pub incident: Option<u64>,
    /// The attachments it refers to, where it had an effect.
    pub attachments: Vec<Attachment>,
    /// Digests of attachments of the carry-out that may be absent from this entry on.
    pub purged: Vec<Digest>,
    /// The file list, where it was an accepted request.
    pub file_list: Option<Attachment>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl Fold {
    /// Before the first entry.
    #[must_use]
    pub fn empty() -> Self {
        Self { registry: Registry::default(), frontier: Frontier::empty() }
    }

    /// Goes on from where an earlier fold stopped.
    #[must_use]
    pub const fn resume(registry: Registry, frontier: Frontier) -> Self {
        Self { registry, frontier }
    }

    /// How many entries were taken in.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root hash of the entries taken in, computed from their bytes alone.
    #[must_use]
    pub fn root(&self) -> Digest {
        self.frontier.root()
    }

    /// Takes in the next entry. `key` is what the store keeps beside it.
    ///
    /// # Errors
    /// Only what the shelf fails with; what is wrong with the entry is in the step's findings.
    pub fn take<S: Shelf>(&mut self, shelf: &mut S, key: &Digest, entry: Prepared) -> Result<Step, S::Error> {
        let index = self.frontier.size();
        let mut step = Step::default();
        let Prepared { leaf, signed } = entry;
        let judged = self.judge(shelf, index, key, signed, &mut step)?;
        if judged == Judged::Nothing {
            self.registry.note_without_effect(index, leaf);
        }
        self.frontier.push(leaf);
        shelf.keep_root(self.frontier.size(), self.frontier.root())?;
        Ok(step)
    }

    /// Passes over an entry that cannot be read: it has no effect, and `leaf` stands for it in the
    /// tree.
    ///
    /// # Errors
    /// What the shelf fails with.
    pub fn skip<S: Shelf>(&mut self, shelf: &mut S, leaf: Digest) -> Result<(), S::Error> {
        self.frontier.push(leaf);
        shelf.keep_root(self.frontier.size(), self.frontier.root())
    }

    fn judge<S: Shelf>(
        &mut self,
        shelf: &mut S,
        index: u64,
        key: &Digest,
        signed: Result<Signed, EntryError>,
        step: &mut Step,
    ) -> Result<Judged, S::Error> {
        let signed = match signed {
            Ok(signed) => signed,
            Err(error) => {
                step.findings.push(Finding::at(index, FindingKind::NotAnEntry, error));
                return Ok(Judged::Nothing);
            }
        };
        let digest = *signed.digest();
        step.statement = Some(digest);
        // The key is what makes a statement stand once: under another it would be said again.
        let under_its_key = digest == *key;
        if !under_its_key {
            step.findings.push(Finding::at(index, FindingKind::Key, "the key is not the statement's digest"));
        }
        if let Some(earlier) = shelf.said_before(&digest)? {
            let detail = format!("the same statement stands at entry {earlier} already");
            step.findings.push(Finding::at(index, FindingKind::NotAllowed, detail));
            return Ok(Judged::Nothing);
        }
        let seen_root = shelf.root_at(signed.entry().statement.seen.size)?;
        match verify(&self.registry, index, signed, seen_root) {
            Ok(verified) if under_its_key => self.apply(shelf, &verified, step),
            // Under its own key it might have had an effect.
            Ok(_) => Ok(Judged::Wrong),
            Err(fault) => {
                // Another history is what a rewritten log looks like to whoever came later.
                let rewritten = matches!(fault, EntryFault::OtherHistory { .. });
                step.findings.push(Finding::at(index, FindingKind::NotVerified, fault));
                Ok(if rewritten { Judged::Wrong } else { Judged::Nothing })
            }
        }
    }

    fn apply<S: Shelf>(
        &mut self,
        shelf: &mut S,
        verified: &Verified,
        step: &mut Step,
    ) -> Result<Judged, S::Error> {
        let act = verified.act();
        let body = &act.statement.body;
        let request = body.request().copied().or(matches!(body, Body::Request(_)).then_some(act.digest));
        let carry_out = match &request {
            Some(request) => shelf.carry_out(request)?,
            None => None,
        };
        let incident = match body.incident() {
            Some(incident) => shelf.incident(incident)?,
            None => None,
        };
        if let Err(refusal) = check_clock(carry_out.as_ref(), &act.statement) {
            step.findings.push(Finding::at(act.index, FindingKind::Clock, refusal));
        }
        let roots = RootsNamed::of(body, |size| shelf.root_at(size))?;
        match apply(&mut self.registry, Subject { carry_out, incident, roots }, verified) {
            Ok(after) => {
                step.type_name = Some(body.type_name());
                step.attachments = body.attachments();
                if let Body::Request(request) = body {
                    step.file_list = Some(request.file_list);
                }
                if let Some(clock) = self.registry.purge_contradicted_at(act.index) {
                    let detail = format!(
                        "claims {}, well before entry {} ({}), under which attachments of {} were purged",
                        act.statement.time,
                        clock.index,
                        clock.at,
                        id_of(clock.carry_out)
                    );
                    step.findings.push(Finding::at(act.index, FindingKind::Clock, detail));
                }
                if let Some((one, end)) = self.registry.succession_contradicted_at(act.index) {
                    let detail = format!(
                        "claims {}, well before entry {} ({}), with which {} became administrator",
                        act.statement.time, end.index, end.at, one.person
                    );
                    step.findings.push(Finding::at(act.index, FindingKind::Clock, detail));
                }
                if let Some(carry_out) = after.carry_out {
                    step.carry_out = Some(carry_out.number);
                    step.purged = purged_at(&carry_out, act.index);
                    shelf.keep(carry_out, &self.registry)?;
                }
                if let Some(incident) = after.incident {
                    step.incident = Some(incident.number);
                    shelf.keep_incident(&incident)?;
                }
            }
            Err(refusal) => {
                step.findings.push(Finding::at(act.index, FindingKind::NotAllowed, refusal));
                return Ok(Judged::Nothing);
            }
        }
        Ok(Judged::Effect)
    }
}

/// What an entry came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    /// It has its effect.
    Effect,
    /// It has none, and could have none: two people can acknowledge that.
    Nothing,
    /// It has none, and that is evidence of more than itself.
    Wrong,
}

/// What the purge that this entry confirms names.
fn purged_at(carry_out: &CarryOut, index: u64) -> Vec<Digest> {
    let done = carry_out.last_purge().filter(|(_, confirmed)| confirmed.index == index);
    done.into_iter().flat_map(|(purged, _)| &purged.attachments).map(|attachment| attachment.sha256).collect()
}
