//! Words that customs files write everywhere alike: units, currencies, and what stands for nothing. A provider's own table goes
//! before these.

use crate::domain::{countries::Country, goods, text::fold_name};

/// Codes of units in the classifiers of customs and trade, and words that goods texts do not have.
const UNITS: &[(&str, &str)] = &[
    ("796", "pcs"),
    ("2009", "pcs"),
    ("nmb", "pcs"),
    ("u", "pcs"),
    ("штука 1", "pcs"),
    ("штук 1", "pcs"),
    ("798", "thousand pcs"),
    ("тыс шт", "thousand pcs"),
    ("тысяча штук", "thousand pcs"),
    ("тис шт", "thousand pcs"),
    ("166", "kg"),
    ("килограмм", "kg"),
    ("кілограм", "kg"),
    ("kgm", "kg"),
    ("kilogram", "kg"),
    ("kilograms", "kg"),
    ("163", "g"),
    ("г", "g"),
    ("g", "g"),
    ("грамм", "g"),
    ("грам", "g"),
    ("grm", "g"),
    ("168", "t"),
    ("тонна", "t"),
    ("tne", "t"),
    ("006", "m"),
    ("6", "m"),
    ("055", "m2"),
    ("55", "m2"),
    ("квадратный метр", "m2"),
    ("mtk", "m2"),
    ("113", "m3"),
    ("м3", "m3"),
    ("кубический метр", "m3"),
    ("mtq", "m3"),
    ("112", "l"),
    ("литр", "l"),
    ("літр", "l"),
    ("715", "pair"),
    ("npr", "pair"),
    ("839", "set"),
    ("778", "package"),
    ("упаковка", "package"),
];

/// Folded words and numbers of currencies.
const CURRENCIES: &[(&str, &str)] = &[
    ("840", "USD"),
    ("долл", "USD"),
    ("доллар", "USD"),
    ("доллар сша", "USD"),
    ("доллары сша", "USD"),
    ("долл сша", "USD"),
    ("долар сша", "USD"),
    ("us dollar", "USD"),
    ("us dollars", "USD"),
    ("us", "USD"),
    ("978", "EUR"),
    ("евро", "EUR"),
    ("євро", "EUR"),
    ("euro", "EUR"),
    ("643", "RUB"),
    ("810", "RUR"),
    ("руб", "RUB"),
    ("рубль", "RUB"),
    ("российский рубль", "RUB"),
    ("156", "CNY"),
    ("юань", "CNY"),
    ("китайский юань", "CNY"),
    ("rmb", "CNY"),
    ("cnh", "CNY"),
    ("人民币", "CNY"),
    ("344", "HKD"),
    ("392", "JPY"),
    ("иена", "JPY"),
    ("японская иена", "JPY"),
    ("410", "KRW"),
    ("826", "GBP"),
    ("756", "CHF"),
    ("784", "AED"),
    ("356", "INR"),
    ("949", "TRY"),
    ("980", "UAH"),
    ("грн", "UAH"),
    ("гривня", "UAH"),
    ("гривна", "UAH"),
    ("398", "KZT"),
    ("тенге", "KZT"),
    ("933", "BYN"),
    ("417", "KGS"),
    ("051", "AMD"),
    ("860", "UZS"),
    ("901", "TWD"),
    ("702", "SGD"),
    ("458", "MYR"),
    ("764", "THB"),
];

/// Words for a country that is not stated, folded.
const NOWHERE: &[&str] = &[
    "",
    "0",
    "00",
    "000",
    "неизвестна",
    "неизвестно",
    "не указана",
    "не указано",
    "невідома",
    "unknown",
    "разные",
    "n a",
    "na zz",
    "zz",
    "99",
    "999",
];

fn among(table: &'static [(&'static str, &'static str)], given: &str) -> Option<&'static str> {
    let folded = fold_name(given);
    table.iter().find(|(word, _)| *word == folded).map(|(_, ours)| *ours)
}

/// What a unit is called here; nothing when nobody has a word for it.
pub(super) fn unit(given: &str) -> Option<&'static str> {
    among(UNITS, given).or_else(|| goods::unit(given).map(|unit| unit.name))
}

/// The code of a currency.
pub(super) fn currency(given: &str) -> Option<&'static str> {
    match given {
        "$" | "US$" => Some("USD"),
        "€" => Some("EUR"),
        "₽" => Some("RUB"),
        "¥" => Some("CNY"),
        "₴" => Some("UAH"),
        given => among(CURRENCIES, given),
    }
}

/// The code of a country; empty where the file says that it is not known; nothing for a word that is none.
pub(super) fn country(given: &str) -> Option<&'static str> {
    match Country::find_numbered(given) {
        Ok(country) => Some(country.code()),
        Err(_) if NOWHERE.contains(&fold_name(given).as_str()) => Some(""),
        Err(_) => None,
    }
}
