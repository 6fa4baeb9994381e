use super::*;

/// A program that answers like the real one, but ends without a word where a request says `die`.
#[cfg(unix)]
fn stand_in(folder: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;

    let path = folder.join("program");
    let script = "#!/bin/sh\nwhile read -r line; do case \"$line\" in *die*) kill -ABRT $$ ;; *bad*) echo '[\"error\",\"no\"]' ;; \
                  *) echo '[\"ok\",\"1\"]' ;; esac; done\n";
    std::fs::write(&path, script).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
    path
}

#[cfg(unix)]
#[test]
fn a_body_that_ends_the_program_does_not_lose_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = stand_in(folder.path());
    let requests = ["good", "die", "bad", "die", "good"].map(str::to_owned);
    let answers = pass(&program, &requests, &|_| ()).expect("runs");
    let ends = |answer: &Answer| answer.as_ref().is_err_and(|why| why.starts_with("ends the program that reads it"));
    assert_eq!(
        (&answers[0], &answers[2], &answers[4]),
        (&Ok("1".to_owned()), &Err("no".to_owned()), &Ok("1".to_owned()))
    );
    assert!(ends(&answers[1]) && ends(&answers[3]) && answers.len() == 5, "{answers:?}");
}
