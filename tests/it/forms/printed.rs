//! Forms on paper: a browser prints them, and what it printed is read back word by word with its place.

use std::fs;

use super::browser::{Browser, Printed};
use crate::office::{NOBODY, Office, day};
use crate::support::require_peer;

impl Printed {
    #[track_caller]
    fn is_whole(&self, name: &str, landscape: bool, sheets: std::ops::RangeInclusive<usize>) {
        assert!(sheets.contains(&self.sheets.len()), "{name}: {} sheets", self.sheets.len());
        assert_eq!(self.wrong(landscape), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn long_names_three_pages_and_nothing_fit_on_a4() {
    if require_peer("chromium").is_none() || require_peer("pdftotext").is_none() {
        return;
    }
    let mut browser = Browser::start();
    let office = Office::new();
    let long = "庁舎改修設計業務委託（その二・構造計算書及び設備設計図書一式の作成に関する変更契約を含む）";
    let add = ["contract", "add", "K", "--client", "例示市長", "--number", "R8-0123", "--title", long];
    office.ok("kanri", &add);
    for person in ["tanaka", "sato"] {
        office.ok("kanri", &["contract", "notify", "K", person, "--post", "handler", "--dated", &day(0)]);
    }
    // Three pages of files, each with a name that no cell holds in one line.
    let folder = office.lay_out();
    for number in 0..90 {
        let name = format!("{number:03}_断面図・立面図・平面図詳細（第{number}回修正版・最終確認済）.dwg");
        fs::write(folder.join(name), format!("{number}")).unwrap();
    }
    let id = office.approved(&[("--contract", "K"), ("--purpose", long)]);
    let forms = office.path("printed");
    fs::create_dir(&forms).unwrap();
    let mut write = |name: &str, words: &[&str]| {
        let out = forms.join(format!("{name}.html"));
        let all = [&["form", name], words, &["--lang", "ja", "--out", out.to_str().unwrap()]].concat();
        office.ok(NOBODY, &all);
        browser.print(&out)
    };

    let inventory = write("inventory", &[&id]);
    inventory.is_whole("inventory", false, 3..=9);
    let said = inventory.squeezed();
    for number in 0..90 {
        let name = format!("{number:03}_断面図・立面図・平面図詳細（第{number}回修正版・最終確認済）.dwg");
        assert!(said.contains(&name), "{name}: {}", inventory.text);
    }
    // The heading of the table stands on every page.
    assert_eq!(said.matches("バイト数").count(), inventory.sheets.len(), "{}", inventory.text);

    let register = write("carry-out-register", &["--contract", "K", "--calendar", "wareki"]);
    register.is_whole("carry-out-register", true, 1..=2);
    assert!(register.squeezed().contains("持出し管理台帳"), "{}", register.text);

    let empty = write("disposal-report", &["--contract", "K"]);
    empty.is_whole("disposal-report", true, 1..=1);
    assert!(empty.squeezed().contains("該当なし"), "{}", empty.text);

    let sheet = write("check-sheet", &["--contract", "K"]);
    sheet.is_whole("check-sheet", false, 3..=6);
    for item in ["2-1", "4-5", "5-12", "6-2"] {
        assert!(sheet.text.contains(item), "{item}: {}", sheet.text);
    }

    let roster = write("staff-list", &["--contract", "K"]);
    roster.is_whole("staff-list", false, 1..=1);
    assert!(roster.squeezed().contains("田中一郎"), "{}", roster.text);
}
