//! How much work one network address may ask for without an account: tries to get in, and marks to be read. Beside the
//! lock-out of an account, which the database keeps, this stops one sender from trying many accounts, and from
//! keeping the processor busy with hashing or reading.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::LazyLock,
    time::Duration,
};

use actix_web::HttpRequest;
use governor::{
    DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, QuantaInstant},
};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use crate::{
    error::{Error, Result},
    web::actor::Caller,
};

/// Tries a minute that one address may make, and as many at once.
const TRIES: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// Marks that a visitor may have read in a minute, and as many at once: sixty full lists.
const MARKS: NonZeroU32 = NonZeroU32::MIN.saturating_add(59_999);

/// How long a list of marks waits for those before it.
const PATIENCE: Duration = Duration::from_secs(10);

/// With more addresses than this, those that have calmed down are forgotten.
const ADDRESSES: usize = 10_000;

static LIMITER: LazyLock<DefaultKeyedRateLimiter<IpAddr>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::per_minute(TRIES)));

static READERS: LazyLock<DefaultKeyedRateLimiter<IpAddr>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::per_minute(MARKS)));

/// Visitors read marks one list after another, and so do people with an account: together they take two threads at
/// most, and visitors cannot keep the others waiting.
static TURNS: [Semaphore; 2] = [Semaphore::const_new(1), Semaphore::const_new(1)];

/// Counts a try of the sender of this request.
///
/// # Errors
/// `Throttled` when there were too many.
pub fn check(request: &HttpRequest) -> Result<()> {
    let Some(sender) = sender(request) else {
        return Ok(());
    };
    calm(&LIMITER);
    LIMITER
        .check_key(&sender)
        .map_err(|refused| throttled(&LIMITER, &refused))
}

/// Counts the marks that a visitor asks to have read; people with an account may ask for any number.
///
/// # Errors
/// `Throttled` when there were too many.
pub fn marks(request: &HttpRequest, caller: &Caller, count: usize) -> Result<()> {
    let count = NonZeroU32::new(count.try_into().unwrap_or(u32::MAX));
    let (Some(sender), Some(count), false) = (sender(request), count, caller.ctx.actor.is_signed_in()) else {
        return Ok(());
    };
    calm(&READERS);
    match READERS.check_key_n(&sender, count) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(refused)) => Err(throttled(&READERS, &refused)),
        // More than any minute allows: no waiting would help, but no list is that long either.
        Err(_) => Err(Error::Throttled { seconds: 60 }),
    }
}

/// Waits until it is the caller's turn to have marks read; the turn ends when what is returned is dropped.
///
/// # Errors
/// `Busy` when others take too long.
pub async fn turn(caller: &Caller) -> Result<SemaphorePermit<'static>> {
    let [visitors, people] = &TURNS;
    let turns = if caller.ctx.actor.is_signed_in() {
        people
    } else {
        visitors
    };
    match timeout(PATIENCE, turns.acquire()).await {
        Ok(turn) => turn.map_err(Error::internal),
        Err(_) => Err(Error::Busy),
    }
}

/// Forgets senders that have calmed down, when there are many.
fn calm(limiter: &DefaultKeyedRateLimiter<IpAddr>) {
    if limiter.len() > ADDRESSES {
        limiter.retain_recent();
    }
}

fn throttled(limiter: &DefaultKeyedRateLimiter<IpAddr>, refused: &NotUntil<QuantaInstant>) -> Error {
    let wait = refused.wait_time_from(limiter.clock().now());
    Error::Throttled {
        seconds: wait.as_secs() + 1,
    }
}

/// Who sent the request. A reverse proxy on this machine names the sender in `X-Forwarded-For`, behind
/// whatever the sender itself may have claimed; from anyone else the header means nothing.
fn sender(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let named = request
        .headers()
        .get_all("x-forwarded-for")
        .last()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|address| address.trim().parse().ok());
    Some(network(match named {
        Some(named) if peer.is_loopback() => named,
        _ => peer,
    }))
}

/// Of IPv6 only the first 64 bits count: a single sender usually has all the rest.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn from(peer: &str, forwarded: &str) -> HttpRequest {
        TestRequest::default()
            .peer_addr(peer.parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request()
    }

    #[test]
    fn one_sender_is_stopped_and_others_go_on() {
        let one = from("192.0.2.1:5000", "");
        for _ in 0..30 {
            check(&one).unwrap();
        }
        assert!(matches!(check(&one), Err(Error::Throttled { seconds: 1..=3 })));
        assert!(check(&from("192.0.2.2:5000", "")).is_ok());
    }

    #[test]
    fn a_visitor_may_have_so_many_marks_read() {
        let one = from("192.0.2.3:5000", "");
        let visitor = Caller::visitor(&one);
        for _ in 0..60 {
            marks(&one, &visitor, 1_000).unwrap();
        }
        let refused = marks(&one, &visitor, 1_000);
        assert!(
            matches!(refused, Err(Error::Throttled { seconds: 1..=3 })),
            "{refused:?}"
        );
        marks(&from("192.0.2.4:5000", ""), &visitor, 1).unwrap();
    }

    #[tokio::test]
    async fn visitors_are_read_for_one_after_another() {
        let visitor = Caller::visitor(&from("192.0.2.5:5000", ""));
        let first = turn(&visitor).await.unwrap();
        assert!(timeout(Duration::from_millis(20), turn(&visitor)).await.is_err());
        drop(first);
        drop(turn(&visitor).await.unwrap());
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let ip = |text: &str| Some(text.parse().unwrap());
        assert_eq!(
            sender(&from("127.0.0.1:1", "198.51.100.1, 203.0.113.9")),
            ip("203.0.113.9")
        );
        assert_eq!(sender(&from("192.0.2.1:1", "203.0.113.9")), ip("192.0.2.1"));
        assert_eq!(sender(&from("127.0.0.1:1", "nonsense")), ip("127.0.0.1"));
        assert_eq!(sender(&from("[2001:db8:1:2:3::4]:1", "")), ip("2001:db8:1:2::"));
        assert_eq!(sender(&TestRequest::default().to_http_request()), None);
    }
}
