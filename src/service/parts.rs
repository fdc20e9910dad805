//! What people do with parts.

use crate::{
    domain::{
        claims::Claim,
        fields::Fields,
        parts::{NewPart, Part},
        records::{Cursor, Head, Link, Shelf},
        refs::Ref,
        release::{self, Released},
        text,
    },
    error::{Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        claims, links,
        organizations::{self, Found},
        priority::{self, Listed},
        records::{self, Keep, Narrow},
        search::Term,
        transfers,
    },
    store::{
        self, Conn,
        records::{Among, Order},
    },
};

impl Keep for Part {
    type New = NewPart;
    const NAMED_BY: &'static str = "number";
    const ORDER: Order = Order::Rising;
    const NARROWS: &'static [Narrow] = &[Narrow {
        name: "maker",
        shelf: Some(Shelf::Organizations),
        fields: &["maker"],
        among: Among::PartsBy,
    }];

    fn parse(fields: &Fields) -> Result<NewPart> {
        NewPart::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewPart, problems: &mut Problems) -> Result<()> {
        if !new.maker.text.is_empty() {
            let found = links::find(conn, ctx, Shelf::Organizations, &new.maker.text)?;
            new.maker.id = problems.take("maker", found);
        }
        Ok(())
    }

    /// Refuses a number that its maker's part in sight already has. One out of sight is let through: to name it, or
    /// only to refuse, would tell that it exists; a reviewer sees both and merges them.
    fn check(conn: &mut Conn, ctx: &Ctx, id: Option<i64>, new: &NewPart, problems: &mut Problems) -> Result<()> {
        let sight = ctx.actor.sight();
        let twin = store::parts::same(conn, &new.number, new.maker.id)?
            .into_iter()
            .find(|head| Some(head.id) != id && shows_both(sight, head));
        if let Some(twin) = twin {
            problems.add(
                "number",
                Say::new("part-taken")
                    .with("given", &new.number)
                    .with("ref", twin.r#ref),
            );
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewPart) -> Result<()> {
        store::parts::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewPart) -> Result<()> {
        store::parts::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Part> {
        store::parts::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Part>> {
        store::parts::list(conn, ids)
    }

    fn title(&self) -> String {
        self.what.number.clone()
    }

    fn sort(&self) -> String {
        text::sort_key(&self.what.number)
    }

    fn terms(&self) -> Vec<Term> {
        let NewPart {
            number,
            numbers,
            family,
            ..
        } = &self.what;
        let mut terms = vec![Term::new("number", number)];
        terms.extend(numbers.iter().map(|number| Term::new("numbers", number)));
        terms.push(Term::new("family", family));
        terms
    }
}

fn shows_both(sight: release::Sight, head: &Head) -> bool {
    ["number", "maker"]
        .iter()
        .all(|field| release::shows::<Part>(sight, head, field))
}

/// A part's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The part.
    pub part: Released<Part>,
    /// What the Common High Priority List says about its code.
    pub priority: Option<&'static Listed>,
    /// The newest components that are this part, and the units they were found in.
    pub found: Found,
    /// Whether a transfer in sight names it.
    pub transfers: bool,
    /// What sources say about it.
    pub claims: Vec<Released<Claim>>,
    /// The sources it rests on.
    pub citations: Vec<Citation>,
}

/// A part with what hangs on it, as far as the reader sees it; the components after `after`.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, after: Option<&Cursor>) -> Result<Shown> {
    let part = records::show::<Part>(conn, ctx, r#ref)?;
    Ok(Shown {
        priority: priority::find(&part.what.hs6),
        found: organizations::found(conn, ctx, "part", r#ref, after)?,
        transfers: transfers::any(conn, ctx, "part", &Link::to(&part.head))?,
        claims: claims::about(conn, ctx, part.head.id)?,
        citations: citations::of(conn, part.head.id, ctx.actor.sight())?,
        part,
    })
}
