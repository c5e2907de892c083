//! The sealed file as it arrived: one file, or its volumes `….001`, `….002`, … read as one.
//!
//! Volumes are found by name in the folder of the first. They must be numbered without a gap, and
//! all but the last must have the same size; which volume holds a damaged byte can then be named.
//! A last volume that is missing, or volumes renamed into another order, cannot be seen here: they
//! show when the content is opened.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::digest::{Digest, Hasher};
use crate::base::limits;
use crate::package::progress::{OnProgress, Progress};

/// Most volumes accepted: three digits are usual, four leave room.
const VOLUMES_MAX: u32 = 9_999;

/// Why a sealed file cannot be read as one.
#[derive(Debug, thiserror::Error)]
pub enum SealedFileError {
    /// The system refuses.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, a device or a pipe.
    #[error("{path}: not a regular file", path = path.display())]
    NotAFile {
        /// What was given.
        path: PathBuf,
    },
    /// A volume other than the first was given.
    #[error("{path}: volume {number}, not the first", path = path.display())]
    NotFirstVolume {
        /// What was given.
        path: PathBuf,
        /// Its number.
        number: u32,
    },
    /// A number between the first and the last volume has no file.
    #[error("{path}: this volume is missing", path = path.display())]
    MissingVolume {
        /// The file that should be there.
        path: PathBuf,
    },
    /// Two files have the same volume number, spelled differently.
    #[error("{path}: another file has the same volume number", path = path.display())]
    RepeatedVolume {
        /// One of the two.
        path: PathBuf,
    },
    /// A volume before the last has another size than the first: cut, or in the wrong place.
    #[error("{path}: {size_bytes} bytes, but the first volume has {expected}", path = path.display())]
    VolumeSize {
        /// The volume.
        path: PathBuf,
        /// Its size in bytes.
        size_bytes: u64,
        /// The size of the first volume in bytes.
        expected: u64,
    },
    /// More volumes than are accepted.
    #[error("more than {max} volumes", max = VOLUMES_MAX)]
    TooManyVolumes,
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// What was digested on the way past: the file as a whole, and each volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests {
    /// SHA-256 of everything, the volumes joined.
    pub sha256: Digest,
    /// Bytes in all.
    pub size_bytes: u64,
    /// Every file in order, with its own digest; one entry when there are no volumes.
    pub volumes: Vec<(PathBuf, Digest)>,
}

/// One file or its volumes, to read and seek as one.
#[derive(Debug)]
pub struct SealedFile {
    volumes: Vec<Volume>,
    position: u64,
    size_bytes: u64,
}

#[derive(Debug)]
struct Volume {
    path: PathBuf,
    file: File,
    start: u64,
    size_bytes: u64,
}

/// The code that the holder of a sealed file reads out: the first 12 hexadecimal digits of the
/// SHA-256 of the whole.
#[must_use]
pub fn arrival_code(sha256: &Digest) -> String {
    sha256.prefix(limits::ARRIVAL_DIGITS)
}

/// The digests of the sealed file at `path` (the first volume, if it has volumes).
///
/// # Errors
/// Any [`SealedFileError`].
pub fn digests(
    path: &Path,
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<Digests, SealedFileError> {
    let mut sealed = SealedFile::open(path)?;
    let mut whole = Hasher::new();
    let mut volumes = Vec::with_capacity(sealed.volumes.len());
    let mut block = vec![0; limits::IO_BLOCK_BYTES];
    let several = sealed.volumes.len() > 1;
    for volume in &mut sealed.volumes {
        // Of a single file it is that of the whole.
        let mut own = several.then(Hasher::new);
        loop {
            if cancel.load(Ordering::Relaxed) {
                return Err(SealedFileError::Cancelled);
            }
            let read = match volume.file.read(&mut block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(source) => return Err(SealedFileError::Io { path: volume.path.clone(), source }),
            };
            if let Some(own) = &mut own {
                own.update(&block[..read]);
            }
            whole.update(&block[..read]);
            progress(Progress {
                bytes_done: whole.size_bytes(),
                bytes_total: Some(sealed.size_bytes),
                ..Progress::default()
            });
        }
        volumes.push((volume.path.clone(), own));
    }
    let size_bytes = whole.size_bytes();
    let sha256 = whole.finish();
    let volumes =
        volumes.into_iter().map(|(path, own)| (path, own.map_or(sha256, |own| own.finish()))).collect();
    Ok(Digests { sha256, size_bytes, volumes })
}

impl SealedFile {
    /// Opens the file at `path`, and with a name ending in `.001` every volume beside it.
    ///
    /// # Errors
    /// Any [`SealedFileError`] but `Cancelled`.
    pub fn open(path: &Path) -> Result<Self, SealedFileError> {
        let paths = match volume_number(path) {
            None => vec![path.to_owned()],
            Some((_, 1)) => volumes_beside(path)?,
            Some((_, number)) => {
                return Err(SealedFileError::NotFirstVolume { path: path.to_owned(), number });
            }
        };
        let mut volumes: Vec<Volume> = Vec::with_capacity(paths.len());
        let mut size_bytes = 0_u64;
        let last = paths.len().saturating_sub(1);
        for (index, path) in paths.into_iter().enumerate() {
            let volume = Volume::open(path, size_bytes)?;
            let expected = volumes.first().map_or(volume.size_bytes, |first| first.size_bytes);
            let fits = if index == last {
                volume.size_bytes <= expected && (volume.size_bytes > 0 || index == 0)
            } else {
                volume.size_bytes == expected
            };
            if !fits {
                let Volume { path, size_bytes, .. } = volume;
                return Err(SealedFileError::VolumeSize { path, size_bytes, expected });
            }
            size_bytes = size_bytes.saturating_add(volume.size_bytes);
            volumes.push(volume);
        }
        Ok(Self { volumes, position: 0, size_bytes })
    }

    /// Bytes in all.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Which file holds which bytes, for whoever gives the file away to be read.
    #[must_use]
    pub fn places(&self) -> Places {
        Places(self.volumes.iter().map(|volume| (volume.start, volume.path.clone())).collect())
    }
}

/// Where each file of a sealed file begins.
#[derive(Debug, Clone)]
pub struct Places(Vec<(u64, PathBuf)>);

impl Places {
    /// The file, or the volume, that holds the byte at `offset`; the last one beyond the end.
    #[must_use]
    pub fn at(&self, offset: u64) -> &Path {
        let holding = self.0.iter().rev().find(|(start, _)| *start <= offset);
        holding.map_or(Path::new(""), |(_, path)| path)
    }
}

impl Volume {
    fn open(path: PathBuf, start: u64) -> Result<Self, SealedFileError> {
        // Looked at before it is opened: opening a pipe would wait for a writer.
        let io = |source| SealedFileError::Io { path: path.clone(), source };
        if !fs::metadata(&path).map_err(io)?.is_file() {
            return Err(SealedFileError::NotAFile { path });
        }
        let file = File::open(&path).map_err(io)?;
        let size_bytes = file.metadata().map_err(io)?.len();
        Ok(Self { path, file, start, size_bytes })
    }
}

impl Read for SealedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let position = self.position;
        let holding = self.volumes.iter_mut().find(|volume| {
            volume.start <= position && position < volume.start.saturating_add(volume.size_bytes)
        });
        let Some(volume) = holding else { return Ok(0) };
        let within = position.saturating_sub(volume.start);
        let left = usize::try_from(volume.size_bytes.saturating_sub(within)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        volume.file.seek(SeekFrom::Start(within))?;
        let read = volume.file.read(&mut buffer[..wanted])?;
        self.position = position.saturating_add(u64::try_from(read).unwrap_or(0));
        Ok(read)
    }
}

impl Seek for SealedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
            SeekFrom::End(offset) => self.size_bytes.checked_add_signed(offset),
        };
        self.position = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

/// The name without its volume number, and the number: at least three digits after the last dot.
fn volume_number(path: &Path) -> Option<(OsString, u32)> {
    let digits = path.extension()?.to_str()?;
    let is_number = digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|number| is_number && *number > 0)?;
    Some((path.file_stem()?.to_owned(), number))
}

fn volumes_beside(first: &Path) -> Result<Vec<PathBuf>, SealedFileError> {
    let folder = first.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let io = |source| SealedFileError::Io { path: folder.to_owned(), source };
    let (stem, _) = volume_number(first).unwrap_or_default();
    let mut found = vec![(1, first.to_owned())];
    for entry in fs::read_dir(folder).map_err(io)? {
        let name = PathBuf::from(entry.map_err(io)?.file_name());
        match volume_number(&name) {
            Some((other, number)) if other == stem && Some(name.as_os_str()) != first.file_name() => {
                found.push((number, first.with_file_name(&name)));
            }
            _ => {}
        }
        if found.len() > usize::try_from(VOLUMES_MAX).unwrap_or(usize::MAX) {
            return Err(SealedFileError::TooManyVolumes);
        }
    }
    found.sort();
    let mut paths = Vec::with_capacity(found.len());
    for (expected, (number, path)) in (1..).zip(found) {
        if number < expected {
            return Err(SealedFileError::RepeatedVolume { path });
        }
        if number > expected {
            let mut name = stem;
            name.push(format!(".{expected:03}"));
            return Err(SealedFileError::MissingVolume { path: first.with_file_name(name) });
        }
        paths.push(path);
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(dir.path().join(name), content).unwrap();
        }
        dir
    }

    fn digest(path: &Path) -> Result<Digests, SealedFileError> {
        digests(path, &mut |_| {}, &AtomicBool::new(false))
    }

    #[test]
    fn volumes_read_as_one_across_their_borders() {
        let dir = folder(&[("p.001", b"abcd"), ("p.002", b"efgh"), ("p.003", b"ij"), ("q.002", b"no")]);
        let mut sealed = SealedFile::open(&dir.path().join("p.001")).unwrap();
        let mut all = String::new();
        sealed.read_to_string(&mut all).unwrap();
        assert_eq!((all.as_str(), sealed.size_bytes()), ("abcdefghij", 10));
        sealed.seek(SeekFrom::End(-7)).unwrap();
        let mut some = [0; 6];
        sealed.read_exact(&mut some).unwrap();
        assert_eq!(&some, b"defghi");
        let places = sealed.places();
        assert!(places.at(7).ends_with("p.002") && places.at(99).ends_with("p.003"));
        let found = digest(&dir.path().join("p.001")).unwrap();
        assert_eq!((found.sha256, found.volumes.len()), (Digest::of(b"abcdefghij"), 3));
        assert_eq!(found.volumes[1].1, Digest::of(b"efgh"));
        assert_eq!(arrival_code(&found.sha256), found.sha256.to_string()[..12]);
    }

    #[test]
    fn a_missing_or_repeated_volume_is_named() {
        let dir = folder(&[("p.001", b"ab"), ("p.003", b"cd")]);
        match SealedFile::open(&dir.path().join("p.001")) {
            Err(SealedFileError::MissingVolume { path }) => assert!(path.ends_with("p.002")),
            other => panic!("{other:?}"),
        }
        let dir = folder(&[("p.001", b"ab"), ("p.002", b"cd"), ("p.0002", b"cd")]);
        let error = SealedFile::open(&dir.path().join("p.001")).unwrap_err();
        assert!(matches!(error, SealedFileError::RepeatedVolume { .. }));
    }

    #[test]
    fn a_volume_of_the_wrong_size_is_named() {
        for (sizes, wrong) in [([4, 3, 2], "p.002"), ([4, 4, 5], "p.003"), ([4, 4, 0], "p.003")] {
            let content = [1; 9];
            let dir = folder(&[
                ("p.001", &content[..sizes[0]]),
                ("p.002", &content[..sizes[1]]),
                ("p.003", &content[..sizes[2]]),
            ]);
            match SealedFile::open(&dir.path().join("p.001")) {
                Err(SealedFileError::VolumeSize { path, .. }) => assert!(path.ends_with(wrong)),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_later_volume_a_folder_and_a_missing_file_are_refused() {
        let dir = folder(&[("p.001", b"ab"), ("p.002", b"cd")]);
        let error = SealedFile::open(&dir.path().join("p.002")).unwrap_err();
        assert!(matches!(error, SealedFileError::NotFirstVolume { number: 2, .. }));
        assert!(matches!(SealedFile::open(dir.path()), Err(SealedFileError::NotAFile { .. })));
        assert!(matches!(SealedFile::open(&dir.path().join("none")), Err(SealedFileError::Io { .. })));
        let stop = digests(&dir.path().join("p.001"), &mut |_| {}, &AtomicBool::new(true));
        assert!(matches!(stop, Err(SealedFileError::Cancelled)));
    }
}
