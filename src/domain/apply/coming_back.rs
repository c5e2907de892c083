//! Coming back: what each statement does, and what its evidence comes to.

use super::duty;
use super::medium::{end_medium, medium_end};
use super::road::back_at_the_office;
use crate::domain::body::coming_back::{Measured, Scan};
use crate::domain::body::{Confirmation, CopyMade, Disposal, Recall, Recheck, Return, Witness};
use crate::domain::carry_out::{
    CarryOut, CopyRecord, Disposed, DoneDespite, Ended, Fate, Recalled, Rechecked, Returned, Witnessed,
    disposal_id,
};
use crate::domain::names::{CopyKind, MediumState, Method, Sanitization};
use crate::domain::registry::{Despite, MediumEnd, OpenIncident, Registry};
use crate::domain::verify::Act;

/// What was seen and done at a medium comes to this much, and no more.
///
/// The medium has to be the one the package was written to: known by the registered serial number, or
/// by the filesystem that the export recorded; for a folder at the office, by its path on it.
#[must_use]
pub fn level_of(carry_out: &CarryOut, measured: &Measured) -> Sanitization {
    if !is_same_place(carry_out, measured) {
        return Sanitization::L0;
    }
    if measured.overwritten.is_some() {
        return Sanitization::L3;
    }
    if !measured.gone || measured.copies_left > 0 {
        return Sanitization::L0;
    }
    let all = |scan: &Scan| measured.capacity_bytes == Some(scan.bytes) && scan.unreadable_bytes == 0;
    if measured.scan.as_ref().is_some_and(|scan| scan.found == 0 && all(scan)) {
        return Sanitization::L2;
    }
    if measured.identified { Sanitization::L1 } else { Sanitization::L0 }
}

/// Whether it was measured where the package was written.
pub(in crate::domain) fn is_same_place(carry_out: &CarryOut, measured: &Measured) -> bool {
    let Some((attempt, _, _)) = carry_out.completed() else { return false };
    let (written, read) = (&attempt.intent.destination, &measured.place);
    let same_filesystem =
        written.filesystem_uuid.is_some() && written.filesystem_uuid == read.filesystem_uuid;
    match (&written.medium, &read.medium) {
        (Some(expected), Some(found)) => expected == found && (read.identified || same_filesystem),
        (None, None) => {
            let differs = written.filesystem_uuid.is_some() && !same_filesystem;
            written.path == read.path && written.filesystem == read.filesystem && !differs
        }
        _ => false,
    }
}

/// What a disposal comes to with the witnesses it has.
fn level_of_disposal(carry_out: &CarryOut, body: &Disposal, witnessed: bool) -> Sanitization {
    match body.method {
        Method::EraseFile | Method::Overwrite => {
            body.measured.as_ref().map_or(Sanitization::L0, |measured| level_of(carry_out, measured))
        }
        Method::Key if everybody_attested(carry_out, body) => Sanitization::L4,
        Method::Physical | Method::Dissolve if witnessed && body.evidence.is_some() => Sanitization::L5,
        Method::Key | Method::Physical | Method::Dissolve | Method::Declared => Sanitization::L0,
    }
}

/// Whether everybody to whom the passphrase was told says that they keep no copy of it. Where it was opened and
/// nobody was told, somebody has it of whom nothing is known.
fn everybody_attested(carry_out: &CarryOut, body: &Disposal) -> bool {
    if carry_out.releases.is_empty() {
        return carry_out.opened_at.is_none();
    }
    let attested = body.key.as_ref().map(|key| key.attested.as_slice()).unwrap_or_default();
    carry_out.releases.iter().all(|release| attested.contains(&release.release.told))
}

pub(super) fn copy_made(carry_out: &mut CarryOut, act: &Act, body: &CopyMade) {
    let copy = CopyRecord {
        number: next_copy(carry_out),
        kind: body.kind,
        place: body.place.clone(),
        medium: None,
        device: body.device.clone(),
        holder: body.holder.clone(),
        since: act.statement.time,
        fate: Fate::Held,
    };
    carry_out.copies.push(copy);
}

/// The number of the next copy.
pub(super) fn next_copy(carry_out: &CarryOut) -> u64 {
    carry_out.copies.iter().map(|copy| copy.number).max().unwrap_or_default().saturating_add(1)
}

/// Whose evidence is gone with what was done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// This carry-out's own.
    Own,
    /// Whatever is on the medium.
    Medium,
}

/// Tells every open incident of what it should have kept, and answers which they are. What nobody says to have begun
/// is missing.
fn despite(
    registry: &mut Registry,
    carry_out: &CarryOut,
    act: &Act,
    (begun, method, reach): (Option<u64>, Option<Method>, Reach),
) -> Vec<DoneDespite> {
    let medium = carry_out.medium().filter(|_| reach == Reach::Medium).and_then(|id| registry.media.get(id));
    let there = medium.map(|medium| medium.holds.clone()).unwrap_or_default();
    let reached = |open: &&OpenIncident| {
        open.concerns.contains(&carry_out.number) || !open.concerns.is_disjoint(&there)
    };
    let open = registry.open_incidents.iter().filter(|(_, open)| reached(open));
    let done: Vec<DoneDespite> = open
        .map(|(incident, open)| DoneDespite {
            incident: *incident,
            begun_before: begun.is_some_and(|begun| open.index >= begun),
            missing: begun.is_none(),
        })
        .collect();
    for DoneDespite { incident, begun_before, missing } in &done {
        registry.despite.entry(*incident).or_default().push(Despite {
            carry_out: carry_out.number,
            index: act.index,
            by: act.statement.author.clone(),
            at: act.statement.time,
            method,
            begun_before: *begun_before,
            missing: *missing,
        });
    }
    done
}

pub(super) fn give_back(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Return) {
    let changed = body.measured.as_ref().is_some_and(Measured::is_changed);
    let begun = body.begun.filter(|_| changed);
    let missing = !changed && is_missing(registry, carry_out, body.measured.as_ref());
    let despite = if begun.is_some() || missing {
        despite(registry, carry_out, act, (begun, None, Reach::Medium))
    } else {
        Vec::new()
    };
    // Of what somebody removed from under an incident nothing is known.
    let unknown = missing && registry.freezing(carry_out.number).is_some();
    let measured = body.measured.as_ref().filter(|_| !unknown);
    let level = measured.map_or(Sanitization::L0, |measured| level_of(carry_out, measured));
    let returned = Returned {
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        level,
        despite,
        body: body.clone(),
    };
    for copy in carry_out.copies.iter_mut().filter(|copy| body.copies.contains(&copy.number)) {
        copy.fate = Fate::Returned { level: returned.level_for(copy) };
    }
    let at_hand = body.measured.as_ref().is_some_and(|measured| is_same_place(carry_out, measured));
    if is_back(carry_out, &body.copies) && at_hand {
        back_at_the_office(registry, carry_out);
        carry_out.checked_out = None;
        // What is only said to be gone stays listed on the medium until it is cleared.
        if level >= Sanitization::L1 {
            forget_package(registry, carry_out);
        }
    }
    carry_out.returns.push(returned);
}

/// Whether the package on the medium is among these copies.
fn is_back(carry_out: &CarryOut, copies: &[u64]) -> bool {
    carry_out.copies.iter().any(|copy| copy.medium.is_some() && copies.contains(&copy.number))
}

/// Whether the package was not there although, as far as the log knows, it should have been.
fn is_missing(registry: &Registry, carry_out: &CarryOut, measured: Option<&Measured>) -> bool {
    let medium = carry_out.medium().and_then(|id| registry.media.get(id));
    let expected = medium.is_none_or(|medium| medium.holds.contains(&carry_out.number));
    expected && measured.is_some_and(|measured| measured.gone)
}

/// Takes the package off the medium's list, unless an incident keeps the medium for its sake.
fn forget_package(registry: &mut Registry, carry_out: &CarryOut) {
    if registry.freezing(carry_out.number).is_some() {
        return;
    }
    if let Some(medium) = carry_out.medium().and_then(|id| registry.media.get_mut(id)) {
        medium.holds.remove(&carry_out.number);
    }
}

pub(super) fn dispose(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Disposal) {
    registry.disposals = registry.disposals.saturating_add(1);
    let number = registry.disposals;
    let reach = match body.method {
        Method::EraseFile | Method::Overwrite => Reach::Medium,
        Method::Physical if is_back(carry_out, &body.copies) => Reach::Medium,
        Method::Physical | Method::Key | Method::Dissolve | Method::Declared => Reach::Own,
    };
    let despite = match body.begun {
        Some(_) => despite(registry, carry_out, act, (body.begun, Some(body.method), reach)),
        None => Vec::new(),
    };
    let level = level_of_disposal(carry_out, body, false);
    // A passphrase that somebody may still have is no end of the package.
    let ends = body.method != Method::Key || level == Sanitization::L4;
    for copy in carry_out.copies.iter_mut().filter(|copy| ends && body.copies.contains(&copy.number)) {
        // What was lost is not found by destroying its key: the incident says what became of it.
        if matches!(copy.fate, Fate::Held) || body.method != Method::Key {
            copy.fate = Fate::Disposed { disposal: number };
        }
    }
    if is_back(carry_out, &body.copies) && body.method != Method::Key {
        // Erased or declared on the road, the medium is still with whoever has it along.
        if body.method == Method::Overwrite && level >= Sanitization::L3 {
            back_at_the_office(registry, carry_out);
        }
        if level >= Sanitization::L1 {
            forget_package(registry, carry_out);
        }
    }
    if let Some(medium) = carry_out.medium().and_then(|id| registry.media.get_mut(id)) {
        match body.method {
            Method::Overwrite if level >= Sanitization::L3 => {
                medium.taint = None;
                medium.holds.clear();
            }
            Method::Physical if is_back(carry_out, &body.copies) => {
                let ended = MediumEnd { disposal: Some(number), ..medium_end(act) };
                medium.holds.remove(&carry_out.number);
                end_medium(medium, MediumState::Destroyed, ended);
            }
            _ => {}
        }
    }
    carry_out.disposals.push(Disposed {
        number,
        digest: act.digest,
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        body: body.clone(),
        witnesses: Vec::new(),
        rechecks: Vec::new(),
        level,
        despite,
    });
    if !body.copies.is_empty() {
        duty::disposed(registry, carry_out, act, disposal_id(number));
    }
}

pub(super) fn witness(carry_out: &mut CarryOut, act: &Act, body: &Witness) {
    let witnessed = Witnessed {
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        external: body.external.as_ref().map(|external| external.name.clone()),
        evidence: body.external.as_ref().map(|external| external.evidence),
    };
    let found = carry_out.disposals.iter().position(|disposed| disposed.digest == body.disposal);
    let Some(disposal) = found.and_then(|at| carry_out.disposals.get(at)) else { return };
    let level = level_of_disposal(carry_out, &disposal.body, true);
    if let Some(disposed) = found.and_then(|at| carry_out.disposals.get_mut(at)) {
        disposed.level = level;
        disposed.witnesses.push(witnessed);
    }
}

/// A key that opened the package when nobody was told it was not accounted for, whatever was said of its end.
pub(super) fn opened(carry_out: &mut CarryOut) {
    let levels: Vec<Sanitization> = carry_out
        .disposals
        .iter()
        .map(|disposed| match disposed.body.method {
            Method::Key => level_of_disposal(carry_out, &disposed.body, false),
            _ => disposed.level,
        })
        .collect();
    for (disposed, level) in carry_out.disposals.iter_mut().zip(levels) {
        disposed.level = level;
    }
}

pub(super) fn recheck(carry_out: &mut CarryOut, act: &Act, body: &Recheck) {
    let found = carry_out.disposals.iter_mut().find(|disposed| disposed.digest == body.disposal);
    if let Some(disposed) = found {
        disposed.rechecks.push(Rechecked {
            index: act.index,
            by: act.statement.author.clone(),
            at: act.statement.time,
            changed_sectors: body.changed_sectors,
            first_changed: body.first_changed,
        });
    }
}

pub(super) fn confirm(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Confirmation) {
    carry_out.closed =
        Some(Ended { by: act.statement.author.clone(), at: act.statement.time, reason: body.note.clone() });
    if let Some(person) = registry.people.get_mut(&carry_out.carrier) {
        person.carries.remove(&carry_out.number);
    }
}

/// What the recipient holds is ours to account for again, and the carry-out is open again.
pub(super) fn recall(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Recall) {
    let recipient = Some(&carry_out.request.recipient);
    // What was only sent would end by being handed over: a recall asks for it back.
    let asked = |copy: &CopyRecord| copy.kind == CopyKind::Subcontractor && copy.holder.as_ref() == recipient;
    if !carry_out.open_copies().any(asked) {
        let copy = CopyRecord {
            number: next_copy(carry_out),
            kind: CopyKind::Subcontractor,
            place: registry.recipient_name(&carry_out.request.recipient),
            medium: None,
            device: None,
            holder: Some(carry_out.request.recipient.clone()),
            since: act.statement.time,
            fate: Fate::Held,
        };
        carry_out.copies.push(copy);
    }
    carry_out.closed = None;
    if let Some(person) = registry.people.get_mut(&carry_out.carrier) {
        person.carries.insert(carry_out.number);
    }
    carry_out.recalls.push(Recalled {
        by: act.statement.author.clone(),
        at: act.statement.time,
        number: body.number.clone(),
    });
}
