//! The tables, once for both databases, by hand. A test reads both live schemas and compares them with this.
//!
//! What each table is for stands in its migration.

mod files;
mod finds;
mod heads;
mod people;
mod reading;
mod supply;

pub(super) use files::{import_records, imports, jobs, mappings, provider_files};
pub(super) use finds::{components, incidents, marking_alternatives, markings, organization_identifiers, organization_names, organization_successions, organizations, part_numbers, parties_to_compare, parts, party_pairs, photos, unit_alternatives, unit_attributions, units, weapon_aliases, weapons};
pub(super) use heads::{citations, proposals, records, search_terms, search_uses, sources, submission_records, submissions};
pub(super) use people::{accounts, audit, links, sessions, settings, sign_in_failures, tokens};
pub(super) use reading::{claim_positions, claims, mark_readings, mark_rules, marks_to_read, reading_changes, readings, rereadings};
pub(super) use supply::{chain_steps, chains, constellations, flows, goods_walks, imprints_to_count, mark_imprints, owed_flows, owed_indexes, transfer_goods, transfer_parties, transfers};

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
