//! The pages of all cases through each codec: what one reads and writes, the other one does too.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use fieldmark::generate::{self, Request, Stopped};

/// The codecs, as `spec.toml` names them.
const CODECS: &[&str] = &["derive", "table"];

#[test]
fn every_sample_comes_back_from_either_codec() {
    assert_eq!(gate("codecs", None), Vec::<String>::new());
}

#[test]
fn numbers_are_numbers_where_a_dependency_asks_for_any_precision() {
    let manifest = "[package]\nname = \"golden\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
                    serde = { version = \"1\", features = [\"derive\"] }\n\
                    serde_json = { version = \"1\", features = [\"arbitrary_precision\", \"float_roundtrip\"] }\n";
    assert_eq!(gate("precision", Some(manifest)), Vec::<String>::new());
}

/// Generates one crate of all cases, each once a codec, and passes every sample through its type. Returns
/// what is wrong.
fn gate(name: &str, manifest: Option<&str>) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (spec, out) = (place.join("spec"), place.join("out"));
    for folder in [&spec, &out] {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("created");
    }
    for case in super::folders(&root).iter().flat_map(|group| super::folders(group)) {
        if !case.join("expected.rs").is_file() {
            continue;
        }
        for codec in CODECS {
            let below = case.strip_prefix(&root).expect("below the goldens").display().to_string();
            let to = spec.join(format!("{}_{codec}", below.replace(['/', '\\', '-'], "_")));
            copy(&case, &to).expect("copied");
            let config = fs::read_to_string(case.join("spec.toml")).unwrap_or_default();
            let config: String =
                config.lines().filter(|line| !line.starts_with("codec")).collect::<Vec<_>>().join("\n");
            fs::write(to.join("spec.toml"), format!("codec = \"{codec}\"\n{config}")).expect("written");
        }
    }
    if let Some(manifest) = manifest {
        fs::write(out.join("Cargo.toml"), manifest).expect("written");
    }
    let request = Request { spec: &spec, shown_below: "", apis: &[], out: &out, name: Some("golden") };
    let mut generated = match generate::generate(&request, &|_| {}) {
        Ok(generated) => generated,
        Err(Stopped::Findings(apis)) => {
            let failed = apis.iter().filter(|(_, found)| found.check().is_err());
            return failed.map(|(spec, found)| found.render(&spec.sources, false)).collect();
        }
        Err(other) => panic!("{other:?}"),
    };
    let before: Vec<usize> = generated.apis.iter().map(|made| made.diagnostics.iter().count()).collect();
    let mut wrong = generated.gate(&out, &place.join("gate"), &|_| {}).expect("cargo runs");
    for (made, before) in generated.apis.iter().zip(before) {
        wrong
            .extend(made.diagnostics.iter().skip(before).map(|found| format!("{}: {}", made.spec.name, found.message)));
    }
    wrong
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path: PathBuf = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}
