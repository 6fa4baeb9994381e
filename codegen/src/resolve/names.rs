//! JSON names from printed names.
//!
//! In: a resolved API whose fields carry what their page prints, and the pages. Out: the same API with a
//! JSON name for every field, each with its evidence and whether it is sure.
//!
//! A writer prints `user_id` as `userId` or `UserID`; which spelling went in is not shown beside the
//! field, but often elsewhere: in back-ticks, in JSON examples, in request paths. All of them vote for
//! the case that most names of the API are in; where they do not, `unspelled` finds or guesses it. Then the
//! first of these rules that has an answer wins: a JSON example of the model itself, the values of an enum
//! that its fields are called by, a spelling on the model's own page, how the name is printed, a spelling on
//! other pages, the words of names that are known to be in another case, the dominant case.
//! A spelling counts for a field only if the writer would have printed it like that (`words::prints`).

use std::{collections::BTreeMap, ptr};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::{
    config::Case,
    diag::{Code, Diagnostic, Diagnostics},
    dialect::{Dialect, Printing},
    ir::{Api, Enum, Field, JsonName, Kind, Model, ModelId, NameEvidence, Struct},
    letters::letters,
    markdown::Page,
    source::{FileId, Sources, Span},
};

mod examples;
mod sightings;
mod unspelled;
mod vote;
mod words;

use super::unions;
use sightings::{Place, Sighting, Sightings};
use words::{Forms, case_of, is_multi_word};

/// How many fields of a struct must be called like the values of its enums.
const ENOUGH: usize = 3;

/// What was found out about the names of an API as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Names {
    /// The case that most names are in.
    pub case: Case,
    /// Distinct spellings that voted, weighted, by case; empty where the case was stated.
    pub votes: BTreeMap<Case, u32>,
    /// What the case was guessed by, where nothing in the pages shows it.
    pub guess: Option<&'static str>,
}

/// Finds the JSON name of every field. `stated` is what `spec.toml` says of the API's dominant case.
pub fn recover(api: &mut Api<ModelId>, pages: &[Page<'_>], dialect: &Dialect, stated: Option<Case>) -> Names {
    let printing = dialect.printing;
    if printing == Printing::Verbatim && stated.is_none() {
        for field in fields(api) {
            field.json.evidence = NameEvidence::Printed;
            field.json.sure = true;
        }
        return Names { case: Case::AsPrinted, votes: BTreeMap::new(), guess: None };
    }
    let mut seen = sightings::collect(api, pages, printing);
    examples::tie(api, printing, &mut seen);
    let votes = {
        let titles = api.models.iter().map(|model| model.title.as_str()).collect();
        vote::count(&seen, printed_as_they_are(api), &titles)
    };
    let shown = stated.or_else(|| vote::winner(&votes)).or_else(|| unspelled::shown(api, printing));
    let (case, guess) = match shown {
        Some(case) => (case, None),
        None => {
            let usual = (dialect.usual, "as is usual in its language");
            let (case, why) = unspelled::likely(api, printing).unwrap_or(usual);
            (case, Some(why))
        }
    };
    let forms = Forms::learn(seen.spellings().filter(|spelling| case_of(spelling) == Some(case)));
    let known = Known::new(printing, case, &forms, &seen);
    let names: Vec<Vec<JsonName>> = api.models.par_iter().map(|model| known.model(api, model)).collect();
    let families = families(&seen, case);
    for (model, names) in api.models.iter_mut().zip(names) {
        let Kind::Struct(target) = &mut model.kind else { continue };
        for (field, name) in target.fields.iter_mut().zip(names) {
            let family = is_open(&name).then(|| families.get(&first_word(&field.json.text))).flatten();
            field.json = match family {
                Some(&case) => known.by_case(&field.json.text, case),
                None => name,
            };
        }
    }
    Names { case, votes, guess }
}

/// Names that a writer prints beside those of its language.
fn printed_as_they_are(api: &Api<ModelId>) -> impl Iterator<Item = &str> {
    let fields = api.models.iter().flat_map(Model::fields);
    fields.filter(|field| field.json.sure).map(|field| field.json.text.as_str())
}

fn fields(api: &mut Api<ModelId>) -> impl Iterator<Item = &mut Field<ModelId>> {
    api.models.iter_mut().flat_map(|model| match &mut model.kind {
        Kind::Struct(target) => target.fields.iter_mut(),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => [].iter_mut(),
    })
}

/// What the rules look at.
struct Known<'a> {
    printing: Printing,
    case: Case,
    forms: &'a Forms,
    seen: &'a Sightings,
    crowds: HashMap<&'a str, Crowd<'a>>,
}

/// How many sightings of one name are looked through for each field that is called so.
const CROWD: usize = 64;

/// The sightings of a name that many pages spell, where many fields are called so.
struct Crowd<'a> {
    by_page: HashMap<FileId, Vec<&'a Sighting>>,
    /// The spellings that stand where names are marked.
    strong: HashSet<&'a str>,
    elsewhere: Option<JsonName>,
}

impl<'a> Known<'a> {
    fn new(printing: Printing, case: Case, forms: &'a Forms, seen: &'a Sightings) -> Self {
        let mut known = Self { printing, case, forms, seen, crowds: HashMap::default() };
        let crowds = seen.names().filter(|(_, all)| all.len() > CROWD);
        known.crowds = crowds.map(|(printed, all)| (printed, known.crowd(all))).collect();
        known
    }

    fn crowd(&self, all: &'a [Sighting]) -> Crowd<'a> {
        let mut by_page: HashMap<FileId, Vec<&Sighting>> = HashMap::default();
        all.iter().for_each(|sighting| by_page.entry(sighting.page).or_default().push(sighting));
        let strong = all.iter().filter(|s| s.place.is_strong()).map(|s| s.spelling.as_str()).collect();
        Crowd { by_page, strong, elsewhere: self.elsewhere(all) }
    }

    /// One name for each field of a model.
    fn model(&self, api: &Api<ModelId>, model: &Model<ModelId>) -> Vec<JsonName> {
        let Kind::Struct(target) = &model.kind else { return Vec::new() };
        let name = |field: &Field<ModelId>| match field.json.sure {
            // The page prints it beside the name of the language.
            true => field.json.clone(),
            false => self.field(&field.json.text, model.span.file),
        };
        let mut names: Vec<JsonName> = target.fields.iter().map(name).collect();
        // Models are nearly always of one case: two names of another one on a page decide for the rest.
        if let Some(case) = self.minority(&names) {
            for (field, name) in target.fields.iter().zip(&mut names).filter(|(_, name)| yields_to(name, case)) {
                *name = self.by_case(&field.json.text, case);
            }
        }
        for (at, text) in self.values_of_siblings(api, target) {
            if names[at].evidence != NameEvidence::Example {
                names[at] = JsonName { text: text.to_owned(), evidence: NameEvidence::OtherPage, sure: false };
            }
        }
        names
    }

    /// Fields that are called like the values of an enum that a field beside them has: where `type` is one of
    /// `pet.created` and `pet.sold`, `PetSold` is `pet.sold`. [`ENOUGH`] of them are no accident.
    fn values_of_siblings<'m>(&self, api: &'m Api<ModelId>, target: &'m Struct<ModelId>) -> Vec<(usize, &'m str)> {
        let open = || target.fields.iter().enumerate().filter(|(_, field)| !field.json.sure);
        if open().nth(ENOUGH - 1).is_none() {
            return Vec::new();
        }
        // Many fields may have the same enum.
        let mut enums: HashSet<*const Enum> = HashSet::default();
        let listed = target.fields.iter().filter_map(|field| unions::listed(api, &field.ty.value));
        let listed = listed.filter(|listed| enums.insert(ptr::from_ref(*listed)));
        let values = listed.flat_map(|listed| &listed.values).filter_map(|value| value.json.as_str());
        // What is printed of a value has its letters.
        let mut separated: HashMap<String, Vec<&str>> = HashMap::default();
        for value in values.filter(|value| value.contains(words::SEPARATORS)) {
            separated.entry(letters(value)).or_default().push(value);
        }
        if separated.is_empty() {
            return Vec::new();
        }
        let of = |printed: &str| {
            let alike = separated.get(&letters(printed))?;
            alike.iter().copied().find(|value| words::prints(value, printed, self.printing))
        };
        let found: Vec<(usize, &str)> = open().filter_map(|(at, field)| Some((at, of(&field.json.text)?))).collect();
        if found.len() < ENOUGH { Vec::new() } else { found }
    }

    /// The case of a page whose own evidence shows two names of it and none of the dominant case.
    fn minority(&self, names: &[JsonName]) -> Option<Case> {
        let own = |name: &&JsonName| matches!(name.evidence, NameEvidence::Example | NameEvidence::OwnPage);
        let cases = names.iter().filter(own).filter(|name| !words::is_extension(&name.text));
        let shown: Vec<Case> = cases.filter_map(|name| case_of(&name.text)).collect();
        let first = *shown.first()?;
        (shown.len() >= 2 && first != self.case && shown.iter().all(|case| *case == first)).then_some(first)
    }

    fn field(&self, printed: &str, page: FileId) -> JsonName {
        let sightings = self.seen.of(printed);
        let crowd = self.crowds.get(printed);
        let (all, own): (&[Sighting], &[&Sighting]) = match crowd {
            Some(crowd) => (&[], crowd.by_page.get(&page).map_or(&[], Vec::as_slice)),
            None => (sightings, &[]),
        };
        let own = || all.iter().chain(own.iter().copied()).filter(|s| s.page == page);
        if let Some(tied) = own().find(|s| s.place == Place::TiedJson) {
            return JsonName { text: tied.spelling.clone(), evidence: NameEvidence::Example, sure: true };
        }
        let keeps_capitals = matches!(self.printing, Printing::Camel | Printing::Pascal { initialisms: false });
        if keeps_capitals && words::is_all_capitals(printed) {
            return JsonName { text: printed.to_owned(), evidence: NameEvidence::Print, sure: true };
        }
        let dominant = words::in_case(printed, self.printing, self.case, self.forms);
        if !is_multi_word(printed, self.printing) {
            let is_strong = |s: &Sighting| s.spelling == dominant && s.place.is_strong();
            let seen = match crowd {
                Some(crowd) => crowd.strong.contains(dominant.as_str()),
                None => sightings.iter().any(is_strong),
            };
            return JsonName { text: dominant, evidence: NameEvidence::SingleWord, sure: seen };
        }
        let elsewhere = || crowd.map_or_else(|| self.elsewhere(sightings), |crowd| crowd.elsewhere.clone());
        self.own_page(|| own().filter(|s| s.place.is_on_model_page()))
            .or_else(|| self.print(printed, &dominant))
            .or_else(elsewhere)
            .unwrap_or(JsonName { text: dominant, evidence: NameEvidence::DominantCase, sure: false })
    }

    /// A spelling on the page itself: in the dominant case wherever it stands, in another one only where
    /// it is marked as a name.
    fn own_page<'s, I: Iterator<Item = &'s Sighting>>(&self, own: impl Fn() -> I) -> Option<JsonName> {
        let name = |s: &Sighting, sure| JsonName { text: s.spelling.clone(), evidence: NameEvidence::OwnPage, sure };
        own()
            .find(|s| case_of(&s.spelling) == Some(self.case))
            .map(|s| name(s, true))
            .or_else(|| own().find(|s| self.is_surely_json(s)).map(|s| name(s, false)))
    }

    /// Whether a spelling is a name in JSON wherever it stands: a writer of snake names makes no humps.
    fn is_surely_json(&self, sighting: &Sighting) -> bool {
        if words::is_constant(&sighting.spelling) {
            return false;
        }
        let camel = || self.printing == Printing::Snake && case_of(&sighting.spelling) == Some(Case::Camel);
        match sighting.place {
            Place::Backtick => true,
            Place::Bare | Place::Quoted => camel(),
            Place::TiedJson
            | Place::ApiBody
            | Place::ApiBacktick
            | Place::Path
            | Place::Query
            | Place::JsonKey
            | Place::EnumValue
            | Place::EnumPlural => false,
        }
    }

    /// Print that leaves one spelling: `accountID` in a camel dialect, `line_1` in a snake dialect.
    fn print(&self, printed: &str, dominant: &str) -> Option<JsonName> {
        let text = match self.printing {
            // A Pascal name loses but its first capital.
            Printing::Camel if words::has_capital_run(printed) && self.case == Case::Pascal => dominant.to_owned(),
            Printing::Camel if words::has_capital_run(printed) => printed.to_owned(),
            Printing::Snake if words::has_separated_digit(printed) => match self.case {
                Case::Kebab => dominant.to_owned(),
                Case::AsPrinted | Case::Snake | Case::Camel | Case::Pascal => printed.to_owned(),
            },
            Printing::Pascal { initialisms: false } if words::has_capital_run(printed) && self.case != Case::Pascal => {
                words::in_case(printed, self.printing, Case::Camel, &Forms::as_printed())
            }
            Printing::Verbatim | Printing::Snake | Printing::Camel | Printing::Pascal { .. } => return None,
        };
        Some(JsonName { text, evidence: NameEvidence::Print, sure: true })
    }

    /// A spelling on other pages: adopted in the dominant case; in another one only where it has three
    /// quarters of the weight and stands where names are marked.
    fn elsewhere(&self, sightings: &[Sighting]) -> Option<JsonName> {
        let name = |text: &str, sure| JsonName { text: text.to_owned(), evidence: NameEvidence::OtherPage, sure };
        let mut weights: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for sighting in sightings.iter().filter(|s| s.place != Place::EnumPlural) {
            let (weight, strong) = weights.entry(&sighting.spelling).or_default();
            *weight += sighting.place.weight();
            *strong += sighting.place.strength();
        }
        let usual = weights.keys().find(|spelling| case_of(spelling) == Some(self.case));
        // What has separators that no case has is spelled so, where it is marked as a name.
        let marked = |spelling: &str| sightings.iter().any(|s| s.spelling == spelling && s.place.is_strong());
        let odd = || weights.keys().find(|spelling| spelling.contains(words::SEPARATORS) && marked(spelling));
        if let Some(spelling) = usual.or_else(odd) {
            return Some(name(spelling, true));
        }
        let total: u32 = weights.values().map(|(weight, _)| weight).sum();
        let (spelling, (weight, strong)) = weights.into_iter().max_by_key(|(_, (weight, _))| *weight)?;
        // Constants, and on other pages classes, are hardly ever meant as names.
        let is_other = words::is_constant(spelling) || case_of(spelling) == Some(Case::Pascal);
        (!is_other && weight * 4 >= total * 3 && strong >= 2).then(|| name(spelling, false))
    }

    fn by_case(&self, printed: &str, case: Case) -> JsonName {
        let text = words::in_case(printed, self.printing, case, self.forms);
        JsonName { text, evidence: NameEvidence::DominantCase, sure: false }
    }
}

/// Whether a name is a guess that better evidence may replace.
fn is_open(name: &JsonName) -> bool {
    name.evidence == NameEvidence::DominantCase
}

/// Whether a name follows the case of the others on its page. Pascal names of one word have a capital too, and what
/// print shows of capitals is not the first one.
fn yields_to(name: &JsonName, case: Case) -> bool {
    match name.evidence {
        NameEvidence::DominantCase => true,
        NameEvidence::SingleWord => case == Case::Pascal && !name.sure,
        NameEvidence::Print => case == Case::Pascal,
        NameEvidence::Override
        | NameEvidence::Printed
        | NameEvidence::Example
        | NameEvidence::OwnPage
        | NameEvidence::OtherPage
        | NameEvidence::Learned => false,
    }
}

/// First words whose names are spelled in another case wherever the pages spell them: three names or
/// more, and none in the dominant case. An API that embeds another one's fields has such words
/// (`utm_source`, `utm_medium`, ..).
fn families(seen: &Sightings, dominant: Case) -> HashMap<String, Case> {
    let mut shown: HashMap<String, (HashSet<&str>, HashSet<Case>)> = HashMap::default();
    for (printed, sighting) in seen.iter().filter(|(_, s)| s.place != Place::Bare && s.place != Place::Quoted) {
        let Some(case) = case_of(&sighting.spelling) else { continue };
        let (names, cases) = shown.entry(first_word(printed)).or_default();
        names.insert(printed);
        cases.insert(case);
    }
    shown
        .into_iter()
        .filter(|(_, (names, cases))| names.len() >= 3 && cases.len() == 1 && !cases.contains(&dominant))
        .filter_map(|(word, (_, cases))| Some((word, cases.into_iter().next()?)))
        .collect()
}

fn first_word(printed: &str) -> String {
    words::split(printed).into_iter().next().unwrap_or_default()
}

/// Keeps the first of several fields of one struct that have the same JSON name.
pub fn unique(api: &mut Api<ModelId>, sources: &Sources, diagnostics: &mut Diagnostics) {
    for model in &mut api.models {
        let Kind::Struct(target) = &mut model.kind else { continue };
        let mut names: Vec<&str> = target.fields.iter().map(|field| field.json.text.as_str()).collect();
        names.sort_unstable();
        if names.windows(2).all(|pair| pair[0] != pair[1]) {
            continue;
        }
        // The first one counts, but for a name that was stated.
        let is_stated =
            |field: &Field<ModelId>| matches!(field.json.evidence, NameEvidence::Override | NameEvidence::Learned);
        let fields = || target.fields.iter().enumerate();
        let mut counting: HashMap<String, (usize, Span)> = HashMap::default();
        for (at, field) in fields().filter(|(_, field)| is_stated(field)).chain(fields()) {
            counting.entry(field.json.text.clone()).or_insert((at, field.span));
        }
        let mut places = 0..;
        target.fields.retain(|field| {
            let at = places.next();
            let first = counting.get(&field.json.text).filter(|(first, _)| Some(*first) != at);
            let Some((_, first)) = first else { return true };
            let Field { printed, json, .. } = field;
            let message = format!(
                "`{printed}` has the JSON name `{}`, which the field at {} has too; it is left out",
                json.text,
                sources.place(*first)
            );
            let help = format!("state its name in spec.toml: [override.\"{}.{printed}\"] json = \"..\"", model.title);
            diagnostics.push(Diagnostic::new(Code::DuplicateField, field.span, message).help(help));
            false
        });
    }
}

#[cfg(test)]
mod tests;
