//! Fresh secrets, and the slow hashing of passwords.
//!
//! Hashing takes tens of milliseconds and 19 MiB on purpose, so it is done outside every transaction and
//! off the async runtime: handlers hash first and hand the result to the act.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash};

use crate::{
    domain::secrets::{Password, Secret},
    error::{Error, Result},
};

/// The hash of a password nobody has, of the same cost as a real one: verified when there is no account,
/// so that the time of the answer does not tell.
pub(super) const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$dfEDbeQsOw6lfvD24s9zoA$DGWxnIg6OGorCzpBzi6UlTYdct4yM2JayMBP463S6io";

/// A fresh secret of 260 random bits.
pub fn fresh(prefix: &str) -> Secret {
    Secret::from_bytes(prefix, &rand::random())
}

/// Hashes a password with argon2id and a fresh salt. Slow.
///
/// # Errors
/// `Internal` when the machine gives no randomness or no memory.
pub fn hash_password(password: &Password) -> Result<String> {
    Argon2::default()
        .hash_password(password.bytes())
        .map(|hash| hash.to_string())
        .map_err(|cause| Error::internal(cause.to_string()))
}

/// Whether a password is the one behind a hash. Slow.
///
/// # Errors
/// `Internal` when the hash is none, which only a hand in the database can have caused.
pub fn verify_password(password: &Password, hash: &str) -> Result<bool> {
    match Argon2::default().verify_password(password.bytes(), hash) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(cause) => Err(Error::internal(cause.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_costs_as_much_as_a_real_one() {
        let password = Password::typed("grey heron at dawn");
        let real = hash_password(&password).unwrap();
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&real));
        assert_eq!(NOBODY.len(), real.len());
        assert!(verify_password(&password, &real).unwrap());
        assert!(!verify_password(&Password::typed("grey heron at dusk"), &real).unwrap());
        assert!(!verify_password(&password, NOBODY).unwrap());
        assert!(verify_password(&password, "nonsense").is_err());
    }

    #[test]
    fn no_two_secrets_are_alike() {
        assert_ne!(fresh("").hash(), fresh("").hash());
    }
}
