//! What the notation accepts, refuses and gives back.

use proptest::prelude::*;

use super::super::glyphs::{Glyph, GlyphKind, Span};
use super::*;

fn glyphs(text: &str) -> Vec<Glyph> {
    parse(text).unwrap().glyphs().cloned().collect()
}

fn certain(text: &str) -> Vec<Glyph> {
    text.chars().map(Glyph::Certain).collect()
}

fn wrong(text: &str) -> (&'static str, String) {
    let say = parse(text).unwrap_err();
    let position = say
        .args
        .iter()
        .find(|(name, _)| *name == "position")
        .map(|(_, value)| value.clone());
    (say.key, position.unwrap_or_default())
}

#[test]
fn each_sign_means_what_the_table_says() {
    assert_eq!(glyphs("A/B"), certain("A/B"));
    assert_eq!(glyphs("A?"), [Glyph::Certain('A'), Glyph::Unreadable]);
    assert_eq!(glyphs("8\u{323}B"), [Glyph::Uncertain('8'), Glyph::Certain('B')]);
    assert_eq!(glyphs("[3]"), [Glyph::Lost { min: 3, max: Some(3) }]);
    assert_eq!(glyphs("[2-4]"), [Glyph::Lost { min: 2, max: Some(4) }]);
    assert_eq!(glyphs("[2–4]"), [Glyph::Lost { min: 2, max: Some(4) }]);
    assert_eq!(glyphs("[-]"), [Glyph::Lost { min: 1, max: None }]);
    assert_eq!(glyphs("[2-]"), [Glyph::Lost { min: 2, max: None }]);
    assert_eq!(glyphs("[-4]"), [Glyph::Lost { min: 1, max: Some(4) }]);
    assert_eq!(glyphs("{8|B}"), [Glyph::Either(vec!["8".into(), "B".into()])]);
    assert_eq!(glyphs("{rn | m}"), [Glyph::Either(vec!["rn".into(), "m".into()])]);
    assert_eq!(glyphs("#"), [Glyph::Masked]);
    assert_eq!(glyphs("[[AB]]"), [Glyph::Supplied("AB".into())]);
    assert_eq!(glyphs("[[A]B]]"), [Glyph::Supplied("A]B".into())]);
    assert_eq!(glyphs("<logo: Texas outline>"), [Glyph::Logo("Texas outline".into())]);
    assert_eq!(glyphs("<LOGO:TI>"), [Glyph::Logo("TI".into())]);
    assert_eq!(glyphs(">ABS"), certain(">ABS"));
}

#[test]
fn lines_end_at_spaced_slashes_and_line_breaks() {
    for text in ["AB / CD", "AB /  CD", "AB\nCD", "AB\r\nCD", "  AB / CD  ", "AB\n/\nCD"] {
        let read = parse(text).unwrap();
        let lines: Vec<Vec<Glyph>> = read.lines().map(<[Glyph]>::to_vec).collect();
        assert_eq!(lines, [certain("AB"), certain("CD")], "{text}");
        assert_eq!(read.to_text(), "AB / CD");
    }
    assert_eq!(parse("A /").unwrap().lines().count(), 1);
    assert_eq!(parse("/ A").unwrap().lines().count(), 1);
    assert_eq!(glyphs(r"A \/ B"), certain("A / B"));
    assert_eq!(glyphs("A  \t B"), certain("A B"));
}

#[test]
fn a_backslash_makes_signs_ordinary() {
    assert_eq!(glyphs(r"\?\#\[\]\{\}\<\>\|\/\\"), certain(r"?#[]{}<>|/\"));
    assert_eq!(glyphs("\\?\u{323}"), [Glyph::Uncertain('?')]);
    assert_eq!(glyphs(r"{\||\}}"), [Glyph::Either(vec!["|".into(), "}".into()])]);
    assert_eq!(glyphs(r"<logo: a \> b>"), [Glyph::Logo("a > b".into())]);
}

#[test]
fn composed_and_decomposed_dots_are_the_same_doubt() {
    for text in ["\u{1ea0}", "A\u{323}", "\u{200e}A\u{323}"] {
        let read = parse(text).unwrap();
        assert_eq!(
            read.glyphs().cloned().collect::<Vec<_>>(),
            [Glyph::Uncertain('A')],
            "{text}"
        );
        assert_eq!(read.to_text(), "\u{1ea0}");
    }
    assert_eq!(glyphs("e\u{301}\u{323}"), [Glyph::Uncertain('é')]);
    assert_eq!(glyphs("각\u{323}"), [Glyph::Uncertain('각')]);
    assert_eq!(glyphs("\\\u{1ec6}T"), certain("\u{1ec6}T"));
    assert_eq!(glyphs("\\5\u{323}"), certain("5\u{323}"));
    assert_eq!(glyphs("q\u{303}"), certain("q\u{303}"));
}

#[test]
fn mistakes_name_their_place() {
    let cases = [
        ("", "notation-empty", ""),
        (" \n ", "notation-empty", ""),
        ("AB[", "notation-unclosed", "3"),
        ("AB[[C]", "notation-unclosed", "3"),
        ("{8|B", "notation-unclosed", "1"),
        ("<logo: x", "notation-unclosed", "1"),
        ("AB]", "notation-stray", "3"),
        ("}", "notation-stray", "1"),
        ("{8|?}", "notation-stray", "4"),
        ("[]", "notation-lost", "1"),
        ("[0]", "notation-lost", "1"),
        ("[4-2]", "notation-lost", "1"),
        ("x[three]", "notation-lost", "2"),
        ("[1001]", "notation-lost-limit", "1"),
        ("[2-99999999999999999999]", "notation-lost-limit", "1"),
        ("{8}", "notation-either", "1"),
        ("{8|8}", "notation-either", "1"),
        ("{8|}", "notation-nothing-inside", "1"),
        ("{1|2|3|4|5|6|7|8|9}", "notation-either-limit", "1"),
        ("[[ ]]", "notation-nothing-inside", "1"),
        ("<logo: >", "notation-nothing-inside", "1"),
        ("A<B", "notation-angle", "2"),
        (r"A\B", "notation-escape", "2"),
        (r"A\", "notation-escape", "2"),
        ("?\u{323}", "notation-combining", "2"),
        ("A \u{301}", "notation-combining", "3"),
        ("A /  / B", "notation-empty-line", "6"),
    ];
    for (text, key, position) in cases {
        assert_eq!(wrong(text), (key, position.to_owned()), "{text}");
    }
    assert_eq!(wrong(&"A".repeat(LONGEST + 1)).0, "notation-too-long");
    assert_eq!(wrong(&"A\n".repeat(LONGEST / 2)).0, "notation-too-long");
    assert!(parse(&"A".repeat(LONGEST)).is_ok());
}

#[test]
fn masked_lost_and_unreadable_stay_three_things() {
    let read = parse("31526379?[3]").unwrap();
    let masked = read.mask(&[0, 8, 9]);
    assert_eq!(masked.to_text(), "#1526379##");
    assert_eq!(parse("q\u{303}A").unwrap().mask(&[1]).to_text(), "#A");
    assert_eq!(parse("AB / [[C]]D").unwrap().mask(&[2, 99]).to_text(), "AB / #D");
    assert!(masked.has(GlyphKind::Masked) && !masked.has(GlyphKind::Lost));
}

#[test]
fn legible_text_never_completes() {
    assert_eq!(
        parse("AD?P-{2|Z}1065\u{323}L / #[3][[XX]]7").unwrap().legible(),
        "AD…P-21065L / …7"
    );
}

#[test]
fn search_sees_evidence_only() {
    let search = |text: &str| parse(text).unwrap().folded_searchable();
    assert_eq!(search("ADSP-21065L"), "ADSP21065L");
    assert_eq!(search("adsp 21065L"), "ADSP 21065L ADSP21065L");
    assert_eq!(search("AB?CD"), "AB CD");
    assert_eq!(search("AB[2]CD#EF[[GH]]IJ"), "AB CD EF IJ");
    assert_eq!(search("LM7{8|B}05"), "LM7805 LM7B05");
    assert_eq!(search("<logo: Texas outline> 74 / 2413"), "TEXAS OUTLINE 74 2413");
    assert_eq!(search("8\u{323}B"), "8B");
    assert_eq!(search("[[SECRET]]"), "");
    let many = search(&"{8|B}".repeat(30));
    assert!(many.split(' ').count() <= 16);
}

#[test]
fn pages_get_runs_of_one_kind() {
    let span = |kind, text: &str| Span {
        kind,
        text: text.to_owned(),
    };
    let lines = parse("AB5\u{323}6\u{323}??[-] / {8|B}##[[C]]<logo: star>")
        .unwrap()
        .glyphs_for_display();
    assert_eq!(
        lines,
        [
            vec![
                span(GlyphKind::Certain, "AB"),
                span(GlyphKind::Uncertain, "56"),
                span(GlyphKind::Unreadable, "??"),
                span(GlyphKind::Lost, "[…]"),
            ],
            vec![
                span(GlyphKind::Either, "8|B"),
                span(GlyphKind::Masked, "##"),
                span(GlyphKind::Supplied, "C"),
                span(GlyphKind::Logo, "star"),
            ],
        ]
    );
}

proptest! {
    #[test]
    fn what_is_read_is_written_back(text in "([A-C8é각\u{323}\u{301}\u{338} /?#|>-]|\\[3\\]|\\[-\\]|\\{8\\|B\\}|\\[\\[A\\]\\]|<logo: x>|\\\\[?#<\\\\/ẠE]){0,30}") {
        if let Ok(read) = parse(&text) {
            let written = read.to_text();
            prop_assert_eq!(&parse(&written).unwrap(), &read);
            prop_assert_eq!(parse(&written).unwrap().to_text(), written);
        }
    }

    #[test]
    fn no_text_panics_and_all_that_is_read_comes_back(text in any::<String>(), hide in proptest::collection::vec(0usize..20, 0..5)) {
        if let Ok(read) = parse(&text) {
            prop_assert_eq!(&parse(&read.to_text()).unwrap(), &read);
            let masked = read.mask(&hide);
            prop_assert_eq!(&parse(&masked.to_text()).unwrap(), &masked);
            let _ = (read.legible(), read.folded_searchable(), read.glyphs_for_display());
        }
    }

    #[test]
    fn supplied_and_masked_never_reach_the_search(secret in "[A-Z]{4,8}", rest in "[0-9]{1,8}") {
        let searchable = parse(&format!("{rest}[[{secret}]]#{rest}")).unwrap().folded_searchable();
        prop_assert!(!searchable.contains(&secret));
    }
}
