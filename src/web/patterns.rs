//! Patterns of rules in words, for readers who do not know the field language.

use crate::{error::Say, words::Words};

/// A pattern with what each of its pieces stands for.
pub struct Pattern {
    /// As it stands in the rule's file.
    pub notation: String,
    /// The same in words.
    pub words: String,
}

impl Pattern {
    /// A pattern that has been compiled before, so that it is sound.
    pub fn new(notation: &str, words: &Words) -> Pattern {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = notation.chars().peekable();
        let flush = |literal: &mut String, pieces: &mut Vec<String>| {
            if !literal.is_empty() {
                pieces.push(words.say(&Say::new("rules-piece-literal").with("text", &*literal)));
                literal.clear();
            }
        };
        while let Some(sign) = rest.next() {
            let told = match sign {
                '\\' => {
                    literal.extend(rest.next());
                    continue;
                }
                '{' => {
                    let field: String = rest.by_ref().take_while(|sign| *sign != '}').collect();
                    field_in_words(&field, words)
                }
                '[' => words.t("rules-piece-option").to_owned(),
                ']' => words.t("rules-piece-option-end").to_owned(),
                '~' => words.t("rules-piece-joint").to_owned(),
                ' ' if rest.peek() == Some(&'/') => {
                    rest.next();
                    rest.next();
                    words.t("rules-piece-line").to_owned()
                }
                ' ' => words.t("rules-piece-gap").to_owned(),
                other => {
                    literal.push(other);
                    continue;
                }
            };
            flush(&mut literal, &mut pieces);
            pieces.push(told);
        }
        flush(&mut literal, &mut pieces);
        let (open, shut) = (words.t("rules-piece-option"), words.t("rules-piece-option-end"));
        let mut told = String::new();
        for piece in pieces {
            // Commas stand between pieces, not within the brackets of what may be missing.
            if !told.is_empty() && !told.ends_with(open) && piece != shut {
                told.push_str(", ");
            }
            told.push_str(&piece);
        }
        Pattern {
            notation: notation.to_owned(),
            words: told,
        }
    }
}

/// What stands between braces, in words.
fn field_in_words(field: &str, words: &Words) -> String {
    let key = match field {
        "YYYY" => "rules-piece-year-four",
        "YY" => "rules-piece-year-two",
        "Y" => "rules-piece-year-one",
        "MM" | "M" => "rules-piece-month",
        "WW" | "W" => "rules-piece-week",
        "DD" | "D" => "rules-piece-day",
        "DDD" => "rules-piece-day-of-year",
        "Q" => "rules-piece-quarter",
        "F" => "rules-piece-week-of-month",
        "CCCC" | "CCC" | "CC" | "C" => "rules-piece-calendar-year",
        other => {
            let say = match other.split_once(':') {
                Some((name, _)) => Say::new("rules-piece-aside").with("name", name),
                None => Say::new("rules-piece-table").with("table", other),
            };
            return words.say(&say);
        }
    };
    words.t(key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, of};

    #[test]
    fn a_pattern_is_told_piece_by_piece() {
        let told = Pattern::new(r"K{Y}{WW}[-{lot:X 3-4}] / \{", of(Lang::En));
        assert_eq!(told.notation, r"K{Y}{WW}[-{lot:X 3-4}] / \{");
        assert_eq!(
            told.words,
            "“K”, the last digit of the year, the week, perhaps (“-”, lot, which says nothing of the date), the next line, “{”"
        );
    }
}
