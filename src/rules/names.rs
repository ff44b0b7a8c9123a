//! Names of rules that somebody may have meant.

/// Of these names of rules those most like another name, the most alike first; empty when none is like it.
pub(super) fn most_alike(
    names: impl Iterator<Item = &'static str>,
    name: &str,
) -> Vec<&'static str> {
    /// How alike a name must be, from 0 to 1 (Jaro-Winkler); clap takes .7 for its own suggestions.
    const ALIKE: f64 = 0.7;
    /// Names that are suggested at most.
    const MOST: usize = 3;
    let likeness = |rule: &'static str| (strsim::jaro_winkler(&name.to_lowercase(), rule), rule);
    let mut alike: Vec<(f64, &str)> =
        names.map(likeness).filter(|(likeness, _)| *likeness > ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}
