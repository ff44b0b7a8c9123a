//! One name means one thing, a `mod.rs` only lists its files, and no function is too long to read at once.

use super::sources;
use proc_macro2::Span;
use std::collections::BTreeMap;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A function may be longer when its comment says why, in a sentence that begins so.
const REASON: &str = "Long because";
const LONGEST: usize = 80;

/// Names of two types: a note has the quotations of its prose once more, with their places in its Markdown.
const EACH_ITS_OWN: &[&str] = &["Quotation"];

/// What one file shows to others, and its long functions.
#[derive(Default)]
struct Reader {
    types: Vec<String>,
    long: Vec<String>,
    /// The comments of the file, line by line.
    lines: Vec<String>,
}

impl Reader {
    fn named(&mut self, visibility: &syn::Visibility, name: &syn::Ident) {
        if matches!(visibility, syn::Visibility::Public(_)) {
            self.types.push(name.to_string());
        }
    }

    fn function(&mut self, name: &syn::Ident, body: Span) {
        let (first, last) = (name.span().start().line, body.end().line);
        let length = last + 1 - first;
        // The comment is before the function or at the start of its body.
        let near = self.lines.get(first.saturating_sub(8)..(first + 4).min(self.lines.len()));
        let reasoned = near.unwrap_or_default().iter().any(|line| line.contains(REASON));
        if length > LONGEST && !reasoned {
            self.long.push(format!("{name}, {length} lines"));
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.named(&item.vis, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.named(&item.vis, &item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.named(&item.vis, &item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.named(&item.vis, &item.ident);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig.ident, item.block.span());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig.ident, item.block.span());
        visit::visit_impl_item_fn(self, item);
    }
}

fn read(text: &str) -> Reader {
    let lines = text.lines().map(str::to_owned).collect();
    let mut reader = Reader { lines, ..Reader::default() };
    reader.visit_file(&syn::parse_file(text).unwrap());
    reader
}

#[test]
fn a_name_is_one_type() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, path, text) in sources() {
        for name in read(&text).types {
            files.entry(name).or_default().push(path.display().to_string());
        }
    }
    files.retain(|name, files| files.len() > 1 && !EACH_ITS_OWN.contains(&name.as_str()));
    assert!(files.is_empty(), "types of one name:\n{files:#?}");
}

#[test]
fn functions_are_seen_whole() {
    let mut long = Vec::new();
    for (_, path, text) in sources() {
        long.extend(read(&text).long.iter().map(|it| format!("src/{}: {it}", path.display())));
    }
    let found = long.join("\n");
    assert!(long.is_empty(), "longer than {LONGEST} lines, without “{REASON} …”:\n{found}");
}

#[test]
fn a_mod_file_defines_nothing() {
    let defines = |item: &syn::Item| !matches!(item, syn::Item::Mod(_) | syn::Item::Use(_));
    let mut wrong = Vec::new();
    for (_, path, text) in sources().into_iter().filter(|(_, path, _)| path.ends_with("mod.rs")) {
        if syn::parse_file(&text).unwrap().items.iter().any(defines) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "what these define belongs into files of its own: {wrong:?}");
}
