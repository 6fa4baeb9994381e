//! Dates that are defaults, as Java prints its own: `Tue Feb 03 00:00:00 UTC 2015`.
//!
//! In: a default, and the format of its field. Out: the date as it stands in JSON. What another time zone shows is
//! left as it is: its day need not be the one that is meant.

const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MIDNIGHT: &str = "00:00:00";

/// A date or moment. Where the writer has no word for them, midnight is taken for a date.
pub fn in_json(text: &str, format: Option<&str>) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let [weekday, month, day, time, "UTC" | "GMT", year] = words[..] else { return None };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let shaped =
        DAYS.contains(&weekday) && has_shape(day, "00") && has_shape(year, "0000") && has_shape(time, MIDNIGHT);
    match format {
        _ if !shaped => None,
        Some("date") => Some(format!("{year}-{month:02}-{day}")),
        None if time == MIDNIGHT => Some(format!("{year}-{month:02}-{day}")),
        None | Some("date-time") => Some(format!("{year}-{month:02}-{day}T{time}Z")),
        Some(_) => None,
    }
}

/// Whether a text has digits where `shape` has them, and else the same characters.
fn has_shape(text: &str, shape: &str) -> bool {
    let same = |(a, b): (u8, u8)| if b == b'0' { a.is_ascii_digit() } else { a == b };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, format: Option<&str>, expected: Option<&str>) {
        assert_eq!(in_json(text, format).as_deref(), expected);
    }

    #[test]
    fn dates_of_java() {
        let midnight = "Tue Feb 03 00:00:00 UTC 2015";
        check(midnight, Some("date"), Some("2015-02-03"));
        check(midnight, Some("date-time"), Some("2015-02-03T00:00:00Z"));
        check(midnight, None, Some("2015-02-03"));
        check(midnight, Some("uuid"), None);
        check("Tue Feb 03 04:05:06 GMT 2015", None, Some("2015-02-03T04:05:06Z"));
    }

    #[test]
    fn other_texts_are_none() {
        check("Tue Feb 03 00:00:00 CET 2015", Some("date"), None);
        check("Tue Feb 3 00:00:00 UTC 2015", Some("date"), None);
        check("2015-02-03", Some("date"), None);
    }
}
