//! What lies in a folder instead of pages.

use std::{fs, path::Path};

use fieldmark::{
    diag::{Code, Diagnostic, Diagnostics, Failed},
    limits::{MAX_CONFIG_BYTES, MAX_FOLDERS, MAX_PAGE_BYTES},
    spec::{self, Spec},
    understand,
};

use crate::made::page;

/// The API in a folder, and what was said of it by code: places and words.
fn load(folder: &Path) -> (Spec, Vec<(Code, String)>) {
    let location = spec::find(folder).expect("a folder").remove(0);
    let mut diagnostics = Diagnostics::default();
    let spec = spec::load(&location, "", &mut diagnostics).expect("a folder");
    let said = |found: &Diagnostic| format!("{}: {}", found.place(&spec.sources).unwrap_or_default(), found.message);
    let found = diagnostics.iter().map(|found| (found.code, said(found))).collect();
    (spec, found)
}

fn with_cat() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("cat.md"), page("Cat", &[("name", "*str*", "N/A")])).expect("written");
    folder
}

/// How many pages were read; the configuration is none.
fn pages(spec: &Spec) -> usize {
    spec.sources.iter().filter(|(_, source)| source.path.ends_with(".md")).count()
}

fn only_cat(spec: &Spec) {
    let understood = understand(spec, &mut Diagnostics::default()).expect("a model");
    assert_eq!(understood.resolved.api.models.len(), 1);
}

#[test]
fn what_is_no_text_or_too_large_is_left_out_with_a_word() {
    let folder = with_cat();
    fs::write(folder.path().join("latin.md"), b"# Caf\xe9\n").expect("written");
    let large = fs::File::create(folder.path().join("large.md")).expect("created");
    large.set_len(MAX_PAGE_BYTES + 1).expect("sparse");
    let mut deep = folder.path().to_owned();
    (0..=MAX_FOLDERS).for_each(|_| deep.push("d"));
    fs::create_dir_all(&deep).expect("created");
    fs::write(deep.join("deep.md"), page("Deep", &[])).expect("written");
    let (spec, found) = load(folder.path());
    only_cat(&spec);
    assert!(found.iter().all(|(code, _)| *code == Code::UnreadablePage));
    let said = found.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>().join("\n");
    for expected in
        ["latin.md:1:6: not UTF-8 from byte 5", "large.md: more than 16777216 bytes", "/d: more than 64 folders deep"]
    {
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("\u{feff}{}", page("Cat", &[("name", "*str*", "N/A")]));
    fs::write(folder.path().join("cat.md"), text).expect("written");
    only_cat(&load(folder.path()).0);
}

#[test]
fn a_configuration_without_measure_is_an_error() {
    let folder = with_cat();
    let path = folder.path().join("spec.toml");
    fs::write(&path, format!("unknown = {}", "[".repeat(100_000))).expect("written");
    let (_, found) = load(folder.path());
    assert!(found.iter().any(|(code, _)| *code == Code::BadConfig));
    fs::write(&path, vec![b'#'; usize::try_from(MAX_CONFIG_BYTES + 1).expect("small")]).expect("written");
    let (_, found) = load(folder.path());
    assert_eq!(found, [(Code::BadConfig, "spec.toml: more than 1048576 bytes".to_owned())]);
    fs::write(&path, b"# Caf\xe9\n").expect("written");
    let (_, found) = load(folder.path());
    assert_eq!(found, [(Code::BadConfig, "spec.toml:1:6: not UTF-8 from byte 5".to_owned())]);
}

#[test]
fn nothing_but_prose_is_an_error_that_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("readme.md"), "# Readme\n\nNo model at all.\n").expect("written");
    let (spec, _) = load(folder.path());
    let mut diagnostics = Diagnostics::default();
    assert_eq!(understand(&spec, &mut diagnostics).map(|_| ()), Err(Failed));
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::NoDialect]);
}

#[cfg(unix)]
mod unix {
    use std::{
        ffi::OsStr,
        fs,
        os::unix::{ffi::OsStrExt as _, fs::symlink, net::UnixListener},
        process::Command,
    };

    use fieldmark::diag::Code;

    use super::{load, only_cat, page, pages, with_cat};

    #[test]
    fn links_pipes_and_sockets_are_not_followed() {
        let folder = with_cat();
        let path = |name: &str| folder.path().join(name);
        symlink("/etc/passwd", path("passwd.md")).expect("linked");
        symlink(folder.path(), path("again")).expect("linked");
        symlink("/dev/zero", path("zero.md")).expect("linked");
        let _socket = UnixListener::bind(path("socket.md")).expect("bound");
        let made = Command::new("mkfifo").arg(path("pipe.md")).status().expect("mkfifo");
        assert!(made.success());
        let (spec, found) = load(folder.path());
        only_cat(&spec);
        assert_eq!((pages(&spec), found), (1, Vec::new()));
    }

    #[test]
    fn a_pipe_in_the_place_of_the_configuration_is_not_waited_for() {
        let folder = with_cat();
        assert!(Command::new("mkfifo").arg(folder.path().join("spec.toml")).status().expect("mkfifo").success());
        let (_, found) = load(folder.path());
        assert_eq!(found, [(Code::BadConfig, "spec.toml: not a plain file".to_owned())]);
    }

    #[test]
    fn names_that_cannot_be_seen_are_refused_with_a_word() {
        let folder = with_cat();
        let text = page("Dog", &[("name", "*str*", "N/A")]);
        for name in [
            &b"d\xffg.md"[..],
            b"d\x1b[31mg.md",
            b"line\nfeed.md",
            "d\u{202e}g.md".as_bytes(),
            "d\u{9b}g.md".as_bytes(),
        ] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), &text).expect("written");
        }
        let (spec, found) = load(folder.path());
        only_cat(&spec);
        assert_eq!(found.len(), 5, "{found:?}");
        for (code, message) in found {
            assert_eq!(code, Code::UnreadablePage);
            assert!(!message.chars().any(|c| c.is_control() || c == '\u{202e}'), "{message:?}");
        }
    }

    #[test]
    fn a_file_that_goes_away_between_is_left_out() {
        let folder = with_cat();
        let gone = folder.path().join("gone.md");
        // What is listed and cannot be opened, as root can open anything: a link that turns into nothing.
        fs::write(&gone, "x").expect("written");
        let (spec, _) = load(folder.path());
        assert_eq!(pages(&spec), 2);
        fs::remove_file(&gone).expect("removed");
        only_cat(&load(folder.path()).0);
        let error = fieldmark::source::read_plain(&gone, 1).expect_err("gone");
        assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    }

    #[test]
    fn a_file_that_never_ends_is_read_no_further_than_the_limit() {
        // /proc files say that they are empty and are not.
        let error = fieldmark::source::read_plain("/proc/self/smaps".as_ref(), 64).expect_err("longer");
        assert_eq!(error.to_string(), "more than 64 bytes");
    }
}
