//! Hints: what looks needless or personal in what is asked for.

use super::page::Page;
use super::words::joined;
use crate::base::limits::HINTS_LISTED_MAX;
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{HintedFile, Hints};

/// What there is to say, file by file; nothing where there is nothing.
#[must_use]
pub fn hints(hints: &Hints, c: &Catalogue, columns: Option<usize>) -> Option<String> {
    if hints.is_empty() {
        return None;
    }
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-hints", count = hints.files.len()));
    for file in hints.files.iter().take(HINTS_LISTED_MAX) {
        let what = joined(c, &words(c, file));
        page.line(&say!(c, "report-hint", path = Prepared(safe(&file.path)), what = Prepared(&what)));
    }
    let more = hints.files.len().saturating_sub(HINTS_LISTED_MAX);
    if more > 0 {
        page.line(&say!(c, "report-and-more", count = more));
    }
    if hints.cut > 0 || hints.passed_over > 0 {
        page.line(&say!(c, "report-hints-not-all", cut = hints.cut, passed = hints.passed_over));
    }
    page.line(&say!(c, "report-hints-mean"));
    Some(page.finish())
}

fn words(c: &Catalogue, file: &HintedFile) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(file.needless.map(|why| match why {
        "system" => say!(c, "report-hint-system"),
        "temporary" => say!(c, "report-hint-temporary"),
        "history" => say!(c, "report-hint-history"),
        _ => say!(c, "report-hint-backup"),
    }));
    if !file.authors.is_empty() {
        words.push(say!(c, "report-hint-authors"));
    }
    if file.my_numbers > 0 {
        words.push(say!(c, "report-hint-my-numbers", count = file.my_numbers));
    }
    if file.phones > 0 {
        words.push(say!(c, "report-hint-phones", count = file.phones));
    }
    if file.addresses > 0 {
        words.push(say!(c, "report-hint-addresses", count = file.addresses));
    }
    words
}

/// That personal data were said not to be there, and something looks like them; nothing where it fits.
#[must_use]
pub fn contradicts(hints: &Hints, c: &Catalogue) -> Option<String> {
    let [my_numbers, phones, addresses] = hints.personal();
    let any = my_numbers > 0 || phones > 0 || addresses > 0;
    any.then(|| {
        say!(c, "report-hints-personal", numbers = my_numbers, phones = phones, addresses = addresses)
    })
}
