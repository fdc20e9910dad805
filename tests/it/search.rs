//! Searching: however a part is typed it is found, with its maker and where it turned up, to the last answer.

use crate::harness::TestApp;

async fn catalogue(app: &TestApp) -> String {
    let maker = app.accepted(
        "organizations",
        &[("name", "Analog Devices"), ("roles", "maker"), ("hq_country", "US")],
    );
    let part = app.accepted("parts", &[("number", "ADSP-21065L"), ("maker", &maker)]);
    for number in 1..=3 {
        let unit = app.accepted("units", &[("name", &format!("Missile {number}"))]);
        app.accepted(
            "components",
            &[("unit", &unit), ("name", "Signal processor"), ("part", &part)],
        );
    }
    part
}

#[actix_web::test]
async fn a_part_is_found_however_it_is_typed() {
    let app = TestApp::start().await;
    let part = catalogue(&app).await;
    for typed in ["adsp 21065l", "ADSP-21065L", "21065", "ADSP", "adsp%2F21065"] {
        let typed = typed.replace(' ', "+");
        let found = app.officer().get(&format!("/search?q={typed}")).await.expect(200);
        let text = found.text();
        assert!(text.contains(&format!("/parts/{part}")), "{typed}");
        assert!(text.contains("Analog Devices"), "{typed}");
        for number in 1..=3 {
            assert!(text.contains(&format!("Missile {number}")), "{typed}");
        }
        assert!(!found.select(".why").is_empty(), "{typed}");
    }
}

#[actix_web::test]
async fn answers_can_be_paged_to_the_end_and_exported() {
    let app = TestApp::start().await;
    for number in 0..130 {
        app.accepted("parts", &[("number", &format!("XC7A{number:03}T"))]);
    }
    app.accepted("parts", &[("number", "XC7A999T"), ("release", "sealed")]);
    for query in ["XC7A", "C7A"] {
        let mut path = format!("/search?q={query}&in=parts");
        let mut seen = Vec::new();
        loop {
            let page = app.visitor().get(&path).await.expect(200);
            seen.extend(page.select(".hit .ref"));
            let next = scraper::Selector::parse("a[rel=next]").unwrap();
            let html = page.html();
            match html.select(&next).next() {
                Some(link) => path = link.value().attr("href").unwrap().to_owned(),
                None => break,
            }
        }
        assert_eq!(seen.len(), 130, "{query}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 130, "{query}");
        let table = app
            .visitor()
            .get(&format!("/search.csv?q={query}"))
            .await
            .expect(200)
            .text();
        assert_eq!(table.lines().count(), 131, "{query}");
    }
}

#[actix_web::test]
async fn what_cannot_be_searched_is_said() {
    let app = TestApp::start().await;
    app.visitor().get("/search?q=---").await.expect(422);
    app.visitor().get("/search?q=A&after=zz&in=parts").await.expect(422);
    app.visitor().get("/search?q=A&in=nothing").await.expect(422);
    let nothing = app.visitor().get("/search?q=ZZZZZZ").await.expect(200).text();
    assert!(nothing.contains("no statement"));
    // Wildcards of the databases are only characters here.
    for hostile in ["%25%25%25", "___", "%22OR%22", "*a*b*", "a%00b"] {
        let status = app.visitor().get(&format!("/search?q={hostile}")).await.status.as_u16();
        assert!(matches!(status, 200 | 422), "{hostile}: {status}");
    }
}
