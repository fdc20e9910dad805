//! What people do with sources.

use crate::{
    domain::{
        fields::Fields,
        parse::date_text,
        records::{Head, Link, Record},
        refs::Ref,
        release::Released,
        sources::{NewSource, Source},
        text,
    },
    error::{Problems, Result},
    service::{
        Ctx,
        records::{self, Keep},
        search::Term,
    },
    store::{self, Conn, records::Order},
};

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
    /// Records that rest on it, newest first; at most 200.
    pub cited_by: Vec<Link>,
}

/// A source with the records that rest on it, as far as the reader sees them.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let source = records::show::<Source>(conn, ctx, r#ref)?;
    let sight = ctx.actor.sight();
    let mut cited_by = store::citations::citing(conn, source.head().id, 200)?;
    cited_by.retain(|link| sight.sees_link(link));
    Ok(Shown { source, cited_by })
}
