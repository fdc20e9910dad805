//! What is known besides the mark: the maker, the class of object, where it comes from, when it was found.

use chrono::NaiveDate;

use crate::{
    domain::{
        countries::Country,
        dates::Edtf,
        rules::{book::Rulebook, span::Span},
    },
    error::Say,
};

/// What a person says of an object, in words.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The maker's name, as known to the list of makers or not.
    pub maker: String,
    /// The class of object.
    pub object: String,
    /// A two-letter code or the name of a country.
    pub origin: String,
    /// Free words, which may name any of these.
    pub hint: String,
    /// When the object was recovered.
    pub recovered: Option<Edtf>,
    /// Dates of other components of the same assembly.
    pub companions: Vec<Span>,
}

/// The same, resolved to what the rules know.
#[derive(Debug, Clone)]
pub struct Context {
    /// The maker as it was said, or the name it resolved to.
    pub maker: Option<String>,
    /// The class of object as it was said, or the class it resolved to.
    pub object: Option<String>,
    /// The country.
    pub origin: Option<String>,
    /// When the object was recovered.
    pub recovered: Option<Edtf>,
    /// Makers by their place in the list of names.
    pub makers: Vec<usize>,
    /// Classes of objects by their place in the list of names.
    pub objects: Vec<usize>,
    /// Codes of countries.
    pub origins: Vec<String>,
    /// No mark can be younger: the last day of the recovery, or today.
    pub until: NaiveDate,
    /// Dates of other components of the same assembly.
    pub companions: Vec<Span>,
}

impl Rulebook {
    /// Resolves what a person says. Words that name nothing the rules know are kept to be shown and change no reading.
    ///
    /// # Errors
    /// A country that is none.
    pub fn context(&self, asked: &Asked, today: NaiveDate) -> Result<Context, Say> {
        let names = &self.names;
        let mut named = self.recognition.hint(&asked.hint, names);
        if !asked.maker.trim().is_empty() {
            let said = self.recognition.hint(&asked.maker, names);
            named.makers = match names.maker(&asked.maker) {
                Some(maker) => vec![maker],
                None => said.makers,
            };
        }
        if !asked.object.trim().is_empty() {
            let said = self.recognition.hint(&asked.object, names);
            named.objects = match names.object(&asked.object) {
                Some(object) => vec![object],
                None => said.objects,
            };
        }
        let mut origins: Vec<String> = Vec::new();
        match asked.origin.trim() {
            "" => origins.extend(
                named
                    .origins
                    .iter()
                    .filter_map(|at| Some(names.origins.get(*at)?.code.clone())),
            ),
            given => origins.push(match names.origin(given) {
                Some(origin) => origin.code.clone(),
                None => Country::find(given)?.code().to_owned(),
            }),
        }
        let maker = named.makers.first().and_then(|at| names.makers.get(*at));
        let object = named.objects.first().and_then(|at| names.objects.get(*at));
        let until = asked.recovered.as_ref().and_then(Edtf::latest).unwrap_or(today);
        Ok(Context {
            maker: maker.map(|maker| maker.name.clone()).or_else(|| said(&asked.maker)),
            object: object.map(|object| object.id.clone()).or_else(|| said(&asked.object)),
            origin: origins.first().cloned(),
            recovered: asked.recovered.clone(),
            makers: named.makers,
            objects: named.objects,
            origins,
            until,
            companions: asked.companions.clone(),
        })
    }
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
