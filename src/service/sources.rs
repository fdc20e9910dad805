//! What people do with sources.

use crate::{
    domain::{
        fields::Fields,
        parse::date_text,
        records::{Head, Link, Record, Shelf},
        refs::Ref,
        release::{self, Released},
        sources::{NewSource, Source},
        text,
    },
    error::{Problems, Result},
    service::{
        Ctx, links,
        records::{self, Keep},
        search::Term,
        transfers,
    },
    store::{self, Conn, records::Order},
};

/// Most records of one kind on a source's page; the lists of the shelves, narrowed to the source, have them all.
const MOST: i64 = 200;

impl Keep for Source {
    type New = NewSource;
    const NAMED_BY: &'static str = "title";
    const ORDER: Order = Order::Rising;

    fn parse(fields: &Fields) -> Result<NewSource> {
        NewSource::parse(fields)
    }

    fn resolve(_: &mut Conn, _: &Ctx, _: &mut NewSource, _: &mut Problems) -> Result<()> {
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewSource) -> Result<()> {
        store::sources::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewSource) -> Result<()> {
        store::sources::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Source> {
        store::sources::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Source>> {
        store::sources::list(conn, ids)
    }

    fn title(&self) -> String {
        self.what.title.clone()
    }

    fn sort(&self) -> String {
        text::sort_key(&self.what.title)
    }

    fn terms(&self) -> Vec<Term> {
        vec![
            Term::new("title", &self.what.title),
            Term::new("publisher", &self.what.publisher),
            Term::new("published", date_text(&self.what.published)),
        ]
    }
}

/// A source's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The source.
    pub source: Released<Source>,
    /// Records that rest on it, newest first.
    pub cited_by: Vec<Link>,
    /// Whether there are more.
    pub more: bool,
    /// Whether a transfer in sight was read in it.
    pub transfers: bool,
}

/// A source with the records that rest on it, as far as the reader sees them.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let source = records::show::<Source>(conn, ctx, r#ref)?;
    let (cited_by, more) = resting_on(conn, ctx, source.head().id)?;
    Ok(Shown {
        transfers: transfers::any(conn, ctx, "source", &Link::to(source.head()))?,
        source,
        cited_by,
        more,
    })
}

/// The records that rest on a source: those that cite it, and the claims that were read in it.
fn resting_on(conn: &mut Conn, ctx: &Ctx, source: i64) -> Result<(Vec<Link>, bool)> {
    let mut heads = store::citations::citing(conn, source, MOST)?;
    let read_in_it = store::claims::from_source(conn, source, MOST)?;
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= MOST);
    let more = full(heads.len()) || full(read_in_it.len());
    heads.retain(|head| links::tells(ctx, head, "sources"));
    // A decision is as closed as what it is about, which its head does not say.
    let mut seen = Vec::with_capacity(heads.len());
    for head in heads {
        let decides = matches!(head.shelf, Shelf::Chains | Shelf::Readings);
        if !decides || links::is_in_sight(conn, ctx, &head)? {
            seen.push(head);
        }
    }
    let heads = seen;
    let claims: Vec<i64> = heads
        .iter()
        .filter(|head| head.shelf == Shelf::Claims)
        .map(|head| head.id)
        .collect();
    let mut claims = store::claims::list(conn, &claims)?;
    let of_records: Vec<i64> = claims.iter().map(|claim| claim.head.id).collect();
    claims.extend(read_in_it);
    // The gate decides about claims: what they are about can hide them, and a field can hide its source.
    let claims = release::release_all(claims, &ctx.actor).into_iter().filter(|claim| {
        let cites = of_records.contains(&claim.head.id);
        cites || claim.links().iter().any(|(_, link)| link.id == source)
    });
    let mut found: Vec<Link> = heads
        .iter()
        .filter(|head| head.shelf != Shelf::Claims)
        .map(Link::to)
        .chain(claims.map(|claim| Link::to(&claim.head)))
        .collect();
    found.sort_by_key(|link| std::cmp::Reverse(link.id));
    found.dedup_by_key(|link| link.id);
    Ok((found, more))
}
