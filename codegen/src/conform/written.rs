//! What the types wrote back, as files like those that the bodies came in.
//!
//! In: [`Checked`] bodies. Out: files by name. A body of a file of its own is that file; of several bodies in one
//! file each stands on the line where it began. What was not read is left out.

use std::{collections::BTreeMap, path::Path};

use super::{Checked, bodies};

/// The files.
pub fn files(checked: &[Checked<'_>]) -> BTreeMap<String, String> {
    // Each with the number of its lines so far.
    let mut files: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for one in checked {
        let Ok(back) = &one.answer else { continue };
        let (name, file) = (&one.subject.body.name, &one.subject.body.file);
        let line = name.strip_prefix(file.as_str()).and_then(|line| line.strip_prefix(':')?.parse().ok());
        let (text, lines) = files.entry(bodies::plain_name(Path::new(file))).or_default();
        let missing = line.unwrap_or(1_usize).saturating_sub(*lines + 1);
        text.push_str(&"\n".repeat(missing));
        text.push_str(back);
        text.push('\n');
        *lines += missing + back.matches('\n').count() + 1;
    }
    files.into_iter().map(|(name, (text, _))| (name, text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conform::{bodies::Body, subjects::Subject, types::Answer};

    fn subject(name: &str, file: &str) -> Subject {
        let body = Body { name: name.to_owned(), file: file.to_owned(), text: String::new(), json: Ok(1.into()) };
        Subject { body, model: String::new() }
    }

    fn answered(subject: &Subject, answer: Answer) -> Checked<'_> {
        Checked {
            subject,
            model: Err(String::new()),
            walked: Default::default(),
            answer,
            difference: None,
            difference_but_for_null: None,
        }
    }

    #[test]
    fn bodies_stand_on_their_lines() {
        let names =
            [("a.json", "a.json"), ("../b.sse:3", "../b.sse"), ("../b.sse:4", "../b.sse"), ("../b.sse:9", "../b.sse")];
        let subjects = names.map(|(name, file)| subject(name, file));
        let answers = [Ok("1".to_owned()), Ok("2".to_owned()), Err("no".to_owned()), Ok("3".to_owned())];
        let checked = subjects.iter().zip(answers).map(|(subject, answer)| answered(subject, answer));
        let files = files(&checked.collect::<Vec<_>>());
        let expected = [("a.json", "1\n"), ("b.sse", "\n\n2\n\n\n\n\n\n3\n")];
        assert_eq!(files, expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
    }

    #[test]
    fn lines_of_a_long_file_are_not_counted_again_for_each_body() {
        let lines = 10_000_000..10_020_000;
        let subjects: Vec<Subject> = lines.map(|line| subject(&format!("a.sse:{line}"), "a.sse")).collect();
        let checked: Vec<_> = subjects.iter().map(|subject| answered(subject, Ok("1".to_owned()))).collect();
        let text = &files(&checked)["a.sse"];
        assert_eq!((text.len(), text.trim_start().len()), (9_999_999 + 40_000, 40_000));
    }
}
