//! What a record's form sends in several inputs and the catalogue keeps as one field: rows, and the levels of single fields.

use crate::{
    domain::{
        fields::Fields,
        records::{Record, Shelf},
        release::{FieldReleases, Release},
    },
    service::records::on_shelf,
    web::rows,
};

/// Puts rows together, and turns the selects `level:<field>` of the form into the field `field_releases`, leaving out levels that are
/// the shelf's own.
pub(super) fn gather(shelf: Shelf, fields: Fields) -> Fields {
    let mut fields = rows::gather(shelf, fields);
    let guards = on_shelf!(shelf, T => <T as Record>::GUARDS);
    let chosen: Vec<(String, Release)> = fields
        .iter()
        .filter_map(|(name, word)| Some((name.strip_prefix("level:")?.to_owned(), Release::parse(word)?)))
        .collect();
    if chosen.is_empty() {
        return fields;
    }
    let mut levels = FieldReleases::none();
    for (field, level) in chosen {
        fields.remove(&format!("level:{field}"));
        let usual = guards
            .iter()
            .find(|guard| guard.field == field)
            .map_or(Release::Public, |guard| guard.level);
        if level != usual {
            levels.set(&field, level);
        }
    }
    fields.set("field_releases", levels.text());
    fields
}
