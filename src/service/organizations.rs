//! What people do with organizations.

use crate::{
    domain::{
        claims::Claim,
        components::Line,
        dates::Edtf,
        fields::Fields,
        organizations::{NewOrganization, Organization},
        parts::Part,
        records::{Cursor, Head, Link, Shelf},
        refs::Ref,
        release::{self, Released, Sight},
        succession, text,
    },
    error::{Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        claims, components,
        flows::{self, Flows},
        links, parties,
        records::{self, Keep},
        search::Term,
        transfers,
    },
    store::{self, Conn, flows::Way, records::Order},
};

impl Keep for Organization {
    type New = NewOrganization;
    const NAMED_BY: &'static str = "name";
    const ORDER: Order = Order::Rising;

    fn parse(fields: &Fields) -> Result<NewOrganization> {
        NewOrganization::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewOrganization, problems: &mut Problems) -> Result<()> {
        for step in &mut new.succession {
            match links::find(conn, ctx, Shelf::Organizations, &step.to.text)? {
                Ok(id) => step.to.id = Some(id),
                Err(say) => problems.add("succession", say),
            }
        }
        Ok(())
    }

    fn check(conn: &mut Conn, _: &Ctx, id: Option<i64>, new: &NewOrganization, problems: &mut Problems) -> Result<()> {
        // What is not there yet cannot be what another became.
        let Some(id) = id else { return Ok(()) };
        for step in &new.succession {
            let Some(to) = step.to.id else { continue };
            let circles = succession::would_circle(id, &[to], |ids| store::organizations::successors(conn, ids))?;
            if circles {
                problems.add("succession", Say::new("succession-circle").with("given", &step.to.text));
            }
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewOrganization) -> Result<()> {
        store::organizations::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewOrganization) -> Result<()> {
        store::organizations::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Organization> {
        store::organizations::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Organization>> {
        store::organizations::list(conn, ids)
    }

    fn title(&self) -> String {
        self.what.name.clone()
    }

    fn sort(&self) -> String {
        text::sort_key(&self.what.name)
    }

    fn terms(&self) -> Vec<Term> {
        terms(&self.what)
    }
}

/// What an organization is found by.
pub(super) fn terms(new: &NewOrganization) -> Vec<Term> {
    let NewOrganization {
        name,
        names,
        identifiers,
        marks,
        ..
    } = new;
    let mut terms = vec![Term::new("name", name)];
    terms.extend(names.iter().map(|name| Term::new("names", &name.name)));
    terms.extend(identifiers.iter().map(|number| Term::new("identifiers", &number.value)));
    terms.extend(marks.iter().map(|mark| Term::new("marks", mark)));
    terms
}

/// One step in what became of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The organization before, or after.
    pub link: Link,
    /// When.
    pub since: Option<Edtf>,
    /// The remark.
    pub note: String,
}

/// An organization's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The organization.
    pub organization: Released<Organization>,
    /// What became it.
    pub predecessors: Vec<Step>,
    /// What it became.
    pub successors: Vec<Step>,
    /// Its first parts.
    pub parts: Vec<Link>,
    /// Whether it has more parts.
    pub more_parts: bool,
    /// The newest components that it made.
    pub made: Found,
    /// The newest components that bear its name.
    pub branded: Found,
    /// What it handed over.
    pub handed_over: Flows,
    /// What it received.
    pub received: Flows,
    /// Whether a transfer in sight names it.
    pub transfers: bool,
    /// Pairs with organizations that may be the same, for those who decide.
    pub alike: usize,
    /// What sources say about it.
    pub claims: Vec<Released<Claim>>,
    /// The sources it rests on.
    pub citations: Vec<Citation>,
}

/// The newest components of a part or with an organization, as far as the reader sees them.
#[derive(Debug, Clone)]
pub struct Found {
    /// At most `FOUND` of them.
    pub lines: Vec<Released<Line>>,
    /// Where the list of all of them goes on, if it does.
    pub next: Option<Cursor>,
}

/// How many components stand on a page of a part, or of an organization.
const FOUND: usize = 50;

/// The components in sight whose field `field` holds the record with this reference, newest first, after `after`.
pub(super) fn found(conn: &mut Conn, ctx: &Ctx, field: &str, r#ref: &Ref, after: Option<&Cursor>) -> Result<Found> {
    let narrowed = Fields::new().with(field, r#ref.to_string());
    let narrowing = components::narrowing(conn, ctx, &narrowed)?;
    let page = components::list(conn, ctx, narrowing.as_ref(), after, FOUND)?;
    Ok(Found {
        lines: page.items,
        next: page.next,
    })
}

/// How many parts stand on a maker's page.
const PARTS: usize = 50;

/// An organization with what hangs on it, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let organization = records::show::<Organization>(conn, ctx, r#ref)?;
    let id = organization.head.id;
    let sight = ctx.actor.sight();
    let (parts, more_parts) = parts(conn, sight, id)?;
    Ok(Shown {
        predecessors: predecessors(conn, sight, id)?,
        successors: successors(&organization),
        parts,
        more_parts,
        made: found(conn, ctx, "maker", r#ref, None)?,
        branded: found(conn, ctx, "brand", r#ref, None)?,
        handed_over: flows::of(conn, ctx, id, Way::Out)?,
        received: flows::of(conn, ctx, id, Way::In)?,
        transfers: transfers::any(conn, ctx, "organization", &Link::to(&organization.head))?,
        alike: parties::waiting(conn, ctx, Some(id), None)?,
        claims: claims::about(conn, ctx, id)?,
        citations: citations::of(conn, id, sight)?,
        organization,
    })
}

fn successors(organization: &Organization) -> Vec<Step> {
    let steps = organization.what.succession.iter();
    steps
        .filter_map(|step| {
            let link = organization
                .successors
                .iter()
                .find(|link| Some(link.id) == step.to.id)?;
            Some(Step {
                link: link.clone(),
                since: step.since.clone(),
                note: step.note.clone(),
            })
        })
        .collect()
}

/// What became this organization is a statement of those others, so their own field decides who sees it.
fn predecessors(conn: &mut Conn, sight: Sight, id: i64) -> Result<Vec<Step>> {
    let before = store::organizations::predecessors(conn, id)?;
    let open = before
        .into_iter()
        .filter(|one| release::shows::<Organization>(sight, &one.head, "succession"));
    Ok(open
        .map(|one| Step {
            link: Link::to(&one.head),
            since: one.since,
            note: one.note,
        })
        .collect())
}

fn parts(conn: &mut Conn, sight: Sight, maker: i64) -> Result<(Vec<Link>, bool)> {
    let mut found: Vec<Link> = Vec::new();
    let mut after = 0;
    // A part whose maker is withheld must not stand here, so a page may take more than one look.
    loop {
        let heads = store::parts::of_maker(conn, maker, sight, after, 100)?;
        let Some(last) = heads.last() else {
            return Ok((found, false));
        };
        after = last.id;
        let open = heads.iter().filter(|head| release::shows::<Part>(sight, head, "maker"));
        found.extend(open.map(Link::to));
        if found.len() > PARTS {
            found.truncate(PARTS);
            return Ok((found, true));
        }
    }
}
