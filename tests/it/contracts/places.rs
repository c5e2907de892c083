//! Storage places: notified, and compared with where what is packed lies.

use super::*;

#[test]
fn tokki_a3_4_places_are_notified_before_anything_is_asked_for() {
    let office = under(&["tokki"]);
    office.ok("kanri", &["contract", "place", "K", "本社サーバ", "--dated", &day(0), "--remove"]);
    refuses(&office, &[], "第3の4");
}

/// The folder in which what is asked for lies, and the contract's storage place with these folders.
fn stored(office: &Office, folders: &[&str]) {
    let today = day(0);
    let mut words = vec!["contract", "place", "K", "本社サーバ", "--dated", &today];
    folders.iter().for_each(|folder| words.extend(["--path", folder]));
    office.ok("kanri", &words);
}

/// What is asked for lies in this folder.
fn source(office: &Office) -> String {
    office.asking(&[])[1].clone()
}

#[test]
fn tokki_a3_4_sources_lie_in_the_folders_that_were_notified() {
    let office = under(&["tokki"]);
    let outside = |id: &str| office.shown(id)["sources_outside"].clone();
    assert!(outside(&asks(&office, &[])).is_null());
    stored(&office, &["/srv/sekisho-notified"]);
    let output = refuses(&office, &[], "第3の4");
    assert!(output.stderr.contains("sekisho contract show"), "{}", output.stderr);
    stored(&office, &["/srv/sekisho-notified", &source(&office)]);
    let id = asks(&office, &[]);
    assert_eq!(outside(&id), 0);
    office.approve("sato", &id);
    consented(&office, &id);
    office.export(&id);
}

#[test]
fn meccs_3_2_file_server_is_listed_and_shown_to_the_approver() {
    let office = under(&["meccs"]);
    stored(&office, &["/srv/sekisho-notified"]);
    let id = asks(&office, &[]);
    assert_eq!(office.shown(&id)["sources_outside"], 1);
    let listed = office.ok("sato", &["rules", "explain", &id, "--lang", "ja"]).stdout;
    let line = "満たしていない規則（持出しは止めない）\n  日本メックス 情報取扱い要領 3(2)";
    assert!(listed.contains(line), "{listed}");
    let shown = office.ok("sato", &["show", &id, "--lang", "ja"]).stdout;
    assert!(shown.contains("届け出た保存先の外 1 件"), "{shown}");
}

#[test]
fn tokki_a3_4_storage_places_are_nobodys_own_folder() {
    let office = under(&["tokki"]);
    let today = day(0);
    for path in ["/home/tanaka/K", "share/K"] {
        let words = ["contract", "place", "K", "本社サーバ", "--dated", &today, "--path", path];
        let output = office.refuses("kanri", &words);
        assert!(
            output.stderr.contains(path) && output.stderr.contains("sekisho contract place"),
            "{}",
            output.stderr
        );
    }
}

/// A directive that forbids a place by this word alone.
fn forbidding(place: &str) -> Office {
    let office = bare(&[]);
    let rules = format!(
        "id = \"more\"\nversion = 1\ntitle = {{ ja = \"指示\", en = \"directive\" }}\n\
         client = {{ ja = \"市\", en = \"city\" }}\n[[rule]]\nid = \"no-home\"\nclause = \"31の1\"\n\
         demand = {{ kind = \"forbid-place\", place = \"{place}\" }}\nja = \"自宅へ持ち出さない\"\nen = \"never home\"\n"
    );
    fs::write(office.path("more.toml"), rules).unwrap();
    let (letter, more) = (office.name("letter.pdf"), office.name("more.toml"));
    let direct = ["contract", "directive", "K", "--number", "31", "--dated", "2026-06-01", "--evidence"];
    office.ok("kanri", &[&direct[..], &[&letter, "--rules", &more]].concat());
    office
}

#[test]
fn a_directive_forbids_home_whatever_it_or_the_requester_calls_it() {
    for word in ["自宅", "ご自宅", "home"] {
        let office = forbidding(word);
        office
            .ok("kanri", &["medium", "add", "PC-1", "--kind", "pc", "--serial", "PC1", "--place", "執務室"]);
        for asked in ["自宅", "home", "在宅"] {
            let plain = [("--asset", "-"), ("--place", asked)];
            let said = office.refuses("tanaka", &office.asking(&with(&plain)));
            assert!(said.stderr.contains("31の1"), "{word}: {asked}: {}", said.stderr);
            let due = day(5);
            let take = ["article", "take", "--contract", "K", "--purpose", "測量", "--due", &due];
            let pc = ["--device", "PC-1", "--direction", "out", "--place", asked];
            let said = office.refuses("tanaka", &[&take[..], &pc].concat());
            assert!(said.stderr.contains("31の1"), "{word}: {asked}: {}", said.stderr);
        }
        asks(&office, &[("--asset", "-")]);
    }
}
