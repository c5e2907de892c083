//! The contract's forms, beside the entries: for people to read and for spreadsheets. Nobody signs or counts them;
//! whoever doubts one looks at the entries.

use super::folder;
use super::others::Others;
use crate::domain::names::ContractId;
use crate::i18n::{Catalogue, Language};
use crate::projection::view::{FormFacts, FormName, Period};
use crate::report::csv::Bom;
use crate::report::form;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::form::{Letter, Wanted, facts};
use crate::workflow::world::World;

/// What an office keeps about a contract. Not letters that ask for something, and not what it finds about its own log.
const SHOWN: [FormName; 16] = [
    FormName::CarryOutRegister,
    FormName::ExchangeRecord,
    FormName::AssetRegister,
    FormName::DisposalReport,
    FormName::ReturnNote,
    FormName::MediaRegister,
    FormName::EquipmentLog,
    FormName::PaperRegister,
    FormName::MailCheck,
    FormName::StorageNotice,
    FormName::StaffList,
    FormName::TrainingReport,
    FormName::SubcontractorRegister,
    FormName::ContactTree,
    FormName::CheckSheet,
    FormName::Submissions,
];

/// A path below the folder of forms, and what lies there.
pub(super) type Written = (String, Vec<u8>);

/// The forms as files, and those that are not among them.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    /// Each with its path below the folder of forms.
    pub(super) files: Vec<Written>,
    /// Forms in the folder, each in both languages.
    pub(super) count: u64,
    /// Forms that hold a name of others where it cannot be left out.
    pub(super) withheld: u64,
}

/// The folders of forms, by language.
pub(super) const LANGUAGES: [(Language, &str); 2] = [(Language::Japanese, "ja"), (Language::English, "en")];

/// Whether this is the folder of forms, or one in it.
pub(super) fn is_folder(path: &str) -> bool {
    path == folder::FORMS || LANGUAGES.iter().any(|(_, below)| path == format!("{}/{below}", folder::FORMS))
}

/// Whether a form lies at this path. Nobody counts what it says.
pub(super) fn is_form(path: &str) -> bool {
    let Some((below, name)) = path.rsplit_once('/') else { return false };
    let stem = name.strip_suffix(".html").or_else(|| name.strip_suffix(".csv"));
    below != folder::FORMS
        && is_folder(below)
        && stem.is_some_and(|stem| SHOWN.iter().any(|form| form.to_string() == stem))
}

/// Makes the forms of a contract. A line that holds a name of others says so in their place.
///
/// # Errors
/// As for [`facts`].
pub(super) fn of(
    world: &World<'_>,
    desk: &Desk,
    contract: &ContractId,
    others: &Others,
) -> Result<Forms, Error> {
    // Of all forms the check sheet needs the most: what it is filled from fills each of the others.
    let wanted = Wanted {
        name: FormName::CheckSheet,
        about: None,
        contract: Some(contract.clone()),
        person: None,
        period: Period::default(),
        letter: Letter::default(),
    };
    let mut facts = facts(world, desk, &wanted)?;
    let mut forms = Forms::default();
    for name in SHOWN {
        facts.name = name;
        match files_of(&facts, others)? {
            Some(files) => {
                forms.count = forms.count.saturating_add(1);
                forms.files.extend(files);
            }
            None => forms.withheld = forms.withheld.saturating_add(1),
        }
    }
    Ok(forms)
}

/// One form in both languages; `None` where a name of others stands at its head.
fn files_of(facts: &FormFacts, others: &Others) -> Result<Option<Vec<Written>>, Error> {
    let mut files = Vec::new();
    for (language, below) in LANGUAGES {
        let c = Catalogue::new(language);
        let mut made = form::of(facts, &c);
        made.leave_out(&|text| others.are_told_in(text), &c);
        let whole = form::json(&made, &facts.head, &c).to_string();
        if others.are_in(whole.as_bytes()) {
            return Ok(None);
        }
        let stem = format!("{below}/{}", facts.name);
        files.push((format!("{stem}.html"), form::page(&made, &facts.head, &c).into_bytes()));
        let mut rows = Vec::new();
        let failed = |source| Error::File { path: format!("{stem}.csv").into(), source };
        if form::write_csv(&made, Bom::Yes, &mut rows).map_err(failed)? {
            files.push((format!("{stem}.csv"), rows));
        }
    }
    Ok(Some(files))
}
