//! A recipient opens a package. Needs no ledger.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::file;
use crate::base::secret::SecretText;
use crate::base::threads;
use crate::domain::body::request::Opening;
use crate::package::keys::Identity;
use crate::package::open::{ExtractError, OpenError, OpenLimits, open as open_package};
use crate::package::sealed_file;
use crate::package::unseal::Unlock;
use crate::projection::view::{Knowledge, OpenedPackage, Signer};
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::workflow::error::Error;
use crate::workflow::papers::{self, PapersError, allowed_signer, is_listed};
use crate::workflow::places::Places;
use crate::workflow::world::{Stage, Watched, World};

/// What opens the package.
pub enum Opener {
    /// A passphrase as typed.
    Passphrase(SecretText),
    /// Secret keys.
    Identities(Vec<Identity>),
}

impl Opener {
    /// What it opened, by the name that a request has for it.
    fn opened(&self, in_aes_zip: bool) -> &'static str {
        match (self, in_aes_zip) {
            (Self::Passphrase(_), false) => Opening::AgePassphrase.as_str(),
            (Self::Passphrase(_), true) => Opening::ZipAes.as_str(),
            (Self::Identities(_), _) => Opening::AgeKeys { keys: Vec::new() }.as_str(),
        }
    }

    /// Whether it opens what is sealed as was asked for. Of several keys only one has to be among those of the request:
    /// which of them it was is not known.
    fn is_as_asked(&self, asked: &Opening, in_aes_zip: bool) -> bool {
        match (self, asked) {
            (Self::Passphrase(_), Opening::AgePassphrase) => !in_aes_zip,
            (Self::Passphrase(_), Opening::ZipAes) => in_aes_zip,
            (Self::Identities(keys), Opening::AgeKeys { keys: asked }) => {
                keys.iter().any(|key| asked.contains(&key.recipient()))
            }
            (Self::Passphrase(_), Opening::AgeKeys { .. })
            | (Self::Identities(_), Opening::AgePassphrase | Opening::ZipAes) => false,
        }
    }
}

/// How to open.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The directory in which the bag's folder appears; made where it is not there, and its parent is.
    pub into: PathBuf,
    /// Keys the reader already knows, as an `allowed_signers` file.
    pub signers: Option<PathBuf>,
    /// Whether to remember the signers of this package as known.
    pub accept_signers: bool,
}

/// Why a package was opened and then not handed over: its papers are wrong.
#[derive(Debug, thiserror::Error)]
pub enum OpenFailure {
    /// It could not be opened.
    #[error(transparent)]
    Error(#[from] Error),
    /// It opens, and its papers are wrong.
    #[error("the papers are wrong: {0}")]
    Papers(#[from] PapersError),
}

/// Opens `source`, verifies everything, and lets the folder appear only then.
///
/// # Errors
/// [`OpenFailure`]; nothing is left behind.
pub fn open(
    world: &World<'_>,
    places: &Places,
    source: &Path,
    opener: &Opener,
    options: &OpenOptions,
) -> Result<OpenedPackage, OpenFailure> {
    let known = known_signers(options.signers.as_deref())?;
    let unlock = match opener {
        Opener::Passphrase(passphrase) => Unlock::Passphrase(passphrase),
        Opener::Identities(identities) => Unlock::Identities(identities),
    };
    let into = Into::at(&options.into)?;
    let mut watched = Watched::new(world.watch, Stage::Opening);
    let limits = OpenLimits::default();
    // Digested beside the opening, so that a slow stick gives every byte once.
    let ended = AtomicBool::new(false);
    let (opened, digests) = std::thread::scope(|scope| {
        let digesting = threads::start(scope, {
            let (ended, cancel) = (&ended, world.cancel);
            let mut heed = move |_| _ = ended.fetch_or(cancel.load(Ordering::Relaxed), Ordering::Relaxed);
            move || sealed_file::digests(source, &mut heed, ended)
        });
        let digesting =
            digesting.map_err(|error| Error::Open(OpenError::Extract(ExtractError::NoThread(error))))?;
        let opened =
            open_package(source, &unlock, &options.into, &limits, &mut |at| watched.at(at), world.cancel);
        ended.fetch_or(opened.is_err(), Ordering::Relaxed);
        let digests = digesting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok::<_, Error>((opened, digests))
    })?;
    world.watch.finish();
    let opened = opened.map_err(Error::from)?;
    let package_sha256 = digests.map_err(|error| Error::Open(error.into()))?.sha256;
    let papers = papers::check(&opened.tag_files, &opened.manifest_sha256)?;
    let signers: Vec<&Signer> = [&papers.requester].into_iter().chain(&papers.approvers).collect();
    let accepted_file = places.accepted_signers(&papers.origin);
    let accepted = known_signers(Some(&accepted_file).filter(|path| path.exists()).map(PathBuf::as_path))?;
    let is_known = |signer: &&Signer| is_listed(&known, signer) || is_listed(&accepted, signer);
    let knowledge = if signers.iter().all(is_known) {
        Knowledge::Known
    } else if options.accept_signers {
        accept(&accepted_file, accepted, &signers)?;
        Knowledge::Accepted
    } else {
        Knowledge::Unknown
    };
    let (files, bytes, in_aes_zip) = (opened.files(), opened.bytes(), opened.in_aes_zip);
    let published = opened.publish().map_err(Error::from)?;
    into.keep();
    Ok(OpenedPackage {
        opened_with: opener.opened(in_aes_zip),
        sealed_as_asked: opener.is_as_asked(&papers.request.opening, in_aes_zip),
        directory: published.directory,
        files,
        bytes,
        papers: Some(papers),
        knowledge,
        package_sha256,
    })
}

/// The folder that it is opened into. One that was made for it is there only while it is opened, or afterwards.
struct Into<'p> {
    made: Option<&'p Path>,
}

impl<'p> Into<'p> {
    fn at(path: &'p Path) -> Result<Self, Error> {
        match std::fs::create_dir(path) {
            Ok(()) => Ok(Self { made: Some(path) }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Self { made: None }),
            Err(source) => Err(Error::File { path: path.to_path_buf(), source }),
        }
    }

    fn keep(mut self) {
        self.made = None;
    }
}

impl Drop for Into<'_> {
    fn drop(&mut self) {
        if let Some(made) = self.made {
            // Where somebody has put something into it meanwhile, it stays: only an empty folder can be removed.
            let _ = std::fs::remove_dir(made);
        }
    }
}

fn known_signers(path: Option<&Path>) -> Result<Vec<AllowedSigner>, Error> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let text = file::read_text(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    allowed_signers::parse(&text)
        .map_err(|error| Error::Content { path: path.to_path_buf(), why: error.to_string() })
}

/// Remembers these signers' keys as those of this ledger's people.
fn accept(path: &Path, mut accepted: Vec<AllowedSigner>, signers: &[&Signer]) -> Result<(), Error> {
    for signer in signers.iter().filter(|signer| !is_listed(&accepted, signer)).collect::<Vec<_>>() {
        // As what they were seen, and as nothing else: whoever asks is no approver.
        accepted.push(allowed_signer(&signer.person, std::slice::from_ref(&signer.namespace), &signer.key)?);
    }
    let failed = |source| Error::State { path: path.to_path_buf(), source };
    file::create_private_dir(path.parent().unwrap_or(path)).map_err(failed)?;
    file::replace(path, allowed_signers::render(&accepted).as_bytes()).map_err(failed)
}
