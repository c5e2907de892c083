//! A carry-out that an incident concerns: where it was last on record, and what is known of its key.

use serde::{Deserialize, Serialize};

use crate::base::time::Timestamp;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{PersonId, words};
use crate::domain::registry::Registry;
use crate::projection::view::{CarryOutView, ConsentView};

/// A carry-out that an incident concerns.
#[derive(Debug, Clone, Serialize)]
pub struct ConcernedView {
    /// What is known of what opens the package.
    pub key: KeyStateView,
    /// The last thing on record about where it is.
    pub last_seen: LastSeenView,
    /// The client's letters that it left under, compared by a second person.
    pub letters: Vec<ConsentView>,
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
}

/// What is known of what opens a package.
#[derive(Debug, Clone, Serialize)]
pub struct KeyStateView {
    /// Whether there is a passphrase; else the recipient's own keys open it.
    pub has_passphrase: bool,
    /// Who keeps it.
    pub holders: Vec<PersonId>,
    /// Their names, in the same order.
    pub holder_names: Vec<String>,
    /// Whether that is the carrier, who has the package too.
    pub carrier_holds: bool,
    /// How many releases are on record.
    pub releases: usize,
    /// When the custody file was destroyed.
    pub destroyed_at: Option<Timestamp>,
    /// The disposal that says so.
    pub destroyed_under: Option<String>,
}

words!(
    /// What was last on record about where a package is.
    LastPoint {
        /// Nothing since it was asked for.
        Requested = "requested",
        /// It was written.
        Exported = "exported",
        /// The carrier took it along.
        CheckedOut = "checked-out",
        /// It was passed on to another carrier.
        Transferred = "transferred",
        /// It did not reach its recipient.
        Undelivered = "undelivered",
        /// The arrival code was read back.
        Arrived = "arrived",
        /// The opened code was read back.
        Opened = "opened",
        /// It became the recipient's.
        HandedOver = "handed-over",
        /// A copy came back.
        Returned = "returned",
    }
);

/// The last thing on record about where a package is.
#[derive(Debug, Clone, Serialize)]
pub struct LastSeenView {
    /// What.
    pub what: LastPoint,
    /// When, by the clock of whoever recorded it.
    pub at: Timestamp,
    /// Who recorded it, or had it from then on.
    pub name: Option<String>,
}

impl ConcernedView {
    /// The carry-out as the incident's report sees it.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut, view: CarryOutView) -> Self {
        Self {
            key: KeyStateView::new(registry, carry_out),
            last_seen: last_seen(registry, carry_out),
            letters: letters_of(registry, carry_out),
            carry_out: view,
        }
    }
}

/// The client's letters that covered it on the day it left; on the day it was asked for, where it has not.
#[must_use]
pub fn letters_of(registry: &Registry, carry_out: &CarryOut) -> Vec<ConsentView> {
    let day = carry_out.completed().map_or(carry_out.requested_at, |(attempt, _, _)| attempt.begun_at).date();
    let contract = carry_out.request.contract.as_ref().and_then(|id| registry.contracts.get(id));
    let consents = contract.map(|contract| &contract.consents).into_iter().flatten();
    let covering = consents.filter(|consent| {
        consent.covers(Some(&carry_out.digest), (&carry_out.request, &carry_out.requester), day)
    });
    covering.map(ConsentView::new).collect()
}

impl KeyStateView {
    fn new(registry: &Registry, carry_out: &CarryOut) -> Self {
        let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.custody.as_ref());
        let destroyed = carry_out.disposals.iter().find(|disposed| disposed.body.key.is_some());
        let holders = custody.map_or_else(Vec::new, |custody| custody.holders.clone());
        Self {
            has_passphrase: carry_out.request.opening.has_passphrase(),
            holder_names: holders.iter().map(|holder| registry.name_of(holder)).collect(),
            holders,
            carrier_holds: custody.is_some_and(|custody| custody.carrier_holds),
            releases: carry_out.releases.len(),
            destroyed_at: destroyed.map(|disposed| disposed.at),
            destroyed_under: destroyed.map(crate::domain::carry_out::Disposed::id),
        }
    }

    /// Whether a custodian can still destroy it, so that nobody opens the package any more.
    #[must_use]
    pub const fn can_be_destroyed(&self) -> bool {
        self.has_passphrase && !self.holders.is_empty() && self.destroyed_at.is_none()
    }
}

fn last_seen(registry: &Registry, carry_out: &CarryOut) -> LastSeenView {
    let name = |id: &PersonId| Some(registry.name_of(id));
    let mut seen = vec![(LastPoint::Requested, carry_out.requested_at, name(&carry_out.requester))];
    if let Some((attempt, _, at)) = carry_out.completed() {
        seen.push((LastPoint::Exported, at, name(&attempt.by)));
    }
    if let Some(out) = &carry_out.checked_out {
        seen.push((LastPoint::CheckedOut, out.at, name(&out.by)));
    }
    seen.extend(
        carry_out.transfers.iter().map(|passed| (LastPoint::Transferred, passed.at, name(&passed.to))),
    );
    seen.extend(carry_out.undelivered.iter().map(|not| (LastPoint::Undelivered, not.at, name(&not.by))));
    seen.extend(carry_out.arrived_at.map(|at| (LastPoint::Arrived, at, None)));
    seen.extend(carry_out.opened_at.map(|at| (LastPoint::Opened, at, None)));
    seen.extend(carry_out.handed_over.as_ref().map(|over| (LastPoint::HandedOver, over.at, name(&over.by))));
    seen.extend(carry_out.returns.iter().map(|back| (LastPoint::Returned, back.at, name(&back.by))));
    // Of two in the same second, the one further on the way is the last.
    let (what, at, name) = seen
        .into_iter()
        .max_by(|a, b| a.1.unix_seconds().cmp(&b.1.unix_seconds()))
        .unwrap_or((LastPoint::Requested, carry_out.requested_at, None));
    LastSeenView { what, at, name }
}
