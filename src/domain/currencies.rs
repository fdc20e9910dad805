//! The letters of ISO 4217: currencies in use, and those given up since 1990, because old papers name them.

use crate::error::Say;

/// In alphabetical order.
const CODES: &[&str] = &[
    "ADP", "AED", "AFA", "AFN", "ALL", "AMD", "ANG", "AOA", "AOK", "ARS", "ATS", "AUD", "AWG", "AZM", "AZN", "BAM",
    "BBD", "BDT", "BEF", "BGL", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYB", "BYN",
    "BYR", "BZD", "CAD", "CDF", "CHF", "CLF", "CLP", "CNY", "COP", "CRC", "CSD", "CUC", "CUP", "CVE", "CYP", "CZK",
    "DDM", "DEM", "DJF", "DKK", "DOP", "DZD", "ECS", "EEK", "EGP", "ERN", "ESP", "ETB", "EUR", "FIM", "FJD", "FKP",
    "FRF", "GBP", "GEL", "GHC", "GHS", "GIP", "GMD", "GNF", "GRD", "GTQ", "GWP", "GYD", "HKD", "HNL", "HRK", "HTG",
    "HUF", "IDR", "IEP", "ILS", "INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF",
    "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LTL", "LUF", "LVL", "LYD", "MAD", "MDL",
    "MGA", "MGF", "MKD", "MMK", "MNT", "MOP", "MRO", "MRU", "MTL", "MUR", "MVR", "MWK", "MXN", "MYR", "MZM", "MZN",
    "NAD", "NGN", "NIO", "NLG", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PLZ", "PTE",
    "PYG", "QAR", "ROL", "RON", "RSD", "RUB", "RUR", "RWF", "SAR", "SBD", "SCR", "SDD", "SDG", "SEK", "SGD", "SHP",
    "SIT", "SKK", "SLE", "SLL", "SOS", "SRD", "SRG", "SSP", "STD", "STN", "SUR", "SVC", "SYP", "SZL", "THB", "TJR",
    "TJS", "TMM", "TMT", "TND", "TOP", "TRL", "TRY", "TTD", "TWD", "TZS", "UAH", "UAK", "UGX", "USD", "UYU", "UZS",
    "VEB", "VED", "VEF", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XDR", "XOF", "XPF", "YER", "YUM", "ZAR",
    "ZMK", "ZMW", "ZWD", "ZWG", "ZWL",
];

/// The code in capitals, in whichever case it was written.
///
/// # Errors
/// A `Say` when no currency has these letters.
pub fn parse(text: &str) -> Result<&'static str, Say> {
    let code = text.trim().to_ascii_uppercase();
    let found = CODES.binary_search(&code.as_str()).ok();
    let code_known = found.and_then(|place| CODES.get(place)).copied();
    code_known.ok_or_else(|| Say::new("currency-unknown").with("given", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_finds_its_own() {
        assert!(CODES.is_sorted());
        for code in CODES {
            assert_eq!(parse(&code.to_lowercase()).unwrap(), *code);
        }
        for wrong in ["", "US$", "DOLLARS", "ABC", "€"] {
            assert_eq!(parse(wrong).unwrap_err().key, "currency-unknown", "{wrong}");
        }
    }
}
