//! Names: what people call their files arrives as they called it, or is refused with a reason.

use std::fs;

use sekisho::package::names::{check_name, normalize};

use crate::package::desk::Desk;
use crate::package::formats::every_tool_unpacks;

const NAMES: [&str; 18] = [
    "図面（改訂）　第2版.dwg",
    "見積書①㈱〒.xlsx",
    "ｶﾀｶﾅ.txt",
    "能ソ表予十.txt",
    "～−―‖.txt",
    "𠮷野家.txt",
    "👩‍💻👨‍👩‍👧‍👦🇯🇵.txt",
    "葛\u{e0100}飾区.txt",
    "é and ñ.txt",
    "한글.txt",
    "עברית.txt",
    "gpj.\u{202e}exe",
    "a\u{200b}b",
    " leading space",
    ".hidden",
    "-rf",
    "$(touch x);'`&!#@^~+=,[]{}",
    "100% & 50%25",
];

fn expected(names: &[String]) -> Vec<String> {
    let mut paths = vec![
        "C-0042/".to_owned(),
        "C-0042/bag-info.txt".to_owned(),
        "C-0042/bagit.txt".to_owned(),
        "C-0042/data/".to_owned(),
        "C-0042/data/x/".to_owned(),
        "C-0042/manifest-sha256.txt".to_owned(),
        "C-0042/sekisho/".to_owned(),
        "C-0042/sekisho/request.json".to_owned(),
        "C-0042/sha256sums.txt".to_owned(),
        "C-0042/tagmanifest-sha256.txt".to_owned(),
    ];
    paths.extend(names.iter().map(|name| format!("C-0042/data/x/{name}")));
    paths.sort();
    paths
}

#[test]
fn japanese_names_and_emoji_survive_every_tool_byte_for_byte() {
    let desk = Desk::new();
    let mut names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    names.push("長".repeat(85));
    for name in &names {
        desk.write(&format!("x/{name}"), name);
    }
    desk.pack_and_unseal("x");
    every_tool_unpacks(&desk, "C-0042.zip", &expected(&names));
}

#[test]
fn naughty_strings_are_packed_as_they_are_or_refused() {
    let desk = Desk::new();
    let mut names = vec!["100%".to_owned()];
    let mut keys = std::collections::HashSet::new();
    for string in naughty_strings::BLNS {
        let name = normalize(string);
        let fits = check_name(&name).is_ok();
        if fits && keys.insert(sekisho::package::names::caseless_key(&name)) {
            names.push(name);
        }
    }
    assert!(names.len() > 150, "{}", names.len());
    for name in &names {
        desk.write(&format!("x/{name}"), b"");
    }
    desk.pack_and_unseal("x");
    desk.succeed("python3", &["-c", "import zipfile; zipfile.ZipFile('C-0042.zip').extractall('.')"]);
    desk.succeed("sh", &["-c", "cd C-0042 && sha256sum -c sha256sums.txt tagmanifest-sha256.txt"]);
    for name in &names {
        assert!(fs::exists(desk.path("C-0042/data/x").join(name)).unwrap(), "{name}");
    }
}
