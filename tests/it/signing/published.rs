//! The signatures that OpenSSH publishes for its own tests.

use std::fs;

use sekisho::signing::{ArmoredSignature, KeyError, PublicKey, SignatureError, VerifyError, verify};

use crate::support::vectors;

#[test]
fn the_published_signatures_verify_and_nothing_near_them_does() {
    let Some(folder) = vectors("sshsig") else { return };
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (message, namespace) = (read("signed-data"), read("namespace"));
    for name in ["ed25519", "ecdsa", "rsa", "ed25519_sk", "ecdsa_sk"] {
        let text = read(&format!("{name}.sig"));
        let signature = ArmoredSignature::parse_exact(&text).unwrap();
        let key = PublicKey::parse_openssh(&read(&format!("{name}.pub"))).unwrap();
        assert_eq!(verify(message.as_bytes(), &signature, &namespace), Ok(key.clone()), "{name}");
        assert_eq!(key.is_security_key(), name.ends_with("_sk"), "{name}");

        let other = format!("{message}\n");
        assert_eq!(
            verify(other.as_bytes(), &signature, &namespace),
            Err(VerifyError::BadSignature),
            "{name}"
        );
        assert!(
            matches!(verify(message.as_bytes(), &signature, "file"), Err(VerifyError::WrongNamespace { .. })),
            "{name}"
        );
    }
}

#[test]
fn webauthn_signatures_are_refused_by_name() {
    let Some(folder) = vectors("sshsig") else { return };
    let text = fs::read_to_string(folder.join("ecdsa_sk_webauthn.sig")).unwrap();
    assert_eq!(
        ArmoredSignature::parse(&text),
        Err(SignatureError::Unsupported {
            algorithm: "webauthn-sk-ecdsa-sha2-nistp256@openssh.com".to_owned()
        })
    );
}

#[test]
fn ml_dsa_keys_and_signatures_are_refused_by_name() {
    let Some(folder) = vectors("sshsig") else { return };
    let unsupported = KeyError::Unsupported { algorithm: "ssh-mldsa44-ed25519@openssh.com".to_owned() };
    let text = fs::read_to_string(folder.join("mldsa44-ed25519.sig")).unwrap();
    assert_eq!(ArmoredSignature::parse(&text), Err(SignatureError::Key(unsupported.clone())));
    let text = fs::read_to_string(folder.join("mldsa44-ed25519.pub")).unwrap();
    assert_eq!(PublicKey::parse_openssh(&text), Err(unsupported));
}
