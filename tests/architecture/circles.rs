//! No circle of files: inside a room, too, arrows go from the whole to its parts. An arrow goes from a file to the file that
//! *defines* a name it uses; re-exports of a `mod.rs` are looked through. Tests inside files draw no arrows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// From each file to the files it needs, with the names it takes from them.
type Arrows = BTreeMap<PathBuf, BTreeMap<PathBuf, BTreeSet<String>>>;

/// The files with which a crate begins.
fn crate_roots() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut roots: Vec<PathBuf> =
        ["src/lib.rs", "src/main.rs", "benches/archive/src/main.rs", "editors/zed/src/lib.rs"]
            .map(|path| root.join(path))
            .into();
    for folder in ["benches", "examples"] {
        let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        roots.extend(entries.filter_map(|path| match path.extension() {
            Some(extension) => (extension == "rs").then_some(path),
            None => Some(path.join("main.rs")).filter(|main| main.exists()),
        }));
    }
    roots.retain(|path| path.exists());
    roots
}

/// A module with its own file.
#[derive(Default)]
struct Module {
    file: PathBuf,
    /// What it defines.
    items: BTreeSet<String>,
    /// What it brings in by name, and where from.
    imports: BTreeMap<String, Vec<String>>,
    /// Modules of which it brings in everything.
    globs: Vec<Vec<String>>,
    /// All paths that its code names.
    named: Vec<Vec<String>>,
}

/// The modules of a crate by their paths; the root's is empty.
#[derive(Default)]
struct Crate {
    modules: BTreeMap<Vec<String>, Module>,
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

impl Crate {
    fn read(root: &Path) -> Self {
        let mut read = Self::default();
        read.add(root, root.parent().unwrap(), Vec::new());
        read
    }

    /// Adds the module of a file; `folder` has the files of its children.
    fn add(&mut self, file: &Path, folder: &Path, path: Vec<String>) {
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let mut reader = Reader::default();
        reader.visit_file(&parsed);
        let mut module = reader.module;
        module.file = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned();
        self.modules.insert(path.clone(), module);
        for (name, written) in reader.children {
            let path = path.iter().cloned().chain([name.clone()]).collect();
            let own = folder.join(&name);
            let found = match written {
                Some(written) => file.parent().unwrap().join(written),
                None if own.with_extension("rs").exists() => own.with_extension("rs"),
                None => own.join("mod.rs"),
            };
            let is_mod = found.file_name().is_some_and(|name| name == "mod.rs");
            let children = if is_mod { found.parent().unwrap().to_owned() } else { own };
            self.add(&found, &children, path);
        }
    }

    /// The file that defines what a path means in a module.
    fn defining(&self, here: &[String], path: &[String], depth: usize) -> Option<&Path> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let module = self.modules.get(here)?;
        let parent = || here.split_last().map(|(_, parent)| parent);
        match first.as_str() {
            "crate" | "onrecord" => self.inside(&[], rest, depth),
            "self" => self.inside(here, rest, depth),
            "super" if rest.first().is_some_and(|next| next == "super") => {
                self.defining(parent()?, rest, depth)
            }
            "super" => self.inside(parent()?, rest, depth),
            // A function may have the name of a module: what goes on is a module's.
            _ if !rest.is_empty() && self.has_child(here, first) => self.inside(here, path, depth),
            name => match module.imports.get(name) {
                Some(import) if import.as_slice() != path => {
                    let whole: Vec<String> = import.iter().chain(rest).cloned().collect();
                    self.defining(here, &whole, depth)
                }
                _ => self.inside(here, path, depth),
            },
        }
    }

    fn has_child(&self, module: &[String], name: &str) -> bool {
        let child: Vec<String> =
            module.iter().map(String::as_str).chain([name]).map(str::to_owned).collect();
        self.modules.contains_key(&child)
    }

    /// The file that defines what a path means from the outside of a module.
    fn inside(&self, module: &[String], path: &[String], depth: usize) -> Option<&Path> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let child: Vec<String> = module.iter().chain([first]).cloned().collect();
        if self.modules.contains_key(&child) {
            return self.inside(&child, rest, depth);
        }
        let found = self.modules.get(module)?;
        if found.items.contains(first) {
            return Some(&found.file);
        }
        if let Some(import) = found.imports.get(first) {
            let whole: Vec<String> = import.iter().chain(rest).cloned().collect();
            return self.defining(module, &whole, depth);
        }
        found.globs.iter().find_map(|glob| {
            let whole: Vec<String> = glob.iter().chain(path).cloned().collect();
            self.defining(module, &whole, depth)
        })
    }

    fn arrows(&self, arrows: &mut Arrows) {
        for (here, module) in &self.modules {
            for path in &module.named {
                let Some(file) = self.defining(here, path, 32) else { continue };
                if file != module.file {
                    let names = arrows.entry(module.file.clone()).or_default();
                    names.entry(file.to_owned()).or_default().extend(path.last().cloned());
                }
            }
        }
    }
}

/// Reads what one file defines, brings in and names.
#[derive(Default)]
struct Reader {
    module: Module,
    /// Modules in files of their own, and the file where one is written.
    children: Vec<(String, Option<String>)>,
}

impl Reader {
    fn import(&mut self, tree: &syn::UseTree, mut path: Vec<String>) {
        match tree {
            syn::UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.import(&tree.tree, path);
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(tree, path.clone()));
            }
            syn::UseTree::Glob(_) => self.module.globs.push(path),
            syn::UseTree::Name(name) => {
                self.imported(path, name.ident.to_string(), name.ident.to_string());
            }
            syn::UseTree::Rename(name) => {
                self.imported(path, name.ident.to_string(), name.rename.to_string());
            }
        }
    }

    fn imported(&mut self, mut path: Vec<String>, name: String, called: String) {
        match name.as_str() {
            "self" => {
                let called = if called == "self" { path.last().cloned() } else { Some(called) };
                self.module.imports.extend(called.map(|called| (called, path)));
            }
            _ => {
                path.push(name);
                self.module.named.push(path.clone());
                self.module.imports.insert(called, path);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item::{Const, Enum, Fn, Macro, Mod, Static, Struct, Trait, Type, Union, Use};
        let (name, attributes) = match item {
            Const(it) => (Some(&it.ident), &it.attrs),
            Enum(it) => (Some(&it.ident), &it.attrs),
            Fn(it) => (Some(&it.sig.ident), &it.attrs),
            Macro(it) => (it.ident.as_ref(), &it.attrs),
            Static(it) => (Some(&it.ident), &it.attrs),
            Struct(it) => (Some(&it.ident), &it.attrs),
            Trait(it) => (Some(&it.ident), &it.attrs),
            Type(it) => (Some(&it.ident), &it.attrs),
            Union(it) => (Some(&it.ident), &it.attrs),
            Use(it) => {
                if !is_test(&it.attrs) {
                    self.import(&it.tree, Vec::new());
                }
                return;
            }
            Mod(it) if it.content.is_none() => {
                if !is_test(&it.attrs) {
                    let written = it.attrs.iter().find_map(|attribute| match &attribute.meta {
                        syn::Meta::NameValue(meta) if meta.path.is_ident("path") => {
                            match &meta.value {
                                syn::Expr::Lit(syn::ExprLit {
                                    lit: syn::Lit::Str(file), ..
                                }) => Some(file.value()),
                                _ => None,
                            }
                        }
                        _ => None,
                    });
                    self.children.push((it.ident.to_string(), written));
                }
                return;
            }
            Mod(it) => (None, &it.attrs),
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            self.module.items.extend(name.map(ToString::to_string));
            visit::visit_item(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.module.named.push(path.segments.iter().map(|s| s.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    /// Inside a macro's call there are only tokens: runs of `a::b::c` are taken for paths.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        let spaced = call.tokens.to_string().replace(" :: ", "::");
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let paths = spaced.split(|c| !is_path(c)).filter(|path| path.contains("::"));
        let segments = |path: &str| path.split("::").map(str::to_owned).collect();
        self.module.named.extend(paths.map(segments));
    }
}

/// Arrows of the scripts below a folder: `import … from './x'` of TypeScript, `require('onrecord.x')` of Lua.
fn arrows_of_scripts(folder: &Path, arrows: &mut Arrows) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "node_modules") {
                arrows_of_scripts(&path, arrows);
            }
            continue;
        }
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_owned();
        let text = match extension.as_str() {
            "ts" | "mjs" | "lua" => fs::read_to_string(&path).unwrap().replace('\'', "\""),
            _ => continue,
        };
        let found = |written: &str| match extension.as_str() {
            "lua" => {
                let plugin = path.ancestors().find(|a| a.ends_with("neovim"))?;
                let file = plugin.join("lua").join(written.replace('.', "/"));
                [file.with_extension("lua"), file.join("init.lua")].into_iter().find(|f| f.exists())
            }
            _ => {
                let file = path.parent()?.join(written.strip_prefix("./").unwrap_or(written));
                let file = if file.exists() { file } else { file.with_extension("ts") };
                file.canonicalize().ok()
            }
        };
        let begins = if extension == "lua" { "require(\"" } else { "from \"" };
        let relative =
            |path: &Path| path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).to_owned();
        for rest in text.split(begins).skip(1) {
            let Some(written) = rest.split('"').next() else { continue };
            if let Some(file) = found(written).filter(|file| *file != path) {
                let names = arrows.entry(relative(&path)).or_default();
                names.entry(relative(&file)).or_default().insert(written.to_owned());
            }
        }
    }
}

/// All files that a file needs, directly or through others.
fn needed<'a>(arrows: &'a Arrows, file: &'a Path) -> BTreeSet<&'a Path> {
    let mut needed = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        for next in arrows.get(file).into_iter().flat_map(BTreeMap::keys) {
            if needed.insert(next.as_path()) {
                open.push(next);
            }
        }
    }
    needed
}

/// The circles of files, each with its arrows and the names that draw them.
fn circles(arrows: &Arrows) -> Vec<String> {
    let reach: BTreeMap<&Path, BTreeSet<&Path>> =
        arrows.keys().map(|file| (file.as_path(), needed(arrows, file))).collect();
    let reaches = |a: &Path, b: &Path| reach.get(a).is_some_and(|needed| needed.contains(b));
    let mut seen: BTreeSet<&Path> = BTreeSet::new();
    let mut circles = Vec::new();
    for file in arrows.keys() {
        if !reaches(file, file) || !seen.insert(file) {
            continue;
        }
        let inside = |other: &&PathBuf| reaches(file, other) && reaches(other, file);
        let members: Vec<&PathBuf> = arrows.keys().filter(inside).collect();
        let mut circle = format!("a circle of {} files:", members.len());
        for member in members {
            seen.insert(member);
            for (other, names) in arrows[member].iter().filter(|(other, _)| inside(other)) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let names = names.join(", ");
                circle += &format!("\n  {} -> {}: {names}", member.display(), other.display());
            }
        }
        circles.push(circle);
    }
    circles
}

#[test]
fn no_circle_of_files() {
    let mut arrows = Arrows::new();
    for root in crate_roots() {
        Crate::read(&root).arrows(&mut arrows);
    }
    arrows_of_scripts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("editors"), &mut arrows);
    let drawn = |from: &str, to: &str| {
        arrows.get(Path::new(from)).is_some_and(|to_files| to_files.contains_key(Path::new(to)))
    };
    // That arrows are seen at all, in each language.
    assert!(drawn("src/server/methods/hover.rs", "src/server/document.rs"));
    assert!(drawn("editors/vscode/src/extension.ts", "editors/vscode/src/server.ts"));
    assert!(drawn("editors/neovim/plugin/onrecord.lua", "editors/neovim/lua/onrecord/init.lua"));
    let found = circles(&arrows);
    assert!(found.is_empty(), "{} circles\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let file = |name: &str| PathBuf::from(name);
    let to = |name: &str| BTreeMap::from([(file(name), BTreeSet::from(["it".to_owned()]))]);
    let line = [("a", to("b")), ("b", to("c"))].map(|(from, to)| (file(from), to));
    assert!(circles(&BTreeMap::from(line.clone())).is_empty());
    let mut circle = BTreeMap::from(line);
    circle.insert(file("c"), to("a"));
    assert_eq!(
        circles(&circle),
        ["a circle of 3 files:\n  a -> b: it\n  b -> c: it\n  c -> a: it"]
    );
}
