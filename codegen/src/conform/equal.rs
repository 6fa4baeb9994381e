//! When two JSON values say the same: objects without order, numbers as the same exact integer or the same
//! `f64`.

use serde_json::{Number, Value};

use super::{path::Path, words};

/// Where two values differ first, and how; nothing where they are equal. With `but_for_null`, a key that is
/// null in one may be absent in the other.
pub fn difference(sent: &Value, back: &Value, but_for_null: bool) -> Option<String> {
    let mut path = Path::default();
    let what = differ(sent, back, but_for_null, &mut path)?;
    Some(format!("{path} {what}"))
}

/// On a difference `path` stays where it is.
fn differ<'v>(sent: &'v Value, back: &'v Value, but_for_null: bool, path: &mut Path<'v>) -> Option<String> {
    match (sent, back) {
        (Value::Object(old), Value::Object(new)) => {
            let added = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(added) {
                path.key(key);
                let (old, new) = (old.get(key), new.get(key));
                let one_is_null =
                    |one: Option<&Value>, other: Option<&Value>| one.is_none() && other == Some(&Value::Null);
                if !(but_for_null && (one_is_null(old, new) || one_is_null(new, old))) {
                    let what = either(old, new, but_for_null, path);
                    if what.is_some() {
                        return what;
                    }
                }
                path.back();
            }
            None
        }
        (Value::Array(old), Value::Array(new)) => {
            for at in 0..old.len().max(new.len()) {
                path.index(at);
                let what = either(old.get(at), new.get(at), but_for_null, path);
                if what.is_some() {
                    return what;
                }
                path.back();
            }
            None
        }
        (Value::Number(old), Value::Number(new)) if same_number(old, new) => None,
        (
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_),
            _,
        ) => (sent != back).then(|| format!("was {} and is {}", words::found(sent), words::found(back))),
    }
}

fn either<'v>(
    sent: Option<&'v Value>,
    back: Option<&'v Value>,
    but_for_null: bool,
    path: &mut Path<'v>,
) -> Option<String> {
    match (sent, back) {
        (Some(sent), Some(back)) => differ(sent, back, but_for_null, path),
        (Some(sent), None) => Some(format!("was {} and is gone", words::found(sent))),
        (None, Some(back)) => Some(format!("was not there and is {}", words::found(back))),
        (None, None) => None,
    }
}

/// Whether two numbers are the same exact integer or the same `f64`.
pub fn same_number(a: &Number, b: &Number) -> bool {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.as_f64() == b.as_f64(),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A number that is whole and within the integers of JSON libraries, exactly.
pub fn integer(number: &Number) -> Option<i128> {
    if let Some(whole) = number.as_i128() {
        return Some(whole);
    }
    // All floats below this are exact in `i128`.
    let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e30)?;
    Some(float as i128)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn order_and_spelling_do_not_count() {
        let text = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(difference(&json!({"a": 1, "b": [2.5]}), &text(r#"{"b":[25e-1],"a":1.0}"#), false), None);
        let (sent, back) = (text("9007199254740993"), text("9007199254740992.0"));
        assert!(difference(&sent, &back, false).is_some(), "not the same integer");
    }

    #[test]
    fn the_first_difference_has_a_path() {
        let check = |sent: Value, back: Value, expected: &str| {
            assert_eq!(difference(&sent, &back, false).as_deref(), Some(expected));
        };
        check(
            json!({"a": [1, {"b": "x"}]}),
            json!({"a": [1, {"b": "y"}]}),
            r#"$.a[1].b was string "x" and is string "y""#,
        );
        check(json!({"a": 1, "b": null}), json!({"a": 1}), "$.b was null and is gone");
        check(json!([1]), json!([1, true]), "$[1] was not there and is boolean true");
    }

    #[test]
    fn null_and_absent_may_count_as_the_same() {
        assert_eq!(difference(&json!({"a": {"b": null}}), &json!({"a": {}, "c": null}), true), None);
        assert!(difference(&json!([null]), &json!([]), true).is_some(), "an element is no key");
        assert!(difference(&json!({"a": null}), &json!({"a": 1}), true).is_some());
    }
}
