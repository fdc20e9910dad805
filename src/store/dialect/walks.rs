//! What walking from organization to organization asks of either database.

use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{Array, BigInt, SmallInt, Text},
};

use super::Id;
use crate::{domain::release::Sight, error::Result, store::db::Conn};

/// Those of these organizations that are out of sight, by the index of the few that are not public. SQLite would look up every
/// head by its number unless told; PostgreSQL finds the index by its condition.
pub(in crate::store) fn closed_organizations(conn: &mut Conn, ids: &[i64], sight: Sight) -> Result<Vec<i64>> {
    const CONDITION: &str = "shelf = 'organizations' AND openness < 3 AND openness < $1
        AND (created_by IS NULL OR created_by <> $2)";
    let me = sight.account.unwrap_or(-1);
    let rows: Vec<Id> = match conn {
        Conn::Sqlite(conn) => sql_query(format!(
            "SELECT id FROM records INDEXED BY organizations_closed WHERE {CONDITION}
             AND id IN (SELECT value FROM json_each($3))"
        ))
        .bind::<SmallInt, _>(sight.reach)
        .bind::<BigInt, _>(me)
        .bind::<Text, _>(serde_json::Value::from(ids).to_string())
        .load(conn)?,
        Conn::Postgres(conn) => sql_query(format!("SELECT id FROM records WHERE {CONDITION} AND id = ANY($3)"))
            .bind::<SmallInt, _>(sight.reach)
            .bind::<BigInt, _>(me)
            .bind::<Array<BigInt>, _>(ids)
            .load(conn)?,
    };
    Ok(rows.into_iter().map(|row| row.id).collect())
}
