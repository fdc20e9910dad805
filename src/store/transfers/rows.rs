//! The columns of a transfer and of a party, in both directions.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    domain::{
        parse::{Pointer, date_text},
        records::{Head, Link},
        transfers::{NewTransfer, Party, Side, Stop, Transfer},
    },
    error::Result,
    store::{
        schema::{transfer_parties, transfers},
        types,
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = transfers)]
pub(super) struct Row {
    kind: String,
    from_id: Option<i64>,
    from_name: String,
    from_country: String,
    to_id: Option<i64>,
    to_name: String,
    to_country: String,
    contract: Option<String>,
    dispatch: Option<String>,
    border: Option<String>,
    arrival: Option<String>,
    origin_country: String,
    dispatch_country: String,
    transit_countries: String,
    destination_country: String,
    route: String,
    vessel: String,
    vessel_imo: String,
    voyage: String,
    document: String,
    goods: String,
    source_id: Option<i64>,
    locator: String,
    reliability: String,
    credibility: String,
    exchange_for: Option<i64>,
    exchange_note: String,
    note: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = transfers)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct Values<'a> {
    id: i64,
    kind: &'a str,
    from_id: Option<i64>,
    from_name: &'a str,
    from_country: &'a str,
    to_id: Option<i64>,
    to_name: &'a str,
    to_country: &'a str,
    contract: Option<&'a str>,
    dispatch: Option<&'a str>,
    border: Option<&'a str>,
    arrival: Option<&'a str>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    origin_country: &'a str,
    dispatch_country: &'a str,
    transit_countries: String,
    destination_country: &'a str,
    route: String,
    vessel: &'a str,
    vessel_imo: &'a str,
    voyage: &'a str,
    document: &'a str,
    goods: &'a str,
    source_id: Option<i64>,
    locator: &'a str,
    reliability: &'a str,
    credibility: &'a str,
    exchange_for: Option<i64>,
    exchange_note: &'a str,
    note: &'a str,
    counted: i16,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = transfer_parties)]
pub(super) struct PartyRow {
    pub(super) transfer_id: i64,
    role: String,
    pub(super) organization_id: Option<i64>,
    name: String,
    country: String,
}

#[derive(Insertable)]
#[diesel(table_name = transfer_parties)]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct PartyValues<'a> {
    transfer_id: i64,
    position: i32,
    role: &'a str,
    organization_id: Option<i64>,
    name: &'a str,
    country: &'a str,
}

pub(super) fn link(links: &HashMap<i64, Link>, id: Option<i64>) -> Option<Link> {
    id.and_then(|id| links.get(&id).cloned())
}

impl Row {
    /// What it points to.
    pub(super) fn links(&self) -> [Option<i64>; 4] {
        [self.from_id, self.to_id, self.source_id, self.exchange_for]
    }

    /// The transfer, still without its goods and parties.
    pub(super) fn into_transfer(self, head: Head, links: &HashMap<i64, Link>) -> Result<Transfer> {
        let [from, to, source, exchange] = self.links().map(|id| link(links, id));
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        Ok(Transfer {
            head,
            what: NewTransfer {
                kind: self.kind,
                from: Side {
                    party: Pointer::to(from.as_ref()),
                    name: self.from_name,
                    country: self.from_country,
                },
                to: Side {
                    party: Pointer::to(to.as_ref()),
                    name: self.to_name,
                    country: self.to_country,
                },
                parties: Vec::new(),
                contract: types::date(self.contract)?,
                dispatch: types::date(self.dispatch)?,
                border: types::date(self.border)?,
                arrival: types::date(self.arrival)?,
                lines: Vec::new(),
                goods: self.goods,
                origin_country: self.origin_country,
                dispatch_country: self.dispatch_country,
                transit_countries: lines(&self.transit_countries),
                destination_country: self.destination_country,
                route: self.route.lines().filter_map(Stop::stored).collect(),
                vessel: self.vessel,
                vessel_imo: self.vessel_imo,
                voyage: self.voyage,
                document: self.document,
                source: Pointer::to(source.as_ref()),
                locator: self.locator,
                reliability: self.reliability,
                credibility: self.credibility,
                exchange_for: Pointer::to(exchange.as_ref()),
                exchange_note: self.exchange_note,
                note: self.note,
            },
            from,
            to,
            source,
            exchange,
        })
    }
}

impl<'a> Values<'a> {
    #[expect(
        clippy::too_many_lines,
        reason = "every field is named once, so that a new one stops the build"
    )]
    pub(super) fn of(id: i64, new: &'a NewTransfer, counted: i16) -> Values<'a> {
        let NewTransfer {
            kind,
            from,
            to,
            parties: _,
            contract,
            dispatch,
            border,
            arrival,
            lines: _,
            goods,
            origin_country,
            dispatch_country,
            transit_countries,
            destination_country,
            route,
            vessel,
            vessel_imo,
            voyage,
            document,
            source,
            locator,
            reliability,
            credibility,
            exchange_for,
            exchange_note,
            note,
        } = new;
        let (earliest, latest) = new.days();
        let date = |date: &'a Option<_>| Some(date_text(date)).filter(|text| !text.is_empty());
        let route: Vec<String> = route.iter().map(Stop::line).collect();
        Values {
            id,
            kind,
            from_id: from.party.id,
            from_name: &from.name,
            from_country: &from.country,
            to_id: to.party.id,
            to_name: &to.name,
            to_country: &to.country,
            contract: date(contract),
            dispatch: date(dispatch),
            border: date(border),
            arrival: date(arrival),
            earliest,
            latest,
            origin_country,
            dispatch_country,
            transit_countries: transit_countries.join("\n"),
            destination_country,
            route: route.join("\n"),
            vessel,
            vessel_imo,
            voyage,
            document,
            goods,
            source_id: source.id,
            locator,
            reliability,
            credibility,
            exchange_for: exchange_for.id,
            exchange_note,
            note,
            counted,
        }
    }
}

impl PartyRow {
    pub(super) fn into_party(self, links: &HashMap<i64, Link>) -> Party {
        let organization = link(links, self.organization_id);
        Party {
            role: self.role,
            organization: Pointer::to(organization.as_ref()),
            name: self.name,
            country: self.country,
            link: organization,
        }
    }
}

impl<'a> PartyValues<'a> {
    pub(super) fn of(transfer_id: i64, position: i32, party: &'a Party) -> PartyValues<'a> {
        PartyValues {
            transfer_id,
            position,
            role: &party.role,
            organization_id: party.organization.id,
            name: &party.name,
            country: &party.country,
        }
    }
}
