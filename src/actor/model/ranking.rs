//! The order of all actors, the most often named first.

use super::actor::ActorIndex;

/// All actors in order, and the rank of each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    order: Vec<ActorIndex>,
    /// By [`ActorIndex`]; `u32::MAX` for unused numbers.
    ranks: Vec<u32>,
}

impl Ranking {
    /// Ranks these actors in this order; `numbers` is the size of the table. `None` when an index exceeds it.
    pub(crate) fn of(order: Vec<ActorIndex>, numbers: usize) -> Option<Self> {
        let mut ranks = vec![u32::MAX; numbers];
        for (rank, index) in (0u32..).zip(&order) {
            *ranks.get_mut(index.0 as usize)? = rank;
        }
        Some(Self { order, ranks })
    }

    /// All actors, the most often named first.
    pub(crate) fn order(&self) -> &[ActorIndex] {
        &self.order
    }

    /// How many actors are named more often.
    pub(crate) fn rank(&self, index: ActorIndex) -> Option<u32> {
        self.ranks.get(index.0 as usize).copied().filter(|rank| *rank != u32::MAX)
    }

    /// The size of the table, unused indexes included.
    pub(crate) fn numbers(&self) -> usize {
        self.ranks.len()
    }
}
