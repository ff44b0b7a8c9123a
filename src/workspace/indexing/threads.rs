//! Work shared out among threads.

/// Threads that read: the editor and the answers need the others.
const THREADS: usize = 2;

/// What a function makes of each of some things, in their order.
pub(super) fn on_all_threads<T: Sync, R: Send>(
    things: &[T],
    made: &(dyn Fn(&T) -> R + Sync),
) -> Vec<R> {
    let share = things.len().div_ceil(THREADS).max(1);
    let all = |part: &[T]| part.iter().map(made).collect::<Vec<_>>();
    let mut parts = things.chunks(share);
    let first = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| (part, scope.spawn(move || all(part)))).collect();
        let mut found = all(first);
        for (part, other) in others {
            // A thread that failed left its part undone.
            found.extend(other.join().unwrap_or_else(|_| all(part)));
        }
        found
    })
}
