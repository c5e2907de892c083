//! Mail addresses, and the hosts that a text names.

use std::collections::BTreeSet;

use crate::base::limits::MAIL_ADDRESS_BYTES_MAX;

/// Whether `text` is an address that a draft can be made for: a local part and a domain in plain ASCII.
///
/// Two dots in a row, and one before the `@`, are no dot-atom (RFC 5322, 3.2.3); carriers in Japan have given such
/// addresses out, and mailers send to them, so they are taken.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let labels: Vec<&str> = domain.split('.').collect();
    let label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !local.is_empty()
        && text.len() <= MAIL_ADDRESS_BYTES_MAX
        && local.chars().all(atom)
        && labels.len() >= 2
        && labels.iter().all(label)
}

/// The spelling by which two addresses are compared. Case is no difference: a server may tell `A@x` from `a@x`
/// (RFC 5321, 2.4), but hardly one does, and mailers change it.
#[must_use]
pub fn key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// The domain of an address, in lower case; all of it where there is no `@`.
#[must_use]
pub fn domain_of(address: &str) -> String {
    let key = key(address);
    key.rsplit_once('@').map_or(key.clone(), |(_, domain)| domain.to_owned())
}

/// Whether `domain` is `listed` or below it.
#[must_use]
pub fn is_within(domain: &str, listed: &str) -> bool {
    let (domain, listed) = (domain.to_lowercase(), listed.to_lowercase());
    domain == listed || domain.strip_suffix(&listed).is_some_and(|above| above.ends_with('.'))
}

/// The hosts of the links in a text: what follows `://` or begins with `www.`, in lower case.
#[must_use]
pub fn hosts_named(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let after_scheme = lower.match_indices("://").map(|(at, scheme)| at.saturating_add(scheme.len()));
    let www = lower.match_indices("www.").map(|(at, _)| at);
    after_scheme.chain(www).filter_map(|at| host_at(lower.get(at..)?)).collect()
}

/// The host with which `rest` begins, past a user and before a port or path.
fn host_at(rest: &str) -> Option<String> {
    let authority = rest.split(|c: char| c.is_whitespace() || "/?#<>\"'、。）)」".contains(c)).next()?;
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let end = host.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-')).unwrap_or(host.len());
    let host = host.get(..end)?.trim_matches('.');
    host.contains('.').then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_could_carry_a_second_header_or_recipient_is_none() {
        for bad in [
            "",
            "yamada",
            "@example.test",
            "a b@example.test",
            "a@example.test\r\nBcc: x@y.test",
            "a@example.test,b@example.test",
            "<a@example.test>",
            "山田@example.test",
            "a@例え.test",
            "a@localhost",
            "a@-x.test",
            "a@x..test",
            &format!("{}@example.test", "x".repeat(300)),
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
        for good in ["yamada@city.example.test", "o'neil+x@example.test", "foo..bar.@docomo.example.test"] {
            assert!(is_address(good), "{good}");
        }
    }

    #[test]
    fn a_host_is_found_whatever_stands_around_it() {
        let text = "資料は<https://user@Files.Example.test:8443/x?y>、または www.example.test。C-0001.zip.age a@b.test";
        let hosts: Vec<String> = hosts_named(text).into_iter().collect();
        assert_eq!(hosts, ["files.example.test", "www.example.test"]);
        assert!(hosts_named("https:// ://x").is_empty());
    }

    #[test]
    fn a_name_that_only_ends_alike_is_another_domain() {
        assert!(is_within("mail.example.test", "Example.test"));
        assert!(is_within("example.test", "example.test"));
        assert!(!is_within("notexample.test", "example.test"));
    }
}
