//! Reading a form field by field, collecting everything that is wrong with it.

use super::{
    countries::Country,
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    records::Link,
    rows::Row,
    text,
};
use crate::error::{Problems, Result, Say};

/// The longest single line, in characters.
pub const LINE: usize = 500;
/// The longest prose, in characters.
pub const PROSE: usize = 20_000;
/// The longest row of a small table, in characters.
pub const ROW: usize = 4_000;
/// The most entries of a list.
pub const ENTRIES: usize = 200;

/// What a field that names another record holds: the text as typed, and the record once it is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pointer {
    /// Reference or name as typed; empty for none.
    pub text: String,
    /// The record's row number, once resolved.
    pub id: Option<i64>,
}

impl Pointer {
    /// A pointer to a record already known.
    pub fn to(link: Option<&Link>) -> Pointer {
        Pointer {
            text: link.map_or_else(String::new, |link| link.r#ref.to_string()),
            id: link.map(|link| link.id),
        }
    }
}

/// Reads fields as their questions ask for them.
pub struct Reader<'a> {
    fields: &'a Fields,
    questions: &'static [Question],
    problems: Problems,
}

impl<'a> Reader<'a> {
    /// A reader of `fields`, which answer `questions`.
    pub fn new(fields: &'a Fields, questions: &'static [Question]) -> Reader<'a> {
        let mut problems = Problems::new();
        for question in questions {
            if question.required && fields.get(question.name).is_empty() {
                problems.add(question.name, Say::new("required"));
            }
        }
        Reader {
            fields,
            questions,
            problems,
        }
    }

    /// One line of text; empty when missing or wrong.
    pub fn line(&mut self, field: &str) -> String {
        let text = text::clean_line(self.fields.get(field), LINE);
        self.problems.take(field, text).unwrap_or_default()
    }

    /// Several lines of text.
    pub fn prose(&mut self, field: &str) -> String {
        let text = text::clean_text(self.fields.get(field), PROSE);
        self.problems.take(field, text).unwrap_or_default()
    }

    /// The entries of a list, each cleaned as one line.
    pub fn lines(&mut self, field: &str) -> Vec<String> {
        let mut entries = Vec::new();
        for line in self.fields.lines(field) {
            if entries.len() == ENTRIES {
                self.wrong(field, Say::new("list-too-long").with("max", ENTRIES));
                break;
            }
            if let Some(line) = self.problems.take(field, text::clean_line(line, LINE)) {
                entries.push(line);
            }
        }
        entries
    }

    /// The entries of a list whose parts are separated by `|`, each part trimmed; missing parts are empty.
    pub fn rows<const N: usize>(&mut self, field: &str) -> Vec<[String; N]> {
        let lines = self.lines(field);
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            if parts.len() > N {
                self.wrong(
                    field,
                    Say::new("list-too-many-parts").with("given", &line).with("max", N),
                );
                continue;
            }
            let mut row = std::array::from_fn(|_| String::new());
            for (place, part) in row.iter_mut().zip(parts) {
                *place = part.to_owned();
            }
            rows.push(row);
        }
        rows
    }

    /// The rows of a small table, without those that say nothing. A cell has the name [`cell`] gives it in complaints.
    pub fn table(&mut self, field: &str) -> Vec<Row> {
        let columns = self.questions.iter().find(|question| question.name == field);
        let Some(Ask::Rows(columns)) = columns.map(|question| question.ask) else {
            return Vec::new();
        };
        let mut rows: Vec<Row> = Vec::new();
        let mut problems = Vec::new();
        for line in self.fields.lines(field) {
            if rows.len() == ENTRIES {
                problems.push((field.to_owned(), Say::new("list-too-long").with("max", ENTRIES)));
                break;
            }
            let row = match text::clean_line(line, ROW).and_then(|line| Row::parse(&line, columns)) {
                Ok(row) => row,
                Err(say) => {
                    problems.push((cell(field, rows.len() + 1, ""), say));
                    continue;
                }
            };
            if !row.is_empty() {
                rows.push(row);
            }
        }
        for (field, say) in problems {
            self.wrong(&field, say);
        }
        rows
    }

    /// A word that the question lists; empty when not answered.
    pub fn one(&mut self, field: &str) -> String {
        let given = self.fields.get(field).to_owned();
        if !given.is_empty() && !self.words(field).contains(&given.as_str()) {
            self.not_listed(field, &given);
            return String::new();
        }
        given
    }

    /// The words chosen among those that the question lists, in the question's order, one a line.
    pub fn any(&mut self, field: &str) -> String {
        let words = self.words(field);
        let given: Vec<String> = self.fields.lines(field).map(str::to_owned).collect();
        for word in &given {
            if !words.contains(&word.as_str()) {
                self.not_listed(field, word);
            }
        }
        let chosen: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| given.iter().any(|other| other == word))
            .collect();
        chosen.join("\n")
    }

    /// An EDTF date.
    pub fn date(&mut self, field: &str) -> Option<Edtf> {
        match self.fields.get(field) {
            "" => None,
            given => self.problems.take(field, Edtf::parse(given)),
        }
    }

    /// A web address with `http` or `https`; anything else could run script when followed.
    pub fn address(&mut self, field: &str) -> String {
        let line = self.line(field);
        let lower = line.to_ascii_lowercase();
        let sound = lower.starts_with("http://") || lower.starts_with("https://");
        if !line.is_empty() && (!sound || line.contains(char::is_whitespace)) {
            self.wrong(field, Say::new("address-unsound"));
            return String::new();
        }
        line
    }

    /// A country by its code or its name, as its two-letter code in capitals; which codes may stand here is asked of `known`.
    pub fn country(&mut self, field: &str, known: impl Fn(&str) -> bool) -> String {
        let given = self.fields.get(field);
        let found = Country::find(given).map(|country| country.code().to_owned());
        let code = found.unwrap_or_else(|_say| given.to_ascii_uppercase());
        if !code.is_empty() && !known(&code) {
            self.wrong(field, Say::new("country-unknown").with("given", &code));
            return String::new();
        }
        code
    }

    /// A decimal number within bounds.
    pub fn number(&mut self, field: &str, low: f64, high: f64) -> Option<f64> {
        let given = self.fields.get(field).replace(',', ".");
        if given.is_empty() {
            return None;
        }
        match given.parse::<f64>() {
            Ok(number) if (low..=high).contains(&number) => Some(number),
            _ => {
                self.wrong(
                    field,
                    Say::new("number-out-of-range").with("low", low).with("high", high),
                );
                None
            }
        }
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, field: &str, low: i32, high: i32) -> Option<i32> {
        let given = self.fields.get(field).to_owned();
        if given.is_empty() {
            return None;
        }
        match given.parse::<i32>() {
            Ok(number) if (low..=high).contains(&number) => Some(number),
            _ => {
                self.wrong(
                    field,
                    Say::new("number-out-of-range").with("low", low).with("high", high),
                );
                None
            }
        }
    }

    /// What a field that names another record says, not yet resolved.
    pub fn pointer(&mut self, field: &str) -> Pointer {
        Pointer {
            text: self.line(field),
            id: None,
        }
    }

    /// Any other value: what `parse` makes of the text, or its complaint on the field.
    pub fn value<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T, Say>) -> Option<T> {
        match self.fields.get(field) {
            "" => None,
            given => self.problems.take(field, parse(given)),
        }
    }

    /// The raw text of a field.
    pub fn raw(&self, field: &str) -> &str {
        self.fields.get(field)
    }

    /// Notes that a field is wrong.
    pub fn wrong(&mut self, field: &str, say: Say) {
        self.problems.add(field, say);
    }

    /// `Ok` when nothing was wrong.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn done(self) -> Result<()> {
        self.problems.done()
    }

    fn words(&self, field: &str) -> &'static [&'static str] {
        self.questions
            .iter()
            .find(|question| question.name == field)
            .map_or(&[], |question| match question.ask {
                Ask::One(words) | Ask::Any(words) => words,
                _ => &[],
            })
    }

    fn not_listed(&mut self, field: &str, given: &str) {
        let listed = self.words(field).join(", ");
        self.wrong(
            field,
            Say::new("word-not-listed").with("given", given).with("listed", listed),
        );
    }
}

/// The name of a cell of a table in complaints and forms: `lines:2:quantity` is the quantity in the second row.
pub fn cell(field: &str, row: usize, column: &str) -> String {
    match column {
        "" => format!("{field}:{row}"),
        column => format!("{field}:{row}:{column}"),
    }
}

/// The text of a date that may be missing; empty when it is.
pub fn date_text(date: &Option<Edtf>) -> &str {
    date.as_ref().map_or("", Edtf::text)
}
