//! The one place that counts approvals, and it counts people: not signatures, not keys, not roles.

use std::collections::BTreeSet;

use crate::base::digest::Digest;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::domain::rules::Rules;

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

/// Counts the people whose approval of `carry_out` is good in `registry` as it stands.
///
/// The requester never counts. A consent of the client never counts. An approval counts only while
/// its giver is still an approver (or was a delegate on the day they signed) and the key they signed
/// with is not revoked: after a theft, revoking the key takes its approvals out.
#[must_use]
pub fn tally(registry: &Registry, carry_out: &CarryOut, rules: &Rules) -> Tally {
    let mut people = BTreeSet::new();
    let mut approvals = Vec::new();
    for approval in &carry_out.approvals {
        if approval.consent || approval.person == carry_out.requester {
            continue;
        }
        let Some(person) = registry.person(&approval.person) else { continue };
        if person.has_good_key(&approval.key)
            && registry.may_approve(person, approval.at.date(), &carry_out.requester)
            && people.insert(approval.person.clone())
        {
            approvals.push(approval.digest);
        }
    }
    Tally { people, approvals, needed: rules.approvers(carry_out.request.level) }
}
