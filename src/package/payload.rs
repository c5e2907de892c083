//! The payload of an age file (C2SP age, "Payload"): chunks of 64 KiB, each sealed with ChaCha20-Poly1305 (RFC 8439, 2.8)
//! under a key that no other file has.
//!
//! Everything before it, from the stanzas to the header's MAC, is made and read by the `age` crate; the payload is sealed
//! and opened here, in place, because that is where the time goes (docs/decisions/0040).

mod file_key;

use std::io::{self, Write};

use age::secrecy::ExposeSecret as _;
use age_core::format::FileKey;
use aws_lc_rs::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

pub(super) use file_key::Taken;

/// Bytes of content in a chunk; the last one may have fewer.
pub(super) const CHUNK_BYTES: usize = 64 * 1024;

/// By how many bytes a chunk grows when it is sealed.
pub(super) const TAG_BYTES: usize = 16;

/// Bytes between the header and the first chunk: what makes the key another one where the file key is not.
pub(super) const NONCE_BYTES: usize = 16;

/// What the payload of one file is sealed with. Its memory is overwritten when it is dropped (AWS-LC, `OPENSSL_free`).
pub(super) struct PayloadKey(LessSafeKey);

/// A chunk is not what was sealed at its place.
#[derive(Debug)]
pub(super) struct Changed;

impl PayloadKey {
    pub(super) fn new(file_key: &FileKey, nonce: &[u8]) -> io::Result<Self> {
        let key = Zeroizing::new(age_core::primitives::hkdf(nonce, b"payload", file_key.expose_secret()));
        UnboundKey::new(&CHACHA20_POLY1305, key.as_slice())
            .map(|key| Self(LessSafeKey::new(key)))
            .map_err(|_| io::Error::other("no key for ChaCha20-Poly1305"))
    }

    /// Seals what is in `chunk` and adds the tag. No two chunks of a file may have the same `index`.
    fn seal(&self, index: u64, is_last: bool, chunk: &mut Vec<u8>) -> io::Result<()> {
        let tag = self
            .0
            .seal_in_place_separate_tag(nonce(index, is_last), Aad::empty(), chunk)
            .map_err(|_| io::Error::other("ChaCha20-Poly1305 failed"))?;
        chunk.extend_from_slice(tag.as_ref());
        Ok(())
    }

    /// Opens a chunk with its tag: the content is at its beginning. After an error nothing in it means anything.
    pub(super) fn open(&self, index: u64, is_last: bool, chunk: &mut [u8]) -> Result<usize, Changed> {
        let opened = self.0.open_in_place(nonce(index, is_last), Aad::empty(), chunk);
        opened.map(|content| content.len()).map_err(|_| Changed)
    }
}

/// Eleven bytes of counter, and one that tells the last chunk.
fn nonce(index: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[3..11].copy_from_slice(&index.to_be_bytes());
    bytes[11] = u8::from(is_last);
    Nonce::assume_unique_for_key(bytes)
}

/// Content on its way into the payload. Only [`PayloadWriter::finish`] completes it.
pub(super) struct PayloadWriter<W> {
    out: W,
    key: PayloadKey,
    chunk: Zeroizing<Vec<u8>>,
    index: u64,
}

impl<W: Write> PayloadWriter<W> {
    /// Behind the header and the nonce, which are in `out` already.
    pub(super) fn new(out: W, key: PayloadKey) -> Self {
        Self { out, key, chunk: Zeroizing::new(Vec::with_capacity(CHUNK_BYTES + TAG_BYTES)), index: 0 }
    }

    fn pass_on(&mut self, is_last: bool) -> io::Result<()> {
        let index = self.index;
        self.index = index.checked_add(1).ok_or(io::ErrorKind::FileTooLarge)?;
        let passed =
            self.key.seal(index, is_last, &mut self.chunk).and_then(|()| self.out.write_all(&self.chunk));
        self.chunk.clear();
        passed
    }

    /// Seals the last chunk, without which nothing opens, and hands back the output.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.pass_on(true)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for PayloadWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Not before there is more: a full chunk may be the last one.
        if self.chunk.len() == CHUNK_BYTES && !bytes.is_empty() {
            self.pass_on(false)?;
        }
        let taken = bytes.len().min(CHUNK_BYTES - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Chunks are passed on when they are full; the end passes on the rest.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
