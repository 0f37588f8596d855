//! Many threads, one order: work is done in parallel, results are handed over as listed.
//! Knows nothing of what the work is.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TryRecvError};
use std::thread;
use std::time::Duration;

/// As deep as the main thread's: a deeply nested file must not depend on `--jobs`.
const STACK: usize = 8 << 20;
/// Portions that may wait to be taken before workers pause.
const QUEUE: usize = 64;
/// Portions that each thread gets at least, so that one with long work leaves the rest to others.
const SHARES: usize = 8;
/// Items of a portion: waking a thread costs as much as a short piece of work.
const PORTION: usize = 16;
/// How often progress is told while nothing arrives.
const TICK: Duration = Duration::from_millis(100);

/// What [`in_order`] tells its caller.
pub(super) enum Event<R> {
    /// The next result, in the order of the items.
    Next(R),
    /// How many items are done, in whatever order; told now and then.
    Done(usize),
}

/// Does `work` on each of `items` on up to `jobs` threads, this one among them, and tells `hear` how it goes,
/// which may break off.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut hear: impl FnMut(Event<R>) -> ControlFlow<()>,
) {
    let jobs = jobs.min(items.len());
    if jobs < 2 {
        for (count, item) in items.iter().enumerate() {
            if hear(Event::Done(count)).is_break() || hear(Event::Next(work(item))).is_break() {
                return;
            }
        }
        return;
    }
    let portion = (items.len() / (jobs * SHARES)).clamp(1, PORTION);
    let crew = Crew { items, portion, work: &work, next: AtomicUsize::new(0), stop: AtomicBool::new(false) };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(QUEUE);
        for _ in 1..jobs {
            let (sender, crew) = (sender.clone(), &crew);
            // Where no thread can be had, this one does it all.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || crew.labour(&sender));
        }
        drop(sender);
        // The receiver goes when this returns, so no worker is left waiting to send.
        crew.lead(receiver, &mut hear);
        crew.stop.store(true, Ordering::Relaxed);
    });
}

/// Those who work on a list of items.
struct Crew<'a, T, W> {
    items: &'a [T],
    /// How many items are taken at once.
    portion: usize,
    work: &'a W,
    /// The first item that nobody has taken.
    next: AtomicUsize,
    stop: AtomicBool,
}

impl<T, W> Crew<'_, T, W> {
    /// Takes the next portion and does it; none once all is taken. Returns the index of its first item, too.
    fn portion<R>(&self) -> Option<(usize, Vec<R>)>
    where
        W: Fn(&T) -> R,
    {
        let start = self.next.fetch_add(self.portion, Ordering::Relaxed);
        let rest = self.items.get(start..).filter(|rest| !rest.is_empty())?;
        Some((start, rest.iter().take(self.portion).map(self.work).collect()))
    }

    /// Works until nothing is left to do, or nobody wants it.
    fn labour<R>(&self, sender: &SyncSender<(usize, Vec<R>)>)
    where
        W: Fn(&T) -> R,
    {
        while !self.stop.load(Ordering::Relaxed) {
            let Some(done) = self.portion() else { return };
            if sender.send(done).is_err() {
                return;
            }
        }
    }

    /// Works as well, and hands on what arrives as soon as everything before it was handed on.
    #[expect(clippy::needless_pass_by_value, reason = "dropping the receiver is what releases the workers")]
    fn lead<R>(&self, receiver: Receiver<(usize, Vec<R>)>, hear: &mut impl FnMut(Event<R>) -> ControlFlow<()>)
    where
        W: Fn(&T) -> R,
    {
        let mut early = BTreeMap::new();
        let (mut due, mut waiting) = (0, 0);
        loop {
            let own = self.portion();
            let is_over = own.is_none();
            let mut arrived: Vec<_> = own.into_iter().collect();
            if is_over {
                match receiver.recv_timeout(TICK) {
                    Ok(portion) => arrived.push(portion),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            loop {
                match receiver.try_recv() {
                    Ok(portion) => arrived.push(portion),
                    Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
                }
            }
            for (start, portion) in arrived {
                waiting += portion.len();
                early.insert(start, portion);
            }
            while let Some(portion) = early.remove(&due) {
                due += portion.len();
                waiting -= portion.len();
                for result in portion {
                    if hear(Event::Next(result)).is_break() {
                        return;
                    }
                }
            }
            if hear(Event::Done(due + waiting)).is_break() {
                return;
            }
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
