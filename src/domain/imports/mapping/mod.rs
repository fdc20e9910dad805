//! How a provider's table becomes the canonical table of transfers: which of its columns mean what, how it writes dates, numbers
//! and words, and what is the same for all its rows. A mapping is saved under the provider's name and used for every file of that
//! provider. Nothing is looked up and nothing is written here: a row is text in, a canonical row or what is wrong with it out.

use super::{CellError, transfers};
use crate::{
    domain::{fields::Fields, text},
    error::{Problems, Result, Say},
};

pub mod convert;
pub mod guess;
pub mod layout;
pub mod raw;
pub mod saved;
mod values;
mod words;

#[cfg(test)]
mod tests;

use layout::{DELIMITERS, ENCODINGS, Layout};

/// The canonical columns that a mapping fills; `record_id` is made of what names a row.
pub const TARGETS: &[&str] = ALL.split_at(1).1;

const ALL: &[&str] = &transfers::COLUMNS;

/// The words for the order of day, month and year.
pub const ORDERS: &[&str] = &["dmy", "mdy", "ymd"];
/// The words for the mark before decimals.
pub const DECIMALS: &[&str] = &["comma", "point"];

/// The longest name of a provider, in characters.
const NAME: usize = 80;
/// The longest name of a provider's column, in characters.
const COLUMN: usize = 500;
/// The most columns that one canonical column is joined of.
const JOINED: usize = 12;
/// The longest text that is the same for all rows, in characters.
const FIXED: usize = 2_000;
/// The most words of a table of words.
const WORDS: usize = 2_000;

/// Which of a date's numbers comes first, where it is not the year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// 31.12.2024
    #[default]
    Dmy,
    /// 12/31/2024
    Mdy,
    /// 2024-12-31
    Ymd,
}

impl Order {
    /// The word in files and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Order::Dmy => "dmy",
            Order::Mdy => "mdy",
            Order::Ymd => "ymd",
        }
    }
}

/// Where one canonical column comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    /// The provider's columns, by header or as `#5`; what they say is joined.
    pub from: Vec<String>,
    /// What stands between them; a space when empty.
    pub join: String,
    /// What it is where the columns say nothing, or where there are none.
    pub fixed: String,
    /// What the provider's words mean here.
    pub words: Vec<(String, String)>,
}

/// How one provider's table becomes the canonical one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The provider's name; names of rows begin with it.
    pub name: String,
    /// How the file is to be read.
    pub layout: Layout,
    /// How dates are written.
    pub order: Order,
    /// Whether a comma stands before decimals.
    pub decimal_comma: bool,
    /// The columns that name a row; without any, the row is named by all it says.
    pub key: Vec<String>,
    /// Columns that do not count for that: running numbers, dates of the export.
    pub ignore: Vec<String>,
    /// Columns that every row of goods fills. A row that leaves one empty is none and is passed over: a total, a footer.
    pub needs: Vec<String>,
    /// Where each of [`TARGETS`] comes from, in their order.
    pub rules: Vec<Rule>,
}

impl Mapping {
    /// Reads a mapping as its form, its file and the interface for programs send it.
    ///
    /// # Errors
    /// `Invalid` with everything that is wrong, by field.
    pub fn parse(fields: &Fields) -> Result<Mapping> {
        let mut problems = Problems::new();
        for (name, _) in fields.iter().filter(|(name, _)| !is_known(name)) {
            problems.add(name.to_owned(), Say::new("mappings-field-unknown"));
        }
        let mut read = Reading {
            fields,
            problems: &mut problems,
        };
        let mapping = Mapping {
            name: read.name(),
            layout: read.layout(),
            order: match read.word("dates", ORDERS) {
                "mdy" => Order::Mdy,
                "ymd" => Order::Ymd,
                _ => Order::Dmy,
            },
            decimal_comma: read.word("decimal", DECIMALS) != "point",
            key: read.columns("key"),
            ignore: read.columns("ignore"),
            needs: read.columns("needs"),
            rules: TARGETS.iter().map(|target| read.rule(target)).collect(),
        };
        mapping.check(&mut problems);
        problems.done()?;
        Ok(mapping)
    }

    /// Notes what is missing, and what cannot be right for all rows.
    fn check(&self, problems: &mut Problems) {
        for needed in ["kind", "from_name", "to_name"] {
            let rule = self.rule(needed);
            let said = rule.is_some_and(|rule| !rule.from.is_empty() || !rule.fixed.is_empty());
            // One end may be unknown to a provider, but not both.
            let other = self
                .rule(if needed == "to_name" { "from_name" } else { "to_name" })
                .is_some_and(|rule| !rule.from.is_empty() || !rule.fixed.is_empty());
            if !said && (needed == "kind" || !other) {
                problems.add(format!("fixed-{needed}"), Say::new("required"));
            }
        }
        let mut cells = vec!["x"];
        cells.extend(self.rules.iter().map(|rule| rule.fixed.as_str()));
        let (_, wrong) = transfers::read(1, &cells);
        for (column, say) in wrong {
            if self.rule(column).is_some_and(|rule| !rule.fixed.is_empty()) && say.key != "currency-missing" {
                problems.add(format!("fixed-{column}"), say);
            }
        }
    }

    /// Where a canonical column comes from.
    pub fn rule(&self, target: &str) -> Option<&Rule> {
        let place = TARGETS.iter().position(|name| *name == target)?;
        self.rules.get(place)
    }

    /// The provider's columns that a canonical column comes from, as people are told of them; its own name without any.
    pub fn told(&self, column: &str) -> String {
        let from = match column {
            "record_id" => Some(&self.key),
            column => self.rule(column).map(|rule| &rule.from),
        };
        match from {
            Some(from) if !from.is_empty() => from.join(" + "),
            _ => column.to_owned(),
        }
    }

    /// What is wrong with a canonical row, with the provider's columns for its own.
    pub fn translate(&self, error: &CellError) -> (String, Say) {
        (self.told(error.column), error.say.clone())
    }

    /// What [`Mapping::parse`] reads back.
    pub fn fields(&self) -> Fields {
        let Mapping {
            name,
            layout,
            order,
            decimal_comma,
            key,
            ignore,
            needs,
            rules,
        } = self;
        let Layout {
            encoding,
            delimiter,
            quotes,
            sheet,
            header,
        } = layout;
        let mut fields = Fields::new();
        let mut set = |field: &str, text: String| {
            if !text.is_empty() {
                fields.set(field, text);
            }
        };
        set("name", name.clone());
        set("encoding", encoding.clone());
        set("delimiter", delimiter.clone());
        set(
            "quotes",
            match quotes {
                None => String::new(),
                Some(true) => "yes".to_owned(),
                Some(false) => "no".to_owned(),
            },
        );
        set("sheet", sheet.clone());
        set("header", header.map_or_else(String::new, |line| line.to_string()));
        set("dates", order.as_str().to_owned());
        set("decimal", if *decimal_comma { "comma" } else { "point" }.to_owned());
        set("key", key.join("\n"));
        set("ignore", ignore.join("\n"));
        set("needs", needs.join("\n"));
        for (target, rule) in TARGETS.iter().zip(rules) {
            let Rule {
                from,
                join,
                fixed,
                words,
            } = rule;
            set(&format!("from-{target}"), from.join("\n"));
            set(&format!("join-{target}"), join.clone());
            set(&format!("fixed-{target}"), fixed.clone());
            let words: Vec<String> = words
                .iter()
                .map(|(theirs, ours)| format!("{theirs} = {ours}"))
                .collect();
            set(&format!("words-{target}"), words.join("\n"));
        }
        fields
    }
}

fn is_known(name: &str) -> bool {
    const PLAIN: [&str; 11] = [
        "name",
        "encoding",
        "delimiter",
        "quotes",
        "sheet",
        "header",
        "dates",
        "decimal",
        "key",
        "ignore",
        "needs",
    ];
    PLAIN.contains(&name)
        || ["from-", "join-", "fixed-", "words-"]
            .iter()
            .any(|begin| name.strip_prefix(begin).is_some_and(|target| TARGETS.contains(&target)))
}

struct Reading<'a> {
    fields: &'a Fields,
    problems: &'a mut Problems,
}

impl<'a> Reading<'a> {
    fn take<T: Default>(&mut self, field: &str, value: Result<T, Say>) -> T {
        value
            .map_err(|say| self.problems.add(field.to_owned(), say))
            .unwrap_or_default()
    }

    fn line(&mut self, field: &str, longest: usize) -> String {
        let line = text::clean_line(self.fields.get(field), longest);
        self.take(field, line)
    }

    fn name(&mut self) -> String {
        let name = self.line("name", NAME);
        if name.is_empty() {
            self.problems.add("name", Say::new("required"));
        } else if name.contains([':', '/', '|', '#', '?', '%', '\\']) {
            self.problems.add("name", Say::new("mappings-name-marks"));
        }
        name
    }

    fn word(&mut self, field: &str, listed: &[&'static str]) -> &'static str {
        let given = self.fields.get(field).to_lowercase();
        let found = listed.iter().find(|word| **word == given).copied();
        if found.is_none() && !given.is_empty() {
            let say = Say::new("word-not-listed")
                .with("given", &given)
                .with("listed", listed.join(", "));
            self.problems.add(field.to_owned(), say);
        }
        found.unwrap_or_default()
    }

    fn layout(&mut self) -> Layout {
        let header = match self.fields.get("header") {
            "" => None,
            given => match given.parse::<u64>() {
                Ok(line) if line <= 1_000 => Some(line),
                _ => {
                    self.problems.add("header", Say::new("mappings-header-number"));
                    None
                }
            },
        };
        Layout {
            encoding: self.word("encoding", ENCODINGS).to_owned(),
            delimiter: self.word("delimiter", DELIMITERS).to_owned(),
            quotes: match self.word("quotes", &["yes", "no"]) {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            sheet: self.line("sheet", COLUMN),
            header,
        }
    }

    fn columns(&mut self, field: &str) -> Vec<String> {
        let lines: Vec<&'a str> = self.fields.lines(field).collect();
        if lines.len() > JOINED {
            let say = Say::new("list-too-long").with("max", JOINED);
            self.problems.add(field.to_owned(), say);
        }
        let mut columns: Vec<String> = Vec::new();
        for line in lines.into_iter().take(JOINED) {
            let column = text::clean_line(line, COLUMN);
            let column = self.take(field, column);
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    fn rule(&mut self, target: &str) -> Rule {
        let join = format!("join-{target}");
        // Spaces around a mark are meant.
        let between = self
            .fields
            .iter()
            .find(|(name, _)| *name == join)
            .map_or("", |(_, text)| text);
        if between.chars().count() > 10 {
            self.problems.add(join, Say::new("text-too-long").with("max", 10));
        }
        Rule {
            from: self.columns(&format!("from-{target}")),
            join: between.to_owned(),
            fixed: self.line(&format!("fixed-{target}"), FIXED),
            words: self.words(&format!("words-{target}")),
        }
    }

    /// Lines of `theirs = ours`; the last sign counts, because their words may hold one.
    fn words(&mut self, field: &str) -> Vec<(String, String)> {
        let lines: Vec<&'a str> = self.fields.lines(field).collect();
        if lines.len() > WORDS {
            let say = Say::new("list-too-long").with("max", WORDS);
            self.problems.add(field.to_owned(), say);
        }
        let mut words = Vec::new();
        for line in lines.into_iter().take(WORDS) {
            match line.rsplit_once('=') {
                Some((theirs, ours)) if !theirs.trim().is_empty() => {
                    words.push((theirs.trim().to_owned(), ours.trim().to_owned()));
                }
                _ => {
                    let given: String = line.chars().take(40).collect();
                    let say = Say::new("mappings-words-line").with("given", given);
                    self.problems.add(field.to_owned(), say);
                }
            }
        }
        words
    }
}

#[cfg(test)]
pub(crate) fn of(fields: &[(&str, &str)]) -> Result<Mapping> {
    let mut all = Fields::new();
    for (name, text) in fields {
        all.push(*name, *text);
    }
    Mapping::parse(&all)
}
