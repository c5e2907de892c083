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

use age::stream::StreamReader;
use age::{DecryptError, Decryptor};
use zeroize::Zeroizing;

use crate::base::limits;
use crate::base::secret::SecretText;
use crate::package::keys::Identity;

/// Largest age header, in bytes: over 200 recipients with SSH RSA 4096 keys.
const HEADER_BYTES_MAX: u64 = 256 * 1024;

/// Bytes of plaintext in a chunk of the payload (C2SP age, "payload").
pub const CHUNK_BYTES: u64 = 64 * 1024;

const SEALED_CHUNK_BYTES: u64 = CHUNK_BYTES + 16;
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
    stream: StreamReader<BufReader<R>>,
    stream_position: u64,
    position: u64,
    size_bytes: u64,
    payload_start: u64,
}

/// Opens the age file `input`, from its first byte to its last.
///
/// # Errors
/// Any [`UnsealError`] but `TooLarge`.
pub fn unseal<R: Read + Seek>(
    input: R,
    unlock: &Unlock<'_>,
    work_factor_max: u8,
) -> Result<Plain<R>, UnsealError> {
    let mut input = BufReader::with_capacity(limits::IO_BLOCK_BYTES, input);
    let size_bytes = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(0))?;
    let header_bytes = measure_header(&mut input)?;
    input.seek(SeekFrom::Start(0))?;
    let payload_start = header_bytes.saturating_add(NONCE_BYTES);
    if size_bytes <= payload_start {
        return Err(UnsealError::TruncatedHeader);
    }
    let decryptor =
        Decryptor::new_buffered(input).map_err(|error| read_error(error, unlock, work_factor_max))?;
    let opened = match unlock {
        Unlock::Passphrase(_) if !decryptor.is_scrypt() => return Err(UnsealError::IdentityNeeded),
        Unlock::Identities(_) if decryptor.is_scrypt() => return Err(UnsealError::PassphraseNeeded),
        Unlock::Passphrase(passphrase) => {
            let mut scrypt = age::scrypt::Identity::new(passphrase.to_secret_string());
            scrypt.set_max_work_factor(work_factor_max);
            decryptor.decrypt(std::iter::once::<&dyn age::Identity>(&scrypt))
        }
        Unlock::Identities(identities) => decryptor.decrypt(identities.iter().map(Identity::as_age)),
    };
    let stream = opened.map_err(|error| read_error(error, unlock, work_factor_max))?;
    Plain::new(stream, size_bytes, payload_start)
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
    fn new(
        mut stream: StreamReader<BufReader<R>>,
        sealed_bytes: u64,
        payload_start: u64,
    ) -> Result<Self, UnsealError> {
        // Decrypts the last chunk as the last one: only then is the length a fact.
        match stream.seek(SeekFrom::End(0)) {
            Ok(size_bytes) => {
                Ok(Self { stream, stream_position: size_bytes, position: 0, size_bytes, payload_start })
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                let payload_bytes = sealed_bytes.saturating_sub(payload_start);
                let (kind, chunk) = end_damage(&mut stream, payload_bytes);
                Err(UnsealError::Payload(Damage::new(kind, chunk, payload_start)))
            }
            Err(error) => Err(UnsealError::Io(error)),
        }
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
        let left = usize::try_from(self.size_bytes.saturating_sub(self.position)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        if wanted == 0 {
            return Ok(0);
        }
        let chunk = self.position / CHUNK_BYTES;
        let payload_start = self.payload_start;
        let damage = |kind| io::Error::other(Damage::new(kind, chunk, payload_start));
        let broken = |error: io::Error| match error.kind() {
            io::ErrorKind::InvalidData => damage(DamageKind::Changed),
            io::ErrorKind::UnexpectedEof => damage(DamageKind::Missing),
            _ => error,
        };
        if self.stream_position != self.position {
            self.stream.seek(SeekFrom::Start(self.position)).map_err(broken)?;
            self.stream_position = self.position;
        }
        let read = self.stream.read(&mut buffer[..wanted]).map_err(broken)?;
        if read == 0 {
            // The size was authenticated; the file became shorter since.
            return Err(damage(DamageKind::Missing));
        }
        self.position = self.position.saturating_add(u64::try_from(read).unwrap_or(0));
        self.stream_position = self.position;
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
        // age's own reader must not be sent past its end.
        let inside = target.filter(|target| *target <= self.size_bytes);
        self.position = inside.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

/// How long the header is, without holding more of it than a line.
fn measure_header(input: &mut impl BufRead) -> Result<u64, UnsealError> {
    let mut line = Vec::new();
    let mut total = 0_u64;
    loop {
        line.clear();
        let limit = HEADER_BYTES_MAX.saturating_sub(total);
        let read =
            u64::try_from(input.by_ref().take(limit).read_until(b'\n', &mut line)?).unwrap_or(u64::MAX);
        let is_first = total == 0;
        total = total.saturating_add(read);
        if is_first && line != VERSION_1 {
            // A short file may be the beginning of one.
            let cut = !line.is_empty() && VERSION_1.starts_with(&line);
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
            return Ok(total);
        }
    }
}

fn read_error(error: DecryptError, unlock: &Unlock<'_>, work_factor_max: u8) -> UnsealError {
    match error {
        DecryptError::Io(error) => error.into(),
        DecryptError::UnknownFormat => UnsealError::UnknownVersion,
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

/// What is wrong with the last chunk of a payload of `payload_bytes`, and which chunk that is.
fn end_damage<R: Read + Seek>(
    stream: &mut StreamReader<BufReader<R>>,
    payload_bytes: u64,
) -> (DamageKind, u64) {
    let whole = payload_bytes / SEALED_CHUNK_BYTES;
    let rest = payload_bytes % SEALED_CHUNK_BYTES;
    if rest == 0 && whole > 0 {
        // If it opens as a chunk in the middle, the file was cut right behind it. Seeking past the
        // end first (it fails) makes the stream forget the attempt to read it as the last.
        let last = whole.saturating_sub(1);
        let _past = stream.seek(SeekFrom::Start(whole.saturating_mul(CHUNK_BYTES).saturating_add(1)));
        let in_middle = last.saturating_mul(CHUNK_BYTES).saturating_add(1);
        if stream.seek(SeekFrom::Start(in_middle)).and_then(|_| stream.read(&mut [0])).is_ok() {
            return (DamageKind::Missing, whole);
        }
        return (DamageKind::End, last);
    }
    // Shorter than its own tag; or holding nothing although it is not the first.
    if rest < 16 || (rest == 16 && whole > 0) {
        return (DamageKind::Missing, whole);
    }
    (DamageKind::End, whole)
}
