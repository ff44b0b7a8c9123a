//! The parts that a part of the package refers to.

use crate::format::archive::{Archive, resolve};
use crate::format::xml::{Node, Xml};

/// Relations of a part: the end of the type, and the name of the part it refers to.
#[derive(Debug, Default)]
pub(super) struct Relations(Vec<(String, String)>);

/// The most relations that are read: pictures and links have one each.
const MAX_RELATIONS: usize = 1 << 16;

impl Relations {
    /// The relations of a part; of the package for an empty name.
    pub(super) fn of(part: &str, archive: &Archive<'_>) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut relations = Self::default();
        let Some(xml) = archive.part(&format!("{folder}_rels/{name}.rels")) else {
            return relations;
        };
        let mut xml = Xml::new(xml);
        while let Some(node) = xml.next() {
            let Node::Start(element) = node else { continue };
            let (kind, target) = (element.attribute("Type"), element.attribute("Target"));
            if let (Some(kind), Some(target)) = (kind, target)
                && element.attribute("TargetMode").is_none_or(|mode| mode != "External")
                && relations.0.len() < MAX_RELATIONS
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.0.push((kind, resolve(part, &target)));
            }
        }
        relations
    }

    /// The part that is related in this way: `styles`.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == kind).map(|(_, part)| part.as_str())
    }
}
