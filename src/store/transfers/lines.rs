//! The columns of a line of goods, in both directions, and the rows of part numbers that were read from the words of a transfer.

use std::collections::HashMap;

use diesel::prelude::*;

use super::rows::link;
use crate::{
    domain::{
        parse::Pointer,
        quantities::Quantity,
        records::Link,
        text,
        transfers::{Line, NewTransfer, parts_read},
    },
    error::Result,
    store::{schema::transfer_goods, types},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = transfer_goods)]
pub(super) struct GoodsRow {
    pub(super) transfer_id: i64,
    part_number: String,
    pub(super) part_id: Option<i64>,
    maker: String,
    family: String,
    lot: String,
    date_code: String,
    serial_from: String,
    serial_to: String,
    hs6: String,
    hs_edition: String,
    description: String,
    quantity: String,
    value: String,
    currency: String,
}

#[derive(Insertable)]
#[diesel(table_name = transfer_goods)]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct GoodsValues<'a> {
    transfer_id: i64,
    position: i32,
    part_number: &'a str,
    part_folded: String,
    part_id: Option<i64>,
    maker: &'a str,
    family: &'a str,
    family_folded: String,
    lot: &'a str,
    lot_folded: String,
    date_code: &'a str,
    serial_from: &'a str,
    serial_to: &'a str,
    hs6: &'a str,
    hs_edition: &'a str,
    description: &'a str,
    quantity: String,
    value: String,
    currency: &'a str,
    from_text: i16,
}

/// A line as the record has it.
const STATED: i16 = 0;
/// A line with a part number that was read from the words of the transfer.
const BESIDE: i16 = 1;
/// No line of the record: only a part number that was read from its words.
pub(super) const ALONE: i16 = 2;

impl GoodsRow {
    pub(super) fn into_line(self, links: &HashMap<i64, Link>) -> Result<Line> {
        let part = link(links, self.part_id);
        let value = match self.value.as_str() {
            "" => String::new(),
            value => format!("{value} {}", self.currency),
        };
        Ok(Line {
            part_number: self.part_number,
            maker: self.maker,
            family: self.family,
            lot: self.lot,
            date_code: self.date_code,
            serial_from: self.serial_from,
            serial_to: self.serial_to,
            hs6: self.hs6,
            hs_edition: self.hs_edition,
            quantity: types::quantity(&self.quantity)?,
            value: types::quantity(&value)?,
            description: self.description,
            part: Pointer::to(part.as_ref()),
            link: part,
        })
    }
}

impl<'a> GoodsValues<'a> {
    pub(super) fn of(transfer_id: i64, position: i32, line: &'a Line) -> GoodsValues<'a> {
        let (value, currency) = match &line.value {
            None => (String::new(), ""),
            Some(value) => {
                let written = value.to_string();
                let number = written.strip_suffix(value.unit()).unwrap_or(&written).trim_end();
                (number.to_owned(), value.unit())
            }
        };
        GoodsValues {
            transfer_id,
            position,
            part_number: &line.part_number,
            part_folded: text::fold_part(&line.part_number),
            part_id: line.part.id,
            maker: &line.maker,
            family: &line.family,
            family_folded: text::fold_part(&line.family),
            lot: &line.lot,
            lot_folded: text::fold_part(&line.lot),
            date_code: &line.date_code,
            serial_from: &line.serial_from,
            serial_to: &line.serial_to,
            hs6: &line.hs6,
            hs_edition: &line.hs_edition,
            description: &line.description,
            quantity: line.quantity.as_ref().map_or_else(String::new, Quantity::to_string),
            value,
            currency,
            from_text: STATED,
        }
    }

    /// The lines of a transfer, with the part numbers that only its words hold: beside the line they belong to, else behind all
    /// lines, in rows of their own. See [`parts_read`].
    pub(super) fn all(transfer_id: i64, new: &'a NewTransfer) -> Vec<GoodsValues<'a>> {
        let lines = (0..).zip(&new.lines);
        let mut rows: Vec<GoodsValues<'a>> = lines
            .map(|(position, line)| GoodsValues::of(transfer_id, position, line))
            .collect();
        for read in parts_read(new) {
            match read.line.and_then(|line| rows.get_mut(line)) {
                Some(row) => {
                    row.part_folded = read.folded;
                    row.from_text = BESIDE;
                }
                None => {
                    let position = i32::try_from(rows.len()).unwrap_or(i32::MAX);
                    rows.push(GoodsValues::alone(transfer_id, position, read.folded));
                }
            }
        }
        rows
    }

    /// What it is found by, where that was read from the text.
    pub(super) fn found(self) -> Option<(i32, String, i16)> {
        (self.from_text != STATED).then_some((self.position, self.part_folded, self.from_text))
    }

    fn alone(transfer_id: i64, position: i32, part_folded: String) -> GoodsValues<'a> {
        GoodsValues {
            transfer_id,
            position,
            part_number: "",
            part_folded,
            part_id: None,
            maker: "",
            family: "",
            family_folded: String::new(),
            lot: "",
            lot_folded: String::new(),
            date_code: "",
            serial_from: "",
            serial_to: "",
            hs6: "",
            hs_edition: "",
            description: "",
            quantity: String::new(),
            value: String::new(),
            currency: "",
            from_text: ALONE,
        }
    }
}
