//! That a contract is over, said to whoever asks or approves under it.

use crate::cli::session::Session;
use crate::domain::carry_out::CarryOut;
use crate::tr;
use crate::workflow::desk::Desk;

/// Warns where the contract of this carry-out ended before today. No document forbids it by itself, and none lets it.
pub(super) fn warn(session: &Session<'_>, desk: &Desk, carry_out: &CarryOut) {
    let Some(contract) = &carry_out.request.contract else { return };
    let today = session.world().clock.now().date();
    if let Some(until) = desk.registry.contract_ended(contract, today) {
        let contract = contract.as_str();
        session.warn(&tr!(session.catalogue, "verb-contract-ended", contract = contract, until = until));
    }
}
