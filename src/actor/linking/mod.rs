//! Linking: which names of one document mean the same actor.

mod candidates;
mod kinds;
mod linkage;

pub(super) use kinds::{DocumentKey, KindVotes};
pub(super) use linkage::{Cluster, Link, Linkage};
