//! How well the labelled lines are read: `cargo test -- --nocapture labelled` prints the shares.

use super::{Find, Kind, Maker, Makers, read};
use crate::domain::text::fold_part;

const LINES: &str = include_str!("../../../tests/files/goods.csv");
const MAKERS: &str = include_str!("../../reference/makers.csv");

pub(super) fn makers() -> Makers {
    let list = |cell: &str| {
        cell.split('|')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut table = csv::Reader::from_reader(MAKERS.as_bytes());
    let makers: Vec<Maker> = table
        .records()
        .map(|row| {
            let row = row.unwrap();
            Maker {
                name: row[0].to_owned(),
                prefixes: list(&row[2]),
                abbreviations: list(&row[3]),
            }
        })
        .collect();
    Makers::new(&makers)
}

#[derive(Default, Debug, Clone, Copy)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn count(&mut self, mut said: Vec<String>, known: Vec<String>) -> bool {
        let before = (self.wrong, self.missed);
        for one in known {
            match said.iter().position(|other| *other == one) {
                Some(at) => {
                    said.remove(at);
                    self.right += 1;
                }
                None => self.missed += 1,
            }
        }
        self.wrong += u32::try_from(said.len()).unwrap();
        before == (self.wrong, self.missed)
    }

    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }
}

fn values(finds: &[Find], kind: Kind) -> Vec<String> {
    finds
        .iter()
        .filter(|find| find.kind == kind)
        .map(|find| find.value.clone())
        .collect()
}

fn folded(list: Vec<String>) -> Vec<String> {
    list.iter().map(|one| fold_part(one)).collect()
}

fn cell(cell: &str) -> Vec<String> {
    cell.split('|')
        .filter(|one| !one.is_empty())
        .map(str::to_owned)
        .collect()
}

fn scores(set: &str, show: bool) -> [Score; 4] {
    let makers = makers();
    let mut scores = [Score::default(); 4];
    for row in csv::Reader::from_reader(LINES.as_bytes()).records() {
        let row = row.unwrap();
        if &row[0] != set {
            continue;
        }
        let finds = read(&row[2], &makers);
        for find in &finds {
            let text = &row[2][find.bytes.clone()];
            assert_eq!(text.chars().count(), find.chars.len(), "{}", &row[2]);
        }
        let numbers = |list: Vec<String>| -> Vec<String> {
            list.iter()
                .map(|one| one.split(' ').next().unwrap().to_owned())
                .collect()
        };
        let parts = scores[0].count(folded(values(&finds, Kind::Part)), folded(cell(&row[3])));
        let lots = scores[1].count(folded(values(&finds, Kind::Lot)), folded(cell(&row[4])));
        let dates = scores[2].count(values(&finds, Kind::DateCode), cell(&row[5]));
        let quantities = scores[3].count(values(&finds, Kind::Quantity), numbers(cell(&row[6])));
        if show && !(parts && lots && dates && quantities) {
            let said: Vec<String> = finds
                .iter()
                .filter(|f| f.kind < Kind::Packing && f.kind != Kind::Maker)
                .map(|find| format!("{:?} {}", find.kind, find.value))
                .collect();
            println!(
                "{}{}{}{} {}\n      {said:?}",
                u8::from(parts),
                u8::from(lots),
                u8::from(dates),
                u8::from(quantities),
                &row[2]
            );
        }
    }
    scores
}

#[test]
fn labelled_lines_are_read() {
    for set in ["tune", "held"] {
        let scores = scores(set, set == "tune");
        for (what, score) in ["part numbers", "lots", "date codes", "quantities"].iter().zip(scores) {
            println!(
                "{set}: {what:12} precision {:.3} recall {:.3} {score:?}",
                score.precision(),
                score.recall()
            );
        }
        let [parts, ..] = scores;
        assert!(parts.precision() >= 0.95 && parts.recall() >= 0.9, "{set}: {parts:?}");
    }
}
