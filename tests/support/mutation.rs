//! Deterministic mutations of inputs: bytes changed, pieces repeated, dictionary words inserted.

use fastrand::Rng;

/// The seed of every run.
const SEED: u64 = 8;

/// The longest input, in bytes: longer ones only take longer.
const LONGEST: usize = 4_096;

/// A generator of inputs.
pub(crate) struct Mutator {
    random: Rng,
    inputs: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Mutator {
    /// Mutates these inputs, with the words of a libFuzzer dictionary.
    pub(crate) fn new(inputs: Vec<Vec<u8>>, dictionary: &str) -> Self {
        let lines = dictionary.lines().filter(|line| !line.starts_with('#'));
        let words: Vec<Vec<u8>> = lines.filter_map(word).collect();
        assert!(!words.is_empty(), "a dictionary has words");
        Self { random: Rng::with_seed(SEED), inputs, words }
    }

    /// The next input: an initial one after one to eight changes.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut data = self.random.choice(&self.inputs).cloned().unwrap_or_default();
        for _ in 0..self.random.usize(1..=8) {
            self.change(&mut data);
        }
        data.truncate(LONGEST);
        data
    }

    fn change(&mut self, data: &mut Vec<u8>) {
        let random = &mut self.random;
        let at = random.usize(0..=data.len());
        let end = (at + random.usize(0..=24)).min(data.len());
        match random.u8(0..6) {
            0 => {
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= 1 << random.u8(0..8);
                }
            }
            1 => drop(data.drain(at..end)),
            2 => {
                let piece = data[at..end].to_vec();
                let to = random.usize(0..=data.len());
                data.splice(to..to, piece);
            }
            // The rest of another input.
            3 => {
                let other = random.choice(&self.inputs).cloned().unwrap_or_default();
                let from = random.usize(0..=other.len());
                data.splice(at..end, other[from..].iter().copied().take(200));
            }
            _ => {
                let word = random.choice(&self.words).cloned().unwrap_or_default();
                data.splice(at..at, word);
            }
        }
    }
}

/// A dictionary word: `"text"`, with `\\`, `\"` and `\xAB`.
fn word(line: &str) -> Option<Vec<u8>> {
    let quoted = line.trim().strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = quoted.bytes();
    let mut word = Vec::new();
    while let Some(byte) = bytes.next() {
        word.push(match byte {
            b'\\' => match bytes.next()? {
                b'x' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                other => other,
            },
            other => other,
        });
    }
    Some(word)
}
