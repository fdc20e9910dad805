//! One part of the answer after the other.

use super::{
    Bar, Bearing, Bound, BoundJson, ChangeJson, CitationJson, Dated, DatedMarkJson, EndJson, Ending, ExcludedJson,
    Link, LinkJson, MeaningJson, Record, Row, StepJson, SuspicionJson, Verdict, Words, dating, days, deciding, lag,
};
use crate::{
    domain::dating::Candidate,
    service::dating::Ground,
    web::api::{readings::hundredths, records::link},
};

/// Tells the parts of a date.
pub(super) struct Teller<'d> {
    pub(super) dated: &'d Dated,
    pub(super) site: &'d str,
    pub(super) words: &'d Words,
}

impl Teller<'_> {
    pub(super) fn end(&self) -> Option<EndJson> {
        let end = self.dated.end.as_ref()?;
        Some(EndJson {
            kind: match end.ending {
                Ending::Use => "use",
                Ending::Recovery => "recovery",
            },
            edtf: end.date.to_string(),
            earliest: end.date.earliest().map(|day| day.to_string()),
            latest: end.date.latest().map(|day| day.to_string()),
            by: link(self.site, &end.by),
        })
    }

    fn component(&self, id: i64) -> LinkJson {
        let found = self.dated.components.get(&id);
        let unit = Link::to(self.dated.unit.head());
        link(self.site, found.unwrap_or(&unit))
    }

    fn mark(&self, id: i64) -> LinkJson {
        let found = self.dated.marks.get(&id).map(|mark| &mark.link);
        let unit = Link::to(self.dated.unit.head());
        link(self.site, found.unwrap_or(&unit))
    }

    pub(super) fn bound(&self, bound: &Bound) -> BoundJson {
        BoundJson {
            day: bound.day.to_string(),
            component: self.component(bound.piece),
            mark: self.mark(bound.mark),
            transcription: dating::mark(self.dated, bound.mark).0,
            reading: deciding(self.dated, bound).map(|(one, ground)| self.meaning(one, ground, None)),
            days: days(bound.span),
            lag: bound.lag.map(lag),
        }
    }

    fn meaning(&self, one: &Candidate, ground: &Ground, bar: Option<&Bar>) -> MeaningJson {
        MeaningJson {
            scheme: one.rule.clone(),
            version: ground.scheme.as_ref().map(|scheme| scheme.version),
            token: ground.token.clone(),
            days: days(one.span),
            rank: hundredths(one.rank),
            verdict: match one.verdict {
                Verdict::Open => "open",
                Verdict::Accepted => "accepted",
                Verdict::Rejected => "rejected",
            },
            live: bar.is_none_or(|bar| bar.live),
            why: dating::remark(one, ground, bar, self.words),
            flags: one.flags.clone(),
            citation: ground.scheme.as_ref().map(|scheme| CitationJson {
                title: scheme.source.clone(),
                url: scheme.url.clone(),
            }),
        }
    }

    pub(super) fn step(&self, step: dating::Step) -> StepJson {
        let whole = |href: String| match href.strip_prefix('#') {
            Some(part) => format!("{}{}/dating#{part}", self.site, self.dated.unit.head().path()),
            None if href.starts_with('/') => format!("{}{href}", self.site),
            None => href,
        };
        StepJson {
            text: step.text,
            links: step.links.into_iter().map(|link| whole(link.href)).collect(),
        }
    }

    pub(super) fn changes(&self) -> Vec<ChangeJson> {
        let changes = self.dated.dating.changes.iter().map(|change| ChangeJson {
            text: dating::change(self.dated, change, self.words),
            mark: self.mark(change.mark),
            rule: change.rule.clone(),
            day: change.day.map(|day| day.to_string()),
        });
        changes.collect()
    }

    pub(super) fn row(&self, row: &Row) -> DatedMarkJson {
        let decides = self
            .dated
            .dating
            .certain
            .as_ref()
            .is_some_and(|bound| bound.mark == row.mark);
        let grounds = self
            .dated
            .marks
            .get(&row.mark)
            .map_or(&[][..], |mark| mark.grounds.as_slice());
        let candidates = self.dated.candidates(row.mark);
        let meaning = |bar: &Bar| {
            let (one, ground) = (candidates.get(bar.reading)?, grounds.get(bar.reading)?);
            Some(self.meaning(one, ground, Some(bar)))
        };
        DatedMarkJson {
            component: self.component(row.piece),
            mark: self.mark(row.mark),
            transcription: dating::mark(self.dated, row.mark).0,
            state: match row.bearing {
                _ if decides => "decides",
                Bearing::Firm => "counts",
                Bearing::Open => "may_be_no_date",
                Bearing::Aside | Bearing::Silent => "not_relied_on",
            },
            days: row.span.map(days),
            readings: row.bars.iter().filter_map(meaning).collect(),
        }
    }

    pub(super) fn excluded(&self) -> Vec<ExcludedJson> {
        let excluded = self.dated.dating.excluded.iter().map(|one| ExcludedJson {
            mark: self.mark(one.mark),
            rule: one.rule.clone(),
            days: one.span.map(days),
            why: self.words.say(&one.why),
        });
        excluded.collect()
    }

    pub(super) fn suspicions(&self) -> Vec<SuspicionJson> {
        let marks = self.dated.pieces.iter().flat_map(|piece| &piece.marks);
        let read = marks.filter_map(|one| self.dated.marks.get(&one.id));
        let all = read.flat_map(|read| read.suspicions.iter().map(move |why| (read, why)));
        all.map(|(read, why)| SuspicionJson {
            mark: link(self.site, &read.link),
            why: dating::doubt(why, self.words),
        })
        .collect()
    }
}
