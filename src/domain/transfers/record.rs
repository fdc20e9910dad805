//! A transfer as a record: told as fields, named, and able to forget.

use chrono::{Datelike, NaiveDate};

use super::{
    super::{
        fields::Fields,
        forms::Question,
        parse::{Pointer, date_text},
        records::{Guard, Head, Link, Record, Shelf},
        release::{self, Sight},
    },
    Line, NewTransfer, Party, QUESTIONS, Side, Stop, Transfer, hull,
};

/// What stands in a name for an end that nobody has named.
const NOBODY: &str = "?";

impl Transfer {
    /// The name everybody who sees the record may know: both ends and the time, without a word of any language.
    pub fn public_name(&self) -> String {
        let from = self.end(
            ["from", "from_name", "from_country"],
            &self.what.from,
            self.from.as_ref(),
        );
        let to = self.end(["to", "to_name", "to_country"], &self.what.to, self.to.as_ref());
        named(&from, &to, self.open_days())
    }

    fn is_open(&self, field: &str) -> bool {
        release::level::<Transfer>(&self.head, field) >= self.head.release
    }

    /// What names one end: as written, else the organization if nobody who sees the record is kept from knowing it.
    fn end(&self, [party, name, country]: [&str; 3], side: &Side, link: Option<&Link>) -> String {
        if self.is_open(name) && !side.name.is_empty() {
            return side.name.clone();
        }
        let known = link.filter(|link| link.openness >= self.head.openness() && !link.title.is_empty());
        match known {
            Some(link) if self.is_open(party) => link.title.clone(),
            _ if self.is_open(country) && !side.country.is_empty() => side.country.clone(),
            _ => NOBODY.to_owned(),
        }
    }

    /// The first and last day of those dates that are as open as the record.
    pub fn open_days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let NewTransfer {
            contract,
            dispatch,
            border,
            arrival,
            ..
        } = &self.what;
        let dates = [
            ("contract", contract),
            ("dispatch", dispatch),
            ("border", border),
            ("arrival", arrival),
        ];
        hull(
            dates
                .into_iter()
                .filter(|(field, _)| self.is_open(field))
                .map(|(_, date)| date),
        )
    }

    /// How open what the flows tell of it is: its ends and its days. The flows must not tell what one of these fields keeps back.
    pub fn flow_openness(&self) -> i16 {
        let told = ["from", "to", "contract", "dispatch", "border", "arrival"];
        let levels = told
            .iter()
            .map(|field| release::level::<Transfer>(&self.head, field).rank());
        levels.min().unwrap_or(0).min(self.head.openness())
    }
}

fn named(from: &str, to: &str, days: (Option<NaiveDate>, Option<NaiveDate>)) -> String {
    let time = span(days);
    match time.is_empty() {
        true => format!("{from} → {to}"),
        false => format!("{from} → {to}, {time}"),
    }
}

/// The time between two days, as short as it can be said: `2023-05`, `2023`, `2023-05/2024-02`.
fn span(days: (Option<NaiveDate>, Option<NaiveDate>)) -> String {
    let month = |day: NaiveDate| day.format("%Y-%m").to_string();
    match days {
        (None, None) => String::new(),
        (Some(first), None) => format!("{}/..", month(first)),
        (None, Some(last)) => format!("../{}", month(last)),
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) if month(first) == month(last) => month(first),
        (Some(first), Some(last)) if first.year() == last.year() && first.ordinal() == 1 && last.month() == 12 => {
            first.year().to_string()
        }
        (Some(first), Some(last)) => format!("{}/{}", month(first), month(last)),
    }
}

fn lines<T>(entries: &[T], line: impl Fn(&T) -> String) -> String {
    entries.iter().map(line).collect::<Vec<_>>().join("\n")
}

impl NewTransfer {
    /// The name of a transfer none of whose fields is more closed than itself, and whose ends its document names or nobody does.
    pub fn plain_name(&self) -> String {
        let end = |side: &Side| {
            let named = [&side.name, &side.country].into_iter().find(|text| !text.is_empty());
            named.map_or_else(|| NOBODY.to_owned(), Clone::clone)
        };
        named(&end(&self.from), &end(&self.to), self.days())
    }

    /// What the form shows; a pointer is told by its text.
    pub fn fields(&self) -> Fields {
        let NewTransfer {
            kind,
            from,
            to,
            parties,
            contract,
            dispatch,
            border,
            arrival,
            lines: goods_lines,
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
        } = self;
        Fields::new()
            .with("kind", kind)
            .with("from", &from.party.text)
            .with("from_name", &from.name)
            .with("from_country", &from.country)
            .with("to", &to.party.text)
            .with("to_name", &to.name)
            .with("to_country", &to.country)
            .with("parties", lines(parties, Party::line))
            .with("contract", date_text(contract))
            .with("dispatch", date_text(dispatch))
            .with("border", date_text(border))
            .with("arrival", date_text(arrival))
            .with("lines", lines(goods_lines, Line::line))
            .with("goods", goods)
            .with("origin_country", origin_country)
            .with("dispatch_country", dispatch_country)
            .with("transit_countries", transit_countries.join("\n"))
            .with("destination_country", destination_country)
            .with("route", lines(route, Stop::line))
            .with("vessel", vessel)
            .with("vessel_imo", vessel_imo)
            .with("voyage", voyage)
            .with("document", document)
            .with("source", &source.text)
            .with("locator", locator)
            .with("reliability", reliability)
            .with("credibility", credibility)
            .with("exchange_for", &exchange_for.text)
            .with("exchange_note", exchange_note)
            .with("note", note)
    }
}

impl Record for Transfer {
    const SHELF: Shelf = Shelf::Transfers;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        self.what.fields()
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "kind" => what.kind.clear(),
            "from" => forget(&mut self.from, &mut what.from.party),
            "from_name" => what.from.name.clear(),
            "from_country" => what.from.country.clear(),
            "to" => forget(&mut self.to, &mut what.to.party),
            "to_name" => what.to.name.clear(),
            "to_country" => what.to.country.clear(),
            "parties" => what.parties.clear(),
            "contract" => what.contract = None,
            "dispatch" => what.dispatch = None,
            "border" => what.border = None,
            "arrival" => what.arrival = None,
            "lines" => what.lines.clear(),
            "goods" => what.goods.clear(),
            "origin_country" => what.origin_country.clear(),
            "dispatch_country" => what.dispatch_country.clear(),
            "transit_countries" => what.transit_countries.clear(),
            "destination_country" => what.destination_country.clear(),
            "route" => what.route.clear(),
            "vessel" => what.vessel.clear(),
            "vessel_imo" => what.vessel_imo.clear(),
            "voyage" => what.voyage.clear(),
            "document" => what.document.clear(),
            "source" => {
                forget(&mut self.source, &mut what.source);
                // The name of its row can hold what the data set is called and how it numbers its lines.
                self.head.record_id = None;
            }
            "locator" => what.locator.clear(),
            "reliability" => what.reliability.clear(),
            "credibility" => what.credibility.clear(),
            "exchange_for" => forget(&mut self.exchange, &mut what.exchange_for),
            "exchange_note" => what.exchange_note.clear(),
            "note" => what.note.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        let own = [
            ("from", &self.from),
            ("to", &self.to),
            ("source", &self.source),
            ("exchange_for", &self.exchange),
        ];
        let parties = self.what.parties.iter().map(|party| ("parties", &party.link));
        let parts = self.what.lines.iter().map(|line| ("lines", &line.link));
        own.into_iter()
            .chain(parties)
            .chain(parts)
            .filter_map(|(field, link)| Some((field, link.as_ref()?)))
            .collect()
    }

    fn unlink(&mut self, sight: Sight) {
        let what = &mut self.what;
        hide(&mut self.from, &mut what.from.party, sight);
        hide(&mut self.to, &mut what.to.party, sight);
        let had_source = self.source.is_some();
        hide(&mut self.source, &mut what.source, sight);
        if had_source && self.source.is_none() {
            self.head.record_id = None;
        }
        hide(&mut self.exchange, &mut what.exchange_for, sight);
        for party in &mut what.parties {
            hide(&mut party.link, &mut party.organization, sight);
        }
        for line in &mut what.lines {
            hide(&mut line.link, &mut line.part, sight);
        }
        // What somebody claims it was given for says that there was something: without it, neither is told.
        if self.exchange.is_none() {
            what.exchange_note.clear();
        }
    }
}

fn forget(link: &mut Option<Link>, pointer: &mut Pointer) {
    *link = None;
    *pointer = Pointer::default();
}

fn hide(link: &mut Option<Link>, pointer: &mut Pointer, sight: Sight) {
    Link::hide(link, sight);
    if link.is_none() {
        *pointer = Pointer::default();
    }
}
