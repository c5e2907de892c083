//! The one place that counts approvals, and it counts people: not signatures, not keys, not roles.

use std::collections::BTreeSet;

use crate::base::digest::Digest;
use crate::domain::carry_out::{CarryOut, GivenApproval};
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;

/// Who counts, and how many must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The people who count, each once.
    pub people: BTreeSet<PersonId>,
    /// Their approval statements: for each person the first that counts.
    pub approvals: Vec<Digest>,
    /// How many people must approve; `None` where the level is unknown.
    pub needed: Option<u64>,
}

impl Tally {
    /// How many people count.
    #[must_use]
    pub fn count(&self) -> u64 {
        u64::try_from(self.people.len()).unwrap_or(u64::MAX)
    }

    /// Whether enough people approved.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.needed.is_some_and(|needed| self.count() >= needed)
    }
}

/// Whether this approval is good in `registry` as it stands.
#[must_use]
pub fn counts(
    registry: &Registry,
    requester: &PersonId,
    contract: Option<&ContractId>,
    approval: &GivenApproval,
) -> bool {
    if approval.consent || approval.person == *requester {
        return false;
    }
    registry.person(&approval.person).is_some_and(|person| {
        person.has_good_key(&approval.key)
            && registry.could_approve(person, (approval.at.date(), Some(approval.index)), requester, contract)
    })
}

/// Counts the people whose approval of `carry_out` is good in `registry` as it stands.
///
/// The requester never counts. A consent of the client never counts. An approval counts only while
/// its giver is still an approver (or was a delegate on the day they signed) and the key they signed
/// with is not revoked: after a theft, revoking the key takes its approvals out; so does leaving the contract.
#[must_use]
pub fn tally(registry: &Registry, carry_out: &CarryOut) -> Tally {
    let mut people = BTreeSet::new();
    let mut approvals = Vec::new();
    for approval in &carry_out.approvals {
        let contract = carry_out.request.contract.as_ref();
        if counts(registry, &carry_out.requester, contract, approval)
            && people.insert(approval.person.clone())
        {
            approvals.push(approval.digest);
        }
    }
    Tally { people, approvals, needed: carry_out.terms.approvers }
}
