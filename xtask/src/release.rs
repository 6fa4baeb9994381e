//! `codegen --release`: the version and the changelog of the generated crate.

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use anyhow::Context as _;
use fieldmark::{
    diff::{self, step::Step},
    generate::Generated,
    output::{Output, replace},
    release::{self, CHANGELOG, MANIFEST},
};
use semver::Version;

use crate::{git::Git, place};

/// What a release writes, once all else is well.
pub struct Release {
    manifest: String,
    changelog: String,
}

/// Compares with the last release. The inner error says why the version cannot be.
pub fn plan(
    version: &Version,
    since: Option<&str>,
    generated: &Generated,
    out: &Path,
) -> anyhow::Result<Result<Release, String>> {
    let changelog = read(&out.join(CHANGELOG))?;
    let last = release::last_entry(&changelog);
    let git = Git::around(out);
    if (since.is_some() || last.is_some()) && !git.is_there()? {
        return Ok(Err(format!(
            "what changed since the last release is known from git, and there is no repository around {}; \
             make one and commit the release there",
            place::shown(out)
        )));
    }
    let base = match (since, &last) {
        (Some(revision), _) => match git.commit(revision)? {
            Some(commit) => Some(commit),
            None => return Ok(Err(format!("there is no revision `{revision}`{}", git.how_to_fetch(revision)))),
        },
        (None, Some(last)) => match git.last_change_of(&format!("## [{last}]"), CHANGELOG)? {
            Some(commit) => Some(commit),
            None => {
                let why =
                    format!("no commit has the entry of {last} in {CHANGELOG}: commit it, or name it with `--since`");
                return Ok(Err(why + &git.how_to_fetch("main")));
            }
        },
        (None, None) => None,
    };
    let released = match &base {
        Some(commit) => git.files(commit, "src")?,
        None => BTreeMap::new(),
    };
    let released = released.into_iter().map(|(path, text)| (format!("src/{path}"), text));
    let comparison = diff::compare(&Output::ours(released.collect()), generated.output.files());

    let current = release::version(out).context(MANIFEST)?;
    let before = last.or(current);
    let step = if base.is_some() { comparison.step() } else { Step::Nothing };
    if let Some(before) = &before {
        let needed = step.next(before);
        let released = base.is_some() && version <= before;
        if *version < needed || released {
            let why = match step {
                Step::Nothing if released => "nothing changed, but that version is out",
                Step::Nothing => "that is what the manifest says",
                Step::Patch => "texts changed, though nothing that callers notice",
                Step::Addition => "there is more than before",
                Step::Breaking => "something breaks for callers",
            };
            // A version is released once, also where nothing changed.
            let needed = if released { step.max(Step::Patch).next(before) } else { needed };
            return Ok(Err(format!("{version} is too low after {before}: {why}; it must be {needed} at least")));
        }
    }
    let manifest = match read(&out.join(MANIFEST))? {
        text if text.is_empty() => generated.output.files().get(MANIFEST).cloned().unwrap_or_default(),
        text => text,
    };
    let entry = release::entry(&comparison, version, &today());
    Ok(Ok(Release {
        manifest: release::with_version(&manifest, version)?,
        changelog: release::with_entry(&changelog, &entry),
    }))
}

impl Release {
    /// Writes the manifest and the changelog.
    pub fn write(&self, out: &Path) -> io::Result<()> {
        let (changelog, manifest) = (out.join(CHANGELOG), out.join(MANIFEST));
        replace(&[(&changelog, self.changelog.as_bytes()), (&manifest, self.manifest.as_bytes())])
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        other => other.with_context(|| path.display().to_string()),
    }
}

/// The day as `2026-01-31`, in UTC; `SOURCE_DATE_EPOCH` stands for the clock where it is set.
fn today() -> String {
    let given = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = given.map_or_else(SystemTime::now, |seconds| UNIX_EPOCH + Duration::from_secs(seconds));
    day(now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / 86_400)
}

/// A day since 1970 in the calendar.
fn day(days: u64) -> String {
    // Years begin in March here, so that the day that leap years have more is the last one: 400 years are
    // 146,097 days, and months of 153 days in five follow each other.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_of_the_calendar() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(11_016), "2000-02-29");
        assert_eq!(day(20_778), "2026-11-21");
    }
}
