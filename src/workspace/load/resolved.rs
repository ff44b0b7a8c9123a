//! What a plan comes to: its folders with what their own files say. Read once, for all that is done by it.

use crate::actor::ActorEntries;
use crate::workspace::actors::UserActors;
use crate::workspace::cache::Cache;
use crate::workspace::folder::{Folder, corpora};
use crate::workspace::folder_reading::{read_known_actors, read_place};
use crate::workspace::plan::Plan;
use crate::workspace::problem::Problem;
use crate::workspace::root::{RootFolder, places};

/// A plan with what the files of its folders say.
pub(super) struct ResolvedPlan<'p> {
    pub(super) plan: &'p Plan,
    pub(super) places: Vec<RootFolder>,
    /// For each place its folder.
    pub(super) folders: Vec<Folder>,
    pub(super) actors: UserActors,
    /// What is wrong with these files.
    pub(super) problems: Vec<Problem>,
    /// The cache of the corpus, whether or not there is anything in it.
    pub(super) cache: Option<Cache>,
}

impl<'p> ResolvedPlan<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let places = places(plan);
        let (mut folders, mut problems) = (Vec::new(), Vec::new());
        let mut actors = ActorEntries::default();
        for place in &places {
            let (folder, wrong) = read_place(place, plan);
            problems.extend(wrong);
            read_known_actors(&folder, plan, &mut actors, &mut problems);
            folders.push(folder);
        }
        let cache = plan.cache(&corpora(&folders));
        Self { plan, places, folders, actors: UserActors::of(actors), problems, cache }
    }
}
