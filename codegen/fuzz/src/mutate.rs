//! Small changes of inputs, for tests without libFuzzer: the same seed gives the same mutants.

use serde_json::Value;

/// Words that grammars, tables and JSON are made of; what libFuzzer has as a dictionary.
pub const DICTIONARY: &str = include_str!("../dictionary.txt");

/// Numbers that look random and are not (xorshift).
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// The row of numbers that starts at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % end.max(1)
    }
}

/// `input` with one to four changes: bytes flipped, cut, doubled, words of the dictionary put in, lines moved.
pub fn mutate(input: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(7) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(numbers.below(256)).unwrap_or_default(),
            1 => {
                let end = (at + numbers.below(16)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            2 => {
                let end = (at + numbers.below(64)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let times = numbers.below(8);
                drop(bytes.splice(at..at, part.repeat(times)));
            }
            3 => swap_lines(&mut bytes, numbers),
            _ => drop(bytes.splice(at..at, word(numbers))),
        }
    }
    bytes
}

fn swap_lines(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.len() > 1 {
        let (a, b) = (numbers.below(lines.len()), numbers.below(lines.len()));
        lines.swap(a, b);
        *bytes = lines.concat();
    }
}

fn word(numbers: &mut Numbers) -> Vec<u8> {
    let words: Vec<&str> = DICTIONARY.lines().filter_map(quoted).collect();
    let word = words.get(numbers.below(words.len())).copied().unwrap_or_default();
    unescaped(word)
}

fn quoted(line: &str) -> Option<&str> {
    line.strip_prefix('"')?.strip_suffix('"')
}

/// A word of a libFuzzer dictionary: `\\`, `\"` and `\xAB` are escapes.
fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word.as_bytes();
    while let [first, tail @ ..] = rest {
        (bytes, rest) = match (first, tail) {
            (b'\\', [b'x', high, low, tail @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or_default();
                let byte = u8::try_from(digit(high) * 16 + digit(low)).unwrap_or_default();
                ([bytes, vec![byte]].concat(), tail)
            }
            (b'\\', [escaped, tail @ ..]) => ([bytes, vec![*escaped]].concat(), tail),
            _ => ([bytes, vec![*first]].concat(), tail),
        };
    }
    bytes
}

/// A JSON text with one change of its values, behind the two bytes that choose a model; `None` where what
/// stands there is no JSON. Flipped bytes rarely leave JSON, let alone a body that a type reads.
pub fn json(input: &[u8], numbers: &mut Numbers) -> Option<Vec<u8>> {
    let [high, low, text @ ..] = input else { return None };
    let mut value: Value = serde_json::from_slice(text).ok()?;
    let mut count = 0;
    each(&mut value, &mut |_| count += 1);
    let chosen = numbers.below(count);
    let mut at = 0;
    each(&mut value, &mut |value| {
        if at == chosen {
            change(value, numbers);
        }
        at += 1;
    });
    Some([&[*high, *low], value.to_string().as_bytes()].concat())
}

/// Every value inside of a value, innermost first.
fn each(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, visit)),
        Value::Object(fields) => fields.values_mut().for_each(|field| each(field, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    visit(value);
}

fn change(value: &mut Value, numbers: &mut Numbers) {
    let word = String::from_utf8(word(numbers)).unwrap_or_default();
    match (value, numbers.below(6)) {
        (Value::Object(fields), 0) => {
            let chosen = numbers.below(fields.len());
            if let Some(key) = fields.keys().nth(chosen).cloned() {
                fields.remove(&key);
            }
        }
        (Value::Object(fields), 1 | 2) => drop(fields.insert(word, scalar(numbers))),
        (Value::Array(items), 0) => drop(items.pop()),
        (Value::Array(items), 1) => items.extend(items.first().cloned()),
        (Value::Array(items), 2) => items.push(scalar(numbers)),
        (Value::String(text), 0 | 1) => text.push_str(&word),
        (Value::Number(number), 0..=3) => {
            let near = number.as_i64().unwrap_or_default().wrapping_add(1 << numbers.below(63));
            *number = if numbers.below(2) == 0 { near.into() } else { whole(near) };
        }
        (value, _) => *value = scalar(numbers),
    }
}

/// A whole number that is written with a fraction.
fn whole(number: i64) -> serde_json::Number {
    #[expect(clippy::cast_precision_loss, reason = "any number will do")]
    serde_json::Number::from_f64(number as f64).unwrap_or_else(|| 0.into())
}

fn scalar(numbers: &mut Numbers) -> Value {
    const SCALARS: &[&str] = &[
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-0.0",
        "1.0",
        "1e3",
        "1.5",
        "1e400",
        "9007199254740993",
        "\"text\"",
        "\"\"",
        "\"function\"",
        "\"stop\"",
        "[]",
        "{}",
        "[null]",
        "{\"a\":1}",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551616",
        "5e-324",
        "0.1",
        "\"\\u0000\\ud83d\\ude00\"",
    ];
    serde_json::from_str(SCALARS[numbers.below(SCALARS.len())]).unwrap_or_default()
}
