//! Transfers out of `EconomicActivity`: its ends by the names of their entities, its goods by their codes.

use super::{Given, Reading};
use crate::{
    domain::{
        countries::Country,
        exchange::canonical::{self, Around},
        fields::Fields,
        transfers::{
            KINDS, NewTransfer,
            goods::{hs_code, money},
            imo,
            route::one_of,
        },
    },
    error::Error,
};

impl<'a> Reading<'a> {
    pub(super) fn transfer(&mut self, one: &'a Given) {
        let from = self.end(one, "sender", "from");
        let to = self.end(one, "receiver", "to");
        let fields = self.fields(one, &from, &to);
        let new = match NewTransfer::parse(&fields) {
            Ok(new) => new,
            Err(Error::Invalid(errors)) => {
                for error in errors {
                    let value = fields.get(&error.field).to_owned();
                    self.wrong(one, "properties", &format!("{} {value}", error.field), error.say);
                }
                return;
            }
            Err(_other) => return,
        };
        let (source_title, source_url) = self.source(one);
        let around = Around {
            record_id: one.id.clone(),
            from: new.from.name.clone(),
            to: new.to.name.clone(),
            source_title,
            source_url,
            // Whoever opens it decides so here.
            release: "",
        };
        self.read.transfers.push((one.line, canonical::row(&new, around)));
        self.leave_but(
            one,
            &[
                "sender",
                "receiver",
                "date",
                "startDate",
                "endDate",
                "originCountry",
                "departureCountry",
                "destinationCountry",
                "goodsDescription",
                "vedCode",
                "invoiceAmount",
                "ccdNumber",
                "transport",
                "proof",
                "description",
                "summary",
            ],
        );
        for field in [
            "parties",
            "route",
            "vessel",
            "voyage",
            "locator",
            "exchange_note",
            "note",
        ] {
            if !one.told(field).is_empty() {
                self.leave(format!("EconomicActivity.description: {field}"));
            }
        }
    }

    /// Title and address of the document it rests on.
    fn source(&mut self, one: &'a Given) -> (String, String) {
        let Some(source) = self.named(one, "proof") else {
            return <(String, String)>::default();
        };
        let names = ["title", "name", "fileName"].map(|property| source.first(property).to_owned());
        let title = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        (title, source.first("sourceUrl").to_owned())
    }

    /// The first entity of the file that a transfer names so.
    fn named(&mut self, one: &'a Given, property: &str) -> Option<&'a Given> {
        let mut all = one.all(property).iter();
        let named = all.find_map(|id| self.by_id.get(id.as_str()).copied())?;
        self.named.insert(&named.id);
        Some(named)
    }

    /// Name and country of one end.
    fn end(&mut self, one: &Given, property: &str, field: &str) -> (String, String) {
        let told = |what: &str| {
            one.told(&format!("{field}_{what}"))
                .first()
                .map_or_else(String::new, |text| (*text).to_owned())
        };
        let named = one
            .all(property)
            .iter()
            .find_map(|id| self.by_id.get(id.as_str()).copied());
        let Some(named) = named else {
            if !one.all(property).is_empty() {
                self.leave(format!("EconomicActivity.{property}"));
            }
            return (told("name"), told("country"));
        };
        if named.schema == "Person" {
            self.leave(format!("EconomicActivity.{property} (Person)"));
            return (String::new(), told("country"));
        }
        let country = match told("country") {
            told if told.is_empty() => {
                let own = ["mainCountry", "country", "jurisdiction"];
                let known = own
                    .iter()
                    .find_map(|property| Country::parse(named.first(property)).ok());
                known.map_or_else(String::new, |country| country.code().to_owned())
            }
            told => told,
        };
        (named.first("name").to_owned(), country)
    }

    /// A transfer as its form has it.
    fn fields(&mut self, one: &'a Given, from: &(String, String), to: &(String, String)) -> Fields {
        let told = |field: &str| one.told(field).join("\n");
        let customs = ["ccdNumber", "vedCode", "declarant"]
            .iter()
            .any(|property| !one.first(property).is_empty());
        let kind = match one_of(one.told("kind").first().copied().unwrap_or_default(), KINDS) {
            Ok(kind) => kind,
            Err(_say) if customs => "customs_line",
            Err(_say) => "unknown",
        };
        let mut fields = Fields::new()
            .with("kind", kind)
            .with("from_name", &from.0)
            .with("from_country", &from.1)
            .with("to_name", &to.0)
            .with("to_country", &to.1)
            .with("transit_countries", told("transit_countries"))
            .with("reliability", told("reliability"))
            .with("credibility", told("credibility"))
            .with("vessel_imo", self.ship(one));
        let dates = ["contract", "dispatch", "border", "arrival"].map(|field| (field, told(field)));
        match dates.iter().any(|(_, date)| !date.is_empty()) {
            true => dates.into_iter().for_each(|(field, date)| fields.set(field, date)),
            false => {
                let own = match kind {
                    "sale" => "contract",
                    "customs_line" => "border",
                    _ => "dispatch",
                };
                fields.set(own, one.date());
            }
        }
        let countries = [
            ("originCountry", "origin_country"),
            ("departureCountry", "dispatch_country"),
            ("destinationCountry", "destination_country"),
        ];
        for (property, field) in countries {
            fields.set(field, self.country(one, property));
        }
        fields.set(
            "document",
            match one.first("ccdNumber") {
                "" => told("document"),
                number => number.to_owned(),
            },
        );
        // A file of ours says the lines themselves, and the goods' own words apart from them.
        let ours = !one.told("kind").is_empty();
        fields.set(
            "goods",
            if ours {
                told("goods")
            } else {
                one.all("goodsDescription").join("\n")
            },
        );
        fields.set("lines", if ours { told("lines") } else { self.lines(one) });
        fields
    }

    /// The codes of the goods and their value as lines.
    fn lines(&mut self, one: &Given) -> String {
        let mut lines: Vec<String> = Vec::new();
        for code in one.all("vedCode") {
            let digits: String = code.chars().filter(char::is_ascii_digit).take(6).collect();
            match hs_code(&digits) {
                Ok((code, _)) => lines.push(format!("hs6={code}")),
                Err(_say) => self.leave("EconomicActivity.vedCode".to_owned()),
            }
        }
        match one.all("invoiceAmount") {
            [] => {}
            [only] if lines.len() <= 1 && money(only).is_ok() => {
                let code = lines.pop().map_or_else(String::new, |code| format!("{code} | "));
                lines.push(format!("{code}value={only}"));
            }
            _ => self.leave("EconomicActivity.invoiceAmount".to_owned()),
        }
        lines.join("\n")
    }

    /// The number of the ship.
    fn ship(&mut self, one: &'a Given) -> String {
        let ship = self.named(one, "transport");
        let number = ship.map_or("", |ship| ship.first("imoNumber"));
        match imo(number) {
            Ok(number) => number,
            Err(_say) => {
                if !one.all("transport").is_empty() {
                    self.leave("EconomicActivity.transport".to_owned());
                }
                String::new()
            }
        }
    }
}
