//! The public reads: from the front page to a unit, its parts, its sources and how to cite it.

use crate::harness::{Start, journey};

#[test]
fn a_citizen_reads_the_story_of_one_missile_on_a_phone() {
    journey(Start::Demo, async |j| {
        let phone = j.phone().await;
        phone.open("/").await;
        phone.is_accessible().await;
        phone.fits().await;
        phone.shot("public-home-phone").await;
        phone.click(".examples a").await;
        phone.shows("113").await;
        phone.is_accessible().await;
        phone.fits().await;
        phone.shot("public-search-phone").await;
        phone.open("/units").await;
        phone.fits().await;
        phone.is_accessible().await;
        phone.shot("public-units-phone").await;
        phone.click("table.list tbody a").await;
        phone.see(".citation").await;
        phone.is_accessible().await;
        phone.fits().await;
        phone.shot("public-unit-phone").await;
    });
}

#[test]
fn every_shelf_is_readable_at_a_desk_in_the_dark_and_at_its_narrowest() {
    journey(Start::Demo, async |j| {
        let desk = j.desk().await;
        let narrow = j.narrow().await;
        for shelf in [
            "units",
            "components",
            "organizations",
            "weapons",
            "incidents",
            "claims",
            "sources",
            "parts",
        ] {
            desk.light();
            desk.open(&format!("/{shelf}")).await;
            desk.is_accessible().await;
            desk.shot(&format!("list-{shelf}")).await;
            if desk.count("table.list tbody th a").await > 0 {
                desk.click("table.list tbody th a").await;
                desk.see(".citation").await;
                desk.is_accessible().await;
                desk.shot(&format!("card-{shelf}")).await;
                desk.dark();
                desk.is_accessible().await;
                desk.shot(&format!("card-{shelf}-dark")).await;
                let card = desk.address().await;
                narrow.open(&card).await;
                narrow.fits().await;
            }
        }
    });
}
