//! ssh-agent: keys that somebody else keeps (draft-ietf-sshm-ssh-agent, OpenSSH PROTOCOL.agent).
//!
//! Promises: every signature is verified before it is handed out, so an agent that lies, errs or
//! does not wait for a touch is found out here. Keys of other kinds in the agent are passed over.
//!
//! Does not protect against: an agent that signs more than it was asked to, for somebody else. A
//! locked agent answers exactly like an empty one, so the two have one error.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::wire::{Malformed, Reader, put_string};
use super::{Algorithm, ArmoredSignature, Fingerprint, PublicKey, Sign, SignError, sign, signature};

/// Largest answer read, in bytes: OpenSSH's own limit for messages to and from the agent.
const MESSAGE_BYTES_MAX: usize = 256 * 1024;

const REQUEST_IDENTITIES: u8 = 11;
const IDENTITIES_ANSWER: u8 = 12;
const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;
const FAILURE: u8 = 5;

/// Ask for rsa-sha2-512 instead of SHA-1; other key types take no flags.
const RSA_SHA2_512: u32 = 4;

/// Why the agent gave no keys or no signature.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// Nobody answers at the socket.
    #[error("{}: {source}", socket.display())]
    Connect {
        /// The socket, or on Windows the pipe.
        socket: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The connection broke in the middle.
    #[error("the connection to the agent broke: {0}")]
    Io(#[from] io::Error),
    /// The answer is not one the protocol allows here.
    #[error("the agent's answer is not understood")]
    Answer,
    /// The agent shows no keys: it is locked, or it holds none.
    #[error("the agent is locked or holds no keys")]
    LockedOrEmpty,
    /// The agent holds other keys, or this one has left it.
    #[error("the agent does not hold {fingerprint}")]
    NoSuchKey {
        /// The key that was asked for.
        fingerprint: Fingerprint,
    },
    /// The agent holds the key and did not sign: declined, not touched in time, or removed.
    #[error("the agent refused to sign with {fingerprint}")]
    Refused {
        /// The key that was asked for.
        fingerprint: Fingerprint,
    },
}

/// An agent that answered at its socket. Every question uses a connection of its own.
#[derive(Debug, Clone)]
pub struct Agent {
    socket: PathBuf,
}

/// One key in an agent.
#[derive(Debug, Clone)]
pub struct AgentSigner {
    agent: Agent,
    key: PublicKey,
}

impl Agent {
    /// Connects to the agent at `socket`: what `SSH_AUTH_SOCK` names, or on Windows the pipe
    /// `\\.\pipe\openssh-ssh-agent`.
    ///
    /// # Errors
    /// [`AgentError::Connect`] when nobody answers there.
    pub fn connect(socket: &Path) -> Result<Self, AgentError> {
        let agent = Self { socket: socket.to_owned() };
        agent.stream().map(|_stream| agent)
    }

    /// The keys in the agent that can sign here, in the agent's order; certificates and keys of
    /// other kinds are passed over.
    ///
    /// # Errors
    /// [`AgentError`]; [`AgentError::LockedOrEmpty`] when the agent shows no key at all.
    pub fn keys(&self) -> Result<Vec<PublicKey>, AgentError> {
        keys_in(&self.ask(&[REQUEST_IDENTITIES])?)
    }

    /// The key with this fingerprint, ready to sign.
    ///
    /// # Errors
    /// [`AgentError`]; [`AgentError::NoSuchKey`] when the agent holds only others.
    pub fn signer(&self, fingerprint: &Fingerprint) -> Result<AgentSigner, AgentError> {
        let key = self.keys()?.into_iter().find(|key| key.fingerprint() == *fingerprint);
        let key = key.ok_or_else(|| AgentError::NoSuchKey { fingerprint: fingerprint.clone() })?;
        Ok(AgentSigner { agent: self.clone(), key })
    }

    /// Sends one message and reads the answer, without its length.
    fn ask(&self, message: &[u8]) -> Result<Vec<u8>, AgentError> {
        let mut stream = self.stream()?;
        let mut framed = Vec::with_capacity(message.len() + 4);
        put_string(&mut framed, message);
        stream.write_all(&framed)?;
        stream.flush()?;
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| AgentError::Answer)?;
        if length > MESSAGE_BYTES_MAX {
            return Err(AgentError::Answer);
        }
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer)?;
        Ok(answer)
    }

    fn stream(&self) -> Result<impl Read + Write + use<>, AgentError> {
        open(&self.socket).map_err(|source| AgentError::Connect { socket: self.socket.clone(), source })
    }
}

/// The keys in an agent's answer to the question which it has.
///
/// # Errors
/// [`AgentError::Answer`] for what is no such answer; [`AgentError::LockedOrEmpty`].
pub fn keys_in(answer: &[u8]) -> Result<Vec<PublicKey>, AgentError> {
    let mut reader = Reader::new(answer);
    if reader.byte()? != IDENTITIES_ANSWER {
        return Err(AgentError::Answer);
    }
    let count = reader.u32()?;
    if count == 0 {
        return Err(AgentError::LockedOrEmpty);
    }
    let mut keys = Vec::new();
    for _ in 0..count {
        let key = PublicKey::from_wire(reader.string()?);
        let _comment = reader.string()?;
        keys.extend(key);
    }
    reader.finish()?;
    Ok(keys)
}

/// The signature in an agent's answer to the question for one: algorithm and bytes, as they stand inside an SSHSIG.
/// `None` where it refuses.
///
/// # Errors
/// [`AgentError::Answer`] for what is no such answer.
pub fn signature_in(answer: &[u8]) -> Result<Option<Vec<u8>>, AgentError> {
    let mut reader = Reader::new(answer);
    match reader.byte()? {
        SIGN_RESPONSE => {
            let raw = reader.string()?;
            reader.finish()?;
            Ok(Some(raw.to_vec()))
        }
        FAILURE => Ok(None),
        _ => Err(AgentError::Answer),
    }
}

impl AgentSigner {
    /// The agent's signature over `data`: algorithm and bytes, as they stand inside an SSHSIG.
    fn raw(&self, data: &[u8]) -> Result<Vec<u8>, AgentError> {
        let flags = if self.key.algorithm() == Algorithm::Rsa { RSA_SHA2_512 } else { 0 };
        let mut message = vec![SIGN_REQUEST];
        put_string(&mut message, self.key.wire());
        put_string(&mut message, data);
        message.extend_from_slice(&flags.to_be_bytes());
        signature_in(&self.agent.ask(&message)?)?.ok_or_else(|| self.why_refused())
    }

    /// The protocol has one word for every failure; what the agent shows afterwards tells more.
    fn why_refused(&self) -> AgentError {
        let fingerprint = self.key.fingerprint();
        match self.agent.signer(&fingerprint) {
            Ok(_) => AgentError::Refused { fingerprint },
            Err(error) => error,
        }
    }
}

impl Sign for AgentSigner {
    fn public_key(&self) -> &PublicKey {
        &self.key
    }

    fn sign(&self, namespace: &str, message: &[u8]) -> Result<ArmoredSignature, SignError> {
        let raw = self.raw(&signature::data_to_sign(namespace, message))?;
        sign::finish(&self.key, namespace, message, &raw)
    }
}

impl From<Malformed> for AgentError {
    fn from(_: Malformed) -> Self {
        Self::Answer
    }
}

#[cfg(unix)]
fn open(socket: &Path) -> io::Result<impl Read + Write + use<>> {
    std::os::unix::net::UnixStream::connect(socket)
}

/// A byte-mode named pipe is opened, read and written like a file.
#[cfg(not(unix))]
fn open(socket: &Path) -> io::Result<impl Read + Write + use<>> {
    std::fs::OpenOptions::new().read(true).write(true).open(socket)
}
