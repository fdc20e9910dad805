//! Units: the list, a unit's card, and quick entry of its components.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{findings, page, page_with, see_other};
use crate::{
    domain::{
        fields::Fields,
        records::Shelf,
        refs::Ref,
        release::Released,
        units::{ATTRIBUTIONS, Attribution, NewUnit, Unit},
    },
    error::{Error, Result, Say},
    service::{self, citations::Citation, units::Shown},
    web::{
        State,
        actor::Caller,
        dating::gist,
        error::PageError,
        extract::{Form, Path, Query},
        layout::Layout,
        marks,
        pages::{
            claims::Claims,
            dating::Summary,
            incidents::place_name,
            listing::{Listing, Narrowed, listing},
            records::{Card, may_write, or_moved},
            sources::SourceLine,
            tree::{Asked, Tree, open_at, quantity},
        },
        plates::Plate,
        urls,
        views::{self, Badge, Fact, Pager, SourceMark, date_in_words, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "units/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
    new_href: Option<String>,
}

/// A unit in a list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) weapons: String,
    pub(super) incident: String,
    pub(super) date: String,
    identification: String,
    count: String,
    state: Option<Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        new_href,
    } = listing::<Unit>(&state, &caller, &query).await?;
    let words = caller.words();
    let rows: Vec<Row> = items.into_iter().map(|unit| row(&unit, words)).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
        new_href,
    })
}

/// A unit as lists show it.
pub(super) fn row(unit: &Released<Unit>, words: &Words) -> Row {
    let what = &unit.what;
    let date = what.used.as_ref().or(what.recovered.as_ref());
    Row {
        href: unit.head.path(),
        reference: unit.head.r#ref.to_string(),
        title: title(unit, words),
        weapons: weapons(unit, words),
        incident: unit.incident.as_ref().map_or_else(String::new, link_title),
        date: date.map_or_else(String::new, |date| date_in_words(date, words)),
        identification: bases(&what.identification, words),
        count: quantity(what.count.as_ref(), words),
        state: views::state_badge(&unit.head, words),
    }
}

/// The unit's name in the reader's language; an identification that is open stays open.
pub(super) fn title(unit: &Unit, words: &Words) -> String {
    match unit.seen_name(&or(words)) {
        name if name.is_empty() => words.t("title-withheld").to_owned(),
        name => name,
    }
}

fn or(words: &Words) -> String {
    format!(" {} ", words.t("units-or"))
}

/// `KN-23 or KN-24`.
fn weapons(unit: &Unit, words: &Words) -> String {
    let titles: Vec<String> = unit.weapon.iter().chain(&unit.or_weapons).map(link_title).collect();
    titles.join(&or(words))
}

/// `debris, marks, dimensions`.
fn bases(identification: &str, words: &Words) -> String {
    let bases = identification.lines().map(|word| words.label("identification", word));
    bases.collect::<Vec<_>>().join(", ")
}

#[derive(Template)]
#[template(path = "units/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    plates: Vec<Plate>,
    work_href: Option<String>,
    facts: Vec<Fact>,
    note: String,
    dating: Option<Summary>,
    attributions: Vec<Answers>,
    tree: Tree,
    shown: usize,
    claims: Claims,
    sources: Vec<SourceLine>,
}

/// One question about where a unit comes from, with its answers.
struct Answers {
    question: String,
    answers: Vec<Answer>,
}

struct Answer {
    text: String,
    basis: String,
    grade: String,
    grade_title: String,
    marks: Vec<SourceMark>,
}

/// A unit's card.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::units::show(conn, &ctx, &reference))
        .await;
    let shown = match or_moved(&state, &caller, "units", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let dating = dating(&state, &caller, &shown.unit).await?;
    let mut view = show_page(&state, &caller, shown, &query, None);
    view.dating = dating;
    page(&view)
}

/// When the unit was built, in a sentence. When too many ask for dates at once, the page goes without it: the rest is as true.
async fn dating(state: &State, caller: &Caller, unit: &Released<Unit>) -> Result<Option<Summary>> {
    match gist(state, caller, unit).await {
        Ok(gist) => Ok(Summary::new(&gist, &unit.head.path(), caller.words())),
        Err(Error::Busy) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn show_page(state: &State, caller: &Caller, shown: Shown, given: &Fields, failure: Option<&Error>) -> ShowPage {
    let words = caller.words();
    let Shown {
        unit,
        incident,
        tree: nodes,
        more,
        photos,
        claims,
        sources,
    } = shown;
    let place = incident.map_or_else(String::new, |incident| place_name(&incident.what, words));
    let asked = Asked {
        unit: unit.head.r#ref,
        given,
        failure,
    };
    let count = nodes.len();
    let mut tree = Tree::with_entry(nodes, may_write(caller).then_some(&asked), words);
    tree.more_href = more.then(|| urls::with_query("/components", &[("unit", &unit.head.r#ref.to_string())]));
    ShowPage {
        card: Card::new(state, caller, &unit.head, title(&unit, words)),
        layout: Layout::new(caller, "/units"),
        lead: lead(&unit, count > 0, words),
        plates: photos.iter().map(|plate| marks::outlined(plate, words)).collect(),
        work_href: may_write(caller).then(|| format!("{}/work", unit.head.path())),
        facts: facts(&unit, &place, words),
        note: unit.what.note.clone(),
        dating: None,
        attributions: attributions(&unit.what.attributions, &sources, words),
        tree,
        shown: count,
        claims: Claims::new(claims, words),
        sources: SourceLine::all(sources),
    }
}

/// What matters most, in up to three sentences: what it is and when it was used, what that rests on, and whether it
/// stands for many.
fn lead(unit: &Unit, has_components: bool, words: &Words) -> String {
    let what = &unit.what;
    let mut sentences = Vec::new();
    let weapons = weapons(unit, words);
    let dated = match (&what.used, &what.recovered) {
        (Some(used), _) => Some(("units-lead-used", used)),
        (None, Some(recovered)) => Some(("units-lead-recovered", recovered)),
        (None, None) => None,
    };
    match dated {
        Some((key, date)) if !weapons.is_empty() => {
            let say = Say::new(key)
                .with("weapons", weapons)
                .with("date", date_in_words(date, words));
            sentences.push(words.say(&say));
        }
        _ if !weapons.is_empty() => sentences.push(format!("{weapons}.")),
        _ => {}
    }
    let has_debris =
        has_components || what.recovered.is_some() || what.identification.lines().any(|word| word == "debris");
    if !what.identification.is_empty() {
        let key = if has_debris {
            "units-lead-identified"
        } else {
            "units-lead-no-debris"
        };
        sentences.push(words.say(&Say::new(key).with("bases", bases(&what.identification, words))));
    }
    if let Some(count) = &what.count {
        let count = quantity(Some(count), words);
        sentences.push(words.say(&Say::new("units-lead-group").with("count", count)));
    }
    sentences.join(" ")
}

fn facts(unit: &Unit, place: &str, words: &Words) -> Vec<Fact> {
    let NewUnit {
        identification,
        count,
        recovered,
        used,
        session,
        ..
    } = &unit.what;
    let label = |field: &str| views::field_label(Shelf::Units, field, words);
    let mut facts = Vec::new();
    let open = !unit.or_weapons.is_empty();
    facts.extend(Fact::link(&label("weapon"), unit.weapon.as_ref()).map(|fact| Fact { doubt: open, ..fact }));
    for other in &unit.or_weapons {
        facts.extend(Fact::link(&label("or_weapons"), Some(other)).map(|fact| Fact { doubt: true, ..fact }));
    }
    let rest = [
        Fact::plain(&label("count"), &quantity(count.as_ref(), words)),
        Fact::link(&label("incident"), unit.incident.as_ref()),
        Fact::plain(words.t("units-place"), place),
        Fact::date(&label("used"), used.as_ref(), words),
        Fact::date(&label("recovered"), recovered.as_ref(), words),
        Fact::plain(&label("identification"), &bases(identification, words)),
        Fact::plain(&label("session"), session),
    ];
    facts.extend(rest.into_iter().flatten());
    facts
}

/// The answers, question by question; a question without one is shown as not stated. Nothing when no question is answered.
fn attributions(all: &[Attribution], sources: &[Citation], words: &Words) -> Vec<Answers> {
    if all.is_empty() {
        return Vec::new();
    }
    let told = |question: &&str| Answers {
        question: words.label("question", question).into_owned(),
        answers: all
            .iter()
            .filter(|answer| answer.question == **question)
            .map(|answer| told(answer, sources, words))
            .collect(),
    };
    ATTRIBUTIONS.iter().map(told).collect()
}

fn told(answer: &Attribution, sources: &[Citation], words: &Words) -> Answer {
    let Attribution {
        question: _,
        answer,
        basis,
        grade,
        source: _,
        link,
    } = answer;
    let mark = link.as_ref().map(|link| {
        let number = sources.iter().position(|citation| citation.source.id == link.id);
        SourceMark {
            href: number.map_or_else(|| link.path(), |at| format!("#s{}", at + 1)),
            label: number.map_or_else(|| link.r#ref.to_string(), |at| (at + 1).to_string()),
            title: link_title(link),
        }
    });
    let (source, statement) = grade.split_at(grade.len().min(1));
    Answer {
        text: views::country(answer, words),
        basis: basis.clone(),
        grade: grade.clone(),
        grade_title: match grade.is_empty() {
            true => String::new(),
            false => format!(
                "{}; {}",
                words.label("reliability", source),
                words.label("credibility", statement)
            ),
        },
        marks: mark.into_iter().collect(),
    }
}

/// Quick entry: files a component and goes back to its place in the tree, ready for the next one there.
pub async fn add_component(
    state: Data<State>,
    caller: Caller,
    path: Path,
    form: Form,
) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let (ctx, fields) = (caller.ctx(), form.fields.clone());
    let added = state
        .db
        .write(move |conn| service::components::add(conn, &ctx, &reference, &fields))
        .await;
    match added {
        // The desk has the form too, and says where to go on.
        Ok(_) if !form.fields.get("return").is_empty() => Ok(see_other(urls::back(form.fields.get("return")))),
        Ok(head) => Ok(see_other(&back(reference, head.r#ref, form.fields.get("parent")))),
        // Whoever entered it on the desk gets the desk back.
        Err(failure @ Error::Invalid(_))
            if form.fields.get("return") == findings::desk_of(&urls::record(Shelf::Units, reference)) =>
        {
            findings::work_again(&state, &caller, reference, &form.fields, &failure).await
        }
        Err(failure @ Error::Invalid(_)) => {
            let ctx = caller.ctx();
            let shown = state
                .db
                .read(move |conn| service::units::show(conn, &ctx, &reference))
                .await?;
            let dating = dating(&state, &caller, &shown.unit).await?;
            let mut view = show_page(&state, &caller, shown, &form.fields, Some(&failure));
            view.dating = dating;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The unit's page at the new component, with quick entry open where it was.
fn back(unit: Ref, made: Ref, parent: &str) -> String {
    let open = open_at(unit, Ref::parse(parent).ok());
    let page = open.split('#').next().unwrap_or_default();
    format!("{page}#n-{made}")
}
