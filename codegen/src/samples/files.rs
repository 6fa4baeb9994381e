//! Example files that people put beside the pages: `examples/<Model>/<name>.json`.
//!
//! In: the folder of an API. Out: the files' values as [`Case`]s, by model. A file that is no JSON or
//! belongs to no model is a warning.

use std::{fs, io, path::Path};

use serde_json::Value;

use super::{Case, Samples};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Model, ModelId},
    letters::letters,
    limits::MAX_EXAMPLE_BYTES,
    paths,
    source::{self, LineColumn},
};

/// The folder's name.
pub const FOLDER: &str = "examples";

/// Adds the example files of the API in `folder`; `root` is its path below the spec folder.
///
/// # Errors
/// When a folder cannot be listed.
pub fn add(
    samples: &mut Samples,
    api: &Api<ModelId>,
    folder: &Path,
    root: &str,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    for name in names(&folder.join(FOLDER))? {
        let path = format!("{root}{FOLDER}/{name}");
        let model = match find(api, &name).as_slice() {
            [model] => *model,
            [] => {
                diagnostics.push(
                    Diagnostic::new(Code::BadExample, None, format!("there is no model `{name}`"))
                        .in_file(path, None)
                        .help("name the folder like the title of the model's page"),
                );
                continue;
            }
            [_, _, ..] => {
                diagnostics.push(
                    Diagnostic::new(Code::BadExample, None, format!("more than one model is called `{name}`"))
                        .in_file(path, None)
                        .help("put the namespace before the title: `shared.Title`"),
                );
                continue;
            }
        };
        let files = folder.join(FOLDER).join(&name);
        for file in names(&files)?.into_iter().filter(|file| file.ends_with(".json")) {
            match read(&files.join(&file)) {
                Ok(json) => {
                    let name = format!("{FOLDER}/{name}/{file}");
                    samples.models[model.0 as usize].push(Case::whole(name, json));
                }
                Err((why, at)) => diagnostics.push(
                    Diagnostic::new(Code::BadExample, None, why)
                        .in_file(format!("{path}/{file}"), at)
                        .help("put one JSON value into the file"),
                ),
            }
        }
    }
    Ok(())
}

/// The models that people mean by `name`: the title, ignoring case and all but letters and digits, with
/// its namespace where the title stands twice. Who spells one as it is printed means that one: `Cat` and `cat` may both
/// be there.
pub fn find(api: &Api<ModelId>, name: &str) -> Vec<ModelId> {
    let those = |is_meant: &dyn Fn(&Model<ModelId>) -> bool| -> Vec<ModelId> {
        let models = api.models.iter().zip((0..).map(ModelId));
        models.filter(|(model, _)| is_meant(model)).map(|(_, id)| id).collect()
    };
    let printed = |model: &Model<ModelId>| model.namespace.iter().chain([&model.title]).cloned().collect::<Vec<_>>();
    let as_printed = those(&|model| model.title == name || printed(model).join(".") == name);
    if as_printed.len() == 1 {
        return as_printed;
    }
    let wanted = letters(name);
    let matching = |full: fn(&Model<ModelId>) -> String| those(&|model| letters(&full(model)) == wanted);
    let by_title = matching(|model| model.title.clone());
    match by_title.len() {
        1 => by_title,
        _ => match matching(|model| [model.namespace.concat(), model.title.clone()].concat()) {
            full if full.is_empty() => by_title,
            full => full,
        },
    }
}

/// The value in a file; else why there is none, and where.
fn read(path: &Path) -> Result<Value, (String, Option<LineColumn>)> {
    if fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink()) {
        return Err(("a symbolic link".to_owned(), None));
    }
    let text = source::read_plain(path, MAX_EXAMPLE_BYTES).map_err(|error| (error.to_string(), None))?;
    serde_json::from_slice(&text).map_err(|error| {
        let said = error.to_string();
        // The place is shown in front of what is said.
        let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why);
        (why.to_owned(), Some(LineColumn { line: error.line(), column: error.column() }))
    })
}

/// The entries of a folder, sorted; none where it is not there.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(paths::about(folder, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| paths::about(folder, &error))?;
        if let Ok(name) = entry.file_name().into_string() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
