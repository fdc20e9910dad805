//! Every link the site prints that is more than a fixed word.

use crate::{
    domain::{
        records::{Cursor, Shelf},
        refs::Ref,
        secrets::Secret,
    },
    error::{Error, Result, Say},
    words::Lang,
};

/// Appends `text` to `to` as one part of an address: letters and digits as they are, the rest in `%xx`.
pub fn escape(text: &str, to: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => to.push(char::from(byte)),
            _ => {
                to.push('%');
                to.push_str(&hex::encode_upper([byte]));
            }
        }
    }
}

/// `path?a=b&c=d`, leaving out empty values.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut join = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(join);
        address.push_str(name);
        address.push('=');
        escape(value, &mut address);
        join = '&';
    }
    address
}

/// A record's page.
pub fn record(shelf: Shelf, reference: Ref) -> String {
    format!("/{}/{reference}", shelf.as_str())
}

/// The page of a rule that marks are read by.
pub fn rule(id: &str) -> String {
    let mut address = "/rules/".to_owned();
    escape(id, &mut address);
    address
}

/// The link that chooses a language and comes back.
pub fn language(lang: Lang, back: &str) -> String {
    with_query("/language", &[("to", lang.code()), ("return", back)])
}

/// A one-time link, whole. The secret stands in the query, because the log of requests leaves that out.
pub fn one_time(site: &str, secret: &Secret) -> String {
    with_query(&format!("{site}/link"), &[("key", secret.reveal())])
}

/// A path on this site to go back to, or the front page: never another site.
pub fn back(path: &str) -> &str {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if local { path } else { "/" }
}

/// A place in a list as it stands in an address.
pub fn cursor(cursor: &Cursor) -> String {
    hex::encode(format!("{}\n{}", cursor.id, cursor.sort))
}

/// Reads what [`cursor`] wrote.
///
/// # Errors
/// `Invalid` on the field `after`.
pub fn parse_cursor(text: &str) -> Result<Option<Cursor>> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = hex::decode(text)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| {
            let (id, sort) = text.split_once('\n')?;
            Some(Cursor {
                sort: sort.to_owned(),
                id: id.parse().ok()?,
            })
        });
    match read {
        Some(cursor) => Ok(Some(cursor)),
        None => Err(Error::invalid("after", Say::new("cursor-unknown"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        for foreign in ["https://a.example", "//a.example", "/\\a.example", "javascript:1", ""] {
            assert_eq!(back(foreign), "/");
        }
        assert_eq!(back("/units?after=1"), "/units?after=1");
    }

    #[test]
    fn a_cursor_survives_the_address() {
        let place = Cursor {
            sort: "зорі 1".into(),
            id: 7,
        };
        assert_eq!(parse_cursor(&cursor(&place)).unwrap(), Some(place));
        assert!(parse_cursor("zz").is_err());
        assert_eq!(parse_cursor("").unwrap(), None);
    }
}
