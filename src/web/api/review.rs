//! Handing in and deciding, for programs.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::header, web::Data};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        fields::{Change, Fields},
        refs::Ref,
    },
    error::{Error, Problems, Result, Say},
    service::{
        self,
        dossiers::Part,
        review::{Filed, Shown, Slot, What},
    },
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path, Query},
        urls,
    },
};

/// Entries in one answer.
const ROWS: usize = 50;

/// A submission or a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewJson {
    /// Its reference.
    pub r#ref: String,
    /// `submission` or `proposal`.
    pub kind: &'static str,
    /// Address of its page.
    pub url: String,
    /// What names it.
    pub title: String,
    /// `submitted`, `accepted`, `returned` or `withdrawn`.
    pub state: &'static str,
    /// Who handed it in.
    pub author: String,
    /// Whether that is who asks: someone else must review it.
    pub yours: bool,
    /// When it was handed in, RFC 3339.
    pub waiting_since: String,
    /// What its author says about it.
    pub note: String,
    /// Who decided; empty until then.
    pub decided_by: String,
    /// When, RFC 3339, or null.
    pub decided_at: Option<String>,
    /// Why.
    pub reason: String,
    /// How many records of each shelf were handed in.
    pub counts: BTreeMap<&'static str, i64>,
    /// The fields that are proposed to change.
    pub changed: Vec<String>,
    /// The records, with what they say. Only when one entry is asked for, and empty for one that is decided on as a whole.
    pub records: Vec<UnderReviewJson>,
    /// For a submission that is decided on as a whole: what the decision says it was made on. Empty otherwise.
    pub seen: String,
}

/// A record under review.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnderReviewJson {
    /// Its reference.
    pub r#ref: String,
    /// Its shelf.
    pub shelf: &'static str,
    /// The version that is decided on; send it back as `version:REF`.
    pub version: i32,
    /// Its state.
    pub state: &'static str,
    /// Its release level.
    pub release: &'static str,
    /// Its fields. Of a proposal: those it changes, as they would be.
    pub fields: BTreeMap<String, String>,
    /// What a proposal changes.
    pub proposed: Vec<ChangeJson>,
    /// What others changed since it was proposed.
    pub meanwhile: Vec<ChangeJson>,
    /// Fields that both changed, each to something else: it cannot be accepted as it is.
    pub clashes: Vec<String>,
}

/// A field before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeJson {
    /// Name of the field.
    pub field: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// A page of the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueJson {
    /// Those that have waited longest come first.
    pub results: Vec<ReviewJson>,
    /// Address of the next page, or null on the last.
    pub next: Option<String>,
}

fn entry(site: &str, slot: Slot, kind: &'static str, title: String) -> ReviewJson {
    ReviewJson {
        r#ref: slot.r#ref.to_string(),
        kind,
        url: format!("{site}/review/{}", slot.r#ref),
        title,
        state: slot.standing.as_str(),
        author: slot.author,
        yours: slot.yours,
        waiting_since: slot.at.to_rfc3339(),
        note: slot.note,
        decided_by: slot.decided_by,
        decided_at: slot.decided_at.map(|at| at.to_rfc3339()),
        reason: slot.reason,
        counts: BTreeMap::new(),
        changed: Vec::new(),
        records: Vec::new(),
        seen: String::new(),
    }
}

fn filed(site: &str, filed: Filed) -> ReviewJson {
    let Filed {
        slot,
        title,
        what,
        records: _,
    } = filed;
    match what {
        What::Records(counts) => ReviewJson {
            counts: counts
                .into_iter()
                .map(|(shelf, count)| (shelf.as_str(), count))
                .collect(),
            ..entry(site, slot, "submission", title)
        },
        What::Change(_, changed) => ReviewJson {
            changed,
            ..entry(site, slot, "proposal", title)
        },
    }
}

fn changes(changes: Vec<Change>) -> Vec<ChangeJson> {
    let one = |Change { field, before, after }| ChangeJson { field, before, after };
    changes.into_iter().map(one).collect()
}

fn part(part: Part) -> UnderReviewJson {
    let told = part.told;
    UnderReviewJson {
        r#ref: told.head.r#ref.to_string(),
        shelf: told.head.shelf.as_str(),
        version: told.head.version,
        state: told.head.state.as_str(),
        release: told.head.release.as_str(),
        fields: told
            .fields
            .iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect(),
        proposed: Vec::new(),
        meanwhile: changes(part.since_return),
        clashes: Vec::new(),
    }
}

fn shown(site: &str, shown: Shown) -> ReviewJson {
    match shown {
        Shown::Submission(found) => {
            let mut counts = BTreeMap::new();
            for part in &found.parts {
                *counts.entry(part.told.head.shelf.as_str()).or_insert(0) += 1;
            }
            ReviewJson {
                counts,
                records: found.parts.into_iter().map(part).collect(),
                ..entry(site, found.slot, "submission", found.title)
            }
        }
        Shown::Batch(found) => ReviewJson {
            counts: found
                .counts
                .iter()
                .map(|(shelf, count)| (shelf.as_str(), *count))
                .collect(),
            seen: found.seen,
            ..entry(site, found.slot, "submission", found.title)
        },
        Shown::Proposal(found) => {
            let (head, merge) = (found.head, found.merge);
            let record = UnderReviewJson {
                r#ref: head.r#ref.to_string(),
                shelf: head.shelf.as_str(),
                version: head.version,
                state: head.state.as_str(),
                release: head.release.as_str(),
                fields: merge
                    .proposed
                    .iter()
                    .map(|one| (one.field.clone(), one.after.clone()))
                    .collect(),
                clashes: merge.clashes.into_iter().map(|clash| clash.field).collect(),
                proposed: changes(merge.proposed),
                meanwhile: changes(merge.meanwhile),
            };
            ReviewJson {
                changed: record.proposed.iter().map(|one| one.field.clone()).collect(),
                records: vec![record],
                ..entry(site, found.slot, "proposal", head.title)
            }
        }
    }
}

/// The queue.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, ApiError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let ctx = caller.ctx();
    let (found, next) = state
        .db
        .read(move |conn| service::review::queue(conn, &ctx, after.as_ref(), ROWS))
        .await?;
    let next = next.map(|next| urls::with_query("/api/v1/reviews", &[("after", &urls::cursor(&next))]));
    Ok(HttpResponse::Ok().json(QueueJson {
        results: found.into_iter().map(|one| filed(&state.site, one)).collect(),
        next: next.map(|next| format!("{}{next}", state.site)),
    }))
}

/// One entry, for reviewers and its author.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(found(&state, &caller, path.reference()?).await?))
}

async fn found(state: &State, caller: &Caller, reference: Ref) -> Result<ReviewJson> {
    let ctx = caller.ctx();
    let (found, _) = state
        .db
        .read(move |conn| service::review::show(conn, &ctx, &reference, None))
        .await?;
    Ok(shown(&state.site, found))
}

/// Decides; answers with the entry as it now is.
pub async fn decide(
    state: Data<State>,
    caller: Caller,
    path: Path,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    state
        .db
        .write(move |conn| service::review::decide(conn, &ctx, &reference, &fields))
        .await?;
    Ok(HttpResponse::Ok().json(found(&state, &caller, reference).await?))
}

/// Takes back one's own: 204.
pub async fn take_back(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    state
        .db
        .write(move |conn| service::review::take_back(conn, &ctx, &reference))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The records a body names: a unit with everything that belongs to it, all that an import made, or single ones.
enum Named {
    Unit(Ref),
    Import(Ref),
    Records(Vec<Ref>),
}

/// What names many records at once: its field, its shelf, what it becomes.
type Whole = (&'static str, &'static str, fn(Ref) -> Named);

const WHOLES: [Whole; 2] = [("unit", "units", Named::Unit), ("import", "imports", Named::Import)];

fn named(fields: &Fields) -> Result<Named> {
    let mut problems = Problems::new();
    for (field, shelf, whole) in WHOLES {
        let given = fields.get(field);
        if !given.is_empty() {
            let named = problems.take(field, Ref::parse(given));
            problems.done()?;
            return named.map(whole).ok_or(Error::NotFound(shelf));
        }
    }
    if fields.get("records").is_empty() {
        problems.add("records", Say::new("required"));
    }
    let refs = fields
        .lines("records")
        .filter_map(|line| problems.take("records", Ref::parse(line)))
        .collect();
    problems.done()?;
    Ok(Named::Records(refs))
}

/// Hands in: 201 with the submission.
pub async fn submit(
    state: Data<State>,
    caller: Caller,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let ctx = caller.ctx();
    let made = state
        .db
        .write(move |conn| {
            ctx.actor.must(crate::domain::access::Action::Write)?;
            let note = fields.get("note");
            match named(&fields)? {
                Named::Unit(unit) => service::submissions::submit_unit(conn, &ctx, &unit, note),
                Named::Import(import) => service::imports::desk::hand_in(conn, &ctx, &import, note),
                Named::Records(refs) => service::submissions::submit_records(conn, &ctx, &refs, note),
            }
        })
        .await?;
    let reference = made.slip.r#ref;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("/api/v1/reviews/{reference}")))
        .json(found(&state, &caller, reference).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_names_a_unit_or_records() {
        assert!(matches!(
            named(&Fields::new().with("unit", "7Q01ZK1D")),
            Ok(Named::Unit(_))
        ));
        assert!(matches!(
            named(&Fields::new().with("import", "7Q01ZK1D")),
            Ok(Named::Import(_))
        ));
        let records = Fields::new().with("records", "7Q01ZK1D\n7Q01ZK1E");
        assert!(matches!(named(&records), Ok(Named::Records(refs)) if refs.len() == 2));
        for wrong in [
            Fields::new(),
            Fields::new().with("unit", "?"),
            Fields::new().with("import", "?"),
            Fields::new().with("records", "a\nb"),
        ] {
            assert!(matches!(named(&wrong), Err(Error::Invalid(_))));
        }
    }
}
