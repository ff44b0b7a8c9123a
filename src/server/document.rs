//! A document as a question finds it.

use super::convert;
use super::protocol::{Position, Range};
use crate::text::{Encoding, Span, Text};
use crate::workspace::Snapshot;
use std::path::PathBuf;
use std::sync::Arc;

/// A document at one moment.
pub(super) struct DocumentSnapshot {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) path: PathBuf,
    pub(super) lines: Text,
    pub(super) encoding: Encoding,
}

impl DocumentSnapshot {
    /// A position of the client as a byte offset.
    pub(super) fn offset(&self, position: Position) -> usize {
        convert::offset(&self.lines, position, self.encoding)
    }

    /// Whether questions about a byte of it cost so little that they are answered where they are read.
    pub(super) fn is_at_hand(&self, offset: usize) -> bool {
        let Self { snapshot, path, .. } = self;
        snapshot.note(path).is_none_or(|note| snapshot.is_at_hand(path, note, offset))
    }

    /// A byte span as the client counts it.
    pub(super) fn range(&self, span: Span) -> Range {
        convert::range(&self.lines, span, self.encoding)
    }

    /// A range of the client as a byte span.
    pub(super) fn span(&self, range: Range) -> Span {
        convert::span(&self.lines, range, self.encoding)
    }
}
