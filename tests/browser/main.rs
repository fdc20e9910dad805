//! Journeys in a real browser: what a person meets, from Chromium down to the database.
//!
//! Each journey starts the real program with a fresh data folder on a free port, drives Chromium
//! through chromedriver, and leaves nothing behind. Only what needs a browser belongs here; rules,
//! statuses and permissions are tested in `tests/it`.
//!
//! ```text
//! cargo test --test browser                       all journeys
//! SHERD_SHOTS=/tmp/shots cargo test --test browser   keep the screenshots
//! ```
//!
//! # Writing a journey
//!
//! One file per journey, named after who walks and why; a test's name is a sentence.
//!
//! ```ignore
//! #[test]
//! fn an_officer_finds_a_part_by_a_fragment_of_its_number() {
//!     journey(Start::Demo, async |j| {
//!         let officer = j.desk().await;
//!         officer.sign_in(&j.site.link("officer")).await;
//!         officer.open("/").await;
//!         officer.fill("q", "adsp 21065l").await;
//!         officer.press("Search").await;
//!         officer.shows("ADSP-21065L").await;
//!         officer.is_accessible().await;     // axe-core: nothing serious or critical
//!         officer.fits().await;              // nothing wider than the window
//!         officer.shot("officer-search").await;
//!     });
//! }
//! ```
//!
//! - `j.phone()`, `j.desk()`, `j.narrow()` open a browser of their own, with its own cookies: two
//!   people in one journey are two browsers. `j.without_script(Screen::Phone)` is a person whose
//!   browser runs no scripts; `is_accessible` needs scripts, everything else works there too.
//! - Everything waits: `see`, `shows`, `press` and `fill` try for twenty seconds before they fail, so
//!   a journey never sleeps.
//! - At the end every browser is asked for the errors on its console, and one error fails the
//!   journey. A page that is meant to answer 422 is announced with `allow("status of 422")`.
//! - A journey that fails prints what the browsers and the server said and, with `SHERD_SHOTS`
//!   set, keeps a picture of each browser.
//! - Without Chromium or chromedriver a journey passes and prints why it did nothing; with
//!   `CI=true` it fails.

mod chains;
mod checks;
mod dating;
mod driver;
mod exploring;
mod harness;
mod imports;
mod investigator;
mod manners;
mod officer;
mod page;
mod pictures;
mod public;
mod readings;
mod reviewer;
mod self_test;
mod transfers;
mod wire;
