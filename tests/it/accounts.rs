//! Accounts: getting in and out, one-time links, lock-out, sessions and tokens that end, administrators.

use std::cell::RefCell;

use actix_web::http::Method;
use chrono::Duration;
use sherd::{
    domain::{
        accounts::{Account, Purpose},
        fields::Fields,
        secrets::Secret,
    },
    error::{Error, Result},
    service,
    store::Db,
};

use crate::harness::{Answer, TestApp, database};

const PASSWORD: &str = "grey heron at dawn";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A browser: keeps the session cookie and sends back the secret of the forms it was shown.
struct Browser<'a> {
    app: &'a TestApp,
    cookie: RefCell<String>,
}

impl<'a> Browser<'a> {
    fn new(app: &'a TestApp) -> Browser<'a> {
        Browser {
            app,
            cookie: RefCell::default(),
        }
    }

    /// A browser in which somebody has just set their password and so signed in.
    async fn of(app: &'a TestApp, who: &str) -> Browser<'a> {
        let browser = Browser::new(app);
        let key = link(app, who, Purpose::Password);
        browser
            .post("/link", &[("key", &key), ("password", PASSWORD)])
            .await
            .expect(303);
        browser
    }

    async fn send(&self, method: Method, path: &str, extra: &[(&str, &str)], body: String) -> Answer {
        let cookie = self.cookie.borrow().clone();
        let mut headers = vec![FORM, ("cookie", cookie.as_str())];
        headers.extend(extra);
        let answer = self.app.visitor().send(method, path, &headers, body.into_bytes()).await;
        if let Some(set) = answer
            .header("set-cookie")
            .split(';')
            .next()
            .filter(|set| set.starts_with("sherd_session="))
        {
            self.cookie.replace(set.to_owned());
        }
        answer
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// Posts a form with the secret of this session.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/").await;
        let csrf = attribute(&page, "input[name=csrf]", "value")
            .into_iter()
            .next()
            .unwrap_or_default();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(fields);
        self.send(Method::POST, path, &[], encoded(&all)).await
    }

    async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post(
            "/sign-in",
            &[("email", email), ("password", password), ("return", "/sources")],
        )
        .await
    }

    async fn is_in(&self) -> bool {
        let answer = self.get("/account").await;
        match answer.status.as_u16() {
            200 => true,
            303 => {
                assert!(answer.header("location").starts_with("/sign-in?return="));
                false
            }
            other => panic!("{other}"),
        }
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    sherd::web::urls::with_query("", fields)
        .trim_start_matches('?')
        .to_owned()
}

fn attribute(answer: &Answer, selector: &str, name: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).unwrap();
    answer
        .html()
        .select(&selector)
        .filter_map(|found| found.value().attr(name))
        .map(str::to_owned)
        .collect()
}

fn email(who: &str) -> String {
    format!("{who}@sherd.test")
}

fn account(app: &TestApp, who: &str) -> Account {
    let ctx = app.ctx();
    app.read(|conn| service::accounts::find(conn, &ctx, &email(who)))
}

fn link(app: &TestApp, who: &str, purpose: Purpose) -> String {
    let (ctx, account) = (app.ctx(), account(app, who));
    let issued = app.write(|conn| service::one_time::issue(conn, &ctx, &account.r#ref, purpose));
    issued.secret.reveal().to_owned()
}

#[actix_web::test]
async fn a_person_sets_a_password_and_signs_in_and_out() {
    let app = TestApp::start().await;
    let key = link(&app, "officer", Purpose::Password);
    let path = format!("/link?key={key}");
    let browser = Browser::new(&app);
    for _ in 0..2 {
        let page = browser.get(&path).await.expect(200);
        assert!(page.text().contains("officer@sherd.test"));
    }
    let short = browser
        .post("/link", &[("key", &key), ("password", "short")])
        .await
        .expect(422);
    assert!(
        short.text().contains("at least 12 characters") || short.text().contains("12"),
        "{}",
        short.text()
    );
    let differ = [
        ("key", key.as_str()),
        ("password", PASSWORD),
        ("again", "grey heron at dusk"),
    ];
    let differ = browser.post("/link", &differ).await.expect(422);
    assert_eq!(differ.select("#e-again").len(), 1);
    assert!(!differ.text().contains(PASSWORD), "a password is never shown again");

    let right = [("key", key.as_str()), ("password", PASSWORD), ("again", PASSWORD)];
    let inside = browser.post("/link", &right).await.expect(303);
    let cookie = inside.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(
        browser
            .get("/account")
            .await
            .expect(200)
            .text()
            .contains("officer@sherd.test")
    );
    browser.get(&path).await.expect(404);
    Browser::new(&app).post("/link", &right).await.expect(404);

    browser
        .send(Method::POST, "/sign-out", &[], String::new())
        .await
        .expect(403);
    assert!(browser.is_in().await);
    let before = browser.cookie.borrow().clone();
    browser.post("/sign-out", &[]).await.expect(303);
    browser.cookie.replace(before);
    assert!(!browser.is_in().await, "the session is over, not only its cookie");

    let wrong = browser
        .sign_in("officer@sherd.test", "grey heron at dusk")
        .await
        .expect(422);
    assert_eq!(wrong.header("set-cookie"), "");
    let inside = browser.sign_in(" Officer@SHERD.test ", PASSWORD).await.expect(303);
    assert_eq!(inside.header("location"), "/sources");
    assert!(browser.is_in().await);
    let other = Browser::new(&app);
    let away = [
        ("email", "officer@sherd.test"),
        ("password", PASSWORD),
        ("return", "//evil.example"),
    ];
    assert_eq!(other.post("/sign-in", &away).await.expect(303).header("location"), "/");
}

#[actix_web::test]
async fn wrong_passwords_cost_more_and_more_time() {
    let app = TestApp::start().await;
    Browser::of(&app, "officer").await;
    for address in ["officer@sherd.test", "nobody@sherd.test"] {
        let browser = Browser::new(&app);
        for _ in 0..5 {
            browser.sign_in(address, "not the password").await.expect(422);
        }
        for (wait, next) in [(15, 30), (30, 60), (60, 120)] {
            let locked = browser.sign_in(address, PASSWORD).await.expect(429);
            let seconds: i64 = locked.header("retry-after").parse().unwrap();
            assert!((wait..=wait + 1).contains(&seconds), "{seconds}");
            app.wait(Duration::seconds(wait - 1));
            browser.sign_in(address, PASSWORD).await.expect(429);
            app.wait(Duration::seconds(2));
            browser.sign_in(address, "still not the password").await.expect(422);
            let locked = browser.sign_in(address, PASSWORD).await.expect(429);
            let seconds: i64 = locked.header("retry-after").parse().unwrap();
            assert!((next..=next + 1).contains(&seconds), "{seconds}");
        }
    }
    app.wait(Duration::seconds(121));
    let browser = Browser::new(&app);
    browser.sign_in("officer@sherd.test", PASSWORD).await.expect(303);
    for _ in 0..4 {
        browser
            .sign_in("officer@sherd.test", "not the password")
            .await
            .expect(422);
    }
    browser.sign_in("officer@sherd.test", PASSWORD).await.expect(303);
}

#[actix_web::test]
async fn a_new_password_by_link_lifts_a_lock_and_ends_every_session() {
    let app = TestApp::start().await;
    let old = Browser::of(&app, "officer").await;
    for _ in 0..5 {
        Browser::new(&app)
            .sign_in("officer@sherd.test", "not the password")
            .await
            .expect(422);
    }
    let new = Browser::of(&app, "officer").await;
    assert!(new.is_in().await && !old.is_in().await);
    Browser::new(&app)
        .sign_in("officer@sherd.test", PASSWORD)
        .await
        .expect(303);
}

#[actix_web::test]
async fn links_die_by_time_and_by_a_newer_one() {
    let app = TestApp::start().await;
    let first = link(&app, "officer", Purpose::Password);
    let second = link(&app, "officer", Purpose::Password);
    let browser = Browser::new(&app);
    browser.get(&format!("/link?key={first}")).await.expect(404);
    browser.get(&format!("/link?key={second}")).await.expect(200);
    app.wait(Duration::days(7) + Duration::seconds(1));
    browser.get(&format!("/link?key={second}")).await.expect(404);
    browser
        .post("/link", &[("key", &second), ("password", PASSWORD)])
        .await
        .expect(404);
    for nonsense in ["", "x", "%00", "sherd_x"] {
        browser.get(&format!("/link?key={nonsense}")).await.expect(404);
    }

    let key = link(&app, "officer", Purpose::SignIn);
    browser.get(&format!("/link?key={key}")).await.expect(303);
    assert!(browser.is_in().await);
    Browser::new(&app).get(&format!("/link?key={key}")).await.expect(404);
    let late = link(&app, "officer", Purpose::SignIn);
    app.wait(Duration::days(30) + Duration::seconds(1));
    Browser::new(&app).get(&format!("/link?key={late}")).await.expect(404);
}

#[actix_web::test]
async fn forms_need_the_secret_of_their_session_and_their_own_site() {
    let app = TestApp::start().await;
    let browser = Browser::of(&app, "officer").await;
    let bare = encoded(&[("name", "t")]);
    browser
        .send(Method::POST, "/account/tokens", &[], bare.clone())
        .await
        .expect(403);
    let guessed = encoded(&[("name", "t"), ("csrf", "guess")]);
    browser
        .send(Method::POST, "/account/tokens", &[], guessed)
        .await
        .expect(403);
    let page = browser.get("/account").await.expect(200);
    let csrf = attribute(&page, "input[name=csrf]", "value").remove(0);
    let right = encoded(&[("name", "t"), ("csrf", &csrf)]);
    let foreign = [("sec-fetch-site", "cross-site")];
    browser
        .send(Method::POST, "/account/tokens", &foreign, right.clone())
        .await
        .expect(403);
    browser
        .send(
            Method::POST,
            "/account/tokens",
            &[("origin", "https://evil.example")],
            right.clone(),
        )
        .await
        .expect(403);
    browser
        .send(Method::POST, "/account/tokens", &[], right)
        .await
        .expect(200);
    let other = Browser::of(&app, "reviewer").await;
    let borrowed = encoded(&[("name", "t"), ("csrf", &csrf)]);
    other
        .send(Method::POST, "/account/tokens", &[], borrowed)
        .await
        .expect(403);
}

#[actix_web::test]
async fn an_ended_session_stops_at_once() {
    let app = TestApp::start().await;
    let here = Browser::of(&app, "officer").await;
    let there = Browser::new(&app);
    there.sign_in("officer@sherd.test", PASSWORD).await.expect(303);
    let foreign = Browser::of(&app, "reviewer").await;
    let page = here.get("/account").await.expect(200);
    let id = attribute(&page, "form[action='/account/sessions/end'] input[name=id]", "value").remove(0);
    foreign.post("/account/sessions/end", &[("id", &id)]).await.expect(404);
    assert!(there.is_in().await);
    here.post("/account/sessions/end", &[("id", &id)]).await.expect(303);
    assert!(here.is_in().await && !there.is_in().await && foreign.is_in().await);
    there.sign_in("officer@sherd.test", PASSWORD).await.expect(303);
    here.post("/account/sessions/end-others", &[]).await.expect(303);
    assert!(here.is_in().await && !there.is_in().await && foreign.is_in().await);
}

#[actix_web::test]
async fn sessions_slide_and_an_administrators_are_short() {
    let app = TestApp::start().await;
    let officer = Browser::of(&app, "officer").await;
    let admin = Browser::of(&app, "admin").await;
    app.wait(Duration::hours(11));
    assert!(admin.is_in().await);
    app.wait(Duration::hours(11));
    assert!(admin.is_in().await, "used meanwhile");
    app.wait(Duration::hours(13));
    assert!(!admin.is_in().await);
    for _ in 0..3 {
        app.wait(Duration::days(27));
        assert!(officer.is_in().await);
    }
    app.wait(Duration::days(27));
    assert!(!officer.is_in().await, "never more than 90 days");
}

#[actix_web::test]
async fn changing_the_password_needs_the_old_one_and_ends_other_sessions() {
    let app = TestApp::start().await;
    let here = Browser::of(&app, "officer").await;
    let there = Browser::new(&app);
    there.sign_in("officer@sherd.test", PASSWORD).await.expect(303);
    let wrong = [("old", "not the password"), ("password", "blue herons at noon")];
    here.post("/account/password", &wrong).await.expect(422);
    assert!(there.is_in().await);
    let right = [
        ("old", PASSWORD),
        ("password", "blue herons at noon"),
        ("again", "blue herons at noon"),
    ];
    here.post("/account/password", &right).await.expect(303);
    assert!(here.is_in().await && !there.is_in().await);
    there.sign_in("officer@sherd.test", PASSWORD).await.expect(422);
    there
        .sign_in("officer@sherd.test", "blue herons at noon")
        .await
        .expect(303);
    app.officer().get("/account").await.expect(200);
}

#[actix_web::test]
async fn tokens_are_shown_once_and_stop_when_revoked_or_over() {
    let app = TestApp::start().await;
    let browser = Browser::of(&app, "investigator").await;
    let made = browser
        .post(
            "/account/tokens",
            &[("name", "nightly"), ("days", "2"), ("scope", "read")],
        )
        .await
        .expect(200);
    let token = made.select(".once .mark").remove(0);
    assert!(token.starts_with("sherd_") && token.len() >= 46, "{token}");
    assert!(!browser.get("/account").await.expect(200).text().contains(&token));
    let bearer = format!("Bearer {token}");
    let ask = async |method: Method, body: &str| {
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        app.visitor()
            .send(method, "/api/v1/sources", &headers, body.as_bytes().to_vec())
            .await
    };
    ask(Method::GET, "").await.expect(200);
    ask(Method::POST, r#"{"title":"A","kind":"report"}"#).await.expect(403);
    assert!(browser.get("/account").await.expect(200).text().contains("nightly"));
    app.wait(Duration::days(2));
    ask(Method::GET, "").await.expect(401);

    let made = browser.post("/account/tokens", &[("name", "second")]).await.expect(200);
    let token = made.select(".once .mark").remove(0);
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    app.visitor()
        .send(Method::GET, "/api/v1/sources", &headers, Vec::new())
        .await
        .expect(200);
    let page = browser.get("/account").await.expect(200);
    let ids = attribute(&page, "form[action='/account/tokens/revoke'] input[name=id]", "value");
    Browser::of(&app, "officer")
        .await
        .post("/account/tokens/revoke", &[("id", &ids[0])])
        .await
        .expect(404);
    browser
        .post("/account/tokens/revoke", &[("id", &ids[0])])
        .await
        .expect(303);
    app.visitor()
        .send(Method::GET, "/api/v1/sources", &headers, Vec::new())
        .await
        .expect(401);
    browser
        .post("/account/tokens", &[("name", "t"), ("days", "0")])
        .await
        .expect(422);
    browser.post("/account/tokens", &[("name", "")]).await.expect(422);
}

#[actix_web::test]
async fn only_administrators_administer() {
    let app = TestApp::start().await;
    let officer = account(&app, "officer").r#ref;
    for (who, client) in app.all() {
        let status = match who {
            "visitor" => 303,
            "admin" => 200,
            _ => 403,
        };
        client.get("/admin").await.expect(status);
        let status = match who {
            "visitor" => 401,
            "admin" => 200,
            _ => 403,
        };
        let fields = [("email", "new@sherd.test"), ("role", "reviewer")];
        client.post("/admin/accounts", &fields).await.expect(status);
        client
            .post(&format!("/admin/accounts/{officer}/link"), &[])
            .await
            .expect(status);
        let status = if status == 200 { 303 } else { status };
        for act in ["shut", "reopen"] {
            client
                .post(&format!("/admin/accounts/{officer}/{act}"), &[])
                .await
                .expect(status);
        }
        client
            .post(&format!("/admin/accounts/{officer}/role"), &[("role", "officer")])
            .await
            .expect(status);
    }
    let admin = app.admin();
    let again = admin
        .post("/admin/accounts", &[("email", "New@Sherd.test"), ("role", "reviewer")])
        .await
        .expect(409);
    assert_eq!(again.select("#e-email").len(), 1);
    admin
        .post("/admin/accounts", &[("email", "nonsense"), ("role", "king")])
        .await
        .expect(422);
    admin
        .post(&format!("/admin/accounts/{officer}/role"), &[("role", "king")])
        .await
        .expect(422);
    admin.post("/admin/accounts/00000000/shut", &[]).await.expect(404);
    admin.post("/admin/accounts/nonsense!/shut", &[]).await.expect(404);
}

#[actix_web::test]
async fn a_shut_account_is_out_at_once_and_a_changed_role_counts_at_once() {
    let app = TestApp::start().await;
    let browser = Browser::of(&app, "investigator").await;
    let path = format!("/admin/accounts/{}", account(&app, "investigator").r#ref);
    let key = link(&app, "investigator", Purpose::SignIn);
    app.admin().post(&format!("{path}/shut"), &[]).await.expect(303);
    assert!(!browser.is_in().await);
    app.investigator().get("/api/v1/sources").await.expect(401);
    browser.sign_in("investigator@sherd.test", PASSWORD).await.expect(422);
    browser.get(&format!("/link?key={key}")).await.expect(404);
    app.admin().post(&format!("{path}/link"), &[]).await.expect(403);

    app.admin().post(&format!("{path}/reopen"), &[]).await.expect(303);
    app.investigator().get("/api/v1/sources").await.expect(200);
    browser.sign_in("investigator@sherd.test", PASSWORD).await.expect(303);
    let body = serde_json::json!({"title": "A report", "kind": "report"});
    app.investigator().post_json("/api/v1/sources", &body).await.expect(201);
    app.admin()
        .post(&format!("{path}/role"), &[("role", "officer")])
        .await
        .expect(303);
    assert!(!browser.is_in().await);
    app.investigator().post_json("/api/v1/sources", &body).await.expect(403);
}

#[actix_web::test]
async fn the_last_administrator_stays() {
    let app = TestApp::start().await;
    let first = Browser::of(&app, "admin").await;
    let me = format!("/admin/accounts/{}", account(&app, "admin").r#ref);
    let fields = [("email", "other@sherd.test"), ("role", "admin")];
    let added = first.post("/admin/accounts", &fields).await.expect(200);
    let link = added.select(".once .mark").remove(0);
    first.post(&format!("{me}/shut"), &[]).await.expect(403);
    first
        .post(&format!("{me}/role"), &[("role", "officer")])
        .await
        .expect(403);

    let second = Browser::new(&app);
    let key = link.split("key=").nth(1).unwrap();
    second
        .post("/link", &[("key", key), ("password", PASSWORD)])
        .await
        .expect(303);
    second.post(&format!("{me}/shut"), &[]).await.expect(303);
    assert!(!first.is_in().await);
    let other = format!("/admin/accounts/{}", account(&app, "other").r#ref);
    second
        .post(&format!("{other}/role"), &[("role", "reviewer")])
        .await
        .expect(403);
    assert!(second.is_in().await);
}

#[actix_web::test]
async fn no_secret_is_in_the_log_or_in_the_database() {
    let app = TestApp::start().await;
    let key = link(&app, "officer", Purpose::Password);
    let browser = Browser::new(&app);
    browser
        .post("/link", &[("key", &key), ("password", PASSWORD)])
        .await
        .expect(303);
    browser
        .sign_in("officer@sherd.test", "a wrong password")
        .await
        .expect(422);
    let made = browser
        .post("/account/tokens", &[("name", "nightly")])
        .await
        .expect(200);
    let token = made.select(".once .mark").remove(0);
    let session = browser.cookie.borrow().replace("sherd_session=", "");
    let secrets = [
        PASSWORD,
        "a wrong password",
        key.as_str(),
        token.as_str(),
        session.as_str(),
    ];

    let ctx = app.ctx();
    let log = app.read(|conn| service::audit::log(conn, &ctx, None, 1_000));
    let done: Vec<&str> = log.iter().map(|entry| entry.what.action.as_str()).collect();
    for act in [
        "add_account",
        "issue_password_link",
        "set_password",
        "sign_in_failed",
        "create_token",
    ] {
        assert!(done.contains(&act), "{act} in {done:?}");
    }
    let log = format!("{log:?}");
    assert!(secrets.iter().all(|secret| !log.contains(secret)));
    assert!(app.read(service::audit::verify).broken.is_none());
    if database::on_postgres() {
        return;
    }
    for file in std::fs::read_dir(app.folder()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            for secret in secrets {
                let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
                assert!(!found, "{} holds a secret", path.display());
            }
        }
    }
}

#[actix_web::test]
async fn the_language_of_the_pages_is_ones_own_choice() {
    let app = TestApp::start().await;
    let browser = Browser::of(&app, "officer").await;
    browser
        .post("/account/language", &[("language", "uk")])
        .await
        .expect(303);
    let page = browser.get("/account").await.expect(200);
    assert!(page.text().contains("<html lang=\"uk\">"));
    browser
        .post("/account/language", &[("language", "xx")])
        .await
        .expect(422);
}

/// An installation without any account, outside the harness, whose databases all have some.
fn empty() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let address = sherd::store::Address::Sqlite(folder.path().join("catalogue.sqlite"));
    let db = Db::open(address, sherd::store::Durability::System, 2).unwrap();
    db.migrate().unwrap();
    (folder, db)
}

#[actix_web::test]
async fn the_first_start_offers_one_administrators_account() {
    let app = TestApp::start().await;
    let (_folder, db) = empty();
    let ctx = app.ctx();
    let offer = || {
        db.write_now(|conn| service::one_time::issue_first_admin(conn, &ctx))
            .unwrap()
    };
    let (first, second) = (offer().unwrap(), offer().unwrap());
    let make = |secret: &Secret, email: &str| -> Result<_> {
        let fields = Fields::new().with("email", email).with("name", "Anna");
        db.write_now(|conn| service::one_time::make_first_admin(conn, &ctx, secret, &fields, "hash", ""))
    };
    assert!(matches!(make(&first, "nonsense"), Err(Error::Invalid(_))));
    let made = make(&first, "anna@sherd.test").unwrap();
    assert!(made.account.administers());
    assert!(matches!(make(&first, "bert@sherd.test"), Err(Error::NotFound("links"))));
    assert!(matches!(
        make(&second, "bert@sherd.test"),
        Err(Error::NotFound("links"))
    ));
    assert!(offer_again(&db, &ctx).is_none());
}

fn offer_again(db: &Db, ctx: &service::Ctx) -> Option<Secret> {
    db.write_now(|conn| service::one_time::issue_first_admin(conn, ctx))
        .unwrap()
}
