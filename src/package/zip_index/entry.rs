//! One entry of the central directory.

use std::io::{self, Read};

use super::end::{u16_at, u32_at};
use super::extra::{AES, UNICODE_PATH, UNIX_TIME, extra_field, is_ambiguous, long_sizes};
use super::{ArchiveLimits, ZipError, name};

const ENCRYPTED: u16 = 1 << 0;
const DESCRIPTOR: u16 = 1 << 3;
const UTF8: u16 = 1 << 11;
/// How hard deflate tried; says nothing about the data.
const EFFORT: u16 = 0b110;

const AES_METHOD: u16 = 99;

const LOCAL_HEADER_BYTES: u64 = 30;

/// How an entry's content is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// RFC 1951.
    Deflated,
}

/// Whether the entries of an archive are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// None of them.
    None,
    /// All of them, with AES-256 (AE-1 or AE-2).
    Aes256,
}

/// An entry that passed every check the directory alone allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path, without the final `/` of a folder.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// How the content is packed (inside the encryption, if there is one).
    pub method: Method,
    /// CRC-32 of the content.
    pub crc32: u32,
    /// Bytes in the archive.
    pub packed_bytes: u64,
    /// Bytes of content.
    pub size_bytes: u64,
    /// Where the local header begins.
    pub header_start: u64,
    /// When the file was last changed, in seconds since 1970, if the archive says so in UTC.
    pub modified_unix: Option<i32>,
    pub(in crate::package) raw_name: Vec<u8>,
    pub(in crate::package) raw_method: u16,
    pub(in crate::package) flags: u16,
    /// What the directory says about the encryption (APPNOTE 7.2.3), as it stands there.
    pub(super) raw_aes: Option<Vec<u8>>,
}

impl Entry {
    /// Whether a data descriptor follows the content.
    pub(in crate::package) const fn has_descriptor(&self) -> bool {
        self.flags & DESCRIPTOR != 0
    }

    /// Where the entry ends at the earliest: without extra fields and descriptor.
    pub(super) fn shortest_end(&self) -> u64 {
        let name = u64::try_from(self.raw_name.len()).unwrap_or(u64::MAX);
        [LOCAL_HEADER_BYTES, name, self.packed_bytes].into_iter().fold(self.header_start, u64::saturating_add)
    }
}

/// A directory entry, split into its fields.
pub(super) struct Raw {
    fixed: [u8; 46],
    name: Vec<u8>,
    extra: Vec<u8>,
}

impl Raw {
    /// `None` when the signature is wrong.
    pub(super) fn read(directory: &mut impl Read) -> io::Result<Option<Self>> {
        let mut fixed = [0; 46];
        directory.read_exact(&mut fixed)?;
        if fixed[..4] != *b"PK\x01\x02" {
            return Ok(None);
        }
        let mut field = |at| {
            let mut bytes = vec![0; usize::from(u16_at(&fixed, at))];
            directory.read_exact(&mut bytes).map(|()| bytes)
        };
        let (name, extra) = (field(28)?, field(30)?);
        field(32)?;
        Ok(Some(Self { fixed, name, extra }))
    }
}

pub(super) fn check(raw: Raw, limits: &ArchiveLimits, encryption: Encryption) -> Result<Entry, ZipError> {
    let Raw { fixed, name, extra } = raw;
    let flags = u16_at(&fixed, 8);
    let (path, is_folder) = name::check(&name, flags & UTF8 != 0)?;
    check_kind(&path, is_folder, u32_at(&fixed, 38))?;
    if flags & !(ENCRYPTED | EFFORT | DESCRIPTOR | UTF8) != 0 {
        return Err(ZipError::Flags { path, flags });
    }
    let raw_method = u16_at(&fixed, 10);
    let method = check_method(&path, flags, raw_method, &extra, encryption)?;
    // Where a field stands twice, one reader takes the first and another the last. And some take the name from here: it must
    // not be another one.
    if is_ambiguous(&extra) {
        return Err(ZipError::Flags { path, flags });
    }
    if let Some(field) = extra_field(&extra, UNICODE_PATH)
        && field.get(5..) != Some(&name)
    {
        return Err(ZipError::Flags { path, flags });
    }
    let malformed = || ZipError::Flags { path: path.clone(), flags };
    let short = [u32_at(&fixed, 24), u32_at(&fixed, 20), u32_at(&fixed, 42)];
    let [size_bytes, packed_bytes, header_start] = long_sizes(short, &extra).ok_or_else(malformed)?;
    if u16_at(&fixed, 34) != 0 {
        return Err(super::EndProblem::SeveralDisks.into());
    }
    let entry = Entry {
        is_folder,
        method,
        crc32: u32_at(&fixed, 16),
        packed_bytes,
        size_bytes,
        header_start,
        modified_unix: modified(&extra),
        raw_aes: extra_field(&extra, AES).map(<[u8]>::to_vec),
        raw_name: name,
        raw_method,
        flags,
        path,
    };
    check_sizes(&entry, limits)?;
    Ok(entry)
}

/// External attributes: the upper half is a Unix mode, the lower one of DOS and Windows.
fn check_kind(path: &str, is_folder: bool, attributes: u32) -> Result<(), ZipError> {
    const TYPE: u32 = 0o170_000;
    const REPARSE_POINT: u32 = 0x400;
    const DIRECTORY: u32 = 0x10;

    let path = || path.to_owned();
    let folder = match (attributes >> 16) & TYPE {
        0 => None,
        0o100_000 => Some(false),
        0o040_000 => Some(true),
        0o120_000 => return Err(ZipError::Link { path: path() }),
        _ => return Err(ZipError::Device { path: path() }),
    };
    if attributes & REPARSE_POINT != 0 {
        return Err(ZipError::Link { path: path() });
    }
    let says_folder = attributes & DIRECTORY != 0;
    if folder.is_some_and(|folder| folder != is_folder) || (says_folder && !is_folder) {
        return Err(ZipError::FileOrFolder { path: path() });
    }
    Ok(())
}

fn check_method(
    path: &str,
    flags: u16,
    raw_method: u16,
    extra: &[u8],
    encryption: Encryption,
) -> Result<Method, ZipError> {
    let path = || path.to_owned();
    let is_encrypted = flags & ENCRYPTED != 0;
    let method = match encryption {
        Encryption::None if is_encrypted || raw_method == AES_METHOD => {
            return Err(ZipError::Encryption { path: path() });
        }
        Encryption::None => raw_method,
        Encryption::Aes256 => {
            // Vendor version 1 or 2, vendor "AE", strength 3, and the method inside.
            let field = extra_field(extra, AES).filter(|field| field.len() == 7);
            let field = field.filter(|field| is_encrypted && raw_method == AES_METHOD && field[4] == 3);
            let field = field.filter(|field| matches!(field[..4], [1 | 2, 0, b'A', b'E']));
            u16_at(field.ok_or_else(|| ZipError::Encryption { path: path() })?, 5)
        }
    };
    match method {
        0 => Ok(Method::Stored),
        8 => Ok(Method::Deflated),
        method => Err(ZipError::Method { path: path(), method }),
    }
}

fn check_sizes(entry: &Entry, limits: &ArchiveLimits) -> Result<(), ZipError> {
    let path = || entry.path.clone();
    let (size_bytes, packed_bytes) = (entry.size_bytes, entry.packed_bytes);
    if entry.is_folder && size_bytes != 0 {
        return Err(ZipError::FileOrFolder { path: path() });
    }
    if size_bytes > limits.file_bytes {
        return Err(ZipError::FileTooLarge { path: path(), size_bytes, max: limits.file_bytes });
    }
    if size_bytes > limits.ratio_free_bytes && size_bytes / limits.ratio.max(1) > packed_bytes {
        return Err(ZipError::Ratio { path: path(), max: limits.ratio });
    }
    Ok(())
}

fn modified(extra: &[u8]) -> Option<i32> {
    let field = extra_field(extra, UNIX_TIME)?;
    let has_time = field.first()? & 1 == 1;
    let bytes = field.get(1..)?.first_chunk()?;
    has_time.then_some(i32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_taken_only_where_the_field_says_that_there_is_one() {
        let field = |says: u8, content: &[u8]| {
            let len = u8::try_from(content.len() + 1).unwrap();
            modified(&[&[0x55, 0x54, len, 0, says], content].concat())
        };
        // Bit 0 is of the time of the last change, the others of times that stand behind it.
        for (says, expected) in [(0, None), (1, Some(7)), (2, None), (3, Some(7))] {
            assert_eq!(field(says, &[7, 0, 0, 0]), expected, "{says}");
        }
        assert_eq!(field(1, &[7, 0, 0]), None);
        assert_eq!(modified(&[0x55, 0x54, 0, 0]), None);
    }
}
