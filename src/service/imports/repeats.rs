//! Finding rows that say the same among tens of millions, in bounded memory: prints are sorted in runs that lie on the disk, and
//! the runs are merged.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write},
};

use crate::{
    error::{Error, Result},
    media::vault::Vault,
};

/// How many prints are held in memory: 64 MB.
const HELD: usize = 2_000_000;

/// The prints of all rows so far.
pub(super) struct Prints<'a> {
    vault: &'a Vault,
    held: Vec<(u128, u64)>,
    most: usize,
    runs: Vec<File>,
}

impl Prints<'_> {
    /// None yet.
    pub(super) fn new(vault: &Vault) -> Prints<'_> {
        Prints::holding(vault, HELD)
    }

    fn holding(vault: &Vault, most: usize) -> Prints<'_> {
        Prints {
            vault,
            held: Vec::new(),
            most,
            runs: Vec::new(),
        }
    }

    /// Notes the print of a row.
    ///
    /// # Errors
    /// `NoSpace`.
    pub(super) fn push(&mut self, print: u128, row: u64) -> Result<()> {
        self.held.push((print, row));
        match self.held.len() >= self.most {
            true => self.spill(),
            false => Ok(()),
        }
    }

    fn spill(&mut self) -> Result<()> {
        self.held.sort_unstable();
        let mut run = BufWriter::with_capacity(1 << 18, self.vault.scratch()?);
        for (print, row) in self.held.drain(..) {
            run.write_all(&print.to_le_bytes())?;
            run.write_all(&row.to_le_bytes())?;
        }
        let file = run
            .into_inner()
            .map_err(|unflushed| Error::from(unflushed.into_error()))?;
        self.runs.push(file);
        Ok(())
    }

    /// The rows whose print a row before them has, in order.
    ///
    /// # Errors
    /// Those of the disk.
    pub(super) fn repeats(mut self) -> Result<Vec<u64>> {
        let mut repeats = Vec::new();
        let mut before = None;
        let mut note = |print: u128, row: u64| {
            if before == Some(print) {
                repeats.push(row);
            }
            before = Some(print);
        };
        if self.runs.is_empty() {
            self.held.sort_unstable();
            self.held.iter().for_each(|(print, row)| note(*print, *row));
        } else {
            self.spill()?;
            let mut runs = Vec::with_capacity(self.runs.len());
            for mut run in std::mem::take(&mut self.runs) {
                run.seek(SeekFrom::Start(0))?;
                runs.push(BufReader::with_capacity(1 << 18, run));
            }
            let mut heap = BinaryHeap::with_capacity(runs.len());
            for (place, run) in runs.iter_mut().enumerate() {
                heap.extend(next(run)?.map(|(print, row)| Reverse((print, row, place))));
            }
            while let Some(Reverse((print, row, place))) = heap.pop() {
                note(print, row);
                if let Some(run) = runs.get_mut(place) {
                    heap.extend(next(run)?.map(|(print, row)| Reverse((print, row, place))));
                }
            }
        }
        repeats.sort_unstable();
        Ok(repeats)
    }
}

fn next(run: &mut BufReader<File>) -> Result<Option<(u128, u64)>> {
    let (mut print, mut row) = ([0; 16], [0; 8]);
    match run.read_exact(&mut print) {
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    run.read_exact(&mut row)?;
    Ok(Some((u128::from_le_bytes(print), u64::from_le_bytes(row))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_the_same_however_many_prints_fit_into_memory() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open(folder.path()).unwrap();
        for most in [3, 7, 1_000] {
            let mut prints = Prints::holding(&vault, most);
            for row in 0..200_u64 {
                prints.push(u128::from(row * 7_919 % 150), row).unwrap();
            }
            assert_eq!(prints.repeats().unwrap(), (150..200).collect::<Vec<u64>>(), "{most}");
        }
        assert!(Prints::new(&vault).repeats().unwrap().is_empty());
    }
}
