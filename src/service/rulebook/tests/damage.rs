//! Damage: what a mark can mean when more and more of it cannot be read.

use super::*;
use crate::domain::{
    markings::reading::context::Context,
    rules::{book::Rulebook, scheme::Scheme},
};

/// The examples of all rules that are plain words on one line, so that each character is one cell.
fn examples(book: &Rulebook) -> Vec<(&Scheme, usize)> {
    let schemes = book.schemes().iter().filter(|scheme| scheme.kind.is_date());
    let each = schemes.flat_map(|scheme| {
        let plain = |mark: &str| mark.chars().all(|c| c.is_ascii_alphanumeric() || "-. ".contains(c));
        let examples = scheme.examples.iter().enumerate();
        examples
            .filter(move |(_, example)| plain(&example.mark) && example.recovered.is_some())
            .map(|(at, _)| (&**scheme, at))
    });
    each.collect()
}

/// What an example takes as known.
fn context(book: &Rulebook, scheme: &Scheme, at: usize) -> Context {
    let example = &scheme.examples[at];
    let maker = scheme.makers.first().and_then(|at| book.names.makers.get(*at));
    let object = scheme.objects.first().and_then(|at| book.names.objects.get(*at));
    let asked = Asked {
        maker: maker.map(|maker| maker.name.clone()).unwrap_or_default(),
        object: object.map(|object| object.id.clone()).unwrap_or_default(),
        origin: scheme.origins.first().cloned().unwrap_or_default(),
        recovered: example.recovered.clone(),
        ..Asked::default()
    };
    book.context(&asked, day("2026-01-01")).unwrap()
}

proptest! {
    #![proptest_config(cases())]

    // Years of repeating letters, days beyond the end of a month, weeks that few years have: whatever more cannot be read,
    // every reading lies within one of the same rule.
    #[test]
    fn characters_made_unreadable_one_after_the_other_remove_no_reading(
        which in any::<prop::sample::Index>(),
        places in proptest::collection::vec(any::<prop::sample::Index>(), 1..5),
    ) {
        let book = builtin().unwrap();
        let examples = examples(&book);
        let (scheme, at) = examples[which.index(examples.len())];
        let context = context(&book, scheme, at);
        let read = |mark: &[char]| {
            let text: String = mark.iter().collect();
            book.read(&notation::parse(&text).unwrap(), &context)
        };
        let mut mark: Vec<char> = scheme.examples[at].mark.chars().collect();
        let mut before = read(&mark);
        for place in places {
            let place = place.index(mark.len());
            if !mark[place].is_ascii_alphanumeric() {
                continue;
            }
            mark[place] = '?';
            let after = read(&mark);
            prop_assert_eq!(&after.left_out, &None);
            let own = |reading: &&Reading| {
                reading.cells.0 <= place && place < reading.cells.1 && !is_together(reading)
            };
            for reading in before.readings.iter().filter(own) {
                let kept = after.readings.iter().any(|other| is_within(reading, other));
                prop_assert!(kept, "{mark:?}: {} {}", reading.scheme.id, reading.span.edtf());
            }
            before = after;
        }
    }
}
