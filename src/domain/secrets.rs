//! Secrets: what a person knows (passwords) and what a machine hands out (links, sessions, tokens).
//!
//! Neither can be printed by accident: their `Debug` shows nothing. Randomness and slow hashing come from
//! outside, because this room has neither.

use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::error::Say;

/// Lower-case base 32 without the letters that are read as digits.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many characters a secret has after its prefix: 52 of five bits each, 260 bits.
pub const LENGTH: usize = 52;

/// What an API token begins with, so that scanners for leaked secrets recognise it.
pub const TOKEN_PREFIX: &str = "sherd_";

/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 12;
/// The most characters of a password; more would only be work for the machine.
pub const PASSWORD_MAX: usize = 200;

/// A random secret in the clear. It is shown once; only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret from random bytes, of which five bits each are used.
    pub fn from_bytes(prefix: &str, bytes: &[u8; LENGTH]) -> Secret {
        let mut text = prefix.to_owned();
        text.extend(
            bytes
                .iter()
                .filter_map(|byte| DIGITS.get(usize::from(byte & 31)))
                .map(|digit| char::from(*digit)),
        );
        Secret(text)
    }

    /// What someone presents as a secret. Never fails: a wrong one is simply not found.
    pub fn presented(text: &str) -> Secret {
        Secret(text.trim().to_owned())
    }

    /// The secret itself, to show once or to send to its owner.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored: SHA-256 in lower-case hexadecimal. Enough for 260 random bits; passwords need
    /// slow hashing instead.
    pub fn hash(&self) -> String {
        sha256(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// A password as it is hashed: compatibility forms unified, so that it is the same from every keyboard.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A new password, checked against the rules: 12 to 200 characters, not made of the person's e-mail
    /// address, not one that is tried first. No rule on kinds of characters: those make passwords worse.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn choose(text: &str, email: &str) -> Result<Password, Say> {
        if text.len() > PASSWORD_MAX * 4 {
            return Err(Say::new("password-long").with("max", PASSWORD_MAX));
        }
        let password = Password::typed(text);
        let count = password.0.chars().count();
        if count < PASSWORD_MIN {
            return Err(Say::new("password-short").with("min", PASSWORD_MIN));
        }
        if count > PASSWORD_MAX {
            return Err(Say::new("password-long").with("max", PASSWORD_MAX));
        }
        let bare = bare(&password.0);
        if is_own_address(&bare, email) {
            return Err(Say::new("password-is-email"));
        }
        if is_common(&bare) {
            return Err(Say::new("password-common"));
        }
        Ok(password)
    }

    /// A password as typed to prove who one is. White space around it is dropped, because it comes with
    /// copying, and so is what follows the longest that could be right.
    pub fn typed(text: &str) -> Password {
        Password(text.trim().nfkc().take(PASSWORD_MAX + 1).collect())
    }

    /// The bytes to hash.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Lower case, letters and digits only: how much a guesser has to vary.
fn bare(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The e-mail address, or its first part with at most four characters around it.
fn is_own_address(password: &str, email: &str) -> bool {
    let local = bare(email.split('@').next().unwrap_or_default());
    let is_padded =
        |word: &str| word.len() >= 4 && password.find(word).is_some_and(|_| password.len() <= word.len() + 4);
    password == bare(email) || is_padded(&local) || is_padded(&bare(email))
}

/// Beginnings and wholes that lists of leaked passwords hold most often. A long tail is left to the
/// lock-out: only what is guessed within the first tries matters here.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "p4ssword",
    "qwertyuiop",
    "qwerty",
    "qwertz",
    "azerty",
    "asdfghjkl",
    "asdf",
    "zxcvbnm",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "admin",
    "changeme",
    "default",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "monkey",
    "dragon",
    "master",
    "shadow",
    "superman",
    "batman",
    "trustno",
    "starwars",
    "whatever",
    "computer",
    "internet",
    "secret",
    "abcdefghijkl",
    "abcd",
    "abc",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qaz2wsx",
    "zaq12wsx",
    "q1w2e3r4t5y6",
    "sherd",
    "demo",
    "correcthorsebatterystaple",
    "йцукенгшщз",
    "йцукен",
    "фывапролдж",
    "пароль",
    "славаукраїні",
    "привет",
    "любовь",
];

/// What is left of such a password when the word is taken away: digits in a row, a year, the word again.
fn is_common(password: &str) -> bool {
    let mut distinct: Vec<char> = password.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 5 || is_run(password) {
        return true;
    }
    COMMON.iter().any(|word| {
        let rest = password.replace(word, "");
        rest.len() < password.len() && (rest.chars().count() <= 4 || rest.chars().all(|c| c.is_ascii_digit()))
    })
}

/// True for `123456789012`, `abcdefghijkl` and the like: every character follows its neighbour.
fn is_run(password: &str) -> bool {
    let codes: Vec<u32> = password.chars().map(u32::from).collect();
    let follows = |pair: &[u32]| match pair {
        [one, other] => one.abs_diff(*other) == 1 || (*one == 57 && *other == 48) || (*one == 48 && *other == 57),
        _ => false,
    };
    codes.windows(2).all(follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(password: &str) -> &'static str {
        Password::choose(password, "o.koval@example.org").unwrap_err().key
    }

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        assert_eq!(refused("elevenchars"), "password-short");
        assert_eq!(refused(&"long ".repeat(41)), "password-long");
        assert_eq!(refused(&"\u{fdfa}".repeat(200)), "password-long");
        assert_eq!(refused(&"x".repeat(1_000_000)), "password-long");
        assert_eq!(refused("O.Koval@example.org"), "password-is-email");
        for common in [
            "Password12345",
            "password password",
            "aaaaaaaaaaaa",
            "123456789012",
            "qwerty123456",
            "йцукен123456",
            "admin-2026-admin",
            "121212121212",
            "Welcome2026!!",
        ] {
            assert_eq!(refused(common), "password-common", "{common}");
        }
    }

    #[test]
    fn long_ordinary_passwords_are_accepted() {
        for fine in [
            "grey heron at dawn",
            "тихий берег над Дніпром",
            "Xk3-vv91-Qpz0",
            "two admirals and a passport",
        ] {
            assert!(Password::choose(fine, "o.koval@example.org").is_ok(), "{fine}");
        }
    }

    #[test]
    fn the_same_password_from_another_keyboard_is_the_same() {
        assert_eq!(Password::typed("cafe\u{301}"), Password::typed("café"));
        assert_eq!(Password::typed("ｗｉｄｅ"), Password::typed("wide"));
    }

    #[test]
    fn secrets_do_not_print_themselves() {
        let secret = Secret::from_bytes(TOKEN_PREFIX, &[7; LENGTH]);
        assert_eq!(secret.reveal(), format!("sherd_{}", "7".repeat(LENGTH)));
        assert!(!format!("{secret:?} {:?}", Password::typed("heron")).contains("heron"));
        assert!(!format!("{secret:?}").contains("77"));
        assert_eq!(secret.hash().len(), 64);
    }
}
