// Every golden as a module. Written by the test `goldens`.

#[path = "../../codegen/support/support/mod.rs"]
pub mod support;
#[path = "openapi_generator/dangling_link/expected/mod.rs"]
pub mod dangling_link;
#[path = "openapi_generator/maps_and_lists/expected/mod.rs"]
pub mod maps_and_lists;
#[path = "speakeasy/hostile_names/expected/mod.rs"]
pub mod hostile_names;
#[path = "speakeasy/open_enum/expected/mod.rs"]
pub mod open_enum;
#[path = "speakeasy/presence/expected/mod.rs"]
pub mod presence;
#[path = "speakeasy/tagged_union/expected/mod.rs"]
pub mod tagged_union;
#[path = "speakeasy/untagged_union/expected/mod.rs"]
pub mod untagged_union;
#[path = "speakeasy/wild_descriptions/expected/mod.rs"]
pub mod wild_descriptions;

fn main() {}
