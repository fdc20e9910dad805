//! Single cases of every rule.

use chrono::NaiveDate;

use super::{worlds::keeps_time, *};

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// `1>2 2021-03-01/2021-03-31 lot`, with an optional data set and grade behind.
fn step(transfer: i64, text: &str) -> Step {
    let words: Vec<&str> = text.split(' ').collect();
    let (from, to) = words[0].split_once('>').unwrap();
    let (first, last) = words[1].split_once('/').unwrap_or((words[1], words[1]));
    let end = |party: &str| End {
        party: party.parse().ok(),
        country: None,
        custody: match party {
            "1" => Custody::Maker,
            "2" | "3" => Custody::Authorised,
            _ => Custody::Other,
        },
    };
    Step {
        transfer,
        from: end(from),
        to: end(to),
        earliest: day(first),
        latest: day(last),
        matched: Matched::ALL
            .into_iter()
            .find(|matched| matched.as_str().replace(' ', "-") == words[2])
            .unwrap(),
        reliability: words.get(4).map(|grade| Reliability::parse(&grade[..1]).unwrap()),
        credibility: words.get(4).map(|grade| Credibility::parse(&grade[1..]).unwrap()),
        dataset: words.get(3).map(|set| set.parse().unwrap()),
    }
}

pub(super) fn subject() -> Subject {
    Subject {
        made: day("2021-01-01"),
        made_latest: day("2021-01-07"),
        recovered: day("2023-01-01"),
        maker: Some(1),
        ..Subject::default()
    }
}

fn found(lines: &[&str]) -> Proposals {
    let steps: Vec<Step> = (1..).zip(lines).map(|(transfer, line)| step(transfer, line)).collect();
    let found = propose(&subject(), &steps, 10);
    for chain in &found.chains {
        assert!(keeps_time(&subject(), &steps, chain), "{chain:?}");
    }
    found
}

/// `1 2 . 3`: transfers by their first record, a point for every gap.
pub(super) fn told(chain: &Chain) -> String {
    let links = chain.links.iter().map(|link| match link {
        Link::Step(step) => step.transfers[0].to_string(),
        Link::Gap(_) => ".".to_owned(),
    });
    links.collect::<Vec<_>>().join(" ")
}

fn first(lines: &[&str]) -> String {
    told(&found(lines).chains[0])
}

#[test]
fn specificity_comes_first() {
    let ways = ["serial", "lot", "date-code", "part", "family", "hs"];
    for pair in ways.windows(2) {
        // The weaker one begins at the maker and ends just before recovery.
        let (better, worse) = (
            format!("4>5 2022-02-01 {}", pair[0]),
            format!("1>6 2022-12-31 {}", pair[1]),
        );
        assert_eq!(first(&[&better, &worse]), ". 1 .", "{pair:?}");
    }
}

#[test]
fn then_fewer_gaps_then_shorter_then_sources() {
    assert_eq!(first(&["4>5 2022-12-01 part", "1>6 2021-02-01 part"]), "2 .");
    assert_eq!(first(&["1>5 2022-06-01 part", "1>6 2022-02-01 part"]), "1 .");
    assert_eq!(first(&["1>5 2022-06-01 part 1 D4", "1>6 2022-06-01 part 1 B2"]), "2 .");
    assert_eq!(
        first(&[
            "1>5 2022-06-01 part 1 B2",
            "1>6 2022-06-01 part 1 B2",
            "1>6 2022-06-01 part 2 C3"
        ]),
        "2 ."
    );
}

#[test]
fn steps_stand_in_time() {
    assert_eq!(
        first(&["1>4 2022-03-01/2022-06-01 lot", "4>5 2022-05-01/2022-05-20 lot"]),
        "1 2 ."
    );
    let chains = found(&["1>4 2022-06-01 lot", "4>5 2022-05-01/2022-05-20 lot"]).chains;
    assert!(chains.iter().all(|chain| told(chain) != "1 2 ."));
    let narrowed = &found(&["1>4 2022-03-01/2022-06-01 lot", "4>5 2022-05-01/2022-05-20 lot"]).chains[0];
    assert!(matches!(&narrowed.links[0], Link::Step(step) if step.latest == day("2022-05-20")));
    let outside = found(&["1>4 2020-06-01 lot", "1>4 2023-06-01 lot", "4>4 2022-06-01 lot"]);
    assert_eq!(
        (outside.chains.len(), outside.out_of_time, outside.to_itself),
        (0, 2, 1)
    );
}

#[test]
fn the_same_fact_told_twice_is_one_step() {
    let chain = &found(&["1>4 2022-03-01/2022-03-31 lot 7", "1>4 2022-03-20/2022-04-20 lot 8"]).chains[0];
    let Link::Step(step) = &chain.links[0] else {
        panic!("{chain:?}")
    };
    assert_eq!(
        (step.transfers.len(), step.earliest, step.latest),
        (2, day("2022-03-20"), day("2022-03-31"))
    );
    // Two rows of one data set are two shipments, and so are two that cannot be the same day.
    let others = |lines: &[&str]| match &found(lines).chains[0].links[0] {
        Link::Step(step) => step.others,
        Link::Gap(_) => 99,
    };
    assert_eq!(
        others(&["1>4 2022-03-01/2022-03-31 lot 7", "1>4 2022-03-20/2022-04-20 lot 7"]),
        1
    );
    assert_eq!(
        others(&["1>4 2022-03-01/2022-03-10 lot 7", "1>4 2022-03-20/2022-04-20 lot 8"]),
        1
    );
}

#[test]
fn gaps_are_drawn_and_measured() {
    let chain = &found(&["1>2 2021-03-01 lot", "4>5 2021-06-01/2021-06-10 lot"]).chains[0];
    assert_eq!(told(chain), "1 . 2 .");
    let Link::Gap(gap) = &chain.links[1] else {
        panic!("{chain:?}")
    };
    assert_eq!((gap.at, gap.days_min, gap.days_max), (GapAt::Middle, 92, Some(101)));
    assert_eq!((gap.from.party, gap.to.party), (Some(2), Some(4)));
    // Two trades in the same product are not joined.
    assert!(
        found(&["1>2 2021-03-01 part", "4>5 2021-06-01 part"])
            .chains
            .iter()
            .all(|chain| !told(chain).contains("1 . 2"))
    );
    // Nor is a gap drawn to a sender whose supply is on record.
    let chains = found(&["1>2 2021-03-01 lot", "6>4 2021-04-01 lot", "4>5 2021-06-01 lot"]).chains;
    assert!(chains.iter().all(|chain| !told(chain).contains("1 . 3")));
}

#[test]
fn the_end_is_known_where_the_unit_was_held() {
    let steps = [step(1, "1>4 2022-03-01 lot")];
    let known = Subject {
        holders: vec![4],
        ..subject()
    };
    let chain = &propose(&known, &steps, 3).chains[0];
    assert_eq!(told(chain), "1");
    assert!(chain.score > propose(&subject(), &steps, 3).chains[0].score);
}

#[test]
fn the_diversion_point_is_stated_in_a_gap_or_unknown() {
    let diversion = |lines: &[&str]| found(lines).chains[0].diversion;
    assert!(
        matches!(diversion(&["1>2 2021-03-01 lot", "2>4 2021-05-01 lot"]), Diversion::Stated { link: 1, by } if by.party == Some(2))
    );
    assert!(matches!(diversion(&["1>2 2021-03-01 lot"]), Diversion::InGap { link: 1, by } if by.party == Some(2)));
    assert!(matches!(diversion(&["4>5 2021-03-01 lot"]), Diversion::InGap { link: 0, by } if by.party == Some(1)));
    let nobody = Subject {
        maker: None,
        ..subject()
    };
    assert_eq!(
        propose(&nobody, &[step(1, "4>5 2021-03-01 lot")], 1).chains[0].diversion,
        Diversion::Unknown
    );
}

#[test]
fn an_unknown_maker_is_any_maker() {
    let nobody = Subject {
        maker: None,
        ..subject()
    };
    let steps = [step(1, "1>4 2022-03-01 part"), step(2, "6>4 2022-02-01 part")];
    assert_eq!(told(&propose(&nobody, &steps, 1).chains[0]), "1 .");
}

#[test]
fn a_guess_stands_behind_the_honest_gap() {
    let many = [
        "2>4 2021-06-01 lot",
        "1>2 2021-02-01 part",
        "1>2 2021-03-01 part",
        "5>2 2021-03-01 part",
    ];
    assert_eq!(first(&many), ". 1 .");
    assert_eq!(first(&["2>4 2021-06-01 lot", "1>2 2021-02-01 part"]), "2 1 .");
}

#[test]
fn cycles_end() {
    let chains = found(&[
        "1>4 2021-02-01 lot",
        "4>5 2021-03-01 lot",
        "5>4 2021-04-01 lot",
        "4>1 2021-05-01 lot",
    ])
    .chains;
    assert_eq!(told(&chains[0]), "1 2 .");
    // Without days everything is possible in any order; a party still occurs once.
    let open: Vec<String> = (0..60)
        .map(|at| format!("{}>{} ../.. lot", at % 6, (at * 5 + 1) % 6))
        .collect();
    let lines: Vec<&str> = open.iter().map(String::as_str).collect();
    for chain in found(&lines).chains {
        let steps = chain.links.iter().filter(|link| matches!(link, Link::Step(_))).count();
        assert!(steps <= 6);
    }
}

#[test]
fn a_goods_line_agrees_in_the_strongest_way() {
    let list = |text: &str| vec![text.to_owned()];
    let keys = Keys {
        serial: "AB1050".to_owned(),
        lots: list("L7"),
        date_codes: list("2148"),
        parts: list("XC7Z020"),
        families: list("ZYNQ"),
        hs6: list("854231"),
    };
    // Serial range, lot, date code, part, family, heading.
    let lines = [
        (["", "", "", "", "XC7Z020", "", ""], Some(Matched::Part)),
        (["", "", "", "2148", "XC7Z020", "", ""], Some(Matched::DateCode)),
        (["", "", "", "2201", "XC7Z020", "", ""], Some(Matched::Family)),
        (["", "", "L7", "", "XC7Z020", "", ""], Some(Matched::Lot)),
        (["", "", "L8", "2148", "XC7Z020", "", ""], Some(Matched::Family)),
        (["AB1000", "AB1099", "", "", "XC7Z020", "", ""], Some(Matched::Serial)),
        (["AB1051", "AB1099", "", "", "XC7Z020", "", ""], Some(Matched::Family)),
        (["", "", "", "", "", "ZYNQ", ""], Some(Matched::Family)),
        (["", "", "", "", "", "", "854231"], Some(Matched::Hs)),
        (["", "", "L7", "", "OTHER", "", ""], None),
        (["", "", "", "2148", "", "", ""], None),
        ([""; 7], None),
    ];
    for (line, expected) in lines {
        let [serial_from, serial_to, lot, date_code, part, family, hs6] = line;
        let said = LineKeys {
            serial_from,
            serial_to,
            lot,
            date_code,
            part,
            family,
            hs6,
        };
        assert_eq!(keys.matched(&said), expected, "{line:?}");
    }
}
