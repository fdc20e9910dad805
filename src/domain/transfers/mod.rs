//! Transfers: who let go of what to whom, when and by which way, as one document or statement tells it.
//!
//! A transfer claims no more than its paper. Names and countries stay as written beside the organization they were taken for;
//! dates are intervals, quantities keep their bounds, and what was given in exchange is a claim that needs a source.

use chrono::NaiveDate;

use super::{
    codes::{Credibility, Reliability},
    countries::Country,
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    parse::{Pointer, Reader, cell},
    records::{Head, Link, Shelf},
};
use crate::error::{Result, Say};

mod filling;
pub mod goods;
mod read;
mod record;
pub mod route;
mod rules;

pub use filling::{fill, form_read};
pub use goods::Line;
pub use read::{PartRead, TextRead, Words, parts_read, texts_read};
pub use route::{Party, Stop, imo};
pub use rules::hull;

/// What kind of handing over it is.
pub const KINDS: &[&str] = &[
    "sale",
    "shipment",
    "customs_line",
    "re_export",
    "delivery",
    "service",
    "data",
    "unknown",
];

/// The longest text of a cell, in characters.
pub(super) const CELL: usize = 300;

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("kind", Ask::One(KINDS)),
    Question::optional("from", Ask::Link(Shelf::Organizations)).hinted(),
    Question::optional("from_name", Ask::Line).hinted(),
    Question::optional("from_country", Ask::Country),
    Question::optional("to", Ask::Link(Shelf::Organizations)).hinted(),
    Question::optional("to_name", Ask::Line).hinted(),
    Question::optional("to_country", Ask::Country),
    Question::optional("parties", Ask::Rows(route::PARTIES)).hinted(),
    Question::optional("contract", Ask::Date),
    Question::optional("dispatch", Ask::Date),
    Question::optional("border", Ask::Date),
    Question::optional("arrival", Ask::Date),
    Question::optional("lines", Ask::Rows(goods::COLUMNS)).hinted(),
    Question::optional("goods", Ask::Prose).hinted(),
    Question::optional("origin_country", Ask::Country).hinted(),
    Question::optional("dispatch_country", Ask::Country),
    Question::optional("transit_countries", Ask::Lines).hinted(),
    Question::optional("destination_country", Ask::Country),
    Question::optional("route", Ask::Rows(route::PLACES)).hinted(),
    Question::optional("vessel", Ask::Line),
    Question::optional("vessel_imo", Ask::Line).hinted(),
    Question::optional("voyage", Ask::Line),
    Question::optional("document", Ask::Line).hinted(),
    Question::optional("source", Ask::Link(Shelf::Sources)).hinted(),
    Question::optional("locator", Ask::Line).hinted(),
    Question::optional("reliability", Ask::One(Reliability::WORDS)),
    Question::optional("credibility", Ask::One(Credibility::WORDS)),
    Question::optional("exchange_for", Ask::Link(Shelf::Transfers)).hinted(),
    Question::optional("exchange_note", Ask::Prose).hinted(),
    Question::optional("note", Ask::Prose),
];

/// A transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// What all records have.
    pub head: Head,
    /// Its own fields; what its pointers lead to stands beside it.
    pub what: NewTransfer,
    /// Who let go of it.
    pub from: Option<Link>,
    /// Who took it.
    pub to: Option<Link>,
    /// The data set or document it was read in.
    pub source: Option<Link>,
    /// The transfer that it is claimed to have been given for.
    pub exchange: Option<Link>,
}

/// One end of a transfer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The organization it was taken for.
    pub party: Pointer,
    /// Its name as the document writes it.
    pub name: String,
    /// Its country as the document says, as a code.
    pub country: String,
}

impl Side {
    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        self.party.text.is_empty() && self.party.id.is_none() && self.name.is_empty() && self.country.is_empty()
    }
}

/// A transfer's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTransfer {
    /// One of [`KINDS`].
    pub kind: String,
    /// Who let go of it.
    pub from: Side,
    /// Who took it.
    pub to: Side,
    /// Whom the papers name beside them.
    pub parties: Vec<Party>,
    /// When it was agreed.
    pub contract: Option<Edtf>,
    /// When it left.
    pub dispatch: Option<Edtf>,
    /// When it crossed the border, or was declared there.
    pub border: Option<Edtf>,
    /// When it arrived.
    pub arrival: Option<Edtf>,
    /// What was handed over, line by line.
    pub lines: Vec<Line>,
    /// What was handed over, in the document's words.
    pub goods: String,
    /// Where the goods are said to have been made, as a code.
    pub origin_country: String,
    /// Where they left from.
    pub dispatch_country: String,
    /// Through which countries they went, in order.
    pub transit_countries: Vec<String>,
    /// Where they went.
    pub destination_country: String,
    /// The places on the way, in order.
    pub route: Vec<Stop>,
    /// The ship's name.
    pub vessel: String,
    /// The seven digits of its IMO number.
    pub vessel_imo: String,
    /// The voyage.
    pub voyage: String,
    /// The document: its kind and number.
    pub document: String,
    /// The data set or document it was read in.
    pub source: Pointer,
    /// The row or page of it.
    pub locator: String,
    /// A letter of the Admiralty code, or empty.
    pub reliability: String,
    /// A digit of the Admiralty code, or empty.
    pub credibility: String,
    /// The transfer that it is claimed to have been given for.
    pub exchange_for: Pointer,
    /// Who claims that, in what words.
    pub exchange_note: String,
    /// Anything a reader must know.
    pub note: String,
}

impl NewTransfer {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field; a wrong cell of a table is named as [`cell`] does.
    pub fn parse(fields: &Fields) -> Result<NewTransfer> {
        let mut read = Reader::new(fields, QUESTIONS);
        let new = NewTransfer {
            kind: read
                .value("kind", |given| route::one_of(given, KINDS))
                .unwrap_or_default()
                .to_owned(),
            from: side(&mut read, ["from", "from_name", "from_country"]),
            to: side(&mut read, ["to", "to_name", "to_country"]),
            parties: table(&mut read, "parties", Party::parse),
            contract: read.date("contract"),
            dispatch: read.date("dispatch"),
            border: read.date("border"),
            arrival: read.date("arrival"),
            lines: table(&mut read, "lines", Line::parse),
            goods: read.prose("goods"),
            origin_country: country(&mut read, "origin_country"),
            dispatch_country: country(&mut read, "dispatch_country"),
            transit_countries: transit(&mut read),
            destination_country: country(&mut read, "destination_country"),
            route: table(&mut read, "route", Stop::parse),
            vessel: read.line("vessel"),
            vessel_imo: read.value("vessel_imo", imo).unwrap_or_default(),
            voyage: read.line("voyage"),
            document: read.line("document"),
            source: read.pointer("source"),
            locator: read.line("locator"),
            reliability: read.one("reliability"),
            credibility: read.one("credibility"),
            exchange_for: read.pointer("exchange_for"),
            exchange_note: read.prose("exchange_note"),
            note: read.prose("note"),
        };
        for (field, say) in new.wrong() {
            read.wrong(field, say);
        }
        read.done()?;
        Ok(new)
    }

    /// The first and the last day of all its dates; `None` where they are open, or where there is none.
    pub fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        hull([&self.contract, &self.dispatch, &self.border, &self.arrival])
    }

    /// The countries that it names, each once: of its ends, its parties, its way and its places.
    pub fn countries(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        let ends = [&self.from.country, &self.to.country];
        let way = [&self.origin_country, &self.dispatch_country, &self.destination_country];
        let named = ends
            .into_iter()
            .chain(way)
            .chain(&self.transit_countries)
            .chain(self.parties.iter().map(|party| &party.country))
            .chain(self.route.iter().map(|stop| &stop.country));
        for code in named.filter(|code| !code.is_empty()) {
            if !all.contains(&code.as_str()) {
                all.push(code);
            }
        }
        all
    }
}

fn side(read: &mut Reader<'_>, [party, name, place]: [&'static str; 3]) -> Side {
    Side {
        party: read.pointer(party),
        name: read.line(name),
        country: country(read, place),
    }
}

/// A country by code or by name, kept as its code.
fn country(read: &mut Reader<'_>, field: &str) -> String {
    let found = read.value(field, Country::find);
    found.map_or_else(String::new, |country| country.code().to_owned())
}

fn transit(read: &mut Reader<'_>) -> Vec<String> {
    let mut countries = Vec::new();
    for line in read.lines("transit_countries") {
        match Country::find(&line) {
            Ok(country) => countries.push(country.code().to_owned()),
            Err(say) => read.wrong("transit_countries", say),
        }
    }
    countries
}

/// The rows of a table, each wrong cell noted under its own name.
fn table<T>(
    read: &mut Reader<'_>,
    field: &str,
    parse: impl Fn(&super::rows::Row, &mut dyn FnMut(&'static str, Say)) -> T,
) -> Vec<T> {
    let rows = read.table(field);
    let mut found = Vec::with_capacity(rows.len());
    for (number, row) in (1..).zip(&rows) {
        found.push(parse(row, &mut |column, say| {
            read.wrong(&cell(field, number, column), say);
        }));
    }
    found
}

#[cfg(test)]
mod tests;
