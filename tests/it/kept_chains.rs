//! Decisions about chains: proposed by one person, accepted by another, as closed as the most closed of their steps, and true to
//! what became of these.

use serde_json::{Value, json};

use crate::{
    chains::World,
    harness::{Answer, Client, TestApp},
};

/// A chain of three steps, of which the last leads to the consignee.
struct Decided {
    world: World,
    steps: [String; 3],
}

impl Decided {
    async fn start() -> Decided {
        let world = World::start().await;
        world.lot();
        let World {
            maker,
            distributor,
            broker,
            consignee,
            ..
        } = &world;
        let steps = [
            world.moved(maker, distributor, "2022-01-20", "lot=KS240A", &[]),
            world.moved(distributor, broker, "2022-06-10", "lot=KS240A", &[]),
            world.moved(broker, consignee, "2023-02-01", "", &[]),
        ];
        Decided { world, steps }
    }

    fn page(&self) -> String {
        format!("/components/{}/chains", self.world.component)
    }

    /// The steps as the form of the best chain sends them.
    fn lines(&self) -> String {
        self.steps.map_lines(|step| format!("{step} 1"))
    }

    async fn propose(&self, client: &Client<'_>, verdict: &str, steps: &str) -> Answer {
        let fields = [
            ("verdict", verdict),
            ("steps", steps),
            ("reason", "The invoice names all three."),
        ];
        client.post(&self.page(), &fields).await
    }

    /// What the API says of the best chain's decision.
    async fn told(&self, client: &Client<'_>) -> Value {
        let all = client.get(&self.world.path()).await.expect(200).json();
        all[0]["decision"].clone()
    }

    /// The references of the decisions this reader is told of.
    async fn listed(&self, client: &Client<'_>) -> Vec<String> {
        let path = format!("/api/v1/chains?component={}", self.world.component);
        let all = client.get(&path).await.expect(200).json();
        let all = all["results"].as_array().unwrap().iter();
        all.map(|one| one["ref"].as_str().unwrap().to_owned()).collect()
    }

    /// Changes a transfer as a reviewer does.
    async fn change(&self, step: &str, body: Value) {
        let path = format!("/api/v1/transfers/{step}");
        let reviewer = self.world.app.reviewer();
        let etag = reviewer.get(&path).await.expect(200).header("etag").to_owned();
        reviewer.put_json(&path, &etag, &body).await.expect(200);
    }

    /// A decision that a second person has accepted.
    async fn accepted(&self) -> String {
        self.propose(&self.world.app.investigator(), "accepted", &self.lines())
            .await
            .expect(303);
        let (reference, body) = waiting(&self.world.app, "accept").await;
        let path = format!("/api/v1/reviews/{reference}");
        self.world.app.reviewer().post_json(&path, &body).await.expect(200);
        self.listed(&self.world.app.reviewer()).await.remove(0)
    }
}

trait Lines {
    fn map_lines(&self, line: impl Fn(&String) -> String) -> String;
}

impl Lines for [String; 3] {
    fn map_lines(&self, line: impl Fn(&String) -> String) -> String {
        self.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The newest submission in the queue, and the body that decides on all its records as they are.
async fn waiting(app: &TestApp, decision: &str) -> (String, Value) {
    let queue = app.reviewer().get("/api/v1/reviews").await.expect(200).json();
    let entry = queue["results"].as_array().unwrap().last().unwrap().clone();
    let reference = entry["ref"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/reviews/{reference}");
    let shown = app.reviewer().get(&path).await.expect(200).json();
    let mut body = json!({ "decision": decision, "reason": "looked at" });
    for record in shown["records"].as_array().unwrap() {
        body[format!("version:{}", record["ref"].as_str().unwrap())] = record["version"].clone();
    }
    (reference, body)
}

#[actix_web::test]
async fn a_chain_counts_once_a_second_person_has_accepted_it() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let lines = decided.lines();
    decided.propose(&app.visitor(), "accepted", &lines).await.expect(401);
    decided.propose(&app.officer(), "accepted", &lines).await.expect(403);
    // Looking is for everyone, deciding is not.
    let outside = app.visitor().get(&decided.page()).await.expect(200);
    assert!(outside.select("#chain-1 form").is_empty());
    let inside = app.investigator().get(&decided.page()).await.expect(200);
    assert!(!inside.select("#chain-1 form button[value=accepted]").is_empty());
    let html = inside.text();
    assert!(html.contains(&format!("{} 1", decided.steps[0])), "{html}");
    let answer = decided
        .propose(&app.investigator(), "accepted", &lines)
        .await
        .expect(303);
    assert!(answer.header("location").contains("note=decided"));
    for client in [app.visitor(), app.officer(), app.colleague()] {
        assert!(decided.told(&client).await.is_null());
        assert!(decided.listed(&client).await.is_empty());
    }
    let waits = decided.told(&app.reviewer()).await;
    assert_eq!(
        (&waits["verdict"], &waits["state"]),
        (&json!("accepted"), &json!("submitted"))
    );
    let queue = app.reviewer().get("/review").await.expect(200).text();
    assert!(queue.contains("1 decision on a chain"), "{queue}");
    let (reference, body) = waiting(app, "accept").await;
    let path = format!("/api/v1/reviews/{reference}");
    let dossier = app.reviewer().get(&format!("/review/{reference}")).await.expect(200);
    for step in &decided.steps {
        assert!(!dossier.select(&format!("a[href='/transfers/{step}']")).is_empty());
    }
    // Whoever proposed it does not decide on it.
    app.investigator().post_json(&path, &body).await.expect(403);
    app.reviewer().post_json(&path, &body).await.expect(200);
    let told = decided.told(&app.visitor()).await;
    assert_eq!(told["verdict"], "accepted");
    assert_eq!(told["state"], "accepted");
    assert_eq!(told["reason"], "The invoice names all three.");
    assert_eq!(told["outdated"], false);
    assert_eq!(told["accepted_on"], app.now().date_naive().to_string());
    let page = app.visitor().get(&decided.page()).await.expect(200);
    let said = page.select("#chain-1 .stand").concat();
    assert!(
        said.contains("This chain is the one") && said.contains("accepted by a reviewer on"),
        "{said}"
    );
    assert!(!page.text().contains('@'), "the public is not told who");
    let card = app
        .visitor()
        .get(&format!("/components/{}", decided.world.component))
        .await
        .expect(200);
    assert_eq!(card.select("#came-by ol li").len(), 3);
    assert!(
        card.select("#came-by")
            .concat()
            .contains("The invoice names all three.")
    );
    let one = decided.listed(&app.visitor()).await.remove(0);
    let shown = app.visitor().get(&format!("/chains/{one}")).await.expect(200);
    assert_eq!(shown.select("#steps tbody tr").len(), 3);
    assert_eq!(
        shown
            .select("#chain svg.chain-drawing .ch-step, #chain svg.chain-drawing .ch-pale")
            .len(),
        3
    );
    let history = app
        .reviewer()
        .get(&format!("/chains/{one}/history"))
        .await
        .expect(200)
        .text();
    assert!(history.contains("looked at"), "{history}");
    let list = app.visitor().get("/chains").await.expect(200).text();
    assert!(list.contains("3 steps"), "{list}");
}

#[actix_web::test]
async fn what_was_decided_is_not_decided_again_and_no_component_came_two_ways() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let one = decided.accepted().await;
    for (verdict, word) in [
        ("accepted", "decided already"),
        ("rejected", "opposite has been decided"),
    ] {
        let again = decided
            .propose(&app.colleague(), verdict, &decided.lines())
            .await
            .expect(409)
            .text();
        assert!(again.contains(word) && again.contains(&one), "{again}");
    }
    let shorter = format!("{}\n{}", decided.steps[0], decided.steps[1]);
    let other = decided
        .propose(&app.colleague(), "accepted", &shorter)
        .await
        .expect(409)
        .text();
    assert!(other.contains("Another chain has been accepted"), "{other}");
    // That another one is wrong can still be said.
    decided
        .propose(&app.colleague(), "rejected", &shorter)
        .await
        .expect(303);
}

#[actix_web::test]
async fn only_what_makes_a_chain_can_be_decided_on() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let client = app.investigator();
    let [one, two, three] = &decided.steps;
    let lonely = app.accepted("transfers", &[("kind", "sale"), ("from_name", "A"), ("to_name", "B")]);
    for steps in [
        String::new(),
        "nonsense".to_owned(),
        format!("{one} zero"),
        format!("{three}\n{two}\n{one}"),
        format!("{one}\n{one}"),
        lonely,
        decided.world.component.clone(),
    ] {
        let refused = decided.propose(&client, "accepted", &steps).await;
        assert_eq!(refused.status.as_u16(), 422, "{steps}");
        assert!(!refused.select("#errors li").is_empty(), "{steps}");
    }
    let bare = [("verdict", "accepted"), ("steps", one.as_str())];
    client.post(&decided.page(), &bare).await.expect(422);
    // What was looked at must be what is there.
    decided.change(two, json!({ "note": "A second look." })).await;
    let late = decided.propose(&client, "accepted", &decided.lines()).await.expect(422);
    assert!(
        late.select("#errors li")
            .concat()
            .contains("has changed since you looked")
    );
    // What was typed is still there.
    let typed = format!("{one} 1\n{two} 2\n{three} 1");
    let refused = client
        .post(
            &decided.page(),
            &[
                ("verdict", "neither"),
                ("steps", &typed),
                ("reason", "Because I say so."),
            ],
        )
        .await
        .expect(422);
    assert!(refused.text().contains("Because I say so."));
}

#[actix_web::test]
async fn a_decision_is_as_closed_as_its_most_closed_step_and_says_what_became_of_them() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let one = decided.accepted().await;
    let [_, two, three] = &decided.steps;
    let source = app.accepted("sources", &[("title", "Case file"), ("kind", "report")]);
    let path = format!("/api/v1/chains/{one}");
    let etag = app.reviewer().get(&path).await.expect(200).header("etag").to_owned();
    app.reviewer()
        .put_json(&path, &etag, &json!({ "sources": source }))
        .await
        .expect(200);
    let page = app.visitor().get(&format!("/sources/{source}")).await.expect(200);
    assert!(page.text().contains(&one), "{}", page.text());
    let claim = json!({ "about": one, "statement": "It is so.", "basis": "assessed", "status": "reported" });
    app.reviewer().post_json("/api/v1/claims", &claim).await.expect(422);
    decided.change(two, json!({ "note": "A second look." })).await;
    let told = decided.told(&app.visitor()).await;
    assert_eq!(told["outdated"], true);
    let page = app.visitor().get(&format!("/chains/{one}")).await.expect(200);
    assert!(
        page.select("#steps .doubt").concat().contains("it is at version 2 now"),
        "{}",
        page.text()
    );
    // A step that is closed takes the decision with it, for whoever may not see it.
    decided.change(three, json!({ "release": "partner" })).await;
    for client in [app.visitor(), app.officer()] {
        assert!(decided.listed(&client).await.is_empty());
        for path in [
            format!("/chains/{one}"),
            format!("/chains/{one}/history"),
            format!("/chains/{one}.json"),
            format!("/api/v1/chains/{one}"),
            format!("/claims?about={one}"),
        ] {
            client.get(&path).await.expect(404);
        }
        for path in [
            "/chains".to_owned(),
            "/chains.csv".to_owned(),
            "/chains.json".to_owned(),
            decided.page(),
            decided.world.path(),
            format!("/components/{}", decided.world.component),
            format!("/sources/{source}"),
        ] {
            let text = client.get(&path).await.expect(200).text();
            assert!(
                !text.contains(&one) && !text.contains("The invoice names"),
                "{path}: {text}"
            );
        }
    }
    let page = app.colleague().get(&format!("/chains/{one}")).await.expect(200);
    assert!(
        page.select("#steps .doubt").concat().contains("closed further"),
        "{}",
        page.text()
    );
    assert!(page.select("#decision .hint").concat().contains("only as open as"));
    // The goods of a step alone, sealed, do the same.
    decided
        .change(three, json!({ "release": "public", "field_releases": "lines=sealed" }))
        .await;
    app.visitor().get(&format!("/chains/{one}")).await.expect(404);
    app.colleague().get(&format!("/chains/{one}")).await.expect(404);
    decided.change(three, json!({ "field_releases": "" })).await;
    app.visitor().get(&format!("/chains/{one}")).await.expect(200);
    // So does one that is taken out of the catalogue; who sees it there is told.
    let fields = [("version", "5"), ("why", "A double.")];
    let version = app
        .reviewer()
        .get(&format!("/api/v1/transfers/{three}"))
        .await
        .expect(200)
        .json()["version"]
        .to_string();
    let fields = [("version", version.as_str()), fields[1]];
    app.reviewer()
        .post(&format!("/transfers/{three}/withdraw"), &fields)
        .await
        .expect(303);
    app.visitor().get(&format!("/chains/{one}")).await.expect(404);
    let page = app.admin().get(&format!("/chains/{one}")).await.expect(200);
    assert!(
        page.select("#steps .doubt")
            .concat()
            .contains("taken out of the catalogue"),
        "{}",
        page.text()
    );
}

#[actix_web::test]
async fn a_sealed_step_keeps_the_decision_sealed_from_its_first_day() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let world = &decided.world;
    let secret = [("release", "sealed")];
    let sealed = world.moved(&world.maker, &world.consignee, "2022-03-03", "lot=KS240A", &secret);
    // Whoever may not see the step can neither name it nor learn that it is there.
    decided
        .propose(&app.investigator(), "accepted", &sealed)
        .await
        .expect(422);
    decided.propose(&app.reviewer(), "accepted", &sealed).await.expect(303);
    let all = app.second_reviewer().get("/api/v1/chains").await.expect(200).json();
    let one = all["results"][0]["ref"].as_str().unwrap().to_owned();
    assert_eq!(all["results"][0]["release"], "sealed");
    let (reference, mut body) = waiting(app, "accept").await;
    body[format!("release:{one}")] = json!("public");
    app.second_reviewer()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await
        .expect(200);
    for client in [app.visitor(), app.officer(), app.investigator()] {
        client.get(&format!("/chains/{one}")).await.expect(404);
        assert!(decided.listed(&client).await.is_empty());
        let card = client
            .get(&format!("/components/{}", world.component))
            .await
            .expect(200);
        assert!(card.select("#came-by").is_empty());
    }
    app.reviewer().get(&format!("/chains/{one}")).await.expect(200);
}

#[actix_web::test]
async fn a_chain_of_drafts_is_handed_in_with_them() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let author = app.investigator();
    let world = &decided.world;
    let step = author
        .create(
            "transfers",
            json!({
                "kind": "sale", "from": world.maker, "to": world.consignee, "border": "2022-03-03",
                "lines": "part_number=NW-2107L | lot=KS240A",
            }),
        )
        .await;
    let answer = decided.propose(&author, "accepted", &step).await.expect(303);
    assert!(answer.header("location").contains("note=drafted"));
    let one = decided.listed(&author).await.remove(0);
    let made = author
        .post_json("/api/v1/submissions", &json!({ "records": [one] }))
        .await
        .expect(201);
    let reference = made.json()["ref"].as_str().unwrap().to_owned();
    let (_, body) = waiting(app, "accept").await;
    app.reviewer()
        .post_json(&format!("/api/v1/reviews/{reference}"), &body)
        .await
        .expect(200);
    let told = app
        .reviewer()
        .get(&format!("/api/v1/chains/{one}"))
        .await
        .expect(200)
        .json();
    assert_eq!(told["state"], "accepted");
    let page = app.reviewer().get(&format!("/chains/{one}")).await.expect(200);
    assert!(
        page.select("#steps .doubt").is_empty(),
        "accepting a step is no change to it"
    );
}

#[actix_web::test]
async fn a_lot_on_an_invoice_leads_to_what_carries_it_and_what_names_it() {
    let decided = Decided::start().await;
    let app = &decided.world.app;
    let world = &decided.world;
    let sealed = app.accepted(
        "components",
        &[("unit", &world.unit), ("name", "sealed chip"), ("release", "sealed")],
    );
    app.accepted("markings", &[("component", &sealed), ("transcription", "LOT KS240A")]);
    world.moved(
        &world.maker,
        &world.consignee,
        "2022-03-03",
        "lot=KS240A",
        &[("release", "sealed")],
    );
    while sherd::app::worker::reread_next(&app.state, "w").await.unwrap() {}
    let get = async |client: Client<'_>, query: &str| {
        let path = format!("/api/v1/chains/look-up?{query}");
        client.get(&path).await.expect(200).json()
    };
    let told = get(app.visitor(), "lot=ks-240a").await;
    let carrying = told["carrying"].as_array().unwrap();
    assert_eq!(carrying.len(), 1, "{told}");
    assert_eq!(carrying[0]["component"]["ref"], world.component.as_str());
    assert_eq!(carrying[0]["unit"]["ref"], world.unit.as_str());
    let transfers: Vec<&str> = told["transfers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["ref"].as_str().unwrap())
        .collect();
    assert_eq!(transfers, [&decided.steps[0], &decided.steps[1]], "{told}");
    assert_eq!(
        told["through"][0]["component"]["ref"],
        world.component.as_str(),
        "{told}"
    );
    assert_eq!(told["through"][0]["matched_by"], "lot");
    let inside = get(app.reviewer(), "lot=KS240A").await;
    assert_eq!(inside["carrying"].as_array().unwrap().len(), 2, "{inside}");
    assert_eq!(inside["transfers"].as_array().unwrap().len(), 3, "{inside}");
    let none = get(app.visitor(), "serial=0004711").await;
    assert_eq!(none["carrying"], json!([]));
    assert_eq!(none["transfers"], json!([]));
    let page = app.visitor().get("/chains/look-up?lot=KS240A").await.expect(200);
    assert_eq!(page.select("#carrying tbody tr").len(), 1);
    assert_eq!(page.select("#transfers li").len(), 2);
    let empty = app.visitor().get("/chains/look-up").await.expect(200);
    assert!(empty.select("#carrying").is_empty());
    for unclear in ["lot=---", &format!("serial={}", "9".repeat(61))] {
        let page = app
            .visitor()
            .get(&format!("/chains/look-up?{unclear}"))
            .await
            .expect(422);
        assert!(!page.select("#errors li").is_empty(), "{unclear}");
    }
}
