//! How often one network address may try to get in. Beside the lock-out of an account, which the database
//! keeps: this stops one sender from trying many accounts, and from keeping the processor busy with hashing.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::LazyLock,
};

use actix_web::HttpRequest;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};

use crate::error::{Error, Result};

/// Tries a minute that one address may make, and as many at once.
const TRIES: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// With more addresses than this, those that have calmed down are forgotten.
const ADDRESSES: usize = 10_000;

static LIMITER: LazyLock<DefaultKeyedRateLimiter<IpAddr>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::per_minute(TRIES)));

/// Counts a try of the sender of this request.
///
/// # Errors
/// `Throttled` when there were too many.
pub fn check(request: &HttpRequest) -> Result<()> {
    let Some(sender) = sender(request) else {
        return Ok(());
    };
    if LIMITER.len() > ADDRESSES {
        LIMITER.retain_recent();
    }
    LIMITER.check_key(&sender).map_err(|refused| {
        let wait = refused.wait_time_from(LIMITER.clock().now());
        Error::Throttled {
            seconds: wait.as_secs() + 1,
        }
    })
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
