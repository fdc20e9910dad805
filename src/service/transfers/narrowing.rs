//! Lists of transfers narrowed to an organization, a part, a source, a kind, a country, or several of these at once.

use crate::{
    domain::{
        countries::Country,
        fields::Fields,
        parts::Part,
        records::{Cursor, Link, Record, Shelf},
        release::{self, Released},
        text,
        transfers::{self, KINDS, Transfer, route},
    },
    error::{Error, Result},
    service::{
        Ctx, links,
        records::{self, Keep, Page},
    },
    store::{
        self, Conn,
        transfers::{Base, Wish},
    },
};

/// The filters that name a record, with the shelf of it.
const RECORDS: [(&str, Shelf); 4] = [
    ("organization", Shelf::Organizations),
    ("part", Shelf::Parts),
    ("source", Shelf::Sources),
    ("cites", Shelf::Sources),
];

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowing {
    wish: Wish,
    /// The record: the name of the filter, and the record itself or the one it was merged into.
    pub record: Option<(&'static str, Link)>,
}

impl Narrowing {
    /// The kind; empty for any.
    pub fn kind(&self) -> &str {
        &self.wish.kind
    }

    /// The country, as a code; empty for any.
    pub fn country(&self) -> &str {
        &self.wish.country
    }

    /// Whether a transfer still says, after its release, what the list is narrowed to: otherwise listing it here would tell
    /// what was withheld.
    fn tells(&self, conn: &mut Conn, ctx: &Ctx, transfer: &Released<Transfer>) -> Result<bool> {
        let Wish { base, kind, country } = &self.wish;
        let what = &transfer.what;
        let told = (kind.is_empty() || what.kind == *kind)
            && (country.is_empty() || what.countries().contains(&country.as_str()));
        let named = |fields: &[&str], id: i64| {
            let links = transfer.links();
            links
                .iter()
                .any(|(field, link)| fields.contains(field) && link.id == id)
        };
        let cited = |conn: &mut Conn, id: i64| -> Result<bool> {
            let rests = store::citations::of(conn, transfer.head.id)?;
            Ok(rests.iter().any(|(source, _)| source.id == id) && links::tells(ctx, &transfer.head, "sources"))
        };
        Ok(told
            && match base {
                Base::All => true,
                Base::Organization(id) => named(&["from", "to", "parties"], *id),
                Base::Part(id, numbers) => {
                    let numbered = |line: &crate::domain::transfers::Line| {
                        line.link.is_none() && numbers.contains(&text::fold_part(&line.part_number))
                    };
                    let read = || transfers::parts_read(what).into_iter();
                    named(&["lines"], *id)
                        || what.lines.iter().any(numbered)
                        || read().any(|one| numbers.contains(&one.folded))
                }
                Base::Source(id) => named(&["source"], *id) || cited(conn, *id)?,
                Base::Citing(id) => cited(conn, *id)?,
            })
    }
}

/// Reads the filters of a list from its query; `None` when there are none.
///
/// # Errors
/// `NotFound` when one names no record in sight, `Invalid` for a kind or a country that is none.
pub fn narrowing(conn: &mut Conn, ctx: &Ctx, query: &Fields) -> Result<Option<Narrowing>> {
    let given = RECORDS.into_iter().find(|(name, _)| !query.get(name).is_empty());
    let record = match given {
        None => None,
        Some((name, shelf)) => Some((name, records::target(conn, ctx, Some(shelf), query.get(name))?)),
    };
    let kind = match query.get("kind") {
        "" => String::new(),
        given => route::one_of(given, KINDS)
            .map_err(|say| Error::invalid("kind", say))?
            .to_owned(),
    };
    let country = match query.get("country") {
        "" => String::new(),
        given => Country::find(given)
            .map_err(|say| Error::invalid("country", say))?
            .code()
            .to_owned(),
    };
    if record.is_none() && kind.is_empty() && country.is_empty() {
        return Ok(None);
    }
    let base = match &record {
        None => Base::All,
        Some((name, link)) => base(conn, name, link)?,
    };
    Ok(Some(Narrowing {
        wish: Wish { base, kind, country },
        record,
    }))
}

fn base(conn: &mut Conn, name: &str, link: &Link) -> Result<Base> {
    Ok(match name {
        "organization" => Base::Organization(link.id),
        "part" => Base::Part(link.id, numbers(conn, link)?),
        "source" => Base::Source(link.id),
        _ => Base::Citing(link.id),
    })
}

/// The numbers of a part as they are compared, as far as everybody who sees the part may know them.
fn numbers(conn: &mut Conn, link: &Link) -> Result<Vec<String>> {
    let head = store::records::get(conn, link.id)?;
    let part = Part::load(conn, head)?;
    let is_open = |field: &str| release::level::<Part>(&part.head, field) >= part.head.release;
    let mut numbers = Vec::new();
    if is_open("number") {
        numbers.push(text::fold_part(&part.what.number));
    }
    if is_open("numbers") {
        numbers.extend(part.what.numbers.iter().map(|number| text::fold_part(number)));
    }
    Ok(numbers)
}

/// A page of the transfers in sight, by their days.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    ctx: &Ctx,
    narrowing: Option<&Narrowing>,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Transfer>> {
    let Some(narrowing) = narrowing else {
        return records::list::<Transfer>(conn, ctx, after, limit);
    };
    let (ids, next) = store::transfers::page(conn, &narrowing.wish, ctx.actor.sight(), after, limit)?;
    let mut items = Vec::with_capacity(ids.len());
    for transfer in release::release_all(store::transfers::list(conn, &ids)?, &ctx.actor) {
        if narrowing.tells(conn, ctx, &transfer)? {
            items.push(transfer);
        }
    }
    Ok(Page { items, next })
}

/// Whether there is a transfer in sight that names this record: for the link on its page.
///
/// # Errors
/// Those of the database.
pub fn any(conn: &mut Conn, ctx: &Ctx, filter: &'static str, link: &Link) -> Result<bool> {
    let narrowing = Narrowing {
        wish: Wish {
            base: base(conn, filter, link)?,
            kind: String::new(),
            country: String::new(),
        },
        record: None,
    };
    Ok(!list(conn, ctx, Some(&narrowing), None, 10)?.items.is_empty())
}
