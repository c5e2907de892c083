//! Times as people say them when there is no time: now, a clock time of today, so many minutes ago.

use std::str::FromStr;

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _};

use crate::base::time::Timestamp;

/// A moment that somebody names. What it means is decided when it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimedTime {
    /// Now.
    Now,
    /// So many minutes ago.
    Ago {
        /// Minutes.
        minutes: i64,
    },
    /// This time of today, here.
    Today(NaiveTime),
    /// This day and time, here.
    Here(NaiveDateTime),
    /// An instant.
    At(Timestamp),
}

/// None of the ways in which a time can be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a time such as now, 14:05, -30m, 2026-11-20T14:05 or 2026-11-20T14:05:00+09:00")]
pub struct NotAClaimedTime;

impl FromStr for ClaimedTime {
    type Err = NotAClaimedTime;

    fn from_str(text: &str) -> Result<Self, NotAClaimedTime> {
        if text == "now" {
            return Ok(Self::Now);
        }
        if let Some(ago) = text.strip_prefix('-') {
            return minutes(ago).map(|minutes| Self::Ago { minutes }).ok_or(NotAClaimedTime);
        }
        if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
            return Ok(Self::Today(time));
        }
        for form in ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(text, form) {
                // A leap second or a year of five digits has no spelling in a statement.
                let is_one = local.nanosecond() < 1_000_000_000 && (2..=9998).contains(&local.year());
                return if is_one { Ok(Self::Here(local)) } else { Err(NotAClaimedTime) };
            }
        }
        let instant = DateTime::parse_from_rfc3339(text).map_err(|_not_a_time| NotAClaimedTime)?;
        let spelled = instant.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
        spelled.parse().map(Self::At).map_err(|_not_a_time| NotAClaimedTime)
    }
}

/// `30m`, `2h` or `1h30m`.
fn minutes(text: &str) -> Option<i64> {
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<i64>().ok()).flatten()
    };
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (number(hours)?, rest),
        None => (0, text),
    };
    let minutes = match rest.strip_suffix('m') {
        Some(digits) => number(digits)?,
        None if rest.is_empty() && text.ends_with('h') => 0,
        None => return None,
    };
    Some(hours.saturating_mul(60).saturating_add(minutes))
}

impl ClaimedTime {
    /// The moment, said at `now` by that clock.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Now => now,
            Self::Ago { minutes } => now.plus_minutes(minutes.saturating_neg()),
            Self::Today(time) => here(now, now.date().and_time(time)),
            Self::Here(local) => here(now, local),
            Self::At(instant) => instant,
        }
    }
}

/// `local` by a clock with the offset of `now`: of all zones only this one is known here.
fn here(now: Timestamp, local: NaiveDateTime) -> Timestamp {
    let at = now.as_datetime().offset().from_local_datetime(&local).earliest();
    let spelled = at.map(|at| at.format("%Y-%m-%dT%H:%M:%S%:z").to_string());
    spelled.and_then(|spelled| spelled.parse().ok()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_as_people_say_it() {
        let now: Timestamp = "2026-11-20T03:40:10+09:00".parse().unwrap();
        for (said, meant) in [
            ("now", "2026-11-20T03:40:10+09:00"),
            ("-30m", "2026-11-20T03:10:10+09:00"),
            ("-2h", "2026-11-20T01:40:10+09:00"),
            ("-1h30m", "2026-11-20T02:10:10+09:00"),
            ("03:05", "2026-11-20T03:05:00+09:00"),
            ("2026-11-19T23:50", "2026-11-19T23:50:00+09:00"),
            ("2026-11-19T23:50:09", "2026-11-19T23:50:09+09:00"),
            ("2026-11-19T14:50:09Z", "2026-11-19T14:50:09+00:00"),
            ("2026-11-19T14:50:09.5+01:00", "2026-11-19T14:50:09+01:00"),
        ] {
            let claimed: ClaimedTime = said.parse().unwrap();
            assert_eq!(claimed.at(now).to_string(), meant, "{said}");
        }
    }

    #[test]
    fn what_could_mean_two_moments_is_not_taken_for_one() {
        for other in [
            "",
            "-",
            "30m",
            "-m",
            "-h",
            "-30",
            "-+3m",
            "25:00",
            "3pm",
            "tomorrow",
            "2026-11-20",
            "-99999999m",
            "2026-11-20T23:59:60",
            "+99999-01-01T00:00",
            "0000-01-01T00:00",
        ] {
            assert_eq!(other.parse::<ClaimedTime>(), Err(NotAClaimedTime), "{other:?}");
        }
    }
}
