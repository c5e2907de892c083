//! Forms: what they are filled from, and what stands at their head.
//!
//! The office's own name and address, and how a client calls its sections, are no business of the ledger:
//! they come from `office.toml` in the home, or from a file that is named, and are the maker's word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::base::file;
use crate::base::limits::{FOREIGN_FILE_BYTES_MAX, FORM_BOXES};
use crate::domain::asset::Asset;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::i18n::fiscal_year;
use crate::projection::query::Filter;
use crate::projection::view::certificate::CertificateView;
use crate::projection::view::{
    AssetView, CarryOutView, ContractView, FormAbout, FormFacts, FormHead, FormName, IncidentReport,
    MediumView, OwnShape, Period, PersonView, PledgeText, RecipientView, Sender, StaffView, file_lines,
    letters_of,
};
use crate::report::form::contracts_asked;
use crate::workflow::certificate::certificate;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::world::World;
use crate::workflow::{article, check_sheet, checkout, duty, incident, review, staff};

mod about;

use about::{contract_of, narrow, narrow_to, same_contract, signed_texts};

/// The office's profile in the home.
pub const PROFILE: &str = "office.toml";

/// How many boxes are stamped where nobody says otherwise.
const USUAL_BOXES: usize = 4;

/// Which form is wanted, and what its maker says of it.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which form.
    pub name: FormName,
    /// The one carry-out it is about.
    pub about: Option<String>,
    /// The contract it is about.
    pub contract: Option<ContractId>,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The days it covers.
    pub period: Period,
    /// What stands at its head.
    pub letter: Letter,
}

/// What the maker of a form says at its head.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// To whom it is addressed.
    pub addressee: Option<String>,
    /// The office's number for it.
    pub number: Option<String>,
    /// When it is handed in; today where nothing is said.
    pub dated: Option<NaiveDate>,
    /// Where the office's profile is, where it is not in the home.
    pub profile: Option<PathBuf>,
}

/// What an office says of itself: `office.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    address: Option<String>,
    name: Option<String>,
    representative: Option<String>,
    department: Option<String>,
    title: Option<String>,
    phone: Option<String>,
    boxes: Option<Vec<String>>,
    #[serde(default)]
    contract: BTreeMap<String, Client>,
}

/// What it says of a contract's client.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    addressee: Option<String>,
    section: Option<String>,
}

/// What a form is filled from.
///
/// # Errors
/// [`Error::FormNeeds`] and [`Error::FormNeedsContract`] when it does not say what it is about; [`Error::UnknownCarryOut`] and the like;
/// [`Error::Refused`] for an unknown contract or person, and for a contract that it is not under;
/// [`Error::Content`] when the profile is not one.
pub fn facts(world: &World<'_>, desk: &Desk, wanted: &Wanted) -> Result<FormFacts, Error> {
    check(wanted)?;
    match (wanted.name, wanted.about.as_deref()) {
        (FormName::IncidentReport | FormName::PreventionReport, Some(about)) => {
            of_incident(world, desk, about, wanted)
        }
        (FormName::Certificate, Some(about)) => of_certificate(world, desk, about, wanted),
        (_, Some(about)) => {
            let carry_out = desk.carry_out(about)?;
            let contract = carry_out.request.contract.as_ref();
            same_contract(&carry_out.id(), wanted.contract.as_ref(), contract)?;
            let mut facts = registers(world, desk, wanted, contract)?;
            let view = desk.view(&carry_out, world.clock.now().date());
            narrow(&mut facts, &view);
            facts.letters.insert(view.id.clone(), letters_of(&desk.registry, &carry_out));
            facts.carry_outs.push(view);
            // What was purged is said on the form, and not made up.
            if !carry_out.is_purged(&carry_out.request.file_list.sha256) {
                facts.files = file_lines(&desk.file_list(&carry_out)?);
            }
            facts.pledged = signed_texts(desk, &facts)?;
            if wanted.name == FormName::CarryingSlip {
                facts.own = OwnShape::Slip(Box::new(checkout::slip(world, desk, &carry_out)));
            }
            Ok(facts)
        }
        (_, None) => of_all(world, desk, wanted),
    }
}

/// What a form about a contract, or about none in particular, is filled from.
fn of_all(world: &World<'_>, desk: &Desk, wanted: &Wanted) -> Result<FormFacts, Error> {
    let mut facts = registers(world, desk, wanted, wanted.contract.as_ref())?;
    let contract = wanted.contract.as_ref().map(ToString::to_string);
    let filter = Filter { contract, ..Filter::default() };
    let today = world.clock.now().date();
    desk.projection.each_carry_out::<Error>(&filter, |carry_out| {
        facts.letters.insert(carry_out.id(), letters_of(&desk.registry, &carry_out));
        facts.carry_outs.push(desk.view(&carry_out, today));
        Ok(())
    })?;
    match &wanted.contract {
        Some(contract) => narrow_to(&mut facts, contract),
        None if wanted.name.about() == FormAbout::Asked => {
            let contracts = contracts_asked(&facts).into_iter().collect();
            return Err(Error::FormNeedsContract { form: wanted.name, contracts });
        }
        None => {}
    }
    facts.pledged = signed_texts(desk, &facts)?;
    Ok(facts)
}

fn of_incident(world: &World<'_>, desk: &Desk, id: &str, wanted: &Wanted) -> Result<FormFacts, Error> {
    let report = incident::report(world, desk, &desk.incident(id)?, None)?;
    same_contract(&report.incident.line.id, wanted.contract.as_ref(), contract_of(&report))?;
    let head = head_of_incident(world, desk, &report, &wanted.letter)?;
    let mut facts = registers(world, desk, wanted, None)?;
    facts.head = head;
    facts.own = OwnShape::Incident(Box::new(report));
    Ok(facts)
}

fn of_certificate(world: &World<'_>, desk: &Desk, id: &str, wanted: &Wanted) -> Result<FormFacts, Error> {
    let letter = &wanted.letter;
    let made = certificate(world, desk, id, letter.number.clone(), letter.addressee.clone())?;
    let summary = &made.view.summary;
    same_contract(&summary.carry_out, wanted.contract.as_ref(), summary.contract.as_ref())?;
    let head = head_of_certificate(world, desk, &made.view, letter)?;
    let mut facts = registers(world, desk, wanted, None)?;
    facts.head = head;
    let carry_out = desk.carry_out(&made.view.summary.carry_out)?;
    facts.letters.insert(carry_out.id(), letters_of(&desk.registry, &carry_out));
    facts.carry_outs.push(desk.view(&carry_out, world.clock.now().date()));
    facts.own = OwnShape::Certificate(Box::new(made.view));
    Ok(facts)
}

/// That the form says what it is about.
fn check(wanted: &Wanted) -> Result<(), Error> {
    let (about, contract, person) = (&wanted.about, &wanted.contract, &wanted.person);
    let what = match wanted.name.about() {
        FormAbout::CarryOut if about.is_none() => "C-0042",
        FormAbout::Incident if about.is_none() => "I-0003",
        FormAbout::Contract if contract.is_none() => "--contract",
        FormAbout::Person if person.is_none() => "--person",
        FormAbout::Period
        | FormAbout::Asked
        | FormAbout::CarryOut
        | FormAbout::Incident
        | FormAbout::Contract
        | FormAbout::Person => return Ok(()),
    };
    Err(Error::FormNeeds { form: wanted.name, what })
}

/// The facts for the register of these carry-outs (持出し管理台帳).
///
/// # Errors
/// [`Error::Content`] when the profile is not one.
pub fn register_of(
    world: &World<'_>,
    desk: &Desk,
    carry_outs: Vec<CarryOutView>,
    period: Period,
) -> Result<FormFacts, Error> {
    let wanted = Wanted {
        name: FormName::CarryOutRegister,
        about: None,
        contract: None,
        person: None,
        period,
        letter: Letter::default(),
    };
    let mut letters = BTreeMap::new();
    // Without a contract there is no client who could have written.
    for view in carry_outs.iter().filter(|view| view.contract.is_some()) {
        letters.insert(view.id.clone(), letters_of(&desk.registry, &desk.carry_out(&view.id)?));
    }
    Ok(FormFacts { carry_outs, letters, ..registers(world, desk, &wanted, None)? })
}

/// A template: somebody's own form.
///
/// # Errors
/// [`Error::File`]; [`Error::Content`] when it is not UTF-8.
pub fn template(path: &Path) -> Result<String, Error> {
    let bytes = file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    String::from_utf8(bytes)
        .map_err(|error| Error::Content { path: path.to_path_buf(), why: error.to_string() })
}

/// The registers, and no carry-out yet.
fn registers(
    world: &World<'_>,
    desk: &Desk,
    wanted: &Wanted,
    contract: Option<&ContractId>,
) -> Result<FormFacts, Error> {
    let registry = &desk.registry;
    let unknown =
        |id: &ContractId| Refusal::Contract(ContractRefusal::UnknownContract { contract: id.clone() });
    let contract = match contract {
        Some(id) => Some(contract_view(desk, Some(id)).ok_or_else(|| unknown(id))?),
        None => None,
    };
    if let Some(person) = &wanted.person
        && registry.person(person).is_none()
    {
        return Err(Refusal::UnknownPerson { person: person.clone() }.into());
    }
    let head = head(world, desk, contract.as_ref(), wanted.period, &wanted.letter)?;
    let under =
        |asset: &&Asset| contract.as_ref().is_none_or(|contract| contract.id == asset.record.contract);
    let (sheet, sheet_answered) = match (wanted.name, &contract) {
        (FormName::CheckSheet, Some(contract)) => check_sheet::answered(desk, &contract.id)?,
        _ => (Vec::new(), None),
    };
    let (incidents, reviews) = match wanted.name {
        FormName::LogReview | FormName::CheckSheet | FormName::ManagementReport => {
            let reviews = review::reviews(desk, contract.as_ref().map(|contract| &contract.id));
            (incident::list(world, desk, false)?, reviews)
        }
        _ => (Vec::new(), Vec::new()),
    };
    let articles = article::list(world, desk, contract.as_ref().map(|contract| &contract.id), false, false);
    let today = world.clock.now().date();
    Ok(FormFacts {
        name: wanted.name,
        period: wanted.period,
        person: wanted.person.clone(),
        carry_outs: Vec::new(),
        letters: BTreeMap::new(),
        files: Vec::new(),
        assets: registry.assets.values().filter(under).map(|asset| AssetView::new(registry, asset)).collect(),
        people: registry.people.values().map(|person| PersonView::new(registry, person, today)).collect(),
        staff: registry.people.values().map(StaffView::new).collect(),
        articles,
        media: registry.media.values().map(|medium| MediumView::new(registry, medium)).collect(),
        recipients: registry.recipients.values().map(RecipientView::new).collect(),
        contracts: registry.contracts.values().map(|one| ContractView::new(registry, one)).collect(),
        findings: u64::try_from(desk.open_findings()?.len()).unwrap_or(u64::MAX),
        incidents,
        reviews,
        pledge: pledge_of(wanted.name),
        pledged: BTreeMap::new(),
        duties: duty::to_clients(world, desk, contract.as_ref().map(|contract| &contract.id))?,
        sheet,
        sheet_answered,
        contract,
        own: OwnShape::None,
        head,
    })
}

/// What is pledged on the occasion that a form is for.
fn pledge_of(name: FormName) -> PledgeText {
    let text = match name {
        FormName::PledgeCarryOut => checkout::PLEDGE,
        _ => staff::PLEDGE,
    };
    // Each text is kept as one file, the Japanese first; their first lines are the title.
    let (japanese, english) = text.split_once("\nPledge").unwrap_or((text, ""));
    let body = |half: &'static str| half.split_once('\n').map_or(half, |(_, body)| body).trim();
    PledgeText { japanese: body(japanese), english: body(english) }
}

/// What stands at the head of a form.
///
/// # Errors
/// [`Error::Content`] when the profile is not one; [`Error::File`] when it cannot be read.
pub fn head(
    world: &World<'_>,
    desk: &Desk,
    contract: Option<&ContractView>,
    period: Period,
    letter: &Letter,
) -> Result<FormHead, Error> {
    let mut profile = match &letter.profile {
        Some(path) => read(path)?,
        None => {
            let usual = desk.places.home.join(PROFILE);
            if usual.exists() { read(&usual)? } else { Profile::default() }
        }
    };
    let now = world.clock.now();
    let dated = letter.dated.unwrap_or_else(|| now.date());
    let client = contract.and_then(|contract| profile.contract.remove(contract.id.as_str()));
    let client = client.unwrap_or_default();
    let addressee = letter.addressee.clone().or(client.addressee);
    Ok(FormHead {
        addressee: addressee.or_else(|| contract.map(|contract| contract.client.clone())),
        number: letter.number.clone(),
        dated,
        sender: Sender {
            address: profile.address,
            name: profile.name,
            representative: profile.representative,
            department: profile.department,
            title: profile.title,
            phone: profile.phone,
        },
        contract: contract.map(|contract| contract.number.clone().unwrap_or_else(|| contract.id.to_string())),
        work: contract.and_then(|contract| contract.title.clone()),
        section: client.section,
        fiscal_year: fiscal_year(period.until.unwrap_or(dated)),
        since: period.since,
        until: period.until,
        boxes: profile.boxes.unwrap_or_else(|| vec![String::new(); USUAL_BOXES]),
        made: desk.made_at(now),
    })
}

/// What stands at the head of a certificate: its own number and time of issue.
///
/// # Errors
/// As for [`head`].
pub fn head_of_certificate(
    world: &World<'_>,
    desk: &Desk,
    view: &CertificateView,
    letter: &Letter,
) -> Result<FormHead, Error> {
    let contract = contract_view(desk, view.summary.contract.as_ref());
    let letter = Letter {
        addressee: view.addressee.clone(),
        number: Some(view.number.clone()),
        dated: Some(letter.dated.unwrap_or_else(|| view.issued_at.date())),
        profile: letter.profile.clone(),
    };
    head(world, desk, contract.as_ref(), Period::default(), &letter)
}

/// What stands at the head of the report of an incident: the contract where all carry-outs are under one.
///
/// # Errors
/// As for [`head`].
pub fn head_of_incident(
    world: &World<'_>,
    desk: &Desk,
    report: &IncidentReport,
    letter: &Letter,
) -> Result<FormHead, Error> {
    let usual = || format!("{}-{}", report.incident.line.id, report.stage);
    let letter = Letter { number: Some(letter.number.clone().unwrap_or_else(usual)), ..letter.clone() };
    head(world, desk, contract_view(desk, contract_of(report)).as_ref(), Period::default(), &letter)
}

fn contract_view(desk: &Desk, id: Option<&ContractId>) -> Option<ContractView> {
    let contract = id.and_then(|id| desk.registry.contracts.get(id));
    contract.map(|contract| ContractView::new(&desk.registry, contract))
}

fn read(path: &Path) -> Result<Profile, Error> {
    let wrong = |why: String| Error::Content { path: path.to_path_buf(), why };
    let bytes = file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let text = String::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
    let profile: Profile = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let [least, most] = FORM_BOXES;
    if profile.boxes.as_ref().is_some_and(|boxes| !(least..=most).contains(&boxes.len())) {
        return Err(wrong(format!("boxes: {least} to {most} are stamped")));
    }
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<Profile, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(PROFILE);
        std::fs::write(&path, text).unwrap();
        read(&path)
    }

    #[test]
    fn a_profile_names_the_office_and_its_clients() {
        let text = "name = \"例示設計\"\nboxes = [\"担当\", \"課長\", \"部長\"]\n\
                    [contract.K-1]\naddressee = \"区長\"\nsection = \"情報システム課\"\n";
        let profile = written(text).unwrap();
        assert_eq!(profile.name.as_deref(), Some("例示設計"));
        assert_eq!(profile.boxes.unwrap().len(), 3);
        assert_eq!(profile.contract["K-1"].section.as_deref(), Some("情報システム課"));
    }

    #[test]
    fn a_word_nobody_reads_or_six_boxes_are_refused() {
        for text in
            ["nmae = \"x\"", "boxes = [\"1\", \"2\"]", "boxes = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]"]
        {
            assert!(matches!(written(text), Err(Error::Content { .. })), "{text}");
        }
    }
}
