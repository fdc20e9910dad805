use super::*;
use crate::domain::rules::tables::numbers;

fn tables() -> Tables {
    let each = numbers().into_iter().map(|table| (table.id.clone(), Arc::new(table)));
    each.collect()
}

fn ways(text: &str) -> Result<Vec<Sequence>, Say> {
    compile(text, &tables(), &mut Alphabet::default())
}

#[test]
fn a_pattern_knows_its_length() {
    let found = ways("{YY}{WW}[{rev:A}]").unwrap();
    let lengths: Vec<(usize, usize)> = found.iter().map(|way| (way.shortest, way.longest)).collect();
    assert_eq!(lengths, [(4, 4), (5, 5)]);
    assert_eq!(found[0].places.len(), 4);
    let found = ways("{lot:X 2-4}{YY}").unwrap();
    assert_eq!((found[0].shortest, found[0].longest, found[0].places.len()), (4, 6, 2));
}

#[test]
fn lines_gaps_and_separators_are_signs() {
    let found = ways("A / {YY} B").unwrap();
    assert!(found[0].places[1].has(BREAK));
    assert!(found[0].places[4].has(GAP));
    assert_eq!(ways("{MM}~{YY}").unwrap().len(), 2);
    assert_eq!(ways("\\[\\{").unwrap()[0].fixed, 2);
}

#[test]
fn errors_name_the_place() {
    let cases = [
        ("{YY", "rule-pattern-open", "1"),
        ("AB[{YY}", "rule-pattern-open", "3"),
        ("A]", "rule-pattern-stray", "2"),
        ("{YYY}", "rule-pattern-field", "1"),
        ("{lot:Z}", "rule-pattern-kind", "1"),
        ("{lot:X 0}", "rule-pattern-kind", "1"),
        ("{lot:[]2}", "rule-pattern-kind", "1"),
        ("A\\", "rule-pattern-escape", "2"),
        ("[A][A][A][A][A][A][A]B", "rule-pattern-ways", "21"),
    ];
    for (text, key, position) in cases {
        let say = ways(text).unwrap_err();
        assert_eq!(say.key, key, "{text}");
        let found = say.args.iter().find(|(name, _)| *name == "position");
        assert_eq!(found.map(|(_, at)| at.as_str()), Some(position), "{text}");
    }
    assert_eq!(ways("").unwrap_err().key, "rule-pattern-empty");
    assert_eq!(ways("[A]").unwrap_err().key, "rule-pattern-empty");
}
