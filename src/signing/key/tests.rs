//! Keys that somebody crafted.

use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use proptest::prelude::*;

use super::super::wire::put_string;
use super::*;

const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE";

fn wire(fields: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for field in fields {
        put_string(&mut out, field);
    }
    out
}

fn refused(fields: &[&[u8]]) -> KeyError {
    PublicKey::from_wire(&wire(fields)).unwrap_err()
}

fn unsupported(algorithm: &str) -> KeyError {
    KeyError::Unsupported { algorithm: algorithm.to_owned() }
}

#[test]
fn a_key_has_one_spelling() {
    let key = PublicKey::parse_openssh(ED25519).unwrap();
    assert_eq!(key.to_openssh(), ED25519);
    for same in [format!("{ED25519}\n"), format!("{ED25519}\r\n"), format!("{ED25519} who at where\n")] {
        assert_eq!(PublicKey::parse_openssh(&same), Ok(key.clone()));
        assert!(serde_json::from_str::<PublicKey>(&serde_json::to_string(&same).unwrap()).is_err());
    }
    let json = serde_json::to_string(&key).unwrap();
    assert_eq!(json, format!("\"{ED25519}\""));
    assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), key);
}

#[test]
fn a_key_is_no_other_key() {
    let other = PublicKey::from_wire(&wire(&[b"ssh-ed25519", ED25519_BASEPOINT_POINT.compress().as_bytes()]));
    let (key, other) = (PublicKey::parse_openssh(ED25519).unwrap(), other.unwrap());
    assert_ne!(key, other);
    assert_ne!(key.fingerprint(), other.fingerprint());
    assert_eq!(key.cmp(&other), key.wire().cmp(other.wire()));
    assert_eq!(other.partial_cmp(&key), Some(key.cmp(&other).reverse()));
    assert_eq!(format!("{key:?}"), format!("PublicKey(ssh-ed25519 {})", key.fingerprint()));
    assert_eq!(std::collections::HashSet::from([key.clone(), other, key]).len(), 2);
}

#[test]
fn what_is_not_one_key_line_is_refused() {
    let two_lines = format!("{ED25519}\n{ED25519}\n");
    let with_options = format!("restrict {ED25519}");
    let indented = format!(" {ED25519}");
    let cut = &ED25519[..ED25519.len() - 1];
    let doubled = format!("{ED25519}\n\n");
    for text in ["", "ssh-ed25519", "ssh-ed25519 ", &two_lines, &with_options, &indented, cut, &doubled] {
        assert_eq!(PublicKey::parse_openssh(text), Err(KeyError::Shape), "{text}");
    }
    let mislabelled = ED25519.replacen("ssh-ed25519", "ssh-rsa", 1);
    let mismatch = KeyError::Mismatch { named: "ssh-rsa".to_owned(), inside: Algorithm::Ed25519 };
    assert_eq!(PublicKey::parse_openssh(&mislabelled), Err(mismatch));
}

#[test]
fn small_order_keys_are_refused() {
    for kind in ["ssh-ed25519", "sk-ssh-ed25519@openssh.com"] {
        for point in EIGHT_TORSION {
            let bytes = point.compress().to_bytes();
            let mut with_other_sign = bytes;
            with_other_sign[31] ^= 0x80;
            for bytes in [bytes, with_other_sign] {
                let mut fields: Vec<&[u8]> = vec![kind.as_bytes(), &bytes];
                if kind.starts_with("sk-") {
                    fields.push(b"ssh:");
                }
                assert_eq!(refused(&fields), KeyError::SmallOrder);
            }
        }
    }
}

#[test]
fn a_second_spelling_of_an_ed25519_point_is_refused() {
    // y + p still fits into 255 bits for y below 19: those points can be written twice.
    let mut doubles = 0;
    for y in 0..19 {
        let mut bytes = [0xff; 32];
        bytes[0] = 0xed + y;
        bytes[31] = 0x7f;
        match refused(&[b"ssh-ed25519", &bytes]) {
            KeyError::NotCanonical { .. } => doubles += 1,
            KeyError::SmallOrder | KeyError::OffCurve { .. } => {}
            other => panic!("{other}"),
        }
    }
    assert!(doubles > 0);
}

#[test]
fn ed25519_bytes_that_are_no_point_are_refused() {
    let mut bytes = ED25519_BASEPOINT_POINT.compress().to_bytes();
    while PublicKey::from_wire(&wire(&[b"ssh-ed25519", &bytes])).is_ok() {
        bytes[0] += 1;
    }
    let algorithm = Algorithm::Ed25519;
    assert_eq!(refused(&[b"ssh-ed25519", &bytes]), KeyError::OffCurve { algorithm });
    assert_eq!(refused(&[b"ssh-ed25519", &bytes[1..]]), KeyError::Malformed { algorithm });
    assert_eq!(refused(&[b"ssh-ed25519", &bytes, b""]), KeyError::Malformed { algorithm });
}

#[test]
fn compressed_off_curve_and_mislabelled_nist_points_are_refused() {
    let algorithm = Algorithm::EcdsaP256;
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let point = |compress| key.verifying_key().to_encoded_point(compress).as_bytes().to_vec();
    let (full, compressed) = (point(false), point(true));
    let with = |curve: &str, point: &[u8]| {
        PublicKey::from_wire(&wire(&[b"ecdsa-sha2-nistp256", curve.as_bytes(), point]))
    };
    assert!(with("nistp256", &full).is_ok());
    assert_eq!(with("nistp256", &compressed), Err(KeyError::NotCanonical { algorithm }));
    assert_eq!(with("nistp384", &full), Err(KeyError::Malformed { algorithm }));
    for length in
        [&full[..64], &[&full[..], &[0]].concat(), &compressed[..32], &[&compressed[..], &[0]].concat()]
    {
        assert_eq!(
            with("nistp256", length),
            Err(KeyError::Malformed { algorithm }),
            "{} bytes",
            length.len()
        );
    }
    let mut off = full.clone();
    off[64] ^= 1;
    assert_eq!(with("nistp256", &off), Err(KeyError::OffCurve { algorithm }));
    // SEC1's hybrid form, a third spelling, and the point at infinity.
    off[64] ^= 1;
    off[0] = 6;
    assert_eq!(with("nistp256", &off), Err(KeyError::Malformed { algorithm }));
    assert_eq!(with("nistp256", &[0]), Err(KeyError::Malformed { algorithm }));
}

#[test]
fn short_padded_and_even_rsa_keys_are_refused() {
    let modulus = |bytes: usize| {
        let mut modulus = vec![0xff; bytes + 1];
        modulus[0] = 0;
        modulus
    };
    let with = |exponent: &[u8], modulus: &[u8]| {
        PublicKey::from_wire(&wire(&[b"ssh-rsa", exponent, modulus])).map(|key| key.algorithm())
    };
    assert_eq!(with(&[3], &modulus(256)), Ok(Algorithm::Rsa));
    assert_eq!(with(&[3], &modulus(2048)), Ok(Algorithm::Rsa));
    assert_eq!(with(&[3], &modulus(255)), Err(KeyError::RsaBits { bits: 2040 }));
    assert_eq!(with(&[3], &modulus(2049)), Err(KeyError::RsaBits { bits: 16_392 }));
    let mut one_bit_short = modulus(256);
    one_bit_short.remove(0);
    one_bit_short[0] = 0x7f;
    assert_eq!(with(&[3], &one_bit_short), Err(KeyError::RsaBits { bits: 2047 }));
    let mut even = modulus(256);
    even[256] = 0xfe;
    assert_eq!(with(&[3], &even), Err(KeyError::RsaNumbers));
    assert_eq!(with(&[1], &modulus(256)), Err(KeyError::RsaNumbers));
    assert_eq!(with(&[4], &modulus(256)), Err(KeyError::RsaNumbers));
    let malformed = Err(KeyError::Malformed { algorithm: Algorithm::Rsa });
    assert_eq!(with(&[0, 3], &modulus(256)), malformed);
    assert_eq!(with(&[3], &modulus(256)[1..]), malformed);
}

#[test]
fn dsa_ml_dsa_and_certificates_are_refused_by_name() {
    assert_eq!(refused(&[b"ssh-dss", b"p"]), unsupported("ssh-dss"));
    let ml_dsa = "ssh-mldsa44-ed25519@openssh.com";
    assert_eq!(refused(&[ml_dsa.as_bytes(), b"k"]), unsupported(ml_dsa));
    assert_eq!(refused(&[b"rsa-sha2-512", b"e", b"n"]), unsupported("rsa-sha2-512"));
    for kind in ["ssh-ed25519-cert-v01@openssh.com", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com"] {
        let certificate = KeyError::Certificate { algorithm: kind.to_owned() };
        assert_eq!(refused(&[kind.as_bytes(), b"nonce"]), certificate);
    }
}

proptest! {
    #[test]
    fn foreign_bytes_are_refused_or_are_the_one_spelling(
        kind in proptest::sample::select(Algorithm::ALL.as_slice()),
        tail in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        let mut bytes = wire(&[kind.as_str().as_bytes()]);
        bytes.extend(tail);
        if let Ok(key) = PublicKey::from_wire(&bytes) {
            prop_assert_eq!(key.wire(), &bytes);
        }
    }
}
