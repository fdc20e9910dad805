//! What people do with claims.

use crate::{
    domain::{
        claims::{Claim, NewClaim},
        dates::Edtf,
        fields::Fields,
        records::{Head, Record, Shelf},
        refs::Ref,
        release::{self, Released},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        links,
        records::{self, Keep, Narrow},
        search::Term,
    },
    store::{
        self, Conn,
        records::{Among, Order},
    },
};

/// Most claims on the page of what they are about.
const MOST: i64 = 500;
/// Characters of a statement that name a claim in lists.
const TITLE: usize = 120;

impl Keep for Claim {
    type New = NewClaim;
    const NAMED_BY: &'static str = "statement";
    const ORDER: Order = Order::Falling;
    const NARROWS: &'static [Narrow] = &[
        Narrow {
            name: "about",
            shelf: None,
            fields: &["about"],
            among: Among::ClaimsAbout,
        },
        Narrow {
            name: "source",
            shelf: Some(Shelf::Sources),
            fields: &["source"],
            among: Among::ClaimsFrom,
        },
    ];

    fn parse(fields: &Fields) -> Result<NewClaim> {
        NewClaim::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewClaim, problems: &mut Problems) -> Result<()> {
        let about = subject(conn, ctx, &new.about.text)?;
        new.about.id = problems.take("about", about);
        if !new.source.text.is_empty() {
            let source = links::find(conn, ctx, Shelf::Sources, &new.source.text)?;
            new.source.id = problems.take("source", source);
        }
        for position in &mut new.positions {
            if !position.source.text.is_empty() {
                let source = links::find(conn, ctx, Shelf::Sources, &position.source.text)?;
                position.source.id = problems.take("positions", source);
            }
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewClaim) -> Result<()> {
        store::claims::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewClaim) -> Result<()> {
        store::claims::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Claim> {
        store::claims::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Claim>> {
        store::claims::list(conn, ids)
    }

    fn title(&self) -> String {
        let statement = self.what.statement.split_whitespace().collect::<Vec<_>>().join(" ");
        match statement.char_indices().nth(TITLE) {
            None => statement,
            Some((end, _)) => {
                let start = statement.get(..end).unwrap_or_default();
                let whole = start.rsplit_once(' ').map_or(start, |(words, _)| words);
                format!("{whole} …")
            }
        }
    }

    /// The day it was said; the place in the list must not tell a date that is more closed than the record.
    fn sort(&self) -> String {
        release::day_to_sort::<Claim>(&self.head, "said", self.what.said.as_ref().and_then(Edtf::earliest))
    }

    /// None: a claim is found through what it is about, because it may never be more open than that.
    fn terms(&self) -> Vec<Term> {
        Vec::new()
    }
}

/// The record, on any shelf, that the field `about` names.
fn subject(conn: &mut Conn, ctx: &Ctx, word: &str) -> Result<std::result::Result<i64, Say>> {
    let last = word.trim_end_matches('/').rsplit('/').next().unwrap_or(word);
    let unknown = Say::new("claims-about-unknown").with("given", word);
    let Ok(reference) = Ref::parse(last) else {
        return Ok(Err(unknown));
    };
    let head = match store::records::find_anywhere(conn, &reference) {
        Ok(head) => head,
        Err(Error::NotFound(_)) => return Ok(Err(unknown)),
        Err(error) => return Err(error),
    };
    let found = match links::is_in_sight(conn, ctx, &head)? {
        true => Ok(store::records::standing(conn, head.clone())?.id),
        false => Err(unknown),
    };
    Ok(match head.shelf {
        // A claim about a claim is a position.
        Shelf::Claims if found.is_ok() => Err(Say::new("claims-about-claim")),
        // As closed as what it decides about, which a claim about it would have to follow.
        Shelf::Chains | Shelf::Readings if found.is_ok() => Err(Say::new("claims-about-decision")),
        _ => found,
    })
}

/// The claims about a record that the reader may see: those of one measure together, in the order they were said.
///
/// # Errors
/// Those of the database.
pub fn about(conn: &mut Conn, ctx: &Ctx, record: i64) -> Result<Vec<Released<Claim>>> {
    let claims = store::claims::about(conn, record, MOST)?;
    let mut seen = release::release_all(claims, &ctx.actor);
    // Whoever may not know what a claim is about must not find it here.
    seen.retain(|claim| claim.about.is_some());
    let said = |claim: &Claim| claim.what.said.as_ref().and_then(Edtf::earliest);
    seen.sort_by(|a, b| {
        let measures = (a.what.measure.is_empty(), &a.what.measure).cmp(&(b.what.measure.is_empty(), &b.what.measure));
        let dates = (said(a).is_none(), said(a)).cmp(&(said(b).is_none(), said(b)));
        measures.then(dates).then(a.head.id.cmp(&b.head.id))
    });
    Ok(seen)
}

/// A claim's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The claim.
    pub claim: Released<Claim>,
    /// Other claims about the same record and of the same measure.
    pub beside: Vec<Released<Claim>>,
    /// What the record of the claim rests on, beside the claim's own source.
    pub sources: Vec<Citation>,
}

/// A claim with those that speak of the same, as far as the reader sees them.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let claim = records::show::<Claim>(conn, ctx, r#ref)?;
    let head = claim.head();
    let mut beside = match &claim.about {
        Some(subject) if !claim.what.measure.is_empty() => about(conn, ctx, subject.id)?,
        _ => Vec::new(),
    };
    beside.retain(|other| other.head.id != head.id && other.what.measure == claim.what.measure);
    Ok(Shown {
        sources: citations::of(conn, head.id, ctx.actor.sight())?,
        beside,
        claim,
    })
}
