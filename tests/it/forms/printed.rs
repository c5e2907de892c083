//! Forms on paper: a browser prints them, and what it printed is read back word by word with its place.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::office::{NOBODY, Office, day};

/// Points of A4's shorter and longer side.
const A4_POINTS: [f64; 2] = [595.0, 842.0];

/// What stands nearer to the edge than this, in points, a printer cuts off: a word that overflows its cell.
const EDGE_POINTS: f64 = 8.5;

/// A printed form: its pages' sizes, its text, and the words that stand too near to an edge.
struct Printed {
    pages: Vec<[f64; 2]>,
    text: String,
    cut: Vec<String>,
}

fn run(program: &str, words: &[&str]) -> String {
    let output =
        Command::new(program).args(words).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Prints pages of HTML, all by one browser.
fn print(folder: &Path, name: &str) -> Printed {
    let (page, pdf) = (folder.join(format!("{name}.html")), folder.join(format!("{name}.pdf")));
    let profile = folder.join("browser");
    let pdf = pdf.to_str().unwrap();
    run(
        "chromium",
        &[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-pdf-header-footer",
            &format!("--user-data-dir={}", profile.display()),
            &format!("--print-to-pdf={pdf}"),
            &format!("file://{}", page.display()),
        ],
    );
    let boxes = run("pdftotext", &["-bbox", pdf, "-"]);
    let (mut pages, mut cut) = (Vec::new(), Vec::new());
    let number = |line: &str, key: &str| -> f64 {
        line.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    for line in boxes.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push([number(line, "width"), number(line, "height")]);
        } else if line.starts_with("<word ") {
            let [width, height] = *pages.last().unwrap();
            let inside = number(line, "xMin") >= EDGE_POINTS
                && number(line, "xMax") <= width - EDGE_POINTS
                && number(line, "yMin") >= EDGE_POINTS
                && number(line, "yMax") <= height - EDGE_POINTS;
            if !inside {
                cut.push(line.to_owned());
            }
        }
    }
    Printed { pages, text: run("pdftotext", &["-raw", pdf, "-"]), cut }
}

impl Printed {
    #[track_caller]
    fn is_whole(&self, name: &str, landscape: bool, pages: std::ops::RangeInclusive<usize>) {
        let [short, long] = A4_POINTS;
        let wanted = if landscape { [long, short] } else { [short, long] };
        for page in &self.pages {
            let off = page.iter().zip(wanted).map(|(is, wanted)| (is - wanted).abs()).fold(0.0, f64::max);
            assert!(off < 2.0, "{name}: {page:?}");
        }
        assert!(pages.contains(&self.pages.len()), "{name}: {} pages", self.pages.len());
        assert!(self.cut.is_empty(), "{name}: {:?}", self.cut);
        for number in 1..=self.pages.len() {
            let of = format!("{number}/{}", self.pages.len());
            assert!(self.squeezed().contains(&of), "{name}: {of}: {}", self.text);
        }
    }

    /// The text without the line breaks that a column makes.
    fn squeezed(&self) -> String {
        self.text.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

#[test]
fn long_names_three_pages_and_nothing_fit_on_a4() {
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
    let write = |name: &str, words: &[&str]| {
        let out = forms.join(format!("{name}.html"));
        let all = [&["form", name], words, &["--lang", "ja", "--out", out.to_str().unwrap()]].concat();
        office.ok(NOBODY, &all);
        print(&forms, name)
    };

    let inventory = write("inventory", &[&id]);
    inventory.is_whole("inventory", false, 3..=9);
    let said = inventory.squeezed();
    for number in 0..90 {
        let name = format!("{number:03}_断面図・立面図・平面図詳細（第{number}回修正版・最終確認済）.dwg");
        assert!(said.contains(&name), "{name}: {}", inventory.text);
    }
    // The heading of the table stands on every page.
    assert_eq!(said.matches("バイト数").count(), inventory.pages.len(), "{}", inventory.text);

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
