//! Constellations: units that share a lot, a date code or neighbouring serial numbers; how surprising that is; and never a count
//! that tells what its reader may not see.

use serde_json::{Value, json};
use sherd::app::worker;

use crate::harness::{Client, TestApp, process};

const PART: &str = "NW-2107L";

/// A part, and units in which it was found.
struct World {
    app: TestApp,
    part: String,
}

impl World {
    async fn start() -> World {
        let app = TestApp::start().await;
        let part = app.accepted("parts", &[("number", PART)]);
        World { app, part }
    }

    /// A unit of its own weapon type and strike, with one component of the part.
    fn unit(&self, name: &str) -> (String, String) {
        let weapon = self
            .app
            .accepted("weapons", &[("name", &format!("{name} type")), ("kind", "other")]);
        let incident = self.app.accepted(
            "incidents",
            &[
                ("name", &format!("{name} strike")),
                ("kind", "strike"),
                ("date", "2024-05-06"),
            ],
        );
        let unit = self.app.accepted(
            "units",
            &[
                ("name", name),
                ("weapon", &weapon),
                ("incident", &incident),
                ("used", "2024-05-06"),
            ],
        );
        let component = self.component(&unit, &[]);
        (unit, component)
    }

    fn component(&self, unit: &str, more: &[(&str, &str)]) -> String {
        let fields = [("unit", unit), ("name", "integrated circuit"), ("part", &self.part)];
        self.app.accepted("components", &[fields.as_slice(), more].concat())
    }

    fn mark(&self, component: &str, text: &str, more: &[(&str, &str)]) -> String {
        let fields = [("component", component), ("transcription", text)];
        self.app.accepted("markings", &[fields.as_slice(), more].concat())
    }

    /// Everything read and counted.
    async fn settled(&self) {
        while worker::reread_next(&self.app.state, "w").await.unwrap() {}
    }

    async fn list(&self, client: &Client<'_>, query: &str) -> Vec<Value> {
        let path = format!("/api/v1/constellations{query}");
        let told = client.get(&path).await.expect(200).json();
        told["results"].as_array().unwrap().clone()
    }

    async fn change(&self, path: &str, body: Value) {
        let reviewer = self.app.reviewer();
        let path = format!("/api/v1{path}");
        let etag = reviewer.get(&path).await.expect(200).header("etag").to_owned();
        reviewer.put_json(&path, &etag, &body).await.expect(200);
    }
}

fn shared(list: &[Value]) -> Vec<(String, u64)> {
    let one = |one: &Value| {
        (
            one["first"].as_str().unwrap().to_owned(),
            one["units"].as_u64().unwrap(),
        )
    };
    list.iter().map(one).collect()
}

fn pair(first: &str, units: u64) -> (String, u64) {
    (first.to_owned(), units)
}

#[actix_web::test]
async fn units_that_share_a_lot_are_told_with_weapons_places_and_marks() {
    let world = World::start().await;
    let visitor = world.app.visitor();
    let empty = visitor.get("/constellations").await.expect(200).text();
    assert!(empty.contains("Nothing is shared"), "{empty}");
    let (_, one) = world.unit("Alpha");
    let (_, two) = world.unit("Bravo");
    let (third, three) = world.unit("Charlie");
    world.mark(&one, "LOT KS240A", &[]);
    world.mark(&two, "LOT KS-240A", &[]);
    // The same lot twice in one unit is nothing.
    world.mark(&three, "LOT QQ777X", &[]);
    let again = world.component(&third, &[]);
    world.mark(&again, "LOT QQ777X", &[]);
    world.settled().await;
    let list = world.list(&visitor, "").await;
    assert_eq!(shared(&list), [pair("KS240A", 2)], "{list:?}");
    assert_eq!(list[0]["kind"], "lot");
    assert_eq!(
        (&list[0]["seen_units"], &list[0]["seen_values"]),
        (&json!(3), &json!(2))
    );
    let key = list[0]["key"].as_str().unwrap().to_owned();
    let page = visitor.get(&format!("/constellations/{key}")).await.expect(200);
    let rows = page.select("#units tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    let text = page.text();
    for word in [
        "Alpha",
        "Bravo",
        "Alpha type",
        "Bravo strike",
        PART,
        "too few units to say",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert_eq!(page.select("#marks .marking").len(), 2);
    assert!(!page.select(".no-accusation").is_empty());
    let shown = visitor
        .get(&format!("/api/v1/constellations/{key}"))
        .await
        .expect(200)
        .json();
    assert_eq!(shown["marks"].as_array().unwrap().len(), 2);
    assert_eq!(shown["marks"][0]["used"], "2024-05-06");
    let card = visitor.get(&format!("/components/{one}")).await.expect(200);
    let told = card.select("#shares li").concat();
    assert!(told.contains("One other unit shares lot KS240A"), "{told}");
    assert!(
        !card
            .select(&format!("#shares a[href='/constellations/{key}']"))
            .is_empty()
    );
    let path = format!("/api/v1/components/{one}/constellations");
    assert_eq!(
        visitor.get(&path).await.expect(200).json()["results"][0]["key"],
        key.as_str()
    );
    let other = visitor.get(&format!("/components/{three}")).await.expect(200);
    assert!(other.select("#shares").is_empty());
    let listed = visitor.get("/constellations").await.expect(200);
    assert!(!listed.select(&format!("a[href='/constellations/{key}']")).is_empty());
    for path in [
        "/constellations/0000000000000000",
        "/constellations/nonsense",
        "/api/v1/constellations/0000000000000000",
    ] {
        visitor.get(path).await.expect(404);
    }
}

#[actix_web::test]
async fn date_codes_count_on_the_same_part_and_serial_numbers_near_each_other() {
    let world = World::start().await;
    let visitor = world.app.visitor();
    let other = world.app.accepted("parts", &[("number", "ZZ-1")]);
    for (name, serial) in [("Alpha", "0004711"), ("Bravo", "0004760"), ("Charlie", "0900000")] {
        let (_, component) = world.unit(name);
        world.mark(&component, &format!("S/N {serial}"), &[]);
        world.mark(&component, "2148", &[]);
    }
    let (_, component) = world.unit("Delta");
    world
        .change(&format!("/components/{component}"), json!({ "part": other }))
        .await;
    world.mark(&component, "2148", &[]);
    world.settled().await;
    let codes = world.list(&visitor, "?kind=date_code").await;
    assert_eq!(shared(&codes), [pair("2148", 3)], "{codes:?}");
    let serials = world.list(&visitor, "?kind=serial").await;
    assert_eq!(shared(&serials), [pair("0004711", 2)], "{serials:?}");
    assert_eq!(serials[0]["last"], "0004760");
    assert!(world.list(&visitor, "?kind=lot").await.is_empty());
    let of_part = world.list(&visitor, &format!("?part={}", world.part)).await;
    assert_eq!(of_part.len(), 2, "{of_part:?}");
    assert!(world.list(&visitor, &format!("?part={other}")).await.is_empty());
    // A component that turns out to be of another unit is counted there.
    let (unit, _) = world.unit("Echo");
    let charlie = world.list(&visitor, "?kind=date_code").await[0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let shown = visitor
        .get(&format!("/api/v1/constellations/{charlie}"))
        .await
        .expect(200)
        .json();
    let moved = shown["marks"][0]["component"]["ref"].as_str().unwrap().to_owned();
    let beside = shown["marks"][1]["unit"]["ref"].as_str().unwrap().to_owned();
    world
        .change(&format!("/components/{moved}"), json!({ "unit": beside }))
        .await;
    world.settled().await;
    let codes = world.list(&visitor, "?kind=date_code").await;
    assert_eq!(shared(&codes), [pair("2148", 2)], "{codes:?}");
    drop(unit);
    for query in ["?kind=nonsense", "?after=nonsense", "?part=nonsense"] {
        let status = visitor
            .get(&format!("/api/v1/constellations{query}"))
            .await
            .status
            .as_u16();
        assert!([404, 422].contains(&status), "{query}: {status}");
        let status = visitor.get(&format!("/constellations{query}")).await.status.as_u16();
        assert!([404, 422].contains(&status), "{query}: {status}");
    }
}

#[actix_web::test]
async fn the_most_surprising_comes_first_and_pages_follow_one_another() {
    let world = World::start().await;
    let visitor = world.app.visitor();
    // Two lots that everybody has, and one of few units among many lots.
    for number in 0..24 {
        let (_, component) = world.unit(&format!("Unit {number}"));
        world.mark(&component, &format!("LOT COMM{}", number % 2), &[]);
    }
    let other = world.app.accepted("parts", &[("number", "RARE-9")]);
    for number in 0..30 {
        let unit = world.app.accepted("units", &[("name", &format!("Other {number}"))]);
        let fields = [("unit", unit.as_str()), ("name", "sensor"), ("part", &other)];
        let component = world.app.accepted("components", &fields);
        let lot = match number {
            0..6 => "RARE55".to_owned(),
            _ => format!("SOLO{number}"),
        };
        world.mark(&component, &format!("LOT {lot}"), &[]);
    }
    world.settled().await;
    let list = world.list(&visitor, "").await;
    let order: Vec<String> = shared(&list).into_iter().map(|(first, _)| first).collect();
    assert_eq!(order.first().map(String::as_str), Some("RARE55"), "{list:?}");
    assert_eq!(order.len(), 3);
    let expected: Vec<f64> = list.iter().map(|one| one["expected"].as_f64().unwrap()).collect();
    assert!(expected[0] < 0.05 && expected[2] > 0.3, "{expected:?}");
    let first = &list[0];
    let after = format!(
        "{}.{}",
        (-first["expected"].as_f64().unwrap().log10() * 1000.0).round(),
        first["key"].as_str().unwrap()
    );
    let rest = world.list(&visitor, &format!("?after={after}")).await;
    assert_eq!(shared(&rest), shared(&list[1..]));
    let page = visitor.get("/constellations").await.expect(200);
    assert!(page.select("tbody tr").first().unwrap().contains("RARE55"));
    assert!(page.select("tbody tr").first().unwrap().contains("about one chance in"));
    // The command line tells the same.
    let run = |args: &[&str]| {
        let mut command = process::sherd(world.app.folder(), world.app.database());
        command.arg("constellations").args(args);
        let output = command.stdout(std::process::Stdio::piped()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, printed) = run(&["--json"]);
    assert_eq!(code, Some(0));
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(shared(printed.as_array().unwrap()), shared(&list));
    let (_, printed) = run(&[]);
    assert!(printed.contains("lot RARE55"), "{printed}");
    assert_eq!(run(&["ZZZZZZZZ"]).0, Some(2));
}

#[actix_web::test]
async fn no_count_tells_what_its_reader_may_not_see() {
    let world = World::start().await;
    let visitor = world.app.visitor();
    let (unit, one) = world.unit("Alpha");
    let (_, two) = world.unit("Bravo");
    let (sealed_unit, three) = world.unit("Charlie");
    let (_, four) = world.unit("Delta");
    let mark = world.mark(&one, "LOT KS240A", &[]);
    world.mark(&two, "LOT KS240A", &[]);
    world.mark(&three, "LOT KS240A", &[]);
    // Sealed in every way in which it can be.
    world.mark(&four, "LOT KS240A", &[("release", "sealed")]);
    world
        .change(&format!("/units/{sealed_unit}"), json!({ "release": "sealed" }))
        .await;
    for (name, more) in [
        ("Echo", [("release", "sealed")]),
        ("Foxtrot", [("field_releases", "unit=sealed")]),
        ("Golf", [("field_releases", "part=sealed")]),
    ] {
        let unit = world.app.accepted("units", &[("name", name)]);
        let component = world.component(&unit, &more);
        world.mark(&component, "LOT KS240A", &[]);
    }
    let (_, eight) = world.unit("Hotel");
    world.mark(&eight, "LOT KS240A", &[("field_releases", "transcription=sealed")]);
    world.settled().await;
    for client in [world.app.visitor(), world.app.officer(), world.app.investigator()] {
        let list = world.list(&client, "").await;
        assert_eq!(shared(&list), [pair("KS240A", 2)], "{list:?}");
        assert_eq!(list[0]["seen_units"], 2);
        let key = list[0]["key"].as_str().unwrap();
        let page = client.get(&format!("/constellations/{key}")).await.expect(200);
        assert_eq!(page.select("#units tbody tr").len(), 2);
        let text = page.text();
        for name in ["Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel"] {
            assert!(!text.contains(name), "{name}");
        }
    }
    let all = world.list(&world.app.reviewer(), "").await;
    assert_eq!(shared(&all), [pair("KS240A", 8)], "{all:?}");
    // Closing takes it out at once, before anything is counted again.
    let key = all[0]["key"].as_str().unwrap().to_owned();
    world
        .change(&format!("/units/{unit}"), json!({ "release": "partner" }))
        .await;
    assert!(world.list(&visitor, "").await.is_empty());
    visitor.get(&format!("/constellations/{key}")).await.expect(404);
    let card = visitor.get(&format!("/components/{two}")).await.expect(200);
    assert!(card.select("#shares").is_empty());
    world.settled().await;
    assert!(world.list(&visitor, "").await.is_empty());
    assert_eq!(
        shared(&world.list(&world.app.investigator(), "").await),
        [pair("KS240A", 2)]
    );
    world
        .change(&format!("/units/{unit}"), json!({ "release": "public" }))
        .await;
    world.settled().await;
    assert_eq!(shared(&world.list(&visitor, "").await), [pair("KS240A", 2)]);
    // So do a mark, a component and a part; and one that turns out to say something else.
    world
        .change(
            &format!("/markings/{mark}"),
            json!({ "field_releases": "transcription=sealed" }),
        )
        .await;
    assert!(world.list(&visitor, "").await.is_empty());
    world.settled().await;
    assert!(world.list(&visitor, "").await.is_empty());
    world
        .change(&format!("/markings/{mark}"), json!({ "field_releases": "" }))
        .await;
    world.settled().await;
    assert_eq!(shared(&world.list(&visitor, "").await), [pair("KS240A", 2)]);
    world
        .change(&format!("/parts/{}", world.part), json!({ "release": "sealed" }))
        .await;
    assert!(world.list(&visitor, "").await.is_empty());
    world.settled().await;
    assert!(world.list(&visitor, "").await.is_empty());
    world
        .change(&format!("/parts/{}", world.part), json!({ "release": "public" }))
        .await;
    world.settled().await;
    world
        .change(&format!("/markings/{mark}"), json!({ "transcription": "LOT OTHER9" }))
        .await;
    world.settled().await;
    assert!(world.list(&visitor, "").await.is_empty());
}
