//! Days on which an office in Japan is commonly closed: Saturdays, Sundays and national holidays.
//!
//! Computed from 国民の祝日に関する法律 (Act on National Holidays, Act No. 178 of 1948) as it stood in each year, with the
//! acts that moved or added days: the substitute holidays of its article 3 (2) (振替休日, also in the wording before
//! 2007), the days between two holidays of article 3 (3) (since 27 December 1985), the moved days of the Olympic years
//! 2020 and 2021, and the single days of 1989, 1990, 1993 and 2019.
//!
//! # What it rests on
//! The equinoxes are days that are announced each February for the following year (暦要項). Here they follow the
//! formula of 新こよみ便利帳, which holds from 1980 to 2099. Outside these years nothing is said. Laws of the future are not
//! known; nor are the days on which an office closes by its own choice.

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::base::limits::{HOLIDAY_YEAR_FIRST, HOLIDAY_YEAR_LAST};

/// Why a day is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    /// 土曜日.
    Saturday,
    /// 日曜日.
    Sunday,
    /// A day that the act names (2条), or a single act added.
    National,
    /// 振替休日: a national holiday fell on a Sunday (3条2項).
    Substitute,
    /// 国民の休日: the days before and after are national holidays (3条3項).
    Between,
}

impl Holiday {
    /// Every one of them.
    pub const ALL: &'static [Self] =
        &[Self::Saturday, Self::Sunday, Self::National, Self::Substitute, Self::Between];

    /// The word for scripts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
            Self::National => "national",
            Self::Substitute => "substitute",
            Self::Between => "between",
        }
    }
}

/// Why `day` is free, or `None`: a working day, or a year of which nothing is known.
#[must_use]
pub fn holiday(day: NaiveDate) -> Option<Holiday> {
    if !(HOLIDAY_YEAR_FIRST..=HOLIDAY_YEAR_LAST).contains(&day.year()) {
        return None;
    }
    if is_national(day) {
        return Some(Holiday::National);
    }
    if is_substitute(day) {
        return Some(Holiday::Substitute);
    }
    match day.weekday() {
        Weekday::Sat if !is_between(day) => Some(Holiday::Saturday),
        Weekday::Sun => Some(Holiday::Sunday),
        _ => is_between(day).then_some(Holiday::Between),
    }
}

/// A day of article 2 as it stood then, or one that a single act added.
fn is_national(day: NaiveDate) -> bool {
    let (year, date) = (day.year(), (day.month(), day.day()));
    let monday = |nth: u32| day.weekday() == Weekday::Mon && day.day().div_ceil(7) == nth;
    let added = [(1989, (2, 24)), (1990, (11, 12)), (1993, (6, 9)), (2019, (5, 1)), (2019, (10, 22))];
    if added.contains(&(year, date)) {
        return true;
    }
    match date.0 {
        1 => date.1 == 1 || if year < 2000 { date.1 == 15 } else { monday(2) },
        2 => date.1 == 11 || (year >= 2020 && date.1 == 23),
        3 => Some(date.1) == equinox(year, SPRING),
        // 天皇誕生日, みどりの日 and 昭和の日 in turn.
        4 => date.1 == 29,
        5 => matches!(date.1, 3 | 5) || (year >= 2007 && date.1 == 4),
        7 => match year {
            2020 => matches!(date.1, 23 | 24),
            2021 => matches!(date.1, 22 | 23),
            2003.. => monday(3),
            1996.. => date.1 == 20,
            _ => false,
        },
        8 => match year {
            2020 => date.1 == 10,
            2021 => date.1 == 8,
            2016.. => date.1 == 11,
            _ => false,
        },
        9 => {
            let elders = if year < 2003 { date.1 == 15 } else { monday(3) };
            elders || Some(date.1) == equinox(year, AUTUMN)
        }
        10 => match year {
            2020 | 2021 => false,
            2000.. => monday(2),
            _ => date.1 == 10,
        },
        11 => matches!(date.1, 3 | 23),
        12 => date.1 == 23 && (1989..2019).contains(&year),
        _ => false,
    }
}

/// Millionths of a day in March, where spring begins in 1980.
const SPRING: i64 = 20_843_100;

/// Millionths of a day in September, where autumn begins in 1980.
const AUTUMN: i64 = 23_248_800;

/// Millionths of a day by which the equinox moves on each year.
const EQUINOX_MOVES: i64 = 242_194;

/// The day of the month on which an equinox falls: ⌊start + 0.242194·(year − 1980)⌋ − ⌊(year − 1980) / 4⌋.
fn equinox(year: i32, start: i64) -> Option<u32> {
    let years = i64::from(year) - 1980;
    u32::try_from((start + EQUINOX_MOVES * years) / 1_000_000 - years / 4).ok()
}

/// 3条2項: the day after a national holiday on a Sunday; since 2007 the next day that is no national holiday.
fn is_substitute(day: NaiveDate) -> bool {
    let mut before = day.pred_opt();
    loop {
        match before {
            Some(earlier) if is_national(earlier) => {
                if earlier.weekday() == Weekday::Sun {
                    return true;
                }
                // Until 2006 only the Monday itself.
                before = if day.year() >= 2007 { earlier.pred_opt() } else { None };
            }
            _ => return false,
        }
    }
}

/// 3条3項: both neighbours are national holidays; until 2006 neither a Sunday nor a substitute holiday.
fn is_between(day: NaiveDate) -> bool {
    let since = NaiveDate::from_ymd_opt(1985, 12, 27);
    let neighbours = [day.pred_opt(), day.succ_opt()];
    let enclosed = neighbours.into_iter().all(|neighbour| neighbour.is_some_and(is_national));
    since.is_some_and(|since| day >= since)
        && enclosed
        && (day.year() >= 2007 || day.weekday() != Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The free days of a year that are no Saturdays or Sundays by themselves, as `MM-DD`.
    fn of_year(year: i32) -> Vec<String> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let all = first.iter_days().take_while(|day| day.year() == year);
        let free =
            all.filter(|day| !matches!(holiday(*day), None | Some(Holiday::Saturday | Holiday::Sunday)));
        free.map(|day| day.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn years_that_were_announced_come_out_day_by_day() {
        for (year, expected) in [
            (1986, "01-01 01-15 02-11 03-21 04-29 05-03 05-05 09-15 09-23 10-10 11-03 11-23 11-24"),
            (1988, "01-01 01-15 02-11 03-20 03-21 04-29 05-03 05-04 05-05 09-15 09-23 10-10 11-03 11-23"),
            (
                1989,
                "01-01 01-02 01-15 01-16 02-11 02-24 03-21 04-29 05-03 05-04 05-05 09-15 09-23 10-10 11-03 11-23 12-23",
            ),
            (
                1999,
                "01-01 01-15 02-11 03-21 03-22 04-29 05-03 05-04 05-05 07-20 09-15 09-23 10-10 10-11 11-03 11-23 12-23",
            ),
            (
                2009,
                "01-01 01-12 02-11 03-20 04-29 05-03 05-04 05-05 05-06 07-20 09-21 09-22 09-23 10-12 11-03 11-23 12-23",
            ),
            (
                2019,
                "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23",
            ),
            (
                2020,
                "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23",
            ),
            (
                2021,
                "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23",
            ),
            (
                2026,
                "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
            ),
        ] {
            assert_eq!(of_year(year).join(" "), expected, "{year}");
        }
    }

    #[test]
    fn each_free_day_says_why() {
        for (text, why) in [
            ("2026-11-20", None),
            ("2026-11-21", Some(Holiday::Saturday)),
            ("2026-11-22", Some(Holiday::Sunday)),
            ("2026-11-23", Some(Holiday::National)),
            ("2026-05-06", Some(Holiday::Substitute)),
            ("2026-09-22", Some(Holiday::Between)),
            // In 1987 the fourth of May was the Monday after a holiday.
            ("1987-05-04", Some(Holiday::Substitute)),
            ("1986-05-04", Some(Holiday::Sunday)),
            // Before the act knew of days between holidays.
            ("1985-05-04", Some(Holiday::Saturday)),
            ("1979-01-01", None),
            ("2100-01-01", None),
        ] {
            assert_eq!(holiday(day(text)), why, "{text}");
        }
    }

    #[test]
    fn the_equinoxes_are_those_of_the_almanac() {
        for (year, spring, autumn) in [
            (1980, 20, 23),
            (1984, 20, 23),
            (1988, 20, 23),
            (2012, 20, 22),
            (2026, 20, 23),
            (2092, 19, 22),
            (2099, 20, 23),
        ] {
            assert_eq!(
                (equinox(year, SPRING), equinox(year, AUTUMN)),
                (Some(spring), Some(autumn)),
                "{year}"
            );
        }
    }
}
