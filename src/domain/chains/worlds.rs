//! Made-up worlds with a known truth: how often the true chain, as far as it is on record, is proposed first.
//!
//! A world has makers, distributors, brokers and consignees, thousands of transfers of the same part, and one chain that is
//! true. Records of the true chain go missing, their dates are blurred (but never wrong), some are told by two data sets, and
//! most name less than they could. `cargo test -- --nocapture worlds` prints the shares.

use chrono::{Days, NaiveDate};

use super::{Chain, Custody, End, Link, Matched, Step, Subject, propose};
use crate::domain::codes::{Credibility, Reliability};

/// A small generator of numbers: the same worlds everywhere (splitmix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most.max(1)
    }

    fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }
}

/// What kind of world.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    /// The strongest agreement the records of the true chain can have.
    anchor: Matched,
    /// Share of the true records that have it; the others name the part.
    anchored: u64,
    /// Share of true records that are missing.
    missing: u64,
    /// Noise records, and the share of them that name the same date code (`lot`: the same lot, in worlds anchored by lots).
    noise: u64,
    same: u64,
    /// Share of noise that does not even name the part.
    weak: u64,
}

struct World {
    subject: Subject,
    steps: Vec<Step>,
    /// Transfers of the true chain that are on record, in order; every telling of a step.
    truth: Vec<Vec<i64>>,
}

fn date(days: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 1, 1).unwrap() + Days::new(days)
}

fn end(party: u64) -> End {
    let custody = match party {
        0..3 => Custody::Maker,
        10..18 => Custody::Authorised,
        _ => Custody::Other,
    };
    End {
        party: Some(i64::try_from(party).unwrap()),
        country: None,
        custody,
    }
}

/// Dates are known to the day, to some days, to the month, to the quarter or only on one side.
fn blurred(dice: &mut Dice, day: u64) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match dice.below(10) {
        0..4 => (Some(date(day)), Some(date(day))),
        4..7 => {
            let (before, behind) = (dice.below(10), dice.below(10));
            (Some(date(day - before)), Some(date(day + behind)))
        }
        7 | 8 => {
            let start = day - day % 30;
            (Some(date(start)), Some(date(start + 29)))
        }
        _ if dice.percent(50) => (Some(date(day - dice.below(40))), None),
        _ => (None, Some(date(day + dice.below(40)))),
    }
}

fn told(dice: &mut Dice, steps: &mut Vec<Step>, from: u64, to: u64, day: u64, matched: Matched) -> Vec<i64> {
    let twice = dice.percent(25);
    let mut ids = Vec::new();
    for dataset in 0..1 + u64::from(twice) {
        let (earliest, latest) = blurred(dice, day);
        let transfer = 1000 + i64::try_from(steps.len()).unwrap();
        ids.push(transfer);
        steps.push(Step {
            transfer,
            from: end(from),
            to: end(to),
            earliest,
            latest,
            matched,
            reliability: Some(Reliability::ALL[usize::try_from(dice.below(6)).unwrap()]),
            credibility: Some(Credibility::ALL[usize::try_from(dice.below(6)).unwrap()]),
            dataset: Some(i64::try_from(dataset * 7 + dice.below(3)).unwrap()),
        });
    }
    ids
}

fn world(kind: &Kind, seed: u64) -> World {
    let mut dice = Dice(seed);
    let mut steps = Vec::new();
    let made = 200 + dice.below(200);
    let mut way = vec![1, 10 + dice.below(12)];
    for _ in 0..dice.below(4) {
        way.push(30 + dice.below(60));
    }
    way.push(100 + dice.below(120));
    way.dedup();
    let mut seen = Vec::new();
    way.retain(|party| {
        !seen.contains(party) && {
            seen.push(*party);
            true
        }
    });
    let mut day = made;
    let mut truth = Vec::new();
    for pair in way.windows(2) {
        day += 15 + dice.below(120);
        let matched = if dice.percent(kind.anchored) {
            kind.anchor
        } else {
            Matched::Part.max(kind.anchor)
        };
        if !dice.percent(kind.missing) {
            truth.push(told(&mut dice, &mut steps, pair[0], pair[1], day, matched));
        }
    }
    let recovered = day + 20 + dice.below(200);
    for _ in 0..kind.noise {
        let (from, to) = match dice.below(10) {
            0..3 => (1, 10 + dice.below(12)),
            3..6 => (10 + dice.below(12), 30 + dice.below(60)),
            6 => (30 + dice.below(60), 30 + dice.below(60)),
            _ => (30 + dice.below(60), 100 + dice.below(120)),
        };
        let matched = match dice.below(100) {
            share if share < kind.same => kind.anchor.max(Matched::Lot),
            share if share < kind.same + kind.weak => {
                [Matched::Family, Matched::Hs][usize::try_from(dice.below(2)).unwrap()]
            }
            _ => Matched::Part,
        };
        let day = 50 + dice.below(recovered + 200);
        told(&mut dice, &mut steps, from, to, day, matched);
    }
    // The order of the list must not matter; this one is as good as any.
    steps.sort_by_key(|step| step.transfer.wrapping_mul(0x5851_f42d_4c95_7f2d));
    World {
        subject: Subject {
            made: Some(date(made)),
            made_latest: Some(date(made + 6)),
            recovered_earliest: Some(date(recovered - 3)),
            recovered: Some(date(recovered)),
            maker: way.first().map(|party| i64::try_from(*party).unwrap()),
            ..Subject::default()
        },
        steps,
        truth,
    }
}

fn cited(chain: &Chain) -> Vec<&[i64]> {
    let steps = chain.links.iter().filter_map(|link| match link {
        Link::Step(step) => Some(step.transfers.as_slice()),
        Link::Gap(_) => None,
    });
    steps.collect()
}

/// How a proposal tells the truth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Every true step on record and nothing else.
    Exact,
    /// Every true step on record, and others.
    More,
    /// Some true steps, nothing else.
    Part,
    /// Something else.
    Wrong,
}

fn verdict(chain: &Chain, truth: &[Vec<i64>]) -> Verdict {
    let cited = cited(chain);
    let told = |step: &Vec<i64>| cited.iter().any(|one| one.iter().any(|id| step.contains(id)));
    let real = |one: &&[i64]| truth.iter().any(|step| step.contains(&one[0]));
    match (truth.iter().all(told), cited.iter().all(real)) {
        (true, true) => Verdict::Exact,
        (true, false) => Verdict::More,
        (false, true) => Verdict::Part,
        (false, false) => Verdict::Wrong,
    }
}

/// No chain breaks time: days can be given to its steps, between making and recovery, each inside every record's own days.
pub(super) fn keeps_time(subject: &Subject, steps: &[Step], chain: &Chain) -> bool {
    let mut ready = subject.made;
    cited(chain).iter().all(|transfers| {
        transfers.iter().all(|id| {
            let step = steps.iter().find(|step| step.transfer == *id).unwrap();
            ready = ready.max(step.earliest);
            true
        }) && transfers.iter().all(|id| {
            let step = steps.iter().find(|step| step.transfer == *id).unwrap();
            let last = [step.latest, subject.recovered].into_iter().flatten().min();
            !matches!((ready, last), (Some(ready), Some(last)) if ready > last)
        })
    })
}

/// How often each verdict was found; worlds in which nothing of the truth is on record are not counted.
#[derive(Default)]
struct Tally {
    exact: u64,
    more: u64,
    part: u64,
    /// The whole truth, with or without more, among the first three.
    near: u64,
    all: u64,
}

fn measured(kind: &Kind, worlds: u64) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..worlds {
        let world = world(kind, seed * 7919 + 17);
        if world.truth.is_empty() {
            continue;
        }
        tally.all += 1;
        let found = propose(&world.subject, &world.steps, 10);
        for chain in &found.chains {
            assert!(keeps_time(&world.subject, &world.steps, chain), "{} {seed}", kind.name);
        }
        assert!(
            found.chains.windows(2).all(|pair| pair[0].score >= pair[1].score),
            "{} {seed}",
            kind.name
        );
        let verdicts: Vec<Verdict> = found.chains.iter().map(|chain| verdict(chain, &world.truth)).collect();
        match verdicts.first() {
            Some(Verdict::Exact) => tally.exact += 1,
            Some(Verdict::More) => tally.more += 1,
            Some(Verdict::Part) => tally.part += 1,
            _ => {}
        }
        let whole = |verdict: &Verdict| matches!(verdict, Verdict::Exact | Verdict::More);
        tally.near += u64::from(verdicts.iter().take(3).any(whole));
    }
    tally
}

const EASY: Kind = Kind {
    name: "serial on every record",
    anchor: Matched::Serial,
    anchored: 100,
    missing: 15,
    noise: 400,
    same: 0,
    weak: 20,
};

const KINDS: &[(Kind, u64)] = &[
    (EASY, 90),
    (
        Kind {
            name: "lot on every record",
            anchor: Matched::Lot,
            ..EASY
        },
        90,
    ),
    (
        Kind {
            name: "lot on every record, 1 % noise of the same lot",
            anchor: Matched::Lot,
            same: 1,
            ..EASY
        },
        0,
    ),
    (
        Kind {
            name: "date code on every record, 2 % noise of the same",
            anchor: Matched::DateCode,
            same: 2,
            ..EASY
        },
        0,
    ),
    (
        Kind {
            name: "serial on 60 % of the records",
            anchored: 60,
            ..EASY
        },
        0,
    ),
    (
        Kind {
            name: "lot on 60 %, nothing missing",
            anchor: Matched::Lot,
            anchored: 60,
            missing: 0,
            ..EASY
        },
        0,
    ),
    (
        Kind {
            name: "lot, 3000 noise records",
            anchor: Matched::Lot,
            noise: 3000,
            ..EASY
        },
        90,
    ),
    (
        Kind {
            name: "part only, 20 noise records, nothing missing",
            anchor: Matched::Part,
            noise: 20,
            missing: 0,
            ..EASY
        },
        0,
    ),
    (
        Kind {
            name: "part only, 400 noise records",
            anchor: Matched::Part,
            ..EASY
        },
        0,
    ),
    (
        Kind {
            name: "lot, a third missing",
            anchor: Matched::Lot,
            missing: 33,
            ..EASY
        },
        0,
    ),
];

#[test]
fn the_truth_is_proposed_first() {
    for (kind, least) in KINDS {
        let tally = measured(kind, 150);
        let share = |count: u64| count * 100 / tally.all;
        println!(
            "{:55} first: exact {:3} %, part of it {:3} %, all and more {:3} %; whole in the first three {:3} % of {}",
            kind.name,
            share(tally.exact),
            share(tally.part),
            share(tally.more),
            share(tally.near),
            tally.all
        );
        // The true chain as far as it is on record, or a part of it and nothing false.
        let true_first = share(tally.exact + tally.part);
        assert!(true_first >= *least, "{}: {true_first} %", kind.name);
    }
}
