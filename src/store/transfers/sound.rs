//! Whether transfers and what is counted of them agree. The rows are written by the million without foreign keys, so this is asked
//! when somebody wants to know, not for every row.

use diesel::{
    QueryableByName,
    prelude::*,
    sql_query,
    sql_types::{BigInt, Text},
};

use crate::{
    error::Result,
    store::{Conn, dialect, dialect::on_each, schema::owed_flows},
};

/// Something that is wrong with a transfer.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Unsound {
    /// What kind of thing it is about: a table, or a column that names a record.
    #[diesel(sql_type = Text)]
    pub what: String,
    /// Row number of the transfer, or of the organization where a flow begins.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
}

/// Rows that name what is not there, each with its number.
const LOST: [(&str, &str); 6] = [
    (
        "records",
        "SELECT t.id FROM transfers t LEFT JOIN records r ON r.id = t.id WHERE r.id IS NULL",
    ),
    (
        "from_id",
        "SELECT t.id FROM transfers t LEFT JOIN organizations o ON o.id = t.from_id
         WHERE t.from_id IS NOT NULL AND o.id IS NULL",
    ),
    (
        "to_id",
        "SELECT t.id FROM transfers t LEFT JOIN organizations o ON o.id = t.to_id
         WHERE t.to_id IS NOT NULL AND o.id IS NULL",
    ),
    (
        "source_id",
        "SELECT t.id FROM transfers t LEFT JOIN sources s ON s.id = t.source_id
         WHERE t.source_id IS NOT NULL AND s.id IS NULL",
    ),
    (
        "transfer_goods",
        "SELECT g.transfer_id AS id FROM transfer_goods g LEFT JOIN transfers t ON t.id = g.transfer_id WHERE t.id IS NULL",
    ),
    (
        "transfers",
        "SELECT r.id FROM records r LEFT JOIN transfers t ON t.id = r.id WHERE r.shelf = 'transfers' AND t.id IS NULL",
    ),
];

/// Pairs of organizations whose flow is not the number of transfers between them.
const MISCOUNTED: &str = "SELECT COALESCE(f.from_id, t.from_id) AS id
    FROM (SELECT from_id, to_id, counted, COUNT(*) AS number FROM transfers
          WHERE counted >= 0 AND from_id IS NOT NULL AND to_id IS NOT NULL GROUP BY from_id, to_id, counted) t
    FULL JOIN flows f ON f.from_id = t.from_id AND f.to_id = t.to_id AND f.openness = t.counted
    WHERE f.count IS NULL OR t.number IS NULL OR f.count <> t.number";

/// The first thing that is wrong; `None` when nothing is. What an import still owes is not wrong.
///
/// # Errors
/// Those of the database.
pub fn first_unsound(conn: &mut Conn) -> Result<Option<Unsound>> {
    dialect::take_time(conn)?;
    let owed: i64 = owed_flows::table.count().get_result(conn)?;
    let counted = Some(("flows", MISCOUNTED)).filter(|_| owed == 0);
    for (what, statement) in LOST.into_iter().chain(counted) {
        let text = format!("SELECT '{what}' AS what, w.id AS id FROM ({statement}) w LIMIT 1");
        let found: Option<Unsound> = on_each!(conn, c => sql_query(text).get_result(c).optional())?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
