//! Incidents: strikes, crashes, seizures, recoveries, and series of launches that are counted as one.
//!
//! An incident is told at two precisions: how well its place is known, and how well it may be told. Whoever sees
//! less than partners do gets the place on the grid of the second; the exact point is not in the value any more.

use super::{
    countries::Country,
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    parse::{Reader, date_text},
    places::{Place, Precision, coordinates::Coordinates},
    records::{Guard, Head, Link, Record, Shelf},
    release::{Release, Sight},
};
use crate::error::{Result, Say};

/// What kinds of incident there are.
pub const KINDS: &[&str] = &["strike", "crash", "seizure", "recovery", "launch_series", "other"];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("name", Ask::Line).hinted(),
    Question::required("kind", Ask::One(KINDS)),
    Question::optional("date", Ask::Date),
    Question::optional("place", Ask::Line).hinted(),
    Question::optional("country", Ask::Country),
    Question::optional("lat", Ask::Number).hinted(),
    Question::optional("lon", Ask::Number),
    Question::optional("precision", Ask::One(Precision::WORDS)).hinted(),
    Question::optional("released_precision", Ask::One(Precision::WORDS)).hinted(),
    Question::optional("summary", Ask::Prose),
    Question::optional("session", Ask::Line).hinted(),
];

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// What all records have.
    pub head: Head,
    /// Its own fields.
    pub what: NewIncident,
}

/// An incident's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIncident {
    /// Name.
    pub name: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// When it happened.
    pub date: Option<Edtf>,
    /// Settlement or area, in words.
    pub place: String,
    /// Country, as an ISO code; empty when not stated.
    pub country: String,
    /// Where, on the grid of `precision`.
    pub at: Option<Coordinates>,
    /// How well the place is known; `None` when nobody said.
    pub precision: Option<Precision>,
    /// How well it may be told.
    pub released_precision: Precision,
    /// What happened.
    pub summary: String,
    /// The documentation session; never public.
    pub session: String,
}

impl NewIncident {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewIncident> {
        let mut read = Reader::new(fields, QUESTIONS);
        let (at, precision) = point(&mut read);
        let incident = NewIncident {
            name: read.line("name"),
            kind: read.one("kind"),
            date: read.date("date"),
            place: read.line("place"),
            country: read.country("country", |code| Country::parse(code).is_ok()),
            at,
            precision,
            released_precision: precision_of(&mut read, "released_precision").unwrap_or(Precision::Km10),
            summary: read.prose("summary"),
            session: read.line("session"),
        };
        read.done()?;
        Ok(incident)
    }

    /// Where it happened, no finer than it is known.
    pub fn place(&self) -> Place {
        Place::new(
            self.place.clone(),
            Country::parse(&self.country).ok(),
            self.at,
            self.precision.unwrap_or(Precision::Country),
        )
    }

    /// Makes the place no finer than it may be told; what was finer is gone.
    fn snap(&mut self) {
        let told = self.place().snapped(self.released_precision);
        self.place = told.name;
        if self.at.is_some() || self.precision.is_some() {
            self.precision = Some(told.precision);
        }
        self.at = told.at;
    }

    /// Whether the name of the place is narrower than what may be told of it.
    pub fn is_place_withheld(&self) -> bool {
        self.place().snapped(self.released_precision).name != self.place
    }
}

fn precision_of(read: &mut Reader<'_>, field: &str) -> Option<Precision> {
    let word = read.one(field);
    Precision::parse(&word).ok()
}

/// The coordinates, on the grid of their precision, and the precision.
fn point(read: &mut Reader<'_>) -> (Option<Coordinates>, Option<Precision>) {
    let precision = precision_of(read, "precision");
    let (lat, lon) = (read.number("lat", -90.0, 90.0), read.number("lon", -180.0, 180.0));
    let has = |read: &Reader<'_>, field: &str| !read.raw(field).is_empty();
    for (field, other) in [("lat", "lon"), ("lon", "lat")] {
        if has(read, other) && !has(read, field) {
            read.wrong(field, Say::new("incidents-point-half"));
        }
    }
    let at = lat.zip(lon).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon));
    match (at, precision) {
        (Some(_), None) if !has(read, "precision") => {
            read.wrong("precision", Say::new("incidents-precision-needed"));
        }
        (Some(_), Some(Precision::Country)) => {
            read.wrong("precision", Say::new("incidents-point-beside-country"));
        }
        _ => {}
    }
    let on_grid = precision.and_then(|precision| Place::new(String::new(), None, at, precision).at);
    (on_grid, precision)
}

impl Record for Incident {
    const SHELF: Shelf = Shelf::Incidents;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[
        Guard {
            field: "lat",
            level: Release::Partner,
            limit: Release::Partner,
        },
        Guard {
            field: "lon",
            level: Release::Partner,
            limit: Release::Partner,
        },
        Guard {
            field: "session",
            level: Release::Sealed,
            limit: Release::Partner,
        },
    ];
    const COARSENED: &'static [&'static str] = &["lat", "lon"];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewIncident {
            name,
            kind,
            date,
            place,
            country,
            at: _,
            precision,
            released_precision,
            summary,
            session,
        } = &self.what;
        let at = self.what.place().at;
        let degrees = |degrees: Option<f64>| degrees.map_or_else(String::new, |one| one.to_string());
        Fields::new()
            .with("name", name)
            .with("kind", kind)
            .with("date", date_text(date))
            .with("place", place)
            .with("country", country)
            .with("lat", degrees(at.map(Coordinates::lat)))
            .with("lon", degrees(at.map(Coordinates::lon)))
            .with("precision", precision.map_or("", Precision::as_str))
            .with("released_precision", released_precision.as_str())
            .with("summary", summary)
            .with("session", session)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "name" => {
                what.name.clear();
                self.head.title.clear();
            }
            "kind" => what.kind.clear(),
            "date" => what.date = None,
            "place" => what.place.clear(),
            "country" => what.country.clear(),
            "lat" | "lon" => what.snap(),
            "precision" => {
                what.precision = None;
                what.at = None;
            }
            "released_precision" => {}
            "summary" => what.summary.clear(),
            "session" => what.session.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        Vec::new()
    }

    fn unlink(&mut self, _: Sight) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        access::Actor,
        records::State,
        refs::Ref,
        release::{self, FieldReleases},
    };

    fn form() -> Fields {
        Fields::new()
            .with("name", "Strike on Kharkiv")
            .with("kind", "strike")
            .with("date", "2024-01-02")
            .with("place", "Kharkiv")
            .with("country", "UA")
            .with("lat", "49.98765")
            .with("lon", "36.23456")
            .with("precision", "exact")
            .with("session", "bench 4")
    }

    fn incident(fields: &Fields) -> Incident {
        let at = chrono::DateTime::UNIX_EPOCH;
        Incident {
            head: Head {
                id: 1,
                shelf: Shelf::Incidents,
                r#ref: Ref::from_bits(7),
                title: "Strike on Kharkiv".into(),
                sort: String::new(),
                version: 1,
                release: Release::Public,
                field_releases: FieldReleases::none(),
                state: State::Accepted,
                created_by: None,
                created_at: at,
                updated_at: at,
                merged_into: None,
                record_id: None,
            },
            what: NewIncident::parse(fields).unwrap(),
        }
    }

    fn wrong(fields: &Fields) -> Vec<String> {
        match NewIncident::parse(fields) {
            Err(crate::error::Error::Invalid(wrong)) => wrong.into_iter().map(|one| one.field).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_public_gets_a_cell_and_partners_the_point() {
        let exact = incident(&form());
        let public = release::release(exact.clone(), &Actor::visitor()).unwrap();
        let told = public.fields();
        assert!(!told.get("lat").contains("98765") && !told.get("lon").contains("23456"));
        assert_eq!(told.get("precision"), "km10");
        assert_eq!(told.get("session"), "");
        let radius = public.what.place().radius.unwrap();
        assert!((6_000..9_000).contains(&radius), "{radius}");
        let inside = release::release(exact.clone(), &Actor::command_line()).unwrap();
        assert_eq!(inside.into_inner(), exact);
    }

    #[test]
    fn snapping_again_changes_nothing() {
        let mut once = incident(&form());
        once.withhold("lat");
        let mut twice = once.clone();
        twice.withhold("lon");
        twice.withhold("lat");
        assert_eq!(once, twice);
        let again = NewIncident::parse(&once.fields()).unwrap();
        assert_eq!(again.at, once.what.at);
    }

    #[test]
    fn a_place_known_coarsely_is_never_told_finer() {
        let known = incident(&form().with("precision", "region").with("released_precision", "km1"));
        let mut told = known.clone();
        told.withhold("lat");
        assert_eq!(told.what.precision, Some(Precision::Region));
        assert_eq!(told.what.at, known.what.at);
    }

    #[test]
    fn from_a_region_on_the_narrower_name_goes_too() {
        let mut told = incident(&form().with("released_precision", "country"));
        assert!(told.what.is_place_withheld());
        told.withhold("lat");
        assert_eq!((told.what.place.as_str(), told.what.at), ("", None));
        assert_eq!(told.what.country, "UA");
    }

    #[test]
    fn half_a_point_and_a_point_without_precision_are_refused() {
        assert_eq!(wrong(&form().with("lon", "")), ["lon"]);
        assert_eq!(wrong(&form().with("precision", "")), ["precision"]);
        assert_eq!(wrong(&form().with("precision", "country")), ["precision"]);
        assert_eq!(wrong(&form().with("lat", "91")), ["lat"]);
    }
}
