//! Before anything leaves: what decides it follows from the log, and not from what this user keeps of it.
//!
//! Roles, delegations, revocations, rules and how many people must approve stand in this user's index, which whoever has
//! the account can change. So the whole log is read once more, verified and folded in memory, and must come to the same.
//! That takes half a second for ten thousand entries; longer logs are left to the other desks and to `audit`. It does not help
//! against a program that was exchanged.

use crate::domain::carry_out::CarryOut;
use crate::projection::fold::{Fold, Shelf as _};
use crate::projection::store::Projection;
use crate::workflow::desk::{Desk, take_entries};
use crate::workflow::error::{Error, EvidenceError};

/// That the log alone leads to the registry and the carry-out by which this desk decides.
///
/// # Errors
/// [`EvidenceError::IndexDiffers`] where it does not; [`Error::History`] for a log that cannot be read to its end.
pub(super) fn check_same(desk: &Desk, carry_out: &CarryOut) -> Result<(), Error> {
    let mut scratch = Projection::scratch()?;
    let mut session = scratch.session()?;
    let mut fold = Fold::empty();
    let snapshot = desk.store.snapshot()?;
    take_entries(&mut session, snapshot.as_ref(), &mut fold, desk.head.size)?;
    let says = session.carry_out(&carry_out.digest)?;
    let same =
        fold.root() == desk.head.root && fold.registry == desk.registry && says.as_ref() == Some(carry_out);
    if same { Ok(()) } else { Err(EvidenceError::IndexDiffers { id: carry_out.id() }.into()) }
}
