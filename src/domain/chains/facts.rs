//! From records to facts: what fits in time, each told once, in an order that does not depend on how the records came.

use chrono::{Datelike, NaiveDate};

use super::{Custody, MOST_STEPS, Matched, Step, Subject};

/// Days as counted from the first day of the common era: plain numbers that compare quickly.
pub(super) type Day = i32;

/// Stands for a day before everything: 1 January 1950.
pub(super) const BEFORE: Day = 711_858;
/// Stands for a day behind everything: 1 January 2100.
pub(super) const BEHIND: Day = 766_645;
/// How many tellings of the same parties are looked back at for the same fact.
const LOOK_BACK: usize = 64;

/// One transfer that fits between making and recovery.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    /// Number of the giving party.
    pub(super) from: Option<usize>,
    /// Number of the receiving party.
    pub(super) to: Option<usize>,
    /// First day.
    pub(super) earliest: Day,
    /// Last day.
    pub(super) latest: Day,
    /// The middle of its days, for lengths of gaps.
    pub(super) middle: Day,
    /// In what it agrees.
    pub(super) matched: Matched,
    /// Its sender is the component's maker; where that one is not known, any maker.
    pub(super) by_maker: bool,
    /// The only fact that reaches its receiver.
    pub(super) only_in: bool,
    /// The only fact that leaves its sender, and that one is not known as where goods stay.
    pub(super) only_out: bool,
    /// The receiver is on record as passing such goods on, or as authorised to sell them.
    pub(super) goes_on: bool,
    /// How doubtful: 0 the best grade.
    pub(super) doubt: u8,
    /// Its number in [`Gathered::facts`].
    pub(super) id: usize,
}

/// The facts and the parties in them.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The facts in their order.
    pub(super) facts: Vec<Fact>,
    /// For every fact the indexes of the steps that tell it, best graded first.
    pub(super) told: Vec<Vec<usize>>,
    /// The parties by number, sorted.
    pub(super) parties: Vec<i64>,
    /// More records were given than are looked at.
    pub(super) cut_short: bool,
    /// Records outside the time.
    pub(super) out_of_time: usize,
    /// Records that move nothing.
    pub(super) to_itself: usize,
}

/// A day as a number.
pub(super) fn number(day: NaiveDate) -> Day {
    day.num_days_from_ce()
}

/// A number as a day; the two ends of time are open.
pub(super) fn day(number: Day) -> Option<NaiveDate> {
    if number <= BEFORE || number >= BEHIND {
        return None;
    }
    NaiveDate::from_num_days_from_ce_opt(number)
}

/// The span that every step must lie in.
pub(super) fn span(subject: &Subject) -> (Day, Day) {
    let bounded = |day: Option<NaiveDate>, open: Day| day.map_or(open, number).clamp(BEFORE, BEHIND);
    (bounded(subject.made, BEFORE), bounded(subject.recovered, BEHIND))
}

/// Turns records into facts.
pub(super) fn gather(subject: &Subject, steps: &[Step]) -> Gathered {
    let mut gathered = Gathered::default();
    let (made, recovered) = span(subject);
    let mut fitting: Vec<(Fitting, usize)> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        if step.from.party.is_some() && step.from.party == step.to.party {
            gathered.to_itself += 1;
            continue;
        }
        let earliest = step.earliest.map_or(BEFORE, number).max(made);
        let latest = step.latest.map_or(BEHIND, number).min(recovered);
        let reversed = step.earliest.zip(step.latest).is_some_and(|(first, last)| first > last);
        if earliest > latest || reversed {
            gathered.out_of_time += 1;
            continue;
        }
        fitting.push((Fitting::of(step, earliest, latest), at));
    }
    if fitting.len() > MOST_STEPS {
        fitting.sort_unstable_by_key(|(one, at)| (one.matched, *one, *at));
        fitting.truncate(MOST_STEPS);
        gathered.cut_short = true;
    }
    // The place in the list comes last: it only decides between equal records, which are then one.
    fitting.sort_unstable();
    fitting.dedup_by_key(|(one, _)| *one);
    gathered.parties = parties(&fitting);
    (gathered.facts, gathered.told) = merged(steps, &fitting, &gathered.parties);
    note_makers(&mut gathered, subject, steps);
    note_only_ones(&mut gathered, steps);
    note_traders(&mut gathered, steps);
    gathered
}

/// Which facts begin at the maker.
fn note_makers(gathered: &mut Gathered, subject: &Subject, steps: &[Step]) {
    for (fact, told) in gathered.facts.iter_mut().zip(&gathered.told) {
        let mut senders = told.iter().filter_map(|at| steps.get(*at)).map(|step| step.from);
        fact.by_maker = match subject.maker {
            Some(maker) => senders.any(|from| from.party == Some(maker)),
            None => senders.any(|from| from.custody == Custody::Maker),
        };
    }
}

/// Which facts are the only ones of at least the part that reach or leave a party.
fn note_only_ones(gathered: &mut Gathered, steps: &[Step]) {
    let mut counts = vec![(0_u32, 0_u32); gathered.parties.len()];
    let facts = &mut gathered.facts;
    let names_part = |fact: &Fact| fact.matched <= Matched::Part;
    for fact in facts.iter().filter(|fact| names_part(fact)) {
        if let Some((received, _)) = fact.to.and_then(|party| counts.get_mut(party)) {
            *received += 1;
        }
        if let Some((_, sent)) = fact.from.and_then(|party| counts.get_mut(party)) {
            *sent += 1;
        }
    }
    let told = facts.iter_mut().zip(&gathered.told);
    for (fact, told) in told.filter(|(fact, _)| names_part(fact)) {
        let stays = |at: &usize| steps.get(*at).is_some_and(|step| step.from.custody == Custody::Last);
        let count = |party: Option<usize>| party.and_then(|party| counts.get(party).copied()).unwrap_or_default();
        fact.only_in = count(fact.to).0 == 1;
        fact.only_out = count(fact.from).1 == 1 && !told.iter().any(stays);
    }
}

/// Which facts reach a party that passes such goods on.
fn note_traders(gathered: &mut Gathered, steps: &[Step]) {
    let mut traders = vec![false; gathered.parties.len()];
    for (fact, told) in gathered.facts.iter().zip(&gathered.told) {
        let authorised = |at: &usize| steps.get(*at).is_some_and(|step| step.to.custody.is_authorised());
        let receiver = fact.to.filter(|_| told.iter().any(authorised));
        for party in fact.from.into_iter().chain(receiver) {
            if let Some(trader) = traders.get_mut(party) {
                *trader = true;
            }
        }
    }
    for fact in &mut gathered.facts {
        fact.goes_on = fact
            .to
            .and_then(|party| traders.get(party).copied())
            .unwrap_or_default();
    }
}

/// A record in the order in which the same fact stands together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fitting {
    from: Option<i64>,
    to: Option<i64>,
    matched: Matched,
    earliest: Day,
    latest: Day,
    doubt: u8,
    dataset: Option<i64>,
    transfer: i64,
}

impl Fitting {
    fn of(step: &Step, earliest: Day, latest: Day) -> Fitting {
        Fitting {
            from: step.from.party,
            to: step.to.party,
            matched: step.matched,
            earliest,
            latest,
            doubt: doubt(step),
            dataset: step.dataset,
            transfer: step.transfer,
        }
    }
}

/// 0 for A1 to 16 for E5. What nobody can judge (F, 6), or nobody graded, stands between C and D, 3 and 4.
fn doubt(step: &Step) -> u8 {
    use super::{Credibility as C, Reliability as R};
    let source = match step.reliability {
        Some(R::A) => 0,
        Some(R::B) => 2,
        Some(R::C) => 4,
        Some(R::D) => 6,
        Some(R::E) => 8,
        Some(R::F) | None => 5,
    };
    let said = match step.credibility {
        Some(C::Confirmed) => 0,
        Some(C::Probable) => 2,
        Some(C::Possible) => 4,
        Some(C::Doubtful) => 6,
        Some(C::Improbable) => 8,
        Some(C::Unjudged) | None => 5,
    };
    source + said
}

fn parties(fitting: &[(Fitting, usize)]) -> Vec<i64> {
    let mut parties: Vec<i64> = fitting
        .iter()
        .flat_map(|(one, _)| [one.from, one.to])
        .flatten()
        .collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// A fact in the making, and the data sets that tell it.
struct Growing {
    fact: Fact,
    told: Vec<usize>,
    datasets: Vec<i64>,
    best: u8,
}

/// The same parties, the same agreement, days that overlap, another data set: one fact told twice. Two rows of one data set are
/// two shipments.
fn merged(steps: &[Step], fitting: &[(Fitting, usize)], parties: &[i64]) -> (Vec<Fact>, Vec<Vec<usize>>) {
    let place = |party: Option<i64>| party.and_then(|id| parties.binary_search(&id).ok());
    let mut all: Vec<Growing> = Vec::with_capacity(fitting.len());
    let mut group_from = 0;
    let mut group = None;
    for (one, at) in fitting {
        if group != Some((one.from, one.to, one.matched)) {
            group = Some((one.from, one.to, one.matched));
            group_from = all.len();
        }
        let known = one.from.is_some() && one.to.is_some();
        let low = group_from.max(all.len().saturating_sub(LOOK_BACK));
        let same = one.dataset.filter(|_| known).and_then(|dataset| {
            let recent = all.get_mut(low..)?;
            recent.iter_mut().find(|old| {
                let overlaps = old.fact.earliest.max(one.earliest) <= old.fact.latest.min(one.latest);
                overlaps && !old.datasets.is_empty() && !old.datasets.contains(&dataset)
            })
        });
        match same {
            Some(old) => {
                old.fact.earliest = old.fact.earliest.max(one.earliest);
                old.fact.latest = old.fact.latest.min(one.latest);
                old.told.push(*at);
                old.datasets.extend(one.dataset);
                old.best = old.best.min(one.doubt);
            }
            None => all.push(Growing {
                fact: Fact {
                    from: place(one.from),
                    to: place(one.to),
                    earliest: one.earliest,
                    latest: one.latest,
                    middle: 0,
                    matched: one.matched,
                    by_maker: false,
                    only_in: false,
                    only_out: false,
                    goes_on: false,
                    doubt: 0,
                    id: all.len(),
                },
                told: vec![*at],
                datasets: one.dataset.into_iter().collect(),
                best: one.doubt,
            }),
        }
    }
    all.into_iter().map(|grown| finished(steps, grown)).unzip()
}

fn finished(steps: &[Step], grown: Growing) -> (Fact, Vec<usize>) {
    let Growing {
        mut fact,
        mut told,
        best,
        datasets: _,
    } = grown;
    fact.doubt = if told.len() > 1 { best.saturating_sub(2) } else { best };
    fact.middle = fact.earliest + (fact.latest - fact.earliest) / 2;
    told.sort_by_key(|at| steps.get(*at).map(|step| (doubt(step), step.transfer)));
    (fact, told)
}
