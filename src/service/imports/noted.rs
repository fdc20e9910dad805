//! What a check found, as the row of an import keeps it.

use std::{cmp::Reverse, collections::BTreeMap};

use serde_json::{Value, json};

use super::{converted::Passed, desk::Found};
use crate::{
    domain::{
        imports::stage::{Problem, Rows},
        records::Shelf,
    },
    error::{Error, Result},
};

/// How much of what is left out is told; all of it is counted.
const LEFT: usize = 100;

/// What was left out most often, with how often.
pub(super) fn most_often(left: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut left: Vec<(String, u64)> = left.iter().map(|(what, count)| (what.clone(), *count)).collect();
    left.sort_by_key(|(_, count)| Reverse(*count));
    left.truncate(LEFT);
    left
}

/// Everything that the page shows.
pub(super) fn text(found: &Found) -> String {
    let Found {
        makers,
        weapons,
        parties,
        parties_count,
        sources,
        sources_count,
        repeated,
        passed,
        shelves,
        left,
        left_count,
        problems,
    } = found;
    let shelves: Vec<Value> = shelves
        .iter()
        .map(|(shelf, rows)| {
            json!([
                shelf.as_str(),
                rows.total,
                rows.made,
                rows.changed,
                rows.same,
                rows.wrong
            ])
        })
        .collect();
    json!({
        "makers": makers, "weapons": weapons, "parties": parties, "parties_count": parties_count, "sources": sources,
        "sources_count": sources_count, "repeated": repeated, "passed": passed.count,
        "passed_places": passed.places, "shelves": shelves, "left": left, "left_count": left_count,
        "problems": values(problems),
    })
    .to_string()
}

/// Every problem.
pub(super) fn listed(problems: &[Problem]) -> String {
    Value::from(values(problems)).to_string()
}

fn values(problems: &[Problem]) -> Vec<Value> {
    problems
        .iter()
        .map(|problem| json!([problem.line, problem.column, problem.value, problem.key, problem.args]))
        .collect()
}

/// Reads what was kept for the page.
pub(super) fn found(text: &str) -> Result<Found> {
    if text.is_empty() {
        return Ok(Found::default());
    }
    let mut value: Value = serde_json::from_str(text).map_err(Error::internal)?;
    let mut take = |name: &str| value.get_mut(name).map(Value::take).unwrap_or_default();
    let parties: Vec<String> = list(take("parties"))?;
    let sources: Vec<String> = list(take("sources"))?;
    let count = |value: Value, names: &[String]| value.as_u64().unwrap_or_else(|| names.iter().map(|_| 1).sum());
    Ok(Found {
        parties_count: count(take("parties_count"), &parties),
        sources_count: count(take("sources_count"), &sources),
        makers: serde_json::from_value(take("makers")).map_err(Error::internal)?,
        weapons: serde_json::from_value(take("weapons")).map_err(Error::internal)?,
        parties,
        sources,
        repeated: take("repeated").as_u64().unwrap_or(0),
        passed: Passed {
            count: take("passed").as_u64().unwrap_or(0),
            places: list(take("passed_places"))?,
        },
        shelves: shelves(take("shelves"))?,
        left: list(take("left"))?,
        left_count: take("left_count").as_u64().unwrap_or(0),
        problems: problems(&take("problems").to_string())?,
    })
}

/// A list, such as of names; reports of an older version lack some.
fn list<T: serde::de::DeserializeOwned>(value: Value) -> Result<Vec<T>> {
    match value {
        Value::Null => Ok(Vec::new()),
        value => serde_json::from_value(value).map_err(Error::internal),
    }
}

/// The figures of each shelf.
fn shelves(value: Value) -> Result<Vec<(Shelf, Rows)>> {
    let kept: Vec<(String, i64, i64, i64, i64, i64)> = list(value)?;
    kept.into_iter()
        .map(|(shelf, total, made, changed, same, wrong)| {
            let unknown = || Error::internal(format!("a report of an unknown shelf: {shelf}"));
            let rows = Rows {
                total,
                made,
                changed,
                same,
                wrong,
            };
            Ok((Shelf::parse(&shelf).ok_or_else(unknown)?, rows))
        })
        .collect()
}

type Listed = (u64, String, String, String, Vec<(String, String)>);

/// Reads the problems that were kept.
pub(super) fn problems(text: &str) -> Result<Vec<Problem>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let kept: Vec<Listed> = serde_json::from_str(text).map_err(Error::internal)?;
    Ok(kept
        .into_iter()
        .map(|(line, column, value, key, args)| Problem {
            line,
            column,
            value,
            key,
            args,
        })
        .collect())
}
