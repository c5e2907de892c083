//! What the command line says about itself: help, completions and manual pages, from one
//! definition and in the catalogue's language.
//!
//! A verb `a b` is described by the message `help-a-b` and its example by `help-a-b-example`; its
//! flag `--c` by `help-a-b--c` and its operand `D` by `help-a-b-D`. Flags that every verb takes are
//! `help--c`. A test walks the whole tree and refuses a missing description in either language.

use std::io;

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory as _};

use super::args::Args;
use crate::i18n::{Catalogue, Language};
use crate::report::width::{Align, pad, width, wrap};
use crate::tr;

/// Verbs as people look for them: heading's message id, and the verbs in order.
pub const GROUPS: &[(&str, &[&str])] = &[
    (
        "help-group-desk",
        &[
            "key",
            "init",
            "join",
            "person",
            "recipient",
            "medium",
            "contract",
            "rules",
            "consent",
            "check-sheet",
            "training",
            "pledge",
            "asset",
            "article",
            "contact",
            "duty",
        ],
    ),
    (
        "help-group-job",
        &[
            "request",
            "inbox",
            "show",
            "approve",
            "submit",
            "reject",
            "withdraw",
            "export",
            "checkout",
            "mail",
            "receipt",
            "passphrase",
            "custody",
            "open",
            "recover",
        ],
    ),
    (
        "help-group-back",
        &[
            "transfer",
            "undelivered",
            "extend",
            "handed-over",
            "copy",
            "recall",
            "return",
            "dispose",
            "witness",
            "confirm",
            "certificate",
            "outstanding",
        ],
    ),
    (
        "help-group-asking",
        &[
            "log",
            "trace",
            "form",
            "incident",
            "anomalies",
            "review",
            "audit",
            "acknowledge",
            "backup",
            "restore",
            "restored",
            "succession",
            "purge",
            "checkpoint",
            "prove",
            "evidence",
            "verify",
            "status",
            "completions",
            "man",
            "help",
        ],
    ),
];

/// Columns that help may take: what a printed page and a plain terminal hold.
const HELP_COLUMNS: usize = 80;

/// Columns by which clap indents what it says about a flag on a line of its own.
const FLAG_INDENT: usize = 10;

/// The command line with everything said about it in the catalogue's language.
#[must_use]
pub fn command(catalogue: &Catalogue) -> Command {
    Describer { catalogue, columns: HELP_COLUMNS - FLAG_INDENT }.describe(definition(), &[])
}

/// The definition of the words. A variable that is set to nothing is not set.
fn definition() -> Command {
    let empty = |name: &&(&str, &str)| std::env::var_os(name.1).is_some_and(|value| value.is_empty());
    let unset = [("home", "SEKISHO_HOME"), ("key", "SEKISHO_KEY")];
    unset.iter().filter(empty).fold(Args::command(), |command, (id, _)| {
        command.mut_arg(id, |arg| arg.env(clap::builder::Resettable::Reset))
    })
}

/// The help of the verb named by `path` (empty for the program itself); `None` when there is no
/// such verb.
#[must_use]
pub fn help_on(path: &[String], catalogue: &Catalogue) -> Option<String> {
    let mut root = command(catalogue);
    root.build();
    let mut found = &mut root;
    for name in path {
        found = found.find_subcommand_mut(name)?;
    }
    Some(found.render_help().to_string())
}

/// The completion script for `shell`.
#[must_use]
pub fn completions(shell: clap_complete::Shell, catalogue: &Catalogue) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(catalogue), "sekisho", &mut script);
    script
}

/// Every manual page: its file name (`sekisho-person-add.1`) and its bytes.
///
/// # Errors
/// None in practice: the pages are written to memory.
pub fn man_pages(catalogue: &Catalogue) -> io::Result<Vec<(String, Vec<u8>)>> {
    // A page is filled by whoever formats it: a line break inside a Japanese sentence would become
    // a space there.
    let mut root = Describer { catalogue, columns: usize::MAX }.describe(Args::command(), &[]);
    root.build();
    let mut pages = Vec::new();
    collect_pages(&root, "sekisho", catalogue, &mut pages)?;
    Ok(pages)
}

fn collect_pages(
    command: &Command,
    name: &str,
    catalogue: &Catalogue,
    pages: &mut Vec<(String, Vec<u8>)>,
) -> io::Result<()> {
    for verb in command.get_subcommands() {
        collect_pages(verb, &format!("{name}-{}", verb.get_name()), catalogue, pages)?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let page = clap_mangen::Man::new(command.clone().display_name(name.to_owned()))
        .title(name.to_uppercase())
        .source(format!("Sekisho {version}"))
        .manual(tr!(catalogue, "help-manual"));
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    pages.push((format!("{name}.1"), in_language(bytes, catalogue)));
    Ok(())
}

/// What the page writer does not know: its own headings in another language, that a page without a
/// date still has a date's place, and that Japanese lines are not spread over the width.
fn in_language(page: Vec<u8>, catalogue: &Catalogue) -> Vec<u8> {
    let Ok(text) = String::from_utf8(page) else { return Vec::new() };
    let headings = [
        ("NAME", "help-man-name"),
        ("SYNOPSIS", "help-man-synopsis"),
        ("DESCRIPTION", "help-man-description"),
        ("EXTRA", "help-man-extra"),
        ("VERSION", "help-man-version"),
    ];
    let mut page = String::with_capacity(text.len());
    for line in text.lines() {
        let heading = line.strip_prefix(".SH ").unwrap_or_default();
        if let Some((_, id)) = headings.iter().find(|(english, _)| *english == heading) {
            page.push_str(&format!(".SH {}\n", catalogue.get(id)));
        } else if line.starts_with(".TH ") {
            page.push_str(&line.replacen(" 1  ", " 1 \"\" ", 1));
            page.push('\n');
            if catalogue.language() == Language::Japanese {
                page.push_str(".ad l\n.nh\n");
            }
        } else {
            page.push_str(line);
            page.push('\n');
        }
    }
    page.into_bytes()
}

/// The message that describes the verb at `path`.
#[must_use]
pub fn verb_id(path: &[String]) -> String {
    if path.is_empty() { "help-sekisho".to_owned() } else { format!("help-{}", path.join("-")) }
}

/// The message that describes `arg` of the verb at `path`.
#[must_use]
pub fn arg_id(path: &[String], arg: &Arg) -> String {
    let verb = if path.is_empty() { "help".to_owned() } else { verb_id(path) };
    match arg.get_long() {
        Some(long) => format!("{verb}--{long}"),
        None => {
            let name = arg.get_value_names().and_then(|names| names.first());
            let name = name.map_or_else(|| arg.get_id().as_str(), |name| name.as_str());
            format!("{verb}-{}", name.split(['|', ':']).next().unwrap_or_default())
        }
    }
}

/// Puts words to definitions.
struct Describer<'a> {
    catalogue: &'a Catalogue,
    /// Columns that a flag's description may take.
    columns: usize,
}

impl Describer<'_> {
    fn describe(&self, command: Command, path: &[String]) -> Command {
        let catalogue = self.catalogue;
        let usage = tr!(catalogue, "help-usage");
        let rest = if path.is_empty() {
            let everywhere = tr!(catalogue, "help-heading-everywhere");
            format!("{}{everywhere}:\n{{options}}", groups(&command, catalogue))
        } else {
            "{all-args}".to_owned()
        };
        let mut command = command
            .about(wrap(&catalogue.get(&verb_id(path)), self.columns.saturating_add(FLAG_INDENT)).join("\n"))
            .long_about(None)
            .help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{rest}{{after-help}}"))
            .next_line_help(true)
            // Wrapped here and not by the parser, which knows neither Japanese nor that an example
            // must stay in one piece.
            .term_width(0)
            .subcommand_help_heading(tr!(catalogue, "help-heading-verbs"))
            .mut_args(|arg| self.describe_arg(arg, path));
        if let Some(example) = example(&verb_id(path), catalogue) {
            command = command.after_help(example);
        }
        command.mut_subcommands(|verb| {
            let mut path = path.to_vec();
            path.push(verb.get_name().to_owned());
            self.describe(verb, &path)
        })
    }

    fn describe_arg(&self, arg: Arg, path: &[String]) -> Arg {
        let catalogue = self.catalogue;
        let mut said = catalogue.get(&arg_id(path, &arg));
        let values = arg.get_possible_values();
        // A name such as `yes|no` lists them already.
        let listed = arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.contains('|')));
        let takes_value = arg.get_action().takes_values();
        if takes_value && !values.is_empty() && !listed {
            let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
            said.push('\n');
            said.push_str(&tr!(catalogue, "help-values", values = values.join(", ")));
        }
        let heading = match (path.is_empty(), arg.is_positional()) {
            (true, _) => tr!(catalogue, "help-heading-everywhere"),
            (false, true) => tr!(catalogue, "help-heading-operands"),
            (false, false) => tr!(catalogue, "help-heading-flags"),
        };
        let said = wrap(&said, self.columns).join("\n");
        arg.help(said).long_help(None).hide_possible_values(takes_value).help_heading(heading)
    }
}

/// "Example:" and its lines, each indented.
fn example(verb: &str, catalogue: &Catalogue) -> Option<String> {
    let lines = catalogue.find(&format!("{verb}-example"))?;
    let mut text = tr!(catalogue, "help-heading-example");
    for line in lines.lines() {
        text.push_str("\n  ");
        text.push_str(line);
    }
    Some(text)
}

/// The verbs under their headings, for the program's own help.
fn groups(root: &Command, catalogue: &Catalogue) -> String {
    let verbs: Vec<&str> = root.get_subcommands().map(Command::get_name).collect();
    let column = verbs.iter().map(|verb| width(verb)).max().unwrap_or_default() + 4;
    let mut text = String::new();
    for (heading, names) in GROUPS {
        text.push_str(&catalogue.get(heading));
        text.push('\n');
        for name in *names {
            let about = catalogue.get(&format!("help-{name}"));
            let mut left = pad(&format!("  {name}"), column, Align::Left);
            for line in wrap(&about, HELP_COLUMNS.saturating_sub(column)) {
                text.push_str(&left);
                text.push_str(&line);
                text.push('\n');
                left = " ".repeat(column);
            }
        }
        text.push('\n');
    }
    text
}
