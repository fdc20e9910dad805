//! The proof: sentences in the order in which one follows from the other, each with what it rests on.

use super::{bounds, component, day, deciding, lag, mark, span};
use crate::{
    domain::{
        dates::Edtf,
        dating::{Bound, Verdict},
    },
    error::Say,
    service::dating::{Dated, Ending, Gist},
    web::{
        urls,
        views::{date_in_words, link_title},
    },
    words::Words,
};

/// One sentence of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The sentence.
    pub text: String,
    /// What it rests on.
    pub links: Vec<StepLink>,
}

/// What a sentence rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLink {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
}

impl Step {
    fn new(say: &Say, words: &Words) -> Step {
        Step {
            text: words.say(say),
            links: Vec::new(),
        }
    }

    fn resting_on(mut self, label: impl Into<String>, href: impl Into<String>) -> Step {
        let link = StepLink {
            label: label.into(),
            href: href.into(),
        };
        if !link.href.is_empty() && !self.links.contains(&link) {
            self.links.push(link);
        }
        self
    }
}

/// The proof of a unit's date; empty when nothing dates it.
pub fn steps(dated: &Dated, words: &Words) -> Vec<Step> {
    let dating = &dated.dating;
    let Some(bound) = dating.certain.as_ref().or(dating.likely.as_ref()) else {
        return Vec::new();
    };
    let certain = dating.certain.is_some();
    let mut steps = vec![Step::new(&Say::new("dating-proof-principle"), words)];
    let scope = Say::new("dating-proof-scope")
        .with("components", dated.pieces.len())
        .with("marks", dated.marks.len())
        .with("dated", dated.dated_marks());
    steps.push(Step::new(&scope, words).resting_on(words.t("dating-all-marks"), "#marks"));
    steps.extend(end(dated, words));
    steps.extend(deciding_mark(dated, bound, words));
    let key = match certain {
        true => "dating-proof-earliest",
        false => "dating-proof-earliest-likely",
    };
    steps.push(Step::new(&Say::new(key).with("day", day(bound.day, words)), words));
    if certain {
        steps.push(next(dated, words));
    }
    if let Some(closes) = &dating.closes {
        let say = Say::new("dating-proof-closes")
            .with("mark", mark(dated, closes.mark).0)
            .with("component", component(dated, closes.piece).0)
            .with("day", day(closes.span.last, words));
        steps.push(Step::new(&say, words).resting_on(mark(dated, closes.mark).0, mark(dated, closes.mark).1));
    }
    let window = bounds(&Gist::of(dated), words);
    if certain && !window.is_empty() {
        steps.push(Step {
            text: window,
            links: Vec::new(),
        });
    }
    steps.extend(counting(dated, words));
    steps.extend(later_likely(dated, bound, words));
    if !dating.excluded.is_empty() {
        let say = Say::new("dating-proof-excluded").with("count", dating.excluded.len());
        steps.push(Step::new(&say, words).resting_on(words.t("dating-excluded"), "#not-relied-on"));
    }
    steps.push(Step::new(&Say::new("dating-proof-repair"), words));
    steps
}

/// What the likely bound adds, where it lies after the certain one.
fn later_likely(dated: &Dated, certain: &Bound, words: &Words) -> Option<Step> {
    let likely = dated.dating.likely.as_ref();
    let likely = likely.filter(|likely| dated.dating.certain.is_some() && likely.day > certain.day)?;
    let rule = deciding(dated, likely).map_or_else(String::new, |(one, _)| {
        super::rule_title(dated, likely.mark, &one.rule, words)
    });
    let (title, href) = component(dated, likely.piece);
    let (text, mark_href) = mark(dated, likely.mark);
    let say = Say::new("dating-proof-likely")
        .with("day", day(likely.day, words))
        .with("mark", &text)
        .with("component", &title)
        .with("rule", rule);
    let step = Step::new(&say, words);
    Some(step.resting_on(title, href).resting_on(text, mark_href))
}

/// When it was used or recovered, and who says so.
fn end(dated: &Dated, words: &Words) -> Option<Step> {
    let end = dated.end.as_ref()?;
    let key = match end.ending {
        Ending::Use => "dating-proof-used",
        Ending::Recovery => "dating-proof-recovered",
    };
    let say = Say::new(key).with("date", date_in_words(&end.date, words));
    Some(Step::new(&say, words).resting_on(link_title(&end.by), end.by.path()))
}

/// The mark that decides: where it stands, what each of its readings means and by which rule.
fn deciding_mark(dated: &Dated, bound: &Bound, words: &Words) -> Vec<Step> {
    let (title, href) = component(dated, bound.piece);
    let (text, mark_href) = mark(dated, bound.mark);
    let say = Say::new("dating-proof-mark")
        .with("component", &title)
        .with("mark", &text);
    let mut stands = Step::new(&say, words)
        .resting_on(title, href)
        .resting_on(text, mark_href);
    for id in [bound.mark, bound.piece] {
        for cited in dated.sources.get(&id).into_iter().flatten() {
            stands = stands.resting_on(link_title(&cited.source), cited.source.path());
        }
    }
    let mut steps = vec![stands];
    let row = dated.dating.rows.iter().find(|row| row.mark == bound.mark);
    for bar in row.iter().flat_map(|row| &row.bars).filter(|bar| bar.live) {
        steps.extend(reading(dated, bound.mark, bar.reading, words));
    }
    steps
}

/// What one reading means and what documents its rule.
fn reading(dated: &Dated, mark: i64, place: usize, words: &Words) -> Option<Step> {
    let one = dated.candidates(mark).get(place)?;
    let ground = dated.marks.get(&mark)?.grounds.get(place)?;
    let decided = match one.verdict {
        Verdict::Accepted => words.t("dating-proof-accepted"),
        Verdict::Open | Verdict::Rejected => words.t("dating-proof-proposed"),
    };
    let meaning = span(one.span, words);
    let mut step = match &ground.scheme {
        Some(scheme) => {
            let say = Say::new("dating-proof-reading")
                .with("title", &scheme.title)
                .with("version", scheme.version.to_string())
                .with("token", &ground.token)
                .with("days", meaning)
                .with("source", scheme.source.trim_end_matches('.'))
                .with("decided", decided);
            Step::new(&say, words)
                .resting_on(&scheme.id, urls::rule(&scheme.id))
                .resting_on(words.t("dating-citation"), &scheme.url)
        }
        None => {
            let say = Say::new("dating-proof-own")
                .with("token", &ground.token)
                .with("days", meaning)
                .with("reason", one.reason.trim_end_matches('.'));
            Step::new(&say, words)
        }
    };
    if let Some(ruling) = &ground.ruling {
        step = step.resting_on(words.t("dating-decision"), ruling.path());
    }
    Some(step)
}

/// Which other part comes next.
fn next(dated: &Dated, words: &Words) -> Step {
    let Some(second) = &dated.dating.second else {
        return Step::new(&Say::new("dating-proof-alone"), words);
    };
    let (title, href) = component(dated, second.piece);
    let say = Say::new("dating-proof-second")
        .with("component", &title)
        .with("day", day(second.day, words));
    Step::new(&say, words)
        .resting_on(title, href)
        .resting_on(mark(dated, second.mark).0, mark(dated, second.mark).1)
}

/// How the days are counted.
fn counting(dated: &Dated, words: &Words) -> Option<Step> {
    let (end, days) = (dated.end.as_ref()?, dated.dating.lag?);
    let first = dated.dating.certain.as_ref()?.day;
    let last = end.date.latest().or(dated.dating.latest)?;
    let key = match end.ending {
        Ending::Use => "dating-proof-lag-use",
        Ending::Recovery => "dating-proof-lag-recovery",
    };
    let say = Say::new(key)
        .with("first", day(first, words))
        .with("last", day(last, words))
        .with("most", days.most)
        .with("least", days.least)
        .with("lag", lag(days, words));
    let own = dated.dating.certain.as_ref().and_then(|bound| bound.lag);
    let mut step = Step::new(&say, words);
    if let Some(own) = own.filter(|own| *own != days) {
        let more = words.say(&Say::new("dating-proof-own-lag").with("lag", lag(own, words)));
        step.text = format!("{} {more}", step.text);
    }
    if Edtf::earliest(&end.date) != end.date.latest() {
        step.text = format!("{} {}", step.text, words.t("dating-proof-end-open"));
    }
    Some(step)
}
