//! How domain values lie in columns, where one value takes several.

use chrono::NaiveDate;

use crate::{
    domain::{dates::Edtf, quantities::Quantity},
    error::{Error, Result},
};

/// A date's three columns: the EDTF text, the earliest and the latest day.
pub(super) type DateColumns = (Option<String>, Option<NaiveDate>, Option<NaiveDate>);

/// The columns of a date that may be missing.
pub(super) fn date_columns(date: &Option<Edtf>) -> DateColumns {
    match date {
        None => (None, None, None),
        Some(date) => (Some(date.text().to_owned()), date.earliest(), date.latest()),
    }
}

/// The date behind its text column.
///
/// # Errors
/// `Internal` when the text is not EDTF, which only a hand in the database can have caused.
pub(super) fn date(text: Option<String>) -> Result<Option<Edtf>> {
    text.map(|text| Edtf::parse(&text).map_err(|_say| Error::internal(format!("not an EDTF date: {text:?}"))))
        .transpose()
}

/// The column of a quantity that may be missing.
pub(super) fn quantity_text(quantity: &Option<Quantity>) -> String {
    quantity.as_ref().map_or_else(String::new, ToString::to_string)
}

/// The quantity behind its column.
///
/// # Errors
/// `Internal` when the text is no quantity, which only a hand in the database can have caused.
pub(super) fn quantity(text: &str) -> Result<Option<Quantity>> {
    if text.is_empty() {
        return Ok(None);
    }
    Quantity::parse(text)
        .map(Some)
        .map_err(|_say| Error::internal(format!("not a quantity: {text:?}")))
}
