//! Rows of decisions about chains.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    domain::{
        chains::kept::{self, KeptChain, KeptStep, NewKeptChain, Since},
        parse::Pointer,
        records::{Head, Link, State},
    },
    error::{Error, Result},
    store::{
        Conn,
        dialect::{any, on_each},
        records::{self as heads, HeadRow},
        schema::{chain_steps, chains, records},
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = chains)]
struct Row {
    id: i64,
    component_id: i64,
    verdict: String,
    reason: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = chains)]
struct Values<'a> {
    component_id: i64,
    verdict: &'a str,
    reason: &'a str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = chain_steps)]
struct StepRow {
    chain_id: i64,
    transfer_id: i64,
    version: i32,
}

fn values(new: &NewKeptChain) -> Result<Values<'_>> {
    let NewKeptChain {
        component,
        verdict,
        steps: _,
        reason,
    } = new;
    Ok(Values {
        component_id: component
            .id
            .ok_or_else(|| Error::internal("a decision about the chain of no component was let through"))?,
        verdict,
        reason,
    })
}

/// Finishes rows with the component and the steps, each as it stands now.
fn finish(conn: &mut Conn, rows: Vec<(Head, Row)>) -> Result<Vec<KeptChain>> {
    let ids: Vec<i64> = rows.iter().map(|(head, _)| head.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let steps: Vec<StepRow> = on_each!(conn, c => chain_steps::table
        .filter(any(chain_steps::chain_id, &ids))
        .order((chain_steps::chain_id, chain_steps::position))
        .select(StepRow::as_select())
        .load(c))?;
    let mut wanted: Vec<i64> = steps.iter().map(|step| step.transfer_id).collect();
    wanted.extend(rows.iter().map(|(_, row)| row.component_id));
    wanted.sort_unstable();
    wanted.dedup();
    let known = heads::get_all(conn, &wanted)?;
    let mut of: HashMap<i64, Vec<StepRow>> = HashMap::new();
    for step in steps {
        of.entry(step.chain_id).or_default().push(step);
    }
    rows.into_iter()
        .map(|(head, row)| {
            let steps = of.remove(&row.id).unwrap_or_default();
            finished(head, row, &steps, &known)
        })
        .collect()
}

fn finished(head: Head, row: Row, steps: &[StepRow], known: &HashMap<i64, Head>) -> Result<KeptChain> {
    let Row {
        id,
        component_id,
        verdict,
        reason,
    } = row;
    let find = |wanted: i64| {
        known
            .get(&wanted)
            .ok_or_else(|| Error::internal(format!("chain {id} rests on record {wanted}, which is not there")))
    };
    let component = Link::to(find(component_id)?);
    let mut rests_on = vec![component.clone()];
    let mut told = Vec::with_capacity(steps.len());
    for step in steps {
        let transfer = find(step.transfer_id)?;
        let link = as_needed(transfer);
        rests_on.push(link.clone());
        told.push(KeptStep {
            since: since(&head, step.version, transfer, &link),
            transfer: link,
            version: step.version,
        });
    }
    Ok(KeptChain {
        head,
        what: NewKeptChain {
            component: Pointer::default(),
            verdict,
            steps: Vec::new(),
            reason,
        },
        component: Some(component),
        steps: told,
        rests_on,
    })
}

/// A link to a transfer, as open as all that a chain needs of it.
fn as_needed(transfer: &Head) -> Link {
    let mut link = Link::to(transfer);
    link.openness = link.openness.min(kept::needed(transfer).rank());
    link
}

/// What became of a step since it was decided on.
fn since(decision: &Head, version: i32, transfer: &Head, link: &Link) -> Since {
    if transfer.merged_into.is_some() {
        return Since::Merged;
    }
    match transfer.state {
        State::Accepted => {}
        State::Submitted | State::Draft if decision.state != State::Accepted => {}
        _ => return Since::Gone,
    }
    if decision.state == State::Accepted && link.openness < decision.openness() {
        return Since::Closed;
    }
    match transfer.version == version {
        true => Since::Same,
        false => Since::Changed(transfer.version),
    }
}

/// The decision behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<KeptChain> {
    let row: Row = chains::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("chains"))?;
    finish(conn, vec![(head, row)])?.pop().ok_or(Error::NotFound("chains"))
}

/// These decisions, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<KeptChain>> {
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => chains::table
        .inner_join(records::table.on(records::id.eq(chains::id)))
        .filter(any(chains::id, ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let mut found = headed(conn, rows)?;
    heads::in_order(&mut found, ids, |one| one.head.id);
    Ok(found)
}

/// The decisions about chains of these components, newest first. Unreleased.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, components: &[i64]) -> Result<Vec<KeptChain>> {
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => chains::table
        .inner_join(records::table.on(records::id.eq(chains::id)))
        .filter(any(chains::component_id, components))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let mut found = headed(conn, rows)?;
    found.sort_by_key(|one| std::cmp::Reverse(one.head.id));
    Ok(found)
}

fn headed(conn: &mut Conn, rows: Vec<(HeadRow, Row)>) -> Result<Vec<KeptChain>> {
    let rows = rows
        .into_iter()
        .map(|(head, row)| Ok((head.into_head()?, row)))
        .collect::<Result<Vec<_>>>()?;
    finish(conn, rows)
}

/// Writes the rows of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewKeptChain) -> Result<()> {
    diesel::insert_into(chains::table)
        .values((chains::id.eq(id), values(new)?))
        .execute(conn)?;
    insert_steps(conn, id, new)
}

/// Replaces the rows.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewKeptChain) -> Result<()> {
    diesel::update(chains::table.find(id)).set(values(new)?).execute(conn)?;
    diesel::delete(chain_steps::table.filter(chain_steps::chain_id.eq(id))).execute(conn)?;
    insert_steps(conn, id, new)
}

fn insert_steps(conn: &mut Conn, id: i64, new: &NewKeptChain) -> Result<()> {
    let mut rows = Vec::with_capacity(new.steps.len());
    for (position, step) in (0_i32..).zip(&new.steps) {
        let (Some(transfer), Some(version)) = (step.transfer.id, step.version) else {
            return Err(Error::internal("a step without a transfer was let through"));
        };
        rows.push((
            chain_steps::chain_id.eq(id),
            chain_steps::position.eq(position),
            chain_steps::transfer_id.eq(transfer),
            chain_steps::version.eq(version),
        ));
    }
    on_each!(conn, c => diesel::insert_into(chain_steps::table).values(&rows).execute(c))?;
    Ok(())
}

/// Notes that the steps were looked at as they stand now.
///
/// # Errors
/// Those of the database.
pub fn stamp(conn: &mut Conn, id: i64, transfers: &[i64]) -> Result<()> {
    for head in heads::get_all(conn, transfers)?.into_values() {
        let step = chain_steps::table
            .filter(chain_steps::chain_id.eq(id))
            .filter(chain_steps::transfer_id.eq(head.id));
        diesel::update(step)
            .set(chain_steps::version.eq(head.version))
            .execute(conn)?;
    }
    Ok(())
}
