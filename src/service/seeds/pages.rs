//! The pages that the list of makers names, as sources: who wrote them and when is not known to the list, so their titles
//! say what their addresses say.

use crate::domain::fields::Fields;

/// A page as a source; `remark` is what the list takes from it.
pub(super) fn page(address: &str, remark: &str) -> Fields {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = bare.split('/').next().unwrap_or(bare).trim_start_matches("www.");
    Fields::new()
        .with("title", title(host, bare, remark))
        .with("kind", "web")
        .with("publisher", host)
        .with("address", address)
        .with(
            "note",
            "Named as a source in the list of makers that ships with Sherd, which gives the address only: the title is made from it. Nobody has graded it.",
        )
}

/// The words in the address; where it has none, what the list takes from the page and what tells it from others.
fn title(host: &str, bare: &str, remark: &str) -> String {
    let parts = || bare.split('/').skip(1).filter(|part| !part.is_empty());
    let words = parts().filter_map(sentence).max_by_key(String::len);
    if let Some(words) = words {
        return format!("{host}: {words}");
    }
    let about = match remark {
        remark if remark.starts_with("named in") => "parts in weapons",
        "acquisition" => "who took over whom",
        "prefix" => "prefixes of part numbers",
        _ => "marks and part numbers",
    };
    let last = parts().last().map(|part| part.split('.').next().unwrap_or(part));
    let told =
        last.filter(|last| (4..=16).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    match told {
        Some(last) => format!("{host}: page on {about} ({last})"),
        None => format!("{host}: page on {about}"),
    }
}

/// `88479-cnn-the-united-states-has` as `Cnn the united states has`; nothing for what is no row of words.
fn sentence(part: &str) -> Option<String> {
    let stem = part.split('.').next().unwrap_or(part);
    let mut words: Vec<&str> = stem.split(['-', '_']).filter(|word| !word.is_empty()).collect();
    let is_sound = words
        .iter()
        .all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let number = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) && !is_year(word);
    // Numbers at the ends are the site's own, not the title's.
    while words.last().is_some_and(|word| number(word)) {
        words.pop();
    }
    while words.first().is_some_and(|word| word.len() > 3 && number(word)) {
        words.remove(0);
    }
    if !is_sound || words.len() < 3 {
        return None;
    }
    let mut text = words.join(" ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(text)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(address: &str, remark: &str) -> String {
        page(address, remark).get("title").to_owned()
    }

    #[test]
    fn a_title_is_made_of_the_words_in_the_address() {
        assert_eq!(
            titled(
                "https://babel.ua/en/news/88479-cnn-the-united-states-has-launched-an-investigation",
                "named in weapons"
            ),
            "babel.ua: Cnn the united states has launched an investigation"
        );
        assert_eq!(
            titled(
                "http://www.maltiel-consulting.com/Semiconductor_Mergers_Acquisitions_2015_2016.htm",
                "acquisition"
            ),
            "maltiel-consulting.com: Semiconductor Mergers Acquisitions 2015 2016"
        );
    }

    #[test]
    fn an_address_without_words_is_named_by_what_was_taken_from_it() {
        assert_eq!(
            titled("https://evertiq.com/design/38102", "acquisition"),
            "evertiq.com: page on who took over whom (38102)"
        );
        assert_eq!(
            titled("https://shuzhiduo.com/topic/ad-top-solder-%e9%97%b4", "prefix"),
            "shuzhiduo.com: page on prefixes of part numbers"
        );
        assert_eq!(
            titled("http://fairchildsemi.com/products/analog/packaging/topmark.html", ""),
            "fairchildsemi.com: page on marks and part numbers (topmark)"
        );
    }
}
