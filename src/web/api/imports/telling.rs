//! An import as programs are told of it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        imports::stage::{Import, Problem, Rows, Stage},
        records::Shelf,
    },
    service::{
        self,
        imports::desk::{Pace, Shown},
    },
    web::pages,
    words::Words,
};

/// How far an import is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressJson {
    /// `running` while there is something to wait for, otherwise the stage.
    pub state: &'static str,
    /// Rows done.
    pub done: i64,
    /// Rows there are; 0 while that is unknown.
    pub total: i64,
    /// How far, in words.
    pub pace: String,
}

impl ProgressJson {
    /// How far an import is.
    pub fn new(import: &Import, pace: Option<Pace>, words: String) -> ProgressJson {
        let Pace { done, total, .. } = pace.unwrap_or_default();
        ProgressJson {
            state: match import.stage.work() {
                Some(_) => "running",
                None => import.stage.as_str(),
            },
            done,
            total,
            pace: words,
        }
    }
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportJson {
    /// Its reference.
    pub r#ref: String,
    /// Address of its page.
    pub url: String,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
    /// `checking`, `checked`, `refused`, `writing`, `done`, `failed` or `cancelled`.
    pub state: &'static str,
    /// Whether a worker has it.
    pub running: bool,
    /// Whether its worker was interrupted; another takes it up.
    pub interrupted: bool,
    /// Whether missing makers and weapons are made.
    pub create_missing: bool,
    /// Rows done by the work under way.
    pub rows_done: i64,
    /// Rows in the file; 0 while that is unknown.
    pub rows_total: i64,
    /// Rows that are new to the catalogue.
    pub rows_new: i64,
    /// Rows that differ from what the catalogue has.
    pub rows_changed: i64,
    /// Rows that the catalogue has as they are.
    pub rows_same: i64,
    /// Rows with something wrong; when there is one, nothing is written.
    pub rows_wrong: i64,
    /// Makers that the catalogue does not know.
    pub unknown_makers: Vec<String>,
    /// Weapons that the catalogue does not know.
    pub unknown_weapons: Vec<String>,
    /// `table`, or `ftm` for entities of FollowTheMoney.
    pub format: &'static str,
    /// What its rows become: `components`, `organizations` or `transfers`; null for entities, which become records of several shelves.
    pub shelf: Option<&'static str>,
    /// What its rows become, shelf by shelf, with the figures of each.
    pub shelves: Vec<ImportShelfJson>,
    /// Schemata and properties of entities that have no place here and are left out: the hundred that were met most often.
    pub left_out: Vec<ImportLeftJson>,
    /// How many they are.
    pub left_out_count: u64,
    /// The provider whose mapping reads the file, or null for a canonical table and for entities.
    pub mapping: Option<String>,
    /// Rows that say the same as a row before them, which count once.
    pub rows_repeated: u64,
    /// Rows of a provider's file that are none of goods: they leave a column empty which its mapping says that all of those fill.
    pub rows_passed: u64,
    /// Where the first twenty of them stand: the line, behind the name of its table in an archive.
    pub rows_passed_at: Vec<String>,
    /// Parties that are made from their names as written, because no record says who they are: the first hundred.
    pub new_parties: Vec<String>,
    /// How many they are.
    pub new_parties_count: u64,
    /// Sources that are made from their titles: the first hundred.
    pub new_sources: Vec<String>,
    /// How many they are.
    pub new_sources_count: u64,
    /// What is wrong, the first hundred.
    pub problems: Vec<ImportProblemJson>,
    /// Address of all that is wrong, as CSV.
    pub problems_url: String,
    /// Pairs of organizations that may be one, one of them made by it, that wait for a decision; for reviewers, up to 1,000.
    pub likely_same: usize,
    /// How many of its records can be handed in.
    pub drafts: i64,
    /// The submission its records were handed in with, or null.
    pub submission: Option<String>,
    /// When it was sent, RFC 3339.
    pub created_at: String,
    /// When it came to its end, RFC 3339, or null.
    pub finished_at: Option<String>,
}

/// What one shelf has of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportShelfJson {
    /// `components`, `organizations` or `transfers`.
    pub shelf: &'static str,
    /// Rows that are meant for it.
    pub rows_total: i64,
    /// Rows that are new to the catalogue.
    pub rows_new: i64,
    /// Rows that differ from what the catalogue has.
    pub rows_changed: i64,
    /// Rows that the catalogue has as they are.
    pub rows_same: i64,
    /// Rows with something wrong.
    pub rows_wrong: i64,
}

/// What is left out of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportLeftJson {
    /// The schema, or the schema and the property.
    pub what: String,
    /// How often it was met.
    pub times: u64,
}

/// What is wrong with one cell.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProblemJson {
    /// Line of the file on which the row begins; 0 for what is wrong with the whole.
    pub line: u64,
    /// The column; `file` for what is wrong with the whole.
    pub column: String,
    /// What stands there, shortened.
    pub value: String,
    /// What is wrong and what to do.
    pub message: String,
}

pub(super) fn told(site: &str, shown: Shown, words: &Words) -> ImportJson {
    let Shown {
        import,
        pace,
        found,
        submission,
        drafts,
        // The figures of an import that ended early tell it.
        kept: _,
        alike,
    } = shown;
    let url = format!("{site}{}", pages::imports::href(import.r#ref));
    let Pace {
        running,
        interrupted,
        done,
        total,
    } = pace.unwrap_or_default();
    let (rows, shelf) = (import.rows, import.content.shelf());
    let shelves = shelf.map_or(found.shelves, |shelf| vec![(shelf, rows)]);
    ImportJson {
        r#ref: import.r#ref.to_string(),
        problems_url: format!("{url}/problems.csv"),
        url,
        file_name: import.file_name,
        sha256: import.sha256,
        bytes: import.bytes,
        state: import.stage.as_str(),
        running,
        interrupted,
        create_missing: import.create_missing,
        rows_done: match import.stage {
            Stage::Done => rows.total,
            _ => done,
        },
        rows_total: rows.total.max(total),
        rows_new: rows.made,
        rows_changed: rows.changed,
        rows_same: rows.same,
        rows_wrong: rows.wrong,
        unknown_makers: found.makers,
        unknown_weapons: found.weapons,
        format: import.content.format(),
        shelf: shelf.map(Shelf::as_str),
        shelves: shelved(&shelves),
        left_out: left(found.left),
        left_out_count: found.left_count,
        mapping: service::mappings::provider(&import.mapping),
        rows_repeated: found.repeated,
        rows_passed: found.passed.count,
        rows_passed_at: found.passed.places,
        likely_same: alike,
        new_parties: found.parties,
        new_parties_count: found.parties_count,
        new_sources: found.sources,
        new_sources_count: found.sources_count,
        problems: found.problems.iter().map(|problem| wrong(problem, words)).collect(),
        drafts,
        submission: submission.map(|reference| reference.to_string()),
        created_at: import.created_at.to_rfc3339(),
        finished_at: import.finished_at.map(|at| at.to_rfc3339()),
    }
}

fn shelved(shelves: &[(Shelf, Rows)]) -> Vec<ImportShelfJson> {
    let told = |(shelf, rows): &(Shelf, Rows)| ImportShelfJson {
        shelf: shelf.as_str(),
        rows_total: rows.total,
        rows_new: rows.made,
        rows_changed: rows.changed,
        rows_same: rows.same,
        rows_wrong: rows.wrong,
    };
    shelves.iter().map(told).collect()
}

fn left(left: Vec<(String, u64)>) -> Vec<ImportLeftJson> {
    left.into_iter()
        .map(|(what, times)| ImportLeftJson { what, times })
        .collect()
}

fn wrong(problem: &Problem, words: &Words) -> ImportProblemJson {
    ImportProblemJson {
        line: problem.line,
        column: problem.column.clone(),
        value: problem.value.clone(),
        message: pages::imports::sentence(problem, words),
    }
}
