//! A form about one thing: under which contract it is, and what is nobody else's.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;
use crate::domain::names::{ContractId, MediumId, PersonId};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::projection::view::{CarryOutView, FormFacts, FormName, IncidentLine, IncidentReport, TaintView};
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};

/// The contract that all carry-outs of an incident are under, where there is one.
pub(super) fn contract_of(report: &IncidentReport) -> Option<&ContractId> {
    let packages = report.incident.carry_outs.iter().map(|one| one.carry_out.contract.as_ref());
    let articles = report.incident.articles.iter().map(|one| one.contract.as_ref());
    let mut contracts = packages.chain(articles);
    contracts.next().flatten().filter(|first| contracts.all(|other| other == Some(first)))
}

/// That a contract that was named is the one it is under.
pub(super) fn same_contract(
    id: &str,
    asked: Option<&ContractId>,
    is: Option<&ContractId>,
) -> Result<(), Error> {
    match asked {
        Some(contract) if is != Some(contract) => {
            let other = ContractRefusal::OtherContract { id: id.to_owned(), contract: contract.clone() };
            Err(Refusal::Contract(other).into())
        }
        _ => Ok(()),
    }
}

/// Leaves only what the one carry-out concerns: what other carry-outs and other contracts brought is not shown.
pub(super) fn narrow(facts: &mut FormFacts, view: &CarryOutView) {
    let contract = view.contract.as_ref();
    facts.assets.retain(|asset| view.assets.contains(&asset.id));
    facts.duties.retain(|duty| contract.is_some() && contract == duty.contract.as_ref());
    facts.incidents.retain(|incident| incident.carry_out_ids.contains(&view.id));
    // What is carried beside it is no part of it.
    facts.articles.clear();
    // Nobody reviews one carry-out: a review speaks of others too.
    facts.reviews.clear();
    own_staff(facts, contract, std::slice::from_ref(view));
    own_media(facts, contract, None, std::slice::from_ref(view));
}

/// Leaves only what one contract concerns: the registers of the office are about all its clients.
pub(super) fn narrow_to(facts: &mut FormFacts, contract: &ContractId) {
    let ids: Vec<String> = facts.carry_outs.iter().map(|view| view.id.clone()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    // An exercise about nothing is nobody else's.
    let exercise = |one: &IncidentLine| {
        let about_nothing =
            one.carry_out_ids.is_empty() && one.article_ids.is_empty() && one.media_ids.is_empty();
        one.drill && about_nothing
    };
    let exercises: Vec<String> =
        facts.incidents.iter().filter(|one| exercise(one)).map(|one| one.id.clone()).collect();
    // What happened to something that the client lent is about the client, whatever was on it.
    let lent = facts.media.iter().filter(|medium| medium.owner.as_ref() == Some(contract));
    let lent: Vec<MediumId> = lent.map(|medium| medium.id.clone()).collect();
    for incident in &mut facts.incidents {
        incident.carry_out_ids.retain(|id| ids.contains(&id.as_str()));
        incident.article_ids.retain(|id| facts.articles.iter().any(|article| article.id == *id));
    }
    facts.incidents.retain(|one| {
        let about_lent = one.media_ids.iter().any(|id| lent.contains(id));
        let about_carried = !one.carry_out_ids.is_empty() || !one.article_ids.is_empty();
        about_lent || about_carried || exercises.contains(&one.id)
    });
    for article in &mut facts.articles {
        article.lent_under = article.lent_under.take().filter(|owner| owner == contract);
        article.copies_of.retain(|id| ids.contains(&id.as_str()));
    }
    let carry_outs = std::mem::take(&mut facts.carry_outs);
    own_staff(facts, Some(contract), &carry_outs);
    own_media(facts, Some(contract), Some(contract), &carry_outs);
    facts.carry_outs = carry_outs;
    facts.contracts.retain(|one| one.id == *contract);
}

/// Leaves those who work on it, and of what they were taught and pledged what is for the contract or for any: the others in
/// the office are no business of this client. Who was asked for by name stays.
fn own_staff(facts: &mut FormFacts, contract: Option<&ContractId>, carry_outs: &[CarryOutView]) {
    let own = |other: Option<&ContractId>| other.is_some() && other == contract;
    let working = working(facts, carry_outs);
    facts.staff.retain(|person| {
        let mut taught = person.taught.iter().map(|taught| taught.contract.as_ref());
        let mut pledged = person.pledges.iter().map(|pledged| pledged.contract.as_ref());
        working.contains(&person.id) || taught.any(own) || pledged.any(own)
    });
    for person in &mut facts.staff {
        person.taught.retain(|taught| taught.contract.is_none() || own(taught.contract.as_ref()));
        person.pledges.retain(|pledged| pledged.contract.is_none() || own(pledged.contract.as_ref()));
    }
}

/// Whoever was notified to the client or left the contract, handles its information, or had a part in what was carried.
fn working(facts: &FormFacts, carry_outs: &[CarryOutView]) -> BTreeSet<PersonId> {
    let mut working: BTreeSet<PersonId> = facts.person.iter().cloned().collect();
    if let Some(contract) = &facts.contract {
        working.extend(contract.notified.iter().map(|one| one.person.clone()));
        working.extend(contract.left.iter().map(|one| one.person.clone()));
    }
    for asset in &facts.assets {
        working.extend(asset.handlers.iter().chain(&asset.received_by).cloned());
    }
    for view in carry_outs {
        let back = &view.way_back;
        working.extend([view.requester.clone(), back.carrier.clone()]);
        working.extend(back.transfers.iter().map(|passed| passed.from.clone()));
        working
            .extend(view.approvals.iter().filter(|given| !given.consent).map(|given| given.person.clone()));
        working.extend(view.releases.iter().map(|release| release.person.clone()));
        working.extend(back.returns.iter().map(|returned| returned.person.clone()));
        working.extend(back.disposals.iter().map(|disposed| disposed.person.clone()));
    }
    for article in &facts.articles {
        working.insert(article.carrier.clone());
        working.extend(article.transfers.iter().map(|passed| passed.from.clone()));
    }
    working
}

/// Leaves the media that these carry-outs are or were on, what was carried under the contract and what the client of
/// `lender` lent; and of each what is not another contract's.
fn own_media(
    facts: &mut FormFacts,
    contract: Option<&ContractId>,
    lender: Option<&ContractId>,
    carry_outs: &[CarryOutView],
) {
    let ids: Vec<&str> = carry_outs.iter().map(|view| view.id.as_str()).collect();
    let on = |id: &MediumId| {
        let mut copies = carry_outs.iter().flat_map(|view| {
            let copied = view.way_back.copies.iter().flat_map(|copy| [&copy.medium, &copy.device]);
            copied.chain([&view.medium]).flatten()
        });
        copies.any(|there| there == id) || facts.articles.iter().any(|one| one.device.as_ref() == Some(id))
    };
    let used: Vec<MediumId> =
        facts.media.iter().map(|medium| &medium.id).filter(|id| on(id)).cloned().collect();
    let own = |owner: &ContractId| Some(owner) == contract;
    let lent = |owner: &ContractId| Some(owner) == lender;
    facts.media.retain(|medium| used.contains(&medium.id) || medium.owner.as_ref().is_some_and(lent));
    for medium in &mut facts.media {
        medium.out_with.retain(|out| ids.contains(&out.carry_out.as_str()));
        medium.out = medium.out_with.first().cloned();
        let whose = |taint: &TaintView| taint.contract.as_deref() == contract.map(ContractId::as_str);
        medium.taint = medium.taint.take().filter(|taint| contract.is_some() && whose(taint));
        medium.owner = medium.owner.take().filter(own);
        medium.holds.retain(|id| ids.contains(&id.as_str()));
    }
    for incident in &mut facts.incidents {
        incident.media_ids.retain(|id| facts.media.iter().any(|medium| medium.id == *id));
    }
}

/// What was signed by the pledges that a form may show, by digest; `None` where it is not here as text.
pub(super) fn signed_texts(
    desk: &Desk,
    facts: &FormFacts,
) -> Result<BTreeMap<Digest, Option<String>>, Error> {
    let asked = facts.staff.iter().filter(|person| facts.person.as_ref() == Some(&person.id));
    let entered = asked.flat_map(|person| &person.pledges).map(|pledged| pledged.text_sha256);
    let out = facts.carry_outs.iter().filter_map(|view| view.way_back.checked_out.as_ref());
    let digests: Vec<Digest> = match facts.name {
        FormName::PledgeEntry | FormName::PledgeLeaving => entered.collect(),
        FormName::PledgeCarryOut => out.map(|out| out.pledge_sha256).collect(),
        _ => Vec::new(),
    };
    let mut texts = BTreeMap::new();
    for digest in digests {
        let bytes = match desk.attachment(&digest) {
            Ok(bytes) => Some(bytes),
            Err(Error::Evidence(
                EvidenceError::AttachmentMissing { .. } | EvidenceError::AttachmentRemoved { .. },
            )) => None,
            Err(error) => return Err(error),
        };
        texts.insert(digest, bytes.and_then(|bytes| String::from_utf8(bytes).ok()));
    }
    Ok(texts)
}
