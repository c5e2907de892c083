//! The second format: an AES-256 ZIP (WinZip AE-1 or AE-2) around the inner ZIP.
//!
//! Decrypted to a scratch file first, because the authentication code comes last: nothing of it is
//! looked at before that code was right. Only content stored inside the encryption is accepted; a
//! deflate stream can say that it ends before the code is reached, and nobody would compare it.

use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write as _};
use std::sync::atomic::Ordering;

use zip::result::ZipError as CrateError;

use crate::base::limits;
use crate::base::secret::SecretText;
use crate::package::progress::OnProgress;
use crate::package::sealed_file::SealedFile;
use crate::package::unseal::UnsealError;
use crate::package::zip_index::{Encryption, Entry, Method, ZipError, ZipIndex, local};

use super::{OpenError, Opened, Receiving};

pub(super) fn open(
    sealed: SealedFile,
    passphrase: &SecretText,
    to: &Receiving<'_>,
    progress: OnProgress<'_>,
) -> Result<Opened, OpenError> {
    let mut sealed = BufReader::with_capacity(limits::IO_BLOCK_BYTES, sealed);
    let entry = only_entry(&mut sealed, to)?;
    sealed.seek(SeekFrom::Start(0)).map_err(|error| OpenError::Outer(error.into()))?;
    // The one entry fills the whole archive and its headers agree: any parser finds the same.
    let mut archive = zip::ZipArchive::new(sealed).map_err(crate_error)?;
    let content = archive.by_index_decrypt(0, passphrase.expose().as_bytes()).map_err(crate_error)?;
    let staging = to.staging()?;
    let mut scratch = staging.create_scratch().map_err(|source| to.staging_error(source))?;
    // One byte more than declared, so that a longer content is noticed.
    let mut content = content.take(entry.size_bytes.saturating_add(1));
    let mut block = vec![0; limits::IO_BLOCK_BYTES];
    let mut written = 0_u64;
    loop {
        if to.cancel.load(Ordering::Relaxed) {
            return Err(OpenError::Cancelled);
        }
        let read = match content.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(read_error(error)),
        };
        scratch.write_all(&block[..read]).map_err(|source| to.staging_error(source))?;
        written = written.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    if written != entry.size_bytes {
        return Err(OpenError::OuterDamaged);
    }
    let opened = to.extract(scratch, staging, progress)?;
    opened.staging.remove_scratch().map_err(|source| to.staging_error(source))?;
    Ok(opened)
}

/// The one entry of the archive, once its local header and its extent were compared.
fn only_entry(sealed: &mut BufReader<SealedFile>, to: &Receiving<'_>) -> Result<Entry, OpenError> {
    // A salt of 16 bytes, a verifier of 2 and an authentication code of 10 (AE-2).
    const AES_OVERHEAD_BYTES: u64 = 28;

    let index = ZipIndex::read(sealed, &to.limits.archive, Encryption::Aes256).map_err(OpenError::Outer)?;
    let entries = index.entries.len();
    let Ok([entry]) = <[Entry; 1]>::try_from(index.entries) else {
        return Err(OpenError::OuterEntries { entries });
    };
    if entry.is_folder {
        return Err(OpenError::OuterEntries { entries: 0 });
    }
    if entry.method != Method::Stored {
        return Err(OpenError::OuterCompressed);
    }
    if entry.size_bytes.checked_add(AES_OVERHEAD_BYTES) != Some(entry.packed_bytes) {
        return Err(OpenError::OuterDamaged);
    }
    check_extent(sealed, &entry, index.directory_start).map_err(OpenError::Outer)?;
    Ok(entry)
}

fn check_extent(sealed: &mut BufReader<SealedFile>, entry: &Entry, end: u64) -> Result<(), ZipError> {
    let path = || entry.path.clone();
    if entry.header_start != 0 {
        return Err(ZipError::Gap { path: path() });
    }
    sealed.seek(SeekFrom::Start(0))?;
    let header_bytes = local::read_header(sealed, entry)?;
    let content_end = header_bytes.checked_add(entry.packed_bytes);
    let content_end = content_end.filter(|content_end| *content_end <= end);
    let content_end = content_end.ok_or_else(|| ZipError::Overlap { path: path() })?;
    sealed.seek(SeekFrom::Start(content_end))?;
    local::read_descriptor(sealed, entry, end.saturating_sub(content_end))
}

fn crate_error(error: CrateError) -> OpenError {
    match error {
        CrateError::InvalidPassword => OpenError::Unseal(UnsealError::WrongPassphrase),
        CrateError::Io(error) => read_error(error),
        _ => OpenError::OuterDamaged,
    }
}

/// A wrong authentication code is `InvalidData`; anything the system says is something else, whatever it calls it.
fn read_error(error: io::Error) -> OpenError {
    match error.kind() {
        _ if error.raw_os_error().is_some() => OpenError::Outer(error.into()),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            OpenError::OuterDamaged
        }
        _ => OpenError::Outer(error.into()),
    }
}
