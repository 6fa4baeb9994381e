//! Groups of models behind features: where the docs show groups, with what they refer to.

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

/// A page of operations that links to pages of models.
fn operations(title: &str, links: &[&str]) -> String {
    let links: String = links.iter().map(|link| format!("**[models.X](../../models/{link}.md)**\n\n")).collect();
    format!("# {title}\n\n### Available Operations\n\n* [list](#list)\n\n## list\n\n### Response\n\n{links}")
}

/// A page whose payload alone is on the wire.
fn wrapper(title: &str, payload: &str) -> String {
    format!(
        "# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n\
         | `http_meta` | [components.HTTPMetadata](../../models/components/httpmetadata.md) | :heavy_check_mark: | N/A |\n\
         | `payload` | [Optional[models.X]](../models/{payload}.md) | :heavy_minus_sign: | N/A |\n"
    )
}

/// Trips lead to a ferry by way of a wrapper, berths to a quay; both need a place, the seventh model nobody.
fn by_operations() -> Project {
    let ferry = page("Ferry", "[models.Place](../models/place.md)");
    let quay = page("Quay", "[models.Place](../models/place.md)");
    let notice = page("Notice", "[models.Ferry](../models/ferry.md)");
    let place = page("Place", "[models.Country](../models/country.md)");
    Project::new(&[
        ("docs/models/ferry.md", &ferry),
        ("docs/models/quay.md", &quay),
        ("docs/models/place.md", &place),
        ("docs/models/country.md", &page("Country", "*str*")),
        ("docs/models/notice.md", &notice),
        ("docs/models/listtripsresponse.md", &wrapper("ListTripsResponse", "ferry")),
        ("docs/sdks/trips/README.md", &operations("Trips", &["listtripsresponse"])),
        ("docs/sdks/portBerths/README.md", &operations("Berths", &["quay"])),
        ("docs/sdks/health/README.md", &operations("Health", &[])),
    ])
}

const GROUPS: &str = "\
default = [\"harbour\"]
harbour = [\"harbour-port-berths\", \"harbour-trips\"]
harbour-port-berths = []
harbour-trips = []
";

#[test]
fn each_page_of_operations_is_a_group_of_what_it_leads_to() {
    let project = by_operations();
    project.run(&["codegen", "--spec", "docs", "--out", "of-pages", "--no-verify"]).ends(0);
    let features = GROUPS.replace("harbour", "docs");
    assert!(project.read("of-pages/Cargo.toml").contains(&features), "{}", project.read("of-pages/Cargo.toml"));
    project.run(&["add", "harbour", "docs"]).ends(0);
    // Pages of models alone are kept; what the others showed is written down.
    let recorded = "\n[groups]\nport-berths = [\n    \"Quay\",\n]\ntrips = [\n    \"Ferry\",\n]\n";
    let toml = project.read("spec/harbour/spec.toml");
    assert!(toml.ends_with(recorded), "{toml}");
    assert!(!project.has("spec/harbour/sdks"));

    project.run(&["codegen"]).ends(0);
    let manifest = project.read("generated/Cargo.toml");
    assert!(manifest.contains(GROUPS), "{manifest}");
    let index = project.read("generated/src/harbour/mod.rs");
    for line in [
        "#[cfg(feature = \"harbour-trips\")] mod ferry; #[cfg(feature = \"harbour-trips\")] pub use self::ferry::*;\n",
        "#[cfg(any(feature = \"harbour-port-berths\", feature = \"harbour-trips\"))] mod country; #[cfg(any(",
        "#[cfg(feature = \"harbour\")] mod notice; ",
    ] {
        assert!(index.contains(line), "{line}\n{index}");
    }
    for feature in ["harbour", "harbour-trips", "harbour-port-berths", ""] {
        project.cargo("generated", &["check", "--quiet", "--tests", "--no-default-features", "--features", feature]);
    }

    // Without its feature a group is always there, and all that it refers to.
    project
        .put("generated/Cargo.toml", &manifest.replace("harbour-trips = []\n", "").replace(", \"harbour-trips\"", ""));
    project.run(&["codegen", "--no-verify"]).ends(0);
    let index = project.read("generated/src/harbour/mod.rs");
    for line in
        ["\nmod ferry;", "\nmod place;", "\nmod country;", "#[cfg(feature = \"harbour-port-berths\")] mod quay;"]
    {
        assert!(index.contains(line), "{line}\n{index}");
    }
    for feature in ["harbour", "harbour-port-berths", ""] {
        project.cargo("generated", &["check", "--quiet", "--lib", "--no-default-features", "--features", feature]);
    }
}

#[test]
fn groups_that_people_name_are_kept() {
    let project = by_operations();
    project.put("spec/harbour/spec.toml", "[groups]\ntrips = [\"Country\"]\n");
    project.run(&["add", "harbour", "docs"]).ends(0);
    let toml = project.read("spec/harbour/spec.toml");
    assert!(toml.contains("trips = [\"Country\"]\nport-berths = [\n    \"Quay\",\n]\n"), "{toml}");

    project.put("spec/harbour/spec.toml", &toml.replace("port-berths", "Port"));
    project.run(&["codegen", "--no-verify"]).ends(1).says("the group `Port` must be called by small letters");
}

#[test]
fn what_many_groups_need_is_always_there() {
    let page = page("Place", "*str*");
    let groups: String = ["a", "b", "c", "d", "e"].map(|group| format!("{group} = [\"Place\"]\n")).concat();
    let project = Project::new(&[
        ("spec/harbour/models/place.md", &page),
        ("spec/harbour/models/quay.md", &page.replace("Place", "Quay")),
        (
            "spec/harbour/spec.toml",
            &format!("[groups]\n{}quay = [\"Quay\"]\n", groups.replace("e = [\"Place\"]\n", "")),
        ),
    ]);
    let index = || project.read("generated/src/harbour/mod.rs");
    project.run(&["codegen", "--no-verify"]).ends(0);
    assert!(index().contains("feature = \"harbour-d\"))] mod place;"), "{}", index());
    std::fs::remove_dir_all(project.folder().join("generated")).expect("removed");
    project.put("spec/harbour/spec.toml", &format!("[groups]\n{groups}quay = [\"Quay\"]\n"));
    project.run(&["codegen", "--no-verify"]).ends(0);
    assert!(index().contains("\nmod place;"), "{}", index());
    assert!(project.read("generated/Cargo.toml").contains("\nharbour-e = []\n"), "whoever asks for it may");
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
