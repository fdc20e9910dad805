//! Tables of what marks are read as, and of what is claimed.

use super::{markings, sources};

diesel::table! {
    readings (id) {
        id -> BigInt,
        marking_id -> BigInt,
        verdict -> Text,
        rule -> Text,
        rule_version -> Nullable<Integer>,
        token -> Text,
        date -> Nullable<Text>,
        date_from -> Nullable<Date>,
        date_to -> Nullable<Date>,
        stage -> Text,
        kind -> Text,
        reason -> Text,
        transcription -> Text,
    }
}

diesel::table! {
    mark_readings (marking_id) {
        marking_id -> BigInt,
        rulebook -> Text,
        digest -> Text,
        shown -> Text,
    }
}

diesel::table! {
    mark_rules (rule, marking_id) {
        rule -> Text,
        marking_id -> BigInt,
    }
}

diesel::table! {
    marks_to_read (id) {
        id -> BigInt,
        marking_id -> BigInt,
    }
}

diesel::table! {
    rereadings (id) {
        id -> BigInt,
        rulebook -> Text,
        worker -> Text,
        reached -> BigInt,
        done -> BigInt,
        total -> BigInt,
        changed -> BigInt,
        began_at -> Timestamp,
        beat_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    reading_changes (id) {
        id -> BigInt,
        marking_id -> BigInt,
        shown_before -> Text,
        shown_after -> Text,
        decided -> Bool,
        noticed_at -> Timestamp,
        seen_by -> Nullable<BigInt>,
        seen_at -> Nullable<Timestamp>,
        note -> Text,
    }
}

diesel::table! {
    claims (id) {
        id -> BigInt,
        about_id -> BigInt,
        statement -> Text,
        measure -> Text,
        quantity -> Text,
        out_of -> Text,
        basis -> Text,
        period -> Nullable<Text>,
        period_from -> Nullable<Date>,
        period_to -> Nullable<Date>,
        said -> Nullable<Text>,
        said_from -> Nullable<Date>,
        said_to -> Nullable<Date>,
        said_by -> Text,
        status -> Text,
        source_id -> Nullable<BigInt>,
        locator -> Text,
        grade -> Text,
        underlying -> Text,
    }
}

diesel::table! {
    claim_positions (id) {
        id -> BigInt,
        claim_id -> BigInt,
        position -> Integer,
        who -> Text,
        stance -> Text,
        date -> Nullable<Text>,
        date_from -> Nullable<Date>,
        date_to -> Nullable<Date>,
        source_id -> Nullable<BigInt>,
    }
}

diesel::joinable!(readings -> markings (marking_id));
diesel::joinable!(claims -> sources (source_id));
diesel::joinable!(claim_positions -> claims (claim_id));
diesel::joinable!(claim_positions -> sources (source_id));
