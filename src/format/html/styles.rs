//! What the style sheets inside a page hide.

use super::tree::Tree;
use std::collections::HashSet;

/// The most bytes of style sheets that are read.
const MAX_STYLES: usize = 8 << 20;

/// The classes (`.ad`) and names (`#bar`) that style sheets hide whatever else an element has or is in.
#[derive(Debug, Default)]
pub(super) struct Styles {
    hidden: HashSet<String>,
}

impl Styles {
    /// Reads the style sheets of a page.
    ///
    /// A class that any rule shows again is not hidden: which rule wins may depend on a script.
    pub(super) fn of(tree: &Tree) -> Self {
        let (mut hidden, mut shown) = (HashSet::new(), HashSet::new());
        let mut left = MAX_STYLES;
        for at in tree.elements(0..tree.len()).filter(|at| tree.name(*at) == "style") {
            for sheet in tree.content(at) {
                let Some(rest) = left.checked_sub(sheet.len()) else { break };
                left = rest;
                read(sheet, &mut hidden, &mut shown);
            }
        }
        hidden.retain(|selector| !shown.contains(selector));
        Self { hidden }
    }

    /// Whether an element is hidden by its class or name.
    pub(super) fn hide(&self, tree: &Tree, at: usize) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        let classes = tree.attribute(at, "class").unwrap_or_default().split_ascii_whitespace();
        let name = tree.attribute(at, "id").map(|id| format!("#{id}"));
        let mut selectors = classes.map(|class| format!(".{class}")).chain(name);
        selectors.any(|selector| self.hidden.contains(&selector))
    }
}

/// Reads the rules of a style sheet. Those for other media, and all with conditions, are passed over.
fn read(sheet: &str, hidden: &mut HashSet<String>, shown: &mut HashSet<String>) {
    let mut rest = sheet;
    while let Some((selectors, after)) = rest.split_once('{') {
        let selectors = selectors.rsplit(['}', ';']).next().unwrap_or_default();
        let selectors = selectors.rsplit("*/").next().unwrap_or_default().trim();
        if selectors.starts_with('@') {
            rest = after.get(block_end(after)..).unwrap_or_default();
            continue;
        }
        let (body, after) = after.split_once('}').unwrap_or((after, ""));
        rest = after;
        let Some(hides) = display(body) else { continue };
        for selector in selectors.split(',').map(str::trim) {
            let is_simple =
                selector.strip_prefix(['.', '#']).is_some_and(|name| name.chars().all(is_name));
            if hides && is_simple {
                hidden.insert(selector.to_owned());
            } else if !hides {
                shown.extend(parts(selector));
            }
        }
    }
}

/// The length of a block with blocks in it, after its brace.
fn block_end(text: &str) -> usize {
    let mut depth = 1usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// Whether declarations hide an element or show it; `None` if neither.
pub(super) fn display(declarations: &str) -> Option<bool> {
    let mut hides = None;
    for declaration in declarations.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.split('!').next().unwrap_or_default().trim();
        let is = |wanted: &str| value.eq_ignore_ascii_case(wanted);
        match name.trim() {
            name if name.eq_ignore_ascii_case("display") => {
                hides = Some(is("none") || hides == Some(true) && is("inherit"));
            }
            name if name.eq_ignore_ascii_case("visibility") && is("hidden") => hides = Some(true),
            _ => {}
        }
    }
    hides
}

/// The classes and names in the last part of a selector: `.a` and `.on` of `#x > .a.on`.
fn parts(selector: &str) -> Vec<String> {
    let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
    let last = last.split([':', '[']).next().unwrap_or_default();
    let starts = last.match_indices(['.', '#']).map(|(at, _)| at);
    let part = |at: usize| {
        let sign = last.get(at..at + 1)?;
        let name = last.get(at + 1..)?.split(['.', '#']).next()?;
        Some(format!("{sign}{name}"))
    };
    starts.filter_map(part).collect()
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hide_classes_that_no_other_rule_shows() {
        let (mut hidden, mut shown) = (HashSet::new(), HashSet::new());
        let sheet = "/* x */ .a , #b{ color: red; DISPLAY : none !important } @media print { .c { display: none } } \
                     .d{display:none} #x > .d.on:hover{display:block} .e .f{display:none} .g{visibility:hidden}";
        read(sheet, &mut hidden, &mut shown);
        hidden.retain(|selector| !shown.contains(selector));
        let mut hidden: Vec<String> = hidden.into_iter().collect();
        hidden.sort();
        assert_eq!(hidden, ["#b", ".a", ".g"]);
        for broken in ["{", "}", "a{", "@media{", "@x{{{", ".a{display:none", "}{}{"] {
            read(broken, &mut HashSet::new(), &mut HashSet::new());
        }
    }
}
