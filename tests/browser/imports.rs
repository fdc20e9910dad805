//! An investigator brings a table: checks it, corrects it, imports it, hands it in.

use crate::driver::Screen;
use crate::harness::{Start, journey};

const HEADER: &str = "record_id,unit,weapon,incident_kind,incident_date,place,country,recovered,path,quantity,part_number,maker,brand,origin,markings,release";

fn rows(count: usize) -> String {
    let row = |n: usize| {
        format!(
            "b{n},lab unit {},KN-23,strike,2024-01-02,Kharkiv,UA,2024-01-03,guidance section / board A,2,LAB{n},Workshop No. 5,WS5,,LAB{n} / 2229?,public\n",
            n / 50
        )
    };
    format!("{HEADER}\n{}", (0..count).map(row).collect::<String>())
}

/// Entities of FollowTheMoney, one of which has no place in the catalogue.
const ENTITIES: &str = r#"{"id": "c1", "schema": "Company", "properties": {"name": ["Acme Components"], "jurisdiction": ["us"]}}
{"id": "p1", "schema": "Person", "properties": {"name": ["A Person"]}}
{"id": "e1", "schema": "EconomicActivity", "properties": {"sender": ["c1"], "date": ["2023-05-20"], "goodsDescription": ["Chips"]}}
"#;

#[test]
fn an_investigator_imports_a_table_at_a_desk() {
    journey(Start::Demo, async |j| {
        let investigator = j.desk().await;
        investigator.sign_in(&j.site.link("investigator")).await;
        investigator.open("/imports").await;
        investigator.is_accessible().await;
        investigator.shot("imports-empty").await;
        let wrong = rows(3).replace("2024-01-02", "2024-13-02").replace("A,2,", "A,many,");
        investigator
            .upload("#f-file", &[j.file("wrong.csv", wrong.as_bytes()).as_path()])
            .await;
        investigator.press("Check the file").await;
        investigator.shows("What is wrong").await;
        investigator.is_accessible().await;
        investigator.fits().await;
        investigator.shot("imports-refused").await;
        investigator.open("/imports").await;
        investigator
            .upload("#f-file", &[j.file("lab.csv", rows(400).as_bytes()).as_path()])
            .await;
        investigator.press("Check the file").await;
        investigator.shows("Workshop No. 5").await;
        investigator.is_accessible().await;
        investigator.shot("imports-checked").await;
        investigator.click("#f-create_missing").await;
        investigator.click("form[action$='/go'] button").await;
        investigator.shows("as drafts that only you see").await;
        investigator.is_accessible().await;
        investigator.shot("imports-done").await;
        investigator.press("Submit for review").await;
        investigator.shows("decided on as a whole").await;
        investigator.open("/imports").await;
        investigator.shows("lab.csv").await;
        investigator.shot("imports-list").await;
        investigator
            .upload("#f-file", &[j.file("list.ftm.json", ENTITIES.as_bytes()).as_path()])
            .await;
        investigator.press("Check the file").await;
        investigator
            .shows("These schemata and properties have no place here")
            .await;
        investigator.looks_well("imports-entities").await;
        investigator.click("form[action$='/go'] button").await;
        investigator.shows("as drafts that only you see").await;
        let reviewer = j.desk().await;
        reviewer.sign_in(&j.site.link("reviewer")).await;
        reviewer.open("/review").await;
        reviewer.press("lab.csv").await;
        reviewer.shows("decided on as a whole").await;
        reviewer.is_accessible().await;
        reviewer.shot("imports-review").await;
        reviewer.click("button[value='accept']").await;
        reviewer.shows("Accepted.").await;
    });
}

#[test]
fn an_investigator_imports_a_table_on_a_phone_and_without_scripts() {
    journey(Start::Demo, async |j| {
        let phone = j.phone().await;
        phone.sign_in(&j.site.link("investigator")).await;
        phone.open("/imports").await;
        phone.fits().await;
        phone.shot("imports-phone").await;
        phone
            .upload("#f-file", &[j.file("lab.csv", rows(20).as_bytes()).as_path()])
            .await;
        phone.press("Check the file").await;
        phone.shows("Workshop No. 5").await;
        phone.fits().await;
        phone.is_accessible().await;
        phone.shot("imports-phone-checked").await;
        let plain = j.without_script(Screen::Phone).await;
        plain.sign_in(&j.site.link("admin")).await;
        plain.open("/imports").await;
        plain
            .upload("#f-file", &[j.file("plain.csv", rows(2).as_bytes()).as_path()])
            .await;
        plain.press("Check the file").await;
        plain.shows("Workshop No. 5").await;
        plain.fits().await;
        plain.shot("imports-plain").await;
    });
}

/// A made-up table of a customs, in windows-1251.
const CUSTOMS: &[u8] = include_bytes!("../files/providers/customs-cp1251.csv");

#[test]
fn an_investigator_maps_a_table_of_a_customs_at_a_desk() {
    journey(Start::Demo, async |j| {
        let investigator = j.desk().await;
        investigator.sign_in(&j.site.link("investigator")).await;
        investigator.open("/imports").await;
        investigator.choose("mapping", "new").await;
        investigator
            .upload("#f-file", &[j.file("march.csv", CUSTOMS).as_path()])
            .await;
        investigator.press("Check the file").await;
        investigator.shows("windows-1251").await;
        investigator.looks_well("mappings-form").await;
        investigator.fill("name", "Customs of Examplia").await;
        investigator.allow("status of 422");
        investigator.fill("fixed-from_country", "Nowhere").await;
        investigator.press("Try it on the first rows").await;
        investigator.see(".errors a[href='#f-fixed-from_country']").await;
        investigator.looks_well("mappings-wrong").await;
        investigator.fill("fixed-from_country", "").await;
        investigator.press("Try it on the first rows").await;
        investigator.shows("24 rows were tried, and nothing is wrong").await;
        investigator.looks_well("mappings-tried").await;
        investigator.press("Save and check the whole file").await;
        investigator.shows("Parties that are made from their names").await;
        investigator.looks_well("mappings-checked").await;
        investigator.click("form[action$='/go'] button").await;
        investigator.shows("as drafts that only you see").await;
        investigator.open("/mappings").await;
        investigator.looks_well("mappings-list").await;
        investigator.press("Customs of Examplia").await;
        investigator.looks_well("mappings-show").await;
    });
}
