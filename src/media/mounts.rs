//! The kernel's mount table, `/proc/self/mountinfo` (proc_pid_mountinfo(5)).

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Largest mount table read, in bytes: a busy container host has some thousand lines of 200 bytes.
const TABLE_BYTES_MAX: u64 = 16 << 20;

/// One line of the mount table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mount {
    /// The mount's id, as `statx` gives it.
    pub id: u64,
    /// Device number, major and minor; major 0 is no device of its own.
    pub number: (u32, u32),
    /// Where it is mounted.
    pub point: PathBuf,
    /// Mounted read-only, here or as a whole.
    pub read_only: bool,
    /// The filesystem's type name.
    pub kind: String,
    /// What is mounted: a device path, a share, or a word.
    pub source: String,
}

/// The mount table, in the kernel's order: a later mount covers an earlier one at the same place.
#[derive(Debug, Clone, Default)]
pub(super) struct Mounts(Vec<Mount>);

impl Mounts {
    /// Reads the table from `path`. Lines that are not of the documented form are passed over.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::new();
        File::open(path)?.take(TABLE_BYTES_MAX).read_to_end(&mut bytes)?;
        Ok(Self(bytes.split(|&byte| byte == b'\n').filter_map(parse_line).collect()))
    }

    /// The mount that `path` (absolute, no links) lies on.
    pub fn holding(&self, path: &Path) -> Option<&Mount> {
        self.0
            .iter()
            .filter(|mount| path.starts_with(&mount.point))
            .max_by_key(|mount| mount.point.components().count()) // the last of equals
    }

    /// The mount with this id.
    pub fn by_id(&self, id: u64) -> Option<&Mount> {
        self.0.iter().find(|mount| mount.id == id)
    }

    /// All mounts.
    pub fn iter(&self) -> impl Iterator<Item = &Mount> {
        self.0.iter()
    }
}

/// The first field of every line of a table like `/proc/swaps` (proc_swaps(5)), which is a path.
pub(super) fn first_fields(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(TABLE_BYTES_MAX).read_to_end(&mut bytes)?;
    let first =
        |line: &[u8]| line.split(u8::is_ascii_whitespace).next().map(|field| path_of(unescape(field)));
    Ok(bytes.split(|&byte| byte == b'\n').filter_map(first).collect())
}

fn parse_line(line: &[u8]) -> Option<Mount> {
    let mut fields = line.split(|&byte| byte == b' ');
    let id = text(fields.next()?).parse().ok()?;
    let _parent = fields.next()?;
    let (major, minor) = text(fields.next()?).split_once(':').map(|(a, b)| (a.parse(), b.parse()))?;
    let _root = fields.next()?;
    let point = path_of(unescape(fields.next()?));
    let here = text(fields.next()?);
    let _optional = fields.by_ref().find(|field| *field == b"-")?;
    let kind = text(&unescape(fields.next()?));
    let source = text(&unescape(fields.next()?));
    let whole = text(fields.next().unwrap_or_default());
    let read_only = [here, whole].iter().any(|options| options.split(',').any(|option| option == "ro"));
    Some(Mount { id, number: (major.ok()?, minor.ok()?), point, read_only, kind, source })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(text(&bytes))
}

/// Undoes the kernel's escapes: a backslash and three octal digits for space, tab, newline, backslash, `#`.
fn unescape(field: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 8).ok()).filter(|_| first == b'\\') {
            Some(byte) => {
                plain.push(byte);
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                plain.push(first);
                rest = after;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
24 27 0:6 / /dev rw shared:2 master:1 - devtmpfs devtmpfs rw
40 27 8:17 / /media/u/MY\\040STICK rw,nosuid - vfat /dev/sdb1 rw
41 40 8:33 / /media/u/MY\\040STICK ro - vfat /dev/sdc1 ro
not a line
";

    fn table() -> Mounts {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("mountinfo"), TABLE).unwrap();
        Mounts::read(&dir.path().join("mountinfo")).unwrap()
    }

    #[test]
    fn the_topmost_mount_holds_the_folder() {
        let mounts = table();
        let stick = mounts.holding(Path::new("/media/u/MY STICK/to client")).unwrap();
        assert_eq!((stick.number, stick.read_only, stick.kind.as_str()), ((8, 33), true, "vfat"));
        assert_eq!(mounts.holding(Path::new("/media/u/MY STICKER")).unwrap().kind, "ext4");
        assert_eq!(mounts.by_id(24).unwrap().kind, "devtmpfs");
        assert_eq!(mounts.iter().count(), 4);
    }

    #[test]
    fn a_backslash_at_the_end_is_only_a_backslash() {
        assert_eq!(unescape(b"a\\"), b"a\\");
        assert_eq!(unescape(b"a\\13"), b"a\\13");
        assert_eq!(unescape(b"\\134\\040"), b"\\ ");
        assert_eq!(unescape(b"\\777"), b"\\777");
    }
}
