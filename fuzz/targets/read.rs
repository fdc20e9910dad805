//! Any mark is read, the same way twice, and no reading begins after the recovery.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use sherd::{
    domain::{
        dates::Edtf,
        markings::{
            notation,
            reading::context::{Asked, Context},
        },
        rules::book::Rulebook,
    },
    service::rulebook,
};

static BOOK: LazyLock<Arc<Rulebook>> = LazyLock::new(|| rulebook::builtin().expect("the rules are sound"));

/// What may be known of the object; the first byte of the input chooses.
static KNOWN: LazyLock<Vec<Context>> = LazyLock::new(|| {
    let hints = [
        "",
        "Texas Instruments",
        "STMicroelectronics SO8",
        "film capacitor",
        "DPRK missile airframe",
        "Soviet IC",
        "Panasonic battery",
        "tyre",
    ];
    let contexts = hints.iter().flat_map(|hint| {
        ["1995-06", "2024-08-18"].map(|recovered| {
            let asked = Asked {
                hint: (*hint).to_owned(),
                recovered: Edtf::parse(recovered).ok(),
                ..Asked::default()
            };
            BOOK.context(&asked, "2026-01-01".parse().expect("a day")).expect("a context")
        })
    });
    contexts.collect()
});

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let Ok(mark) = notation::parse(text) else { return };
    let context = &KNOWN[usize::from(choice) % KNOWN.len()];
    let found = BOOK.read(&mark, context);
    for reading in &found.readings {
        assert!(reading.span.first <= context.until, "{text:?}: {}", reading.scheme.id);
        assert!(reading.span.first <= reading.span.last, "{text:?}: {}", reading.scheme.id);
        assert!((0.0..=1.0).contains(&reading.rank), "{text:?}: {}", reading.scheme.id);
    }
    assert_eq!(found, BOOK.read(&mark, context), "{text:?} is read in two ways");
    let _ = BOOK.suspicions(&found);
});
