//! The parts that many pages share, in finished words. Each stands for a macro in `_macros.html`.

use super::{actor::Caller, urls};
use crate::{
    domain::{
        countries::Country,
        dates::Edtf,
        fields::{Change, Fields},
        forms::{Ask, Question},
        records::{Head, Link, Shelf},
        refs::Ref,
        release::Release,
    },
    error::{Error, Say},
    words::{Lang, Words},
};

/// A field of a form.
pub struct Field {
    /// The input's name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// What is in it.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// How it is shown: `line`, `prose`, `lines`, `one`, `any`, `date`, `transcription`, `number`, `link`, `rows`.
    pub kind: &'static str,
    /// The rows of a small table, the last ones empty; each cell is a field of its own.
    pub rows: Vec<FieldRow>,
}

/// A row of a small table in a form.
pub struct FieldRow {
    /// What the row is called: `Goods, line 2`.
    pub label: String,
    /// What is wrong with the row as a whole.
    pub error: Option<String>,
    /// Its cells.
    pub cells: Vec<Field>,
}

/// Something to choose.
#[derive(Clone)]
pub struct Choice {
    /// The word that is sent.
    pub value: String,
    /// The word that is shown.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
}

/// The foot of a list.
pub struct Pager {
    /// How much is shown.
    pub summary: String,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// Address of the list as CSV.
    pub csv: Option<String>,
    /// Address of the list as JSON.
    pub json: Option<String>,
    /// Address of the places of the list.
    pub geojson: Option<String>,
}

/// One fact of a card.
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether it is a mark, a number or a reference.
    pub mono: bool,
    /// Whether it is doubtful.
    pub doubt: bool,
    /// The sources it rests on.
    pub marks: Vec<SourceMark>,
}

/// A small raised link to a source.
pub struct SourceMark {
    /// Address.
    pub href: String,
    /// Its number.
    pub label: String,
    /// The source's title.
    pub title: String,
}

/// One row of a before-and-after table.
pub struct Diff {
    /// The field.
    pub label: String,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
    /// Whether it is a mark or a number.
    pub mono: bool,
}

/// A badge of a record: release level or state.
pub struct Badge {
    /// The word for the style.
    pub word: &'static str,
    /// The word for people.
    pub label: String,
}

impl Fact {
    /// A plain fact; `None` when there is nothing to say.
    pub fn plain(label: &str, value: &str) -> Option<Fact> {
        (!value.is_empty()).then(|| Fact {
            label: label.to_owned(),
            value: value.to_owned(),
            href: None,
            mono: false,
            doubt: false,
            marks: Vec::new(),
        })
    }

    /// A number, mark or reference.
    pub fn mono(label: &str, value: &str) -> Option<Fact> {
        Fact::plain(label, value).map(|fact| Fact { mono: true, ..fact })
    }

    /// Another record.
    pub fn link(label: &str, link: Option<&Link>) -> Option<Fact> {
        let link = link?;
        let fact = Fact::plain(label, link_title(link).as_str())?;
        Some(Fact {
            href: Some(link.path()),
            ..fact
        })
    }

    /// A web address, opened as it is.
    pub fn address(label: &str, address: &str) -> Option<Fact> {
        Fact::plain(label, address).map(|fact| Fact {
            href: Some(address.to_owned()),
            ..fact
        })
    }

    /// A date in words.
    pub fn date(label: &str, date: Option<&Edtf>, words: &Words) -> Option<Fact> {
        let date = date?;
        Fact::plain(label, &date_in_words(date, words)).map(|fact| Fact {
            doubt: date.is_uncertain(),
            ..fact
        })
    }
}

impl Field {
    /// The field without what helps to fill it in, where that is said elsewhere.
    #[must_use]
    pub fn without_hint(self) -> Field {
        Field {
            hint: String::new(),
            ..self
        }
    }

    /// Offers these names while one types; any other text is still taken.
    pub fn offer(&mut self, names: &[String]) {
        let offered = names.iter().map(|name| Choice {
            value: name.clone(),
            label: String::new(),
            selected: false,
        });
        self.options = offered.collect();
    }
}

/// A link's title, or its reference when it has none to show.
pub fn link_title(link: &Link) -> String {
    match link.title.is_empty() {
        true => link.r#ref.to_string(),
        false => link.title.clone(),
    }
}

/// The name of a country in the reader's language; empty for no code.
pub fn country(code: &str, words: &Words) -> String {
    match (Country::parse(code), words.lang()) {
        (Ok(country), Lang::En) => country.english().to_owned(),
        (Ok(country), Lang::Uk) => country.ukrainian().to_owned(),
        (Err(_say), _) => code.to_owned(),
    }
}

/// A date as people write it, with its doubt written out.
pub fn date_in_words(date: &Edtf, words: &Words) -> String {
    date.words().render(&|say: &Say| words.say(say))
}

/// The badge of a release level.
pub fn release_badge(level: Release, words: &Words) -> Badge {
    let word = level.as_str();
    Badge {
        word,
        label: words.label("layout-release", word).into_owned(),
    }
}

/// The badge of a record's state, unless it is simply in the catalogue.
pub fn state_badge(head: &Head, words: &Words) -> Option<Badge> {
    let word = head.state.as_str();
    (word != "accepted").then(|| Badge {
        word,
        label: words.label("layout-state", word).into_owned(),
    })
}

/// The label of a shelf's field.
pub fn field_label(shelf: Shelf, field: &str, words: &Words) -> String {
    let own = format!("{}-{field}", shelf.as_str());
    words
        .get(&own)
        .or_else(|| words.get(&format!("field-{field}")))
        .unwrap_or(field)
        .to_owned()
}

/// The fields of a form with what was typed and what is wrong with it.
pub fn form(
    shelf: Shelf,
    questions: &[Question],
    values: &Fields,
    failure: Option<&Error>,
    words: &Words,
) -> Vec<Field> {
    let problems = failure.map_or_else(Vec::new, |failure| super::error::field_errors(failure, words));
    let error = |name: &str| {
        let own: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.field == name)
            .map(|problem| problem.message.as_str())
            .collect();
        (!own.is_empty()).then(|| own.join(" "))
    };
    questions
        .iter()
        .map(|question| Field {
            name: question.name.to_owned(),
            label: field_label(shelf, question.name, words),
            hint: match question.hint {
                true => hint(shelf, question.name, words),
                false => String::new(),
            },
            value: values.get(question.name).to_owned(),
            error: error(question.name),
            required: question.required,
            options: options(question, values, words),
            kind: kind(question.ask),
            rows: match question.ask {
                Ask::Rows(columns) => super::rows::fields(shelf, question.name, columns, values, &error, words),
                _ => Vec::new(),
            },
        })
        .collect()
}

/// Says at each field that holds a reference what it stands for.
pub fn name_links(fields: &mut [Field], links: &[(&'static str, Link)], words: &Words) {
    for field in fields.iter_mut().filter(|field| field.kind == "link") {
        let named = links.iter().filter(|(name, _)| *name == field.name);
        let names: Vec<String> = named.map(|(_, link)| link_title(link)).collect();
        if !names.is_empty() {
            let now = words.say(&Say::new("edit-link-now").with("names", names.join("; ")));
            field.hint = [now, std::mem::take(&mut field.hint)].join(" ").trim_end().to_owned();
        }
    }
}

/// What helps to fill in a field: of the shelf, or of every shelf.
fn hint(shelf: Shelf, field: &str, words: &Words) -> String {
    words
        .get(&format!("{}-{field}-hint", shelf.as_str()))
        .or_else(|| words.get(&format!("field-{field}-hint")))
        .unwrap_or_default()
        .to_owned()
}

fn kind(ask: Ask) -> &'static str {
    match ask {
        Ask::Line | Ask::Country => "line",
        Ask::Prose => "prose",
        Ask::Lines | Ask::Links(_) => "lines",
        Ask::One(_) => "one",
        Ask::Any(_) => "any",
        Ask::Date => "date",
        Ask::Transcription => "transcription",
        Ask::Number => "number",
        Ask::Link(_) | Ask::AnyLink => "link",
        Ask::Rows(_) => "rows",
    }
}

fn options(question: &Question, values: &Fields, words: &Words) -> Vec<Choice> {
    let (listed, one) = match question.ask {
        Ask::One(listed) => (listed, true),
        Ask::Any(listed) => (listed, false),
        _ => return Vec::new(),
    };
    let chosen: Vec<&str> = values.lines(question.name).collect();
    let nothing = Choice {
        value: String::new(),
        label: words.t("layout-not-stated").to_owned(),
        selected: chosen.is_empty(),
    };
    let listed = listed.iter().map(|word| Choice {
        value: (*word).to_owned(),
        label: words.label(question.name, word).into_owned(),
        selected: chosen.contains(word),
    });
    match one {
        true => std::iter::once(nothing).chain(listed).collect(),
        false => listed.collect(),
    }
}

/// The select for a record's release level.
pub fn release_field(name: &str, label: &str, chosen: Option<Release>, limit: Release, words: &Words) -> Field {
    let levels = Release::ALL.into_iter().filter(|level| *level <= limit);
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        value: String::new(),
        error: None,
        required: true,
        options: levels
            .map(|level| Choice {
                value: level.as_str().to_owned(),
                label: words.label("layout-release", level.as_str()).into_owned(),
                selected: chosen == Some(level),
            })
            .collect(),
        kind: "one",
        rows: Vec::new(),
    }
}

/// The rows of a before-and-after table.
pub fn diff(shelf: Shelf, changes: &[Change], words: &Words) -> Vec<Diff> {
    changes
        .iter()
        .map(|change| Diff {
            label: field_label(shelf, &change.field, words),
            before: Some(change.before.clone()).filter(|text| !text.is_empty()),
            after: Some(change.after.clone()).filter(|text| !text.is_empty()),
            mono: matches!(change.field.as_str(), "transcription" | "number" | "alternatives"),
        })
        .collect()
}

/// The foot of a list; `filter` is the name of what it is narrowed by and the record: its tables are narrowed likewise.
pub fn pager(
    caller: &Caller,
    path: &str,
    filter: Option<(&str, Ref)>,
    shown: usize,
    next: Option<String>,
    after: &str,
) -> Pager {
    let (name, value) = filter.map_or(("", String::new()), |(name, reference)| (name, reference.to_string()));
    let narrowed = |path: &str, after: &str| urls::with_query(path, &[(name, &value), ("after", after)]);
    Pager {
        summary: caller.words().say(&Say::new("list-shown").with("count", shown)),
        previous: (!after.is_empty()).then(|| narrowed(path, "")),
        next: next.map(|next| narrowed(path, &next)),
        csv: Some(narrowed(&format!("{path}.csv"), "")),
        json: Some(narrowed(&format!("{path}.json"), "")),
        geojson: matches!(path, "/incidents" | "/units").then(|| narrowed(&format!("{path}.geojson"), "")),
    }
}

/// A moment as people write it: `18 Aug 2024, 10:02 UTC`.
pub fn moment(at: chrono::DateTime<chrono::Utc>, words: &Words) -> String {
    let day = Edtf::day(at.date_naive()).map_or_else(|_say| String::new(), |day| date_in_words(&day, words));
    format!("{day}, {} UTC", at.format("%H:%M"))
}
