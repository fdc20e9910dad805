//! What the catalogue tells of the object a mark stands on: maker, class, country, and a day after which it cannot have been
//! made. Only what this reader may see, so that no reading tells of what is withheld.

use crate::{
    domain::{
        components::Component,
        dates::Edtf,
        incidents::Incident,
        markings::{Marking, reading::context::Asked},
        records::{Link, Record},
        refs::Ref,
        release::Released,
        units::Unit,
        weapons::Weapon,
    },
    error::{Error, Result},
    service::{
        Ctx,
        records::{self, Keep},
    },
    store::Conn,
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
    Ok(of_records(unit, weapon.as_deref(), incident.as_deref()))
}

/// The same from records already at hand.
pub(super) fn of_records(unit: &Unit, weapon: Option<&Weapon>, incident: Option<&Incident>) -> Whole {
    let happened = incident.and_then(|incident| incident.what.date.clone());
    let dates = [unit.what.used.clone(), unit.what.recovered.clone(), happened];
    Whole {
        until: first_over(dates),
        origin: weapon.map_or_else(String::new, |weapon| weapon.what.origin.clone()),
        kind: weapon.map_or_else(String::new, |weapon| weapon.what.kind.replace('_', " ")),
    }
}

/// Of several dates the one that ends first; those without an end say nothing.
fn first_over(dates: impl IntoIterator<Item = Option<Edtf>>) -> Option<Edtf> {
    let ended = dates.into_iter().flatten().filter(|date| date.latest().is_some());
    ended.min_by_key(Edtf::latest)
}

/// What is asked of the rulebook about a mark on this component.
pub fn asked(component: &Component, whole: &Whole, documented: Option<&Edtf>) -> Asked {
    let what = &component.what;
    // What was made with the weapon shares its country and, as a part of its body, its class.
    let domestic = what.domestic == "domestic";
    let named = |link: &Option<Link>| link.as_ref().map_or_else(String::new, |link| link.title.clone());
    let maker = match named(&component.maker) {
        maker if maker.is_empty() => what.brand.clone(),
        maker => maker,
    };
    let mut words = vec![what.name.clone(), what.position.clone(), named(&component.part)];
    if domestic {
        words.push(whole.kind.clone());
    }
    words.retain(|word| !word.is_empty());
    Asked {
        maker,
        object: String::new(),
        origin: match what.origin.as_str() {
            "" if domestic => whole.origin.clone(),
            origin => origin.to_owned(),
        },
        hint: words.join(" "),
        recovered: first_over([whole.until.clone(), documented.cloned()]),
        companions: Vec::new(),
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
pub(super) fn on(
    conn: &mut Conn,
    ctx: &Ctx,
    component: Option<&Component>,
    documented: Option<&Edtf>,
) -> Result<Asked> {
    let Some(component) = component else {
        return Ok(Asked {
            recovered: documented.cloned(),
            ..Asked::default()
        });
    };
    let whole = match linked::<Unit>(conn, ctx, component.unit.as_ref())? {
        Some(unit) => whole(conn, ctx, &unit)?,
        None => Whole::default(),
    };
    Ok(asked(component, &whole, documented))
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
