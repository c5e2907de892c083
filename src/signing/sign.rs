//! Making signatures: whoever holds a private key, and the check that every signature passes
//! before it is handed out.

use super::agent::AgentError;
use super::{ArmoredSignature, PublicKey, SignatureError, VerifyError, verify};

/// Somebody who can sign: an unlocked key file or an agent.
pub trait Sign {
    /// The public half of the key that signs.
    fn public_key(&self) -> &PublicKey;

    /// Signs exactly the bytes of `message` in `namespace`, with SHA-512 inside.
    ///
    /// # Errors
    /// [`SignError`]; no signature is returned that does not verify.
    fn sign(&self, namespace: &str, message: &[u8]) -> Result<ArmoredSignature, SignError>;
}

/// Why there is no signature.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The private key cannot sign: its numbers give no signature. That it does not fit its public
    /// key is found out earlier, when the file is unlocked.
    #[error("the private key cannot sign")]
    WrongPrivateKey,
    /// The agent did not sign.
    #[error("the agent did not sign: {0}")]
    Agent(#[from] AgentError),
    /// What came back is not a signature by this key: an agent that answers with another
    /// algorithm, or an empty namespace.
    #[error("not a usable signature: {0}")]
    Unusable(#[from] SignatureError),
    /// What came back does not verify: a broken or lying signer, or an untouched security key.
    #[error("the new signature does not stand: {0}")]
    NotVerified(#[from] VerifyError),
}

/// Puts the signature together and verifies it as everybody else will.
pub(super) fn finish(
    key: &PublicKey,
    namespace: &str,
    message: &[u8],
    raw: &[u8],
) -> Result<ArmoredSignature, SignError> {
    let signature = ArmoredSignature::assemble(key, namespace, raw)?;
    verify(message, &signature, namespace)?;
    Ok(signature)
}
