//! `schema`: what was understood, as OpenAPI.

use fieldmark::{
    diag::{Diagnostics, Level},
    schema, spec,
};

use crate::{
    End,
    args::Schema,
    place,
    screen::{Screen, counted, number, print_json},
};

/// Prints one document on standard output, all else on standard error.
pub fn run(args: &Schema, screen: &Screen) -> anyhow::Result<End> {
    let folder = match place::pages(args.spec.as_deref())? {
        Ok(folder) => folder,
        Err(end) => return Ok(end),
    };
    let apis = place::apis(&folder)?;
    let api = match (&args.api, apis.as_slice()) {
        (Some(name), apis) => match apis.iter().find(|api| api.name == *name) {
            Some(api) => api,
            None => return Ok(End::Usage(format!("there is no API `{name}`; there are: {}", place::names(apis)))),
        },
        (None, [api]) => api,
        (None, apis) => {
            let names = place::names(apis);
            return Ok(End::Usage(format!("one document describes one API: say which one of {names}")));
        }
    };
    let mut diagnostics = Diagnostics::default();
    let spec = spec::load(api, &place::shown_below(&folder), &mut diagnostics)?;
    let understood = fieldmark::understand(&spec, &mut diagnostics);
    screen.findings(&diagnostics, &spec.sources);
    let denied = args.deny_warnings && diagnostics.count(Level::Warning) > 0;
    let Some(understood) = understood.ok().filter(|_| !denied) else {
        screen.say(&format!("schema: {}: {}", api.name, counted(&diagnostics)));
        return Ok(End::Failed);
    };
    screen.detected(&api.name, &understood, &spec.sources);
    screen.left_out(&api.name, &understood);
    let document = schema::document(&understood.resolved, &spec.name);
    print_json(|mut out| {
        serde_json::to_writer_pretty(&mut out, &document)?;
        writeln!(out)
    })?;
    let warnings = counted(&diagnostics);
    let models = number(understood.resolved.api.models.len(), "model");
    screen.say(&format!("schema: {}: {models}{}{warnings}", api.name, if warnings.is_empty() { "" } else { "; " }));
    Ok(End::Done)
}
