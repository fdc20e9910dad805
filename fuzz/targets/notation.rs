//! Any text is a transcription or an error that names a position; what was read is written back and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sherd::domain::markings::{notation, script::Script};

fuzz_target!(|text: &str| {
    let Ok(mark) = notation::parse(text) else { return };
    let written = mark.to_text();
    let again = notation::parse(&written).expect("what is written back can be read");
    assert_eq!(mark, again, "{text:?} is written as {written:?}");
    let masked = mark.mask(&[0, 3, 40]);
    assert!(notation::parse(&masked.to_text()).is_ok());
    let _ = (mark.legible(), mark.folded_searchable(), mark.glyphs_for_display());
    let _ = Script::detect(&mark.legible());
});
