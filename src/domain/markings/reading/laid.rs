//! What comes of laying a pattern along a mark: the cells it took, the texts of its fields, and what that cost.

use std::{rc::Rc, sync::Arc};

use super::cells::Fit;
use crate::domain::rules::tables::{Meaning, Of};

/// The most characters of one mark that may have been misread.
pub(super) const MOST_MISREAD: u16 = 2;
/// The most that misreadings of one mark may cost together, as `reference/confusables.csv` counts cost.
pub(super) const DEAREST: f64 = 0.8;

/// What reading some cells as some text takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Toll {
    /// The sum of the costs.
    pub(super) cost: f64,
    /// Characters that cannot be read and were taken for what the rule wants.
    pub(super) unread: u16,
    /// How many of these stand where the rule wants one fixed character.
    pub(super) unread_fixed: u16,
    /// Characters read with doubt.
    pub(super) doubtful: u16,
    /// Characters read as others: where, and as what.
    pub(super) swaps: Vec<(usize, char)>,
    /// How many of these must have been misread.
    pub(super) misread: u16,
}

impl Toll {
    /// Adds what one cell takes.
    pub(super) fn pay(&mut self, at: usize, fit: Fit, doubtful: bool, as_what: char) {
        self.cost += fit.cost;
        self.unread += u16::from(fit.unread);
        self.doubtful += u16::from(doubtful);
        self.misread += u16::from(fit.misread);
        if fit.cost > 0.0 {
            self.swaps.push((at, as_what));
        }
    }

    /// Both tolls together.
    pub(super) fn and(&self, other: &Toll) -> Toll {
        let mut swaps = self.swaps.clone();
        swaps.extend(other.swaps.iter().copied());
        Toll {
            cost: self.cost + other.cost,
            unread: self.unread + other.unread,
            unread_fixed: self.unread_fixed + other.unread_fixed,
            doubtful: self.doubtful + other.doubtful,
            misread: self.misread + other.misread,
            swaps,
        }
    }

    /// True when so much may be misread in one mark.
    pub(super) fn is_bearable(&self) -> bool {
        self.misread <= MOST_MISREAD && self.cost <= DEAREST
    }
}

/// One text that a field can have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice<'r> {
    /// What the text means.
    pub(super) meaning: &'r Meaning,
    /// False when no calendar has it.
    pub(super) sound: bool,
    /// What reading it takes.
    pub(super) toll: Toll,
}

/// The texts of one length that a field can have at one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choices<'r> {
    /// All of them that a calendar has; all of them if none has one.
    pub(super) list: Vec<Choice<'r>>,
    /// How many texts fit, with those that no calendar has.
    pub(super) fitting: usize,
}

/// A field of the date with every text it can have.
#[derive(Debug, Clone)]
pub(super) struct Field<'r> {
    /// Which part of the date.
    pub(super) of: Of,
    /// The texts.
    pub(super) choices: Rc<Choices<'r>>,
}

/// A field that says nothing of the date.
#[derive(Debug, Clone)]
pub(super) struct Aside {
    /// Its name in the pattern.
    pub(super) name: Arc<str>,
    /// Its first cell.
    pub(super) from: usize,
    /// Behind its last.
    pub(super) to: usize,
}

/// A pattern laid along some cells.
#[derive(Debug, Clone)]
pub(super) struct Laid<'r> {
    /// The first cell.
    pub(super) from: usize,
    /// Behind the last.
    pub(super) to: usize,
    /// The fields of the date.
    pub(super) fields: Vec<Field<'r>>,
    /// The other fields.
    pub(super) asides: Vec<Aside>,
    /// What the literals and the other fields take.
    pub(super) toll: Toll,
}

impl Laid<'_> {
    /// How much room it takes: one, and more where its texts are no others' because each remembers what was misread.
    pub(super) fn size(&self) -> usize {
        let own = |field: &Field<'_>| {
            let texts = field.choices.list.iter();
            texts.filter(|choice| !choice.toll.swaps.is_empty()).count()
        };
        1 + self.fields.iter().map(own).sum::<usize>() / 2
    }
}

/// What a character may be taken for while a pattern is laid along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Swaps {
    /// Nothing but itself.
    None,
    /// What has the same look in another script.
    SameLook,
    /// What it is misread for.
    Misread,
}

impl Swaps {
    /// True when a reading at this cost is allowed.
    pub(super) fn allow(self, fit: &Fit) -> bool {
        match self {
            Swaps::None => fit.cost == 0.0,
            Swaps::SameLook => !fit.misread,
            Swaps::Misread => true,
        }
    }
}
