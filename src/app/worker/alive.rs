//! Saying that work goes on while it does.

use std::time::Duration;

/// Waits for work and says something every so often. Both go on at once: the work may be the next whose turn it is to write, and
/// while it is not asked for, nobody can, nor can what is to be said.
pub(super) async fn while_saying<T, S: Future<Output = ()>>(
    every: Option<Duration>,
    work: impl Future<Output = T>,
    say: impl Fn() -> S,
) -> T {
    tokio::pin!(work);
    let Some(every) = every else {
        return work.await;
    };
    loop {
        let said = async {
            tokio::time::sleep(every).await;
            say().await;
        };
        tokio::select! {
            done = &mut work => return done,
            () = said => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    use super::*;

    #[actix_web::test]
    async fn work_whose_turn_it_is_to_write_goes_on_while_its_worker_says_that_it_is_alive() {
        let writer = Arc::new(Semaphore::new(1));
        let other = Arc::clone(&writer).acquire_owned().await.unwrap();
        actix_web::rt::spawn(async move {
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(other);
        });
        let work = async {
            let _turn = writer.acquire().await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            "done"
        };
        let alive = while_saying(Some(Duration::from_millis(5)), work, || async {
            let _turn = writer.acquire().await.unwrap();
        });
        let done = tokio::time::timeout(Duration::from_secs(5), alive).await;
        assert_eq!(done.ok(), Some("done"));
    }
}
