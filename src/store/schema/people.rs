//! Tables of accounts, of what lets people in, and of the log.

diesel::table! {
    accounts (id) {
        id -> BigInt,
        #[sql_name = "ref"]
        reference -> Text,
        email -> Text,
        email_folded -> Text,
        name -> Text,
        role -> Text,
        password -> Nullable<Text>,
        language -> Text,
        disabled -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sign_in_failures (who) {
        who -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        hash -> Text,
        csrf -> Text,
        account_id -> BigInt,
        agent -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    tokens (id) {
        id -> BigInt,
        hash -> Text,
        account_id -> BigInt,
        name -> Text,
        read_only -> Bool,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    links (id) {
        id -> BigInt,
        hash -> Text,
        account_id -> Nullable<BigInt>,
        purpose -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        action -> Text,
        shelf -> Text,
        subject_id -> Nullable<BigInt>,
        subject -> Text,
        reason -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        previous -> Text,
        hash -> Text,
    }
}

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(tokens -> accounts (account_id));
diesel::joinable!(links -> accounts (account_id));
diesel::joinable!(audit -> accounts (account_id));
