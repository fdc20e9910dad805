//! Any file is a rule file or an error that names file, entry and field; a rule file that is sound can be checked and read by.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sherd::{
    domain::{
        markings::{notation, reading::context::Asked},
        rules::book::Rulebook,
    },
    service::rulebook,
};

fuzz_target!(|text: &str| {
    let Ok(entries) = rulebook::read("fuzz.toml", text) else { return };
    let Ok(book) = Rulebook::compile(&entries) else { return };
    let _ = book.check(&entries);
    let today = "2026-01-01".parse().expect("a day");
    let context = book.context(&Asked::default(), today).expect("nothing is said");
    for mark in ["2148", "??/??", "A1B2 / C3 D4"] {
        let mark = notation::parse(mark).expect("a mark");
        let found = book.read(&mark, &context);
        let _ = book.suspicions(&found);
    }
});
