//! Tables of what is decided about chains and of what marks have in common.

use super::{components, records, transfers};

diesel::table! {
    chains (id) {
        id -> BigInt,
        component_id -> BigInt,
        verdict -> Text,
        reason -> Text,
    }
}

diesel::table! {
    chain_steps (chain_id, position) {
        chain_id -> BigInt,
        position -> Integer,
        transfer_id -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    mark_imprints (scope, kind, value, marking_id) {
        kind -> SmallInt,
        scope -> Text,
        value -> Text,
        marking_id -> BigInt,
        component_id -> BigInt,
        unit_id -> BigInt,
        openness -> SmallInt,
    }
}

diesel::table! {
    imprints_to_count (scope) {
        scope -> Text,
    }
}

diesel::table! {
    constellations (key, level) {
        key -> Text,
        level -> SmallInt,
        kind -> SmallInt,
        scope -> Text,
        first_value -> Text,
        last_value -> Text,
        units -> Integer,
        seen_units -> Integer,
        seen_values -> BigInt,
        capped -> Bool,
        surprise -> Integer,
        part_id -> Nullable<BigInt>,
        component_id -> BigInt,
    }
}

diesel::joinable!(chains -> records (id));
diesel::joinable!(chains -> components (component_id));
diesel::joinable!(chain_steps -> chains (chain_id));
diesel::joinable!(chain_steps -> transfers (transfer_id));
