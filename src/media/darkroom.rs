//! The darkroom bounds how many pictures are worked on at once.
//!
//! Decoding is what costs memory: some 30 MB for a photo of 12 megapixels, several hundred for one
//! of 100. Twenty people may upload at the same moment; all but a few of them wait here. Work is let
//! in strictly in the order it came, so that a stream of small pictures cannot keep a large one out.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::error::{Error, Result};

use super::decode;

/// Pixels that one slot stands for. A phone's 12 megapixels fit into one.
const PIXELS_PER_SLOT: u64 = 16_000_000;

/// A process-wide permit for work on pixels. Make one and share it.
#[derive(Debug)]
pub struct Darkroom {
    slots: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    free: u64,
    /// Number handed to the next one who comes.
    next: u64,
    /// Number of the one whose turn it is.
    turn: u64,
}

impl Darkroom {
    /// A darkroom with room for `slots` ordinary photos at once; at least one.
    pub fn new(slots: usize) -> Darkroom {
        let slots = u64::try_from(slots).unwrap_or(1).max(1);
        Darkroom {
            slots,
            state: Mutex::new(State {
                free: slots,
                next: 0,
                turn: 0,
            }),
            changed: Condvar::new(),
        }
    }

    /// A darkroom with one slot per processor core.
    pub fn per_core() -> Darkroom {
        Darkroom::new(std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// Runs `work` on a picture of so many pixels when there is room for it. A panic inside, say in
    /// a decoder that met a file nobody thought of, becomes "this picture cannot be read".
    ///
    /// The work runs on a thread of its own that ends with it: the allocator keeps memory per
    /// thread, so work spread over a server's whole pool would hold a picture's worth in each.
    pub fn enter<T: Send>(&self, pixels: u64, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        let _permit = self.wait(pixels.div_ceil(PIXELS_PER_SLOT).clamp(1, self.slots));
        std::thread::scope(|scope| {
            std::thread::Builder::new()
                .name("darkroom".into())
                .spawn_scoped(scope, work)
                .map_err(Error::from)?
                .join()
                .unwrap_or_else(|_panic| Err(decode::broken()))
        })
    }

    fn wait(&self, weight: u64) -> Permit<'_> {
        let mut state = self.lock();
        let ticket = state.next;
        state.next += 1;
        while state.turn != ticket || state.free < weight {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.turn += 1;
        state.free -= weight;
        drop(state);
        self.changed.notify_all();
        Permit { darkroom: self, weight }
    }

    /// The numbers are changed in single steps that cannot fail halfway, so a poisoned lock is as
    /// good as a sound one.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives its slots back when dropped.
struct Permit<'a> {
    darkroom: &'a Darkroom,
    weight: u64,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.darkroom.lock().free += self.weight;
        self.darkroom.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn never_more_work_at_once_than_slots() {
        let (room, now, most) = (Darkroom::new(2), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    room.enter(12_000_000, || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(std::time::Duration::from_millis(3));
                        now.fetch_sub(1, Ordering::SeqCst);
                        Ok(())
                    })
                    .unwrap();
                });
            }
        });
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_large_picture_has_the_room_to_itself() {
        let (room, now) = (Darkroom::new(4), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for pixels in [1, 100_000_000, 1, 12_000_000, 64_000_000, 1] {
                let (room, now) = (&room, &now);
                scope.spawn(move || {
                    room.enter(pixels, || {
                        let weight = if pixels > 50_000_000 { 4 } else { 1 };
                        assert!(now.fetch_add(weight, Ordering::SeqCst) + weight <= 4);
                        std::thread::sleep(std::time::Duration::from_millis(5));
                        now.fetch_sub(weight, Ordering::SeqCst);
                        Ok(())
                    })
                    .unwrap();
                });
            }
        });
    }

    #[test]
    fn a_panic_becomes_an_error_and_gives_its_slot_back() {
        let room = Darkroom::new(1);
        for _ in 0..3 {
            let result: Result<()> = room.enter(1, || panic!("a decoder gave up"));
            assert!(matches!(result, Err(Error::Invalid(_))));
        }
        assert_eq!(room.enter(1, || Ok(7)).unwrap(), 7);
    }
}
