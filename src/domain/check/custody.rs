//! Who may seal a custody file anew, and to whom.

use super::export::custody_holders;
use super::{author, road};
use crate::domain::body::CustodyReseal;
use crate::domain::carry_out::{CarryOut, Status};
use crate::domain::names::Role;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

/// Whoever may tell the passphrase may seal it anew, to nobody but those who would keep it if it left today with whoever
/// carries it now: a transfer gives nobody the package and its passphrase.
pub(super) fn check_reseal(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &CustodyReseal,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    let attempt = carry_out.completed().map(|(attempt, _, _)| attempt);
    let custody = attempt.and_then(|attempt| attempt.custody.as_ref());
    let custody = custody.ok_or_else(|| Refusal::NoPassphrase { id: id.clone() })?;
    let by = &statement.author;
    let still = author(registry, by)?.has(Role::Custodian) && *by != carry_out.carrier;
    if !(custody.carrier_holds || still) || !custody.holders.contains(by) {
        return Err(Refusal::NotACustodian { id, person: by.clone() });
    }
    road::need_unfrozen(registry, carry_out)?;
    if carry_out.disposals.iter().any(|disposed| disposed.body.key.is_some()) {
        return Err(Refusal::WrongStatus { status: Status::Disposed, id });
    }
    let (able, carrier_holds) = custody_holders(registry, &carry_out.carrier);
    let sealed = &body.custody;
    let right = body.before == custody.sha256
        && sealed.sha256 != body.before
        && sealed.carrier_holds == carrier_holds
        && !sealed.holders.is_empty()
        && sealed.holders.iter().all(|holder| able.contains(holder));
    if right { Ok(()) } else { Err(Refusal::WrongCustody { id }) }
}
