//! `learn`: what JSON bodies show and the docs do not say, for `spec.toml`.

use std::fs;

use anyhow::Context as _;
use fieldmark::{
    conform::find::Finder,
    diag::printable,
    learn::{self, Lesson, Wanted, write},
    output::replace,
    spec,
};

use crate::{
    End,
    args::Learn,
    bodies::{self, Opened},
    place,
    screen::{Screen, number, print},
};

/// Compares the bodies with the docs; prints the facts as a diff of `spec.toml`, or writes them.
pub fn run(args: &Learn, screen: &Screen) -> anyhow::Result<End> {
    let progress = screen.progress();
    let opened = match bodies::open(&args.bodies, &progress, screen)? {
        Ok(opened) => opened,
        Err(end) => return Ok(end),
    };
    let Opened { found, api, spec, understood } = &opened;
    let models = &understood.resolved.api;
    let (mut lessons, mut unread) = (Vec::new(), 0);
    let mut finder = Finder::new(models);
    for subject in &found.subjects {
        match (&finder.find(&subject.model), &subject.body.json) {
            (Ok(model), Ok(json)) if !learn::may_be(models, *model, json) => {
                unread += 1;
                let what = if json.is_array() { "a list" } else { "an object" };
                screen.say(&format!("{}: {what} is no `{}`", subject.body.name, models[*model].title));
            }
            (Ok(model), Ok(json)) => lessons.push(Lesson { name: &subject.body.name, model: *model, json }),
            (Err(why), _) if args.bodies.named_model() == Some(&subject.model) => {
                return Ok(End::Usage(why.clone()));
            }
            (Err(why), _) | (Ok(_), Err(why)) => {
                unread += 1;
                screen.say(&format!("{}: {why}", subject.body.name));
            }
        }
    }
    progress.set_message("comparing with the docs");
    let wanted = Wanted { min: args.min.max(1), needed: args.needed, alike: !args.no_alike };
    let facts = learn::learn(models, &spec.sources, &lessons, wanted);
    progress.finish_and_clear();

    let file = api.folder.join(spec::CONFIG_FILE);
    let old = fs::read_to_string(&file).unwrap_or_default();
    let new = write::add(&old, &facts).with_context(|| place::shown(&file))?;
    bodies::left_out(found, screen);
    if args.write && !facts.is_empty() {
        replace(&[(&file, new.as_bytes())])?;
    } else {
        print(&printable(&write::diff(&old, &new, &place::shown(&file))))?;
    }
    let all = bodies::bodies(lessons.len());
    let left = if unread == 0 { String::new() } else { format!(", {unread} not used") };
    if lessons.is_empty() {
        screen.say(&format!("learn: {all}{left}; nothing was learned"));
        return Ok(End::Failed);
    }
    let end = match (facts.is_empty(), args.write) {
        (true, _) => "they show nothing that is not known".to_owned(),
        (false, true) => {
            format!("{} now says it; next: cargo xtask codegen {}", place::shown(&file), place::as_word(&api.name))
        }
        (false, false) => format!("nothing was written; --write adds it to {}", place::shown(&file)),
    };
    screen.say(&format!("learn: {all}{left}; {}; {end}", number(learn::count(&facts), "fact")));
    Ok(End::Done)
}
