//! Providers' files: a mapping is made in the form, tried, saved and used for the next file; what is wrong is told in the
//! provider's lines and columns, and then nothing is written.

use std::{io::Write, process::Stdio};

use actix_web::http::Method;
use serde_json::{Value, json};
use sherd::{app::worker, service::audit};

use crate::harness::{Answer, Client, TestApp, pictures::body, process};

const CUSTOMS: &[u8] = include_bytes!("../files/providers/customs-cp1251.csv");
const WRONG: &[u8] = include_bytes!("../files/providers/customs-wrong.csv");
const ARCHIVE: &[u8] = include_bytes!("../files/providers/customs.zip");
const SHIPMENTS: &[u8] = include_bytes!("../files/providers/shipments.xlsx");

async fn work(app: &TestApp) {
    while worker::run_next(&app.state).await.unwrap() {}
}

impl Client<'_> {
    /// Sends a provider's file as the page does; where it leads.
    async fn send_file(&self, name: &str, bytes: &[u8], mapping: &str) -> Answer {
        self.post_parts("/imports", &[], body(&[("mapping", mapping)], &[(name, bytes)]))
            .await
    }

    /// Sends a provider's file as a program does; the import.
    async fn import_by(&self, app: &TestApp, name: &str, bytes: &[u8], mapping: &str, dry: bool) -> Value {
        let path = format!("/api/v1/imports/transfers?dry_run={dry}");
        let parts = body(&[("mapping", mapping)], &[(name, bytes)]);
        let sent = self.post_parts(&path, &[], parts).await.expect(202);
        work(app).await;
        self.get(sent.header("location")).await.expect(200).json()
    }
}

/// What a browser would send of the form with these changes.
fn filled(page: &Answer, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let html = page.html();
    let controls = "form.form input, form.form select, form.form textarea";
    let selector = scraper::Selector::parse(controls).unwrap();
    let option = scraper::Selector::parse("option[selected]").unwrap();
    let mut fields: Vec<(String, String)> = Vec::new();
    for control in html.select(&selector) {
        let name = control.attr("name").unwrap().to_owned();
        if name == "csrf" {
            continue;
        }
        let value = match control.value().name() {
            "select" => control
                .select(&option)
                .next()
                .and_then(|one| one.attr("value"))
                .unwrap_or("")
                .to_owned(),
            "textarea" => control.text().collect::<String>().trim_start_matches('\n').to_owned(),
            _ => control.attr("value").unwrap_or("").to_owned(),
        };
        fields.push((name, value));
    }
    for (name, value) in changes {
        match fields.iter_mut().find(|(field, _)| field == name) {
            Some((_, text)) => *text = (*value).to_owned(),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    fields
}

async fn post_filled(client: &Client<'_>, place: &str, page: &Answer, changes: &[(&str, &str)]) -> Answer {
    let fields = filled(page, changes);
    let given: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    client.post(place, &given).await
}

/// A mapping of the made-up customs table, as a program sends it.
fn customs() -> Value {
    json!({
        "name": "Customs of Examplia", "dates": "dmy", "decimal": "comma",
        "key": ["Номер декларации", "Номер товара"],
        "fixed-kind": "customs line", "fixed-currency": "USD", "fixed-release": "public",
        "fixed-source_title": "Customs declarations of Examplia, made up",
        "from-from_name": "Отправитель (наименование)", "from-from_country": "Страна отправителя",
        "from-to_name": "Получатель (наименование)",
        "from-date_from": "Дата декларации", "from-date_to": "Дата декларации",
        "from-dispatch_country": "Страна отправления", "from-origin_country": "Страна происхождения",
        "from-hs6": "Код ТН ВЭД", "from-goods": ["Описание товара", "Торговая марка"], "join-goods": "; ",
        "from-quantity": "Количество", "from-unit": "Ед. изм.",
        "from-value": "Статистическая стоимость, долл. США", "from-document": "Номер декларации",
    })
}

async fn save(client: &Client<'_>, mapping: &Value) -> String {
    let made = client.post_json("/api/v1/mappings", mapping).await.expect(201);
    made.json()["ref"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_mapping_is_guessed_mended_tried_saved_and_its_file_imported() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let page = author.get("/imports").await.expect(200);
    assert_eq!(page.select("select[name=mapping] option").len(), 2);
    let sent = author.send_file("march.csv", CUSTOMS, "new").await.expect(303);
    let place = sent.header("location").to_owned();
    let form = author.get(&place).await.expect(200);
    assert!(form.text().contains("windows-1251") && form.text().contains("semicolon"));
    for (target, column) in [
        ("from_name", "Отправитель (наименование)"),
        ("to_name", "Получатель (наименование)"),
        ("date_to", "Дата декларации"),
        ("hs6", "Код ТН ВЭД"),
        ("goods", "Описание товара"),
        ("quantity", "Количество"),
        ("value", "Статистическая стоимость, долл. США"),
    ] {
        let chosen = form.select(&format!("select[name=from-{target}] option[selected]"));
        assert_eq!(chosen, [column], "{target}");
    }
    // What cannot be is told by its field, and what was filled in stays.
    let wrong = post_filled(
        &author,
        &place,
        &form,
        &[("name", "a/b"), ("fixed-kind", "gift"), ("then", "try")],
    )
    .await;
    let wrong = wrong.expect(422);
    assert!(wrong.text().contains("A name has none of these marks") && wrong.text().contains("gift"));
    let missing = [("from-goods", "Nothing of the kind"), ("then", "try")];
    let missing = post_filled(&author, &place, &form, &missing).await.expect(422);
    assert!(
        missing
            .text()
            .contains("The table has no column “Nothing of the kind”.")
    );

    let mended = [
        ("name", "Customs of Examplia"),
        ("fixed-release", "public"),
        ("then", "try"),
    ];
    let tried = post_filled(&author, &place, &form, &mended).await.expect(200);
    assert!(
        tried.text().contains("24 rows were tried, and nothing is wrong"),
        "{}",
        tried.text()
    );
    assert!(
        tried
            .select("#trial dd")
            .contains(&"EXAMPLE COMPONENTS (H.K.) LTD".to_owned())
    );
    assert!(tried.select("#trial dd").contains(&"2023-03-01".to_owned()));
    let begun = post_filled(&author, &place, &tried, &[("then", "check")])
        .await
        .expect(303);
    let import = begun.header("location").to_owned();
    assert!(import.starts_with("/imports/"));
    work(&app).await;
    let checked = author.get(&import).await.expect(200);
    assert_eq!(checked.select(".tally dd"), ["24", "24", "0", "0"]);
    assert!(checked.text().contains("Customs of Examplia"));
    author.post(&format!("{import}/go"), &[]).await.expect(303);
    work(&app).await;
    let path = "/api/v1/transfers?record_id=Customs%20of%20Examplia:10005030/010323/001000/2";
    let found = author.get(path).await.expect(200).json();
    let one = &found["results"][0];
    assert_eq!(one["kind"], "customs_line");
    assert_eq!(one["from_name"], "SAMPLE ELEKTRONIK TICARET A.S.");
    assert_eq!(
        (&one["border"], &one["origin_country"]),
        (&json!("2023-03-01"), &json!("MY"))
    );
    assert_eq!(one["lines"][0]["hs6"], "8532.22");
    let quantity = one["lines"][0]["quantity"].as_str().unwrap();
    assert!(quantity.ends_with(" pcs"), "{quantity}");
    assert!(one["lines"][0]["value"].as_str().unwrap().ends_with(" USD"));

    // The next file of the same provider needs nothing but the name; the same rows are the same records.
    let again = author
        .import_by(&app, "again.csv", CUSTOMS, "customs of examplia", true)
        .await;
    assert_eq!((&again["state"], &again["rows_same"]), (&json!("checked"), &json!(24)));
    assert_eq!(again["mapping"], "Customs of Examplia");
    let listed = author.get("/mappings").await.expect(200);
    assert!(listed.text().contains("Customs of Examplia") && listed.text().contains("march.csv"));
    author.post(&format!("{place}/discard"), &[]).await.expect(303);
    author.get(&place).await.expect(404);
    assert_eq!(app.read(audit::verify).broken, None);
}

#[actix_web::test]
async fn what_is_wrong_is_told_by_the_providers_line_and_column_and_nothing_is_written() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let mut mapping = customs();
    mapping["encoding"] = json!("windows-1251");
    save(&author, &mapping).await;
    for dry in [true, false] {
        let refused = author
            .import_by(&app, "wrong.csv", WRONG, "Customs of Examplia", dry)
            .await;
        assert_eq!(refused["state"], "refused", "{refused}");
        assert_eq!(
            (&refused["rows_total"], &refused["rows_wrong"]),
            (&json!(12), &json!(6))
        );
        let told: Vec<(u64, &str)> = refused["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["line"].as_u64().unwrap(), one["column"].as_str().unwrap()))
            .collect();
        for expected in [
            (3, "Дата декларации"),
            (4, "Количество"),
            (5, "Страна происхождения"),
            (7, "Статистическая стоимость, долл. США"),
            (12, ""),
            (13, "Описание товара"),
        ] {
            // What only the import can tell is told by the check.
            assert!(
                told.contains(&expected) || (!dry && expected.0 == 7),
                "{expected:?} {told:?}"
            );
        }
    }
    let transfers = author.get("/api/v1/transfers").await.expect(200).json();
    assert_eq!(transfers["results"].as_array().unwrap().len(), 0);
}

#[actix_web::test]
async fn what_the_import_itself_refuses_is_told_in_the_providers_words_too() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let mut mapping = customs();
    mapping["key"] = json!("Номер декларации");
    save(&author, &mapping).await;
    // A declaration has three goods here, so its number alone names no row.
    let refused = author
        .import_by(&app, "march.csv", CUSTOMS, "Customs of Examplia", true)
        .await;
    assert_eq!(refused["state"], "refused");
    let first = &refused["problems"][0];
    assert_eq!(
        (&first["line"], &first["column"]),
        (&json!(3), &json!("Номер декларации"))
    );
    assert!(first["message"].as_str().unwrap().contains("line 2"), "{first}");
    // In an archive the table is named.
    let refused = author
        .import_by(&app, "march.zip", ARCHIVE, "Customs of Examplia", true)
        .await;
    let last = refused["problems"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["line"], &last["column"]),
        (&json!(13), &json!("2023-03/b.csv: Номер декларации"))
    );
}

#[actix_web::test]
async fn a_row_said_twice_is_one_record_and_that_is_told() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let mut mapping = customs();
    mapping["key"] = json!("");
    mapping["ignore"] = json!("№ п/п");
    save(&author, &mapping).await;
    let lines: Vec<&[u8]> = CUSTOMS.split_inclusive(|byte| *byte == b'\n').collect();
    let twice = [CUSTOMS, &[b"99", &lines[2][1..]].concat(), lines[5]].concat();
    let done = author
        .import_by(&app, "twice.csv", &twice, "Customs of Examplia", false)
        .await;
    assert_eq!((&done["state"], &done["rows_new"]), (&json!("done"), &json!(24)));
    assert_eq!(done["rows_repeated"], 2);
    let page = author
        .get(&format!("/imports/{}", done["ref"].as_str().unwrap()))
        .await
        .expect(200);
    assert!(page.text().contains("2 rows say the same as a row before them"));
    let again = author
        .import_by(&app, "once.csv", CUSTOMS, "Customs of Examplia", true)
        .await;
    assert_eq!(again["rows_same"], 24);
}

#[actix_web::test]
async fn rows_that_are_none_of_goods_are_passed_over_and_told() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let text = encoding_rs::WINDOWS_1251.decode(CUSTOMS).0.into_owned();
    let lines: Vec<&str> = text.lines().collect();
    let width = lines[2].split(';').count();
    let total = format!("Итого;{};12 345,00", ";".repeat(width - 3));
    let footed = [text.trim_end(), &total, "Данные выгружены 01.04.2023"].join("\r\n");
    let (first, last) = (lines.len() + 1, lines.len() + 2);
    // Without a word about them they are rows with something wrong.
    save(&author, &customs()).await;
    let refused = author
        .import_by(&app, "footed.csv", footed.as_bytes(), "Customs of Examplia", true)
        .await;
    assert_eq!(
        (&refused["state"], &refused["rows_passed"]),
        (&json!("refused"), &json!(0)),
        "{refused}"
    );
    let mut mapping = customs();
    mapping["name"] = json!("Customs with totals");
    mapping["needs"] = json!("Код ТН ВЭД");
    save(&author, &mapping).await;
    let done = author
        .import_by(&app, "footed.csv", footed.as_bytes(), "Customs with totals", false)
        .await;
    assert_eq!(
        (&done["state"], &done["rows_new"]),
        (&json!("done"), &json!(24)),
        "{done}"
    );
    assert_eq!(done["rows_passed"], 2);
    assert_eq!(done["rows_passed_at"], json!([first.to_string(), last.to_string()]));
    let page = author
        .get(&format!("/imports/{}", done["ref"].as_str().unwrap()))
        .await
        .expect(200);
    let told = format!(
        "2 rows leave a column empty that every row of goods fills, and were passed over: lines {first}, {last}."
    );
    assert!(page.text().contains(&told), "{}", page.text());
    // Neither are they forgotten where another row is wrong.
    let spoilt = footed.replacen("01.03.2023", "some day", 1);
    let refused = author
        .import_by(&app, "spoilt.csv", spoilt.as_bytes(), "Customs with totals", true)
        .await;
    assert_eq!(
        (&refused["rows_wrong"], &refused["rows_passed"]),
        (&json!(1), &json!(2)),
        "{refused}"
    );
    // A file that has nothing else is not taken for an empty one, and a column that it lacks is named.
    let nothing = [lines[0].to_owned(), total].join("\r\n");
    let refused = author
        .import_by(&app, "totals.csv", nothing.as_bytes(), "Customs with totals", true)
        .await;
    assert!(refused.to_string().contains("passed over: line"), "{refused}");
    mapping["name"] = json!("Customs without");
    mapping["needs"] = json!("Вес нетто");
    save(&author, &mapping).await;
    let refused = author
        .import_by(&app, "footed.csv", footed.as_bytes(), "Customs without", true)
        .await;
    assert!(refused.to_string().contains("Вес нетто"), "{refused}");
}

#[actix_web::test]
async fn a_line_break_in_a_cell_that_names_a_row_makes_no_second_row() {
    let app = TestApp::start().await;
    let author = app.investigator();
    save(&author, &customs()).await;
    let text = encoding_rs::WINDOWS_1251.decode(CUSTOMS).0.into_owned();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[3] = lines[3].replace(";10005030/010323/001000;", ";\"10005030/010323\r\n/001000\";");
    lines[5] = lines[5].replace(";951;", ";\"951\n\";");
    lines.push(lines[3].clone());
    lines.push(lines[9].clone());
    let twice = lines.join("\r\n");
    let done = author
        .import_by(&app, "broken.csv", twice.as_bytes(), "Customs of Examplia", false)
        .await;
    assert_eq!(
        (&done["state"], &done["rows_new"]),
        (&json!("done"), &json!(24)),
        "{done}"
    );
    assert_eq!(done["rows_repeated"], 2);
    let path = "/api/v1/transfers?record_id=Customs%20of%20Examplia:10005030/010323%20/001000/3";
    let found = author.get(path).await.expect(200).json();
    assert_eq!(found["results"][0]["from_name"], "MUSTER HANDELS GMBH", "{found}");
    // What is wrong behind such a row is told by its own line.
    lines[9] = lines[9]
        .replace(";01.", ";99.")
        .replace(";02.", ";99.")
        .replace(";03.", ";99.");
    let refused = author
        .import_by(
            &app,
            "wrong.csv",
            lines.join("\r\n").as_bytes(),
            "Customs of Examplia",
            true,
        )
        .await;
    assert_eq!(refused["problems"][0]["line"], 12, "{refused}");
}

#[actix_web::test]
async fn archives_and_spreadsheets_are_read_and_what_is_none_is_refused() {
    let app = TestApp::start().await;
    let author = app.investigator();
    save(&author, &customs()).await;
    let done = author
        .import_by(&app, "march.zip", ARCHIVE, "Customs of Examplia", true)
        .await;
    assert_eq!((&done["state"], &done["rows_new"]), (&json!("checked"), &json!(24)));

    let sent = author.send_file("shipments.xlsx", SHIPMENTS, "new").await.expect(303);
    let place = sent.header("location").to_owned();
    let form = author.get(&place).await.expect(200);
    assert!(form.text().contains("spreadsheet"));
    assert_eq!(form.select("select[name=sheet] option"), ["as it looks", "Shipments"]);
    let begun = post_filled(&author, &place, &form, &[("name", "Shipper"), ("then", "check")])
        .await
        .expect(303);
    work(&app).await;
    let api = format!("/api/v1{}", begun.header("location"));
    let checked = author.get(&api).await.expect(200).json();
    assert_eq!(
        (&checked["state"], &checked["rows_new"]),
        (&json!("checked"), &json!(12)),
        "{checked}"
    );

    let cut = author
        .import_by(
            &app,
            "cut.zip",
            &ARCHIVE[..ARCHIVE.len() - 30],
            "Customs of Examplia",
            true,
        )
        .await;
    assert_eq!(cut["state"], "refused");
    assert!(cut["problems"][0]["message"].as_str().unwrap().contains("damaged"));
    let other = author
        .import_by(&app, "other.csv", b"a,b\n1,2\n", "Customs of Examplia", false)
        .await;
    assert_eq!(other["state"], "refused");
    assert!(
        other["problems"][0]["message"]
            .as_str()
            .unwrap()
            .contains("has no column")
    );
    // A body that is the file itself, with the mapping in the address.
    let kind = [("content-type", "application/zip")];
    let path = "/api/v1/imports/transfers?dry_run=1&mapping=Customs%20of%20Examplia";
    author
        .send(Method::POST, path, &kind, ARCHIVE.to_vec())
        .await
        .expect(202);
    author
        .send(Method::POST, "/api/v1/imports/transfers", &kind, ARCHIVE.to_vec())
        .await
        .expect(415);
    let nobody = body(&[("mapping", "Nobody")], &[("x.csv", CUSTOMS)]);
    let refused = author
        .post_parts("/api/v1/imports/transfers", &[], nobody)
        .await
        .expect(422);
    assert!(refused.text().contains("No mapping is called “Nobody”."));
    let units = body(&[("mapping", "Customs of Examplia")], &[("x.csv", CUSTOMS)]);
    author
        .post_parts("/api/v1/imports/components", &[], units)
        .await
        .expect(422);
}

#[actix_web::test]
async fn mappings_are_everybodys_to_use_and_their_makers_to_change() {
    let app = TestApp::start().await;
    let (author, colleague) = (app.investigator(), app.colleague());
    let made = save(&author, &customs()).await;
    author.post_json("/api/v1/mappings", &customs()).await.expect(422);
    let place = format!("/api/v1/mappings/{made}");
    let shown = colleague.get(&place).await.expect(200);
    assert_eq!(
        (shown.header("etag"), &shown.json()["fixed-kind"]),
        ("\"1\"", &json!("customs line"))
    );
    let mut changed = customs();
    changed["fixed-release"] = json!("sealed");
    colleague.put_json(&place, "\"1\"", &changed).await.expect(403);
    colleague
        .send(Method::DELETE, &place, &[], Vec::new())
        .await
        .expect(403);
    author.put_json(&place, "\"7\"", &changed).await.expect(412);
    assert_eq!(
        author.put_json(&place, "\"1\"", &changed).await.expect(200).json()["version"],
        2
    );
    author.put_json(&place, "\"1\"", &changed).await.expect(412);

    // As a file on its page.
    let page = author.get(&format!("/mappings/{made}")).await.expect(200);
    assert!(page.select("textarea")[0].contains("Customs of Examplia"));
    let kept = author.get(&format!("/mappings/{made}/mapping.toml")).await.expect(200);
    let text = kept.text();
    let wrong = text.replace("customs line", "gift");
    let save = |version: &'static str, text: String| {
        let author = app.investigator();
        let place = format!("/mappings/{made}");
        async move { author.post(&place, &[("version", version), ("text", &text)]).await }
    };
    assert!(save("2", wrong).await.expect(422).text().contains("gift"));
    save("1", text.clone()).await.expect(409);
    save("2", text.replace("sealed", "officer")).await.expect(303);
    let told = author
        .get(&format!("/mappings/{made}/mapping.toml"))
        .await
        .expect(200)
        .text();
    assert!(told.contains("release = \"officer\""), "{told}");
    let seen = colleague.get(&format!("/mappings/{made}")).await.expect(200);
    assert_eq!(
        seen.select("button")
            .iter()
            .filter(|word| word.contains("Save"))
            .count(),
        0
    );

    // Used as it is in the form, it is nobody's change; mended there, it is.
    let sent = colleague.send_file("theirs.csv", CUSTOMS, "new").await.expect(303);
    let file = sent.header("location").to_owned();
    let form = colleague.get(&format!("{file}?mapping={made}")).await.expect(200);
    post_filled(&colleague, &file, &form, &[("then", "save")])
        .await
        .expect(403);
    let mended = [("fixed-release", "public"), ("then", "check")];
    post_filled(&colleague, &file, &form, &mended).await.expect(403);
    let begun = post_filled(&colleague, &file, &form, &[("then", "check")]).await;
    assert!(begun.expect(303).header("location").starts_with("/imports/"));
    let mended = [
        ("name", "Customs, mended"),
        ("fixed-release", "public"),
        ("then", "check"),
    ];
    post_filled(&colleague, &file, &form, &mended).await.expect(303);

    // A file is its sender's own.
    let sent = author.send_file("mine.csv", CUSTOMS, "new").await.expect(303);
    let file = sent.header("location").to_owned();
    colleague.get(&file).await.expect(404);
    app.admin().get(&file).await.expect(404);
    colleague.post(&format!("{file}/discard"), &[]).await.expect(404);
    assert!(!colleague.get("/mappings").await.expect(200).text().contains("mine.csv"));
    author.send(Method::DELETE, &place, &[], Vec::new()).await.expect(204);
    author.get(&place).await.expect(404);
}

#[actix_web::test]
async fn an_import_keeps_the_mapping_it_was_begun_with() {
    let app = TestApp::start().await;
    let author = app.investigator();
    let made = save(&author, &customs()).await;
    let path = "/api/v1/imports/transfers?dry_run=true";
    let parts = body(&[("mapping", "Customs of Examplia")], &[("march.csv", CUSTOMS)]);
    let sent = author.post_parts(path, &[], parts).await.expect(202);
    author
        .send(Method::DELETE, &format!("/api/v1/mappings/{made}"), &[], Vec::new())
        .await
        .expect(204);
    work(&app).await;
    let place = sent.header("location");
    assert_eq!(author.get(place).await.expect(200).json()["rows_new"], 24);
    author.post_json(&format!("{place}/go"), &json!({})).await.expect(202);
    work(&app).await;
    assert_eq!(author.get(place).await.expect(200).json()["state"], "done");
}

#[actix_web::test]
async fn the_command_line_saves_a_mapping_and_imports_by_it() {
    let app = TestApp::start().await;
    let run = |arguments: &[&str]| {
        let mut command = process::sherd(app.folder(), app.database());
        let output = command.args(arguments).stdout(Stdio::piped()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (customs, wrong) = (write("customs.csv", CUSTOMS), write("wrong.csv", WRONG));
    let (code, draft) = run(&["mappings", "draft", &customs]);
    assert_eq!(code, 0, "{draft}");
    assert!(draft.contains("from_name = \"Отправитель (наименование)\""), "{draft}");
    let mapping = draft.replace("name = \"customs\"", "name = \"Examplia\"");
    let mapping = write("mapping.toml", mapping.as_bytes());
    let (code, saved) = run(&["mappings", "save", &mapping]);
    assert_eq!((code, saved.as_str()), (0, "Saved Examplia, version 1.\n"));
    assert!(run(&["mappings", "list"]).1.contains("\tExamplia\tversion 1"));
    assert!(run(&["mappings", "show", "examplia"]).1.contains("[from]"));
    let (code, refused) = run(&["import", "transfers", &wrong, "--mapping", "Examplia"]);
    assert_eq!(code, 1, "{refused}");
    assert!(
        refused.contains("line 4, Количество: ") && refused.contains("Nothing was written."),
        "{refused}"
    );
    let (code, done) = run(&["import", "transfers", &customs, "--mapping", "Examplia"]);
    assert_eq!(code, 0, "{done}");
    assert!(done.contains("24 rows: 24 new") && done.contains("Written."));
    assert!(
        run(&["import", "transfers", &customs, "--mapping", "Examplia"])
            .1
            .contains("24 the same")
    );
    assert_eq!(run(&["import", "transfers", &customs, "--mapping", "Nobody"]).0, 2);
    assert_eq!(run(&["import", "units", &customs]).0, 2);
    assert_eq!(run(&["mappings", "remove", "Examplia"]).1, "Removed Examplia.\n");
}
