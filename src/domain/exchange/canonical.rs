//! Organizations and transfers as rows of the canonical tables: what an import reads back as the same.
//!
//! The tables have no column for everything a record can say. What has none stays in the catalogue; and where the lines of a
//! transfer do not fit into columns that name one value for each line or one for all, they are told in the goods' own words.

use crate::domain::{
    dates::Edtf,
    imports::{
        Canonical, organizations,
        transfers::{self, TransferRow},
    },
    organizations::Organization,
    parse::LINE,
    quantities::Quantity,
    records::{Head, Link},
    refs::Ref,
    release::Released,
    sources::Source,
    transfers::{Line, NewTransfer, Side, Transfer},
};

/// What an organization was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The name of its row.
    pub record_id: String,
    /// Since when it is what it became.
    pub since: Option<Edtf>,
}

/// The columns of organizations.
pub const ORGANIZATIONS: &[&str] = &organizations::COLUMNS;
/// The columns of transfers.
pub const TRANSFERS: &[&str] = &transfers::COLUMNS;

/// Before the reference of a record that has no other name for its reader, so that no file of somebody else names its rows like this.
const OURS: &str = "sherd:";

/// The name of a record's row: that of the row it was imported from, else `sherd:` and its reference.
pub fn row_name(head: &Head) -> String {
    head.record_id.clone().unwrap_or_else(|| own_name(head))
}

/// `sherd:` and the reference of a record.
pub fn own_name(head: &Head) -> String {
    format!("{OURS}{}", head.r#ref)
}

/// The reference in such a name of a row, if it has one.
pub fn named_ref(record_id: &str) -> Option<Ref> {
    Ref::parse(record_id.strip_prefix(OURS)?).ok()
}

/// Several values in one cell. A bar would begin another value.
pub(super) fn several<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values
        .into_iter()
        .map(|value| value.as_ref().replace('|', "/"))
        .collect();
    values.join("|")
}

/// An organization.
pub fn organization(organization: &Released<Organization>, before: &[Before]) -> Vec<String> {
    let what = &organization.what;
    vec![
        row_name(&organization.head),
        what.name.clone(),
        several(what.names.iter().map(|name| name.line())),
        several(what.roles.lines().map(|role| role.replace('_', " "))),
        what.hq_country.clone(),
        what.incorporation_country.clone(),
        several(what.identifiers.iter().map(|number| number.line())),
        several(before.iter().map(|one| &one.record_id)),
        before
            .iter()
            .find_map(|one| one.since.as_ref())
            .map_or_else(String::new, |since| since.text().to_owned()),
    ]
}

/// A transfer, with the source it was read in.
pub fn transfer(transfer: &Released<Transfer>, source: Option<&Released<Source>>) -> Vec<String> {
    let what = &transfer.what;
    let end = |side: &Side, link: &Option<Link>| match side.name.is_empty() {
        true => link.as_ref().map_or_else(String::new, |link| link.title.clone()),
        false => side.name.clone(),
    };
    let around = Around {
        record_id: row_name(&transfer.head),
        from: end(&what.from, &transfer.from),
        to: end(&what.to, &transfer.to),
        source_title: match source {
            Some(source) => source.what.title.clone(),
            None => transfer
                .source
                .as_ref()
                .map_or_else(String::new, |link| link.title.clone()),
        },
        source_url: source.map_or_else(String::new, |source| source.what.address.clone()),
        release: transfer.head.release.as_str(),
    };
    row(what, around)
}

/// What a row says beside the fields of the transfer.
pub(super) struct Around {
    /// The name of the row.
    pub(super) record_id: String,
    /// Who let go.
    pub(super) from: String,
    /// Who took.
    pub(super) to: String,
    /// Title of the source.
    pub(super) source_title: String,
    /// Its address.
    pub(super) source_url: String,
    /// The release level; empty for sealed.
    pub(super) release: &'static str,
}

/// The cells of a transfer.
pub(super) fn row(what: &NewTransfer, around: Around) -> Vec<String> {
    let cells = lines(&what.lines);
    let sound = read_back(&cells).is_some_and(|lines| lines == plain(&what.lines));
    let (cells, goods) = match sound {
        true => (cells, what.goods.clone()),
        false => (Columns::default(), in_words(what)),
    };
    let (from, to) = days(what);
    vec![
        around.record_id,
        what.kind.replace('_', " "),
        around.from,
        what.from.country.clone(),
        around.to,
        what.to.country.clone(),
        from,
        to,
        cells.part_number,
        cells.maker,
        cells.lot,
        cells.date_code,
        cells.hs6,
        cells.quantity,
        cells.unit,
        cells.value,
        cells.currency,
        what.origin_country.clone(),
        what.dispatch_country.clone(),
        several(&what.transit_countries),
        what.destination_country.clone(),
        what.vessel_imo.clone(),
        goods,
        what.document.clone(),
        around.source_title,
        around.source_url,
        what.reliability.clone(),
        what.credibility.clone(),
        around.release.to_owned(),
    ]
}

/// The date that the table has: of the kind of transfer, else of the whole time.
fn days(what: &NewTransfer) -> (String, String) {
    let own = match what.kind.as_str() {
        "sale" => &what.contract,
        "customs_line" => &what.border,
        _ => &what.dispatch,
    };
    let (first, last) = what.days();
    let whole = match (first, last) {
        (Some(first), Some(last)) => Edtf::between(first, last),
        (Some(first), None) => Edtf::parse(&format!("{first}/..")),
        (None, Some(last)) => Edtf::parse(&format!("../{last}")),
        (None, None) => return (String::new(), String::new()),
    };
    let whole = whole.ok();
    let date = own.as_ref().or(whole.as_ref()).map_or("", |date| date.text());
    match date.split_once('/') {
        // An end that is not known is not one that is open.
        Some(("", _) | (_, "")) => (date.to_owned(), String::new()),
        Some(("..", to)) => (String::new(), to.to_owned()),
        Some((from, "..")) => (from.to_owned(), String::new()),
        Some((from, to)) => (from.to_owned(), to.to_owned()),
        None => (date.to_owned(), date.to_owned()),
    }
}

/// The cells of the lines.
#[derive(Debug, Default)]
struct Columns {
    part_number: String,
    maker: String,
    lot: String,
    date_code: String,
    hs6: String,
    quantity: String,
    unit: String,
    value: String,
    currency: String,
}

/// One value for all lines, or one for each; empty where neither can be said.
fn column(values: &[String]) -> String {
    let bare = values.iter().any(|value| value.is_empty() || value.contains('|'));
    match values {
        [first, rest @ ..] if rest.iter().all(|value| value == first) => first.clone(),
        _ if bare => String::new(),
        _ => values.join("|"),
    }
}

fn lines(lines: &[Line]) -> Columns {
    // One amount for several lines stands in a line of its own.
    let named = |line: &Line| {
        [&line.part_number, &line.maker, &line.lot, &line.date_code, &line.hs6]
            .iter()
            .any(|name| !name.is_empty())
    };
    let (own, whole) = match lines.split_last() {
        Some((last, rest)) if !rest.is_empty() && !named(last) => (rest, Some(last)),
        _ => (lines, None),
    };
    let names = |pick: fn(&Line) -> String| column(&own.iter().map(pick).collect::<Vec<_>>());
    let amounts = |pick: fn(&Line) -> &Option<Quantity>| {
        let parts: Vec<(String, String)> = match whole {
            Some(whole) => vec![parted(pick(whole))],
            None => own.iter().map(|line| parted(pick(line))).collect(),
        };
        let (numbers, units): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
        // An amount is never said twice, so equal ones stand one by one.
        let number = match numbers.iter().any(String::is_empty) {
            true => String::new(),
            false => numbers.join("|"),
        };
        (number, column(&units))
    };
    let (quantity, unit) = amounts(|line| &line.quantity);
    let (value, currency) = amounts(|line| &line.value);
    Columns {
        part_number: names(|line| line.part_number.clone()),
        maker: names(|line| line.maker.clone()),
        lot: names(|line| line.lot.clone()),
        date_code: names(|line| line.date_code.clone()),
        hs6: names(Line::code),
        quantity,
        unit,
        value,
        currency,
    }
}

/// Number and unit of an amount.
fn parted(amount: &Option<Quantity>) -> (String, String) {
    let Some(amount) = amount else {
        return <(String, String)>::default();
    };
    let text = amount.to_string();
    let number = text.strip_suffix(amount.unit()).filter(|_| amount.of().is_empty());
    match number {
        Some(number) => (number.trim_end().to_owned(), amount.unit().to_owned()),
        None => (text, String::new()),
    }
}

/// The lines that an import reads in these cells; `None` when it refuses them.
fn read_back(cells: &Columns) -> Option<Vec<Line>> {
    let cell = |column: &str| match column {
        "record_id" => "1",
        "kind" => "sale",
        "from_name" => "A",
        "part_number" => &cells.part_number,
        "maker" => &cells.maker,
        "lot" => &cells.lot,
        "date_code" => &cells.date_code,
        "hs6" => &cells.hs6,
        "quantity" => &cells.quantity,
        "unit" => &cells.unit,
        "value" => &cells.value,
        "currency" => &cells.currency,
        _ => "",
    };
    let row: Vec<&str> = TransferRow::COLUMNS.iter().map(|column| cell(column)).collect();
    TransferRow::parse(1, &row).ok().map(|row| row.new.lines)
}

/// The lines without what people made of them.
fn plain(lines: &[Line]) -> Vec<Line> {
    lines
        .iter()
        .map(|line| Line {
            part: crate::domain::parse::Pointer::default(),
            link: None,
            ..line.clone()
        })
        .collect()
}

/// The goods in the document's words, and each line in ours.
fn in_words(what: &NewTransfer) -> String {
    let told = plain(&what.lines);
    let told = told
        .iter()
        .map(|line| line.line().chars().take(LINE).collect::<String>());
    let all: Vec<String> = std::iter::once(what.goods.clone())
        .chain(told)
        .filter(|text| !text.is_empty())
        .collect();
    all.join("\n")
}

/// The record of an organization before it became another.
pub fn before(head: &Head, since: &Option<Edtf>) -> Before {
    Before {
        record_id: row_name(head),
        since: since.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rows: &[&str]) -> Vec<Line> {
        let fields = crate::domain::fields::Fields::new()
            .with("kind", "sale")
            .with("from_name", "A")
            .with("lines", rows.join("\n"));
        NewTransfer::parse(&fields).unwrap().lines
    }

    #[test]
    fn a_record_without_another_name_is_named_by_its_reference() {
        let r#ref = Ref::parse("AB12CD34").unwrap();
        assert_eq!(named_ref("sherd:AB12CD34"), Some(r#ref));
        for other in ["AB12CD34", "sherd:", "sherd:AB12CD3", "party:AB12CD34"] {
            assert_eq!(named_ref(other), None, "{other}");
        }
    }

    #[test]
    fn lines_that_fit_into_columns_come_back() {
        for rows in [
            vec!["part_number=A-1 | lot=L | quantity=at least 5 pcs | value=1.5 USD"],
            vec!["part_number=A-1 | lot=1", "part_number=A-2 | lot=1"],
            vec!["part_number=A-1", "part_number=A-2", "quantity=10 kg | value=5 EUR"],
            vec!["part_number=A-1 | quantity=5", "part_number=A-2 | quantity=5"],
            vec!["hs6=8542.31 (HS 2022)"],
        ] {
            let lines = said(&rows);
            assert_eq!(
                read_back(&super::lines(&lines)).as_deref(),
                Some(lines.as_slice()),
                "{rows:?}"
            );
        }
    }

    #[test]
    fn lines_that_do_not_fit_are_noticed() {
        for rows in [
            vec!["part_number=A-1 | lot=1", "part_number=A-2"],
            vec!["part_number=A-1", "part_number=A-1"],
            vec!["part_number=A-1 | serial_from=5"],
            vec!["part_number=A\\|1", "part_number=A-2"],
        ] {
            let lines = said(&rows);
            assert_ne!(
                read_back(&super::lines(&lines)).as_deref(),
                Some(lines.as_slice()),
                "{rows:?}"
            );
        }
    }
}
