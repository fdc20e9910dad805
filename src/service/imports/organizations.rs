//! Importing the table of organizations. What a row says is added to what the catalogue knows; nothing is taken away.

use std::collections::{HashMap, HashSet};

use super::{How, Progress, Report, Table, each_once, making::Maker, note, ours, state_of, wrong_cell};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::organizations::OrganizationRow,
        organizations::{NewOrganization, Organization},
        parse::date_text,
        records::{Head, Record, Shelf, State},
        release::{self, Release, Released},
        succession,
    },
    error::{Error, Result, Say},
    service::{
        Ctx,
        records::{self, Keep},
    },
    store::{self, Conn},
};

/// Rows looked up together.
const BATCH: usize = 500;
/// Rows written together.
const TOGETHER: usize = 5_000;

/// See [`super::run`].
pub(super) fn run(
    conn: &mut Conn,
    ctx: &Ctx,
    mut table: Table<OrganizationRow>,
    how: How,
    progress: Progress<'_>,
) -> Result<Report> {
    ctx.actor.must(Action::Import)?;
    each_once(&mut table);
    let mut known = find(conn, ctx, table.rows.iter().map(|row| row.record_id.as_str()))?;
    let named = table.rows.iter().flat_map(|row| &row.successor_of);
    let before = find(conn, ctx, named.map(String::as_str))?;
    check(ctx, &mut table, &known, &before)?;
    let mut report = Report {
        total: table.total,
        wrong: table.bad_rows,
        errors: std::mem::take(&mut table.errors),
        ..Report::default()
    };
    report.errors.sort_by_key(|error| error.line);
    if report.wrong > 0 {
        return Ok(report);
    }
    if how.dry_run {
        for row in &table.rows {
            let there = known.get(&row.record_id);
            let succeeds = is_missing(conn, row, &known, &before)?;
            match there {
                None => report.made += 1,
                Some(there) if succeeds || more(there, row)?.is_some() => report.changed += 1,
                Some(_) => report.same += 1,
            }
        }
        progress(report.total)?;
        return Ok(report);
    }
    known.extend(before);
    store::imports::hurry(conn)?;
    let made = write(conn, ctx, &table.rows, known, &mut report, progress);
    store::imports::slow_down(conn)?;
    let made = made?;
    report.written = true;
    if let Some(import) = &table.import {
        store::imports::keep_records(conn, import.id, &made)?;
    }
    note(conn, ctx, Shelf::Organizations, &table, &report)?;
    Ok(report)
}

/// The organizations that these rows became, or those they were merged into since.
fn find<'a>(conn: &mut Conn, ctx: &Ctx, names: impl Iterator<Item = &'a str>) -> Result<HashMap<String, Organization>> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    let mut found = HashMap::new();
    for some in names.chunks(BATCH) {
        let mut standing: HashMap<i64, Vec<String>> = HashMap::new();
        let imported = store::records::find_all_imported(conn, Shelf::Organizations, some)?;
        let ours = ours::find(conn, ctx, Shelf::Organizations, some.iter().copied())?;
        for (name, head) in imported.into_iter().chain(ours) {
            let head = store::records::standing(conn, head)?;
            standing.entry(head.id).or_default().push(name);
        }
        let ids: Vec<i64> = standing.keys().copied().collect();
        for organization in store::organizations::list(conn, &ids)? {
            // Who may not change a record must not learn by trying what it says beyond what they are told.
            let organization = match may_not_change(ctx, &organization.head) {
                None => organization,
                Some(_) => {
                    release::release(organization.clone(), &ctx.actor).map_or(organization, Released::into_inner)
                }
            };
            for name in standing.remove(&organization.head.id).unwrap_or_default() {
                found.insert(name, organization.clone());
            }
        }
    }
    Ok(found)
}

/// Refuses rows that may not change what they became, predecessors that are nowhere, and circles.
fn check(
    ctx: &Ctx,
    table: &mut Table<OrganizationRow>,
    known: &HashMap<String, Organization>,
    before: &HashMap<String, Organization>,
) -> Result<()> {
    let places: HashMap<&str, i64> = table
        .rows
        .iter()
        .zip(0..)
        .map(|(row, place)| (row.record_id.as_str(), place))
        .collect();
    let mut after: HashMap<i64, Vec<i64>> = HashMap::new();
    for (row, place) in table.rows.iter().zip(0..) {
        for name in &row.successor_of {
            if let Some(from) = places.get(name.as_str()) {
                after.entry(*from).or_default().push(place);
            }
        }
    }
    let mut wrong = Vec::new();
    for (row, place) in table.rows.iter().zip(0..) {
        if let Some(say) = known.get(&row.record_id).and_then(|there| settled(ctx, there, row)) {
            wrong.push(wrong_cell(row, "record_id", &row.record_id, say));
        }
        for name in &row.successor_of {
            let here = places.get(name.as_str()).copied();
            let say = match (here, before.get(name)) {
                (None, None) => Some(Say::new("import-successor-unknown").with("given", name)),
                (None, Some(there)) => may_not_change(ctx, &there.head),
                (Some(from), _) => {
                    let next = |ids: &[i64]| {
                        let all = ids.iter().filter_map(|id| after.get(id)).flatten();
                        Ok::<_, Error>(all.copied().collect())
                    };
                    let circles = succession::would_circle(from, &[place], next)?;
                    circles.then(|| Say::new("succession-circle").with("given", name))
                }
            };
            wrong.extend(say.map(|say| wrong_cell(row, "successor_of", name, say)));
        }
    }
    for error in wrong {
        table.refuse(vec![error]);
    }
    Ok(())
}

/// Why this person may not change a record, if so: what is in the catalogue is changed by proposals.
fn may_not_change(ctx: &Ctx, head: &Head) -> Option<Say> {
    let account = ctx.actor.account?;
    let own = head.created_by == Some(account) && matches!(head.state, State::Draft | State::Returned);
    match (own, ctx.actor.sight().sees(head)) {
        (true, _) => None,
        (false, true) => Some(Say::new("import-record-settled").with("ref", head.r#ref)),
        (false, false) => Some(Say::new("import-record-taken")),
    }
}

fn settled(ctx: &Ctx, there: &Organization, row: &OrganizationRow) -> Option<Say> {
    let say = may_not_change(ctx, &there.head)?;
    let says_more = more(there, row).ok().flatten().is_some();
    (says_more || say.key == "import-record-taken").then_some(say)
}

/// What a row says that the organization does not say yet; `None` when that is nothing.
fn more(there: &Organization, row: &OrganizationRow) -> Result<Option<Fields>> {
    let said = NewOrganization::parse(&row.fields())?;
    let renamed = there.head.record_id.as_deref() == Some(&row.record_id) && there.what.name != said.name;
    let mut next = there.what.clone();
    next.absorb(&said);
    if renamed {
        // The row of this very organization names it anew; what it was called stays among its names.
        let old = Organization {
            what: NewOrganization {
                name: said.name.clone(),
                ..there.what.clone()
            },
            ..there.clone()
        };
        next = old.what;
        next.absorb(&there.what);
        next.absorb(&said);
    }
    for (own, given) in [
        (&mut next.hq_country, &said.hq_country),
        (&mut next.incorporation_country, &said.incorporation_country),
    ] {
        if !given.is_empty() {
            own.clone_from(given);
        }
    }
    let after = Organization {
        what: next,
        ..there.clone()
    };
    let (now, then) = (there.fields(), after.fields());
    let changed: Fields = then
        .iter()
        .filter(|(name, text)| now.get(name) != *text)
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    Ok((!changed.is_empty()).then_some(changed))
}

/// Whether some predecessor of a row does not say yet that it became this organization.
fn is_missing(
    conn: &mut Conn,
    row: &OrganizationRow,
    known: &HashMap<String, Organization>,
    before: &HashMap<String, Organization>,
) -> Result<bool> {
    let Some(own) = known.get(&row.record_id) else {
        return Ok(!row.successor_of.is_empty());
    };
    for name in &row.successor_of {
        match known.get(name).or_else(|| before.get(name)) {
            Some(there) if becomes(conn, there, own.head.id, &row.valid_from)?.is_none() => {}
            _ => return Ok(true),
        }
    }
    Ok(false)
}

/// The succession of an organization with the step to `to`, unless it has that step already.
fn becomes(conn: &mut Conn, there: &Organization, to: i64, since: &str) -> Result<Option<String>> {
    let same = |step: &&succession::Succession| step.to.id == Some(to);
    let step = there.what.succession.iter().find(same);
    if step.is_some_and(|step| since.is_empty() || date_text(&step.since) == since) {
        return Ok(None);
    }
    let reference = store::records::get(conn, to)?.r#ref;
    let mut lines: Vec<String> = there
        .what
        .succession
        .iter()
        .filter(|step| step.to.id != Some(to))
        .map(succession::Succession::line)
        .collect();
    lines.push(format!("became {reference} | {since} |"));
    Ok(Some(lines.join("\n")))
}

fn write(
    conn: &mut Conn,
    ctx: &Ctx,
    rows: &[OrganizationRow],
    mut known: HashMap<String, Organization>,
    report: &mut Report,
    progress: Progress<'_>,
) -> Result<Vec<i64>> {
    let mut maker = Maker::new(ctx, state_of(ctx));
    // Only those that a succession names are needed again.
    let named: HashSet<&str> = rows
        .iter()
        .flat_map(|row| &row.successor_of)
        .map(String::as_str)
        .collect();
    let mut made = Vec::with_capacity(rows.len());
    // The rows that were there, and whether something changed.
    let mut changed: HashMap<&str, bool> = HashMap::new();
    let mut done = 0;
    for some in rows.chunks(TOGETHER) {
        let (old, new): (Vec<_>, Vec<_>) = some.iter().partition(|row| known.contains_key(&row.record_id));
        let mut needed: Vec<(String, Head)> = Vec::new();
        made.extend(make(conn, ctx, &mut maker, &new, |row, head| {
            if named.contains(row.record_id.as_str()) || !row.successor_of.is_empty() {
                needed.push((row.record_id.clone(), head));
            }
        })?);
        for (name, head) in needed {
            known.insert(name, Organization::load(conn, head)?);
        }
        report.made += u64::try_from(new.len()).map_err(Error::internal)?;
        for row in old {
            let more = known
                .get(&row.record_id)
                .map(|there| more(there, row))
                .transpose()?
                .flatten();
            changed.insert(&row.record_id, more.is_some());
            if let (Some(fields), Some(there)) = (more, known.get(&row.record_id)) {
                let (head, why) = (there.head.clone(), format!("import, line {}", row.line));
                let head = records::apply::<Organization>(conn, ctx, &head, &fields, &why, "import_row")?;
                made.push(head.id);
                known.insert(row.record_id.clone(), Organization::load(conn, head)?);
            }
        }
        done += u64::try_from(some.len()).map_err(Error::internal)?;
        progress(done)?;
    }
    for row in rows.iter().filter(|row| !row.successor_of.is_empty()) {
        let fresh = made.len();
        for name in &row.successor_of {
            succeed(conn, ctx, (name, row), &mut known, &mut made)?;
        }
        if let Some(changed) = changed.get_mut(row.record_id.as_str()) {
            *changed |= made.len() > fresh;
        }
    }
    let count = |wanted: bool| u64::try_from(changed.values().filter(|one| **one == wanted).count());
    report.changed = count(true).map_err(Error::internal)?;
    report.same = count(false).map_err(Error::internal)?;
    progress(report.total)?;
    Ok(made)
}

/// Makes the organizations of rows that no record is yet.
fn make(
    conn: &mut Conn,
    ctx: &Ctx,
    maker: &mut Maker,
    rows: &[&OrganizationRow],
    mut met: impl FnMut(&OrganizationRow, Head),
) -> Result<Vec<i64>> {
    let mut new = Vec::with_capacity(rows.len());
    for row in rows {
        let said = NewOrganization::parse(&row.fields())?;
        new.push((row.record_id.clone(), Release::Public, said));
    }
    let heads = maker.organizations(conn, ctx, new)?;
    let ids = heads.iter().map(|head| head.id).collect();
    for (row, head) in rows.iter().zip(heads) {
        met(row, head);
    }
    Ok(ids)
}

/// Notes at a predecessor what it became.
fn succeed(
    conn: &mut Conn,
    ctx: &Ctx,
    (name, row): (&str, &OrganizationRow),
    known: &mut HashMap<String, Organization>,
    made: &mut Vec<i64>,
) -> Result<()> {
    let (Some(own), Some(there)) = (known.get(&row.record_id), known.get(name)) else {
        return Ok(());
    };
    // Merged into one since the file was written: then neither became the other.
    if own.head.id == there.head.id {
        return Ok(());
    }
    let (to, head) = (own.head.id, there.head.clone());
    let Some(text) = becomes(conn, there, to, &row.valid_from)? else {
        return Ok(());
    };
    let fields = Fields::new().with("succession", text);
    let why = format!("import, line {}", row.line);
    let head = records::apply::<Organization>(conn, ctx, &head, &fields, &why, "import_row")?;
    made.push(head.id);
    known.insert(name.to_owned(), Organization::load(conn, head)?);
    Ok(())
}
