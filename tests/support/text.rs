//! Text of one format: kept as it was sent, or made a type of a library.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::support::{Base64, Date, DateTime, OffsetDateTime};

/// What a type writes of what it has read.
fn again<T: Serialize + DeserializeOwned>(sent: Value) -> Value {
    let value: T = serde_json::from_value(sent).expect("a value");
    serde_json::to_value(value).expect("JSON")
}

#[test]
fn dates_are_given_back_however_they_are_written() {
    for text in ["2024-05-01T12:30:00.2500+00:00", "2024-05-01 12:30", "yesterday", ""] {
        assert_eq!(again::<DateTime>(json!(text)), text);
        assert_eq!(again::<Date>(json!(text)), text);
    }
    let born = Date::from("2024-05-01");
    let text: String = born.clone().into();
    assert!(born == "2024-05-01" && born.as_str() == "2024-05-01" && text == "2024-05-01");
    assert_eq!(format!("{born} {born:?} {born:>12}"), "2024-05-01 \"2024-05-01\"   2024-05-01");
}

#[test]
fn what_dates_mean_is_found_out_on_demand() {
    let at = DateTime::from("2024-05-01T12:30:00+02:00");
    let second = 1_714_559_400;
    assert_eq!(at.to_jiff().expect("a time").as_second(), second);
    assert_eq!(at.to_chrono().expect("a time").timestamp(), second);
    assert_eq!(at.to_time().expect("a time").unix_timestamp(), second);

    let day = Date::from("2024-05-01");
    assert_eq!(day.to_jiff().expect("a day"), jiff::civil::date(2024, 5, 1));
    assert_eq!(day.to_chrono().expect("a day"), chrono::NaiveDate::from_ymd_opt(2024, 5, 1).expect("a day"));
    assert_eq!(day.to_time().expect("a day").ordinal(), 122);

    let wrong = DateTime::from("soon");
    assert!(wrong.to_jiff().is_err() && wrong.to_chrono().is_err() && wrong.to_time().is_err());
    let wrong = Date::from("2024-02-30");
    assert!(wrong.to_jiff().is_err() && wrong.to_chrono().is_err() && wrong.to_time().is_err());
}

#[test]
fn types_of_libraries_become_text() {
    let text = "2024-05-01T12:30:00Z";
    let at = DateTime::from(text);
    assert_eq!(DateTime::from(at.to_jiff().expect("a time")), text);
    assert_eq!(DateTime::from(at.to_chrono().expect("a time").to_utc()), text);
    assert_eq!(DateTime::try_from(at.to_time().expect("a time")).expect("four digits"), text);
    let day = Date::from("2024-05-01");
    assert_eq!(Date::from(day.to_jiff().expect("a day")), day);
    assert_eq!(Date::from(day.to_chrono().expect("a day")), day);
    assert_eq!(Date::from(day.to_time().expect("a day")), day);
}

#[test]
fn types_of_libraries_are_read_and_written_as_they_stand_in_structs() {
    let at = "2024-05-01T12:30:00Z";
    assert_eq!(again::<jiff::Timestamp>(json!(at)), at);
    assert_eq!(again::<chrono::DateTime<chrono::FixedOffset>>(json!(at)), at);
    assert_eq!(again::<OffsetDateTime>(json!(at)), at);
    assert_eq!(again::<Option<OffsetDateTime>>(Value::Null), Value::Null);
    let day = "2024-05-01";
    assert_eq!(again::<jiff::civil::Date>(json!(day)), day);
    assert_eq!(again::<chrono::NaiveDate>(json!(day)), day);
    assert_eq!(again::<time::Date>(json!(day)), day);
    assert_eq!(again::<rust_decimal::Decimal>(json!("12.50")), "12.50");
    assert_eq!(again::<Base64>(json!("aGVsbG8=")), "aGVsbG8=");
    assert_eq!(*Base64::from(b"hello".as_slice()), *b"hello");
    assert!(serde_json::from_value::<Base64>(json!("not base 64")).is_err());
}
