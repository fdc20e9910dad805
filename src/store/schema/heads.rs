//! Tables that records of every shelf share: heads, sources, what waits for review, and what they are found by.

use super::accounts;

diesel::table! {
    records (id) {
        id -> BigInt,
        shelf -> Text,
        #[sql_name = "ref"]
        reference -> Text,
        title -> Text,
        sort -> Text,
        version -> Integer,
        release -> Text,
        field_releases -> Text,
        state -> Text,
        openness -> SmallInt,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        merged_into -> Nullable<BigInt>,
        record_id -> Nullable<Text>,
    }
}

diesel::table! {
    sources (id) {
        id -> BigInt,
        title -> Text,
        folded -> Text,
        kind -> Text,
        publisher -> Text,
        published -> Nullable<Text>,
        published_from -> Nullable<Date>,
        published_to -> Nullable<Date>,
        address -> Text,
        archived -> Text,
        language -> Text,
        reliability -> Text,
        underlying -> Text,
        note -> Text,
    }
}

diesel::table! {
    citations (id) {
        id -> BigInt,
        record_id -> BigInt,
        position -> Integer,
        source_id -> BigInt,
        locator -> Text,
    }
}

diesel::table! {
    submissions (id) {
        id -> BigInt,
        #[sql_name = "ref"]
        reference -> Text,
        title -> Text,
        account_id -> Nullable<BigInt>,
        submitted_at -> Timestamp,
        note -> Text,
        state -> Text,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        reason -> Text,
    }
}

diesel::table! {
    submission_records (id) {
        id -> BigInt,
        submission_id -> BigInt,
        record_id -> BigInt,
    }
}

diesel::table! {
    proposals (id) {
        id -> BigInt,
        #[sql_name = "ref"]
        reference -> Text,
        record_id -> BigInt,
        base_version -> Integer,
        base -> Text,
        fields -> Text,
        why -> Text,
        account_id -> Nullable<BigInt>,
        proposed_at -> Timestamp,
        state -> Text,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        reason -> Text,
    }
}

diesel::table! {
    search_terms (id) {
        id -> BigInt,
        folded -> Text,
    }
}

diesel::table! {
    search_uses (shelf, folded, record_id) {
        record_id -> BigInt,
        shelf -> Text,
        folded -> Text,
        field -> Text,
        shown -> Text,
        openness -> SmallInt,
        created_by -> Nullable<BigInt>,
    }
}

diesel::joinable!(records -> accounts (created_by));
diesel::joinable!(sources -> records (id));
diesel::joinable!(citations -> records (record_id));
diesel::joinable!(citations -> sources (source_id));
diesel::joinable!(submission_records -> submissions (submission_id));
diesel::joinable!(submission_records -> records (record_id));
diesel::joinable!(proposals -> records (record_id));
diesel::joinable!(search_uses -> records (record_id));
