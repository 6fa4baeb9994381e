//! What a program pays that uses generated types: its release build alone, the types built already, with tables and,
//! of the same pages, with serde's derives. All generic code is compiled in the program.
//!
//! CPU is read from `/proc`: this runs on Linux.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Result, run};

const ROUNDS: usize = 3;
/// The crates, and what their `spec.toml` begins with.
const SUBJECTS: [(&str, &str); 3] = [
    ("table", ""),
    ("derive", "codec = \"derive\"\n"),
    ("derive, unlisted keys dropped", "codec = \"derive\"\nunknown = \"ignore\"\n"),
];
/// A program that reads and writes three models of the chat API.
const PROGRAM: &str = r#"use openai_models::openai::{
    CreateChatCompletionRequest, CreateChatCompletionResponse, CreateChatCompletionStreamResponse,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string("body.json")?;
    println!("{}", serde_json::to_string(&serde_json::from_str::<CreateChatCompletionRequest>(&text)?)?);
    println!("{}", serde_json::to_string(&serde_json::from_str::<CreateChatCompletionResponse>(&text)?)?);
    println!("{}", serde_json::to_string(&serde_json::from_str::<CreateChatCompletionStreamResponse>(&text)?)?);
    Ok(())
}
"#;
const MANIFEST: &str = r#"[package]
name = "user"
version = "0.0.0"
edition = "2024"

[dependencies]
openai-models = { path = "../out" }
serde_json = "1"

[workspace]
"#;

/// Builds the program of each in turn and prints a table.
pub fn run() -> Result {
    let folder = run::folder("user")?;
    let target = folder.with_file_name("user-target");
    let programs = SUBJECTS.map(|(name, config)| program(&folder.join(name), config));
    let mut least = [f64::MAX; SUBJECTS.len()];
    // The first round builds what the programs depend on.
    for round in 0..=ROUNDS {
        for (program, least) in programs.iter().zip(&mut least) {
            let program = program.as_ref().map_err(ToString::to_string)?;
            let cpu = build(program, &target)?;
            *least = if round == 0 { *least } else { least.min(cpu) };
        }
    }
    println!("| codec | release build of the program, s | of table |\n| --- | ---: | ---: |");
    for ((name, _), cpu) in SUBJECTS.iter().zip(least) {
        println!("| {name} | {cpu:.2} | {:.2} |", cpu / least[0]);
    }
    Ok(())
}

/// Generates the crate of `spec/openai`, with a program beside it.
fn program(folder: &Path, config: &str) -> Result<PathBuf> {
    let (spec, user) = (folder.join("spec/openai"), folder.join("user"));
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/openai");
    let config = config.to_owned() + &fs::read_to_string(pages.join("spec.toml"))?;
    fs::create_dir_all(spec.join("docs"))?;
    fs::write(spec.join("spec.toml"), config)?;
    for page in fs::read_dir(pages.join("docs"))? {
        let page = page?;
        fs::copy(page.path(), spec.join("docs").join(page.file_name()))?;
    }
    // Named after its pages' folder, of which there is one.
    run::took(run::measure(2, "written", &folder.join("spec"), Some(&folder.join("out")))?)?;
    fs::create_dir_all(user.join("src"))?;
    fs::write(user.join("Cargo.toml"), MANIFEST)?;
    fs::write(user.join("src/main.rs"), PROGRAM)?;
    Ok(user)
}

/// Seconds of CPU of a build of which only the program is new.
fn build(program: &Path, target: &Path) -> Result<f64> {
    fs::write(program.join("src/main.rs"), PROGRAM)?;
    let before = run::children_cpu()?;
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release"]).arg("--target-dir").arg(target).current_dir(program);
    match cargo.status()?.success() {
        true => Ok(run::children_cpu()? - before),
        false => Err("the program cannot be built".into()),
    }
}
