//! The fuzz targets, briefly: every seed, and the same few thousand mutants each time.

use std::path::Path;

use fieldmark::dialect::FAMILIES;

use crate::fuzz::{
    Reached, TARGETS,
    mutate::{Numbers, json, mutate},
    seeds,
};

/// How many mutants a target gets.
const MUTANTS: usize = 600;

#[test]
fn seeds_and_mutants_are_survived() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = seeds::all(&root);
    for (target, number) in TARGETS.iter().zip(1..) {
        let seeds = &seeds[target.name];
        let aimed = seeds.iter().filter(|seed| (target.run)(seed) >= target.aim).count();
        assert!(aimed * 2 > seeds.len(), "{}: {aimed} of {} seeds get to {:?}", target.name, seeds.len(), target.aim);
        let mut numbers = Numbers::new(number);
        for _ in 0..MUTANTS {
            let seed = &seeds[numbers.below(seeds.len())];
            let changed = if target.name == "json" && numbers.below(3) > 0 { json(seed, &mut numbers) } else { None };
            let input = changed.unwrap_or_else(|| mutate(seed, &mut numbers));
            let run = std::panic::catch_unwind(|| (target.run)(&input));
            assert!(run.is_ok(), "{}: this input panics:\n{}", target.name, input.escape_ascii());
        }
    }
}

#[test]
fn every_family_has_a_target() {
    for family in FAMILIES {
        let name = format!("page_{}", family.name.to_lowercase().replace(' ', "_"));
        assert!(TARGETS.iter().any(|target| target.name == name), "{name} is missing in codegen/fuzz");
    }
}

#[test]
fn nothing_is_reached_without_text() {
    for target in TARGETS {
        assert_eq!((target.run)(&[b'0', b'0', 0xff, 0xfe]), Reached::Nothing);
    }
}
