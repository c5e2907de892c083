//! Some entries of a log, folded by the domain's own rules as far as they go.
//!
//! For whoever holds a few entries with their proofs and not the log: what the entries say is judged by
//! the same [`verify`] and [`apply`] that judge the log itself.
//!
//! # What it promises
//! Every entry is signed by a key that the entries themselves make its author's, about this carry-out
//! and no other, in log order, and no rule stands against it.
//!
//! # What it cannot see
//! Entries that were left out: a revoked key, a release of the passphrase, an incident. The history an
//! author had seen is only compared with what the other authors had seen. Numbers such as `C-0042` are
//! claims, except that the name of a package, which the requester signed, holds the carry-out's.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::domain::apply::apply;
use crate::domain::body::Body;
use crate::domain::carry_out::CarryOut;
use crate::domain::check::Subject;
use crate::domain::entry::Entry;
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::verify::{EntryFault, Signed, verify};
use crate::ledger::tree;

/// Entries of one log, from the first on in rising order, and the numbers claimed for some of them.
#[derive(Debug, Clone, Default)]
pub struct Excerpt {
    registry: Registry,
    carry_outs: BTreeMap<Digest, CarryOut>,
    incidents: BTreeMap<Digest, Incident>,
    roots: BTreeMap<u64, Digest>,
    statements: BTreeMap<Digest, u64>,
    next: u64,
}

/// Why an entry has no place in an excerpt.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ExcerptFault {
    /// Not after the one before it.
    #[error("not in the order of the log")]
    Order,
    /// The same statement as another entry.
    #[error("the same statement stands at entry {earlier}")]
    Twice {
        /// The other entry.
        earlier: u64,
    },
    /// Another author saw another history of the same size.
    #[error("its author saw another history at size {size} than another author")]
    OtherHistory {
        /// The size.
        size: u64,
    },
    /// It has a number and should not, has none and should, or one that does not rise.
    #[error("its number does not fit")]
    Number,
    /// About another carry-out.
    #[error("about another carry-out")]
    OtherCarryOut,
    /// It does not hold by itself.
    #[error(transparent)]
    Entry(#[from] EntryFault),
    /// A rule stands against it.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Whether entries of this type are numbered: carry-outs, disposals, incidents.
#[must_use]
pub const fn is_numbered(body: &Body) -> bool {
    matches!(body, Body::Request(_) | Body::Disposal(_) | Body::IncidentOpen(_))
}

impl Excerpt {
    /// Takes in the next entry, which has `number` where it is numbered. `main` is the request that the
    /// excerpt is about.
    ///
    /// # Errors
    /// [`ExcerptFault`]; then it had no effect.
    pub fn take(
        &mut self,
        index: u64,
        entry: &Entry,
        number: Option<u64>,
        main: &Digest,
    ) -> Result<(), ExcerptFault> {
        if index < self.next {
            return Err(ExcerptFault::Order);
        }
        self.next = index.saturating_add(1);
        let digest = entry.bytes.digest();
        if let Some(earlier) = self.statements.insert(digest, index) {
            return Err(ExcerptFault::Twice { earlier });
        }
        let seen = entry.statement.seen;
        let known = *self.roots.entry(seen.size).or_insert(seen.root);
        if known != seen.root || (seen.size == 0 && seen.root != tree::empty_root()) {
            return Err(ExcerptFault::OtherHistory { size: seen.size });
        }
        // The root at that size is not at hand; that it is within the log is judged all the same.
        let verified = verify(&self.registry, index, Signed::of(entry.clone()), Some(seen.root))?;
        let body = &entry.statement.body;
        self.claim(body, number)?;
        let request = body.request().copied().or(matches!(body, Body::Request(_)).then_some(digest));
        // The opening of an incident may be about another carry-out: it is what a later inclusion rests on.
        let elsewhere = matches!(body, Body::Request(_) | Body::IncidentOpen(_));
        if request.is_some_and(|request| request != *main) && !elsewhere {
            return Err(ExcerptFault::OtherCarryOut);
        }
        let subject = Subject {
            carry_out: request.and_then(|request| self.carry_outs.get(&request).cloned()),
            incident: body.incident().and_then(|opened| self.incidents.get(opened).cloned()),
            ..Subject::default()
        };
        let after = apply(&mut self.registry, subject, &verified)?;
        if let Some(carry_out) = after.carry_out {
            self.carry_outs.insert(carry_out.digest, carry_out);
        }
        if let Some(incident) = after.incident {
            self.incidents.insert(incident.digest, incident);
        }
        Ok(())
    }

    fn claim(&mut self, body: &Body, number: Option<u64>) -> Result<(), ExcerptFault> {
        let counter = match body {
            Body::Request(_) => &mut self.registry.requests,
            Body::Disposal(_) => &mut self.registry.disposals,
            Body::IncidentOpen(_) => &mut self.registry.incidents,
            _ => return if number.is_none() { Ok(()) } else { Err(ExcerptFault::Number) },
        };
        let number = number.filter(|number| number > counter).ok_or(ExcerptFault::Number)?;
        *counter = number.saturating_sub(1);
        Ok(())
    }

    /// The register as these entries left it.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The carry-out that was asked for with this statement. Another one may only be among the entries
    /// because the same incident concerns both.
    #[must_use]
    pub fn carry_out(&self, main: &Digest) -> Option<&CarryOut> {
        let carry_out = self.carry_outs.get(main)?;
        let concerned = |other: &CarryOut| {
            let both = [carry_out.number, other.number];
            let mut shared = self
                .incidents
                .values()
                .filter(|incident| both.iter().all(|number| incident.carry_outs.contains(number)));
            other.digest == *main || shared.next().is_some()
        };
        self.carry_outs.values().all(concerned).then_some(carry_out)
    }
}
