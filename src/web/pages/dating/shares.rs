//! Shares of components, each with what it is a share of. Where pieces are counted as "at least", no percentage is given.

use crate::{domain::dating::Shares, error::Say, service::dating::Dated, web::views::country, words::Words};

/// A table of shares.
pub(super) struct Share {
    pub(super) title: String,
    pub(super) denominator: String,
    pub(super) column: String,
    pub(super) rows: Vec<Part>,
}

/// One value with its count.
pub(super) struct Part {
    pub(super) label: String,
    pub(super) count: String,
    pub(super) share: String,
}

/// The shares by country, by brand and by year; none of a unit without components.
pub(super) fn shares(dated: &Dated, words: &Words) -> Vec<Share> {
    let dating = &dated.dating;
    let name = |code: &str| country(code, words);
    let plain = |text: &str| text.to_owned();
    [
        share(
            &dating.by_country,
            ["dating-by-country", "dating-known-country", "dating-country"],
            name,
            words,
        ),
        share(
            &dating.by_brand,
            ["dating-by-brand", "dating-known-brand", "dating-brand"],
            plain,
            words,
        ),
        share(
            &dating.by_year,
            ["dating-by-year", "dating-known-year", "dating-year"],
            plain,
            words,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn share(of: &Shares, keys: [&'static str; 3], label: impl Fn(&str) -> String, words: &Words) -> Option<Share> {
    let Shares {
        parts,
        known,
        documented,
        at_least,
    } = of;
    let [title, denominator, column] = keys;
    let least = |count: u64| match at_least {
        true => words.say(&Say::new("dating-at-least").with("count", count)),
        false => count.to_string(),
    };
    let say = Say::new(denominator)
        .with("known", known)
        .with("documented", least(*documented));
    (*documented > 0).then(|| Share {
        title: words.t(title).to_owned(),
        denominator: words.say(&say),
        column: words.t(column).to_owned(),
        rows: parts
            .iter()
            .map(|(value, count)| Part {
                label: label(value),
                count: count.to_string(),
                share: match at_least {
                    true => String::new(),
                    false => percent(*count, *known),
                },
            })
            .collect(),
    })
}

/// A share in per cent with one digit behind the point, rounded half up.
fn percent(part: u64, whole: u64) -> String {
    let thousandths = part.saturating_mul(1_000).saturating_add(whole / 2).checked_div(whole);
    thousandths.map_or_else(String::new, |all| format!("{}.{} %", all / 10, all % 10))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_and_never_divided_by_nothing() {
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(2, 3), "66.7 %");
        assert_eq!(percent(5, 5), "100.0 %");
        assert_eq!(percent(1, 0), "");
    }
}
