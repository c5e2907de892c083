//! The forms of an office (帳票): each is described once, as its fields and tables, and printed, written as
//! CSV or JSON, or filled into somebody's own template from that one description.
//!
//! A description holds what the ledger knows and blanks for the hand; it claims nothing else. Every field
//! and column has a key, which is what templates and scripts name.

mod asset;
mod carry_out;
mod cells;
mod check_sheet;
mod consent;
mod contacts;
mod data;
mod disposal;
mod exchange;
mod mail;
mod management;
mod one;
mod own;
mod paper;
mod people;
mod prevention;
mod receipt;
mod record;
mod request;
mod sheet;
mod subcontractors;
mod submissions;
mod template;
mod things;

use std::collections::BTreeSet;

use serde::Serialize;

use super::html::Paper;
use super::table::Cell;
use crate::base::time::Timestamp;
use crate::domain::names::ContractId;
use crate::i18n::Catalogue;
use crate::projection::view::{FormAbout, FormFacts, FormHead, FormName};

pub use data::{json, write_csv};
pub use sheet::{footer, letterhead, page, page_around};
pub use template::{TemplateError, fill};

/// A form, ready to be written in one language.
#[derive(Debug, Clone)]
pub struct Form {
    /// Which.
    pub name: FormName,
    /// What it is called.
    pub title: String,
    /// Which way its sheets lie.
    pub paper: Paper,
    /// Who signed what it says electronically: beside the boxes that are stamped.
    pub signed: Vec<Signed>,
    /// What it says, in order.
    pub parts: Vec<Part>,
    /// The page where it has a shape of its own: what `parts` says is then for templates and programs.
    pub own_page: Option<String>,
}

/// A signature that is in the ledger.
#[derive(Debug, Clone)]
pub struct Signed {
    /// What for. From the catalogue.
    pub what: String,
    /// Whose, as they are registered.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// A part of a form.
#[derive(Debug, Clone)]
pub enum Part {
    /// A heading. From the catalogue.
    Heading(String),
    /// A sentence. From the catalogue.
    Sentence(String),
    /// A text that stands by itself, without a name beside it.
    Words(Field),
    /// Names and values.
    Fields(Vec<Field>),
    /// Rows and columns.
    Table(Table),
}

/// A name and its value.
#[derive(Debug, Clone)]
pub struct Field {
    /// What templates and scripts call it.
    pub key: &'static str,
    /// What people call it. From the catalogue.
    pub name: String,
    /// What is known.
    pub value: Value,
    /// Room for the hand, in millimetres; 0 for one line.
    pub room_mm: u16,
}

/// Rows and columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// What templates and scripts call its rows.
    pub key: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a value for each column.
    pub rows: Vec<Vec<Value>>,
    /// In how many lines a record is printed: more columns than a sheet is wide for.
    pub lines: usize,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What templates and scripts call it.
    pub key: &'static str,
    /// What people call it. From the catalogue.
    pub name: String,
    /// Its share of the width.
    pub share: u16,
    /// Room for the hand, in millimetres; 0 for as much as there is to say.
    pub room_mm: u16,
}

/// What stands in a field or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing is known: left for the hand.
    Blank,
    /// A number.
    Number(u64),
    /// Lines, one below the other.
    Lines(Vec<Line>),
}

/// A line of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// From the catalogue, or made safe already.
    Said(String),
    /// As somebody wrote it; made safe where it is shown.
    Text(String),
}

/// A form as it is listed.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// What is typed.
    pub form: FormName,
    /// What it is called.
    pub title: String,
    /// What has to be said.
    pub about: FormAbout,
}

/// The forms there are.
#[must_use]
pub fn listed(c: &Catalogue) -> Vec<Listed> {
    let listed = |name: &FormName| Listed { form: *name, title: c.name_of(*name), about: name.about() };
    FormName::ALL.iter().map(listed).collect()
}

/// `form list`.
#[must_use]
pub fn list(c: &Catalogue, columns: Option<usize>) -> String {
    let mut table = super::table::Table::new()
        .column(say!(c, "form-column-name"))
        .column(say!(c, "form-column-title"))
        .column(say!(c, "form-column-about"));
    for form in listed(c) {
        table.row([
            Cell::prepared(form.form.as_str()),
            Cell::prepared(form.title),
            Cell::prepared(c.name_of(form.about)),
        ]);
    }
    table.render(columns)
}

/// A form from what is known.
#[must_use]
pub fn of(facts: &FormFacts, c: &Catalogue) -> Form {
    match facts.name {
        FormName::CarryOutRegister => carry_out::register(facts, c),
        FormName::ExchangeRecord => exchange::record(facts, c),
        FormName::AssetRegister => asset::register(facts, c),
        FormName::Inventory => request::inventory(facts, c),
        FormName::CarryOutRequest => request::request(facts, c),
        FormName::Receipt => receipt::receipt(facts, c),
        FormName::ReturnNote => receipt::return_note(facts, c),
        FormName::LevelQuery => receipt::level_query(facts, c),
        FormName::StorageNotice => things::storage(facts, c),
        FormName::EquipmentLog => things::equipment(facts, c),
        FormName::PaperRegister => paper::register(facts, c),
        FormName::MediaRegister => things::media(facts, c),
        FormName::StaffList => people::roster(facts, c),
        FormName::TrainingReport => people::training(facts, c),
        FormName::PledgeEntry | FormName::PledgeCarryOut | FormName::PledgeLeaving => {
            people::pledge(facts, c)
        }
        FormName::MailCheck => mail::check(facts, c),
        FormName::LogReview => record::review(facts, c),
        FormName::ConsentRequest => consent::request(facts, c),
        FormName::ContactTree => contacts::tree(facts, c),
        FormName::ManagementReport => management::report(facts, c),
        FormName::PreventionReport => prevention::report(facts, c),
        FormName::SubcontractRequest => subcontractors::request(facts, c),
        FormName::SubcontractorRegister => subcontractors::register(facts, c),
        FormName::LeavingConfirmation => record::leaving(facts, c),
        FormName::Submissions => submissions::list(facts, c),
        FormName::CheckSheet => check_sheet::sheet(facts, c),
        FormName::DisposalReport => disposal::report(facts, c),
        FormName::Certificate | FormName::IncidentReport | FormName::CarryingSlip => own::shaped(facts, c),
    }
}

/// The contracts about which a letter has something to ask of the client; none for what asks nothing.
#[must_use]
pub fn contracts_asked(facts: &FormFacts) -> BTreeSet<ContractId> {
    match facts.name {
        FormName::LevelQuery => receipt::contracts(facts),
        FormName::ConsentRequest => consent::contracts(facts),
        _ => BTreeSet::new(),
    }
}

impl Form {
    /// A form with nothing on it yet.
    fn new(name: FormName, paper: Paper, c: &Catalogue) -> Self {
        Self { name, title: c.name_of(name), paper, signed: Vec::new(), parts: Vec::new(), own_page: None }
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// Puts a word in the place of every line that `named` says names somebody this reader is not to hear of.
    pub fn leave_out(&mut self, named: &dyn Fn(&str) -> bool, c: &Catalogue) {
        let instead = say!(c, "form-left-out");
        for part in &mut self.parts {
            match part {
                Part::Words(field) => field.value.leave_out(named, &instead),
                Part::Fields(fields) => {
                    fields.iter_mut().for_each(|field| field.value.leave_out(named, &instead));
                }
                Part::Table(table) => {
                    let cells = table.rows.iter_mut().flatten();
                    cells.for_each(|cell| cell.leave_out(named, &instead));
                }
                Part::Heading(_) | Part::Sentence(_) => {}
            }
        }
    }

    /// Its tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            Part::Heading(_) | Part::Sentence(_) | Part::Words(_) | Part::Fields(_) => None,
        })
    }

    /// Its fields.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.parts.iter().flat_map(|part| match part {
            Part::Fields(fields) => fields.as_slice(),
            Part::Words(words) => std::slice::from_ref(words),
            Part::Heading(_) | Part::Sentence(_) | Part::Table(_) => &[],
        })
    }
}

impl Value {
    fn leave_out(&mut self, named: &dyn Fn(&str) -> bool, instead: &str) {
        let Self::Lines(lines) = self else { return };
        for line in lines {
            let (Line::Said(text) | Line::Text(text)) = &*line;
            if named(text) {
                *line = Line::Said(instead.to_owned());
            }
        }
    }
}

impl Table {
    fn new(key: &'static str, columns: Vec<Column>) -> Self {
        Self { key, columns, rows: Vec::new(), lines: 1 }
    }
}

/// What every form has at its head, by key.
fn head_fields(form: &Form, head: &FormHead, c: &Catalogue) -> Vec<Field> {
    use cells::{field, optional, said, text};

    let sender = &head.sender;
    let signed = form.signed.iter().map(|signed| Line::Said(sheet::signed(signed, c)));
    vec![
        field("addressee", say!(c, "report-incident-form-addressee"), optional(head.addressee.as_deref())),
        field("number", say!(c, "report-incident-form-number"), optional(head.number.as_deref())),
        field("dated", say!(c, "report-incident-form-date"), said(c.day_in_full(head.dated))),
        field("sender_address", say!(c, "form-sender-address"), optional(sender.address.as_deref())),
        field("sender_name", say!(c, "form-sender-name"), optional(sender.name.as_deref())),
        field(
            "sender_representative",
            say!(c, "form-sender-representative"),
            optional(sender.representative.as_deref()),
        ),
        field("sender_phone", say!(c, "field-phone"), optional(sender.phone.as_deref())),
        field("department", say!(c, "field-department"), optional(sender.department.as_deref())),
        field("person_title", say!(c, "field-title"), optional(sender.title.as_deref())),
        field("contract", say!(c, "report-incident-form-contract"), optional(head.contract.as_deref())),
        field("work", say!(c, "form-work"), optional(head.work.as_deref())),
        field("section", say!(c, "form-section"), optional(head.section.as_deref())),
        field("fiscal_year", say!(c, "report-incident-form-year"), said(c.fiscal_year(head.fiscal_year))),
        field("period", say!(c, "form-period"), said(sheet::period(head, c))),
        field("signed", say!(c, "form-signed"), Value::Lines(signed.collect())),
        field("origin", say!(c, "report-field-origin"), text(&head.made.origin)),
        field("size", say!(c, "report-field-entries"), Value::Number(head.made.size)),
        field("root", say!(c, "report-field-root"), said(head.made.root.to_string())),
        field("made_at", say!(c, "field-time"), said(c.moment(&head.made.at))),
    ]
}
