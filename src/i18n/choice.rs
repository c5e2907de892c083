//! Which language to speak: `--lang`, then `SEKISHO_LANG`, then the locale.

use super::Language;

/// What the surroundings say about language. Read by the front door, decided here.
///
/// An empty text counts as not given, as POSIX has it for the locale's variables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The value of `--lang`.
    pub flag: Option<String>,
    /// The value of `SEKISHO_LANG`.
    pub variable: Option<String>,
    /// The value of `LC_ALL`.
    pub lc_all: Option<String>,
    /// The value of `LC_MESSAGES`.
    pub lc_messages: Option<String>,
    /// The value of `LANG`.
    pub lang: Option<String>,
    /// What the system itself says, where it has no such variables (Windows, macOS).
    pub system: Option<String>,
}

impl Wishes {
    /// What this process's environment and system say; `flag` stays empty.
    #[must_use]
    pub fn from_environment() -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            flag: None,
            variable: variable("SEKISHO_LANG"),
            lc_all: variable("LC_ALL"),
            lc_messages: variable("LC_MESSAGES"),
            lang: variable("LANG"),
            system: if cfg!(any(windows, target_os = "macos")) { sys_locale::get_locale() } else { None },
        }
    }

    /// The language to speak.
    ///
    /// `--lang` and `SEKISHO_LANG` count only when they name a language we have (the command line
    /// refuses others by itself). Of the locale the first that is set decides, in the order POSIX
    /// gives: Japanese when it is `ja` in any territory, English otherwise.
    #[must_use]
    pub fn language(&self) -> Language {
        let asked = [&self.flag, &self.variable].into_iter().flatten();
        if let Some(language) = asked.filter_map(|tag| Language::from_tag(tag)).next() {
            return language;
        }
        let locale = [&self.lc_all, &self.lc_messages, &self.lang, &self.system];
        match locale.into_iter().flatten().find(|value| !value.is_empty()) {
            Some(value) if is_japanese(value) => Language::Japanese,
            _ => Language::English,
        }
    }
}

/// `ja`, `ja_JP.UTF-8`, `ja-JP`: but not `jam` (Jamaican Creole).
fn is_japanese(locale: &str) -> bool {
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    language.eq_ignore_ascii_case("ja") || language.eq_ignore_ascii_case("japanese")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn the_flag_wins_over_the_variable_and_the_variable_over_the_locale() {
        let mut wishes = Wishes { lang: some("ja_JP.UTF-8"), ..Wishes::default() };
        assert_eq!(wishes.language(), Language::Japanese);
        wishes.variable = some("en");
        assert_eq!(wishes.language(), Language::English);
        wishes.flag = some("ja");
        assert_eq!(wishes.language(), Language::Japanese);
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides_alone() {
        let wishes = Wishes {
            lc_all: some(""),
            lc_messages: some("C"),
            lang: some("ja_JP.UTF-8"),
            ..Wishes::default()
        };
        assert_eq!(wishes.language(), Language::English);
        let wishes = Wishes { lc_all: some("ja_JP.eucJP"), lang: some("en_US.UTF-8"), ..Wishes::default() };
        assert_eq!(wishes.language(), Language::Japanese);
    }

    #[test]
    fn an_unknown_language_is_english_and_a_similar_name_is_not_japanese() {
        assert_eq!(Wishes::default().language(), Language::English);
        for other in ["jam_JM", "fr_FR", "POSIX", "java"] {
            let wishes = Wishes { lang: some(other), ..Wishes::default() };
            assert_eq!(wishes.language(), Language::English, "{other}");
        }
        let wishes = Wishes { variable: some("klingon"), system: some("ja-JP"), ..Wishes::default() };
        assert_eq!(wishes.language(), Language::Japanese);
    }
}
