//! An investigator files a transfer row by row; the public reads the published ones.

use crate::driver::Screen;
use crate::harness::{Start, journey};

#[test]
fn an_investigator_files_a_transfer_and_the_public_reads_the_published_ones() {
    journey(Start::Demo, async |j| {
        let reader = j.desk().await;
        reader.open("/transfers").await;
        reader.shows("Korea").await;
        reader.looks_well("transfers-list").await;
        reader.open("/transfers?country=RU&kind=delivery").await;
        reader.shows("Russian Federation").await;
        reader.click("table.list tbody th a").await;
        reader.shows("What is not known").await;
        reader.looks_well("transfers-card").await;
        reader.click("#parties td a").await;
        reader.shows("All transfers that name it").await;
        reader.looks_well("transfers-organization").await;

        let author = j.without_script(Screen::Phone).await;
        author.sign_in(&j.site.link("investigator")).await;
        author.open("/transfers/new").await;
        author.choose("kind", "sale").await;
        author.fill("from_name", "Acme Components Ltd").await;
        author.fill("to_name", "OOO Romashka").await;
        author.fill("lines:1:part_number", "ADSP-21065L").await;
        author.fill("lines:1:quantity", "-5").await;
        author.fits().await;
        author.shot("transfers-form").await;
        // The next field brings the button out from under the bar that stays at the foot of a phone.
        author.fill("goods", "Signal processors").await;
        author.click("fieldset#f-lines button[value='rows']").await;
        author.see("#f-lines\\:2\\:lot").await;
        author.fill("lines:2:lot", "KS-240").await;
        author.allow("status of 422");
        author.click(".submit button").await;
        author.shows("less than nothing").await;
        author.fits().await;
        author.shot("transfers-form-wrong").await;
        author.fill("lines:1:quantity", "at least 500 pcs").await;
        author.click(".submit button").await;
        author.shows("KS-240").await;
        author.fits().await;

        let desk = j.desk().await;
        desk.sign_in(&j.site.link("reviewer")).await;
        desk.open("/transfers/new").await;
        desk.is_accessible().await;
        desk.shot("transfers-form-desk").await;
    });
}
