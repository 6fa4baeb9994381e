//! What `conform` and `learn` share: which API, which bodies of which models.

use std::path::{Path, PathBuf};

use fieldmark::{
    Understood,
    conform::subjects::{self, Subjects},
    diag::Diagnostics,
    spec::{self, Location, Spec},
};
use indicatif::ProgressBar;

use crate::{
    End,
    args::Bodies,
    place,
    screen::{Screen, counted, number},
};

/// What both commands start from.
pub struct Opened {
    /// Bodies and their models.
    pub found: Subjects,
    /// The API.
    pub api: Location,
    /// What its folder holds.
    pub spec: Spec,
    /// What the pages say.
    pub understood: Understood,
}

/// Reads the bodies and the pages that the command line names; or says how the command ends.
pub fn open(args: &Bodies, progress: &ProgressBar, screen: &Screen) -> anyhow::Result<Result<Opened, End>> {
    let found = match read(args)? {
        Ok(found) => found,
        Err(end) => return Ok(Err(end)),
    };
    let (api, shown_below) = match api(args)? {
        Ok(named) => named,
        Err(end) => return Ok(Err(end)),
    };
    progress.set_message(format!("reading {}", api.name));
    Ok(match understand(&api, &shown_below, screen)? {
        Some((spec, understood)) => Ok(Opened { found, api, spec, understood }),
        None => Err(End::Failed),
    })
}

fn read(args: &Bodies) -> anyhow::Result<Result<Subjects, End>> {
    let usage = |why: &str| Ok(Err(End::Usage(why.to_owned())));
    let model = args.named_model();
    let first = args.model.as_ref().filter(|_| model.is_none()).map(PathBuf::from);
    let paths: Vec<PathBuf> = first.into_iter().chain(args.files.iter().cloned()).collect();
    match (&args.map, model) {
        (None, None) => return usage("say which model the bodies are of, or give a --map"),
        (None, Some(_)) if paths.is_empty() => return usage("say which files or folders hold the bodies"),
        (None, Some(_)) | (Some(_), _) => {}
    }
    if let Some(missing) = paths.iter().chain(&args.map).find(|path| !path.exists()) {
        return usage(&format!("there is no file or folder {}", place::shown(missing)));
    }
    let found = subjects::read(model, args.map.as_deref(), &paths)?;
    if found.subjects.is_empty() && found.without_model > 0 {
        return usage(&format!("the map names none of the {}", bodies(found.without_model)));
    }
    if found.subjects.is_empty() {
        return usage("there is no body: files of .json, .jsonl, .ndjson, .sse or .txt are read from folders");
    }
    Ok(Ok(found))
}

/// The API, and the folder that holds it.
fn api(args: &Bodies) -> anyhow::Result<Result<(Location, PathBuf), End>> {
    let folder = match place::pages(args.spec.as_deref())? {
        Ok(folder) => folder,
        Err(end) => return Ok(Err(end)),
    };
    let apis = place::apis(&folder)?;
    let found = match (&args.api, apis.as_slice()) {
        (Some(name), apis) => apis.iter().find(|api| api.name == *name),
        (None, [api]) => Some(api),
        (None, _) => None,
    };
    Ok(match (found, &args.api) {
        (Some(api), _) => Ok((api.clone(), folder)),
        (None, Some(name)) => Err(End::Usage(format!("there is no API `{name}`; there are: {}", place::names(&apis)))),
        (None, None) => {
            Err(End::Usage(format!("bodies are of one API: say which one with --api: {}", place::names(&apis))))
        }
    })
}

/// Reads the pages. Warnings are counted, as `codegen` shows them; errors are shown.
fn understand(api: &Location, folder: &Path, screen: &Screen) -> anyhow::Result<Option<(Spec, Understood)>> {
    let mut diagnostics = Diagnostics::default();
    let spec = spec::load(api, &place::shown_below(folder), &mut diagnostics)?;
    let Ok(understood) = fieldmark::understand(&spec, &mut diagnostics) else {
        screen.findings(&diagnostics, &spec.sources);
        screen.say(&format!("{}: {}", api.name, counted(&diagnostics)));
        return Ok(None);
    };
    screen.detected(&api.name, &understood, &spec.sources);
    Ok(Some((spec, understood)))
}

/// `1 body`, `3 bodies`.
pub fn bodies(count: usize) -> String {
    if count == 1 { "1 body".to_owned() } else { format!("{count} bodies") }
}

/// Says how many bodies have no model.
pub fn left_out(found: &Subjects, screen: &Screen) {
    if found.without_model > 0 {
        screen.say(&format!("left out {}: the map names no model", number(found.without_model, "file")));
    }
}
