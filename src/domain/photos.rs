//! Photographs: the sealed original, what it shows, and what of it may be told.
//!
//! Where and when it was taken, with which device and under which file name is evidence inside and a danger outside:
//! none of it can ever be released to the public. Regions are pixels of the upright original.

use super::{
    fields::Fields,
    forms::{Ask, Question},
    parse::{Pointer, Reader},
    records::{Guard, Head, Link, Record, Shelf},
    release::{self, Release, Sight},
};
use crate::error::{Result, Say};

mod regions;

pub use regions::{Area, Redaction};

/// What a photograph is for.
pub const ROLES: &[&str] = &["overview", "macro", "scale", "in_situ"];
/// The one answer of the field `illustration`.
pub const ILLUSTRATION: &[&str] = &["yes"];
/// Photographs whose difference hashes differ in no more bits look alike.
pub const ALIKE: u32 = 6;
/// The most regions that can be redacted in one photograph.
const REDACTIONS: usize = 100;

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::optional("unit", Ask::Link(Shelf::Units)).hinted(),
    Question::optional("component", Ask::Link(Shelf::Components)).hinted(),
    Question::optional("role", Ask::One(ROLES)),
    Question::optional("caption", Ask::Line),
    Question::optional("alt", Ask::Line).hinted(),
    Question::optional("credit", Ask::Line),
    Question::optional("pixels_per_mm", Ask::Number).hinted(),
    Question::optional("illustration", Ask::One(ILLUSTRATION)).hinted(),
    Question::optional("redactions", Ask::Lines).hinted(),
    Question::optional("session", Ask::Line).hinted(),
];

/// What is told of the file and cannot be changed by a form.
pub const FIXED: &[&str] = &[
    "file_name",
    "taken",
    "device",
    "lat",
    "lon",
    "media_type",
    "width",
    "height",
    "sha256",
];

/// A photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointers in it are empty, what they lead to stands beside it.
    pub what: NewPhoto,
    /// The unit it shows.
    pub unit: Option<Link>,
    /// The component it shows.
    pub component: Option<Link>,
    /// The file behind it.
    pub file: File,
}

/// A photograph's own fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewPhoto {
    /// The unit it shows.
    pub unit: Pointer,
    /// The component it shows.
    pub component: Pointer,
    /// One of [`ROLES`].
    pub role: String,
    /// The sentence under it.
    pub caption: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Who took it, as it may be told.
    pub credit: String,
    /// The scale, where it is known.
    pub pixels_per_mm: Option<f64>,
    /// Whether it is a drawing or a reconstruction and no evidence.
    pub illustration: bool,
    /// What is painted black in everything that is shown.
    pub redactions: Vec<Redaction>,
    /// The documentation session; never public.
    pub session: String,
    /// What the input says of the file: it must be what the catalogue knows.
    pub fixed: Vec<(&'static str, String)>,
    /// The file of a photograph that is being made; only the intake can give it.
    pub file: Option<File>,
}

/// What the catalogue knows of an original.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// SHA-256 of the content, lower-case hex.
    pub sha256: String,
    /// SHA-1 of the content, lower-case hex.
    pub sha1: String,
    /// Length in bytes.
    pub bytes: i64,
    /// Media type, by the content.
    pub media_type: String,
    /// Width of the upright picture.
    pub width: u32,
    /// Height of the upright picture.
    pub height: u32,
    /// Difference hash of the picture.
    pub dhash: u64,
    /// The sender's file name, made safe to show.
    pub file_name: String,
    /// When the camera says it was taken.
    pub taken: String,
    /// What it was taken with.
    pub device: String,
    /// Where the camera stood: degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
}

impl NewPhoto {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewPhoto> {
        let mut read = Reader::new(fields, QUESTIONS);
        let photo = NewPhoto {
            unit: read.pointer("unit"),
            component: read.pointer("component"),
            role: read.one("role"),
            caption: read.line("caption"),
            alt: read.line("alt"),
            credit: read.line("credit"),
            pixels_per_mm: read.number("pixels_per_mm", 0.01, 100_000.0),
            illustration: read.one("illustration") == "yes",
            redactions: redactions(&mut read),
            session: read.line("session"),
            fixed: FIXED
                .iter()
                .filter(|name| fields.has(name))
                .map(|name| (*name, fields.get(name).to_owned()))
                .collect(),
            file: None,
        };
        read.done()?;
        Ok(photo)
    }
}

fn redactions(read: &mut Reader<'_>) -> Vec<Redaction> {
    let mut found = Vec::new();
    for line in read.lines("redactions") {
        match Redaction::parse(&line) {
            Ok(redaction) => found.push(redaction),
            Err(say) => read.wrong("redactions", say),
        }
    }
    if found.len() > REDACTIONS {
        read.wrong("redactions", Say::new("list-too-long").with("max", REDACTIONS));
    }
    found
}

impl File {
    /// What is told of the file, in the order of [`FIXED`].
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let number = |number: u32| match number {
            0 => String::new(),
            number => number.to_string(),
        };
        let degrees = |degrees: Option<f64>| degrees.map_or_else(String::new, |degrees| degrees.to_string());
        let values = [
            self.file_name.clone(),
            self.taken.clone(),
            self.device.clone(),
            degrees(self.lat),
            degrees(self.lon),
            self.media_type.clone(),
            number(self.width),
            number(self.height),
            self.sha256.clone(),
        ];
        FIXED.iter().copied().zip(values).collect()
    }

    /// How many bits lie between two pictures; `None` where one of them is too plain to compare.
    pub fn distance(&self, other: u64) -> Option<u32> {
        let plain = |hash: u64| hash.count_ones() < 4 || hash.count_zeros() < 4;
        (!plain(self.dhash) && !plain(other)).then(|| (self.dhash ^ other).count_ones())
    }

    fn withhold(&mut self, field: &str) {
        match field {
            "file_name" => self.file_name.clear(),
            "taken" => self.taken.clear(),
            "device" => self.device.clear(),
            "lat" => self.lat = None,
            "lon" => self.lon = None,
            "media_type" => self.media_type.clear(),
            // Regions are drawn on a canvas of this size: without it there is no page.
            "width" | "height" => {}
            "sha256" => {
                self.sha256.clear();
                self.sha1.clear();
                self.bytes = 0;
            }
            _ => {}
        }
    }
}

impl Photo {
    /// What names it wherever its record is seen: its caption, else what it shows as far as that is at least as
    /// open as the photograph.
    pub fn public_name(&self) -> String {
        if !self.what.caption.is_empty() {
            return self.what.caption.clone();
        }
        let open = |field: &str| release::level::<Photo>(&self.head, field) >= self.head.release;
        let shown = |field: &str, link: &Option<Link>| {
            let link = link
                .as_ref()
                .filter(|link| open(field) && link.openness >= self.head.openness())?;
            Some(link.title.clone()).filter(|title| !title.is_empty())
        };
        shown("component", &self.component)
            .or_else(|| shown("unit", &self.unit))
            .unwrap_or_default()
    }
}

fn link_text(link: Option<&Link>) -> String {
    link.map_or_else(String::new, |link| link.r#ref.to_string())
}

/// A guard on something that can never be public.
const fn secret(field: &'static str) -> Guard {
    Guard {
        field,
        level: Release::Sealed,
        limit: Release::Partner,
    }
}

impl Record for Photo {
    const SHELF: Shelf = Shelf::Photos;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[
        secret("file_name"),
        secret("taken"),
        secret("device"),
        secret("lat"),
        secret("lon"),
        secret("session"),
        // Why something is black tells what is under it.
        Guard {
            field: "redactions",
            level: Release::Partner,
            limit: Release::Partner,
        },
        // Whoever holds a leaked original could prove by it which record it belongs to.
        Guard {
            field: "sha256",
            level: Release::Officer,
            limit: Release::Officer,
        },
    ];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewPhoto {
            unit: _,
            component: _,
            role,
            caption,
            alt,
            credit,
            pixels_per_mm,
            illustration,
            redactions,
            session,
            fixed: _,
            file: _,
        } = &self.what;
        let black: Vec<String> = redactions.iter().map(Redaction::line).collect();
        let mut fields = Fields::new()
            .with("unit", link_text(self.unit.as_ref()))
            .with("component", link_text(self.component.as_ref()))
            .with("role", role)
            .with("caption", caption)
            .with("alt", alt)
            .with("credit", credit)
            .with(
                "pixels_per_mm",
                pixels_per_mm.map_or_else(String::new, |scale| scale.to_string()),
            )
            .with("illustration", if *illustration { "yes" } else { "" })
            .with("redactions", black.join("\n"))
            .with("session", session);
        for (name, text) in self.file.told() {
            fields.set(name, text);
        }
        fields
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "unit" => self.unit = None,
            "component" => self.component = None,
            "role" => what.role.clear(),
            "caption" => {
                what.caption.clear();
                self.head.title.clear();
            }
            "alt" => what.alt.clear(),
            "credit" => what.credit.clear(),
            "pixels_per_mm" => what.pixels_per_mm = None,
            // That it is no evidence is always told.
            "illustration" => {}
            "redactions" => what.redactions.clear(),
            "session" => what.session.clear(),
            other => self.file.withhold(other),
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        [("unit", &self.unit), ("component", &self.component)]
            .into_iter()
            .filter_map(|(field, link)| Some((field, link.as_ref()?)))
            .collect()
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.unit, sight);
        Link::hide(&mut self.component, sight);
    }
}

#[cfg(test)]
mod tests;
