//! What rules and hints refer to: makers, classes of objects, countries, label words, part families.

use chrono::NaiveDate;

use super::{
    calendars::Calendar,
    entry::{Entry, RuleError},
    pattern::Tables,
    signs::Alphabet,
};
use crate::{
    domain::{dates::Edtf, text::fold_name},
    error::Say,
};

/// Everything rules refer to by name.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The characters rules name.
    pub alphabet: Alphabet,
    /// The tables patterns name.
    pub tables: Tables,
    /// Calendars.
    pub calendars: Vec<Calendar>,
    /// Makers.
    pub makers: Vec<Maker>,
    /// Classes of objects.
    pub objects: Vec<Object>,
    /// Countries.
    pub origins: Vec<Origin>,
    /// Words on labels that say what follows.
    pub labels: Vec<Label>,
    /// Families of parts.
    pub families: Vec<Family>,
}

/// A maker, as far as marks go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Maker {
    /// Its name.
    pub name: String,
    /// Two-letter code of the country of its headquarters.
    pub country: String,
    /// Beginnings of its part numbers.
    pub prefixes: Vec<String>,
    /// Names, abbreviations and words for logos seen on its parts.
    pub marks: Vec<String>,
    /// What it became, with the year where that is known.
    pub became: Vec<(String, Option<i32>)>,
    /// What it took over.
    pub took_over: Vec<String>,
    /// The first day on which its name can stand on a part, where a source says so.
    pub since: Option<NaiveDate>,
    /// Where that day comes from.
    pub url: String,
}

/// A class of objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its name in rule files, for example `tantalum capacitor`.
    pub id: String,
    /// The class it belongs to.
    pub within: Option<usize>,
    /// Words that name it, folded.
    pub words: Vec<String>,
}

/// A country as it is named on marks and in hints. Former states have codes too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Two-letter code, ISO 3166-1 or, for former states, ISO 3166-3.
    pub code: String,
    /// How it is printed on parts, folded.
    pub marks: Vec<String>,
    /// Other words for it in hints, folded.
    pub words: Vec<String>,
}

/// What a label word says of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Says {
    /// A date of production.
    Date,
    /// A date of expiry.
    Expiry,
    /// A serial number.
    Serial,
    /// A lot.
    Lot,
    /// A part number.
    Part,
    /// A revision of hardware or software.
    Revision,
    /// A rating: voltage, capacity, frequency.
    Rating,
    /// A standard or a drawing.
    Standard,
    /// A number of an authority or network.
    Identifier,
}

impl Says {
    const WORDS: [(&'static str, Says); 9] = [
        ("date", Says::Date),
        ("expiry", Says::Expiry),
        ("serial", Says::Serial),
        ("lot", Says::Lot),
        ("part", Says::Part),
        ("revision", Says::Revision),
        ("rating", Says::Rating),
        ("standard", Says::Standard),
        ("identifier", Says::Identifier),
    ];
}

/// Words on labels that say what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What follows.
    pub says: Says,
    /// The words, folded.
    pub words: Vec<String>,
}

/// A family of parts: what its number begins with, and when it was on sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Its name.
    pub id: String,
    /// Beginnings of the number, folded as parts are.
    pub prefixes: Vec<String>,
    /// The maker, by its place in [`Names::makers`].
    pub maker: Option<usize>,
    /// What kind of object its parts are, by its place in [`Names::objects`].
    pub object: Option<usize>,
    /// The country whose type numbers these are, as a two-letter code.
    pub origin: Option<String>,
    /// The first day on which one can have been made.
    pub introduced: Option<NaiveDate>,
    /// The last day on which one can have been made.
    pub last: Option<NaiveDate>,
    /// What documents that.
    pub source: String,
    /// Where that can be read.
    pub url: String,
}

impl Names {
    /// The place of a maker by its name.
    pub fn maker(&self, name: &str) -> Option<usize> {
        let wanted = fold_name(name);
        self.makers.iter().position(|maker| fold_name(&maker.name) == wanted)
    }

    /// The place of a class of objects by its name or one of its words.
    pub fn object(&self, name: &str) -> Option<usize> {
        let wanted = fold_name(name);
        let by_id = self.objects.iter().position(|object| object.id == name);
        by_id.or_else(|| self.objects.iter().position(|object| object.words.contains(&wanted)))
    }

    /// A country by its code.
    pub fn origin(&self, code: &str) -> Option<&Origin> {
        self.origins
            .iter()
            .find(|origin| origin.code.eq_ignore_ascii_case(code))
    }

    /// True when the class is the other or lies within it.
    pub fn is_within(&self, class: usize, wider: usize) -> bool {
        let mut at = Some(class);
        // No tree of classes is deeper; the bound keeps a circle in a rule file from spinning.
        for _ in 0..20 {
            match at {
                Some(here) if here == wider => return true,
                Some(here) => at = self.objects.get(here).and_then(|object| object.within),
                None => return false,
            }
        }
        false
    }

    /// How deep a class lies, from 0.
    pub fn depth(&self, class: usize) -> usize {
        let mut at = self.objects.get(class).and_then(|object| object.within);
        let mut depth = 0;
        while let Some(here) = at.filter(|_| depth < 20) {
            at = self.objects.get(here).and_then(|object| object.within);
            depth += 1;
        }
        depth
    }
}

impl Maker {
    /// Reads an entry `[[maker]]`, or a line of the list of makers in the same shape.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry) -> Result<Maker, Vec<RuleError>> {
        let known = [
            "id",
            "name",
            "country",
            "prefixes",
            "marks",
            "became",
            "took_over",
            "since",
            "source",
            "url",
        ];
        let mut wrong = entry.known(&known);
        let name = entry.required("name").map(str::to_owned).unwrap_or_else(|error| {
            wrong.push(error);
            String::new()
        });
        let since = day(entry, "since", &mut wrong);
        let list = |field: &str| entry.fields.lines(field).map(str::to_owned).collect::<Vec<_>>();
        let maker = Maker {
            name,
            country: entry.fields.get("country").to_owned(),
            prefixes: list("prefixes"),
            marks: list("marks"),
            became: list("became").iter().map(|text| dated(text)).collect(),
            took_over: list("took_over").iter().map(|text| dated(text).0).collect(),
            since,
            url: entry.fields.get("url").to_owned(),
        };
        if wrong.is_empty() { Ok(maker) } else { Err(wrong) }
    }
}

/// Reads `Texas Instruments (2011)`: a name, and a year if the remark begins with one.
fn dated(text: &str) -> (String, Option<i32>) {
    let (name, remark) = text.split_once(" (").unwrap_or((text, ""));
    let year: String = remark.chars().take_while(char::is_ascii_digit).collect();
    (name.trim().to_owned(), year.parse().ok().filter(|_| year.len() == 4))
}

fn day(entry: &Entry, field: &str, wrong: &mut Vec<RuleError>) -> Option<NaiveDate> {
    match entry.fields.get(field) {
        "" => None,
        text => match Edtf::parse(text) {
            Ok(date) => date.earliest(),
            Err(say) => {
                wrong.push(entry.wrong(field, say));
                None
            }
        },
    }
}

impl Object {
    /// Reads an entry `[[object]]`; the class it lies within must have been read before.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry, names: &Names) -> Result<Object, Vec<RuleError>> {
        let mut wrong = entry.known(&["id", "within", "words"]);
        let id = entry.required("id").map(str::to_owned).unwrap_or_else(|error| {
            wrong.push(error);
            String::new()
        });
        let within = match entry.fields.get("within") {
            "" => None,
            name => {
                let found = names.objects.iter().position(|object| object.id == name);
                if found.is_none() {
                    wrong.push(entry.wrong("within", Say::new("rule-unknown-name").with("given", name)));
                }
                found
            }
        };
        let mut words: Vec<String> = entry.fields.lines("words").map(fold_name).collect();
        words.push(fold_name(&id));
        if wrong.is_empty() {
            Ok(Object { id, within, words })
        } else {
            Err(wrong)
        }
    }
}

impl Origin {
    /// Reads an entry `[[origin]]`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry) -> Result<Origin, Vec<RuleError>> {
        let mut wrong = entry.known(&["id", "marks", "words", "note"]);
        let id = entry.fields.get("id");
        if id.len() != 2 || !id.bytes().all(|byte| byte.is_ascii_uppercase()) {
            wrong.push(entry.wrong("id", Say::new("rule-country")));
        }
        let list = |field: &str| entry.fields.lines(field).map(fold_name).collect();
        let origin = Origin {
            code: id.to_owned(),
            marks: list("marks"),
            words: list("words"),
        };
        if wrong.is_empty() { Ok(origin) } else { Err(wrong) }
    }
}

impl Label {
    /// Reads an entry `[[label]]`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry) -> Result<Label, Vec<RuleError>> {
        let mut wrong = entry.known(&["id", "says", "words"]);
        let given = entry.fields.get("says");
        let says = Says::WORDS.into_iter().find(|(word, _)| *word == given);
        if says.is_none() {
            let known: Vec<&str> = Says::WORDS.iter().map(|(word, _)| *word).collect();
            let say = Say::new("rule-word")
                .with("given", given)
                .with("known", known.join(", "));
            wrong.push(entry.wrong("says", say));
        }
        let words = entry.fields.lines("words").map(label_word).collect();
        match says {
            Some((_, says)) if wrong.is_empty() => Ok(Label { says, words }),
            _ => Err(wrong),
        }
    }
}

/// A label word as it is compared: capitals, letters and digits only, so that `D/C:`, `D.C.` and `DC` are one.
pub fn label_word(text: &str) -> String {
    let upper = text.chars().flat_map(char::to_uppercase);
    upper.filter(|c| c.is_alphanumeric()).collect()
}

impl Family {
    /// Reads an entry `[[family]]`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry, names: &Names) -> Result<Family, Vec<RuleError>> {
        let known = [
            "id",
            "prefixes",
            "maker",
            "object",
            "origin",
            "introduced",
            "last",
            "source",
            "url",
            "note",
        ];
        let mut wrong = entry.known(&known);
        let id = entry.required("id").map(str::to_owned).unwrap_or_else(|error| {
            wrong.push(error);
            String::new()
        });
        let mut find = |field: &str, found: &dyn Fn(&str) -> Option<usize>| match entry.fields.get(field) {
            "" => None,
            name => {
                let place = found(name);
                if place.is_none() {
                    wrong.push(entry.wrong(field, Say::new("rule-unknown-name").with("given", name)));
                }
                place
            }
        };
        let maker = find("maker", &|name| names.maker(name));
        let object = find("object", &|name| names.object(name));
        let code = entry.fields.get("origin");
        let origin = names.origin(code).map(|origin| origin.code.clone());
        if origin.is_none() && !code.is_empty() {
            wrong.push(entry.wrong("origin", Say::new("rule-unknown-name").with("given", code)));
        }
        let introduced = day(entry, "introduced", &mut wrong);
        let last = day(entry, "last", &mut wrong);
        if (introduced.is_some() || last.is_some()) && !entry.fields.get("url").starts_with("http") {
            wrong.push(entry.wrong("url", Say::new("rule-required")));
        }
        let prefixes = entry
            .fields
            .lines("prefixes")
            .map(crate::domain::text::fold_part)
            .collect();
        let family = Family {
            id,
            prefixes,
            maker,
            object,
            origin,
            introduced,
            last,
            source: entry.fields.get("source").to_owned(),
            url: entry.fields.get("url").to_owned(),
        };
        if wrong.is_empty() { Ok(family) } else { Err(wrong) }
    }
}
