//! Every form on paper, in both languages: with long names, with three sheets of rows, with nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use sekisho::domain::names::Level;
use sekisho::i18n::{Catalogue, Language};
use sekisho::projection::view::{FormAbout, FormFacts, FormName, OwnShape, Period};
use sekisho::report::form;
use sekisho::report::html::Paper;
use sekisho::workflow::desk::Desk;
use sekisho::workflow::form::{Letter, Wanted, facts};
use sekisho::workflow::world::{SystemClock, SystemRandom, World};

use super::browser::Browser;
use crate::certificate::said;
use crate::mail::drafted;
use crate::office::{Office, day};
use crate::support::require_peer;

/// So many times over stands what the ledger has, where there are to be many.
const TIMES: usize = 50;

/// What people and things are called.
struct Called {
    title: &'static str,
    company: &'static str,
    client: &'static str,
    person: &'static str,
    file: &'static str,
    sentence: &'static str,
    serial: &'static str,
    id: &'static str,
}

/// As anybody would.
const PLAIN: Called = Called {
    title: "庁舎改修設計業務",
    company: "株式会社例示設計",
    client: "例示市",
    person: "設計部",
    file: "平面図.dwg",
    sentence: "現地調査での照合のため",
    serial: "4C530001",
    id: "K-2026-01",
};

/// As somebody does who tries it: nothing that a line could break at, in either script.
const LONG: Called = Called {
    title: "令和八年度例示市役所本庁舎及周辺公共施設大規模改修工事実施設計業務委託その二構造計算書及設備設計図書一式作成変更契約分",
    company: "株式会社例示総合建築設備構造設計監理コンサルタンツインターナショナルホールディングス東京本社第二事業本部公共建築設計室",
    client: "AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyzAbcdefghijkl例示地方広域連合長",
    person: "公共建築第二設計室構造設備統合担当グループ情報管理責任者補佐心得",
    file: "例示市役所本庁舎大規模改修工事実施設計図書構造計算書及設備計算書一式令和八年十一月二十日最終修正版その二十三改訂履歴付.dwg",
    sentence: "現地調査の際に既存図面と照合し相違点を記録した上で発注者監督員立会いのもと修正箇所を確定させるためhttps://example.test/AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyz",
    serial: "4C530001240617112233445566778899AABBCCDDEEFF00112233445566778899",
    id: "K-2026-0123456789-abcdefghijklmnopqrstuvwxyz",
};

/// An office in which everything has happened once, and everything is called so.
fn office(called: &Called) -> Office {
    let office = Office::new();
    let k = called.id;
    let today = day(0);
    let add = ["contract", "add", k, "--client", called.client, "--title", called.title, "--rules", "tokki"];
    office.ok("kanri", &[&add[..], &["--number", called.serial, "--from", &day(-60)]].concat());
    for person in ["tanaka", "sato"] {
        office.ok(
            "kanri",
            &[
                "contract",
                "notify",
                k,
                person,
                "--post",
                "handler",
                "--post",
                "responsible",
                "--dated",
                &today,
            ],
        );
        let set = ["person", "set", person, "--department", called.person, "--title", called.person];
        office.ok(
            "kanri",
            &[&set[..], &["--organization", called.company, "--phone", "03-0000-0000"]].concat(),
        );
    }
    office.ok("kanri", &["contract", "place", k, called.title, "--dated", &today]);
    let sub = ["recipient", "add", "sub", "--name", called.person, "--organization", called.company];
    office.ok("tanaka", &[&sub[..], &["--role", "subcontractor", "--phone", "03-0000-0001"]].concat());
    for whom in ["sub", "city"] {
        office.ok("kanri", &["contract", "recipient", k, whom, "--purpose", called.sentence]);
    }
    fs::create_dir_all(office.desk()).unwrap();
    fs::write(office.desk().join("letter.pdf"), "letter").unwrap();
    let signed = ["--dated", &today, "--until", &day(300), "--evidence", "letter.pdf"];
    office.ok("kanri", &[&["contract", "agreement", k, "sub"][..], &signed].concat());
    let found = ["--on", &today, "--evidence", "letter.pdf", "--unmet", called.sentence];
    office.ok("sato", &[&["contract", "check", k, "sub"][..], &found].concat());
    let contact =
        ["contact", "add", "--contract", k, "--name", called.person, "--organization", called.client];
    office.ok("kanri", &[&contact[..], &["--day", "03-0000-0002", "--night", "090-0000-0003"]].concat());
    for (id, level) in [("A-1", "2"), ("A-2", "unknown"), ("A-3", "3"), ("A-4", "3")] {
        let add = ["asset", "add", id, "--contract", k, "--level", level, "--name", called.file, "--place"];
        let more = [called.title, "--received", &today, "--from", called.person, "--means", called.sentence];
        let more = [&more[..], &["--count", "1200", "--people", "46", "--handler", "tanaka"]].concat();
        office.ok("tanaka", &[&add[..], &more].concat());
    }
    office.ok("tanaka", &["asset", "return", "A-3", "--to", called.person, "--note", called.sentence]);
    let directed = ["--number", called.serial, "--dated", &today, "--evidence", "letter.pdf"];
    let method = ["--disposal-method", "dissolve"];
    office.ok("kanri", &[&["contract", "directive", k][..], &directed, &method].concat());
    let dissolved = ["--note", called.sentence, "--place", called.title, "--witness", called.person];
    let dispose = ["asset", "dispose", "A-4", "--method", "dissolve"];
    office.ok("tanaka", &[&dispose[..], &dissolved].concat());
    for person in ["tanaka", "sato"] {
        office.ok(
            "kanri",
            &["training", "add", "--person", person, "--on", &today, "--topic", called.sentence],
        );
    }
    office.ok("tanaka", &["pledge", "--occasion", "entry"]);
    office.ok(
        "kanri",
        &["medium", "add", "USB-1", "--serial", called.serial, "--place", called.title, "--owner", k],
    );
    let review = ["review", "add", "--from", &day(-1), "--until", &today, "--finding", called.sentence];
    office.ok("kimura", &[&review[..], &["--note", called.sentence, "--contract", k]].concat());
    let profile = format!(
        "name = \"{0}\"\naddress = \"東京都例示区{1}\"\nrepresentative = \"{2}\"\ndepartment = \"{2}\"\n\
         title = \"{2}\"\nphone = \"03-0000-0000\"\nboxes = [\"担当\", \"係長\", \"課長\", \"部長\", \"役員\"]\n\
         [contract.{k}]\naddressee = \"{3}\"\nsection = \"{2}\"\n",
        called.company, called.title, called.person, called.client
    );
    fs::write(office.path("home/office.toml"), profile).unwrap();
    carried(&office, called);
    office
}

/// Two carry-outs, one by mail and one on the road, and an incident.
fn carried(office: &Office, called: &Called) {
    let folder = office.lay_out();
    fs::write(folder.join(called.file), "content").unwrap();
    office.ok("tanaka", &["person", "set", "tanaka", "--email", "tanaka@office.example.test"]);
    let both = [
        ("--contract", called.id),
        ("--purpose", called.sentence),
        ("--item", called.file),
        ("--reason", called.sentence),
    ];
    fs::write(office.desk().join("letter.pdf"), "letter").unwrap();
    let consent =
        ["consent", "add", "--contract", called.id, "--scope", called.sentence, "--until", &day(90)];
    let letter = ["--number", "1", "--dated", &day(0), "--by", called.person, "--evidence", "letter.pdf"];
    office.ok("tanaka", &[&consent[..], &letter].concat());
    office.ok("sato", &["consent", "confirm", "1", "--contract", called.id]);
    let mailed = office.approved(&[&both[..], &[("--asset", "A-1")]].concat());
    office.export(&mailed);
    office.passphrase(&mailed);
    drafted(office, &mailed, &[]);
    let road = [("--to", "self"), ("--via", "hand"), ("--place", called.title), ("--asset", "A-2")];
    let taken = office.approved(&[&both[..], &road].concat());
    office.export(&taken);
    let copy = ["copy", &taken, "--kind", "paper", "--place", called.title];
    office.ok("tanaka", &copy);
    let checkout = ["checkout", &taken, "--case", called.serial, "--route", called.sentence];
    office.ok("tanaka", &[&checkout[..], &["--out", "slip.html"]].concat());
    said::erase(office, &taken);
    said::destroy_key(office, &taken, &[called.person]);
    let open = ["incident", "open", &mailed, "--kind", "lost", "--aware", "-20m", "--by", called.person];
    office.ok("tanaka", &[&open[..], &["--note", called.sentence, "--occurred", "-2h"]].concat());
    office
        .ok("sato", &["incident", "contacted", "I-0001", "--whom", called.client, "--note", called.sentence]);
    for about in ["course", "cause", "first-response", "police", "recovery", "prevention", "review"] {
        office.ok("tanaka", &["incident", "update", "I-0001", "--field", about, "--text", called.sentence]);
    }
}

/// An office in which nothing has happened but what a form cannot be without.
fn bare(id: &str) -> Office {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", id, "--client", "例示市"]);
    let folder = office.lay_out();
    fs::remove_dir_all(&folder).unwrap();
    for _ in 0..2 {
        office.request(&[("--via", "hand")]);
    }
    office.ok("tanaka", &["incident", "open", "--kind", "suspected", "--aware", "now", "--note", "?"]);
    office
}

/// A form's facts; `None` where there cannot be any.
fn known(desk: &Desk, called: &Called, name: FormName) -> Option<FormFacts> {
    let (cancel, cast) = (AtomicBool::new(false), said::Cast);
    let world = World {
        clock: &SystemClock,
        random: &SystemRandom,
        ask: &cast,
        watch: &said::Nobody,
        cancel: &cancel,
    };
    let about = match (name, name.about()) {
        (FormName::Certificate | FormName::PledgeCarryOut | FormName::CarryingSlip, _) => Some("C-0002"),
        (_, FormAbout::CarryOut) => Some("C-0001"),
        (_, FormAbout::Incident) => Some("I-0001"),
        (_, FormAbout::Period | FormAbout::Asked | FormAbout::Contract | FormAbout::Person) => None,
    };
    let person = matches!(name.about(), FormAbout::Person).then(|| "tanaka".parse().unwrap());
    let contract = about.is_none().then(|| called.id.parse().unwrap());
    let letter = Letter { number: Some(called.serial.to_owned()), ..Letter::default() };
    let about = about.map(ToOwned::to_owned);
    let wanted = Wanted { name, about, contract, person, period: Period::default(), letter };
    match facts(&world, desk, &wanted) {
        Ok(facts) => Some(facts),
        // Nothing was written, so nothing can be certified.
        Err(error) if name == FormName::Certificate => {
            assert!(error.to_string().contains("is requested"), "{error}");
            None
        }
        Err(error) => panic!("{name:?}: {error}"),
    }
}

/// The same rows over and over.
fn over<T: Clone>(rows: &mut Vec<T>, mut each: impl FnMut(&mut T, usize)) {
    let one = std::mem::take(rows);
    for number in 0..if one.is_empty() { 0 } else { TIMES } {
        let mut row = one[number % one.len()].clone();
        each(&mut row, number);
        rows.push(row);
    }
}

/// Three sheets of everything.
fn many(facts: &mut FormFacts) {
    let files = if facts.files.is_empty() { 0 } else { 90 };
    over(&mut facts.carry_outs, |view, number| {
        view.id = format!("C-{:04}", number + 1);
        view.medium = Some("USB-1".parse().unwrap());
    });
    if facts.name.about() == FormAbout::CarryOut {
        facts.carry_outs.truncate(1);
    }
    facts.files = (0..files)
        .map(|number| {
            let mut file = facts.files[number % facts.files.len()].clone();
            file.path = format!("{number:03}_{}", file.path);
            file
        })
        .collect();
    match facts.name {
        FormName::LevelQuery => facts.assets.retain(|asset| asset.level == Level::Unknown),
        FormName::ReturnNote => facts.assets.retain(|asset| asset.to.is_some()),
        FormName::SubcontractRequest => facts.assets.truncate(2),
        FormName::ConsentRequest => {
            facts.letters.clear();
            for view in &mut facts.carry_outs {
                view.exported_at = None;
                view.approvals.clear();
            }
        }
        _ => {}
    }
    let all = if facts.name == FormName::SubcontractRequest { &mut Vec::new() } else { &mut facts.assets };
    over(all, |asset, number| asset.id = format!("A-{}", number + 1).parse().unwrap());
    over(&mut facts.media, |_, _| ());
    over(&mut facts.reviews, |_, _| ());
    over(&mut facts.duties, |_, _| ());
    for person in &mut facts.staff {
        over(&mut person.taught, |_, _| ());
    }
    if let Some(contract) = &mut facts.contract {
        over(&mut contract.notified, |_, _| ());
        over(&mut contract.places, |_, _| ());
        over(&mut contract.contacts, |_, _| ());
        contract.recipients.retain(|listed| listed.recipient.as_str() == "sub");
        over(&mut contract.recipients, |_, _| ());
        if facts.name == FormName::SubcontractorRegister {
            over(&mut contract.subcontractors, |_, _| ());
        }
    }
    match &mut facts.own {
        OwnShape::Certificate(view) => {
            over(&mut view.summary.disposals, |_, _| ());
            view.summary.disposals.truncate(10);
            over(&mut view.summary.copies, |_, _| ());
        }
        OwnShape::Incident(report) => {
            over(&mut report.timeline, |_, _| ());
            over(&mut report.incident.contacts, |_, _| ());
        }
        OwnShape::None | OwnShape::Slip(_) => {}
    }
}

/// Where the pages go: kept where somebody wants to look at them.
fn folder(office: &Office) -> PathBuf {
    std::env::var_os("SEKISHO_FORMS").map_or_else(|| office.path("printed"), PathBuf::from)
}

/// How an office's forms are printed, and what is wanted of each.
struct Case<'a> {
    name: &'static str,
    called: &'a Called,
    /// What is made of what the ledger knows.
    change: fn(&mut FormFacts),
    /// From how many sheets, to how many.
    sheets: fn(FormName) -> [usize; 2],
    /// Whether tables are to say that they have no row.
    empty: bool,
}

/// Prints every form of an office, and says what is wrong with which.
fn prints(office: &Office, case: &Case<'_>) {
    if require_peer("chromium").is_none() || require_peer("pdftotext").is_none() {
        return;
    }
    let (desk, folder) = (said::desk(office), folder(office));
    fs::create_dir_all(&folder).unwrap();
    let mut browser = Browser::start();
    let mut wrong = Vec::new();
    for name in FormName::ALL {
        let Some(mut facts) = known(&desk, case.called, *name) else { continue };
        (case.change)(&mut facts);
        for language in Language::ALL {
            let c = Catalogue::new(*language);
            let of = form::of(&facts, &c);
            let page: &Path =
                &folder.join(format!("{}-{}-{}.html", case.name, name.as_str(), language.tag()));
            fs::write(page, form::page(&of, &facts.head, &c)).unwrap();
            let printed = browser.print(page);
            let mut off = printed.wrong(of.paper == Paper::Landscape);
            let [from, until] = (case.sheets)(*name);
            if !(from..=until).contains(&printed.sheets.len()) {
                off.push(format!("{} sheets, not {from} to {until}", printed.sheets.len()));
            }
            let without = of.tables().filter(|table| table.rows.is_empty()).count();
            let said = printed.shown.matches(&c.get("report-register-empty")).count();
            if of.own_page.is_none() && without != said {
                off.push(format!("{without} tables without a row, and {said} that say so"));
            }
            let always =
                matches!(name, FormName::Inventory | FormName::CheckSheet | FormName::ManagementReport);
            if case.empty && !always && of.own_page.is_none() && of.tables().count() > 0 && without == 0 {
                off.push("there is a row".to_owned());
            }
            wrong.extend(
                off.iter().map(|off| format!("{} {} {}: {off}", case.name, name.as_str(), language.tag())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_that_no_line_can_break_are_cut_on_no_form() {
    let sheets = |name| match name {
        FormName::Certificate | FormName::IncidentReport => [4, 8],
        _ => [1, 5],
    };
    prints(&office(&LONG), &Case { name: "long", called: &LONG, change: |_| (), sheets, empty: false });
}

#[test]
fn three_sheets_of_rows_are_numbered_and_whole_on_every_form() {
    // What has no rows, or as many as a document says, stays as short as it is.
    let sheets = |name| match name {
        FormName::CarryOutRequest => [1, 2],
        FormName::CarryingSlip | FormName::Receipt | FormName::PledgeEntry => [1, 1],
        FormName::PledgeLeaving => [1, 1],
        // In both languages, as it was signed.
        FormName::PledgeCarryOut => [1, 2],
        FormName::CheckSheet => [2, 4],
        FormName::ManagementReport => [2, 5],
        FormName::PreventionReport => [1, 2],
        _ => [3, 30],
    };
    prints(&office(&PLAIN), &Case { name: "many", called: &PLAIN, change: many, sheets, empty: false });
}

#[test]
fn a_form_about_nothing_says_so() {
    let sheets = |name| match name {
        FormName::CheckSheet => [2, 4],
        FormName::IncidentReport => [2, 3],
        FormName::CarryOutRequest | FormName::LogReview => [1, 2],
        FormName::ManagementReport | FormName::PreventionReport | FormName::ConsentRequest => [1, 2],
        _ => [1, 1],
    };
    let change = |facts: &mut FormFacts| {
        // What asked about nothing is about nothing.
        if facts.name.about() != FormAbout::CarryOut {
            facts.carry_outs.clear();
        }
    };
    prints(&bare(PLAIN.id), &Case { name: "none", called: &PLAIN, change, sheets, empty: true });
}
