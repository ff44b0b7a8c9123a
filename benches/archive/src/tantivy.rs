//! tantivy on the same documents: a phrase for the exact words, any of the words for edited ones.

use crate::compare::{EDITED, EXACT, Figures, quotations};
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// Memory of its writer, in bytes.
const MEMORY: usize = 200_000_000;
/// Quotations looked up.
const LOOKUPS: usize = 500;
/// Documents asked for.
const BEST: usize = 8;

/// Indexes the sources of a folder beside it, and measures.
pub fn measure(folder: &Path, megabytes: usize, all: &mut Figures) -> tantivy::Result<()> {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("default")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let name = schema.add_text_field("name", STRING | STORED);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let place = folder.join("../tantivy");
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place)?;
    let before = cpu();
    let index = Index::create_in_dir(&place, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    for below in std::fs::read_dir(folder.join("sources"))?.flatten() {
        for file in std::fs::read_dir(below.path())?.flatten() {
            let mut document = TantivyDocument::default();
            document.add_text(name, file.file_name().to_string_lossy());
            document.add_text(text, std::fs::read_to_string(file.path())?);
            writer.add_document(document)?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let rate = megabytes as f64 / (cpu() - before);
    let mut add = |measure, value: f64, shown| all.add(megabytes, "tantivy", measure, value, shown);
    add("cold indexing, text only, MB per CPU second", rate, format!("{rate:.1}"));
    let files = std::fs::read_dir(&place)?.flatten().filter_map(|file| file.metadata().ok());
    let share = files.map(|m| m.len()).sum::<u64>() as f64 / (megabytes as f64 * 1e6);
    add("index over text, the stored text not counted", share, format!("{share:.2}"));
    let searcher = index.reader()?.searcher();
    let asked = Asked { searcher, name, text };
    for (file, exact, measure, found) in [
        ("exact.txt", true, EXACT, "12 words, exact, found"),
        ("edited.txt", false, EDITED, "12 words, 15 % edited, found"),
    ] {
        let cases = quotations(folder, file, LOOKUPS);
        let before = cpu();
        let mut right = 0;
        for (id, words) in &cases {
            right += usize::from(asked.finds(words, exact, id)?);
        }
        let mean = (cpu() - before) * 1e3 / cases.len() as f64;
        add(measure, mean, format!("{mean:.3}"));
        let share = 100.0 * right as f64 / cases.len() as f64;
        add(found, share, format!("{share:.0} %"));
    }
    std::fs::remove_dir_all(&place)?;
    Ok(())
}

struct Asked {
    searcher: Searcher,
    name: Field,
    text: Field,
}

impl Asked {
    /// Whether the document of that number is among the best.
    fn finds(&self, words: &str, exact: bool, id: &str) -> tantivy::Result<bool> {
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let terms: Vec<Term> =
            words.map(|word| Term::from_field_text(self.text, &word.to_lowercase())).collect();
        let query: Box<dyn Query> = match exact && terms.len() > 1 {
            true => Box::new(PhraseQuery::new(terms)),
            false => {
                let any = terms.into_iter().map(|term| {
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    (Occur::Should, Box::new(query) as Box<dyn Query>)
                });
                Box::new(BooleanQuery::new(any.collect()))
            }
        };
        let wanted = format!("{:07}.txt", id.parse::<usize>().unwrap_or_default());
        for (_, address) in
            self.searcher.search(&query, &TopDocs::with_limit(BEST).order_by_score())?
        {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let name = document.get_first(self.name).and_then(|v| v.as_str().map(str::to_owned));
            if name == Some(wanted.clone()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// CPU seconds of this process so far.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
