//! What the recipient read back.

use unicode_normalization::UnicodeNormalization as _;

use crate::base::limits::{ARRIVAL_DIGITS, OPENED_CODE_CHARS};
use crate::domain::body::release::Code;
use crate::domain::body::{Body, Receipt};
use crate::domain::carry_out::CarryOut;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// The arrival code as it was read out: case, width, spaces and hyphens do not matter, and more digits of the digest than
/// asked for are fine, as long as they are its digits.
#[must_use]
pub fn arrived(read_out: &str, carry_out: &CarryOut) -> Code {
    let mut digits = plain(read_out).to_ascii_lowercase();
    let is_of_package = |digits: &str| {
        let package = carry_out.completed().map(|(_, completed, _)| completed.package_sha256.to_string());
        package.is_some_and(|package| package.starts_with(digits))
    };
    if digits.len() > ARRIVAL_DIGITS && is_of_package(&digits) {
        digits.truncate(ARRIVAL_DIGITS);
    }
    Code::Arrived { digits }
}

/// The opened code as it was read out: case, width, spaces and hyphens do not matter, and digits that
/// base32 does not have are taken for the letters they look like (RFC 4648 section 3.4).
#[must_use]
pub fn opened(read_out: &str) -> Code {
    let code = plain(read_out).to_ascii_uppercase().replace('0', "O").replace('1', "I");
    // Longer ones are wrong, however long they are.
    Code::Opened { code: code.chars().take(OPENED_CODE_CHARS.saturating_mul(2)).collect() }
}

/// As it would be typed without a Japanese input method, whose letters, digits and dashes are wide ones.
fn plain(read_out: &str) -> String {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}');
    read_out.nfkc().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect()
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
