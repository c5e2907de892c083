//! The end of central directory record, its ZIP64 companion, and what they must say.

use std::io::{self, Read, Seek, SeekFrom};

use super::ZipError;

const END_BYTES: u64 = 22;
const LOCATOR_BYTES: u64 = 20;
const END64_BYTES: u64 = 56;
const ENTRY_BYTES: u64 = 46;

/// What is wrong with the end of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndProblem {
    /// The last 22 bytes are not an end record without a comment.
    #[error("no end record at the end: not a ZIP archive, or something follows it")]
    NoEndRecord,
    /// Split over several files in the manner of ZIP, or the records disagree about that.
    #[error("the archive is one of several parts")]
    SeveralDisks,
    /// The ZIP64 records are malformed, or say something else than the end record.
    #[error("the ZIP64 end records disagree with the end record")]
    Zip64,
    /// The directory does not end where the end records begin, or its entries do not fill it.
    #[error("the directory does not fill its place")]
    DirectorySize,
}

/// Where the directory is.
pub(super) struct End {
    pub(super) entries: usize,
    pub(super) directory_start: u64,
    pub(super) directory_bytes: u64,
}

struct Counts {
    entries: u64,
    directory_bytes: u64,
    directory_start: u64,
}

pub(super) fn read<R: Read + Seek>(archive: &mut R, entries_max: usize) -> Result<End, ZipError> {
    let size = archive.seek(SeekFrom::End(0))?;
    let end_start = size.checked_sub(END_BYTES).ok_or(EndProblem::NoEndRecord)?;
    let record: [u8; 22] = read_at(archive, end_start)?;
    if record[..4] != *b"PK\x05\x06" || record[20..] != [0, 0] {
        return Err(EndProblem::NoEndRecord.into());
    }
    if record[4..8] != [0; 4] || record[8..10] != record[10..12] {
        return Err(EndProblem::SeveralDisks.into());
    }
    let short = Counts {
        entries: u64::from(u16_at(&record, 10)),
        directory_bytes: u64::from(u32_at(&record, 12)),
        directory_start: u64::from(u32_at(&record, 16)),
    };
    let (counts, records_start) = match read_zip64(archive, end_start)? {
        Some((long, start)) => (agree(&short, long)?, start),
        None => (short, end_start),
    };
    let ends = counts.directory_start.checked_add(counts.directory_bytes);
    let fits = counts.entries.checked_mul(ENTRY_BYTES).is_some_and(|least| least <= counts.directory_bytes);
    if ends != Some(records_start) || !fits {
        return Err(EndProblem::DirectorySize.into());
    }
    let entries = usize::try_from(counts.entries).ok().filter(|entries| *entries <= entries_max);
    Ok(End {
        entries: entries.ok_or(ZipError::TooManyEntries { entries: counts.entries, max: entries_max })?,
        directory_start: counts.directory_start,
        directory_bytes: counts.directory_bytes,
    })
}

/// The ZIP64 end record and where it begins, if a locator stands before the end record.
fn read_zip64<R: Read + Seek>(archive: &mut R, end_start: u64) -> Result<Option<(Counts, u64)>, ZipError> {
    let Some(locator_start) = end_start.checked_sub(LOCATOR_BYTES) else { return Ok(None) };
    let locator: [u8; 20] = read_at(archive, locator_start)?;
    if locator[..4] != *b"PK\x06\x07" {
        return Ok(None);
    }
    let start = locator_start.checked_sub(END64_BYTES).ok_or(EndProblem::Zip64)?;
    let record: [u8; 56] = read_at(archive, start)?;
    // Disk 0 of 1, the record right before its locator, and its own size without extensions.
    let alone = u32_at(&locator, 4) == 0 && u32_at(&locator, 16) <= 1 && record[16..24] == [0; 8];
    let placed = u64_at(&locator, 8) == start && u64_at(&record, 4) == END64_BYTES - 12;
    if record[..4] != *b"PK\x06\x06" || !alone || !placed || record[24..32] != record[32..40] {
        return Err(EndProblem::Zip64.into());
    }
    let counts = Counts {
        entries: u64_at(&record, 32),
        directory_bytes: u64_at(&record, 40),
        directory_start: u64_at(&record, 48),
    };
    Ok(Some((counts, start)))
}

/// A short field either refers to the long one or says the same.
fn agree(short: &Counts, long: Counts) -> Result<Counts, EndProblem> {
    let same = |short: u64, long: u64, refers: u64| short == refers || short == long;
    let agrees = same(short.entries, long.entries, 0xffff)
        && same(short.directory_bytes, long.directory_bytes, 0xffff_ffff)
        && same(short.directory_start, long.directory_start, 0xffff_ffff);
    if agrees { Ok(long) } else { Err(EndProblem::Zip64) }
}

fn read_at<const N: usize, R: Read + Seek>(archive: &mut R, start: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    archive.seek(SeekFrom::Start(start))?;
    archive.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Little-endian numbers; a place outside `bytes` reads as 0, and no caller names one.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// See [`u16_at`].
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// See [`u16_at`].
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
