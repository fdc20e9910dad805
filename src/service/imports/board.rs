//! How far the imports are that this process works on. What the database says is a few seconds old, and on a database with
//! one writer it says nothing while an import writes.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use tokio::sync::Notify;

use crate::{
    domain::imports::stage::called_off,
    error::{Error, Result},
};

/// The imports under way in this process. Shared by the worker and the handlers.
#[derive(Debug, Default)]
pub struct Board {
    tickets: Mutex<HashMap<i64, Arc<Ticket>>>,
    bell: Notify,
}

/// One piece of work under way.
#[derive(Debug, Default)]
pub struct Ticket {
    done: AtomicI64,
    total: AtomicI64,
    stop: AtomicBool,
}

impl Ticket {
    /// Notes how many rows there are.
    pub fn announce(&self, total: i64) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// Notes how many rows are done.
    ///
    /// # Errors
    /// When the work was called off.
    pub fn reach(&self, done: u64) -> Result<()> {
        self.done
            .store(i64::try_from(done).map_err(Error::internal)?, Ordering::Relaxed);
        match self.stop.load(Ordering::Relaxed) {
            true => Err(called_off()),
            false => Ok(()),
        }
    }

    /// Rows done, and rows there are.
    pub fn figures(&self) -> (i64, i64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the work to end.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Board {
    fn tickets(&self) -> std::sync::MutexGuard<'_, HashMap<i64, Arc<Ticket>>> {
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that work on a job begins.
    pub fn begin(&self, job: i64) -> Arc<Ticket> {
        let ticket = Arc::new(Ticket::default());
        self.tickets().insert(job, Arc::clone(&ticket));
        ticket
    }

    /// Notes that it has ended.
    pub fn end(&self, job: i64) {
        self.tickets().remove(&job);
    }

    /// The work on a job, while it is under way here.
    pub fn find(&self, job: i64) -> Option<Arc<Ticket>> {
        self.tickets().get(&job).cloned()
    }

    /// Asks the work on a job to end; false when it is not under way here.
    pub fn stop(&self, job: i64) -> bool {
        let found = self.find(job);
        if let Some(ticket) = &found {
            ticket.stop();
        }
        found.is_some()
    }

    /// Says that there is work.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Waits until someone says so.
    pub async fn listen(&self) {
        self.bell.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_under_way_is_seen_and_can_be_called_off() {
        let board = Board::default();
        assert!(!board.stop(1));
        let ticket = board.begin(1);
        ticket.announce(10);
        assert!(ticket.reach(4).is_ok());
        assert_eq!(board.find(1).map(|ticket| ticket.figures()), Some((4, 10)));
        assert!(board.stop(1));
        assert!(ticket.reach(5).is_err());
        board.end(1);
        assert!(board.find(1).is_none());
    }
}
