//! The steps of a carry-out's life at which a rule was looked at, as the log has them.
//!
//! What the log took was within the rules then: an entry that a rule stood against has no effect. So once a step has
//! taken place, its rule held there, whatever has come about since.

use serde::{Deserialize, Serialize};

use super::demand::{Demand, Occasion};
use super::verdict::Verdict;
use crate::base::time::Timestamp;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{PersonId, words};

words!(
    /// A step at which rules are looked at.
    Act {
        /// It was written and left the office.
        Export = "export",
        /// The passphrase was told.
        Release = "release",
        /// Its carrier took it along.
        CheckOut = "check-out",
        /// A mail was drafted.
        Draft = "mail-draft",
        /// The deliverable became the recipient's.
        HandOver = "hand-over",
        /// Copies were brought back.
        Return = "return",
        /// Copies were disposed of.
        Disposal = "disposal",
        /// Somebody saw a disposal.
        Witness = "witness",
        /// An approver confirmed the end.
        Confirmation = "confirmation",
        /// Its attachments were removed.
        Purge = "purge",
    }
);

/// A step that took place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub act: Act,
    /// Its entry; the end of a carry-out is kept without one.
    pub index: Option<u64>,
    /// Who took it.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
}

/// What a rule came to at the steps that took place, and those steps; `now` is what it comes to today, and `over`
/// whether nothing more can come of the carry-out.
#[must_use]
pub fn as_taken(carry_out: &CarryOut, demand: &Demand, now: Verdict, over: bool) -> (Verdict, Vec<Taken>) {
    let steps = steps(carry_out, demand);
    match now {
        // Judged by itself at every export.
        Verdict::Holds | Verdict::Unmet(_) => {
            let left: Vec<Taken> = export(carry_out).into_iter().collect();
            if left.is_empty() { (now, left) } else { (Verdict::Holds, left) }
        }
        Verdict::Later if steps.is_empty() => {
            // What is over without it does not come to it any more; attachments are kept all the same.
            let never = over && !matches!(demand, Demand::Retention { .. });
            (if never { Verdict::NeverCame } else { Verdict::Later }, steps)
        }
        Verdict::Later if is_settled(carry_out, demand) => (Verdict::Holds, steps),
        _ => (now, steps),
    }
}

/// Whether nothing more is looked at for it: what is looked at of every copy is settled with the last one.
const fn is_settled(carry_out: &CarryOut, demand: &Demand) -> bool {
    match demand {
        Demand::Returned | Demand::ConfirmedReturn | Demand::Witness | Demand::Disposal { .. } => {
            carry_out.closed.is_some()
        }
        _ => true,
    }
}

fn export(carry_out: &CarryOut) -> Option<Taken> {
    let (attempt, _, _) = carry_out.completed()?;
    let (index, by, at) = (Some(attempt.index), attempt.by.clone(), attempt.begun_at);
    Some(Taken { act: Act::Export, index, by, at })
}

fn confirmation(carry_out: &CarryOut) -> Option<Taken> {
    let closed = carry_out.closed.as_ref()?;
    Some(Taken { act: Act::Confirmation, index: None, by: closed.by.clone(), at: closed.at })
}

/// The steps at which a rule of this kind is looked at after it was asked for, in log order.
fn steps(carry_out: &CarryOut, demand: &Demand) -> Vec<Taken> {
    let mut steps: Vec<Taken> = Vec::new();
    let mut add = |act, index: u64, by: &PersonId, at| {
        steps.push(Taken { act, index: Some(index), by: by.clone(), at });
    };
    match demand {
        Demand::ApprovalDays { .. } => steps.extend(export(carry_out)),
        Demand::UnmixedMedium if carry_out.medium().is_some() => steps.extend(export(carry_out)),
        Demand::OtherRoad => {
            carry_out.releases.iter().for_each(|one| add(Act::Release, one.index, &one.by, one.at));
        }
        Demand::LockedCase | Demand::Carrier | Demand::Pledge { occasion: Occasion::Checkout, .. } => {
            carry_out.check_outs.iter().for_each(|one| add(Act::CheckOut, one.index, &one.by, one.at));
        }
        Demand::HiddenAddresses | Demand::ConfirmedMail => {
            carry_out.drafted.iter().for_each(|one| add(Act::Draft, one.index, &one.by, one.at));
        }
        Demand::Returned => {
            carry_out.returns.iter().for_each(|one| add(Act::Return, one.index, &one.by, one.at));
            disposals(carry_out, &mut add);
            carry_out.handed_over.iter().for_each(|one| add(Act::HandOver, one.index, &one.by, one.at));
            steps.sort_by_key(|step| step.index);
            steps.extend(confirmation(carry_out));
        }
        Demand::ConfirmedReturn => steps.extend(confirmation(carry_out)),
        Demand::Disposal { .. } => disposals(carry_out, &mut add),
        Demand::Witness => {
            let seen = carry_out.disposals.iter().flat_map(|disposed| &disposed.witnesses);
            seen.for_each(|one| add(Act::Witness, one.index, &one.by, one.at));
        }
        Demand::Retention { .. } => {
            if let Some((_, confirmed)) = carry_out.last_purge() {
                add(Act::Purge, confirmed.index, &confirmed.by, confirmed.at);
            }
        }
        _ => {}
    }
    steps
}

fn disposals(carry_out: &CarryOut, add: &mut impl FnMut(Act, u64, &PersonId, Timestamp)) {
    let of_copies = carry_out.disposals.iter().filter(|one| !one.body.copies.is_empty());
    of_copies.for_each(|one| add(Act::Disposal, one.index, &one.by, one.at));
}
