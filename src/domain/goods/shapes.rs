//! The forms of things: what can be a part number, and what looks like one and is a measure, a date, a package, a standard.

/// Most characters of a part number.
const LONGEST: usize = 40;

/// The form in which numbers are looked at: capitals, letters and digits only, Cyrillic letters that look like Latin ones read as
/// those. A quicker and smaller sister of `text::fold_part`, for these scripts only.
pub(super) fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .flat_map(char::to_uppercase)
        .filter(|c| c.is_alphanumeric())
        .map(twin)
}

/// The Latin capital a Cyrillic one cannot be told from.
pub(super) fn twin(c: char) -> char {
    match c {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'І' => 'I',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' | '×' => 'X',
        'Ѕ' => 'S',
        'Ј' => 'J',
        other => other,
    }
}

/// What a piece of text looks like, folded and counted once.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Folded.
    pub(super) folded: Vec<char>,
    /// Letters among them.
    pub(super) letters: usize,
    /// Digits among them.
    pub(super) digits: usize,
    /// How often a letter follows a digit or the other way round.
    pub(super) changes: usize,
}

impl Shape {
    /// Looks at a piece in capitals.
    pub(super) fn look(&mut self, capitals: &str) {
        self.folded.clear();
        (self.letters, self.digits, self.changes) = (0, 0, 0);
        let mut before = None;
        for c in capitals.chars().filter(|c| c.is_alphanumeric()).map(twin) {
            let digit = c.is_ascii_digit();
            self.digits += usize::from(digit);
            self.letters += usize::from(!digit);
            self.changes += usize::from(before.is_some_and(|before| before != digit));
            before = Some(digit);
            self.folded.push(c);
        }
    }

    /// How much the form alone speaks for a part number, 0 to 5; negative for what certainly is none.
    pub(super) fn weight(&self, capitals: &str) -> i32 {
        let length = self.folded.len();
        if self.letters == 0 || self.digits == 0 || !(4..=LONGEST).contains(&length) {
            return -9;
        }
        if is_measure(capitals)
            || is_size(capitals)
            || is_container(&self.folded)
            || is_standard(capitals)
            || is_package(&self.folded)
            || is_numbered_word(capitals)
            || is_common(capitals)
        {
            return -9;
        }
        let mixed = if self.digits >= 2 { 2 } else { 0 };
        let long = match length {
            7.. => 2,
            5.. => 1,
            _ => 0,
        };
        mixed + long + i32::from(self.changes >= 2)
    }
}

/// Units that measures are written with, behind the figures and without a space.
const UNITS: &[&str] = &[
    "V", "VDC", "VAC", "KV", "A", "MA", "W", "KW", "MW", "HZ", "KHZ", "MHZ", "GHZ", "UF", "NF", "PF", "MF", "F", "OHM",
    "K", "R", "MOHM", "KOHM", "UH", "NH", "MH", "MM", "CM", "DM", "M", "KM", "MM2", "CM2", "M2", "M3", "G", "KG",
    "KGS", "MG", "T", "MT", "LB", "LBS", "L", "ML", "GB", "MB", "KB", "TB", "MBIT", "KBIT", "GBIT", "BIT", "BITS",
    "MAH", "AH", "WH", "RPM", "INCH", "IN", "GSM", "DB", "DBM", "DBI", "CC", "C", "S", "N", "NM", "NW", "BAR", "PSI",
    "PA", "KPA", "MPA", "PIN", "PINS", "P", "PPM", "CH", "AWG", "X", "D", "HC", "GP", "HQ", "ST", "ND", "RD", "TH",
    "B", "Q", "PCS", "PC", "EA", "PR", "EUR", "USD", "HP", "В", "КВ", "А", "МА", "ВТ", "КВТ", "ГЦ", "КГЦ", "МГЦ",
    "ГГЦ", "МКФ", "НФ", "ПФ", "ОМ", "КОМ", "МОМ", "МКГН", "НГН", "ММ", "СМ", "М", "КМ", "ММ2", "СМ2", "М2", "М3", "Г",
    "КГ", "Т", "Л", "МЛ", "МАЧ", "МАГ", "АЧ", "АГ", "БИТ", "БІТ", "ГБ", "МБ", "БАР", "ШТ", "УП", "Г/М2", "PCS/REEL",
    "K/REEL", "KGF", "NOS", "LM", "LUX", "DPI", "MP", "PX", "FPS", "KBPS", "MBPS", "GBPS", "MSPS", "KSPS", "КАН",
    "ЛЕТ", "МЕС", "DAYS", "ЧАС", "PLY", "DEN", "GR", "DWT", "OZ", "FT",
];

/// `100MHZ`, `0.1UF`, `50V`, `1.8-250MHZ`, `6S`, `3K/REEL`.
pub(super) fn is_measure(capitals: &str) -> bool {
    let number =
        capitals.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '~' | '/'));
    if number.len() == capitals.len() {
        return false;
    }
    let unit = number.trim_end_matches('.');
    // `5V/3A`, `5000PCS/REEL`: each part is a measure, or the part behind the stroke a word.
    match unit.split_once('/') {
        Some((one, other)) => UNITS.contains(&one) && (is_measure(other) || other.chars().all(char::is_alphabetic)),
        // `128M-BIT`, `5A-PIN`.
        None => unit.split('-').all(|part| UNITS.contains(&part)),
    }
}

/// `60X40X40`, `18X6.1`, `3Х2,5`, `M4X12`, `6×19`, `1X20GP`.
pub(super) fn is_size(capitals: &str) -> bool {
    let body = capitals.trim_start_matches(['M', 'М', 'Ø', 'D']);
    let mut parts = body.split(['X', 'Х', '×', '*']);
    let number = |part: &str| {
        let figures = part.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-'));
        part.starts_with(|c: char| c.is_ascii_digit()) && (figures.is_empty() || UNITS.contains(&figures))
    };
    let first = parts.next().is_some_and(number);
    let mut more = parts.peekable();
    let thread =
        body.len() < capitals.len() && first && more.peek().is_none() && body.len() <= 2 && !capitals.starts_with('D');
    thread || (first && more.peek().is_some() && more.all(number))
}

/// ISO 6346: three letters, one of U, J, Z, seven digits.
fn is_container(folded: &[char]) -> bool {
    let (owner, number) = folded.split_at(folded.len().min(4));
    folded.len() == 11
        && owner.iter().all(char::is_ascii_alphabetic)
        && matches!(owner.last(), Some('U' | 'J' | 'Z'))
        && number.iter().all(char::is_ascii_digit)
}

/// Numbers of standards and drawings, which carry their body's letters: `АЕЯР.431290.711ТУ`, `ОЖ0.467.173`, `EN71`, `ISO9001`, `UN3480`.
fn is_standard(capitals: &str) -> bool {
    const BODIES: &[&str] = &[
        "EN", "ISO", "UN", "DIN", "ASTM", "IEC", "GB", "ГОСТ", "ДСТУ", "IP", "UL", "CAT", "RFC", "JIS", "AISI", "SAE",
    ];
    let head = capitals.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ':' | '/'));
    if BODIES.contains(&head) {
        return true;
    }
    // The figures of a Russian document, its letters being a piece of their own: `431290.711ТУ`.
    if capitals.ends_with("ТУ") && capitals.contains('.') && capitals.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    // Russian documents: letters, then groups of three to six digits between points.
    let groups: Vec<&str> = capitals.trim_end_matches("ТУ").split('.').collect();
    let figures = |group: &&&str| group.len() >= 3 && group.chars().all(|c| c.is_ascii_digit() || c == '-');
    groups.len() >= 3 && groups.iter().skip(1).filter(figures).count() >= 2 && !capitals.is_ascii()
}

/// The packages of semiconductors, as their names begin.
const PACKAGES: &[&str] = &[
    "LQFP", "TQFP", "HTQFP", "PQFP", "QFP", "VQFN", "WQFN", "UQFN", "QFN", "SOICN", "SOICW", "SOIC", "SOT", "TSSOP",
    "HTSSOP", "SSOP", "MSOP", "VSSOP", "TSOP", "SOP", "FCBGA", "FBGA", "TFBGA", "UFBGA", "BGA", "WLCSP", "DFN", "WSON",
    "VSON", "PDIP", "CDIP", "DIP", "DO", "TO", "PLCC", "CLCC", "LGA", "SOD", "SC70", "LCC", "SIP", "CSP",
];

/// `SOIC16`, `100LQFP`, `TO263-5`, `SOT23`, folded.
pub(super) fn is_package(folded: &[char]) -> bool {
    let digits = folded.iter().take_while(|c| c.is_ascii_digit()).count();
    let Some(rest) = folded.get(digits..).filter(|_| digits <= 3) else {
        return false;
    };
    PACKAGES.iter().any(|package| {
        let length = package.len();
        let named = rest.len() >= length && package.chars().zip(rest).all(|(one, other)| one == *other);
        let behind = rest.get(length..).unwrap_or_default();
        let letters = behind.iter().filter(|c| c.is_alphabetic()).count();
        named
            && behind.len() <= 6
            && letters <= 2
            && (!behind.is_empty() || digits > 0)
            && behind.first().is_none_or(char::is_ascii_digit)
    })
}

/// A whole word and a short number: `SPARTAN-6`, `ЛИТОЛ-24`, `CORTEX-M4`, `SMARTFUSION2`. Names of families and goods, seldom of one product.
fn is_numbered_word(capitals: &str) -> bool {
    let word = capitals.trim_end_matches(|c: char| c.is_ascii_digit());
    if capitals.len() - word.len() <= 2 && word.chars().count() >= 6 && word.chars().all(char::is_alphabetic) {
        return true;
    }
    let mut parts = capitals.split('-');
    let (Some(word), Some(number), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let letters = word.chars().count();
    letters >= 5
        && word.chars().all(char::is_alphabetic)
        && number.chars().filter(char::is_ascii_digit).count() <= 3
        && number.chars().count() <= 3
}

/// Words with figures that name a technique or a class, not a product.
fn is_common(capitals: &str) -> bool {
    const COMMON: &[&str] = &[
        "DDR2",
        "DDR3",
        "DDR4",
        "DDR5",
        "LPDDR4",
        "USB2.0",
        "USB3.0",
        "RS232",
        "RS-232",
        "RS422",
        "RS-422",
        "RS485",
        "RS-485",
        "ARM9",
        "WIFI6",
        "X7R",
        "X5R",
        "C0G",
        "NP0",
        "RJ45",
        "MPEG4",
        "MP3",
        "H264",
        "H.264",
        "IEEE1394",
        "RS-485/422",
        "COVID-19",
        "COVID19",
        "PM2.5",
        "CO2",
        "A4",
        "24/7",
        "PA66",
        "PA6-GF30",
        "ST37",
        "SS304",
        "SS316",
        "AISI304",
        "UTF-8",
        "1080P",
        "720P",
    ];
    // `KV330`: turns a volt, how motors are described.
    let turns = capitals
        .strip_prefix("KV")
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    turns || COMMON.contains(&capitals)
}

/// Year and week of four digits, or a year, with a plus behind when "or later" is meant: `2148`, `2051+`, `21+`.
pub(super) fn is_date_code(capitals: &str) -> bool {
    let figures = capitals.trim_end_matches('+');
    let later = figures.len() < capitals.len();
    if !figures.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    match (
        figures.len(),
        figures.get(..2).and_then(|year| year.parse::<u8>().ok()),
        figures.get(2..),
    ) {
        (2, Some(year), _) => later && year < 50,
        (4, Some(year), Some(rest)) => {
            let week: u8 = rest.parse().unwrap_or(99);
            let written_out = later && matches!(year, 19 | 20) && week < 50;
            written_out || ((1..=53).contains(&week) && !(50..80).contains(&year))
        }
        _ => false,
    }
}

/// A number as people write quantities, without its separators: `1,000`, `12 000`, `2,000.00`, `119.000`, `1250,5`.
pub(super) fn number(written: &str) -> Option<String> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let last = plain.rfind(['.', ',']);
    let separators = plain.matches(['.', ',']).count();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if plain.is_empty() || !plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let Some(last) = last else {
        return Some(trimmed(&plain));
    };
    let (whole, part) = (digits(plain.get(..last)?), digits(plain.get(last..)?));
    let sign = plain.get(last..=last)?;
    // Three figures behind a comma are thousands; behind a point they are the three decimals customs files print.
    let thousands = part.len() == 3
        && !whole.is_empty()
        && (sign == "," || (separators > 1 && plain.matches(sign).count() == separators));
    if thousands {
        return Some(trimmed(&format!("{whole}{part}")));
    }
    let part = part.trim_end_matches('0');
    Some(if part.is_empty() {
        trimmed(&whole)
    } else {
        format!("{}.{part}", trimmed(&whole))
    })
}

fn trimmed(digits: &str) -> String {
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => rest.to_owned(),
    }
}
