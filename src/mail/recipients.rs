//! To whom a mail went, by its own head.
//!
//! Programs do not agree on what a list of addresses says: where a comment ends, whether a quotation mark closes, what a
//! backslash stands before. Whatever stands there in the form of an address counts as one it went to, beside those that
//! reading the list gives; only what is in quotation marks without any doubt is a name.

use std::collections::BTreeSet;

use mail_parser::{Addr, HeaderName, HeaderValue, Message};

use super::address;
use super::read::Field;

/// Every field of every occurrence: a second `To` is no place to hide in, and what was sent again went there too.
/// `bytes` are what `message` was read from.
pub(super) fn of(message: &Message<'_>, bytes: &[u8]) -> Vec<(Field, String)> {
    let mut found = Vec::new();
    for header in message.headers() {
        let field = match header.name {
            HeaderName::To | HeaderName::ResentTo => Field::To,
            HeaderName::Cc | HeaderName::ResentCc => Field::Cc,
            HeaderName::Bcc | HeaderName::ResentBcc => Field::Bcc,
            _ => continue,
        };
        let mut listed: Vec<String> = Vec::new();
        if let HeaderValue::Address(list) = &header.value {
            // Without an address of its own, the name is all there is to compare.
            let text = |addr: &Addr<'_>| addr.address().or(addr.name()).map(|text| text.trim().to_owned());
            listed.extend(list.iter().filter_map(text));
        }
        let places = usize::try_from(header.offset_start).ok().zip(usize::try_from(header.offset_end).ok());
        let written = places.and_then(|(from, to)| bytes.get(from..to)).unwrap_or_default();
        let mut known: BTreeSet<String> = listed.iter().map(|one| address::key(one)).collect();
        for one in in_the_form_of_one(&String::from_utf8_lossy(written)) {
            if known.insert(address::key(&one)) {
                listed.push(one);
            }
        }
        found.extend(listed.into_iter().map(|text| (field, text)));
    }
    found
}

/// Everything in a field that has the form of an address.
fn in_the_form_of_one(written: &str) -> Vec<String> {
    let text = without_names(written);
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c);
    let mut found = Vec::new();
    let mut before = ',';
    let mut rest = text.as_str();
    while let Some(from) = rest.find(|c| !ends(c)) {
        let (gap, word) = rest.split_at(from);
        let (word, after) = word.split_at(word.find(ends).unwrap_or(word.len()));
        before = gap.trim().chars().next_back().unwrap_or(before);
        let encoded = word.starts_with("=?") && word.ends_with("?=");
        // A route names the hosts it goes over (RFC 5322, 4.4).
        let route = word.starts_with('@') && (before == '<' || before == ',');
        let word_alone = word.trim_matches('\'').trim_end_matches('.');
        if is_one(word_alone) && !encoded && !route {
            found.push(word_alone.to_owned());
        }
        before = word.chars().next_back().unwrap_or(before);
        rest = after;
    }
    found
}

/// With a host that could be one, or nothing where something else stands in between.
fn is_one(word: &str) -> bool {
    let Some((local, host)) = word.rsplit_once('@') else { return false };
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    says(host) && host.contains('.') || says(local) && host.is_empty()
}

/// Without names in quotation marks, where nothing casts doubt on where they end; and with what surrounds an `@` next
/// to it.
fn without_names(written: &str) -> String {
    let count = |sign: char| written.matches(sign).count();
    let certain = count('\\') == 0 && count('"') % 2 == 0 && count('(') == count(')');
    let mut text = String::with_capacity(written.len());
    let mut pieces = written.split('"').enumerate().peekable();
    while let Some((number, piece)) = pieces.next() {
        let local = pieces.peek().is_some_and(|(_, next)| next.trim_start().starts_with('@'));
        if !certain || number % 2 == 0 || local {
            text.push_str(piece);
        }
        text.push(' ');
    }
    let mut parts = text.split('@').peekable();
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        joined.truncate(joined.trim_end().len());
        joined.push('@');
        joined.push_str(part.trim_start());
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::mail::read;

    fn seen(to: &str) -> Vec<String> {
        let mail = format!("To: {to}\r\nSubject: x\r\n\r\ntext");
        read::parse(mail.as_bytes()).unwrap().addresses.into_iter().map(|(_, address)| address).collect()
    }

    #[test]
    fn an_address_behind_a_comment_that_programs_end_differently_is_one_it_went_to() {
        for to in [
            r"y@city.test (a\\), evil@evil.test (b)",
            "y@city.test (x, evil@evil.test",
            r#"y@city.test (a\\ "), evil@evil.test (b " )"#,
            r#""a\" <evil@evil.test>, \"b" <y@city.test>"#,
            r"y@city.test (a\\), evil @ evil.test (b)",
            "y@city.test, \"x <evil@evil.test>",
            "y@city.test (x), evil@evil.test",
            "y@city.test\r\n (x\r\n , evil@evil.test",
            "y@city.test, <evil@evil.test.>",
        ] {
            let seen = seen(to);
            assert!(seen.iter().any(|one| one == "evil@evil.test"), "{to}: {seen:?}");
            assert!(seen.iter().any(|one| one == "y@city.test"), "{to}: {seen:?}");
        }
    }

    #[test]
    fn a_name_beside_an_address_is_none() {
        for (to, expected) in [
            ("\"old@city.test\" <y@city.test>", &["y@city.test"][..]),
            ("'y@city.test' <Y@city.test>", &["Y@city.test"]),
            (
                "\"Yamada (city)\" <y@city.test>, =?utf-8?q?a@b.test?= <z@city.test>",
                &["y@city.test", "z@city.test"],
            ),
            ("office: y@city.test, z@city.test;", &["y@city.test", "z@city.test"]),
        ] {
            let mut seen = seen(to);
            seen.sort();
            assert_eq!(seen, expected, "{to}");
        }
    }
}
