//! How domain values lie in columns, where one value takes several.

use chrono::NaiveDate;

use crate::{domain::dates::Edtf, error::{Error, Result}};

/// A date's three columns: the EDTF text, the earliest and the latest day.
pub(super) type DateColumns = (Option<String>, Option<NaiveDate>, Option<NaiveDate>);

/// The columns of a date that may be missing.
pub(super) fn date_columns(date: &Option<Edtf>) -> DateColumns {
    match date {
        None => (None, None, None),
        Some(date) => (
            Some(date.text().to_owned()),
            date.earliest(),
            date.latest(),
        ),
    }
}

/// The date behind its text column.
///
/// # Errors
/// `Internal` when the text is not EDTF, which only a hand in the database can have caused.
pub(super) fn date(text: Option<String>) -> Result<Option<Edtf>> {
    text.map(|text| {
        Edtf::parse(&text).map_err(|_say| Error::internal(format!("not an EDTF date: {text:?}")))
    })
    .transpose()
}
