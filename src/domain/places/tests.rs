//! Coordinates as people write them, and the grid.

use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Coordinates {
    Coordinates::parse(text).unwrap()
}

fn place(at: Coordinates) -> Place {
    Place::new(
        "Kharkiv".into(),
        Some(Country::parse("UA").unwrap()),
        Some(at),
        Precision::Exact,
    )
}

/// Great-circle distance in metres.
fn distance(a: Coordinates, b: Coordinates) -> f64 {
    let (lat_a, lat_b) = (a.lat().to_radians(), b.lat().to_radians());
    let (dlat, dlon) = (lat_b - lat_a, (b.lon() - a.lon()).to_radians());
    let h = (dlat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * 6_371_000.0 * h.sqrt().min(1.0).asin()
}

#[test]
fn every_word_is_read_back() {
    for (one, word) in Precision::ALL.into_iter().zip(Precision::WORDS) {
        assert_eq!(one.as_str(), *word);
        assert_eq!(Precision::parse(word).unwrap(), one);
        assert_eq!(one.key(), format!("precision-{word}"));
    }
    assert_eq!(Precision::parse("mile").unwrap_err().key, "precision-invalid");
}

#[test]
fn coordinates_are_read_as_people_write_them() {
    let kyiv = at("50.4501, 30.5234");
    assert_eq!((kyiv.lat_micro(), kyiv.lon_micro()), (50_450_100, 30_523_400));
    for text in [
        "50.4501 30.5234",
        "50,4501; 30,5234",
        "50.4501,30.5234",
        "N50.4501 E30.5234",
        "30.5234E, 50.4501N",
        "+50.4501°, +30.5234°",
    ] {
        assert_eq!(at(text), kyiv, "{text}");
    }
    let dms = Coordinates::from_micro(50_450_000, 30_523_333).unwrap();
    for text in [
        "50°27'00\"N 30°31'24\"E",
        "50°27′0″ N, 30°31′24″ E",
        "N 50 27 00 E 30 31 24",
        "50 27.0 N 30 31.4 E",
        "50 27 00, 30 31 24",
    ] {
        assert_eq!(at(text), dms, "{text}");
    }
    assert_eq!(
        at("33.9 S 151.2 W"),
        Coordinates::from_micro(-33_900_000, -151_200_000).unwrap()
    );
    assert_eq!(at("-33.9, -151.2"), at("33.9 S 151.2 W"));
    assert_eq!(at("0, 180"), at("0, -180"));
    assert_eq!(at("1.23456789, 0").lat_micro(), 1_234_567);
}

#[test]
fn nonsense_is_refused() {
    for text in [
        "",
        "50.4",
        "50.4501",
        "Kyiv",
        "50.4 N 30.5 N",
        "50 61 00 N 30 00 00 E",
        "50.5 30 N 30 E",
        "1 2 3",
        "--5, 6",
        "-5 S, 6",
        "5.5.5, 6",
        "1e3, 2",
    ] {
        assert_eq!(
            Coordinates::parse(text).unwrap_err().key,
            "coordinates-invalid",
            "{text}"
        );
    }
    for text in ["90.1, 0", "0, 181", "100 N 10 E", "-91, 0"] {
        assert_eq!(Coordinates::parse(text).unwrap_err().key, "coordinates-range", "{text}");
    }
    assert!(Coordinates::from_degrees(f64::NAN, 0.0).is_none());
    assert!(Coordinates::from_degrees(f64::INFINITY, 0.0).is_none());
    assert!(Coordinates::from_degrees(-91.0, 0.0).is_none());
    assert_eq!(Coordinates::from_degrees(-0.5, 30.5234).unwrap(), at("-0.5, 30.5234"));
}

#[test]
fn decimals_follow_the_precision() {
    let exact = place(at("50.450123, -0.04"));
    assert_eq!(exact.coordinates_text().unwrap(), "50.45012, -0.04000");
    assert_eq!(exact.snapped(Precision::Km1).at.unwrap().lat_micro(), 50_455_000);
    let text = exact.snapped(Precision::Km10).coordinates_text().unwrap();
    assert!(text.starts_with("50.5, "), "{text}");
    assert!(exact.snapped(Precision::Country).coordinates_text().is_none());
    assert_eq!(at("-0.04, 0.96").to_text(0), "0, 1");
}

#[test]
fn coarser_is_never_finer() {
    let exact = place(at("50.4501, 30.5234"));
    assert_eq!(exact.snapped(Precision::Exact), exact);
    let region = exact.snapped(Precision::Region);
    assert_eq!(region.snapped(Precision::Km1), region);
    assert_eq!(region.name, "");
    let country = exact.snapped(Precision::Country);
    assert_eq!((country.at, country.radius, country.name.as_str()), (None, None, ""));
    assert_eq!(country.country, exact.country);
    let coarse = Place::new(String::new(), None, exact.at, Precision::Km10);
    assert_eq!(coarse.at, exact.snapped(Precision::Km10).at);
    let area = Place::new("Kharkiv region".into(), None, None, Precision::Region);
    assert_eq!(area.snapped(Precision::Region).name, "Kharkiv region");
    assert_eq!(area.snapped(Precision::Country).name, "");
}

#[test]
fn a_ten_kilometre_cell_is_about_ten_kilometres() {
    for lat in (-80..=80).step_by(10) {
        let shown = place(Coordinates::from_micro(lat * 1_000_000, 30_000_000).unwrap()).snapped(Precision::Km10);
        let radius = shown.radius.unwrap();
        assert!((7_000..9_500).contains(&radius), "{lat}: {radius}");
    }
}

fn anywhere() -> impl Strategy<Value = Coordinates> {
    (-90_000_000i64..=90_000_000, -180_000_000i64..=180_000_000)
        .prop_map(|(lat, lon)| Coordinates::from_micro(lat, lon).unwrap())
}

proptest! {
    #[test]
    fn the_grid_is_stable_and_covers(point in anywhere(), which in 0usize..3) {
        let to = [Precision::Km1, Precision::Km10, Precision::Region][which];
        let shown = place(point).snapped(to);
        prop_assert_eq!(&shown.snapped(to), &shown);
        let (centre, radius) = (shown.at.unwrap(), f64::from(shown.radius.unwrap()));
        prop_assert!(distance(point, centre) <= radius, "{} > {}", distance(point, centre), radius);
    }

    #[test]
    fn neighbours_in_a_cell_look_the_same(point in anywhere(), north in -40_000i64..40_000, east in -40_000i64..40_000) {
        let centre = place(point).snapped(Precision::Km10).at.unwrap();
        let lat = i64::from(centre.lat_micro()) + north;
        let lon = i64::from(centre.lon_micro()) + east;
        if let Some(other) = Coordinates::from_micro(lat, lon).filter(|_| lat.abs() < 89_000_000) {
            prop_assert_eq!(place(other).snapped(Precision::Km10).at, Some(centre));
        }
    }

    #[test]
    fn coordinates_come_back(point in anywhere()) {
        prop_assert_eq!(at(&point.to_text(6)), point);
        prop_assert_eq!(Coordinates::from_degrees(point.lat(), point.lon()), Some(point));
    }

    #[test]
    fn no_text_panics(text in any::<String>(), near in "[-0-9NSEW .,;°'\"+]{0,40}") {
        let _ = (Coordinates::parse(&text), Coordinates::parse(&near));
    }
}
