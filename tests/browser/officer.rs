//! The officer searches: one box, any punctuation, every answer with its reason.

use crate::harness::{Start, journey};

#[test]
fn an_officer_signs_in_by_link_and_finds_a_maker() {
    journey(Start::Demo, async |j| {
        let officer = j.desk().await;
        officer.sign_in(&j.site.link("officer")).await;
        officer.open("/search?q=analog+devices").await;
        officer.shows("Analog Devices").await;
        officer.see(".why").await;
        officer.is_accessible().await;
        officer.shot("officer-search").await;
    });
}
