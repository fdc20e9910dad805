//! From a found component to the transfers by which it may have come: an officer looks, an investigator proposes, a reviewer
//! accepts, everyone reads; and what other units share with it.

use std::time::Duration;

use crate::harness::{Journey, Start, journey};
use crate::page::Page;

const ORGANIZATIONS: &str =
    "record_id,name,aliases,roles,hq_country,incorporation_country,identifiers,successor_of,valid_from
o1,Northwind Semiconductors,,maker,US,,,,
o2,Elbe Distribution,,authorised distributor,DE,,,,
o3,Harbour Trading,,broker,HK,,,,
o4,OOO Vektor,,consignee,RU,,,,
";
const COMPONENTS: &str = "record_id,unit,weapon,incident_kind,incident_date,place,country,recovered,path,quantity,part_number,maker,brand,origin,markings,release
c1,Missile of spring,Kh-101,strike,2024-03-15,Kyiv,UA,2024-03-15,guidance / signal processor,1,NW-2107L,Northwind Semiconductors,,,LOT KS240A,public
c2,Missile of autumn,KN-23,strike,2024-10-02,Kharkiv,UA,2024-10-02,guidance / signal processor,1,NW-2107L,Northwind Semiconductors,,,LOT KS240A,public
";
const TRANSFERS: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release
t1,sale,Northwind Semiconductors,US,Elbe Distribution,DE,2022-01-20,2022-01-20,NW-2107L,,KS240A,,,500,pcs,,,,,,,,,,Customs lines of the journey,https://example.org/lines,B,2,public
t2,sale,Elbe Distribution,DE,Harbour Trading,HK,2022-06-10,2022-06-10,NW-2107L,,KS240A,,,200,pcs,,,,,,,,,,Customs lines of the journey,https://example.org/lines,B,2,public
t3,re-export,Harbour Trading,HK,OOO Vektor,RU,2023-02-01,2023-02-20,NW-2107L,,,,,200,pcs,,,,,,,,,,,,,,public
";

#[test]
fn a_chain_is_looked_at_proposed_accepted_and_read() {
    journey(Start::Demo, async |j| {
        for (kind, text) in [
            ("organizations", ORGANIZATIONS),
            ("components", COMPONENTS),
            ("transfers", TRANSFERS),
        ] {
            let file = j.file(&format!("{kind}.csv"), text.as_bytes());
            j.site.import(kind, &file);
        }
        let officer = j.desk().await;
        officer.sign_in(&j.site.link("officer")).await;
        look(&officer).await;
        let chains = propose(j).await;
        accept(j).await;
        officer.open(&chains).await;
        officer.shows("accepted by").await;
        officer.looks_well("chains-accepted").await;
        officer.click(".stand a.ref").await;
        officer.shows("Looked at").await;
        officer.looks_well("chains-decision").await;
        officer.open("/chains").await;
        officer.shows("3 steps").await;
        officer.looks_well("chains-decisions").await;
        shared(&officer).await;
    });
}

/// From a number on a part to its chains, into a step, and back to what could have come through it.
async fn look(officer: &Page) {
    officer.open("/search?q=nw2107l").await;
    officer.shows("NW-2107L").await;
    officer.open("/components").await;
    officer.press("NW-2107L").await;
    officer.click("a[href$='/chains']").await;
    officer.see("#chain-1 svg.chain-drawing").await;
    officer.looks_well("chains").await;
    officer.print();
    officer.shot("chains-print").await;
    officer.resize(officer.screen);
    officer.click("#chain-1 td a.ref").await;
    officer.shows("Found components that could have come through it").await;
    officer.click("a[href$='/components']:not([href='/components'])").await;
    officer.shows("NW-2107L").await;
    officer.looks_well("chains-through").await;
    officer.open("/chains/look-up").await;
    officer.fill("lot", "KS-240A").await;
    officer.click("main form button").await;
    officer.shows("Found components that carry it").await;
    officer.see("#transfers li a").await;
    officer.looks_well("chains-look-up").await;
}

/// An investigator with a phone proposes the best chain; gives the address of the page.
async fn propose(j: &Journey) -> String {
    let author = j.phone().await;
    author.sign_in(&j.site.link("investigator")).await;
    author.open("/chains/look-up?lot=ks240a").await;
    author.click("#carrying td a[href$='/chains']").await;
    author.see("#chain-1").await;
    author.click("#chain-1 details.decide-chain summary").await;
    author.looks_well("chains-decide").await;
    author
        .fill("reason", "The invoice of the distributor names this lot.")
        .await;
    author.click("#chain-1 button[value='accepted']").await;
    author.shows("waits for a second person").await;
    author.see("#chain-1 .verdict.waits").await;
    author.looks_well("chains-proposed").await;
    let address = author.address().await;
    let path = address
        .find("/components")
        .and_then(|at| address.get(at..))
        .unwrap_or_default();
    path.split('?').next().unwrap_or_default().to_owned()
}

async fn accept(j: &Journey) {
    let reviewer = j.desk().await;
    reviewer.sign_in(&j.site.link("reviewer")).await;
    reviewer.open("/review").await;
    reviewer.shows("1 decision on a chain").await;
    reviewer.click("table.queue th a").await;
    reviewer.see("button[value='accept']").await;
    reviewer.looks_well("chains-review").await;
    reviewer.click("button[value='accept']").await;
    reviewer.see("table.queue, .empty, .notice").await;
}

/// Marks are compared a little after they are entered.
async fn shared(reader: &Page) {
    reader.open("/constellations").await;
    for _ in 0..40 {
        if reader.count("tbody tr").await > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        reader.open("/constellations").await;
    }
    reader.shows("lot KS240A").await;
    reader.looks_well("constellations").await;
    reader.click("tbody th a").await;
    reader.shows("Missile of spring").await;
    reader.shows("Missile of autumn").await;
    reader.looks_well("constellation").await;
    reader.click("#units td:nth-of-type(4) a").await;
    reader.see("#shares a[href^='/constellations/']").await;
    reader.see("#came-by, #shares").await;
    reader.looks_well("constellation-component").await;
}
