//! What the pages of imports show, in finished words.

use crate::{
    domain::{
        imports::{
            mapping::saved::Saved,
            stage::{Content, Import, PORTION, Problem, Rows, Stage, TOGETHER},
        },
        records::Shelf,
    },
    error::Say,
    service::imports::desk::Pace,
    web::views::{self, Badge, Choice},
    words::Words,
};

/// What a file that comes without a saved mapping, and needs one, says in the field `mapping`.
pub(super) const NEW: &str = "new";

/// How a file can be read: as it is, by a mapping to be made, or by a saved one.
pub(super) fn offered(saved: &[Saved], words: &Words) -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        selected: value.is_empty(),
    };
    let mut offered = vec![
        choice("", words.t("mappings-choice-none")),
        choice(NEW, words.t("mappings-choice-new")),
    ];
    offered.extend(saved.iter().map(|one| choice(&one.r#ref.to_string(), &one.name)));
    offered
}

/// A row of the list.
pub(super) struct RowView {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) state: Badge,
    pub(super) pace: String,
    pub(super) rows: String,
    pub(super) sent: String,
    pub(super) sent_iso: String,
}

/// How far the work is.
pub(super) struct PaceView {
    pub(super) words: String,
    pub(super) label: &'static str,
    pub(super) done: i64,
    pub(super) total: i64,
}

/// A figure with its name.
pub(super) struct Figure {
    pub(super) label: String,
    pub(super) value: i64,
    pub(super) bad: bool,
}

/// What is wrong with one cell.
pub(in crate::web::pages) struct ProblemView {
    pub(in crate::web::pages) line: String,
    pub(in crate::web::pages) column: String,
    pub(in crate::web::pages) value: String,
    pub(in crate::web::pages) message: String,
}

/// A row of the list for an import.
pub(super) fn row(import: &Import, pace: Option<Pace>, words: &Words) -> RowView {
    RowView {
        href: super::href(import.r#ref),
        name: import.file_name.clone(),
        state: badge(import.stage, words),
        pace: pace.map_or_else(String::new, |pace| paced(pace, words)),
        rows: match import.rows.total {
            0 => String::new(),
            total => total.to_string(),
        },
        sent: views::moment(import.created_at, words),
        sent_iso: import.created_at.to_rfc3339(),
    }
}

/// The badge of a stage.
pub(super) fn badge(stage: Stage, words: &Words) -> Badge {
    Badge {
        word: match stage {
            Stage::Checking | Stage::Writing => "submitted",
            Stage::Checked => "draft",
            Stage::Done => "accepted",
            Stage::Refused | Stage::Failed => "returned",
            Stage::Cancelled => "withdrawn",
        },
        label: words.label("imports-stage", stage.as_str()).into_owned(),
    }
}

/// How far it is, as a bar and in words.
pub(super) fn pacing(pace: Pace, words: &'static Words) -> PaceView {
    PaceView {
        words: paced(pace, words),
        label: words.t("imports-pace-label"),
        done: pace.done,
        total: pace.total.max(1),
    }
}

/// How far it is, in words.
pub(super) fn paced(pace: Pace, words: &Words) -> String {
    match pace {
        Pace { interrupted: true, .. } => words.t("imports-interrupted").to_owned(),
        Pace { running: false, .. } => words.t("imports-queued").to_owned(),
        Pace { done, total, .. } if total > 0 => {
            let say = Say::new("imports-pace").with("done", done).with("total", total);
            words.say(&say)
        }
        _ => words.t("imports-reading").to_owned(),
    }
}

/// The figures of an import.
pub(super) fn tally(import: &Import, words: &Words) -> Vec<Figure> {
    let rows = import.rows;
    if rows.total == 0 {
        return Vec::new();
    }
    let figure = |key: &str, value, bad| Figure {
        label: words.t(key).to_owned(),
        value,
        bad,
    };
    let mut tally = vec![figure("imports-rows", rows.total, false)];
    if rows.wrong > 0 {
        tally.push(figure("imports-wrong", rows.wrong, true));
        return tally;
    }
    tally.extend([
        figure("imports-new", rows.made, false),
        figure("imports-changed", rows.changed, false),
        figure("imports-same", rows.same, false),
    ]);
    tally
}

/// A row of the table of problems.
pub(in crate::web::pages) fn problem(problem: &Problem, words: &Words) -> ProblemView {
    ProblemView {
        line: match problem.line {
            0 => String::new(),
            line => line.to_string(),
        },
        column: problem.column.clone(),
        value: problem.value.clone(),
        message: sentence(problem, words),
    }
}

/// What is wrong with a cell, in words.
pub(in crate::web) fn sentence(problem: &Problem, words: &Words) -> String {
    let args = problem.args.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    words.tell(&problem.key, args)
}

/// What the file of an import holds, in words.
pub(super) fn kind(content: Content, words: &Words) -> String {
    match content {
        Content::Table(shelf) => words.label("shelf", shelf.as_str()).into_owned(),
        Content::Entities => words.t("imports-entities").to_owned(),
    }
}

/// Where the records of an import are looked at, once they are there.
pub(super) fn finds(import: &Import, words: &Words) -> Vec<(&'static str, String)> {
    let of = |shelf: Shelf| match shelf {
        Shelf::Organizations => ("/organizations", words.label("shelf", shelf.as_str()).into_owned()),
        Shelf::Transfers => ("/transfers", words.label("shelf", shelf.as_str()).into_owned()),
        _ => ("/units", words.t("imports-units").to_owned()),
    };
    match (import.stage, import.content) {
        (Stage::Done, Content::Table(shelf)) => vec![of(shelf)],
        (Stage::Done, Content::Entities) => Content::OF_ENTITIES.map(of).into(),
        _ => Vec::new(),
    }
}

/// What a shelf has of a file.
pub(super) struct ShelfView {
    pub(super) label: String,
    pub(super) rows: Rows,
}

/// The figures of each shelf.
pub(super) fn shelved(shelves: &[(Shelf, Rows)], words: &Words) -> Vec<ShelfView> {
    let view = |(shelf, rows): &(Shelf, Rows)| ShelfView {
        label: words.label("shelf", shelf.as_str()).into_owned(),
        rows: *rows,
    };
    shelves.iter().map(view).collect()
}

/// The first names, and how many more there are.
pub(super) fn first_names(mut names: Vec<String>, count: u64, words: &Words) -> Vec<String> {
    names.extend(more(names.len(), count, words));
    names
}

/// How many more there are than are shown, in words; nothing for none.
pub(super) fn more(shown: usize, count: u64, words: &Words) -> Option<String> {
    let rest = count.saturating_sub(u64::try_from(shown).unwrap_or(u64::MAX));
    (rest > 0).then(|| words.say(&Say::new("imports-and-more").with("count", rest)))
}

/// What a person is to know first. A large file is written in portions, and what is written stays.
pub(super) fn lead(import: &Import, kept: u64, words: &Words) -> String {
    let say = match import.stage {
        Stage::Writing if import.is_written_in_portions() => {
            Say::new("imports-lead-writing-parts").with("some", PORTION * TOGETHER)
        }
        Stage::Refused if kept > 0 => Say::new("imports-lead-refused-parts").with("rows", kept),
        Stage::Failed if kept > 0 => Say::new("imports-lead-failed-parts").with("rows", kept),
        Stage::Cancelled if kept > 0 => Say::new("imports-lead-cancelled-parts").with("rows", kept),
        stage => return words.label("imports-lead", stage.as_str()).into_owned(),
    };
    words.say(&say)
}
