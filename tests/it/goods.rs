//! Goods texts: what is read from them is marked and told with its place, found by searches and chains, and never said to be the
//! record's own words; what is sealed is read for nobody else.

use diesel::{RunQueryDsl, sql_query};
use serde_json::{Value, json};
use sherd::{
    app::worker,
    domain::records::Shelf,
    service::{
        imports::{self, How},
        transfers::words,
    },
};

use crate::harness::TestApp;

const TEXT: &str = "МІКРОСХЕМИ MICROCHIP ATMEGA328P-AU 2148 QTY 500 PCS";
const NUMBER: &str = "ATMEGA328P-AU";

async fn read(app: &TestApp, transfer: &str) -> Value {
    let told = app.visitor().get(&format!("/api/v1/transfers/{transfer}")).await;
    told.expect(200).json()
}

/// Whether the visitor finds a transfer by the number: in a search, in the list of a part, among chains.
struct World {
    app: TestApp,
    part: String,
    component: String,
    from: String,
    to: String,
}

impl World {
    async fn start() -> World {
        let app = TestApp::start().await;
        let maker = app.accepted("organizations", &[("name", "Northwind"), ("roles", "maker")]);
        let to = app.accepted("organizations", &[("name", "OOO Vektor"), ("hq_country", "RU")]);
        let part = app.accepted("parts", &[("number", NUMBER), ("maker", &maker)]);
        let unit = app.accepted("units", &[("name", "Missile"), ("recovered", "2024-03-15")]);
        let component = app.accepted(
            "components",
            &[("unit", &unit), ("name", "controller"), ("part", &part)],
        );
        World {
            app,
            part,
            component,
            from: maker,
            to,
        }
    }

    fn transfer(&self, more: &[(&str, &str)]) -> String {
        let ends = [
            ("kind", "customs_line"),
            ("from", self.from.as_str()),
            ("to", &self.to),
            ("border", "2022-06-10"),
        ];
        self.app.accepted("transfers", &[ends.as_slice(), more].concat())
    }

    async fn found(&self, transfer: &str) -> [bool; 3] {
        let visitor = self.app.visitor();
        let search = visitor.get("/search?q=atmega328p%20au").await.expect(200).text();
        let list = visitor
            .get(&format!("/transfers?part={}", self.part))
            .await
            .expect(200)
            .text();
        [search, list, self.chains().await.to_string()].map(|told| told.contains(transfer))
    }

    async fn chains(&self) -> Value {
        let path = format!("/api/v1/components/{}/chains", self.component);
        self.app.visitor().get(&path).await.expect(200).json()
    }
}

#[actix_web::test]
async fn a_number_in_the_text_is_found_marked_and_told_to_be_read() {
    let world = World::start().await;
    let transfer = world.transfer(&[("goods", TEXT), ("lines", "hs6=8542.31 | quantity=500 pcs")]);
    let told = read(&world.app, &transfer).await;
    // What the record says stays what the record says.
    assert_eq!(told["lines"], json!([{"hs6": "8542.31", "quantity": "500 pcs"}]));
    let finds = told["read_from_text"].as_array().unwrap();
    let mut part = finds[1].clone();
    assert!(part["reason"].as_str().unwrap().ends_with('.'), "{part}");
    part["reason"] = "".into();
    assert_eq!(
        part,
        json!({
            "in": "goods", "kind": "part", "text": NUMBER, "value": NUMBER, "unit": null,
            "start": 21, "end": 34, "reason": "",
        })
    );
    for find in finds {
        let (start, end) = (find["start"].as_u64().unwrap(), find["end"].as_u64().unwrap());
        let span: String = TEXT.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(find["text"], span.as_str());
    }
    let kinds: Vec<&str> = finds.iter().map(|find| find["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["maker", "part", "date code", "quantity"]);
    // The page marks it and says so.
    let page = world
        .app
        .visitor()
        .get(&format!("/transfers/{transfer}"))
        .await
        .expect(200);
    let marks = page.select("#goods mark");
    assert!(marks.contains(&format!("Part number: {NUMBER}")), "{marks:?}");
    assert!(
        page.text()
            .contains(&format!("Not stated; read from the goods text: {NUMBER}"))
    );
    assert_eq!(world.found(&transfer).await, [true, true, true]);
    let chains = world.chains().await;
    assert_eq!(chains[0]["steps"][0]["matched_by"], "part", "{chains}");
    let reasons = chains[0]["reasons"].to_string();
    assert!(reasons.contains("was read from the goods text"), "{reasons}");
    // An answer can be sent back, and what was added to it is nothing of the record.
    let answer = world
        .app
        .admin()
        .get(&format!("/api/v1/transfers/{transfer}"))
        .await
        .expect(200);
    let etag = answer.header("etag").to_owned();
    let mut body = answer.json();
    body["note"] = "looked at".into();
    let path = format!("/api/v1/transfers/{transfer}");
    world.app.admin().put_json(&path, &etag, &body).await.expect(200);
    assert_eq!(read(&world.app, &transfer).await["lines"], told["lines"]);
    assert_eq!(world.found(&transfer).await, [true, true, true]);
}

#[actix_web::test]
async fn a_number_that_a_line_states_is_not_read_and_is_no_reason() {
    let world = World::start().await;
    let line = format!("part_number={NUMBER}");
    let stated = world.transfer(&[("goods", "AD8221ARMZ - 100 PCS"), ("lines", &line)]);
    assert_eq!(world.found(&stated).await, [true, true, true]);
    let chains = world.chains().await.to_string();
    assert!(!chains.contains("read from the goods text"), "{chains}");
    let search = world.app.visitor().get("/search?q=ad8221armz").await.expect(200).text();
    assert!(!search.contains(&stated));
    // A wrong reading hides no lot: what a text names beside the lot speaks against nothing.
    let mark = [("component", world.component.as_str()), ("transcription", "LOT KS240A")];
    world.app.accepted("markings", &mark);
    let lot = world.transfer(&[("lines", "lot=KS240A | description=FITS AD8221ARMZ - 100 PCS")]);
    let chains = world.chains().await;
    let steps = chains
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|chain| chain["steps"].as_array().unwrap());
    let matched: Vec<&Value> = steps.filter(|step| step["transfer"] == lot.as_str()).collect();
    assert!(matched.iter().any(|step| step["matched_by"] == "lot"), "{chains}");
}

#[actix_web::test]
async fn what_is_sealed_in_a_text_is_read_for_nobody_else() {
    let world = World::start().await;
    for sealed in ["goods=sealed", "lines=sealed;goods=sealed"] {
        let closed = world.transfer(&[("goods", TEXT), ("field_releases", sealed)]);
        assert_eq!(world.found(&closed).await, [false, false, false], "{sealed}");
        let page = world
            .app
            .visitor()
            .get(&format!("/transfers/{closed}"))
            .await
            .expect(200)
            .text();
        assert!(!page.contains(NUMBER), "{sealed}");
        assert_eq!(read(&world.app, &closed).await["read_from_text"], json!([]));
    }
    let whole = world.transfer(&[("goods", TEXT), ("release", "sealed")]);
    assert_eq!(world.found(&whole).await, [false, false, false]);
}

#[actix_web::test]
async fn every_part_of_a_list_is_found_in_an_imported_table() {
    let world = World::start().await;
    let header = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release";
    let row = format!(
        "g1,customs line,A Seller,HK,A Buyer,RU,2022-05-01,2022-05-31,,,,,854231,,,,,,,,,,\"{NUMBER} - 200 ШТ; AD8221ARMZ - 100 ШТ\",,,,,,public"
    );
    let text = format!("{header}\n{row}\n");
    let table = imports::open(Shelf::Transfers, "goods.csv", text.as_bytes(), "hash", 10).unwrap();
    let ctx = world.app.ctx();
    let how = How {
        dry_run: false,
        create_missing: false,
    };
    let report = world
        .app
        .write(|conn| imports::run_any(conn, &ctx, table, how, &|_| Ok(())));
    assert_eq!((report.made, report.wrong), (1, 0), "{:?}", report.errors);
    let told = world
        .app
        .visitor()
        .get("/api/v1/transfers?record_id=g1")
        .await
        .expect(200)
        .json();
    let transfer = told["results"][0]["ref"].as_str().unwrap().to_owned();
    assert_eq!(world.found(&transfer).await, [true, true, true]);
    let search = world.app.visitor().get("/search?q=ad8221armz").await.expect(200).text();
    assert!(search.contains(&transfer));
    assert_eq!(told["results"][0]["lines"], json!([{"hs6": "8542.31"}]));
}

#[actix_web::test]
async fn the_form_fills_lines_from_the_words_and_saves_nothing() {
    let world = World::start().await;
    let author = world.app.investigator();
    let typed = [
        ("kind", "sale"),
        ("from_name", "A"),
        ("goods", TEXT),
        ("lines:1:quantity", "at least 400 pcs"),
        ("then", "read"),
    ];
    let form = author.post("/transfers", &typed).await.expect(200);
    let text = form.text();
    for value in [NUMBER, "Microchip Technology", "2148", "at least 400 pcs"] {
        assert!(text.contains(&format!("value=\"{value}\"")), "{value}");
    }
    assert!(text.contains("3 cells were filled") && text.contains("<mark"));
    assert_eq!(
        author.get("/api/v1/transfers").await.expect(200).json()["results"],
        json!([])
    );
    let nothing = [
        ("kind", "sale"),
        ("from_name", "A"),
        ("goods", "spare parts"),
        ("then", "read"),
    ];
    let form = author.post("/transfers", &nothing).await.expect(200).text();
    assert!(form.contains("Nothing new was read"));
    world.app.officer().post("/transfers", &typed).await.expect(403);
    world.app.visitor().post("/transfers", &typed).await.expect(401);
    // In the form of a record likewise.
    let made = author
        .post("/transfers", &typed[..4])
        .await
        .expect(303)
        .header("location")
        .to_owned();
    let again = [
        ("version", "1"),
        ("kind", "sale"),
        ("from_name", "A"),
        ("goods", TEXT),
        ("then", "read"),
    ];
    let form = author.post(&made, &again).await.expect(200).text();
    assert!(form.contains(&format!("value=\"{NUMBER}\"")));
}

#[actix_web::test]
async fn texts_written_by_an_older_program_are_read_by_the_worker() {
    let world = World::start().await;
    let beside = world.transfer(&[("goods", TEXT), ("lines", "hs6=8542.31")]);
    let alone = world.transfer(&[("goods", TEXT)]);
    let other = world.transfer(&[("lines", "part_number=NW-2107L")]);
    let (state, ctx) = (&world.app.state, world.app.ctx());
    world.app.write(|conn| {
        sql_query("DELETE FROM transfer_goods WHERE from_text = 2").execute(conn)?;
        sql_query("UPDATE transfer_goods SET part_folded = '', from_text = 0 WHERE from_text = 1").execute(conn)?;
        sql_query("DELETE FROM search_uses WHERE shelf = 'transfers' AND shown = 'ATMEGA328P-AU'").execute(conn)?;
        Ok(())
    });
    assert_eq!(world.found(&beside).await[2], false);
    let begin = || world.app.write(|conn| words::begin(conn, &ctx));
    assert!(begin());
    let mut batches = 0;
    while worker::read_words_next(state).await.unwrap() {
        batches += 1;
    }
    assert!(batches >= 2, "one that reads and one that ends");
    let mut chained = false;
    for transfer in [&beside, &alone] {
        let [search, list, chains] = world.found(transfer).await;
        assert!(search && list);
        chained |= chains;
    }
    assert!(chained, "two of the same parties and day are one step of a chain");
    assert_eq!(read(&world.app, &beside).await["lines"], json!([{"hs6": "8542.31"}]));
    assert_eq!(
        read(&world.app, &other).await["lines"],
        json!([{"part_number": "NW-2107L"}])
    );
    // The same program reads nothing twice.
    assert!(!begin());
    assert!(!worker::read_words_next(state).await.unwrap());
}
