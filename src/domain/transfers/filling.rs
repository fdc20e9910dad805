//! Filling the goods lines of a form from its words, for a person to look at before anything is saved.

use super::{goods::COLUMNS, read::texts_read};
use crate::domain::{
    codes::Hs6,
    fields::Fields,
    goods::{Find, Kind, UnitKind},
    parse::ENTRIES,
    rows::{self, Row},
    text::fold_part,
    transfers::{TextRead, Words},
};

/// The cells that words can fill.
const FILLED: [&str; 6] = ["part_number", "maker", "lot", "date_code", "hs6", "quantity"];

/// Fills empty cells of goods lines from the words of the form, and adds a line for each part that only its words name. What a
/// person wrote stays. Tells how many cells were filled.
pub fn fill(fields: &mut Fields) -> usize {
    // A line that cannot be read stays as it is; the form says what is wrong with it.
    let Ok(mut lines) = fields
        .lines("lines")
        .map(|line| Row::parse(line, COLUMNS).map(Cells::of))
        .collect::<Result<Vec<Cells>, _>>()
    else {
        return 0;
    };
    let mut filled = 0;
    for TextRead { words, finds, .. } in form_read(fields) {
        let goods = named(&finds);
        let own = match words {
            Words::Line(at) => Some(at),
            // The words of a form with one line are about that line.
            Words::Goods => (lines.len() == 1).then_some(0),
        };
        match (own.and_then(|at| lines.get_mut(at)), goods.as_slice()) {
            (Some(line), [only]) if line.get("part_number").is_empty() && line.get("part").is_empty() => {
                filled += line.fill(only);
            }
            _ => {
                for one in goods {
                    let number = fold_part(one.first("part_number"));
                    let known = lines.iter().any(|line| fold_part(line.get("part_number")) == number);
                    if !known && lines.len() < ENTRIES {
                        let mut line = Cells::default();
                        filled += line.fill(&one);
                        lines.push(line);
                    }
                }
            }
        }
    }
    if filled > 0 {
        let lines: Vec<String> = lines.iter().map(Cells::line).collect();
        fields.set("lines", lines.join("\n"));
    }
    filled
}

/// What the words of a form, or of a record as its form shows it, hold.
pub fn form_read(fields: &Fields) -> Vec<TextRead> {
    let lines = fields
        .lines("lines")
        .map(|line| Row::parse(line, COLUMNS).unwrap_or_default());
    let descriptions: Vec<String> = lines.map(|row| row.get("description").to_owned()).collect();
    texts_read(descriptions.iter().map(String::as_str), fields.get("goods"))
}

/// The cells of a line.
#[derive(Debug, Clone, Default)]
struct Cells(Vec<(String, String)>);

impl Cells {
    fn of(row: Row) -> Cells {
        Cells(
            row.iter()
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect(),
        )
    }

    fn get(&self, name: &str) -> &str {
        let cell = self.0.iter().find(|(known, _)| known == name);
        cell.map_or("", |(_, text)| text.as_str())
    }

    fn fill(&mut self, goods: &Named) -> usize {
        let mut filled = 0;
        for (name, text) in &goods.0 {
            if self.get(name).is_empty() {
                self.0.push(((*name).to_owned(), text.clone()));
                filled += 1;
            }
        }
        filled
    }

    fn line(&self) -> String {
        let known = |column: &str| self.0.iter().find(|(name, _)| name == column);
        let cells = COLUMNS.iter().filter_map(|column| known(column.name));
        rows::line(cells.map(|(name, text)| (name.as_str(), text.as_str())))
    }
}

/// What a text says of one part.
#[derive(Debug, Clone, Default)]
struct Named(Vec<(&'static str, String)>);

impl Named {
    fn first(&self, name: &str) -> &str {
        let cell = self.0.iter().find(|(known, _)| *known == name);
        cell.map_or("", |(_, text)| text.as_str())
    }
}

/// The goods that a text names by a part number, each with what it says of them.
fn named(finds: &[Find]) -> Vec<Named> {
    let mut all: Vec<(usize, Named)> = Vec::new();
    for find in finds {
        let Some((name, text)) = cell(find) else { continue };
        let at = match all.iter().position(|(goods, _)| *goods == find.goods) {
            Some(at) => at,
            None => {
                all.push((find.goods, Named::default()));
                all.len() - 1
            }
        };
        if let Some((_, goods)) = all.get_mut(at)
            && goods.first(name).is_empty()
        {
            goods.0.push((name, text));
        }
    }
    let goods = all.into_iter().map(|(_, goods)| goods);
    goods.filter(|goods| !goods.first("part_number").is_empty()).collect()
}

/// The cell that a find fills.
fn cell(find: &Find) -> Option<(&'static str, String)> {
    let [number, maker, lot, date_code, hs6, quantity] = FILLED;
    Some(match find.kind {
        Kind::Part => (number, find.value.clone()),
        Kind::Maker => (maker, find.value.clone()),
        Kind::Lot => (lot, find.value.clone()),
        Kind::DateCode => (date_code, find.value.clone()),
        // More than six digits are a country's own; the edition stays open.
        Kind::Hs => {
            let digits: String = find.value.chars().filter(char::is_ascii_digit).take(6).collect();
            (hs6, Hs6::new(&digits, "2022").ok()?.dotted())
        }
        Kind::Quantity => match find.unit {
            Some(unit) if unit.kind == UnitKind::Things => (quantity, format!("{} {}", find.value, unit.name)),
            Some(_) => return None,
            None => (quantity, find.value.clone()),
        },
        Kind::Packing => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transfers::NewTransfer;

    fn filled(lines: &str, goods: &str) -> (usize, String) {
        let mut fields = Fields::new()
            .with("kind", "sale")
            .with("from_name", "Acme")
            .with("lines", lines)
            .with("goods", goods);
        let filled = fill(&mut fields);
        NewTransfer::parse(&fields).unwrap();
        (filled, fields.get("lines").to_owned())
    }

    #[test]
    fn the_words_of_a_form_fill_its_lines() {
        let text = "MICROCHIP ATMEGA328P-AU 2148 QTY 500 PCS";
        let line = "part_number=ATMEGA328P-AU | maker=Microchip Technology | date_code=2148 | quantity=500 pcs";
        assert_eq!(filled("", text), (4, line.to_owned()));
        // What somebody wrote stays.
        let own = "quantity=at least 400 pcs | description=as written";
        let expected = "part_number=ATMEGA328P-AU | maker=Microchip Technology | date_code=2148 | quantity=at least 400 pcs | description=as written";
        assert_eq!(filled(own, text), (3, expected.to_owned()));
        assert_eq!(filled(line, text), (0, line.to_owned()));
    }

    #[test]
    fn every_part_of_a_list_gets_a_line() {
        let (cells, lines) = filled("part_number=AD8130ARZ", "AD8130ARZ - 200 ШТ; AD8221ARMZ - 100 ШТ");
        assert_eq!(
            (cells, lines.as_str()),
            (2, "part_number=AD8130ARZ\npart_number=AD8221ARMZ | quantity=100 pcs")
        );
        let (cells, lines) = filled("description=P/N AD8221ARMZ, 100 PCS", "");
        assert_eq!(
            (cells, lines.as_str()),
            (
                2,
                "part_number=AD8221ARMZ | quantity=100 pcs | description=P/N AD8221ARMZ, 100 PCS"
            )
        );
        assert_eq!(filled("", "spare parts, used"), (0, String::new()));
    }
}
