//! Times as people claim them: RFC 3339 with offset, to the second.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{
    DateTime, Datelike as _, FixedOffset, Local, NaiveDate, Offset as _, TimeZone as _, Timelike as _,
};
use serde::{Deserialize, Serialize};

/// The last second of 9998 in UTC: by every offset it has a year of four digits.
const LAST_SECOND: i64 = 253_370_764_799;

/// An instant by somebody's clock, with that clock's offset from UTC, to the second.
///
/// Ordered by instant, then by offset, so that equality means the same spelling.
#[derive(Clone, Copy)]
pub struct Timestamp(DateTime<FixedOffset>);

/// Not RFC 3339 with a numeric offset, whole seconds, in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a time such as 2026-11-20T10:00:00+09:00")]
pub struct NotATime;

impl Timestamp {
    /// The system clock, in the system's time zone, whose offset is in whole minutes as a spelling is. A clock before 1970
    /// or past the year 9998 says one of these ends.
    #[must_use]
    pub fn now() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(now.as_secs()).unwrap_or(i64::MAX).min(LAST_SECOND);
        let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let away = Local.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc();
        let offset = FixedOffset::east_opt(away / 60 * 60);
        Self(offset.map_or_else(|| utc.fixed_offset(), |offset| utc.with_timezone(&offset)))
    }

    /// The calendar day at this clock's offset.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.0.date_naive()
    }

    /// The hour of day, 0–23, at this clock's offset.
    #[must_use]
    pub fn hour(&self) -> u32 {
        self.0.hour()
    }

    /// Whole seconds since 1970 in UTC.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        self.0.timestamp()
    }

    /// So many minutes later, by the same clock; the same instant where there is no such time.
    #[must_use]
    pub fn plus_minutes(&self, minutes: i64) -> Self {
        let later = chrono::TimeDelta::try_minutes(minutes).and_then(|by| self.0.checked_add_signed(by));
        Self(later.unwrap_or(self.0))
    }

    /// The same in a mail's spelling (RFC 5322, 3.3).
    #[must_use]
    pub fn in_mail(&self) -> String {
        self.0.to_rfc2822()
    }

    /// So many seconds since 1970, in UTC; `None` where there is no such time.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).map(|at| Self(at.fixed_offset()))
    }

    /// The underlying chrono value.
    #[must_use]
    pub const fn as_datetime(&self) -> &DateTime<FixedOffset> {
        &self.0
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0
            .timestamp()
            .cmp(&other.0.timestamp())
            .then(self.0.offset().local_minus_utc().cmp(&other.0.offset().local_minus_utc()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.0.offset().local_minus_utc();
        // A formatter that reads a pattern takes ten times as long, and every statement has a time.
        let (Ok(year @ 0..=9999), 0) = (u32::try_from(self.0.year()), offset % 60) else {
            return write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S%:z"));
        };
        let [year, month, day] = [year, self.0.month(), self.0.day()];
        let [hour, minute, second] = [self.0.hour(), self.0.minute(), self.0.second()];
        let (sign, away) = (if offset < 0 { b'-' } else { b'+' }, offset.unsigned_abs() / 60);
        let mut text = *b"0000-00-00T00:00:00+00:00";
        for (at, number) in [
            (0, year / 100),
            (2, year % 100),
            (5, month),
            (8, day),
            (11, hour),
            (14, minute),
            (17, second),
            (20, away / 60),
            (23, away % 60),
        ] {
            for (place, digit) in text.iter_mut().skip(at).zip([number / 10, number % 10]) {
                *place += u8::try_from(digit).unwrap_or_default();
            }
        }
        text[19] = sign;
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let parsed = Self(DateTime::parse_from_rfc3339(text).map_err(|_| NotATime)?);
        if parsed.0.nanosecond() == 0 && parsed.to_string() == text { Ok(parsed) } else { Err(NotATime) }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_spelling_of_a_time_is_read() {
        let text = "2026-11-20T10:00:00+09:00";
        assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), text);
        for other in [
            "2026-11-20T10:00:00Z",
            "2026-11-20T10:00:00.0+09:00",
            "2026-11-20 10:00:00+09:00",
            "2026-11-20T10:00:00-00:00",
        ] {
            assert_eq!(other.parse::<Timestamp>(), Err(NotATime), "{other}");
        }
    }

    #[test]
    fn every_time_is_spelled_as_the_pattern_spells_it() {
        for seconds in (-70_000_000_000..260_000_000_000).step_by(123_456_789) {
            for minutes in [-719, -570, -1, 0, 1, 330, 540, 840] {
                let offset = FixedOffset::east_opt(minutes * 60).unwrap();
                let at = DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&offset);
                let by_pattern = at.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
                assert_eq!(Timestamp(at).to_string(), by_pattern);
            }
        }
    }

    #[test]
    fn order_is_by_instant_whatever_the_offset() {
        let tokyo: Timestamp = "2026-11-20T10:00:00+09:00".parse().unwrap();
        let utc: Timestamp = "2026-11-20T02:00:00+00:00".parse().unwrap();
        assert!(tokyo < utc);
    }
}
