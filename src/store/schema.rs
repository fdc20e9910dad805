//! The tables, once for both databases, by hand. A test reads both live schemas and compares them with this.
//!
//! What each table is for stands in its migration.

mod supply;

pub(super) use supply::{chain_steps, chains, constellations, imprints_to_count, mark_imprints};

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

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(tokens -> accounts (account_id));
diesel::joinable!(links -> accounts (account_id));
diesel::joinable!(audit -> accounts (account_id));
diesel::joinable!(records -> accounts (created_by));
diesel::joinable!(sources -> records (id));
diesel::joinable!(citations -> records (record_id));
diesel::joinable!(citations -> sources (source_id));
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
diesel::joinable!(readings -> markings (marking_id));
diesel::joinable!(claims -> sources (source_id));
diesel::joinable!(claim_positions -> claims (claim_id));
diesel::joinable!(claim_positions -> sources (source_id));
diesel::joinable!(transfers -> records (id));
diesel::joinable!(transfers -> sources (source_id));
diesel::joinable!(transfer_goods -> transfers (transfer_id));
diesel::joinable!(transfer_parties -> transfers (transfer_id));
diesel::joinable!(submission_records -> submissions (submission_id));
diesel::joinable!(submission_records -> records (record_id));
diesel::joinable!(proposals -> records (record_id));
diesel::joinable!(search_uses -> records (record_id));
diesel::joinable!(imports -> accounts (account_id));
diesel::joinable!(import_records -> imports (import_id));
diesel::joinable!(import_records -> records (record_id));
diesel::joinable!(jobs -> imports (import_id));
diesel::joinable!(mappings -> accounts (account_id));
diesel::joinable!(provider_files -> accounts (account_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    audit,
    chain_steps,
    chains,
    citations,
    claim_positions,
    claims,
    components,
    constellations,
    flows,
    goods_walks,
    import_records,
    imports,
    imprints_to_count,
    incidents,
    jobs,
    links,
    mappings,
    mark_imprints,
    mark_readings,
    mark_rules,
    marking_alternatives,
    markings,
    marks_to_read,
    organization_identifiers,
    organization_names,
    organization_successions,
    organizations,
    part_numbers,
    parties_to_compare,
    parts,
    party_pairs,
    photos,
    proposals,
    provider_files,
    reading_changes,
    readings,
    records,
    rereadings,
    search_terms,
    search_uses,
    sessions,
    settings,
    sign_in_failures,
    sources,
    submission_records,
    submissions,
    tokens,
    transfer_goods,
    transfer_parties,
    transfers,
    unit_alternatives,
    unit_attributions,
    units,
    weapon_aliases,
    weapons,
);
