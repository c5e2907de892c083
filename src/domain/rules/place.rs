//! A place to which nothing is taken, whatever people call it.

use unicode_normalization::UnicodeNormalization as _;

use super::demand::Demand;

/// Where people live, in the word that rules have for it.
pub const HOME: &str = "home";

/// What people call it besides. The packs that forbid it list the same.
pub const CALLED_HOME: [&str; 7] = ["自宅", "自宅(在宅)", "ご自宅", "在宅", "在宅勤務", "家", "my home"];

/// Parts of a longer name that speak of where somebody lives.
const SPEAKING_OF_HOME: [&str; 3] = ["自宅", "在宅", "実家"];

/// As places are compared: in one form, without white space, ASCII letters in lower case.
fn plain(words: &str) -> String {
    words.nfkc().filter(|one| !one.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

/// Whether both are the same to whoever reads them.
fn is_called(words: &str, name: &str) -> bool {
    plain(words) == plain(name)
}

/// A place as it is recorded: where somebody lives by its own word, whatever it was called.
#[must_use]
pub fn recorded(place: &str) -> String {
    let is_home = is_called(place, HOME) || CALLED_HOME.iter().any(|name| is_called(place, name));
    if is_home { HOME.to_owned() } else { place.to_owned() }
}

/// The same under these demands: where one of them forbids home and knows it by another word only, by that word, so that it
/// is refused whatever either calls it. The ledger itself compares as it always did.
#[must_use]
pub fn recorded_under<'a>(asked: &str, demands: impl IntoIterator<Item = &'a Demand>) -> String {
    let place = recorded(asked);
    if place != HOME {
        return place;
    }
    let mut word = None;
    for demand in demands {
        let Demand::ForbidPlace { place: forbidden, also } = demand else { continue };
        if is_forbidden(HOME, forbidden, also) {
            return place;
        }
        let theirs = |name: &&String| recorded(name) == HOME && is_forbidden(name, forbidden, also);
        word = word.or_else(|| std::iter::once(forbidden).chain(also).find(theirs));
    }
    word.cloned().unwrap_or(place)
}

/// Whether `asked` is `place` or one of the names it has besides. Rules that list none are older than the comparison by
/// names, and are judged as they were.
#[must_use]
pub fn is_forbidden(asked: &str, place: &str, also: &[String]) -> bool {
    if also.is_empty() {
        return asked.trim().eq_ignore_ascii_case(place);
    }
    is_called(asked, place) || also.iter().any(|name| is_called(asked, name))
}

/// Whether a longer name speaks of where somebody lives, so that whoever approves looks at it.
#[must_use]
pub fn speaks_of_home(place: &str) -> bool {
    let said = plain(place);
    let words = place.nfkc().collect::<String>().to_ascii_lowercase();
    let english = words.split(|one: char| !one.is_ascii_alphanumeric()).any(|word| word == HOME);
    recorded(place) != HOME && (english || SPEAKING_OF_HOME.iter().any(|part| said.contains(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::demand::Demand;
    use crate::domain::rules::pack::{Pack, SHIPPED};

    #[test]
    fn home_is_home_by_every_name() {
        let names = [
            "自宅",
            " 自宅　",
            "自宅（在宅）",
            "ご自宅",
            "在宅",
            "在宅 勤務",
            "家",
            "My Home",
            "ＨＯＭＥ",
            "home",
        ];
        for name in names {
            assert_eq!(recorded(name), HOME, "{name}");
        }
        for other in ["市役所", "家具工場", "在宅医療センター", "国家公務員会館", "homepage", ""]
        {
            assert_eq!(recorded(other), other);
        }
    }

    #[test]
    fn a_rule_that_knows_home_by_another_word_forbids_it_by_every_name() {
        let forbid = |place: &str, also: &[&str]| Demand::ForbidPlace {
            place: place.to_owned(),
            also: also.iter().map(|name| (*name).to_owned()).collect(),
        };
        let under = |asked: &str, demands: &[Demand]| {
            let word = recorded_under(asked, demands);
            let refused = |demand: &Demand| match demand {
                Demand::ForbidPlace { place, also } => is_forbidden(&word, place, also),
                _ => false,
            };
            (demands.iter().any(refused), word)
        };
        for asked in ["自宅", "home", " 在宅勤務 ", "ＨＯＭＥ"] {
            for demand in [forbid("自宅", &[]), forbid("ご自宅", &["在宅"]), forbid("home", &[])] {
                assert!(under(asked, std::slice::from_ref(&demand)).0, "{asked}: {demand:?}");
                assert!(under(asked, &[forbid("倉庫", &[]), demand, forbid("自宅", &[])]).0, "{asked}");
            }
            assert_eq!(under(asked, &[forbid("倉庫", &[])]), (false, HOME.to_owned()));
        }
        assert_eq!(under("現場", &[forbid("自宅", &[])]), (false, "現場".to_owned()));
    }

    #[test]
    fn a_longer_name_that_speaks_of_home_is_pointed_out() {
        for name in ["田中の自宅", "在宅勤務先（田中）", "実家", "Tanaka's home", "home office"]
        {
            assert!(speaks_of_home(name), "{name}");
        }
        for name in ["市役所", "家具工場", "homepage", "自宅", "home"] {
            assert!(!speaks_of_home(name), "{name}");
        }
    }

    #[test]
    fn the_packs_list_the_names_that_the_program_knows() {
        let rules = SHIPPED.iter().flat_map(|(_, text)| Pack::parse(text).unwrap().rules);
        let listed = rules.filter_map(|rule| match rule.demand {
            Demand::ForbidPlace { place, also } => Some((place, also)),
            _ => None,
        });
        let listed: Vec<_> = listed.collect();
        assert_eq!(listed, [(HOME.to_owned(), CALLED_HOME.map(str::to_owned).to_vec())]);
    }
}
