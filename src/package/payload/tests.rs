//! Against the stream of the `age` crate, in both directions and at every border of a chunk.

use std::io::{Cursor, Read as _};

use super::*;
use crate::base::secret::SecretText;
use crate::package::keys::{Identity, parse_identities};
use crate::package::seal::{Seal, Sealer};
use crate::package::unseal::{DamageKind, Unlock, UnsealError, unseal};

fn identity() -> Identity {
    let secret = age::x25519::Identity::generate().to_string();
    parse_identities(age::secrecy::ExposeSecret::expose_secret(&secret).as_bytes(), None).unwrap().remove(0)
}

fn content(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| u8::try_from((at.wrapping_mul(2_654_435_761) >> 13) & 0xff).unwrap()).collect()
}

fn sealed_here(content: &[u8], to: &Identity, at_a_time: usize) -> Vec<u8> {
    let mut sealer = Sealer::begin(&Seal::Keys(vec![to.recipient()]), Vec::new()).unwrap();
    for part in content.chunks(at_a_time) {
        sealer.write_all(part).unwrap();
        sealer.flush().unwrap();
    }
    sealer.finish().unwrap()
}

fn sealed_by_age(content: &[u8], to: &Identity) -> Vec<u8> {
    let recipient: age::x25519::Recipient = to.recipient().parse().unwrap();
    let to = std::iter::once::<&dyn age::Recipient>(&recipient);
    let mut writer = age::Encryptor::with_recipients(to).unwrap().wrap_output(Vec::new()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

fn opened_here(sealed: &[u8], with: &Identity) -> Result<Vec<u8>, UnsealError> {
    let identities = std::slice::from_ref(with);
    let mut plain = unseal(Cursor::new(sealed), &Unlock::Identities(identities), 20)?;
    let mut all = Vec::new();
    plain.read_to_end(&mut all)?;
    assert_eq!(u64::try_from(all.len()).unwrap(), plain.size_bytes());
    Ok(all)
}

fn opened_by_age(sealed: &[u8], with: &Identity) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let decryptor = age::Decryptor::new_buffered(sealed).ok()?;
    decryptor.decrypt(std::iter::once(with.as_age())).ok()?.read_to_end(&mut all).ok()?;
    Some(all)
}

#[test]
fn what_is_sealed_here_age_opens_and_what_age_seals_opens_here() {
    let identity = identity();
    for chunks in 0..4 {
        for more in [-1, 0, 1, 15, 16, 17, 4096] {
            let Ok(bytes) = usize::try_from(chunks * 65_536 + more) else { continue };
            let content = content(bytes);
            for at_a_time in [1000, 65_536, 262_144] {
                let sealed = sealed_here(&content, &identity, at_a_time);
                assert_eq!(opened_by_age(&sealed, &identity).as_ref(), Some(&content), "{bytes}");
                assert_eq!(opened_here(&sealed, &identity).unwrap(), content, "{bytes}");
            }
            let sealed = sealed_by_age(&content, &identity);
            assert_eq!(opened_here(&sealed, &identity).unwrap(), content, "{bytes}");
        }
    }
}

#[test]
fn a_passphrase_and_several_keys_seal_for_age_too() {
    let content = content(70_000);
    let identities = [identity(), identity()];
    let keys = identities.iter().map(Identity::recipient).collect();
    let mut sealer = Sealer::begin(&Seal::Keys(keys), Vec::new()).unwrap();
    sealer.write_all(&content).unwrap();
    let sealed = sealer.finish().unwrap();
    for identity in &identities {
        assert_eq!(opened_by_age(&sealed, identity).as_ref(), Some(&content));
        assert_eq!(opened_here(&sealed, identity).unwrap(), content);
    }
    let passphrase = SecretText::new("kamote-sunahi".to_owned());
    let mut sealer = Sealer::begin(&Seal::Passphrase(passphrase), Vec::new()).unwrap();
    sealer.write_all(&content).unwrap();
    let sealed = sealer.finish().unwrap();
    let scrypt = age::scrypt::Identity::new("kamote-sunahi".to_owned().into());
    let mut all = Vec::new();
    let decryptor = age::Decryptor::new_buffered(&sealed[..]).unwrap();
    decryptor.decrypt(std::iter::once::<&dyn age::Identity>(&scrypt)).unwrap().read_to_end(&mut all).unwrap();
    assert_eq!(all, content);
}

/// Every byte of the header's end, the nonce and the borders of chunks, and a thousand places in between.
#[test]
fn whatever_age_refuses_is_refused_here() {
    let identity = identity();
    let content = content(3 * 65_536 + 100);
    let sealed = sealed_here(&content, &identity, 65_536);
    let start = sealed.len() - (content.len() + 4 * TAG_BYTES);
    let borders = (0..4).flat_map(|chunk| {
        let begin = start + chunk * (CHUNK_BYTES + TAG_BYTES);
        begin.saturating_sub(40)..begin + 3
    });
    let spread = (0..1000).map(|nth| start + (nth * 7_919) % (sealed.len() - start));
    let mut tried = 0;
    for at in borders.chain(spread).filter(|at| *at < sealed.len()) {
        let mut changed = sealed.clone();
        changed[at] ^= 1 << (at % 8);
        let cut = &sealed[..at];
        for damaged in [&changed[..], cut] {
            assert_eq!(opened_by_age(damaged, &identity), None, "byte {at}");
            assert!(opened_here(damaged, &identity).is_err(), "byte {at}");
            tried += 1;
        }
    }
    assert!(tried > 2000, "{tried}");
    for extended in [&b"\0"[..], &sealed[start..], &sealed] {
        let extended = [&sealed[..], extended].concat();
        assert_eq!(opened_by_age(&extended, &identity), None);
        assert!(opened_here(&extended, &identity).is_err());
    }
}

#[test]
fn chunks_in_another_order_are_named() {
    let identity = identity();
    let content = content(4 * 65_536);
    let sealed = sealed_here(&content, &identity, 65_536);
    let chunk = CHUNK_BYTES + TAG_BYTES;
    let start = sealed.len() - 4 * chunk;
    let (header, payload) = sealed.split_at(start);
    let exchanged = [header, &payload[chunk..2 * chunk], &payload[..chunk], &payload[2 * chunk..]].concat();
    let identities = std::slice::from_ref(&identity);
    let mut plain = unseal(Cursor::new(&exchanged), &Unlock::Identities(identities), 20).unwrap();
    let error: UnsealError = plain.read_to_end(&mut Vec::new()).unwrap_err().into();
    match error {
        UnsealError::Payload(damage) => assert_eq!((damage.kind, damage.chunk), (DamageKind::Changed, 0)),
        other => panic!("{other:?}"),
    }
    let without_last = &sealed[..start + 3 * chunk];
    match opened_here(without_last, &identity) {
        Err(UnsealError::Payload(damage)) => {
            assert_eq!((damage.kind, damage.chunk), (DamageKind::Missing, 3));
        }
        other => panic!("{other:?}"),
    }
}
