//! Legal forms: what stands before or behind a name and says what kind of person the law sees.

/// Kinds of legal form; forms of different countries that are alike count as one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalForm {
    /// Ltd, LLC, ООО, ТОВ, GmbH, 有限公司 and the like.
    Limited,
    /// JSC, АО, AG, SA, Inc, Corp, 股份有限公司 and the like.
    Stock,
    /// A person in business: ИП, ФОП.
    Person,
    /// A free-zone company: FZE, DMCC.
    FreeZone,
    /// A partnership: LLP, KG.
    Partnership,
}

/// Written out, folded, longest first where one begins another.
const PHRASES: &[(&[&str], LegalForm)] = &[
    (&["limited", "liability", "company"], LegalForm::Limited),
    (
        &["obshchestvo", "s", "ogranichennoi", "otvetstvennost", "iu"],
        LegalForm::Limited,
    ),
    (
        &["obshchestvo", "s", "ogranichennoi", "otvetstvennostiu"],
        LegalForm::Limited,
    ),
    (
        &["tovaristvo", "z", "obmezhenoiu", "vidpovidalnistiu"],
        LegalForm::Limited,
    ),
    (&["public", "joint", "stock", "company"], LegalForm::Stock),
    (&["private", "joint", "stock", "company"], LegalForm::Stock),
    (&["joint", "stock", "company"], LegalForm::Stock),
    (&["aktsionernoe", "obshchestvo"], LegalForm::Stock),
    (&["gmbh", "co", "kg"], LegalForm::Limited),
    (&["limited", "sirketi"], LegalForm::Limited),
    (&["anonim", "sirketi"], LegalForm::Stock),
    (&["ltd", "sti"], LegalForm::Limited),
    (&["co", "ltd"], LegalForm::Limited),
    (&["co", "limited"], LegalForm::Limited),
    (&["company", "limited"], LegalForm::Limited),
    (&["corp", "ltd"], LegalForm::Stock),
    (&["pte", "ltd"], LegalForm::Limited),
    (&["pty", "ltd"], LegalForm::Limited),
    (&["pvt", "ltd"], LegalForm::Limited),
    (&["private", "limited"], LegalForm::Limited),
    (&["sdn", "bhd"], LegalForm::Limited),
    (&["sp", "zoo"], LegalForm::Limited),
];

/// The kind a single folded word stands for.
fn form_of(word: &str) -> Option<LegalForm> {
    Some(match word {
        "llc" | "ltd" | "limited" | "ooo" | "tov" | "gmbh" | "sarl" | "bv" | "srl" | "doo" | "oy" | "uab" | "sia"
        | "too" | "ltda" | "lllc" | "odo" | "ab" | "kft" | "zoo" | "pte" => LegalForm::Limited,
        "jsc" | "pjsc" | "ojsc" | "cjsc" | "ao" | "pao" | "oao" | "zao" | "ag" | "sa" | "nv" | "inc"
        | "incorporated" | "corp" | "corporation" | "plc" | "prat" | "pat" | "at" | "spa" | "as" | "asa" | "kk"
        | "nao" | "se" => LegalForm::Stock,
        "ip" | "fop" | "chp" | "pe" | "spd" => LegalForm::Person,
        "fze" | "fzco" | "fzc" | "dmcc" | "fzllc" => LegalForm::FreeZone,
        "llp" | "lp" | "kg" | "ohg" => LegalForm::Partnership,
        _ => return None,
    })
}

/// Chinese endings.
pub(super) const HAN: &[(&str, LegalForm)] = &[
    ("股份有限公司", LegalForm::Stock),
    ("有限责任公司", LegalForm::Limited),
    ("有限公司", LegalForm::Limited),
    ("公司", LegalForm::Limited),
];

/// Takes the legal forms off folded words: at either end, never the last word that is left. Some words are forms only behind a
/// name (`AT`, `AS`, `SE`) or only where the name has others.
pub(super) fn take_off(words: &mut Vec<String>) -> Option<LegalForm> {
    let mut found = None;
    loop {
        let phrase = PHRASES.iter().find_map(|(phrase, form)| {
            let fits = |part: Option<&[String]>| {
                part.is_some_and(|part| part.iter().zip(*phrase).all(|(one, other)| one == other))
            };
            let rest = words.len().checked_sub(phrase.len()).filter(|rest| *rest > 0)?;
            if fits(words.get(rest..)) {
                return Some((rest..words.len(), *form));
            }
            fits(words.get(..phrase.len())).then_some((0..phrase.len(), *form))
        });
        let single = || {
            let last = words.len().checked_sub(1).filter(|last| *last > 0)?;
            let ending = words
                .last()
                .and_then(|word| form_of(word))
                .map(|form| (last..last + 1, form));
            let first = words
                .first()
                .filter(|word| !matches!(word.as_str(), "as" | "se" | "lp" | "pe"));
            ending.or_else(|| first.and_then(|word| form_of(word)).map(|form| (0..1, form)))
        };
        let Some((range, form)) = phrase.or_else(single) else {
            return found;
        };
        words.drain(range);
        found = found.or(Some(form));
    }
}
