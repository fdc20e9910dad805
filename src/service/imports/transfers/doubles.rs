//! Names of rows that stand in a file twice. A file may have ten million rows, so that the names themselves would not fit beside
//! everything else: a number is kept for each, and only names whose numbers are equal are read a second time.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::super::reading::File;
use crate::{
    domain::imports::{CellError, transfers::TransferRow},
    error::{Result, Say},
    service::imports::wrong_cell,
};

/// A number for each row's name.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<u64>);

impl Names {
    pub(super) fn add(&mut self, record_id: &str) {
        let mut hasher = DefaultHasher::new();
        record_id.hash(&mut hasher);
        self.0.push(hasher.finish());
    }

    /// Tells what is wrong with rows whose name an earlier row has. Reads the file again only when two numbers are equal.
    pub(super) fn doubles(self, file: &File, mut tell: impl FnMut(CellError)) -> Result<()> {
        let mut numbers = self.0;
        numbers.sort_unstable();
        let twice: HashSet<u64> = numbers
            .iter()
            .zip(numbers.iter().skip(1))
            .filter(|(one, other)| one == other)
            .map(|(one, _)| *one)
            .collect();
        drop(numbers);
        if twice.is_empty() {
            return Ok(());
        }
        let mut first: HashMap<String, u64> = HashMap::new();
        let mut rows = file.rows::<TransferRow>()?;
        while let Some(row) = rows.next()? {
            let Ok(row) = row else { continue };
            let mut one = Names::default();
            one.add(&row.record_id);
            if !one.0.iter().any(|number| twice.contains(number)) {
                continue;
            }
            match first.get(&row.record_id) {
                None => {
                    first.insert(row.record_id, row.line);
                }
                Some(line) => {
                    let say = Say::new("import-record-double").with("line", line);
                    tell(wrong_cell(&row, "record_id", &row.record_id, say));
                }
            }
        }
        Ok(())
    }
}
