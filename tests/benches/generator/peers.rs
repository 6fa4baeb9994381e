//! Other generators over the same API, those that are installed: how long each takes, beside ours.
//!
//! They read the API's OpenAPI document where ours reads its pages. typify is a library and built on the way;
//! the others are looked for in `PATH`.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::{Map, Value, json};

use crate::{Result, run};

const ROUNDS: usize = 5;

/// What says how values look: typify refuses documents for others, and no peer needs them.
const STRUCTURE: &[&str] = &["$ref", "type", "required", "enum", "const"];

/// Another generator, and what it makes.
pub struct Peer {
    /// What it is called.
    pub name: &'static str,
    program: OsString,
    args: Vec<OsString>,
    /// The root of its crate.
    pub root: PathBuf,
    /// The edition that it is written in.
    pub edition: &'static str,
    /// The packages that it uses, as a manifest names them.
    pub uses: &'static [(&'static str, &'static str)],
}

impl Peer {
    /// Makes the crate.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args);
        command
    }

    /// The folder of its crate, where that is more than one file.
    pub fn folder(&self) -> Option<&Path> {
        self.root.parent().filter(|_| ["lib.rs", "mod.rs"].iter().any(|name| self.root.ends_with(name)))
    }
}

const SERDE: (&str, &str) = ("serde", r#"{ version = "1", features = ["derive"] }"#);
const CHRONO: (&str, &str) = ("chrono", r#"{ version = "0.4", features = ["serde"] }"#);
const URL: (&str, &str) = ("url", r#"{ version = "2", features = ["serde"] }"#);
const UUID: (&str, &str) = ("uuid", r#"{ version = "1", features = ["serde", "v4"] }"#);
const JSON: (&str, &str) = ("serde_json", r#"{ version = "1", features = ["float_roundtrip", "raw_value"] }"#);
/// What our crates use.
pub const OURS: &[(&str, &str)] = &[SERDE, JSON];

/// All that there are for the API of a document; what they read and make lies in `folder`.
///
/// # Errors
/// Where the document cannot be read, or something cannot be written.
pub fn all(document: &Path, folder: &Path) -> Result<Vec<Peer>> {
    let (openapi, schema) = (folder.join("openapi.json"), folder.join("schema.json"));
    let mut whole: Value = serde_json::from_str(&fs::read_to_string(document)?)?;
    fs::write(&schema, self::schema(&whole)?.to_string())?;
    whole["paths"] = json!({});
    fs::write(&openapi, whole.to_string())?;
    let out = |name: &str| folder.join(name);
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let typify = typify().map(|program| Peer {
        name: "typify",
        program,
        args: vec![schema.clone().into(), out("typify.rs").into()],
        root: out("typify.rs"),
        edition: "2021",
        uses: OURS,
    });
    let typify = typify.inspect_err(|why| eprintln!("typify {why}")).ok();
    let others = [
        Peer {
            name: "ploidy",
            program: "ploidy".into(),
            args: [words(&["generate", "rust", "-o"]), vec![out("ploidy").into(), openapi.clone().into()]].concat(),
            root: out("ploidy/src/lib.rs"),
            edition: "2024",
            uses: &[("ploidy-util", r#""0.15""#)],
        },
        Peer {
            name: "openapi-to-rust",
            program: "openapi-to-rust".into(),
            args: [
                words(&["generate", "--types-only", "--output-dir"]),
                vec![out("openapi-to-rust").into(), openapi.clone().into()],
            ]
            .concat(),
            root: out("openapi-to-rust/mod.rs"),
            edition: "2021",
            uses: &[SERDE, JSON, CHRONO, URL, UUID],
        },
        Peer {
            name: "quicktype",
            program: "quicktype".into(),
            args: [words(&["-s", "schema", "-l", "rust", "-o"]), vec![out("quicktype.rs").into(), schema.into()]]
                .concat(),
            root: out("quicktype.rs"),
            edition: "2021",
            uses: OURS,
        },
        Peer {
            name: "openapi-generator",
            program: "openapi-generator-cli".into(),
            args: [
                words(&["generate", "-g", "rust", "--skip-validate-spec", "-i"]),
                vec![openapi.into(), "-o".into(), out("openapi-generator").into()],
            ]
            .concat(),
            root: out("openapi-generator/src/lib.rs"),
            edition: "2021",
            uses: &[
                SERDE,
                JSON,
                (
                    "serde_with",
                    r#"{ version = "3", default-features = false, features = ["base64", "std", "macros"] }"#,
                ),
                ("serde_repr", r#""0.1""#),
                CHRONO,
                URL,
                UUID,
                (
                    "reqwest",
                    r#"{ version = "0.13", default-features = false, features = ["json", "multipart", "query", "form"] }"#,
                ),
            ],
        },
    ];
    Ok(typify.into_iter().chain(others).collect())
}

/// Runs each and prints a table.
pub fn run(document: &Path, docs: &Path) -> Result {
    let folder = run::folder("peers")?;
    let ours = least("ours", || run::measure(2, "written", docs, Some(&run::folder("peers/ours")?)))?;
    println!("| generator | wall, s | of ours |\n| --- | ---: | ---: |\n| fieldmark | {ours:.3} | 1 |");
    for peer in all(document, &folder)? {
        match least(peer.name, || Ok(peer.command())) {
            Ok(wall) => println!("| {} | {wall:.3} | {:.1} |", peer.name, wall / ours),
            Err(why) => println!("| {} | {why} | |", peer.name),
        }
    }
    Ok(())
}

/// The least seconds of some runs; one is enough of what takes long.
fn least(name: &str, command: impl Fn() -> Result<Command>) -> Result<f64> {
    let mut least = f64::MAX;
    for _ in 0..ROUNDS {
        let mut command = command()?;
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let started = Instant::now();
        let ended = command.output().map_err(|_| "not installed")?;
        let took = started.elapsed().as_secs_f64();
        if !ended.status.success() {
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            let line = said.lines().find(|line| line.to_lowercase().contains("error")).unwrap_or_default();
            eprintln!("{name}: {said}");
            return Err(format!("fails: {}", line.replace('|', "/")).into());
        }
        least = least.min(took);
        if took > 3.0 {
            break;
        }
    }
    Ok(least)
}

/// Builds the program that calls typify.
fn typify() -> Result<OsString> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("typify/Cargo.toml");
    let target = run::target()?.join("typify-peer");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release", "--manifest-path"]).arg(manifest).arg("--target-dir").arg(&target);
    match cargo.status()?.success() {
        true => Ok(target.join("release/typify-peer").into_os_string()),
        false => Err("cannot be built".into()),
    }
}

/// The models of an OpenAPI document as a JSON schema, each a property of its root.
fn schema(document: &Value) -> Result<Value> {
    let schemas = document["components"]["schemas"].as_object().ok_or("a document without schemas")?;
    let definitions: Map<_, _> = schemas.iter().map(|(name, schema)| (name.clone(), structure(schema))).collect();
    let property = |name: &String| (name.clone(), json!({ "$ref": format!("#/definitions/{name}") }));
    let properties: Map<_, _> = schemas.keys().map(property).collect();
    Ok(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Everything",
        "type": "object",
        "properties": properties,
        "definitions": definitions,
    }))
}

fn structure(schema: &Value) -> Value {
    let Value::Object(keys) = schema else { return schema.clone() };
    let keep = |(key, value): (&String, &Value)| {
        let value = match key.as_str() {
            "$ref" => value.as_str()?.replace("#/components/schemas/", "#/definitions/").into(),
            "properties" => value.as_object()?.iter().map(|(name, schema)| (name.clone(), structure(schema))).collect(),
            "items" | "additionalProperties" => structure(value),
            "allOf" | "anyOf" | "oneOf" => value.as_array()?.iter().map(structure).collect(),
            key if STRUCTURE.contains(&key) => value.clone(),
            _ => return None,
        };
        Some((key.clone(), value))
    };
    Value::Object(keys.iter().filter_map(keep).collect())
}
