//! Subcontractors: what each statement does.

use crate::domain::body::{SubcontractorAgreement, SubcontractorCheck, SubcontractorConsent};
use crate::domain::contract::{Agreed, Bound, Checked};
use crate::domain::duty::Event;
use crate::domain::names::RecipientId;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Occurrence;
use crate::domain::verify::Act;

pub(super) fn agree(registry: &mut Registry, act: &Act, body: &SubcontractorConsent) {
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        let agreed = Agreed { tier: body.tier, number: body.number.clone(), dated: body.dated };
        contract.subcontractors.insert(body.recipient.clone(), agreed);
        let about = Some(body.recipient.to_string());
        super::duty::note(
            contract,
            act,
            Event { about, ..Event::of(Occurrence::Subcontracting, body.dated) },
        );
    }
}

/// What an organization signed, or was checked for, does not stand for another that is later registered under its id.
fn organization(registry: &Registry, id: &RecipientId) -> String {
    registry.recipients.get(id).map(|recipient| recipient.record.organization.clone()).unwrap_or_default()
}

pub(super) fn bind(registry: &mut Registry, body: &SubcontractorAgreement) {
    let organization = organization(registry, &body.recipient);
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        let (dated, until, evidence) = (body.dated, body.until, body.evidence.sha256);
        let bound = Bound { organization, dated, until, evidence };
        contract.agreements.insert(body.recipient.clone(), bound);
    }
}

/// The newest day stands, and of one day what was said last.
pub(super) fn checked(registry: &mut Registry, act: &Act, body: &SubcontractorCheck) {
    let organization = organization(registry, &body.recipient);
    let Some(contract) = registry.contracts.get_mut(&body.contract) else { return };
    if contract.checks.get(&body.recipient).is_some_and(|before| before.on > body.on) {
        return;
    }
    let checked = Checked {
        organization,
        on: body.on,
        by: act.statement.author.clone(),
        unmet: body.unmet.clone(),
        evidence: body.evidence.sha256,
    };
    contract.checks.insert(body.recipient.clone(), checked);
}
