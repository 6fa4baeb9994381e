//! Profiles and policies of `spec.toml`, from pages to a crate whose samples come back.

use serde_json::json;

use crate::project::Project;

#[path = "../../codegen/support/round_trip/samples.rs"]
mod samples;

use samples::Samples;

const VISIT: &str = include_str!("../golden/profiles/exact/docs/Visit.md");
const PATIENT: &str = include_str!("../golden/profiles/exact/docs/Patient.md");
const NARROW: &str = include_str!("../golden/profiles/policies_narrow/spec.toml");

/// The same pages as three APIs.
fn project() -> Project {
    let project = Project::new(&[]);
    for (api, toml) in
        [("exact", "presence = \"exact\"\n"), ("narrow", NARROW), ("tolerant", "presence = \"tolerant\"\n")]
    {
        project.put(&format!("spec/{api}/spec.toml"), toml);
        project.put(&format!("spec/{api}/docs/Visit.md"), VISIT);
        project.put(&format!("spec/{api}/docs/Patient.md"), PATIENT);
    }
    project
}

#[test]
fn samples_come_back_in_every_profile() {
    let project = project();
    project.run(&["codegen", "--report", "report.md"]).ends(0).says("samples tested");

    let sample = |api: &str, case: &str| {
        let samples = project.folder().join(format!("generated/tests/samples/{api}.json"));
        let (_, cases) = Samples::read(&samples).of(&format!("{api}::Patient"));
        let found = cases.into_iter().find(|found| found.name == case).expect("the case");
        (found.sent, found.back)
    };
    let (nothing, nulls) = (json!({}), json!({ "name": null, "notes": null, "born_at": null, "photo": null }));
    assert_eq!(sample("exact", "absent"), (nothing.clone(), None), "as it came");
    assert_eq!(sample("exact", "nulls"), (nulls.clone(), None), "as it came");
    assert_eq!(sample("tolerant", "absent"), (nothing.clone(), None), "as it came");
    assert_eq!(sample("tolerant", "nulls"), (nulls, Some(nothing)));

    let report = project.read("report.md");
    assert!(report.contains("| exact | 10 | 10 |"), "{report}");
    let manifest = project.read("generated/Cargo.toml");
    assert!(
        manifest.contains("default = [\"exact\", \"narrow\", \"tolerant\", \"jiff\"]")
            && manifest.contains("time = [\"dep:time\"]"),
        "{manifest}"
    );
}

#[test]
fn a_manifest_without_the_package_is_told_what_to_add() {
    let project = project();
    project.put("generated/Cargo.toml", "[package]\nname = \"mine\"\nedition = \"2024\"\n");
    let run = project.run(&["codegen", "--no-verify"]).ends(1);
    assert!(run.err.contains("FM303") && run.err.contains("jiff = [\"dep:jiff\"]"), "{}", run.err);
    assert!(!project.has("generated/src"), "nothing is written");
}

#[test]
fn facts_are_the_same_in_every_profile() {
    let project = project();
    let schema = |api: &str| project.run(&["schema", api]).ends(0).out.replace(api, "api");
    assert_eq!(schema("exact"), schema("tolerant"));
    assert_eq!(schema("exact"), schema("narrow"));
    project.put("spec/exact/spec.toml", "");
    assert_eq!(schema("exact"), schema("tolerant"), "as documented");
}
