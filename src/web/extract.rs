//! Reading requests so that everything malformed becomes our own error with our own shape: forms, JSON
//! bodies, paths and queries, with limits on size and on time.

use std::{collections::HashMap, future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header,
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt;

use super::{
    actor::Caller,
    error::{ApiError, PageError},
};
use crate::{
    domain::fields::Fields,
    error::{Error, Problems, Result, Say},
};

/// The largest form or JSON body, in bytes.
pub const BODY: usize = 2 * 1024 * 1024;
/// The longest a form or JSON body may take to arrive.
pub const PATIENCE: Duration = Duration::from_secs(30);

type Later<T, E> = Pin<Box<dyn Future<Output = Result<T, E>>>>;

/// Reads a whole body within `limit` bytes and [`PATIENCE`].
///
/// # Errors
/// `TooLarge`, `Slow`, or `Invalid` for a body that breaks off.
pub async fn body(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Bytes> {
    let too_large = || Error::TooLarge(Say::new("body-too-large").with("max", limit / 1024));
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut payload = payload;
    let all = async {
        let mut body = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_broken| Error::invalid("body", Say::new("body-broken-off")))?;
            if body.len() + chunk.len() > limit {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    };
    tokio::time::timeout(PATIENCE, all).await.unwrap_or(Err(Error::Slow))
}

/// A posted form. It has come from our own pages: its session's secret was in it.
#[derive(Debug, Clone)]
pub struct Form {
    /// The fields, without the secret.
    pub fields: Fields,
}

impl FromRequest for Form {
    type Error = PageError;
    type Future = Later<Form, PageError>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let caller = Caller::extract(&request).await?;
            same_origin(&request)?;
            let body = body(&request, payload, BODY).await?;
            let mut fields = urlencoded(&body)?;
            // Browsers end a line of a text field with two characters, the catalogue with one.
            fields = fields
                .iter()
                .map(|(name, text)| (name.to_owned(), text.replace("\r\n", "\n")))
                .collect();
            must_match(&caller, fields.get("csrf"))?;
            fields.remove("csrf");
            Ok(Form { fields })
        })
    }
}

/// A session's forms carry its secret; without a session there is nothing to protect but the origin.
///
/// # Errors
/// `Forbidden`.
pub fn must_match(caller: &Caller, given: &str) -> Result<()> {
    match &caller.csrf {
        Some(secret) if secret != given => Err(Error::Forbidden("forbidden-csrf")),
        _ => Ok(()),
    }
}

/// Refuses what a browser says was sent by another site. Browsers send `Sec-Fetch-Site` or `Origin` with
/// every form; programs send neither and carry no cookie.
///
/// # Errors
/// `Forbidden`.
pub fn same_origin(request: &HttpRequest) -> Result<()> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let foreign = match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = request.connection_info().host().to_owned();
            origin.split("://").nth(1) != Some(host.as_str())
        }
        (None, None) => false,
    };
    match foreign {
        true => Err(Error::Forbidden("forbidden-csrf")),
        false => Ok(()),
    }
}

/// Reads `a=b&c=d`; bad UTF-8 is an error that names the field.
///
/// # Errors
/// `Invalid`.
pub fn urlencoded(text: &[u8]) -> Result<Fields> {
    let mut fields = Fields::new();
    let mut problems = Problems::new();
    for pair in text
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .take(5_000)
    {
        let mut parts = pair.splitn(2, |byte| *byte == b'=');
        let name = unescape(parts.next().unwrap_or_default());
        let value = unescape(parts.next().unwrap_or_default());
        match (String::from_utf8(name), String::from_utf8(value)) {
            (Ok(name), Ok(value)) => fields.push(name, value),
            (name, _) => {
                let name = name.unwrap_or_else(|_bad| "?".to_owned());
                problems.add(name, Say::new("text-not-utf8"));
            }
        }
    }
    problems.done()?;
    Ok(fields)
}

fn unescape(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (b'+', _) => {
                bytes.push(b' ');
                tail
            }
            (b'%', [high, low, after @ ..]) => {
                let mut byte = [0_u8];
                match hex::decode_to_slice([*high, *low], &mut byte) {
                    Ok(()) => {
                        bytes.extend(byte);
                        after
                    }
                    Err(_not_hex) => {
                        bytes.push(b'%');
                        tail
                    }
                }
            }
            _ => {
                bytes.push(*first);
                tail
            }
        };
    }
    bytes
}

/// The query of an address, as fields.
#[derive(Debug, Clone)]
pub struct Query(pub Fields);

impl FromRequest for Query {
    type Error = PageError;
    type Future = std::future::Ready<Result<Query, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let fields = urlencoded(request.query_string().as_bytes());
        std::future::ready(fields.map(Query).map_err(PageError))
    }
}

/// A JSON object as fields: strings as they are, numbers and booleans as text, arrays as lines. Keys that
/// the answer adds to a record (`ref`, `version`, …) are dropped, so that an answer can be sent back.
#[derive(Debug, Clone)]
pub struct JsonFields(pub Fields);

const ADDED: [&str; 11] = [
    "ref",
    "shelf",
    "version",
    "state",
    "url",
    "label",
    "created_at",
    "updated_at",
    "links",
    "dates",
    "read_from_text",
];

impl FromRequest for JsonFields {
    type Error = ApiError;
    type Future = Later<JsonFields, ApiError>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = JsonBody::from_request(request, payload);
        Box::pin(async move {
            let JsonBody(body) = bytes.await?;
            Ok(JsonFields(json_fields(&body)?))
        })
    }
}

/// A JSON body as it was sent.
#[derive(Debug, Clone)]
pub struct JsonBody(pub Bytes);

impl FromRequest for JsonBody {
    type Error = ApiError;
    type Future = Later<JsonBody, ApiError>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let caller = Caller::extract(&request).await.map_err(|error| ApiError(error.0))?;
            // A browser can be made to send a form with a cookie, but not JSON with our secret.
            if caller.csrf.is_some() {
                let given = request.headers().get("x-csrf").and_then(|value| value.to_str().ok());
                must_match(&caller, given.unwrap_or_default())?;
            }
            let kind = request
                .headers()
                .get(header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok());
            let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
            if !kind.eq_ignore_ascii_case("application/json") {
                return Err(ApiError(Error::Unsupported(Say::new("body-not-json-type"))));
            }
            Ok(JsonBody(body(&request, payload, BODY).await?))
        })
    }
}

/// Reads a JSON object as fields.
///
/// # Errors
/// `Invalid` naming the key whose value is of no use.
pub fn json_fields(body: &[u8]) -> Result<Fields> {
    let wrong = |cause: serde_json::Error| {
        let say = Say::new("body-not-json")
            .with("line", cause.line())
            .with("column", cause.column());
        Error::invalid("body", say)
    };
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body).map_err(wrong)?;
    let mut fields = Fields::new();
    let mut problems = Problems::new();
    for (key, value) in object {
        if ADDED.contains(&key.as_str()) {
            continue;
        }
        match text_of(&value) {
            Some(text) => fields.set(&key, text),
            None => problems.add(key, Say::new("value-not-text")),
        }
    }
    problems.done()?;
    Ok(fields)
}

fn text_of(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "" }.to_owned()),
        Value::Array(items) => {
            let lines: Option<Vec<String>> = items
                .iter()
                .map(|item| match item {
                    Value::Object(cells) => row_of(cells),
                    item => text_of(item).filter(|_| !item.is_array()),
                })
                .collect();
            lines.map(|lines| lines.join("\n"))
        }
        Value::Object(_) => None,
    }
}

/// A row of a small table: an object of texts.
fn row_of(cells: &serde_json::Map<String, serde_json::Value>) -> Option<String> {
    let cells: Option<Vec<(&str, String)>> = cells
        .iter()
        .map(|(name, value)| match value {
            serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
            value => Some((name.as_str(), text_of(value)?.replace('\n', " "))),
        })
        .collect();
    cells.map(|cells| crate::domain::rows::line(cells.iter().map(|(name, text)| (*name, text.as_str()))))
}

/// The parts of a path, by the names of the route.
#[derive(Debug, Clone)]
pub struct Path(HashMap<String, String>);

impl Path {
    /// The part with this name; empty when the route has none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The shelf that the part `shelf` names; where the route is one shelf's own, the first part of the address.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn shelf(&self) -> Result<crate::domain::records::Shelf> {
        crate::domain::records::Shelf::parse(self.get("shelf")).ok_or(Error::NotFound("records"))
    }

    /// The reference that the part `ref` holds.
    ///
    /// # Errors
    /// `NotFound`: an address that is no reference leads nowhere.
    pub fn reference(&self) -> Result<crate::domain::refs::Ref> {
        crate::domain::refs::Ref::parse(self.get("ref")).map_err(|_say| Error::NotFound("records"))
    }
}

impl FromRequest for Path {
    type Error = PageError;
    type Future = std::future::Ready<Result<Path, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parts = request
            .match_info()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let first = request.path().split('/').nth(1).unwrap_or_default().to_owned();
        let parts = std::iter::once(("shelf".to_owned(), first)).chain(parts);
        std::future::ready(Ok(Path(parts.collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_browsers_write_it() {
        let fields = urlencoded("a=1+2&b=%D0%9A&a=%2B&c=%zz".as_bytes()).unwrap();
        assert_eq!(fields.get("a"), "1 2\n+");
        assert_eq!(fields.get("b"), "К");
        assert_eq!(fields.get("c"), "%zz");
    }

    #[test]
    fn bad_utf8_names_the_field() {
        let Err(Error::Invalid(wrong)) = urlencoded(b"name=%ff") else {
            panic!("accepted")
        };
        assert_eq!(wrong.first().map(|error| error.field.as_str()), Some("name"));
    }

    #[test]
    fn json_becomes_the_fields_of_a_form() {
        let fields = json_fields(br#"{"name":"A","roles":["maker","brand"],"lat":50.4,"ref":"X"}"#).unwrap();
        assert_eq!(fields.get("roles"), "maker\nbrand");
        assert_eq!(fields.get("lat"), "50.4");
        assert!(!fields.has("ref"));
        let rows = json_fields(br#"{"lines":[{"lot":"A|1","quantity":5},{"lot":null}]}"#).unwrap();
        assert_eq!(rows.get("lines"), "lot=A\\|1 | quantity=5");
        assert!(json_fields(br#"{"lines":[{"lot":["A"]}]}"#).is_err());
        assert!(json_fields(br#"{"name":{"a":1}}"#).is_err());
        assert!(json_fields(b"[1").is_err());
    }
}
