//! The task that gives memory back while nobody asks: the pages of the index that answers were read from.

use super::session::Session;
use crate::workspace::load;
use std::sync::Arc;
use std::time::Duration;

/// How long nobody may have asked. The system keeps the pages as long as it has room for them: who asks again gets them back
/// within microseconds.
const IDLE: Duration = Duration::from_secs(5);

/// Runs until the process ends.
pub(super) async fn run(session: Arc<Session>) {
    let (mut seen, mut released) = (session.asked(), false);
    loop {
        tokio::time::sleep(IDLE).await;
        let asked = session.asked();
        if asked != seen {
            (seen, released) = (asked, false);
        } else if !released {
            load::release();
            released = true;
        }
    }
}
