//! The manifest of a crate, and of the staging crate that is made after it.
//!
//! In: the crate's own `Cargo.toml`, as generated or as people changed it. Out: its name; a manifest that
//! says the same of dependencies and features but belongs to no workspace.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use crate::{output::Output, paths};

/// The manifest's name.
pub(super) const FILE: &str = "Cargo.toml";
/// The lock file's name.
pub(super) const LOCK: &str = "Cargo.lock";

/// Tables that are taken over as they are.
const TAKEN: &[&str] = &["lib", "features", "dependencies", "dev-dependencies", "build-dependencies", "target"];
/// Keys that a package may inherit, and what the staging crate says where it does.
const PACKAGE: &[(&str, &str)] = &[("name", "generated"), ("edition", "2024")];

/// What the crate in `folder` is called, where there is one.
///
/// # Errors
/// When its manifest cannot be read.
pub fn name(folder: &Path) -> io::Result<Option<String>> {
    let manifest = read(folder)?;
    Ok(manifest.and_then(|manifest| Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())))
}

/// The manifest in `folder`, where there is one.
///
/// # Errors
/// When it cannot be read.
pub fn read(folder: &Path) -> io::Result<Option<Table>> {
    let path = folder.join(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text, &path.display().to_string()).map(Some),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(paths::about(&path, &error)),
    }
}

fn parse(text: &str, shown: &str) -> io::Result<Table> {
    let invalid =
        |error: toml::de::Error| io::Error::new(io::ErrorKind::InvalidData, format!("{shown}: {}", error.message()));
    toml::from_str(text).map_err(invalid)
}

/// The manifest for the staging crate called `place`.
pub(super) fn staged(output: &Output, folder: &Path, place: &str) -> io::Result<String> {
    let manifest = match read(folder)? {
        Some(manifest) => manifest,
        None => parse(output.files().get(FILE).map_or("", String::as_str), FILE)?,
    };

    let mut staged = Table::new();
    let mut package = Table::new();
    for (key, otherwise) in PACKAGE {
        let given = manifest.get("package").and_then(|package| package.get(key)).and_then(Value::as_str);
        package.insert((*key).to_owned(), given.unwrap_or(otherwise).into());
    }
    // cargo tells crates of one target folder apart by name and version, not by where they lie.
    package.insert("version".to_owned(), format!("0.0.0-{place}").into());
    staged.insert("package".to_owned(), package.into());
    for key in TAKEN {
        if let Some(table) = manifest.get(*key) {
            staged.insert((*key).to_owned(), table.clone());
        }
    }
    leave_out_idle(&mut staged);
    let inherited = workspace_dependencies(folder);
    for key in ["dependencies", "dev-dependencies", "build-dependencies"] {
        if let Some(Value::Table(dependencies)) = staged.get_mut(key) {
            dependencies.iter_mut().for_each(|(name, given)| stand_alone(name, given, folder, &inherited));
        }
    }
    staged.insert("workspace".to_owned(), Table::new().into());
    // Debug information of thousands of types is most of a build's time, and nobody debugs this.
    let profile: Table = [("debug".to_owned(), Value::Boolean(false))].into_iter().collect();
    staged.insert("profile".to_owned(), Table::from_iter([("dev".to_owned(), Value::Table(profile))]).into());
    toml::to_string(&staged).map_err(io::Error::other)
}

/// Whether a staged manifest depends on a folder, whose files may change without a word.
pub(super) fn has_neighbours(manifest: &str) -> bool {
    fn below(table: &Table) -> bool {
        table.iter().any(|(key, value)| match value {
            Value::Table(list) if key.ends_with("dependencies") => list.values().any(|it| it.get("path").is_some()),
            Value::Table(inner) => below(inner),
            _ => false,
        })
    }
    manifest.parse().is_ok_and(|manifest| below(&manifest))
}

/// A dependency as it would be written outside of the workspace.
fn stand_alone(name: &str, given: &mut Value, folder: &Path, inherited: &Option<(PathBuf, Table)>) {
    let Value::Table(table) = given else { return };
    let mut base = folder.to_owned();
    if table.remove("workspace").is_some()
        && let Some((root, dependencies)) = inherited
        && let Some(stated) = dependencies.get(name)
    {
        base.clone_from(root);
        match stated {
            Value::Table(stated) => stated.iter().for_each(|(key, value)| {
                table.entry(key.as_str()).or_insert_with(|| value.clone());
            }),
            version => drop(table.insert("version".to_owned(), version.clone())),
        }
    }
    if let Some(Value::String(path)) = table.get_mut("path") {
        *path = std::path::absolute(base.join(&*path)).unwrap_or_default().to_string_lossy().into_owned();
    }
}

/// The folder of the workspace around `folder`, and the dependencies that its members may inherit.
fn workspace_dependencies(folder: &Path) -> Option<(PathBuf, Table)> {
    let whole = std::path::absolute(folder).ok()?;
    whole.ancestors().skip(1).find_map(|ancestor| {
        let manifest: Table = toml::from_str(&fs::read_to_string(ancestor.join(FILE)).ok()?).ok()?;
        let dependencies = manifest.get("workspace")?.get("dependencies")?.as_table()?.clone();
        Some((ancestor.to_owned(), dependencies))
    })
}

/// Takes out packages that only a feature of their own switches on, where nothing switches that one on:
/// the gate need not fetch what it does not build.
fn leave_out_idle(manifest: &mut Table) {
    let Some(Value::Table(mut features)) = manifest.remove("features") else { return };
    if let Some(Value::Table(dependencies)) = manifest.get_mut("dependencies") {
        dependencies.retain(|name, given| {
            let optional = given.get("optional").and_then(Value::as_bool).unwrap_or_default();
            let own = Value::Array(vec![format!("dep:{name}").into()]);
            let mentions = |of: &Value| of.to_string().contains(name);
            let idle = optional
                && features.get(name) == Some(&own)
                && features.iter().all(|(feature, of)| feature == name || !mentions(of));
            if idle {
                features.remove(name);
            }
            !idle
        });
    }
    manifest.insert("features".to_owned(), features.into());
}

/// The lock file that decides for the crate once it is in place: what is in it need not be fetched.
pub(super) fn nearest_lock(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    whole.ancestors().map(|ancestor| ancestor.join(LOCK)).find(|lock| lock.is_file())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn what_nothing_switches_on_is_left_out() {
        let mut manifest: Table = toml::from_str(
            "[features]\ndefault = [\"b\"]\na = [\"dep:a\"]\nb = [\"dep:b\"]\n\
             [dependencies]\na.optional = true\nb.optional = true\nc = \"1\"\n",
        )
        .expect("a manifest");
        leave_out_idle(&mut manifest);
        expect![[r#"
            [dependencies]
            c = "1"

            [dependencies.b]
            optional = true

            [features]
            b = ["dep:b"]
            default = ["b"]
        "#]]
        .assert_eq(&toml::to_string(&manifest).expect("written"));
    }

    #[test]
    fn what_a_workspace_gives_is_written_out() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("models");
        fs::create_dir(&folder).expect("created");
        fs::write(
            root.path().join(FILE),
            "[workspace]\nmembers = [\"models\"]\n[workspace.dependencies]\nserde = { version = \"1\" }\n",
        )
        .expect("written");
        fs::write(
            folder.join(FILE),
            "[package]\nname = \"models\"\nedition.workspace = true\n[dependencies]\n\
             serde = { workspace = true, features = [\"derive\"] }\n",
        )
        .expect("written");
        expect![[r#"
            [dependencies.serde]
            features = ["derive"]
            version = "1"

            [package]
            edition = "2024"
            name = "models"
            version = "0.0.0-x"

            [profile.dev]
            debug = false

            [workspace]
        "#]]
        .assert_eq(&staged(&Output::default(), &folder, "x").expect("a manifest"));
    }

    #[test]
    fn only_a_dependency_by_path_is_a_neighbour() {
        assert!(has_neighbours("[target.'cfg(unix)'.dependencies]\nx = { path = \"../x\" }\n"));
        assert!(!has_neighbours("[lib]\npath = \"src/lib.rs\"\n[dependencies]\npath = \"1\"\n"));
    }
}
