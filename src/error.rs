//! The one error of the house: what can go wrong, without HTTP and without SQL.
//!
//! Rooms return [`Result`]; `web/error.rs` holds the single table from [`Error`] to a status and a
//! code; `store/dialect.rs` turns database errors into it. A message for people is a [`Say`]: a
//! Fluent key with arguments, put into words only at the edge, in the reader's language.

use std::fmt;

/// The result every room returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A sentence for people, not yet in a language: a Fluent key and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// Key of the message in `words/<language>/*.ftl`.
    pub key: &'static str,
    /// Arguments by name, already formatted.
    pub args: Vec<(&'static str, String)>,
}

impl Say {
    /// A sentence without arguments.
    pub const fn new(key: &'static str) -> Say {
        Say { key, args: Vec::new() }
    }

    /// The same sentence with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Say {
        // Most sentences have one argument, and a mark can have thousands of sentences.
        self.args.reserve_exact(1);
        self.args.push((name, value.to_string()));
        self
    }
}

/// What is wrong with one field of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field as the form, the JSON body or the CSV header spells it.
    pub field: String,
    /// Why it is refused and what would be accepted.
    pub say: Say,
}

impl FieldError {
    /// An error on `field`.
    pub fn new(field: impl Into<String>, say: Say) -> FieldError {
        FieldError {
            field: field.into(),
            say,
        }
    }
}

/// Everything that can go wrong. A new variant needs a status, a code and a test line; the house
/// test asks for all three.
#[derive(Debug)]
pub enum Error {
    /// The thing does not exist, or not for this reader; the word is the shelf or thing.
    NotFound(&'static str),
    /// The act needs a signed-in person.
    Unauthenticated,
    /// The person may not do this; the word is a Fluent key of the reason.
    Forbidden(&'static str),
    /// The input is wrong; every field that is wrong is listed.
    Invalid(Vec<FieldError>),
    /// A value that must be unique is already in use; the word is the field.
    Taken(String),
    /// Someone else changed the record meanwhile; nothing was written.
    Stale,
    /// The thing is no longer in a state that allows this; the sentence says what happened to it.
    Conflict(Say),
    /// An update came without the version it is based on.
    Unversioned,
    /// Too many bytes or pixels.
    TooLarge(Say),
    /// A kind of file or body that is not accepted here.
    Unsupported(Say),
    /// The disk is full; nothing was kept of this request.
    NoSpace,
    /// Too many tries; come back after this many seconds.
    Throttled {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The sender was too slow to finish the request.
    Slow,
    /// The database is busy: try again.
    Busy,
    /// Anything else; the cause is logged and never shown.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A single wrong field.
    pub fn invalid(field: impl Into<String>, say: Say) -> Error {
        Error::Invalid(vec![FieldError::new(field, say)])
    }

    /// Wraps a cause that only the log may see.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Internal(cause.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound(what) => write!(f, "no such record in {what}"),
            Error::Unauthenticated => f.write_str("not signed in"),
            Error::Forbidden(why) => write!(f, "not allowed ({why})"),
            Error::Invalid(fields) => {
                f.write_str("invalid input:")?;
                for FieldError { field, say } in fields {
                    write!(f, " {field} ({})", say.key)?;
                }
                Ok(())
            }
            Error::Taken(field) => write!(f, "{field} is already in use"),
            Error::Stale => f.write_str("changed by someone else meanwhile"),
            Error::Conflict(say) => write!(f, "no longer possible ({})", say.key),
            Error::Unversioned => f.write_str("the version this change is based on is missing"),
            Error::TooLarge(say) => write!(f, "too large ({})", say.key),
            Error::Unsupported(say) => write!(f, "not accepted ({})", say.key),
            Error::NoSpace => f.write_str("the disk is full"),
            Error::Throttled { seconds } => write!(f, "too many tries, wait {seconds} s"),
            Error::Slow => f.write_str("the request took too long to arrive"),
            Error::Busy => f.write_str("the database is busy"),
            Error::Internal(cause) => write!(f, "internal error: {cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Internal(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Error {
        match cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::NoSpace,
            _ => Error::internal(cause),
        }
    }
}

/// Collects the field errors of one input, so that a person learns all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldError>);

impl Problems {
    /// No problem yet.
    pub fn new() -> Problems {
        Problems::default()
    }

    /// Notes that `field` is wrong.
    pub fn add(&mut self, field: impl Into<String>, say: Say) {
        self.0.push(FieldError::new(field, say));
    }

    /// The value, or a note on `field` and `None`.
    pub fn take<T>(&mut self, field: &str, value: Result<T, Say>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(say) => {
                self.add(field, say);
                None
            }
        }
    }

    /// True when nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing was noted, otherwise all notes as [`Error::Invalid`].
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.0))
        }
    }
}
