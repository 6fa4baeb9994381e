//! Words of constants that are printed without anything between them.
//!
//! In: `QUANTITYBASEDCOMPONENT`, and all names of fields and models, whose words have capitals, and descriptions. Out:
//! `quantity_based_component`: the fewest known words that a constant is made of, or all of it as one word.

use foldhash::HashSet;
use heck::ToSnakeCase;

use crate::ir::{Link, Model};

/// The longest constant that is taken apart.
const MAX_LENGTH: usize = 100;

/// The words that names are made of, in small letters.
pub struct Words(HashSet<String>);

impl Words {
    /// The words of all names and descriptions of a set.
    pub fn of(models: &[Model<Link>]) -> Self {
        let fields = || models.iter().flat_map(Model::fields);
        let mut words = HashSet::default();
        for name in models.iter().map(|model| &model.title).chain(fields().map(|field| &field.printed)) {
            // What is one letter is no word that a constant could be cut at.
            words.extend(name.to_snake_case().split('_').filter(|word| word.len() > 1).map(str::to_owned));
        }
        for docs in models.iter().map(|model| &model.docs).chain(fields().map(|field| &field.docs)) {
            let plain = docs.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
            words.extend(plain.map(str::to_lowercase));
        }
        Self(words)
    }

    /// The words of a constant with `_` between them.
    pub fn apart(&self, constant: &str) -> String {
        let text = constant.to_lowercase();
        if text.len() > MAX_LENGTH {
            return text;
        }
        // For each byte, how many words lead there, and where the last one of them begins.
        let mut ways: Vec<Option<(usize, usize)>> = vec![None; text.len() + 1];
        ways[0] = Some((0, 0));
        for end in 1..=text.len() {
            ways[end] = (0..end)
                .filter_map(|start| {
                    let (words, _) = ways[start]?;
                    self.0.contains(text.get(start..end)?).then_some((words + 1, start))
                })
                .min();
        }
        let mut words = Vec::new();
        let mut end = text.len();
        while let Some((_, start)) = ways[end].filter(|_| end > 0) {
            words.push(&text[start..end]);
            end = start;
        }
        words.reverse();
        if words.is_empty() { text } else { words.join("_") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_cut_into_the_fewest_words() {
        let words =
            Words(["on", "off", "one", "component", "prepaid", "pre", "paid"].map(str::to_owned).into_iter().collect());
        assert_eq!(words.apart("ONOFFCOMPONENT"), "on_off_component");
        assert_eq!(words.apart("PREPAIDCOMPONENT"), "prepaid_component");
        assert_eq!(words.apart("PREPAIDGIFT"), "prepaidgift");
        assert_eq!(words.apart(""), "");
    }
}
