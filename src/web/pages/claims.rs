//! Claims: the list, a claim's card, and the claims on the page of what they are about.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    page,
};
use crate::{
    domain::{
        claims::{self, Claim, Independence, NewClaim, Position},
        quantities::Quantity,
        release::Released,
    },
    error::Say,
    service,
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        pages::{records::Card, sources::SourceLine},
        views::{self, Fact, Pager, SourceMark, date_in_words, link_title},
    },
    words::Words,
};

/// The claims about a record, as `claims/_list.html` shows them.
pub struct Claims {
    /// How many there are.
    pub count: usize,
    /// Those of one measure together.
    pub groups: Vec<Group>,
}

/// Claims of one measure, side by side.
pub struct Group {
    /// The measure; empty for claims without one.
    pub measure: String,
    /// How many independent lines of evidence they rest on; empty for a single claim.
    pub independence: String,
    /// The claims, in the order they were said.
    pub claims: Vec<Said>,
}

/// One claim of a group.
pub struct Said {
    /// Address of its page.
    pub href: String,
    /// Its reference.
    pub reference: String,
    /// The quantity with its bound and its whole; empty when it has none.
    pub amount: String,
    /// The statement.
    pub statement: String,
    /// Who said it and when.
    pub said: String,
    /// The time it speaks of.
    pub period: String,
    /// What the number rests on.
    pub basis: String,
    /// The status, in words.
    pub status: String,
    /// The grade.
    pub grade: String,
    /// What the grade means.
    pub grade_title: String,
    /// The source it was read in.
    pub source: Option<SourceMark>,
    /// What the parties say to it.
    pub positions: Vec<Stance>,
    /// State of the record, unless it is simply in the catalogue.
    pub state: Option<views::Badge>,
}

/// What a party says to a claim.
pub struct Stance {
    /// `denied by …, 7 May 2024`.
    pub text: String,
    /// Where that was read.
    pub source: Option<SourceMark>,
}

impl Claims {
    /// The claims that [`service::claims::about`] found.
    pub fn new(claims: Vec<Released<Claim>>, words: &Words) -> Claims {
        let count = claims.len();
        let mut grouped: Vec<(String, Vec<Claim>)> = Vec::new();
        for claim in claims.into_iter().map(Released::into_inner) {
            match grouped.last_mut().filter(|(measure, _)| *measure == claim.what.measure) {
                Some((_, same)) => same.push(claim),
                None => grouped.push((claim.what.measure.clone(), vec![claim])),
            }
        }
        let groups = grouped
            .into_iter()
            .map(|(measure, claims)| Group {
                independence: match measure.is_empty() || claims.len() == 1 {
                    // One claim alone, or claims without a measure, which do not speak of one thing.
                    true => String::new(),
                    false => independence(&claims, words),
                },
                measure,
                claims: claims.into_iter().map(|claim| said(claim, words)).collect(),
            })
            .collect();
        Claims { count, groups }
    }
}

fn independence(claims: &[Claim], words: &Words) -> String {
    let Independence { lines, unstated } = claims::independence(claims.iter().map(|claim| &claim.what));
    let counted = |key| {
        let say = Say::new(key)
            .with("claims", claims.len())
            .with("lines", lines)
            .with("unstated", unstated);
        words.say(&say)
    };
    match (lines, unstated) {
        (0, _) => counted("claims-independence-unstated"),
        (_, 0) => counted("claims-independence"),
        _ => counted("claims-independence-partly"),
    }
}

fn said(claim: Claim, words: &Words) -> Said {
    let Claim {
        head,
        what,
        about: _,
        source,
    } = claim;
    let amount = amount(&what, words);
    let NewClaim {
        about: _,
        statement,
        measure: _,
        quantity: _,
        out_of: _,
        basis,
        period,
        said,
        said_by,
        status,
        source: _,
        locator,
        grade,
        underlying: _,
        positions,
    } = what;
    let date = |date: Option<_>| date.map_or_else(String::new, |date| date_in_words(&date, words));
    Said {
        href: head.path(),
        reference: head.r#ref.to_string(),
        amount,
        statement,
        said: joined([said_by, date(said)]),
        period: date(period),
        basis: listed("basis", &basis, words),
        status: listed("status", &status, words),
        grade_title: grade_in_words(&grade, words),
        grade,
        source: source.map(|link| SourceMark {
            href: link.path(),
            label: joined([link_title(&link), locator]),
            title: String::new(),
        }),
        positions: positions.into_iter().map(|position| stance(position, words)).collect(),
        state: views::state_badge(&head, words),
    }
}

fn joined(parts: [String; 2]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The label of a word of a list that may be unanswered.
fn listed(list: &str, word: &str, words: &Words) -> String {
    match word {
        "" => String::new(),
        word => words.label(list, word).into_owned(),
    }
}

/// The quantity with its whole: a share is never shown without what it is a share of.
fn amount(what: &NewClaim, words: &Words) -> String {
    let tell = |say: &Say| words.say(say);
    let Some(quantity) = &what.quantity else {
        return String::new();
    };
    if what.out_of.is_empty() {
        return quantity.render(&tell);
    }
    let whole = Quantity::new(
        quantity.bound(),
        quantity.low(),
        quantity.high(),
        quantity.unit(),
        &what.out_of,
    );
    let share = Quantity::parse(&what.out_of).ok().and_then(|of| quantity.share_of(&of));
    if let Some(share) = share {
        let say = Say::new("claims-share").with("quantity", quantity.render(&tell));
        return words.say(&say.with("share", share.render(&tell)));
    }
    match whole {
        Ok(whole) => whole.render(&tell),
        // A count without a unit has no place for its whole.
        Err(_say) => words.say(
            &Say::new("claims-out-of-whole")
                .with("quantity", quantity.render(&tell))
                .with("whole", &what.out_of),
        ),
    }
}

/// `usually reliable; probably true`: what the two characters of a grade mean.
fn grade_in_words(grade: &str, words: &Words) -> String {
    let mut characters = grade.chars().map(String::from);
    match (characters.next(), characters.next()) {
        (Some(source), Some(statement)) => format!(
            "{}; {}",
            words.label("reliability", &source),
            words.label("credibility", &statement)
        ),
        _ => String::new(),
    }
}

fn stance(position: Position, words: &Words) -> Stance {
    let Position {
        who,
        stance,
        date,
        source: _,
        link,
    } = position;
    let key = match stance.as_str() {
        "disputes" => "claims-stance-disputes",
        "denies" => "claims-stance-denies",
        "confirms" => "claims-stance-confirms",
        "declined" => "claims-stance-declined",
        _ => "claims-stance-no-reply",
    };
    let date = date.map_or_else(String::new, |date| date_in_words(&date, words));
    let who = words.say(&Say::new(key).with("who", who));
    Stance {
        text: joined([who, date]),
        source: link.map(|link| SourceMark {
            href: link.path(),
            label: link_title(&link),
            title: String::new(),
        }),
    }
}

#[derive(Template)]
#[template(path = "claims/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
    new_href: Option<String>,
}

struct Row {
    said: Said,
    about: String,
    about_href: String,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        new_href,
    } = listing::<Claim>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |claim: Released<Claim>| {
        let claim = claim.into_inner();
        Row {
            about: claim.about.as_ref().map_or_else(String::new, link_title),
            about_href: claim.about.as_ref().map_or_else(String::new, |link| link.path()),
            said: said(claim, words),
        }
    };
    let rows: Vec<Row> = items.into_iter().map(row).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
        new_href,
    })
}

#[derive(Template)]
#[template(path = "claims/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    facts: Vec<Fact>,
    said: Said,
    claims: Claims,
    sources: Vec<SourceLine>,
}

/// A claim's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::claims::show(conn, &ctx, &reference))
        .await;
    let shown = match super::records::or_moved(&state, &caller, "claims", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let claim = shown.claim.into_inner();
    let head = claim.head.clone();
    let label = |field: &str| views::field_label(head.shelf, field, words);
    let what = &claim.what;
    let facts = [
        Fact::link(&label("about"), claim.about.as_ref()),
        Fact::plain(&label("measure"), &what.measure),
        Fact::plain(&label("quantity"), &amount(what, words)),
        Fact::plain(&label("basis"), &listed("basis", &what.basis, words)),
        Fact::date(&label("period"), what.period.as_ref(), words),
        Fact::plain(&label("said_by"), &what.said_by),
        Fact::date(&label("said"), what.said.as_ref(), words),
        Fact::plain(&label("status"), &listed("status", &what.status, words)),
        Fact::link(&label("source"), claim.source.as_ref()),
        Fact::plain(&label("locator"), &what.locator),
        Fact::plain(
            &label("grade"),
            &joined([what.grade.clone(), grade_in_words(&what.grade, words)]),
        ),
        Fact::plain(&label("underlying"), &what.underlying),
    ];
    let title = head.title.clone();
    // The title is the statement as far as it fits.
    let lead = match what.statement == title {
        true => String::new(),
        false => what.statement.clone(),
    };
    page(&ShowPage {
        card: Card::new(&state, &caller, &head, title),
        layout: Layout::new(&caller, "/claims"),
        lead,
        facts: facts.into_iter().flatten().collect(),
        said: said(claim, words),
        claims: Claims::new(shown.beside, words),
        sources: SourceLine::all(shown.sources),
    })
}
