//! JSON bodies as people have them: files, folders of files, JSON Lines, dumps of server-sent events.
//!
//! In: paths. Out: [`Body`]s, each with a name that says where it came from. What cannot be read as JSON is a
//! body too, with the reason; only a path that is not there is an error.

use std::{
    collections::BTreeSet,
    fs, io, mem,
    path::{Component, Path, PathBuf},
};

use serde_json::Value;

/// Files in folders that are taken for bodies. Files that are named themselves may be called anything.
const EXTENSIONS: &[&str] = &["json", "jsonl", "ndjson", "sse", "txt"];

/// What ends a stream of events; it is no body.
const DONE: &str = "[DONE]";

/// One JSON value as a server or client sent it.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The file below the folder that was named, and the line where a file has several bodies: `a/b.jsonl:3`.
    pub name: String,
    /// Its file, below the folder that was named.
    pub file: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// What it says, or why it cannot be read.
    pub json: Result<Value, String>,
}

/// The bodies of all these files and folders, those of a folder sorted by name. Names are those below the
/// folder, or of the file; where two would be called the same, with the path as it was given before them.
///
/// # Errors
/// When a path is not there or a folder cannot be listed; the message names it.
pub fn read(paths: &[PathBuf]) -> io::Result<Vec<Body>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(below(path)?.into_iter().map(|(name, file)| (path, name, file)));
        } else {
            files.push((path, path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path.clone()));
        }
    }
    let names: BTreeSet<&str> = files.iter().map(|(_, name, _)| name.as_str()).collect();
    let distinct = names.len() == files.len();
    let mut bodies = Vec::new();
    for (given, name, file) in &files {
        let full = || match given == &file {
            true => plain_name(file),
            false => format!("{}/{name}", plain_name(given)),
        };
        bodies.extend(of_file(&if distinct { name.clone() } else { full() }, file)?);
    }
    Ok(bodies)
}

/// The bodies of one file, which are called `name`.
///
/// # Errors
/// When the file cannot be read.
pub fn of_file(name: &str, path: &Path) -> io::Result<Vec<Body>> {
    Ok(split(name, &fs::read(path).map_err(|error| named(path, error))?))
}

fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Every file of bodies below a folder, by its name there.
fn below(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).map_err(|error| named(&at, error))? {
            let path = entry?.path();
            // Links are not followed: one to a folder above would never end.
            let kind = fs::symlink_metadata(&path)?;
            let is_body = path.extension().and_then(|e| e.to_str()).is_some_and(|e| EXTENSIONS.contains(&e));
            if kind.is_dir() {
                open.push(path);
            } else if is_body && path.is_file() {
                files.push((plain_name(path.strip_prefix(folder).unwrap_or(&path)), path));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A path with `/` between its parts, without any that leads out of a folder.
pub fn plain_name(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The bodies in the bytes of a file.
fn split(name: &str, bytes: &[u8]) -> Vec<Body> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let why = format!("is not UTF-8 from byte {}", error.valid_up_to());
            return vec![Body { name: name.to_owned(), file: name.to_owned(), text: String::new(), json: Err(why) }];
        }
    };
    let of = |line: Option<usize>, text: &str| Body {
        name: line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}")),
        file: name.to_owned(),
        text: text.to_owned(),
        json: serde_json::from_str(text).map_err(|error| format!("is no JSON: {error}")),
    };
    let whole = of(None, text);
    if whole.json.is_ok() {
        return vec![whole];
    }
    if let Some(events) = events(text) {
        return match events.as_slice() {
            [] => vec![Body { json: Err("is a stream of events without data".to_owned()), ..whole }],
            events => events.iter().map(|(line, data)| of(Some(*line), data)).collect(),
        };
    }
    if let Some(values) = values(text) {
        return values.into_iter().map(|(line, text)| of(Some(line), text)).collect();
    }
    let lines: Vec<Body> = (1..)
        .zip(text.lines())
        .filter(|(_, text)| !text.trim().is_empty() && text.trim() != DONE)
        .map(|(line, text)| of(Some(line), text))
        .collect();
    // Pretty-printed JSON with a fault has lines too, but its first one is not a whole value.
    match lines.as_slice() {
        [first, _, ..] if first.json.is_ok() || is_by_line(name) => lines,
        _ => vec![whole],
    }
}

/// Values one after the other, each beginning on a line of its own, with that line.
fn values(text: &str) -> Option<Vec<(usize, &str)>> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut found: Vec<(usize, &str)> = Vec::new();
    let (mut line, mut start) = (1, 0);
    while let Some(value) = stream.next() {
        value.ok()?;
        let part = text.get(start..stream.byte_offset())?;
        let value = part.trim_start();
        let own = line + part[..part.len() - value.len()].matches('\n').count();
        if found.last().is_some_and(|(last, _)| *last == own) {
            return None;
        }
        found.push((own, value));
        line += part.matches('\n').count();
        start = stream.byte_offset();
    }
    (found.len() > 1).then_some(found)
}

fn is_by_line(name: &str) -> bool {
    [".jsonl", ".ndjson"].iter().any(|end| name.ends_with(end))
}

/// The data of server-sent events, with the line where each begins; `None` where the text is no such dump.
fn events(text: &str) -> Option<Vec<(usize, String)>> {
    const FIELDS: &[&str] = &["data:", "event:", "id:", "retry:", ":"];
    let is_field = |line: &str| FIELDS.iter().any(|field| line.starts_with(field));
    if !is_field(text.lines().find(|line| !line.trim().is_empty())?) {
        return None;
    }
    let mut events: Vec<(usize, String)> = Vec::new();
    let mut data: Vec<(usize, &str)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(line) = line.strip_prefix("data:") {
            data.push((number, line.strip_prefix(' ').unwrap_or(line)));
        } else if line.trim().is_empty() {
            // It ends an event; comments and names of events belong to none of its data.
            part(&mem::take(&mut data), &mut events);
        }
    }
    part(&data, &mut events);
    events.retain(|(_, data)| data.trim() != DONE && !data.trim().is_empty());
    Some(events)
}

/// Adds events from lines of data that no empty line parts. Data of several lines is one text; but dumps often leave
/// the empty lines out.
fn part(mut lines: &[(usize, &str)], events: &mut Vec<(usize, String)>) {
    let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let mut rest = text.as_str();
    while let [(number, _), ..] = lines {
        let (event, behind) = rest.split_at(end_of_first(rest).unwrap_or(rest.len()));
        events.push((*number, event.to_owned()));
        lines = &lines[event.matches('\n').count() + 1..];
        rest = behind.strip_prefix('\n').unwrap_or(behind);
    }
}

/// Where the line ends with which the lines so far are a whole value, if there is one: looked for by reading once,
/// since a value on many lines is none before its last one.
fn end_of_first(text: &str) -> Option<usize> {
    let end_of_line = |from: usize| text[from..].find('\n').map_or(text.len(), |length| from + length);
    let start = text.len() - text.trim_start().len();
    let end = end_of_line(start);
    if text[start..end].trim_end() == DONE {
        return Some(end);
    }
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    stream.next()?.ok()?;
    let start = stream.byte_offset();
    let end = end_of_line(start);
    text[start..end].trim_matches([' ', '\t', '\r']).is_empty().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &[u8]) -> Vec<(String, Result<Value, String>)> {
        split(name, text).into_iter().map(|body| (body.name, body.json)).collect()
    }

    fn ok(name: &str, json: Value) -> (String, Result<Value, String>) {
        (name.to_owned(), Ok(json))
    }

    #[test]
    fn a_file_is_one_body_with_or_without_a_byte_order_mark() {
        assert_eq!(check("a.json", b"{\n \"a\": 1\n}\n"), [ok("a.json", serde_json::json!({ "a": 1 }))]);
        assert_eq!(check("a.json", "\u{feff}[]".as_bytes()), [ok("a.json", serde_json::json!([]))]);
    }

    #[test]
    fn json_lines_are_a_body_each() {
        let found = check("a.jsonl", b"{}\n\n[1]\n{\n");
        assert_eq!(found[..2], [ok("a.jsonl:1", serde_json::json!({})), ok("a.jsonl:3", serde_json::json!([1]))]);
        assert!(found[2].0 == "a.jsonl:4" && found[2].1.is_err());
        assert_eq!(check("a.txt", b"1\n2\n[DONE]\n"), [ok("a.txt:1", 1.into()), ok("a.txt:2", 2.into())]);
    }

    #[test]
    fn values_on_several_lines_are_a_body_each() {
        let found = check("a.jsonl", b"{\n\"a\": 1\n}\n\n[\n2\n]\n");
        assert_eq!(found, [ok("a.jsonl:1", serde_json::json!({ "a": 1 })), ok("a.jsonl:5", serde_json::json!([2]))]);
        assert!(matches!(&check("a.json", b"{}{}")[..], [(_, Err(_))]), "one line, one name");
    }

    #[test]
    fn events_are_a_body_each() {
        let dump = b": hello\nevent: x\ndata: {\"a\":\ndata: 1}\n\ndata: 2\ndata: 3\n\ndata: {\n\ndata: [DONE]\n";
        let found = check("a.txt", dump);
        let expected = [ok("a.txt:3", serde_json::json!({ "a": 1 })), ok("a.txt:6", 2.into()), ok("a.txt:7", 3.into())];
        assert_eq!(found[..3], expected);
        assert!(found[3].0 == "a.txt:9" && found[3].1.is_err() && found.len() == 4);
        assert!(matches!(&check("a.sse", b": ping\n\ndata: [DONE]\n")[..], [(_, Err(_))]), "no file is left out");
    }

    #[test]
    fn data_on_many_lines_is_read_once() {
        let lines = 1_000_000;
        let whole = format!("data: [1\n{}data: ]\ndata: 2\n\n", "data: ,1\n".repeat(lines));
        // What never is a value goes to the end of its event.
        let broken = format!("data: [1\n{}\ndata: 3\n", "data: ,1\n".repeat(lines));
        let found = events(&(whole + &broken)).expect("events");
        let found: Vec<(usize, usize)> = found.iter().map(|(line, data)| (*line, data.len())).collect();
        let long = 2 + 3 * lines;
        let [second, third, last] = [lines + 3, lines + 5, 2 * lines + 7];
        assert_eq!(found, [(1, long + 2), (second, 1), (third, long), (last, 1)]);
    }

    #[test]
    fn what_is_no_json_is_reported() {
        let found = check("a.json", b"{\n \"a\": 1,\n}\n");
        assert!(matches!(&found[..], [(_, Err(why))] if why.starts_with("is no JSON: ")), "{found:?}");
        assert!(matches!(&check("a.json", b"")[..], [(_, Err(_))]));
        let found = check("a.json", b"\"\xff\"");
        assert_eq!(found, [("a.json".to_owned(), Err("is not UTF-8 from byte 1".to_owned()))]);
    }

    #[test]
    fn folders_are_read_to_the_bottom_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("b")).expect("created");
        for (path, text) in [("z.json", "1"), ("b/y.json", "2"), ("readme.md", "no")] {
            fs::write(folder.path().join(path), text).expect("written");
        }
        let found = read(&[folder.path().to_owned()]).expect("read");
        assert_eq!(found.iter().map(|body| body.name.as_str()).collect::<Vec<_>>(), ["b/y.json", "z.json"]);
        assert!(read(&[folder.path().join("none")]).is_err());
    }
}
