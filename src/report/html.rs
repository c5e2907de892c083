//! Pages that print on A4: one file, no script, no network, system fonts.
//!
//! Every text goes in through [`text`] or through maud's own escaping after it was made safe, so
//! that a name can neither write markup nor turn a line around.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::base::text::safe;
use crate::i18n::Language;

/// Sizes in points and millimetres, because the page is meant for paper; one column, tables that
/// repeat their heading on every sheet and do not break inside a row.
const STYLE: &str = "
@page { size: A4; margin: 18mm 15mm;
        @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }
:root { color-scheme: light; }
body { font: 10.5pt/1.6 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', system-ui, sans-serif;
       color: #111; background: #fff; max-width: 180mm; margin: 0 auto; }
h1 { font-size: 15pt; margin: 0 0 4mm; }
h2 { font-size: 12pt; margin: 6mm 0 2mm; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #555; padding: 1mm 2mm; text-align: left; vertical-align: top;
         overflow-wrap: anywhere; }
th { background: #eee; font-weight: 600; overflow-wrap: break-word; word-break: keep-all; word-break: auto-phrase; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 9pt/1.5 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
main { padding: 0 0.3mm; }
h1, h2, h3 { break-after: avoid; }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm; }
p { margin: 1mm 0; }
table.form th { width: 42mm; }
table.entries { font-size: 8pt; }
table.entries code { font-size: 7pt; }
table.boxes { width: auto; margin: 0 0 0 auto; font-size: 8pt; }
table.boxes th { width: 5mm; padding: 1mm; text-align: center; vertical-align: middle; writing-mode: vertical-rl;
                 letter-spacing: 0.15em; }
table.boxes td { width: 20mm; min-width: 20mm; max-width: 20mm; height: 4mm; text-align: center; }
table.boxes td.stamp { height: 16mm; }
div.letterhead { display: flex; justify-content: space-between; gap: 10mm; margin: 0 0 3mm; }
div.letterhead > div { flex: 1 1 0; min-width: 0; overflow-wrap: anywhere; }
div.letterhead div.addressee { font-size: 11.5pt; }
table.about { table-layout: fixed; font-size: 8.5pt; }
table.about th { width: 20mm; }
table.about td:nth-child(2), table.about td:nth-child(6) { width: 17%; }
div.decision { display: flex; justify-content: space-between; align-items: flex-start; gap: 6mm;
               margin: 2mm 0 3mm; break-inside: avoid; }
div.signed { font-size: 8.5pt; overflow-wrap: anywhere; }
table.register { table-layout: fixed; }
table.register td.none { text-align: center; padding: 6mm; font-size: 12pt; }
.blank { display: inline-block; min-width: 60mm; border-bottom: 0.2mm solid #999; min-height: 5mm; }
section.attention { border: 1mm double #111; padding: 2mm 4mm; margin: 4mm 0; }
div.words { margin: 3mm 0; font-size: 8.5pt; line-height: 1.4; overflow-wrap: anywhere; }
pre { font: 7pt/1.35 ui-monospace, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
      border: 0.2mm solid #999; padding: 2mm; }
footer { break-before: avoid; break-inside: avoid; margin-top: 6mm; border-top: 0.3mm solid #555; padding-top: 2mm; font-size: 8.5pt; }
@media print { body { max-width: none; } th { print-color-adjust: exact; } }
";

/// Twelve columns in two lines a record need the sheet's long side; the browser numbers the sheets.
const LANDSCAPE: &str = "
@page { size: A4 landscape; margin: 12mm 10mm 14mm;
        @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }
body { max-width: 277mm; font-size: 8pt; line-height: 1.4; }
h1 { text-align: center; }
table.register tbody { break-inside: avoid; border-bottom: 0.6mm solid #111; }
table.register td { height: 6mm; padding: 0.6mm 1mm; }
table.fields { table-layout: fixed; }
table.fields th { width: 52mm; }
table.register th { padding: 0.6mm 1mm; }
";

/// What a form that is handed in has beside: numbered sheets, boxes for stamps, and an exercise that says so
/// on every sheet.
const FORM: &str = "
@page { margin: 16mm 15mm 18mm;
        @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }
body { font-size: 9.5pt; line-height: 1.45; }
h1 { text-align: center; }
h2, h3 { break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; }
table.fields { table-layout: fixed; }
table.fields th { width: 42mm; }
table.fields th::first-letter { text-transform: uppercase; }
table.moments { table-layout: fixed; }
table.moments th:nth-child(1) { width: 44mm; }
table.moments th:nth-child(2) { width: 66mm; }
table.register { font-size: 8.5pt; }
table.register td, table.register th { padding: 0.8mm 1.2mm; }
p.drill { border: 0.5mm solid #111; padding: 1mm 3mm; font-weight: 700; text-align: center; }
p.watermark { position: fixed; top: 40%; left: 0; right: 0; margin: 0; z-index: -1; text-align: center;
              font-size: 64pt; font-weight: 700; color: #ddd; transform: rotate(-30deg);
              print-color-adjust: exact; }
p.note { font-size: 8.5pt; margin: 1mm 0; }
";

/// Which way the sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Upright: letters, slips, certificates.
    Portrait,
    /// On its long side: registers.
    Landscape,
    /// Upright, with numbered sheets and boxes for stamps: reports that are handed in.
    Form,
}

/// What the page may load: nothing but its own style.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole page. `title` and `footer` are made safe here; `body` has been already.
#[must_use]
pub fn page(language: Language, title: &str, body: &Markup, footer: &str) -> String {
    page_on(Paper::Portrait, language, title, body, footer)
}

/// [`page`], for a sheet that lies as given.
#[must_use]
pub fn page_on(paper: Paper, language: Language, title: &str, body: &Markup, footer: &str) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (safe(title)) }
                style {
                    (PreEscaped(STYLE))
                    @match paper {
                        Paper::Portrait => {},
                        Paper::Landscape => (PreEscaped(LANDSCAPE)),
                        Paper::Form => (PreEscaped(FORM)),
                    }
                }
            }
            body {
                main {
                    h1 { (safe(title)) }
                    (body)
                }
                @if !footer.is_empty() {
                    footer { (text(footer)) }
                }
            }
        }
    };
    let mut page = markup.into_string();
    page.push('\n');
    page
}

/// Text from a file or a person: safe, escaped, its line breaks kept.
#[must_use]
pub fn text(text: &str) -> Markup {
    html! {
        @for (number, line) in text.split('\n').enumerate() {
            @if number > 0 { br; }
            (safe(line))
        }
    }
}

/// A table cell's content and on which side it stands.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Text, made safe when it is written.
    Text(String),
    /// A number.
    Number(u64),
}

/// A table with its heading row. Headings come from the catalogue.
#[must_use]
pub fn table(headings: &[&str], rows: &[Vec<Cell>]) -> Markup {
    html! {
        table {
            thead { tr { @for heading in headings { th scope="col" { (safe(heading)) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for cell in row {
                            @match cell {
                                Cell::Text(content) => td { (text(content)) },
                                Cell::Number(number) => td.number { (number) },
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_write_markup_or_turn_a_line_around() {
        let rows = vec![vec![Cell::Text("<script>alert(1)</script>\u{202e}fdp".into()), Cell::Number(7)]];
        let body = table(&["<b>", "n"], &rows);
        let page = page(Language::Japanese, "</title><script>", &body, "a\n<i>");
        assert!(!page.contains("<script") && !page.contains("<i>") && !page.contains("<b>"), "{page}");
        assert!(!page.contains('\u{202e}'));
        assert!(page.contains("&lt;script&gt;alert(1)"));
        assert!(page.contains("a<br>&lt;i&gt;"));
    }

    #[test]
    fn a_page_loads_nothing_and_says_its_language() {
        for language in Language::ALL {
            let page = page(*language, "t", &text("x"), "");
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())));
            for outside in ["http:", "https:", "src=", "href=", "url(", "@import", "<script"] {
                assert!(!page.contains(outside), "{outside}");
            }
            assert!(page.contains("size: A4") && !page.contains("<footer"));
        }
    }
}
