//! allowed_signers: who may sign what, in the file that `ssh-keygen -Y verify -f` reads
//! (ssh-keygen(1), "ALLOWED SIGNERS").
//!
//! Written for people who check one signature without this program. It says which key belongs to
//! whom and for which namespaces; it says nothing about time, because a key's validity is decided
//! by the order of the log. `valid-after` and `valid-before` are therefore refused rather than
//! carried: a file that holds them would seem to mean something here. So are `cert-authority`,
//! patterns (`*`, `?`, `!`) and quoted principals.

use super::{KeyError, PublicKey};
use crate::base::text::{Safe, is_deceptive};

/// One line: these principals may sign with this key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedSigner {
    principals: Vec<String>,
    namespaces: Vec<String>,
    key: PublicKey,
}

/// Why a line is not one this program reads or writes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AllowedSignersError {
    /// No principal on the line.
    #[error("no principal")]
    NoPrincipal,
    /// A principal or namespace that is empty, a pattern, quoted, or holds a character that has a
    /// meaning in the file or hides on a screen.
    #[error("unusable name {}", Safe(.name))]
    Name {
        /// The principal or namespace as written.
        name: String,
    },
    /// An option that is not `namespaces`: `cert-authority`, `valid-after`, `valid-before` or
    /// another.
    #[error("unsupported option {}", Safe(.option))]
    Option {
        /// The option as written, without its value.
        option: String,
    },
    /// `namespaces` twice on one line, or without a quoted value.
    #[error("malformed namespaces option")]
    Namespaces,
    /// The key is not accepted.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {error}")]
pub struct RefusedLine {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub error: AllowedSignersError,
}

impl AllowedSigner {
    /// A line for `principals` and `key`. No namespaces means every namespace, as in the file.
    ///
    /// # Errors
    /// [`AllowedSignersError`] when a principal or namespace cannot be written so that it means
    /// exactly itself, or when there is no principal.
    pub fn new(
        principals: Vec<String>,
        namespaces: Vec<String>,
        key: PublicKey,
    ) -> Result<Self, AllowedSignersError> {
        if principals.is_empty() {
            return Err(AllowedSignersError::NoPrincipal);
        }
        match principals.iter().chain(&namespaces).find(|name| !is_exact_name(name)) {
            Some(name) => Err(AllowedSignersError::Name { name: name.clone() }),
            None => Ok(Self { principals, namespaces, key }),
        }
    }

    /// Who may sign.
    #[must_use]
    pub fn principals(&self) -> &[String] {
        &self.principals
    }

    /// For which namespaces; none means every namespace.
    #[must_use]
    pub fn namespaces(&self) -> &[String] {
        &self.namespaces
    }

    /// With which key.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    fn parse_line(line: &str) -> Result<Self, AllowedSignersError> {
        let (principals, rest) = line.split_once([' ', '\t']).ok_or(KeyError::Shape)?;
        let rest = rest.trim_start_matches([' ', '\t']);
        let (options, key) = match PublicKey::parse_openssh(rest) {
            Ok(key) => (None, key),
            // Not a key: either options come first, or the key itself is what is wrong.
            Err(error) if !starts_with_option(rest) => return Err(error.into()),
            Err(_) => {
                let end = end_of_options(rest).ok_or(KeyError::Shape)?;
                let (options, key) = rest.split_at(end);
                (Some(options), PublicKey::parse_openssh(key.trim_start_matches([' ', '\t']))?)
            }
        };
        let namespaces = options.map_or(Ok(Vec::new()), parse_options)?;
        Self::new(principals.split(',').map(str::to_owned).collect(), namespaces, key)
    }
}

/// Reads a file. Blank lines and lines that begin with `#` are passed over; comments after a key
/// are dropped.
///
/// # Errors
/// [`RefusedLine`] for the first line that is not accepted: a file is used whole or not at all.
pub fn parse(text: &str) -> Result<Vec<AllowedSigner>, RefusedLine> {
    let mut signers = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line_text = line.trim_matches([' ', '\t', '\r']);
        if line_text.is_empty() || line_text.starts_with('#') {
            continue;
        }
        let signer =
            AllowedSigner::parse_line(line_text).map_err(|error| RefusedLine { line: at + 1, error })?;
        signers.push(signer);
    }
    Ok(signers)
}

/// Writes a file that ssh-keygen reads, one line per signer in the order given.
#[must_use]
pub fn render(signers: &[AllowedSigner]) -> String {
    let mut out = String::new();
    for signer in signers {
        out.push_str(&signer.principals.join(","));
        if !signer.namespaces.is_empty() {
            out.push_str(&format!(" namespaces=\"{}\"", signer.namespaces.join(",")));
        }
        out.push_str(&format!(" {}\n", signer.key));
    }
    out
}

/// Whether ssh-keygen reads `name` as itself: not as a pattern, a list, a quotation or a comment.
fn is_exact_name(name: &str) -> bool {
    let special = |c: char| c.is_whitespace() || is_deceptive(c) || "*?!,\"\\#".contains(c);
    !name.is_empty() && !name.contains(special)
}

/// Options hold `=`, or are one of the flags; a key line begins with a key type.
fn starts_with_option(rest: &str) -> bool {
    let word = rest.split([' ', '\t', ',', '"']).next().unwrap_or_default();
    word.contains('=') || word.eq_ignore_ascii_case("cert-authority")
}

/// Where the options end: at the first blank that is not quoted.
fn end_of_options(rest: &str) -> Option<usize> {
    let mut quoted = false;
    rest.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (!quoted && matches!(c, ' ' | '\t')).then_some(at)
    })
}

fn parse_options(options: &str) -> Result<Vec<String>, AllowedSignersError> {
    let (name, value) = options.split_once('=').unwrap_or((options, ""));
    let name = name.split(',').next().unwrap_or(name);
    if !name.eq_ignore_ascii_case("namespaces") {
        return Err(AllowedSignersError::Option { option: name.to_owned() });
    }
    let (list, after) = value
        .strip_prefix('"')
        .and_then(|value| value.split_once('"'))
        .ok_or(AllowedSignersError::Namespaces)?;
    match after.strip_prefix(',') {
        None if after.is_empty() => Ok(list.split(',').map(str::to_owned).collect()),
        None => Err(AllowedSignersError::Namespaces),
        Some(more) => {
            let option = more.split(['=', ',']).next().unwrap_or(more);
            if option.eq_ignore_ascii_case("namespaces") {
                return Err(AllowedSignersError::Namespaces);
            }
            Err(AllowedSignersError::Option { option: option.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE";

    fn key() -> PublicKey {
        PublicKey::parse_openssh(KEY).unwrap()
    }

    fn refused(line: &str) -> AllowedSignersError {
        let error = parse(&format!("# comment\n\n{line}\n")).unwrap_err();
        assert_eq!(error.line, 3);
        error.error
    }

    fn strings(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn what_is_rendered_reads_back() {
        let signers = [
            AllowedSigner::new(strings(&["suzuki@example.jp", "鈴木"]), strings(&["a-v1", "b-v1"]), key()),
            AllowedSigner::new(strings(&["tanaka"]), Vec::new(), key()),
        ]
        .map(Result::unwrap);
        let text = render(&signers);
        assert_eq!(text, format!("suzuki@example.jp,鈴木 namespaces=\"a-v1,b-v1\" {KEY}\ntanaka {KEY}\n"));
        assert_eq!(parse(&text).unwrap(), signers);
        assert_eq!(signers[0].principals(), ["suzuki@example.jp", "鈴木"]);
        assert_eq!(
            (signers[0].namespaces(), signers[1].namespaces().len()),
            (&strings(&["a-v1", "b-v1"])[..], 0)
        );
        assert_eq!(signers[0].key(), &key());
    }

    #[test]
    fn a_quoted_blank_does_not_end_the_options() {
        for namespaces in ["a b", "a\tb"] {
            let error = refused(&format!("tanaka namespaces=\"{namespaces}\" {KEY}"));
            assert_eq!(error, AllowedSignersError::Name { name: namespaces.to_owned() });
        }
    }

    #[test]
    fn comments_blank_lines_and_cr_lf_are_passed_over() {
        let text = format!("\r\n# a\r\n  # b\r\n\ttanaka \t Namespaces=\"x\" \t {KEY} tanaka's key\r\n");
        let signers = parse(&text).unwrap();
        assert_eq!(signers, [AllowedSigner::new(strings(&["tanaka"]), strings(&["x"]), key()).unwrap()]);
    }

    #[test]
    fn options_that_would_not_be_obeyed_are_refused_by_name() {
        for (options, named) in [
            ("cert-authority", "cert-authority"),
            ("cert-authority,namespaces=\"x\"", "cert-authority"),
            ("namespaces=\"x\",cert-authority", "cert-authority"),
            ("valid-after=\"20260101\"", "valid-after"),
            ("namespaces=\"x\",valid-before=\"20260101\"", "valid-before"),
            ("no-touch-required=\"\"", "no-touch-required"),
        ] {
            let error = refused(&format!("tanaka {options} {KEY}"));
            assert_eq!(error, AllowedSignersError::Option { option: named.to_owned() }, "{options}");
        }
        for options in ["namespaces=x", "namespaces=\"x\"y", "namespaces=\"x\",namespaces=\"y\""] {
            let error = refused(&format!("tanaka {options} {KEY}"));
            assert_eq!(error, AllowedSignersError::Namespaces, "{options}");
        }
    }

    #[test]
    fn patterns_and_empty_names_are_refused() {
        for names in ["*", "tanaka?", "!tanaka", "tanaka,", "\"tanaka\"", "a\u{200b}b", "a\\b"] {
            let error = refused(&format!("{names} {KEY}"));
            assert!(matches!(error, AllowedSignersError::Name { .. }), "{names}: {error}");
            let error = refused(&format!("tanaka namespaces=\"{}\" {KEY}", names.replace('"', "*")));
            assert!(matches!(error, AllowedSignersError::Name { .. }), "{names}: {error}");
        }
        let error = refused(&format!("tanaka namespaces=\"\" {KEY}"));
        assert_eq!(error, AllowedSignersError::Name { name: String::new() });
    }

    #[test]
    fn a_name_cannot_forge_a_second_line() {
        for name in ["a\nb", "a b", "a\u{a0}b", "#a", ""] {
            let error = AllowedSigner::new(strings(&[name]), Vec::new(), key()).unwrap_err();
            assert_eq!(error, AllowedSignersError::Name { name: name.to_owned() });
        }
        assert_eq!(AllowedSigner::new(Vec::new(), Vec::new(), key()), Err(AllowedSignersError::NoPrincipal));
    }

    #[test]
    fn a_bad_key_is_named_as_such() {
        assert_eq!(refused("tanaka"), AllowedSignersError::Key(KeyError::Shape));
        assert_eq!(
            refused("tanaka ssh-dss AAAAB3NzaC1kc3M="),
            AllowedSignersError::Key(KeyError::Unsupported { algorithm: "ssh-dss".to_owned() })
        );
        assert_eq!(
            refused("tanaka namespaces=\"x\" ssh-dss AAAAB3NzaC1kc3M="),
            AllowedSignersError::Key(KeyError::Unsupported { algorithm: "ssh-dss".to_owned() })
        );
    }
}
