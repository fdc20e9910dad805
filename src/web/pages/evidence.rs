//! What a record under review says: its facts, its picture, and the levels its fields can be given.

use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        forms::Ask,
        records::{Record, Shelf},
        release::{self, Release},
    },
    error::Say,
    service::records::{Told, on_shelf},
    web::{
        plates::{Plate, close_up},
        rows, urls,
        views::{self, Fact, Field},
    },
    words::Words,
};

/// Everything the record says, as its form names it.
pub(super) fn facts(shelf: Shelf, told: &Told, words: &Words) -> Vec<Fact> {
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
    let link = |name: &str| {
        told.links
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, link)| link)
    };
    let mut facts = Vec::new();
    for question in questions {
        let (name, text) = (question.name, told.fields.get(question.name));
        let label = views::field_label(shelf, name, words);
        if let Ask::Rows(columns) = question.ask {
            facts.extend(rows::facts(shelf, name, columns, text, words));
            continue;
        }
        if let Ask::Links(_) = question.ask
            && shelf == Shelf::Chains
        {
            let steps = told.links.iter().filter(|(field, _)| *field == name);
            facts.extend(steps.filter_map(|(_, link)| Fact::link(&label, Some(link))));
            continue;
        }
        facts.extend(match question.ask {
            // The four numbers of a place say one thing.
            Ask::Number if shelf == Shelf::Markings => (name == "x").then(|| place(told, words)).flatten(),
            _ if shelf == Shelf::Readings && name == "rule" => Fact::mono(&label, text).map(|fact| Fact {
                href: Some(urls::rule(text)),
                ..fact
            }),
            Ask::Transcription => None,
            Ask::Link(_) | Ask::AnyLink => Fact::link(&label, link(name)),
            Ask::One(_) if shelf == Shelf::Chains => Fact::plain(&label, &words.label("chains-verdict", text)),
            Ask::One(_) => Fact::plain(&label, &words.label(name, text)),
            Ask::Any(_) => {
                let chosen: Vec<_> = told.fields.lines(name).map(|word| words.label(name, word)).collect();
                Fact::plain(&label, &chosen.join(", "))
            }
            Ask::Date => Fact::date(&label, Edtf::parse(text).ok().as_ref(), words),
            Ask::Country => Fact::plain(&label, &views::country(text, words)),
            Ask::Number | Ask::Lines => Fact::mono(&label, text),
            _ => Fact::plain(&label, text),
        });
    }
    facts.extend(Fact::mono(words.t("field-sources"), told.fields.get("sources")));
    facts
}

/// Where a mark is on its photograph.
fn place(told: &Told, words: &Words) -> Option<Fact> {
    let mut say = Say::new("markings-place");
    for name in ["x", "y", "w", "h"] {
        let number: u32 = told.fields.get(name).parse().ok()?;
        say = say.with(name, number);
    }
    Fact::plain(words.t("markings-where"), &words.say(&say))
}

/// The close-up of a mark, or the photograph itself.
pub(super) fn plate(shelf: Shelf, told: &Told, title: &str) -> Option<Plate> {
    let number = |name: &str| told.fields.get(name).parse::<u32>().ok();
    let (src, href, width, height) = match shelf {
        Shelf::Photos => {
            let path = told.head.path();
            let src = format!("{path}/800.jpg?v={}", told.head.version);
            (src, path, number("width")?, number("height")?)
        }
        Shelf::Markings => {
            let (_, photo) = told.links.iter().find(|(field, _)| *field == "photo")?;
            let path = photo.path();
            let src = close_up(&path, &told.head.r#ref.to_string(), told.head.version);
            (src, path, number("w")?, number("h")?)
        }
        _ => return None,
    };
    let said = [told.fields.get("alt"), told.fields.get("caption"), title];
    Some(Plate {
        src,
        srcset: String::new(),
        alt: said
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned(),
        caption: told.fields.get("caption").to_owned(),
        href,
        width,
        height,
        regions: Vec::new(),
        scale: None,
        illustration: String::new(),
    })
}

/// The selects for the levels of single fields: those that say something, and those the shelf guards.
pub(super) fn levels(shelf: Shelf, told: &Told, given: &Fields, words: &Words) -> Vec<Field> {
    let (questions, guards) = on_shelf!(shelf, T => (<T as Record>::QUESTIONS, <T as Record>::GUARDS));
    let head = &told.head;
    questions
        .iter()
        .filter(|question| !told.fields.get(question.name).is_empty())
        .map(|question| {
            let limit = guards
                .iter()
                .find(|guard| guard.field == question.name)
                .map_or(Release::Public, |guard| guard.limit);
            let now = on_shelf!(shelf, T => release::level::<T>(head, question.name));
            let name = format!("level:{}:{}", head.r#ref, question.name);
            let chosen = Release::parse(given.get(&name)).unwrap_or(now);
            let label = views::field_label(shelf, question.name, words);
            views::release_field(&name, &label, Some(chosen), limit, words)
        })
        .collect()
}
