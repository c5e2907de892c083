//! A form about one thing: under which contract it is, and what is nobody else's.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::domain::names::ContractId;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::projection::view::{CarryOutView, FormFacts, FormName, IncidentReport, TaintView};
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
    // Nobody reviews one carry-out: a review speaks of others too.
    facts.reviews.clear();
    for person in &mut facts.staff {
        person.taught.retain(|taught| concerns(taught.contract.as_ref()));
        person.pledges.retain(|pledged| concerns(pledged.contract.as_ref()));
    }
    facts.media.retain(|medium| {
        let copied = view.way_back.copies.iter().any(|copy| copy.medium.as_ref() == Some(&medium.id));
        copied || view.medium.as_ref() == Some(&medium.id)
    });
    for medium in &mut facts.media {
        medium.out = medium.out.take().filter(|out| out.carry_out == view.id);
        let own = |taint: &TaintView| taint.contract.as_deref() == contract.map(ContractId::as_str);
        medium.taint = medium.taint.take().filter(|taint| contract.is_some() && own(taint));
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
