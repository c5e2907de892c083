//! Volumes: one sealed file in pieces that a mail system or a FAT medium can hold.
//!
//! The pieces are plain cuts, `NAME.001`, `NAME.002`, …, so that `copy /b NAME.001+NAME.002 NAME`
//! and `cat NAME.0* > NAME` join them. Nothing is added: integrity is that of the whole.

use std::io::{self, Write};

use crate::base::digest::{Digest, Hasher};
use crate::base::limits::FINGERPRINT_BLOCK_BYTES;

/// With three digits the names sort as they join.
pub const VOLUMES_MAX: u32 = 999;

/// What a mail has besides the attachment (headers, a cover letter, part boundaries), in bytes.
const MAIL_BESIDES_BYTES: u64 = 64 * 1024;

/// A base64 line (RFC 2045, 6.8) holds this many bytes …
const MAIL_LINE_RAW_BYTES: u64 = 57;

/// … and is this long with its CR LF.
const MAIL_LINE_BYTES: u64 = 78;

/// More than [`VOLUMES_MAX`] volumes would be needed; carried inside an [`io::Error`] of kind
/// `FileTooLarge`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {VOLUMES_MAX} volumes")]
pub struct TooManyVolumes;

/// The name of volume `number`, counted from 1.
#[must_use]
pub fn volume_name(name: &str, number: u32) -> String {
    format!("{name}.{number:03}")
}

/// The largest attachment that fits a mail of `limit_bytes`: base64 turns 57 bytes into a line of
/// 78, and the mail holds more than the attachment. 0 when nothing fits.
#[must_use]
pub const fn raw_bytes_for_mail(limit_bytes: u64) -> u64 {
    limit_bytes.saturating_sub(MAIL_BESIDES_BYTES) / MAIL_LINE_BYTES * MAIL_LINE_RAW_BYTES
}

/// What an attachment of so many bytes comes to in a mail, without the rest of it.
#[must_use]
pub const fn bytes_in_mail(raw_bytes: u64) -> u64 {
    raw_bytes.div_ceil(MAIL_LINE_RAW_BYTES).saturating_mul(MAIL_LINE_BYTES)
}

/// What a mail with an attachment of so many bytes comes to, the rest of it counted at the most.
#[must_use]
pub const fn bytes_of_mail(raw_bytes: u64) -> u64 {
    bytes_in_mail(raw_bytes).saturating_add(MAIL_BESIDES_BYTES)
}

/// The size of every volume but the last when none may exceed `max_bytes`: a multiple of the
/// fingerprint block where possible, so that fingerprinted offsets stay at the start of a cluster.
#[must_use]
pub const fn volume_bytes(max_bytes: u64) -> u64 {
    if max_bytes < FINGERPRINT_BLOCK_BYTES {
        return if max_bytes == 0 { 1 } else { max_bytes };
    }
    max_bytes / FINGERPRINT_BLOCK_BYTES * FINGERPRINT_BLOCK_BYTES
}

/// A writer that cuts what it is given into volumes.
///
/// `next(number, finished)` is asked for the writer of volume `number` (from 1) when its first
/// byte is there, and is given the volume before, which is then complete.
pub struct Volumes<W, Next> {
    next: Next,
    size_bytes: u64,
    current: Option<(W, Hasher)>,
    number: u32,
    room_bytes: u64,
}

/// A volume that is complete.
#[derive(Debug)]
pub struct Finished<W> {
    /// What it was written to.
    pub writer: W,
    /// The digest of what was written.
    pub sha256: Digest,
}

impl<W> Finished<W> {
    fn of((writer, hasher): (W, Hasher)) -> Self {
        Self { writer, sha256: hasher.finish() }
    }
}

impl<W: Write, Next: FnMut(u32, Option<Finished<W>>) -> io::Result<W>> Volumes<W, Next> {
    /// Volumes of at most `max_bytes` each (see [`volume_bytes`]).
    pub const fn new(max_bytes: u64, next: Next) -> Self {
        Self { next, size_bytes: volume_bytes(max_bytes), current: None, number: 0, room_bytes: 0 }
    }

    /// How many volumes there are, and the last one (none if nothing was written).
    ///
    /// # Errors
    /// Whatever flushing the last volume fails with.
    pub fn finish(mut self) -> io::Result<(u32, Option<Finished<W>>)> {
        self.flush()?;
        Ok((self.number, self.current.map(Finished::of)))
    }
}

impl<W: Write, Next: FnMut(u32, Option<Finished<W>>) -> io::Result<W>> Write for Volumes<W, Next> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if self.room_bytes == 0 {
            self.flush()?;
            if self.number >= VOLUMES_MAX {
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, TooManyVolumes));
            }
            self.number = self.number.saturating_add(1);
            let finished = self.current.take().map(Finished::of);
            self.current = Some(((self.next)(self.number, finished)?, Hasher::new()));
            self.room_bytes = self.size_bytes;
        }
        let room = usize::try_from(self.room_bytes).unwrap_or(usize::MAX).min(bytes.len());
        let (writer, hasher) = self.current.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        let written = writer.write(&bytes[..room])?;
        hasher.update(&bytes[..written]);
        self.room_bytes = self.room_bytes.saturating_sub(u64::try_from(written).unwrap_or(u64::MAX));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.current.as_mut().map_or(Ok(()), |(writer, _)| writer.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_joined_are_the_whole_and_none_is_too_large_or_empty() {
        let content: Vec<u8> = (0..1000_u32).flat_map(u32::to_le_bytes).collect();
        for size in [1000, 1999, 2000, 3999, 4000, 4001] {
            let mut done: Vec<Finished<Vec<u8>>> = Vec::new();
            let mut volumes = Volumes::new(size, |number, finished| {
                assert_eq!(finished.is_some(), number > 1);
                done.extend(finished);
                Ok(Vec::new())
            });
            for piece in content.chunks(333) {
                volumes.write_all(piece).unwrap();
            }
            let (count, last) = volumes.finish().unwrap();
            done.extend(last);
            assert_eq!(usize::try_from(count).unwrap(), done.len());
            assert!(done.iter().all(|volume| volume.sha256 == Digest::of(&volume.writer)), "{size}");
            let done: Vec<Vec<u8>> = done.into_iter().map(|volume| volume.writer).collect();
            assert!(done.iter().all(|volume| !volume.is_empty()), "{size}");
            assert!(done.iter().all(|volume| u64::try_from(volume.len()).unwrap() <= size), "{size}");
            assert_eq!(done.concat(), content, "{size}");
        }
    }

    #[test]
    fn the_thousandth_volume_is_refused_because_its_name_would_not_sort() {
        let mut volumes = Volumes::new(1, |_, _| Ok(io::sink()));
        volumes.write_all(&[0; 999]).unwrap();
        let error = volumes.write_all(&[0]).unwrap_err();
        assert!(error.get_ref().is_some_and(|inner| inner.is::<TooManyVolumes>()), "{error}");
        assert_eq!(volume_name("C-0042.zip.age", 1), "C-0042.zip.age.001");
    }

    #[test]
    fn a_failing_volume_fails_the_write() {
        let mut volumes = Volumes::new(10, |number, _| {
            if number == 2 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(Vec::new()) }
        });
        assert_eq!(volumes.write_all(&[0; 11]).unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn an_attachment_of_the_given_size_fits_the_mail() {
        for limit in [0, 100, 1 << 20, 10 << 20, 25_000_000] {
            let raw = raw_bytes_for_mail(limit);
            let lines = raw.div_ceil(57);
            let encoded = raw.div_ceil(3) * 4 + lines * 2;
            assert!(encoded + MAIL_BESIDES_BYTES <= limit || raw == 0, "{limit}: {raw} → {encoded}");
        }
        assert_eq!(raw_bytes_for_mail(10 << 20), 7_614_744);
    }

    #[test]
    fn volumes_are_cut_where_fingerprints_begin() {
        assert_eq!(volume_bytes(100_000), 65_536);
        assert_eq!(volume_bytes(crate::base::limits::FAT_FILE_BYTES_MAX), (4 << 30) - 65_536);
        assert_eq!(volume_bytes(1000), 1000);
    }
}
