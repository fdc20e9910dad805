//! What must hold for any records.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{
    facts::Fact,
    standing::Standing,
    tests::{subject, told},
    worlds::{Dice, keeps_time},
    *,
};

/// Giver, receiver, first day, how many days more, agreement, which end is open, data set.
type Row = (i64, i64, u64, u64, usize, u8, i64);

fn made_up(transfer: i64, row: Row) -> Step {
    let (from, to, day, width, matched, open, dataset) = row;
    let start = NaiveDate::from_ymd_opt(2020, 11, 1).unwrap() + chrono::Days::new(day);
    let end = |party: i64| End {
        party: (party > 0).then_some(party),
        country: None,
        custody: if party == 1 { Custody::Maker } else { Custody::Other },
    };
    Step {
        transfer,
        from: end(from),
        to: end(to),
        earliest: (open != 1).then_some(start),
        latest: (open != 2).then(|| start + chrono::Days::new(width)),
        matched: Matched::ALL[matched],
        reliability: None,
        credibility: None,
        dataset: Some(dataset),
    }
}

/// Records among few parties, some without days, some without parties.
fn records() -> impl Strategy<Value = Vec<Step>> {
    let row = (
        0_i64..9,
        0_i64..9,
        0_u64..800,
        0_u64..200,
        0_usize..6,
        0_u8..4,
        0_i64..3,
    );
    let number = |rows: Vec<Row>| (1..).zip(rows).map(|(transfer, row)| made_up(transfer, row)).collect();
    prop::collection::vec(row, 0..40).prop_map(number)
}

/// A standing of steps (agreement, doubt), guesses and gaps.
fn standing(steps: &[(usize, u8)], guesses: u8, gaps: &[u32]) -> Standing {
    let fact = |(matched, doubt): &(usize, u8)| Fact {
        from: None,
        to: None,
        earliest: 0,
        latest: 0,
        middle: 0,
        matched: Matched::ALL[*matched],
        by_maker: false,
        only_in: false,
        only_out: false,
        goes_on: false,
        doubt: *doubt,
        id: 0,
    };
    let stepped = steps
        .iter()
        .fold(Standing::EMPTY, |before, one| before.with(&fact(one), 0, false));
    gaps.iter()
        .fold(stepped.guessing(guesses), |before, days| before.gap(*days))
}

proptest! {
    #[test]
    fn the_score_follows_the_order(
        one in (prop::collection::vec((0_usize..6, 0_u8..17), 1..9), 0_u8..4, prop::collection::vec(0_u32..3000, 0..5)),
        other in (prop::collection::vec((0_usize..6, 0_u8..17), 1..9), 0_u8..4, prop::collection::vec(0_u32..3000, 0..5)),
    ) {
        let (one, other) = (standing(&one.0, one.1, &one.2), standing(&other.0, other.1, &other.2));
        let (better, worse) = (one.min(other), one.max(other));
        prop_assert!(better.score() >= worse.score(), "{better:?} {worse:?}");
        prop_assert!(better == worse || better.score() > worse.score(), "{better:?} {worse:?}");
    }

    #[test]
    fn no_chain_breaks_time_or_meets_a_party_twice(steps in records()) {
        let found = propose(&subject(), &steps, 10);
        for pair in found.chains.windows(2) {
            prop_assert!(pair[0].score >= pair[1].score);
        }
        for chain in &found.chains {
            prop_assert!((0.0..=1.0).contains(&chain.score));
            prop_assert!(keeps_time(&subject(), &steps, chain));
            let ends: Vec<(Option<i64>, Option<i64>)> = chain.links.iter().filter_map(|link| match link {
                Link::Step(step) => Some((step.from.party, step.to.party)),
                Link::Gap(gap) => { assert!(gap.days_max.is_none_or(|most| most >= gap.days_min)); None }
            }).collect();
            let mut met: Vec<i64> = Vec::new();
            for (at, (from, to)) in ends.iter().enumerate() {
                let goes_on = at > 0 && ends[at - 1].1 == *from;
                met.extend(from.filter(|_| !goes_on));
                met.extend(to);
            }
            let all = met.len();
            met.sort_unstable();
            met.dedup();
            prop_assert_eq!(met.len(), all, "{:?}", chain);
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter(steps in records(), seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut turned = steps.clone();
        for at in (1..turned.len()).rev() {
            turned.swap(at, usize::try_from(dice.below(u64::try_from(at).unwrap() + 1)).unwrap());
        }
        prop_assert_eq!(propose(&subject(), &steps, 10), propose(&subject(), &turned, 10));
    }

    #[test]
    fn an_unrelated_record_does_not_change_the_best_chain(steps in records(), day in 0_u64..700) {
        let best = propose(&subject(), &steps, 10).chains.into_iter().next();
        let weakest = steps.iter().map(|step| step.matched).max();
        if let (Some(best), Some(weakest)) = (best, weakest) {
            let when = subject().made.map(|made| made + chrono::Days::new(day));
            let strangers = |party| End { party: Some(party), country: None, custody: Custody::Other };
            let mut more = steps.clone();
            // Other parties, and no better agreement than any record has: it begins with a gap and ends with one.
            more.push(Step { transfer: 999, from: strangers(100), to: strangers(101), earliest: when, latest: when, matched: Matched::Hs.max(weakest), reliability: None, credibility: None, dataset: None });
            let again = propose(&subject(), &more, 10).chains.into_iter().next().unwrap();
            let own = |chain: &Chain| told(chain) == ". 999 .";
            prop_assert!(again == best || own(&again) && again.score >= best.score, "{:?} {:?}", best, again);
        }
    }
}
