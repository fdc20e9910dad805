//! Which sources a record rests on: the field `sources`, one `reference, locator` a line, on every shelf.

use crate::{
    domain::{
        fields::Fields,
        records::{Link, Shelf},
        release::Sight,
    },
    error::{Problems, Result, Say},
    service::{Ctx, links},
    store::{self, Conn},
};

/// A citation that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCitation {
    /// The source's row number.
    pub source: i64,
    /// Page, paragraph, time: where in the source.
    pub locator: String,
}

/// A citation as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: Link,
    /// Where in the source.
    pub locator: String,
}

/// Reads the field `sources` and finds each source.
///
/// # Errors
/// Those of the database; what is wrong with the field goes to `problems`.
pub fn parse(conn: &mut Conn, ctx: &Ctx, fields: &Fields, problems: &mut Problems) -> Result<Vec<NewCitation>> {
    let mut found = Vec::new();
    for line in fields.lines("sources") {
        let (word, locator) = line.split_once(',').unwrap_or((line, ""));
        match links::find(conn, ctx, Shelf::Sources, word.trim())? {
            Ok(source) => found.push(NewCitation {
                source,
                locator: locator.trim().chars().take(200).collect(),
            }),
            Err(say) => problems.add("sources", say),
        }
    }
    if found.len() > 200 {
        problems.add("sources", Say::new("list-too-long").with("max", 200));
    }
    Ok(found)
}

/// Replaces the citations of a record.
///
/// # Errors
/// Those of the database.
pub fn replace(conn: &mut Conn, record: i64, citations: &[NewCitation]) -> Result<()> {
    let rows: Vec<(i64, String)> = citations
        .iter()
        .map(|citation| (citation.source, citation.locator.clone()))
        .collect();
    store::citations::replace(conn, record, &rows)
}

/// The citations of a record whose sources are in sight.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, record: i64, sight: Sight) -> Result<Vec<Citation>> {
    Ok(store::citations::of(conn, record)?
        .into_iter()
        .filter(|(source, _)| sight.sees_link(source))
        .map(|(source, locator)| Citation { source, locator })
        .collect())
}

/// The field `sources` with every citation. For the log and the review.
pub(super) fn text(conn: &mut Conn, record: i64) -> Result<String> {
    Ok(lines(store::citations::of(conn, record)?.into_iter()))
}

/// The field `sources` as far as the sources are in sight.
pub(super) fn text_in_sight(conn: &mut Conn, record: i64, sight: Sight) -> Result<String> {
    let all = store::citations::of(conn, record)?;
    Ok(lines(all.into_iter().filter(|(source, _)| sight.sees_link(source))))
}

fn lines(citations: impl Iterator<Item = (Link, String)>) -> String {
    citations
        .map(|(source, locator)| match locator.is_empty() {
            true => source.r#ref.to_string(),
            false => format!("{}, {locator}", source.r#ref),
        })
        .collect::<Vec<_>>()
        .join("\n")
}
