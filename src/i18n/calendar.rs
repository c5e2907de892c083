//! How a day is written on paper: by the western calendar, or by the Japanese one (和暦).
//!
//! The eras are those of the Era Name Act (元号法, Act No. 43 of 1979) and its cabinet orders: 令和 from
//! 1 May 2019 (平成31年政令第143号), 平成 from 8 January 1989 (昭和64年政令第1号), and before them 昭和
//! from 25 December 1926 (昭和元年; the Act's supplementary provision). An earlier day is written by the
//! western calendar, as is a day beyond what anybody has proclaimed an era for: the last era goes on.

use chrono::{Datelike as _, NaiveDate};

use super::{Catalogue, Language};
use crate::base::time::Timestamp;

/// By which calendar days are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// `2026-11-20`.
    #[default]
    Western,
    /// `令和8年11月20日`.
    Wareki,
}

/// An era: its first day, and its name in Japanese and in English.
struct Era {
    first: (i32, u32, u32),
    japanese: &'static str,
    english: &'static str,
}

/// The latest first.
const ERAS: [Era; 3] = [
    Era { first: (2019, 5, 1), japanese: "令和", english: "Reiwa" },
    Era { first: (1989, 1, 8), japanese: "平成", english: "Heisei" },
    Era { first: (1926, 12, 25), japanese: "昭和", english: "Showa" },
];

/// The era of a day, and which year of it.
fn era_of(day: NaiveDate) -> Option<(&'static Era, i32)> {
    let date = (day.year(), day.month(), day.day());
    let era = ERAS.iter().find(|era| date >= era.first)?;
    Some((era, day.year() - era.first.0 + 1))
}

/// The fiscal year of a day, which begins in April.
#[must_use]
pub fn fiscal_year(day: NaiveDate) -> i32 {
    if day.month() < 4 { day.year().saturating_sub(1) } else { day.year() }
}

/// First and last day of a fiscal year: 1 April to 31 March.
#[must_use]
pub fn days_of_fiscal_year(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, 4, 1)?;
    Some((first, NaiveDate::from_ymd_opt(year.checked_add(1)?, 3, 31)?))
}

impl Catalogue {
    /// A day, short enough for a table.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        match (self.calendar(), era_of(day)) {
            (Calendar::Wareki, Some((era, year))) => self.in_era(era, year, day),
            _ => day.to_string(),
        }
    }

    /// A day as a letter is dated.
    #[must_use]
    pub fn day_in_full(&self, day: NaiveDate) -> String {
        match (self.calendar(), self.language()) {
            (Calendar::Western, Language::Japanese) => {
                format!("{}年{}月{}日", day.year(), day.month(), day.day())
            }
            (Calendar::Western, Language::English) => day.format("%-d %B %Y").to_string(),
            (Calendar::Wareki, _) => self.day(day),
        }
    }

    /// A time to the second, with the offset of the clock that claims it.
    #[must_use]
    pub fn moment(&self, at: &Timestamp) -> String {
        format!("{} {}", self.day(at.date()), at.as_datetime().format("%H:%M:%S %:z"))
    }

    /// A fiscal year by its name. A fiscal year in which an era begins has the new era's name throughout
    /// (改元に伴う元号による年表示の取扱いについて, 2 April 2019).
    #[must_use]
    pub fn fiscal_year(&self, year: i32) -> String {
        let era = NaiveDate::from_ymd_opt(year, 12, 31).and_then(era_of);
        match (self.calendar(), era, self.language()) {
            (Calendar::Wareki, Some((era, year)), Language::Japanese) => {
                format!("{}{}年度", era.japanese, japanese_year(year))
            }
            (Calendar::Wareki, Some((era, year)), Language::English) => {
                format!("fiscal {} {year}", era.english)
            }
            (_, _, Language::Japanese) => format!("{year}年度"),
            (_, _, Language::English) => format!("fiscal {year}"),
        }
    }

    fn in_era(&self, era: &Era, year: i32, day: NaiveDate) -> String {
        match self.language() {
            Language::Japanese => {
                format!("{}{}年{}月{}日", era.japanese, japanese_year(year), day.month(), day.day())
            }
            Language::English => format!("{} {} {year}", day.format("%-d %b"), era.english),
        }
    }
}

/// The first year of an era is 元年.
fn japanese_year(year: i32) -> String {
    if year == 1 { "元".to_owned() } else { year.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_era_begins_on_its_day_and_not_a_day_earlier() {
        let c = Catalogue::new(Language::Japanese).with_calendar(Calendar::Wareki);
        for (western, japanese) in [
            ("2026-11-20", "令和8年11月20日"),
            ("2019-05-01", "令和元年5月1日"),
            ("2019-04-30", "平成31年4月30日"),
            ("1989-01-08", "平成元年1月8日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("1926-12-25", "昭和元年12月25日"),
            ("1926-12-24", "1926-12-24"),
        ] {
            assert_eq!(c.day(day(western)), japanese);
        }
        let english = Catalogue::new(Language::English).with_calendar(Calendar::Wareki);
        assert_eq!(english.day(day("2026-11-20")), "20 Nov Reiwa 8");
    }

    #[test]
    fn a_day_is_written_as_the_language_writes_it() {
        let at: Timestamp = "2026-11-20T09:05:00+09:00".parse().unwrap();
        let c = Catalogue::new(Language::Japanese);
        assert_eq!(c.day(at.date()), "2026-11-20");
        assert_eq!(c.day_in_full(at.date()), "2026年11月20日");
        assert_eq!(c.moment(&at), "2026-11-20 09:05:00 +09:00");
        assert_eq!(Catalogue::new(Language::English).day_in_full(at.date()), "20 November 2026");
        let wareki = c.with_calendar(Calendar::Wareki);
        assert_eq!(wareki.moment(&at), "令和8年11月20日 09:05:00 +09:00");
    }

    #[test]
    fn a_fiscal_year_ends_in_march_and_is_named_after_its_new_era() {
        assert_eq!(fiscal_year(day("2027-03-31")), 2026);
        assert_eq!(fiscal_year(day("2027-04-01")), 2027);
        assert_eq!(days_of_fiscal_year(2026), Some((day("2026-04-01"), day("2027-03-31"))));
        let c = Catalogue::new(Language::Japanese);
        assert_eq!(c.fiscal_year(2026), "2026年度");
        let c = c.with_calendar(Calendar::Wareki);
        assert_eq!(c.fiscal_year(2026), "令和8年度");
        assert_eq!(c.fiscal_year(2019), "令和元年度");
        assert_eq!(c.fiscal_year(2018), "平成30年度");
    }
}
