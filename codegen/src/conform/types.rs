//! The types of an API as a running program that reads JSON and writes it back.
//!
//! In: what was understood of an API, and the models that are asked for. Out: [`Types`]: the files that these
//! models need, generated as `codegen` would and compiled where the gate compiles, with a small program that
//! passes bodies through them. The program knows types as functions from text to text, so that it is the same
//! for every codec.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use quote::{format_ident, quote};

use crate::{
    Understood,
    diag::Diagnostics,
    format,
    gate::{Fault, Gate},
    ir::{Api, ModelId},
    lower,
    output::{MARKER, Output},
    package::{self, Dependencies, features::Features},
    rust::{Module, Place, ident},
    spec::Spec,
};

/// Emitted verbatim.
const HARNESS: &str = include_str!("../../support/conform/harness.rs");
/// The program, an example of the crate: what its name begins with.
const PROGRAM: &str = "conform";
/// What the crate is called.
const CRATE: &str = "models";

/// What came of one body: what was written back, or why not.
pub type Answer = Result<String, String>;

/// A program that knows the types of some models.
#[derive(Debug)]
pub struct Types {
    program: PathBuf,
    models: Vec<ModelId>,
}

/// Why there is no such program.
#[derive(Debug)]
pub enum NoTypes {
    /// What rustc says.
    Refused(Vec<String>),
    /// Something could not be read, written or run.
    Io(io::Error),
}

impl From<io::Error> for NoTypes {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Types {
    /// Generates and compiles. `home` is the folder of the API, by which builds are told apart; `cache` stays
    /// between runs. `progress` is told what is being done.
    ///
    /// # Errors
    /// When the types do not compile, or cargo or the disk fails.
    pub fn build(
        spec: &Spec,
        understood: &Understood,
        models: &BTreeSet<ModelId>,
        home: &Path,
        cache: &Path,
        progress: &dyn Fn(&str),
    ) -> Result<Self, NoTypes> {
        progress("generating types");
        let models: Vec<ModelId> = models.iter().copied().collect();
        let home = std::path::absolute(home)?;
        let below: PathBuf = home.components().skip(1).collect();
        let folder = cache.join(PROGRAM).join(below);
        // cargo puts the programs of all crates into one folder, and another one may be built meanwhile.
        let program = format!("{PROGRAM}_{}", ident::hash(&home.to_string_lossy()));
        let output = Output::new(files(spec, understood, &models, &program)).map_err(io::Error::other)?;
        match (Gate { output: &output, folder: &folder, cache }).example(&program, progress)? {
            Ok(program) => Ok(Self { program, models }),
            Err(faults) => Err(NoTypes::Refused(faults.into_iter().map(described).collect())),
        }
    }

    /// Passes bodies through their types, in order. A body that ends the program does not keep the others from
    /// their answers.
    ///
    /// # Errors
    /// When the program cannot be run.
    pub fn pass(&self, bodies: &[(ModelId, &str)], progress: &dyn Fn(&str)) -> io::Result<Vec<Answer>> {
        let requests: Vec<String> = bodies
            .iter()
            .map(|(model, text)| {
                let at = self.models.iter().position(|known| known == model).unwrap_or(usize::MAX);
                serde_json::json!([at, text]).to_string()
            })
            .collect();
        pass(&self.program, &requests, progress)
    }
}

fn pass(program: &Path, requests: &[String], progress: &dyn Fn(&str)) -> io::Result<Vec<Answer>> {
    let mut answers: Vec<Answer> = Vec::new();
    while answers.len() < requests.len() {
        let open = &requests[answers.len()..];
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", program.display())))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        thread::scope(|scope| {
            scope.spawn(move || {
                let Some(mut input) = input else { return };
                // A program that has ended reads no more; it is started again below.
                let _ = open.iter().try_for_each(|request| writeln!(input, "{request}"));
            });
            for line in output.into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok) {
                let Ok([how, text]) = serde_json::from_str::<[String; 2]>(&line) else { break };
                answers.push(if how == "ok" { Ok(text) } else { Err(text) });
                progress(&format!("reading and writing back, {} of {}", answers.len(), requests.len()));
            }
        });
        let ended = child.wait()?;
        if answers.len() < requests.len() {
            answers.push(Err(format!("ends the program that reads it: {ended}")));
        }
    }
    Ok(answers)
}

fn described(fault: Fault) -> String {
    match fault {
        Fault::DoesNotCompile { message, .. } | Fault::Crashed(message) => message,
        Fault::DoesNotComeBack { case, what, .. } => format!("{case}: {what}"),
    }
}

/// The files of a crate of these models and all that they are made of.
fn files(spec: &Spec, understood: &Understood, models: &[ModelId], program: &str) -> BTreeMap<String, String> {
    let Understood { resolved, policies, .. } = understood;
    let found = &mut Diagnostics::default();
    let mut lowered = lower::lower(resolved, &spec.sources, &spec.name, &spec.config, policies, found);
    let kept = needed(&resolved.api, &lowered.places, models);
    let folder = format!("src/{}", lowered.module.ident);
    keep(&mut lowered.module, &folder, &kept);
    let module = lowered.module.ident.clone();
    let texts = lowered.module.texts();
    let mut files = package::sources(&[&module], &BTreeSet::new());
    files.extend(package::manifest(CRATE, &[&module], &Dependencies::of(&texts), &Features::new()));
    files.extend(format::module(lowered.module));
    files.insert(format!("examples/{program}/harness.rs"), format!("// {MARKER}; do not edit.\n\n{HARNESS}"));
    files.insert(format!("examples/{program}/main.rs"), main(&lowered.places, models));
    files
}

fn main(places: &[Place], models: &[ModelId]) -> String {
    let types = models.iter().map(|id| {
        let path = [CRATE].into_iter().chain(places[id.0 as usize].path.iter().map(String::as_str)).map(ident);
        quote!(again::<#(#path)::*>)
    });
    let file = syn::parse_quote! {
        #![doc = " Passes JSON bodies through the types of this crate."]

        mod harness;

        use harness::{Again, again};

        const MODELS: &[Again] = &[#(#types),*];

        fn main() {
            harness::serve(MODELS);
        }
    };
    format!("// {MARKER}; do not edit.\n\n{}", prettyplease::unparse(&file))
}

/// Names are identifiers by then: `lower` has seen to it.
fn ident(name: &str) -> proc_macro2::Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => proc_macro2::Ident::new_raw(keyword, proc_macro2::Span::call_site()),
        None => format_ident!("{name}"),
    }
}

/// The files of these models, and of all that the types in these files refer to.
fn needed(api: &Api<ModelId>, places: &[Place], models: &[ModelId]) -> BTreeSet<String> {
    let mut of_file: BTreeMap<&str, Vec<ModelId>> = BTreeMap::new();
    for (place, id) in places.iter().zip((0..).map(ModelId)) {
        of_file.entry(&place.file).or_default().push(id);
    }
    let mut kept = BTreeSet::new();
    let mut open: Vec<ModelId> = models.to_vec();
    while let Some(id) = open.pop() {
        let file = &places[id.0 as usize].file;
        if kept.insert(file.clone()) {
            for id in &of_file[file.as_str()] {
                open.extend(api[*id].kind.references());
            }
        }
    }
    kept
}

/// Takes out the files that are not needed, and modules without any.
fn keep(module: &mut Module, folder: &str, kept: &BTreeSet<String>) {
    module.files.retain(|file| kept.contains(&format!("{folder}/{}.rs", file.stem)));
    for child in &mut module.children {
        let below = format!("{folder}/{}", child.ident);
        keep(child, &below, kept);
    }
    module.children.retain(|child| !child.files.is_empty() || !child.children.is_empty());
}

#[cfg(test)]
mod tests;
