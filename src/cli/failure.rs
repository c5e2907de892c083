//! Why a verb did not end as it should, and how that is said.

use std::io;

use crate::cli::exit::{Ends as _, Exit};
use crate::cli::explain::{Explanation, explain, explain_terminal};
use crate::cli::terminal::TerminalError;
use crate::cli::usage::UsageError;
use crate::i18n::Catalogue;
use crate::tr;
use crate::workflow::error::Error;
use crate::workflow::open::OpenFailure;

/// Why a verb did not end as it should.
#[derive(Debug)]
pub enum Failure {
    /// The sentence could not be said.
    Workflow(Error),
    /// A package was not opened, or not handed over.
    Opening(OpenFailure),
    /// The words make no sense together, as only the verb can see.
    Usage(UsageError),
    /// The terminal gave no answer.
    Terminal {
        /// Why.
        error: TerminalError,
        /// The flag that would have answered.
        flag: &'static str,
    },
    /// The person said no.
    NotConfirmed,
    /// The system names no directories, and no home was given.
    NoHome,
    /// The answer could not be written.
    Output(io::Error),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Workflow(error.into())
    }
}

impl Failure {
    /// How the program ends with it.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Workflow(error) => error.exit(),
            Self::Opening(error) => error.exit(),
            Self::Usage(_) => Exit::Usage,
            Self::Terminal { error, .. } => error.exit(),
            Self::NotConfirmed => Exit::Refused,
            Self::NoHome | Self::Output(_) => Exit::Environment,
        }
    }

    /// What happened, and what to do.
    ///
    /// # Errors
    /// The words that make no sense together: they explain themselves.
    pub fn explanation(&self, catalogue: &Catalogue) -> Result<Explanation, &UsageError> {
        Ok(match self {
            Self::Workflow(error) => explain(error, catalogue),
            Self::Opening(error) => explain(error, catalogue),
            Self::Usage(error) => return Err(error),
            Self::Terminal { error, flag } => explain_terminal(error, flag, catalogue),
            Self::NotConfirmed => self.plain("not-confirmed", tr!(catalogue, "verb-not-confirmed")),
            Self::NoHome => self.plain("no-home", tr!(catalogue, "verb-no-home")),
            Self::Output(error) => {
                self.plain("output", tr!(catalogue, "terminal-output", error = error.to_string()))
            }
        })
    }

    fn plain(&self, code: &'static str, message: String) -> Explanation {
        Explanation {
            code,
            cause: None,
            exit: self.exit(),
            clauses: Vec::new(),
            message,
            hint: None,
            others: Vec::new(),
        }
    }
}
