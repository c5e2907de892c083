//! A form as data: its main table as CSV for spreadsheets, all of it as JSON for programs.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json as object};

use super::{Field, Form, Line, Table, Value, head_fields};
use crate::i18n::Catalogue;
use crate::projection::view::FormHead;
use crate::report::csv::{self, Bom};

/// Writes the first table of a form as CSV, with the headings that people read; `false`, and nothing is
/// written, where a form has no table.
///
/// # Errors
/// Whatever `out` says.
pub fn write_csv(form: &Form, bom: Bom, out: impl Write) -> io::Result<bool> {
    let Some(table) = form.tables().next() else { return Ok(false) };
    let headings: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    csv::write(&headings, table.rows.iter().map(|row| row.iter().map(cell)), bom, out)?;
    Ok(true)
}

fn cell(value: &Value) -> csv::Cell {
    match value {
        Value::Blank => csv::Cell::Empty,
        Value::Number(number) => csv::Cell::from(*number),
        Value::Lines(lines) => csv::Cell::from(lines.iter().map(plain).collect::<Vec<_>>().join("; ")),
    }
}

fn plain(line: &Line) -> &str {
    match line {
        Line::Said(line) | Line::Text(line) => line,
    }
}

/// All of a form by its keys.
#[must_use]
pub fn json(form: &Form, head: &FormHead, c: &Catalogue) -> Json {
    let tables = form.tables().map(|table| (table.key.to_owned(), rows(table)));
    object!({
        "form": form.name,
        "title": form.title,
        "head": fields(head_fields(form, head, c).iter()),
        "fields": fields(form.fields()),
        "tables": tables.collect::<Map<_, _>>(),
    })
}

fn fields<'a>(fields: impl Iterator<Item = &'a Field>) -> Json {
    Json::Object(fields.map(|field| (field.key.to_owned(), value(&field.value))).collect())
}

fn rows(table: &Table) -> Json {
    let row = |row: &Vec<Value>| {
        let cells = table.columns.iter().zip(row);
        Json::Object(cells.map(|(column, cell)| (column.key.to_owned(), value(cell))).collect())
    };
    table.rows.iter().map(row).collect()
}

fn value(value: &Value) -> Json {
    match value {
        Value::Blank => Json::Null,
        Value::Number(number) => (*number).into(),
        Value::Lines(lines) => lines.iter().map(plain).collect::<Vec<_>>().join("\n").into(),
    }
}
