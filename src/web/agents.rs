//! Browsers by the names people know them by, from what they call themselves.

use crate::{error::Say, words::Words};

/// Signs of browsers; those that also claim to be another stand before it.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// Signs of systems, in the same order.
const SYSTEMS: &[(&str, &str)] = &[
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Firefox on Windows`; what is no browser is called what it calls itself.
pub fn named(agent: &str, words: &Words) -> String {
    let of = |signs: &[(&str, &'static str)]| {
        let found = signs.iter().find(|(sign, _)| agent.contains(sign));
        found.map(|(_, name)| *name)
    };
    match (agent, of(BROWSERS), of(SYSTEMS)) {
        ("", _, _) => words.t("account-agent-unknown").to_owned(),
        (_, Some(browser), Some(system)) => words.say(
            &Say::new("account-agent-named")
                .with("browser", browser)
                .with("system", system),
        ),
        (own, _, _) => own.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{self, Lang};

    #[test]
    fn a_browser_is_named_with_its_system_and_a_program_by_itself() {
        let words = words::of(Lang::En);
        let phone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
        assert_eq!(named(phone, words), "Chrome on Android");
        let desk = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(named(desk, words), "Edge on Windows");
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15";
        assert_eq!(named(mac, words), "Safari on macOS");
        assert_eq!(named("sherd demo", words), "sherd demo");
    }
}
