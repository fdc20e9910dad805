//! Which patterns can begin at a place of a mark: a question asked of a thousand patterns for every word, and answered in a few
//! machine words. For each of the first places and each sign there is a row of bits, one bit a pattern.

use std::sync::Arc;

use super::{
    scheme::Scheme,
    signs::{Sign, Signs},
};

/// How many places at the beginning of a pattern are looked up.
const PLACES: usize = 4;
/// Patterns that can be longer than this are not sorted by length.
const LONGEST: usize = 24;
/// How many signs there are.
const SIGNS: u16 = 512;

/// A row of bits, one for each pattern.
type Row = Vec<u64>;

/// The patterns of a rulebook, found by how they begin and how long they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    /// For each pattern the place of its scheme and its place there.
    owners: Vec<(usize, usize)>,
    /// By place and sign: the patterns that allow the sign there, or are shorter.
    begins: Vec<Vec<Row>>,
    /// By length: the patterns that can have it.
    lengths: Vec<Row>,
}

impl Index {
    /// Looks all patterns over.
    pub(crate) fn new(schemes: &[Arc<Scheme>]) -> Index {
        let mut owners = Vec::new();
        for (at, scheme) in schemes.iter().enumerate() {
            owners.extend((0..scheme.sequences.len()).map(|number| (at, number)));
        }
        let width = owners.len().div_ceil(64);
        let empty = || vec![0_u64; width];
        let mut index = Index {
            begins: (0..PLACES).map(|_| (0..SIGNS).map(|_| empty()).collect()).collect(),
            lengths: (0..=LONGEST + 1).map(|_| empty()).collect(),
            owners,
        };
        let owners = index.owners.clone();
        for (bit, (scheme, number)) in owners.iter().enumerate() {
            let Some(sequence) = schemes.get(*scheme).and_then(|scheme| scheme.sequences.get(*number)) else {
                continue;
            };
            for (place, rows) in index.begins.iter_mut().enumerate() {
                // Where a pattern is over, or its places are not fixed, it allows anything.
                let signs = sequence.places.get(place).copied().unwrap_or(Signs::ALL);
                for (sign, row) in (0_u16..).zip(rows.iter_mut()) {
                    if signs.has(sign) {
                        set(row, bit);
                    }
                }
            }
            for (length, row) in index.lengths.iter_mut().enumerate() {
                let last = length > LONGEST && sequence.longest > LONGEST;
                if (sequence.shortest..=sequence.longest).contains(&length) || last {
                    set(row, bit);
                }
            }
        }
        index
    }

    /// The patterns that may fit: each of the first cells must be one of its signs (`None`: nobody can read it), and one of
    /// the lengths at which a word ends must be theirs. Each as the place of its scheme and its place there, in order.
    pub(crate) fn find(
        &self,
        cells: impl Iterator<Item = Option<Vec<Sign>>>,
        lengths: impl Iterator<Item = usize>,
    ) -> Vec<(usize, usize)> {
        let mut fits: Row = vec![0; self.owners.len().div_ceil(64)];
        for length in lengths {
            if let Some(row) = self.lengths.get(length.min(LONGEST + 1)) {
                join(&mut fits, row);
            }
        }
        for (rows, signs) in self.begins.iter().zip(cells) {
            let Some(signs) = signs else { continue };
            let mut here: Row = vec![0; fits.len()];
            for row in signs.iter().filter_map(|sign| rows.get(usize::from(*sign))) {
                join(&mut here, row);
            }
            for (fit, allowed) in fits.iter_mut().zip(&here) {
                *fit &= allowed;
            }
        }
        let bits = fits.into_iter().enumerate().flat_map(|(word, bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let lowest = usize::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
                rest &= rest - 1;
                Some(word * 64 + lowest)
            })
        });
        bits.filter_map(|bit| self.owners.get(bit).copied()).collect()
    }
}

fn set(row: &mut Row, bit: usize) {
    if let Some(word) = row.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

fn join(row: &mut Row, other: &Row) {
    for (mine, theirs) in row.iter_mut().zip(other) {
        *mine |= theirs;
    }
}
