//! Rows of a provider's table as rows of the canonical one.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{
    Mapping, Rule, TARGETS,
    raw::{Bad, LONGEST, RawRow, WIDEST},
    values, words,
};
use crate::{domain::text::fold_name, error::Say};

/// How many different words are remembered, so that a table of free text does not fill the memory.
const REMEMBERED: usize = 20_000;

/// What is wrong with a cell, by the provider's column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The provider's column.
    pub column: String,
    /// What stands there, shortened.
    pub value: String,
    /// What is wrong.
    pub say: Say,
}

impl Wrong {
    fn new(column: &str, value: &str, say: Say) -> Wrong {
        Wrong {
            column: column.to_owned(),
            value: value.chars().take(80).collect(),
            say,
        }
    }
}

/// What a canonical column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Date,
    Number,
    Unit,
    Currency,
    Country,
    Countries,
    Hs,
}

fn holds(target: &str) -> Holds {
    match target {
        "date_from" | "date_to" => Holds::Date,
        "quantity" | "value" => Holds::Number,
        "unit" => Holds::Unit,
        "currency" => Holds::Currency,
        "from_country" | "to_country" | "origin_country" | "dispatch_country" | "destination_country" => Holds::Country,
        "transit_countries" => Holds::Countries,
        "hs6" => Holds::Hs,
        _ => Holds::Text,
    }
}

/// One canonical column with where it comes from in this table.
struct Way<'m> {
    rule: &'m Rule,
    holds: Holds,
    places: Vec<usize>,
    words: HashMap<String, &'m str>,
    remembered: HashMap<String, Option<String>>,
}

/// Turns rows of one table into canonical ones.
pub struct Converter<'m> {
    mapping: &'m Mapping,
    ways: Vec<Way<'m>>,
    key: Vec<usize>,
    ignore: Vec<usize>,
    needs: Vec<usize>,
    width: usize,
    joined: String,
}

/// A canonical row: its cells in the order of the header, and a print of what the row says.
#[derive(Debug, Default)]
pub struct Canonical {
    /// The cells, `record_id` first.
    pub cells: Vec<String>,
    /// The same for rows that say the same, and practically never otherwise.
    pub print: u128,
}

/// A header with names in the form in which they are compared.
struct Header(Vec<String>);

impl Header {
    /// The place of a column, by its name or as `#5`.
    fn find(&self, name: &str) -> Result<usize, Say> {
        if let Some(number) = name.strip_prefix('#').and_then(|number| number.parse::<usize>().ok())
            && let Some(place) = number.checked_sub(1).filter(|place| *place < WIDEST)
        {
            return Ok(place);
        }
        let wanted = plain(name);
        let mut places = (0..self.0.len()).filter(|place| self.0.get(*place) == Some(&wanted));
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (None, _) => Err(Say::new("mappings-column-missing").with("column", name)),
            (Some(_), Some(_)) => Err(Say::new("mappings-column-double").with("column", name)),
        }
    }
}

/// A name of a column as it is compared: single spaces, no case.
pub(super) fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl<'m> Converter<'m> {
    /// A converter for a table with this header; no names when it has none.
    ///
    /// # Errors
    /// What the mapping names and the table lacks or has twice, all of it.
    pub fn new(mapping: &'m Mapping, header: &RawRow) -> Result<Converter<'m>, Vec<Say>> {
        let names = Header(header.cells().map(plain).collect());
        let mut missing = Vec::new();
        let mut places = |columns: &[String]| -> Vec<usize> {
            let found = columns.iter().map(|column| names.find(column));
            found
                .filter_map(|found| found.map_err(|say| missing.push(say)).ok())
                .collect()
        };
        let ways = TARGETS
            .iter()
            .zip(&mapping.rules)
            .map(|(target, rule)| Way {
                rule,
                holds: holds(target),
                places: places(&rule.from),
                words: rule
                    .words
                    .iter()
                    .map(|(theirs, ours)| (fold_name(theirs), ours.as_str()))
                    .collect(),
                remembered: HashMap::new(),
            })
            .collect();
        let converter = Converter {
            mapping,
            ways,
            key: places(&mapping.key),
            ignore: places(&mapping.ignore),
            needs: places(&mapping.needs),
            width: header.width(),
            joined: String::new(),
        };
        missing.dedup();
        match missing.is_empty() {
            true => Ok(converter),
            false => Err(missing),
        }
    }

    /// Whether a row is none of goods, because it leaves a column empty that all of those fill.
    pub fn passes_over(&self, row: &RawRow) -> bool {
        self.needs.iter().any(|place| row.cell(*place).is_empty())
    }

    /// Turns a row into a canonical one; everything that is wrong with it.
    ///
    /// # Errors
    /// What is wrong, by the provider's column.
    pub fn row(&mut self, row: &RawRow, out: &mut Canonical) -> Result<(), Vec<Wrong>> {
        let mut wrong = Vec::new();
        self.whole(row, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        out.cells.resize(TARGETS.len() + 1, String::new());
        let (mut unit, mut currency) = (String::new(), String::new());
        for (place, way) in self.ways.iter_mut().enumerate() {
            let Some(cell) = out.cells.get_mut(place + 1) else {
                continue;
            };
            cell.clear();
            way.join(row, &mut self.joined, &mut wrong);
            let rest = match way.fill(&self.joined, self.mapping, cell) {
                Ok(rest) => rest,
                Err(say) => {
                    wrong.push(Wrong::new(&way.rule.from.join(" + "), &self.joined, say));
                    continue;
                }
            };
            match TARGETS.get(place).copied() {
                Some("quantity") => rest.clone_into(&mut unit),
                Some("value") => rest.clone_into(&mut currency),
                // A unit that stands with its number is as good as one in a column of its own.
                Some("unit") if cell.is_empty() => *cell = words::unit(&unit).map_or(unit.clone(), str::to_owned),
                Some("currency") if cell.is_empty() => {
                    *cell = words::currency(&currency).map_or(currency.clone(), str::to_owned);
                }
                _ => {}
            }
        }
        // Whatever a cell came through, what reads the table counts its lines as rows.
        out.cells.iter_mut().skip(1).for_each(values::on_one_line);
        if let Err(say) = self.name(row, out) {
            wrong.push(Wrong::new(&self.mapping.told("record_id"), "", say));
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(wrong),
        }
    }

    /// What is wrong with a row as a whole.
    fn whole(&self, row: &RawRow, wrong: &mut Vec<Wrong>) {
        let say = match row.whole {
            Some(Bad::Wide) => Say::new("mappings-row-wide").with("max", WIDEST),
            Some(_) => Say::new("mappings-row-long").with("max", LONGEST >> 20),
            None if self.width == 0 => return,
            None if row.width() > self.width || (row.len() < self.width && !row.ragged) => Say::new("import-cells")
                .with("found", row.len())
                .with("expected", self.width),
            None => return,
        };
        wrong.push(Wrong::new("", row.cell(0), say));
    }

    /// Gives the row its name, and its print.
    fn name(&self, row: &RawRow, out: &mut Canonical) -> Result<(), Say> {
        let mut hash = Sha256::new();
        let keyed = !self.mapping.key.is_empty();
        match keyed {
            true => out.cells.iter().skip(1).for_each(|cell| {
                hash.update(cell);
                hash.update([0x1f]);
            }),
            // What a mapping makes of a row may be mended; what the row says stays.
            false => (0..row.width())
                .filter(|place| !self.ignore.contains(place))
                .for_each(|place| {
                    hash.update(row.cell(place));
                    hash.update([0x1f]);
                }),
        }
        let Some(id) = out.cells.first_mut() else {
            return Ok(());
        };
        id.clear();
        id.push_str(&self.mapping.name);
        let prefix = id.len();
        if keyed {
            for place in &self.key {
                id.push(if id.len() == prefix { ':' } else { '/' });
                id.push_str(row.cell(*place));
            }
            if self.key.iter().all(|place| row.cell(*place).is_empty()) {
                return Err(Say::new("mappings-key-empty"));
            }
            values::on_one_line(id);
            hash.update(id.as_bytes());
        }
        let digest = hash.finalize();
        let mut print = [0; 16];
        print.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
        out.print = u128::from_be_bytes(print);
        if !keyed {
            id.push(':');
            id.push_str(&format!("{:032x}", out.print));
        }
        Ok(())
    }
}

impl Way<'_> {
    /// What the provider's columns say, joined.
    fn join(&self, row: &RawRow, joined: &mut String, wrong: &mut Vec<Wrong>) {
        joined.clear();
        let between = match self.rule.join.as_str() {
            "" => " ",
            between => between,
        };
        for (order, place) in self.places.iter().enumerate() {
            let cell = row.cell(*place);
            if !row.bad.is_empty()
                && let Some(bad) = row.bad(*place)
            {
                let say = Say::new(match bad {
                    Bad::Mixed => "mappings-cell-mixed",
                    Bad::Formula => "mappings-cell-formula",
                    _ => "mappings-cell-bytes",
                });
                let column = self.rule.from.get(order).map_or("", String::as_str);
                wrong.push(Wrong::new(column, cell, say));
            }
            if cell.is_empty() {
                continue;
            }
            if !joined.is_empty() {
                joined.push_str(between);
            }
            match self.holds == Holds::Number && row.is_pointed(*place) {
                // A spreadsheet keeps numbers, not how they are written.
                true => joined.push_str(&cell.replace('.', POINT)),
                false => joined.push_str(cell),
            }
        }
    }

    /// Writes the canonical cell; what follows a number is handed back.
    fn fill<'a>(&mut self, joined: &'a str, mapping: &Mapping, cell: &mut String) -> Result<&'a str, Say> {
        if joined.is_empty() {
            cell.push_str(&self.rule.fixed);
            return Ok("");
        }
        if !self.words.is_empty()
            && let Some(ours) = self.words.get(&fold_name(joined))
        {
            cell.push_str(ours);
            return Ok("");
        }
        match self.holds {
            Holds::Text => values::push_text(joined, cell),
            Holds::Date => cell.push_str(&values::date(joined, mapping.order)?),
            Holds::Hs => cell.push_str(&values::hs(joined)?),
            Holds::Number => {
                if let Some((whole, decimals)) = joined.split_once(POINT) {
                    let written = format!("{whole}.{decimals}");
                    let (number, rest) = values::number(&written, false)?;
                    cell.push_str(&number);
                    return match rest {
                        "" => Ok(""),
                        _ => Err(Say::new("mappings-number").with("given", joined)),
                    };
                }
                let (number, rest) = values::number(joined, mapping.decimal_comma)?;
                cell.push_str(&number);
                return Ok(rest);
            }
            Holds::Unit => self.remember(joined, cell, |word| {
                Some(words::unit(word).map_or_else(|| word.to_owned(), str::to_owned))
            })?,
            Holds::Currency => self.remember(joined, cell, |word| {
                Some(words::currency(word).map_or_else(|| word.to_owned(), str::to_owned))
            })?,
            Holds::Country => self.remember(joined, cell, |word| words::country(word).map(str::to_owned))?,
            Holds::Countries => self.remember(joined, cell, countries)?,
        }
        Ok("")
    }

    /// A word looked up once; tables repeat the same few millions of times.
    fn remember(&mut self, word: &str, cell: &mut String, find: impl Fn(&str) -> Option<String>) -> Result<(), Say> {
        if !self.remembered.contains_key(word) {
            if self.remembered.len() >= REMEMBERED {
                self.remembered.clear();
            }
            self.remembered.insert(word.to_owned(), find(word));
        }
        match self.remembered.get(word) {
            Some(Some(ours)) => {
                cell.push_str(ours);
                Ok(())
            }
            _ => Err(Say::new("country-invalid")),
        }
    }
}

/// Stands for the point of a number that a spreadsheet keeps as a number; no cell has it, because control characters are dropped.
const POINT: &str = "\u{1}";

/// Several countries in a cell, or one whose name has a comma.
fn countries(given: &str) -> Option<String> {
    if let Some(one) = words::country(given) {
        return Some(one.to_owned());
    }
    let parts = |marks: &[char]| -> Option<Vec<&'static str>> {
        let parts = given.split(marks).map(str::trim).filter(|part| !part.is_empty());
        parts.map(words::country).collect()
    };
    let found = parts(&['|', ';', '/', '\n']).or_else(|| parts(&['|', ';', '/', '\n', ',', '-']))?;
    Some(found.join("|"))
}
