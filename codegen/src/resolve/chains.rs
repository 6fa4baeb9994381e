//! Chains of models that are too long for a compiler.
//!
//! In: a resolved API. Out: the same, cut where a model would be more than [`MAX_LEVELS`] models, lists
//! and maps deep: there the value is raw JSON, and a finding says so. A compiler walks down such chains to
//! find out what a type can do, and gives up at 128 steps of its own.
//!
//! Where a chain is cut depends on what is below it alone, so that a page added elsewhere never changes
//! a type.

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Kind, ModelId, Type},
    limits::MAX_LEVELS,
    source::Span,
};

use super::cycles::components;

/// Cuts what is too deep.
pub fn cut(api: &mut Api<ModelId>, diagnostics: &mut Diagnostics) {
    let references: Vec<Vec<Reference>> = api.models.iter().map(|model| references(&model.kind)).collect();
    let targets: Vec<Vec<ModelId>> =
        references.iter().map(|list| list.iter().map(|reference| reference.to).collect()).collect();
    let heights = Heights::new(&targets, &references);
    for (index, model) in api.models.iter_mut().enumerate() {
        let at = model.span;
        let from = ModelId(index as u32);
        visit_mut(&mut model.kind, at, &mut |ty, levels, span| {
            let Type::Ref(to) = *ty else { return };
            if heights.is_cut(from, to, levels) {
                *ty = Type::Any;
                diagnostics.push(too_deep(span));
            }
        });
    }
}

fn too_deep(span: Span) -> Diagnostic {
    let message = format!("models that are made of each other, more than {MAX_LEVELS} deep; what is below is raw JSON");
    Diagnostic::new(Code::TooLarge, span, message)
        .help("parse the raw value where it is needed; a compiler does not take types this deep")
}

/// A model that a type is made of, and how many lists and maps stand around it.
struct Reference {
    to: ModelId,
    levels: usize,
}

/// How many levels each model has below it.
struct Heights {
    height: Vec<usize>,
    component: Vec<usize>,
    /// The position in which a model of its component was finished; an edge to a later one closes a cycle.
    finished: Vec<usize>,
    /// Components in which something was cut: their cycles are cut as well, or a walk would go round.
    cut: Vec<bool>,
}

impl Heights {
    fn new(targets: &[Vec<ModelId>], references: &[Vec<Reference>]) -> Self {
        let count = targets.len();
        let component = components(targets);
        let mut heights =
            Self { height: vec![0; count], component, finished: vec![usize::MAX; count], cut: vec![false; count] };
        // Components are numbered from the bottom: what is below has its height already. Within one the
        // walk starts at its first page.
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&index| (heights.component[index], index));
        let mut entered = vec![false; count];
        let mut clock = 0;
        for start in order {
            if entered[start] {
                continue;
            }
            entered[start] = true;
            let mut work = vec![(start, 0)];
            while let Some(&mut (at, ref mut edge)) = work.last_mut() {
                if let Some(to) = targets[at].get(*edge) {
                    *edge += 1;
                    let to = to.0 as usize;
                    if heights.component[to] == heights.component[at] && !entered[to] {
                        entered[to] = true;
                        work.push((to, 0));
                    }
                    continue;
                }
                work.pop();
                heights.finish(at, &references[at]);
                heights.finished[at] = clock;
                clock += 1;
            }
        }
        heights
    }

    /// The height of a model whose references are finished, but for those that close a cycle.
    fn finish(&mut self, at: usize, references: &[Reference]) {
        let mut height = 0;
        for reference in references {
            let to = reference.to.0 as usize;
            if self.finished[to] == usize::MAX {
                continue;
            }
            let own = reference.levels + self.height[to];
            if own > MAX_LEVELS {
                self.cut[self.component[at]] |= self.component[at] == self.component[to];
            } else {
                height = height.max(own);
            }
        }
        self.height[at] = height + 1;
    }

    fn is_cut(&self, from: ModelId, to: ModelId, levels: usize) -> bool {
        let (from, to) = (from.0 as usize, to.0 as usize);
        let closes_cycle = self.finished[to] >= self.finished[from];
        if closes_cycle { from != to && self.cut[self.component[from]] } else { levels + self.height[to] > MAX_LEVELS }
    }
}

fn references(kind: &Kind<ModelId>) -> Vec<Reference> {
    let mut found = Vec::new();
    visit(kind, &mut |ty, levels| {
        if let Type::Ref(to) = ty {
            found.push(Reference { to: *to, levels });
        }
    });
    found
}

/// Every type that a model is made of, with the number of lists and maps around it.
fn visit(kind: &Kind<ModelId>, each: &mut dyn FnMut(&Type<ModelId>, usize)) {
    match kind {
        Kind::Struct(model) => {
            model.fields.iter().for_each(|field| below(&field.ty.value, 0, each));
            model.additional.iter().for_each(|ty| below(ty, 1, each));
        }
        Kind::Union(union) => union.members.iter().for_each(|member| below(&member.ty, 0, each)),
        Kind::Alias(ty) => below(ty, 0, each),
        Kind::Enum(_) | Kind::Opaque(_) => {}
    }
}

fn below(ty: &Type<ModelId>, levels: usize, each: &mut dyn FnMut(&Type<ModelId>, usize)) {
    each(ty, levels);
    match ty {
        Type::List(inner) | Type::Map(inner) => below(inner, levels + 1, each),
        Type::Nullable(inner) => below(inner, levels, each),
        Type::Union(union) => union.members.iter().for_each(|member| below(&member.ty, levels + 1, each)),
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::Enum(_)
        | Type::Ref(_) => {}
    }
}

/// The same, for changing them; each with the place where it is documented.
pub fn visit_mut<R>(kind: &mut Kind<R>, at: Span, each: &mut dyn FnMut(&mut Type<R>, usize, Span)) {
    match kind {
        Kind::Struct(model) => {
            model.fields.iter_mut().for_each(|field| below_mut(&mut field.ty.value, 0, field.ty.span, each));
            model.additional.iter_mut().for_each(|ty| below_mut(ty, 1, at, each));
        }
        Kind::Union(union) => union.members.iter_mut().for_each(|one| below_mut(&mut one.ty, 0, one.span, each)),
        Kind::Alias(ty) => below_mut(ty, 0, at, each),
        Kind::Enum(_) | Kind::Opaque(_) => {}
    }
}

fn below_mut<R>(ty: &mut Type<R>, levels: usize, at: Span, each: &mut dyn FnMut(&mut Type<R>, usize, Span)) {
    each(ty, levels, at);
    match ty {
        Type::List(inner) | Type::Map(inner) => below_mut(inner, levels + 1, at, each),
        Type::Nullable(inner) => below_mut(inner, levels, at, each),
        Type::Union(union) => {
            union.members.iter_mut().for_each(|one| below_mut(&mut one.ty, levels + 1, one.span, each))
        }
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::Enum(_)
        | Type::Ref(_) => {}
    }
}
