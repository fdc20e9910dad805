//! A whole app for one test: its own folder, its own database, the routes that the server has.

pub(crate) mod database;
pub(crate) mod pictures;
pub(crate) mod process;

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::{Arc, Mutex},
};

use actix_http::Request;
use actix_web::{
    App,
    body::to_bytes,
    dev::Service,
    http::{Method, StatusCode, header::HeaderMap},
    middleware::from_fn,
    test,
    web::Bytes,
};
use chrono::{DateTime, Duration, TimeZone, Utc};
use serde_json::Value;
use sherd::{
    domain::access::Actor,
    media::vault::Vault,
    service::{Ctx, pictures::Studio},
    web::{self, State},
};

type Send = Rc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Answer>>>>;

/// An app with a database of its own.
pub(crate) struct TestApp {
    /// What the handlers get.
    pub(crate) state: State,
    send: Send,
    clock: Arc<Mutex<DateTime<Utc>>>,
    database: database::Database,
    folder: tempfile::TempDir,
    count: Cell<u32>,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The answer, which must have this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// The HTML, to be asked by selector.
    pub(crate) fn html(&self) -> scraper::Html {
        scraper::Html::parse_document(&self.text())
    }

    /// The text of everything a selector finds, spaces single.
    pub(crate) fn select(&self, selector: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        self.html()
            .select(&selector)
            .map(|found| {
                found
                    .text()
                    .collect::<String>()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }
}

/// Someone who makes requests.
pub(crate) struct Client<'a> {
    app: &'a TestApp,
    token: Option<String>,
}

impl TestApp {
    /// A fresh app. The clock stands at noon of 1 September 2024.
    pub(crate) async fn start() -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let database = database::Database::fresh(folder.path());
        let clock = Arc::new(Mutex::new(Utc.with_ymd_and_hms(2024, 9, 1, 12, 0, 0).unwrap()));
        let hands = clock.clone();
        let vault = Arc::new(Vault::open(folder.path().join("photos")).unwrap());
        let state = State {
            db: database.db.clone(),
            studio: Arc::new(Studio::new(Arc::clone(&vault))),
            imports: Arc::default(),
            dates: Arc::default(),
            rules: sherd::service::rulebook::builtin().unwrap(),
            vault,
            clock: Arc::new(move || *hands.lock().unwrap()),
            site: "http://sherd.test".to_owned(),
            secure: false,
        };
        let routes = web::configure(state.clone());
        let service = test::init_service(
            App::new()
                .configure(routes)
                .default_service(actix_web::web::to(web::pages::nowhere))
                .wrap(from_fn(web::front::wrap)),
        )
        .await;
        let service = Rc::new(service);
        let send: Send = Rc::new(move |request| {
            let service = service.clone();
            Box::pin(async move {
                let answer = service.call(request).await.unwrap();
                let (status, headers) = (answer.status(), answer.headers().clone());
                let body = to_bytes(answer.into_body()).await.unwrap_or_default();
                Answer { status, headers, body }
            })
        });
        TestApp {
            state,
            send,
            clock,
            database,
            folder,
            count: Cell::new(0),
        }
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(crate) fn database(&self) -> &database::Database {
        &self.database
    }

    /// Moves the clock forward.
    pub(crate) fn wait(&self, time: Duration) {
        *self.clock.lock().unwrap() += time;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        *self.clock.lock().unwrap()
    }

    /// A number that this test has not seen.
    pub(crate) fn next(&self) -> u32 {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    pub(crate) fn visitor(&self) -> Client<'_> {
        Client { app: self, token: None }
    }

    pub(crate) fn investigator(&self) -> Client<'_> {
        self.with_token("investigator")
    }

    /// A second investigator.
    pub(crate) fn colleague(&self) -> Client<'_> {
        self.with_token("colleague")
    }

    pub(crate) fn reviewer(&self) -> Client<'_> {
        self.with_token("reviewer")
    }

    /// A second reviewer.
    pub(crate) fn second_reviewer(&self) -> Client<'_> {
        self.with_token("second")
    }

    pub(crate) fn officer(&self) -> Client<'_> {
        self.with_token("officer")
    }

    pub(crate) fn admin(&self) -> Client<'_> {
        self.with_token("admin")
    }

    /// One client a role, and the visitor's.
    pub(crate) fn all(&self) -> Vec<(&'static str, Client<'_>)> {
        vec![
            ("visitor", self.visitor()),
            ("officer", self.officer()),
            ("investigator", self.investigator()),
            ("reviewer", self.reviewer()),
            ("admin", self.admin()),
        ]
    }

    fn with_token(&self, who: &str) -> Client<'_> {
        Client {
            app: self,
            token: Some(self.database.tokens[who].clone()),
        }
    }

    /// A context for calling a service directly, as the command line.
    pub(crate) fn ctx(&self) -> Ctx {
        Ctx::new(Actor::command_line(), self.now(), "test")
    }

    /// Runs a service call in a writing transaction.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut sherd::store::Conn) -> sherd::error::Result<T>) -> T {
        self.state.db.write_now(work).unwrap()
    }

    /// Runs a service call in a reading transaction.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut sherd::store::Conn) -> sherd::error::Result<T>) -> T {
        self.state.db.read_now(work).unwrap()
    }

    /// Makes a record that is in the catalogue at once, as an import at the command line does; returns its reference.
    /// Fields are `(name, text)`; `release` is public unless said otherwise.
    pub(crate) fn accepted(&self, shelf: &str, fields: &[(&str, &str)]) -> String {
        let shelf = sherd::domain::records::Shelf::parse(shelf).unwrap();
        let mut all = sherd::domain::fields::Fields::new().with("release", "public");
        for (name, text) in fields {
            all.set(name, *text);
        }
        let ctx = self.ctx();
        let made = self
            .state
            .db
            .write_now(|conn| sherd::service::records::create_on(conn, &ctx, shelf, &all));
        made.unwrap_or_else(|error| panic!("{error}")).r#ref.to_string()
    }
}

impl Client<'_> {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    /// Posts a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| web::urls::with_query("", &[(name, value)]).replace('?', ""))
            .collect();
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, body.join("&").into_bytes()).await
    }

    /// Sends JSON.
    pub(crate) async fn post_json(&self, path: &str, body: &Value) -> Answer {
        let kind = [("content-type", "application/json")];
        self.send(Method::POST, path, &kind, body.to_string().into_bytes())
            .await
    }

    /// Replaces a record by JSON, on top of the version in `etag`.
    pub(crate) async fn put_json(&self, path: &str, etag: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("if-match", etag)];
        self.send(Method::PUT, path, &headers, body.to_string().into_bytes())
            .await
    }

    /// Any request.
    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let mut request = test::TestRequest::default().method(method).uri(path).set_payload(body);
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        if let Some(token) = &self.token {
            request = request.insert_header(("authorization", format!("Bearer {token}")));
        }
        (self.app.send)(request.to_request()).await
    }

    /// Creates a record through the API and returns its reference.
    pub(crate) async fn create(&self, shelf: &str, body: Value) -> String {
        let made = self.post_json(&format!("/api/v1/{shelf}"), &body).await.expect(201);
        made.json()["ref"].as_str().unwrap().to_owned()
    }
}
