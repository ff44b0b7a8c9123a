//! What was measured: of which program, at which size, in numbers and as it is shown.

use std::time::Duration;

/// What indexing and searching are called in the table.
pub const TEXTS: &str = "cold indexing, text only, MB per CPU second";
pub const EVERYTHING: &str = "cold indexing, everything, MB per CPU second";
pub const PEAK: &str = "cold indexing, peak MiB";
pub const BESIDE: &str = "index over text, the stored text not counted";
pub const SEARCH: &str = "12 words, exact, over the files, ms";

/// A folder of five files in place of a number of megabytes.
pub const FIVE_FILES: usize = 0;

/// One figure of one program on one corpus.
pub struct Figure {
    /// Megabytes of the corpus, or [`FIVE_FILES`].
    pub size: usize,
    pub program: &'static str,
    pub measure: &'static str,
    /// Ready to be shown.
    pub shown: String,
    /// To be drawn and compared.
    pub value: f64,
}

/// Everything measured.
#[derive(Default)]
pub struct Figures(pub Vec<Figure>);

impl Figures {
    /// Keeps a figure and says it at once.
    pub fn add(
        &mut self,
        size: usize,
        program: &'static str,
        measure: &'static str,
        value: f64,
        shown: String,
    ) {
        eprintln!("{:>10}  {program:<14} {measure:<42} {shown}", name(size));
        self.0.push(Figure { size, program, measure, shown, value });
    }

    /// Keeps the median of times and shows it with the 99th percentile, in milliseconds.
    pub fn times(
        &mut self,
        size: usize,
        program: &'static str,
        measure: &'static str,
        mut times: Vec<Duration>,
    ) {
        if times.is_empty() {
            return;
        }
        times.sort_unstable();
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        let [half, most] = [50, 99].map(|share| at(share).as_secs_f64() * 1e3);
        self.add(size, program, measure, half, format!("{half:.3} / {most:.3}"));
    }

    /// The figure of a program, if it was measured.
    pub fn of(&self, size: usize, program: &str, measure: &str) -> Option<&Figure> {
        self.0.iter().find(|f| (f.size, f.program, f.measure) == (size, program, measure))
    }

    /// The sizes measured, from the smallest.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> = self.0.iter().map(|f| f.size).collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }
}

/// What a size is called.
pub fn name(size: usize) -> String {
    match size {
        FIVE_FILES => "five files".to_owned(),
        _ => format!("{size} MB"),
    }
}
