//! Tables of imports, of the work on them, and of the files of providers.

use super::{accounts, records};

diesel::table! {
    imports (id) {
        id -> BigInt,
        #[sql_name = "ref"]
        reference -> Text,
        file_name -> Text,
        sha256 -> Text,
        bytes -> BigInt,
        account_id -> BigInt,
        create_missing -> Bool,
        shelf -> Text,
        stage -> Text,
        rows_total -> BigInt,
        rows_new -> BigInt,
        rows_changed -> BigInt,
        rows_same -> BigInt,
        rows_wrong -> BigInt,
        report -> Text,
        problems -> Text,
        submission_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        mapping -> Text,
        format -> Text,
    }
}

diesel::table! {
    mappings (id) {
        id -> BigInt,
        #[sql_name = "ref"]
        reference -> Text,
        name -> Text,
        name_folded -> Text,
        version -> Integer,
        fields -> Text,
        account_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    provider_files (id) {
        id -> BigInt,
        #[sql_name = "ref"]
        reference -> Text,
        account_id -> BigInt,
        file_name -> Text,
        sha256 -> Text,
        bytes -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    import_records (import_id, record_id) {
        import_id -> BigInt,
        record_id -> BigInt,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        import_id -> BigInt,
        state -> Text,
        attempts -> Integer,
        worker -> Text,
        stop -> Bool,
        rows_done -> BigInt,
        rows_total -> BigInt,
        run_at -> Timestamp,
        beat_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        kept_rows -> BigInt,
        kept_new -> BigInt,
        kept_changed -> BigInt,
        kept_same -> BigInt,
    }
}

diesel::joinable!(imports -> accounts (account_id));
diesel::joinable!(import_records -> imports (import_id));
diesel::joinable!(import_records -> records (record_id));
diesel::joinable!(jobs -> imports (import_id));
diesel::joinable!(mappings -> accounts (account_id));
diesel::joinable!(provider_files -> accounts (account_id));
