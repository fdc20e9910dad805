//! A reader follows the date of a missile: from the front page to the unit, the proof, the chart and the rule it rests on.

use crate::harness::{Journey, Start, journey};
use crate::page::Page;

/// From the front page to the unit whose mark gives 0 to 230 days.
async fn the_missile(page: &Page) {
    page.open("/").await;
    page.press("Missile of the strike reported on 18 August 2024").await;
    page.shows("0 to 230 days from production to use").await;
}

async fn dating(page: &Page, name: &str) {
    page.is_accessible().await;
    page.fits().await;
    page.shot(&format!("dating-unit-{name}")).await;
    page.click("#dating a").await;
    page.see(".dating-chart").await;
    page.see(".proof li").await;
    page.shows("What would change it").await;
    page.is_accessible().await;
    page.fits().await;
    page.shot(&format!("dating-{name}")).await;
    page.dark();
    page.is_accessible().await;
    page.shot(&format!("dating-{name}-dark")).await;
    page.light();
}

async fn follow(j: &Journey) {
    for (page, name) in [(j.phone().await, "phone"), (j.desk().await, "desk")] {
        the_missile(&page).await;
        dating(&page, name).await;
        page.click(".proof a[href^='/rules/']").await;
        page.shows("Juche").await;
        page.is_accessible().await;
        page.fits().await;
    }
}

#[test]
fn a_reader_follows_the_date_of_a_missile_to_the_rule_it_rests_on() {
    journey(Start::Demo, async |j| follow(j).await);
}

#[test]
fn the_proof_is_there_without_scripts() {
    journey(Start::Demo, async |j| {
        let page = j.without_script(crate::driver::Screen::Phone).await;
        the_missile(&page).await;
        page.click("#dating a").await;
        page.see(".dating-chart").await;
        page.shows("A weapon cannot have been assembled before the youngest of its parts was made.")
            .await;
        page.fits().await;
    });
}
