//! What free words about an object are taken for.

use super::*;

/// The classes of objects that words name.
fn classes(words: &str) -> Vec<String> {
    let book = builtin().unwrap();
    let named = book.recognition.hint(words, &book.names);
    named
        .objects
        .iter()
        .map(|at| book.names.objects[*at].id.clone())
        .collect()
}

#[test]
fn what_somebody_does_is_no_class_of_objects() {
    for words in [
        "parts bearing the mark",
        "part bearing a mark",
        "fragments bearing no mark",
        "pieces bearing these letters",
        "plates bearing marks in Cyrillic",
        "sample bearing Cyrillic inscriptions",
        "debris that led to the unit",
    ] {
        let classes = classes(words);
        assert!(
            !classes.iter().any(|class| class == "bearing" || class == "led"),
            "{words}: {classes:?}"
        );
    }
    for words in [
        "bearing",
        "ball bearing",
        "bearing 6205",
        "SKF bearing of the fuel pump",
        "roller bearing, outer ring",
    ] {
        assert_eq!(classes(words).first().map(String::as_str), Some("bearing"), "{words}");
    }
}
