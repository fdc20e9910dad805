//! Why two organizations are thought to be one, in the words of a reader.

use crate::{
    domain::parties::known::{country_of, speaks_against},
    error::Say,
    web::views,
    words::Words,
};

/// A reason in words.
#[derive(Debug, Clone)]
pub struct Reason {
    /// Whether it speaks against.
    pub against: bool,
    /// The reason.
    pub text: String,
    /// Its key, for programs.
    pub key: &'static str,
}

/// Reasons in words: those for first.
pub fn reasons(said: &[Say], words: &Words) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = said
        .iter()
        .map(|say| {
            let mut told = say.clone();
            if let Some(country) = country_of(say) {
                told.args.retain(|(name, _)| *name != "country");
                told = told.with("country", views::country(country.code(), words));
            }
            Reason {
                against: speaks_against(say),
                text: words.say(&told),
                key: say.key,
            }
        })
        .collect();
    reasons.sort_by_key(|reason| reason.against);
    reasons
}

/// A score in hundredths: more would claim a precision that no score has.
pub fn percent(thousandths: i32) -> String {
    format!("{} %", (thousandths + 5) / 10)
}
