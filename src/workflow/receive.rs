//! What the recipient read back.

use crate::base::limits::{ARRIVAL_DIGITS, OPENED_CODE_CHARS};
use crate::domain::body::release::Code;
use crate::domain::body::{Body, Receipt};
use crate::domain::carry_out::CarryOut;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// The arrival code as it was read out: case, spaces and hyphens do not matter, and more digits of
/// the digest than asked for are fine.
#[must_use]
pub fn arrived(read_out: &str) -> Code {
    let mut digits = plain(read_out).to_ascii_lowercase();
    if digits.len() == 64 {
        digits.truncate(ARRIVAL_DIGITS);
    }
    Code::Arrived { digits }
}

/// The opened code as it was read out: case, spaces and hyphens do not matter, and digits that
/// base32 does not have are taken for the letters they look like (RFC 4648 section 3.4).
#[must_use]
pub fn opened(read_out: &str) -> Code {
    let mut code = plain(read_out).to_ascii_uppercase().replace('0', "O").replace('1', "I");
    code.truncate(OPENED_CODE_CHARS.saturating_mul(2));
    Code::Opened { code }
}

fn plain(read_out: &str) -> String {
    read_out.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// Records a code that was read back.
///
/// # Errors
/// [`Error::Refused`] when it is not the code of this package.
pub fn receive(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    code: Code,
) -> Result<CarryOut, Error> {
    desk.say(world, keyring, Body::Receipt(Receipt { code, request: carry_out.digest }), &[])?;
    desk.carry_out(&carry_out.id())
}
