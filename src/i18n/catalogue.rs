//! The messages of one language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use fluent_bundle::FluentValue;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{I18nAssets, LanguageLoader as _};

use super::calendar::Calendar;
use super::show::Show;

/// The languages that everything is said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Japanese.
    Japanese,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::English, Self::Japanese];

    /// The tag used by `--lang` and in HTML (BCP 47): `en` or `ja`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// The language named by exactly `en` or `ja`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.tag() == tag)
    }

    /// The catalogue files of this language: messages named in code, then words, reports, help
    /// texts and errors that are looked up by name. Only the first is known to `fl!`; tests hold
    /// the others to what the code asks for.
    const fn files(self) -> [&'static str; 6] {
        match self {
            Self::English => [
                include_str!("../../i18n/en/sekisho.ftl"),
                include_str!("../../i18n/en/words.ftl"),
                include_str!("../../i18n/en/report.ftl"),
                include_str!("../../i18n/en/forms.ftl"),
                include_str!("../../i18n/en/help.ftl"),
                include_str!("../../i18n/en/errors.ftl"),
            ],
            Self::Japanese => [
                include_str!("../../i18n/ja/sekisho.ftl"),
                include_str!("../../i18n/ja/words.ftl"),
                include_str!("../../i18n/ja/report.ftl"),
                include_str!("../../i18n/ja/forms.ftl"),
                include_str!("../../i18n/ja/help.ftl"),
                include_str!("../../i18n/ja/errors.ftl"),
            ],
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The catalogue files, as the library that loads them wants to be given them.
struct Files(Language);

impl I18nAssets for Files {
    fn get_files(&self, _path: &str) -> Vec<Cow<'_, [u8]>> {
        self.0.files().iter().map(|text| Cow::Borrowed(text.as_bytes())).collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(std::iter::once(format!("{}/sekisho.ftl", self.0.tag())))
    }
}

/// Every message of one language.
///
/// Made once, at the edge, and passed down.
pub struct Catalogue {
    language: Language,
    calendar: Calendar,
    loader: FluentLanguageLoader,
}

impl Catalogue {
    /// The catalogue of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let loader = FluentLanguageLoader::new("sekisho", identifier.clone());
        // The files are compiled in and a test loads both languages: what can fail here is a
        // mistake in a catalogue, which then shows as "No localization for id".
        let _loaded = loader.load_languages(&Files(language), &[identifier]);
        // Isolation marks are invisible characters, which our own terminal-safe text refuses.
        loader.set_use_isolating(false);
        Self { language, calendar: Calendar::default(), loader }
    }

    /// The same, with days written by `calendar` where a form is meant for paper.
    #[must_use]
    pub fn with_calendar(self, calendar: Calendar) -> Self {
        Self { calendar, ..self }
    }

    /// By which calendar it writes the days of a form.
    #[must_use]
    pub const fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Which language this is.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The loader, for [`tr!`](crate::tr).
    #[must_use]
    pub const fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// Whether there is a message called `id`.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.loader.has(id)
    }

    /// The message called `id`, which takes no variables.
    ///
    /// Only for ids that are put together at run time; all others go through [`tr!`](crate::tr).
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.loader.get(id)
    }

    /// The message called `id`, when there is one.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<String> {
        self.has(id).then(|| self.loader.get(id))
    }

    /// The message called `id` with its variables filled in. Values are made safe by [`Show`].
    #[must_use]
    pub fn format(&self, id: &str, values: &[(&str, &dyn Show)]) -> String {
        let values: HashMap<&str, FluentValue<'_>> =
            values.iter().map(|(name, value)| (*name, value.show_in(self))).collect();
        self.loader.get_args_concrete(id, values)
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Catalogue({})", self.language)
    }
}

/// Says a message of a [`Catalogue`]: `tr!(catalogue, "id", name = value, …)`.
///
/// The id and the names are checked while compiling, against the English catalogue; a test holds
/// the Japanese one to the same ids and names. Values are anything that implements
/// [`Show`](crate::i18n::Show), which makes foreign text safe.
#[macro_export]
macro_rules! tr {
    ($catalogue:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        ::i18n_embed_fl::fl!(
            $catalogue.loader(),
            $id
            $(, $name = $crate::i18n::shown(&$value))*
        )
    };
}
