//! How a mark was put on an object.

use crate::error::Say;

/// How a mark was made; what is not known is `unknown`, not left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Technique {
    /// Ink or foil from a printing machine.
    Printed,
    /// Burnt or bleached by a laser.
    LaserEtched,
    /// A rubber or metal stamp with ink.
    InkStamped,
    /// Pressed in with a die.
    Stamped,
    /// Cut by a tool.
    Engraved,
    /// Raised or sunk by the casting mould of a metal.
    Cast,
    /// A label stuck or riveted on.
    Label,
    /// Written by hand.
    HandWritten,
    /// Painted or sprayed.
    Painted,
    /// Raised or sunk by the mould of a plastic or rubber.
    Moulded,
    /// Not known.
    Unknown,
}

impl Technique {
    /// Every technique, in the order of the form.
    pub const ALL: [Technique; 11] = [
        Technique::Printed,
        Technique::LaserEtched,
        Technique::InkStamped,
        Technique::Stamped,
        Technique::Engraved,
        Technique::Cast,
        Technique::Label,
        Technique::HandWritten,
        Technique::Painted,
        Technique::Moulded,
        Technique::Unknown,
    ];

    /// The stored words, in the order of [`Technique::ALL`].
    pub const WORDS: &'static [&'static str] = &[
        "printed",
        "laser_etched",
        "ink_stamped",
        "stamped",
        "engraved",
        "cast",
        "label",
        "hand_written",
        "painted",
        "moulded",
        "unknown",
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
    pub fn parse(text: &str) -> Result<Technique, Say> {
        let found = Technique::ALL.into_iter().find(|one| one.as_str() == text.trim());
        found.ok_or_else(|| Say::new("technique-invalid"))
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Technique::Printed => ("printed", "technique-printed"),
            Technique::LaserEtched => ("laser_etched", "technique-laser_etched"),
            Technique::InkStamped => ("ink_stamped", "technique-ink_stamped"),
            Technique::Stamped => ("stamped", "technique-stamped"),
            Technique::Engraved => ("engraved", "technique-engraved"),
            Technique::Cast => ("cast", "technique-cast"),
            Technique::Label => ("label", "technique-label"),
            Technique::HandWritten => ("hand_written", "technique-hand_written"),
            Technique::Painted => ("painted", "technique-painted"),
            Technique::Moulded => ("moulded", "technique-moulded"),
            Technique::Unknown => ("unknown", "technique-unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for (one, word) in Technique::ALL.into_iter().zip(Technique::WORDS) {
            assert_eq!(one.as_str(), *word);
            assert_eq!(Technique::parse(one.as_str()).unwrap(), one);
            assert_eq!(one.key(), format!("technique-{}", one.as_str()));
        }
        assert_eq!(Technique::parse("knitted").unwrap_err().key, "technique-invalid");
    }
}
