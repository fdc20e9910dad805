//! What every new catalogue begins with: the makers whose names and marks are seen on components.

mod pages;

use std::collections::HashMap;

use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        organizations::Organization,
        records::{Head, Record},
        refs::Ref,
        sources::Source,
        text,
    },
    error::{Error, Result},
    service::{
        Ctx,
        records::{self, Keep},
    },
    store::{self, Conn},
};

/// The list as it ships; what its columns hold stands in `reference/README.md`.
const MAKERS: &str = include_str!("../reference/makers.csv");
/// How the list says that a line rests on no page.
const UNSOURCED: &str = "general knowledge, not looked up";

/// What a seeding did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seeded {
    /// Records that were made.
    pub made: usize,
    /// Records that were there already and stay as they are.
    pub kept: usize,
}

/// Files the makers and the pages they were taken from as public records, each once: what is there already, under the name the
/// list gave it, is left alone, changed or not.
///
/// # Errors
/// `Forbidden` for anyone who may not write; those of the database.
pub fn seed_makers(conn: &mut Conn, ctx: &Ctx) -> Result<Seeded> {
    let makers = read(MAKERS)?;
    let mut work = Work {
        conn,
        ctx,
        sources: HashMap::new(),
        filed: HashMap::new(),
        done: Seeded::default(),
    };
    // What a maker became is filed before it, so that it can point there.
    for at in successors_first(&makers) {
        let Some(maker) = makers.get(at) else {
            continue;
        };
        let fields = work.fields(maker, &makers)?;
        let head = work.file::<Organization>(&maker.record_id(), &fields)?;
        work.filed.insert(maker.name.clone(), head.r#ref);
    }
    Ok(work.done)
}

/// [`seed_makers`] when the catalogue holds no record at all: on the first start.
///
/// # Errors
/// As [`seed_makers`].
pub fn seed_if_empty(conn: &mut Conn, ctx: &Ctx) -> Result<Option<Seeded>> {
    match store::records::last(conn)? {
        0 => seed_makers(conn, ctx).map(Some),
        _ => Ok(None),
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Maker {
    name: String,
    country: String,
    prefixes: Vec<String>,
    marks: Vec<String>,
    took_over: Vec<String>,
    became: Vec<String>,
    sources: Vec<Cited>,
}

/// Where a line comes from: what it says, and the page; no address for what was written down without one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cited {
    remark: String,
    address: Option<String>,
}

impl Maker {
    fn record_id(&self) -> String {
        format!("maker:{}", slug(&self.name))
    }
}

/// A name as one word of small Latin letters and digits.
fn slug(name: &str) -> String {
    text::transliterate(name).replace(' ', "-")
}

fn read(file: &str) -> Result<Vec<Maker>> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let mut makers = Vec::new();
    for row in reader.records() {
        let row = row.map_err(Error::internal)?;
        let cell = |place: usize| row.get(place).unwrap_or_default().trim();
        let list = |place: usize| -> Vec<String> {
            let entries = cell(place).split('|').map(str::trim);
            entries.filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
        };
        makers.push(Maker {
            name: cell(0).to_owned(),
            country: cell(1).to_owned(),
            prefixes: list(2),
            marks: list(3),
            took_over: list(4),
            became: list(5),
            sources: cell(6).split(" ; ").map(cited).collect(),
        });
    }
    Ok(makers)
}

fn cited(entry: &str) -> Cited {
    match entry.find("http") {
        Some(place) => {
            let (remark, address) = entry.split_at_checked(place).unwrap_or(("", entry));
            Cited {
                remark: remark.trim().trim_end_matches(':').to_owned(),
                address: Some(address.trim().to_owned()),
            }
        }
        None => Cited {
            remark: entry.trim().to_owned(),
            address: None,
        },
    }
}

/// One step from a maker of the list to another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    from: usize,
    to: usize,
    since: String,
    note: String,
}

/// What an entry of `successor_of` or `now_part_of` says: a maker of the list, when, and the rest of the remark. `None` for a firm
/// without a line and for a doubt, which are only told.
fn entry(text: &str, makers: &[Maker]) -> Option<(usize, String, String)> {
    let named = |name: &str| makers.iter().position(|maker| maker.name == name);
    if let Some(place) = named(text) {
        return Some((place, String::new(), String::new()));
    }
    let (name, remark) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let (date, rest) = remark.split_once(';').unwrap_or((remark, ""));
    let is_year = date.len() == 4 && date.bytes().all(|byte| byte.is_ascii_digit());
    let dated = is_year && Edtf::parse(date).is_ok();
    dated.then(|| Some((named(name)?, date.to_owned(), rest.trim().to_owned())))?
}

/// Every succession that the list tells, from either side, each once, with its date and remark if one side has them.
fn steps(makers: &[Maker]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut add = |step: Step| {
        let old = steps.iter_mut().find(|old| (old.from, old.to) == (step.from, step.to));
        match old {
            Some(old) if old.since.is_empty() || (old.since == step.since && old.note.is_empty()) => *old = step,
            Some(_) => {}
            None => steps.push(step),
        }
    };
    for (here, maker) in makers.iter().enumerate() {
        for (to, since, note) in maker.became.iter().filter_map(|text| entry(text, makers)) {
            add(Step {
                from: here,
                to,
                since,
                note,
            });
        }
        for (from, since, note) in maker.took_over.iter().filter_map(|text| entry(text, makers)) {
            add(Step {
                from,
                to: here,
                since,
                note,
            });
        }
    }
    steps
}

/// The places of all makers, each behind those it became.
fn successors_first(makers: &[Maker]) -> Vec<usize> {
    let steps = steps(makers);
    let mut order: Vec<usize> = Vec::with_capacity(makers.len());
    let mut left: Vec<usize> = (0..makers.len()).collect();
    while !left.is_empty() {
        let (ready, waiting): (Vec<usize>, Vec<usize>) = left.iter().copied().partition(|place| {
            steps
                .iter()
                .filter(|step| step.from == *place)
                .all(|step| order.contains(&step.to))
        });
        if ready.is_empty() {
            // Only a ring is left. Its steps are refused one by one when they are filed.
            order.extend(waiting);
            return order;
        }
        order.extend(ready);
        left = waiting;
    }
    order
}

struct Work<'a> {
    conn: &'a mut Conn,
    ctx: &'a Ctx,
    /// Sources filed so far, by address; the list itself under an empty address.
    sources: HashMap<String, Ref>,
    /// Makers filed so far, by name.
    filed: HashMap<String, Ref>,
    done: Seeded,
}

impl Work<'_> {
    /// The record with this name in the list, made if it is not there.
    fn file<T: Keep + Record>(&mut self, record_id: &str, fields: &Fields) -> Result<Head> {
        match store::records::find_imported(self.conn, T::SHELF, record_id) {
            Ok(head) => {
                self.done.kept += 1;
                store::records::standing(self.conn, head)
            }
            Err(Error::NotFound(_)) => {
                self.done.made += 1;
                let fields = fields.clone().with("record_id", record_id).with("release", "public");
                records::create::<T>(self.conn, self.ctx, &fields)
            }
            Err(error) => Err(error),
        }
    }

    fn source(&mut self, address: Option<&str>, remark: &str) -> Result<Ref> {
        let key = address.unwrap_or_default();
        if let Some(known) = self.sources.get(key) {
            return Ok(*known);
        }
        let (record_id, fields) = match address {
            None => ("makers-list".to_owned(), list_itself()),
            Some(address) => (format!("makers-list:{address}"), pages::page(address, remark)),
        };
        let head = self.file::<Source>(&record_id, &fields)?;
        self.sources.insert(key.to_owned(), head.r#ref);
        Ok(head.r#ref)
    }

    fn fields(&mut self, maker: &Maker, makers: &[Maker]) -> Result<Fields> {
        let mut sources = Vec::with_capacity(maker.sources.len());
        for cited in &maker.sources {
            let source = self.source(cited.address.as_deref(), &cited.remark)?;
            sources.push(match cited.remark.is_empty() {
                true => source.to_string(),
                false => format!("{source}, {}", cited.remark),
            });
        }
        if maker.sources.iter().all(|cited| cited.address.is_some()) {
            sources.push(self.source(None, "")?.to_string());
        }
        let mut succession = Vec::new();
        for step in steps(makers) {
            let from_here = makers.get(step.from).is_some_and(|from| from.name == maker.name);
            let to = makers.get(step.to).and_then(|to| self.filed.get(&to.name));
            if let (true, Some(to)) = (from_here, to) {
                succession.push(format!("became {to} | {} | {}", step.since, step.note));
            }
        }
        Ok(Fields::new()
            .with("name", &maker.name)
            .with("roles", "maker\nbrand")
            .with("hq_country", &maker.country)
            .with("prefixes", maker.prefixes.join("\n"))
            .with("marks", maker.marks.join("\n"))
            .with("succession", succession.join("\n"))
            .with("note", note(maker, makers))
            .with("sources", sources.join("\n")))
    }
}

/// What the list says of other firms and could not become a succession, as it says it.
fn note(maker: &Maker, makers: &[Maker]) -> String {
    let told = |entries: &[String]| -> String {
        let rest = entries.iter().filter(|text| entry(text, makers).is_none());
        rest.map(String::as_str).collect::<Vec<_>>().join("; ")
    };
    let mut lines = Vec::new();
    for (opening, rest) in [
        ("Took over, as the list of makers has it", told(&maker.took_over)),
        ("Became part of, as the list of makers has it", told(&maker.became)),
    ] {
        if !rest.is_empty() {
            lines.push(format!("{opening}: {rest}."));
        }
    }
    lines.join("\n")
}

fn list_itself() -> Fields {
    Fields::new()
        .with("title", "List of makers that ships with Sherd")
        .with("kind", "dataset")
        .with("publisher", "Sherd")
        .with("language", "en")
        .with(
            "note",
            format!("File reference/makers.csv of the program. Lines it marks as \u{201c}{UNSOURCED}\u{201d} rest on no document."),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn makers() -> Vec<Maker> {
        read(MAKERS).unwrap()
    }

    fn place(makers: &[Maker], name: &str) -> usize {
        makers.iter().position(|maker| maker.name == name).unwrap()
    }

    #[test]
    fn every_line_of_the_list_is_sound() {
        let makers = makers();
        assert_eq!(makers.len(), 131);
        let mut ids: Vec<String> = makers.iter().map(Maker::record_id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), makers.len());
        for maker in &makers {
            assert!(!maker.sources.is_empty(), "{}", maker.name);
            for cited in &maker.sources {
                assert!(
                    cited.address.is_some() || cited.remark == UNSOURCED,
                    "{}: {cited:?}",
                    maker.name
                );
                let spaced = cited.address.as_ref().is_some_and(|address| address.contains(' '));
                assert!(!spaced, "{}: {cited:?}", maker.name);
            }
        }
    }

    #[test]
    fn a_dated_succession_is_read_from_either_side() {
        let makers = makers();
        let steps = steps(&makers);
        let since = |from: &str, to: &str| {
            let (from, to) = (place(&makers, from), place(&makers, to));
            let step = steps.iter().find(|step| (step.from, step.to) == (from, to));
            step.map(|step| (step.since.as_str(), step.note.as_str()))
        };
        assert_eq!(since("Xilinx", "AMD"), Some(("2022", "")));
        assert_eq!(since("KEMET", "Yageo"), Some(("2020", "")));
        assert_eq!(
            since("Altera", "Intel"),
            Some(("2015", "majority sold again in 2025, not verified"))
        );
        assert_eq!(since("EPCOS", "TDK"), Some(("", "")));
        // Doubts are told, never recorded.
        assert_eq!(since("Hitachi Semiconductor", "Renesas Electronics"), Some(("", "")));
        assert_eq!(since("Oki", "Rohm"), None);
        assert_eq!(since("Fujitsu Semiconductor", "Spansion"), None);
        assert_eq!(since("Mitsubishi Electric", "Renesas Electronics"), None);
    }

    #[test]
    fn what_a_maker_became_comes_before_it() {
        let makers = makers();
        let order = successors_first(&makers);
        assert_eq!(order.len(), makers.len());
        let at = |name: &str| order.iter().position(|at| *at == place(&makers, name)).unwrap();
        assert!(at("Analog Devices") < at("Maxim Integrated"));
        assert!(at("Maxim Integrated") < at("Dallas Semiconductor"));
    }

    #[test]
    fn firms_without_a_line_are_told() {
        let makers = makers();
        let told = |name: &str| note(&makers[place(&makers, name)], &makers);
        assert_eq!(
            told("Molex"),
            "Became part of, as the list of makers has it: Koch (US)."
        );
        assert!(told("Oki").contains("Rohm (through LAPIS)"));
        assert_eq!(told("Xilinx"), "");
    }
}
