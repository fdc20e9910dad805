//! What marks have left, where it was found, and what of it is still to be counted.

use diesel::prelude::*;

use crate::{
    domain::constellations::{Found, Imprint, Kind},
    error::{Error, Result},
    store::{
        Conn,
        dialect::{self, any, on_each},
        rereadings::On,
        schema::{components, constellations, imprints_to_count as to_count, mark_imprints as imprints, mark_readings},
    },
};

/// Where an imprint was found, and how open everything is that it was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The component.
    pub component: i64,
    /// The unit.
    pub unit: i64,
    /// The openness.
    pub openness: i16,
}

/// What one mark has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The mark.
    pub mark: i64,
    /// Where it stands.
    pub place: Option<Place>,
    /// What it has left there; empty where it stands nowhere.
    pub imprints: Vec<Imprint>,
}

#[derive(Insertable)]
#[diesel(table_name = imprints)]
struct NewRow<'a> {
    kind: i16,
    scope: &'a str,
    value: &'a str,
    marking_id: i64,
    component_id: i64,
    unit_id: i64,
    openness: i16,
}

/// Whether nobody is closing anything at this moment: until the transaction ends, whoever wants to waits.
///
/// # Errors
/// Those of the database.
pub fn alone(conn: &mut Conn) -> Result<bool> {
    dialect::alone_with_imprints(conn)
}

/// Keeps what marks have left in the place of what they had left before, and notes what is to be counted.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, all: &[Left]) -> Result<()> {
    let marks: Vec<i64> = all.iter().map(|one| one.mark).collect();
    if marks.is_empty() {
        return Ok(());
    }
    let mut scopes: Vec<String> = on_each!(conn, c => imprints::table
        .filter(any(imprints::marking_id, &marks))
        .select(imprints::scope)
        .load(c))?;
    on_each!(conn, c => diesel::delete(imprints::table.filter(any(imprints::marking_id, &marks))).execute(c))?;
    let mut rows: Vec<NewRow<'_>> = Vec::new();
    for one in all {
        let Some(place) = one.place else { continue };
        rows.extend(one.imprints.iter().map(|imprint| NewRow {
            kind: imprint.kind.number(),
            scope: &imprint.scope,
            value: &imprint.value,
            marking_id: one.mark,
            component_id: place.component,
            unit_id: place.unit,
            openness: place.openness,
        }));
    }
    // In the order of the index, so that its pages are written one after the other.
    rows.sort_unstable_by_key(|row| (row.scope, row.kind, row.value, row.marking_id));
    scopes.extend(rows.iter().map(|row| row.scope.to_owned()));
    for some in rows.chunks(500) {
        let some: Vec<&NewRow<'_>> = some.iter().collect();
        on_each!(conn, c => diesel::insert_into(imprints::table).values(some.clone()).execute(c))?;
    }
    note(conn, scopes)
}

/// Notes that these scopes are to be counted.
fn note(conn: &mut Conn, mut scopes: Vec<String>) -> Result<()> {
    scopes.sort_unstable();
    scopes.dedup();
    for some in scopes.chunks(500) {
        let rows: Vec<_> = some.iter().map(|scope| to_count::scope.eq(scope)).collect();
        on_each!(conn, c => diesel::insert_into(to_count::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Takes away what the marks on something have left, with everything that was counted from it, and has them read again whatever
/// they were read from before. For whoever closes it: what was counted must not tell about it for a moment longer.
///
/// # Errors
/// Those of the database.
pub fn forget(conn: &mut Conn, on: On) -> Result<()> {
    dialect::beside_imprints(conn)?;
    macro_rules! on_those {
        ($those:expr) => {{
            let scopes = imprints::table.filter($those).select(imprints::scope).distinct();
            let scopes: Vec<String> = scopes.load(conn)?;
            note(conn, scopes)?;
            let again = imprints::table.filter($those).select(imprints::marking_id);
            diesel::update(mark_readings::table.filter(mark_readings::marking_id.eq_any(again)))
                .set(mark_readings::digest.eq(""))
                .execute(conn)?;
            let scopes = imprints::table.filter($those).select(imprints::scope);
            diesel::delete(constellations::table.filter(constellations::scope.eq_any(scopes))).execute(conn)?;
            diesel::delete(imprints::table.filter($those)).execute(conn)?;
        }};
    }
    macro_rules! on_components {
        ($condition:expr) => {
            on_those!(imprints::component_id.eq_any(components::table.filter($condition).select(components::id)))
        };
    }
    match on {
        On::Mark(id) => on_those!(imprints::marking_id.eq(id)),
        On::Component(id) => on_those!(imprints::component_id.eq(id)),
        On::Unit(id) => on_components!(components::unit_id.eq(id)),
        On::MadeBy(id) => on_components!(components::maker_id.eq(id).or(components::brand_id.eq(id))),
        On::Part(id) => on_components!(components::part_id.eq(id)),
        // What a weapon or an incident says is in no imprint.
        On::UnitsOf(_) => {}
    }
    Ok(())
}

/// Up to `limit` scopes to be counted.
///
/// # Errors
/// Those of the database.
pub fn to_count(conn: &mut Conn, limit: i64) -> Result<Vec<String>> {
    Ok(on_each!(conn, c => to_count::table
        .order(to_count::scope)
        .limit(limit)
        .select(to_count::scope)
        .load(c))?)
}

/// Whether a scope waits to be counted.
///
/// # Errors
/// Those of the database.
pub fn is_waiting(conn: &mut Conn) -> Result<bool> {
    let first: Option<String> = on_each!(conn, c => to_count::table.select(to_count::scope).first(c).optional())?;
    Ok(first.is_some())
}

/// Notes that a scope was counted.
///
/// # Errors
/// Those of the database.
pub fn counted(conn: &mut Conn, scope: &str) -> Result<()> {
    on_each!(conn, c => diesel::delete(to_count::table.find(scope)).execute(c))?;
    Ok(())
}

/// The first `limit` imprints of one kind in a scope, in the order of their values, each with the component it was found on.
///
/// # Errors
/// Those of the database.
pub fn of_scope(conn: &mut Conn, scope: &str, kind: Kind, limit: i64) -> Result<Vec<(Found, i64)>> {
    let rows: Vec<(String, i16, i64, i64)> = on_each!(conn, c => imprints::table
        .filter(imprints::scope.eq(scope))
        .filter(imprints::kind.eq(kind.number()))
        .order((imprints::value, imprints::marking_id))
        .limit(limit)
        .select((imprints::value, imprints::openness, imprints::unit_id, imprints::component_id))
        .load(c))?;
    let found = |(value, openness, unit, component)| (Found { value, openness, unit }, component);
    Ok(rows.into_iter().map(found).collect())
}

/// What the marks on a component have left, as open as `level` at least.
///
/// # Errors
/// `Internal` when a row holds what no version of this program writes.
pub fn of_component(conn: &mut Conn, component: i64, level: i16) -> Result<Vec<Imprint>> {
    let rows: Vec<(i16, String, String)> = on_each!(conn, c => imprints::table
        .filter(imprints::component_id.eq(component))
        .filter(imprints::openness.ge(level))
        .select((imprints::kind, imprints::scope, imprints::value))
        .load(c))?;
    let mut all = Vec::with_capacity(rows.len());
    for (kind, scope, value) in rows {
        let kind = Kind::numbered(kind).ok_or_else(|| Error::internal(format!("imprint of kind {kind}")))?;
        all.push(Imprint { kind, scope, value });
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// The marks that have left these values, as open as `level` at least: of each its row number, at most `limit`.
///
/// # Errors
/// Those of the database.
pub fn marks(
    conn: &mut Conn,
    (kind, scope): (Kind, &str),
    (first, last): (&str, &str),
    level: i16,
    limit: i64,
) -> Result<Vec<(i64, String)>> {
    Ok(on_each!(conn, c => imprints::table
        .filter(imprints::scope.eq(scope))
        .filter(imprints::kind.eq(kind.number()))
        .filter(imprints::value.ge(first))
        .filter(imprints::value.le(last))
        .filter(imprints::openness.ge(level))
        .order((imprints::value, imprints::marking_id))
        .limit(limit)
        .select((imprints::marking_id, imprints::value))
        .load(c))?)
}

/// The components on which a mark has left this value, whatever they are, as open as `level` at least; at most `limit`.
///
/// # Errors
/// Those of the database.
pub fn carrying(conn: &mut Conn, kind: Kind, value: &str, level: i16, limit: i64) -> Result<Vec<i64>> {
    Ok(on_each!(conn, c => imprints::table
        .filter(imprints::kind.eq(kind.number()))
        .filter(imprints::value.eq(value))
        .filter(imprints::openness.ge(level))
        .order(imprints::component_id)
        .select(imprints::component_id)
        .distinct()
        .limit(limit)
        .load(c))?)
}
