//! Where the middle of a country lies, for maps that know no more of a place than its country.

use std::{collections::HashMap, sync::LazyLock};

use super::Country;
use crate::domain::places::coordinates::Coordinates;

/// Degrees north and east of each code; how they were made stands beside the file.
static MIDDLES: LazyLock<HashMap<&'static str, Coordinates>> = LazyLock::new(|| {
    let rows = include_str!("../../reference/country_middles.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        let code = cells.next()?;
        let mut degrees = || cells.next()?.parse::<f64>().ok();
        Some((code, Coordinates::from_degrees(degrees()?, degrees()?)?))
    })
    .collect()
});

impl Country {
    /// The middle of its largest piece of land, to a tenth of a degree. It says nothing finer than the country.
    pub fn middle(self) -> Option<Coordinates> {
        MIDDLES.get(self.code()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_middle() {
        for country in Country::all() {
            assert!(country.middle().is_some(), "{country}");
        }
        let ukraine = Country::parse("UA").unwrap().middle().unwrap();
        assert_eq!(ukraine.to_text(0), "49, 31");
    }
}
