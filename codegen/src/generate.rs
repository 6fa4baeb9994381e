//! One run: the pages of some APIs in, the files of a crate out.
//!
//! In: a [`Request`], where the pages are and where the crate goes. Out: [`Generated`], every file, and for
//! each API what was found on the way. Nothing is written; [`Output`] compares and writes, [`Generated::gate`]
//! builds and tests.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
};

use crate::{
    Understood,
    diag::{Code, Diagnostic, Diagnostics, Level},
    format,
    gate::{Fault, Gate, Known, Verdict, files, manifest, tables},
    ir::{Api, ModelId},
    lower,
    output::{Output, Scope},
    package::{
        self, Dependencies,
        features::{self, Features},
    },
    paths,
    provenance::Provenance,
    report::Part,
    rust::{self, Place, Text},
    samples::{self, Ambiguous, MemberOf, Samples},
    source::Sources,
    spec::{self, Location, Spec},
    understand,
};

mod stamp;
mod stopped;

pub use stamp::Stamp;
pub use stopped::Stopped;

/// What a run is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where the pages are: laid out like `spec/`, or any folder of pages.
    pub spec: &'a Path,
    /// What stands before the path of a page, so that people can open it: `spec/`.
    pub shown_below: &'a str,
    /// The APIs that are asked for; all of them where none is named.
    pub apis: &'a [String],
    /// Where the crate is going to lie.
    pub out: &'a Path,
    /// What the crate is called, where it has no manifest yet.
    pub name: Option<&'a str>,
    /// What an API is called whose pages alone the folder holds; otherwise it is called after the folder.
    pub alone: Option<&'a str>,
    /// How much of the crate is made.
    pub make: Make,
}

/// How much of a crate is made. Whoever only compares pays for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Make {
    /// All of it, and what its types are tested with.
    #[default]
    Crate,
    /// All but its tests and their samples.
    Types,
    /// No file: only what was found, and where each model would go.
    Places,
}

impl<'a> Request<'a> {
    /// Every API below `spec`, all of the crate that is to lie in `out`.
    pub fn new(spec: &'a Path, out: &'a Path) -> Self {
        Self { spec, shown_below: "", apis: &[], out, name: None, alone: None, make: Make::default() }
    }
}

/// The files of a crate, and how they came about.
#[derive(Debug)]
pub struct Generated {
    /// The APIs that were asked for.
    pub apis: Vec<Made>,
    /// Every file.
    pub output: Output,
    /// Which files on disk the run answers for.
    pub scope: Scope,
    /// Folders without `spec.toml`, below the spec folder, whose pages turned out to be no models: they are no APIs.
    pub no_apis: Vec<String>,
}

/// One API of a run.
#[derive(Debug)]
pub struct Made {
    /// Its pages and configuration.
    pub spec: Spec,
    /// What they mean.
    pub understood: Understood,
    /// What its types are tested with, and what that showed of it.
    pub samples: Samples,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// Where each model has gone, in the order of the models.
    places: Vec<Place>,
    /// The texts that have types of their own.
    texts: BTreeSet<Text>,
    /// The groups that its models fall into.
    groups: Features,
}

/// The groups of models of a run.
struct Groups {
    /// Whether the crate has one API only.
    alone: bool,
    /// The features of the manifest, where there is one.
    kept: Option<BTreeSet<String>>,
    /// The groups of all APIs so far.
    wanted: Features,
}

impl Groups {
    /// The features of the manifest that decides: the one that is there, else the one that is going to be.
    fn there(&self) -> BTreeSet<String> {
        self.kept.clone().unwrap_or_else(|| self.wanted.keys().cloned().collect())
    }
}

/// Reads, understands and generates. `progress` is told what is being done.
///
/// All of rayon's workers take part. It costs a little less where the caller is one of them, as within `rayon::scope`:
/// what is made in one thread and freed in another is dearer.
///
/// # Errors
/// Where one of the APIs leaves nothing usable, or something cannot be read; see [`Stopped`].
pub fn generate(request: &Request<'_>, progress: &dyn Fn(&str)) -> Result<Generated, Stopped> {
    let mut locations = spec::find(request.spec)?;
    if let ([only], Some(name)) = (locations.as_mut_slice(), request.alone)
        && only.root.is_empty()
    {
        name.clone_into(&mut only.name);
    }
    let mut chosen = choose(&locations, request.apis)?;
    let name = crate_name(request, &chosen)?;
    let krate = name.replace('-', "_");

    let (mut understood, mut no_apis) = (Vec::new(), Vec::new());
    for location in &chosen {
        progress(&format!("reading {}", location.name));
        let mut diagnostics = Diagnostics::default();
        let spec = spec::load(location, request.shown_below, &mut diagnostics)?;
        let meaning = understand(&spec, &mut diagnostics);
        let is_api = || diagnostics.iter().all(|found| found.code != Code::NoDialect) || location.is_called_api();
        if meaning.is_ok() || !request.apis.is_empty() || is_api() {
            understood.push((spec, diagnostics, meaning));
        } else {
            no_apis.push(location.root.clone());
        }
    }
    chosen.retain(|location| !no_apis.contains(&location.root));
    if understood.iter().any(|(_, _, meaning)| meaning.is_err()) {
        return Err(Stopped::Findings(understood.into_iter().map(|(spec, found, _)| (spec, found)).collect()));
    }

    let modules = modules(&locations, &chosen, request.out)?;
    let modules: Vec<&str> = modules.iter().map(String::as_str).collect();
    let kept = manifest::read(request.out)?;
    let mut groups =
        Groups { alone: modules.len() == 1, kept: kept.as_ref().map(features::of_manifest), wanted: Features::new() };
    let mut files = Vec::new();
    let mut apis = Vec::new();
    for (location, (spec, diagnostics, meaning)) in chosen.iter().zip(understood) {
        let Ok(understood) = meaning else { continue };
        progress(&format!("generating {}", spec.name));
        let about = About { location, krate: &krate, make: request.make };
        apis.push(make(&about, spec, understood, diagnostics, &mut groups, &mut files)?);
    }
    let texts = apis.iter().flat_map(|made| made.texts.iter().copied()).collect();
    if let Some(manifest) = kept {
        for made in &mut apis {
            made.diagnostics.extend(lacking(&made.texts, &manifest, &made.spec));
            made.diagnostics.extend(unlinked(&made.groups, &manifest));
        }
        if apis.iter().any(|made| made.diagnostics.check().is_err()) {
            return Err(Stopped::Findings(apis.into_iter().map(|made| (made.spec, made.diagnostics)).collect()));
        }
    }
    let scope = match request.apis {
        [] => Scope::Crate,
        _ => Scope::Apis(chosen.iter().map(|location| package::module_name(&location.name)).collect()),
    };
    if request.make != Make::Places {
        files.extend(package::sources(&modules, &groups.there()));
        files.extend(package::manifest(&name, &modules, &Dependencies::of(&texts), &groups.wanted));
    }
    if request.make == Make::Crate {
        let there = groups.there();
        let apis: Vec<_> = modules.iter().map(|module| (*module, features::of_all(module, &there))).collect();
        files.extend(files::shared(&apis));
    }
    let output = Output::new(files.into_iter().collect()).map_err(Stopped::Path)?;
    Ok(Generated { apis, output, scope, no_apis })
}

impl Generated {
    /// Builds the crate in `cache` and passes every sample through its type. What is wrong becomes findings
    /// of the API that it is about; what is about none is returned.
    ///
    /// # Errors
    /// When the staging folder cannot be written, cargo cannot be run, or a dependency cannot be had.
    pub fn gate(&mut self, out: &Path, cache: &Path, progress: &dyn Fn(&str)) -> io::Result<Verdict<String>> {
        let whole = self.output.with_others(out, &self.scope)?;
        let faults = match (Gate { output: &whole, folder: out, cache }).run(progress)? {
            Verdict::Tested(faults) => faults,
            Verdict::AsBefore => return Ok(Verdict::AsBefore),
        };
        let mut unexplained = Vec::new();
        for fault in faults {
            match self.apis.iter_mut().find_map(|made| Some((made.known(whole.files()).explain(&fault)?, made))) {
                Some((finding, made)) => made.diagnostics.push(finding),
                None => unexplained.push(described(fault)),
            }
        }
        Ok(Verdict::Tested(unexplained))
    }

    /// How many findings there are of one level.
    pub fn count(&self, level: Level) -> usize {
        self.apis.iter().map(|made| made.diagnostics.count(level)).sum()
    }

    /// How many samples the types are tested with.
    pub fn samples(&self) -> usize {
        self.apis.iter().flat_map(|made| &made.samples.models).map(Vec::len).sum()
    }

    /// Where the items of the crate come from.
    pub fn provenance(&self) -> Provenance {
        let mut provenance = Provenance::default();
        for Made { spec, understood, places, .. } in &self.apis {
            provenance.add(&understood.resolved.api, places, &spec.sources);
        }
        provenance
    }

    /// The APIs, as reports want them.
    pub fn parts(&self) -> Vec<Part<'_>> {
        self.apis.iter().map(Made::part).collect()
    }
}

impl Made {
    /// Where a model has gone.
    pub fn place(&self, id: ModelId) -> &Place {
        &self.places[id.0 as usize]
    }

    fn part(&self) -> Part<'_> {
        let Self { spec, understood, samples, diagnostics, .. } = self;
        Part { spec, understood, samples, diagnostics }
    }

    fn known<'a>(&'a self, files: &'a BTreeMap<String, String>) -> Known<'a> {
        let (mut sources, mut paths) = (BTreeMap::new(), BTreeMap::new());
        for (place, id) in self.places.iter().zip((0..).map(ModelId)) {
            paths.insert(place.name(), id);
            // The first model of a file is that of its page.
            sources.entry(place.file.clone()).or_insert(id);
        }
        Known { api: &self.understood.resolved.api, files, paths, sources }
    }
}

/// What is wrong where no page of this run is at fault.
fn described(fault: Fault) -> String {
    match fault {
        Fault::DoesNotCompile { message, .. } => format!("the generated crate does not compile: {message}"),
        Fault::DoesNotComeBack { model, case, what, .. } => format!("`{model}`, sample \"{case}\": {what}"),
        Fault::Crashed(said) => format!("the generated crate could not be tested:\n{said}"),
    }
}

fn choose<'l>(locations: &'l [Location], wanted: &[String]) -> Result<Vec<&'l Location>, Stopped> {
    let mut chosen: Vec<&Location> = match wanted {
        [] => locations.iter().collect(),
        wanted => wanted
            .iter()
            .map(|name| {
                locations.iter().find(|location| location.name == *name).ok_or_else(|| {
                    let known = locations.iter().map(|location| location.name.clone()).collect();
                    Stopped::NoSuchApi(name.clone(), known)
                })
            })
            .collect::<Result<_, _>>()?,
    };
    chosen.sort_by(|a, b| a.name.cmp(&b.name));
    chosen.dedup();
    let mut by_module: BTreeMap<String, &str> = BTreeMap::new();
    for location in locations {
        if let Some(other) = by_module.insert(package::module_name(&location.name), &location.name) {
            return Err(Stopped::SameModule(other.to_owned(), location.name.clone()));
        }
    }
    Ok(chosen)
}

/// The modules that the crate has after the run: those asked for, and those of other APIs that were
/// generated before.
fn modules(locations: &[Location], chosen: &[&Location], out: &Path) -> io::Result<BTreeSet<String>> {
    let mut modules = BTreeSet::new();
    for location in locations {
        let module = package::module_name(&location.name);
        let before = out.join("src").join(&module);
        if chosen.contains(&location) || before.try_exists().map_err(|error| paths::about(&before, &error))? {
            modules.insert(module);
        }
    }
    Ok(modules)
}

/// What the crate is called: as its manifest says, as was asked for, else after what is in it.
fn crate_name(request: &Request<'_>, chosen: &[&Location]) -> Result<String, Stopped> {
    if let Some(there) = manifest::name(request.out)? {
        return match request.name {
            Some(wanted) if wanted != there => Err(Stopped::OtherName(there)),
            Some(_) | None => Ok(there),
        };
    }
    if let Some(name) = request.name {
        return Ok(name.to_owned());
    }
    let of = match chosen {
        [one] => one.name.clone(),
        _ => request.out.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = of.chars().map(plain).collect();
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).chain(["models"]).collect();
    let name = parts.join("-");
    Ok(if name.starts_with(|c: char| c.is_ascii_digit()) { format!("api-{name}") } else { name })
}

/// What there is to know of an API beside its pages.
struct About<'a> {
    location: &'a Location,
    /// The crate, as its tests name it.
    krate: &'a str,
    make: Make,
}

fn make(
    about: &About<'_>,
    spec: Spec,
    understood: Understood,
    mut diagnostics: Diagnostics,
    groups: &mut Groups,
    out: &mut Vec<(String, String)>,
) -> io::Result<Made> {
    let Understood { resolved, policies, .. } = &understood;
    let lowered = lower::lower(resolved, &spec.sources, &spec.name, &spec.config, policies, &mut diagnostics);
    let rust::Api { mut module, places, groups: named } = lowered;
    let texts = module.texts();
    let own = features::of_api(&module, &named, groups.alone);
    groups.wanted.extend(own.clone());
    features::put_behind(&mut module, &named, &groups.there());
    let ident = module.ident.clone();
    let types = || if about.make == Make::Places { Vec::new() } else { format::module(module) };
    let tests = || sampled(about, &spec, &understood, &ident, &places, &mut diagnostics);
    let (types, sampled) = rayon::join(types, tests);
    let (samples, tests) = sampled?;
    out.extend(types.into_iter().chain(tests));
    Ok(Made { texts, groups: own, places, spec, understood, samples, diagnostics })
}

/// What the types of an API are tested with, and the tests.
fn sampled(
    about: &About<'_>,
    spec: &Spec,
    understood: &Understood,
    module: &str,
    places: &[Place],
    diagnostics: &mut Diagnostics,
) -> io::Result<(Samples, Vec<(String, String)>)> {
    let Understood { resolved, policies, .. } = understood;
    let api = &resolved.api;
    let mut samples = match about.make {
        Make::Crate => samples::samples(resolved, &spec.config, policies),
        Make::Types | Make::Places => samples::without_cases(resolved, policies),
    };
    samples::files::add(&mut samples, api, &about.location.folder, &about.location.root, diagnostics)?;
    diagnostics.extend(samples.ambiguous.iter().map(|found| ambiguous(found, api, spec)));
    let tests = match about.make {
        Make::Crate => tests(about.krate, module, places, api, &samples, &spec.sources).into(),
        Make::Types | Make::Places => Vec::new(),
    };
    Ok((samples, tests))
}

/// The round-trip tests of an API.
fn tests(
    krate: &str,
    module: &str,
    places: &[Place],
    api: &Api<ModelId>,
    samples: &Samples,
    sources: &Sources,
) -> [(String, String); 2] {
    let pages: Vec<String> = api.models.iter().map(|model| sources.get(model.span.file).below_spec()).collect();
    let names: Vec<String> = places.iter().map(Place::name).collect();
    let text = tables::of_api(api, samples, &names, &pages);
    let sampled = names.iter().zip(&samples.models).filter(|(_, cases)| !cases.is_empty());
    files::of_api(krate, module, sampled.map(|(name, _)| name.as_str()), text)
}

/// What the manifest of the crate lacks for types with these texts, said where they are asked for.
fn lacking(texts: &BTreeSet<Text>, manifest: &toml::Table, spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    Dependencies::of(texts).lacking(manifest).into_iter().map(|lacking| {
        let place = spec::mention(&spec.sources, &format!("\"{}\"", lacking.package));
        let message = format!("spec.toml asks for types of `{}`, which the crate does not depend on", lacking.package);
        Diagnostic::new(Code::MissingPackage, place, message).help(lacking.lines)
    })
}

/// Which features of the manifest do not switch on what their models refer to.
fn unlinked(groups: &Features, manifest: &toml::Table) -> impl Iterator<Item = Diagnostic> {
    features::lacking(groups, manifest).into_iter().map(|(feature, other)| {
        let message =
            format!("the feature `{feature}` of Cargo.toml does not switch on `{other}`, which its models refer to");
        Diagnostic::new(Code::MissingFeature, None, message)
            .help(format!("add `\"{other}\"` to `{feature}` in Cargo.toml, under [features]"))
    })
}

/// How many members are named in one finding.
const NAMED: usize = 3;

fn ambiguous(found: &Ambiguous, api: &Api<ModelId>, spec: &Spec) -> Diagnostic {
    let name = |member: &MemberOf| match member.model {
        Some(id) => format!("`{}`", api[id].title),
        None => {
            format!("`{}`", spec.sources.text(member.span).lines().next().unwrap_or_default().trim_matches('`'))
        }
    };
    let mut names: Vec<String> = found.members.iter().take(NAMED).map(name).collect();
    let unnamed = found.members.len() - names.len();
    names.extend((unnamed > 0).then(|| format!("{unnamed} more")));
    let last = names.pop().unwrap_or_default();
    let members = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    let read_as = found.read_as.as_ref().map_or_else(|| "no member".to_owned(), name);
    let title = &api[found.model].title;
    let message = format!("`{title}`: values of {members} are read as {read_as}: nothing in the docs tells them apart");
    Diagnostic::new(Code::AmbiguousUnion, found.members[0].span, message)
        .help("state in spec.toml what differs: a `type`, or `required = true` for a key that only one of them has")
}
