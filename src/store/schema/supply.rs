//! Tables of the supply chain: transfers with their goods and flows, what is decided about chains, and what marks have in common.

use super::{components, records, sources};

diesel::table! {
    transfers (id) {
        id -> BigInt,
        kind -> Text,
        from_id -> Nullable<BigInt>,
        from_name -> Text,
        from_country -> Text,
        to_id -> Nullable<BigInt>,
        to_name -> Text,
        to_country -> Text,
        contract -> Nullable<Text>,
        dispatch -> Nullable<Text>,
        border -> Nullable<Text>,
        arrival -> Nullable<Text>,
        earliest -> Nullable<Date>,
        latest -> Nullable<Date>,
        origin_country -> Text,
        dispatch_country -> Text,
        transit_countries -> Text,
        destination_country -> Text,
        route -> Text,
        vessel -> Text,
        vessel_imo -> Text,
        voyage -> Text,
        document -> Text,
        goods -> Text,
        source_id -> Nullable<BigInt>,
        locator -> Text,
        reliability -> Text,
        credibility -> Text,
        exchange_for -> Nullable<BigInt>,
        exchange_note -> Text,
        note -> Text,
        counted -> SmallInt,
    }
}

diesel::table! {
    transfer_goods (id) {
        id -> BigInt,
        transfer_id -> BigInt,
        position -> Integer,
        part_number -> Text,
        part_folded -> Text,
        part_id -> Nullable<BigInt>,
        maker -> Text,
        family -> Text,
        family_folded -> Text,
        lot -> Text,
        lot_folded -> Text,
        date_code -> Text,
        serial_from -> Text,
        serial_to -> Text,
        hs6 -> Text,
        hs_edition -> Text,
        description -> Text,
        quantity -> Text,
        value -> Text,
        currency -> Text,
        from_text -> SmallInt,
    }
}

diesel::table! {
    goods_walks (id) {
        id -> BigInt,
        edition -> Text,
        reached -> BigInt,
        last -> BigInt,
        found -> BigInt,
        began_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    transfer_parties (transfer_id, position) {
        transfer_id -> BigInt,
        position -> Integer,
        role -> Text,
        organization_id -> Nullable<BigInt>,
        name -> Text,
        country -> Text,
    }
}

diesel::table! {
    flows (from_id, to_id, openness) {
        from_id -> BigInt,
        to_id -> BigInt,
        openness -> SmallInt,
        count -> BigInt,
        first -> Nullable<Date>,
        last -> Nullable<Date>,
    }
}

diesel::table! {
    owed_indexes (name) {
        name -> Text,
        statement -> Text,
        touched_at -> Timestamp,
    }
}

diesel::table! {
    owed_flows (first_id) {
        first_id -> BigInt,
        last_id -> BigInt,
    }
}

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

diesel::joinable!(transfers -> records (id));
diesel::joinable!(transfers -> sources (source_id));
diesel::joinable!(transfer_goods -> transfers (transfer_id));
diesel::joinable!(transfer_parties -> transfers (transfer_id));
diesel::joinable!(chains -> records (id));
diesel::joinable!(chains -> components (component_id));
diesel::joinable!(chain_steps -> chains (chain_id));
diesel::joinable!(chain_steps -> transfers (transfer_id));
