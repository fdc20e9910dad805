//! The form in which a mapping is made for a file: its first rows, a draft to be mended, a trial on the first rows, and then the
//! whole file is checked as every import is.

use std::sync::Arc;

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{
    file_href,
    form::{self, Filled, FormView},
    say,
};
use crate::{
    domain::{
        fields::Fields,
        imports::{
            mapping::{
                Mapping,
                layout::Layout as FileLayout,
                saved::{Saved, Waiting},
            },
            stage::Content,
            transfers::COLUMNS,
        },
        records::Shelf,
        refs::Ref,
        text::fold_name,
    },
    error::{Error, Result},
    service::{
        self,
        imports::{
            How,
            desk::{self, Sent},
        },
        mappings::{
            self,
            look::{Look, Trial},
        },
    },
    web::{
        State,
        actor::Caller,
        error::{self, FieldProblem, PageError},
        extract::{Form, Path, Query},
        layout::Layout,
        pages::{imports::ProblemView, page_with, see_other},
        upload::waiting as on_disk,
        views::Choice,
    },
    words::Words,
};

/// One column of the file with what stands in its first rows.
struct ColumnView {
    name: String,
    values: Vec<String>,
}

/// What a row becomes.
struct BecomesView {
    line: u64,
    cells: Vec<(String, String)>,
}

struct TrialView {
    summary: String,
    passed: Option<String>,
    rows: Vec<BecomesView>,
    problems: Vec<ProblemView>,
}

#[derive(Template)]
#[template(path = "mappings/file.html")]
struct FilePage {
    layout: Layout,
    errors: Vec<FieldProblem>,
    href: String,
    title: String,
    found: String,
    columns: Vec<ColumnView>,
    saved: Vec<Choice>,
    version: String,
    form: FormView,
    trial: Option<TrialView>,
}

/// The form, as guessed or as a saved mapping has it.
pub(super) async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let file = own(&state, &caller, path.reference()?).await?;
    let (ctx, named) = (caller.ctx(), query.get("mapping").to_owned());
    let saved = match named.as_str() {
        "" => None,
        _ => Some(state.db.read(move |conn| mappings::named(conn, &ctx, &named)).await?),
    };
    let (fields, version) = match saved {
        Some((saved, mapping)) => (Some(mapping.fields()), saved.version.to_string()),
        None => (None, String::new()),
    };
    answer(&state, &caller, &file, fields, version, Outcome::default()).await
}

/// What came of what a person asked for.
#[derive(Default)]
struct Outcome {
    problems: Vec<FieldProblem>,
    trial: Option<Trial>,
    note: Option<String>,
    status: StatusCode,
}

async fn own(state: &State, caller: &Caller, reference: Ref) -> Result<Waiting> {
    let ctx = caller.ctx();
    state.db.read(move |conn| mappings::own(conn, &ctx, &reference)).await
}

async fn look(state: &State, file: &Waiting, layout: FileLayout) -> Result<Look> {
    let (vault, sha256) = (Arc::clone(&state.vault), file.sha256.clone());
    on_disk(move || mappings::look::begins(&service::tables::open(&vault, &sha256)?, &layout)).await
}

/// The page. Without `fields` the form is what can be guessed.
async fn answer(
    state: &State,
    caller: &Caller,
    file: &Waiting,
    fields: Option<Fields>,
    version: String,
    outcome: Outcome,
) -> Result<HttpResponse, PageError> {
    let Outcome {
        mut problems,
        trial,
        note,
        mut status,
    } = outcome;
    let words = caller.words();
    let layout = fields.as_ref().map(asked_layout).unwrap_or_default();
    let look = match look(state, file, layout).await {
        Ok(look) => look,
        Err(failure @ Error::Invalid(_)) => {
            problems.extend(error::field_errors(&failure, words));
            status = StatusCode::UNPROCESSABLE_ENTITY;
            Look::default()
        }
        Err(failure) => return Err(failure.into()),
    };
    let ctx = caller.ctx();
    let saved = state.db.read(move |conn| mappings::list(conn, &ctx)).await?;
    let fields = fields.unwrap_or_else(|| drafted(file, &look));
    let sheets = match look.found.kind {
        "xlsx" => look.found.parts.as_slice(),
        _ => &[],
    };
    let view = FilePage {
        layout: Layout::new(caller, "/imports").noting(note),
        href: file_href(file.r#ref),
        title: file.file_name.clone(),
        found: found(&look, words),
        columns: columns(&look),
        saved: offered(saved, &fields),
        version,
        form: form::view(&Filled {
            fields: &fields,
            columns: &look.columns,
            sheets,
            problems: &problems,
            words,
        }),
        trial: trial.map(|trial| tried(trial, words)),
        errors: problems,
    };
    page_with(status, &view)
}

/// The draft of a mapping, named after its file.
fn drafted(file: &Waiting, look: &Look) -> Fields {
    let name = &file.file_name;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let is_mark = |letter: &char| matches!(letter, ':' | '/' | '|' | '#' | '?' | '%' | '\\');
    let plain: String = stem.chars().filter(|letter| !is_mark(letter)).collect();
    Fields::new().with("name", plain).overlaid(&look.draft)
}

/// The columns of a file with what stands in their first rows.
fn columns(look: &Look) -> Vec<ColumnView> {
    let values = |place: usize| look.rows.iter().filter_map(move |row| row.get(place).cloned());
    let named = look.columns.iter().enumerate();
    named
        .map(|(place, name)| ColumnView {
            name: name.clone(),
            values: values(place).take(3).collect(),
        })
        .collect()
}

/// The saved mappings to begin with; the one of the form's name is chosen.
fn offered(saved: Vec<Saved>, fields: &Fields) -> Vec<Choice> {
    let folded = fold_name(fields.get("name"));
    let choice = |one: Saved| Choice {
        selected: fold_name(&one.name) == folded,
        value: one.r#ref.to_string(),
        label: one.name,
    };
    saved.into_iter().map(choice).collect()
}

/// What a form says of how the file is to be read, as far as it can be understood.
fn asked_layout(fields: &Fields) -> FileLayout {
    FileLayout {
        encoding: fields.get("encoding").to_owned(),
        delimiter: fields.get("delimiter").to_owned(),
        quotes: match fields.get("quotes") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        sheet: fields.get("sheet").to_owned(),
        header: fields.get("header").parse().ok(),
    }
}

/// What a file turned out to be, in words.
fn found(look: &Look, words: &Words) -> String {
    let found = &look.found;
    let mut told = vec![match found.kind {
        "" => return String::new(),
        kind => words.label("mappings-kind", kind).into_owned(),
    }];
    if !found.encoding.is_empty() {
        told.push(found.encoding.to_owned());
    }
    let mark = match found.delimiter {
        Some(',') => "comma",
        Some(';') => "semicolon",
        Some('\t') => "tab",
        Some('|') => "pipe",
        _ => "",
    };
    if !mark.is_empty() {
        told.push(words.label("mappings-delimiter", mark).into_owned());
    }
    if found.parts.len() > 1 {
        told.push(say(words, "mappings-parts", "count", found.parts.len()));
    }
    told.push(say(words, "mappings-columns", "count", look.columns.len()));
    told.join(" · ")
}

fn tried(trial: Trial, words: &Words) -> TrialView {
    let summary = match trial.wrong {
        0 => say(words, "mappings-trial-sound", "count", trial.tried),
        wrong => format!(
            "{} {}",
            say(words, "mappings-trial-rows", "count", trial.tried),
            say(words, "mappings-trial-wrong", "count", wrong)
        ),
    };
    let passed = trial.passed.say().map(|say| words.say(&say));
    let becomes = |(line, cells): (u64, Vec<String>)| BecomesView {
        line,
        cells: COLUMNS
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (words.label("mappings-to", column).into_owned(), cell))
            .collect(),
    };
    TrialView {
        summary,
        passed,
        rows: trial.rows.into_iter().map(becomes).collect(),
        problems: trial
            .problems
            .iter()
            .map(|one| super::super::imports::problem(one, words))
            .collect(),
    }
}

/// Tries a mapping, saves it, or saves it and begins to check the whole file.
pub(super) async fn decide(
    state: Data<State>,
    caller: Caller,
    path: Path,
    form: Form,
) -> Result<HttpResponse, PageError> {
    let file = own(&state, &caller, path.reference()?).await?;
    let mut fields = form.fields;
    let (then, version) = (fields.get("then").to_owned(), fields.get("version").to_owned());
    fields.remove("then");
    fields.remove("version");
    if then == "look" {
        return answer(&state, &caller, &file, Some(fields), version, Outcome::default()).await;
    }
    let mut version = version;
    match act(&state, &caller, &file, &fields, &then, &mut version).await {
        Ok(Done::Gone(place)) => Ok(see_other(&place)),
        Ok(Done::Here(outcome)) => answer(&state, &caller, &file, Some(fields), version, outcome).await,
        Err(failure @ (Error::Invalid(_) | Error::Stale | Error::Conflict(_))) => {
            let words = caller.words();
            let mut problems = error::field_errors(&failure, words);
            if problems.is_empty() {
                problems.push(FieldProblem {
                    field: "name".to_owned(),
                    message: error::sentence(&failure, words),
                });
            }
            let (status, _, _) = error::entry(&failure);
            let outcome = Outcome {
                problems,
                status,
                ..Outcome::default()
            };
            answer(&state, &caller, &file, Some(fields), version, outcome).await
        }
        Err(failure) => Err(failure.into()),
    }
}

enum Done {
    Gone(String),
    Here(Outcome),
}

async fn act(
    state: &State,
    caller: &Caller,
    file: &Waiting,
    fields: &Fields,
    then: &str,
    version: &mut String,
) -> Result<Done> {
    let mapping = Mapping::parse(fields)?;
    let (vault, sha256) = (Arc::clone(&state.vault), file.sha256.clone());
    let tried = mapping.clone();
    let trial = on_disk(move || mappings::look::trial(&service::tables::open(&vault, &sha256)?, &tried)).await?;
    if then == "try" {
        return Ok(Done::Here(Outcome {
            trial: Some(trial),
            ..Outcome::default()
        }));
    }
    let (ctx, saying, base) = (caller.ctx(), fields.clone(), version.parse().ok());
    let is_use = then == "check";
    let work = move |conn: &mut _| match is_use {
        true => mappings::keep_changed(conn, &ctx, &saying, base),
        false => mappings::keep(conn, &ctx, &saying, base),
    };
    let saved = state.db.write(work).await?;
    *version = saved.version.to_string();
    if then != "check" {
        return Ok(Done::Here(Outcome {
            trial: Some(trial),
            note: Some(caller.words().t("mappings-note-saved").to_owned()),
            ..Outcome::default()
        }));
    }
    let sent = Sent {
        name: file.file_name.clone(),
        sha256: file.sha256.clone(),
        bytes: u64::try_from(file.bytes).map_err(Error::internal)?,
        content: Content::Table(Shelf::Transfers),
        mapping: mappings::kept(&mapping),
    };
    let how = How {
        dry_run: true,
        create_missing: false,
    };
    let ctx = caller.ctx();
    let import = state.db.write(move |conn| desk::begin(conn, &ctx, &sent, how)).await?;
    state.imports.ring();
    Ok(Done::Gone(crate::web::pages::imports::href(import.r#ref)))
}

/// Lets go of a file.
pub(super) async fn discard(
    state: Data<State>,
    caller: Caller,
    path: Path,
    _form: Form,
) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    state
        .db
        .write(move |conn| mappings::discard(conn, &ctx, &reference))
        .await?;
    Ok(see_other("/mappings?note=discarded"))
}
