//! The results, by program and corpus size, as numbers and as text.

use std::time::Duration;

/// The names of the measures of indexing and searching in the table.
pub const TEXTS: &str = "cold indexing, text only, MB per CPU second";
pub const EVERYTHING: &str = "cold indexing, everything, MB per CPU second";
pub const PEAK: &str = "cold indexing, peak MiB";
pub const BESIDE: &str = "index over text, the stored text not counted";
pub const SEARCH: &str = "12 words, exact, over the files, ms";

/// Stands for a folder of five files in place of a number of megabytes.
pub const FIVE_FILES: usize = 0;

/// A figure for one program and one corpus.
pub struct Figure {
    /// The size of the corpus in MB, or [`FIVE_FILES`].
    pub size: usize,
    pub program: &'static str,
    pub measure: &'static str,
    /// For display.
    pub shown: String,
    /// For the picture and for comparisons.
    pub value: f64,
}

/// All figures.
#[derive(Default)]
pub struct Figures(pub Vec<Figure>);

impl Figures {
    /// Adds a figure and prints it.
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

    /// Adds the median of some times and prints it with the 99th percentile, in milliseconds.
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

    /// The sizes that were measured, in increasing order.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> = self.0.iter().map(|f| f.size).collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }
}

/// The name of a size.
pub fn name(size: usize) -> String {
    match size {
        FIVE_FILES => "five files".to_owned(),
        _ => format!("{size} MB"),
    }
}
