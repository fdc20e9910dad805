//! Tables of what was found and of what it is: weapons, units, components with their photographs and marks, parts, makers.

use super::{records, sources};

diesel::table! {
    organizations (id) {
        id -> BigInt,
        name -> Text,
        folded -> Text,
        roles -> Text,
        hq_country -> Text,
        incorporation_country -> Text,
        prefixes -> Text,
        marks -> Text,
        note -> Text,
    }
}

diesel::table! {
    organization_names (id) {
        id -> BigInt,
        organization_id -> BigInt,
        position -> Integer,
        lang -> Text,
        name -> Text,
        folded -> Text,
    }
}

diesel::table! {
    organization_identifiers (id) {
        id -> BigInt,
        organization_id -> BigInt,
        position -> Integer,
        scheme -> Text,
        value -> Text,
    }
}

diesel::table! {
    organization_successions (id) {
        id -> BigInt,
        organization_id -> BigInt,
        position -> Integer,
        successor_id -> BigInt,
        since -> Nullable<Text>,
        since_from -> Nullable<Date>,
        since_to -> Nullable<Date>,
        note -> Text,
    }
}

diesel::table! {
    parties_to_compare (id) {
        id -> BigInt,
        organization_id -> BigInt,
    }
}

diesel::table! {
    party_pairs (id) {
        id -> BigInt,
        one_id -> BigInt,
        other_id -> BigInt,
        score -> Integer,
        reasons -> Text,
        state -> Text,
        found_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        reason -> Text,
    }
}

diesel::table! {
    parts (id) {
        id -> BigInt,
        number -> Text,
        folded -> Text,
        maker_id -> Nullable<BigInt>,
        family -> Text,
        description -> Text,
        hs6 -> Text,
        hs_edition -> Text,
        eccn -> Text,
        dual_use -> Text,
        introduced -> Nullable<Text>,
        introduced_from -> Nullable<Date>,
        introduced_to -> Nullable<Date>,
        last_made -> Nullable<Text>,
        last_made_from -> Nullable<Date>,
        last_made_to -> Nullable<Date>,
        note -> Text,
    }
}

diesel::table! {
    part_numbers (id) {
        id -> BigInt,
        part_id -> BigInt,
        position -> Integer,
        number -> Text,
        folded -> Text,
    }
}

diesel::table! {
    weapons (id) {
        id -> BigInt,
        name -> Text,
        folded -> Text,
        kind -> Text,
        origin -> Text,
        description -> Text,
    }
}

diesel::table! {
    weapon_aliases (id) {
        id -> BigInt,
        weapon_id -> BigInt,
        position -> Integer,
        authority -> Text,
        name -> Text,
        folded -> Text,
    }
}

diesel::table! {
    incidents (id) {
        id -> BigInt,
        name -> Text,
        kind -> Text,
        date -> Nullable<Text>,
        date_from -> Nullable<Date>,
        date_to -> Nullable<Date>,
        place -> Text,
        country -> Text,
        lat -> Nullable<Double>,
        lon -> Nullable<Double>,
        precision -> Text,
        released_precision -> Text,
        summary -> Text,
        session -> Text,
    }
}

diesel::table! {
    units (id) {
        id -> BigInt,
        name -> Text,
        weapon_id -> Nullable<BigInt>,
        incident_id -> Nullable<BigInt>,
        identification -> Text,
        count -> Text,
        recovered -> Nullable<Text>,
        recovered_from -> Nullable<Date>,
        recovered_to -> Nullable<Date>,
        used -> Nullable<Text>,
        used_from -> Nullable<Date>,
        used_to -> Nullable<Date>,
        note -> Text,
        session -> Text,
    }
}

diesel::table! {
    unit_alternatives (id) {
        id -> BigInt,
        unit_id -> BigInt,
        position -> Integer,
        weapon_id -> BigInt,
    }
}

diesel::table! {
    unit_attributions (id) {
        id -> BigInt,
        unit_id -> BigInt,
        position -> Integer,
        question -> Text,
        answer -> Text,
        basis -> Text,
        grade -> Text,
        source_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    components (id) {
        id -> BigInt,
        unit_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        name -> Text,
        position -> Text,
        quantity -> Text,
        part_id -> Nullable<BigInt>,
        maker_id -> Nullable<BigInt>,
        brand -> Text,
        brand_id -> Nullable<BigInt>,
        origin -> Text,
        domestic -> Text,
        dates -> Text,
        condition -> Text,
        note -> Text,
    }
}

diesel::table! {
    photos (id) {
        id -> BigInt,
        unit_id -> Nullable<BigInt>,
        component_id -> Nullable<BigInt>,
        sha256 -> Text,
        sha1 -> Text,
        bytes -> BigInt,
        media_type -> Text,
        width -> Integer,
        height -> Integer,
        role -> Text,
        caption -> Text,
        alt -> Text,
        credit -> Text,
        pixels_per_mm -> Nullable<Double>,
        illustration -> Bool,
        redactions -> Text,
        dhash -> BigInt,
        file_name -> Text,
        taken -> Text,
        device -> Text,
        lat -> Nullable<Double>,
        lon -> Nullable<Double>,
        session -> Text,
    }
}

diesel::table! {
    markings (id) {
        id -> BigInt,
        component_id -> BigInt,
        photo_id -> Nullable<BigInt>,
        x -> Nullable<Integer>,
        y -> Nullable<Integer>,
        w -> Nullable<Integer>,
        h -> Nullable<Integer>,
        kind -> Text,
        technique -> Text,
        script -> Text,
        transcription -> Text,
        folded -> Text,
        documented -> Nullable<Text>,
        documented_from -> Nullable<Date>,
        documented_to -> Nullable<Date>,
        session -> Text,
        note -> Text,
    }
}

diesel::table! {
    marking_alternatives (id) {
        id -> BigInt,
        marking_id -> BigInt,
        position -> Integer,
        transcription -> Text,
    }
}

diesel::joinable!(organizations -> records (id));
diesel::joinable!(organization_names -> organizations (organization_id));
diesel::joinable!(organization_identifiers -> organizations (organization_id));
diesel::joinable!(parts -> records (id));
diesel::joinable!(parts -> organizations (maker_id));
diesel::joinable!(part_numbers -> parts (part_id));
diesel::joinable!(weapons -> records (id));
diesel::joinable!(weapon_aliases -> weapons (weapon_id));
diesel::joinable!(incidents -> records (id));
diesel::joinable!(units -> records (id));
diesel::joinable!(units -> weapons (weapon_id));
diesel::joinable!(units -> incidents (incident_id));
diesel::joinable!(unit_alternatives -> units (unit_id));
diesel::joinable!(unit_alternatives -> weapons (weapon_id));
diesel::joinable!(unit_attributions -> units (unit_id));
diesel::joinable!(unit_attributions -> sources (source_id));
diesel::joinable!(components -> records (id));
diesel::joinable!(components -> units (unit_id));
diesel::joinable!(components -> parts (part_id));
diesel::joinable!(photos -> records (id));
diesel::joinable!(photos -> units (unit_id));
diesel::joinable!(photos -> components (component_id));
diesel::joinable!(markings -> records (id));
diesel::joinable!(markings -> components (component_id));
diesel::joinable!(markings -> photos (photo_id));
diesel::joinable!(marking_alternatives -> markings (marking_id));
