//! Every address the server answers, tried as every kind of person.

use actix_web::http::Method;

use crate::harness::{TestApp, pictures::jpeg};

/// Statuses for the visitor, the officer, the investigator, the reviewer and the administrator.
type Row = (&'static str, &'static str, &'static str, [u16; 5]);

/// What everyone may do alike.
const ALL: [u16; 5] = [200; 5];
/// A page that needs an account: visitors are brought to the sign-in.
const SIGNED: [u16; 5] = [303, 200, 200, 200, 200];

/// Method, route, body, statuses. A form without its fields is refused with 422 by those who may send it at all.
const MATRIX: &[Row] = &[
    ("GET", "/", "", ALL),
    ("GET", "/healthz", "", ALL),
    ("GET", "/readyz", "", ALL),
    ("GET", "/static/{digest}/{file}", "", ALL),
    ("GET", "/language", "", [303; 5]),
    ("GET", "/search", "", ALL),
    ("GET", "/search.csv", "", ALL),
    ("GET", "/sign-in", "", [200, 303, 303, 303, 303]),
    ("GET", "/units", "", ALL),
    ("GET", "/units/{ref}", "", ALL),
    ("GET", "/units/{ref}/dating", "", ALL),
    ("GET", "/units/{ref}/dating.svg", "", ALL),
    ("GET", "/units/{ref}/dating.json", "", ALL),
    ("GET", "/api/v1/units/{ref}/dating", "", ALL),
    ("GET", "/components", "", ALL),
    ("GET", "/components/{ref}", "", ALL),
    ("GET", "/components/{ref}/chains", "", ALL),
    (
        "POST",
        "/components/{ref}/chains",
        "verdict=accepted",
        [401, 403, 422, 422, 422],
    ),
    ("GET", "/chains", "", ALL),
    ("GET", "/chains/look-up", "", ALL),
    ("GET", "/api/v1/chains/look-up", "", ALL),
    ("GET", "/constellations", "", ALL),
    ("GET", "/constellations/{key}", "", [404; 5]),
    ("GET", "/api/v1/constellations", "", ALL),
    ("GET", "/api/v1/constellations/{key}", "", [404; 5]),
    ("GET", "/api/v1/components/{ref}/constellations", "", ALL),
    ("GET", "/chains/{ref}", "", ALL),
    ("GET", "/organizations/{ref}/components", "", ALL),
    ("GET", "/transfers/{ref}/components", "", ALL),
    ("GET", "/api/v1/components/{ref}/chains", "", ALL),
    ("GET", "/api/v1/organizations/{ref}/components", "", ALL),
    ("GET", "/api/v1/transfers/{ref}/components", "", ALL),
    ("GET", "/exchange", "", ALL),
    ("GET", "/api/v1/exchange/entities.ftm.json", "", ALL),
    ("GET", "/api/v1/exchange/index.json", "", ALL),
    ("GET", "/api/v1/exchange/organizations.csv", "", ALL),
    ("GET", "/api/v1/exchange/transfers.csv", "", ALL),
    ("GET", "/parts", "", ALL),
    ("GET", "/parts/{ref}", "", ALL),
    ("GET", "/organizations", "", ALL),
    ("GET", "/organizations/{ref}", "", ALL),
    ("GET", "/organizations/{ref}/neighbourhood", "", ALL),
    ("GET", "/organizations/{ref}/explore", "", ALL),
    ("GET", "/api/v1/organizations/{ref}/neighbourhood", "", ALL),
    ("GET", "/weapons", "", ALL),
    ("GET", "/weapons/{ref}", "", ALL),
    ("GET", "/incidents", "", ALL),
    ("GET", "/incidents.geojson", "", ALL),
    ("GET", "/units.geojson", "", ALL),
    ("GET", "/transfers.geojson", "", ALL),
    ("GET", "/api/v1/exchange/catalogue.geojson", "", ALL),
    ("GET", "/incidents/{ref}", "", ALL),
    ("GET", "/readings", "", ALL),
    ("GET", "/readings/{ref}", "", ALL),
    (
        "POST",
        "/readings/preview",
        "transcription=113",
        [401, 403, 200, 200, 200],
    ),
    (
        "POST",
        "/markings/{ref}/readings",
        "verdict=own",
        [401, 403, 422, 422, 422],
    ),
    ("GET", "/rules", "", ALL),
    ("GET", "/rules/{id}", "", ALL),
    ("GET", "/rules/{id}/marks.csv", "", ALL),
    ("GET", "/api/v1/rules", "", ALL),
    ("GET", "/api/v1/rules/{id}", "", ALL),
    ("GET", "/review/rereadings", "", [303, 403, 403, 200, 200]),
    ("GET", "/review/rereadings/progress", "", [303, 403, 403, 200, 200]),
    ("POST", "/review/rereadings/{id}", "", [401, 403, 403, 404, 404]),
    ("GET", "/review/parties", "", [303, 403, 403, 200, 200]),
    ("GET", "/review/parties/{id}", "", [303, 403, 403, 404, 404]),
    (
        "POST",
        "/review/parties/{id}",
        "decision=same",
        [401, 403, 403, 404, 404],
    ),
    ("GET", "/api/v1/parties/candidates", "", [401, 403, 403, 200, 200]),
    ("GET", "/api/v1/parties/candidates/{id}", "", [401, 403, 403, 404, 404]),
    (
        "POST",
        "/api/v1/parties/candidates/{id}",
        "{}",
        [401, 403, 403, 404, 404],
    ),
    ("GET", "/claims", "", ALL),
    ("GET", "/claims/{ref}", "", ALL),
    ("GET", "/sources", "", ALL),
    ("GET", "/sources/{ref}", "", ALL),
    ("GET", "/photos", "", ALL),
    ("POST", "/photos", "", [401, 403, 415, 415, 415]),
    ("GET", "/photos/new", "", [303, 403, 200, 200, 200]),
    ("GET", "/photos/{ref}", "", ALL),
    ("GET", "/photos/{ref}/original", "", [303, 403, 403, 200, 200]),
    ("GET", "/photos/{ref}/{side}.jpg", "", ALL),
    ("GET", "/photos/{ref}/mark/{mark}.jpg", "", ALL),
    ("GET", "/units/{ref}/photos", "", [303, 403, 200, 200, 200]),
    ("POST", "/units/{ref}/photos", "", [401, 403, 415, 415, 415]),
    ("GET", "/components/{ref}/photos", "", [303, 403, 200, 200, 200]),
    ("POST", "/components/{ref}/photos", "", [401, 403, 415, 415, 415]),
    ("GET", "/markings", "", ALL),
    ("GET", "/markings/{ref}", "", ALL),
    ("GET", "/components/{ref}/markings/new", "", [303, 403, 200, 200, 200]),
    ("POST", "/components/{ref}/markings", "x=1", [401, 403, 422, 422, 422]),
    ("GET", "/findings/new", "", [303, 403, 200, 200, 200]),
    ("POST", "/findings", "kind=novel", [401, 403, 422, 422, 422]),
    ("GET", "/units/{ref}/work", "", [303, 403, 200, 200, 200]),
    ("GET", "/drafts", "", [303, 403, 200, 200, 200]),
    ("GET", "/{shelf}/new", "", [303, 403, 200, 200, 200]),
    ("GET", "/{shelf}.csv", "", ALL),
    ("GET", "/{shelf}.json", "", ALL),
    ("GET", "/{shelf}/{ref}.json", "", ALL),
    ("GET", "/{shelf}/{ref}/edit", "", [303, 403, 200, 200, 200]),
    ("GET", "/{shelf}/{ref}/history", "", ALL),
    ("POST", "/{shelf}", "kind=report", [401, 403, 422, 422, 422]),
    (
        "POST",
        "/{shelf}/{ref}",
        "version=1&kind=novel",
        [401, 403, 422, 422, 422],
    ),
    (
        "POST",
        "/{shelf}/{ref}/revert",
        "version=1&entry=0",
        [401, 403, 403, 404, 404],
    ),
    (
        "POST",
        "/{shelf}/{ref}/withdraw",
        "version=1",
        [401, 403, 403, 422, 422],
    ),
    ("POST", "/{shelf}/{ref}/submit", "", [401, 403, 422, 422, 422]),
    ("GET", "/transfers", "", ALL),
    ("GET", "/transfers/{ref}", "", ALL),
    ("GET", "/imports", "", [303, 403, 200, 200, 200]),
    ("POST", "/imports", "", [401, 403, 415, 415, 415]),
    ("GET", "/imports/{ref}", "", [303, 403, 404, 404, 404]),
    ("GET", "/imports/{ref}/progress", "", [303, 403, 404, 404, 404]),
    ("GET", "/imports/{ref}/problems.csv", "", [303, 403, 404, 404, 404]),
    ("POST", "/imports/{ref}/go", "", [401, 403, 404, 404, 404]),
    ("POST", "/imports/{ref}/cancel", "", [401, 403, 404, 404, 404]),
    ("POST", "/imports/{ref}/submit", "", [401, 403, 404, 404, 404]),
    ("GET", "/mappings", "", [303, 403, 200, 200, 200]),
    ("GET", "/mappings/files/{ref}", "", [303, 403, 404, 404, 404]),
    ("POST", "/mappings/files/{ref}", "then=try", [401, 403, 404, 404, 404]),
    ("POST", "/mappings/files/{ref}/discard", "", [401, 403, 404, 404, 404]),
    ("GET", "/mappings/{ref}", "", [303, 403, 404, 404, 404]),
    ("POST", "/mappings/{ref}", "text=", [401, 403, 404, 404, 404]),
    ("POST", "/mappings/{ref}/remove", "", [401, 403, 404, 404, 404]),
    ("GET", "/mappings/{ref}/mapping.toml", "", [303, 403, 404, 404, 404]),
    ("GET", "/api/v1/mappings", "", [401, 403, 200, 200, 200]),
    ("POST", "/api/v1/mappings", "{}", [401, 403, 422, 422, 422]),
    ("GET", "/api/v1/mappings/{ref}", "", [401, 403, 404, 404, 404]),
    ("PUT", "/api/v1/mappings/{ref}", "{}", [428; 5]),
    ("DELETE", "/api/v1/mappings/{ref}", "", [401, 403, 404, 404, 404]),
    ("POST", "/api/v1/imports", "", [401, 403, 415, 415, 415]),
    ("POST", "/api/v1/imports/components", "", [401, 403, 415, 415, 415]),
    ("POST", "/api/v1/imports/organizations", "", [401, 403, 415, 415, 415]),
    ("POST", "/api/v1/imports/transfers", "", [401, 403, 415, 415, 415]),
    ("GET", "/api/v1/imports/{ref}", "", [401, 403, 404, 404, 404]),
    ("DELETE", "/api/v1/imports/{ref}", "", [401, 403, 404, 404, 404]),
    ("POST", "/api/v1/imports/{ref}/go", "{}", [401, 403, 404, 404, 404]),
    ("POST", "/api/v1/read", "{}", [422, 422, 422, 422, 422]),
    ("GET", "/review", "", [303, 403, 403, 200, 200]),
    ("GET", "/review/{ref}", "", [303, 404, 404, 404, 404]),
    ("POST", "/review/{ref}", "", [401, 403, 403, 404, 404]),
    ("POST", "/review/{ref}/take-back", "", [401, 403, 404, 404, 404]),
    ("POST", "/api/v1/submissions", "{}", [401, 403, 422, 422, 422]),
    ("GET", "/api/v1/reviews", "", [401, 403, 403, 200, 200]),
    ("GET", "/api/v1/reviews/{ref}", "", [401, 404, 404, 404, 404]),
    ("POST", "/api/v1/reviews/{ref}", "{}", [401, 403, 403, 404, 404]),
    ("DELETE", "/api/v1/reviews/{ref}", "", [401, 403, 404, 404, 404]),
    ("GET", "/api/openapi.json", "", ALL),
    ("GET", "/api/{rest}", "", [404; 5]),
    ("GET", "/api/v1/{shelf}", "", ALL),
    ("POST", "/api/v1/{shelf}", "{}", [401, 403, 422, 422, 422]),
    ("GET", "/api/v1/{shelf}/{ref}", "", ALL),
    ("PUT", "/api/v1/{shelf}/{ref}", "{}", [428, 428, 428, 428, 428]),
    ("GET", "/account", "", SIGNED),
    ("GET", "/admin", "", [303, 403, 403, 403, 200]),
    ("GET", "/admin/log", "", [303, 403, 403, 403, 200]),
    (
        "POST",
        "/api/v1/{shelf:parts|organizations}/{ref}/merge",
        "{}",
        [401, 403, 403, 422, 422],
    ),
    (
        "GET",
        "/{shelf:parts|organizations}/{ref}/merge",
        "",
        [303, 403, 403, 200, 200],
    ),
    (
        "POST",
        "/{shelf:parts|organizations}/{ref}/merge",
        "why=x",
        [401, 403, 403, 422, 422],
    ),
    (
        "POST",
        "/units/{ref}/components",
        "quantity=many",
        [401, 403, 422, 422, 422],
    ),
    ("POST", "/account/password", "old=x", [401; 5]),
    ("POST", "/account/language", "language=xx", [401, 422, 422, 422, 422]),
    ("POST", "/account/sessions/end", "session=0", [401, 404, 404, 404, 404]),
    ("POST", "/account/sessions/end-others", "", [401, 303, 303, 303, 303]),
    ("POST", "/account/tokens", "days=0", [401, 422, 422, 422, 422]),
    ("POST", "/account/tokens/revoke", "token=0", [401, 404, 404, 404, 404]),
    ("POST", "/admin/accounts", "email=x", [401, 403, 403, 403, 422]),
    (
        "POST",
        "/admin/accounts/{ref}/role",
        "role=officer",
        [401, 403, 403, 403, 404],
    ),
    ("POST", "/admin/accounts/{ref}/shut", "", [401, 403, 403, 403, 404]),
    ("POST", "/admin/accounts/{ref}/reopen", "", [401, 403, 403, 403, 404]),
    ("POST", "/admin/accounts/{ref}/link", "", [401, 403, 403, 403, 404]),
    ("GET", "/link", "", [404; 5]),
    ("POST", "/link", "key=nonsense", [404; 5]),
    ("POST", "/sign-out", "", [303; 5]),
];

#[actix_web::test]
async fn every_route_answers_every_role_as_it_should() {
    let app = TestApp::start().await;
    let source = app.accepted("sources", &[("title", "A"), ("kind", "report")]);
    let weapon = app.accepted("weapons", &[("name", "KN-23"), ("kind", "ballistic_missile")]);
    let incident = app.accepted(
        "incidents",
        &[("name", "Strike"), ("kind", "strike"), ("date", "2024-01-02")],
    );
    let unit = app.accepted(
        "units",
        &[("name", "Missile"), ("weapon", &weapon), ("incident", &incident)],
    );
    let part = app.accepted("parts", &[("number", "ADSP-21065L")]);
    let component = app.accepted("components", &[("unit", &unit), ("name", "Processor"), ("part", &part)]);
    let organization = app.accepted("organizations", &[("name", "A maker"), ("roles", "maker")]);
    let claim = app.accepted(
        "claims",
        &[("about", &unit), ("statement", "Said."), ("source", &source)],
    );
    let goods = [
        ("from_name", "A"),
        ("to_name", "B"),
        ("lines", "part_number=ADSP-21065L"),
    ];
    let transfer = app.accepted("transfers", &[[("kind", "sale")].as_slice(), &goods].concat());
    let said = [
        ("component", component.as_str()),
        ("verdict", "accepted"),
        ("steps", &transfer),
        ("reason", "An invoice."),
    ];
    let chain = app.accepted("chains", &said);
    let photo = app.photo(&jpeg(300, 200, 1), &[("component", &component)]);
    let place = [("x", "10"), ("y", "10"), ("w", "50"), ("h", "30")];
    let said = [
        ("component", component.as_str()),
        ("photo", &photo),
        ("transcription", "113"),
    ];
    let mark = app.accepted("markings", &[said.as_slice(), &place].concat());
    let said = [
        ("marking", mark.as_str()),
        ("verdict", "own"),
        ("date", "2023"),
        ("reason", "A letter."),
    ];
    let reading = app.accepted("readings", &said);
    let of = |route: &str| {
        let word = route
            .trim_start_matches("/api/v1")
            .split('/')
            .nth(1)
            .unwrap_or_default();
        match word {
            _ if route.contains("parts|organizations") => &part,
            "units" => &unit,
            "components" => &component,
            "parts" => &part,
            "organizations" => &organization,
            "weapons" => &weapon,
            "incidents" => &incident,
            "claims" => &claim,
            "transfers" => &transfer,
            "readings" => &reading,
            "chains" => &chain,
            "photos" => &photo,
            "markings" => &mark,
            _ => &source,
        }
        .clone()
    };
    let mut wrong = Vec::new();
    for (method, route, body, expected) in MATRIX {
        let path = route
            .replace("{shelf}", "sources")
            .replace("{shelf:parts|organizations}", "parts")
            .replace("{ref}", &of(route))
            .replace("/rules/{id}", "/rules/calendar.juche-year")
            .replace("{id}", "1")
            .replace("{mark}", &mark)
            .replace("{key}", "0123456789abcdef")
            .replace("{side}", "320")
            .replace("{digest}/{file}", "0/css/sherd.css")
            .replace("{rest}", "nothing");
        let path = match *route {
            "/language" => "/language?to=uk".to_owned(),
            "/search.csv" => "/search.csv?q=KN".to_owned(),
            _ => path,
        };
        for ((role, client), expected) in app.all().into_iter().zip(expected) {
            let kind = if body.starts_with('{') {
                "application/json"
            } else {
                "application/x-www-form-urlencoded"
            };
            let headers = [("content-type", kind)];
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = client.send(method, &path, &headers, body.as_bytes().to_vec()).await;
            if answer.status.as_u16() != *expected {
                wrong.push(format!("{route} as {role}: {} instead of {expected}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
