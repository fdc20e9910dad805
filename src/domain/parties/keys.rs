//! The keys under which a name stands in an index, so that only names that can be alike are compared.

use super::Name;

/// The most keys of a name.
const MOST: usize = 12;

/// By sound: each telling word whole, its beginning and its end (a letter more or other leaves one of them alone), the telling
/// words written together, and the initials. A name of common words only has one key, all of them together: it is found by
/// its equals and not by every other company.
pub(super) fn of(name: &Name) -> Vec<String> {
    let mut keys = Vec::with_capacity(MOST);
    let telling = name.words.iter().filter(|word| word.weight >= 0.5 && !word.number);
    if name.words.is_empty() {
        return keys;
    }
    keys.push(format!("j:{}", name.sound));
    pieces(&name.sound, &mut keys);
    for word in telling {
        keys.push(format!("j:{}", word.sound));
        pieces(&word.sound, &mut keys);
    }
    if name.initials.len() >= 2 {
        keys.push(format!("i:{}", name.initials));
    }
    if name.joined.len() <= 5 {
        keys.push(format!("i:{}", name.joined));
    }
    keys.truncate(MOST);
    keys.sort();
    keys.dedup();
    keys
}

/// The beginning and the end of a word: four letters up to ten, five from ten on, so that a letter more never changes both.
fn pieces(sound: &str, keys: &mut Vec<String>) {
    let length = sound.len();
    for cut in [4, 5] {
        let fits = if cut == 4 {
            (6..=10).contains(&length)
        } else {
            length >= 10
        };
        if let (true, Some(beginning), Some(end)) = (
            fits,
            sound.get(..cut),
            length.checked_sub(cut).and_then(|from| sound.get(from..)),
        ) {
            keys.push(format!("b:{beginning}"));
            keys.push(format!("e:{end}"));
        }
    }
}
