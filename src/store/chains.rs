//! The goods lines that may concern a component, whoever may read them in the end: one statement for each way of agreeing, every
//! one of them bounded inside the database, and nothing loaded that a chain does not need.
//!
//! A statement walks the index of its key, keeps the lines whose transfer the reader may see at all and that lie in the time
//! asked for, and stops at [`Bounds::scanned`]; of these the nearest in time are read, at most [`Bounds::kept`]. So a common
//! part costs no more than that many look-ups, and what is kept back neither counts nor takes the place of what is not.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Date, Nullable, SmallInt, Text},
};

use super::{Conn, dialect::on_each};
use crate::{
    domain::{records::State, release::Sight},
    error::{Error, Result},
};

mod around;
pub mod kept;
mod parties;

pub use around::{Way, carried, components_of, dealt, links};
pub use parties::{Party, Successor, parties, successors};

/// The texts of one key in one statement: a fixed number of places, so that the statement is always the same.
const PLACES: usize = 8;
/// Stands in the places that are left: no key is written so. The same text again would make PostgreSQL expect as many more lines.
const NOTHING: &str = "-";
/// The ranges of serial numbers that are looked at, those that begin nearest before the number.
const RANGES: i64 = 2_000;

/// In what a line is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// These serial numbers, or ranges that may hold them.
    Serial(Vec<String>),
    /// These lots, folded.
    Lot(Vec<String>),
    /// These part numbers, folded.
    Part(Vec<String>),
    /// These families, folded.
    Family(Vec<String>),
    /// These codes of the Harmonized System, as lines write them.
    Hs(Vec<String>),
}

/// How much one statement may look at and how much it may bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Lines in sight and in time that are looked at.
    pub scanned: i64,
    /// Lines that are read.
    pub kept: i64,
}

/// The days between which a transfer must be able to lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// Not wholly before this day.
    pub from: Option<NaiveDate>,
    /// Not wholly behind this day.
    pub until: Option<NaiveDate>,
}

/// A goods line with its transfer, as much as a chain needs. It has not passed the release gate: its reader must still be asked
/// about the fields of the transfer and about both parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The transfer.
    pub transfer: i64,
    /// Levels of the transfer's fields, as the column has them; mostly empty.
    pub levels: String,
    /// Whether the reader made the record.
    pub own: bool,
    /// Where the record stands.
    pub state: State,
    /// Who let go, and in which country.
    pub from: (Option<i64>, String),
    /// Who took, and in which country.
    pub to: (Option<i64>, String),
    /// Its first day.
    pub earliest: Option<NaiveDate>,
    /// Its last day.
    pub latest: Option<NaiveDate>,
    /// The letter of its source.
    pub reliability: String,
    /// The number of the statement.
    pub credibility: String,
    /// The data set.
    pub dataset: Option<i64>,
    /// The part number, folded.
    pub part: String,
    /// The part of the catalogue, where a person took it for one.
    pub part_id: Option<i64>,
    /// The family, folded.
    pub family: String,
    /// The lot, folded.
    pub lot: String,
    /// The date code as written.
    pub date_code: String,
    /// The first serial number as written.
    pub serial_from: String,
    /// The last serial number as written.
    pub serial_to: String,
    /// The code of the Harmonized System.
    pub hs6: String,
    /// The part number was read from the words of the transfer.
    pub from_text: bool,
}

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = BigInt)]
    transfer_id: i64,
    #[diesel(sql_type = Text)]
    field_releases: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    created_by: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    from_id: Option<i64>,
    #[diesel(sql_type = Text)]
    from_country: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    to_id: Option<i64>,
    #[diesel(sql_type = Text)]
    to_country: String,
    #[diesel(sql_type = Nullable<Date>)]
    earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    latest: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    reliability: String,
    #[diesel(sql_type = Text)]
    credibility: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    source_id: Option<i64>,
    #[diesel(sql_type = Text)]
    part_folded: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    part_id: Option<i64>,
    #[diesel(sql_type = Text)]
    family_folded: String,
    #[diesel(sql_type = Text)]
    lot_folded: String,
    #[diesel(sql_type = Text)]
    date_code: String,
    #[diesel(sql_type = Text)]
    serial_from: String,
    #[diesel(sql_type = Text)]
    serial_to: String,
    #[diesel(sql_type = Text)]
    hs6: String,
    #[diesel(sql_type = SmallInt)]
    from_text: i16,
}

impl Row {
    fn into_candidate(self, me: i64) -> Result<Candidate> {
        let id = self.transfer_id;
        Ok(Candidate {
            transfer: id,
            levels: self.field_releases,
            own: self.created_by == Some(me),
            state: State::parse(&self.state).ok_or_else(|| Error::internal(format!("record {id}: unknown state")))?,
            from: (self.from_id, self.from_country),
            to: (self.to_id, self.to_country),
            earliest: self.earliest,
            latest: self.latest,
            reliability: self.reliability,
            credibility: self.credibility,
            dataset: self.source_id,
            part: self.part_folded,
            part_id: self.part_id,
            family: self.family_folded,
            lot: self.lot_folded,
            date_code: self.date_code,
            serial_from: self.serial_from,
            serial_to: self.serial_to,
            hs6: self.hs6,
            from_text: self.from_text > 0,
        })
    }
}

/// The columns of a line and its transfer that a chain needs.
const COLUMNS: &str = "g.transfer_id, g.part_folded, g.part_id, g.family_folded, g.lot_folded, g.date_code, g.serial_from,
    g.serial_to, g.hs6, g.from_text, t.from_id, t.from_country, t.to_id, t.to_country, t.earliest, t.latest, t.reliability, t.credibility,
    t.source_id";

/// Transfers in sight: `counted` says it without a look at the head for all that are released with their ends and days; the
/// head is asked only about the rest. `$12` is the least of what is counted, `$13` the least openness, `$14` the reader.
const IN_SIGHT: &str =
    "(t.counted >= $12 OR EXISTS (SELECT 1 FROM records h WHERE h.id = t.id AND h.merged_into IS NULL
    AND h.state <> 'withdrawn' AND (h.openness >= $13 OR h.created_by = $14)))";

/// Between two days, `$10` and `$11`.
const IN_TIME: &str = "(t.latest IS NULL OR t.latest >= $10) AND (t.earliest IS NULL OR t.earliest <= $11)";

/// What a statement is asked with. SQLite numbers the places of a statement in the order in which they first stand there, so
/// `lines` names all of its own, `$1` to `$9`, in that order.
pub(super) struct Question<'a> {
    /// Where lines come from: a part of a `FROM` that names `g` and `t`, and its condition.
    pub(super) lines: &'a str,
    /// The number of its condition, `$1`.
    pub(super) number: i64,
    /// The texts of its condition, `$2` to `$9`; [`NOTHING`] stands where there are fewer.
    pub(super) texts: Vec<String>,
    pub(super) days: Days,
    pub(super) bounds: Bounds,
    pub(super) sight: Sight,
}

/// The lines, nearest to the first day asked for, or to the last where no first is known; and whether there may be more.
pub(super) fn ask(conn: &mut Conn, question: &Question<'_>) -> Result<(Vec<Candidate>, bool)> {
    let Question {
        lines,
        texts,
        number,
        days,
        bounds,
        sight,
    } = question;
    let order = match (days.from, days.until) {
        (None, Some(_)) => "CASE WHEN s.latest IS NULL THEN 1 ELSE 0 END, s.latest DESC, s.transfer_id",
        _ => "CASE WHEN s.earliest IS NULL THEN 1 ELSE 0 END, s.earliest, s.transfer_id",
    };
    let statement = format!(
        "SELECT l.*, r.field_releases, r.state, r.created_by
         FROM (SELECT s.* FROM (SELECT {COLUMNS} FROM {lines} AND {IN_TIME} AND {IN_SIGHT} LIMIT $15) s
               ORDER BY {order} LIMIT $16) l
         JOIN records r ON r.id = l.transfer_id
         WHERE r.merged_into IS NULL AND r.state <> 'withdrawn' AND (r.openness >= $13 OR r.created_by = $14)"
    );
    let me = sight.account.unwrap_or(-1);
    let open = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
    let end = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default();
    let mut texts = texts.iter().map(String::as_str);
    let mut text = || texts.next().unwrap_or(NOTHING).to_owned();
    let rows: Vec<Row> = on_each!(conn, c => sql_query(statement)
        .bind::<BigInt, _>(*number)
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Text, _>(text())
        .bind::<Date, _>(days.from.unwrap_or(open))
        .bind::<Date, _>(days.until.unwrap_or(end))
        .bind::<SmallInt, _>(sight.reach.max(0))
        .bind::<SmallInt, _>(sight.reach.max(-1))
        .bind::<BigInt, _>(me)
        .bind::<BigInt, _>(bounds.scanned)
        .bind::<BigInt, _>(bounds.kept)
        .load(c))?;
    let more = i64::try_from(rows.len()).map_err(Error::internal)? >= bounds.kept;
    let rows = rows.into_iter().map(|row| row.into_candidate(me));
    Ok((rows.collect::<Result<_>>()?, more))
}

/// The lines that agree in this way; and whether a bound was met.
///
/// # Errors
/// Those of the database.
pub fn lines(conn: &mut Conn, by: &By, days: Days, bounds: Bounds, sight: Sight) -> Result<(Vec<Candidate>, bool)> {
    let (column, texts) = match by {
        By::Serial(texts) => ("serial_from", texts),
        By::Lot(texts) => ("lot_folded", texts),
        By::Part(texts) => ("part_folded", texts),
        By::Family(texts) => ("family_folded", texts),
        By::Hs(texts) => ("hs6", texts),
    };
    let lines = format!(
        "transfer_goods g JOIN transfers t ON t.id = g.transfer_id WHERE $1 = 0 AND g.{column} <> ''
         AND g.{column} IN ($2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let mut found = Vec::new();
    let mut more = false;
    for some in texts.chunks(PLACES) {
        let question = Question {
            lines: &lines,
            texts: some.to_vec(),
            number: 0,
            days,
            bounds,
            sight,
        };
        let (candidates, cut) = ask(conn, &question)?;
        found.extend(candidates);
        more |= cut;
    }
    if let By::Serial(serials) = by {
        for serial in serials {
            found.extend(ranges(conn, serial, days, bounds, sight)?);
        }
    }
    Ok((found, more))
}

/// The lines with a range of serial numbers that may hold this one: equally long, and beginning nearest before it.
fn ranges(conn: &mut Conn, serial: &str, days: Days, bounds: Bounds, sight: Sight) -> Result<Vec<Candidate>> {
    let head = serial.trim_end_matches(|c: char| c.is_ascii_digit());
    if head.len() == serial.len() {
        return Ok(Vec::new());
    }
    let floor = format!("{head}{}", "0".repeat(serial.len() - head.len()));
    let lines = format!(
        "(SELECT i.* FROM transfer_goods i WHERE $1 = 0 AND i.serial_from <> '' AND i.serial_from <= $2 AND i.serial_from >= $3
          ORDER BY i.serial_from DESC LIMIT {RANGES}) g JOIN transfers t ON t.id = g.transfer_id
         WHERE g.serial_to >= $2 AND LENGTH(g.serial_to) = LENGTH($2) AND LENGTH(g.serial_from) = LENGTH($2)
         AND $4 = $5 AND $6 = $7 AND $8 = $9"
    );
    let question = Question {
        lines: &lines,
        texts: vec![serial.to_owned(), floor],
        number: 0,
        days,
        bounds,
        sight,
    };
    Ok(ask(conn, &question)?.0)
}
