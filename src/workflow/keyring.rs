//! The key of the person at the keyboard: a file or ssh-agent, unlocked once per command.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::signing::agent::Agent;
use crate::signing::files::{KeyFile, UnlockedKey, read_public};
use crate::signing::{ArmoredSignature, Fingerprint, PublicKey, Sign};
use crate::workflow::error::Error;
use crate::workflow::world::Ask;

/// Which key was named, and by what.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// A key file; a `.pub` file names a key that ssh-agent holds.
    File(PathBuf),
    /// A key that ssh-agent holds.
    Fingerprint(Fingerprint),
}

/// The key, locked until the first signature.
pub struct Keyring {
    source: KeySource,
    agent_socket: Option<PathBuf>,
    public: PublicKey,
    unlocked: OnceCell<Unlocked>,
}

enum Unlocked {
    File(UnlockedKey),
    Agent(Box<dyn Sign>),
}

impl Keyring {
    /// Finds the key without unlocking it.
    ///
    /// # Errors
    /// When the file cannot be read, or no agent holds the key.
    pub fn find(source: KeySource, agent_socket: Option<&Path>) -> Result<Self, Error> {
        let public = match &source {
            KeySource::File(path) if is_public(path) => read_public(path)?,
            KeySource::File(path) => KeyFile::read(path)?.public_key().clone(),
            KeySource::Fingerprint(fingerprint) => {
                agent(agent_socket)?.signer(fingerprint)?.public_key().clone()
            }
        };
        Ok(Self {
            source,
            agent_socket: agent_socket.map(Path::to_path_buf),
            public,
            unlocked: OnceCell::new(),
        })
    }

    /// The public half.
    #[must_use]
    pub const fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Signs `message` in `namespace`, unlocking the key first where that has not happened.
    ///
    /// # Errors
    /// [`Error::NobodyToAsk`] when a passphrase is needed and nobody can be asked; a wrong
    /// passphrase; whatever the agent refuses with.
    pub fn sign(&self, ask: &dyn Ask, namespace: &str, message: &[u8]) -> Result<ArmoredSignature, Error> {
        match self.unlocked(ask)? {
            Unlocked::File(key) => Ok(key.sign(namespace, message)?),
            Unlocked::Agent(key) => Ok(key.sign(namespace, message)?),
        }
    }

    /// The private key in OpenSSH's form, for unsealing custody files; `None` for a key that only
    /// an agent holds.
    ///
    /// # Errors
    /// As for [`Keyring::sign`].
    pub fn openssh_private(&self, ask: &dyn Ask) -> Result<Option<Zeroizing<String>>, Error> {
        match self.unlocked(ask)? {
            Unlocked::File(key) => Ok(Some(key.openssh_private()?)),
            Unlocked::Agent(_) => Ok(None),
        }
    }

    /// Unlocks the key now: before something is done that has to be written down afterwards.
    ///
    /// # Errors
    /// As for [`Keyring::sign`], save what an agent refuses only when it signs.
    pub fn unlock_first(&self, ask: &dyn Ask) -> Result<(), Error> {
        self.unlocked(ask).map(|_| ())
    }

    fn unlocked(&self, ask: &dyn Ask) -> Result<&Unlocked, Error> {
        if let Some(unlocked) = self.unlocked.get() {
            return Ok(unlocked);
        }
        let unlocked = self.unlock(ask)?;
        Ok(self.unlocked.get_or_init(|| unlocked))
    }

    fn unlock(&self, ask: &dyn Ask) -> Result<Unlocked, Error> {
        match &self.source {
            KeySource::File(path) if !is_public(path) => {
                let file = KeyFile::read(path)?;
                let passphrase = if file.is_encrypted() {
                    let typed = ask.key_passphrase(path);
                    Some(typed.ok_or(Error::NobodyToAsk { flag: "--key-passphrase-fd" })?)
                } else {
                    None
                };
                Ok(Unlocked::File(file.unlock(passphrase.as_ref())?))
            }
            _ => {
                let agent = agent(self.agent_socket.as_deref())?;
                Ok(Unlocked::Agent(Box::new(agent.signer(&self.public.fingerprint())?)))
            }
        }
    }
}

fn agent(socket: Option<&Path>) -> Result<Agent, Error> {
    Ok(Agent::connect(socket.ok_or(Error::NoAgent)?)?)
}

fn is_public(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "pub")
}
