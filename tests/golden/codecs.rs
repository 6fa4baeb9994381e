//! The pages of all cases through each codec: what one reads and writes, the other one does too.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use fieldmark::{
    gate::Verdict,
    generate::{self, Request, Stopped},
};

/// What each case is generated with, by the suffix of its module.
const VARIANTS: &[(&str, &str)] =
    &[("derive", "codec = \"derive\""), ("table", "codec = \"table\""), ("keep", "on_mismatch = \"keep\"")];
/// What `VARIANTS` say; a case's own `spec.toml` must not say it too.
const KEYS: &[&str] = &["codec", "on_mismatch"];

#[test]
fn every_sample_comes_back_from_either_codec() {
    gate("codecs", |manifest| manifest);
}

/// Nor does it matter whether serde_json hands out the text of values.
#[test]
fn numbers_are_numbers_where_a_dependency_asks_for_any_precision() {
    gate("precision", |manifest| {
        let asked = manifest.replace("\"raw_value\"", "\"arbitrary_precision\"");
        assert_ne!(asked, manifest);
        asked
    });
}

/// Generates one crate of all cases in all variants, and passes every sample through its type.
#[track_caller]
fn gate(name: &str, manifest: impl Fn(String) -> String) {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (spec, out) = (place.join("spec"), place.join("out"));
    for folder in [&spec, &out] {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("created");
    }
    lay_out(&spec).expect("copied");
    let request = Request { name: Some("golden"), ..Request::new(&spec, &out) };
    let mut generated = match generate::generate(&request, &|_| {}) {
        Ok(generated) => generated,
        Err(Stopped::Findings(apis)) => {
            let failed = apis.iter().filter(|(_, found)| found.check().is_err());
            panic!("{}", failed.map(|(spec, found)| found.render(&spec.sources, false)).collect::<String>());
        }
        Err(other) => panic!("{other:?}"),
    };
    fs::write(out.join("Cargo.toml"), manifest(generated.output.files()["Cargo.toml"].clone())).expect("written");
    let before: Vec<usize> = generated.apis.iter().map(|made| made.diagnostics.iter().count()).collect();
    let mut wrong = match generated.gate(&out, &place.join("gate"), &|_| {}).expect("cargo runs") {
        Verdict::Tested(wrong) => wrong,
        Verdict::AsBefore => Vec::new(),
    };
    for (made, before) in generated.apis.iter().zip(before) {
        let found = made.diagnostics.iter().skip(before);
        wrong.extend(found.map(|found| format!("{}: {}", made.spec.name, found.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One API for each case that gives a crate, and each variant.
fn lay_out(spec: &Path) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    for case in super::folders(&root).iter().flat_map(|group| super::folders(group)) {
        if !case.join("expected.rs").is_file() {
            continue;
        }
        let below = case.strip_prefix(&root).expect("below the goldens").display().to_string();
        let name = below.replace(['/', '\\', '-'], "_");
        let config = fs::read_to_string(case.join("spec.toml")).unwrap_or_default();
        let own = config.lines().filter(|line| !KEYS.iter().any(|key| line.starts_with(key)));
        let own = own.collect::<Vec<_>>().join("\n");
        for (suffix, line) in VARIANTS {
            let to = spec.join(format!("{name}_{suffix}"));
            copy(&case, &to)?;
            fs::write(to.join("spec.toml"), format!("{line}\n{own}\n"))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path: PathBuf = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "mdx") {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}
