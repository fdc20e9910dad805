//! Organizations by their names as they are compared: for imports, which ask for thousands at once.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    domain::records::Head,
    error::Result,
    store::{
        Conn,
        dialect::{any, any_text, on_each},
        records::HeadRow,
        schema::{organization_names as names, organization_successions as successions, organizations, records},
    },
};

/// An organization that bears a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The name as it is compared.
    pub folded: String,
    /// The organization.
    pub head: Head,
    /// The country of its seat; may be empty.
    pub seat: String,
    /// The country of its register; may be empty.
    pub register: String,
    /// Whether the name is its own, not one of its others.
    pub own: bool,
}

/// The organizations that bear one of these folded names, as their own or as another; merged and withdrawn ones are left out.
///
/// # Errors
/// Those of the database.
pub fn bearers(conn: &mut Conn, folded: &[String]) -> Result<Vec<Bearer>> {
    type Rows = Vec<(String, HeadRow, String, String)>;
    let mut found = Vec::new();
    for some in folded.chunks(500) {
        let own: Rows = on_each!(conn, c => records::table
            .inner_join(organizations::table)
            .filter(any_text(organizations::folded, some))
            .filter(records::merged_into.is_null())
            .filter(records::state.ne("withdrawn"))
            .order(records::id)
            .select((
                organizations::folded,
                HeadRow::as_select(),
                organizations::hq_country,
                organizations::incorporation_country,
            ))
            .load(c))?;
        let others: Rows = on_each!(conn, c => records::table
            .inner_join(organizations::table.inner_join(names::table))
            .filter(any_text(names::folded, some))
            .filter(records::merged_into.is_null())
            .filter(records::state.ne("withdrawn"))
            .order(records::id)
            .select((
                names::folded,
                HeadRow::as_select(),
                organizations::hq_country,
                organizations::incorporation_country,
            ))
            .load(c))?;
        for (rows, own) in [(own, true), (others, false)] {
            for (folded, head, seat, register) in rows {
                found.push(Bearer {
                    folded,
                    head: head.into_head()?,
                    seat,
                    register,
                    own,
                });
            }
        }
    }
    Ok(found)
}

/// What each of these organizations was before, by row numbers.
///
/// # Errors
/// Those of the database.
pub fn predecessor_ids(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<i64>>> {
    let rows: Vec<(i64, i64)> = on_each!(conn, c => successions::table
        .filter(any(successions::successor_id, ids))
        .order((successions::organization_id, successions::id))
        .select((successions::successor_id, successions::organization_id))
        .load(c))?;
    let mut found: HashMap<i64, Vec<i64>> = HashMap::new();
    for (successor, before) in rows {
        found.entry(successor).or_default().push(before);
    }
    Ok(found)
}
