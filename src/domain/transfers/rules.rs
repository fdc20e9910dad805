//! What no transfer can be, whoever tells of it: the checks that need more than one field.

use chrono::NaiveDate;

use super::{
    super::{dates::Edtf, text},
    NewTransfer, Side,
};
use crate::error::Say;

/// The kinds in which goods can cross a border without changing hands: papers of customs and carriers name the same firm at both
/// ends when it moves what is its own.
const MOVES: [&str; 3] = ["shipment", "customs_line", "re_export"];

/// The first and the last day of some dates; `None` where one of them is open, or where there is none at all.
pub fn hull<'a>(dates: impl IntoIterator<Item = &'a Option<Edtf>>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let mut given = dates.into_iter().flatten();
    let Some(one) = given.next() else {
        return (None, None);
    };
    given.fold((one.earliest(), one.latest()), |(first, last), date| {
        (
            first.zip(date.earliest()).map(|(a, b)| a.min(b)),
            last.zip(date.latest()).map(|(a, b)| a.max(b)),
        )
    })
}

impl NewTransfer {
    /// What is wrong with it as a whole, by field.
    pub(crate) fn wrong(&self) -> Vec<(&'static str, Say)> {
        let mut wrong = Vec::new();
        if self.from.is_empty() && self.to.is_empty() && self.parties.is_empty() {
            wrong.push(("from_name", Say::new("transfers-nobody")));
        }
        if self.is_to_itself() {
            wrong.push(("to_name", Say::new("transfers-to-itself")));
        }
        wrong.extend(self.dates_wrong());
        if !self.exchange_for.text.is_empty() && self.source.text.is_empty() && self.source.id.is_none() {
            wrong.push(("source", Say::new("transfers-exchange-unsourced")));
        }
        if self.exchange_for.text.is_empty() && self.exchange_for.id.is_none() && !self.exchange_note.is_empty() {
            wrong.push(("exchange_for", Say::new("transfers-exchange-for-nothing")));
        }
        wrong
    }

    /// Whether both ends are one and the same. A change of hands needs two hands, so that is refused, with one exception: goods
    /// that cross a border may stay in one hand, and are believed to when the paper names two countries.
    pub fn is_to_itself(&self) -> bool {
        self.is_one_party(&self.from, &self.to) && !self.stays_in_hand()
    }

    fn is_one_party(&self, one: &Side, other: &Side) -> bool {
        let same = |a: &str, b: &str| !a.is_empty() && text::fold_name(a) == text::fold_name(b);
        let known = one.party.id.is_some() && one.party.id == other.party.id;
        let typed = same(&one.party.text, &other.party.text);
        known || typed || same(&one.name, &other.name)
    }

    fn stays_in_hand(&self) -> bool {
        let [from, to] = [&self.from.country, &self.to.country];
        MOVES.contains(&self.kind.as_str()) && !from.is_empty() && !to.is_empty() && from != to
    }

    /// Goods leave, cross and arrive in this order. The contract is not among them: it may be signed after the goods have
    /// gone. A date that says it is uncertain or approximate refutes nothing, because nobody says by how much it is off.
    fn dates_wrong(&self) -> Option<(&'static str, Say)> {
        let order = [
            ("dispatch", &self.dispatch),
            ("border", &self.border),
            ("arrival", &self.arrival),
        ];
        let sure = |date: &&Edtf| !date.is_uncertain() && !date.is_approximate();
        let mut known: Vec<(&'static str, &Edtf)> = Vec::new();
        for (field, date) in order {
            let Some(date) = date.as_ref().filter(sure) else {
                continue;
            };
            if let Some((before, other)) = known.iter().find(|(_, other)| date.must_be_before(other)) {
                let say = Say::new("transfers-dates-reversed")
                    .with("what", *before)
                    .with("date", other.text());
                return Some((field, say));
            }
            known.push((field, date));
        }
        None
    }
}
