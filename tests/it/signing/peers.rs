//! What we sign, ssh-keygen accepts; what ssh-keygen signs, we accept, byte for byte.

use std::fs;

use sekisho::signing::allowed_signers::{self, AllowedSigner};
use sekisho::signing::files::read_public;
use sekisho::signing::{ArmoredSignature, Sign as _, VerifyError, verify};

use super::{Desk, MESSAGE, NAMESPACE, PASSPHRASE, unlocked};

/// What can sign from a file; the peer's names and sizes.
const FILE_KINDS: [(&str, u32); 4] = [("ed25519", 0), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521)];

#[test]
fn ssh_keygen_accepts_what_we_sign_with_each_kind_of_file() {
    let Some(desk) = Desk::set_up() else { return };
    for (kind, bits) in FILE_KINDS {
        let key = unlocked(&desk.new_key(&format!("{kind}{bits}"), kind, bits, PASSPHRASE));
        let signature = key.sign(NAMESPACE, MESSAGE).unwrap();
        let public = key.public_key();
        assert!(desk.peer_accepts(public, signature.armor(), NAMESPACE, MESSAGE), "{kind}{bits}");
        assert!(!desk.peer_accepts(public, signature.armor(), "file", MESSAGE), "{kind}{bits}");
        assert!(!desk.peer_accepts(public, signature.armor(), NAMESPACE, b"{\"a\":1}"), "{kind}{bits}");
    }
}

#[test]
fn we_accept_what_ssh_keygen_signs_in_its_own_spelling() {
    let Some(desk) = Desk::set_up() else { return };
    for (kind, bits) in [FILE_KINDS.as_slice(), &[("rsa", 2048), ("rsa", 4096), ("rsa", 5120)]].concat() {
        let path = desk.new_key(&format!("{kind}{bits}"), kind, bits, "");
        let key = read_public(&path.with_extension("pub")).unwrap();
        for hash in ["sha512", "sha256"] {
            let text = desk.peer_signs(&path, NAMESPACE, MESSAGE, &["-O", &format!("hashalg={hash}")]);
            let signature = ArmoredSignature::parse_exact(&text).unwrap();
            assert_eq!(verify(MESSAGE, &signature, NAMESPACE), Ok(key.clone()), "{kind}{bits} {hash}");
        }
    }
}

#[test]
fn ed25519_signatures_are_the_very_bytes_that_ssh_keygen_makes() {
    let Some(desk) = Desk::set_up() else { return };
    let path = desk.new_key("plain", "ed25519", 0, "");
    let ours = unlocked(&path).sign(NAMESPACE, MESSAGE).unwrap();
    assert_eq!(ours.armor(), desk.peer_signs(&path, NAMESPACE, MESSAGE, &[]));
}

#[test]
fn the_final_newline_is_part_of_the_message() {
    let Some(desk) = Desk::set_up() else { return };
    let path = desk.new_key("plain", "ed25519", 0, "");
    for (signed, other) in [(&b"line\n"[..], &b"line"[..]), (b"line", b"line\n"), (b"line\n", b"line\r\n")] {
        let signature = ArmoredSignature::parse(&desk.peer_signs(&path, NAMESPACE, signed, &[])).unwrap();
        verify(signed, &signature, NAMESPACE).unwrap();
        assert_eq!(verify(other, &signature, NAMESPACE), Err(VerifyError::BadSignature));
    }
}

#[test]
fn another_namespace_is_refused_and_named() {
    let Some(desk) = Desk::set_up() else { return };
    let path = desk.new_key("plain", "ed25519", 0, "");
    let signature = ArmoredSignature::parse(&desk.peer_signs(&path, "file", MESSAGE, &[])).unwrap();
    let refused = verify(MESSAGE, &signature, NAMESPACE);
    assert_eq!(
        refused,
        Err(VerifyError::WrongNamespace { expected: NAMESPACE.to_owned(), found: "file".to_owned() })
    );
}

#[test]
fn ssh_keygen_reads_the_allowed_signers_we_render() {
    let Some(desk) = Desk::set_up() else { return };
    let tanaka = unlocked(&desk.new_key("tanaka", "ed25519", 0, PASSPHRASE));
    let suzuki = unlocked(&desk.new_key("suzuki", "ecdsa", 384, PASSPHRASE));
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let signers = [
        AllowedSigner::new(
            names(&["tanaka", "t@example.jp", "田中"]),
            names(&["other", NAMESPACE]),
            tanaka.public_key().clone(),
        ),
        AllowedSigner::new(names(&["suzuki"]), Vec::new(), suzuki.public_key().clone()),
    ]
    .map(Result::unwrap);
    let allowed = desk.path("rendered");
    fs::write(&allowed, allowed_signers::render(&signers)).unwrap();
    assert_eq!(allowed_signers::parse(&fs::read_to_string(&allowed).unwrap()).unwrap(), signers);

    let by_tanaka = |namespace: &str| tanaka.sign(namespace, MESSAGE).unwrap().armor().to_owned();
    for who in ["tanaka", "t@example.jp", "田中"] {
        let signature = by_tanaka(NAMESPACE);
        assert!(desk.peer_accepts_with(&allowed, who, &signature, NAMESPACE, MESSAGE), "{who}");
    }
    assert!(desk.peer_accepts_with(&allowed, "tanaka", &by_tanaka("other"), "other", MESSAGE));
    assert!(!desk.peer_accepts_with(&allowed, "tanaka", &by_tanaka("third"), "third", MESSAGE));
    assert!(!desk.peer_accepts_with(&allowed, "suzuki", &by_tanaka(NAMESPACE), NAMESPACE, MESSAGE));
    let by_suzuki = suzuki.sign("third", MESSAGE).unwrap();
    assert!(desk.peer_accepts_with(&allowed, "suzuki", by_suzuki.armor(), "third", MESSAGE));
}
