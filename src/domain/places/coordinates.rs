//! Coordinates: whole micro-degrees, so that equal places are equal numbers on every machine and in both databases.

use crate::error::Say;

/// Micro-degrees in one degree.
pub(super) const DEGREE: i64 = 1_000_000;

/// The longest text that can be a pair of coordinates.
const LONGEST: usize = 100;

/// A point on the earth (WGS 84), to a millionth of a degree (about 11 centimetres).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Coordinates {
    lat: i32,
    lon: i32,
}

impl Coordinates {
    /// From micro-degrees; `None` outside ±90° and ±180°. 180° west and 180° east are the same line, kept as west.
    pub fn from_micro(lat: i64, lon: i64) -> Option<Coordinates> {
        if lat.abs() > 90 * DEGREE || lon.abs() > 180 * DEGREE {
            return None;
        }
        let lon = if lon == 180 * DEGREE { -lon } else { lon };
        Some(Coordinates {
            lat: i32::try_from(lat).ok()?,
            lon: i32::try_from(lon).ok()?,
        })
    }

    /// From degrees, as measured by a device; `None` outside the earth or for what is no number.
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Coordinates> {
        // Through decimal text: rounding is then the same everywhere, and infinities fail to parse.
        let micro = |degrees: f64| decimal(&format!("{degrees:.6}"));
        Coordinates::from_micro(micro(lat)?, micro(lon)?)
    }

    /// Latitude in micro-degrees, north positive.
    pub fn lat_micro(self) -> i32 {
        self.lat
    }

    /// Longitude in micro-degrees, east positive.
    pub fn lon_micro(self) -> i32 {
        self.lon
    }

    /// Latitude in degrees, north positive.
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / 1e6
    }

    /// Longitude in degrees, east positive.
    pub fn lon(self) -> f64 {
        f64::from(self.lon) / 1e6
    }

    /// Reads `50.4501, 30.5234`, `50,4501; 30,5234`, `50°27'00"N 30°31'24"E`, `N 50 27.5 E 30 31.4` and the like.
    /// Without letters latitude comes first.
    pub fn parse(text: &str) -> Result<Coordinates, Say> {
        let invalid = || Say::new("coordinates-invalid");
        if text.chars().count() > LONGEST {
            return Err(invalid());
        }
        let (first, second) = halves(text.trim()).ok_or_else(invalid)?;
        let first = half(&first).ok_or_else(invalid)?;
        let second = half(&second).ok_or_else(invalid)?;
        let (lat, lon) = match (first.axis, second.axis) {
            (Axis::Any | Axis::Lat, Axis::Any | Axis::Lon) => (first.micro, second.micro),
            (Axis::Lon, Axis::Any | Axis::Lat) | (Axis::Any, Axis::Lat) => (second.micro, first.micro),
            _ => return Err(invalid()),
        };
        Coordinates::from_micro(lat, lon).ok_or_else(|| Say::new("coordinates-range"))
    }

    /// Degrees with this many decimals (0 to 6), rounded: `50.45, 30.52`.
    pub fn to_text(self, decimals: u32) -> String {
        format!("{}, {}", degrees(self.lat, decimals), degrees(self.lon, decimals))
    }
}

/// One number with a fixed count of decimals, rounded half away from zero.
fn degrees(micro: i32, decimals: u32) -> String {
    let decimals = decimals.min(6);
    let unit = 10_i64.pow(6 - decimals);
    let size = (i64::from(micro).abs() + unit / 2) / unit;
    let whole = 10_i64.pow(decimals);
    let sign = if micro < 0 && size > 0 { "-" } else { "" };
    if decimals == 0 {
        return format!("{sign}{size}");
    }
    let width = usize::try_from(decimals).unwrap_or(6);
    format!("{sign}{}.{:0width$}", size / whole, size % whole)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Any,
    Lat,
    Lon,
}

struct Half {
    axis: Axis,
    micro: i64,
}

/// The two halves of a pair: at a semicolon, at the comma, after or before the letters of the compass, or at the only space.
fn halves(text: &str) -> Option<(String, String)> {
    if let Some((first, second)) = text.split_once(';') {
        return Some((first.replace(',', "."), second.replace(',', ".")));
    }
    if let [first, second] = text.split(',').collect::<Vec<_>>().as_slice() {
        return Some(((*first).to_owned(), (*second).to_owned()));
    }
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| compass(*c).is_some()).collect();
    if let [(first, letter), (second, _)] = letters.as_slice() {
        // The letter may stand before its number or behind it.
        let cut = if *first == 0 {
            *second
        } else {
            first.saturating_add(letter.len_utf8())
        };
        let (first, second) = text.split_at_checked(cut)?;
        return Some((first.to_owned(), second.to_owned()));
    }
    match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [first, second] => Some(((*first).to_owned(), (*second).to_owned())),
        _ => None,
    }
}

/// Which axis a letter of the compass names, and whether it is the negative side.
fn compass(letter: char) -> Option<(Axis, bool)> {
    match letter.to_ascii_uppercase() {
        'N' => Some((Axis::Lat, false)),
        'S' => Some((Axis::Lat, true)),
        'E' => Some((Axis::Lon, false)),
        'W' => Some((Axis::Lon, true)),
        _ => None,
    }
}

/// Degrees, minutes and seconds with an optional sign or letter.
fn half(text: &str) -> Option<Half> {
    let mut axis = Axis::Any;
    let mut negative = false;
    // A letter behind a number ends it: `1e3` is not thirteen degrees east.
    let mut ended = false;
    let mut numbers = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            _ if compass(character).is_some() => {
                let (named, side) = compass(character)?;
                if axis != Axis::Any || negative {
                    return None;
                }
                (axis, negative) = (named, side);
                ended = !numbers.trim().is_empty();
            }
            '0'..='9' | '.' if ended => return None,
            '0'..='9' | '.' => numbers.push(character),
            '-' | '\u{2212}' | '+' if numbers.trim().is_empty() => {
                if axis != Axis::Any || negative {
                    return None;
                }
                negative = character != '+';
            }
            '°' | 'º' | '\'' | '’' | '′' | '"' | '”' | '″' => numbers.push(' '),
            _ if character.is_whitespace() => numbers.push(' '),
            _ => return None,
        }
    }
    let parts: Vec<&str> = numbers.split_whitespace().collect();
    let last = parts.len().checked_sub(1)?;
    // In millionths of a second of arc, so that the one rounding comes last.
    let mut seconds: i64 = 0;
    for (place, part) in parts.iter().enumerate() {
        let worth = [3600, 60, 1].get(place)?;
        let value = decimal(part)?;
        if (place > 0 && value >= 60 * DEGREE) || (place < last && part.contains('.')) {
            return None;
        }
        seconds = seconds.checked_add(value.checked_mul(*worth)?)?;
    }
    let micro = (seconds + 1800) / 3600;
    Some(Half {
        axis,
        micro: if negative { -micro } else { micro },
    })
}

/// A decimal number as millionths; digits beyond the sixth decimal are dropped.
fn decimal(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || !plain(whole) || !plain(rest) {
        return None;
    }
    let millionths: String = rest.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (whole.parse::<i64>().ok()? * DEGREE + millionths.parse::<i64>().ok()?))
}
