//! A scheme: one documented way in which makers mark dates, or one documented form of a mark that is no date.

use chrono::NaiveDate;

use super::{
    calendars::Calendar,
    entry::{Entry, RuleError},
    examples::Example,
    kinds::{Confidence, Kind, Place, Stage},
    names::Names,
    pattern::{self, Sequence, Step},
    span::Span,
    tables::{Of, Table},
    weeks::Weeks,
};
use crate::{domain::dates::Edtf, error::Say};

/// The fields an entry `[[scheme]]` may have.
const FIELDS: &[&str] = &[
    "id",
    "version",
    "title",
    "kind",
    "stage",
    "makers",
    "objects",
    "origins",
    "patterns",
    "weeks",
    "last_week",
    "calendar",
    "days",
    "window",
    "life",
    "weeks_before",
    "weeks_after",
    "weight",
    "weight_open",
    "misreadings",
    "place",
    "from",
    "until",
    "confidence",
    "source",
    "url",
    "note",
    "doubt",
    "examples",
];

/// A scheme, compiled.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name in addresses and stored readings; never given to another scheme.
    pub id: String,
    /// Counted up when what it says changes.
    pub version: u32,
    /// What it is, in one line.
    pub title: String,
    /// What it says a mark is.
    pub kind: Kind,
    /// The stage of production it dates.
    pub stage: Stage,
    /// The makers that use it, by their place in [`Names`]; empty when it is nobody's own.
    pub makers: Vec<usize>,
    /// The classes of objects it is used on; empty for any.
    pub objects: Vec<usize>,
    /// The countries it belongs to, as two-letter codes; empty for any.
    pub origins: Vec<String>,
    /// The patterns as written.
    pub patterns: Vec<String>,
    /// The patterns as compiled.
    pub sequences: Vec<Sequence>,
    /// The same with every letter and digit allowed where a table has only some, to tell a misprint.
    pub misprints: Vec<Sequence>,
    /// How its maker counts weeks.
    pub weeks: Weeks,
    /// The last week its maker documents.
    pub last_week: u32,
    /// The calendar of `{C}` years.
    pub calendar: Option<Calendar>,
    /// The days it stands for whatever its fields say, for codes of which single values are published.
    pub days: Option<Span>,
    /// How many years before the recovery an open decade or century is looked for.
    pub window: u32,
    /// Whether every year it reads is open in that way.
    pub open_years: bool,
    /// Years from production to the date in the mark, for dates of expiry.
    pub life: u32,
    /// By how many weeks the true week may lie before and after the one in the mark.
    pub spread: (u32, u32),
    /// How common it is among marks of its form, from 0 to 1.
    pub weight: f64,
    /// The same where nothing is known of the class of object.
    pub weight_open: f64,
    /// Whether a character may be taken for one it is misread for; not where letters and digits make different rules.
    pub misreadings: bool,
    /// Where it applies.
    pub place: Place,
    /// The first day it was in use, if known.
    pub from: Option<NaiveDate>,
    /// The last day it was in use, if known.
    pub until: Option<NaiveDate>,
    /// How well it is documented.
    pub confidence: Confidence,
    /// What documents it.
    pub source: String,
    /// Where that can be read.
    pub url: String,
    /// What a reader should know.
    pub note: String,
    /// What speaks against it.
    pub doubt: String,
    /// Worked examples.
    pub examples: Vec<Example>,
}

/// A version of a scheme says one thing only.
impl PartialEq for Scheme {
    fn eq(&self, other: &Scheme) -> bool {
        (&self.id, self.version) == (&other.id, other.version)
    }
}

impl Scheme {
    /// Reads an entry `[[scheme]]`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry, names: &mut Names) -> Result<Scheme, Vec<RuleError>> {
        let mut read = Reader {
            entry,
            wrong: entry.known(FIELDS),
        };
        let kind = read.word("kind", &Kind::WORDS, Kind::ProductionDate);
        let (patterns, sequences) = read.patterns(names);
        let digits = sequences
            .iter()
            .flat_map(|way| &way.steps)
            .filter_map(year_digits)
            .min();
        let mut scheme = Scheme {
            id: read.id(),
            version: read.number("version", 1, 9999).unwrap_or(1),
            title: read.text("title"),
            kind,
            stage: read.word("stage", &Stage::WORDS, Stage::Unknown),
            makers: read.list("makers", |name| names.maker(name)),
            objects: read.list("objects", |name| names.object(name)),
            origins: read.list("origins", |code| names.origin(code).map(|origin| origin.code.clone())),
            misprints: misprints(&sequences, names),
            open_years: sequences.iter().flat_map(|way| &way.steps).all(is_open_year),
            patterns,
            sequences,
            weeks: read.word("weeks", &Weeks::WORDS, Weeks::Unknown),
            last_week: read.number("last_week", 1, 54).unwrap_or(54),
            calendar: read.calendar(names),
            days: read.span("days"),
            // The windows are a convention of this project, see `reference/rules/README.md`.
            window: read.number("window", 1, 400).unwrap_or(digits.unwrap_or(60)),
            life: read.number("life", 0, 100).unwrap_or(0),
            spread: (
                read.number("weeks_before", 0, 60).unwrap_or(0),
                read.number("weeks_after", 0, 60).unwrap_or(0),
            ),
            weight: read
                .number("weight", 0.01, 1.0)
                .unwrap_or(if kind.is_date() { 1.0 } else { 0.8 }),
            weight_open: 0.0,
            misreadings: read.word("misreadings", &[("yes", true), ("no", false)], true),
            place: read.word("place", &Place::WORDS, Place::Any),
            from: read.day("from", false),
            until: read.day("until", true),
            confidence: read.word("confidence", &Confidence::WORDS, Confidence::Low),
            source: read.text("source"),
            url: entry.fields.get("url").to_owned(),
            note: entry.fields.get("note").to_owned(),
            doubt: entry.fields.get("doubt").to_owned(),
            examples: read.examples(),
        };
        let open = match (scheme.kind.is_date(), scheme.objects.is_empty()) {
            // What is said of one class of objects only says little where the class is not known.
            (false, false) => scheme.weight * 0.15,
            _ => scheme.weight,
        };
        scheme.weight_open = read.number("weight_open", 0.01, 1.0).unwrap_or(open);
        read.dated(&scheme);
        if read.wrong.is_empty() {
            Ok(scheme)
        } else {
            Err(read.wrong)
        }
    }

    /// True when a reading by this scheme leaves the decade or the century open.
    pub fn is_open(&self) -> bool {
        let values = self.sequences.iter().flat_map(|way| &way.steps);
        values.filter_map(year_digits).any(|window| window < 60)
    }
}

/// The window, in years, that a year field asks for: 20 for one digit and for letters, 60 for two digits.
fn year_digits(step: &Step) -> Option<u32> {
    use super::tables::Meaning;
    let Step::Value(table) = step else { return None };
    match table.lines.first().map(|line| &line.meaning)? {
        Meaning::YearEnd(_, 10) => Some(20),
        Meaning::YearEnd(..) => Some(60),
        Meaning::YearCycle(_, cycle) => Some(u32::try_from(*cycle).unwrap_or(20).max(20)),
        Meaning::Year(_) | Meaning::CalendarYear(_) if table.of == Of::Year => Some(100),
        _ => None,
    }
}

/// False for a field that gives a year, not only its end or its place in a cycle.
fn is_open_year(step: &Step) -> bool {
    use super::tables::Meaning;
    let Step::Value(table) = step else { return true };
    let mut meanings = table.lines.iter().map(|line| &line.meaning);
    table.of != Of::Year || meanings.all(|one| matches!(one, Meaning::YearEnd(..) | Meaning::YearCycle(..)))
}

/// Every sequence with its one-letter tables opened to all letters and digits; none where nothing would change.
fn misprints(sequences: &[Sequence], names: &Names) -> Vec<Sequence> {
    let open = |table: &std::sync::Arc<Table>| table.with_nothing(&names.alphabet);
    let each = sequences.iter().filter_map(|sequence| {
        let mut changed = false;
        let steps = sequence.steps.iter().map(|step| match step {
            Step::Value(table) if table.of != Of::Year => match open(table) {
                Some(opened) => {
                    changed = true;
                    Step::Value(std::sync::Arc::new(opened))
                }
                None => step.clone(),
            },
            _ => step.clone(),
        });
        let steps: Vec<Step> = steps.collect();
        changed.then(|| Sequence::of(steps))
    });
    each.collect()
}

/// Reads the fields of an entry and collects what is wrong.
struct Reader<'e> {
    entry: &'e Entry,
    wrong: Vec<RuleError>,
}

impl Reader<'_> {
    fn id(&mut self) -> String {
        let id = self.text("id");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        if !id.chars().all(plain) || id.len() > 60 {
            self.wrong.push(self.entry.wrong("id", Say::new("rule-id")));
        }
        id
    }

    fn text(&mut self, field: &str) -> String {
        match self.entry.required(field) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                self.wrong.push(error);
                String::new()
            }
        }
    }

    fn word<T: Copy>(&mut self, field: &str, words: &[(&'static str, T)], otherwise: T) -> T {
        let given = self.entry.fields.get(field);
        match words.iter().find(|(word, _)| *word == given) {
            Some((_, found)) => *found,
            None if given.is_empty() => otherwise,
            None => {
                let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                let say = Say::new("rule-word")
                    .with("given", given)
                    .with("known", known.join(", "));
                self.wrong.push(self.entry.wrong(field, say));
                otherwise
            }
        }
    }

    fn number<T: std::str::FromStr + PartialOrd + ToString>(&mut self, field: &str, least: T, most: T) -> Option<T> {
        match self.entry.number(field, least, most) {
            Ok(number) => number,
            Err(error) => {
                self.wrong.push(error);
                None
            }
        }
    }

    fn list<T>(&mut self, field: &str, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        for name in self.entry.fields.lines(field) {
            match find(name) {
                Some(one) => found.push(one),
                None => {
                    let say = Say::new("rule-unknown-name").with("given", name);
                    self.wrong.push(self.entry.wrong(field, say));
                }
            }
        }
        found
    }

    fn patterns(&mut self, names: &mut Names) -> (Vec<String>, Vec<Sequence>) {
        let mut texts = Vec::new();
        let mut sequences = Vec::new();
        for text in self.entry.fields.lines("patterns") {
            match pattern::compile(text, &names.tables, &mut names.alphabet) {
                Ok(ways) => sequences.extend(ways),
                Err(say) => self.wrong.push(self.entry.wrong("patterns", say)),
            }
            texts.push(text.to_owned());
        }
        if texts.is_empty() {
            self.wrong.push(self.entry.wrong("patterns", Say::new("rule-required")));
        }
        (texts, sequences)
    }

    fn calendar(&mut self, names: &Names) -> Option<Calendar> {
        let id = self.entry.fields.get("calendar");
        if id.is_empty() {
            return None;
        }
        let found = names.calendars.iter().find(|calendar| calendar.id == id).cloned();
        if found.is_none() {
            let say = Say::new("rule-unknown-name").with("given", id);
            self.wrong.push(self.entry.wrong("calendar", say));
        }
        found
    }

    fn day(&mut self, field: &str, last: bool) -> Option<NaiveDate> {
        let text = self.entry.fields.get(field);
        if text.is_empty() {
            return None;
        }
        match Edtf::parse(text) {
            Ok(date) if last => date.latest(),
            Ok(date) => date.earliest(),
            Err(say) => {
                self.wrong.push(self.entry.wrong(field, say));
                None
            }
        }
    }

    fn span(&mut self, field: &str) -> Option<Span> {
        let first = self.day(field, false)?;
        let last = self.day(field, true)?;
        Some(Span { first, last })
    }

    fn examples(&mut self) -> Vec<Example> {
        let mut examples = Vec::new();
        for line in self.entry.fields.lines("examples") {
            match Example::parse(line) {
                Ok(example) => examples.push(example),
                Err(say) => self.wrong.push(self.entry.wrong("examples", say)),
            }
        }
        if examples.is_empty() {
            self.wrong.push(self.entry.wrong("examples", Say::new("rule-required")));
        }
        examples
    }

    /// A date needs a year in every pattern, and `{C}` a calendar; what is no date has neither.
    fn dated(&mut self, scheme: &Scheme) {
        let has = |way: &Sequence, of: Of| way.steps.iter().any(|s| matches!(s, Step::Value(t) if t.of == of));
        let every = scheme.sequences.iter().all(|way| has(way, Of::Year));
        if scheme.kind.is_date() && scheme.days.is_none() && !every {
            self.wrong.push(self.entry.wrong("patterns", Say::new("rule-no-year")));
        }
        let counted = scheme.patterns.iter().any(|pattern| pattern.contains("{C"));
        if counted && scheme.calendar.is_none() {
            self.wrong.push(self.entry.wrong("calendar", Say::new("rule-required")));
        }
        let twice = scheme.sequences.iter().any(|way| {
            let years = way
                .steps
                .iter()
                .filter(|s| matches!(s, Step::Value(t) if t.of == Of::Year));
            years.count() > 1
        });
        if twice && scheme.kind.is_date() {
            self.wrong
                .push(self.entry.wrong("patterns", Say::new("rule-two-years")));
        }
    }
}
