//! A form about one thing: under which contract it is, and what is nobody else's.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::domain::names::{ContractId, MediumId};
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
    let concerns = |other: Option<&ContractId>| other.is_none() || other == contract;
    facts.assets.retain(|asset| view.assets.contains(&asset.id));
    facts.duties.retain(|duty| contract.is_some() && contract == duty.contract.as_ref());
    facts.incidents.retain(|incident| incident.carry_out_ids.contains(&view.id));
    // What is carried beside it is no part of it.
    facts.articles.clear();
    // Nobody reviews one carry-out: a review speaks of others too.
    facts.reviews.clear();
    for person in &mut facts.staff {
        person.taught.retain(|taught| concerns(taught.contract.as_ref()));
        person.pledges.retain(|pledged| concerns(pledged.contract.as_ref()));
    }
    own_media(facts, contract, &[view.id.as_str()]);
}

/// Leaves only what one contract concerns: the registers of the office are about all its clients.
pub(super) fn narrow_to(facts: &mut FormFacts, contract: &ContractId) {
    let concerns = |other: Option<&ContractId>| other.is_none_or(|other| other == contract);
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
    for person in &mut facts.staff {
        person.taught.retain(|taught| concerns(taught.contract.as_ref()));
        person.pledges.retain(|pledged| concerns(pledged.contract.as_ref()));
    }
    for article in &mut facts.articles {
        article.lent_under = article.lent_under.take().filter(|owner| owner == contract);
        article.copies_of.retain(|id| ids.contains(&id.as_str()));
    }
    own_media(facts, Some(contract), &ids);
    facts.contracts.retain(|one| one.id == *contract);
}

/// Leaves the media that these carry-outs are or were on, what was carried under the contract and what its client lent;
/// and of each what is not another contract's.
fn own_media(facts: &mut FormFacts, contract: Option<&ContractId>, carry_outs: &[&str]) {
    let on = |id: &MediumId| {
        let packages = facts.carry_outs.iter().filter(|view| carry_outs.contains(&view.id.as_str()));
        let mut copies = packages.flat_map(|view| {
            let copied = view.way_back.copies.iter().flat_map(|copy| [&copy.medium, &copy.device]);
            copied.chain([&view.medium]).flatten()
        });
        copies.any(|there| there == id) || facts.articles.iter().any(|one| one.device.as_ref() == Some(id))
    };
    let used: Vec<MediumId> =
        facts.media.iter().map(|medium| &medium.id).filter(|id| on(id)).cloned().collect();
    let lent = |owner: Option<&ContractId>| contract.is_some() && owner == contract;
    facts.media.retain(|medium| used.contains(&medium.id) || lent(medium.owner.as_ref()));
    for medium in &mut facts.media {
        medium.out_with.retain(|out| carry_outs.contains(&out.carry_out.as_str()));
        medium.out = medium.out_with.first().cloned();
        let own = |taint: &TaintView| taint.contract.as_deref() == contract.map(ContractId::as_str);
        medium.taint = medium.taint.take().filter(|taint| contract.is_some() && own(taint));
        medium.owner = medium.owner.take().filter(|owner| lent(Some(owner)));
        medium.holds.retain(|id| carry_outs.contains(&id.as_str()));
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
