//! Tables as CSV: one header, one row a record, no cell that a spreadsheet would run.

use crate::error::{Error, Result};

/// Rows as CSV text. A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an
/// apostrophe before it, because spreadsheets run such cells as formulas.
///
/// # Errors
/// `Internal`; writing to memory does not fail otherwise.
pub fn rows<'a, R, C>(rows: R) -> Result<Vec<u8>>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = &'a str>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        for cell in row {
            writer.write_field(defuse(cell).as_ref()).map_err(Error::internal)?;
        }
        writer.write_record(None::<&[u8]>).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|cause| Error::internal(cause.to_string()))
}

fn defuse(cell: &str) -> std::borrow::Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}").into(),
        false => cell.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        let text = rows([vec!["=1+1", "a\"b", "5-6"]]).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "'=1+1,\"a\"\"b\",5-6\n");
    }
}
