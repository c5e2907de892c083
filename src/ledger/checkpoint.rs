//! Checkpoints: what a ledger was at one size, in the spelling of C2SP tlog-checkpoint.
//!
//! The body is three lines, each ended by a newline: the origin, the size in decimal, the root
//! hash in base64.
//!
//! ```text
//! example.jp/sekisho
//! 42
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//! ```
//!
//! A checkpoint file is the body, and, when somebody signed it, an empty line and their armored
//! SSHSIG. This deviates from C2SP, where note signatures follow the empty line; the body is the
//! same, byte for byte, and *exactly the body is what is signed*: `head -n 3 FILE` are the signed
//! bytes and `tail -n +5 FILE` is the signature that `ssh-keygen -Y verify -s` takes.
//!
//! # What it promises
//! One spelling: [`Checkpoint::parse`] accepts exactly what [`Checkpoint::encode`] writes. No
//! extension lines, no leading zeroes, no `\r`, nothing after the end.
//!
//! # What it does not protect against
//! The signature is opaque here: only its first and last line are looked at. Whether it verifies,
//! and whose it is, is for `signing` and those above.

use crate::base::base64;
use crate::base::digest::Digest;
use crate::base::limits::SIGNATURE_BYTES_MAX;
use crate::base::text::is_deceptive;

use super::tree::{SIZE_MAX, empty_root};
use super::{parse_base64_digest, parse_decimal};

/// Longest origin accepted, in UTF-8 bytes: a host name and a path are shorter.
pub const ORIGIN_BYTES_MAX: usize = 255;

const ARMOR_BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const ARMOR_END: &str = "\n-----END SSH SIGNATURE-----\n";

/// What a ledger was at one size.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Digest,
}

/// A checkpoint as it is handed out: with the signature of whoever exported it, or without.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    signature: Option<String>,
}

/// Why bytes are not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not three lines, each ended by a newline.
    #[error("a checkpoint is three lines, each ended by a newline")]
    Lines,
    /// The origin is empty, too long, begins or ends with a space, or holds characters that
    /// cannot be seen or mislead.
    #[error("the origin is empty, too long, or holds characters that cannot be shown")]
    Origin,
    /// The size is not a decimal number in its one spelling, or larger than any tree.
    #[error("the size is not a decimal number without leading zeroes")]
    Size,
    /// The root hash is not 32 bytes in padded base64.
    #[error("the root hash is not 32 bytes in base64")]
    Root,
    /// Size 0 with another root hash than that of the empty tree.
    #[error("the root hash is not that of a tree without entries")]
    EmptyRoot,
    /// What follows the body is not an empty line and one armored SSH signature.
    #[error("what follows the three lines is not an empty line and an armored SSH signature")]
    Signature,
}

/// That `origin` can name a ledger: 1 to [`ORIGIN_BYTES_MAX`] bytes that all show as themselves.
///
/// # Errors
/// [`CheckpointError::Origin`].
pub fn check_origin(origin: &str) -> Result<(), CheckpointError> {
    let length_fits = (1..=ORIGIN_BYTES_MAX).contains(&origin.len());
    if length_fits && origin.trim() == origin && !origin.chars().any(is_deceptive) {
        Ok(())
    } else {
        Err(CheckpointError::Origin)
    }
}

impl Checkpoint {
    /// The ledger `origin` has `size` entries, and `root` is the root hash of their tree.
    ///
    /// # Errors
    /// [`CheckpointError::Origin`], [`CheckpointError::Size`] past [`SIZE_MAX`], and
    /// [`CheckpointError::EmptyRoot`].
    pub fn new(origin: &str, size: u64, root: Digest) -> Result<Self, CheckpointError> {
        check_origin(origin)?;
        if size > SIZE_MAX {
            return Err(CheckpointError::Size);
        }
        if size == 0 && root != empty_root() {
            return Err(CheckpointError::EmptyRoot);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }

    /// Which ledger this is about.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries it had.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of the tree of those entries.
    #[must_use]
    pub const fn root(&self) -> Digest {
        self.root
    }

    /// The body: three lines, each ended by a newline. These are the bytes to sign.
    #[must_use]
    pub fn encode(&self) -> String {
        let root = base64::encode(self.root.as_bytes());
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    /// The checkpoint that `body` spells.
    ///
    /// # Errors
    /// [`CheckpointError`], for every other spelling too.
    pub fn parse(body: &str) -> Result<Self, CheckpointError> {
        let lines = body.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = lines.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        let size = parse_decimal(size).ok_or(CheckpointError::Size)?;
        let root = parse_base64_digest(root).ok_or(CheckpointError::Root)?;
        Self::new(origin, size, root)
    }
}

impl SignedCheckpoint {
    /// A checkpoint nobody signed.
    #[must_use]
    pub const fn unsigned(checkpoint: Checkpoint) -> Self {
        Self { checkpoint, signature: None }
    }

    /// A checkpoint with an armored SSHSIG over [`Checkpoint::encode`].
    ///
    /// # Errors
    /// [`CheckpointError::Signature`] when `armor` is not shaped like one.
    pub fn signed(checkpoint: Checkpoint, armor: &str) -> Result<Self, CheckpointError> {
        check_armor_shape(armor)?;
        Ok(Self { checkpoint, signature: Some(armor.to_owned()) })
    }

    /// The checkpoint itself.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The armored signature, as it was written, not verified.
    #[must_use]
    pub fn signature(&self) -> Option<&str> {
        self.signature.as_deref()
    }

    /// The body, and, if signed, an empty line and the signature.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = self.checkpoint.encode();
        if let Some(signature) = &self.signature {
            text.push('\n');
            text.push_str(signature);
        }
        text
    }

    /// The checkpoint that `text` spells; its signature is kept, not verified.
    ///
    /// # Errors
    /// [`CheckpointError`], for every other spelling too.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        match text.split_once("\n\n") {
            None => Checkpoint::parse(text).map(Self::unsigned),
            Some((body, signature)) => {
                let body = text.get(..=body.len()).ok_or(CheckpointError::Lines)?;
                Self::signed(Checkpoint::parse(body)?, signature)
            }
        }
    }
}

/// One armored block and nothing around it: what is inside is not ours to judge.
fn check_armor_shape(armor: &str) -> Result<(), CheckpointError> {
    let inside = armor.strip_prefix(ARMOR_BEGIN).and_then(|rest| rest.strip_suffix(ARMOR_END));
    let base64 = |line: &str| {
        !line.is_empty()
            && line.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
    };
    match inside {
        Some(inside) if armor.len() <= SIGNATURE_BYTES_MAX && inside.split('\n').all(base64) => Ok(()),
        _ => Err(CheckpointError::Signature),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ARMOR: &str = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\nAAAA\n-----END SSH SIGNATURE-----\n";

    fn sample() -> Checkpoint {
        Checkpoint::new("example.jp/関所", 42, Digest::of(b"root")).unwrap()
    }

    #[test]
    fn the_signed_bytes_are_the_first_three_lines() {
        let body = sample().encode();
        let signed = SignedCheckpoint::signed(sample(), ARMOR).unwrap().encode();
        let head: String = signed.split_inclusive('\n').take(3).collect();
        let tail: String = signed.split_inclusive('\n').skip(4).collect();
        assert_eq!((head, tail.as_str()), (body, ARMOR));
    }

    #[test]
    fn what_a_checkpoint_says_of_its_ledger_is_what_it_was_made_of() {
        let checkpoint = sample();
        let said = (checkpoint.origin(), checkpoint.size(), checkpoint.root());
        assert_eq!(said, ("example.jp/関所", 42, Digest::of(b"root")));
        assert_eq!(SignedCheckpoint::unsigned(sample()).signature(), None);
        assert_eq!(SignedCheckpoint::signed(sample(), ARMOR).unwrap().signature(), Some(ARMOR));
    }

    #[test]
    fn every_other_spelling_of_a_body_is_refused() {
        let root = base64::encode(Digest::of(b"root").as_bytes());
        let unpadded = root.trim_end_matches('=').to_owned();
        // The last character before the padding carries two bits that must be zero.
        let trailing = format!("{}{}=", &root[..42], 'B');
        for (text, expected) in [
            (String::new(), CheckpointError::Lines),
            (format!("o\n42\n{root}"), CheckpointError::Lines),
            (format!("o\n42\n{root}\nextension\n"), CheckpointError::Lines),
            (format!("o\n42\n{root}\n\n"), CheckpointError::Lines),
            ("o\n42\n".to_owned(), CheckpointError::Lines),
            (format!("\n42\n{root}\n"), CheckpointError::Origin),
            (format!(" o\n42\n{root}\n"), CheckpointError::Origin),
            (format!("o\r\n42\n{root}\n"), CheckpointError::Origin),
            (format!("o\u{1b}[2J\n42\n{root}\n"), CheckpointError::Origin),
            (format!("o\u{202e}\n42\n{root}\n"), CheckpointError::Origin),
            (format!("{}\n42\n{root}\n", "o".repeat(256)), CheckpointError::Origin),
            (format!("o\n042\n{root}\n"), CheckpointError::Size),
            (format!("o\n+42\n{root}\n"), CheckpointError::Size),
            (format!("o\n-1\n{root}\n"), CheckpointError::Size),
            (format!("o\n\n{root}\n"), CheckpointError::Size),
            (format!("o\n42 \n{root}\n"), CheckpointError::Size),
            (format!("o\n４２\n{root}\n"), CheckpointError::Size),
            (format!("o\n9007199254740992\n{root}\n"), CheckpointError::Size),
            (format!("o\n99999999999999999999999\n{root}\n"), CheckpointError::Size),
            (format!("o\n42\n{unpadded}\n"), CheckpointError::Root),
            (format!("o\n42\n{trailing}\n"), CheckpointError::Root),
            (format!("o\n42\n{root}\r\n"), CheckpointError::Root),
            ("o\n42\n0ZxSCpGjh0WUhmDaYHfALA5EOHQwc55yXrRLZIs=njvl\n".to_owned(), CheckpointError::Root),
            ("o\n42\nAAAA\n".to_owned(), CheckpointError::Root),
            (format!("o\n0\n{root}\n"), CheckpointError::EmptyRoot),
        ] {
            assert_eq!(Checkpoint::parse(&text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_one_armored_signature_is_refused() {
        let body = sample().encode();
        for (after, expected) in [
            ("\n".to_owned(), CheckpointError::Signature),
            ("\n\n".to_owned(), CheckpointError::Signature),
            (ARMOR.to_owned(), CheckpointError::Lines),
            (format!("\n{ARMOR}\n"), CheckpointError::Signature),
            (format!("\n{ARMOR}{ARMOR}"), CheckpointError::Signature),
            (format!("\n\n{ARMOR}"), CheckpointError::Signature),
            (format!("\n{}", ARMOR.replace('\n', "\r\n")), CheckpointError::Signature),
            (format!("\n{}", ARMOR.trim_end()), CheckpointError::Signature),
            ("\n— example.com Az3grlgt\n".to_owned(), CheckpointError::Signature),
            (format!("\n{}", ARMOR.replace("AAAA", &"A".repeat(20_000))), CheckpointError::Signature),
        ] {
            let text = format!("{body}{after}");
            assert_eq!(SignedCheckpoint::parse(&text), Err(expected), "{after:?}");
        }
    }

    proptest! {
        #[test]
        fn parse_after_encode_is_the_identity(
            origin in "[a-z0-9./関所-]{1,40}", size in 0..=SIZE_MAX, root: [u8; 32], signed: bool,
        ) {
            let root = if size == 0 { empty_root() } else { Digest::from_bytes(root) };
            let checkpoint = Checkpoint::new(&origin, size, root).unwrap();
            let signed = if signed {
                SignedCheckpoint::signed(checkpoint, ARMOR).unwrap()
            } else {
                SignedCheckpoint::unsigned(checkpoint)
            };
            prop_assert_eq!(SignedCheckpoint::parse(&signed.encode()), Ok(signed));
        }

        #[test]
        fn foreign_text_never_panics_and_has_one_spelling(text in "(o|\n|42|0|=|[A-Za-z]{0,50}|\\PC){0,12}") {
            if let Ok(read) = SignedCheckpoint::parse(&text) {
                prop_assert_eq!(read.encode(), text);
            }
        }
    }
}
