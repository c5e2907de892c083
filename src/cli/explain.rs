//! Errors in pairs: what happened, and what to do about it.
//!
//! The floors below hand up facts in typed fields; here they become sentences of the catalogue, with
//! a code that scripts can rely on and a hint that names a command which can be run as it stands or
//! after its capital placeholders are filled in. Every command in a hint ends its line.
//!
//! Every refusal by a rule names it: the clauses in force that say it, the office's own (社内規程) among them, or
//! the program's own rule where none does. No message cites a clause that does not say it.
//!
//! It promises that no name inside a message can repaint a screen or forge a line, and that no
//! secret is in a message, because none is in an error. It does not promise that a command in a
//! hint may be run by whoever reads it: roles decide that.

use std::path::Path;

use serde_json::{Value, json};

use crate::base::text::{command_word, safe};
use crate::cli::exit::{Ends, Exit};
use crate::cli::terminal::TerminalError;
use crate::domain::carry_out::{disposal_number, number_of};
use crate::domain::incident::incident_number;
use crate::domain::rules::ground::Clause;
use crate::i18n::{Catalogue, Language, Prepared, Show, Text};

mod archive;
mod backup;
mod broken_rule;
mod io;
mod ledger;
mod media;
mod opening;
mod package;
mod refusal;
mod signing;
mod statement;
#[cfg(test)]
mod tests;
mod travel;
mod workflow;

/// An error, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// A stable name in kebab-case, for scripts.
    pub code: &'static str,
    /// The code of what lies behind it, for an error that only says where another led.
    pub cause: Option<&'static str>,
    /// How the program ends.
    pub exit: Exit,
    /// The clauses that say so, each with its rule's id, document, place in it, and words.
    pub clauses: Vec<Value>,
    /// What happened; may be several lines.
    pub message: String,
    /// What to do; may be several lines.
    pub hint: Option<String>,
    /// What else stands against it: it would be refused for each of these as well.
    pub others: Vec<Other>,
}

/// A further reason, by the side of the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// As in [`Explanation`].
    pub code: &'static str,
    /// As in [`Explanation`].
    pub clauses: Vec<Value>,
    /// As in [`Explanation`].
    pub message: String,
    /// As in [`Explanation`].
    pub hint: Option<String>,
}

impl Explanation {
    /// The explanation as `--json` prints it: `error`, `exit`, `message` and `hint` always, `cause`,
    /// `clauses` and `others` where there are any.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut object = json!({
            "error": self.code,
            "exit": self.exit.code(),
            "message": self.message,
            "hint": self.hint,
        });
        if let Value::Object(fields) = &mut object {
            if let Some(cause) = self.cause {
                fields.insert("cause".to_owned(), json!(cause));
            }
            if !self.clauses.is_empty() {
                fields.insert("clauses".to_owned(), json!(self.clauses));
            }
            if !self.others.is_empty() {
                let others: Vec<Value> = self.others.iter().map(Other::json).collect();
                fields.insert("others".to_owned(), json!(others));
            }
        }
        object
    }

    /// The explanation as the terminal prints it: what kind of ending it is, what happened, and each
    /// hint on a line of its own; then the same of whatever else stands against it.
    #[must_use]
    pub fn text(&self, catalogue: &Catalogue) -> String {
        let begin = match self.exit {
            Exit::Refused => "say-refused",
            Exit::Tampered => "say-tampered",
            Exit::Done
            | Exit::Attention
            | Exit::Usage
            | Exit::Environment
            | Exit::Bug
            | Exit::Interrupted => "say-error",
        };
        let mut text = part(begin, &self.message, self.hint.as_deref(), catalogue);
        for other in &self.others {
            text.push('\n');
            text.push_str(&part("say-also", &other.message, other.hint.as_deref(), catalogue));
        }
        text
    }
}

impl Other {
    fn json(&self) -> Value {
        json!({ "error": self.code, "message": self.message, "hint": self.hint, "clauses": self.clauses })
    }
}

/// A message under its heading, and its hints.
fn part(heading: &str, message: &str, hint: Option<&str>, catalogue: &Catalogue) -> String {
    let mut text = catalogue.format(heading, &[("what", &Prepared(message))]);
    for line in hint.iter().flat_map(|hint| hint.lines()) {
        text.push('\n');
        text.push_str(&catalogue.format("say-hint", &[("what", &Prepared(line))]));
    }
    text
}

/// What `error` says to whoever sits in front of the screen.
#[must_use]
pub fn explain<E: Explain + Ends>(error: &E, catalogue: &Catalogue) -> Explanation {
    let exit = error.exit();
    let mut told = error.told(catalogue);
    if told.hints.is_empty() && exit == Exit::Bug {
        told = told.hint("hint-bug", &[]);
    }
    let Told { code, cause, clauses, message, hints, others, .. } = told;
    Explanation { code, cause, exit, clauses, message, hint: joined(&hints), others }
}

fn joined(hints: &[String]) -> Option<String> {
    (!hints.is_empty()).then(|| hints.join("\n"))
}

/// What the terminal's `error` says, where `flag` is what a script would have given instead.
#[must_use]
pub fn explain_terminal(error: &TerminalError, flag: &str, catalogue: &Catalogue) -> Explanation {
    let code = match error {
        TerminalError::NobodyToAsk => "nobody-to-ask",
        TerminalError::NoScreen => "no-screen",
        TerminalError::Nowhere => "output-leads-nowhere",
        TerminalError::Interrupted => "interrupted",
        TerminalError::Ended => "input-ended",
        TerminalError::TooLong { .. } => "answer-too-long",
        TerminalError::Differ => "passphrases-differ",
        TerminalError::Empty => "passphrase-empty",
        TerminalError::Descriptor { .. } => "descriptor-unreadable",
        TerminalError::DescriptorEmpty { .. } => "descriptor-empty",
        TerminalError::DescriptorTooLong { .. } => "descriptor-too-long",
        TerminalError::DescriptorNotText { .. } => "descriptor-not-text",
        TerminalError::DescriptorSocket { .. } => "descriptor-socket",
        TerminalError::DescriptorUnsupported { .. } => "descriptor-unsupported",
        TerminalError::Io(_) => "terminal-failed",
    };
    let exit = error.exit();
    let hint = (exit != Exit::Interrupted).then(|| match error {
        TerminalError::NoScreen | TerminalError::Nowhere => catalogue.get("hint-no-screen"),
        _ => catalogue.format("hint-give-flag", &[("flag", &flag)]),
    });
    let message = error.say(flag, catalogue);
    Explanation { code, cause: None, exit, clauses: Vec::new(), message, hint, others: Vec::new() }
}

/// An error that can be told.
pub trait Explain {
    /// The error in words.
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c>;
}

/// Names and values of a message's variables.
type Values<'v> = &'v [(&'v str, &'v dyn Show)];

/// An error in words, while they are put together.
pub struct Told<'c> {
    catalogue: &'c Catalogue,
    code: &'static str,
    cause: Option<&'static str>,
    clauses: Vec<Value>,
    message: String,
    hints: Vec<String>,
    others: Vec<Other>,
}

impl<'c> Told<'c> {
    /// The message `error-CODE`.
    fn new(catalogue: &'c Catalogue, code: &'static str, values: Values<'_>) -> Self {
        let message = catalogue.format(&format!("error-{code}"), values);
        let (clauses, hints, others) = (Vec::new(), Vec::new(), Vec::new());
        Self { catalogue, code, cause: None, clauses, message, hints, others }
    }

    /// Another line of the message.
    fn line(mut self, id: &str, values: Values<'_>) -> Self {
        self.message.push('\n');
        self.message.push_str(&self.catalogue.format(id, values));
        self
    }

    /// Another line of the message, indented, for one of several things.
    fn item(mut self, id: &str, values: Values<'_>) -> Self {
        self.message.push_str("\n  ");
        self.message.push_str(&self.catalogue.format(id, values));
        self
    }

    /// A clause that says so, in its own words.
    fn clause(mut self, clause: &Clause) -> Self {
        let japanese = self.catalogue.language() == Language::Japanese;
        let document = match &clause.pack {
            Some(title) => safe(if japanese { &title.ja } else { &title.en }),
            None => self.catalogue.get("rule-directive"),
        };
        let text = if japanese { &clause.ja } else { &clause.en };
        self.clauses.push(json!({
            "clause": clause.clause, "document": document, "rule": clause.rule, "text": text,
        }));
        let values: Values<'_> =
            &[("document", &Prepared(document)), ("clause", &Text(&clause.clause)), ("text", &Text(text))];
        self.line("say-clause", values)
    }

    /// The rule of the program itself that stands behind it.
    fn rule(self, id: &str) -> Self {
        let clause = self.catalogue.get(id);
        self.line("say-rule", &[("clause", &Prepared(clause))])
    }

    /// What to do; a command in it ends the line.
    fn hint(mut self, id: &str, values: Values<'_>) -> Self {
        let hint = self.catalogue.format(id, values);
        if !self.hints.contains(&hint) {
            self.hints.push(hint);
        }
        self
    }

    /// Something else that stands against it.
    fn other(mut self, other: Self) -> Self {
        let Self { code, clauses, message, hints, .. } = other;
        self.others.push(Other { code, clauses, message, hint: joined(&hints) });
        self
    }

    /// The same, said of a file.
    fn at(mut self, path: &Path) -> Self {
        self.message =
            self.catalogue.format("error-at", &[("path", &path), ("what", &Prepared(&self.message))]);
        self
    }

    /// The same as the cause of something else, whose hints come after its own.
    fn behind(self, code: &'static str, values: &[(&str, &dyn Show)]) -> Self {
        let what = Prepared(self.message);
        let mut all: Vec<(&str, &dyn Show)> = values.to_vec();
        all.push(("what", &what));
        let message = self.catalogue.format(&format!("error-{code}"), &all);
        Self { code, cause: Some(self.cause.unwrap_or(self.code)), message, ..self }
    }
}

/// The message of `error` alone, to stand inside another.
fn why(error: &impl Explain, catalogue: &Catalogue) -> Prepared<String> {
    Prepared(error.told(catalogue).message)
}

/// That no thread could be started.
fn no_thread<'c>(source: &std::io::Error, catalogue: &'c Catalogue) -> Told<'c> {
    Told::new(catalogue, "no-thread", &[("why", &why(source, catalogue))]).hint("hint-again", &[])
}

/// The id of a carry-out or a disposal in a command; its placeholder where it is none.
fn id_word(id: &str) -> Prepared<&str> {
    let is_id = number_of(id).or_else(|| disposal_number(id)).is_some();
    Prepared(if is_id { id } else { "ID" })
}

/// The id of an incident in a command; its placeholder where it is none.
fn incident_word(id: &str) -> Prepared<&str> {
    Prepared(if incident_number(id).is_some() { id } else { "INCIDENT" })
}

/// A path as one word of a command that can be pasted into a shell, or `placeholder` where no
/// spelling is harmless in every shell.
fn path_word(path: &Path, placeholder: &str) -> Prepared<String> {
    Prepared(command_word(path.to_str().unwrap_or_default(), placeholder))
}

/// A repeated flag with each of its values, to be added to a command.
fn flags<T: std::fmt::Display>(flag: &str, values: &[T]) -> Prepared<String> {
    Prepared(values.iter().map(|value| format!(" {flag} {value}")).collect())
}

/// Several words in a row.
fn row<T: std::fmt::Display>(items: &[T], catalogue: &Catalogue) -> Prepared<String> {
    let items: Vec<String> = items.iter().map(|item| crate::base::text::safe(&item.to_string())).collect();
    Prepared(items.join(&catalogue.get("list-separator")))
}
