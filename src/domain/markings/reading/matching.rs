//! Laying a pattern along a mark: which texts of which fields the cells can be, and at what cost.
//!
//! A field is not guessed character by character: every text its table has is asked whether the cells can be it. So unreadable
//! characters cost no more than legible ones, and a hundred years times fifty weeks are never spelled out.

use std::{rc::Rc, sync::Arc};

use super::{
    laid::{Aside, Choice, Choices, Field, Laid, MOST_MISREAD, Swaps, Toll},
    quick::QuickMap,
    strip::Strip,
    work::Work,
};
use crate::domain::rules::{
    pattern::{Sequence, Step},
    signs::Signs,
    tables::Table,
};

/// The most ways one pattern is laid along one place; patterns with several fields of variable length could make many.
const MOST_WAYS: usize = 24;

/// More texts than these are not kept.
const MOST_KEPT: usize = 1_000;

/// Texts by their length.
type ByLength<'r> = Rc<[(usize, Rc<Choices<'r>>)]>;

/// The longest texts of a table that are kept for other places.
const KEPT: usize = 8;

/// What is kept while the patterns are laid along one strip, so that year and week are looked up once for all rules.
#[derive(Default)]
pub(super) struct Memo<'r> {
    /// The texts that tables can have, by table, place and what may be taken for what.
    places: QuickMap<(usize, usize, Swaps), ByLength<'r>>,
    /// The same by what the cells are, where that says all: cells nobody can read are alike everywhere.
    alike: QuickMap<(usize, Swaps, [usize; KEPT]), ByLength<'r>>,
    /// How many texts that are.
    size: usize,
}

impl Memo<'_> {
    /// Forgets everything where that has become much. Between two words little is lost by it.
    pub(super) fn tidy(&mut self) {
        if self.size > MOST_KEPT {
            *self = Memo::default();
        }
    }
}

/// Every way to lay a pattern along a mark from a place where a word can begin; false when there are more than are looked for.
pub(super) fn lay<'r>(
    sequence: &'r Sequence,
    (strip, memo, work): (&Strip, &mut Memo<'r>, &mut Work),
    start: usize,
    swaps: Swaps,
    found: &mut Vec<Laid<'r>>,
) -> bool {
    if !work.lay(1) {
        return false;
    }
    if quickly_fits(sequence, strip, start, swaps) {
        let mut walk = Walk {
            strip,
            memo,
            work,
            sequence,
            swaps,
            start,
            fields: Vec::new(),
            asides: Vec::new(),
            tolls: Vec::new(),
            found,
            most: MOST_WAYS,
            crowded: false,
        };
        walk.step(0, start);
        return !walk.crowded;
    }
    true
}

/// The cheap test that sorts out nearly everything: length, and the sets of signs of the fixed places.
fn quickly_fits(sequence: &Sequence, strip: &Strip, start: usize, swaps: Swaps) -> bool {
    let length = strip.cells.len();
    if start + sequence.shortest > length {
        return false;
    }
    if !ends_within(strip, start + sequence.shortest, start + sequence.longest) {
        return false;
    }
    let Some(cells) = strip.cells.get(start..) else {
        return false;
    };
    let mut misread = 0;
    for (cell, signs) in cells.iter().zip(&sequence.places) {
        if cell.exact().meets(signs) {
            continue;
        }
        if swaps == Swaps::None || !cell.all().meets(signs) {
            return false;
        }
        match cell.fit(signs).filter(|fit| swaps.allow(fit)) {
            Some(fit) => misread += u16::from(fit.misread),
            None => return false,
        }
        if misread > MOST_MISREAD {
            return false;
        }
    }
    true
}

/// True when a word can end somewhere between two places, both included.
fn ends_within(strip: &Strip, first: usize, last: usize) -> bool {
    let last = (last + 1).min(strip.ends.len());
    strip.ends.get(first..last).is_some_and(|ends| ends.contains(&true))
}

/// A walk along the cells with the steps of a pattern.
struct Walk<'w, 'r> {
    strip: &'w Strip,
    memo: &'w mut Memo<'r>,
    work: &'w mut Work,
    sequence: &'r Sequence,
    swaps: Swaps,
    start: usize,
    fields: Vec<Field<'r>>,
    /// The step, the first cell and behind the last.
    asides: Vec<(usize, usize, usize)>,
    tolls: Vec<Toll>,
    found: &'w mut Vec<Laid<'r>>,
    most: usize,
    /// There are more ways than that.
    crowded: bool,
}

impl<'r> Walk<'_, 'r> {
    fn step(&mut self, number: usize, at: usize) {
        let sequence = self.sequence;
        let rest = sequence.rest.get(number).copied().unwrap_or_default();
        if !ends_within(self.strip, at + rest.0, at + rest.1) {
            return;
        }
        if self.most == 0 || !self.work.lay(1) {
            self.crowded = true;
            return;
        }
        match sequence.steps.get(number) {
            None => self.arrive(at),
            Some(Step::Literal(signs)) => {
                if self.free(at, 1, signs) == 1 {
                    return self.step(number + 1, at + 1);
                }
                // A fixed character is what makes the rule: it is not there if it must have been misread.
                let doubtful = self.strip.cells.get(at).is_some_and(|cell| cell.doubtful);
                let swaps = match self.swaps {
                    Swaps::Misread if !doubtful => Swaps::SameLook,
                    swaps => swaps,
                };
                if let Some(mut toll) = self.cells(at, 1, signs, swaps) {
                    toll.unread_fixed += u16::from(self.strip.cells.get(at).is_some_and(|cell| cell.unread));
                    self.tolls.push(toll);
                    self.step(number + 1, at + 1);
                    self.tolls.pop();
                }
            }
            Some(Step::Opaque { signs, least, most, .. }) => {
                let free = self.free(at, *most, signs);
                let stops = self
                    .strip
                    .cells
                    .get(at + free)
                    .is_none_or(|cell| !cell.all().meets(signs));
                let most = if stops { &free } else { most };
                for length in (free + 1..=*most).rev().filter(|length| length >= least) {
                    if !self.work.lay(1 + length / 4) {
                        self.crowded = true;
                        return;
                    }
                    let Some(toll) = self.cells(at, length, signs, self.swaps) else {
                        continue;
                    };
                    self.tolls.push(toll);
                    self.aside(number, at, length);
                    self.tolls.pop();
                }
                for length in (*least..=free).rev() {
                    self.aside(number, at, length);
                }
            }
            Some(Step::Value(table)) => self.value(table, number, at),
        }
    }

    /// The toll for so many cells of a set, together with what was paid before; nothing if that is too much.
    fn cells(&self, at: usize, length: usize, signs: &Signs, swaps: Swaps) -> Option<Toll> {
        let cells = self.strip.cells.get(at..at + length)?;
        let mut toll = self.tolls.last().cloned().unwrap_or_default();
        for (place, cell) in cells.iter().enumerate() {
            let fit = cell.fit(signs).filter(|fit| swaps.allow(fit))?;
            toll.pay(at + place, fit, false, cell.taken_for(signs));
        }
        toll.is_bearable().then_some(toll)
    }

    /// How many cells of a set follow one another that are legible and just that: they cost nothing.
    fn free(&self, at: usize, most: usize, signs: &Signs) -> usize {
        let cells = self.strip.cells.iter().skip(at).take(most);
        cells
            .take_while(|cell| !cell.unread && cell.exact().meets(signs))
            .count()
    }

    /// Goes on behind a field that says nothing of the date.
    fn aside(&mut self, number: usize, at: usize, length: usize) {
        self.asides.push((number, at, at + length));
        self.step(number + 1, at + length);
        self.asides.pop();
    }

    /// Takes a field of the date: one branch for each length its texts can have here.
    fn value(&mut self, table: &'r Arc<Table>, number: usize, at: usize) {
        let known = self.texts(table, at);
        for (length, choices) in known.iter() {
            self.fields.push(Field {
                of: table.of,
                choices: Rc::clone(choices),
            });
            self.step(number + 1, at + length);
            self.fields.pop();
        }
    }

    /// The texts a table can have from a cell on, looked up once for each place and, where cells are alike, once for all places.
    fn texts(&mut self, table: &'r Arc<Table>, at: usize) -> ByLength<'r> {
        let name = Arc::as_ptr(table).addr();
        let key = (name, at, self.swaps);
        if let Some(known) = self.memo.places.get(&key) {
            return Rc::clone(known);
        }
        let mut alike = [0; KEPT];
        let cells = self.strip.cells.iter().skip(at).take(table.longest);
        for (place, cell) in alike.iter_mut().zip(cells) {
            *place = cell.likeness() + 1;
        }
        let alike = (table.longest <= KEPT).then_some((name, self.swaps, alike));
        let known = alike.and_then(|alike| self.memo.alike.get(&alike)).map(Rc::clone);
        let found = known.unwrap_or_else(|| {
            let made: ByLength<'r> = self.choices(table, at).into();
            self.memo.size += made.iter().map(|(_, choices)| choices.list.len()).sum::<usize>();
            // What was misread is remembered by its place, so it is known at no other.
            let plain = |choices: &Choices<'_>| choices.list.iter().all(|choice| choice.toll.swaps.is_empty());
            if let Some(alike) = alike.filter(|_| made.iter().all(|(_, choices)| plain(choices))) {
                self.memo.alike.insert(alike, Rc::clone(&made));
            }
            made
        });
        self.memo.places.insert(key, Rc::clone(&found));
        found
    }

    /// The texts a table can have from a cell on, by their length.
    fn choices(&mut self, table: &'r Arc<Table>, at: usize) -> Vec<(usize, Rc<Choices<'r>>)> {
        let Some(first) = self.strip.cells.get(at) else {
            return Vec::new();
        };
        let fits = table.places.first().is_some_and(|place| first.exact().meets(place));
        let swaps = self.swaps != Swaps::None && (first.doubtful || !fits);
        let signs = if swaps { first.all() } else { first.exact() };
        let mut by_length: Vec<(usize, Vec<Choice<'r>>)> = Vec::new();
        let mut steps = 0;
        for line in table.beginning(signs) {
            steps += 1;
            let Some(toll) = self.spell(table, &line.signs, at).filter(Toll::is_bearable) else {
                continue;
            };
            // What fits is also kept.
            steps += 4 + 6 * toll.swaps.len();
            let choice = Choice {
                meaning: &line.meaning,
                sound: line.sound,
                toll,
            };
            let length = line.signs.len();
            match by_length.iter_mut().find(|(known, _)| *known == length) {
                Some((_, choices)) => choices.push(choice),
                None => by_length.push((length, vec![choice])),
            }
        }
        // What was looked up is used even where it was the last that could be done.
        self.work.lay(steps);
        let sorted = |(length, mut list): (usize, Vec<Choice<'r>>)| {
            let fitting = list.len();
            // Texts that no calendar has count only where there are no others.
            if list.iter().any(|choice| choice.sound) {
                list.retain(|choice| choice.sound);
            }
            (length, Rc::new(Choices { list, fitting }))
        };
        by_length.into_iter().map(sorted).collect()
    }

    /// What it takes to read the cells as this text. A character that is legible and possible where it stands is not taken for
    /// another one, unless it was read with doubt.
    fn spell(&self, table: &Table, text: &[u16], at: usize) -> Option<Toll> {
        let mut toll = Toll::default();
        for (place, sign) in text.iter().enumerate() {
            let cell = self.strip.cells.get(at + place)?;
            let fit = cell.fit_one(*sign)?;
            if fit.cost > 0.0 {
                let sure = !cell.doubtful && table.places.get(place).is_some_and(|signs| cell.exact().meets(signs));
                if sure || !self.swaps.allow(&fit) {
                    return None;
                }
            }
            let shown = u8::try_from(*sign).map_or('?', char::from);
            toll.pay(at + place, fit, cell.doubtful, shown);
        }
        Some(toll)
    }

    /// The pattern is at its end: does a word end here?
    fn arrive(&mut self, at: usize) {
        if self.strip.ends.get(at) != Some(&true) {
            return;
        }
        self.work.lay(15);
        self.most -= 1;
        let named = |(number, from, to): &(usize, usize, usize)| match self.sequence.steps.get(*number) {
            Some(Step::Opaque { name, .. }) => Some(Aside {
                name: Arc::clone(name),
                from: *from,
                to: *to,
            }),
            _ => None,
        };
        self.found.push(Laid {
            from: self.start,
            to: at,
            fields: self.fields.clone(),
            asides: self.asides.iter().filter_map(named).collect(),
            toll: self.tolls.last().cloned().unwrap_or_default(),
        });
    }
}
