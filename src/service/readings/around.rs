//! What the catalogue tells of the object a mark stands on: maker, class, country, and a day after which it cannot have been
//! made. Only what this reader may see, so that no reading tells of what is withheld.

use super::beside;
use crate::{
    domain::{
        access::Action,
        components::Component,
        dates::Edtf,
        fields::Fields,
        incidents::Incident,
        markings::{Marking, reading::context::Asked},
        parts::Part,
        records::{Link, Record, Shelf},
        refs::Ref,
        release::Released,
        rules::book::Rulebook,
        units::Unit,
        weapons::Weapon,
    },
    error::{Error, Result},
    service::{
        Ctx, links,
        records::{self, Keep},
    },
    store::{self, Conn},
};

/// What a unit tells of everything found in it.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// When it was used or recovered; of several dates the one that ends first.
    pub until: Option<Edtf>,
    /// The country its weapon type comes from, as a two-letter code.
    pub origin: String,
    /// What kind of weapon it is, in words.
    pub kind: String,
}

/// What a unit tells of its parts, as far as this reader sees it.
///
/// # Errors
/// Those of the database.
pub fn whole(conn: &mut Conn, ctx: &Ctx, unit: &Unit) -> Result<Whole> {
    let weapon = linked::<Weapon>(conn, ctx, unit.weapon.as_ref())?;
    let incident = linked::<Incident>(conn, ctx, unit.incident.as_ref())?;
    Ok(Whole::of(unit, weapon.as_deref(), incident.as_deref()))
}

impl Whole {
    /// The same from records already at hand.
    pub fn of(unit: &Unit, weapon: Option<&Weapon>, incident: Option<&Incident>) -> Whole {
        let happened = incident.and_then(|incident| incident.what.date.clone());
        let dates = [unit.what.used.clone(), unit.what.recovered.clone(), happened];
        Whole {
            until: first_over(dates),
            origin: weapon.map_or_else(String::new, |weapon| weapon.what.origin.clone()),
            kind: weapon.map_or_else(String::new, |weapon| weapon.what.kind.replace('_', " ")),
        }
    }
}

/// Of several dates the one that ends first; those without an end say nothing.
fn first_over(dates: impl IntoIterator<Item = Option<Edtf>>) -> Option<Edtf> {
    let ended = dates.into_iter().flatten().filter(|date| date.latest().is_some());
    ended.min_by_key(Edtf::latest)
}

/// What is asked of the rulebook about a mark on this component, which is this part.
pub fn asked(
    book: &Rulebook,
    component: &Component,
    part: Option<&Part>,
    whole: &Whole,
    documented: Option<&Edtf>,
) -> Asked {
    let what = &component.what;
    let named = component.maker.as_ref().or(component.brand.as_ref());
    let maker = match named.map(|link| link.title.as_str()).unwrap_or_default() {
        "" => &what.brand,
        title => title,
    };
    let mut hint = what.name.clone();
    if let Some(part) = part {
        hint = format!("{hint} {}", part.what.description);
    }
    let mut asked = Asked {
        maker: maker.to_owned(),
        object: String::new(),
        origin: what.origin.clone(),
        recovered: first_over([whole.until.clone(), documented.cloned()]),
        companions: Vec::new(),
        hint,
    };
    if what.domestic == "domestic" {
        at_home(book, whole, &mut asked);
    }
    asked
}

/// A part made where the weapon was made is of the weapon's country, and of its kind where its name says nothing else.
fn at_home(book: &Rulebook, whole: &Whole, asked: &mut Asked) {
    if asked.origin.is_empty() {
        asked.origin.clone_from(&whole.origin);
    }
    let named = book.recognition.hint(&asked.hint, &book.names).objects;
    let class = book.recognition.hint(&whole.kind, &book.names).objects;
    if named.is_empty() || class.iter().any(|one| named.contains(one)) {
        asked.object.clone_from(&whole.kind);
    }
}

/// What is asked of the rulebook about a mark of the catalogue.
///
/// # Errors
/// Those of the database.
pub fn around(conn: &mut Conn, ctx: &Ctx, marking: &Marking) -> Result<Asked> {
    let component = linked::<Component>(conn, ctx, marking.component.as_ref())?;
    on(conn, ctx, component.as_deref(), marking.what.documented.as_ref())
}

/// What is asked of the rulebook about a mark on this component, which this reader sees.
fn on(conn: &mut Conn, ctx: &Ctx, component: Option<&Component>, documented: Option<&Edtf>) -> Result<Asked> {
    let Some(component) = component else {
        return Ok(Asked {
            recovered: documented.cloned(),
            ..Asked::default()
        });
    };
    let part = linked::<Part>(conn, ctx, component.part.as_ref())?;
    let book = ctx.rules()?;
    let Some(unit) = linked::<Unit>(conn, ctx, component.unit.as_ref())? else {
        return Ok(asked(&book, component, part.as_deref(), &Whole::default(), documented));
    };
    let whole = whole(conn, ctx, &unit)?;
    let mut asked = asked(&book, component, part.as_deref(), &whole, documented);
    asked.companions = beside::companions(conn, ctx, component, (&unit, &whole))?;
    Ok(asked)
}

/// What is asked of the rulebook about what somebody is transcribing: the form names the component the mark stands on, and
/// the day it was documented.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; those of the database.
pub fn typed(conn: &mut Conn, ctx: &Ctx, form: &Fields) -> Result<Asked> {
    ctx.actor.must(Action::Write)?;
    // A date that is still being typed says nothing yet.
    let documented = Edtf::parse(form.get("documented")).ok();
    let word = form.get("component");
    let component = match word.is_empty() {
        true => None,
        false => links::find(conn, ctx, Shelf::Components, word)?.ok(),
    };
    let component = match component {
        Some(id) => {
            let head = store::records::get(conn, id)?;
            Some(records::show::<Component>(conn, ctx, &head.r#ref)?)
        }
        None => None,
    };
    on(conn, ctx, component.as_deref(), documented.as_ref())
}

/// The record behind a link, if this reader sees it.
fn linked<T: Keep + Record>(conn: &mut Conn, ctx: &Ctx, link: Option<&Link>) -> Result<Option<Released<T>>> {
    let Some(reference) = link.map(|link: &Link| -> Ref { link.r#ref }) else {
        return Ok(None);
    };
    match records::show::<T>(conn, ctx, &reference) {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_dates_the_first_that_ends_counts() {
        let date = |text: &str| Edtf::parse(text).ok();
        let first = first_over([date("2024-08"), None, date("2024-08-18"), date("2024-01/..")]);
        assert_eq!(first.map(|date| date.to_string()), Some("2024-08-18".to_owned()));
        assert_eq!(first_over([date("2024-01/..")]), None);
    }
}
