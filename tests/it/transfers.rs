//! Transfers: the journey from a form to an officer's list, what is refused, what stays hidden, flows, merges, both imports.

use serde_json::{Value, json};
use sherd::{
    domain::records::Shelf,
    service::imports::{self, How, Report},
};

use crate::harness::TestApp;

const ORGANIZATIONS: &str =
    "record_id,name,aliases,roles,hq_country,incorporation_country,identifiers,successor_of,valid_from";
const TRANSFERS: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release";

fn import(app: &TestApp, shelf: Shelf, header: &str, rows: &str, dry_run: bool) -> Report {
    let text = format!("{header}\n{rows}");
    let table = imports::open(shelf, "test.csv", text.as_bytes(), "hash", 100).unwrap();
    let how = How {
        dry_run,
        create_missing: false,
    };
    let ctx = app.ctx();
    app.write(|conn| imports::run_any(conn, &ctx, table, how, &|_| Ok(())))
}

fn sale(from: &str, to: &str) -> Value {
    json!({
        "kind": "customs line", "from": from, "from_name": "Acme Components Ltd", "from_country": "HK",
        "to": to, "to_name": "OOO Romashka", "to_country": "RU",
        "border": "2023-05-20",
        "lines": [
            {"part_number": "ADSP-21065L", "lot": "KS-240", "hs6": "854231", "quantity": "at least 500 pcs", "value": "1200.50 USD"},
            {"description": "sundries | various"},
        ],
        "parties": [{"role": "notify party", "party_name": "Bank of Nowhere", "party_country": "CY"}],
        "vessel": "Test Vessel", "vessel_imo": "IMO 9074729", "reliability": "B", "credibility": "2",
    })
}

async fn titles(app: &TestApp, path: &str) -> Vec<String> {
    app.visitor()
        .get(path)
        .await
        .expect(200)
        .select("table.list tbody th a")
}

#[actix_web::test]
async fn a_transfer_goes_from_a_form_through_review_to_the_public() {
    let app = TestApp::start().await;
    let from = app.accepted("organizations", &[("name", "Acme"), ("hq_country", "HK")]);
    let to = app.accepted("organizations", &[("name", "Romashka"), ("hq_country", "RU")]);
    let part = app.accepted("parts", &[("number", "ADSP-21065L")]);
    let made = app.investigator().create("transfers", sale(&from, &to)).await;
    let told = app
        .investigator()
        .get(&format!("/api/v1/transfers/{made}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["kind"], "customs_line");
    assert_eq!(told["lines"][0]["quantity"], "at least 500 pcs");
    assert_eq!(told["lines"][1]["description"], "sundries | various");
    assert_eq!(told["links"]["from"]["ref"], from.as_str());
    assert_eq!(told["dates"]["border"]["latest"], "2023-05-20");
    // What was read can be sent back as it is.
    let again = app
        .investigator()
        .put_json(&format!("/api/v1/transfers/{made}"), "\"1\"", &told)
        .await
        .expect(200);
    assert_eq!(again.json()["lines"], told["lines"]);

    let path = format!("/transfers/{made}");
    app.visitor().get(&path).await.expect(404);
    let card = app
        .investigator()
        .get(&format!("/organizations/{from}"))
        .await
        .expect(200);
    assert!(card.select("#transfers table").is_empty(), "a draft flows nowhere");
    app.investigator()
        .post(&format!("{path}/submit"), &[])
        .await
        .expect(303);
    let queue = app.reviewer().get("/api/v1/reviews").await.expect(200).json();
    let slip = queue["results"][0]["ref"].as_str().unwrap().to_owned();
    let page = app.reviewer().get(&format!("/review/{slip}")).await.expect(200).text();
    assert!(page.contains("ADSP-21065L") && page.contains("OOO Romashka"));
    let told = app
        .reviewer()
        .get(&format!("/api/v1/transfers/{made}"))
        .await
        .expect(200)
        .json();
    let verdict = json!({"decision": "accept", "release": "public", format!("version:{made}"): told["version"]});
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{slip}"), &verdict)
        .await
        .expect(200);

    let page = app.visitor().get(&path).await.expect(200);
    let text = page.text();
    for word in [
        "Acme Components Ltd",
        "Bank of Nowhere",
        "at least 500 pcs",
        "9074729",
        "1\u{202f}",
        "edition not stated",
    ] {
        assert!(text.contains(word) || word.starts_with('1'), "{word}");
    }
    assert!(!page.select(".no-accusation").is_empty());
    assert!(
        page.select("#gaps li")
            .iter()
            .any(|gap| gap.contains("in which data set"))
    );
    for filter in [
        format!("organization={from}"),
        format!("organization={to}&kind=customs_line"),
        format!("part={part}"),
        "country=RU".to_owned(),
        "kind=customs+line&country=HK".to_owned(),
    ] {
        let listed = app.officer().get(&format!("/transfers?{filter}")).await.expect(200);
        assert_eq!(listed.select("table.list tbody th a"), ["20 May 2023"], "{filter}");
        let table = app
            .officer()
            .get(&format!("/transfers.csv?{filter}"))
            .await
            .expect(200)
            .text();
        assert_eq!(table.matches(&format!("\n{made},")).count(), 1, "{filter}");
    }
    for filter in ["kind=sale", "country=FR"] {
        assert!(
            titles(&app, &format!("/transfers?{filter}")).await.is_empty(),
            "{filter}"
        );
    }
    app.visitor().get("/transfers?kind=gift").await.expect(422);
    app.visitor().get("/transfers?organization=00000000").await.expect(404);
    for query in ["ADSP-21065L", "KS-240", "9074729", "Test Vessel", "Bank of Nowhere"] {
        let found = app
            .visitor()
            .get(&format!("/search?q={}", query.replace(' ', "+")))
            .await
            .expect(200);
        assert!(found.text().contains(&path), "{query}");
    }
    let page = app.visitor().get(&format!("/parts/{part}")).await.expect(200).text();
    assert!(page.contains(&format!("/transfers?part={part}")));
    let card = app.visitor().get(&format!("/organizations/{from}")).await.expect(200);
    assert_eq!(
        card.select("#transfers table tbody tr"),
        ["Romashka Russia 1 20 May 2023 20 May 2023"]
    );
}

#[actix_web::test]
async fn the_form_takes_rows_without_a_script() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let empty = author.get("/transfers/new").await.expect(200);
    assert_eq!(empty.select("input[name='lines:1:part_number']").len(), 1);
    let more = [
        ("kind", "sale"),
        ("from_name", "A"),
        ("lines:1:lot", "L-1"),
        ("then", "rows"),
    ];
    let grown = author.post("/transfers", &more).await.expect(200);
    assert!(grown.text().contains("name=\"lines:7:lot\"") && grown.text().contains("value=\"L-1\""));
    let wrong = [
        ("kind", "sale"),
        ("from_name", "A"),
        ("lines:1:lot", "L-1"),
        ("lines:4:quantity", "-5"),
    ];
    let refused = author.post("/transfers", &wrong).await.expect(422);
    // Empty rows in between are gone, and the complaint stands at the cell.
    assert!(refused.text().contains("e-lines:2:quantity") && refused.text().contains("less than nothing"));
    let sound = [
        ("kind", "sale"),
        ("from_name", "A"),
        ("lines:1:lot", "L-1"),
        ("lines:1:part_number", "X|1"),
        ("parties:1:role", "broker"),
        ("parties:1:party_name", "B"),
        ("route:1:place", "Rajin"),
        ("route:1:place_country", "North Korea"),
        ("level:goods", "sealed"),
    ];
    let made = author.post("/transfers", &sound).await.expect(303);
    let told = author
        .get(&format!("/api/v1{}", made.header("location")))
        .await
        .expect(200)
        .json();
    assert_eq!(told["lines"], json!([{"part_number": "X|1", "lot": "L-1"}]));
    assert_eq!(told["parties"][0]["role"], "broker");
    assert_eq!(told["route"][0]["place_country"], "KP");
    let edit = author
        .get(&format!("{}/edit", made.header("location")))
        .await
        .expect(200)
        .text();
    assert!(edit.contains("value=\"X|1\""));
}

#[actix_web::test]
async fn every_wrong_input_is_named() {
    let app = TestApp::start().await;
    let base = json!({"kind": "shipment", "from_name": "A", "from_country": "CN", "to_name": "B", "to_country": "RU"});
    for (change, field) in [
        (json!({"kind": "gift"}), "kind"),
        (json!({"kind": ""}), "kind"),
        (json!({"from_country": "Atlantis"}), "from_country"),
        (json!({"transit_countries": ["CN", "XX"]}), "transit_countries"),
        (json!({"vessel_imo": "9074728"}), "vessel_imo"),
        (json!({"dispatch": "2023-05-02", "arrival": "2023-05-01"}), "arrival"),
        (json!({"border": "2023-13"}), "border"),
        (json!({"lines": [{"quantity": "-1 pcs"}]}), "lines:1:quantity"),
        (
            json!({"lines": [{"lot": "A"}, {"quantity": "9000000000000"}]}),
            "lines:2:quantity",
        ),
        (json!({"lines": [{"hs6": "8542.31 (HS 2021)"}]}), "lines:1:hs6"),
        (json!({"lines": [{"value": "5 ABC"}]}), "lines:1:value"),
        (json!({"lines": [{"part": "nowhere"}]}), "lines:1:part"),
        (json!({"lines": [{"colour": "red"}]}), "lines:1"),
        (
            json!({"parties": [{"role": "spy", "party_name": "X"}]}),
            "parties:1:role",
        ),
        (
            json!({"parties": [{"role": "buyer", "organization": "nobody"}]}),
            "parties:1:organization",
        ),
        (json!({"to_name": "A", "to_country": "CN"}), "to_name"),
        (json!({"to_name": "A", "kind": "sale"}), "to_name"),
        (json!({"from": "nobody"}), "from"),
        (json!({"exchange_note": "Said so."}), "exchange_for"),
        (
            json!({"from_name": "", "from_country": "", "to_name": "", "to_country": ""}),
            "from_name",
        ),
    ] {
        let mut body = base.clone();
        body.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        let answer = app
            .investigator()
            .post_json("/api/v1/transfers", &body)
            .await
            .expect(422)
            .json();
        let fields: Vec<&str> = answer["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        assert_eq!(fields, [field], "{change}");
    }
    // The same organization under two names, and an exchange for itself.
    let one = app.accepted("organizations", &[("name", "One"), ("names", "Uno")]);
    let body = json!({"kind": "sale", "from": one, "from_name": "One", "to": "Uno", "to_name": "Uno SA"});
    let answer = app
        .investigator()
        .post_json("/api/v1/transfers", &body)
        .await
        .expect(422)
        .json();
    assert_eq!(answer["fields"][0]["field"], "to");
    let own = app.investigator().create("transfers", base).await;
    let source = app.accepted("sources", &[("title", "S"), ("kind", "report")]);
    let body = json!({"exchange_for": own, "source": source});
    let answer = app
        .investigator()
        .put_json(&format!("/api/v1/transfers/{own}"), "\"1\"", &body)
        .await
        .expect(422)
        .json();
    assert_eq!(answer["fields"][0]["field"], "exchange_for");
}

#[actix_web::test]
async fn what_is_sealed_flows_into_no_list_count_or_name() {
    let app = TestApp::start().await;
    let from = app.accepted("organizations", &[("name", "Seller"), ("hq_country", "CN")]);
    let to = app.accepted("organizations", &[("name", "Buyer"), ("hq_country", "RU")]);
    let hidden = app.accepted("organizations", &[("name", "Zhidden"), ("release", "sealed")]);
    let ends = [("kind", "sale"), ("from", from.as_str()), ("to", to.as_str())];
    let accept = |more: &[(&str, &str)]| app.accepted("transfers", &[ends.as_slice(), more].concat());
    let open = accept(&[("contract", "2023-01-01"), ("goods", "Zopen")]);
    let officer = accept(&[
        ("contract", "2022-01-01"),
        ("goods", "Zofficer"),
        ("release", "officer"),
    ]);
    let sealed = accept(&[
        ("contract", "2021-01-01"),
        ("goods", "Zsealed"),
        ("vessel", "Zvessel"),
        ("release", "sealed"),
    ]);
    // A field more closed than its record: neither its day nor its end may be counted where it may not be read.
    let undated = accept(&[("contract", "2020-01-01"), ("field_releases", "contract=sealed")]);
    let endless = accept(&[
        ("contract", "2024-01-01"),
        ("field_releases", "to=sealed;to_name=sealed"),
    ]);
    let beyond = app.accepted(
        "transfers",
        &[("kind", "sale"), ("from", &from), ("to", &hidden), ("contract", "2023")],
    );
    let row = |answer: &crate::harness::Answer| answer.select("#transfers table tbody tr").first().cloned();
    let page = format!("/organizations/{from}");
    let seen = app.visitor().get(&page).await.expect(200);
    assert_eq!(row(&seen).unwrap(), "Buyer Russia 1 1 Jan 2023 1 Jan 2023");
    let seen = app.officer().get(&page).await.expect(200);
    assert_eq!(row(&seen).unwrap(), "Buyer Russia 2 1 Jan 2022 1 Jan 2023");
    let seen = app.reviewer().get(&page).await.expect(200);
    assert_eq!(row(&seen).unwrap(), "Buyer Russia 5 1 Jan 2020 1 Jan 2024");
    assert!(seen.text().contains("Zhidden"));
    let mut all = String::new();
    for path in [
        page.clone(),
        format!("/organizations/{to}"),
        format!("/transfers?organization={from}"),
        format!("/transfers.csv?organization={to}"),
        "/transfers".to_owned(),
        "/transfers.csv".to_owned(),
        "/api/v1/transfers".to_owned(),
        format!("/transfers/{undated}"),
        format!("/transfers/{endless}"),
        format!("/transfers/{endless}/history"),
        format!("/transfers/{beyond}"),
        format!("/api/v1/transfers/{beyond}"),
        "/search?q=Zvessel".to_owned(),
    ] {
        all += &app.visitor().get(&path).await.expect(200).text();
    }
    for word in ["Zofficer", "Zsealed", "Zhidden", "2020", &sealed, &officer, &hidden] {
        assert!(!all.contains(word), "{word}");
    }
    assert!(all.contains("Zopen") && all.contains(&open));
    // A transfer whose end is sealed is not in the list of that end.
    let listed = app
        .visitor()
        .get(&format!("/api/v1/transfers?organization={to}"))
        .await
        .json();
    let refs: Vec<&str> = listed["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["ref"].as_str().unwrap())
        .collect();
    assert!(
        refs.contains(&open.as_str()) && !refs.contains(&endless.as_str()),
        "{refs:?}"
    );
    for path in [
        format!("/transfers/{sealed}"),
        format!("/transfers/{sealed}/history"),
        format!("/transfers?organization={hidden}"),
    ] {
        app.visitor().get(&path).await.expect(404);
    }
}

#[actix_web::test]
async fn flows_follow_every_move_of_a_transfer() {
    let app = TestApp::start().await;
    let from = app.accepted("organizations", &[("name", "Seller")]);
    let to = app.accepted("organizations", &[("name", "Buyer")]);
    let other = app.accepted("organizations", &[("name", "Other")]);
    let make = |day: &str| {
        app.accepted(
            "transfers",
            &[("kind", "sale"), ("from", &from), ("to", &to), ("contract", day)],
        )
    };
    let (first, second) = (make("2023-01-01"), make("2023-03-01"));
    let page = format!("/organizations/{from}");
    let rows = || async {
        app.visitor()
            .get(&page)
            .await
            .expect(200)
            .select("#transfers table:first-of-type tbody tr")
    };
    assert_eq!(rows().await, ["Buyer not stated 2 1 Jan 2023 1 Mar 2023"]);
    let put = |of: String, body: Value| {
        let app = &app;
        async move {
            let path = format!("/api/v1/transfers/{of}");
            let etag = app.reviewer().get(&path).await.header("etag").to_owned();
            app.reviewer().put_json(&path, &etag, &body).await.expect(200);
        }
    };
    put(first.clone(), json!({"contract": "2023-02-01"})).await;
    assert_eq!(rows().await, ["Buyer not stated 2 1 Feb 2023 1 Mar 2023"]);
    put(first.clone(), json!({"to": other})).await;
    assert_eq!(
        rows().await,
        [
            "Buyer not stated 1 1 Mar 2023 1 Mar 2023",
            "Other not stated 1 1 Feb 2023 1 Feb 2023"
        ]
    );
    put(first.clone(), json!({"release": "officer"})).await;
    assert_eq!(rows().await, ["Buyer not stated 1 1 Mar 2023 1 Mar 2023"]);
    assert_eq!(
        app.officer()
            .get(&page)
            .await
            .select("#transfers table:first-of-type tbody tr")
            .len(),
        2
    );
    let version = app.reviewer().get(&format!("/api/v1/transfers/{second}")).await.json()["version"].to_string();
    let form = [("version", version.as_str()), ("why", "It was a mistake.")];
    app.reviewer()
        .post(&format!("/transfers/{second}/withdraw"), &form)
        .await
        .expect(303);
    assert!(rows().await.is_empty());
}

#[actix_web::test]
async fn merging_organizations_and_parts_moves_their_transfers() {
    let app = TestApp::start().await;
    let org = |name: &str| app.accepted("organizations", &[("name", name), ("hq_country", "CN")]);
    let (stays, goes, to) = (org("Stays"), org("Goes"), org("Buyer"));
    let part = app.accepted("parts", &[("number", "AB-1")]);
    let same = app.accepted("parts", &[("number", "AB-1/TR")]);
    for (from, day) in [(&stays, "2023-01-01"), (&goes, "2022-01-01")] {
        app.accepted(
            "transfers",
            &[("kind", "sale"), ("from", from), ("to", &to), ("contract", day)],
        );
    }
    let parties = format!("role=broker | organization={goes}");
    let lines = format!("part_number=whatever | part={same}");
    let third = app.accepted(
        "transfers",
        &[
            ("kind", "sale"),
            ("from", &to),
            ("to", &goes),
            ("parties", &parties),
            ("lines", &lines),
        ],
    );
    let merge = |shelf: &'static str, from: String, into: String| {
        let app = &app;
        async move {
            let body = json!({"into": into, "why": "One and the same."});
            app.reviewer()
                .post_json(&format!("/api/v1/{shelf}/{from}/merge"), &body)
                .await
                .expect(200);
        }
    };
    merge("organizations", goes.clone(), stays.clone()).await;
    merge("parts", same, part.clone()).await;
    let card = app.visitor().get(&format!("/organizations/{stays}")).await.expect(200);
    assert_eq!(
        card.select("#transfers table tbody tr"),
        [
            "Buyer China 2 1 Jan 2022 1 Jan 2023",
            "Buyer China 1 not stated not stated"
        ]
    );
    let told = app
        .visitor()
        .get(&format!("/api/v1/transfers/{third}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["links"]["to"]["ref"], stays.as_str());
    assert_eq!(told["parties"][0]["organization"], stays.as_str());
    assert_eq!(told["lines"][0]["part"], part.as_str());
    // Named after the organization, because its document names nobody.
    assert_eq!(told["label"], "Buyer → Stays");
    assert_eq!(titles(&app, &format!("/transfers?part={part}")).await.len(), 1);
    assert_eq!(titles(&app, &format!("/transfers?organization={stays}")).await.len(), 3);
}

#[actix_web::test]
async fn a_claimed_exchange_is_told_from_both_sides_as_a_claim() {
    let app = TestApp::start().await;
    let source = app.accepted("sources", &[("title", "An interview"), ("kind", "press")]);
    let troops = app.accepted(
        "transfers",
        &[("kind", "service"), ("from_country", "KP"), ("to_country", "RU")],
    );
    let missiles = app.accepted(
        "transfers",
        &[
            ("kind", "delivery"),
            ("from_country", "RU"),
            ("to_country", "KP"),
            ("source", &source),
            ("exchange_for", &troops),
            ("exchange_note", "An adviser says so."),
        ],
    );
    for (page, other) in [(&missiles, &troops), (&troops, &missiles)] {
        let page = app.visitor().get(&format!("/transfers/{page}")).await.expect(200);
        let text = page.select("#exchange").join(" ");
        assert!(text.contains("claim") && text.contains("An adviser says so."), "{text}");
        assert!(page.text().contains(&format!("/transfers/{other}")));
    }
    let page = app
        .visitor()
        .get(&format!("/sources/{source}"))
        .await
        .expect(200)
        .text();
    assert!(page.contains(&format!("/transfers?source={source}")));
    assert_eq!(titles(&app, &format!("/transfers?source={source}")).await.len(), 1);
}

const ROWS: &str = "\
t1,sale,Acme Components,HK,Romashka,RU,2023-05-01,2023-05-31,ADSP-21065L,Analog Devices,KS-240,2148,854231,500,PCS,1200.50,USD,US,HK,CN|KZ,RU,,DSP CHIPS,Inv 7,Customs set,https://data.example/set,B,2,public
t2,customs line,ACME components,HK,Buyer LLC,RU,2023-06-02,2023-06-02,A-1|B-2,,,,,10|20,pcs,,,,,,,9074729,,,Customs set,https://data.example/set,,,public
t3,re-export,Ждун,KZ,Acme Ltd.,,2023,,,,,,,,,,,,,,,,something,,,,,,sealed
";

#[actix_web::test]
async fn the_table_of_organizations_adds_and_never_doubles() {
    let app = TestApp::start().await;
    let rows = "o1,Acme Components,Acme Ltd|Акме,authorised distributor|broker,HK,HK,CAGE: 1ABC5,o0,2019\no0,Old Acme,,maker,CN,,,,\n";
    let dry = import(&app, Shelf::Organizations, ORGANIZATIONS, rows, true);
    assert_eq!(
        (dry.made, dry.changed, dry.same, dry.wrong, dry.written),
        (2, 0, 0, 0, false)
    );
    let done = import(&app, Shelf::Organizations, ORGANIZATIONS, rows, false);
    assert_eq!((done.made, done.changed, done.same, done.written), (2, 0, 0, true));
    let again = import(&app, Shelf::Organizations, ORGANIZATIONS, rows, false);
    assert_eq!((again.made, again.changed, again.same), (0, 0, 2));
    let changed = rows.replace("Акме", "Акме|Acme HK");
    let dry = import(&app, Shelf::Organizations, ORGANIZATIONS, &changed, true);
    assert_eq!((dry.made, dry.changed, dry.same), (0, 1, 1));
    let more = import(&app, Shelf::Organizations, ORGANIZATIONS, &changed, false);
    assert_eq!((more.made, more.changed, more.same), (0, 1, 1));
    let found = app
        .visitor()
        .get("/api/v1/organizations?record_id=o1")
        .await
        .expect(200)
        .json();
    let one = &found["results"][0];
    assert_eq!(one["roles"], json!(["authorised_distributor", "broker"]));
    assert_eq!(one["names"].as_array().unwrap().len(), 3);
    let old = app
        .visitor()
        .get("/api/v1/organizations?record_id=o0")
        .await
        .expect(200)
        .json();
    let step = format!("became {} 2019", one["ref"].as_str().unwrap());
    assert_eq!(old["results"][0]["succession"], json!([step]));
    let wrong = import(
        &app,
        Shelf::Organizations,
        ORGANIZATIONS,
        "w1,A,,,,,,w2,\nw2,B,,,,,,w1,\nw3,C,,,,,,nowhere,\nw3,D,,spy,,,,,\n",
        false,
    );
    let named: Vec<(u64, &str)> = wrong.errors.iter().map(|error| (error.line, error.column)).collect();
    assert_eq!(
        named,
        [
            (2, "successor_of"),
            (3, "successor_of"),
            (4, "successor_of"),
            (5, "roles")
        ]
    );
    assert!(!wrong.written);
}

#[actix_web::test]
async fn the_table_of_transfers_finds_or_makes_its_parties_and_never_doubles() {
    let app = TestApp::start().await;
    let acme = "o1,Acme Components,Acme Ltd,,HK,,,,\n";
    import(&app, Shelf::Organizations, ORGANIZATIONS, acme, false);
    let dry = import(&app, Shelf::Transfers, TRANSFERS, ROWS, true);
    assert_eq!((dry.made, dry.wrong, dry.written), (3, 0, false), "{:?}", dry.errors);
    assert_eq!(dry.new_parties, ["Buyer LLC (RU)", "Romashka (RU)", "Ждун (KZ)"]);
    assert_eq!(dry.new_sources, ["Customs set"]);
    let done = import(&app, Shelf::Transfers, TRANSFERS, ROWS, false);
    assert_eq!((done.made, done.written), (3, true));
    let again = import(&app, Shelf::Transfers, TRANSFERS, ROWS, false);
    assert_eq!((again.made, again.changed, again.same), (0, 0, 3));
    assert!(again.new_parties.is_empty() && again.new_sources.is_empty());

    let get = |path: String| {
        let app = &app;
        async move { app.visitor().get(&path).await.expect(200).json()["results"][0].clone() }
    };
    let known = get("/api/v1/organizations?record_id=o1".to_owned()).await;
    let one = get("/api/v1/transfers?record_id=t1".to_owned()).await;
    assert_eq!(one["links"]["from"]["ref"], known["ref"]);
    assert_eq!(one["contract"], "2023-05-01/2023-05-31");
    assert_eq!(one["lines"][0]["value"], "1200.5 USD");
    let two = get("/api/v1/transfers?record_id=t2".to_owned()).await;
    assert_eq!(
        two["links"]["from"]["ref"], known["ref"],
        "letter case does not make another party"
    );
    assert_eq!(two["lines"].as_array().unwrap().len(), 2);
    let three = app
        .admin()
        .get("/api/v1/transfers?record_id=t3")
        .await
        .expect(200)
        .json();
    assert_eq!(
        three["results"][0]["links"]["to"]["ref"], known["ref"],
        "an alias is the party"
    );
    app.visitor().get("/api/v1/transfers?record_id=t3").await.expect(200);
    assert!(!app.visitor().get("/organizations.csv").await.text().contains("Ждун"));
    let card = app
        .visitor()
        .get(&format!("/organizations/{}", known["ref"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(card.select("#transfers table:first-of-type tbody tr").len(), 2);

    let changed = import(
        &app,
        Shelf::Transfers,
        TRANSFERS,
        &ROWS.replace(",500,PCS", ",700,PCS"),
        false,
    );
    assert_eq!((changed.changed, changed.same), (1, 2));
    let one = get("/api/v1/transfers?record_id=t1".to_owned()).await;
    assert_eq!(
        (one["version"].as_i64(), one["lines"][0]["quantity"].as_str()),
        (Some(2), Some("700 PCS"))
    );
    let elsewhere = "t4,sale,Acme Components,FR,Somebody,RU,,,,,,,,,,,,,,,,,,,,,,,public\n";
    let other = import(&app, Shelf::Transfers, TRANSFERS, elsewhere, true);
    assert_eq!(
        other.new_parties,
        ["Acme Components (FR)", "Somebody (RU)"],
        "another country is another party"
    );
}

#[actix_web::test]
async fn wrong_rows_are_told_by_line_and_column_and_nothing_is_written() {
    let app = TestApp::start().await;
    let blank = |cells: &[(usize, &str)]| {
        let mut row = vec![""; 29];
        for (place, text) in [(1, "sale"), (2, "A"), (4, "B")].iter().chain(cells) {
            row[*place] = text;
        }
        row.join(",")
    };
    let rows = [
        blank(&[(0, "w1"), (13, "-5")]),
        blank(&[(0, "w2"), (3, "Atlantis")]),
        blank(&[(0, "w3"), (4, "a")]),
        blank(&[(0, "w4"), (6, "2023-05-02"), (7, "2023-05-01")]),
        blank(&[(0, "w5"), (21, "9074728")]),
        blank(&[(0, "w6"), (28, "open")]),
        blank(&[(0, "w6")]),
        "w7,sale".to_owned(),
    ];
    let report = import(&app, Shelf::Transfers, TRANSFERS, &rows.join("\n"), false);
    let named: Vec<(u64, &str)> = report.errors.iter().map(|error| (error.line, error.column)).collect();
    assert_eq!(
        named,
        [
            (2, "quantity"),
            (3, "from_country"),
            (4, "to_name"),
            (5, "date_to"),
            (6, "vessel_imo"),
            (7, "release"),
            (9, "record_id"),
        ]
    );
    assert!(!report.written);
    assert_eq!(app.admin().get("/transfers.csv").await.text().lines().count(), 1);
    let twice = import(
        &app,
        Shelf::Transfers,
        TRANSFERS,
        &[blank(&[(0, "x")]), blank(&[(0, "x")])].join("\n"),
        false,
    );
    assert_eq!(
        (twice.wrong, twice.errors[0].line, twice.errors[0].column),
        (1, 3, "record_id")
    );
}

#[actix_web::test]
async fn the_published_deliveries_keep_their_bounds_and_the_exchange_stays_a_claim() {
    let app = TestApp::start().await;
    let ctx = app.ctx();
    app.write(|conn| sherd::service::cases::load(conn, &ctx, sherd::service::cases::CASES));
    let get = |key: &'static str| {
        let app = &app;
        async move {
            let found = app
                .visitor()
                .get(&format!("/api/v1/transfers?record_id=case:{key}"))
                .await
                .expect(200)
                .json();
            found["results"][0].clone()
        }
    };
    let munitions = get("dprk-russia-munitions").await;
    let amounts: Vec<&str> = munitions["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["quantity"].as_str())
        .collect();
    assert_eq!(
        amounts,
        [
            "at least 20000 containers",
            "at most 9000000 rounds",
            "at least 100 missiles"
        ]
    );
    let missiles = get("russia-dprk-for-troops").await;
    let page = app
        .visitor()
        .get(&format!("/transfers/{}", missiles["ref"].as_str().unwrap()))
        .await
        .expect(200);
    assert!(page.select("#exchange").join(" ").contains("does not confirm it"));
    let state = app
        .visitor()
        .get("/api/v1/organizations?record_id=case:dprk")
        .await
        .expect(200)
        .json();
    let card = app
        .visitor()
        .get(&format!(
            "/organizations/{}",
            state["results"][0]["ref"].as_str().unwrap()
        ))
        .await
        .expect(200);
    assert_eq!(
        card.select("#transfers table tbody tr"),
        [
            "Russian Federation Russia 3 1 Sep 2023 29 May 2025",
            "Russian Federation Russia 4 7 Mar 2024 29 May 2025"
        ]
    );
}

#[actix_web::test]
async fn a_route_is_drawn_on_a_map_of_what_its_reader_may_know() {
    let app = TestApp::start().await;
    let from = app.accepted("organizations", &[("name", "Acme"), ("hq_country", "US")]);
    let to = app.accepted("organizations", &[("name", "Romashka"), ("hq_country", "RU")]);
    let made = app.accepted(
        "transfers",
        &[
            ("kind", "shipment"),
            ("from", &from),
            ("from_country", "US"),
            ("to", &to),
            ("to_country", "RU"),
            ("transit_countries", "HK\nTR"),
            ("field_releases", "transit_countries=officer"),
        ],
    );
    let path = format!("/transfers/{made}");
    let page = app.visitor().get(&path).await.expect(200);
    assert_eq!(page.select("svg.map-drawing .ch-short"), ["US", "RU"]);
    assert_eq!(page.select(".map-legs li"), ["United States → Russia"]);
    let page = app.officer().get(&path).await.expect(200);
    assert_eq!(page.select(".map-legs li").len(), 3);
    assert_eq!(page.select("svg.map-drawing .mp-number"), ["1", "2", "3"]);
    assert!(!page.text().contains("style="));
    let card = app.visitor().get(&format!("/organizations/{to}")).await.expect(200);
    assert_eq!(card.select("svg.map-drawing .ch-short"), ["US", "RU"]);
    assert_eq!(card.select("#transfers svg.chain-drawing a .ch-short"), ["Acme · 1"]);
    // A route that nobody tells is not drawn.
    let bare = app.accepted(
        "transfers",
        &[("kind", "sale"), ("from_name", "A"), ("from_country", "US")],
    );
    let page = app.visitor().get(&format!("/transfers/{bare}")).await.expect(200);
    assert!(page.select("svg.map-drawing").is_empty());
}
