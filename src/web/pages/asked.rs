//! Forms that are not a record's: fields with labels, what was typed, and what is wrong with it.

use actix_web::http::StatusCode;

use crate::{
    domain::fields::Fields,
    error::Error,
    web::{
        error::{self, FieldProblem},
        views::{Choice, Field},
    },
    words::Words,
};

/// A form being shown, perhaps for the second time.
pub(super) struct Asked {
    words: &'static Words,
    values: Fields,
    problems: Vec<FieldProblem>,
    /// The status of the page that shows it.
    pub(super) status: StatusCode,
}

/// A field and how its input is made.
pub(super) struct Input {
    /// The field.
    pub(super) field: Field,
    /// The input's type.
    pub(super) kind: &'static str,
    /// What the browser may fill in.
    pub(super) fill: &'static str,
}

impl Asked {
    /// A form shown for the first time, with what is in it already.
    pub(super) fn fresh(words: &'static Words, values: Fields) -> Asked {
        Asked {
            words,
            values,
            problems: Vec::new(),
            status: StatusCode::OK,
        }
    }

    /// A form shown again because of an error that whoever filled it in can mend; any other error comes
    /// back. An error without a field is told at the field `at`.
    ///
    /// # Errors
    /// The error, when the form is not what is wrong.
    pub(super) fn again(words: &'static Words, values: Fields, failure: Error, at: &str) -> Result<Asked, Error> {
        let problems = match &failure {
            Error::Invalid(_) => error::field_errors(&failure, words),
            Error::Taken(field) if field == "email" => vec![FieldProblem {
                field: field.clone(),
                message: words.t("accounts-email-taken").to_owned(),
            }],
            Error::Throttled { .. } => vec![FieldProblem {
                field: at.to_owned(),
                message: error::sentence(&failure, words),
            }],
            _ => return Err(failure),
        };
        let (status, ..) = error::entry(&failure);
        Ok(Asked {
            words,
            values,
            problems,
            status,
        })
    }

    /// What is wrong, for the top of the form.
    pub(super) fn problems(&self) -> Vec<FieldProblem> {
        self.problems.clone()
    }

    /// A field with a label and perhaps a hint, both already in words.
    pub(super) fn field(&self, name: &str, label: &str, hint: &str, required: bool) -> Field {
        let own: Vec<&str> = self
            .problems
            .iter()
            .filter(|problem| problem.field == name)
            .map(|problem| problem.message.as_str())
            .collect();
        Field {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: hint.to_owned(),
            value: self.values.get(name).to_owned(),
            error: (!own.is_empty()).then(|| own.join(" ")),
            required,
            options: Vec::new(),
            kind: "line",
            rows: Vec::new(),
        }
    }

    /// An e-mail address.
    pub(super) fn email(&self) -> Input {
        Input {
            field: self.field("email", self.words.t("accounts-email"), "", true),
            kind: "email",
            fill: "username",
        }
    }

    /// A person's name.
    pub(super) fn name(&self) -> Input {
        let hint = self.words.t("accounts-name-hint");
        Input {
            field: self.field("name", self.words.t("accounts-name"), hint, false),
            kind: "text",
            fill: "name",
        }
    }

    /// A password, never shown again once typed.
    pub(super) fn password(&self, name: &str, label: &str, hint: &str, fill: &'static str) -> Input {
        Input {
            field: Field {
                value: String::new(),
                ..self.field(name, label, hint, true)
            },
            kind: "password",
            fill,
        }
    }

    /// A new password, twice.
    pub(super) fn new_password(&self) -> [Input; 2] {
        let t = |key: &'static str| self.words.t(key);
        [
            self.password(
                "password",
                t("accounts-new-password"),
                t("accounts-new-password-hint"),
                "new-password",
            ),
            self.password("again", t("accounts-again"), "", "new-password"),
        ]
    }

    /// One of a few, each with its label.
    pub(super) fn choice(&self, name: &str, label: &str, hint: &str, options: Vec<(&str, String)>) -> Field {
        let chosen = self.values.get(name).to_owned();
        Field {
            options: options
                .into_iter()
                .map(|(value, label)| Choice {
                    value: value.to_owned(),
                    label,
                    selected: value == chosen,
                })
                .collect(),
            kind: "one",
            ..self.field(name, label, hint, true)
        }
    }
}
