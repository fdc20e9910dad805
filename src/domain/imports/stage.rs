//! Where an import stands between a person's file and the catalogue, and the work that moves it on.

use chrono::{DateTime, Utc};

use super::CellError;
use crate::{
    domain::{records::Shelf, refs::Ref},
    error::{Error, Say},
};

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its rows are being checked; nothing is written.
    Checking,
    /// They are sound; its author decides.
    Checked,
    /// Something is wrong with it; nothing was written.
    Refused,
    /// It is being written.
    Writing,
    /// It is in the catalogue, as its author's drafts.
    Done,
    /// It could not be carried out; nothing was written.
    Failed,
    /// Its author called it off; nothing was written.
    Cancelled,
}

impl Stage {
    /// All stages.
    pub const ALL: [Stage; 7] = [
        Stage::Checking,
        Stage::Checked,
        Stage::Refused,
        Stage::Writing,
        Stage::Done,
        Stage::Failed,
        Stage::Cancelled,
    ];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Checking => "checking",
            Stage::Checked => "checked",
            Stage::Refused => "refused",
            Stage::Writing => "writing",
            Stage::Done => "done",
            Stage::Failed => "failed",
            Stage::Cancelled => "cancelled",
        }
    }

    /// The stage a word names.
    pub fn parse(word: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.as_str() == word)
    }

    /// Whether the file is still needed.
    pub const fn is_open(self) -> bool {
        matches!(self, Stage::Checking | Stage::Checked | Stage::Writing)
    }

    /// The work that brings an import out of this stage.
    pub const fn work(self) -> Option<Kind> {
        match self {
            Stage::Checking => Some(Kind::Check),
            Stage::Writing => Some(Kind::Write),
            _ => None,
        }
    }
}

/// What a worker does with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Looks for what is wrong and counts what would be written.
    Check,
    /// Writes it.
    Write,
}

impl Kind {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Check => "check",
            Kind::Write => "write",
        }
    }

    /// The kind a word names.
    pub fn parse(word: &str) -> Option<Kind> {
        [Kind::Check, Kind::Write]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// Where a piece of work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// No worker has taken it.
    Waiting,
    /// A worker has it.
    Running,
    /// It is done.
    Done,
    /// It cannot be done.
    Failed,
    /// It was called off.
    Cancelled,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 5] = [
        Standing::Waiting,
        Standing::Running,
        Standing::Done,
        Standing::Failed,
        Standing::Cancelled,
    ];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Waiting => "waiting",
            Standing::Running => "running",
            Standing::Done => "done",
            Standing::Failed => "failed",
            Standing::Cancelled => "cancelled",
        }
    }

    /// What a word names.
    pub fn parse(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.as_str() == word)
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// A table, whose rows become records of this shelf.
    Table(Shelf),
    /// Entities of FollowTheMoney, which become organizations and transfers.
    Entities,
}

impl Content {
    /// What rows of entities become.
    pub const OF_ENTITIES: [Shelf; 2] = [Shelf::Organizations, Shelf::Transfers];

    /// How it is written, as the word in the database and the API.
    pub const fn format(self) -> &'static str {
        match self {
            Content::Table(_) => "table",
            Content::Entities => "ftm",
        }
    }

    /// What its rows become, where that is one shelf.
    pub const fn shelf(self) -> Option<Shelf> {
        match self {
            Content::Table(shelf) => Some(shelf),
            Content::Entities => None,
        }
    }

    /// What a format and a shelf, empty for several, say.
    pub fn parse(format: &str, shelf: &str) -> Option<Content> {
        match format {
            "ftm" => Some(Content::Entities),
            "table" => Shelf::parse(shelf).map(Content::Table),
            _ => None,
        }
    }
}

/// A file that was sent to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Row number; never shown.
    pub id: i64,
    /// Its reference.
    pub r#ref: Ref,
    /// The name its sender gave the file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
    /// Whose it is.
    pub account: i64,
    /// Whether makers and weapons that the catalogue does not know are made.
    pub create_missing: bool,
    /// What its file holds.
    pub content: Content,
    /// The mapping that its file is read by, as it is kept; empty for a canonical table and for entities.
    pub mapping: String,
    /// Where it stands.
    pub stage: Stage,
    /// How many rows of each kind.
    pub rows: Rows,
    /// The submission its records were handed in with.
    pub submission: Option<i64>,
    /// When it was sent.
    pub created_at: DateTime<Utc>,
    /// When it came to its end.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Rows of a file by what they are for the catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    /// In the file.
    pub total: i64,
    /// Not yet in the catalogue.
    pub made: i64,
    /// There, but different.
    pub changed: i64,
    /// There as they are.
    pub same: i64,
    /// With something wrong.
    pub wrong: i64,
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Row number.
    pub id: i64,
    /// What is to be done.
    pub kind: Kind,
    /// To which import.
    pub import: i64,
    /// Where it stands.
    pub standing: Standing,
    /// How often a worker has taken it.
    pub attempts: i32,
    /// Rows done.
    pub done: i64,
    /// Rows there are; 0 while that is unknown.
    pub total: i64,
    /// When its worker last said that it is alive.
    pub beat_at: Option<DateTime<Utc>>,
    /// What of it is in the catalogue for good.
    pub kept: Kept,
}

/// Rows of a file of transfers that are read together; a file with no more is written whole or not at all.
pub const PORTION: usize = 5_000;
/// Portions that are written in one transaction where they are ready: so many that the pages which every portion touches are not
/// written every time, so few that others do not wait long for their turn to write.
pub const TOGETHER: usize = 8;

impl Import {
    /// Whether its rows are written some at a time, each portion for good.
    pub fn is_written_in_portions(&self) -> bool {
        self.content == Content::Table(Shelf::Transfers)
            && usize::try_from(self.rows.total).is_ok_and(|rows| rows > PORTION)
    }
}

/// What an import that is written in several transactions has in the catalogue for good, counted from its first row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Rows that are through.
    pub rows: u64,
    /// Of these, rows that became new records.
    pub made: u64,
    /// Rows that changed a record.
    pub changed: u64,
    /// Rows that the catalogue held already.
    pub same: u64,
}

/// What is wrong with one cell, as it is kept: the sentence is put into words when somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file.
    pub line: u64,
    /// The column; `file` for what is wrong with the whole.
    pub column: String,
    /// What stands there, shortened.
    pub value: String,
    /// Key of the sentence.
    pub key: String,
    /// Its arguments.
    pub args: Vec<(String, String)>,
}

impl Problem {
    /// What is wrong with the file as a whole.
    pub fn of_file(say: Say) -> Problem {
        Problem::new(0, "file", String::new(), say)
    }

    fn new(line: u64, column: &str, value: String, say: Say) -> Problem {
        Problem {
            line,
            column: column.to_owned(),
            value,
            key: say.key.to_owned(),
            args: say
                .args
                .into_iter()
                .map(|(name, text)| (name.to_owned(), text))
                .collect(),
        }
    }
}

impl From<CellError> for Problem {
    fn from(error: CellError) -> Problem {
        let CellError {
            line,
            column,
            value,
            say,
        } = error;
        Problem::new(line, column, value, say)
    }
}

/// The name of a file as people may see it: no folders, no control characters, not too long. A name of which nothing is
/// left becomes `table.csv`.
pub fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    match name.trim() {
        "" => "table.csv".to_owned(),
        name => name.to_owned(),
    }
}

/// The error that ends work that was called off.
pub fn called_off() -> Error {
    Error::Conflict(Say::new("imports-called-off"))
}

/// Whether an error is [`called_off`].
pub fn is_called_off(error: &Error) -> bool {
    matches!(error, Error::Conflict(say) if say.key == "imports-called-off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_and_standing_has_its_word() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.as_str()), Some(stage));
            assert_eq!(
                stage.work().is_some(),
                matches!(stage, Stage::Checking | Stage::Writing)
            );
        }
        for standing in Standing::ALL {
            assert_eq!(Standing::parse(standing.as_str()), Some(standing));
        }
        assert_eq!(Kind::parse("write"), Some(Kind::Write));
        for content in [Content::Table(Shelf::Transfers), Content::Entities] {
            let shelf = content.shelf().map_or("", Shelf::as_str);
            assert_eq!(Content::parse(content.format(), shelf), Some(content));
        }
    }

    #[test]
    fn a_file_name_is_the_last_part_of_a_path() {
        assert_eq!(file_name("C:\\work\\..\\a\u{7}b.csv"), "ab.csv");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name(" / "), "table.csv");
    }

    #[test]
    fn what_was_called_off_is_known() {
        assert!(is_called_off(&called_off()));
        assert!(!is_called_off(&Error::Busy));
    }
}
