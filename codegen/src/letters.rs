//! Names without case and without what stands between words, which writers and people do not agree on.

/// The letters and digits of a name, in small letters: those of `sdk_errors` and `SdkErrors` are the same.
pub fn letters(name: &str) -> String {
    let mut letters = String::new();
    letters_into(&mut letters, name);
    letters
}

/// Puts what [`letters`] gives in the place of `out`: for many names one after the other.
pub fn letters_into(out: &mut String, name: &str) {
    out.clear();
    if name.is_ascii() {
        out.push_str(name);
        out.make_ascii_lowercase();
        out.retain(|c| c.is_ascii_alphanumeric());
    } else {
        out.extend(each(name));
    }
}

/// Whether two names have the same letters and digits.
pub fn same_letters(a: &str, b: &str) -> bool {
    a == b || each(a).eq(each(b))
}

fn each(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_have_the_same_letters() {
        for spelling in ["sdk_errors", "SdkErrors", "sdk.errors", "SDK-Errors"] {
            assert_eq!(letters(spelling), "sdkerrors");
            assert!(same_letters(spelling, "sdkErrors"));
        }
        assert_eq!(letters("Größe_1"), "größe1");
        assert!(!same_letters("a1", "a2"));
    }
}
