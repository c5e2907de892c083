//! Documents of Office Open XML (ISO/IEC 29500): ZIP files of XML.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{Inside, Personal};
use crate::base::limits::{HINT_DOCUMENT_PARTS_MAX, HINT_FILE_BYTES_MAX};

/// What a document says of its authors; not who they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Authors {
    /// Who made it.
    pub author: bool,
    /// Who changed it last.
    pub last_modified_by: bool,
    /// Whose company or manager it names.
    pub company: bool,
}

impl Authors {
    /// Whether it says anything of them.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.author || self.last_modified_by || self.company
    }
}

/// Whether a file is such a document, by its name and its first bytes.
#[must_use]
pub fn is_document(path: &str, first: &[u8]) -> bool {
    let lower = path.to_lowercase();
    let endings = [".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm"];
    first.starts_with(b"PK\x03\x04") && endings.iter().any(|ending| lower.ends_with(ending))
}

/// Looks at its properties and texts; `None` where it is damaged or sealed.
pub(super) fn look(bytes: &[u8]) -> Option<Inside> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut inside = Inside::default();
    let mut left = HINT_FILE_BYTES_MAX.saturating_mul(2);
    for number in 0..archive.len().min(HINT_DOCUMENT_PARTS_MAX) {
        let Ok(part) = archive.by_index(number) else { continue };
        let Some(name) = part.name().ok().map(|name| name.into_owned()) else { continue };
        let is_properties = matches!(name.as_str(), "docProps/core.xml" | "docProps/app.xml");
        if !is_properties && !holds_text(&name) {
            continue;
        }
        let mut xml = Vec::new();
        // What unpacks to more than this is cut: a bomb is no document.
        if part.take(left).read_to_end(&mut xml).is_err() {
            continue;
        }
        left = left.saturating_sub(u64::try_from(xml.len()).unwrap_or(u64::MAX));
        let xml = String::from_utf8_lossy(&xml);
        if is_properties {
            inside.authors.author |= says(&xml, "creator");
            inside.authors.last_modified_by |= says(&xml, "lastModifiedBy");
            inside.authors.company |= says(&xml, "Company") || says(&xml, "Manager");
        } else {
            inside.personal = inside.personal.and(Personal::count(&words(&xml)));
        }
    }
    Some(inside)
}

/// Whether a part holds what a person wrote.
fn holds_text(name: &str) -> bool {
    let is_xml = name.ends_with(".xml");
    let in_word =
        name.starts_with("word/") && !name.starts_with("word/theme") && name.matches('/').count() == 1;
    let in_excel = name == "xl/sharedStrings.xml"
        || name.starts_with("xl/worksheets/")
        || name.starts_with("xl/comments");
    let in_powerpoint = name.starts_with("ppt/slides/") || name.starts_with("ppt/notesSlides/");
    is_xml && (in_word || in_excel || in_powerpoint)
}

/// Whether an element of this name, whatever its prefix, holds something.
fn says(xml: &str, element: &str) -> bool {
    xml.match_indices(element).any(|(at, _)| {
        let opens = xml.get(..at).is_some_and(|before| before.ends_with('<') || before.ends_with(':'));
        let rest = xml.get(at.saturating_add(element.len())..).unwrap_or_default();
        let text = rest.split_once('>').filter(|(tag, _)| !tag.ends_with('/') && !tag.contains('<'));
        opens
            && text
                .is_some_and(|(_, text)| text.split('<').next().is_some_and(|text| !text.trim().is_empty()))
    })
}

/// The words of a part: marks inside a paragraph or cell join what they cut, others part it.
fn words(xml: &str) -> String {
    const PARTS: [&str; 9] = ["p", "tc", "tr", "c", "row", "si", "br", "tab", "v"];
    let mut text = String::with_capacity(xml.len() / 2);
    for piece in xml.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '/', '\r', '\n', '\t']).next().unwrap_or_default();
        let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
        if PARTS.contains(&name) {
            text.push('\n');
        }
        text.push_str(after);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::super::{look as look_at, wants};
    use super::*;

    fn document(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(xml.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_document_says_who_made_it_and_what_looks_personal_even_where_marks_cut_it() {
        let bytes = document(&[
            (
                "docProps/core.xml",
                "<cp:coreProperties><dc:creator>田中</dc:creator><cp:lastModifiedBy/></cp:coreProperties>",
            ),
            ("docProps/app.xml", "<Properties><Company>例示設計</Company></Properties>"),
            (
                "word/document.xml",
                "<w:p><w:r><w:t>090-12</w:t></w:r><w:r><w:t>34-5678</w:t></w:r></w:p><w:p><w:t>1234</w:t></w:p><w:p><w:t>5678</w:t></w:p><w:p><w:t>9018 a@b.test</w:t></w:p>",
            ),
            ("word/theme/theme1.xml", "03-1234-5678"),
        ]);
        assert_eq!(wants("a.docx", 10, &bytes), Some(10));
        assert_eq!(wants("a.docx", u64::MAX, &bytes), None);
        let inside = look_at("a.DOCX", &bytes).unwrap();
        assert_eq!(inside.authors, Authors { author: true, last_modified_by: false, company: true });
        assert_eq!(inside.personal, Personal { my_numbers: 0, phones: 1, addresses: 1 });
        let sheet = document(&[(
            "xl/sharedStrings.xml",
            "<sst><si><t>03-1234-5678</t></si><si><t>123456789018</t></si></sst>",
        )]);
        assert_eq!(
            look_at("a.xlsx", &sheet).unwrap().personal,
            Personal { my_numbers: 1, phones: 1, addresses: 0 }
        );
    }

    #[test]
    fn a_damaged_document_hints_at_nothing() {
        let bytes = document(&[("word/document.xml", "<w:p>03-1234-5678</w:p>")]);
        for cut in [4, 20, bytes.len() / 2] {
            assert_eq!(look_at("a.docx", &bytes[..cut]), None, "{cut}");
        }
        for place in 0..bytes.len() {
            let mut other = bytes.clone();
            other[place] ^= 0xFF;
            let _looked = look_at("a.docx", &other);
        }
    }

    #[test]
    fn a_bomb_is_cut() {
        let bytes = document(&[("word/document.xml", &"<w:p>x</w:p>".repeat(4_000_000))]);
        assert!(look_at("a.docx", &bytes).is_some());
    }
}
