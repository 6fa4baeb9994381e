//! Groups of models behind features: where the docs show groups, closed under what they refer to.

use crate::project::Project;

/// A page with one field of the type that its cell prints.
fn page(title: &str, ty: &str) -> String {
    format!(
        "# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n\
         | `of` | {ty} | :heavy_check_mark: | N/A |\n"
    )
}

/// Three folders: the second refers to the first, the third and the second to each other.
fn project() -> Project {
    let ferry = page("Ferry", "*str*");
    let book = page("Book", "[operations.Trip](../../models/operations/trip.md)");
    let trip = page("Trip", "[Optional[callbacks.Booked]](../../models/callbacks/booked.md)");
    let booked = page("Booked", "[Optional[operations.Trip]](../../models/operations/trip.md)");
    let with = page("Sail", "[components.Ferry](../../models/components/ferry.md)");
    Project::new(&[
        ("spec/quay/spec.toml", "codec = \"table\"\n"),
        ("spec/quay/models/components/ferry.md", &ferry),
        ("spec/quay/models/operations/book.md", &book),
        ("spec/quay/models/operations/trip.md", &trip),
        ("spec/quay/models/operations/sail.md", &with),
        ("spec/quay/models/callbacks/booked.md", &booked),
    ])
}

#[test]
fn each_group_compiles_alone_with_what_it_refers_to() {
    let project = project();
    project.run(&["codegen"]).ends(0).says("samples tested");
    let manifest = project.read("generated/Cargo.toml");
    let features = manifest.split("\n\n").find(|part| part.contains("[features]")).expect("features");
    assert_eq!(
        features,
        "# Groups of models, each with those that it refers to.\n\
         [features]\n\
         default = [\"quay\"]\n\
         quay = [\"quay-callbacks\", \"quay-components\", \"quay-operations\"]\n\
         quay-callbacks = [\"quay-operations\"]\n\
         quay-components = []\n\
         quay-operations = [\"quay-callbacks\", \"quay-components\"]"
    );
    let index = project.read("generated/src/quay/mod.rs");
    assert!(index.contains("#[cfg(feature = \"quay-callbacks\")] pub mod callbacks;"), "{index}");
    for feature in ["quay", "quay-callbacks", "quay-components", "quay-operations", ""] {
        project.cargo("generated", &["check", "--quiet", "--lib", "--no-default-features", "--features", feature]);
    }
}

#[test]
fn a_manifest_without_the_features_has_all_models_always() {
    let project = project();
    project.run(&["codegen", "--no-verify"]).ends(0);
    let manifest = project.read("generated/Cargo.toml");
    let plain: Vec<&str> =
        manifest.lines().filter(|line| !line.contains("quay-") && !line.contains("[\"quay\"]")).collect();
    project.put("generated/Cargo.toml", &plain.join("\n"));
    project.run(&["codegen", "--no-verify"]).ends(0);
    assert!(!project.read("generated/src/quay/mod.rs").contains("feature"), "nothing stands behind a feature");

    // What is always there takes along what it refers to: only the components can be switched off, and they are
    // referred to as well.
    let some = manifest.replace("quay-operations = [\"quay-callbacks\", \"quay-components\"]\n", "");
    project.put(
        "generated/Cargo.toml",
        &some.replace(", \"quay-operations\"]", "]").replace("[\"quay-operations\"]", "[]"),
    );
    project.run(&["codegen", "--no-verify"]).ends(0);
    assert!(!project.read("generated/src/quay/mod.rs").contains("feature"), "nothing can be left out");
}

#[test]
fn each_api_of_several_is_a_group() {
    let project = Project::new(&[
        ("spec/quay/spec.toml", ""),
        ("spec/yard/spec.toml", ""),
        ("spec/quay/models/ferry.md", &page("Ferry", "*str*")),
        ("spec/yard/models/boat.md", &page("Boat", "*str*")),
    ]);
    project.run(&["codegen", "--no-verify"]).ends(0);
    let root = project.read("generated/src/lib.rs");
    assert!(root.contains("#[cfg(feature = \"quay\")]\n#[rustfmt::skip]\npub mod quay;"), "{root}");
    assert!(project.read("generated/Cargo.toml").contains("default = [\"quay\", \"yard\"]\nquay = []\nyard = []\n"));
    for feature in ["quay", "yard"] {
        project.cargo("generated", &["check", "--quiet", "--lib", "--no-default-features", "--features", feature]);
    }
}
