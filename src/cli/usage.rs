//! From words to [`Args`], and what to say when the words are not understood.
//!
//! The parser's own error texts are English sentences; here its error *kinds* are said again from
//! the catalogue, naming the word that was not understood. Usage errors exit 2 and go to standard
//! error; help and version that were asked for exit 0 and go to standard output.

use std::ffi::OsString;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, FromArgMatches as _};
use serde_json::{Value, json};

use super::args::{Args, ValueError, Verb};
use super::exit::Exit;
use super::help;
use crate::base::text::safe;
use crate::domain::names::NotAnId;
use crate::i18n::{Catalogue, Text};
use crate::signing::NotAFingerprint;
use crate::tr;

/// What the words ask for.
#[derive(Debug)]
pub enum Parsed {
    /// A verb to run.
    Run(Box<Args>),
    /// Text for standard output, and nothing else to do.
    Print(String),
}

/// The words were not understood. Prints as sentences in the catalogue's language, ready for the
/// terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageError {
    /// As a terminal shows it.
    text: String,
    /// What is wrong, in one sentence.
    message: String,
    /// What was meant, where the parser has an idea.
    suggestions: Vec<String>,
    /// The command that explains the flags.
    command: Option<String>,
}

impl UsageError {
    /// A usage error that only a verb can see: what is wrong, already said by the catalogue.
    #[must_use]
    pub fn new(said: &str, catalogue: &Catalogue) -> Self {
        Self::saying(said, Vec::new(), "sekisho --help".to_owned(), catalogue)
    }

    fn saying(said: &str, suggestions: Vec<String>, command: String, catalogue: &Catalogue) -> Self {
        let mut text = tr!(catalogue, "usage-error", what = crate::i18n::Prepared(said));
        let suggested = suggestions.join(", ");
        let meant = tr!(catalogue, "usage-suggestion", suggested = suggested);
        let meant = (!suggestions.is_empty()).then_some(meant);
        for line in meant.iter().chain([&tr!(catalogue, "usage-hint", command = command.as_str())]) {
            text.push('\n');
            text.push_str(line);
        }
        Self { text, message: said.to_owned(), suggestions, command: Some(command) }
    }

    /// As `--json` prints it: `error`, `exit`, `message` and `hint` always, `suggestions` where there are any.
    #[must_use]
    pub fn json(&self) -> Value {
        let Self { message, suggestions, command, .. } = self;
        let mut object =
            json!({ "error": "usage", "exit": Exit::Usage.code(), "message": message, "hint": command });
        if let (Value::Object(fields), false) = (&mut object, suggestions.is_empty()) {
            fields.insert("suggestions".to_owned(), json!(suggestions));
        }
        object
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for UsageError {}

/// The value of `--lang` among `words` (the program's name first), before anything is parsed:
/// whoever mistypes another flag should be told so in the language asked for.
#[must_use]
pub fn language_asked(words: &[OsString]) -> Option<String> {
    let mut asked = None;
    let mut words = words.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        } else if word == "--lang" {
            asked = words.next().map(std::borrow::Cow::into_owned).or(asked);
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    asked
}

/// Understands `words` (the program's name first).
///
/// # Errors
/// [`UsageError`] where a word is missing, unknown or of the wrong form; the program exits 2.
pub fn read(words: &[OsString], catalogue: &Catalogue) -> Result<Parsed, UsageError> {
    let mut command = help::command(catalogue);
    let matches = match command.try_get_matches_from_mut(words) {
        Ok(matches) => matches,
        Err(error) => return explain(&error, &command, words, catalogue),
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => return explain(&error, &command, words, catalogue),
    };
    match args.verb {
        Verb::Help(on) => match help::help_on(&on.verbs, catalogue) {
            Some(text) => Ok(Parsed::Print(text)),
            None => {
                let verb = on.verbs.join(" ");
                Err(UsageError::new(&tr!(catalogue, "usage-unknown-verb", verb = verb), catalogue))
            }
        },
        _ => Ok(Parsed::Run(Box::new(args))),
    }
}

fn explain(
    error: &clap::Error,
    command: &Command,
    words: &[OsString],
    catalogue: &Catalogue,
) -> Result<Parsed, UsageError> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return Ok(Parsed::Print(error.render().to_string()));
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let text = error.render().to_string().trim_end().to_owned();
            return Err(UsageError { message: text.clone(), text, suggestions: Vec::new(), command: None });
        }
        _ => {}
    }
    let said = sentence(error, catalogue);
    let command = format!("{} --help", verb_of(words, command));
    Err(UsageError::saying(&said, suggestions(error), command, catalogue))
}

/// What is wrong, in one sentence.
fn sentence(error: &clap::Error, catalogue: &Catalogue) -> String {
    let said = |kind: ContextKind| error.get(kind).map(plain).unwrap_or_default();
    let flag = || said(ContextKind::InvalidArg);
    let value = || said(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !flag().starts_with('-') => {
            tr!(catalogue, "usage-surplus", word = flag())
        }
        ErrorKind::UnknownArgument => tr!(catalogue, "usage-unknown-flag", flag = flag()),
        ErrorKind::InvalidSubcommand => {
            tr!(catalogue, "usage-unknown-verb", verb = said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => tr!(catalogue, "usage-missing-verb"),
        ErrorKind::MissingRequiredArgument => tr!(catalogue, "usage-missing", what = flag()),
        ErrorKind::InvalidValue if value().is_empty() => {
            tr!(catalogue, "usage-missing-value", flag = flag())
        }
        ErrorKind::InvalidValue => {
            let known = said(ContextKind::ValidValue);
            tr!(catalogue, "usage-value-not-one-of", flag = flag(), value = value(), known = known)
        }
        ErrorKind::ValueValidation => match reason(error) {
            Some(reason) => {
                let expected = catalogue.get(reason.message_id());
                let expected = crate::i18n::Prepared(expected);
                tr!(catalogue, "usage-value-not", flag = flag(), value = value(), expected = expected)
            }
            None => tr!(catalogue, "usage-value-number", flag = flag(), value = value()),
        },
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg);
            if other.is_empty() || other == flag() {
                tr!(catalogue, "usage-given-twice", flag = flag())
            } else {
                tr!(catalogue, "usage-conflict", flag = flag(), other = other)
            }
        }
        ErrorKind::TooManyValues => tr!(catalogue, "usage-too-many", flag = flag(), value = value()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            tr!(catalogue, "usage-missing-value", flag = flag())
        }
        ErrorKind::InvalidUtf8 => tr!(catalogue, "usage-not-unicode"),
        _ => tr!(catalogue, "usage-other", error = Text(error.kind())),
    }
}

/// Why a value was refused, where it was one of our own types that refused it.
fn reason(error: &clap::Error) -> Option<ValueError> {
    let source = std::error::Error::source(error)?;
    let ours = source.downcast_ref::<ValueError>().cloned();
    let id = || source.downcast_ref::<NotAnId>().cloned().map(ValueError::Id);
    let fingerprint = || source.downcast_ref::<NotAFingerprint>().cloned().map(ValueError::Fingerprint);
    ours.or_else(id).or_else(fingerprint)
}

/// What was meant, where the parser has an idea.
fn suggestions(error: &clap::Error) -> Vec<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .filter_map(|kind| error.get(kind))
        .flat_map(|value| match value {
            ContextValue::Strings(texts) => texts.clone(),
            other => vec![plain(other)],
        })
        .filter(|suggested| !suggested.is_empty())
        .collect()
}

/// A context value without quotes or colours; made safe when it enters a message.
fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// `sekisho person add` for words that begin so: whose help to point at.
fn verb_of(words: &[OsString], root: &Command) -> String {
    let mut text = root.get_name().to_owned();
    let mut command = root;
    for word in words.iter().skip(1) {
        if let Some(below) = word.to_str().and_then(|name| command.find_subcommand(name)) {
            text.push(' ');
            text.push_str(below.get_name());
            command = below;
        }
    }
    safe(&text)
}
