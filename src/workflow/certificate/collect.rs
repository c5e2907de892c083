//! Which entries a certificate needs so that its reader can judge them by the same rules as the log: those
//! of the carry-out, of its incidents, and what registered the people, recipients and media they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::body::Body;
use crate::domain::body::coming_back::Measured;
use crate::domain::carry_out::CarryOut;
use crate::domain::entry::Entry;
use crate::domain::names::{AssetId, ContractId, MediumId, PersonId, RecipientId, Role};
use crate::domain::statement::Statement;
use crate::ledger::Snapshot;
use crate::projection::query::EntryOf;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;

/// The places in the log, in order, and the number of each numbered entry.
pub(super) fn entries_for(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    carry_out: &CarryOut,
) -> Result<BTreeMap<u64, Option<u64>>, Error> {
    let mut found = BTreeMap::new();
    let mut named = Named::default();
    // A purge says nothing of what became of a copy, and rests on what others said beside this carry-out.
    let purge = |entry: &EntryOf| matches!(entry.type_name.as_str(), "purge" | "purge-confirm");
    for entry in desk.projection.entries_of(carry_out.number)?.iter().filter(|entry| !purge(entry)) {
        named.take(snapshot, entry.index, &mut found)?;
    }
    found.insert(carry_out.index, Some(carry_out.number));
    for disposed in &carry_out.disposals {
        found.insert(disposed.index, Some(disposed.number));
    }
    add_incidents(desk, snapshot, carry_out, &mut named, &mut found)?;
    add_register(desk, snapshot, &mut named, &mut found)?;
    Ok(found)
}

fn add_incidents(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    carry_out: &CarryOut,
    named: &mut Named,
    found: &mut BTreeMap<u64, Option<u64>>,
) -> Result<(), Error> {
    let incidents = desk.projection.incidents()?;
    for incident in &incidents {
        let real = carry_out.incidents.contains(&incident.number);
        // What was said of the medium alone says where it stands.
        let lost = !incident.opened.drill
            && incident.opened.request.is_none()
            && incident.opened.medium.as_ref().is_some_and(|medium| named.media.contains(medium));
        if !real && !lost && !incident.carry_outs.contains(&carry_out.number) {
            continue;
        }
        if real {
            for entry in desk.projection.entries_of_incident(incident.number)? {
                if entry.number.is_none_or(|number| number == carry_out.number) {
                    named.take(snapshot, entry.index, found)?;
                }
            }
        }
        // What an inclusion rests on, also where it was opened for another carry-out.
        named.take(snapshot, incident.index, found)?;
        found.insert(incident.index, Some(incident.number));
        let other = incident.opened.request.as_ref().filter(|request| **request != carry_out.digest);
        if let Some(other) = other.map(|request| desk.projection.carry_out_of(request)).transpose()?.flatten()
        {
            named.take(snapshot, other.index, found)?;
            found.insert(other.index, Some(other.number));
        }
    }
    Ok(())
}

/// Adds what registered those who are named, and those who registered them, until nobody new is named.
pub(in crate::workflow) fn add_register(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    named: &mut Named,
    found: &mut BTreeMap<u64, Option<u64>>,
) -> Result<(), Error> {
    let mut register = Vec::new();
    for index in desk.projection.register_entries()? {
        if let Some(entry) = parsed(snapshot, index)? {
            register.push((index, entry.statement));
        }
    }
    loop {
        let before = register.len();
        let (wanted, rest): (Vec<_>, Vec<_>) =
            register.into_iter().partition(|(_, statement)| named.wants(&statement.body));
        for (index, statement) in &wanted {
            named.note(statement);
            found.entry(*index).or_default();
        }
        register = rest;
        if register.len() == before {
            return Ok(());
        }
    }
}

fn parsed(snapshot: &dyn Snapshot, index: u64) -> Result<Option<Entry>, Error> {
    let found = snapshot.entry(index)?;
    Ok(found.and_then(|found| Entry::parse(&found.bytes).ok()))
}

/// Whoever and whatever the entries name.
#[derive(Debug, Default)]
pub(in crate::workflow) struct Named {
    pub(in crate::workflow) people: BTreeSet<PersonId>,
    pub(in crate::workflow) recipients: BTreeSet<RecipientId>,
    media: BTreeSet<MediumId>,
    contracts: BTreeSet<ContractId>,
    packs: BTreeSet<String>,
    assets: BTreeSet<AssetId>,
}

impl Named {
    fn take(
        &mut self,
        snapshot: &dyn Snapshot,
        index: u64,
        found: &mut BTreeMap<u64, Option<u64>>,
    ) -> Result<(), Error> {
        if let Some(entry) = parsed(snapshot, index)? {
            self.note(&entry.statement);
        }
        found.entry(index).or_default();
        Ok(())
    }

    /// Whether what names this contract, or none, is about what is collected.
    fn is_under(&self, contract: &Option<ContractId>) -> bool {
        contract.as_ref().is_none_or(|id| self.contracts.contains(id))
    }

    pub(in crate::workflow) fn note(&mut self, statement: &Statement) {
        self.people.insert(statement.author.clone());
        match &statement.body {
            Body::PersonAdd(body) => drop(self.people.insert(body.person.clone())),
            Body::PersonSet(body) => drop(self.people.insert(body.person.clone())),
            Body::KeyAdd(body) => drop(self.people.insert(body.person.clone())),
            Body::KeyRevoke(body) => drop(self.people.insert(body.person.clone())),
            Body::PersonLeave(body) => drop(self.people.insert(body.person.clone())),
            Body::PersonLeft(body) => drop(self.people.insert(body.person.clone())),
            Body::Delegation(body) => self.people.extend([body.person.clone(), body.to.clone()]),
            Body::DelegationEnd(body) => self.people.extend([body.person.clone(), body.to.clone()]),
            Body::Succession(body) => drop(self.people.insert(body.person.clone())),
            Body::Transfer(body) => drop(self.people.insert(body.to.clone())),
            Body::Request(body) => {
                self.recipients.insert(body.recipient.clone());
                self.media.extend(body.medium.clone());
                self.contracts.extend(body.contract.clone());
                self.assets.extend(body.assets.iter().cloned());
            }
            Body::ContractAdd(body) => self.packs.extend(body.packs.iter().cloned()),
            Body::ContractSet(body) => self.packs.extend(body.add_packs.iter().cloned()),
            Body::Notification(body) => drop(self.people.insert(body.person.clone())),
            Body::RecipientListing(body) => drop(self.recipients.insert(body.recipient.clone())),
            Body::SubcontractorConsent(body) => drop(self.recipients.insert(body.recipient.clone())),
            Body::SubcontractorAgreement(body) => drop(self.recipients.insert(body.recipient.clone())),
            Body::SubcontractorCheck(body) => drop(self.recipients.insert(body.recipient.clone())),
            Body::Training(body) => self.people.extend(body.people.iter().cloned()),
            Body::Pledge(body) => drop(self.people.insert(body.person.clone())),
            Body::AssetAdd(body) => self.people.extend(body.handlers.iter().cloned()),
            Body::ExportIntent(body) => {
                self.people.extend(body.custody.iter().flat_map(|custody| custody.holders.clone()));
                self.media.extend(body.destination.medium.clone());
            }
            Body::RecipientAdd(body) => {
                self.recipients.extend(body.subcontractor.as_ref().and_then(|s| s.under.clone()));
            }
            Body::CopyMade(body) => {
                self.recipients.extend(body.holder.clone());
                self.media.extend(body.device.clone());
            }
            Body::ArticleCarry(body) => self.media.extend(body.device.clone()),
            Body::Return(body) => self.media.extend(medium_of(body.measured.as_ref())),
            Body::Disposal(body) => self.media.extend(medium_of(body.measured.as_ref())),
            Body::IncidentOpen(body) => self.media.extend(body.medium.clone()),
            _ => {}
        }
    }

    /// Whether this entry of the register says something about one of them. Every administrator is wanted:
    /// some changes rest on there being another one.
    fn wants(&self, body: &Body) -> bool {
        match body {
            Body::Founder(_) | Body::Succession(_) | Body::SuccessionConfirm(_) => true,
            Body::PersonAdd(body) => {
                body.roles.contains(&Role::Administrator) || self.people.contains(&body.person)
            }
            Body::PersonSet(body) => {
                let administrator =
                    body.roles.as_ref().is_some_and(|roles| roles.contains(&Role::Administrator));
                administrator || self.people.contains(&body.person)
            }
            Body::KeyAdd(body) => self.people.contains(&body.person),
            Body::KeyRevoke(body) => self.people.contains(&body.person),
            Body::PersonLeave(body) => self.people.contains(&body.person) && self.is_under(&body.contract),
            Body::PersonLeft(body) => self.people.contains(&body.person),
            Body::Delegation(body) => self.people.contains(&body.to),
            Body::DelegationEnd(body) => self.people.contains(&body.to),
            Body::RecipientAdd(body) => self.recipients.contains(&body.id),
            Body::MediumAdd(body) => self.media.contains(&body.id),
            Body::MediumSet(body) => self.media.contains(&body.id),
            Body::PackSet(body) => body.pack.id == "office" || self.packs.contains(&body.pack.id),
            Body::ContractAdd(body) => self.contracts.contains(&body.id),
            Body::ContractSet(body) => self.contracts.contains(&body.id),
            Body::Directive(body) => self.contracts.contains(&body.contract),
            Body::Notification(body) => self.contracts.contains(&body.contract),
            Body::PlaceNotification(body) => self.contracts.contains(&body.contract),
            Body::RecipientListing(body) => self.contracts.contains(&body.contract),
            Body::SubcontractorConsent(body) => self.contracts.contains(&body.contract),
            Body::SubcontractorAgreement(body) => self.contracts.contains(&body.contract),
            Body::SubcontractorCheck(body) => self.contracts.contains(&body.contract),
            Body::Consent(body) => self.contracts.contains(&body.contract),
            Body::ConsentConfirm(body) => self.contracts.contains(&body.contract),
            Body::SheetAnswers(body) => self.contracts.contains(&body.contract),
            Body::Training(body) => {
                self.is_under(&body.contract) && body.people.iter().any(|person| self.people.contains(person))
            }
            Body::Pledge(body) => self.is_under(&body.contract) && self.people.contains(&body.person),
            Body::AssetAdd(body) => self.assets.contains(&body.id),
            Body::AssetSet(body) => self.assets.contains(&body.id),
            Body::AssetConfirm(body) => self.assets.contains(&body.id),
            Body::AssetCopies(body) => self.assets.contains(&body.id),
            Body::AssetEnd(body) => self.assets.contains(&body.id),
            _ => false,
        }
    }
}

fn medium_of(measured: Option<&Measured>) -> Option<MediumId> {
    measured.and_then(|measured| measured.place.medium.clone())
}
