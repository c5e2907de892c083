use super::*;
use crate::base::secret::SecretText;

const X25519: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN";

#[test]
fn age_and_ssh_recipients_are_accepted_in_one_spelling() {
    assert_eq!(check_recipient(X25519), Ok(RecipientKind::X25519));
    assert_eq!(check_recipient(&format!(" {ED25519} hanako@office\n")), Ok(RecipientKind::SshEd25519));
    let parsed = Recipient::parse(&format!("{ED25519} hanako@office")).unwrap();
    assert_eq!(parsed.to_string(), ED25519);
}

#[test]
fn plugin_recipients_are_refused_by_name() {
    for name in ["yubikey", "tag", "tagpq", "se", "../../bin/sh"] {
        let text = format!("age1{name}1qwpzc8wxw5g0gp6kkwqjnfgk0z0pprxgqr2z4ml4yq3lc4jk6nzggn7xkx");
        assert_eq!(check_recipient(&text), Err(RecipientError::Plugin { name: name.to_owned() }));
    }
}

#[test]
fn other_ssh_keys_and_secret_keys_are_refused() {
    for algorithm in ["ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", "ssh-dss", "ssh-ed25519-cert-v01"]
    {
        let refused = RecipientError::UnsupportedSsh { algorithm: algorithm.to_owned() };
        assert_eq!(check_recipient(&format!("{algorithm} AAAA")), Err(refused));
    }
    let secret = age::x25519::Identity::generate().to_string();
    let secret = age::secrecy::ExposeSecret::expose_secret(&secret);
    assert_eq!(check_recipient(secret), Err(RecipientError::SecretKey));
    assert_eq!(check_recipient(&secret.to_lowercase()), Err(RecipientError::SecretKey));
}

#[test]
fn anything_that_is_not_exactly_one_key_is_refused() {
    assert_eq!(check_recipient(" \n"), Err(RecipientError::Empty));
    assert_eq!(check_recipient(&format!("{X25519}\n{X25519}")), Err(RecipientError::SeveralLines));
    for text in [
        &X25519.to_uppercase(),
        &X25519.replace('t', "u"),
        &format!("{X25519}q"),
        "age1",
        "age",
        "hanako",
        &format!("{X25519} comment"),
        &ED25519[..60],
        &format!("{ED25519}AAAA"),
        &ED25519.replace("ssh-ed25519", "ssh-rsa"),
        "ssh-ed25519 ",
        "ssh-rsa ====",
    ] {
        assert_eq!(check_recipient(text), Err(RecipientError::Malformed), "{text}");
    }
}

#[test]
fn a_point_of_small_order_is_refused_before_age_panics_on_it() {
    // Zero, one and p − 1, with their checksums.
    for text in small_order_recipients() {
        assert!(text.parse::<age::x25519::Recipient>().is_ok(), "{text}");
        assert_eq!(check_recipient(&text), Err(RecipientError::SmallOrder), "{text}");
    }
}

#[test]
fn plugin_identities_are_refused_by_name() {
    let file = format!("# mine\nAGE-PLUGIN-YUBIKEY-1{}\n", "Q".repeat(40));
    match parse_identities(file.as_bytes(), None) {
        Err(IdentityError::Plugin { line: 2, name }) => assert_eq!(name, "yubikey"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_ssh_key_whose_public_half_is_damaged_is_no_identity() {
    let whole = include_bytes!("../../../tests/fuzz/seeds/identity.ssh");
    assert!(parse_identities(whole, None).is_ok());
    // The secret half is as it was; what it says of its public half is of no kind that there is.
    let damaged = include_bytes!("../../../tests/fuzz/found/identities/public-half-of-another-kind");
    assert!(matches!(parse_identities(damaged, None), Err(IdentityError::SshMalformed)));
}

#[test]
fn text_without_a_key_is_no_identity_file() {
    assert!(matches!(parse_identities(b"# nothing\n\n", None), Err(IdentityError::NoIdentity)));
    assert!(matches!(parse_identities(b"\nhello\n", None), Err(IdentityError::Line { line: 2 })));
    assert!(matches!(parse_identities(b"\xff\n", None), Err(IdentityError::Line { line: 1 })));
    assert!(matches!(parse_identities(&vec![b'#'; 70_000], None), Err(IdentityError::TooLarge)));
    let pem = b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    assert!(matches!(parse_identities(pem, None), Err(IdentityError::SshMalformed)));
}

#[test]
fn a_generated_identity_opens_only_with_its_passphrase_and_is_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("custody.age");
    let passphrase = SecretText::new("a passphrase somebody chose".to_owned());
    let recipient = generate_identity(&path, &passphrase).unwrap();
    assert_eq!(check_recipient(&recipient), Ok(RecipientKind::X25519));
    assert_eq!(read_identities(&path, Some(&passphrase)).unwrap()[0].recipient(), recipient);
    assert!(matches!(read_identities(&path, None), Err(IdentityError::PassphraseNeeded)));
    let wrong = SecretText::new("another".to_owned());
    let error = read_identities(&path, Some(&wrong)).unwrap_err();
    assert!(matches!(error, IdentityError::Sealed(crate::package::unseal::UnsealError::WrongPassphrase)));
    let before = std::fs::read(&path).unwrap();
    assert!(is_encrypted(&before));
    let again = generate_identity(&path, &passphrase).unwrap_err();
    assert!(
        matches!(&again, IdentityError::Io { source, .. } if source.kind() == std::io::ErrorKind::AlreadyExists)
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let empty = generate_identity(&dir.path().join("new"), &SecretText::new(String::new()));
    assert!(matches!(empty, Err(IdentityError::EmptyPassphrase)));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

/// `age1…` of the points 0, 1 and p − 1, computed here because age never prints one.
fn small_order_recipients() -> Vec<String> {
    let mut p_minus_1 = [0xff; 32];
    (p_minus_1[0], p_minus_1[31]) = (0xec, 0x7f);
    let mut one = [0; 32];
    one[0] = 1;
    [[0; 32], one, p_minus_1].iter().map(encode_bech32).collect()
}

/// Bech32 (BIP 173) with the prefix `age`.
fn encode_bech32(data: &[u8; 32]) -> String {
    let symbols = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let value = |c: u8| symbols.iter().position(|symbol| *symbol == c).unwrap();
    let body = bech32().unwrap().encode(data);
    let step = |mut state: usize, value: usize| {
        let top = state >> 25;
        state = ((state & 0x1ff_ffff) << 5) ^ value;
        for (bit, generator) in
            [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3].iter().enumerate()
        {
            if (top >> bit) & 1 == 1 {
                state ^= generator;
            }
        }
        state
    };
    let prefix = b"age".iter().map(|c| usize::from(*c >> 5)).chain([0]);
    let prefix = prefix.chain(b"age".iter().map(|c| usize::from(*c & 31)));
    let values = prefix.chain(body.bytes().map(value)).chain([0; 6]);
    let sum = values.fold(1, step) ^ 1;
    let check: String = (0..6).map(|i| char::from(symbols[(sum >> (5 * (5 - i))) & 31])).collect();
    format!("age1{body}{check}")
}
