//! What people do with transfers.

use crate::{
    domain::{
        claims::Claim,
        fields::Fields,
        parse::cell,
        records::{Cursor, Head, Shelf},
        refs::Ref,
        release::{self, Released},
        transfers::{NewTransfer, Transfer, Words, parts_read},
    },
    error::{Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        claims, links,
        records::{self, Keep},
        search::Term,
    },
    store::{self, Conn, records::Order},
};

mod narrowing;
pub mod words;

pub use narrowing::{Narrowing, any, list, narrowing};

/// The most part numbers, and the most lots, that one transfer is found by: a customs file has ten million of them.
const FOUND_BY: usize = 8;

impl Keep for Transfer {
    type New = NewTransfer;
    const NAMED_BY: &'static str = "kind";
    const ORDER: Order = Order::Rising;

    fn parse(fields: &Fields) -> Result<NewTransfer> {
        NewTransfer::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewTransfer, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Organizations, "from", &mut new.from.party, problems)?;
        links::point(conn, ctx, Shelf::Organizations, "to", &mut new.to.party, problems)?;
        links::point(conn, ctx, Shelf::Sources, "source", &mut new.source, problems)?;
        links::point(
            conn,
            ctx,
            Shelf::Transfers,
            "exchange_for",
            &mut new.exchange_for,
            problems,
        )?;
        for (row, party) in (1..).zip(&mut new.parties) {
            let field = cell("parties", row, "organization");
            links::point(
                conn,
                ctx,
                Shelf::Organizations,
                &field,
                &mut party.organization,
                problems,
            )?;
        }
        for (row, line) in (1..).zip(&mut new.lines) {
            links::point(
                conn,
                ctx,
                Shelf::Parts,
                &cell("lines", row, "part"),
                &mut line.part,
                problems,
            )?;
        }
        Ok(())
    }

    fn check(_: &mut Conn, _: &Ctx, id: Option<i64>, new: &NewTransfer, problems: &mut Problems) -> Result<()> {
        // The same organization may have been typed in two ways.
        if new.is_to_itself() {
            problems.add("to", Say::new("transfers-to-itself"));
        }
        if id.is_some() && new.exchange_for.id == id {
            problems.add("exchange_for", Say::new("transfers-exchange-for-itself"));
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewTransfer) -> Result<()> {
        store::transfers::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewTransfer) -> Result<()> {
        store::transfers::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Transfer> {
        store::transfers::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Transfer>> {
        store::transfers::list(conn, ids)
    }

    fn narrowed(
        conn: &mut Conn,
        ctx: &Ctx,
        query: &Fields,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Option<(Vec<i64>, Option<Cursor>)>> {
        let Some(narrowing) = narrowing(conn, ctx, query)? else {
            return Ok(None);
        };
        let page = list(conn, ctx, Some(&narrowing), after, limit)?;
        let ids = page.items.iter().map(|transfer| transfer.head.id).collect();
        Ok(Some((ids, page.next)))
    }

    fn title(&self) -> String {
        self.public_name()
    }

    /// Its first day, or its last; what has neither comes behind. The place in the list must not tell a date that is more closed
    /// than the record.
    fn sort(&self) -> String {
        sort(self.open_days())
    }

    fn terms(&self) -> Vec<Term> {
        terms(&self.what, !self.head.field_releases.text().is_empty())
    }

    fn count(&self, conn: &mut Conn) -> Result<()> {
        store::flows::count(conn, self.head.id, self.flow_openness())
    }
}

/// What a transfer is found by; ends that were taken for an organization are found through that. The goods have indexes of their
/// own; how open a single field is, where one has a level, only the list of terms knows.
pub(super) fn terms(new: &NewTransfer, has_levels: bool) -> Vec<Term> {
    let NewTransfer {
        from,
        to,
        parties,
        lines,
        vessel,
        vessel_imo,
        ..
    } = new;
    let mut terms = Vec::new();
    for said in lines
        .iter()
        .flat_map(|line| [&line.part_number, &line.lot])
        .filter(|said| !said.is_empty())
    {
        terms.push(match has_levels {
            true if terms.len() >= FOUND_BY => continue,
            true => Term::new("lines", said),
            false => Term::indexed("lines", said),
        });
    }
    for read in parts_read(new).into_iter().take(FOUND_BY) {
        let field = match read.words {
            Words::Line(_) => "lines",
            Words::Goods => "goods",
        };
        terms.push(match has_levels {
            true => Term::new(field, &read.number),
            false => Term::indexed(field, &read.number),
        });
    }
    if from.party.id.is_none() {
        terms.push(Term::new("from_name", &from.name));
    }
    if to.party.id.is_none() {
        terms.push(Term::new("to_name", &to.name));
    }
    for party in parties.iter().filter(|party| party.link.is_none()).take(FOUND_BY) {
        terms.push(Term::new("parties", &party.name));
    }
    terms.push(Term::new("vessel", vessel));
    terms.push(Term::new("vessel_imo", vessel_imo));
    terms
}

/// Sort text of a transfer with these days.
pub fn sort(days: (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)) -> String {
    let day = days.0.or(days.1);
    day.map_or_else(|| "9999".to_owned(), |day| day.to_string())
}

/// After an organization was named anew, opened or closed: transfers that bear its name because their document names nobody
/// follow.
///
/// # Errors
/// Those of the database.
pub(super) fn rename(conn: &mut Conn, organization: i64) -> Result<()> {
    for id in store::transfers::named_after(conn, organization)? {
        let head = store::records::get(conn, id)?;
        records::name::<Transfer>(conn, head)?;
    }
    Ok(())
}

/// The first transfer that names what is not there, or flow that is not what its transfers add up to; `None` when all is sound.
/// For the person at the machine: it reads everything.
///
/// # Errors
/// Those of the database.
pub fn first_unsound(conn: &mut Conn) -> Result<Option<store::transfers::Unsound>> {
    store::transfers::first_unsound(conn)
}

/// A transfer's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The transfer.
    pub transfer: Released<Transfer>,
    /// What is claimed to have been given in exchange for it.
    pub given_for: Vec<Released<Transfer>>,
    /// What sources say about it.
    pub claims: Vec<Released<Claim>>,
    /// The sources it rests on, beside the one it was read in.
    pub citations: Vec<Citation>,
}

/// A transfer with what hangs on it, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let transfer = records::show::<Transfer>(conn, ctx, r#ref)?;
    let id = transfer.head.id;
    let mut given_for = release::release_all(store::transfers::in_exchange(conn, id)?, &ctx.actor);
    // Whoever may not know what it was for must not find it here.
    given_for.retain(|other| other.exchange.as_ref().is_some_and(|link| link.id == id));
    Ok(Shown {
        given_for,
        claims: claims::about(conn, ctx, id)?,
        citations: citations::of(conn, id, ctx.actor.sight())?,
        transfer,
    })
}
