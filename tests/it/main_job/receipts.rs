//! What the recipient reads back.

use crate::office::Office;

fn receipt<'a>(id: &'a str, flag: &'a str, code: &'a str) -> [&'a str; 4] {
    ["receipt", id, flag, code]
}

/// As a Japanese input method types it.
fn wide(code: &str) -> String {
    code.chars()
        .map(|c| if c == '-' { 'ー' } else { char::from_u32(u32::from(c) + 0xfee0).unwrap() })
        .collect()
}

fn read_out_in_four(digest: &str) -> String {
    format!("{}-{}-{}", &digest[..4], &digest[4..8], &digest[8..12])
}

#[test]
fn only_the_right_arrival_code_is_an_arrival() {
    let office = Office::sealed().office;
    let digest = office.shown("C-0001")["package_sha256"].as_str().unwrap().to_owned();
    let file = office.succeed("sha256sum", &["out/C-0001.zip.age"]);
    assert_eq!(digest, file[..64]);
    let manifest = office.digits("C-0001");
    let wrong = if digest.starts_with('0') { "1" } else { "0" };
    // Of a whole digest that was read out every digit counts.
    let (more, whole) = (format!("{}g", &digest[..12]), format!("{}{}", &digest[..12], "0".repeat(52)));
    let changed = format!("{wrong}{}", &digest[1..12]);
    let not_digits = "あ".repeat(22);
    for code in [
        "",
        &digest[..11],
        &more,
        &whole,
        &digest[1..13],
        &changed,
        &manifest,
        &format!("{digest}0"),
        &not_digits,
    ] {
        office.refuses_by("tanaka", &receipt("C-0001", "--arrived", code), "wrong-code");
    }
    assert_eq!(office.status("C-0001"), "sealed");
    let read_out = format!("{} {}-{}", &digest[..4], digest[4..8].to_uppercase(), &digest[8..12]);
    for read_out in [read_out, wide(&read_out_in_four(&digest)), digest[..13].to_owned(), digest] {
        office.ok("tanaka", &receipt("C-0001", "--arrived", &read_out));
    }
    assert_eq!(office.status("C-0001"), "arrived");
}

#[test]
fn only_the_right_opened_code_shows_that_it_was_opened() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let opened = office.opening("out/C-0001.zip.age", &sealed.passphrase, &["--json"]).run().json();
    let code = opened["opened_code"].as_str().unwrap().to_owned();
    let file = std::fs::read_to_string(office.desk().join("in/C-0001/sekisho/opened-code.txt")).unwrap();
    assert_eq!(file.trim_end(), code);
    let arrival = &opened["arrival_code"].as_str().unwrap();
    let other = if code.starts_with('A') { "B" } else { "A" };
    let changed = format!("{other}{}", &code[1..]);
    for wrong in [
        "",
        &code[..12],
        &format!("{code}A"),
        &changed,
        &wide(&changed),
        arrival,
        &"A".repeat(999),
        &"あ".repeat(999),
    ] {
        office.refuses_by("tanaka", &receipt("C-0001", "--opened", wrong), "wrong-code");
    }
    office.refuses_by("tanaka", &receipt("C-0001", "--arrived", &code), "wrong-code");
    for right in [code.to_lowercase(), wide(&code)] {
        office.ok("tanaka", &receipt("C-0001", "--opened", &right));
    }
    assert_eq!(office.status("C-0001"), "opened");
}

#[test]
fn what_did_not_leave_did_not_arrive() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.refuses_by("tanaka", &receipt(&id, "--arrived", "000000000000"), "wrong-status");
    office.refuses_by("tanaka", &receipt(&id, "--opened", "AAAAAAAAAAAAA"), "wrong-status");
    office.refuses_by("tanaka", &receipt("C-0009", "--opened", "AAAAAAAAAAAAA"), "unknown-carry-out");
    office.fails("tanaka", &["receipt", &id], 2);
    office.fails("tanaka", &["receipt", &id, "--arrived", "0", "--opened", "A"], 2);
}

#[test]
fn a_code_of_one_package_is_none_of_another() {
    let office = Office::new();
    let (first, second) = (office.approved(&[("--to", "lab")]), office.approved(&[("--to", "lab")]));
    office.export(&first);
    office.export(&second);
    let code = |id: &str| office.shown(id)["package_sha256"].as_str().unwrap()[..12].to_owned();
    assert_ne!(code(&first), code(&second));
    office.refuses_by("tanaka", &receipt(&second, "--arrived", &code(&first)), "wrong-code");
}
