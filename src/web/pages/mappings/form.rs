//! The form of a mapping in finished words: a choice of the file's columns for each canonical one.

use crate::{
    domain::{
        fields::Fields,
        imports::mapping::{
            DECIMALS, ORDERS, TARGETS,
            layout::{DELIMITERS, ENCODINGS},
        },
    },
    web::{
        error::FieldProblem,
        views::{Choice, Field},
    },
    words::Words,
};

/// How many further columns can be joined to the first.
const FURTHER: usize = 2;

/// The groups of canonical columns, as the form shows them.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "mappings-group-who",
        &["kind", "from_name", "from_country", "to_name", "to_country"],
    ),
    ("mappings-group-when", &["date_from", "date_to"]),
    (
        "mappings-group-goods",
        &[
            "goods",
            "part_number",
            "maker",
            "lot",
            "date_code",
            "hs6",
            "quantity",
            "unit",
            "value",
            "currency",
        ],
    ),
    (
        "mappings-group-way",
        &[
            "origin_country",
            "dispatch_country",
            "transit_countries",
            "destination_country",
            "vessel_imo",
        ],
    ),
    (
        "mappings-group-source",
        &[
            "document",
            "source_title",
            "source_url",
            "reliability",
            "credibility",
            "release",
        ],
    ),
];

/// One canonical column in the form.
pub(super) struct TargetView {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) options: Vec<Choice>,
    pub(super) further: Vec<String>,
    pub(super) join: String,
    pub(super) fixed: String,
    pub(super) words: String,
    pub(super) errors: Vec<String>,
    pub(super) open: bool,
}

/// A group of them.
pub(super) struct GroupView {
    pub(super) label: String,
    pub(super) targets: Vec<TargetView>,
}

/// The whole form.
pub(super) struct FormView {
    pub(super) name: Field,
    pub(super) reading: Vec<Field>,
    pub(super) key: Field,
    pub(super) ignore: Field,
    pub(super) needs: Field,
    pub(super) groups: Vec<GroupView>,
    pub(super) columns: Vec<String>,
}

/// What the form is filled in with, and said in.
pub(super) struct Filled<'a> {
    /// What stands in its fields.
    pub(super) fields: &'a Fields,
    /// The columns of the file.
    pub(super) columns: &'a [String],
    /// The sheets of a spreadsheet.
    pub(super) sheets: &'a [String],
    /// What is wrong.
    pub(super) problems: &'a [FieldProblem],
    /// The reader's language.
    pub(super) words: &'a Words,
}

/// The form for a file.
pub(super) fn view(filled: &Filled<'_>) -> FormView {
    FormView {
        name: Field {
            required: true,
            ..filled.field("name", "mappings-name", "mappings-name-hint", "line")
        },
        reading: filled.reading(),
        key: filled.field("key", "mappings-key", "mappings-key-hint", "lines"),
        ignore: filled.field("ignore", "mappings-ignore", "mappings-ignore-hint", "lines"),
        needs: filled.field("needs", "mappings-needs", "mappings-needs-hint", "lines"),
        groups: groups(filled.fields, filled.columns, filled.problems, filled.words),
        columns: filled.columns.to_vec(),
    }
}

impl Filled<'_> {
    fn field(&self, name: &str, label: &'static str, hint: &'static str, kind: &'static str) -> Field {
        Field {
            name: name.to_owned(),
            label: self.words.t(label).to_owned(),
            hint: match hint {
                "" => String::new(),
                hint => self.words.t(hint).to_owned(),
            },
            value: self.fields.get(name).to_owned(),
            error: self
                .problems
                .iter()
                .find(|problem| problem.field == name)
                .map(|problem| problem.message.clone()),
            required: false,
            options: Vec::new(),
            kind,
            rows: Vec::new(),
        }
    }

    /// One of a few words, each with its label.
    fn choice(&self, name: &str, label: &'static str, listed: Vec<(String, String)>) -> Field {
        let mut field = self.field(name, label, "", "one");
        field.options = choices(&field.value, self.words.t("mappings-guessed"), listed);
        field
    }

    /// How the file is read.
    fn reading(&self) -> Vec<Field> {
        let words = self.words;
        let labelled = |listed: &[&'static str], label: &dyn Fn(&'static str) -> String| -> Vec<(String, String)> {
            listed.iter().map(|word| ((*word).to_owned(), label(word))).collect()
        };
        let delimiters = labelled(DELIMITERS, &|word| words.label("mappings-delimiter", word).into_owned());
        let quotes = labelled(&["yes", "no"], &|word| {
            words.label("mappings-quotes", word).into_owned()
        });
        let orders = labelled(ORDERS, &|word| words.label("mappings-dates", word).into_owned());
        let decimals = labelled(DECIMALS, &|word| words.label("mappings-decimal", word).into_owned());
        let same = |listed: Vec<String>| listed.into_iter().map(|word| (word.clone(), word)).collect();
        let encodings = same(ENCODINGS.iter().map(|word| (*word).to_owned()).collect());
        let mut reading = vec![
            self.choice("encoding", "mappings-encoding", encodings),
            self.choice("delimiter", "mappings-delimiter", delimiters),
            self.choice("quotes", "mappings-quotes", quotes),
            self.field("header", "mappings-header", "mappings-header-hint", "number"),
            self.choice("dates", "mappings-dates", orders),
            self.choice("decimal", "mappings-decimal", decimals),
        ];
        if !self.sheets.is_empty() {
            reading.insert(0, self.choice("sheet", "mappings-sheet", same(self.sheets.to_vec())));
        }
        reading
    }
}

fn groups(fields: &Fields, columns: &[String], problems: &[FieldProblem], words: &Words) -> Vec<GroupView> {
    let group = |(label, targets): (&'static str, &'static [&'static str])| GroupView {
        label: words.t(label).to_owned(),
        targets: targets
            .iter()
            .filter(|name| TARGETS.contains(name))
            .map(|name| target(name, fields, columns, problems, words))
            .collect(),
    };
    GROUPS.into_iter().map(group).collect()
}

fn target(
    name: &'static str,
    fields: &Fields,
    columns: &[String],
    problems: &[FieldProblem],
    words: &Words,
) -> TargetView {
    let of = |part: &str| format!("{part}-{name}");
    let from: Vec<&str> = fields.lines(&of("from")).collect();
    let first = from.first().copied().unwrap_or_default();
    let listed = columns.iter().map(|column| (column.clone(), column.clone())).collect();
    let mut further: Vec<String> = from.iter().skip(1).map(|column| (*column).to_owned()).collect();
    further.resize(further.len().max(FURTHER), String::new());
    let raw = |field: String| {
        let found = fields.iter().find(|(name, _)| *name == field);
        found.map_or_else(String::new, |(_, text)| text.to_owned())
    };
    let (join, fixed, table) = (raw(of("join")), raw(of("fixed")), raw(of("words")));
    let own = [of("from"), of("join"), of("fixed"), of("words")];
    TargetView {
        name,
        label: words.label("mappings-to", name).into_owned(),
        options: choices(first, words.t("mappings-no-column"), listed),
        open: from.len() > 1 || !table.is_empty(),
        further,
        join,
        fixed,
        words: table,
        errors: problems
            .iter()
            .filter(|problem| own.contains(&problem.field))
            .map(|problem| problem.message.clone())
            .collect(),
    }
}

/// What can be chosen, and what is chosen even if the file does not offer it.
fn choices(chosen: &str, none: &str, listed: Vec<(String, String)>) -> Vec<Choice> {
    let choice = |value: String, label: String| Choice {
        selected: value == chosen,
        value,
        label,
    };
    let known = chosen.is_empty() || listed.iter().any(|(value, _)| value == chosen);
    let mut all = vec![choice(String::new(), none.to_owned())];
    if !known {
        all.push(choice(chosen.to_owned(), chosen.to_owned()));
    }
    all.extend(listed.into_iter().map(|(value, label)| choice(value, label)));
    all
}
