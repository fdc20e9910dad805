//! Files for other programs: what is in them is sound, whole, as open as its reader, and always the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sherd::{
    domain::records::Shelf,
    service::{
        exchange::incoming::{self, Done},
        imports::{self, How, Report},
    },
};

use crate::harness::{Client, TestApp};

const FTM: &str = "/api/v1/exchange/entities.ftm.json";

/// What FollowTheMoney knows of one schema.
#[derive(Default)]
struct Schema {
    /// What it is too.
    also: BTreeSet<String>,
    /// The ends it must have.
    required: Vec<String>,
    /// Type, what it may point to, longest value.
    properties: BTreeMap<String, (String, String, usize)>,
}

fn schemata() -> BTreeMap<String, Schema> {
    let mut all: BTreeMap<String, Schema> = BTreeMap::new();
    let mut table = csv::Reader::from_reader(include_str!("../files/ftm_schemata.csv").as_bytes());
    for row in table.records() {
        let row = row.unwrap();
        let schema = all.entry(row[0].to_owned()).or_default();
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        match &row[2] {
            "schema" => {
                schema.also = list(&row[3]).into_iter().collect();
                schema.required = list(&row[4]);
            }
            kind => {
                let property = (kind.to_owned(), row[3].to_owned(), row[4].parse().unwrap());
                schema.properties.insert(row[1].to_owned(), property);
            }
        }
    }
    all
}

/// Whether a value is of a type, for the types that exports use.
fn fits(kind: &str, value: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        "country" => value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_lowercase()),
        "date" => value.len() >= 4 && value.split('-').all(digits) && value.split('-').count() <= 3,
        "url" => value.starts_with("http://") || value.starts_with("https://"),
        "number" => value.parse::<f64>().is_ok(),
        _ => !value.trim().is_empty(),
    }
}

/// The entities of an answer by their ids, each checked against the schemata.
fn checked(text: &str) -> BTreeMap<String, Value> {
    let schemata = schemata();
    let mut all = BTreeMap::new();
    for line in text.lines() {
        let entity: Value = serde_json::from_str(line).unwrap();
        let old = all.insert(entity["id"].as_str().unwrap().to_owned(), entity);
        assert!(old.is_none(), "twice: {line}");
    }
    for entity in all.values() {
        let schema = &schemata[entity["schema"].as_str().unwrap()];
        let said = entity["properties"].as_object().unwrap();
        for needed in &schema.required {
            assert!(said.contains_key(needed), "{needed} is missing: {entity}");
        }
        for (name, values) in said {
            let (kind, range, longest) = schema
                .properties
                .get(name)
                .unwrap_or_else(|| panic!("no property {name}: {entity}"));
            let values = values.as_array().unwrap();
            assert!(!values.is_empty());
            for value in values {
                let value = value.as_str().unwrap();
                assert!(
                    fits(kind, value) && value.chars().count() <= *longest,
                    "{name} {value}: {entity}"
                );
                if kind == "entity" {
                    let other = all
                        .get(value)
                        .unwrap_or_else(|| panic!("{name} leads nowhere: {entity}"));
                    let other = &schemata[other["schema"].as_str().unwrap()];
                    assert!(other.also.contains(range), "{name} is no {range}: {entity}");
                }
            }
        }
    }
    all
}

async fn entities(client: Client<'_>) -> BTreeMap<String, Value> {
    checked(&client.get(FTM).await.expect(200).text())
}

/// A catalogue with something on every shelf that is exported.
struct World {
    maker: String,
    broker: String,
    part: String,
    transfer: String,
    incident: String,
    component: String,
}

fn world(app: &TestApp) -> World {
    let source = app.accepted(
        "sources",
        &[
            ("title", "Customs data"),
            ("kind", "dataset"),
            ("address", "https://example.org/a"),
        ],
    );
    let broker = app.accepted(
        "organizations",
        &[
            ("name", "Romashka"),
            ("roles", "broker\nend_user"),
            ("hq_country", "RU"),
            ("identifiers", "INN: 7707083893"),
        ],
    );
    let maker = app.accepted(
        "organizations",
        &[
            ("name", "Acme"),
            ("names", "uk: Акме\nACME Ltd"),
            ("roles", "maker"),
            ("hq_country", "US"),
            ("incorporation_country", "NL"),
            ("identifiers", "LEI: 506700GE1G29325QX363\nCAGE: 1AA11\nHRB: 12 345"),
            ("succession", &format!("became {broker} 2019")),
            ("sources", &source),
        ],
    );
    app.accepted("organizations", &[("name", "Nobody in particular")]);
    app.accepted("organizations", &[("name", "A ministry"), ("roles", "authority")]);
    let part = app.accepted(
        "parts",
        &[("number", "ADSP-21065L"), ("maker", &maker), ("numbers", "AD-1")],
    );
    let weapon = app.accepted(
        "weapons",
        &[
            ("name", "KN-23"),
            ("kind", "ballistic_missile"),
            ("aliases", "RU: Iskander"),
        ],
    );
    let place = [
        ("name", "Strike"),
        ("kind", "strike"),
        ("date", "2024-01-02~"),
        ("place", "Kharkiv"),
        ("country", "UA"),
        ("lat", "49.98765"),
        ("lon", "36.23456"),
        ("precision", "exact"),
    ];
    let incident = app.accepted("incidents", &place);
    let unit = app.accepted(
        "units",
        &[
            ("name", "Missile"),
            ("weapon", &weapon),
            ("incident", &incident),
            ("recovered", "2024-01-03"),
        ],
    );
    let component = app.accepted(
        "components",
        &[
            ("unit", &unit),
            ("name", "Processor"),
            ("part", &part),
            ("maker", &maker),
            ("origin", "TW"),
        ],
    );
    let transfer = app.accepted(
        "transfers",
        &[
            ("kind", "customs_line"),
            ("from", &maker),
            ("from_name", "Acme Components Ltd"),
            ("to_name", "OOO Nowhere"),
            ("to_country", "RU"),
            ("border", "2023-05-20"),
            (
                "lines",
                "part_number=ADSP-21065L | lot=KS-240 | hs6=854231 | quantity=at least 500 pcs | value=1200.50 USD",
            ),
            (
                "parties",
                "role=declarant | party_name=OOO Broker | party_country=RU\nrole=carrier | party_name=Line",
            ),
            ("transit_countries", "TR"),
            ("vessel", "Test Vessel"),
            ("vessel_imo", "9074729"),
            ("document", "10005030/180523/3128400"),
            ("source", &source),
        ],
    );
    app.accepted(
        "transfers",
        &[
            ("kind", "shipment"),
            ("from_name", "A"),
            ("to", &broker),
            ("vessel", "Other name"),
            ("vessel_imo", "9074729"),
        ],
    );
    World {
        maker,
        broker,
        part,
        transfer,
        incident,
        component,
    }
}

fn values<'a>(entity: &'a Value, property: &str) -> Vec<&'a str> {
    let values = entity["properties"][property].as_array();
    values.into_iter().flatten().filter_map(Value::as_str).collect()
}

#[actix_web::test]
async fn the_catalogue_is_told_as_entities_of_followthemoney() {
    let app = TestApp::start().await;
    let world = world(&app);
    let answer = app.visitor().get(FTM).await.expect(200);
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"entities.ftm.json\""
    );
    let all = checked(&answer.text());
    let of = |reference: &str| &all[&format!("sherd-{reference}")];
    let maker = of(&world.maker);
    assert_eq!(maker["schema"], "Company");
    assert_eq!(values(maker, "alias"), ["Акме", "ACME Ltd"]);
    assert_eq!(values(maker, "country"), ["us"]);
    assert_eq!(values(maker, "jurisdiction"), ["nl"]);
    assert_eq!(values(maker, "cageCode"), ["1AA11"]);
    assert_eq!(values(maker, "registrationNumber"), ["12 345"]);
    assert_eq!(
        values(maker, "sourceUrl"),
        [format!("http://sherd.test/organizations/{}", world.maker)]
    );
    assert_eq!(values(maker, "proof").len(), 1);
    let became = of(&format!("{}-became-{}", world.maker, world.broker));
    assert_eq!(
        (became["schema"].as_str(), values(became, "date")),
        (Some("Succession"), vec!["2019"])
    );
    let schemata: BTreeSet<&str> = all.values().filter_map(|entity| entity["schema"].as_str()).collect();
    assert!(schemata.contains("PublicBody") && schemata.contains("LegalEntity"));
    assert_eq!(values(of(&world.part), "keywords"), ["ADSP21065L", "AD1"]);
    let transfer = of(&world.transfer);
    assert_eq!(transfer["schema"], "EconomicActivity");
    assert_eq!(values(transfer, "sender"), [format!("sherd-{}", world.maker)]);
    assert_eq!(values(transfer, "receiver"), [format!("sherd-{}-to", world.transfer)]);
    assert_eq!(
        values(transfer, "declarant"),
        [format!("sherd-{}-party-1", world.transfer)]
    );
    assert_eq!(values(transfer, "date"), ["2023-05-20"]);
    assert_eq!(values(transfer, "vedCode"), ["854231"]);
    assert_eq!(values(transfer, "ccdNumber"), ["10005030/180523/3128400"]);
    assert_eq!(values(transfer, "transport"), ["sherd-imo-9074729"]);
    let described = values(transfer, "description").join("\n");
    assert!(
        described.contains("transit_countries: TR") && described.contains("kind: customs_line"),
        "{described}"
    );
    let ships = all.values().filter(|entity| entity["schema"] == "Vessel");
    assert_eq!(ships.count(), 1);
    let component = of(&format!("{}-part", world.component));
    assert_eq!(values(component, "role"), ["is a"]);
    // The place is told as finely as it is released, with how far it can be off.
    let place = of(&format!("{}-place", world.incident));
    assert!(!answer.text().contains("98765"), "the exact place is in the file");
    assert!(values(place, "remarks")[0].starts_with("coordinateUncertaintyInMeters"));

    // Asked again, it is the same to the byte.
    assert_eq!(app.visitor().get(FTM).await.text(), answer.text());
    let index = app
        .visitor()
        .get("/api/v1/exchange/index.json")
        .await
        .expect(200)
        .json();
    assert_eq!(index["datasets"][0]["entities_url"], format!("http://sherd.test{FTM}"));
    let page = app.visitor().get("/exchange").await.expect(200);
    assert!(page.select("table.list a").contains(&"entities.ftm.json".to_owned()));
    let page = app.visitor().get("/").await.expect(200);
    assert!(page.text().contains("href=\"/exchange\""));
}

#[actix_web::test]
async fn entities_are_as_open_as_their_reader() {
    let app = TestApp::start().await;
    let hidden = app.accepted(
        "organizations",
        &[("name", "Zqhidden"), ("release", "sealed"), ("roles", "broker")],
    );
    let partner = app.accepted("organizations", &[("name", "Zqofficer"), ("release", "officer")]);
    let open = app.accepted(
        "organizations",
        &[
            ("name", "Open"),
            ("names", "Zqalias"),
            ("identifiers", "HRB: Zqnumber"),
            ("field_releases", "names=sealed;identifiers=officer"),
            ("succession", &format!("became {hidden}")),
        ],
    );
    let transfer = app.accepted(
        "transfers",
        &[
            ("kind", "sale"),
            ("from", &open),
            ("from_name", "Zqwritten"),
            ("to", &hidden),
            ("goods", "Zqgoods"),
            (
                "parties",
                &format!("role=broker | organization={partner} | party_name=Zqparty"),
            ),
            ("field_releases", "from_name=sealed;goods=sealed;parties=sealed"),
        ],
    );
    let text = app.visitor().get(FTM).await.expect(200).text();
    checked(&text);
    for word in ["Zq", &hidden, &partner] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.contains(&open) && text.contains(&transfer));
    let officer = entities(app.officer()).await;
    assert!(officer.contains_key(&format!("sherd-{partner}")) && !officer.contains_key(&format!("sherd-{hidden}")));
    assert_eq!(
        values(&officer[&format!("sherd-{open}")], "registrationNumber"),
        ["Zqnumber"]
    );
    let inside = entities(app.reviewer()).await;
    assert_eq!(
        values(&inside[&format!("sherd-{transfer}")], "receiver"),
        [format!("sherd-{hidden}")]
    );
}

#[actix_web::test]
async fn merged_records_are_referents_and_long_catalogues_are_whole() {
    let app = TestApp::start().await;
    let one = app.accepted("organizations", &[("name", "Acme")]);
    let two = app.accepted("organizations", &[("name", "ACME Ltd")]);
    let three = app.accepted("organizations", &[("name", "ACME Limited")]);
    for (from, into) in [(&three, &two), (&two, &one)] {
        let body = json!({"into": into, "why": "The same firm."});
        app.reviewer()
            .post_json(&format!("/api/v1/organizations/{from}/merge"), &body)
            .await
            .expect(200);
    }
    for number in 0..210 {
        app.accepted("organizations", &[("name", &format!("Firm {number:03}"))]);
    }
    let all = entities(app.visitor()).await;
    assert_eq!(all.len(), 211);
    let mut former: Vec<&str> = all[&format!("sherd-{one}")]["referents"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    former.sort_unstable();
    let mut expected = [format!("sherd-{two}"), format!("sherd-{three}")];
    expected.sort();
    assert_eq!(former, expected);
}

#[actix_web::test]
async fn what_has_a_place_is_told_as_geojson_no_finer_than_released() {
    let app = TestApp::start().await;
    let world = world(&app);
    app.accepted("units", &[("name", "Of nowhere")]);
    let all = app
        .visitor()
        .get("/api/v1/exchange/catalogue.geojson")
        .await
        .expect(200);
    assert_eq!(all.header("content-type"), "application/geo+json");
    assert!(!all.text().contains("98765"), "the exact place is in the file");
    let all = all.json();
    let features = all["features"].as_array().unwrap();
    assert_eq!(features.len(), 5);
    let of = |reference: &str| features.iter().find(|feature| feature["id"] == reference).unwrap();
    let incident = of(&world.incident);
    assert_eq!(incident["geometry"]["type"], "Point");
    assert_eq!(incident["properties"]["precision"], "km10");
    let units = app.visitor().get("/units.geojson").await.expect(200).json();
    let units = units["features"].as_array().unwrap();
    let named = |name: &str| units.iter().find(|unit| unit["properties"]["name"] == name).unwrap();
    let unit = named("Missile");
    assert_eq!(
        unit["geometry"], incident["geometry"],
        "a unit lies where its incident is told to lie"
    );
    assert_eq!(
        unit["properties"]["coordinateUncertaintyInMeters"],
        incident["properties"]["coordinateUncertaintyInMeters"]
    );
    assert!(named("Of nowhere")["geometry"].is_null());
    let transfer = of(&world.transfer);
    assert_eq!(transfer["geometry"]["type"], "LineString");
    assert_eq!(transfer["properties"]["countries"], json!(["TR", "RU"]));
    let listed = app
        .visitor()
        .get("/transfers.geojson?kind=shipment")
        .await
        .expect(200)
        .json();
    assert_eq!(listed["features"].as_array().unwrap().len(), 1);
    assert!(listed["features"][0]["geometry"].is_null());
    app.visitor()
        .get("/transfers.geojson?organization=00000000")
        .await
        .expect(404);
    for shelf in ["incidents", "units", "transfers"] {
        let page = app.visitor().get(&format!("/{shelf}")).await.expect(200);
        assert!(page.select(".pager-files a").contains(&"GeoJSON".to_owned()), "{shelf}");
    }
    let inside = app
        .investigator()
        .get("/api/v1/exchange/catalogue.geojson")
        .await
        .expect(200)
        .text();
    assert!(inside.contains("98765"), "investigators get the point");
}

const ORGANIZATIONS: &str =
    "record_id,name,aliases,roles,hq_country,incorporation_country,identifiers,successor_of,valid_from";
const TRANSFERS: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release";

fn import(app: &TestApp, shelf: Shelf, text: &str, dry_run: bool) -> Report {
    let table = imports::open(shelf, "test.csv", text.as_bytes(), "hash", 100).unwrap();
    let how = How {
        dry_run,
        create_missing: false,
    };
    let ctx = app.ctx();
    app.write(|conn| imports::run_any(conn, &ctx, table, how, &|_| Ok(())))
}

fn organizations() -> String {
    format!(
        "{ORGANIZATIONS}\n\
         o1,Acme,uk: Акме|ACME Ltd,maker|authorised distributor,US,NL,LEI: 506700GE1G29325QX363|HRB: 12 345,,\n\
         o2,Acme Two,,broker,HK,,,o1,2019-05\n\
         o3,\"=Odd, \"\"firm\"\"\",,,,,,,\n"
    )
}

fn transfers() -> String {
    format!(
        "{TRANSFERS}\n\
         t1,sale,Acme,US,Acme Two,HK,2023-05-20,2023-05-20,A-1,Maker,L-1,2148,8542.31 (HS 2022),500,pcs,1200.5,USD,TW,,TR|AE,RU,9074729,two words,Invoice 7,Customs data,https://example.org/a,B,2,public\n\
         t2,customs line,Acme Two,HK,OOO Romashka,RU,2023-05,2023-06,A-1|A-2,,,,,1|1,pcs,,,,,,,,-dash and | bar,,Customs data,https://example.org/a,,,public\n\
         t3,shipment,OOO Romashka,RU,Somebody,,2023,,A-1|A-2,,,,854231,at least 7,kg,,,,,,,,,,,,,,officer\n\
         t4,unknown,,RU,Somebody,,,2024-01-02,,,,,,,,,,,,,,,,,,,,,public\n"
    )
}

#[actix_web::test]
async fn a_canonical_table_that_was_imported_is_told_so_that_it_changes_nothing() {
    let app = TestApp::start().await;
    let report = import(&app, Shelf::Organizations, &organizations(), false);
    assert_eq!((report.made, report.wrong), (3, 0), "{report:?}");
    let report = import(&app, Shelf::Transfers, &transfers(), false);
    assert_eq!((report.made, report.wrong), (4, 0), "{report:?}");
    let file = async |client: Client<'_>, name: &str| {
        client
            .get(&format!("/api/v1/exchange/{name}.csv"))
            .await
            .expect(200)
            .text()
    };
    for (shelf, name, header, rows) in [
        (Shelf::Organizations, "organizations", ORGANIZATIONS, 5),
        (Shelf::Transfers, "transfers", TRANSFERS, 4),
    ] {
        let told = file(app.reviewer(), name).await;
        assert_eq!(told.lines().next(), Some(header));
        let again = import(&app, shelf, &told, true);
        assert_eq!(
            (again.total, again.same, again.wrong),
            (rows, rows, 0),
            "{again:?}\n{told}"
        );
        // In an empty catalogue it says the same.
        let other = TestApp::start().await;
        if shelf == Shelf::Transfers {
            import(
                &other,
                Shelf::Organizations,
                &file(app.reviewer(), "organizations").await,
                false,
            );
        }
        let made = import(&other, shelf, &told, false);
        assert_eq!(
            (made.made, made.wrong, made.new_parties.len()),
            (rows, 0, 0),
            "{made:?}"
        );
        assert_eq!(file(other.reviewer(), name).await, told);
    }
    let public = file(app.visitor(), "transfers").await;
    assert_eq!(public.lines().count(), 4);
    assert!(!public.contains("t3"));
    let page = app.visitor().get("/exchange").await.expect(200);
    assert!(page.select("table.list a").contains(&"transfers.csv".to_owned()));
}

#[actix_web::test]
async fn a_canonical_table_of_what_people_entered_changes_nothing_in_its_own_catalogue() {
    let app = TestApp::start().await;
    let buyer = app.accepted("organizations", &[("name", "Acme Two")]);
    let maker = app.accepted(
        "organizations",
        &[("name", "Acme"), ("succession", &format!("became {buyer} 2019"))],
    );
    app.accepted(
        "transfers",
        &[
            ("kind", "sale"),
            ("from", &maker),
            ("from_name", "Acme"),
            ("to", &buyer),
            ("to_name", "Acme Two"),
            ("lines", "part_number=A-1 | serial_from=5\npart_number=A-2"),
        ],
    );
    for (shelf, name, rows) in [
        (Shelf::Transfers, "transfers", 1),
        (Shelf::Organizations, "organizations", 2),
    ] {
        let file = app
            .reviewer()
            .get(&format!("/api/v1/exchange/{name}.csv"))
            .await
            .expect(200)
            .text();
        for dry_run in [true, false] {
            let report = import(&app, shelf, &file, dry_run);
            assert_eq!(
                (report.total, report.same, report.wrong),
                (rows, rows, 0),
                "{report:?}\n{file}"
            );
        }
        let again = app
            .reviewer()
            .get(&format!("/api/v1/exchange/{name}.csv"))
            .await
            .expect(200)
            .text();
        assert_eq!(again, file);
    }
    // A reference of nothing here is a name like any other.
    let strange = format!("{TRANSFERS}\nsherd:AAAAAAAA,sale,Acme,,Acme Two,{}\n", ",".repeat(23));
    let report = import(&app, Shelf::Transfers, &strange, false);
    assert_eq!((report.made, report.wrong), (1, 0), "{report:?}");
}

fn take_in(app: &TestApp, text: &str, dry_run: bool) -> Done {
    let read = incoming::read("test.ftm.json", "hash", text.as_bytes()).unwrap();
    let how = How {
        dry_run,
        create_missing: false,
    };
    let ctx = app.ctx();
    app.write(|conn| incoming::run(conn, &ctx, &read, how, &|_| Ok(())))
}

/// The rows of a table without what another catalogue has of its own: the names of rows and the levels of release.
fn compared(table: &str) -> BTreeSet<Vec<String>> {
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let names: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    let own = ["record_id", "successor_of", "release"];
    rows.records()
        .map(|row| {
            let row = row.unwrap();
            let cells = names
                .iter()
                .zip(row.iter())
                .filter(|(name, _)| !own.contains(&name.as_str()));
            cells.map(|(_, cell)| cell.to_owned()).collect()
        })
        .collect()
}

#[actix_web::test]
async fn entities_taken_into_an_empty_catalogue_are_the_same_organizations_and_transfers() {
    let app = TestApp::start().await;
    import(&app, Shelf::Organizations, &organizations(), false);
    import(&app, Shelf::Transfers, &transfers(), false);
    let text = app.reviewer().get(FTM).await.expect(200).text();
    checked(&text);
    let other = TestApp::start().await;
    let dry = take_in(&other, &text, true);
    assert!(dry.wrong.is_empty() && !dry.transfers.written, "{dry:?}");
    let done = take_in(&other, &text, false);
    assert_eq!((done.organizations.made, done.transfers.made), (5, 4), "{done:?}");
    assert!(
        done.wrong.is_empty() && done.transfers.new_parties.is_empty(),
        "{done:?}"
    );
    let table = async |app: &TestApp, name: &str| {
        let path = format!("/api/v1/exchange/{name}.csv");
        compared(&app.reviewer().get(&path).await.expect(200).text())
    };
    for name in ["organizations", "transfers"] {
        assert_eq!(table(&app, name).await, table(&other, name).await, "{name}");
    }
    // What it was before is known there too.
    let told = other.reviewer().get("/api/v1/exchange/organizations.csv").await.text();
    assert!(
        told.lines()
            .any(|line| line.contains("Acme Two") && line.ends_with(",2019-05")),
        "{told}"
    );
    // Nothing is public until somebody opens it, and sent again it changes nothing.
    assert_eq!(
        other
            .visitor()
            .get("/api/v1/exchange/transfers.csv")
            .await
            .text()
            .lines()
            .count(),
        1
    );
    let again = take_in(&other, &text, false);
    assert_eq!((again.organizations.same, again.transfers.same), (5, 4), "{again:?}");
    assert_eq!((again.organizations.made, again.transfers.changed), (0, 0), "{again:?}");
}

#[actix_web::test]
async fn entities_of_other_programs_are_taken_as_far_as_they_fit_and_the_rest_is_told() {
    let app = TestApp::start().await;
    let lines = [
        json!({"id": "c1", "schema": "Company", "properties": {"name": ["Acme", "Acme Inc"], "jurisdiction": ["us"],
            "leiCode": ["wrong"], "website": ["https://example.org"], "mainCountry": ["eu"]}}),
        json!({"id": "p1", "schema": "Person", "properties": {"name": ["A Person"]}}),
        json!({"id": "b1", "schema": "PublicBody", "properties": {"name": ["A ministry"], "country": ["ua"]}}),
        json!({"id": "n1", "schema": "LegalEntity", "properties": {"name": ["OOO Nowhere"], "country": ["ru"]}}),
        json!({"id": "v1", "schema": "Vessel", "properties": {"name": ["Ship"], "imoNumber": ["IMO9074729"]}}),
        json!({"id": "v2", "schema": "Vessel", "properties": {"name": ["A ship that nothing names"]}}),
        json!({"id": "a1", "schema": "Address", "properties": {"full": ["Somewhere 1"]}}),
        json!({"id": "s2", "schema": "Succession", "properties": {"predecessor": ["c1"], "successor": ["elsewhere"]}}),
        json!({"id": "d1", "schema": "Document", "properties": {"title": ["Customs data"], "sourceUrl": ["https://example.org/a"]}}),
        json!({"id": "s1", "schema": "Succession", "properties": {"predecessor": ["c1"], "successor": ["b1"], "startDate": ["2019-05"]}}),
        json!({"id": "e1", "schema": "EconomicActivity", "properties": {"sender": ["c1"], "receiver": ["n1"],
            "vedCode": ["8542319010"], "goodsDescription": ["Chips", "ADSP-21065L"], "startDate": ["2023-05-20T00:00:00"],
            "endDate": ["2023-06"], "invoiceAmount": ["1200.50 USD"], "ccdNumber": ["10005030/1"], "originCountry": ["tw"],
            "transport": ["v1"], "proof": ["d1"], "customsProcedure": ["IM 40"]}}),
        json!({"id": "e2", "schema": "EconomicActivity", "properties": {"sender": ["p1"], "receiver": ["b1"]}}),
        json!({"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1"]}}),
    ];
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let done = take_in(&app, &text, false);
    assert!(done.wrong.is_empty(), "{done:?}");
    assert_eq!((done.organizations.made, done.transfers.made), (2, 2), "{done:?}");
    for what in [
        "Person",
        "Ownership",
        "Company.leiCode",
        "Company.website",
        "Company.mainCountry eu",
        "EconomicActivity.sender (Person)",
        "EconomicActivity.customsProcedure",
        "Vessel.name",
        "Vessel",
        "Address",
        "Succession",
    ] {
        assert_eq!(done.left.get(what), Some(&1), "{what}: {:?}", done.left);
    }
    let found = app
        .reviewer()
        .get("/api/v1/transfers?record_id=e1")
        .await
        .expect(200)
        .json();
    let made = &found["results"][0];
    assert_eq!(
        (made["kind"].as_str(), made["release"].as_str()),
        (Some("customs_line"), Some("sealed"))
    );
    assert_eq!(
        (made["from_name"].as_str(), made["to_country"].as_str()),
        (Some("Acme"), Some("RU"))
    );
    assert_eq!(made["border"], "2023-05-20/2023-06");
    assert_eq!(made["lines"][0]["hs6"], "8542.31");
    assert_eq!(made["lines"][0]["value"], "1200.5 USD");
    assert_eq!(made["vessel_imo"], "9074729");
    assert_eq!(made["goods"], "Chips\nADSP-21065L");
    assert_eq!(made["links"]["source"]["title"], "Customs data");
    let found = app
        .reviewer()
        .get("/api/v1/organizations?record_id=c1")
        .await
        .expect(200)
        .json();
    assert!(
        found["results"][0]["succession"][0]
            .as_str()
            .unwrap()
            .contains("2019-05")
    );
}

#[actix_web::test]
async fn a_wrong_entity_is_named_by_its_line_and_nothing_is_written() {
    let app = TestApp::start().await;
    let good = json!({"id": "c1", "schema": "Company", "properties": {"name": ["Acme"]}});
    let nameless = json!({"id": "c2", "schema": "Company", "properties": {"country": ["us"]}});
    let late =
        json!({"id": "e1", "schema": "EconomicActivity", "properties": {"date": ["soon"], "goodsDescription": ["x"]}});
    let text = format!("{good}\nnot an entity\n\n{nameless}\n{good}\n{late}\n[]\n{{\"id\": 5}}");
    let done = take_in(&app, &text, false);
    let lines: BTreeSet<u64> = done.wrong.iter().map(|error| error.line).collect();
    assert_eq!(
        lines.into_iter().collect::<Vec<_>>(),
        [2, 4, 5, 6, 7, 8],
        "{:?}",
        done.wrong
    );
    assert!(!done.organizations.written && !done.transfers.written);
    let none = app
        .admin()
        .get("/api/v1/organizations?record_id=c1")
        .await
        .expect(200)
        .json();
    assert_eq!(none["results"].as_array().unwrap().len(), 0);
    let long = "x".repeat(2_000_000);
    assert!(incoming::read("a", "hash", long.as_bytes()).is_err());
    assert!(incoming::read("a", "hash", "".as_bytes()).is_err());
}
