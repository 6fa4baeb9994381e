//! The SemVer step that a set of changes takes.

use semver::Version;

/// How far a version must move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    /// Nothing changed.
    #[default]
    Nothing,
    /// Callers notice nothing but words.
    Patch,
    /// There is more than before; all code goes on to compile.
    Addition,
    /// Somebody's code or somebody's bodies break.
    Breaking,
}

impl Step {
    /// The step in a word, for people and machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Patch => "patch",
            Self::Addition => "minor",
            Self::Breaking => "major",
        }
    }

    /// The step in words, for people.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Nothing => "nothing that callers notice",
            Self::Patch => "words and nothing else",
            Self::Addition => "more than before",
            Self::Breaking => "a breaking change",
        }
    }

    /// The lowest version that may follow. Below 1.0.0, cargo takes the second number for the first.
    pub fn next(self, version: &Version) -> Version {
        let Version { major, minor, patch, .. } = *version;
        // What follows a pre-release is the release that it was for.
        let released = version.pre.is_empty();
        match (self, major, minor) {
            (Self::Nothing, ..) => version.clone(),
            _ if !released => Version::new(major, minor, patch),
            (Self::Patch, ..) | (Self::Addition, 0, _) | (Self::Breaking, 0, 0) => {
                Version::new(major, minor, patch + 1)
            }
            (Self::Breaking, 0, _) | (Self::Addition, ..) => Version::new(major, minor + 1, 0),
            (Self::Breaking, ..) => Version::new(major + 1, 0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_one_the_second_number_is_the_first() {
        let next = |step: Step, from: &str| step.next(&from.parse().expect("a version")).to_string();
        assert_eq!(next(Step::Breaking, "1.2.3"), "2.0.0");
        assert_eq!(next(Step::Addition, "1.2.3"), "1.3.0");
        assert_eq!(next(Step::Patch, "1.2.3"), "1.2.4");
        assert_eq!(next(Step::Breaking, "0.2.3"), "0.3.0");
        assert_eq!(next(Step::Addition, "0.2.3"), "0.2.4");
        assert_eq!(next(Step::Breaking, "0.0.3"), "0.0.4");
        assert_eq!(next(Step::Breaking, "1.0.0-rc.1"), "1.0.0");
        assert_eq!(next(Step::Nothing, "1.2.3"), "1.2.3");
    }
}
