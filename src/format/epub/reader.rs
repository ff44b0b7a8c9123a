//! Reads a book: its pages in order, and where its chapters and printed pages begin.

use super::chapters::numbered;
use super::contents::{Contents, Entry, Target};
use super::package::{MAX_SETTINGS, Package, description, is_encrypted};
use crate::format::archive::Archive;
use crate::format::builder::TextBuilder;
use crate::format::charset::Charset;
use crate::format::extraction::{Extraction, Format, Input};
use crate::format::html;
use crate::format::illegible::{Illegible, MAX_TEXT};
use crate::format::milestone::{Milestone, Unit};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// E-books.
pub const EPUB: Format = Format { name: "EPUB", extensions: &["epub"], converts: true, extract };

/// The most bytes of pages: markup is no more than a few times the text.
const MAX_PAGES: usize = 3 * MAX_TEXT;

fn extract(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let archive = Archive::open(input.bytes())?;
    read(&archive)
}

/// Whether an archive is a book.
pub(in crate::format) fn is_book(archive: &Archive<'_>) -> bool {
    archive.has("META-INF/container.xml")
}

/// Reads a book.
///
/// # Errors
/// Why it cannot be read.
pub(in crate::format) fn read(archive: &Archive<'_>) -> Result<Extraction<'static>, Illegible> {
    if archive.is_encrypted() || is_encrypted(archive) {
        return Err(Illegible::Encrypted);
    }
    let path = description(archive).ok_or(Illegible::Damaged("has no book in its archive"))?;
    let part = archive.part(&path).ok_or(Illegible::Damaged("has no list of its pages"))?;
    let package = Package::read(&path, part.take(MAX_SETTINGS));
    let mut pages = Pages::default();
    for page in package.pages() {
        pages.read(page, archive)?;
    }
    let settings = |path: &str| archive.part(path).map(|part| part.take(MAX_SETTINGS));
    let navigation = package.navigation().and_then(|path| Some((path, settings(path)?)));
    let mut contents = navigation.map(|(path, part)| Contents::of_page(path, part));
    if contents.as_ref().is_none_or(|contents| contents.chapters.is_empty()) {
        let ncx = package.ncx().and_then(|path| Some((path, settings(path)?)));
        contents = ncx.map(|(path, part)| Contents::of_ncx(path, part)).or(contents);
    }
    if archive.is_too_large() {
        return Err(Illegible::TooMuchText);
    }
    let properties = package.properties();
    let contents = contents.unwrap_or_default();
    let milestones = pages.milestones(&contents, properties.title.as_deref());
    let mut text = pages.text;
    text.place(milestones);
    let mut read = text.finish(Charset::UTF_8, properties)?;
    read.problems = archive.problems();
    Ok(read)
}

/// The pages of a book that are read.
#[derive(Debug, Default)]
struct Pages {
    text: TextBuilder,
    read: BTreeSet<String>,
    /// How many bytes they have.
    size: usize,
    /// Where pages and elements with an identifier begin.
    places: BTreeMap<Target, usize>,
    /// Where printed pages begin, as marked in the text.
    printed: Vec<(String, usize)>,
}

impl Pages {
    /// Reads a page, unless it was.
    fn read(&mut self, path: &str, archive: &Archive<'_>) -> Result<(), Illegible> {
        if !self.read.insert(path.to_owned()) || self.text.is_full() {
            return Ok(());
        }
        let Some(bytes) = archive.bytes(path, MAX_TEXT as u64) else { return Ok(()) };
        self.size += bytes.len();
        if self.size > MAX_PAGES {
            return Err(Illegible::TooMuchText);
        }
        let decoded = html::decode_html(&bytes);
        let page = decoded.map_or_else(|_| String::from_utf8_lossy(&bytes), |(page, _)| page);
        self.places.insert((path.to_owned(), String::new()), self.text.len());
        self.text.keep_anchors();
        html::write(&page, true, &mut self.text);
        self.text.end();
        let anchors = self.text.take_anchors();
        for (id, at) in anchors.ids {
            self.places.entry((path.to_owned(), id)).or_insert(at);
        }
        self.printed.extend(anchors.pages);
        Ok(())
    }

    /// Where an entry leads: to the element, or to its page if that has no such element.
    fn place(&self, entry: &Entry) -> Option<usize> {
        let target = entry.target.as_ref()?;
        let page = || self.places.get(&(target.0.clone(), String::new()));
        self.places.get(target).or_else(page).copied()
    }

    fn milestones(&self, contents: &Contents, title: Option<&str>) -> Vec<Milestone> {
        let mut entries: Vec<(usize, &Entry)> = Vec::new();
        for entry in &contents.chapters {
            entries.extend(self.place(entry).map(|at| (at, entry)));
        }
        entries.sort_by_key(|(at, _)| *at);
        let ordered: Vec<Entry> = entries.iter().map(|(_, entry)| (*entry).clone()).collect();
        let chapters = numbered(&ordered, title).into_iter().filter_map(|(entry, number)| {
            let label = (!entry.title.is_empty()).then(|| entry.title.clone());
            Some(Milestone { at: self.place(entry)?, unit: Unit::Chapter, number, label })
        });
        let mut milestones: Vec<Milestone> = chapters.collect();
        if contents.pages.is_empty() {
            milestones.extend(self.printed.iter().filter_map(|(label, at)| printed(*at, label)));
        }
        for page in &contents.pages {
            milestones.extend(self.place(page).and_then(|at| printed(at, &page.title)));
        }
        milestones
    }
}

/// A printed page. One that has no number, as those before the text, which are counted `xii`, is number 0.
fn printed(at: usize, label: &str) -> Option<Milestone> {
    let number = label.parse().unwrap_or(0);
    let label = (number == 0).then(|| label.to_owned());
    (label.as_deref() != Some("")).then_some(Milestone { at, unit: Unit::Page, number, label })
}
