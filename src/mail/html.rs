//! HTML of a mail: its text, and what stands beside it.

use std::collections::BTreeSet;

use mail_parser::decoders::html::html_to_text;

/// Shortest value of an attribute that could say anything.
const VALUE_BYTES_MIN: usize = 4;

/// Tags within a line; every other one ends it.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "code", "em", "font", "i", "o:p", "s", "small", "span", "strong", "u", "wbr"];

/// What a mailer shows of it.
pub(super) fn text(source: &str) -> String {
    html_to_text(source)
}

/// What a program may show or keep of it beside that: everything outside tags, whatever it belongs to (styles, comments,
/// titles), and each attribute with its value. Characters stand for themselves.
pub(super) fn beside_text(source: &str) -> Vec<String> {
    let (mut outside, mut values) = (String::new(), BTreeSet::new());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        outside.push_str(before);
        let after = tag.get(1..).unwrap_or_default();
        let begins = |c: char| c.is_ascii_alphabetic() || "/!?".contains(c);
        if !after.starts_with(begins) || after.starts_with("!--") {
            outside.push(' ');
            rest = after;
            continue;
        }
        let name = after.trim_start_matches('/');
        let name =
            name.get(..name.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':')).unwrap_or(name.len()));
        if !name.is_some_and(|name| INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline))) {
            outside.push('\n');
        }
        rest = attributes(after, &mut values);
    }
    outside.push_str(rest);
    let mut found = vec![decoded(&outside)];
    found.extend(values.iter().map(|value| decoded(value)));
    found
}

/// Takes the attributes of a tag, and returns what follows it.
fn attributes<'a>(tag: &'a str, values: &mut BTreeSet<&'a str>) -> &'a str {
    let (mut from, mut quote) = (0, None);
    for (at, c) in tag.char_indices() {
        if let Some(open) = quote {
            if c == open {
                quote = None;
            }
            continue;
        }
        let before = tag.get(from..at).unwrap_or_default();
        let next = at.saturating_add(c.len_utf8());
        match c {
            // Only a value begins with one.
            '"' | '\'' if before.is_empty() || before.ends_with('=') => quote = Some(c),
            '>' => {
                keep(before, values);
                return tag.get(next..).unwrap_or_default();
            }
            c if c.is_whitespace() => {
                keep(before, values);
                from = next;
            }
            _ => {}
        }
    }
    // One that never ends: programs differ in what they make of it.
    keep(tag.get(from..).unwrap_or_default(), values);
    ""
}

fn keep<'a>(value: &'a str, values: &mut BTreeSet<&'a str>) {
    if value.len() >= VALUE_BYTES_MIN {
        values.insert(value);
    }
}

/// Without character references, line by line.
fn decoded(text: &str) -> String {
    let line = |line: &str| html_to_text(&line.replace('<', " "));
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_an_attribute_a_style_a_comment_or_a_title_is_found() {
        let all = |source: &str| beside_text(source).join("\n");
        for source in [
            "<img alt=\"pass&#119;ord: Xk3yz99\" src='cid:x'>",
            "<a title = 'password: Xk3yz99'></a>",
            "<input value=\"a > password: Xk3yz99\">",
            "<style>p:after{content:\"password: Xk3yz99\"}</style>",
            "<!-- password: Xk3yz99 -->",
            "<!--><b>password: Xk3yz99</b>",
            "<body>text<head>pass<b></b>word: Xk3yz99",
            "<p title=\"password: Xk3yz99",
            "a < b password: Xk3yz99",
        ] {
            assert!(all(source).contains("password: Xk3yz99"), "{source}: {}", all(source));
        }
        assert_eq!(beside_text("a<br>b<span>c</span>")[0], "a\nbc");
    }
}
