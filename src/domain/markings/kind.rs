//! What a mark is for.

use crate::error::Say;

/// What a mark is for, as the person who saw it judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkingKind {
    /// Unique per item.
    SerialNumber,
    /// The maker's code of the product.
    PartNumber,
    /// Names a production lot.
    LotCode,
    /// Names a time of production.
    DateCode,
    /// A year or date in a calendar, such as Juche.
    CalendarMark,
    /// "MADE IN …".
    CountryOfOriginMark,
    /// A name or logo; no proof of who sold the item.
    BrandMark,
    /// The stamp of an inspector.
    InspectionStamp,
    /// Names a plant.
    PlantCode,
    /// Anything else, or not known.
    Other,
}

impl MarkingKind {
    /// Every kind, in the order of the form.
    pub const ALL: [MarkingKind; 10] = [
        MarkingKind::SerialNumber,
        MarkingKind::PartNumber,
        MarkingKind::LotCode,
        MarkingKind::DateCode,
        MarkingKind::CalendarMark,
        MarkingKind::CountryOfOriginMark,
        MarkingKind::BrandMark,
        MarkingKind::InspectionStamp,
        MarkingKind::PlantCode,
        MarkingKind::Other,
    ];

    /// The stored words, in the order of [`MarkingKind::ALL`].
    pub const WORDS: &'static [&'static str] = &[
        "serial_number",
        "part_number",
        "lot_code",
        "date_code",
        "calendar_mark",
        "country_of_origin_mark",
        "brand_mark",
        "inspection_stamp",
        "plant_code",
        "other",
    ];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Result<MarkingKind, Say> {
        let found = MarkingKind::ALL.into_iter().find(|one| one.as_str() == text.trim());
        found.ok_or_else(|| Say::new("marking-kind-invalid"))
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            MarkingKind::SerialNumber => ("serial_number", "marking-kind-serial_number"),
            MarkingKind::PartNumber => ("part_number", "marking-kind-part_number"),
            MarkingKind::LotCode => ("lot_code", "marking-kind-lot_code"),
            MarkingKind::DateCode => ("date_code", "marking-kind-date_code"),
            MarkingKind::CalendarMark => ("calendar_mark", "marking-kind-calendar_mark"),
            MarkingKind::CountryOfOriginMark => ("country_of_origin_mark", "marking-kind-country_of_origin_mark"),
            MarkingKind::BrandMark => ("brand_mark", "marking-kind-brand_mark"),
            MarkingKind::InspectionStamp => ("inspection_stamp", "marking-kind-inspection_stamp"),
            MarkingKind::PlantCode => ("plant_code", "marking-kind-plant_code"),
            MarkingKind::Other => ("other", "marking-kind-other"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for (one, word) in MarkingKind::ALL.into_iter().zip(MarkingKind::WORDS) {
            assert_eq!(one.as_str(), *word);
            assert_eq!(MarkingKind::parse(one.as_str()).unwrap(), one);
            assert_eq!(one.key(), format!("marking-kind-{}", one.as_str()));
        }
        assert_eq!(MarkingKind::parse("poem").unwrap_err().key, "marking-kind-invalid");
    }
}
