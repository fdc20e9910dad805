//! The rulebook: every entry of every file, checked against the others and compiled.

use std::{collections::HashMap, sync::Arc};

use sha2::{Digest, Sha256};

use super::{
    calendars::Calendar,
    entry::{Entry, RuleError},
    index::Index,
    lookalikes::Lookalikes,
    names::{Family, Label, Maker, Names, Object, Origin},
    scheme::Scheme,
    tables::{Table, numbers},
};
use crate::{domain::markings::reading::recognition::Recognition, error::Say};

/// All rules and all they refer to. Made once, then only read.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// What rules refer to.
    pub names: Names,
    /// What characters can be misread for.
    pub lookalikes: Lookalikes,
    schemes: Vec<Arc<Scheme>>,
    digest: String,
    places: HashMap<String, usize>,
    index: Index,
    /// Words and beginnings by which makers, countries, labels and families are known on marks.
    pub recognition: Recognition,
}

/// The tables a rule file may have.
const TABLES: &[&str] = &[
    "scheme",
    "table",
    "calendar",
    "object",
    "origin",
    "label",
    "family",
    "maker",
    "lookalike",
];

impl Rulebook {
    /// Checks and compiles entries. Of two entries of one table with the same id the later one counts, which is how an
    /// administrator replaces a rule.
    ///
    /// # Errors
    /// Everything that is wrong, each with file, entry and field. Examples are run apart, by [`Rulebook::check`].
    pub fn compile(entries: &[Entry]) -> Result<Rulebook, Vec<RuleError>> {
        let mut wrong: Vec<RuleError> = Vec::new();
        for entry in entries.iter().filter(|entry| !TABLES.contains(&entry.table.as_str())) {
            let say = Say::new("rule-word")
                .with("given", &entry.table)
                .with("known", TABLES.join(", "));
            wrong.push(entry.wrong("", say));
        }
        let entries = latest(entries);
        let of = |table: &'static str| entries.iter().copied().filter(move |entry| entry.table == table);
        let mut keep = |errors: Vec<RuleError>| wrong.extend(errors);

        let mut names = names(&entries, &mut keep);
        let mut schemes = Vec::new();
        for entry in of("scheme") {
            match Scheme::parse(entry, &mut names) {
                Ok(scheme) => schemes.push(Arc::new(scheme)),
                Err(errors) => keep(errors),
            }
        }
        let lookalikes = Lookalikes::parse(of("lookalike"), &mut names.alphabet).unwrap_or_else(|errors| {
            keep(errors);
            Lookalikes::default()
        });
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let places = schemes
            .iter()
            .enumerate()
            .map(|(at, scheme)| (scheme.id.clone(), at))
            .collect();
        Ok(Rulebook {
            recognition: Recognition::new(&names),
            index: Index::new(&schemes, &lookalikes),
            names,
            lookalikes,
            schemes,
            digest: digest(&entries),
            places,
        })
    }

    /// Every scheme, in the order of the files.
    pub fn schemes(&self) -> &[Arc<Scheme>] {
        &self.schemes
    }

    /// What tells this book from every other: equal entries give an equal one.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The patterns of all schemes by how they begin.
    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// The scheme of that id.
    pub fn scheme(&self, id: &str) -> Option<&Arc<Scheme>> {
        self.schemes.get(*self.places.get(id)?)
    }
}

/// Reads what rules refer to, each table before those that refer to it.
fn names(entries: &[&Entry], keep: &mut impl FnMut(Vec<RuleError>)) -> Names {
    let of = |table: &'static str| entries.iter().copied().filter(move |entry| entry.table == table);
    let mut names = Names::default();
    for table in numbers() {
        names.tables.insert(table.id.clone(), Arc::new(table));
    }
    for entry in of("table") {
        match Table::parse(entry, &mut names.alphabet) {
            Ok(table) => drop(names.tables.insert(table.id.clone(), Arc::new(table))),
            Err(errors) => keep(errors),
        }
    }
    each(of("calendar"), keep, Calendar::parse, |calendar| {
        names.calendars.push(calendar)
    });
    each(of("origin"), keep, Origin::parse, |origin| names.origins.push(origin));
    each(of("maker"), keep, Maker::parse, |maker| merge(&mut names.makers, maker));
    each(of("label"), keep, Label::parse, |label| names.labels.push(label));
    for entry in of("object") {
        match Object::parse(entry, &names) {
            Ok(object) => names.objects.push(object),
            Err(errors) => keep(errors),
        }
    }
    for entry in of("family") {
        match Family::parse(entry, &names) {
            Ok(family) => names.families.push(family),
            Err(errors) => keep(errors),
        }
    }
    names
}

/// A hash of all entries in their order.
fn digest(entries: &[&Entry]) -> String {
    let mut hash = Sha256::new();
    for entry in entries {
        hash.update(format!("[{}]\n", entry.table));
        for (name, text) in entry.fields.iter() {
            hash.update(format!("{}={name}\n{}={text}\n", name.len(), text.len()));
        }
    }
    hex::encode(hash.finalize())
}

/// Of entries with the same table and id the last, at the place of the first.
fn latest(entries: &[Entry]) -> Vec<&Entry> {
    let mut kept: Vec<&Entry> = Vec::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    for entry in entries {
        let id = entry.fields.get("id");
        let place = places
            .get(&(entry.table.as_str(), id))
            .copied()
            .filter(|_| !id.is_empty());
        match place.and_then(|place| kept.get_mut(place)) {
            Some(before) => *before = entry,
            None => {
                places.insert((entry.table.as_str(), id), kept.len());
                kept.push(entry);
            }
        }
    }
    kept
}

/// Reads each entry and keeps what it says, or what is wrong with it.
fn each<'e, T>(
    entries: impl Iterator<Item = &'e Entry>,
    keep: &mut impl FnMut(Vec<RuleError>),
    parse: impl Fn(&Entry) -> Result<T, Vec<RuleError>>,
    mut add: impl FnMut(T),
) {
    for entry in entries {
        match parse(entry) {
            Ok(one) => add(one),
            Err(errors) => keep(errors),
        }
    }
}

/// Adds a maker, or adds to the maker of that name what a rule file says besides the list.
fn merge(makers: &mut Vec<Maker>, more: Maker) {
    let Some(known) = makers.iter_mut().find(|maker| maker.name == more.name) else {
        makers.push(more);
        return;
    };
    known.prefixes.extend(more.prefixes);
    known.marks.extend(more.marks);
    known.became.extend(more.became);
    known.took_over.extend(more.took_over);
    known.since = more.since.or(known.since);
    if !more.url.is_empty() {
        known.url = more.url;
    }
    if !more.country.is_empty() {
        known.country = more.country;
    }
}
