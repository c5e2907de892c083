//! Opening an age file (C2SP age v1): the header, then the payload as something to read and seek.
//!
//! The header is bounded before age parses it, and scrypt's work factor before a byte of memory is
//! spent on it. [`Plain`] yields only authenticated bytes: its length is known from the final
//! chunk, which is checked first, so a file that was cut or lengthened is noticed before anything
//! is read. What has not been read has not been checked; whoever needs every chunk to be whole
//! reads every byte.
//!
//! age cannot tell a wrong passphrase from a change inside the scrypt stanza, nor an identity that
//! does not fit from a change inside its stanza, and neither can this.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use age::{DecryptError, Decryptor};
use zeroize::Zeroizing;

use crate::base::limits;
use crate::base::secret::SecretText;
use crate::package::keys::Identity;
use crate::package::payload::{self, PayloadKey, TAG_BYTES, Taken};

/// Largest age header, in bytes: over 200 recipients with SSH RSA 4096 keys.
const HEADER_BYTES_MAX: u64 = 256 * 1024;

/// Bytes of plaintext in a chunk of the payload (C2SP age, "payload").
pub const CHUNK_BYTES: u64 = 64 * 1024;

const SEALED_TAG_BYTES: u64 = 16;
const SEALED_CHUNK_BYTES: u64 = CHUNK_BYTES + SEALED_TAG_BYTES;
const NONCE_BYTES: u64 = 16;
/// How every age file begins, whatever its version.
pub(super) const VERSION: &[u8] = b"age-encryption.org/";
const VERSION_1: &[u8] = b"age-encryption.org/v1\n";

/// With what a sealed file is opened.
#[derive(Debug, Clone, Copy)]
pub enum Unlock<'a> {
    /// The passphrase, exactly as it was used to seal.
    Passphrase(&'a SecretText),
    /// Secret keys; any of them may fit.
    Identities(&'a [Identity]),
}

/// Why an age file does not open.
#[derive(Debug, thiserror::Error)]
pub enum UnsealError {
    /// It cannot be read.
    #[error("the sealed file cannot be read: {0}")]
    Io(#[source] io::Error),
    /// It does not begin like an age file.
    #[error("not an age file")]
    NotAge,
    /// An age file, but not of version 1.
    #[error("an age file of an unknown version")]
    UnknownVersion,
    /// The header is longer than any that is written, or never ends.
    #[error("the age header is longer than {max} bytes", max = HEADER_BYTES_MAX)]
    HeaderTooLong,
    /// The header is not as it was written.
    #[error("the age header is damaged")]
    DamagedHeader,
    /// The file ends within or right after its header.
    #[error("the age file ends in its header")]
    TruncatedHeader,
    /// Sealed with a passphrase, and identities were given.
    #[error("sealed with a passphrase, not to a key")]
    PassphraseNeeded,
    /// Sealed to keys, and a passphrase was given.
    #[error("sealed to keys, not with a passphrase")]
    IdentityNeeded,
    /// The passphrase does not open it, or its scrypt stanza was changed.
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    /// None of the identities opens it, or the stanza meant for one was changed.
    #[error("none of the identities opens it")]
    NoFittingIdentity,
    /// Opening would take more memory and time than anybody should spend.
    #[error("scrypt work factor {required}, at most {max} is accepted")]
    WorkFactor {
        /// log2 N in the file.
        required: u8,
        /// log2 N accepted.
        max: u8,
    },
    /// The payload is damaged.
    #[error(transparent)]
    Payload(#[from] Damage),
    /// Longer than this kind of file can be.
    #[error("more than {max} bytes of content")]
    TooLarge {
        /// What is accepted, in bytes.
        max: usize,
    },
}

/// How a chunk of the payload is not as it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DamageKind {
    /// Changed, and not the last one.
    Changed,
    /// Not there: the file certainly ends too early.
    Missing,
    /// The last one: changed, cut, or followed by bytes that do not belong to it.
    End,
}

/// Where the payload of an age file is not as it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} (chunk {chunk})", match .kind {
    DamageKind::Changed => "damaged",
    DamageKind::Missing => "cut off",
    DamageKind::End => "damaged or cut off at its end",
})]
pub struct Damage {
    /// How.
    pub kind: DamageKind,
    /// The chunk, counted from 0.
    pub chunk: u64,
    /// Where in the sealed file it begins, or should.
    pub sealed_offset: u64,
}

impl Damage {
    /// The damage that `error` carries, when it came out of a [`Plain`].
    #[must_use]
    pub fn in_error(error: &io::Error) -> Option<Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).copied()
    }

    fn new(kind: DamageKind, chunk: u64, payload_start: u64) -> Self {
        let within = chunk.saturating_mul(SEALED_CHUNK_BYTES);
        Self { kind, chunk, sealed_offset: payload_start.saturating_add(within) }
    }
}

impl From<io::Error> for UnsealError {
    fn from(error: io::Error) -> Self {
        Damage::in_error(&error).map_or(Self::Io(error), Self::Payload)
    }
}

/// The content of an age file.
pub struct Plain<R> {
    input: R,
    key: PayloadKey,
    /// The chunk that was opened last, at its beginning, and which one that is.
    chunk: Zeroizing<Vec<u8>>,
    held: Option<u64>,
    /// The last chunk, and its sealed size in bytes.
    last: (u64, u64),
    position: u64,
    size_bytes: u64,
    payload_start: u64,
}

/// Opens the age file `input`, from its first byte to its last.
///
/// # Errors
/// Any [`UnsealError`] but `TooLarge`.
pub fn unseal<R: Read + Seek>(
    mut input: R,
    unlock: &Unlock<'_>,
    work_factor_max: u8,
) -> Result<Plain<R>, UnsealError> {
    let sealed_bytes = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(0))?;
    let beginning = read_beginning(&mut input)?;
    let payload_start = u64::try_from(beginning.len()).unwrap_or(u64::MAX);
    if sealed_bytes <= payload_start {
        return Err(UnsealError::TruncatedHeader);
    }
    let decryptor = Decryptor::new_buffered(&beginning[..])
        .map_err(|error| read_error(error, unlock, work_factor_max))?;
    let taken = Taken::default();
    // The header's MAC is checked on the way to age's own stream, which is let go.
    let opened = match unlock {
        Unlock::Passphrase(_) if !decryptor.is_scrypt() => return Err(UnsealError::IdentityNeeded),
        Unlock::Identities(_) if decryptor.is_scrypt() => return Err(UnsealError::PassphraseNeeded),
        Unlock::Passphrase(passphrase) => {
            let mut scrypt = age::scrypt::Identity::new(passphrase.to_secret_string());
            scrypt.set_max_work_factor(work_factor_max);
            let watched = taken.unwrapped_by(&scrypt);
            decryptor.decrypt(std::iter::once(watched.as_ref())).map(drop)
        }
        Unlock::Identities(identities) => {
            let watched: Vec<_> =
                identities.iter().map(|identity| taken.unwrapped_by(identity.as_age())).collect();
            decryptor.decrypt(watched.iter().map(AsRef::as_ref)).map(drop)
        }
    };
    opened.map_err(|error| read_error(error, unlock, work_factor_max))?;
    let nonce = beginning.len().checked_sub(payload::NONCE_BYTES).and_then(|at| beginning.get(at..));
    let (Some(file_key), Some(nonce)) = (taken.into_key(), nonce) else {
        return Err(UnsealError::DamagedHeader);
    };
    Plain::new(input, PayloadKey::new(&file_key, nonce)?, sealed_bytes, payload_start)
}

/// The whole content of a small age file.
///
/// # Errors
/// Any [`UnsealError`]; `TooLarge` when the content is longer than `max` bytes.
pub fn unseal_small<R: Read + Seek>(
    input: R,
    unlock: &Unlock<'_>,
    max: usize,
) -> Result<Zeroizing<Vec<u8>>, UnsealError> {
    let mut plain = unseal(input, unlock, limits::SCRYPT_WORK_FACTOR_MAX)?;
    let size = usize::try_from(plain.size_bytes()).ok().filter(|size| *size <= max);
    let mut content = Zeroizing::new(vec![0; size.ok_or(UnsealError::TooLarge { max })?]);
    plain.read_exact(&mut content)?;
    Ok(content)
}

impl<R: Read + Seek> Plain<R> {
    fn new(input: R, key: PayloadKey, sealed_bytes: u64, payload_start: u64) -> Result<Self, UnsealError> {
        let payload_bytes = sealed_bytes.saturating_sub(payload_start);
        let whole = payload_bytes / SEALED_CHUNK_BYTES;
        let rest = payload_bytes % SEALED_CHUNK_BYTES;
        let damage = |kind, chunk| UnsealError::Payload(Damage::new(kind, chunk, payload_start));
        let last = if rest == 0 { (whole.saturating_sub(1), SEALED_CHUNK_BYTES) } else { (whole, rest) };
        // Shorter than its own tag; or holding nothing although it is not the first.
        if last.1 < SEALED_TAG_BYTES || (last.1 == SEALED_TAG_BYTES && whole > 0) {
            return Err(damage(DamageKind::Missing, whole));
        }
        let chunk = Zeroizing::new(vec![0; payload::CHUNK_BYTES + TAG_BYTES]);
        let mut plain =
            Self { input, key, chunk, held: None, last, position: 0, size_bytes: 0, payload_start };
        // Opened as the last one: only then is the length a fact.
        match plain.hold(last.0) {
            Ok(content) => {
                let before = last.0.saturating_mul(CHUNK_BYTES);
                plain.size_bytes = before.saturating_add(u64::try_from(content.len()).unwrap_or(u64::MAX));
                Ok(plain)
            }
            Err(Unheld::Changed) => {
                // If it opens as a chunk in the middle, the file was cut right behind it.
                plain.last.0 = u64::MAX;
                Err(match plain.hold(last.0) {
                    Ok(_) if rest == 0 => damage(DamageKind::Missing, whole),
                    _ => damage(DamageKind::End, last.0),
                })
            }
            Err(Unheld::Missing) => Err(damage(DamageKind::Missing, last.0)),
            Err(Unheld::Io(error)) => Err(UnsealError::Io(error)),
        }
    }

    /// The content of a chunk, which is opened if it is not at hand.
    fn hold(&mut self, index: u64) -> Result<&[u8], Unheld> {
        let (last, last_bytes) = self.last;
        let sealed_bytes = if index == last { last_bytes } else { SEALED_CHUNK_BYTES };
        let sealed_bytes = usize::try_from(sealed_bytes).unwrap_or(usize::MAX).min(self.chunk.len());
        if self.held != Some(index) {
            self.held = None;
            let within = index.saturating_mul(SEALED_CHUNK_BYTES);
            self.input.seek(SeekFrom::Start(self.payload_start.saturating_add(within)))?;
            let sealed = &mut self.chunk[..sealed_bytes];
            self.input.read_exact(sealed)?;
            self.key.open(index, index == last, sealed).map_err(|payload::Changed| Unheld::Changed)?;
            self.held = Some(index);
        }
        Ok(&self.chunk[..sealed_bytes.saturating_sub(TAG_BYTES)])
    }
}

/// Why the content of a chunk is not at hand.
enum Unheld {
    /// It is not what was sealed.
    Changed,
    /// The file ends before it does.
    Missing,
    Io(io::Error),
}

impl From<io::Error> for Unheld {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof { Self::Missing } else { Self::Io(error) }
    }
}

impl<R> Plain<R> {
    /// How many bytes of content there are.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

impl<R: Read + Seek> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size_bytes {
            return Ok(0);
        }
        let chunk = self.position / CHUNK_BYTES;
        let within = usize::try_from(self.position % CHUNK_BYTES).map_err(io::Error::other)?;
        let payload_start = self.payload_start;
        let damage = |kind| io::Error::other(Damage::new(kind, chunk, payload_start));
        let content = self.hold(chunk).map_err(|why| match why {
            Unheld::Changed => damage(DamageKind::Changed),
            Unheld::Missing => damage(DamageKind::Missing),
            Unheld::Io(error) => error,
        })?;
        let there = content.get(within..).unwrap_or_default();
        let read = buffer.len().min(there.len());
        buffer[..read].copy_from_slice(&there[..read]);
        self.position = self.position.saturating_add(u64::try_from(read).unwrap_or(0));
        Ok(read)
    }
}

impl<R> Seek for Plain<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
            SeekFrom::End(offset) => self.size_bytes.checked_add_signed(offset),
        };
        let inside = target.filter(|target| *target <= self.size_bytes);
        self.position = inside.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

/// The header and the nonce behind it, and no more of either than there may be.
fn read_beginning(input: &mut impl Read) -> Result<Vec<u8>, UnsealError> {
    let mut input = BufReader::new(input);
    let mut read = Vec::new();
    loop {
        let line = read.len();
        let total = u64::try_from(line).unwrap_or(u64::MAX);
        input.by_ref().take(HEADER_BYTES_MAX.saturating_sub(total)).read_until(b'\n', &mut read)?;
        let total = u64::try_from(read.len()).unwrap_or(u64::MAX);
        let line = &read[line..];
        if line.len() == read.len() && line != VERSION_1 {
            // A short file may be the beginning of one.
            let cut = !line.is_empty() && VERSION_1.starts_with(line);
            return Err(match () {
                () if cut => UnsealError::TruncatedHeader,
                () if line.starts_with(VERSION) => UnsealError::UnknownVersion,
                () => UnsealError::NotAge,
            });
        }
        if !line.ends_with(b"\n") {
            let too_long = total >= HEADER_BYTES_MAX;
            return Err(if too_long { UnsealError::HeaderTooLong } else { UnsealError::TruncatedHeader });
        }
        if line.starts_with(b"---") {
            input.take(NONCE_BYTES).read_to_end(&mut read)?;
            return Ok(read);
        }
    }
}

fn read_error(error: DecryptError, unlock: &Unlock<'_>, work_factor_max: u8) -> UnsealError {
    match error {
        DecryptError::Io(error) => error.into(),
        // The version was looked at before: what age does not recognize is the rest of the header.
        DecryptError::UnknownFormat => UnsealError::DamagedHeader,
        DecryptError::NoMatchingKeys => UnsealError::NoFittingIdentity,
        DecryptError::ExcessiveWork { required, .. } => {
            UnsealError::WorkFactor { required, max: work_factor_max }
        }
        // Of an SSH stanza, whose key is named by a tag, only damage can fail to decrypt.
        DecryptError::DecryptionFailed if matches!(unlock, Unlock::Passphrase(_)) => {
            UnsealError::WrongPassphrase
        }
        _ => UnsealError::DamagedHeader,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn sealed(recipients: usize) -> (Vec<u8>, [Identity; 1]) {
        let keys: Vec<_> = (0..recipients).map(|_| age::x25519::Identity::generate()).collect();
        let to: Vec<_> = keys.iter().map(age::x25519::Identity::to_public).collect();
        let to = to.iter().map(|recipient| -> &dyn age::Recipient { recipient });
        let mut writer = age::Encryptor::with_recipients(to).unwrap().wrap_output(Vec::new()).unwrap();
        writer.write_all(&[7; 70_000]).unwrap();
        let text = keys.last().unwrap().to_string();
        let text = age::secrecy::ExposeSecret::expose_secret(&text).as_bytes();
        let identity = crate::package::keys::parse_identities(text, None).unwrap().remove(0);
        (writer.finish().unwrap(), [identity])
    }

    /// A file of which nothing can be read from a place on.
    struct Failing {
        file: Cursor<Vec<u8>>,
        from: u64,
        with: io::ErrorKind,
    }

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.file.position() >= self.from { Err(self.with.into()) } else { self.file.read(buffer) }
        }
    }

    impl Seek for Failing {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.file.seek(to)
        }
    }

    #[test]
    fn a_header_for_two_hundred_people_is_not_too_long() {
        let (sealed, identities) = sealed(200);
        let mut plain = unseal(Cursor::new(sealed), &Unlock::Identities(&identities), 20).unwrap();
        let mut content = Vec::new();
        plain.read_to_end(&mut content).unwrap();
        assert_eq!(content, [7; 70_000]);
    }

    #[test]
    fn what_is_no_age_file_is_told_from_one_of_another_version() {
        let (_, identities) = sealed(1);
        let refused = |bytes: &[u8]| {
            unseal(Cursor::new(bytes.to_vec()), &Unlock::Identities(&identities), 20).err().unwrap()
        };
        assert!(matches!(refused(b"age-encryption.org/v2\n"), UnsealError::UnknownVersion));
        for other in [&b"hello\n"[..], b"hello", b"", b"-----BEGIN AGE ENCRYPTED FILE-----\n"] {
            assert!(matches!(refused(other), UnsealError::NotAge));
        }
    }

    #[test]
    fn a_stanza_damaged_for_an_ssh_key_is_not_called_a_wrong_passphrase() {
        let key = include_bytes!("../../tests/fuzz/seeds/identity.ssh");
        let identities = crate::package::keys::parse_identities(key, None).unwrap();
        let recipient: age::ssh::Recipient = identities[0].recipient().parse().unwrap();
        let to = std::iter::once::<&dyn age::Recipient>(&recipient);
        let mut writer = age::Encryptor::with_recipients(to).unwrap().wrap_output(Vec::new()).unwrap();
        writer.write_all(b"content").unwrap();
        let mut sealed = writer.finish().unwrap();
        let open =
            |sealed: &[u8]| unseal(Cursor::new(sealed.to_vec()), &Unlock::Identities(&identities), 20).err();
        assert!(open(&sealed).is_none());
        let stanza = sealed.windows(7).position(|window| window == b"-> ssh-").unwrap();
        let body = stanza + sealed[stanza..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
        sealed[body] = if sealed[body] == b'A' { b'B' } else { b'A' };
        assert!(matches!(open(&sealed), Some(UnsealError::DamagedHeader)));
    }

    #[test]
    fn a_disk_that_fails_is_not_called_a_cut_file_nor_the_other_way_round() {
        let (sealed, identities) = sealed(1);
        // Where the second chunk begins, which has 4,464 bytes and its tag.
        let last = u64::try_from(sealed.len() - 4_480).unwrap();
        let open = |from, with| {
            let file = Failing { file: Cursor::new(sealed.clone()), from, with };
            unseal(file, &Unlock::Identities(&identities), 20)
        };
        let disk = open(last, io::ErrorKind::StorageFull).err();
        assert!(matches!(&disk, Some(UnsealError::Io(error)) if error.kind() == io::ErrorKind::StorageFull));
        let cut = open(last, io::ErrorKind::UnexpectedEof).err();
        assert!(matches!(
            &cut,
            Some(UnsealError::Payload(Damage { kind: DamageKind::Missing, chunk: 1, .. }))
        ));
        // The same where the last chunk was fine.
        for (with, missing) in [(io::ErrorKind::StorageFull, false), (io::ErrorKind::UnexpectedEof, true)] {
            let mut plain = open(u64::MAX, with).unwrap();
            plain.input.from = 0;
            let error = plain.read(&mut [0; 10]).unwrap_err();
            let damage = Damage::in_error(&error).map(|damage| (damage.kind, damage.chunk));
            assert_eq!(damage, missing.then_some((DamageKind::Missing, 0)), "{error}");
        }
    }
}
