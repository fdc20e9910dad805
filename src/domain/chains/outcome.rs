//! From a path to a chain people can read: narrowed days, gaps, the diversion point, reasons.

use chrono::NaiveDate;

use super::{
    Chain, ChainStep, Diversion, End, Gap, GapAt, Link, Matched, Place, Step, Subject,
    facts::{BEFORE, BEHIND, Day, Fact, Gathered, day, number, span},
    search::Path,
};
use crate::error::Say;

/// A step of the path with the days that fit.
struct Fitted<'a> {
    fact: &'a Fact,
    told: &'a [usize],
    first: Day,
    last: Day,
    from: End,
    to: End,
}

/// The chain of a path.
pub(super) fn chain(subject: &Subject, steps: &[Step], gathered: &Gathered, path: &Path) -> Chain {
    let fitted = fitted(subject, steps, gathered, path);
    let links = links(subject, steps, &gathered.facts, &fitted);
    Chain {
        score: path.standing.score(),
        diversion: diversion(subject, &links),
        reasons: reasons(&fitted, &links),
        links,
    }
}

/// Every step with the days that all others allow it.
fn fitted<'a>(subject: &Subject, steps: &[Step], gathered: &'a Gathered, path: &Path) -> Vec<Fitted<'a>> {
    let (made, recovered) = span(subject);
    let mut ready = made;
    let mut fitted: Vec<Fitted<'a>> = Vec::with_capacity(path.facts.len());
    for (fact, told) in path
        .facts
        .iter()
        .filter_map(|at| gathered.facts.get(*at).zip(gathered.told.get(*at)))
    {
        ready = ready.max(fact.earliest);
        let Some(best) = told.first().and_then(|at| steps.get(*at)) else {
            continue;
        };
        let others = || told.iter().filter_map(|at| steps.get(*at));
        fitted.push(Fitted {
            fact,
            told,
            first: ready,
            last: fact.latest,
            from: completed(best.from, others().map(|step| step.from)),
            to: completed(best.to, others().map(|step| step.to)),
        });
    }
    let mut until = recovered;
    for one in fitted.iter_mut().rev() {
        until = until.min(one.last);
        one.last = until;
    }
    fitted
}

/// The end as the best graded record has it; what that one leaves out, another may say.
fn completed(mut end: End, others: impl Iterator<Item = End>) -> End {
    for other in others {
        end.country = end.country.or(other.country);
        end.custody = end.custody.min(other.custody);
    }
    end
}

fn links(subject: &Subject, steps: &[Step], facts: &[Fact], fitted: &[Fitted<'_>]) -> Vec<Link> {
    let mut links = Vec::with_capacity(fitted.len() * 2 + 1);
    if let Some(first) = fitted.first()
        && !first.fact.by_maker
    {
        links.push(Link::Gap(beginning(subject, first)));
    }
    let mut before: Option<&Fitted<'_>> = None;
    for (at, one) in fitted.iter().enumerate() {
        if let Some(last) = before.filter(|last| last.to.party.is_none() || last.to.party != one.from.party) {
            links.push(Link::Gap(Gap {
                at: GapAt::Middle,
                days_min: i64::from((one.first - last.last).max(0)),
                days_max: between(last.first, one.last),
                from: place(last.to),
                to: place(one.from),
            }));
        }
        links.push(Link::Step(ChainStep {
            transfers: one
                .told
                .iter()
                .filter_map(|at| steps.get(*at))
                .map(|step| step.transfer)
                .collect(),
            from: one.from,
            to: one.to,
            earliest: day(one.first),
            latest: day(one.last),
            matched: one.fact.matched,
            others: others(
                facts,
                one.fact,
                before.map(|last| last.first),
                fitted.get(at + 1).map(|next| next.last),
            ),
        }));
        before = Some(one);
    }
    if let Some(last) = before
        && !last.to.party.is_some_and(|party| subject.holders.contains(&party))
    {
        links.push(Link::Gap(end(subject, last)));
    }
    links
}

/// How many other facts between the same parties have a day between the step before and the step behind.
fn others(facts: &[Fact], one: &Fact, after: Option<Day>, until: Option<Day>) -> usize {
    // The facts stand in the order of their parties.
    let first = facts.partition_point(|fact| (fact.from, fact.to) < (one.from, one.to));
    let same = facts
        .iter()
        .skip(first)
        .take_while(|fact| (fact.from, fact.to) == (one.from, one.to));
    let fits = |fact: &&Fact| {
        after.is_none_or(|after| fact.latest >= after) && until.is_none_or(|until| fact.earliest <= until)
    };
    same.filter(|fact| fact.id != one.id).filter(fits).count()
}

/// From the maker to the first record.
fn beginning(subject: &Subject, first: &Fitted<'_>) -> Gap {
    Gap {
        at: GapAt::Beginning,
        days_min: at_least(subject.made_latest, |made| first.first - made),
        days_max: between(subject.made.map_or(BEFORE, number), first.last),
        from: Place {
            party: subject.maker,
            country: subject.maker_country,
        },
        to: place(first.from),
    }
}

/// From the last record to the unit.
fn end(subject: &Subject, last: &Fitted<'_>) -> Gap {
    Gap {
        at: GapAt::End,
        days_min: at_least(subject.recovered_earliest, |found| found - last.last),
        days_max: between(last.first, subject.recovered.map_or(BEHIND, number)),
        from: place(last.to),
        to: Place {
            party: None,
            country: subject.recovered_country,
        },
    }
}

/// The days a gap lasted for certain: none where its other end is open.
fn at_least(known: Option<NaiveDate>, length: impl Fn(Day) -> Day) -> i64 {
    known.map_or(0, |day| i64::from(length(number(day)).max(0)))
}

/// The most days between two days; open where one of them is.
fn between(first: Day, last: Day) -> Option<i64> {
    let known = first > BEFORE && last < BEHIND;
    known.then(|| i64::from((last - first).max(0)))
}

fn place(end: End) -> Place {
    Place {
        party: end.party,
        country: end.country,
    }
}

/// The last authorised custodian and how it let go.
fn diversion(subject: &Subject, links: &[Link]) -> Diversion {
    let is_authorised = |end: &End| end.custody.is_authorised() || (end.party.is_some() && end.party == subject.maker);
    for (at, link) in links.iter().enumerate().rev() {
        let Link::Step(step) = link else { continue };
        if is_authorised(&step.to) {
            // What comes behind, if anything, is a gap: a step from this party would have been met first.
            let gap = links.get(at + 1).filter(|link| matches!(link, Link::Gap(_)));
            return match gap {
                Some(_) => Diversion::InGap {
                    link: at + 1,
                    by: place(step.to),
                },
                None => Diversion::Unknown,
            };
        }
        if is_authorised(&step.from) {
            return Diversion::Stated {
                link: at,
                by: place(step.from),
            };
        }
    }
    // Nobody authorised is on record; a known maker still let go somewhere in the gap at the beginning.
    match (links.first(), subject.maker) {
        (Some(Link::Gap(gap)), Some(_)) if gap.at == GapAt::Beginning => Diversion::InGap { link: 0, by: gap.from },
        _ => Diversion::Unknown,
    }
}

fn reasons(fitted: &[Fitted<'_>], links: &[Link]) -> Vec<Say> {
    let mut reasons = Vec::new();
    for matched in Matched::ALL {
        let count = fitted.iter().filter(|one| one.fact.matched == matched).count();
        if count > 0 {
            reasons.push(Say::new(told_by(matched)).with("count", count));
        }
    }
    let gaps = || {
        links.iter().filter_map(|link| match link {
            Link::Gap(gap) => Some(gap),
            Link::Step(_) => None,
        })
    };
    match gaps().find(|gap| gap.at == GapAt::Beginning) {
        Some(_) => reasons.push(Say::new("chain-reason-begins-unknown")),
        None => reasons.push(Say::new("chain-reason-begins-maker")),
    }
    let middle = gaps().filter(|gap| gap.at == GapAt::Middle).count();
    if middle > 0 {
        reasons.push(Say::new("chain-reason-bridged").with("count", middle));
    }
    match gaps().find(|gap| gap.at == GapAt::End) {
        Some(_) => reasons.push(Say::new("chain-reason-ends-unknown")),
        None => reasons.push(Say::new("chain-reason-ends-holder")),
    }
    let longest = gaps().map(|gap| gap.days_max).reduce(|one, two| Some(one?.max(two?)));
    match longest {
        Some(Some(days)) => reasons.push(Say::new("chain-reason-longest-gap").with("days", days)),
        Some(None) => reasons.push(Say::new("chain-reason-open-gap")),
        None => {}
    }
    let twice = fitted.iter().filter(|one| one.told.len() > 1).count();
    if twice > 0 {
        reasons.push(Say::new("chain-reason-told-twice").with("count", twice));
    }
    let doubtful = fitted.iter().filter(|one| one.fact.doubt > 10).count();
    if doubtful > 0 {
        reasons.push(Say::new("chain-reason-doubtful").with("count", doubtful));
    }
    let unordered = fitted
        .windows(2)
        .filter(|pair| matches!(pair, [one, two] if one.last > two.first))
        .count();
    if unordered > 0 {
        reasons.push(Say::new("chain-reason-order").with("count", unordered));
    }
    reasons
}

fn told_by(matched: Matched) -> &'static str {
    match matched {
        Matched::Serial => "chain-reason-serial",
        Matched::Lot => "chain-reason-lot",
        Matched::DateCode => "chain-reason-date-code",
        Matched::Part => "chain-reason-part",
        Matched::Family => "chain-reason-family",
        Matched::Hs => "chain-reason-hs",
    }
}
