//! Every message is said somewhere, with the variables it has, and every one that is said is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The ids that this floor's source asks for, each with the names of its variables.
fn asked_for() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in walkdir::WalkDir::new(folder) {
        let path = file.unwrap().into_path();
        if path.is_dir()
            || path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
        {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for call in source.split("say!(").skip(1) {
            let (id, names) = call_of(call).unwrap_or_else(|| panic!("{path:?}: {call:.80}"));
            let known = asked.entry(id.clone()).or_insert_with(|| names.clone());
            assert_eq!(*known, names, "{path:?}: {id} is given different variables");
        }
    }
    asked
}

/// The id and the names of variables in `c, "id", name = value, …)…`.
fn call_of(call: &str) -> Option<(String, BTreeSet<String>)> {
    let (mut depth, mut quoted, mut part) = (0, false, String::new());
    let mut parts = Vec::new();
    for c in call.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    parts.push(part);
    let id = parts.get(1)?.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned();
    let names = parts.iter().skip(2).filter(|part| !part.trim().is_empty());
    let names = names.map(|part| Some(part.split_once('=')?.0.trim().to_owned()));
    Some((id, names.collect::<Option<_>>()?))
}

/// The variables of every message of a catalogue file.
fn said(catalogue: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    let mut id = String::new();
    for line in catalogue.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            id = name.to_owned();
            messages.insert(id.clone(), BTreeSet::new());
        }
        for variable in line.split('$').skip(1) {
            let name: String =
                variable.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            messages.get_mut(&id).unwrap().insert(name);
        }
    }
    messages
}

#[test]
fn a_message_that_is_not_said_or_never_asked_for_is_refused() {
    let mut known = said(include_str!("../../../i18n/en/words.ftl"));
    let mut own = said(include_str!("../../../i18n/en/report.ftl"));
    own.extend(said(include_str!("../../../i18n/en/forms.ftl")));
    known.extend(own.clone());
    let asked = asked_for();
    for (id, names) in &asked {
        assert_eq!(known.get(id), Some(names), "{id}");
    }
    let unused: Vec<&String> = own.keys().filter(|id| !asked.contains_key(*id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}
