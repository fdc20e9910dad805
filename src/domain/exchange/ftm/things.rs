//! What can be pointed at: documents, organizations and what they became, parts, weapon types, incidents, units, components.

use super::{Entity, IDENTIFIER, id, link, part_of};
use crate::domain::{
    components::Component, identifiers::Identifier, incidents::Incident, organizations::Organization, parts::Part,
    records::Record, release::Released, sources::Source, text, units::Unit, weapons::Weapon,
};

/// A document, statement or data set. FollowTheMoney names documents by their file; ours bear their title there.
pub fn source(source: &Released<Source>, site: &str) -> Entity {
    let what = &source.what;
    let entity = Entity::new(id(source.head.r#ref), "Document")
        .with("name", &what.title)
        .with("title", &what.title)
        .with("fileName", &what.title)
        .with("publisher", &what.publisher)
        .with("sourceUrl", &what.address)
        .with("sourceUrl", &what.archived)
        .with("publisherUrl", format!("{site}{}", source.head.path()))
        .with("modifiedAt", source.head.updated_at.date_naive().to_string())
        .described(
            &source.fields(),
            &["kind", "published", "language", "reliability", "underlying", "note"],
        );
    match &what.published {
        Some(date) => entity.all("publishedAt", super::plain(date)),
        None => entity,
    }
}

/// The schema of an organization, by what it is on record as.
fn kind_of(organization: &Organization) -> &'static str {
    let what = &organization.what;
    let is = |role: &str| what.roles.lines().any(|word| word == role);
    let trades = ["maker", "authorised_distributor", "broker", "freight_forwarder"];
    // Only organizations have a code of this kind.
    let coded = what.identifiers.iter().any(|number| property(number) == "cageCode");
    match () {
        () if is("authority") => "PublicBody",
        () if trades.into_iter().any(is) => "Company",
        () if coded || is("publisher") || is("brand") => "Organization",
        () => "LegalEntity",
    }
}

/// Where the number of a register stands.
fn property(number: &Identifier) -> &'static str {
    match number.scheme.as_str() {
        _ if number.value.chars().count() > IDENTIFIER => "",
        "LEI" => "leiCode",
        "INN" => "innCode",
        "OGRN" | "OGRNIP" => "ogrnCode",
        "USCC" => "uscCode",
        "CAGE" | "NCAGE" => "cageCode",
        "DUNS" => "dunsCode",
        _ => "registrationNumber",
    }
}

/// An organization.
pub fn organization(organization: &Released<Organization>, site: &str) -> Entity {
    let what = &organization.what;
    let mut entity = Entity::of(&organization.head, kind_of(organization), site)
        .with("name", &what.name)
        .all("alias", what.names.iter().map(|name| &name.name))
        .with("country", what.hq_country.to_lowercase())
        .with("mainCountry", what.hq_country.to_lowercase())
        .with("jurisdiction", what.incorporation_country.to_lowercase())
        .all("classification", what.roles.lines().map(|role| role.replace('_', " ")))
        .with("notes", &what.note);
    for number in &what.identifiers {
        entity = match property(number) {
            "" => entity,
            property => entity.with(property, &number.value),
        };
    }
    entity.described(&organization.fields(), &["names", "identifiers", "prefixes", "marks"])
}

/// What an organization became.
pub fn successions(organization: &Released<Organization>) -> Vec<Entity> {
    let steps = organization.what.succession.iter().zip(&organization.successors);
    let entity = |(step, successor): (&crate::domain::succession::Succession, &crate::domain::records::Link)| {
        let own = part_of(organization.head.r#ref, &format!("became-{}", successor.r#ref));
        let entity = Entity::new(own, "Succession")
            .with("predecessor", id(organization.head.r#ref))
            .with("successor", id(successor.r#ref))
            .with("role", &step.note);
        match &step.since {
            Some(since) => entity.dated(since),
            None => entity,
        }
    };
    steps.map(entity).collect()
}

/// A maker's part. Numbers folded to letters and digits stand among the keywords, so that it is found however it is written.
pub fn part(part: &Released<Part>, site: &str) -> Vec<Entity> {
    let what = &part.what;
    let maker = part.maker.as_ref();
    let name = match maker.filter(|maker| !maker.title.is_empty() && !what.number.is_empty()) {
        Some(maker) => format!("{} ({})", what.number, maker.title),
        None => what.number.clone(),
    };
    let numbers = std::iter::once(&what.number).chain(&what.numbers);
    let entity = Entity::of(&part.head, "Asset", site)
        .with("name", name)
        .all("alias", numbers.clone())
        .all("keywords", numbers.map(|number| text::fold_part(number)))
        .with("summary", &what.description)
        .described(
            &part.fields(),
            &[
                "number",
                "family",
                "hs6",
                "hs_edition",
                "eccn",
                "dual_use",
                "introduced",
                "last_made",
                "note",
            ],
        );
    let made = maker.map(|maker| link(&part.head, "maker", maker, "made by"));
    std::iter::once(entity).chain(made).collect()
}

/// A weapon type.
pub fn weapon(weapon: &Released<Weapon>, site: &str) -> Entity {
    let what = &weapon.what;
    Entity::of(&weapon.head, "Asset", site)
        .with("name", &what.name)
        .all("alias", what.aliases.iter().map(|alias| &alias.name))
        .with("country", what.origin.to_lowercase())
        .described(&weapon.fields(), &["kind", "aliases", "description"])
}

/// An incident and its place, no finer than it is released.
pub fn incident(incident: &Released<Incident>, site: &str) -> Vec<Entity> {
    let what = &incident.what;
    let place = what.place();
    let country = what.country.to_lowercase();
    let event = Entity::of(&incident.head, "Event", site)
        .with("name", &what.name)
        .with("location", &what.place)
        .with("country", &country)
        .with("summary", &what.summary)
        .described(&incident.fields(), &["kind", "date", "precision"]);
    let event = match &what.date {
        Some(date) => event.dated(date),
        None => event,
    };
    let Some((at, decimals)) = place.at.zip(place.precision.decimals()) else {
        return vec![event];
    };
    let point = at.to_text(decimals);
    let (lat, lon) = point.split_once(',').unwrap_or((&point, ""));
    let address = Entity::new(part_of(incident.head.r#ref, "place"), "Address")
        .with("full", &what.place)
        .with("city", &what.place)
        .with("country", country)
        .with("latitude", lat.trim())
        .with("longitude", lon.trim())
        .all(
            "remarks",
            place
                .radius
                .map(|metres| format!("coordinateUncertaintyInMeters: {metres}")),
        );
    let event = event.with("addressEntity", &address.id);
    vec![event, address]
}

/// A unit, what it is and where it was used or found.
pub fn unit(unit: &Released<Unit>, site: &str) -> Vec<Entity> {
    let entity = Entity::of(&unit.head, "Asset", site)
        .with("name", &unit.head.title)
        .described(
            &unit.fields(),
            &["identification", "count", "recovered", "used", "attributions", "note"],
        );
    let weapon = unit
        .weapon
        .as_ref()
        .map(|weapon| link(&unit.head, "weapon", weapon, "is a"));
    let perhaps = unit
        .or_weapons
        .iter()
        .map(|weapon| link(&unit.head, &format!("or-{}", weapon.r#ref), weapon, "may be a"));
    let incident = unit.incident.as_ref();
    let incident = incident.map(|incident| link(&unit.head, "incident", incident, "used or found at"));
    std::iter::once(entity)
        .chain(weapon)
        .chain(perhaps)
        .chain(incident)
        .collect()
}

/// A component, what it is, who made it and what it was found in.
pub fn component(component: &Released<Component>, site: &str) -> Vec<Entity> {
    let entity = Entity::of(&component.head, "Asset", site)
        .with("name", &component.head.title)
        .with("country", component.what.origin.to_lowercase())
        .described(
            &component.fields(),
            &[
                "position",
                "quantity",
                "brand",
                "origin",
                "domestic",
                "condition",
                "note",
            ],
        );
    let links = [
        ("unit", &component.unit, "found in"),
        ("parent", &component.parent, "part of"),
        ("part", &component.part, "is a"),
        ("maker", &component.maker, "made by"),
    ];
    let links = links
        .into_iter()
        .filter_map(|(field, object, role)| Some(link(&component.head, field, object.as_ref()?, role)));
    std::iter::once(entity).chain(links).collect()
}
