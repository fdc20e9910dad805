//! Rows of constellations, counted beforehand for each level of readers, and of the imprints they are counted from.

use diesel::{prelude::*, upsert::excluded};

use super::{
    Conn,
    dialect::on_each,
    schema::constellations::{self as table, dsl},
};
use crate::{
    domain::constellations::{Kind, Place, Shared},
    error::{Error, Result},
};

pub mod imprints;

/// A constellation as one level of readers may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its address.
    pub key: String,
    /// The level: the rank of a release.
    pub level: i16,
    /// What is shared.
    pub kind: Kind,
    /// Within what it is compared.
    pub scope: String,
    /// How many share what.
    pub shared: Shared,
    /// Whether there were more imprints than are counted.
    pub capped: bool,
    /// The part, where one is on record.
    pub part: Option<i64>,
    /// One of the components.
    pub component: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    key: String,
    level: i16,
    kind: i16,
    scope: String,
    first_value: String,
    last_value: String,
    units: i32,
    seen_units: i32,
    seen_values: i64,
    capped: bool,
    surprise: i32,
    part_id: Option<i64>,
    component_id: i64,
}

impl Row {
    fn of(one: &Counted) -> Result<Row> {
        let Counted {
            key,
            level,
            kind,
            scope,
            shared,
            capped,
            part,
            component,
        } = one;
        Ok(Row {
            key: key.clone(),
            level: *level,
            kind: kind.number(),
            scope: scope.clone(),
            first_value: shared.first.clone(),
            last_value: shared.last.clone(),
            units: i32::try_from(shared.units).map_err(Error::internal)?,
            seen_units: i32::try_from(shared.seen_units).map_err(Error::internal)?,
            seen_values: i64::try_from(shared.seen_values).map_err(Error::internal)?,
            capped: *capped,
            surprise: shared.surprise,
            part_id: *part,
            component_id: *component,
        })
    }

    fn into_counted(self) -> Result<Counted> {
        let Row {
            key,
            level,
            kind,
            scope,
            first_value,
            last_value,
            units,
            seen_units,
            seen_values,
            capped,
            surprise,
            part_id,
            component_id,
        } = self;
        let kind = Kind::numbered(kind).ok_or_else(|| Error::internal(format!("constellation {key}: kind {kind}")))?;
        Ok(Counted {
            key,
            level,
            kind,
            scope,
            shared: Shared {
                first: first_value,
                last: last_value,
                units: u32::try_from(units).map_err(Error::internal)?,
                seen_units: u32::try_from(seen_units).map_err(Error::internal)?,
                seen_values: u64::try_from(seen_values).map_err(Error::internal)?,
                surprise,
            },
            capped,
            part: part_id,
            component: component_id,
        })
    }
}

/// What a list of constellations is narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Only {
    /// One kind.
    pub kind: Option<Kind>,
    /// One part.
    pub part: Option<i64>,
}

/// Up to `limit` constellations of a level behind a place, the most surprising first.
///
/// # Errors
/// Those of the database.
pub fn page(conn: &mut Conn, level: i16, only: Only, after: Option<&Place>, limit: i64) -> Result<Vec<Counted>> {
    let mut query = table::table
        .filter(dsl::level.eq(level))
        .order((dsl::surprise.desc(), dsl::key.desc()))
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(kind) = only.kind {
        query = query.filter(dsl::kind.eq(kind.number()));
    }
    if let Some(part) = only.part {
        query = query.filter(dsl::part_id.eq(part));
    }
    if let Some(Place { surprise, key }) = after {
        let same = dsl::surprise.eq(*surprise).and(dsl::key.lt(key.clone()));
        query = query
            .filter(dsl::surprise.le(*surprise))
            .filter(dsl::surprise.lt(*surprise).or(same));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::into_counted).collect()
}

/// The constellation at an address, as a level of readers may know it.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, key: &str, level: i16) -> Result<Counted> {
    let row: Option<Row> = on_each!(conn, c => table::table
        .find((key, level))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.ok_or(Error::NotFound("constellations"))?.into_counted()
}

/// The constellation of a level that this value of a scope belongs to. Those of one scope and kind do not overlap, so that it can only
/// be the one that ends first at or behind the value; a common part has thousands.
///
/// # Errors
/// Those of the database.
pub fn holding(conn: &mut Conn, level: i16, kind: Kind, scope: &str, value: &str) -> Result<Option<Counted>> {
    let row: Option<Row> = on_each!(conn, c => table::table
        .filter(dsl::scope.eq(scope))
        .filter(dsl::kind.eq(kind.number()))
        .filter(dsl::level.eq(level))
        .filter(dsl::last_value.ge(value))
        .order(dsl::last_value)
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.filter(|row| row.first_value.as_str() <= value)
        .map(Row::into_counted)
        .transpose()
}

/// Puts these in the place of all constellations of a scope.
///
/// # Errors
/// Those of the database.
pub fn replace(conn: &mut Conn, scope: &str, all: &[Counted]) -> Result<()> {
    on_each!(conn, c => diesel::delete(table::table.filter(dsl::scope.eq(scope))).execute(c))?;
    let rows: Vec<Row> = all.iter().map(Row::of).collect::<Result<_>>()?;
    for some in rows.chunks(500) {
        // Two things with one address would be a collision of hashes: one of them is told then, and nothing fails.
        let some: Vec<&Row> = some.iter().collect();
        on_each!(conn, c => diesel::insert_into(table::table)
            .values(some.clone())
            .on_conflict((dsl::key, dsl::level))
            .do_update()
            .set(dsl::surprise.eq(excluded(dsl::surprise)))
            .execute(c))?;
    }
    Ok(())
}
