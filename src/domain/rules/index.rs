//! Which patterns can begin at a place of a mark: a question asked of two thousand patterns for every word, and answered in a few
//! machine words. For each of the first places and each sign there is a row of bits, one bit a pattern; the rows of the signs
//! that a character can be are joined beforehand for the characters of most marks.

use std::sync::Arc;

use super::{
    lookalikes::Lookalikes,
    scheme::Scheme,
    signs::{Sign, Signs},
};

/// How many places at the beginning of a pattern are looked up.
const PLACES: usize = 5;
/// Patterns that can be longer than this are not sorted by length.
const LONGEST: usize = 24;
/// How many signs there are.
const SIGNS: Sign = 512;

/// Rows of bits, one bit for each pattern, one row after the other.
#[derive(Debug, Clone, Default)]
struct Rows {
    bits: Vec<u64>,
    width: usize,
}

impl Rows {
    fn new(count: usize, width: usize) -> Rows {
        Rows {
            bits: vec![0; count * width],
            width,
        }
    }

    fn row(&self, number: usize) -> &[u64] {
        let from = number * self.width;
        self.bits.get(from..from + self.width).unwrap_or_default()
    }

    fn row_mut(&mut self, number: usize) -> &mut [u64] {
        let from = number * self.width;
        self.bits.get_mut(from..from + self.width).unwrap_or_default()
    }
}

/// The patterns of a rulebook, found by how they begin and how long they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    /// For each pattern the place of its scheme and its place there.
    owners: Vec<(usize, usize)>,
    /// By place and sign: the patterns that allow the sign there, or are shorter.
    signs: Rows,
    /// By place and shape: the same for everything that a character read without doubt can be.
    shapes: Rows,
    count: usize,
    /// By length: the patterns that can have it.
    lengths: Rows,
}

/// What stands at a place of a mark, for looking patterns up.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Seen<'s> {
    /// Nobody can read it.
    Unread,
    /// A shape that the book knows, by its number.
    Shape(usize),
    /// Any of these.
    Signs(&'s Signs),
}

/// What the search for patterns needs besides; kept from one search to the next.
#[derive(Debug, Default)]
pub(crate) struct Search {
    fits: Vec<u64>,
    here: Vec<u64>,
    lengths: Vec<(u32, Vec<u64>)>,
}

impl Index {
    /// Looks all patterns over.
    pub(crate) fn new(schemes: &[Arc<Scheme>], lookalikes: &Lookalikes) -> Index {
        let mut owners = Vec::new();
        for (at, scheme) in schemes.iter().enumerate() {
            owners.extend((0..scheme.sequences.len()).map(|number| (at, number)));
        }
        let width = owners.len().div_ceil(64);
        let all = usize::from(SIGNS);
        let count = lookalikes.shapes().len();
        let mut index = Index {
            signs: Rows::new(PLACES * all, width),
            shapes: Rows::new(PLACES * count, width),
            lengths: Rows::new(LONGEST + 2, width),
            count,
            owners,
        };
        let owners = std::mem::take(&mut index.owners);
        for (bit, (scheme, number)) in owners.iter().enumerate() {
            let Some(sequence) = schemes.get(*scheme).and_then(|scheme| scheme.sequences.get(*number)) else {
                continue;
            };
            for place in 0..PLACES {
                // Where a pattern is over, or its places are not fixed, it allows anything.
                let signs = sequence.places.get(place).copied().unwrap_or(Signs::ALL);
                for sign in signs.iter() {
                    set(index.signs.row_mut(place * all + usize::from(sign)), bit);
                }
            }
            for length in 0..=LONGEST + 1 {
                let last = length > LONGEST && sequence.longest > LONGEST;
                if (sequence.shortest..=sequence.longest).contains(&length) || last {
                    set(index.lengths.row_mut(length), bit);
                }
            }
        }
        index.owners = owners;
        for place in 0..PLACES {
            for shape in lookalikes.shapes() {
                for sign in shape.near.iter() {
                    let row = index.signs.row(place * all + usize::from(sign));
                    join(index.shapes.row_mut(place * count + shape.number), row);
                }
            }
        }
        index
    }

    /// The patterns that may fit: each of the first places must be what they want, and one of the lengths at which a word ends
    /// must be theirs; `ends` says for each length whether a word ends there. Each as the place of its scheme and its place
    /// there, in order.
    pub(crate) fn find<'s>(
        &self,
        seen: impl Iterator<Item = Seen<'s>>,
        ends: &[bool],
        search: &mut Search,
        found: &mut Vec<(usize, usize)>,
    ) {
        self.long_enough(ends, search);
        let Search { fits, here, .. } = search;
        for (place, seen) in seen.take(PLACES).enumerate() {
            let allowed: &[u64] = match seen {
                Seen::Unread => continue,
                Seen::Shape(number) => self.shapes.row(place * self.count + number),
                Seen::Signs(signs) => {
                    here.clear();
                    here.resize(self.lengths.width, 0);
                    for sign in signs.iter() {
                        join(here, self.signs.row(place * usize::from(SIGNS) + usize::from(sign)));
                    }
                    here
                }
            };
            for (fit, allowed) in fits.iter_mut().zip(allowed) {
                *fit &= allowed;
            }
        }
        found.clear();
        for (word, bits) in fits.iter().enumerate() {
            let mut rest = *bits;
            while let Some(lowest) = usize::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0) {
                rest &= rest - 1;
                found.extend(self.owners.get(word * 64 + lowest));
            }
        }
    }

    /// Puts the patterns that have one of the lengths at which a word ends into `search.fits`.
    fn long_enough(&self, ends: &[bool], search: &mut Search) {
        let mut lengths = 0_u32;
        for (length, end) in ends.iter().enumerate().skip(1) {
            if *end {
                lengths |= 1 << length.min(LONGEST + 1);
                if length > LONGEST {
                    break;
                }
            }
        }
        if let Some((_, row)) = search.lengths.iter().find(|(known, _)| *known == lengths) {
            search.fits.clone_from(row);
            return;
        }
        let mut fits = vec![0; self.lengths.width];
        for length in (1..=LONGEST + 1).filter(|length| lengths >> length & 1 == 1) {
            join(&mut fits, self.lengths.row(length));
        }
        if search.lengths.len() < 16 {
            search.lengths.push((lengths, fits.clone()));
        }
        search.fits = fits;
    }
}

fn set(row: &mut [u64], bit: usize) {
    if let Some(word) = row.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

fn join(row: &mut [u64], other: &[u64]) {
    for (mine, theirs) in row.iter_mut().zip(other) {
        *mine |= theirs;
    }
}
