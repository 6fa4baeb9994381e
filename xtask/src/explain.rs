//! `explain`: what a code means, and how a field came to be what it is.

use anyhow::Context as _;
use fieldmark::{
    diag::{Code, printable},
    explain,
    generate::{Request, generate},
};

use crate::{
    End,
    args::Explain,
    codegen::refuse,
    place,
    screen::{Screen, print},
};

/// Prints the story on standard output, all else on standard error.
pub fn run(args: &Explain, screen: &Screen) -> anyhow::Result<End> {
    let Some(subject) = args.subject.as_deref() else {
        print(&codes())?;
        return Ok(End::Done);
    };
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(subject)) {
        print(code.story())?;
        return Ok(End::Done);
    }
    match subject.contains('.') {
        true => field(args, subject, screen),
        false => {
            let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            let codes = codes.join(", ");
            Ok(End::Usage(format!("`{subject}` is neither a field, API::Model.field, nor one of the codes {codes}")))
        }
    }
}

/// Every code with its title.
fn codes() -> String {
    let title = |code: &Code| code.story().lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
    Code::ALL.iter().map(|code| title(code) + "\n").collect()
}

fn field(args: &Explain, subject: &str, screen: &Screen) -> anyhow::Result<End> {
    let spec = match place::pages(args.spec.as_deref())? {
        Ok(spec) => spec,
        Err(end) => return Ok(end),
    };
    let apis = place::apis(&spec)?;
    let (api, address) = match (subject.split_once("::"), apis.as_slice()) {
        (Some((api, address)), _) => (api.to_owned(), address),
        (None, [only]) => (only.name.clone(), subject),
        (None, several) => {
            let names = place::names(several);
            return Ok(End::Usage(format!("say which API it is of: API::{subject}, with one of {names}")));
        }
    };
    let (apis, out, below) = ([api], place::project()?.join(place::CRATE), place::shown_below(&spec));
    let request = Request { shown_below: &below, apis: &apis, ..Request::new(&spec, &out) };
    let generated = match generate(&request, &|_| ()) {
        Ok(generated) => generated,
        Err(stopped) => return refuse("explain", stopped, screen),
    };
    let made = generated.apis.first().context("one API was asked for")?;
    match explain::find(&made.understood.resolved.api, address) {
        Ok((id, field)) => {
            print(&printable(&explain::field(&generated, made, id, field)))?;
            Ok(End::Done)
        }
        Err(near) if near.is_empty() => Ok(End::Usage(format!("`{}` has no fields", made.spec.name))),
        Err(near) => {
            let near = near.join(", ");
            Ok(End::Usage(format!("there is no single field `{address}` in {}; near it: {near}", made.spec.name)))
        }
    }
}
