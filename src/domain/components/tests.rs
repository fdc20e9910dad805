use super::*;
use crate::{
    domain::{
        access::Actor,
        refs::Ref,
        release::{Release, release_briefs},
    },
    error::Error,
};

fn link(shelf: Shelf, id: i64, openness: i16) -> Link {
    Link {
        id,
        shelf,
        r#ref: Ref::from_bits(u64::try_from(id).unwrap()),
        title: format!("{} {id}", shelf.as_str()),
        openness,
        created_by: None,
    }
}

fn line() -> Line {
    Line {
        link: link(Shelf::Components, 1, 3),
        state: State::Accepted,
        field_releases: FieldReleases::none(),
        parent: Some(9),
        quantity: None,
        brand: "Analog Devices".to_owned(),
        part: Some(link(Shelf::Parts, 2, 3)),
        maker: Some(link(Shelf::Organizations, 3, 3)),
        branded: Some(link(Shelf::Organizations, 4, 3)),
        unit: Some(link(Shelf::Units, 5, 3)),
        weapon: Some(link(Shelf::Weapons, 6, 3)),
    }
}

fn component() -> Component {
    let fields = Fields::new()
        .with("unit", "u")
        .with("name", "signal processor")
        .with("position", "U4")
        .with("quantity", "about 2")
        .with("brand", "Analog Devices")
        .with("origin", "ph")
        .with("domestic", "non_domestic")
        .with("dates", "part")
        .with("condition", "intact")
        .with("note", "n");
    let mut what = NewComponent::parse(&fields).unwrap();
    what.unit = Pointer::default();
    Component {
        head: Head {
            id: 1,
            shelf: Shelf::Components,
            r#ref: Ref::from_bits(1),
            title: "signal processor".to_owned(),
            sort: String::new(),
            version: 1,
            release: Release::Public,
            field_releases: FieldReleases::none(),
            state: State::Accepted,
            created_by: None,
            created_at: Default::default(),
            updated_at: Default::default(),
            merged_into: None,
            record_id: None,
        },
        what,
        unit: Some(link(Shelf::Units, 5, 3)),
        parent: Some(link(Shelf::Components, 9, 3)),
        part: Some(link(Shelf::Parts, 2, 3)),
        maker: Some(link(Shelf::Organizations, 3, 3)),
        brand: Some(link(Shelf::Organizations, 4, 3)),
    }
}

#[test]
fn a_component_needs_a_unit_and_known_words() {
    let fields = Fields::new()
        .with("domestic", "maybe")
        .with("origin", "ZZ")
        .with("quantity", "lots");
    let Err(Error::Invalid(wrong)) = NewComponent::parse(&fields) else {
        panic!("accepted")
    };
    let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["unit", "quantity", "origin", "domestic"]);
}

#[test]
fn a_mark_dates_the_whole_where_somebody_says_so_else_where_the_name_does() {
    let whole = |name: &str, domestic: &str, dates: &str, inside: bool| {
        let mut component = component();
        component.what.name = name.to_owned();
        component.what.domestic = domestic.to_owned();
        component.what.dates = dates.to_owned();
        component.parent = component.parent.filter(|_| inside);
        component.dates_whole()
    };
    assert!(whole("Missile airframe", "domestic", "", false));
    assert!(!whole("Missile airframe", "domestic", "", true));
    assert!(!whole("Missile airframe", "unknown", "", false));
    assert!(!whole("jet vane actuator", "domestic", "", false));
    assert!(whole("jet vane actuator", "unknown", "whole", true));
    assert!(!whole("Missile airframe", "domestic", "part", false));
}

#[test]
fn told_as_fields_it_reads_the_same() {
    let before = component();
    let again = NewComponent::parse(&before.fields()).unwrap();
    assert_eq!(again.origin, "PH");
    assert_eq!(again.quantity, before.what.quantity);
    assert_eq!(again.unit.text, before.unit.unwrap().r#ref.to_string());
    assert_eq!(again.maker.text, before.maker.unwrap().r#ref.to_string());
}

#[test]
fn every_field_can_be_withheld() {
    for question in QUESTIONS {
        let mut component = component();
        assert!(!component.fields().get(question.name).is_empty(), "{}", question.name);
        component.withhold(question.name);
        assert!(component.fields().get(question.name).is_empty(), "{}", question.name);
    }
}

#[test]
fn without_a_name_the_brand_names_it_unless_that_is_closed() {
    let mut component = component();
    component.what.name.clear();
    assert_eq!(component.public_name(), "Analog Devices");
    component.head.field_releases.set("brand", Release::Officer);
    assert_eq!(component.public_name(), "");
}

#[test]
fn a_line_passes_the_gate_like_its_record() {
    let mut guarded = line();
    guarded.field_releases.set("part", Release::Officer);
    guarded.field_releases.set("brand", Release::Sealed);
    guarded.maker = Some(link(Shelf::Organizations, 3, 1));
    let mut sealed = line();
    sealed.link.openness = 2;
    let seen = release_briefs(vec![guarded, sealed], &Actor::visitor());
    let [seen] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!((&seen.part, &seen.maker, &seen.branded), (&None, &None, &None));
    assert!(seen.brand.is_empty() && seen.unit.is_some());
}

#[test]
fn a_line_in_a_closed_unit_does_not_tell_the_weapon() {
    let mut line = line();
    line.unit = Some(link(Shelf::Units, 5, 0));
    let seen = release_briefs(vec![line], &Actor::visitor());
    assert!(seen.iter().all(|line| line.unit.is_none() && line.weapon.is_none()));
    assert_eq!(seen.len(), 1);
}

#[test]
fn a_path_names_assemblies_from_the_outside_in() {
    assert_eq!(
        path(" guidance section /  board A ").unwrap(),
        ["guidance section", "board A"]
    );
    assert!(path("").unwrap().is_empty() && path(" / ").unwrap().is_empty());
    let deepest = ["a"; DEPTH - 1].join("/");
    assert_eq!(path(&deepest).unwrap().len(), DEPTH - 1);
    assert_eq!(path(&format!("{deepest}/a")).unwrap_err().key, "components-too-deep");
    assert_eq!(path(&"a".repeat(LINE + 1)).unwrap_err().key, "text-too-long");
}

#[test]
fn a_tree_is_read_from_the_top_and_nobody_is_lost() {
    // 1 holds 3 and 4, 3 holds 5; 2 is alone; 6 stands under someone out of sight.
    let places = [
        (1, None),
        (2, None),
        (3, Some(1)),
        (4, Some(1)),
        (5, Some(3)),
        (6, Some(99)),
    ];
    assert_eq!(reading_order(&places), [(0, 0), (2, 1), (4, 2), (3, 1), (1, 0), (5, 0)]);
    assert_eq!(reading_order(&[]), []);
    let ring = [(1, Some(2)), (2, Some(1)), (3, None), (4, Some(2))];
    let order = reading_order(&ring);
    assert_eq!(order.len(), 4);
    assert_eq!(order.first(), Some(&(2, 0)));
}
