//! Dates, numbers and codes as providers write them, in the form of the canonical table.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};

use super::Order;
use crate::{domain::dates::Edtf, error::Say};

/// The longest text, in bytes, in which a date or a number is looked for: a cell may hold a megabyte, and looking costs more than
/// its length.
const LONGEST: usize = 400;

/// As much of a cell as a message shows.
fn shown(given: &str) -> String {
    given.chars().take(40).collect()
}

/// A date of a day, a month or a year, as EDTF. A time of day is left out. Empty for zeros that stand for nothing.
pub(super) fn date(given: &str, order: Order) -> Result<Cow<'_, str>, Say> {
    let wrong = || {
        Say::new("mappings-date")
            .with("given", shown(given))
            .with("order", order.as_str())
    };
    if given.len() > LONGEST {
        return Err(wrong());
    }
    let day = without_time(given);
    let mut groups: [&str; 3] = [""; 3];
    let mut count = 0;
    for group in day.split(['.', '/', '-', ' ', '\u{a0}']) {
        match groups.get_mut(count) {
            Some(slot) => *slot = group,
            None => return edtf(given).ok_or_else(wrong),
        }
        count += 1;
    }
    let plain = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.iter().take(count).all(|group| plain(group)) {
        return edtf(given).ok_or_else(wrong);
    }
    if day.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') {
        return Ok(Cow::Borrowed(""));
    }
    let [first, second, third] = groups;
    let found = match count {
        3 if first.len() == 4 => whole(first, second, third),
        3 => match order {
            Order::Dmy => whole(third, second, first),
            Order::Mdy => whole(third, first, second),
            Order::Ymd => None,
        },
        2 if first.len() == 4 => month(first, second),
        2 if second.len() == 4 => month(second, first),
        1 => alone(first, order),
        _ => None,
    };
    found.map(Cow::Owned).ok_or_else(wrong)
}

/// What is a date of the catalogue already: an interval, a season, an uncertain one.
fn edtf(given: &str) -> Option<Cow<'_, str>> {
    Edtf::parse(given).ok().map(|_date| Cow::Borrowed(given))
}

fn without_time(given: &str) -> &str {
    let cut = given
        .char_indices()
        .find(|(at, letter)| matches!(letter, 'T' | ' ') && given.get(at + 1..).is_some_and(|rest| rest.contains(':')));
    cut.map_or(given, |(at, _)| given.get(..at).unwrap_or(given)).trim()
}

fn whole(year: &str, month: &str, day: &str) -> Option<String> {
    let mut number: i32 = year.parse().ok()?;
    match year.len() {
        4 => {}
        2 if number < 70 => number += 2_000,
        2 => number += 1_900,
        _ => return None,
    }
    let sound = number > 1_900 && month.len() <= 2 && day.len() <= 2;
    let found = NaiveDate::from_ymd_opt(number, month.parse().ok()?, day.parse().ok()?)?;
    sound.then(|| found.format("%Y-%m-%d").to_string())
}

fn month(year: &str, month: &str) -> Option<String> {
    let number: u8 = month.parse().ok()?;
    ((1..=12).contains(&number) && year > "1900").then(|| format!("{year}-{number:02}"))
}

/// One number: a year, eight digits, or the count of days that spreadsheets keep.
fn alone(digits: &str, order: Order) -> Option<String> {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    match digits.len() {
        4 if ("1900".."2100").contains(&digits) => Some(digits.to_owned()),
        5 => {
            let days: u64 = digits.parse().ok()?;
            let sound = (20_000..80_000).contains(&days);
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            let found = epoch.checked_add_days(Days::new(days))?;
            sound.then(|| found.format("%Y-%m-%d").to_string())
        }
        8 => whole(part(0, 4), part(4, 6), part(6, 8)).or_else(|| match order {
            Order::Dmy => whole(part(4, 8), part(2, 4), part(0, 2)),
            Order::Mdy => whole(part(4, 8), part(0, 2), part(2, 4)),
            Order::Ymd => None,
        }),
        _ => None,
    }
}

/// The largest count of digits before the decimals.
const DIGITS: usize = 13;

/// A number without marks between thousands and with a point before its decimals, and what follows it. More decimals than the
/// catalogue keeps are rounded, and the number then says "about". What does not begin with a number is left as it is.
pub(super) fn number(given: &str, decimal_comma: bool) -> Result<(Cow<'_, str>, &str), Say> {
    if given.len() <= DIGITS && given.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((Cow::Borrowed(given), ""));
    }
    let invalid = || Say::new("mappings-number").with("given", shown(given));
    if given.len() > LONGEST {
        return Err(invalid());
    }
    let negative = given.starts_with(['-', '−', '–']) || (given.starts_with('(') && given.ends_with(')'));
    if negative && given.contains(|letter: char| letter.is_ascii_digit()) {
        return Err(Say::new("quantity-negative").with("given", shown(given)));
    }
    if !given.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Ok((Cow::Borrowed(given), ""));
    }
    let length = given
        .char_indices()
        .find(|(at, letter)| !belongs(given, *at, *letter))
        .map_or(given.len(), |(at, _)| at);
    let (written, rest) = given.split_at_checked(length).unwrap_or((given, ""));
    let bare: String = written.chars().filter(|letter| !is_space(*letter)).collect();
    let (point, group) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let (whole, decimals) = match bare.rsplit_once(point) {
        Some((whole, decimals)) => (whole, decimals),
        None => (bare.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(group).collect();
    let grouped = groups.iter().skip(1).all(|digits| digits.len() == 3) && !whole.contains(point);
    if !grouped || decimals.contains(group) || groups.first().is_none_or(|first| groups.len() > 1 && first.len() > 3) {
        return Err(invalid());
    }
    let whole = groups.concat();
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    if whole.len() > DIGITS {
        return Err(Say::new("quantity-too-large").with("max", "1000000000000"));
    }
    Ok((Cow::Owned(rounded(whole, decimals)), rest.trim()))
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

/// Whether a letter belongs to the number: a digit, a mark before digits, or a space before exactly three digits.
fn belongs(given: &str, at: usize, letter: char) -> bool {
    let after = given.get(at + letter.len_utf8()..).unwrap_or_default();
    // More than three is told by the fourth.
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    match letter {
        '0'..='9' => true,
        ',' | '.' => digits > 0,
        letter => is_space(letter) && digits == 3,
    }
}

fn rounded(whole: &str, decimals: &str) -> String {
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        return whole.to_owned();
    }
    if decimals.len() <= 3 {
        return format!("{whole}.{decimals}");
    }
    let (kept, lost) = decimals.split_at_checked(3).unwrap_or((decimals, ""));
    let thousandths: u64 = whole.parse::<u64>().unwrap_or(0) * 1_000 + kept.parse::<u64>().unwrap_or(0);
    let thousandths = thousandths + u64::from(lost.starts_with(|first: char| first >= '5'));
    let (whole, part) = (thousandths / 1_000, thousandths % 1_000);
    match part {
        0 => format!("about {whole}"),
        part => format!("about {whole}.{}", format!("{part:03}").trim_end_matches('0')),
    }
}

/// The first six digits of a code of the customs. Codes of ten and eight digits lose their first zero in spreadsheets.
pub(super) fn hs(given: &str) -> Result<Cow<'_, str>, Say> {
    let is_mark = |letter: char| matches!(letter, '.' | '-') || is_space(letter);
    let bare: Cow<'_, str> = match given.contains(is_mark) {
        true => given.replace(is_mark, "").into(),
        false => Cow::Borrowed(given),
    };
    let digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let six = match bare.len() {
        6..=11 if digits && bare.len().is_multiple_of(2) => bare.get(..6).map(str::to_owned),
        7 | 9 if digits => bare.get(..5).map(|five| format!("0{five}")),
        _ => None,
    };
    // An edition, or anything else that the catalogue may know how to read.
    Ok(six.map_or(Cow::Borrowed(given), Cow::Owned))
}

/// A cell as the import reads it: control characters are gone, and line breaks are spaces.
pub(super) fn on_one_line(cell: &mut String) {
    if cell.contains(char::is_control) {
        let kept = |letter: char| match (letter.is_control(), letter.is_whitespace()) {
            (true, false) => None,
            (true, true) => Some(' '),
            _ => Some(letter),
        };
        *cell = cell.chars().filter_map(kept).collect();
    }
}

/// Text on one line, without characters that nobody sees.
pub(super) fn push_text(given: &str, cell: &mut String) {
    if !given.contains(char::is_control) {
        cell.push_str(given);
        return;
    }
    let mut words = given.split(char::is_control).filter(|word| !word.is_empty());
    if let Some(first) = words.next() {
        cell.push_str(first);
    }
    for word in words {
        cell.push(' ');
        cell.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_order_that_the_provider_writes() {
        let read = |text: &str, order| date(text, order).map(Cow::into_owned).map_err(|say| say.key);
        for (text, order, expected) in [
            ("15.03.2023", Order::Dmy, "2023-03-15"),
            ("5.3.23", Order::Dmy, "2023-03-05"),
            ("03/15/2023", Order::Mdy, "2023-03-15"),
            ("2023-03-15", Order::Dmy, "2023-03-15"),
            ("2023/3/15", Order::Ymd, "2023-03-15"),
            ("15.03.2023 0:00:00", Order::Dmy, "2023-03-15"),
            ("2023-03-15T10:30", Order::Dmy, "2023-03-15"),
            ("20230315", Order::Dmy, "2023-03-15"),
            ("15032023", Order::Dmy, "2023-03-15"),
            ("45000", Order::Dmy, "2023-03-15"),
            ("03.2023", Order::Dmy, "2023-03"),
            ("2023-03", Order::Dmy, "2023-03"),
            ("2023", Order::Dmy, "2023"),
            ("2023-03~", Order::Dmy, "2023-03~"),
            ("00.00.0000", Order::Dmy, ""),
        ] {
            assert_eq!(read(text, order), Ok(expected.to_owned()), "{text}");
        }
        for (text, order) in [
            ("31.02.2023", Order::Dmy),
            ("15.03.2023", Order::Mdy),
            ("15.03.2023", Order::Ymd),
            ("middle of March", Order::Dmy),
            ("12", Order::Dmy),
            ("1.2.3.4", Order::Dmy),
            ("99999", Order::Dmy),
            ("--", Order::Dmy),
        ] {
            assert_eq!(read(text, order), Err("mappings-date"), "{text}");
        }
    }

    #[test]
    fn numbers_lose_their_marks_and_nothing_else() {
        let read = |text: &str, comma| {
            number(text, comma)
                .map(|(number, rest)| (number.into_owned(), rest.to_owned()))
                .map_err(|say| say.key)
        };
        for (text, comma, expected, rest) in [
            ("500", true, "500", ""),
            ("1 234,50", true, "1234.5", ""),
            ("1\u{a0}234\u{a0}567,5", true, "1234567.5", ""),
            ("1.234.567,5", true, "1234567.5", ""),
            ("1,234.50", false, "1234.5", ""),
            ("500 шт", true, "500", "шт"),
            ("12,3456 USD", true, "about 12.346", "USD"),
            ("0,9996", true, "about 1", ""),
            ("007", true, "007", ""),
            ("at least 5", true, "at least 5", ""),
        ] {
            assert_eq!(read(text, comma), Ok((expected.to_owned(), rest.to_owned())), "{text}");
        }
        assert_eq!(read("-5", true), Err("quantity-negative"));
        assert_eq!(read("(1 000)", true), Err("quantity-negative"));
        assert_eq!(read("12.34,5.6", true), Err("mappings-number"));
        assert_eq!(read("1234.50", true), Err("mappings-number"));
        assert_eq!(read("99999999999999999", true), Err("quantity-too-large"));
        assert_eq!(read("1 23456", true), Ok(("1".to_owned(), "23456".to_owned())));
    }

    #[test]
    fn a_cell_as_long_as_a_row_may_be_is_refused_without_looking_through_it() {
        for letters in ["7", "1 ", "1,", "5 шт "] {
            let long = letters.repeat((1 << 20) / letters.len());
            let told = number(&long, true).unwrap_err();
            assert_eq!(told.key, "mappings-number", "{letters}");
            assert!(
                told.args.iter().all(|(_, text)| text.chars().count() <= 40),
                "{letters}"
            );
        }
        for letters in ["T", " ", "1T"] {
            let long = letters.repeat((1 << 20) / letters.len());
            assert_eq!(date(&long, Order::Dmy).unwrap_err().key, "mappings-date", "{letters}");
        }
    }

    #[test]
    fn codes_of_customs_become_six_digits() {
        for (text, expected) in [
            ("8542319010", "854231"),
            ("8542 31 901 0", "854231"),
            ("8542.31", "854231"),
            ("101210000", "010121"),
            ("85423190", "854231"),
            ("8542.31 (HS 2022)", "8542.31 (HS 2022)"),
        ] {
            assert_eq!(hs(text).unwrap(), expected, "{text}");
        }
    }
}
