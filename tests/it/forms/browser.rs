//! A browser that prints: one process for as many pages as there are, driven through its debugging pipe.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use data_encoding::BASE64;
use serde_json::{Value, json};

/// Points of A4's shorter and longer side.
const A4_POINTS: [f64; 2] = [595.0, 842.0];

/// What stands nearer to the edge than this, in points, a printer cuts off: a word that overflows its cell.
const EDGE_POINTS: f64 = 8.5;

/// Millimetres between the margins of a sheet upright, and of one on its side.
const ACROSS_MM: [f64; 2] = [180.0, 277.0];

/// What of a page is wider than its box, or stands beside the sheet, as the browser lays it out; and its text.
const MEASURE: &str = "(() => {
  const wide = document.documentElement.clientWidth, off = [];
  const say = (what, of) => off.push(what + ': ' + of.tagName + '.' + of.className + ' ' + of.textContent.trim().slice(0, 80));
  for (const of of document.querySelectorAll('body *')) {
    const style = getComputedStyle(of), box = of.getBoundingClientRect();
    if (style.display !== 'inline' && of.scrollWidth > of.clientWidth + 1 && of.clientWidth > 0) say('too wide', of);
    if (style.display !== 'inline' && style.overflow !== 'visible' && of.scrollHeight > of.clientHeight + 1) say('too high', of);
    if (box.width > 0 && (box.left < -1 || box.right > wide + 1)) say('beside the sheet', of);
    // A heading of one character a line is one that nobody reads.
    if (of.tagName === 'TH' && style.writingMode === 'horizontal-tb' && of.textContent.trim().length > 3) {
      const inside = of.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (inside < 2 * parseFloat(style.fontSize)) say('too narrow', of);
    }
  }
  return { off, text: document.body.innerText };
})()";

/// A browser.
pub struct Browser {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    asked: u64,
    session: Option<String>,
    _profile: tempfile::TempDir,
}

/// A printed page of HTML: its sheets' sizes, its text, and what is wrong with how it lies.
pub struct Printed {
    pub sheets: Vec<[f64; 2]>,
    /// The text as the browser shows it.
    pub shown: String,
    /// The text on the sheets, read back.
    pub text: String,
    /// Words that stand too near to an edge, and what is wider than its box.
    pub off: Vec<String>,
    /// Where it lies.
    pub pdf: PathBuf,
}

fn run(program: &str, words: &[&str]) -> String {
    let output =
        Command::new(program).args(words).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

impl Browser {
    /// Starts one.
    pub fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new("sh")
            .args(["-c", "exec chromium \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", "sh"])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
            .arg("--remote-debugging-pipe")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let ask = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut browser = Self { child, ask, answers, asked: 0, session: None, _profile: profile };
        let target = browser.ask("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.ask("Target.attachToTarget", attach);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        browser.ask("Page.enable", json!({}));
        browser.ask("Emulation.setEmulatedMedia", json!({"media": "print"}));
        browser
    }

    fn read(&mut self) -> Value {
        let mut message = Vec::new();
        self.answers.read_until(0, &mut message).unwrap();
        assert_eq!(message.pop(), Some(0), "the browser ended");
        serde_json::from_slice(&message).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let mut question = json!({"id": self.asked, "method": method, "params": params});
        if let Some(session) = &self.session {
            question["sessionId"] = json!(session);
        }
        self.ask.write_all(format!("{question}\0").as_bytes()).unwrap();
        loop {
            let mut answer = self.read();
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].take();
            }
        }
    }

    /// Prints a page of HTML, and leaves the PDF beside it.
    pub fn print(&mut self, page: &Path) -> Printed {
        let html = fs::read_to_string(page).unwrap();
        let across = ACROSS_MM[usize::from(html.contains("A4 landscape"))] / 25.4 * 96.0;
        let sized = json!({"width": across.round(), "height": 1000, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", sized);
        self.ask("Page.navigate", json!({"url": format!("file://{}", page.display())}));
        while self.read()["method"] != "Page.loadEventFired" {}
        let measured = self.ask("Runtime.evaluate", json!({"expression": MEASURE, "returnByValue": true}));
        let measured = &measured["result"]["value"];
        let off: Vec<String> = serde_json::from_value(measured["off"].clone()).unwrap();
        let printed =
            self.ask("Page.printToPDF", json!({"preferCSSPageSize": true, "printBackground": false}));
        let pdf = page.with_extension("pdf");
        fs::write(&pdf, BASE64.decode(printed["data"].as_str().unwrap().as_bytes()).unwrap()).unwrap();
        let shown = measured["text"].as_str().unwrap().to_owned();
        let mut printed = Printed { sheets: Vec::new(), shown, text: String::new(), off, pdf };
        printed.read(&run("pdftotext", &["-bbox", printed.pdf.to_str().unwrap(), "-"]));
        printed
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

impl Printed {
    /// Takes in the sheets of a PDF and its words, and notes those that stand too near to an edge.
    fn read(&mut self, boxes: &str) {
        let number = |line: &str, key: &str| -> f64 {
            line.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        for line in boxes.lines().map(str::trim) {
            if line.starts_with("<page ") {
                self.sheets.push([number(line, "width"), number(line, "height")]);
            } else if line.starts_with("<word ") {
                let [width, height] = *self.sheets.last().unwrap();
                let inside = number(line, "xMin") >= EDGE_POINTS
                    && number(line, "xMax") <= width - EDGE_POINTS
                    && number(line, "yMin") >= EDGE_POINTS
                    && number(line, "yMax") <= height - EDGE_POINTS;
                if !inside {
                    self.off.push(format!("cut: {line}"));
                }
                let word = line.split_once('>').unwrap().1.trim_end_matches("</word>");
                let word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
                self.text.push_str(&word.replace("&amp;", "&"));
                self.text.push(' ');
            }
        }
    }

    /// What is wrong with it as a form: sheets that are not A4, words that are cut or missing, no number on a sheet.
    pub fn wrong(&self, landscape: bool) -> Vec<String> {
        let mut wrong = self.off.clone();
        let [short, long] = A4_POINTS;
        let wanted = if landscape { [long, short] } else { [short, long] };
        for sheet in &self.sheets {
            if sheet.iter().zip(wanted).any(|(is, wanted)| (is - wanted).abs() >= 2.0) {
                wrong.push(format!("not A4: {sheet:?}"));
            }
        }
        let squeezed: String = self.text.chars().filter(|c| !c.is_whitespace()).collect();
        for number in 1..=self.sheets.len() {
            let of = format!("{number}/{}", self.sheets.len());
            if !squeezed.contains(&of) {
                wrong.push(format!("no sheet says {of}"));
            }
        }
        let (mut printed, shown) = (counted(&self.text), counted(&self.shown));
        let missing: String = shown
            .into_iter()
            .filter(|(c, count)| printed.remove(c).unwrap_or(0) < *count)
            .map(|(c, _)| c)
            .collect();
        if !missing.is_empty() {
            wrong.push(format!("not on paper: {missing}"));
        }
        wrong
    }

    /// The text on paper, column by column, without the line breaks that a column makes.
    pub fn squeezed(&self) -> String {
        let text = run("pdftotext", &["-raw", self.pdf.to_str().unwrap(), "-"]);
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// How often each character stands in a text; a PDF may name one by another of its code points.
fn counted(text: &str) -> std::collections::BTreeMap<char, usize> {
    use unicode_normalization::UnicodeNormalization as _;

    let mut counted = std::collections::BTreeMap::new();
    for c in text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
        *counted.entry(c).or_default() += 1;
    }
    counted
}
