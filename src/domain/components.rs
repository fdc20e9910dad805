//! Components: what was found in a unit, as a tree of assemblies and parts, each with its quantity.
//!
//! Three things about where a part comes from are never mixed: the brand printed on it, the maker who made
//! it, and the country its origin mark names. Where a maker has its seat is a fact about the maker.

use std::collections::{HashMap, HashSet};

use super::{
    countries::Country,
    fields::Fields,
    forms::{Ask, Question},
    parse::{LINE, Pointer, Reader},
    quantities::Quantity,
    records::{Guard, Head, Link, Record, Shelf, State},
    release::{self, Brief, FieldReleases, Sight},
    text,
};
use crate::error::{Result, Say};

/// Whether a component was made where the weapon was made.
pub const DOMESTIC: &[&str] = &["domestic", "non_domestic", "unknown"];
/// In what condition it was documented.
pub const CONDITIONS: &[&str] = &["intact", "damaged", "burnt", "fragment", "unknown"];
/// What a mark on it dates once it is accepted: the weapon as a whole, or this part alone. Left open, its name tells.
pub const DATES: &[&str] = &["whole", "part"];
/// Words that a weapon as a whole is called by; a mark on what is called so dates the weapon, not a part of it.
const WHOLE: [&str; 14] = [
    "missile",
    "rocket",
    "drone",
    "uav",
    "bomb",
    "airframe",
    "fuselage",
    "munition",
    "body",
    "ракета",
    "ракети",
    "дрон",
    "бпла",
    "корпус",
];
/// The most levels of a tree, the component itself included.
pub const DEPTH: usize = 12;

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("unit", Ask::Link(Shelf::Units)),
    Question::optional("parent", Ask::Link(Shelf::Components)).hinted(),
    Question::optional("name", Ask::Line),
    Question::optional("position", Ask::Line).hinted(),
    Question::optional("quantity", Ask::Line).hinted(),
    Question::optional("part", Ask::Link(Shelf::Parts)).hinted(),
    Question::optional("maker", Ask::Link(Shelf::Organizations)).hinted(),
    Question::optional("brand", Ask::Line).hinted(),
    Question::optional("origin", Ask::Country).hinted(),
    Question::optional("domestic", Ask::One(DOMESTIC)).hinted(),
    Question::optional("dates", Ask::One(DATES)).hinted(),
    Question::optional("condition", Ask::One(CONDITIONS)),
    Question::optional("note", Ask::Prose),
];

/// A component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointers in it are empty, what they lead to stands beside it.
    pub what: NewComponent,
    /// The unit it was found in.
    pub unit: Option<Link>,
    /// The assembly it belongs to.
    pub parent: Option<Link>,
    /// The maker's part.
    pub part: Option<Link>,
    /// Who made it.
    pub maker: Option<Link>,
    /// The organization whose name is printed on it, where the catalogue knows it.
    pub brand: Option<Link>,
}

/// A component's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewComponent {
    /// The unit it was found in.
    pub unit: Pointer,
    /// The assembly it belongs to: a component of the same unit.
    pub parent: Pointer,
    /// What it is called.
    pub name: String,
    /// Where in the assembly it sat.
    pub position: String,
    /// How many identical pieces the record stands for; `None` for one.
    pub quantity: Option<Quantity>,
    /// The maker's part.
    pub part: Pointer,
    /// Who made it.
    pub maker: Pointer,
    /// The name printed on it, as printed.
    pub brand: String,
    /// The organization with exactly that name, once looked up.
    pub brand_id: Option<i64>,
    /// The country its origin mark names, as an ISO code.
    pub origin: String,
    /// One of [`DOMESTIC`].
    pub domestic: String,
    /// One of [`DATES`]; empty where its name tells.
    pub dates: String,
    /// One of [`CONDITIONS`].
    pub condition: String,
    /// Anything a reader must know.
    pub note: String,
}

impl NewComponent {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewComponent> {
        let mut read = Reader::new(fields, QUESTIONS);
        let component = NewComponent {
            unit: read.pointer("unit"),
            parent: read.pointer("parent"),
            name: read.line("name"),
            position: read.line("position"),
            quantity: read.value("quantity", Quantity::parse),
            part: read.pointer("part"),
            maker: read.pointer("maker"),
            brand: read.line("brand"),
            brand_id: None,
            origin: read.country("origin", |code| Country::parse(code).is_ok()),
            domestic: read.one("domestic"),
            dates: read.one("dates"),
            condition: read.one("condition"),
            note: read.prose("note"),
        };
        read.done()?;
        Ok(component)
    }
}

/// Reads a path of assemblies, outermost first: `guidance section / board A`.
///
/// # Errors
/// A `Say` when it is deeper than a tree may be, or a name in it is too long.
pub fn path(text: &str) -> Result<Vec<String>, Say> {
    let names = text.split('/').map(|name| text::clean_line(name, LINE));
    let names = names.collect::<Result<Vec<String>, Say>>()?;
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    // The component itself stands below the path.
    match names.len() < DEPTH {
        true => Ok(names),
        false => Err(Say::new("components-too-deep").with("max", DEPTH)),
    }
}

impl Component {
    /// What names it wherever its record is seen: its name, else the brand on it.
    pub fn public_name(&self) -> String {
        let brand_open = release::level::<Component>(&self.head, "brand") >= self.head.release;
        match (self.what.name.is_empty(), brand_open) {
            (false, _) => self.what.name.clone(),
            (true, true) => self.what.brand.clone(),
            (true, false) => String::new(),
        }
    }
}

impl Component {
    /// Whether an accepted mark on it dates the weapon. Where nobody said, it does on what was made where the weapon was, is part
    /// of nothing, and is called as the whole is.
    pub fn dates_whole(&self) -> bool {
        match self.what.dates.as_str() {
            "whole" => true,
            "part" => false,
            _ => {
                let named = text::fold_name(&self.what.name);
                self.what.domestic == "domestic"
                    && self.parent.is_none()
                    && named.split(' ').any(|word| WHOLE.contains(&word))
            }
        }
    }
}

fn link_text(link: Option<&Link>) -> String {
    link.map_or_else(String::new, |link| link.r#ref.to_string())
}

impl Record for Component {
    const SHELF: Shelf = Shelf::Components;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewComponent {
            unit: _,
            parent: _,
            name,
            position,
            quantity,
            part: _,
            maker: _,
            brand,
            brand_id: _,
            origin,
            domestic,
            dates,
            condition,
            note,
        } = &self.what;
        Fields::new()
            .with("unit", link_text(self.unit.as_ref()))
            .with("parent", link_text(self.parent.as_ref()))
            .with("name", name)
            .with("position", position)
            .with(
                "quantity",
                quantity.as_ref().map_or_else(String::new, ToString::to_string),
            )
            .with("part", link_text(self.part.as_ref()))
            .with("maker", link_text(self.maker.as_ref()))
            .with("brand", brand)
            .with("origin", origin)
            .with("domestic", domestic)
            .with("dates", dates)
            .with("condition", condition)
            .with("note", note)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "unit" => self.unit = None,
            "parent" => self.parent = None,
            "name" => {
                what.name.clear();
                self.head.title.clear();
            }
            "position" => what.position.clear(),
            "quantity" => what.quantity = None,
            "part" => self.part = None,
            "maker" => self.maker = None,
            "brand" => {
                what.brand.clear();
                self.brand = None;
            }
            "origin" => what.origin.clear(),
            "domestic" => what.domestic.clear(),
            "dates" => what.dates.clear(),
            "condition" => what.condition.clear(),
            "note" => what.note.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        let links = [
            ("unit", &self.unit),
            ("parent", &self.parent),
            ("part", &self.part),
            ("maker", &self.maker),
            ("brand", &self.brand),
        ];
        links
            .into_iter()
            .filter_map(|(field, link)| Some((field, link.as_ref()?)))
            .collect()
    }

    fn unlink(&mut self, sight: Sight) {
        for link in [
            &mut self.unit,
            &mut self.parent,
            &mut self.part,
            &mut self.maker,
            &mut self.brand,
        ] {
            Link::hide(link, sight);
        }
    }
}

/// A component as one line of a list or one node of a tree shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The component, with its name.
    pub link: Link,
    /// Where it stands.
    pub state: State,
    /// Levels of its fields.
    pub field_releases: FieldReleases,
    /// Row number of the assembly it belongs to.
    pub parent: Option<i64>,
    /// How many pieces; `None` for one.
    pub quantity: Option<Quantity>,
    /// The name printed on it.
    pub brand: String,
    /// The maker's part.
    pub part: Option<Link>,
    /// Who made it.
    pub maker: Option<Link>,
    /// The organization whose name is printed on it; only read for lists that are narrowed.
    pub branded: Option<Link>,
    /// The unit it was found in.
    pub unit: Option<Link>,
    /// The unit's weapon type; only read for lists that are narrowed.
    pub weapon: Option<Link>,
}

impl Brief for Line {
    type Of = Component;

    fn link(&self) -> &Link {
        &self.link
    }

    fn field_releases(&self) -> &FieldReleases {
        &self.field_releases
    }

    fn withhold(&mut self, field: &str) {
        match field {
            "unit" => {
                self.unit = None;
                self.weapon = None;
            }
            "parent" => self.parent = None,
            "name" => self.link.title.clear(),
            "quantity" => self.quantity = None,
            "part" => self.part = None,
            "maker" => self.maker = None,
            "brand" => {
                self.brand.clear();
                self.branded = None;
            }
            _ => {}
        }
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.unit, sight);
        if self.unit.is_none() {
            self.weapon = None;
        }
        for link in [&mut self.part, &mut self.maker, &mut self.branded, &mut self.weapon] {
            Link::hide(link, sight);
        }
    }
}

/// A tree as a flat list in reading order: for each place its position in `places` and its depth. `places`
/// are row numbers with the row number above each; who stands under nobody in `places` stands at the top,
/// and nobody is ever lost, not even from a ring.
pub fn reading_order(places: &[(i64, Option<i64>)]) -> Vec<(usize, usize)> {
    let known: HashSet<i64> = places.iter().map(|(id, _)| *id).collect();
    let mut below: HashMap<Option<i64>, Vec<(usize, i64)>> = HashMap::new();
    for (at, (id, parent)) in places.iter().enumerate() {
        let parent = parent.filter(|parent| known.contains(parent));
        below.entry(parent).or_default().push((at, *id));
    }
    let mut order = Vec::with_capacity(places.len());
    let mut ahead: Vec<((usize, i64), usize)> = Vec::new();
    let step = |children: Vec<(usize, i64)>, depth: usize| children.into_iter().rev().map(move |child| (child, depth));
    ahead.extend(step(below.remove(&None).unwrap_or_default(), 0));
    while let Some(((at, id), depth)) = ahead.pop() {
        order.push((at, depth));
        ahead.extend(step(below.remove(&Some(id)).unwrap_or_default(), depth + 1));
    }
    let mut ring: Vec<(usize, i64)> = below.into_values().flatten().collect();
    ring.sort_unstable();
    order.extend(ring.into_iter().map(|(at, _)| (at, 0)));
    order
}

#[cfg(test)]
mod tests;
