//! Constellations in words: told alike by the page, the JSON and the command line.

use super::views::link_title;
use crate::{
    domain::{
        constellations::{FEW, Kind, Place, chance},
        records::Link,
    },
    error::{Error, Result, Say},
    service::constellations::Constellation,
    words::Words,
};

/// What is shared: `lot KS240A`, `serial numbers 0004711 to 0004719`.
pub fn what(one: &Constellation, words: &Words) -> String {
    let key = match (one.kind, one.shared.first == one.shared.last) {
        (Kind::Lot, _) => "constellations-what-lot",
        (Kind::DateCode, _) => "constellations-what-date-code",
        (Kind::Serial, true) => "constellations-what-serial",
        (Kind::Serial, false) => "constellations-what-serials",
    };
    let say = Say::new(key)
        .with("first", &one.shared.first)
        .with("last", &one.shared.last);
    words.say(&say)
}

/// The kind, in words.
pub fn kind(kind: Kind, words: &Words) -> &str {
    words.t(match kind {
        Kind::Lot => "constellations-kind-lot",
        Kind::DateCode => "constellations-kind-date-code",
        Kind::Serial => "constellations-kind-serial",
    })
}

/// Of what: the part, else what one of the components is called.
pub fn of(one: &Constellation, words: &Words) -> String {
    match (&one.part, &one.component) {
        (Some(part), _) => link_title(part),
        (None, Some(component)) => link_title(component),
        (None, None) => words.t("layout-not-stated").to_owned(),
    }
}

/// The record behind [`of`].
pub fn link(one: &Constellation) -> Option<&Link> {
    one.part.as_ref().or(one.component.as_ref())
}

/// How surprising it is, in a few words.
pub fn odds(one: &Constellation, words: &Words) -> String {
    let shared = &one.shared;
    if shared.seen_units < FEW {
        return words.t("constellations-few").to_owned();
    }
    if shared.surprise < 300 {
        return words.t("constellations-usual").to_owned();
    }
    let say = match shared.surprise {
        ..7_000 => Say::new("constellations-one-in").with("count", one_in(shared.surprise)),
        _ => Say::new("constellations-hardly"),
    };
    words.say(&say)
}

/// The number of chances for one coincidence, of two digits: more would claim what the assumption does not give.
fn one_in(surprise: i32) -> String {
    let times = 1.0 / chance::expected(surprise);
    let tens = 10_f64.powf((times.log10() - 1.0).floor().max(0.0));
    format!("{:.0}", (times / tens).round() * tens)
}

/// What the surprise rests on, in whole sentences.
pub fn basis(one: &Constellation, words: &Words) -> Vec<String> {
    let shared = &one.shared;
    let key = match one.kind {
        Kind::Lot => "constellations-basis-lot",
        Kind::DateCode => "constellations-basis-date-code",
        Kind::Serial => "constellations-basis-serial",
    };
    let say = Say::new(key)
        .with("units", shared.seen_units)
        .with("values", shared.seen_values)
        .with("sharing", shared.units);
    let mut said = vec![words.say(&say)];
    match shared.seen_units < FEW {
        true => said.push(words.t("constellations-few-sentence").to_owned()),
        false => {
            let expected = Say::new("constellations-expected").with("expected", expected(shared.surprise));
            said.push(words.say(&expected));
        }
    }
    if one.capped {
        said.push(words.t("constellations-capped").to_owned());
    }
    said.push(words.t("constellations-assumption").to_owned());
    said
}

/// An expectation of two digits.
pub fn expected(surprise: i32) -> String {
    let expected = chance::expected(surprise);
    let digits = 2.0 - expected.log10().floor() - 1.0;
    let text = format!("{digits:.0}");
    format!("{expected:.*}", text.parse().unwrap_or(2))
}

/// How many other units share what: for the page of one of the components.
pub fn others(one: &Constellation, words: &Words) -> String {
    let say = Say::new("constellations-others")
        .with("count", one.shared.units.saturating_sub(1))
        .with("what", what(one, words));
    words.say(&say)
}

/// A place in the list as it stands in an address.
pub fn cursor(place: &Place) -> String {
    format!("{}.{}", place.surprise, place.key)
}

/// Reads what [`cursor`] wrote.
///
/// # Errors
/// `Invalid` on the field `after`.
pub fn parse_cursor(text: &str) -> Result<Option<Place>> {
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = || Error::invalid("after", Say::new("cursor-unknown"));
    let (surprise, key) = text.split_once('.').ok_or_else(unknown)?;
    Ok(Some(Place {
        surprise: surprise.parse().map_err(|_no_number| unknown())?,
        key: key.to_owned(),
    }))
}

/// The kind that a query names.
///
/// # Errors
/// `Invalid` on the field `kind`.
pub fn asked_kind(text: &str) -> Result<Option<Kind>> {
    let listed = || Kind::ALL.map(Kind::as_str).join(", ");
    match (text, Kind::parse(text)) {
        ("", _) => Ok(None),
        (_, Some(kind)) => Ok(Some(kind)),
        (given, None) => Err(Error::invalid(
            "kind",
            Say::new("word-not-listed")
                .with("given", given)
                .with("listed", listed()),
        )),
    }
}

/// A constellation on one line, as the command line prints it.
pub fn line(one: &Constellation, words: &Words) -> String {
    let units = words.say(&Say::new("constellations-units").with("count", one.shared.units));
    format!(
        "{}; {}; {units}; {}",
        what(one, words),
        of(one, words),
        odds(one, words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_claim_two_digits() {
        assert_eq!(one_in(1_000), "10");
        assert_eq!(one_in(2_400), "250");
        assert_eq!(expected(2_400), "0.0040");
        assert_eq!(expected(300), "0.50");
    }

    #[test]
    fn a_place_is_read_back() {
        let place = Place {
            surprise: 1_234,
            key: "00ff".to_owned(),
        };
        assert_eq!(parse_cursor(&cursor(&place)).unwrap(), Some(place));
        assert!(parse_cursor("nonsense").is_err());
    }
}
