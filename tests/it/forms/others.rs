//! A form of one contract, beside another contract of the same office: nothing of the other stands on it.

use std::fs;

use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office, day};

/// Words that stand in everything under the other contract, and in nothing else.
const OTHERS: [&str; 4] = ["港", "MINATO", "I-0002", "C-0002"];

/// What happens once under a contract; everything that can be called so is called `word`.
fn happens(office: &Office, contract: &str, word: &str, stick: &Mounted) {
    let (today, sub) = (day(0), format!("{contract}-sub"));
    let named = |what: &str| format!("{word}{what}");
    let tanaka = |words: &[&str]| office.ok("tanaka", words);
    let kanri = |words: &[&str]| office.ok("kanri", words);
    fs::create_dir_all(office.desk()).unwrap();
    fs::write(office.desk().join("letter.pdf"), word).unwrap();
    kanri(&["contract", "add", contract, "--client", word, "--title", word, "--rules", "tokki"]);
    kanri(&["contract", "notify", contract, "tanaka", "--post", "handler", "--dated", &today]);
    kanri(&["contract", "notify", contract, "sato", "--post", "responsible", "--dated", &today]);
    kanri(&["contract", "place", contract, &named("書庫"), "--dated", &today]);
    tanaka(&["recipient", "add", &sub, "--name", word, "--organization", word, "--role", "subcontractor"]);
    for whom in [&sub, "city"] {
        kanri(&["contract", "recipient", contract, whom, "--purpose", word]);
    }
    let contact = ["contact", "add", "--contract", contract, "--name", word, "--organization", word];
    kanri(&[&contact[..], &["--day", "03-0000-0000"]].concat());
    for (asset, level) in [("1", "unknown"), ("2", "2"), ("3", "2")] {
        let id = format!("{contract}-{asset}");
        let add = ["asset", "add", &id, "--contract", contract, "--level", level, "--name", word];
        let more = ["--place", word, "--received", &today, "--from", word, "--medium", word];
        tanaka(&[&add[..], &more].concat());
    }
    tanaka(&["asset", "return", &format!("{contract}-2"), "--to", word]);
    let directed = ["--number", word, "--dated", &today, "--evidence", "letter.pdf"];
    kanri(
        &[&["contract", "directive", contract][..], &directed, &["--disposal-method", "dissolve"]].concat(),
    );
    tanaka(&["asset", "dispose", &format!("{contract}-3"), "--method", "dissolve"]);
    let taught =
        ["training", "add", "--person", "tanaka", "--person", "sato", "--on", &today, "--topic", word];
    kanri(&[&taught[..], &["--contract", contract]].concat());
    tanaka(&["pledge", "--occasion", "entry", "--contract", contract]);
    let review = ["review", "add", "--from", &today, "--until", &today, "--finding", word];
    office.ok("kimura", &[&review[..], &["--contract", contract]].concat());
    for (medium, more) in
        [("LENT", vec!["--owner", contract]), ("BACK", vec!["--owner", contract]), ("OWN", vec![])]
    {
        let id = format!("{contract}-{medium}");
        kanri(&[&["medium", "add", &id, "--place", word][..], &more].concat());
    }
    kanri(&["medium", "retire", &format!("{contract}-BACK"), "--reason", word, "--yes"]);
    let consent = ["consent", "add", "--contract", contract, "--scope", word, "--until", &day(90)];
    let letter = ["--number", word, "--dated", &today, "--by", word, "--evidence", "letter.pdf"];
    tanaka(&[&consent[..], &letter].concat());
    office.ok("sato", &["consent", "confirm", word, "--contract", contract]);
    let signed = ["--dated", &today, "--until", &day(300), "--evidence", "letter.pdf"];
    kanri(&[&["contract", "agreement", contract, &sub][..], &signed].concat());
    let taken = format!("{contract}-OWN");
    let request = [
        ("--contract", contract),
        ("--purpose", word),
        ("--item", word),
        ("--via", "usb"),
        ("--medium", &taken),
    ];
    let id = office.approved(&request);
    tanaka(&["export", &id, "--into", stick.point().to_str().unwrap()]);
    tanaka(&["checkout", &id, "--case", word, "--route", word]);
    let take = ["article", "take", "--contract", contract, "--place", word, "--purpose", word];
    let paper = ["--due", &day(3), "--paper", word, "--count", "2", "--level", "3", "--direction", "out"];
    let permitted = ["--permission", word, "--permitted-on", &today, "--permitted-by", word];
    let letter = ["--permission-evidence", "letter.pdf"];
    let taken = tanaka(&[&take[..], &paper, &permitted, &letter].concat()).stdout;
    office.ok("sato", &["article", "approve", taken.split(':').next().unwrap().trim()]);
    let open = ["incident", "open", &id, "--kind", "suspected", "--aware", "now", "--by", word];
    tanaka(&[&open[..], &["--note", word]].concat());
}

/// How a form is asked for under a contract.
fn asking<'a>(
    name: &'a str,
    about: &str,
    contract: &'a str,
    number: &'a str,
    incident: &'a str,
) -> Vec<&'a str> {
    let about: &[&str] = match about {
        "carry-out" => &[number],
        "incident" => &[incident],
        "person" => &["--person", "tanaka"],
        _ => &[],
    };
    [&["form", name, "--contract", contract, "--lang", "ja"], about].concat()
}

#[test]
fn a_form_of_one_contract_shows_nothing_of_another() {
    let (Some(stick), Some(others)) = (Mounted::ext4(16), Mounted::ext4(16)) else { return };
    let office = Office::new();
    happens(&office, "K", "例示市", &stick);
    happens(&office, "MINATO", "港町", &others);
    // What waits for the client's consent.
    for (contract, word) in [("K", "例示市"), ("MINATO", "港町")] {
        office.approved(&[
            ("--contract", contract),
            ("--purpose", word),
            ("--item", word),
            ("--via", "hand"),
        ]);
    }
    let listed = office.ok(NOBODY, &["form", "list", "--json"]).json();
    let mut blind = Vec::new();
    for form in listed.as_array().unwrap() {
        let (name, about) = (form["form"].as_str().unwrap(), form["about"].as_str().unwrap());
        let page = office.ok(NOBODY, &asking(name, about, "K", "C-0001", "I-0001")).stdout;
        let told = page
            + &office
                .ok(NOBODY, &[&asking(name, about, "K", "C-0001", "I-0001")[..], &["--json"]].concat())
                .stdout;
        for other in OTHERS {
            assert!(!told.contains(other), "{name}: {other}: {told}");
        }
        // What would be told of the other contract is told where that is asked for.
        let own = office
            .ok(NOBODY, &[&asking(name, about, "MINATO", "C-0002", "I-0002")[..], &["--json"]].concat());
        let mut own = own.json();
        own["head"].take();
        if !OTHERS.iter().any(|other| own.to_string().contains(other)) {
            blind.push(name.to_owned());
        }
    }
    // These speak of the contract only at their head, or of people and counts, or of what did not happen here: nothing
    // waits for a consent.
    let general = [
        "check-sheet",
        "consent-request",
        "mail-check",
        "management-report",
        "pledge-entry",
        "pledge-leaving",
        "staff-list",
    ];
    assert!(blind.iter().all(|name| general.contains(&name.as_str())), "{blind:?}");
}
