//! Transfers as `EconomicActivity`, the parties and ships that they name beside organizations of the catalogue.

use super::{Entity, IDENTIFIER, id, part_of};
use crate::domain::{
    quantities::Quantity,
    records::{Head, Link, Record},
    release::Released,
    transfers::{Line, Side, Transfer},
};

/// The fields of a transfer that no property holds.
const HELD: &[&str] = &[
    "kind",
    "contract",
    "dispatch",
    "border",
    "arrival",
    "from_name",
    "from_country",
    "to_name",
    "to_country",
    "parties",
    "lines",
    "goods",
    "transit_countries",
    "route",
    "vessel",
    "voyage",
    "document",
    "locator",
    "reliability",
    "credibility",
    "exchange_for",
    "exchange_note",
    "note",
];

/// Numbers of ships that an export has told already. A ship is one entity however many transfers name it; its number has six
/// digits and one that follows from them, so all there can be fit into a few kilobytes.
#[derive(Debug, Clone)]
pub struct Ships(Vec<u64>);

impl Default for Ships {
    fn default() -> Ships {
        Ships(vec![0; 1_000_000 / 64])
    }
}

impl Ships {
    /// Notes a ship; whether it is new.
    fn is_new(&mut self, imo: &str) -> bool {
        let Some(number) = imo.get(..6).and_then(|digits| digits.parse::<usize>().ok()) else {
            return true;
        };
        let bit = 1_u64 << (number % 64);
        match self.0.get_mut(number / 64) {
            Some(word) => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => true,
        }
    }
}

/// A transfer, and before it whom and what it names that has no record.
pub fn transfer(transfer: &Released<Transfer>, site: &str, ships: &mut Ships) -> Vec<Entity> {
    let (head, what) = (&transfer.head, &transfer.what);
    let mut told = Vec::new();
    let sender = side(head, "from", &what.from, transfer.from.as_ref(), &mut told);
    let receiver = side(head, "to", &what.to, transfer.to.as_ref(), &mut told);
    let mut entity = Entity::of(head, "EconomicActivity", site)
        .with("summary", &head.title)
        .with("recordId", head.record_id.clone().unwrap_or_default())
        .all("sender", sender)
        .all("receiver", receiver)
        .between(what.days())
        .with("originCountry", what.origin_country.to_lowercase())
        .with("departureCountry", what.dispatch_country.to_lowercase())
        .with("destinationCountry", what.destination_country.to_lowercase())
        .with("goodsDescription", &what.goods)
        .proven(transfer.source.as_ref());
    for line in &what.lines {
        entity = entity
            .with("goodsDescription", goods(line))
            .with("vedCode", line.hs6.replace('.', ""))
            .all("invoiceAmount", line.value.as_ref().map(Quantity::to_string));
    }
    if what.kind == "customs_line" && what.document.chars().count() <= IDENTIFIER {
        entity = entity.with("ccdNumber", &what.document);
    }
    for (number, party) in (1..).zip(&what.parties) {
        let written = Side {
            name: party.name.clone(),
            country: party.country.clone(),
            ..Side::default()
        };
        entity = match party.role.as_str() {
            "declarant" => {
                let field = format!("party-{number}");
                entity.all(
                    "declarant",
                    side(head, &field, &written, party.link.as_ref(), &mut told),
                )
            }
            _ => entity.with("namesMentioned", &party.name),
        };
    }
    entity = entity
        .with("namesMentioned", &what.from.name)
        .with("namesMentioned", &what.to.name)
        .all("transport", vessel(transfer, ships, &mut told));
    told.push(entity.described(&transfer.fields(), HELD));
    told
}

/// The id of one end: of its organization, or of one made of the name as written.
fn side(head: &Head, field: &str, written: &Side, link: Option<&Link>, told: &mut Vec<Entity>) -> Option<String> {
    if let Some(link) = link {
        return Some(id(link.r#ref));
    }
    if written.name.is_empty() {
        return None;
    }
    let entity = Entity::new(part_of(head.r#ref, field), "LegalEntity")
        .with("name", &written.name)
        .with("country", written.country.to_lowercase());
    let id = entity.id.clone();
    told.push(entity);
    Some(id)
}

/// The id of the ship. One without a number is told with each transfer: two of the same name need not be the same.
fn vessel(transfer: &Released<Transfer>, ships: &mut Ships, told: &mut Vec<Entity>) -> Option<String> {
    let what = &transfer.what;
    let (id, new) = match (what.vessel_imo.as_str(), what.vessel.as_str()) {
        ("", "") => return None,
        ("", _) => (part_of(transfer.head.r#ref, "vessel"), true),
        (imo, _) => (format!("sherd-imo-{imo}"), ships.is_new(imo)),
    };
    if new {
        let number = match what.vessel_imo.as_str() {
            "" => String::new(),
            imo => format!("IMO{imo}"),
        };
        let name = match what.vessel.as_str() {
            "" => &number,
            name => name,
        };
        told.push(
            Entity::new(id.clone(), "Vessel")
                .with("name", name)
                .with("imoNumber", &number),
        );
    }
    Some(id)
}

/// One line of goods for people.
fn goods(line: &Line) -> String {
    let amount = line.quantity.as_ref().map(Quantity::to_string).unwrap_or_default();
    let marked = |label: &str, value: &str| match value {
        "" => String::new(),
        value => format!("{label} {value}"),
    };
    let serials = match (line.serial_from.as_str(), line.serial_to.as_str()) {
        (from, "") => marked("serial", from),
        (from, to) => format!("serials {from} to {to}"),
    };
    let said = [
        line.part_number.clone(),
        line.maker.clone(),
        line.family.clone(),
        line.description.clone(),
        marked("lot", &line.lot),
        marked("date code", &line.date_code),
        serials,
        amount,
    ];
    let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ship_is_new_once() {
        let mut ships = Ships::default();
        assert!(ships.is_new("9074729"));
        assert!(!ships.is_new("9074729"));
        assert!(ships.is_new("0000000") && ships.is_new("9999993"));
        assert!(!ships.is_new("9999993"));
    }
}
