//! Key files: what is read, what is unlocked, what is made, and what is left behind when it fails.

use std::fs;
use std::io::ErrorKind;

use sekisho::base::file;
use sekisho::signing::files::{GenerateError, KeyFile, KeyFileError, generate, read_public};
use sekisho::signing::{Algorithm, ArmoredSignature, KeyError, Sign as _, verify};

use super::crafted::strings;
use super::{Desk, MESSAGE, NAMESPACE, PASSPHRASE, secret, succeed, unlocked};

#[test]
fn the_public_key_of_an_encrypted_file_needs_no_passphrase() {
    let Some(desk) = Desk::set_up() else { return };
    for (kind, bits) in [("ed25519", 0), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521), ("rsa", 2048)] {
        let path = desk.new_key(&format!("{kind}{bits}"), kind, bits, PASSPHRASE);
        let file = KeyFile::read(&path).unwrap();
        assert!(file.is_encrypted());
        assert_eq!(*file.public_key(), read_public(&path.with_extension("pub")).unwrap());
    }
}

#[test]
fn a_wrong_or_missing_passphrase_is_told_apart() {
    let Some(desk) = Desk::set_up() else { return };
    for (kind, bits) in [("ed25519", 0), ("ecdsa", 256)] {
        let path = desk.new_key(kind, kind, bits, PASSPHRASE);
        let wrong = KeyFile::read(&path).unwrap().unlock(Some(&secret("kamota")));
        assert!(matches!(wrong, Err(KeyFileError::WrongPassphrase { path: named }) if named == path));
        let missing = KeyFile::read(&path).unwrap().unlock(None);
        assert!(matches!(missing, Err(KeyFileError::PassphraseNeeded { .. })));
    }
}

#[test]
fn a_file_that_is_not_encrypted_unlocks_without_a_passphrase() {
    let Some(desk) = Desk::set_up() else { return };
    let file = KeyFile::read(&desk.new_key("plain", "ed25519", 0, "")).unwrap();
    assert!(!file.is_encrypted());
    file.unlock(None).unwrap().sign(NAMESPACE, MESSAGE).unwrap();
}

#[test]
fn every_cipher_that_ssh_keygen_offers_is_opened_or_named() {
    let Some(desk) = Desk::set_up() else { return };
    for cipher in
        ["aes128-ctr", "aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com"]
    {
        let path = desk.path(cipher);
        let mut command = desk.command(&["-q", "-a", "2", "-t", "ed25519", "-N", PASSPHRASE, "-Z", cipher]);
        succeed(command.arg("-f").arg(&path));
        unlocked(&path).sign(NAMESPACE, MESSAGE).unwrap();
        let wrong = KeyFile::read(&path).unwrap().unlock(Some(&secret("kamota")));
        assert!(matches!(wrong, Err(KeyFileError::WrongPassphrase { .. })), "{cipher}");
    }
    for named in ["3des-cbc", "chacha20-poly1305@openssh.com"] {
        let path = desk.path(named);
        let mut command = desk.command(&["-q", "-a", "2", "-t", "ed25519", "-N", PASSPHRASE, "-Z", named]);
        succeed(command.arg("-f").arg(&path));
        let refused = KeyFile::read(&path).unwrap().unlock(Some(&secret(PASSPHRASE))).unwrap_err();
        assert!(
            matches!(&refused, KeyFileError::UnsupportedCipher { cipher, .. } if cipher == named),
            "{refused}"
        );
    }
}

#[test]
fn rsa_files_are_sent_to_the_agent() {
    let Some(desk) = Desk::set_up() else { return };
    for passphrase in ["", PASSPHRASE] {
        let path = desk.new_key(&format!("rsa{passphrase}"), "rsa", 2048, passphrase);
        let refused = KeyFile::read(&path).unwrap().unlock(Some(&secret(passphrase))).unwrap_err();
        assert!(matches!(refused, KeyFileError::NeedsAgent { algorithm: Algorithm::Rsa, .. }));
        assert!(refused.to_string().ends_with("ssh-rsa signs only through ssh-agent"), "{refused}");
    }
}

#[test]
fn a_pub_file_is_told_from_a_private_one() {
    let Some(desk) = Desk::set_up() else { return };
    let path = desk.new_key("key", "ed25519", 0, PASSPHRASE);
    let public = path.with_extension("pub");
    assert!(matches!(KeyFile::read(&public), Err(KeyFileError::PublicKeyFile { path }) if path == public));
    assert!(matches!(read_public(&path), Err(KeyFileError::Key { source: KeyError::Shape, .. })));
    assert_eq!(read_public(&public).unwrap(), *KeyFile::read(&path).unwrap().public_key());
}

#[test]
fn other_formats_certificates_and_dsa_are_refused_by_name() {
    let Some(desk) = Desk::set_up() else { return };
    for format in ["PEM", "PKCS8"] {
        let path = desk.path(format);
        let mut command = desk.command(&["-q", "-t", "ecdsa", "-m", format, "-N", PASSPHRASE, "-f"]);
        succeed(command.arg(&path));
        assert!(matches!(KeyFile::read(&path), Err(KeyFileError::OtherFormat { .. })), "{format}");
    }
    let authority = desk.new_key("authority", "ed25519", 0, "");
    let holder = desk.new_key("holder", "ed25519", 0, "");
    let mut command = desk.command(&["-q", "-I", "holder", "-n", "tanaka", "-s"]);
    succeed(command.arg(&authority).arg(holder.with_extension("pub")));
    let certificate = read_public(&desk.path("holder-cert.pub"));
    let named = KeyError::Certificate { algorithm: "ssh-ed25519-cert-v01@openssh.com".to_owned() };
    assert!(matches!(certificate, Err(KeyFileError::Key { source, .. }) if source == named));
    // Not every ssh-keygen still makes DSA keys.
    let dsa = desk.path("dsa");
    if desk.command(&["-q", "-t", "dsa", "-N", "", "-f"]).arg(&dsa).status().unwrap().success() {
        let named = KeyError::Unsupported { algorithm: "ssh-dss".to_owned() };
        assert!(matches!(KeyFile::read(&dsa), Err(KeyFileError::Key { source, .. }) if source == named));
    }
}

#[test]
fn a_damaged_key_file_is_refused_wherever_it_is_damaged() {
    let Some(desk) = Desk::set_up() else { return };
    let plain = fs::read_to_string(desk.new_key("plain", "ed25519", 0, "")).unwrap();
    let path = desk.path("damaged");
    for cut in 0..plain.len() - 1 {
        fs::write(&path, &plain[..cut]).unwrap();
        assert!(KeyFile::read(&path).is_err(), "{cut} bytes");
    }
    fs::write(&path, vec![b'A'; 70_000]).unwrap();
    assert!(matches!(KeyFile::read(&path), Err(KeyFileError::TooLarge { .. })));
    fs::write(&path, [0xff; 100]).unwrap();
    assert!(matches!(KeyFile::read(&path), Err(KeyFileError::OtherFormat { .. })));
    assert!(matches!(KeyFile::read(&desk.path("none")), Err(KeyFileError::Io { .. })));
}

#[test]
fn a_header_with_somebody_elses_public_key_does_not_sign() {
    let Some(desk) = Desk::set_up() else { return };
    let bytes = |name: &str| {
        let text = fs::read_to_string(desk.new_key(name, "ed25519", 0, PASSPHRASE)).unwrap();
        let base64: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        data_encoding::BASE64.decode(base64.as_bytes()).unwrap()
    };
    let (mine, theirs) = (bytes("mine"), bytes("theirs"));
    // Magic, cipher, kdf, kdf options, count, length, then 51 bytes of public key.
    let start = 15 + (4 + 10) + (4 + 6) + (4 + 24) + 4 + 4;
    let mut swapped = mine;
    swapped[start..start + 51].copy_from_slice(&theirs[start..start + 51]);
    let armored = data_encoding::BASE64.encode(&swapped);
    let path = desk.path("swapped");
    let text = format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{armored}\n-----END OPENSSH PRIVATE KEY-----\n");
    fs::write(&path, text).unwrap();
    let file = KeyFile::read(&path).unwrap();
    assert_eq!(*file.public_key(), read_public(&desk.path("theirs.pub")).unwrap());
    let refused = file.unlock(Some(&secret(PASSPHRASE)));
    assert!(matches!(refused, Err(KeyFileError::Damaged { .. })), "{refused:?}");
}

#[test]
fn a_generated_key_is_one_that_ssh_keygen_opens_and_accepts() {
    let Some(desk) = Desk::set_up() else { return };
    let path = desk.path("id");
    let public = generate(&path, "田中 at the desk", &secret(PASSPHRASE)).unwrap();
    assert_eq!(public.algorithm(), Algorithm::Ed25519);
    let line = fs::read_to_string(desk.path("id.pub")).unwrap();
    assert_eq!(line, format!("{public} 田中 at the desk\n"));
    assert_eq!(read_public(&desk.path("id.pub")).unwrap(), public);

    let file = KeyFile::read(&path).unwrap();
    assert!(file.is_encrypted());
    let text = fs::read_to_string(&path).unwrap();
    let base64: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    let bytes = data_encoding::BASE64.decode(base64.as_bytes()).unwrap();
    assert!(bytes.starts_with(b"openssh-key-v1\0\0\0\0\x0aaes256-ctr\0\0\0\x06bcrypt"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    let mut command = desk.command(&["-y", "-P", PASSPHRASE, "-f"]);
    let shown = command.arg(&path).stdout(std::process::Stdio::piped()).output().unwrap();
    assert_eq!(String::from_utf8(shown.stdout).unwrap(), line);
    let signature = unlocked(&path).sign(NAMESPACE, MESSAGE).unwrap();
    assert!(desk.peer_accepts(&public, signature.armor(), NAMESPACE, MESSAGE));
}

#[test]
fn generating_never_overwrites_and_leaves_no_half() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("id");
    for (taken, other) in [("id", "id.pub"), ("id.pub", "id")] {
        fs::write(dir.path().join(taken), "mine").unwrap();
        let refused = generate(&path, "", &secret(PASSPHRASE)).unwrap_err();
        let named = dir.path().join(taken);
        assert!(
            matches!(&refused, GenerateError::Io { path, source }
                if *path == named && source.kind() == ErrorKind::AlreadyExists),
            "{refused}"
        );
        assert_eq!(fs::read(&named).unwrap(), b"mine");
        assert!(!dir.path().join(other).exists());
        fs::remove_file(&named).unwrap();
    }
    assert!(matches!(generate(&path, "", &secret("")), Err(GenerateError::EmptyPassphrase)));
    assert!(matches!(generate(&path, "a\nb", &secret("x")), Err(GenerateError::Comment)));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn an_unlocked_key_opens_age_files_and_does_not_print_itself() {
    let Some(desk) = Desk::set_up() else { return };
    let key = unlocked(&desk.new_key("key", "ed25519", 0, PASSPHRASE));
    let text = key.openssh_private().unwrap();
    let identity = age::ssh::Identity::from_buffer(text.as_bytes(), None).unwrap();
    assert!(matches!(identity, age::ssh::Identity::Unencrypted(_)));
    let shown = format!("{key:?}");
    assert_eq!(shown, format!("UnlockedKey({:?})", key.public_key()));
}

/// An unencrypted P-521 or P-256 file with this private number, as PROTOCOL.key spells it.
fn file_with_number(kind: &str, curve: &str, point: &[u8], number: &[u8]) -> String {
    let name = format!("ecdsa-sha2-{kind}");
    let public = strings(&[name.as_bytes(), curve.as_bytes(), point]);
    let mut section =
        [vec![9; 8], strings(&[name.as_bytes(), curve.as_bytes(), point, number, b"\x93"])].concat();
    for byte in 1.. {
        if section.len() % 8 == 0 {
            break;
        }
        section.push(byte);
    }
    let start = [b"openssh-key-v1\0".as_slice(), &strings(&[b"none", b"none", b""]), &[0, 0, 0, 1]].concat();
    let base64 = data_encoding::BASE64.encode(&[start, strings(&[&public, &section])].concat());
    let lines = base64.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap());
    let body = lines.collect::<Vec<_>>().join("\n");
    format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{body}\n-----END OPENSSH PRIVATE KEY-----\n")
}

/// ssh-keygen writes private numbers without leading zeros: one P-521 key in four is short.
#[test]
fn a_short_private_number_signs_as_well_and_a_padded_one_is_refused() {
    let Some(desk) = Desk::set_up() else { return };
    let (mut wide, mut narrow) = ([7; 66], [7; 32]);
    wide[..3].fill(0);
    narrow[..1].fill(0);
    let numbers = [wide[3..].to_vec(), narrow[1..].to_vec()];
    let wide = p521::ecdsa::SigningKey::from_slice(&wide).unwrap();
    let wide = p521::ecdsa::VerifyingKey::from(&wide).to_encoded_point(false);
    let narrow = p256::ecdsa::SigningKey::from_slice(&narrow).unwrap();
    let narrow = narrow.verifying_key().to_encoded_point(false);
    for (kind, point, number) in
        [("nistp521", wide.as_bytes(), &numbers[0]), ("nistp256", narrow.as_bytes(), &numbers[1])]
    {
        let path = desk.path(kind);
        file::create_new(&path, file_with_number(kind, kind, point, number).as_bytes()).unwrap();
        let key = KeyFile::read(&path).unwrap().unlock(None).unwrap();
        let signature = key.sign(NAMESPACE, MESSAGE).unwrap();
        assert!(desk.peer_accepts(key.public_key(), signature.armor(), NAMESPACE, MESSAGE), "{kind}");
        let theirs = ArmoredSignature::parse(&desk.peer_signs(&path, NAMESPACE, MESSAGE, &[])).unwrap();
        assert_eq!(verify(MESSAGE, &theirs, NAMESPACE).as_ref(), Ok(key.public_key()), "{kind}");
        // Another number than the public key's, a padded one, none, and one past the curve.
        let padded = [vec![0], number.clone()].concat();
        for wrong in [&number[1..], &padded, &[], &[0x7f; 66]] {
            let path = desk.path("wrong");
            fs::write(&path, file_with_number(kind, kind, point, wrong)).unwrap();
            let refused = KeyFile::read(&path).unwrap().unlock(None);
            assert!(matches!(refused, Err(KeyFileError::Damaged { .. })), "{wrong:?} {refused:?}");
        }
    }
}

#[test]
fn an_unlocked_key_is_written_as_ssh_keygen_reads_it() {
    let Some(desk) = Desk::set_up() else { return };
    for (kind, bits) in [("ed25519", 0), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521)] {
        let key = unlocked(&desk.new_key(&format!("{kind}{bits}"), kind, bits, PASSPHRASE));
        let path = desk.path(&format!("{kind}{bits}-open"));
        file::create_new(&path, key.openssh_private().unwrap().as_bytes()).unwrap();
        let theirs = ArmoredSignature::parse(&desk.peer_signs(&path, NAMESPACE, MESSAGE, &[])).unwrap();
        assert_eq!(verify(MESSAGE, &theirs, NAMESPACE).as_ref(), Ok(key.public_key()));
        assert!(KeyFile::read(&path).unwrap().unlock(None).is_ok());
    }
}
