//! Forms as the program writes them: the head that every form has, the period, and what is left blank.

mod browser;
mod columns;
mod others;
mod paper;
mod printed;

use std::fs;

use crate::office::{NOBODY, Office, day};

/// An office with contract `K` and one carry-out under it that is on its way.
fn office() -> Office {
    let office = Office::new();
    let add =
        ["contract", "add", "K", "--client", "例示市", "--number", "R8-0123", "--title", "庁舎改修設計"];
    office.ok("kanri", &add);
    let profile = "name = \"株式会社例示設計\"\naddress = \"東京都例示区 1-2-3\"\n\
                   representative = \"代表取締役 例示 太郎\"\nboxes = [\"担当\", \"課長\", \"部長\"]\n\
                   [contract.K]\naddressee = \"例示市長\"\nsection = \"営繕課\"\n";
    fs::write(office.path("home/office.toml"), profile).unwrap();
    office
}

fn form(office: &Office, words: &[&str]) -> String {
    office.ok(NOBODY, &[&["form"], words, &["--lang", "ja"]].concat()).stdout
}

#[test]
fn a_register_has_the_head_of_the_office_and_its_contract() {
    let office = office();
    let id = office.request(&[("--contract", "K"), ("--purpose", "=納品<b>")]);
    let page = form(&office, &["carry-out-register", "--contract", "K", "--number", "例設第7号"]);
    for said in
        ["例示市長", "株式会社例示設計", "R8-0123", "庁舎改修設計", "営繕課", "例設第7号", "部長", &id]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("=納品&lt;b&gt;"), "{page}");
    let head = office.ok(NOBODY, &["checkpoint"]).stdout;
    let size = head.lines().nth(1).unwrap();
    assert!(page.contains(&format!("記録 {size} 件")), "{page}");
    let rows = form(&office, &["carry-out-register", "--contract", "K", "--format", "csv"]);
    assert!(rows.starts_with("\u{feff}管理番号,") && rows.contains("'=納品<b>"), "{rows}");
}

#[test]
fn a_fiscal_year_that_has_nothing_says_so_and_another_calendar_dates_it() {
    let office = office();
    office.request(&[("--contract", "K")]);
    let page = form(&office, &["carry-out-register", "--fiscal-year", "2019", "--calendar", "wareki"]);
    for said in ["該当なし", "令和元年度", "平成31年4月1日 から 令和2年3月31日 まで"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let today = day(0);
    let page = form(&office, &["carry-out-register", "--since", &today, "--until", &today]);
    assert!(page.contains("C-0001") && !page.contains("該当なし"), "{page}");
}

#[test]
fn every_form_is_made_of_what_it_is_about_and_asks_for_it() {
    let office = office();
    let id = office.approved(&[("--contract", "K")]);
    office.export(&id);
    let forms = office.ok(NOBODY, &["form", "list", "--json"]).json();
    for listed in forms.as_array().unwrap() {
        let (name, about) = (listed["form"].as_str().unwrap(), listed["about"].as_str().unwrap());
        let words: &[&str] = match about {
            "period" => &[],
            "carry-out" => &[&id],
            "contract" | "contract-or-carry-out" => &["--contract", "K"],
            "person" => &["--person", "tanaka"],
            "incident" => continue,
            other => panic!("{other}"),
        };
        if !words.is_empty() {
            let output = office.fails(NOBODY, &["form", name], 2);
            assert!(output.stderr.contains("sekisho form list"), "{}", output.stderr);
        }
        let page = form(&office, &[&[name], words].concat());
        assert!(page.contains("size: A4") && page.contains("ルートハッシュ"), "{name}");
        let json = office.ok(NOBODY, &[&["form", name], words, &["--json"]].concat()).json();
        assert_eq!(json["form"], name);
    }
}

#[test]
fn a_letter_to_one_client_is_not_written_without_saying_to_which() {
    let office = office();
    for name in ["level-query", "consent-request"] {
        let none = office.fails(NOBODY, &["form", name, "--lang", "en"], 2).stderr;
        assert!(none.contains("nothing to ask") && !none.contains("--contract"), "{none}");
    }
    office.ok("kanri", &["contract", "add", "L", "--client", "港町役場"]);
    office.ok("kanri", &["contract", "add", "M", "--client", "山村役場"]);
    for contract in ["K", "L"] {
        let id = format!("{contract}-1");
        let add = ["asset", "add", &id, "--contract", contract, "--level", "unknown", "--name", "図面"];
        office.ok("tanaka", &[&add[..], &["--place", "書庫", "--received", &day(0)]].concat());
    }
    let id = office.request(&[("--contract", "L")]);
    for (name, has) in [("level-query", ["K", "L"].as_slice()), ("consent-request", &["L"])] {
        let refused = office.fails(NOBODY, &["form", name], 2).stderr;
        for contract in ["K", "L", "M"] {
            let command = format!("sekisho form {name} --contract {contract}\n");
            assert_eq!(refused.contains(&command), has.contains(&contract), "{name}: {refused}");
        }
        // One carry-out is under one contract.
        form(&office, &[name, &id]);
    }
    let page = form(&office, &["consent-request", "--contract", "K"]);
    assert!(!page.contains(&id) && page.contains("該当なし"), "{page}");
}

#[test]
fn a_form_about_one_carry_out_shows_nobody_elses_information() {
    let office = office();
    office.ok("kanri", &["contract", "add", "L", "--client", "港町役場"]);
    for (id, contract, name) in
        [("A-1", "K", "竣工図"), ("A-2", "K", "構造図"), ("B-1", "L", "湾岸台帳"), ("B-2", "L", "湾岸地図")]
    {
        let add = ["asset", "add", id, "--contract", contract, "--level", "unknown", "--name", name];
        office.ok("tanaka", &[&add[..], &["--place", "書庫", "--received", &day(0)]].concat());
    }
    office.ok("tanaka", &["asset", "return", "B-2", "--to", "港町役場"]);
    let bare = office.approved(&[]);
    office.export(&bare);
    let own = office.request(&[("--contract", "K"), ("--asset", "A-1")]);
    let register = ["exchange-record", "asset-register", "disposal-report", "return-note", "level-query"];
    for name in register.iter().chain(&["submissions", "media-register", "training-report", "log-review"]) {
        let page = form(&office, &[name, &bare]);
        for others in ["竣工図", "構造図", "湾岸", "港町"] {
            assert!(!page.contains(others), "{name}: {others}: {page}");
        }
    }
    for name in ["exchange-record", "asset-register", "level-query"] {
        let page = form(&office, &[name, &own]);
        assert!(
            page.contains("竣工図") && !page.contains("構造図") && !page.contains("湾岸"),
            "{name}: {page}"
        );
    }
    for name in ["storage-notice", "staff-list", "subcontract-request", "check-sheet"] {
        office.fails(NOBODY, &["form", name, &bare], 2);
    }
    for id in [&bare, &own] {
        let refused = office.refuses(NOBODY, &["form", "receipt", id, "--contract", "L"]);
        assert!(refused.stderr.contains(id.as_str()), "{}", refused.stderr);
    }
}

#[test]
fn a_signed_review_and_a_signed_pledge_stand_on_their_forms_as_signed() {
    let office = office();
    office
        .ok("kimura", &["review", "add", "--from", &day(-1), "--until", &day(0), "--finding", "理由を確認"]);
    let page = form(&office, &["log-review", "--since", &day(0)]);
    assert!(page.contains("理由を確認") && page.contains("木村"), "{page}");
    let page = form(&office, &["log-review", "--until", &day(-2)]);
    assert!(!page.contains("理由を確認"), "{page}");
    office.ok("tanaka", &["pledge", "--occasion", "entry"]);
    let people = office.ok(NOBODY, &["training", "list", "--json"]).json();
    let tanaka = people.as_array().unwrap().iter().find(|person| person["id"] == "tanaka").unwrap();
    let digest = tanaka["pledges"][0]["text_sha256"].as_str().unwrap();
    // It was signed in both languages.
    let page = form(&office, &["pledge-entry", "--person", "tanaka"]);
    assert!(page.contains(digest) && page.contains("誓約書") && page.contains("Pledge"), "{page}");
    let blank = form(&office, &["pledge-entry", "--person", "sato"]);
    assert!(!blank.contains("Pledge") && blank.contains("誓約します"), "{blank}");
}

#[test]
fn a_profile_that_is_none_and_a_contract_nobody_knows_are_refused() {
    let office = office();
    let unknown = ["form", "carry-out-register", "--contract", "NOBODYS"];
    assert!(office.refuses(NOBODY, &unknown).stderr.contains("NOBODYS"));
    fs::write(office.path("other.toml"), "boxes = [\"x\"]").unwrap();
    let profile = ["form", "carry-out-register", "--profile", &office.name("other.toml")];
    assert!(office.refuses(NOBODY, &profile).stderr.contains("other.toml"));
    let out = office.name("register.html");
    office.ok(NOBODY, &["form", "carry-out-register", "--out", &out]);
    let again = office.fails(NOBODY, &["form", "carry-out-register", "--out", &out], 5);
    assert!(again.stderr.contains("register.html"));
}

#[test]
fn a_citys_own_form_is_filled_and_one_that_runs_something_is_not() {
    let office = office();
    let id = office.request(&[("--contract", "K")]);
    let sheet = "<html><body><h1>市様式</h1><p data-field=\"section\"></p><table><tr data-each=\"carry_outs\">\
                 <td data-field=\"id\"></td></tr></table></body></html>";
    fs::write(office.path("city.html"), sheet).unwrap();
    let template = ["form", "carry-out-register", "--contract", "K", "--template", &office.name("city.html")];
    let filled = office.ok(NOBODY, &template).stdout;
    assert!(filled.contains(&format!("<td>{id}</td>")) && filled.contains("営繕課"), "{filled}");
    fs::write(office.path("city.html"), sheet.replace("section", "nobodys")).unwrap();
    assert!(office.refuses(NOBODY, &template).stderr.contains("addressee"));
    fs::write(office.path("city.html"), "<script src=\"x\"></script>").unwrap();
    assert!(office.refuses(NOBODY, &template).stderr.contains("script"));
}
