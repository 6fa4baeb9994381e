//! Other generators over the same API, those that are installed: how long each takes, beside ours.
//!
//! They read the API's OpenAPI document where ours reads its pages. typify is a library and built on the way;
//! the others are looked for in `PATH`.

use std::{
    ffi::OsString,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::{Map, Value, json};

use crate::{Result, run};

const ROUNDS: usize = 5;

/// What says how values look: typify refuses documents for others, and no peer needs them.
const STRUCTURE: &[&str] = &["$ref", "type", "required", "enum", "const"];

/// Runs each and prints a table.
pub fn run(document: &Path, docs: &Path) -> Result {
    let folder = run::folder("peers")?;
    let (openapi, schema) = (folder.join("openapi.json"), folder.join("schema.json"));
    let mut whole: Value = serde_json::from_str(&fs::read_to_string(document)?)?;
    fs::write(&schema, self::schema(&whole)?.to_string())?;
    whole["paths"] = json!({});
    fs::write(&openapi, whole.to_string())?;

    let ours = least("ours", || run::measure(2, "written", docs, Some(&run::folder("peers/ours")?)))?;
    println!("| generator | wall, s | of ours |\n| --- | ---: | ---: |\n| fieldmark | {ours:.3} | 1 |");
    let typify = typify();
    if let Err(why) = &typify {
        println!("| typify | {why} | |");
    }
    let out = |name: &str| folder.join(name).into_os_string();
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let peers: [(&str, OsString, Vec<OsString>); 5] = [
        ("typify", typify.unwrap_or_default(), vec![schema.clone().into(), out("typify.rs")]),
        (
            "ploidy",
            "ploidy".into(),
            [words(&["generate", "rust", "-o"]), vec![out("ploidy"), openapi.clone().into()]].concat(),
        ),
        (
            "openapi-to-rust",
            "openapi-to-rust".into(),
            [
                words(&["generate", "--types-only", "--output-dir"]),
                vec![out("openapi-to-rust"), openapi.clone().into()],
            ]
            .concat(),
        ),
        (
            "quicktype",
            "quicktype".into(),
            [words(&["-s", "schema", "-l", "rust", "-o"]), vec![out("quicktype.rs"), schema.into()]].concat(),
        ),
        (
            "openapi-generator",
            "openapi-generator-cli".into(),
            [
                words(&["generate", "-g", "rust", "--skip-validate-spec", "-i"]),
                vec![openapi.into(), "-o".into(), out("openapi-generator")],
            ]
            .concat(),
        ),
    ];
    for (name, program, args) in peers.into_iter().filter(|(_, program, _)| !program.is_empty()) {
        let command = || {
            let mut command = Command::new(&program);
            command.args(&args);
            Ok(command)
        };
        match least(name, command) {
            Ok(wall) => println!("| {name} | {wall:.3} | {:.1} |", wall / ours),
            Err(why) => println!("| {name} | {why} | |"),
        }
    }
    Ok(())
}

/// Writes what typify makes of an OpenAPI document.
///
/// # Errors
/// Where it cannot be built, or fails.
pub fn write_typify(document: &Path, folder: &Path, out: &Path) -> Result {
    let input = folder.join("schema.json");
    fs::write(&input, schema(&serde_json::from_str(&fs::read_to_string(document)?)?)?.to_string())?;
    match Command::new(typify()?).arg(&input).arg(out).status()?.success() {
        true => Ok(()),
        false => Err("typify fails".into()),
    }
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
