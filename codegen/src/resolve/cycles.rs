//! References that must be boxed.
//!
//! In: a resolved API. Out: the direct containments (not through a list or map) that close a cycle.
//! Which one of a cycle is boxed depends on the models of that cycle alone, so that a page added
//! elsewhere never changes a type.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::ir::{Api, Kind, ModelId, Type};

/// The containments to box, as (container, contained).
pub fn boxed(api: &Api<ModelId>) -> BTreeSet<(ModelId, ModelId)> {
    let contains: Vec<Vec<ModelId>> = api.models.iter().map(|model| contained(&model.kind)).collect();
    let component = components(&contains);
    let mut boxed = BTreeSet::new();
    let mut state = HashMap::default();
    // Ids are in the order of paths: within a cycle the search starts at its first page.
    for id in 0..api.models.len() as u32 {
        close(ModelId(id), &contains, &component, &mut state, &mut boxed);
    }
    boxed
}

fn contained<R: Copy>(kind: &Kind<R>) -> Vec<R> {
    let mut found = Vec::new();
    match kind {
        Kind::Struct(model) => model.fields.iter().for_each(|field| direct(&field.ty.value, &mut found)),
        Kind::Union(union) => union.members.iter().for_each(|member| direct(&member.ty, &mut found)),
        Kind::Alias(ty) => direct(ty, &mut found),
        Kind::Enum(_) | Kind::Opaque(_) => {}
    }
    found
}

fn direct<R: Copy>(ty: &Type<R>, found: &mut Vec<R>) {
    match ty {
        Type::Ref(id) => found.push(*id),
        Type::Nullable(inner) => direct(inner, found),
        Type::Union(union) => union.members.iter().for_each(|member| direct(&member.ty, found)),
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::List(_)
        | Type::Map(_)
        | Type::Enum(_) => {}
    }
}

/// The strongly connected component of every model (Tarjan, without recursion: a chain of models may be
/// longer than the stack).
pub(super) fn components(contains: &[Vec<ModelId>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let count = contains.len();
    let (mut order, mut low, mut component) = (vec![UNSEEN; count], vec![0; count], vec![UNSEEN; count]);
    let (mut next, mut done, mut open) = (0, 0, Vec::new());
    for start in 0..count {
        if order[start] != UNSEEN {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some(&mut (at, ref mut edge)) = work.last_mut() {
            if *edge == 0 {
                (order[at], low[at]) = (next, next);
                next += 1;
                open.push(at);
            }
            if let Some(to) = contains[at].get(*edge) {
                *edge += 1;
                let to = to.0 as usize;
                if order[to] == UNSEEN {
                    work.push((to, 0));
                } else if component[to] == UNSEEN {
                    low[at] = low[at].min(order[to]);
                }
                // The first edge makes `edge` non-zero, so a model is entered once only.
                continue;
            }
            work.pop();
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[at]);
            }
            if low[at] == order[at] {
                while let Some(member) = open.pop() {
                    component[member] = done;
                    if member == at {
                        break;
                    }
                }
                done += 1;
            }
        }
    }
    component
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Done,
}

/// Depth first from `start` inside its component: an edge back to an open model closes a cycle.
fn close(
    start: ModelId,
    contains: &[Vec<ModelId>],
    component: &[usize],
    state: &mut HashMap<ModelId, State>,
    boxed: &mut BTreeSet<(ModelId, ModelId)>,
) {
    if state.contains_key(&start) {
        return;
    }
    state.insert(start, State::Open);
    let mut work = vec![(start, 0)];
    while let Some(&mut (at, ref mut edge)) = work.last_mut() {
        let Some(&to) = contains[at.0 as usize].get(*edge) else {
            state.insert(at, State::Done);
            work.pop();
            continue;
        };
        *edge += 1;
        if component[at.0 as usize] != component[to.0 as usize] {
            continue;
        }
        match state.get(&to) {
            Some(State::Open) => drop(boxed.insert((at, to))),
            Some(State::Done) => {}
            None => {
                state.insert(to, State::Open);
                work.push((to, 0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, field, object, union};

    fn edges(models: Vec<(&str, Kind<ModelId>)>) -> Vec<(u32, u32)> {
        boxed(&api(models).0).into_iter().map(|(from, to)| (from.0, to.0)).collect()
    }

    fn to(id: u32) -> Type<ModelId> {
        Type::Ref(ModelId(id))
    }

    fn holds(ids: &[u32]) -> Kind<ModelId> {
        object(ids.iter().map(|id| field("f", to(*id))).collect())
    }

    #[test]
    fn one_edge_of_a_cycle_is_boxed() {
        assert_eq!(
            edges(vec![("A.md", holds(&[1])), ("B.md", holds(&[2])), ("C.md", holds(&[0, 1]))]),
            [(2, 0), (2, 1)]
        );
    }

    #[test]
    fn a_model_that_holds_itself() {
        assert_eq!(edges(vec![("A.md", holds(&[0]))]), [(0, 0)]);
    }

    #[test]
    fn lists_and_maps_need_no_box() {
        let kind = object(vec![field("f", Type::List(Box::new(to(0)))), field("g", Type::Map(Box::new(to(0))))]);
        assert_eq!(edges(vec![("A.md", kind)]), []);
    }

    #[test]
    fn a_page_that_refers_into_a_cycle_does_not_change_it() {
        let cycle = edges(vec![("B.md", holds(&[1])), ("C.md", holds(&[0]))]);
        let with_page = edges(vec![("A.md", holds(&[2])), ("B.md", holds(&[2])), ("C.md", holds(&[1]))]);
        assert_eq!((cycle, with_page), (vec![(1, 0)], vec![(2, 1)]));
    }

    #[test]
    fn members_of_a_union_are_contained() {
        let kind = Kind::Union(union(vec![to(0), Type::Boolean]));
        assert_eq!(edges(vec![("A.md", kind)]), [(0, 0)]);
    }

    #[test]
    fn a_chain_longer_than_the_stack() {
        let paths: Vec<String> = (0..100_000).map(|i| format!("M{i:06}.md")).collect();
        let models =
            paths.iter().enumerate().map(|(i, path)| (path.as_str(), holds(&[(i as u32 + 1) % 100_000]))).collect();
        assert_eq!(edges(models), [(99_999, 0)]);
    }
}
