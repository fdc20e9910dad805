//! A finding on its way in: what a unit still lacks before a reviewer can judge it.

use crate::error::Say;

/// How far a finding has got.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// The weapon type is named.
    pub has_weapon: bool,
    /// The incident is named.
    pub has_incident: bool,
    /// What the identification rests on is stated.
    pub has_identification: bool,
    /// It was recovered: there is debris to photograph.
    pub has_debris: bool,
    /// When it was used or recovered is stated.
    pub has_date: bool,
    /// Photographs.
    pub photos: usize,
    /// Photographs that neither a caption nor a description explains.
    pub unexplained: usize,
    /// Whether a photograph has a known scale or shows one.
    pub has_scale: bool,
    /// Components.
    pub components: usize,
    /// Marks.
    pub marks: usize,
    /// Marks whose place on a photograph is not drawn.
    pub undrawn: usize,
}

/// What is missing, most important first. Nothing of it keeps anyone from submitting: what nobody knows stays open.
pub fn missing(standing: &Standing) -> Vec<Say> {
    let Standing {
        has_weapon,
        has_incident,
        has_identification,
        has_debris,
        has_date,
        photos,
        unexplained,
        has_scale,
        components,
        marks,
        undrawn,
    } = *standing;
    // A unit known only from its trajectory has nothing to photograph.
    let debris = has_debris || photos > 0 || components > 0;
    let rules = [
        (!has_weapon, Say::new("findings-missing-weapon")),
        (!has_incident, Say::new("findings-missing-incident")),
        (!has_identification, Say::new("findings-missing-identification")),
        (!has_date, Say::new("findings-missing-date")),
        (debris && photos == 0, Say::new("findings-missing-photos")),
        (
            unexplained > 0,
            Say::new("findings-missing-captions").with("count", unexplained),
        ),
        (photos > 0 && !has_scale, Say::new("findings-missing-scale")),
        (debris && components == 0, Say::new("findings-missing-components")),
        (components > 0 && marks == 0, Say::new("findings-missing-marks")),
        (undrawn > 0, Say::new("findings-missing-regions").with("count", undrawn)),
    ];
    rules
        .into_iter()
        .filter_map(|(lacks, say)| lacks.then_some(say))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(standing: &Standing) -> Vec<&'static str> {
        missing(standing).into_iter().map(|say| say.key).collect()
    }

    #[test]
    fn a_unit_known_only_from_tracking_needs_no_photographs() {
        let tracked = Standing {
            has_weapon: true,
            has_incident: true,
            has_identification: true,
            has_date: true,
            ..Standing::default()
        };
        assert!(keys(&tracked).is_empty());
    }

    #[test]
    fn debris_asks_for_photographs_components_and_marks() {
        let debris = Standing {
            has_debris: true,
            ..Standing::default()
        };
        assert!(keys(&debris).contains(&"findings-missing-photos"));
        assert!(keys(&debris).contains(&"findings-missing-components"));
        let begun = Standing {
            photos: 2,
            unexplained: 1,
            components: 3,
            ..debris
        };
        let keys = keys(&begun);
        for key in [
            "findings-missing-captions",
            "findings-missing-scale",
            "findings-missing-marks",
        ] {
            assert!(keys.contains(&key), "{key}");
        }
    }
}
