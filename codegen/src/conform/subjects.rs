//! Which body is meant to be of which model.
//!
//! In: a model's name for all bodies, or a map with a line for each (`body`, a tab, `model`). Out: [`Subject`]s,
//! a body and the name of its model. A body without a model is left out.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::bodies::{self, Body};

/// A body and what it is said to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The body.
    pub body: Body,
    /// The name of its model, as people wrote it.
    pub model: String,
}

/// What there is to compare.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subjects {
    /// Bodies with a model.
    pub subjects: Vec<Subject>,
    /// How many bodies have none.
    pub without_model: usize,
}

/// All bodies of these files and folders. Without any, the map's bodies, which lie beside it.
///
/// # Errors
/// When something cannot be read.
pub fn read(model: Option<&str>, map: Option<&Path>, paths: &[PathBuf]) -> io::Result<Subjects> {
    let Some(map) = map else {
        let subjects = bodies::read(paths)?.into_iter();
        let model = model.unwrap_or_default();
        let subjects = subjects.map(|body| Subject { body, model: model.to_owned() }).collect();
        return Ok(Subjects { subjects, without_model: 0 });
    };
    let models = parse(map)?;
    if paths.is_empty() {
        return Ok(Subjects { subjects: beside(map, &models)?, without_model: 0 });
    }
    let mut found = Subjects::default();
    for body in bodies::read(paths)? {
        let own = [body.name.as_str(), &body.file, body.file.rsplit('/').next().unwrap_or_default()];
        match own.iter().find_map(|name| models.get(*name)).map(String::as_str).or(model) {
            Some(model) => found.subjects.push(Subject { body, model: model.to_owned() }),
            None => found.without_model += 1,
        }
    }
    Ok(found)
}

/// Lines of a body's name and a model's; a line without a model says that the body has none.
fn parse(map: &Path) -> io::Result<BTreeMap<String, String>> {
    let text =
        fs::read_to_string(map).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", map.display())))?;
    let mut models = BTreeMap::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((body, model)) = line.split_once('\t') else {
            let why = format!("{}:{number}: expected a body and a model with a tab between them", map.display());
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        };
        let model = model.split('\t').next().unwrap_or_default().trim();
        if !model.is_empty() {
            models.insert(body.trim().to_owned(), model.to_owned());
        }
    }
    Ok(models)
}

/// The bodies that a map names by their places: beside it, or as seen from here.
fn beside(map: &Path, models: &BTreeMap<String, String>) -> io::Result<Vec<Subject>> {
    let folder = map.parent().unwrap_or(Path::new(""));
    let mut found = Vec::new();
    for (name, model) in models {
        let path = [folder.join(name), PathBuf::from(name)].into_iter().find(|path| path.is_file());
        let path = path.ok_or_else(|| {
            let why = format!("{}: there is no {name} beside it; say where the bodies lie", map.display());
            io::Error::new(io::ErrorKind::NotFound, why)
        })?;
        let bodies = bodies::of_file(&bodies::plain_name(Path::new(name)), &path)?;
        found.extend(bodies.into_iter().map(|body| Subject { body, model: model.clone() }));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_says_which_body_is_of_which_model() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        for name in ["a.json", "b.json", "c.json"] {
            file(name, "{}");
        }
        file("map.tsv", "# bodies\na.json\tCat\nb.json\t\n\n");
        let map = folder.path().join("map.tsv");
        let names = |found: &Subjects| -> Vec<String> {
            found.subjects.iter().map(|one| format!("{} {}", one.body.name, one.model)).collect()
        };
        let found = read(None, Some(&map), &[folder.path().to_owned()]).expect("read");
        assert_eq!((names(&found), found.without_model), (vec!["a.json Cat".to_owned()], 2));
        let found = read(None, Some(&map), &[]).expect("read");
        assert_eq!(names(&found), ["a.json Cat"], "beside the map");
        let place = folder.path().join("a.json").display().to_string();
        file("full.tsv", &format!("{place}\tCat\n"));
        let found = read(None, Some(&folder.path().join("full.tsv")), &[]).expect("read");
        assert_eq!(found.subjects.len(), 1, "by its full path");
        let found = read(Some("Dog"), Some(&map), &[folder.path().join("c.json")]).expect("read");
        assert_eq!(names(&found), ["c.json Dog"]);
    }
}
