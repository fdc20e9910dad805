//! Every way to fail, as a page and as a problem document: status, code, shape, and nothing internal in it.

use actix_web::{
    App, HttpResponse,
    http::StatusCode,
    middleware::from_fn,
    test,
    web::{self, Path},
};
use serde_json::Value;
use sherd::{
    error::{Error, FieldError, Say},
    web::{
        error::{ApiError, PageError},
        front,
    },
};

/// The matrix: a failure, its status, its code.
fn matrix() -> Vec<(Error, u16, &'static str)> {
    vec![
        (Error::NotFound("units"), 404, "not_found"),
        (Error::Unauthenticated, 401, "unauthenticated"),
        (Error::Forbidden("forbidden-review"), 403, "forbidden"),
        (
            Error::Invalid(vec![FieldError::new("title", Say::new("required"))]),
            422,
            "invalid",
        ),
        (Error::Taken("email".to_owned()), 409, "taken"),
        (Error::Stale, 412, "stale"),
        (Error::Conflict(Say::new("proposal-record-gone")), 409, "conflict"),
        (Error::Unversioned, 428, "unversioned"),
        (
            Error::TooLarge(Say::new("body-too-large").with("max", 2048)),
            413,
            "too_large",
        ),
        (Error::Unsupported(Say::new("body-not-json-type")), 415, "unsupported"),
        (Error::NoSpace, 507, "no_space"),
        (Error::Throttled { seconds: 60 }, 429, "throttled"),
        (Error::Slow, 408, "slow"),
        (Error::Busy, 503, "busy"),
        (Error::Internal("secret-cause".into()), 500, "internal"),
    ]
}

fn failure(number: usize) -> Error {
    matrix().into_iter().nth(number).unwrap().0
}

async fn as_page(number: Path<usize>) -> Result<HttpResponse, PageError> {
    Err(PageError(failure(*number)))
}

async fn as_problem(number: Path<usize>) -> Result<HttpResponse, ApiError> {
    Err(ApiError(failure(*number)))
}

#[actix_web::test]
async fn every_failure_has_its_status_its_code_and_its_shape() {
    let app = App::new()
        .route("/page/{number}", web::post().to(as_page))
        .route("/problem/{number}", web::post().to(as_problem))
        .wrap(from_fn(front::wrap));
    let app = test::init_service(app).await;
    for (number, (error, status, code)) in matrix().into_iter().enumerate() {
        for (kind, place) in [("page", "text/html"), ("problem", "application/problem+json")] {
            let request = test::TestRequest::post().uri(&format!("/{kind}/{number}")).to_request();
            let answer = test::call_service(&app, request).await;
            assert_eq!(
                answer.status(),
                StatusCode::from_u16(status).unwrap(),
                "{error} as {kind}"
            );
            let header = |name: &str| {
                answer
                    .headers()
                    .get(name)
                    .map(|value| value.to_str().unwrap().to_owned())
            };
            assert!(header("content-type").unwrap().starts_with(place), "{error} as {kind}");
            assert!(header("content-security-policy").is_some());
            assert!(header("server").is_none());
            let retry = matches!(status, 429 | 503 | 507);
            assert_eq!(header("retry-after").is_some(), retry, "{error} as {kind}");
            let body = test::read_body(answer).await;
            let text = String::from_utf8(body.to_vec()).unwrap();
            assert!(!text.contains("secret-cause"), "{error} as {kind}");
            if kind == "problem" {
                let problem: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(problem["status"], status);
                assert_eq!(problem["code"], code);
                assert!(!problem["detail"].as_str().unwrap().is_empty());
                assert!(!problem["request"].as_str().unwrap().is_empty());
                let named = problem["fields"].as_array().unwrap().len();
                assert_eq!(
                    named,
                    usize::from(matches!(error, Error::Invalid(_) | Error::Taken(_))),
                    "{error}"
                );
            }
        }
    }
}

#[actix_web::test]
async fn a_visitor_who_must_sign_in_is_brought_there_and_back() {
    let app = crate::harness::TestApp::start().await;
    let answer = app.visitor().get("/sources/new?title=A").await.expect(303);
    assert_eq!(
        answer.header("location"),
        "/sign-in?return=%2Fsources%2Fnew%3Ftitle%3DA"
    );
    app.visitor().post("/sources", &[("title", "A")]).await.expect(401);
}

#[actix_web::test]
async fn addresses_that_lead_nowhere_say_so_in_their_own_way() {
    let app = crate::harness::TestApp::start().await;
    let page = app.visitor().get("/nothing/here").await.expect(404);
    assert!(page.header("content-type").starts_with("text/html"));
    for path in ["/api/v1/nothing", "/api/nothing", "/api/v1/units/00000000"] {
        let problem = app.visitor().get(path).await.expect(404);
        assert_eq!(problem.header("content-type"), "application/problem+json");
    }
    let method = app
        .visitor()
        .send(actix_web::http::Method::DELETE, "/api/v1/sources", &[], Vec::new())
        .await
        .expect(405);
    assert_eq!(method.json()["code"], "method_not_allowed");
}

#[actix_web::test]
async fn hostile_bodies_get_a_clear_answer() {
    let app = crate::harness::TestApp::start().await;
    let client = app.investigator();
    let json = [("content-type", "application/json")];
    let post = actix_web::http::Method::POST;
    let send = |body: Vec<u8>| client.send(post.clone(), "/api/v1/sources", &json, body);
    send(b"{\"title\":".to_vec()).await.expect(422);
    send(b"[]".to_vec()).await.expect(422);
    send(vec![0xff, 0xfe]).await.expect(422);
    let huge = format!("{{\"title\":\"{}\",\"kind\":\"report\"}}", "x".repeat(1_000_000));
    send(huge.into_bytes()).await.expect(422);
    let too_large = format!("{{\"title\":\"{}\"}}", "x".repeat(10_000_000));
    send(too_large.into_bytes()).await.expect(413);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    client
        .send(post.clone(), "/api/v1/sources", &form, b"title=A".to_vec())
        .await
        .expect(415);
    let bad = client
        .send(post, "/sources", &form, b"title=%ff&kind=report".to_vec())
        .await
        .expect(422);
    assert!(bad.text().contains("title"));
}

#[actix_web::test]
async fn a_page_that_is_asked_with_a_wrong_method_says_which_it_has() {
    use actix_web::http::Method;
    let app = crate::harness::TestApp::start().await;
    let source = app.accepted("sources", &[("title", "A"), ("kind", "report")]);
    let admin = app.admin();
    for (method, path, allowed) in [
        (Method::DELETE, "/units".to_owned(), "GET, POST"),
        (Method::PUT, format!("/sources/{source}"), "GET, POST"),
        (Method::POST, format!("/sources/{source}/history"), "GET"),
        (Method::POST, "/search".to_owned(), "GET"),
        (Method::GET, "/account/tokens/revoke".to_owned(), "POST"),
        (Method::PATCH, "/photos".to_owned(), "GET, POST"),
        (Method::DELETE, "/healthz".to_owned(), "GET"),
    ] {
        let answer = admin.send(method.clone(), &path, &[], Vec::new()).await;
        assert_eq!(answer.status.as_u16(), 405, "{method} {path}");
        assert_eq!(answer.header("allow"), allowed, "{method} {path}");
        assert!(answer.text().contains("405"), "{method} {path}");
    }
    // Whatever can be read can be asked about.
    for path in ["/", "/units", "/sources.csv", "/api/v1/units", "/healthz"] {
        app.visitor()
            .send(Method::HEAD, path, &[], Vec::new())
            .await
            .expect(200);
    }
}
