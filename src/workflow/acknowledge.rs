//! Somebody looked at an entry without effect, and says what it is.

use crate::domain::body::{Acknowledge, Body};
use crate::domain::refusal::{AcknowledgeRefusal, Refusal};
use crate::ledger::leaf_hash;
use crate::projection::view::acknowledge::AcknowledgedView;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Acknowledges the entry at `index` as it stands in the log.
///
/// # Errors
/// [`Error::Refused`] where it has an effect, or something is wrong with it that is not acknowledged; and for the same
/// person twice.
pub fn acknowledge(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    index: u64,
    reason: String,
) -> Result<AcknowledgedView, Error> {
    let none = || Refusal::Acknowledge(AcknowledgeRefusal::NotWithoutEffect { index });
    let entry = desk.store.snapshot()?.entry(index)?.ok_or_else(none)?;
    let body = Acknowledge { entry: index, leaf: leaf_hash(&entry.bytes), reason };
    desk.say(world, keyring, Body::Acknowledge(body), &[])?;
    AcknowledgedView::of(&desk.registry, index).ok_or_else(|| none().into())
}
