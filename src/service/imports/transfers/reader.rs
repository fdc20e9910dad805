//! Reading a file of transfers some rows at a time.

use super::super::reading::{Read, Rows};
use crate::{
    domain::imports::{stage::PORTION, transfers::TransferRow},
    error::Result,
};

/// Some rows of a file, as they were read.
#[derive(Debug)]
pub struct Portion(pub(super) Vec<Read<TransferRow>>);

/// Reads the rows of a file, some at a time, without the database.
#[derive(Debug)]
pub struct Reader(pub(super) Rows<TransferRow, Box<dyn std::io::Read + Send>>);

impl Reader {
    /// The next rows; `None` behind the last.
    ///
    /// # Errors
    /// `Invalid` on the field `file` for what is wrong with the file as a whole.
    pub fn read(&mut self) -> Result<Option<Portion>> {
        let rows = self.0.some(PORTION)?;
        Ok(Some(Portion(rows)).filter(|some| !some.0.is_empty()))
    }

    /// Passes over rows that are written already.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn pass(&mut self, rows: u64) -> Result<()> {
        for _ in 0..rows {
            self.0.next()?;
        }
        Ok(())
    }
}
