//! What people can learn of the rules: which there are, and the marks that each of them reads.

use std::sync::Arc;

use crate::{
    domain::{
        fields::Fields,
        markings::Marking,
        release::{self, Released},
        rules::{book::Rulebook, scheme::Scheme},
        text,
    },
    error::{Error, Result},
    service::Ctx,
    store::{self, Conn},
};

/// Counting ends here; whoever needs more has the table.
pub const MOST: i64 = 1_000;
/// By what the list of rules can be narrowed.
pub const FILTERS: [&str; 4] = ["q", "maker", "kind", "confidence"];

/// The rules that fit what is asked, those of one maker together, nobody's own first.
pub fn list(book: &Rulebook, asked: &Fields) -> Vec<Arc<Scheme>> {
    let wanted = text::fold_loose(asked.get("q"));
    let fits = |scheme: &&Arc<Scheme>| {
        let makers = makers(book, scheme);
        let is = |name: &str, word: &str| asked.get(name).is_empty() || asked.get(name) == word;
        let of_maker = match asked.get("maker") {
            "" => true,
            maker => makers.contains(&maker),
        };
        let told = [scheme.id.as_str(), &scheme.title, &scheme.source, &makers.join(" ")].join(" ");
        of_maker
            && is("kind", scheme.kind.as_str())
            && is("confidence", scheme.confidence.as_str())
            && text::fold_loose(&told).contains(&wanted)
    };
    let mut found: Vec<Arc<Scheme>> = book.schemes().iter().filter(fits).cloned().collect();
    found.sort_by(|a, b| {
        // What dates comes first, and of that what holds for every maker.
        let place = |scheme: &Scheme| {
            let makers = makers(book, scheme).join(" ");
            (!scheme.kind.is_date(), makers, scheme.kind.as_str(), scheme.id.clone())
        };
        place(a).cmp(&place(b))
    });
    found
}

/// The rule of that id.
///
/// # Errors
/// `NotFound`.
pub fn find(book: &Rulebook, id: &str) -> Result<Arc<Scheme>> {
    book.scheme(id).cloned().ok_or(Error::NotFound("rules"))
}

/// The makers that use a rule, by name.
pub fn makers<'b>(book: &'b Rulebook, scheme: &Scheme) -> Vec<&'b str> {
    let makers = scheme.makers.iter().filter_map(|at| book.names.makers.get(*at));
    makers.map(|maker| maker.name.as_str()).collect()
}

/// The classes of objects it is used on.
pub fn objects<'b>(book: &'b Rulebook, scheme: &Scheme) -> Vec<&'b str> {
    let objects = scheme.objects.iter().filter_map(|at| book.names.objects.get(*at));
    objects.map(|object| object.id.as_str()).collect()
}

/// Some of the marks that a rule reads.
#[derive(Debug, Clone)]
pub struct ReadBy {
    /// The marks.
    pub marks: Vec<Released<Marking>>,
    /// The row number after which the next page begins, if there is one.
    pub next: Option<i64>,
}

/// Up to `limit` marks after a row number that a rule reads, as far as this reader sees what stands in them.
///
/// # Errors
/// Those of the database.
pub fn read_by(conn: &mut Conn, ctx: &Ctx, rule: &str, after: i64, limit: usize) -> Result<ReadBy> {
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut ids = store::rereadings::read_by(conn, rule, ctx.actor.sight(), after, wanted)?;
    let more = ids.len() > limit;
    ids.truncate(limit);
    let mut marks = release::release_all(store::markings::list(conn, &ids)?, &ctx.actor);
    marks.retain(|mark| !mark.what.transcription.is_empty());
    Ok(ReadBy {
        marks,
        next: ids.last().copied().filter(|_| more),
    })
}

/// A page of the marks that a rule reads, and how many this reader sees, counted up to [`MOST`].
///
/// # Errors
/// Those of the database.
pub fn show(conn: &mut Conn, ctx: &Ctx, rule: &str, after: i64, limit: usize) -> Result<(ReadBy, i64)> {
    let count = store::rereadings::count_read_by(conn, rule, ctx.actor.sight(), MOST)?;
    Ok((read_by(conn, ctx, rule, after, limit)?, count))
}
