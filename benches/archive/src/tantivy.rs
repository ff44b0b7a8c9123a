//! Measures tantivy on the same documents: phrase queries for exact words, any-word queries for edited ones.

use crate::figures::{BESIDE, Figures, TEXTS};
use crate::lookups::{KINDS, each};
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// The memory of the index writer, in bytes.
const MEMORY: usize = 200_000_000;
/// The number of documents requested.
const BEST: usize = 8;

/// Indexes the sources of a folder, with the index beside it, and measures.
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
    add(TEXTS, rate, format!("{rate:.1}"));
    let files = std::fs::read_dir(&place)?.flatten().filter_map(|file| file.metadata().ok());
    let share = files.map(|m| m.len()).sum::<u64>() as f64 / (megabytes as f64 * 1e6);
    add(BESIDE, share, format!("{share:.2}"));
    crate::machine::written();
    let searcher = index.reader()?.searcher();
    let asked = Asked { searcher, name, text };
    for kind in &KINDS {
        let (times, found) = each(folder, kind, |words, name| {
            asked.finds(words, kind.exact, name).unwrap_or_default()
        });
        all.times(megabytes, "tantivy", kind.time, times);
        all.add(megabytes, "tantivy", kind.found, found, format!("{found:.0} %"));
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
    /// Whether the document of that name is among the results.
    fn finds(&self, words: &str, exact: bool, wanted: &str) -> tantivy::Result<bool> {
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
        for (_, address) in
            self.searcher.search(&query, &TopDocs::with_limit(BEST).order_by_score())?
        {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let name = document.get_first(self.name).and_then(|v| v.as_str().map(str::to_owned));
            if name.as_deref() == Some(wanted) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The CPU time of this process so far, in seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
