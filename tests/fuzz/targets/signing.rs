//! Signatures and keys of OpenSSH, and the list of who may sign.

use data_encoding::BASE64;
use sekisho::base::text::is_deceptive;
use sekisho::signing::agent::{keys_in, signature_in};
use sekisho::signing::allowed_signers::{self, AllowedSigner};
use sekisho::signing::{ArmoredSignature, PublicKey, verify};

use super::{Target, golden, kind_of, text, vectors};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";

const WORDS: &[&str] = &[
    "SSHSIG",
    "ssh-ed25519",
    "ssh-rsa",
    "rsa-sha2-512",
    "rsa-sha2-256",
    "ecdsa-sha2-nistp256",
    "nistp256",
    "nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh:",
    "sha512",
    "sha256",
    "sha1",
    "\0\0\0\0",
    "\0\0\0\u{1}",
];

pub const ARMOR: Target = Target {
    name: "armor",
    check: armor,
    seeds: armors,
    words: &[
        "-----BEGIN SSH SIGNATURE-----",
        "-----END SSH SIGNATURE-----",
        "\r\n",
        "\n\n",
        "=",
        "U1NIU0lH",
        "AAAA",
    ],
    executions: 10_000,
    at_least: 1 << 18,
    for_each: 64,
};

/// The bytes inside, put into their armor here: otherwise hardly any change would come through base64.
pub const SIGNATURE: Target = Target {
    name: "signature",
    check: |blob| armor(armored(blob).as_bytes()),
    seeds: || armors().iter().filter_map(|armor| blob(armor)).collect(),
    words: WORDS,
    ..ARMOR
};

pub const PUBLIC_KEY: Target = Target {
    name: "public_key",
    check: public_key,
    seeds: || armors().iter().filter_map(|armor| claimed_key(armor)).collect(),
    words: WORDS,
    ..ARMOR
};

/// What stands at the end of `SSH_AUTH_SOCK` answers as it likes.
pub const AGENT: Target = Target {
    name: "agent",
    check: agent,
    seeds: || {
        let string = |bytes: &[u8]| [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat();
        let keys: Vec<Vec<u8>> = armors().iter().filter_map(|armor| claimed_key(armor)).collect();
        let listed = keys.iter().flat_map(|key| [string(key), string(b"a comment")].concat());
        let count = u32::try_from(keys.len()).unwrap().to_be_bytes();
        let identities = [&[12][..], &count, &listed.collect::<Vec<u8>>()].concat();
        let raw = [string(b"ssh-ed25519"), string(&[7; 64])].concat();
        vec![identities, vec![12, 0, 0, 0, 0], [&[14][..], &string(&raw)].concat(), vec![5]]
    },
    words: &[
        "\u{c}",
        "\u{e}",
        "\u{5}",
        "\0\0\0\0",
        "\0\0\0\u{1}",
        "\0\0\0\u{b}ssh-ed25519",
        "ssh-rsa",
        "rsa-sha2-512",
    ],
    ..ARMOR
};

fn agent(answer: &[u8]) -> String {
    let keys = match keys_in(answer) {
        Ok(keys) => {
            for key in &keys {
                let line = key.to_string();
                let wire = BASE64.decode(line.split(' ').nth(1).unwrap().as_bytes()).unwrap();
                assert!(
                    answer.windows(wire.len()).any(|window| window == wire),
                    "a key that nobody answered"
                );
            }
            format!("{} keys", keys.len().min(9))
        }
        Err(error) => kind_of(&error),
    };
    let signature = match signature_in(answer) {
        Ok(Some(raw)) => {
            assert!(answer.ends_with(&raw), "bytes that nobody answered");
            "a signature".to_owned()
        }
        Ok(None) => "refused".to_owned(),
        Err(error) => kind_of(&error),
    };
    format!("{keys}, {signature}")
}

pub const ALLOWED_SIGNERS: Target = Target {
    name: "allowed_signers",
    check: signers,
    seeds: || {
        let keys: Vec<String> = key_lines().collect();
        let lines = keys.iter().enumerate().map(|(at, key)| match at % 3 {
            0 => format!("tanaka {key} a comment\n"),
            1 => format!("a@x.test,鈴木 namespaces=\"sekisho-request-v1,file\" {key}\n# {key}\n\n"),
            _ => format!("\tsato \t Namespaces=\"x\"\t{key}\r\n"),
        });
        let lines: Vec<String> = lines.collect();
        let mut seeds: Vec<Vec<u8>> = lines.iter().map(|line| line.clone().into_bytes()).collect();
        seeds.push(lines.concat().into_bytes());
        seeds
    },
    words: &[
        "namespaces=\"",
        "cert-authority ",
        "valid-after=\"20260101\" ",
        "no-touch-required ",
        "\"",
        "*",
        "!",
        ",",
        "#",
        " ",
        "\t",
        "namespaces=\"a,b\" ",
        "\r",
    ],
    executions: 4_000,
    ..ARMOR
};

/// The keys of [`PUBLIC_KEY`] as lines.
fn key_lines() -> impl Iterator<Item = String> {
    (PUBLIC_KEY.seeds)().into_iter().filter_map(|wire| {
        let length = usize::try_from(u32::from_be_bytes(wire.get(..4)?.try_into().ok()?)).ok()?;
        let name = text(wire.get(4..4 + length)?)?;
        Some(format!("{name} {}", BASE64.encode(&wire)))
    })
}

fn armors() -> Vec<Vec<u8>> {
    let entry = golden("entry.txt");
    let line = entry.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    [vec![entry[line..].to_vec()], vectors("sshsig", ".sig")].concat()
}

fn blob(armor: &[u8]) -> Option<Vec<u8>> {
    let lines: Vec<&str> = text(armor)?.lines().filter(|line| !line.starts_with("-----")).collect();
    BASE64.decode(lines.concat().as_bytes()).ok()
}

/// The key inside, on the wire.
fn claimed_key(armor: &[u8]) -> Option<Vec<u8>> {
    let blob = blob(armor)?;
    let length = usize::try_from(u32::from_be_bytes(blob.get(10..14)?.try_into().ok()?)).ok()?;
    Some(blob.get(14..14 + length)?.to_vec())
}

fn armored(blob: &[u8]) -> String {
    let base64 = BASE64.encode(blob);
    let lines: Vec<&str> =
        base64.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("{BEGIN}{}\n{END}", lines.join("\n"))
}

fn armor(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    match ArmoredSignature::parse(text) {
        Ok(signature) => {
            let spelled = signature.armor();
            assert_eq!(
                ArmoredSignature::parse_exact(spelled).as_ref(),
                Ok(&signature),
                "its own spelling is not read"
            );
            assert_eq!(ArmoredSignature::parse_exact(text).is_ok(), text == spelled);
            assert_eq!(
                blob(spelled.as_bytes()),
                blob(text.replace('\r', "").as_bytes()),
                "the bytes inside changed"
            );
            assert!(!format!("{signature:?}").contains(is_deceptive), "shown unescaped");
            let verdict = verify(b"message", &signature, signature.claimed_namespace());
            format!(
                "{} {}",
                signature.claimed_key().algorithm(),
                verdict.map_or_else(|error| kind_of(&error), |_| "holds".into())
            )
        }
        Err(error) => kind_of(&error),
    }
}

fn public_key(wire: &[u8]) -> String {
    let length = wire.get(..4).map_or(0, |size| u32::from_be_bytes(size.try_into().unwrap()));
    let end = 4_usize.saturating_add(usize::try_from(length).unwrap());
    let name = wire.get(4..end).and_then(text).unwrap_or("ssh-ed25519");
    match PublicKey::parse_openssh(&format!("{name} {}", BASE64.encode(wire))) {
        Ok(key) => {
            let line = key.to_openssh();
            assert_eq!(line, format!("{name} {}", BASE64.encode(wire)), "another spelling was read");
            assert_eq!(PublicKey::parse_openssh(&format!("{line} a comment\r\n")).as_ref(), Ok(&key));
            key.algorithm().to_string()
        }
        Err(error) => kind_of(&error),
    }
}

fn signers(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    match allowed_signers::parse(text) {
        Ok(signers) => {
            let again = allowed_signers::render(&signers);
            assert_eq!(
                allowed_signers::parse(&again).as_ref(),
                Ok(&signers),
                "what was read is written otherwise"
            );
            let lines: Vec<&str> = again.lines().collect();
            assert_eq!(lines.len(), signers.len(), "a name forged a line");
            for (line, signer) in lines.iter().zip(&signers) {
                one_line(line, signer);
            }
            format!("{} signers", signers.len().min(4))
        }
        Err(error) => kind_of(&error.error),
    }
}

/// ssh-keygen takes principals up to the first blank, separated by commas, and patterns for patterns.
fn one_line(line: &str, signer: &AllowedSigner) {
    assert!(!line.contains(|c| c != ' ' && is_deceptive(c)), "{line:?}");
    let principals: Vec<&str> = line.split(' ').next().unwrap().split(',').collect();
    assert_eq!(principals, signer.principals());
    assert!(!principals.iter().any(|name| name.contains(['*', '?', '!', '"', '#'])));
    assert!(line.ends_with(&signer.key().to_openssh()));
}
