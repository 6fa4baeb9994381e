//! From printed names towards JSON names.
//!
//! In: a name as printed. Out: the name with the writer's guards undone, still in the writer's case:
//! `var_from` is `from`, `class_` is `class`. The case is recovered later, from all pages together.

use super::writers::Guard;

/// Undoes the first guard that there is.
pub fn unguard<'n>(name: &'n str, guards: &[Guard]) -> &'n str {
    let undone = guards.iter().find_map(|guard| match guard {
        Guard::Before(prefix) => name.strip_prefix(prefix),
        Guard::Behind(suffix) => name.strip_suffix(suffix),
    });
    undone.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_are_undone_where_a_name_remains() {
        let guards = [Guard::Before("var_"), Guard::Behind("_")];
        assert_eq!(unguard("var_from", &guards), "from");
        assert_eq!(unguard("class_", &guards), "class");
        assert_eq!(unguard("var_", &[Guard::Before("var_")]), "var_");
    }
}
