//! An officer goes from organization to organization by keyboard, takes one away, and finds all of it again after a reload.

use fantoccini::key::Key;
use serde_json::json;

use crate::driver::Screen;
use crate::harness::{Start, journey};
use crate::page::Page;

const ORGANIZATIONS: &str =
    "record_id,name,aliases,roles,hq_country,incorporation_country,identifiers,successor_of,valid_from
o1,Northwind Semiconductors,,maker,US,,,,
o2,Elbe Distribution,,authorised distributor,DE,,,,
o3,Harbour Trading,,broker,HK,,,,
o4,OOO Vektor,,consignee,RU,,,,
o5,Lowlands Components,,authorised distributor,,,,,
";
const TRANSFERS: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release
t1,sale,Northwind Semiconductors,US,Elbe Distribution,DE,2022-01-20,2022-01-20,,,,,,500,pcs,,,,,,,,Chips,,,,,,public
t2,sale,Northwind Semiconductors,US,Elbe Distribution,DE,2022-03-01,2022-03-01,,,,,,500,pcs,,,,,,,,Chips,,,,,,public
t3,sale,Elbe Distribution,DE,Harbour Trading,HK,2022-06-10,2022-06-10,,,,,,200,pcs,,,,,,,,Chips,,,,,,public
t4,re-export,Harbour Trading,HK,OOO Vektor,RU,2023-02-01,2023-02-20,,,,,,200,pcs,,,,,,,,Chips,,,,,,public
t5,sale,Northwind Semiconductors,US,Lowlands Components,,2022-02-02,2022-02-02,,,,,,10,pcs,,,,,,,,Chips,,,,,,public
";

/// Names in the table from top to bottom.
async fn names(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-rows] tr [data-name]')].map(one => one.textContent)";
    let told = page.run(script, Vec::new()).await;
    serde_json::from_value(told).unwrap_or_default()
}

/// Puts the focus on a button in the row of an organization and presses Enter.
async fn press_in_row(page: &Page, name: &str, action: &str) {
    let script = "const row = [...document.querySelectorAll('[data-rows] tr')]
            .find(row => row.querySelector('[data-name]').textContent === arguments[0]);
        row.querySelector(`[data-do=${arguments[1]}]`).focus();";
    page.run(script, vec![json!(name), json!(action)]).await;
    page.key(Key::Enter).await;
}

async fn focused(page: &Page) -> String {
    let told = page
        .run(
            "const at = document.activeElement; return at.getAttribute('aria-label') || at.textContent",
            Vec::new(),
        )
        .await;
    told.as_str().unwrap_or_default().to_owned()
}

/// After a reload all is as it was; what was taken away comes back, a new start is one, and the way back undoes it.
async fn find_again(officer: &Page, address: &str, all: &[&str]) {
    officer.open(address).await;
    officer.shows("Bring back what was taken away (1)").await;
    assert_eq!(names(officer).await, all);
    officer.press("Bring back what was taken away (1)").await;
    officer.shows("Organizations brought back: 1").await;
    assert_eq!(names(officer).await.len(), 5);
    officer.press("Start again").await;
    officer.shows("Started again").await;
    assert_eq!(names(officer).await.len(), 3);
    let went_back = officer.client.back().await;
    officer.sure(went_back, "go back").await;
    officer.shows("OOO Vektor").await;
}

#[test]
fn an_officer_explores_by_keyboard_and_finds_the_same_after_a_reload() {
    journey(Start::Demo, async |j| {
        for (kind, text) in [("organizations", ORGANIZATIONS), ("transfers", TRANSFERS)] {
            j.site.import(kind, &j.file(&format!("{kind}.csv"), text.as_bytes()));
        }
        let officer = j.desk().await;
        officer.sign_in(&j.site.link("officer")).await;
        officer.open("/search?q=northwind").await;
        officer.press("Northwind Semiconductors").await;
        officer.click("a[href$='/neighbourhood']").await;
        officer.press("Explore from here").await;
        officer.shows("Organizations in the drawing: 3").await;
        assert_eq!(
            names(&officer).await,
            ["Northwind Semiconductors", "Elbe Distribution", "Lowlands Components"]
        );
        let row = officer.text("[data-rows] tr:nth-of-type(2)").await;
        assert!(
            row.contains("Germany") && row.contains("20 Jan 2022 – 1 Mar 2022"),
            "{row}"
        );

        press_in_row(&officer, "Elbe Distribution", "show").await;
        officer.shows("Elbe Distribution: organizations added: 1").await;
        assert_eq!(focused(&officer).await, "Hide them again: Elbe Distribution");
        press_in_row(&officer, "Harbour Trading", "show").await;
        officer.shows("Harbour Trading: organizations added: 1").await;
        press_in_row(&officer, "Lowlands Components", "take").await;
        officer.shows("Lowlands Components was taken away").await;
        assert!(focused(&officer).await.starts_with("Take away: "));
        let all = [
            "Northwind Semiconductors",
            "Elbe Distribution",
            "Harbour Trading",
            "OOO Vektor",
        ];
        assert_eq!(names(&officer).await, all);
        press_in_row(&officer, "OOO Vektor", "find").await;
        officer.shows("1 Feb 2023 – 20 Feb 2023").await;
        assert_eq!(officer.count("[data-rows] tr.current").await, 1);
        assert_eq!(officer.text("[data-somebody] h2").await, "OOO Vektor");
        officer.looks_well("explore").await;
        officer.stays_at_home().await;

        let address = officer.address().await;
        find_again(&officer, &address, &all).await;
        officer.print();
        officer.shot("explore-print").await;
        officer.light();

        let reader = j.without_script(Screen::Phone).await;
        reader.open(&address).await;
        reader.shows("This page needs JavaScript").await;
        reader.fits().await;
        reader.press("open the neighbourhood").await;
        reader.see("svg.chain-drawing").await;
    });
}
