//! Somebody's own form, filled: a city's HTML with named places.
//!
//! `data-field="KEY"` gets a field's value in place of its content; an element with `data-each="TABLE"` is
//! repeated for every row, and inside it `data-field` names columns, else fields of the whole form. Values are
//! always text and never markup. A template that could run something or load something is refused, and what
//! comes out says so itself with a content security policy. It carries the state of the ledger at its foot
//! unless it has a place for it.

use dom_query::{Document, NodeRef};
use maud::{Markup, html};

use super::sheet::{footer, value};
use super::{Field, Form, Table, Value, head_fields};
use crate::base::text::safe;
use crate::i18n::Catalogue;
use crate::projection::view::FormHead;
use crate::report::html::POLICY;

/// Why a template is not filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It names a place that this form does not have.
    #[error("no field is called {name:?}")]
    Unknown {
        /// The name.
        name: String,
        /// Those it has.
        known: Vec<String>,
    },
    /// It repeats something inside something that is repeated.
    #[error("data-each={name:?} stands inside another")]
    Nested {
        /// The inner one.
        name: String,
    },
    /// It could run or load something.
    #[error("{what} could run or load something")]
    Active {
        /// The element or attribute.
        what: String,
    },
}

/// Elements that run, load, or hide what does.
const ACTIVE: [&str; 15] = [
    "script",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "base",
    "link",
    "template",
    "noscript",
    "portal",
    "audio",
    "video",
    "foreignobject",
];

/// Attributes that name something to load or to go to.
const LOADING: [&str; 14] = [
    "src",
    "srcset",
    "href",
    "xlink:href",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "srcdoc",
    "imagesrcset",
    "manifest",
    "http-equiv",
];

/// Fills `template` with a form.
///
/// # Errors
/// [`TemplateError`]; nothing is filled then.
pub fn fill(template: &str, form: &Form, head: &FormHead, c: &Catalogue) -> Result<String, TemplateError> {
    let document = Document::from(template);
    check(&document)?;
    let mut fields = head_fields(form, head, c);
    fields.extend(form.fields().cloned());
    let known = |name: &str| fields.iter().find(|field| field.key == name);
    let unknown = |name: &str, columns: &[&str]| TemplateError::Unknown {
        name: name.to_owned(),
        known: columns
            .iter()
            .copied()
            .chain(fields.iter().map(|field| field.key))
            .map(str::to_owned)
            .collect(),
    };
    let mut says_root = false;
    for repeated in document.select("[data-each]").nodes() {
        let name = attribute(repeated, "data-each");
        let table = form.tables().find(|table| table.key == name).ok_or_else(|| TemplateError::Unknown {
            name: name.clone(),
            known: form.tables().map(|table| table.key.to_owned()).collect(),
        })?;
        repeat(repeated, table, &known, &unknown, c)?;
    }
    for place in document.select("[data-field]").nodes() {
        // Those of rows are filled and have lost their name.
        let name = attribute(place, "data-field");
        let field = known(&name).ok_or_else(|| unknown(&name, &[]))?;
        says_root |= field.key == "root";
        put(place, &field.value);
        place.remove_attr("data-field");
    }
    for charset in document.select("meta[charset]").nodes() {
        charset.remove_from_parent();
    }
    let meta = html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(format!("{POLICY}; {IMAGES}"));
    };
    document.select("head").prepend_html(meta.into_string());
    if !says_root {
        let foot = html! { footer { (safe(&footer(&head.made, c))) } };
        document.select("body").append_html(foot.into_string());
    }
    Ok(format!("{}\n", document.html().trim_end()))
}

/// Beside what our own pages may load: pictures that are in the file itself, such as a city's arms.
const IMAGES: &str = "img-src data:";

type Unknown<'a> = dyn Fn(&str, &[&str]) -> TemplateError + 'a;
type Known<'a> = dyn Fn(&str) -> Option<&'a Field> + 'a;

/// A row for each of the table's; one that says there is none where it has none.
fn repeat(
    repeated: &NodeRef<'_>,
    table: &Table,
    known: &Known<'_>,
    unknown: &Unknown<'_>,
    c: &Catalogue,
) -> Result<(), TemplateError> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    let inside = repeated.descendants_it().chain([*repeated]).filter(|node| node.has_attr("data-field"));
    let places: Vec<(NodeRef<'_>, String)> =
        inside.map(|place| (place, attribute(&place, "data-field"))).collect();
    if let Some((_, name)) =
        places.iter().find(|(_, name)| !columns.contains(&name.as_str()) && known(name).is_none())
    {
        return Err(unknown(name, &columns));
    }
    let first = places.iter().map(|(_, name)| name.as_str()).find(|name| columns.contains(name));
    let nothing: Vec<Value> =
        columns.iter().map(|key| if Some(*key) == first { none(c) } else { Value::Blank }).collect();
    let rows = if table.rows.is_empty() { std::slice::from_ref(&nothing) } else { table.rows.as_slice() };
    // Filled and written out once for each row; the names go, so that nothing is filled twice.
    repeated.remove_attr("data-each");
    places.iter().for_each(|(place, _)| place.remove_attr("data-field"));
    let mut filled = String::new();
    for row in rows {
        for (place, name) in &places {
            let cell = columns.iter().position(|key| key == name).and_then(|index| row.get(index));
            if let Some(value) = cell.or_else(|| known(name).map(|field| &field.value)) {
                put(place, value);
            }
        }
        filled.push_str(&repeated.html());
    }
    repeated.replace_with_html(filled);
    Ok(())
}

fn none(c: &Catalogue) -> Value {
    super::cells::said(say!(c, "report-register-empty"))
}

/// Puts a value in place of an element's content.
fn put(place: &NodeRef<'_>, known: &Value) {
    let markup: Markup = value(known);
    place.set_html(markup.into_string());
}

fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).map(|value| value.trim().to_owned()).unwrap_or_default()
}

/// Refuses what could run or load something.
fn check(document: &Document) -> Result<(), TemplateError> {
    let active = |what: String| Err(TemplateError::Active { what });
    for node in document.select("*").nodes() {
        let name = node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        if ACTIVE.contains(&name.as_str()) {
            return active(format!("<{name}>"));
        }
        if name == "style" && loads(&node.text()) {
            return active("<style>".to_owned());
        }
        for attribute in node.attrs() {
            let key = attribute.name.local.to_ascii_lowercase().to_string();
            let value = attribute.value.trim().to_ascii_lowercase();
            let inside = value.is_empty() || value.starts_with('#') || value.starts_with("data:image/");
            let declares = key == "http-equiv" && value == "content-type";
            let loading = LOADING.contains(&key.as_str()) && !inside && !declares;
            if key.starts_with("on") || loading || (key == "style" && loads(&value)) {
                return active(format!("{key}={value:?}"));
            }
        }
    }
    if let Some(inner) = document.select("[data-each] [data-each]").nodes().first() {
        return Err(TemplateError::Nested { name: attribute(inner, "data-each") });
    }
    Ok(())
}

/// Whether a style sheet loads something that is not in the file.
fn loads(style: &str) -> bool {
    // An escape could spell any of the words below.
    let style = style.to_ascii_lowercase();
    let mut places = style.split("url(").skip(1);
    let outside = places.any(|place| !place.trim_start_matches([' ', '"', '\'']).starts_with("data:image/"));
    outside || ["@import", "image-set(", "expression(", "\\"].iter().any(|word| style.contains(word))
}
