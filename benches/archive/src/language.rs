//! A model of English (a Markov chain) trained on the documentation of packages.

use std::collections::HashMap;
use std::path::Path;

/// The most words of training text: more only make the start slower, not the sentences better.
const ENOUGH: usize = 2_000_000;

/// A pseudo-random generator (splitmix64) with the same sequence in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n.max(1)
    }

    /// A rank below `n`, distributed by Zipf's law.
    pub fn rank(&mut self, n: usize) -> usize {
        let uniform = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((n as f64 + 1.0).powf(uniform) as usize).clamp(1, n) - 1
    }
}

/// The model. Word 0 ends a sentence.
pub struct Language {
    words: Vec<String>,
    text: Vec<u32>,
    /// Positions in `text`, sorted by the two words there.
    order: Vec<u32>,
    /// For each word, its first index in `order`.
    first: Vec<u32>,
}

impl Language {
    /// Trains on the documentation of all packages below a folder, in the order of their paths.
    pub fn learn(folder: &Path) -> Self {
        let mut files = Vec::new();
        collect(folder, &mut files);
        files.sort();
        let mut language =
            Self { words: vec![".".into()], text: vec![0], order: vec![], first: vec![] };
        let mut numbers = HashMap::from([(".".to_owned(), 0u32)]);
        for file in files {
            if language.text.len() > ENOUGH {
                break;
            }
            let Ok(content) = std::fs::read_to_string(&file) else { continue };
            let code = file.extension().is_some_and(|e| e == "rs");
            for sentence in sentences(&content, code) {
                for word in sentence {
                    let next = numbers.len() as u32;
                    let number = *numbers.entry(word.clone()).or_insert_with(|| {
                        language.words.push(word);
                        next
                    });
                    language.text.push(number);
                }
                language.text.push(0);
            }
        }
        let pair = |p: u32| {
            let at = p as usize;
            (language.text[at], language.text.get(at + 1).copied().unwrap_or(0))
        };
        let mut order: Vec<u32> = (0..language.text.len() as u32 - 1).collect();
        order.sort_by_key(|p| (pair(*p), *p));
        let mut first = vec![0u32; language.words.len() + 1];
        for p in &order {
            first[pair(*p).0 as usize + 1] += 1;
        }
        for i in 1..first.len() {
            first[i] += first[i - 1];
        }
        (language.order, language.first) = (order, first);
        language
    }

    /// The number of words and of distinct words in the training text.
    pub fn size(&self) -> (usize, usize) {
        (self.text.len(), self.words.len())
    }

    /// A sentence of at least `least` words, without its full stop. Half of the words are chosen by the preceding word, half
    /// by the two preceding words: by two alone, a large text would have few trigrams that the training text lacks.
    pub fn sentence(&self, dice: &mut Dice, least: usize) -> String {
        let mut out = String::new();
        let (mut before, mut last, mut count) = (0u32, 0u32, 0);
        while count < 40 {
            let next = self.next(before, last, dice);
            if next == 0 {
                if count >= least {
                    break;
                }
                (before, last) = (0, 0);
                continue;
            }
            let word = &self.words[next as usize];
            if count == 0 {
                let mut letters = word.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
            } else {
                out.push(' ');
                out.push_str(word);
            }
            (before, last) = (last, next);
            count += 1;
        }
        out.truncate(out.trim_end_matches([',', ';', ':']).len());
        out
    }

    fn next(&self, before: u32, last: u32, dice: &mut Dice) -> u32 {
        let second = |p: u32| self.text.get(p as usize + 1).copied().unwrap_or(0);
        if before != 0 && dice.below(2) == 0 {
            let all = self.places(before);
            let from = all.partition_point(|p| second(*p) < last);
            let to = all.partition_point(|p| second(*p) <= last);
            if from < to {
                let place = all[from + dice.below(to - from)];
                return self.text.get(place as usize + 2).copied().unwrap_or(0);
            }
        }
        let all = self.places(last);
        all.get(dice.below(all.len())).map_or(0, |p| second(*p))
    }

    fn places(&self, word: u32) -> &[u32] {
        &self.order[self.first[word as usize] as usize..self.first[word as usize + 1] as usize]
    }
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&path, files),
            Ok(kind)
                if kind.is_file() && path.extension().is_some_and(|e| e == "md" || e == "rs") =>
            {
                files.push(path);
            }
            _ => {}
        }
    }
}

/// The sentences of a documentation text that are prose: five or more plain words.
fn sentences(content: &str, code: bool) -> Vec<Vec<String>> {
    let mut prose = String::new();
    let mut fenced = false;
    for line in content.lines() {
        let line = line.trim();
        let line = match code {
            true => match line.strip_prefix("///").or(line.strip_prefix("//!")) {
                Some(text) => text.trim(),
                None => {
                    prose.push_str(" . ");
                    continue;
                }
            },
            false => line,
        };
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if fenced || line.is_empty() || line.starts_with(['#', '|', '<', '[', '*', '-']) {
            prose.push_str(" . ");
            continue;
        }
        prose.push_str(line);
        prose.push(' ');
    }
    let mut found = Vec::new();
    let mut sentence = Vec::new();
    let mut plain = true;
    for token in prose.split_whitespace() {
        let ends = token.ends_with(['.', '!', '?']);
        let word = token.trim_end_matches(['.', '!', '?']);
        let bare = word.trim_end_matches([',', ';', ':']);
        let is_word = !bare.is_empty()
            && bare.chars().all(|c| c.is_ascii_lowercase() || c == '\'' || c == '-');
        let begins = sentence.is_empty()
            && bare.starts_with(|c: char| c.is_ascii_uppercase())
            && bare.chars().skip(1).all(|c| c.is_ascii_lowercase());
        if is_word || begins {
            sentence.push(word.to_lowercase());
        } else if !word.is_empty() {
            plain = false;
        }
        if ends {
            if plain && sentence.len() >= 5 && sentence.len() <= 40 {
                found.push(std::mem::take(&mut sentence));
            }
            sentence.clear();
            plain = true;
        }
    }
    found
}
