//! Signatures that somebody crafted: other spellings, SHA-1, untouched security keys, odd points.

use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::scalar::Scalar;
use data_encoding::BASE64;
use ed25519_dalek::Signer as _;
use sekisho::signing::{ArmorError, ArmoredSignature, PublicKey, SignatureError, VerifyError, verify};
use sha2::{Digest as _, Sha256, Sha512};

use super::{Desk, MESSAGE, NAMESPACE};

/// Flags of PROTOCOL.u2f.
pub const TOUCHED: u8 = 0x01;
const VERIFIED: u8 = 0x04;

/// The fields of an SSHSIG, each free to be wrong.
#[derive(Clone)]
pub struct Fields {
    pub version: u32,
    pub key: Vec<u8>,
    pub namespace: Vec<u8>,
    pub reserved: Vec<u8>,
    pub hash: String,
    pub raw: Vec<u8>,
    pub after: Vec<u8>,
}

impl Fields {
    pub fn armor(&self) -> String {
        let mut blob = b"SSHSIG".to_vec();
        blob.extend(self.version.to_be_bytes());
        for field in [&self.key, &self.namespace, &self.reserved, self.hash.as_bytes(), &self.raw] {
            blob.extend(string(field));
        }
        blob.extend(&self.after);
        armor(&blob)
    }

    /// The fields of a signature that somebody really made.
    pub fn of(armor: &str) -> Self {
        let blob = blob(armor);
        let mut rest = &blob[6..];
        let version = u32::from_be_bytes(rest[..4].try_into().unwrap());
        rest = &rest[4..];
        let mut next = || {
            let length = usize::try_from(u32::from_be_bytes(rest[..4].try_into().unwrap())).unwrap();
            let field = rest[4..4 + length].to_vec();
            rest = &rest[4 + length..];
            field
        };
        let [key, namespace, reserved, hash, raw] = std::array::from_fn(|_| next());
        let hash = String::from_utf8(hash).unwrap();
        Self { version, key, namespace, reserved, hash, raw, after: rest.to_vec() }
    }

    fn read(&self) -> Result<ArmoredSignature, SignatureError> {
        ArmoredSignature::parse_exact(&self.armor())
    }
}

pub fn string(bytes: &[u8]) -> Vec<u8> {
    let mut out = u32::try_from(bytes.len()).unwrap().to_be_bytes().to_vec();
    out.extend(bytes);
    out
}

pub fn strings(fields: &[&[u8]]) -> Vec<u8> {
    fields.iter().flat_map(|field| string(field)).collect()
}

fn armor(blob: &[u8]) -> String {
    let base64 = BASE64.encode(blob);
    let lines = base64.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap());
    let body = lines.collect::<Vec<_>>().join("\n");
    format!("-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n")
}

fn blob(armor: &str) -> Vec<u8> {
    let base64: String = armor.lines().filter(|line| !line.starts_with('-')).collect();
    BASE64.decode(base64.as_bytes()).unwrap()
}

fn data_to_sign(namespace: &str, message: &[u8]) -> Vec<u8> {
    let fields = [namespace.as_bytes(), b"", b"sha512", &Sha512::digest(message)];
    [b"SSHSIG".as_slice(), &strings(&fields)].concat()
}

fn ed25519() -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_bytes(&[7; 32])
}

/// A good signature in its parts.
fn good() -> Fields {
    let secret = ed25519();
    let raw = secret.sign(&data_to_sign(NAMESPACE, MESSAGE)).to_bytes();
    Fields {
        version: 1,
        key: strings(&[b"ssh-ed25519", secret.verifying_key().as_bytes()]),
        namespace: NAMESPACE.as_bytes().to_vec(),
        reserved: Vec::new(),
        hash: "sha512".to_owned(),
        raw: strings(&[b"ssh-ed25519", &raw]),
        after: Vec::new(),
    }
}

fn rsa_key() -> Vec<u8> {
    let mut modulus = vec![0xff; 257];
    modulus[0] = 0;
    strings(&[b"ssh-rsa", &[3], &modulus])
}

/// What a security key made of software says: `kind` with `flags` and a counter, signed as PROTOCOL.u2f says.
pub(super) fn security_key_raw(kind: SoftKey, flags: u8, data: &[u8]) -> Vec<u8> {
    let trailer = [&[flags][..], &7_u32.to_be_bytes()].concat();
    let signed = [&Sha256::digest(b"ssh:")[..], &trailer, &Sha256::digest(data)].concat();
    match kind {
        SoftKey::Ed25519 => {
            let raw = ed25519().sign(&signed).to_bytes();
            [strings(&[b"sk-ssh-ed25519@openssh.com", &raw]), trailer].concat()
        }
        SoftKey::P256 => {
            let signature: p256::ecdsa::Signature = p256_secret().sign(&signed);
            let numbers = signature.to_bytes();
            let (r, s) = numbers.split_at(32);
            let raw = strings(&[&mpint(r), &mpint(s)]);
            [strings(&[b"sk-ecdsa-sha2-nistp256@openssh.com", &raw]), trailer].concat()
        }
    }
}

/// A security key made of software.
#[derive(Debug, Clone, Copy)]
pub enum SoftKey {
    Ed25519,
    P256,
}

impl SoftKey {
    pub fn wire(self) -> Vec<u8> {
        match self {
            Self::Ed25519 => {
                let point = ed25519().verifying_key().to_bytes();
                strings(&[b"sk-ssh-ed25519@openssh.com", &point, b"ssh:"])
            }
            Self::P256 => {
                let point = p256_secret().verifying_key().to_encoded_point(false);
                let kind = b"sk-ecdsa-sha2-nistp256@openssh.com";
                strings(&[kind, b"nistp256", point.as_bytes(), b"ssh:"])
            }
        }
    }

    fn signature(self, flags: u8) -> Fields {
        self.signs(flags, NAMESPACE, MESSAGE)
    }

    /// Its signature over any message in any namespace.
    pub fn signs(self, flags: u8, namespace: &str, message: &[u8]) -> Fields {
        let raw = security_key_raw(self, flags, &data_to_sign(namespace, message));
        Fields { key: self.wire(), namespace: namespace.as_bytes().to_vec(), raw, ..good() }
    }

    /// Its public key, as a line of `authorized_keys`.
    pub fn public(self) -> String {
        let kind = match self {
            Self::Ed25519 => "sk-ssh-ed25519@openssh.com",
            Self::P256 => "sk-ecdsa-sha2-nistp256@openssh.com",
        };
        format!("{kind} {}", BASE64.encode(&self.wire()))
    }
}

fn p256_secret() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap()
}

fn mpint(number: &[u8]) -> Vec<u8> {
    let number: Vec<u8> = number.iter().copied().skip_while(|byte| *byte == 0).collect();
    if number.first().is_some_and(|byte| *byte >= 0x80) { [vec![0], number].concat() } else { number }
}

#[test]
fn the_crafted_signature_is_good_before_it_is_spoilt() {
    let signature = good().read().unwrap();
    let key = verify(MESSAGE, &signature, NAMESPACE).unwrap();
    assert_eq!(signature.armor(), good().armor());
    if let Some(desk) = Desk::set_up() {
        assert!(desk.peer_accepts(&key, signature.armor(), NAMESPACE, MESSAGE));
    }
}

#[test]
fn sha1_is_refused_by_name() {
    let rsa = Fields { key: rsa_key(), raw: strings(&[b"ssh-rsa", &[1; 256]]), ..good() };
    assert_eq!(rsa.read(), Err(SignatureError::Sha1 { name: "ssh-rsa" }));
    let hash = Fields { hash: "sha1".to_owned(), ..good() };
    assert_eq!(hash.read(), Err(SignatureError::Sha1 { name: "sha1" }));
    let hash = Fields { hash: "sha384".to_owned(), ..good() };
    assert_eq!(hash.read(), Err(SignatureError::UnsupportedHash { name: "sha384".to_owned() }));
}

#[test]
fn another_version_of_the_format_is_refused() {
    for version in [0, 2, u32::MAX] {
        assert_eq!(Fields { version, ..good() }.read(), Err(SignatureError::Version { version }));
    }
}

#[test]
fn bytes_that_nobody_signed_are_refused() {
    let after = Fields { after: vec![0], ..good() };
    assert_eq!(after.read(), Err(SignatureError::Malformed));
    let inside = Fields { raw: [good().raw, vec![0]].concat(), ..good() };
    assert_eq!(inside.read(), Err(SignatureError::Malformed));
    let reserved = Fields { reserved: vec![1], ..good() };
    assert_eq!(reserved.read(), Err(SignatureError::Reserved));
    let nameless = Fields { namespace: Vec::new(), ..good() };
    assert_eq!(nameless.read(), Err(SignatureError::NoNamespace));
    let mut cut = blob(&good().armor());
    while cut.pop().is_some() {
        assert!(ArmoredSignature::parse(&armor(&cut)).is_err(), "{} bytes", cut.len());
    }
}

#[test]
fn a_second_blob_or_any_text_around_the_first_is_refused() {
    let text = good().armor();
    let doubled = format!("{text}{text}");
    assert_eq!(ArmoredSignature::parse(&doubled), Err(SignatureError::Armor(ArmorError::AfterEnd)));
    let introduced = format!("see:\n{text}");
    assert_eq!(ArmoredSignature::parse(&introduced), Err(SignatureError::Armor(ArmorError::NoBegin)));
    let endless = "A".repeat(1 << 20);
    assert_eq!(ArmoredSignature::parse(&endless), Err(SignatureError::TooLarge { size_bytes: 1 << 20 }));
}

#[test]
fn other_armor_is_read_into_the_one_spelling_and_not_taken_for_it() {
    let text = good().armor();
    let base64 = BASE64.encode(&blob(&text));
    let one_line = format!("-----BEGIN SSH SIGNATURE-----\n{base64}\n-----END SSH SIGNATURE-----");
    for other in [text.replace('\n', "\r\n"), text.trim_end().to_owned(), one_line] {
        assert_eq!(ArmoredSignature::parse(&other).unwrap().armor(), text);
        assert_eq!(ArmoredSignature::parse_exact(&other), Err(SignatureError::NotCanonical));
    }
}

#[test]
fn a_signature_of_another_kind_than_the_key_is_refused() {
    let raw = strings(&[b"rsa-sha2-512", &[1; 256]]);
    let mismatch = SignatureError::Mismatch {
        algorithm: "rsa-sha2-512".to_owned(),
        key: sekisho::signing::Algorithm::Ed25519,
    };
    assert_eq!(Fields { raw, ..good() }.read(), Err(mismatch));
    let raw = strings(&[b"ssh-dss", &[1; 40]]);
    let unsupported = SignatureError::Unsupported { algorithm: "ssh-dss".to_owned() };
    assert_eq!(Fields { raw, ..good() }.read(), Err(unsupported));
}

#[test]
fn padded_numbers_and_short_rsa_signatures_are_refused() {
    for raw in [[1; 255].as_slice(), &[1; 257]] {
        let short = Fields { key: rsa_key(), raw: strings(&[b"rsa-sha2-512", raw]), ..good() };
        assert_eq!(short.read(), Err(SignatureError::Malformed));
    }
    let point = p256_secret().verifying_key().to_encoded_point(false);
    let key = strings(&[b"ecdsa-sha2-nistp256", b"nistp256", point.as_bytes()]);
    let with = |r: &[u8], s: &[u8]| {
        let raw = strings(&[b"ecdsa-sha2-nistp256", &strings(&[r, s])]);
        Fields { key: key.clone(), raw, ..good() }.read()
    };
    let signature = with(&[1], &[2]).unwrap();
    assert_eq!(verify(MESSAGE, &signature, NAMESPACE), Err(VerifyError::BadSignature));
    for (r, s) in [(&[0, 1][..], &[2][..]), (&[1], &[0, 2]), (&[], &[2]), (&[0x80], &[2]), (&[1; 33], &[2])] {
        assert_eq!(with(r, s), Err(SignatureError::Malformed), "{r:?} {s:?}");
    }
}

#[test]
fn no_flipped_bit_leaves_a_signature_that_verifies() {
    let originals = [good(), SoftKey::Ed25519.signature(TOUCHED), SoftKey::P256.signature(TOUCHED)];
    for original in originals {
        let original = blob(&original.armor());
        for at in 0..original.len() * 8 {
            let mut flipped = original.clone();
            flipped[at / 8] ^= 1 << (at % 8);
            let Ok(signature) = ArmoredSignature::parse(&armor(&flipped)) else { continue };
            assert!(verify(MESSAGE, &signature, NAMESPACE).is_err(), "bit {at}");
        }
    }
}

#[test]
fn a_security_key_that_nobody_touched_is_refused() {
    let desk = Desk::set_up();
    for kind in [SoftKey::Ed25519, SoftKey::P256] {
        for flags in [TOUCHED, TOUCHED | VERIFIED] {
            let signature = kind.signature(flags).read().unwrap();
            let key = verify(MESSAGE, &signature, NAMESPACE).unwrap();
            assert!(key.is_security_key());
            if let Some(desk) = &desk {
                assert!(desk.peer_accepts(&key, signature.armor(), NAMESPACE, MESSAGE), "{kind:?}");
            }
        }
        for flags in [0, VERIFIED] {
            let signature = kind.signature(flags).read().unwrap();
            assert_eq!(verify(MESSAGE, &signature, NAMESPACE), Err(VerifyError::NoTouch), "{kind:?}");
        }
    }
}

#[test]
fn a_touch_written_in_afterwards_does_not_verify() {
    for kind in [SoftKey::Ed25519, SoftKey::P256] {
        for (signed, claimed) in [(0, TOUCHED), (TOUCHED, 0)] {
            let mut fields = kind.signature(signed);
            let flags = fields.raw.len() - 5;
            fields.raw[flags] = claimed;
            let signature = fields.read().unwrap();
            assert_eq!(verify(MESSAGE, &signature, NAMESPACE), Err(VerifyError::BadSignature), "{kind:?}");
        }
    }
}

/// `R` carries a point of small order: `[8][S]B = [8]R + [8][k]A` holds, `[S]B = R + [k]A` does not.
/// Checking signatures in batches would accept it.
#[test]
fn a_signature_of_mixed_order_is_refused_as_ssh_keygen_does() {
    let (secret, data) = (ed25519(), data_to_sign(NAMESPACE, MESSAGE));
    let (a, nonce) = (secret.to_scalar(), Scalar::from(1_234_567_u64));
    for torsion in EIGHT_TORSION {
        let r = (nonce * ED25519_BASEPOINT_POINT + torsion).compress();
        let public = secret.verifying_key();
        let challenge = Sha512::new().chain_update(r.as_bytes()).chain_update(public).chain_update(&data);
        let k = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into());
        let raw = [r.to_bytes(), (nonce + k * a).to_bytes()].concat();
        let signature = Fields { raw: strings(&[b"ssh-ed25519", &raw]), ..good() }.read().unwrap();
        let ours = verify(MESSAGE, &signature, NAMESPACE);
        assert_eq!(ours.is_ok(), torsion == EIGHT_TORSION[0]);
        if let Some(desk) = Desk::set_up() {
            let key: PublicKey = signature.claimed_key().clone();
            let theirs = desk.peer_accepts(&key, signature.armor(), NAMESPACE, MESSAGE);
            assert_eq!(theirs, ours.is_ok());
        }
    }
}

/// `R` of small order, with a nonce of zero: `[S]B = R + [k]A` holds, and the signature gives the
/// private key away. Only strict checking refuses it (RFC 8032 leaves it open).
#[test]
fn a_signature_with_r_of_small_order_is_refused() {
    let (secret, data) = (ed25519(), data_to_sign(NAMESPACE, MESSAGE));
    let r = EIGHT_TORSION[0].compress();
    let public = secret.verifying_key();
    let challenge = Sha512::new().chain_update(r.as_bytes()).chain_update(public).chain_update(&data);
    let k = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into());
    let raw = [r.to_bytes(), (k * secret.to_scalar()).to_bytes()].concat();
    let lenient = ed25519_dalek::Signature::from_slice(&raw).unwrap();
    assert!(ed25519_dalek::Verifier::verify(&public, &data, &lenient).is_ok());
    let signature = Fields { raw: strings(&[b"ssh-ed25519", &raw]), ..good() }.read().unwrap();
    assert_eq!(verify(MESSAGE, &signature, NAMESPACE), Err(VerifyError::BadSignature));
}

/// `S + L` means the same as `S`: the second spelling of a signature (RFC 8032 section 5.1.7).
#[test]
fn a_signature_with_an_unreduced_number_is_refused() {
    const L: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut fields = good();
    let number_at = fields.raw.len() - 32;
    let mut carry = 0;
    for (byte, l) in fields.raw[number_at..].iter_mut().zip(L) {
        let sum = u16::from(*byte) + u16::from(l) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    assert_eq!(verify(MESSAGE, &fields.read().unwrap(), NAMESPACE), Err(VerifyError::BadSignature));
}
