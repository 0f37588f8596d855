//! Many threads, one order: work is done in parallel, results are handed over as listed.
//! Knows nothing of what the work is.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use rayon::ThreadPoolBuilder;

/// As deep as the main thread's: a deeply nested file must not depend on `--jobs`.
const STACK: usize = 8 << 20;
/// Results that may wait to be taken before workers pause.
const QUEUE: usize = 64;
/// How often progress is told while nothing arrives.
const TICK: Duration = Duration::from_millis(100);

/// What [`in_order`] tells its caller.
pub(super) enum Event<R> {
    /// The next result, in the order of the items.
    Next(R),
    /// How many items are done, in whatever order; told now and then.
    Done(usize),
}

/// Does `work` on each of `items` on up to `jobs` threads and tells `hear` how it goes, which may break off.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut hear: impl FnMut(Event<R>) -> ControlFlow<()>,
) {
    let pool = if jobs > 1 && items.len() > 1 {
        ThreadPoolBuilder::new().num_threads(jobs.min(items.len())).stack_size(STACK).build().ok()
    } else {
        None
    };
    let Some(pool) = pool else {
        for (count, item) in items.iter().enumerate() {
            if hear(Event::Done(count)).is_break() || hear(Event::Next(work(item))).is_break() {
                return;
            }
        }
        return;
    };
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let (sender, receiver) = mpsc::sync_channel(QUEUE);
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads() {
            let (sender, next, stop, work) = (sender.clone(), &next, &stop, &work);
            scope.spawn(move |_| {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    if sender.send((index, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // The receiver goes when this returns, so no worker is left waiting to send.
        sort_out(receiver, &mut hear);
        stop.store(true, Ordering::Relaxed);
    });
}

/// Hands on what arrives as soon as everything before it was handed on.
#[expect(clippy::needless_pass_by_value, reason = "dropping the receiver is what releases the workers")]
fn sort_out<R>(receiver: Receiver<(usize, R)>, hear: &mut impl FnMut(Event<R>) -> ControlFlow<()>) {
    let mut early = BTreeMap::new();
    let mut due = 0;
    loop {
        match receiver.recv_timeout(TICK) {
            Ok((index, result)) => early.insert(index, result),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        while let Some(result) = early.remove(&due) {
            if hear(Event::Next(result)).is_break() {
                return;
            }
            due += 1;
        }
        if hear(Event::Done(due + early.len())).is_break() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads_do() {
        let items: Vec<usize> = (0..500).collect();
        for jobs in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |item: &usize| {
                std::thread::sleep(Duration::from_micros((item * 7919 % 50) as u64));
                *item
            };
            in_order(&items, jobs, work, |event| {
                if let Event::Next(result) = event {
                    taken.push(result);
                }
                ControlFlow::Continue(())
            });
            assert_eq!(taken, items, "{jobs} jobs");
        }
    }

    #[test]
    fn breaking_off_leaves_nobody_waiting() {
        let items = vec![(); 10_000];
        for jobs in [1, 4] {
            let mut count = 0;
            in_order(
                &items,
                jobs,
                |()| (),
                |event| {
                    count += usize::from(matches!(event, Event::Next(())));
                    if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(count, 3, "{jobs} jobs");
        }
    }
}
