//! What a rule says a mark is, which stage of production it dates, and how well that is documented.

/// What a rule says a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A date of production.
    ProductionDate,
    /// A date up to which something may be used.
    ExpiryDate,
    /// A date of something else: a copyright, a drawing, a standard, an inspection.
    OtherDate,
    /// The maker's code of the product.
    PartNumber,
    /// An electrical value.
    ValueCode,
    /// The size of a housing.
    CaseSize,
    /// A rating: voltage, current, power, tolerance, temperature.
    Rating,
    /// A frequency.
    Frequency,
    /// The number of a standard.
    Standard,
    /// The number of a drawing.
    DrawingNumber,
    /// Unique per item.
    SerialNumber,
    /// Names a production lot.
    LotCode,
    /// Names a country.
    CountryOfOrigin,
    /// Names a maker.
    BrandMark,
    /// Names a plant.
    PlantCode,
    /// Names a maker by the number a state gave it.
    MakerCode,
    /// Says which substances are absent.
    EnvironmentMark,
    /// A revision of a mask, a die, a firmware or a board.
    Revision,
    /// A number under which an authority or a network knows the item.
    Identifier,
    /// The stamp of an inspector.
    InspectionStamp,
}

impl Kind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Kind); 20] = [
        ("production_date", Kind::ProductionDate),
        ("expiry_date", Kind::ExpiryDate),
        ("other_date", Kind::OtherDate),
        ("part_number", Kind::PartNumber),
        ("value_code", Kind::ValueCode),
        ("case_size", Kind::CaseSize),
        ("rating", Kind::Rating),
        ("frequency", Kind::Frequency),
        ("standard", Kind::Standard),
        ("drawing_number", Kind::DrawingNumber),
        ("serial_number", Kind::SerialNumber),
        ("lot_code", Kind::LotCode),
        ("country_of_origin", Kind::CountryOfOrigin),
        ("brand_mark", Kind::BrandMark),
        ("plant_code", Kind::PlantCode),
        ("maker_code", Kind::MakerCode),
        ("environment_mark", Kind::EnvironmentMark),
        ("revision", Kind::Revision),
        ("identifier", Kind::Identifier),
        ("inspection_stamp", Kind::InspectionStamp),
    ];

    /// The word in rule files and JSON.
    pub fn as_str(self) -> &'static str {
        word(&Kind::WORDS, self)
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        match self {
            Kind::ProductionDate => "mark-kind-production_date",
            Kind::ExpiryDate => "mark-kind-expiry_date",
            Kind::OtherDate => "mark-kind-other_date",
            Kind::PartNumber => "mark-kind-part_number",
            Kind::ValueCode => "mark-kind-value_code",
            Kind::CaseSize => "mark-kind-case_size",
            Kind::Rating => "mark-kind-rating",
            Kind::Frequency => "mark-kind-frequency",
            Kind::Standard => "mark-kind-standard",
            Kind::DrawingNumber => "mark-kind-drawing_number",
            Kind::SerialNumber => "mark-kind-serial_number",
            Kind::LotCode => "mark-kind-lot_code",
            Kind::CountryOfOrigin => "mark-kind-country_of_origin",
            Kind::BrandMark => "mark-kind-brand_mark",
            Kind::PlantCode => "mark-kind-plant_code",
            Kind::MakerCode => "mark-kind-maker_code",
            Kind::EnvironmentMark => "mark-kind-environment_mark",
            Kind::Revision => "mark-kind-revision",
            Kind::Identifier => "mark-kind-identifier",
            Kind::InspectionStamp => "mark-kind-inspection_stamp",
        }
    }

    /// True when its rules yield days.
    pub fn is_date(self) -> bool {
        matches!(self, Kind::ProductionDate | Kind::ExpiryDate | Kind::OtherDate)
    }
}

/// The stage of production that a date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The die or the raw part was made.
    Fabrication,
    /// The housing was closed.
    Sealing,
    /// The part was assembled.
    Assembly,
    /// The part was tested.
    Test,
    /// The mark or label was printed.
    Printing,
    /// The date is one of expiry, from which production follows.
    Expiry,
    /// The rule does not say.
    Unknown,
}

impl Stage {
    /// Every stage with its word.
    pub const WORDS: [(&'static str, Stage); 7] = [
        ("fabrication", Stage::Fabrication),
        ("sealing", Stage::Sealing),
        ("assembly", Stage::Assembly),
        ("test", Stage::Test),
        ("printing", Stage::Printing),
        ("expiry", Stage::Expiry),
        ("unknown", Stage::Unknown),
    ];

    /// The word in rule files and JSON.
    pub fn as_str(self) -> &'static str {
        word(&Stage::WORDS, self)
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Fabrication => "stage-fabrication",
            Stage::Sealing => "stage-sealing",
            Stage::Assembly => "stage-assembly",
            Stage::Test => "stage-test",
            Stage::Printing => "stage-printing",
            Stage::Expiry => "stage-expiry",
            Stage::Unknown => "stage-unknown",
        }
    }
}

/// How well a rule is documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// One blog or forum, or general knowledge without a page.
    Low,
    /// The maker's staff in a forum, a distributor, or two independent pages.
    Medium,
    /// The maker's own document, or a standard.
    High,
}

impl Confidence {
    /// Every grade with its word.
    pub const WORDS: [(&'static str, Confidence); 3] = [
        ("low", Confidence::Low),
        ("medium", Confidence::Medium),
        ("high", Confidence::High),
    ];

    /// The word in rule files and JSON.
    pub fn as_str(self) -> &'static str {
        word(&Confidence::WORDS, self)
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        match self {
            Confidence::Low => "confidence-low",
            Confidence::Medium => "confidence-medium",
            Confidence::High => "confidence-high",
        }
    }
}

/// Where in a mark a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Anywhere.
    Any,
    /// Only where it fills a line.
    Line,
    /// Only where it is the whole mark.
    Mark,
}

impl Place {
    /// Every place with its word.
    pub const WORDS: [(&'static str, Place); 3] = [("any", Place::Any), ("line", Place::Line), ("mark", Place::Mark)];
}

fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], wanted: T) -> &'static str {
    let found = words.iter().find(|(_, one)| *one == wanted);
    found.map_or("", |(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_key_is_its_own() {
        for (word, kind) in Kind::WORDS {
            assert_eq!(kind.as_str(), word);
            assert_eq!(kind.key(), format!("mark-kind-{word}"));
        }
        for (word, stage) in Stage::WORDS {
            assert_eq!(stage.as_str(), word);
            assert_eq!(stage.key(), format!("stage-{word}"));
        }
        for (word, confidence) in Confidence::WORDS {
            assert_eq!(confidence.as_str(), word);
            assert_eq!(confidence.key(), format!("confidence-{word}"));
        }
    }
}
