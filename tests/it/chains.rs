//! Candidate chains: the right one first, gaps with their days, time, what agrees better, what a lower reader must not learn, and
//! the way back.

use serde_json::{Value, json};
use sherd::{
    domain::{fields::Fields, organizations::Organization, records::Shelf, refs::Ref},
    service::{imports, records},
};

use crate::harness::{TestApp, process};

/// A small made-up world: a maker, its distributor, a broker, a consignee, and a chip found in a missile.
pub(crate) struct World {
    pub(crate) app: TestApp,
    pub(crate) maker: String,
    pub(crate) distributor: String,
    pub(crate) broker: String,
    pub(crate) consignee: String,
    pub(crate) unit: String,
    pub(crate) component: String,
}

pub(crate) const PART: &str = "NW-2107L";

impl World {
    pub(crate) async fn start() -> World {
        let app = TestApp::start().await;
        let organization = |name: &str, role: &str, country: &str| {
            app.accepted(
                "organizations",
                &[("name", name), ("roles", role), ("hq_country", country)],
            )
        };
        let maker = organization("Northwind Semiconductors", "maker", "US");
        let distributor = organization("Elbe Distribution", "authorised_distributor", "DE");
        let broker = organization("Harbour Trading", "broker", "HK");
        let consignee = organization("OOO Vektor", "consignee", "RU");
        let part = app.accepted(
            "parts",
            &[
                ("number", PART),
                ("maker", &maker),
                ("hs6", "854231"),
                ("hs_edition", "2022"),
            ],
        );
        let unit = app.accepted("units", &[("name", "Missile"), ("recovered", "2024-03-15")]);
        let component = app.accepted(
            "components",
            &[
                ("unit", &unit),
                ("name", "integrated circuit"),
                ("part", &part),
                ("maker", &maker),
            ],
        );
        app.accepted("markings", &[("component", &component), ("transcription", "2148")]);
        World {
            app,
            maker,
            distributor,
            broker,
            consignee,
            unit,
            component,
        }
    }

    pub(crate) fn lot(&self) {
        let mark = [("component", self.component.as_str()), ("transcription", "LOT KS240A")];
        self.app.accepted("markings", &mark);
    }

    /// A transfer of the part; `more` are cells of its goods line and fields of its record.
    pub(crate) fn moved(&self, from: &str, to: &str, day: &str, line: &str, more: &[(&str, &str)]) -> String {
        let line = match line {
            "" => format!("part_number={PART}"),
            line => format!("part_number={PART} | {line}"),
        };
        let mut fields = vec![
            ("kind", "sale"),
            ("from", from),
            ("to", to),
            ("border", day),
            ("lines", &line),
        ];
        fields.extend_from_slice(more);
        self.app.accepted("transfers", &fields)
    }

    pub(crate) async fn chains(&self, path: &str) -> Vec<Value> {
        let told = self.app.visitor().get(path).await.expect(200).json();
        told.as_array().unwrap().clone()
    }

    pub(crate) fn path(&self) -> String {
        format!("/api/v1/components/{}/chains", self.component)
    }
}

fn steps(chain: &Value) -> Vec<&str> {
    let all = chain["steps"].as_array().unwrap().iter();
    all.filter_map(|step| step["transfer"].as_str()).collect()
}

fn gaps(chain: &Value) -> Vec<&Value> {
    let all = chain["steps"].as_array().unwrap().iter();
    all.filter_map(|step| step.get("gap")).collect()
}

fn said(chain: &Value) -> String {
    chain.to_string()
}

#[actix_web::test]
async fn the_right_chain_comes_first_with_its_gap_and_where_it_was_let_go() {
    let world = World::start().await;
    world.lot();
    let World {
        maker,
        distributor,
        broker,
        consignee,
        ..
    } = &world;
    let graded = [("reliability", "B"), ("credibility", "2")];
    let one = world.moved(maker, distributor, "2022-01-20", "lot=KS240A", &graded);
    let two = world.moved(distributor, broker, "2022-06-10", "lot=KS240A", &graded);
    let three = world.moved(broker, consignee, "2023-02-01/2023-02-20", "", &[]);
    // Before it was made, behind its recovery, and another lot of the same part.
    let early = world.moved(maker, broker, "2020-01-20", "lot=KS240A", &[]);
    let late = world.moved(distributor, consignee, "2024-06-10", "lot=KS240A", &[]);
    let other = world.moved(maker, consignee, "2022-05-05", "lot=ZZ999", &[]);
    let found = world.chains(&world.path()).await;
    let best = &found[0];
    assert_eq!(best["rank"], 1);
    assert_eq!(steps(best), [&one, &two, &three], "{best}");
    let first = &best["steps"][0];
    assert_eq!(
        first,
        &json!({
            "transfer": one, "record_id": null, "from": "Northwind Semiconductors", "to": "Elbe Distribution",
            "date_earliest": "2022-01-20", "date_latest": "2022-01-20", "matched_by": "lot",
        })
    );
    assert_eq!(best["steps"][2]["matched_by"], "part");
    assert_eq!(
        gaps(best),
        [&json!({"days_min": 389, "days_max": 408, "from": "OOO Vektor", "to": "Missile"})],
        "{best}"
    );
    let point = best["diversion_point"].as_str().unwrap();
    assert!(
        point.contains("Elbe Distribution (Germany)") && point.contains("Harbour Trading"),
        "{point}"
    );
    let reasons = best["reasons"].to_string();
    assert!(reasons.contains("2 steps name the lot"), "{reasons}");
    let score = |chain: &Value| chain["score"].as_f64().unwrap();
    assert!(found.windows(2).all(|pair| score(&pair[0]) >= score(&pair[1])));
    for chain in &found {
        assert!(!said(chain).contains(&early) && !said(chain).contains(&late), "{chain}");
    }
    assert_ne!(steps(best), [&other]);

    // The page: drawn, told again in a table, every record linked.
    let page = world
        .app
        .visitor()
        .get(&format!("/components/{}/chains", world.component))
        .await
        .expect(200);
    assert_eq!(page.select("#chain-1 svg.chain-drawing .ch-step").len(), 2);
    assert_eq!(page.select("#chain-1 svg.chain-drawing .ch-pale").len(), 1);
    assert_eq!(page.select("#chain-1 svg.chain-drawing .ch-gap").len(), 1);
    assert_eq!(page.select("#chain-1 table tbody tr").len(), 4);
    let refs = page.select("#chain-1 table a.ref");
    assert_eq!(refs, [one.as_str(), &two, &three]);
    assert!(!page.select(".no-accusation").is_empty());
    let card = world
        .app
        .visitor()
        .get(&format!("/components/{}", world.component))
        .await
        .expect(200)
        .text();
    assert!(card.contains(&format!("/components/{}/chains", world.component)));
}

#[actix_web::test]
async fn a_missing_record_is_a_gap_and_a_fact_told_twice_is_one_step() {
    let world = World::start().await;
    world.lot();
    let data_set = |title: &str| world.app.accepted("sources", &[("title", title), ("kind", "dataset")]);
    let (customs, shipping) = (data_set("Customs lines"), data_set("Bills of lading"));
    let (distributor, broker) = (&world.distributor, &world.broker);
    let from = |source: &str| [("source", source.to_owned())];
    for source in [&customs, &shipping] {
        let fields = from(source);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        world.moved(distributor, broker, "2022-06-10", "lot=KS240A", &fields);
    }
    let found = world.chains(&world.path()).await;
    let best = &found[0];
    assert_eq!(steps(best).len(), 1, "{best}");
    assert!(best["reasons"].to_string().contains("more than one data set"), "{best}");
    let holes = gaps(best);
    assert_eq!(holes.len(), 2, "{best}");
    assert_eq!(
        (&holes[0]["from"], &holes[0]["to"]),
        (&json!("Northwind Semiconductors"), &json!("Elbe Distribution"))
    );
    assert!(holes[0]["days_max"].as_i64().unwrap() < 220, "{best}");
    let page = world
        .app
        .visitor()
        .get(&format!("/components/{}/chains", world.component))
        .await
        .expect(200);
    assert_eq!(page.select("#chain-1 table a.ref").len(), 2);
    let text = page.text();
    assert!(text.contains("Customs lines") && text.contains("Bills of lading"));
}

#[actix_web::test]
async fn a_serial_number_beats_a_lot_and_a_lot_beats_the_part() {
    let world = World::start().await;
    world.lot();
    let mark = [
        ("component", world.component.as_str()),
        ("transcription", "S/N 0004711"),
    ];
    world.app.accepted("markings", &mark);
    let part = world.moved(&world.maker, &world.broker, "2022-02-01", "", &[]);
    let lot = world.moved(&world.maker, &world.distributor, "2022-02-01", "lot=KS-240A", &[]);
    let range = "serial_from=0004000 | serial_to=0004999";
    let serial = world.moved(&world.maker, &world.consignee, "2022-02-01", range, &[]);
    let beside = "serial_from=0005000 | serial_to=0005999";
    let other = world.moved(&world.distributor, &world.consignee, "2022-02-01", beside, &[]);
    let found = world.chains(&world.path()).await;
    let order: Vec<&str> = found.iter().flat_map(steps).collect();
    let place = |one: &str| order.iter().position(|other| *other == one);
    assert_eq!(place(&serial), Some(0), "{found:?}");
    assert!(place(&lot) < place(&part), "{found:?}");
    assert_eq!(found[0]["steps"][0]["matched_by"], "serial");
    // Other goods of the same part say no more than that the two deal in it, and never come before what names the component.
    let all = found.iter().flat_map(|chain| chain["steps"].as_array().unwrap());
    let mut beside = all.filter(|step| step["transfer"] == other.as_str());
    assert!(beside.all(|step| step["matched_by"] == "family"), "{found:?}");
    assert!(place(&other).is_none_or(|at| at > place(&lot).unwrap()), "{found:?}");
}

#[actix_web::test]
async fn what_is_sealed_is_in_no_step_rank_count_or_reason() {
    let world = World::start().await;
    let (maker, distributor, broker) = (&world.maker, &world.distributor, &world.broker);
    let open = world.moved(maker, distributor, "2022-01-20", "lot=KS240A", &[]);
    let path = world.path();
    let page = format!("/components/{}/chains", world.component);
    let before = world.app.visitor().get(&path).await.expect(200).text();
    let seen = world.app.visitor().get(&page).await.expect(200).select("#known");
    // A sealed record, one that seals its goods, its receiver or its day, a sealed organization, a sealed mark.
    let sealed = [
        world.moved(
            distributor,
            broker,
            "2022-06-10",
            "lot=KS240A",
            &[("release", "sealed")],
        ),
        world.moved(
            distributor,
            broker,
            "2022-06-11",
            "lot=KS240A",
            &[("field_releases", "lines=sealed")],
        ),
        world.moved(
            distributor,
            broker,
            "2022-06-12",
            "lot=KS240A",
            &[("field_releases", "to=sealed")],
        ),
        world.moved(
            distributor,
            broker,
            "2022-06-13",
            "lot=KS240A",
            &[("field_releases", "border=sealed")],
        ),
    ];
    world.app.accepted(
        "markings",
        &[
            ("component", &world.component),
            ("transcription", "LOT KS240A"),
            ("release", "sealed"),
        ],
    );
    assert_eq!(world.app.visitor().get(&path).await.expect(200).text(), before);
    assert_eq!(world.app.visitor().get(&page).await.expect(200).select("#known"), seen);
    for reader in [world.app.visitor(), world.app.officer(), world.app.investigator()] {
        let told = reader.get(&path).await.expect(200).text();
        assert!(sealed.iter().all(|one| !told.contains(one)), "{told}");
        assert!(!told.contains("\"lot\""), "{told}");
    }
    let told = world.app.reviewer().get(&path).await.expect(200).json();
    assert!(sealed.iter().any(|one| told.to_string().contains(one)), "{told}");
    assert_eq!(told[0]["steps"][0]["transfer"], open.as_str());
    assert_eq!(told[0]["steps"][0]["matched_by"], "lot");
    // A party nobody may see names nobody, and joins nothing.
    let hidden = world
        .app
        .accepted("organizations", &[("name", "Nightjar"), ("release", "sealed")]);
    world.moved(distributor, &hidden, "2022-07-01", "", &[]);
    world.moved(&hidden, &world.consignee, "2022-08-01", "", &[]);
    let told = world.app.visitor().get(&path).await.expect(200).text();
    assert!(!told.contains("Nightjar"), "{told}");
    // A sealed component has no chains for those who may not see it.
    let secret = world.app.accepted(
        "components",
        &[("unit", &world.unit), ("name", "chip"), ("release", "sealed")],
    );
    for path in [
        format!("/api/v1/components/{secret}/chains"),
        format!("/components/{secret}/chains"),
        "/api/v1/components/ZZZZZZZZ/chains".to_owned(),
    ] {
        world.app.visitor().get(&path).await.expect(404);
    }
}

#[actix_web::test]
async fn a_successor_is_the_same_party_only_where_a_record_says_so() {
    let world = World::start().await;
    let (maker, distributor) = (&world.maker, &world.distributor);
    let heir = world.app.accepted("organizations", &[("name", "Elbe Group")]);
    let one = world.moved(maker, distributor, "2022-01-20", "", &[]);
    let two = world.moved(&heir, &world.consignee, "2023-06-10", "", &[]);
    let found = world.chains(&world.path()).await;
    assert!(found.iter().all(|chain| steps(chain) != [&one, &two]), "{found:?}");
    let ctx = world.app.ctx();
    let reference = Ref::parse(distributor).unwrap();
    world.app.write(|conn| {
        let told = records::show::<Organization>(conn, &ctx, &reference)?;
        let fields = Fields::new().with("succession", format!("became {heir} 2023-01"));
        records::revise::<Organization>(conn, &ctx, &reference, told.head.version, &fields, "Register.")
    });
    let found = world.chains(&world.path()).await;
    let joined = found.iter().find(|chain| steps(chain) == [&one, &two]);
    let joined = joined.unwrap_or_else(|| panic!("{found:?}"));
    assert!(
        joined["reasons"]
            .to_string()
            .contains("Elbe Distribution became Elbe Group"),
        "{joined}"
    );
    assert_eq!(gaps(joined).len(), 1, "{joined}");
}

#[actix_web::test]
async fn the_way_back_leads_from_a_transfer_and_a_party_to_components() {
    let world = World::start().await;
    world.lot();
    let one = world.moved(&world.maker, &world.distributor, "2022-01-20", "lot=KS240A", &[]);
    let late = world.moved(&world.maker, &world.broker, "2024-06-01", "", &[]);
    let get = async |path: String| world.app.visitor().get(&path).await.expect(200).json();
    let told = get(format!("/api/v1/transfers/{one}/components")).await;
    assert_eq!(
        told["results"][0]["component"]["ref"],
        world.component.as_str(),
        "{told}"
    );
    assert_eq!(told["results"][0]["matched_by"], "lot");
    assert_eq!(told["results"][0]["transfers"][0]["ref"], one.as_str());
    assert_eq!(told["cut_short"], false);
    let told = get(format!("/api/v1/transfers/{late}/components")).await;
    assert_eq!(told["results"], json!([]), "it had been found before");
    let told = get(format!("/api/v1/organizations/{}/components", world.distributor)).await;
    assert_eq!(told["results"][0]["unit"]["ref"], world.unit.as_str(), "{told}");
    let told = get(format!("/api/v1/organizations/{}/components", world.broker)).await;
    assert_eq!(told["results"], json!([]));
    for (path, link) in [
        (format!("/transfers/{one}"), format!("/transfers/{one}/components")),
        (
            format!("/organizations/{}", world.maker),
            format!("/organizations/{}/components", world.maker),
        ),
    ] {
        let page = world.app.visitor().get(&path).await.expect(200).text();
        assert!(page.contains(&link), "{path}");
        let page = world.app.visitor().get(&link).await.expect(200).text();
        assert!(page.contains("integrated circuit"), "{link}");
    }
    let secret = world.moved(&world.maker, &world.broker, "2022-06-01", "", &[("release", "sealed")]);
    for path in [
        format!("/transfers/{secret}/components"),
        format!("/api/v1/transfers/{secret}/components"),
    ] {
        world.app.visitor().get(&path).await.expect(404);
    }
    let told = get(format!("/api/v1/organizations/{}/components", world.broker)).await;
    assert_eq!(told["results"], json!([]), "a sealed transfer leads nowhere");
}

#[actix_web::test]
async fn without_records_the_page_says_what_is_missing() {
    let world = World::start().await;
    let page = |component: &str| format!("/components/{component}/chains");
    let path = page(&world.component);
    let told = world.app.visitor().get(&path).await.expect(200).select("#missing li");
    assert_eq!(
        told,
        ["No transfer of this part, lot or serial number is on record within that time."]
    );
    let bare = world.app.accepted("units", &[("name", "Bare")]);
    let bare = world
        .app
        .accepted("components", &[("unit", &bare), ("name", "barometer")]);
    let told = world
        .app
        .visitor()
        .get(&page(&bare))
        .await
        .expect(200)
        .select("#missing li");
    assert_eq!(told.len(), 4, "{told:?}");
    let none = world.chains(&format!("/api/v1/components/{bare}/chains")).await;
    assert!(none.is_empty());
}

#[actix_web::test]
async fn the_command_line_tells_the_same_json() {
    let world = World::start().await;
    const HEADER: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release";
    let row = format!(
        "row-1,sale,Northwind Semiconductors,US,OOO Vektor,RU,2022-03-01,2022-03-31,{PART},,,2148,,,,,,,,,,,,,,,,,public"
    );
    let text = format!("{HEADER}\n{row}");
    let table = imports::open(Shelf::Transfers, "test.csv", text.as_bytes(), "hash", 100).unwrap();
    let how = imports::How {
        dry_run: false,
        create_missing: false,
    };
    let ctx = world.app.ctx();
    let report = world
        .app
        .write(|conn| imports::run_any(conn, &ctx, table, how, &|_| Ok(())));
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    let told = world.app.visitor().get(&world.path()).await.expect(200).json();
    assert_eq!(told[0]["steps"][0]["record_id"], "row-1", "{told}");
    assert_eq!(told[0]["steps"][0]["matched_by"], "date code", "{told}");
    let keys: Vec<&String> = told[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["diversion_point", "rank", "reasons", "score", "steps"]);
    let run = |args: &[&str]| {
        let mut command = process::sherd(world.app.folder(), world.app.database());
        command.arg("chains").args(args);
        let output = command.stdout(std::process::Stdio::piped()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, printed) = run(&[&world.component, "--json"]);
    assert_eq!(code, Some(0));
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), told);
    let (code, printed) = run(&[&format!("http://sherd.test/components/{}/chains", world.component)]);
    assert_eq!(code, Some(0));
    assert!(
        printed.contains("Northwind Semiconductors (United States)"),
        "{printed}"
    );
    assert!(printed.contains("no record for"), "{printed}");
    assert_eq!(run(&["ZZZZZZZZ"]).0, Some(2));
}
