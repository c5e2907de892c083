//! Local headers and data descriptors (APPNOTE 4.3.7, 4.3.9): they must say what the directory says.
//!
//! A reader that streams believes the local headers, one that seeks believes the directory. Where
//! the two differ, two people see two different packages.

use std::io::{self, Read};

use super::end::{u16_at, u32_at, u64_at};
use super::extra::{AES, UNICODE_PATH, extra_field, is_ambiguous, long_sizes};
use super::{Entry, Field, ZipError};

/// Reads the local header of `entry`, which begins at the next byte, and gives its length.
pub(in crate::package) fn read_header(reader: &mut impl Read, entry: &Entry) -> Result<u64, ZipError> {
    let differs = |field| ZipError::Disagreement { path: entry.path.clone(), field };
    let mut fixed = [0; 30];
    read_exact(reader, &mut fixed, entry, Field::Signature)?;
    if fixed[..4] != *b"PK\x03\x04" {
        return Err(differs(Field::Signature));
    }
    if u16_at(&fixed, 6) != entry.flags {
        return Err(differs(Field::Flags));
    }
    if u16_at(&fixed, 8) != entry.raw_method {
        return Err(differs(Field::Method));
    }
    if usize::from(u16_at(&fixed, 26)) != entry.raw_name.len() {
        return Err(differs(Field::Name));
    }
    let mut name = vec![0; entry.raw_name.len()];
    read_exact(reader, &mut name, entry, Field::Name)?;
    if name != entry.raw_name {
        return Err(differs(Field::Name));
    }
    let mut extra = vec![0; usize::from(u16_at(&fixed, 28))];
    read_exact(reader, &mut extra, entry, Field::Size)?;
    let other_name = extra_field(&extra, UNICODE_PATH).is_some_and(|field| field.get(5..) != Some(&name));
    if other_name || is_ambiguous(&extra) || extra_field(&extra, AES) != entry.raw_aes.as_deref() {
        return Err(differs(Field::Extra));
    }
    // With a descriptor to follow, zero means that it is not known yet.
    let unknown = |value: u64| entry.has_descriptor() && value == 0;
    let crc32 = u32_at(&fixed, 14);
    if crc32 != entry.crc32 && !unknown(u64::from(crc32)) {
        return Err(differs(Field::Crc32));
    }
    let short = [u32_at(&fixed, 22), u32_at(&fixed, 18)];
    let sizes = match long_sizes(short, &extra) {
        Some(sizes) => sizes,
        // Streaming writers may say "see ZIP64" without yet having anything to see there.
        None if entry.has_descriptor() => [0, 0],
        None => return Err(differs(Field::Size)),
    };
    for (value, listed) in sizes.into_iter().zip([entry.size_bytes, entry.packed_bytes]) {
        if value != listed && !unknown(value) {
            return Err(differs(Field::Size));
        }
    }
    let lengths = [fixed.len(), name.len(), extra.len()];
    Ok(lengths.into_iter().fold(0, |sum, len| sum.saturating_add(u64::try_from(len).unwrap_or(u64::MAX))))
}

/// Reads what lies between the content of `entry` and whatever comes next: its data descriptor,
/// with or without signature, in 32 or 64 bits, or nothing.
pub(in crate::package) fn read_descriptor(
    reader: &mut impl Read,
    entry: &Entry,
    gap_bytes: u64,
) -> Result<(), ZipError> {
    let differs = || ZipError::Disagreement { path: entry.path.clone(), field: Field::Descriptor };
    if !entry.has_descriptor() {
        return if gap_bytes == 0 { Ok(()) } else { Err(ZipError::Gap { path: entry.path.clone() }) };
    }
    let mut bytes = [0; 24];
    let len = usize::try_from(gap_bytes).ok().filter(|len| matches!(len, 12 | 16 | 20 | 24));
    let bytes = &mut bytes[..len.ok_or_else(differs)?];
    read_exact(reader, bytes, entry, Field::Descriptor)?;
    let fields = match bytes.len() {
        16 | 24 if !bytes.starts_with(b"PK\x07\x08") => return Err(differs()),
        16 | 24 => &bytes[4..],
        _ => &bytes[..],
    };
    let sizes = if fields.len() == 12 {
        [u64::from(u32_at(fields, 4)), u64::from(u32_at(fields, 8))]
    } else {
        [u64_at(fields, 4), u64_at(fields, 12)]
    };
    let same = u32_at(fields, 0) == entry.crc32 && sizes == [entry.packed_bytes, entry.size_bytes];
    if same { Ok(()) } else { Err(differs()) }
}

fn read_exact(reader: &mut impl Read, bytes: &mut [u8], entry: &Entry, field: Field) -> Result<(), ZipError> {
    reader.read_exact(bytes).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => ZipError::Disagreement { path: entry.path.clone(), field },
        _ => ZipError::Io(error),
    })
}
