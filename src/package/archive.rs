//! A ZIP archive (APPNOTE 6.3) written front to back, from content that is already deflated.
//!
//! Entries are regular files and folders with neutral modes and their own times; owners and modes
//! do not travel. Sizes follow each file in a data descriptor (4.3.9), because the output cannot be
//! gone back to. A file that may reach 4 GiB is marked zip64 from its local header on, so that
//! front-to-back readers know how wide its descriptor is. Names are UTF-8 and say so (bit 11).
//!
//! Why not the writer of the `zip` crate, which reads these archives: it compresses itself, on one
//! thread and never as stored blocks. This one only writes records around blocks that
//! [`compress`](crate::package::compress) makes on several threads.

use std::io::{self, Write};

use chrono::{DateTime, Datelike as _, FixedOffset, Timelike as _};

/// A value that means "look in the zip64 field" (4.3.14, 4.5.3).
const ELSEWHERE_32: u32 = u32::MAX;
const ELSEWHERE_16: u16 = u16::MAX;

/// From this size on a file is written as zip64: compressed, it might reach 4 GiB.
const LARGE_BYTES: u64 = 0xf000_0000;

const VERSION_PLAIN: u16 = 20;
const VERSION_ZIP64: u16 = 45;
/// Made on Unix: the upper half of the external attributes is a mode.
const MADE_BY_UNIX: u16 = 3 << 8;

const DEFLATED: u16 = 8;
const STORED: u16 = 0;

/// Bit 3: sizes follow in a data descriptor. Bit 11: the name is UTF-8.
const FLAG_DESCRIPTOR: u16 = 1 << 3;
const FLAG_UTF8: u16 = 1 << 11;

/// `-rw-r--r--`, a regular file.
const FILE_ATTRIBUTES: u32 = 0o100_644 << 16;
/// `drwxr-xr-x`, and the DOS directory bit.
const FOLDER_ATTRIBUTES: u32 = (0o040_755 << 16) | 0x10;

/// What remains of an entry until the central directory is written.
struct Entry {
    name: Box<str>,
    time: Time,
    crc: u32,
    compressed_bytes: u64,
    size_bytes: u64,
    header_at: u64,
    large: bool,
    folder: bool,
}

/// A modification time as ZIP has it twice: local DOS time, and UTC where it fits.
#[derive(Clone, Copy)]
pub(super) struct Time {
    dos_time: u16,
    dos_date: u16,
    /// Seconds since 1970, in the extended timestamp (0x5455).
    unix: Option<i32>,
}

impl Time {
    /// `seconds` since 1970 in UTC, shown by DOS time at `offset`.
    pub(super) fn new(seconds: i64, offset: FixedOffset) -> Self {
        let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let local = utc.with_timezone(&offset).naive_local();
        let unix = i32::try_from(seconds).ok();
        // DOS time knows 1980 to 2107, in steps of two seconds.
        let (dos_time, dos_date) = match local.year() {
            ..=1979 => (0, (1 << 5) | 1),
            1980..=2107 => (
                bits(local.hour()) << 11 | bits(local.minute()) << 5 | bits(local.second().min(59) / 2),
                bits(local.year().saturating_sub(1980).unsigned_abs()) << 9
                    | bits(local.month()) << 5
                    | bits(local.day()),
            ),
            2108.. => (0xbf7d, 0xff9f),
        };
        Self { dos_time, dos_date, unix }
    }
}

fn bits(value: u32) -> u16 {
    u16::try_from(value).unwrap_or(0)
}

/// An archive on its way into `out`.
pub(super) struct Archive<W> {
    out: W,
    at: u64,
    entries: Vec<Entry>,
    /// Where the data of the open file began.
    data_at: u64,
}

impl<W: Write> Archive<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out, at: 0, entries: Vec::new(), data_at: 0 }
    }

    /// An explicit entry for a folder; `name` without a final slash.
    pub(super) fn folder(&mut self, name: &str, time: Time) -> io::Result<()> {
        let mut entry = self.entry(&format!("{name}/"), time);
        entry.folder = true;
        self.begin(entry)
    }

    /// Begins a file of `size_bytes`, of which [`Archive::data`] then brings the deflate stream.
    pub(super) fn begin_file(&mut self, name: &str, time: Time, size_bytes: u64) -> io::Result<()> {
        let mut entry = self.entry(name, time);
        entry.size_bytes = size_bytes;
        entry.large = size_bytes >= LARGE_BYTES;
        self.begin(entry)
    }

    /// The next bytes of the open file's deflate stream.
    pub(super) fn data(&mut self, deflated: &[u8]) -> io::Result<()> {
        self.write(deflated)
    }

    /// Ends the open file, whose content had this CRC-32.
    pub(super) fn end_file(&mut self, crc: u32) -> io::Result<()> {
        let compressed_bytes = self.at.saturating_sub(self.data_at);
        let entry = self.entries.last_mut().ok_or(io::ErrorKind::InvalidInput)?;
        entry.crc = crc;
        entry.compressed_bytes = compressed_bytes;
        let mut record = Record::new(0x0807_4b50);
        record.u32(crc);
        if entry.large {
            record.u64(compressed_bytes).u64(entry.size_bytes);
        } else {
            record.u32(narrow(compressed_bytes)?).u32(narrow(entry.size_bytes)?);
        }
        let bytes = record.bytes;
        self.write(&bytes)
    }

    /// Writes the central directory and hands back the output.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let directory_at = self.at;
        let entries = std::mem::take(&mut self.entries);
        for entry in &entries {
            self.write(&central_header(entry)?)?;
        }
        let directory_bytes = self.at.saturating_sub(directory_at);
        let end = end_of_directory(wide(entries.len()), directory_at, directory_bytes);
        self.write(&end)?;
        Ok(self.out)
    }

    fn entry(&self, name: &str, time: Time) -> Entry {
        Entry {
            name: name.into(),
            time,
            crc: 0,
            compressed_bytes: 0,
            size_bytes: 0,
            header_at: self.at,
            large: false,
            folder: false,
        }
    }

    fn begin(&mut self, entry: Entry) -> io::Result<()> {
        let bytes = local_header(&entry)?;
        self.entries.push(entry);
        self.write(&bytes)?;
        self.data_at = self.at;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at = self.at.saturating_add(wide(bytes.len()));
        Ok(())
    }
}

/// 4.3.7, with an extended timestamp and, for a large file, the zip64 field.
fn local_header(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut extra = Record::bare();
    if entry.large {
        // The sizes are not known yet; the field says that the descriptor will be 64 bits wide.
        extra.u16(0x0001).u16(16).u64(0).u64(0);
    }
    if let Some(unix) = entry.time.unix {
        extra.u16(0x5455).u16(5).u8(1).i32(unix);
    }
    let size = if entry.large { ELSEWHERE_32 } else { 0 };
    let mut record = Record::new(0x0403_4b50);
    record.u16(if entry.large { VERSION_ZIP64 } else { VERSION_PLAIN });
    common_fields(&mut record, entry);
    record.u32(0).u32(size).u32(size);
    record.u16(length(entry.name.len())?).u16(length(extra.bytes.len())?);
    record.append(entry.name.as_bytes()).append(&extra.bytes);
    Ok(record.bytes)
}

/// 4.3.12; the zip64 field holds exactly the values that the header says are elsewhere (4.5.3).
fn central_header(entry: &Entry) -> io::Result<Vec<u8>> {
    let far = entry.header_at >= u64::from(ELSEWHERE_32);
    let zip64 = entry.large || far;
    let mut extra = Record::bare();
    if zip64 {
        extra.u16(0x0001).u16(if entry.large { 16 } else { 0 } + if far { 8 } else { 0 });
        if entry.large {
            extra.u64(entry.size_bytes).u64(entry.compressed_bytes);
        }
        if far {
            extra.u64(entry.header_at);
        }
    }
    if let Some(unix) = entry.time.unix {
        extra.u16(0x5455).u16(5).u8(1).i32(unix);
    }
    let version = if zip64 { VERSION_ZIP64 } else { VERSION_PLAIN };
    let mut record = Record::new(0x0201_4b50);
    record.u16(MADE_BY_UNIX | version).u16(version);
    common_fields(&mut record, entry);
    record.u32(entry.crc);
    if entry.large {
        record.u32(ELSEWHERE_32).u32(ELSEWHERE_32);
    } else {
        record.u32(narrow(entry.compressed_bytes)?).u32(narrow(entry.size_bytes)?);
    }
    record.u16(length(entry.name.len())?).u16(length(extra.bytes.len())?);
    // Comment length, disk number, internal attributes.
    record.u16(0).u16(0).u16(0);
    record.u32(if entry.folder { FOLDER_ATTRIBUTES } else { FILE_ATTRIBUTES });
    record.u32(if far { ELSEWHERE_32 } else { narrow(entry.header_at)? });
    record.append(entry.name.as_bytes()).append(&extra.bytes);
    Ok(record.bytes)
}

fn common_fields(record: &mut Record, entry: &Entry) {
    let descriptor = if entry.folder { 0 } else { FLAG_DESCRIPTOR };
    record.u16(FLAG_UTF8 | descriptor);
    record.u16(if entry.folder { STORED } else { DEFLATED });
    record.u16(entry.time.dos_time).u16(entry.time.dos_date);
}

/// 4.3.16, preceded by 4.3.14 and 4.3.15 where a number does not fit.
fn end_of_directory(entries: u64, directory_at: u64, directory_bytes: u64) -> Vec<u8> {
    let short_entries = u16::try_from(entries).unwrap_or(ELSEWHERE_16);
    let short_bytes = u32::try_from(directory_bytes).unwrap_or(ELSEWHERE_32);
    let short_at = u32::try_from(directory_at).unwrap_or(ELSEWHERE_32);
    let mut record = Record::bare();
    if short_entries == ELSEWHERE_16 || short_bytes == ELSEWHERE_32 || short_at == ELSEWHERE_32 {
        let end_at = directory_at.saturating_add(directory_bytes);
        record.u32(0x0606_4b50).u64(44).u16(MADE_BY_UNIX | VERSION_ZIP64).u16(VERSION_ZIP64);
        record.u32(0).u32(0).u64(entries).u64(entries).u64(directory_bytes).u64(directory_at);
        record.u32(0x0706_4b50).u32(0).u64(end_at).u32(1);
    }
    record.u32(0x0605_4b50).u16(0).u16(0).u16(short_entries).u16(short_entries);
    record.u32(short_bytes).u32(short_at).u16(0);
    record.bytes
}

/// Little-endian fields one after the other.
struct Record {
    bytes: Vec<u8>,
}

impl Record {
    const fn bare() -> Self {
        Self { bytes: Vec::new() }
    }

    fn new(signature: u32) -> Self {
        Self { bytes: signature.to_le_bytes().to_vec() }
    }

    fn append(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    fn u8(&mut self, value: u8) -> &mut Self {
        self.append(&[value])
    }

    fn u16(&mut self, value: u16) -> &mut Self {
        self.append(&value.to_le_bytes())
    }

    fn u32(&mut self, value: u32) -> &mut Self {
        self.append(&value.to_le_bytes())
    }

    fn i32(&mut self, value: i32) -> &mut Self {
        self.append(&value.to_le_bytes())
    }

    fn u64(&mut self, value: u64) -> &mut Self {
        self.append(&value.to_le_bytes())
    }
}

/// A 32-bit field that must hold its value: larger files are marked zip64 before.
fn narrow(value: u64) -> io::Result<u32> {
    match u32::try_from(value) {
        Ok(value) if value != ELSEWHERE_32 => Ok(value),
        _ => Err(io::ErrorKind::FileTooLarge.into()),
    }
}

fn length(value: usize) -> io::Result<u16> {
    u16::try_from(value).map_err(|_| io::ErrorKind::InvalidFilename.into())
}

fn wide(value: usize) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc() -> FixedOffset {
        FixedOffset::east_opt(0).unwrap()
    }

    #[test]
    fn dos_time_is_local_and_clamped() {
        let tokyo = FixedOffset::east_opt(9 * 3600).unwrap();
        // 2026-11-20T10:00:30+09:00
        let time = Time::new(1_795_136_430, tokyo);
        assert_eq!(time.dos_date, (46 << 9) | (11 << 5) | 20);
        assert_eq!(time.dos_time, (10 << 11) | 15);
        assert_eq!(time.unix, Some(1_795_136_430));
        let early = Time::new(0, utc());
        assert_eq!((early.dos_time, early.dos_date), (0, 33));
        let late = Time::new(i64::from(u32::MAX) * 2, utc());
        assert_eq!((late.dos_time, late.dos_date, late.unix), (0xbf7d, 0xff9f, None));
        let broken = Time::new(i64::MAX, utc());
        assert_eq!(broken.unix, None);
    }

    #[test]
    fn a_file_that_may_reach_4_gib_is_marked_from_its_local_header_on() {
        let entry = |large| Entry {
            name: "x".into(),
            time: Time::new(0, utc()),
            crc: 0,
            compressed_bytes: 5 << 30,
            size_bytes: 5 << 30,
            header_at: 0,
            large,
            folder: false,
        };
        let header = local_header(&entry(true)).unwrap();
        assert_eq!(header[18..26], [0xff; 8]);
        assert_eq!(header[31..35], [1, 0, 16, 0]);
        assert!(central_header(&entry(true)).is_ok());
        assert!(central_header(&entry(false)).is_err());
    }

    #[test]
    fn the_zip_crate_reads_what_is_written() {
        let mut archive = Archive::new(Vec::new());
        let time = Time::new(1_795_136_430, utc());
        archive.folder("C-0042/data/空", time).unwrap();
        archive.begin_file("C-0042/data/図面.dwg", time, 3).unwrap();
        archive.data(&[1, 3, 0, 0xfc, 0xff, b'a', b'b', b'c']).unwrap();
        let mut crc = crc32fast::Hasher::new();
        crc.update(b"abc");
        archive.end_file(crc.finalize()).unwrap();
        let bytes = archive.finish().unwrap();
        let mut read = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        assert!(read.by_name("C-0042/data/空/").unwrap().is_dir());
        let file = read.by_name("C-0042/data/図面.dwg").unwrap();
        assert_eq!(io::read_to_string(file).unwrap(), "abc");
    }
}
