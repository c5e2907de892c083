//! Secrets: zeroized when dropped, kept out of swap and core dumps as far as the system allows.
//!
//! A secret has no `Display` and its `Debug` says nothing. It never goes into argv, the
//! environment, a log, the ledger, a temporary file or an error message. Text that libraries need
//! is handed over as [`secrecy::SecretString`], which zeroizes itself too.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::{Zeroize as _, Zeroizing};

/// Secret text in locked, zeroized memory.
///
/// Locking is asked for, not promised: a system may refuse it (a small `RLIMIT_MEMLOCK`), and then
/// the text is only zeroized.
pub struct SecretText {
    bytes: Zeroizing<Vec<u8>>,
    // Dropped after `bytes` is zeroized, so that the page stays locked until then.
    _lock: Option<region::LockGuard>,
}

impl SecretText {
    /// Moves `text` into locked memory.
    #[must_use]
    pub fn new(mut text: String) -> Self {
        let bytes = Zeroizing::new(text.as_bytes().to_vec());
        text.zeroize();
        let lock = if bytes.is_empty() { None } else { region::lock(bytes.as_ptr(), bytes.len()).ok() };
        Self { bytes, _lock: lock }
    }

    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }

    /// A copy for a library that takes [`SecretString`].
    #[must_use]
    pub fn to_secret_string(&self) -> SecretString {
        SecretString::from(self.expose().to_owned())
    }
}

impl From<SecretString> for SecretText {
    fn from(text: SecretString) -> Self {
        Self::new(text.expose_secret().to_owned())
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// Keeps this process's memory out of core dumps and away from other processes of the same user.
/// Called once, first thing; a system that has no such switch is left as it is.
pub fn harden_process() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        // Best effort by design: neither call can fail in a way that changes what we may do next.
        let _core = setrlimit(Resource::Core, none);
        let _dump = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_beside_a_secret_says_nothing_of_it() {
        let said = std::panic::catch_unwind(|| {
            let opens = |secret: SecretText| if secret.expose() == "imo" { Ok(()) } else { Err(secret) };
            opens(SecretText::new("kamote".to_owned())).unwrap();
        })
        .unwrap_err();
        let said = said.downcast_ref::<String>().unwrap();
        assert!(said.contains("SecretText") && !said.contains("kamote"), "{said}");
    }

    #[test]
    fn a_secret_does_not_print_itself() {
        let secret = SecretText::new("kamote".to_owned());
        assert_eq!(format!("{secret:?}"), "SecretText(…)");
        assert_eq!(secret.expose(), "kamote");
    }
}
