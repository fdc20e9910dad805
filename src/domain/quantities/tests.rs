//! Quantities as sources state them.

use proptest::prelude::*;

use super::*;

fn text(raw: &str) -> String {
    Quantity::parse(raw).unwrap().to_string()
}

#[test]
fn every_word_is_read_back() {
    for (one, word) in Bound::ALL.into_iter().zip(Bound::WORDS) {
        assert_eq!(one.as_str(), *word);
        assert_eq!(Bound::parse(word).unwrap(), one);
        assert_eq!(one.key(), format!("bound-{word}"));
    }
    assert_eq!(Bound::parse("some").unwrap_err().key, "bound-invalid");
}

#[test]
fn quantities_are_read_as_sources_state_them() {
    for (raw, expected) in [
        ("21", "21"),
        ("about 50", "about 50"),
        ("Around 50 missiles", "about 50 missiles"),
        ("~50", "about 50"),
        ("at least 290", "at least 290"),
        ("≥290", "at least 290"),
        ("more than 20,000 containers", "at least 20000 containers"),
        ("over 15 800 containers", "at least 15800 containers"),
        ("as many as 9,000,000 rounds", "at most 9000000 rounds"),
        ("at most 4", "at most 4"),
        ("2-4", "2-4"),
        ("2 – 4 actuators", "2-4 actuators"),
        ("2 to 4", "2-4"),
        ("75.5 % of documented components", "75.5 % of documented components"),
        ("75,5% of documented components", "75.5 % of documented components"),
        (
            "about 16 % of documented components",
            "about 16 % of documented components",
        ),
        ("75.5 %", "75.5 %"),
        ("1.250 kg", "1.25 kg"),
        ("0", "0"),
    ] {
        assert_eq!(text(raw), expected, "{raw}");
    }
}

#[test]
fn mistakes_are_named() {
    for (raw, key) in [
        ("", "quantity-required"),
        ("many", "quantity-invalid"),
        ("about", "quantity-invalid"),
        ("-5", "quantity-invalid"),
        ("1.2345", "quantity-invalid"),
        ("5 5 5", "quantity-invalid"),
        ("4-2", "quantity-reversed"),
        ("about 2-4", "quantity-range-bound"),
        ("5 of", "quantity-invalid"),
        ("9999999999999", "quantity-too-large"),
        ("99999999999999999999", "quantity-invalid"),
        ("5 of 10", "quantity-invalid"),
    ] {
        assert_eq!(Quantity::parse(raw).map_err(|say| say.key), Err(key), "{raw}");
    }
    assert_eq!(Quantity::parse(&"9".repeat(100_000)).unwrap_err().key, "text-too-long");
}

#[test]
fn people_read_grouped_numbers() {
    let tell = |say: &Say| {
        let args: Vec<&str> = say.args.iter().map(|(_, value)| value.as_str()).collect();
        format!("{}({})", say.key, args.join(","))
    };
    let shown = |raw: &str| Quantity::parse(raw).unwrap().render(&tell);
    assert_eq!(shown("about 50"), "quantity-about(50,50)");
    assert_eq!(
        shown("more than 20000 containers"),
        "quantity-unit(quantity-at_least(20\u{202f}000,20\u{202f}000),containers,)"
    );
    assert_eq!(shown("2-4 % of x"), "quantity-of(quantity-range(2,4),%,x)");
    assert_eq!(shown("75.5 %"), "quantity-of-unknown(quantity-exact(75.5,75.5),%,)");
    assert_eq!(grouped(1_234_567_500), "1\u{202f}234\u{202f}567.5");
    assert_eq!(grouped(1_234_000), "1234");
}

proptest! {
    #[test]
    fn what_is_made_comes_back(which in 0usize..5, low in 0i64..LARGEST, more in 1i64..1_000_000_000, unit in "[a-z]{0,8}", of in "([a-z]{1,8}( [a-z]{1,8})?)?") {
        let bound = Bound::ALL[which];
        let high = (low + more).min(LARGEST);
        if let Ok(made) = Quantity::new(bound, low, high, &unit, &of) {
            prop_assert_eq!(Quantity::parse(&made.to_string()), Ok(made));
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), near in "(about |~|>=|up to )?[-0-9., %a-z]{0,20}( of [a-z]{0,5})?") {
        for text in [text, near] {
            if let Ok(read) = Quantity::parse(&text) {
                prop_assert_eq!(Quantity::parse(&read.to_string()), Ok(read.clone()));
                let _ = read.render(&|say| say.key.to_owned());
            }
        }
    }
}
