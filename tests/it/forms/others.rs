//! A form of one contract, beside another contract of the same office: nothing of the other stands on it.

use std::fs;
use std::process::Command;

use sekisho::domain::article::{Clearing, Measure};

use crate::media::attached::Attached;
use crate::media::mounted::{Mounted, run};
use crate::office::{NOBODY, Office, day};

/// Both contracts, and what everything under them is called.
const CONTRACTS: [(&str, &str); 2] = [("K", "例示市"), ("MINATO", "港町")];

/// Words that stand in everything under the other contract, and in nothing else.
const OTHERS: [&str; 8] = ["港", "MINATO", "I-0002", "C-0002", "C-0004", "C-0006", "E-0002", "E-0004"];

/// What the office owns and both contracts used, one after the other.
const SHARED: [&str; 2] = ["BOTH-USB", "BOTH-PC"];

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
    let consent =
        ["consent", "add", "--contract", contract, "--scope", word, "--until", &day(90), "--via", "usb"];
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

/// A stick and a PC are used under the first contract, and then under the other: the stick is cleared between them and
/// holds a package of the other, the PC holds copies of both.
fn share(office: &Office, stick: &Mounted) {
    let point = stick.point().to_str().unwrap();
    let [usb, pc] = SHARED;
    office.ok("kanri", &["medium", "add", usb, "--device", point, "--place", "書庫"]);
    office.ok("kanri", &["medium", "add", pc, "--kind", "pc", "--serial", "PC-1"]);
    // Nothing may be left on it when it comes back.
    CONTRACTS.iter().for_each(|(contract, word)| taken_along(office, contract, word));
    let mut before: Option<String> = None;
    for (contract, word) in CONTRACTS {
        if let Some(id) = &before {
            clear(office, stick, id);
        }
        let request = [
            ("--contract", contract),
            ("--purpose", word),
            ("--item", word),
            ("--via", "usb"),
            ("--medium", usb),
        ];
        let id = office.approved(&request);
        office.ok("tanaka", &["export", &id, "--into", point]);
        office.ok("tanaka", &["copy", &id, "--kind", "working", "--place", word, "--device", pc]);
        before = Some(id);
    }
    office.ok("tanaka", &["checkout", &before.unwrap(), "--case", "港", "--route", "港"]);
}

/// The PC went out under the contract and came back.
fn taken_along(office: &Office, contract: &str, word: &str) {
    let take = ["article", "take", "--contract", contract, "--device", SHARED[1], "--direction", "out"];
    let (today, due) = (day(0), day(3));
    let where_to = ["--place", word, "--purpose", word, "--due", &due];
    let measures = Measure::ALL.iter().flat_map(|measure| ["--measure", measure.as_str()]);
    let permitted = ["--permission", word, "--permitted-on", &today, "--permitted-by", word];
    let letter = ["--permission-evidence", "letter.pdf"];
    let words = [&take[..], &where_to, &permitted, &letter].concat().into_iter().chain(measures);
    let taken = office.ok("tanaka", &words.collect::<Vec<_>>()).stdout;
    let id = taken.split(':').next().unwrap().trim().to_owned();
    office.ok("sato", &["article", "approve", &id]);
    let cleared = Clearing::ALL.iter().flat_map(|done| ["--cleared", done.as_str()]);
    let cleared: Vec<&str> = ["--saved-to", word].into_iter().chain(cleared).collect();
    office.ok("tanaka", &[&["article", "return", &id][..], &cleared].concat());
    office.ok("sato", &["article", "approve", &id]);
}

/// Overwrites the whole stick, and formats it so that it is known again.
fn clear(office: &Office, stick: &Mounted, id: &str) {
    let known = office.ok(NOBODY, &["medium", "show", SHARED[0], "--json"]).json();
    stick.unmount();
    let device = Attached::of(&stick.image()).expect("a loop device as before");
    let node = device.device().to_str().unwrap();
    office.ok("tanaka", &["dispose", id, "--method", "overwrite", "--device", node, "--confirm", SHARED[0]]);
    drop(device);
    let uuid = known["filesystem_uuid"].as_str().unwrap();
    run(Command::new("mkfs.ext4").args(["-q", "-E", "root_owner=0:0", "-U", uuid]).arg(stick.image()));
    stick.mount();
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
    let (Some(stick), Some(others), Some(both)) = (Mounted::ext4(16), Mounted::ext4(16), Mounted::ext4(16))
    else {
        return;
    };
    let office = Office::new();
    for ((contract, word), stick) in CONTRACTS.iter().zip([&stick, &others]) {
        happens(&office, contract, word, stick);
    }
    share(&office, &both);
    // What waits for the client's consent, which was given for sticks only.
    for (contract, word) in CONTRACTS {
        let asked = [("--contract", contract), ("--purpose", word), ("--item", word), ("--via", "hand")];
        office.request(&asked);
    }
    let register = office.ok(NOBODY, &asking("media-register", "period", "K", "", "")).stdout;
    assert!(SHARED.iter().all(|medium| register.contains(medium)), "{register}");
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
        // Of one carry-out on the stick that both used, too.
        if matches!(about, "period" | "contract-or-carry-out") {
            let told = office.ok(NOBODY, &["form", name, "C-0003", "--lang", "ja"]).stdout;
            assert!(OTHERS.iter().all(|other| !told.contains(other)), "{name} C-0003: {told}");
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
    // These speak of the contract only at their head, or of people and counts, or of what did not happen here.
    let general =
        ["check-sheet", "mail-check", "management-report", "pledge-entry", "pledge-leaving", "staff-list"];
    assert!(blind.iter().all(|name| general.contains(&name.as_str())), "{blind:?}");
}
