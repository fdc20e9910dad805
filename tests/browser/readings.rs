//! What a mark can mean: an investigator sees it while typing on a phone and accepts one reading, a reviewer lets that in with
//! the keyboard, the public reads it. The same where no script runs.

use crate::driver::Screen;
use crate::harness::{Journey, Start, journey};
use crate::page::Page;

/// The mark of the demonstration that is read as the Juche year 113.
async fn open_mark(page: &Page) {
    page.open("/components?after=").await;
    page.open("/search?q=jet+vane").await;
    page.click(".hits .hit-name a").await;
    page.see(".marking h3 a").await;
}

#[test]
fn a_reading_is_accepted_by_two_people_and_read_by_everyone() {
    journey(Start::Demo, async |j| {
        let phone = j.phone().await;
        phone.sign_in(&j.site.link("investigator")).await;
        type_a_mark(&phone).await;

        open_mark(&phone).await;
        phone.click(".marking h3 a").await;
        phone.see("#readings .possibility").await;
        phone.looks_well("mark-readings").await;
        phone
            .click("#readings .possibility:first-child > details summary")
            .await;
        phone.see("#readings .reasons .for").await;
        phone
            .click("#readings .possibility:first-child button[value='accepted']")
            .await;
        phone.see(".notice").await;
        phone.shows("waits for a second person").await;
        phone.see("#readings .possibility .verdict.waits").await;
        phone.looks_well("mark-reading-proposed").await;
        let mark = phone.address().await;

        let reviewer = j.desk().await;
        reviewer.sign_in(&j.site.link("reviewer")).await;
        let_in(&reviewer).await;
        rules(j, &mark).await;
    });
}

/// Readings come while one types, and say where the notation is wrong.
async fn type_a_mark(phone: &Page) {
    open_mark(phone).await;
    phone.click("a[href*='/markings/new']").await;
    phone.see("form[action$='/markings']").await;
    phone.click(".cards li:first-child a").await;
    phone.see("figure[data-region]").await;
    phone.fill("transcription", "112").await;
    phone.see(".readings-box .possibility").await;
    phone.shows("2023").await;
    phone.looks_well("mark-typed").await;
    phone.fill("transcription", "112 [").await;
    phone.see(".readings-box .field-error").await;
    phone.looks_well("mark-typed-wrong").await;
    phone.fill("transcription", "").await;
}

async fn let_in(reviewer: &Page) {
    reviewer.open("/review").await;
    reviewer.shows("1 decision on a reading").await;
    reviewer.click("table.queue tbody a").await;
    reviewer.see("svg.interval").await;
    reviewer.looks_well("dossier-reading").await;
    reviewer.keys("a").await;
    reviewer.shows("Accepted.").await;
    reviewer.open("/review/rereadings").await;
    reviewer.looks_well("rereadings").await;
}

/// Everyone reads what was accepted, and the rule behind it.
async fn rules(j: &Journey, mark: &str) {
    let reader = j.desk().await;
    reader.open(mark.split('?').next().unwrap_or(mark)).await;
    reader.see("#readings .possibility.accepted .verdict:not(.waits)").await;
    reader.looks_well("mark-reading-accepted").await;
    reader.click("#readings .possibility.accepted a[href^='/rules/']").await;
    reader.see(".patterns").await;
    reader.looks_well("rule").await;
    reader.open("/rules?q=juche").await;
    reader.see("table.list tbody tr").await;
    reader.looks_well("rules").await;
    reader.open("/readings").await;
    reader.see("table.list tbody tr").await;
    reader.looks_well("decisions").await;
    reader.click("table.list tbody th a").await;
    reader.see(".citation").await;
    reader.looks_well("decision").await;
}

#[test]
fn readings_are_shown_and_decided_where_scripts_do_not_run() {
    journey(Start::Demo, async |j| {
        let phone = j.without_script(Screen::Phone).await;
        phone.sign_in(&j.site.link("investigator")).await;
        open_mark(&phone).await;
        phone.click("a[href*='/markings/new']").await;
        phone.see("form[action$='/markings']").await;
        phone.click(".cards li:first-child a").await;
        phone.see("figure[data-region]").await;
        phone.fill("transcription", "112").await;
        phone.press("Show possible dates").await;
        phone.see(".readings-box .possibility").await;
        phone.fits().await;
        open_mark(&phone).await;
        phone.click(".marking h3 a").await;
        phone.press("Accept").await;
        phone.shows("waits for a second person").await;
        phone.fits().await;
    });
}
