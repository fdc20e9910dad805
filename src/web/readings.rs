//! Readings of marks on pages: each with its days on an axis, what speaks for and against it, and who decided what.

use super::{
    api::readings::reason,
    axis::{Axis, Bar, days},
    decisions::{StandView, stand_view},
    views::{self, Field},
};
use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        markings::reading::{Pruned, Reading, Token},
        readings::{self as decisions, Decision},
        records::{Shelf, State},
    },
    error::{Error, Say},
    service::readings::{OfMark, Read, Stand},
    words::Words,
};

/// Weaker readings that a page lists; whoever needs all of them asks the API.
const WEAKER: usize = 20;

/// What a mark can mean, for `markings/_readings.html`.
#[derive(Default)]
pub struct Told {
    /// What is wrong with the notation; empty when it could be read.
    pub wrong: String,
    /// How many dates it can mean, or that it says none.
    pub lead: String,
    /// The readings that pass the threshold of display.
    pub shown: Vec<Line>,
    /// The best of the others.
    pub others: Vec<Line>,
    /// How many more there are; empty for none.
    pub more: String,
    /// What hard rules removed, each with the reason.
    pub removed: Vec<String>,
    /// The words of the mark.
    pub tokens: Vec<Word>,
    /// Reasons to suspect that the part was marked anew.
    pub suspicions: Vec<String>,
    /// Decisions that are about none of the readings listed: of one's own, about the whole mark, about an earlier one.
    pub apart: Vec<StandView>,
    /// The ends of the axis of those shown; empty when there is none.
    pub scale: Vec<String>,
    /// The ends of the axis of the others, which reach further: on one axis the likely days would be a dot.
    pub scale_of_others: Vec<String>,
}

/// One reading.
pub struct Line {
    /// Anchor on the page.
    pub id: String,
    /// The days, in words.
    pub days: String,
    /// The same as EDTF.
    pub edtf: String,
    /// The word that is read, with what it was transcribed as where that is not the chosen transcription.
    pub token: String,
    /// The transcription it is a reading of, where that is not the chosen one.
    pub also: String,
    /// The rule's title, address, id and version.
    pub rule: RuleMark,
    /// What the days stand for.
    pub kind: String,
    /// The stage of production.
    pub stage: String,
    /// How likely, from 0 to 1.
    pub rank: String,
    /// Its place on the axis.
    pub bar: Bar,
    /// What speaks for it.
    pub reasons_for: Vec<String>,
    /// What speaks against it.
    pub reasons_against: Vec<String>,
    /// How many of both, in words.
    pub reasons: String,
    /// What is odd about it.
    pub flags: Vec<String>,
    /// What was decided about it.
    pub stand: Option<StandView>,
    /// What the button that accepts it says to those who do not see what it stands beside.
    pub accept: String,
    /// What the button that rejects it says.
    pub reject: String,
}

/// The rule behind a reading.
pub struct RuleMark {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Address of its page.
    pub href: String,
    /// What documents it.
    pub source: String,
    /// Where that can be read; empty for nowhere.
    pub url: String,
    /// How well it is documented.
    pub confidence: String,
}

/// A word of a mark.
pub struct Word {
    /// As transcribed.
    pub text: String,
    /// What it can be.
    pub kinds: String,
}

/// What can be decided on a mark's page, for those who may.
pub struct Acts {
    /// Where decisions are posted to.
    pub href: String,
    /// The fields of a reading of one's own.
    pub own: Vec<Field>,
    /// Whether the form of one's own reading came back.
    pub open: bool,
    /// Whether the mark as a whole can still be set aside.
    pub may_set_aside: bool,
}

impl Acts {
    /// The forms of a mark's page, with what was typed into them.
    pub fn new(mark_href: &str, of: &OfMark, given: &Fields, failure: Option<&Error>, words: &Words) -> Acts {
        let asked = ["date", "stage", "kind", "reason"];
        let own = given.get("verdict") == "own";
        let none = Fields::new();
        let questions: Vec<_> = decisions::QUESTIONS
            .iter()
            .filter(|question| asked.contains(&question.name))
            .copied()
            .collect();
        let (values, failure) = if own { (given, failure) } else { (&none, None) };
        let mut fields = views::form(Shelf::Readings, &questions, values, failure, words);
        for field in &mut fields {
            field.required = matches!(field.name.as_str(), "date" | "reason");
            if field.name == "reason" {
                words.t("readings-basis").clone_into(&mut field.label);
                words.t("readings-basis-hint").clone_into(&mut field.hint);
            }
        }
        Acts {
            href: format!("{mark_href}/readings"),
            own: fields,
            open: own,
            may_set_aside: !of
                .stands
                .iter()
                .any(|stand| stand.decision.what.verdict == "not_relied_on" && stands(&stand.decision)),
        }
    }
}

/// Whether a decision stands in the way of another about the same reading.
fn stands(decision: &Decision) -> bool {
    matches!(decision.head.state, State::Accepted | State::Submitted | State::Draft)
}

impl Told {
    /// What somebody is typing, read; the error of a notation that cannot be.
    pub fn typed(read: std::result::Result<Option<Read>, Say>, words: &Words) -> Told {
        match read {
            Ok(None) => Told::default(),
            Ok(Some(read)) => Told::new(
                OfMark {
                    reads: vec![read],
                    stands: Vec::new(),
                },
                words,
            ),
            Err(say) => Told {
                wrong: words.say(&say),
                ..Told::default()
            },
        }
    }

    /// The readings of a mark, and what was decided about them.
    pub fn new(of: OfMark, words: &Words) -> Told {
        let OfMark { reads, stands } = of;
        let Some(first) = reads.first() else {
            return Told {
                apart: stands.iter().map(|stand| stand_view(stand, words)).collect(),
                ..Told::default()
            };
        };
        let all = every(&reads);
        let until = first.context.recovered.as_ref().and_then(Edtf::latest);
        let decided = stands.iter().filter_map(|stand| stand.decision.what.span());
        let line = |(also, reading): &(&str, &Reading), axis: &Axis| {
            let stand = stands.iter().rev().find(|stand| stand.decision.what.is_about(reading));
            line(also, reading, stand, axis, words)
        };
        let (strong, weak): (Vec<_>, Vec<_>) = all.iter().copied().partition(|(_, reading)| {
            reading.shown || stands.iter().any(|stand| stand.decision.what.is_about(reading))
        });
        let near = Axis::of(strong.iter().map(|(_, reading)| reading.span).chain(decided), until);
        let far = Axis::of(all.iter().map(|(_, reading)| reading.span), until);
        let mut shown: Vec<Line> = strong.iter().map(|one| line(one, &near)).collect();
        let mut others: Vec<Line> = weak.iter().take(WEAKER).map(|one| line(one, &far)).collect();
        for (place, line) in shown.iter_mut().chain(&mut others).enumerate() {
            line.id = format!("reading-{}", place + 1);
        }
        let apart = stands.iter().filter(|stand| {
            let about = |(_, reading): &(&str, &Reading)| stand.decision.what.is_about(reading);
            !all.iter().any(about)
        });
        Told {
            wrong: String::new(),
            lead: lead(all.iter().filter(|(_, reading)| reading.shown).count(), words),
            more: match weak.len().saturating_sub(WEAKER) {
                0 => String::new(),
                count => words.say(&Say::new("readings-more").with("count", count)),
            },
            removed: removed(&reads, words),
            tokens: first.readings.tokens.iter().map(|token| word(token, words)).collect(),
            suspicions: first.suspicions.iter().map(|say| words.say(say)).collect(),
            apart: apart.map(|stand| stand_view(stand, words)).collect(),
            scale: match shown.is_empty() {
                true => Vec::new(),
                false => near.ends(),
            },
            scale_of_others: match others.is_empty() {
                true => Vec::new(),
                false => far.ends(),
            },
            shown,
            others,
        }
    }

    /// Whether there is nothing to tell at all.
    pub fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.wrong.is_empty() && self.apart.is_empty()
    }
}

/// Every reading with the transcription it is of, empty for the chosen one; best first, what two transcriptions share once.
fn every(reads: &[Read]) -> Vec<(&str, &Reading)> {
    let mut all: Vec<(&str, &Reading)> = Vec::new();
    for (place, read) in reads.iter().enumerate() {
        let also = if place == 0 { "" } else { read.transcription.as_str() };
        for reading in &read.readings.readings {
            let known = all.iter().any(|(_, other)| {
                other.scheme == reading.scheme && other.token == reading.token && other.span == reading.span
            });
            if !known {
                all.push((also, reading));
            }
        }
    }
    all.sort_by(|(_, a), (_, b)| b.rank.total_cmp(&a.rank));
    all
}

fn lead(shown: usize, words: &Words) -> String {
    match shown {
        0 => words.t("readings-undatable").to_owned(),
        count => words.say(&Say::new("readings-count").with("count", count)),
    }
}

fn word(token: &Token, words: &Words) -> Word {
    let kinds: Vec<_> = token.kinds.iter().map(|kind| words.label("mark-kind", kind)).collect();
    Word {
        text: token.text.clone(),
        kinds: match kinds.is_empty() {
            true => words.t("readings-word-unknown").to_owned(),
            false => kinds.join(", "),
        },
    }
}

/// What would be the first thing to think of, and cannot be.
fn removed(reads: &[Read], words: &Words) -> Vec<String> {
    let leading = reads
        .iter()
        .flat_map(|read| &read.readings.pruned)
        .filter(|pruned| pruned.leading);
    let told = |pruned: &Pruned| {
        let say = Say::new("readings-removed")
            .with("token", &pruned.token)
            .with("rule", &pruned.scheme.title)
            .with("why", words.t(pruned.why.key()));
        words.say(&say)
    };
    let mut all: Vec<String> = leading.map(told).collect();
    all.dedup();
    all.truncate(WEAKER);
    all
}

fn line(also: &str, reading: &Reading, stand: Option<&Stand>, axis: &Axis, words: &Words) -> Line {
    let scheme = &reading.scheme;
    let days = days(reading.span, words);
    let said = |reasons: &[Say]| -> Vec<String> { reasons.iter().map(|say| reason(say, words)).collect() };
    let counted = Say::new("readings-reasons")
        .with("for", reading.reasons_for.len())
        .with("against", reading.reasons_against.len());
    Line {
        id: String::new(),
        edtf: reading.span.edtf(),
        token: reading.token.clone(),
        also: also.to_owned(),
        rule: RuleMark {
            id: scheme.id.clone(),
            version: scheme.version,
            title: scheme.title.clone(),
            href: format!("/rules/{}", scheme.id),
            source: scheme.source.clone(),
            url: scheme.url.clone(),
            confidence: words.label("confidence", scheme.confidence.as_str()).into_owned(),
        },
        kind: words.label("mark-kind", scheme.kind.as_str()).into_owned(),
        stage: words.label("stage", scheme.stage.as_str()).into_owned(),
        rank: format!("{:.2}", reading.rank),
        bar: axis.bar(reading.span, &days),
        reasons_for: said(&reading.reasons_for),
        reasons_against: said(&reading.reasons_against),
        reasons: words.say(&counted),
        flags: reading
            .flags
            .iter()
            .map(|flag| words.label("flag", flag).into_owned())
            .collect(),
        stand: stand.map(|stand| stand_view(stand, words)),
        accept: words.say(&Say::new("readings-accept-this").with("days", &days)),
        reject: words.say(&Say::new("readings-reject-this").with("days", &days)),
        days,
    }
}
