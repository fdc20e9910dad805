//! Weighing two folded names against each other.

use super::{Name, Word};
use crate::error::Say;

/// What was found between two names.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    pub(super) score: f32,
    same: u32,
    sounding: u32,
    nearly: u32,
    together: bool,
    initials: bool,
    only_common: bool,
    other_number: bool,
    other_form: bool,
    other_country: bool,
    other_state: bool,
}

/// How well two words agree: 1 equal, less for the same sound, for all but a letter.
fn agreement(one: &Word, other: &Word) -> f32 {
    if one.text == other.text {
        return 1.0;
    }
    if one.number || other.number {
        return 0.0;
    }
    let length = one.text.len().min(other.text.len());
    if length >= 3 && one.sound == other.sound {
        return 0.93;
    }
    // A letter more, less or other tells nothing in a short word, and a word that begins otherwise is another word.
    if length < 6
        || one.text.len().abs_diff(other.text.len()) > 2
        || one.text.as_bytes().first() != other.text.as_bytes().first()
    {
        return 0.0;
    }
    // A letter can turn a sound into another one, so both forms are tried.
    let written = distance(one.text.as_bytes(), other.text.as_bytes());
    let letters = if written == 1 {
        1
    } else {
        written.min(distance(one.sound.as_bytes(), other.sound.as_bytes()))
    };
    match letters {
        1 if length >= 9 => 0.88,
        1 => 0.8,
        2 if length >= 10 => 0.75,
        _ => 0.0,
    }
}

/// The least number of letters to add, drop, change or swap with the next, up to 3.
fn distance(one: &[u8], other: &[u8]) -> usize {
    const MOST: usize = 40;
    if one.len() > MOST || other.len() > MOST || one.len().abs_diff(other.len()) > 2 {
        return 3;
    }
    let mut rows = [[0_usize; MOST + 1]; 3];
    let [_, first, _] = &mut rows;
    first.iter_mut().enumerate().for_each(|(at, cell)| *cell = at);
    for (line, letter) in one.iter().enumerate() {
        let [before, last, now] = &mut rows;
        let (mut left, mut corner) = (line + 1, line);
        if let Some(first) = now.first_mut() {
            *first = left;
        }
        let mut least = left;
        for (column, (other_letter, above)) in other.iter().zip(last.iter().skip(1)).enumerate() {
            let changed = corner + usize::from(letter != other_letter);
            let mut cost = changed.min(above + 1).min(left + 1);
            let swapped = line.checked_sub(1).and_then(|at| one.get(at)) == Some(other_letter)
                && column.checked_sub(1).and_then(|at| other.get(at)) == Some(letter);
            if let Some(two_ago) = column.checked_sub(1).and_then(|at| before.get(at)).filter(|_| swapped) {
                cost = cost.min(two_ago + 1);
            }
            if let Some(cell) = now.get_mut(column + 1) {
                *cell = cost;
            }
            (left, corner, least) = (cost, *above, least.min(cost));
        }
        if least > 2 {
            return 3;
        }
        rows.rotate_left(1);
    }
    let [_, last, _] = &rows;
    last.get(other.len()).copied().unwrap_or(3)
}

/// Weighs.
pub(super) fn weigh(one: &Name, other: &Name) -> Weighed {
    // The best partner of a word depends a little on which name is gone through: always the same one.
    let (one, other) = if (&one.joined, &one.initials) <= (&other.joined, &other.initials) {
        (one, other)
    } else {
        (other, one)
    };
    let mut found = Weighed::default();
    if one.words.is_empty() || other.words.is_empty() {
        return found;
    }
    let (shared, telling) = pairs(one, other, &mut found);
    let all = one.weight + other.weight;
    let mut score = if all > 0.0 { 2.0 * shared / all } else { 0.0 };
    let long = one.joined.len().min(other.joined.len());
    let only_common = !has_telling(one) || !has_telling(other);
    if !telling && !only_common {
        // The words are written together in one and apart in the other, or the same with a letter more.
        if long >= 5 && one.sound == other.sound {
            found.together = true;
            score = score.max(0.93);
        } else if long >= 2 && (one.joined == other.initials || other.joined == one.initials) {
            found.initials = true;
            score = score.max(0.6);
        } else {
            found.only_common = true;
            score = (score * 0.6).min(0.4);
        }
    } else if !only_common && long >= 7 && one.sound == other.sound && score < 0.93 {
        found.together = true;
        score = score.max(0.93);
    } else if only_common {
        found.only_common = true;
        let same = one.joined == other.joined && one.words.len() > 1;
        score = if same { score * 0.85 } else { (score * 0.6).min(0.4) };
    }
    if numbers_differ(one, other) {
        found.other_number = true;
        score *= 0.55;
    }
    if let (Some(form), Some(other_form)) = (one.form, other.form)
        && form != other_form
    {
        found.other_form = true;
        score *= 0.93;
    }
    if let (Some(country), Some(other_country)) = (one.country, other.country)
        && country != other_country
    {
        found.other_country = true;
        score *= 0.82;
    }
    if states_differ(one, other) {
        found.other_state = true;
        score *= 0.6;
    }
    found.score = score.clamp(0.0, 1.0);
    found
}

fn has_telling(name: &Name) -> bool {
    name.words.iter().any(|word| word.weight >= 0.5)
}

/// The weight of the words that agree, each with its best partner, and whether a telling one is among them.
fn pairs(one: &Name, other: &Name, found: &mut Weighed) -> (f32, bool) {
    let mut taken: u32 = 0;
    let (mut shared, mut telling) = (0.0, false);
    for word in &one.words {
        let free = other.words.iter().enumerate().filter(|(at, _)| taken & (1 << at) == 0);
        let best = free
            .map(|(at, partner)| (agreement(word, partner), at, partner))
            .filter(|(agreement, ..)| *agreement > 0.0)
            .max_by(|(one, ..), (other, ..)| one.total_cmp(other));
        let Some((agreement, at, partner)) = best else { continue };
        taken |= 1 << at;
        shared += agreement * word.weight.min(partner.weight);
        telling |= word.weight >= 0.5 && partner.weight >= 0.5;
        match agreement {
            1.0.. => found.same += 1,
            0.93.. => found.sounding += 1,
            _ => found.nearly += 1,
        }
    }
    (shared, telling)
}

/// Both have a number and they are not the same ones.
fn numbers_differ(one: &Name, other: &Name) -> bool {
    let has = |name: &Name, word: &Word| name.words.iter().any(|own| own.text == word.text);
    let odd = |name: &Name, from: &Name| from.words.iter().any(|word| word.number && !has(name, word));
    odd(one, other) && odd(other, one)
}

/// Both name countries, and none of them is the same: the missions of two states are two.
fn states_differ(one: &Name, other: &Name) -> bool {
    let named = !one.states.is_empty() && !other.states.is_empty();
    named && !one.states.iter().any(|state| other.states.contains(state))
}

impl Weighed {
    /// In words, the most telling first.
    pub(super) fn reasons(&self, one: &Name, other: &Name) -> Vec<Say> {
        let mut reasons = Vec::new();
        let mut say = |given: bool, key: &'static str| {
            if given {
                reasons.push(Say::new(key));
            }
        };
        let all =
            one.words.len() == other.words.len() && self.same > 0 && usize::try_from(self.same) == Ok(one.words.len());
        say(all && !self.only_common, "party-reason-same-words");
        say(self.only_common, "party-reason-only-common");
        say(self.together, "party-reason-together");
        say(self.initials, "party-reason-initials");
        say(
            self.sounding > 0 && (one.translated || other.translated),
            "party-reason-transliterated",
        );
        say(
            self.sounding > 0 && !one.translated && !other.translated,
            "party-reason-sounds",
        );
        say(self.nearly > 0, "party-reason-letters");
        say(!all && self.same > 0 && !self.only_common, "party-reason-some-words");
        say(self.other_number, "party-reason-number");
        say(self.other_form, "party-reason-form");
        say(self.other_country, "party-reason-country");
        say(self.other_state, "party-reason-state");
        reasons
    }
}
