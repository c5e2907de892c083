//! The approver's signature at bring-back: nothing closes without it.

use crate::domain::body::{Body, Confirmation};
use crate::domain::carry_out::CarryOut;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

fn body(carry_out: &CarryOut, note: Option<&str>) -> Body {
    Body::Confirmation(Confirmation { note: note.map(str::to_owned), request: carry_out.digest })
}

/// Whether the owner of the key may confirm it as it stands: asked before it is shown to them.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; [`Error::LeftThere`].
pub fn check(
    world: &World<'_>,
    desk: &Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    note: Option<&str>,
) -> Result<(), Error> {
    desk.check_body(world, keyring, body(carry_out, note))?;
    need_erased(desk, carry_out)
}

/// What an incident kept on a medium is to be erased when it is over, and nobody is told so once it is closed.
fn need_erased(desk: &Desk, carry_out: &CarryOut) -> Result<(), Error> {
    match desk.registry.is_left_there(carry_out) {
        true => Err(Error::LeftThere { id: carry_out.id() }),
        false => Ok(()),
    }
}

/// Confirms that every copy is accounted for.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; [`Error::LeftThere`].
pub fn confirm(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    note: Option<&str>,
) -> Result<CarryOut, Error> {
    need_erased(desk, carry_out)?;
    desk.say(world, keyring, body(carry_out, note), &[])?;
    desk.carry_out(&carry_out.id())
}
