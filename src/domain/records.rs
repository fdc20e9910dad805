//! What every catalogue record has in common: its shelf, its head, and being told as fields.

use chrono::{DateTime, Utc};

use super::{
    fields::Fields,
    forms::Question,
    refs::Ref,
    release::{FieldReleases, Release, Sight},
};

/// The shelves that hold catalogue records. The word is the file name, the table, the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Weapon types with their aliases.
    Weapons,
    /// Strikes, crashes, seizures, recoveries.
    Incidents,
    /// One physical weapon, or one known only from tracking or a tally.
    Units,
    /// What was found in a unit.
    Components,
    /// Photographs with their sealed originals.
    Photos,
    /// Marks on components.
    Markings,
    /// Makers' part numbers.
    Parts,
    /// Makers, brands, distributors, consignees.
    Organizations,
    /// Documents, statements, data sets.
    Sources,
    /// What people decided about the readings of a mark.
    Readings,
    /// Statements by a source about a record.
    Claims,
    /// Sales, shipments, deliveries, services and data handed from one party to another.
    Transfers,
    /// What people decided about the chains of transfers that may lead to a component.
    Chains,
}

impl Shelf {
    /// All shelves, in the order a reader meets them.
    pub const ALL: [Shelf; 13] = [
        Shelf::Units,
        Shelf::Components,
        Shelf::Markings,
        Shelf::Readings,
        Shelf::Photos,
        Shelf::Parts,
        Shelf::Organizations,
        Shelf::Transfers,
        Shelf::Chains,
        Shelf::Weapons,
        Shelf::Incidents,
        Shelf::Claims,
        Shelf::Sources,
    ];

    /// The one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Shelf::Weapons => "weapons",
            Shelf::Incidents => "incidents",
            Shelf::Units => "units",
            Shelf::Components => "components",
            Shelf::Photos => "photos",
            Shelf::Markings => "markings",
            Shelf::Parts => "parts",
            Shelf::Organizations => "organizations",
            Shelf::Sources => "sources",
            Shelf::Readings => "readings",
            Shelf::Claims => "claims",
            Shelf::Transfers => "transfers",
            Shelf::Chains => "chains",
        }
    }

    /// The shelf a word names.
    pub fn parse(word: &str) -> Option<Shelf> {
        Shelf::ALL.into_iter().find(|shelf| shelf.as_str() == word)
    }
}

/// Where a record stands between a person's desk and the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Only its author sees it.
    Draft,
    /// Waiting for a reviewer.
    Submitted,
    /// Sent back to its author with a reason.
    Returned,
    /// In the catalogue, at its release level.
    Accepted,
    /// Taken out again by a reviewer, with a reason; the history stays.
    Withdrawn,
}

impl State {
    /// All states.
    pub const ALL: [State; 5] = [
        State::Draft,
        State::Submitted,
        State::Returned,
        State::Accepted,
        State::Withdrawn,
    ];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Returned => "returned",
            State::Accepted => "accepted",
            State::Withdrawn => "withdrawn",
        }
    }

    /// The state a word names.
    pub fn parse(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// What the catalogue keeps about any record, whatever it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Row number; never shown.
    pub id: i64,
    /// The shelf the record stands on.
    pub shelf: Shelf,
    /// The citable reference.
    pub r#ref: Ref,
    /// What names the record in lists; empty when the naming field is more closed than the record.
    pub title: String,
    /// Where the record stands in its shelf's order.
    pub sort: String,
    /// Counts the changes, from 1; the basis of optimistic locking and of a citation.
    pub version: i32,
    /// Who may read the record.
    pub release: Release,
    /// Levels set for single fields, stricter or (within the shelf's limits) opener than the shelf's own.
    pub field_releases: FieldReleases,
    /// Where the record stands.
    pub state: State,
    /// Account of the person who made it; `None` for the command line.
    pub created_by: Option<i64>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The record it was merged into, if it was.
    pub merged_into: Option<i64>,
    /// The name an import gave the row, unique per shelf.
    pub record_id: Option<String>,
}

impl Head {
    /// The number that decides visibility in one comparison; see [`super::release::Sight`].
    pub fn openness(&self) -> i16 {
        openness(self.state, self.release)
    }

    /// `/<shelf>/<ref>`.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.shelf.as_str(), self.r#ref)
    }
}

/// Drafts, returned and withdrawn records stand below submitted ones, those below every released level.
pub fn openness(state: State, release: Release) -> i16 {
    match state {
        State::Draft | State::Returned | State::Withdrawn => -2,
        State::Submitted => -1,
        State::Accepted => release.rank(),
    }
}

/// Another record, as much of it as naming it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Row number; never shown.
    pub id: i64,
    /// Its shelf.
    pub shelf: Shelf,
    /// Its reference.
    pub r#ref: Ref,
    /// Its title.
    pub title: String,
    /// Its openness and author, for the gate.
    pub openness: i16,
    /// See `openness`.
    pub created_by: Option<i64>,
}

impl Link {
    /// A link to the record with this head.
    pub fn to(head: &Head) -> Link {
        Link {
            id: head.id,
            shelf: head.shelf,
            r#ref: head.r#ref,
            title: head.title.clone(),
            openness: head.openness(),
            created_by: head.created_by,
        }
    }

    /// `/<shelf>/<ref>`.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.shelf.as_str(), self.r#ref)
    }

    /// Empties `link` when its record is out of sight.
    pub fn hide(link: &mut Option<Link>, sight: Sight) {
        if link.as_ref().is_some_and(|link| !sight.sees_link(link)) {
            *link = None;
        }
    }
}

/// A place in the order of a list: everything after it comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Sort text of the last record shown.
    pub sort: String,
    /// Its row number.
    pub id: i64,
}

/// How one field of a shelf is guarded when the record itself says nothing about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// Name of the field.
    pub field: &'static str,
    /// The level it has unless the record sets another.
    pub level: Release,
    /// The most open level anyone may give it. `Public` means no limit.
    pub limit: Release,
}

/// A catalogue record: it stands on a shelf, can be told as fields, and can forget a field.
pub trait Record {
    /// The shelf.
    const SHELF: Shelf;
    /// The form of this shelf.
    const QUESTIONS: &'static [Question];
    /// The fields of this shelf that are not simply as open as their record.
    const GUARDS: &'static [Guard];
    /// Guarded fields that [`Record::withhold`] makes coarser instead of clearing, so that they are still told.
    const COARSENED: &'static [&'static str] = &[];

    /// What all records have.
    fn head(&self) -> &Head;
    /// The record without which this one may not be seen, such as what a claim is about.
    fn within(&self) -> Option<&Link> {
        None
    }
    /// The records without which this one may not be seen, every one of them.
    fn rests_on(&self) -> Vec<&Link> {
        self.within().into_iter().collect()
    }
    /// The record as its form shows it; parsing it again gives the same record.
    fn fields(&self) -> Fields;
    /// Clears a field, so that nothing after this call can show it.
    fn withhold(&mut self, field: &str);
    /// The fields that hold another record, with that record.
    fn links(&self) -> Vec<(&'static str, &Link)>;
    /// Clears the links to records that are out of this sight, so that not even their names remain.
    fn unlink(&mut self, sight: Sight);
}
