//! What compiles, and what must not.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("golden/*/*/expected.rs");
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/*.rs");
}
