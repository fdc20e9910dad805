//! A first draft of a mapping by the names of columns, in English, Russian and Ukrainian, and by how dates and numbers look. A
//! person mends it; nothing is imported by a guess.

use super::{TARGETS, convert::plain, raw::RawRow, values};
use crate::domain::{fields::Fields, imports::mapping::Order};

/// How many rows a header is looked for in.
const HEADERS: usize = 30;

/// Words of column names that point to a canonical column, the surest first; those joined by `+` must all stand in the name.
const SIGNS: &[(&str, &str)] = &[
    (
        "from_name",
        "отправител+наимен, відправник+найм, shipper+name, exporter+name, consignor+name, seller+name, \
         supplier+name, продав+наимен, from_name, shipper, exporter, consignor, seller, supplier, отправител, \
         відправник, экспортер, експортер, продав, поставщик, постачальник",
    ),
    (
        "from_country",
        "страна+отправител, країна+відправник, shipper+country, exporter+country, consignor+country, \
         seller+country, supplier+country, from_country, страна+экспортер",
    ),
    (
        "to_name",
        "получател+наимен, одержувач+найм, consignee+name, importer+name, buyer+name, покупател+наимен, to_name, \
         consignee, importer, buyer, получател, одержувач, отримувач, импортер, імпортер, покупател, покупец, \
         покупець",
    ),
    (
        "to_country",
        "страна+получател, країна+одержувач, consignee+country, importer+country, buyer+country, to_country",
    ),
    (
        "date_from",
        "date_from, дата+деклар, дата+оформлен, дата+дт, дата+гтд, declaration+date, customs+date, shipment+date, \
         arrival+date, date, дата",
    ),
    (
        "part_number",
        "part+number, part+no, part_number, артикул, mpn, модель, model",
    ),
    (
        "maker",
        "изготовител, виробник, производител, manufacturer, maker, producer, торгов+марк, торг+знак, brand, \
         trademark",
    ),
    ("lot", "lot, партия, партія"),
    ("date_code", "date code, date_code"),
    (
        "hs6",
        "тн вэд, тнвэд, укт зед, уктзед, hs+code, hscode, hs6, tariff, hs_code, commodity+code, код+товар",
    ),
    (
        "quantity",
        "количеств+доп, количеств, кількіст, quantity, qty, кол-во, вес нетто, вага нетто, net weight, нетто",
    ),
    (
        "unit",
        "единиц+измер, ед+изм, одиниц, дополнительн+единиц, unit+measure, uom, unit, деи",
    ),
    (
        "value",
        "статистическ+стоимост, статист+стоим, фактурн+стоимост, invoice+value, фактурн+варт, стоимост, вартіст, \
         value, amount, price+total",
    ),
    ("currency", "валют, currency"),
    (
        "origin_country",
        "страна+происхожд, країна+походж, country+origin, origin_country, origin",
    ),
    (
        "dispatch_country",
        "страна+отправлен, країна+відправлен, country+dispatch, country+export, departure+country, \
         dispatch_country",
    ),
    ("transit_countries", "транзит, transit"),
    (
        "destination_country",
        "страна+назначен, країна+призначен, country+destination, destination_country, destination",
    ),
    ("vessel_imo", "imo"),
    (
        "goods",
        "описан+товар, опис+товар, наименован+товар, description+goods, goods+description, product+description, \
         goods, description, описан, опис",
    ),
    (
        "document",
        "номер+деклар, номер+дт, номер+гтд, номер+мд, declaration+no, declaration+number, bill of lading, b/l, \
         document, документ",
    ),
];

/// Words of columns that only count rows.
const RUNNING: [&str; 6] = ["№", "№ п/п", "n п/п", "no.", "row", "#"];

/// A draft of a mapping for a table that begins with these rows.
pub fn draft(rows: &[RawRow]) -> Fields {
    let place = header_of(rows);
    let (header, sample) = match place.and_then(|place| rows.split_at_checked(place)) {
        Some((_, rest)) => rest
            .split_first()
            .map_or((None, rest), |(first, rest)| (Some(first), rest)),
        None => (None, rows),
    };
    let mut fields = Fields::new();
    let Some(header) = header else {
        return fields.with("header", "0").with("fixed-kind", "unknown");
    };
    if rows.first().is_some_and(|first| first.line != header.line) {
        fields.set("header", header.line.to_string());
    }
    let names = Names::of(header);
    let mut taken: Vec<usize> = Vec::new();
    let mut found: Vec<(&str, usize)> = Vec::new();
    for target in ["date_from"]
        .into_iter()
        .chain(TARGETS.iter().copied().filter(|name| *name != "date_from"))
    {
        let Some(column) = names.find(target, &taken) else {
            continue;
        };
        taken.push(column);
        found.push((target, column));
    }
    for (target, column) in &found {
        fields.set(&format!("from-{target}"), names.told(*column));
        if *target == "date_from" {
            // A file with one date says that it was that day.
            let until = names.find("date_to", &taken).unwrap_or(*column);
            fields.set("from-date_to", names.told(until));
        }
    }
    fixed(&mut fields, &names, &found);
    let of = |wanted: &[&str]| -> Vec<&str> {
        let columns = found.iter().filter(|(target, _)| wanted.contains(target));
        columns
            .flat_map(|(_, column)| sample.iter().map(|row| row.cell(*column)))
            .collect()
    };
    fields.set("dates", order(&of(&["date_from"])).as_str());
    fields.set(
        "decimal",
        if has_commas(&of(&["quantity", "value"])) {
            "comma"
        } else {
            "point"
        },
    );
    key(&mut fields, &names);
    fields
}

/// What a draft says for all rows.
fn fixed(fields: &mut Fields, names: &Names, found: &[(&str, usize)]) {
    let name_of = |target: &str| {
        let column = found.iter().find(|(name, _)| *name == target);
        column
            .and_then(|(_, column)| names.0.get(*column))
            .map_or("", |(_, plain)| plain)
    };
    let customs = found.iter().any(|(target, _)| matches!(*target, "hs6" | "document"));
    if name_of("kind").is_empty() {
        fields.set("fixed-kind", if customs { "customs line" } else { "shipment" });
    }
    if name_of("currency").is_empty() && !name_of("value").is_empty() {
        let named = [
            ("usd", "USD"),
            ("долл", "USD"),
            ("дол.", "USD"),
            ("$", "USD"),
            ("eur", "EUR"),
            ("евро", "EUR"),
            ("руб", "RUB"),
            ("грн", "UAH"),
        ];
        let code = named.iter().find(|(word, _)| name_of("value").contains(word));
        fields.set("fixed-currency", code.map_or("", |(_, code)| code));
    }
    let weighs = ["нетто", "weight"]
        .iter()
        .any(|word| name_of("quantity").contains(word));
    if weighs {
        fields.remove("from-unit");
        fields.set("fixed-unit", "kg");
    }
}

/// The number of a declaration with the number of its goods names a row.
fn key(fields: &mut Fields, names: &Names) {
    let mut line = names.all("номер+товар, номер+тов, goods+no, item+no, line+no, g32");
    let document = fields.get("from-document").to_owned();
    if let (false, Some(line)) = (document.is_empty(), line.next()) {
        fields.set("key", format!("{document}\n{}", names.told(line)));
    }
    let ids = names.all("record_id, row_id, shipment id");
    if let Some(id) = ids.take(1).next() {
        fields.set("key", names.told(id));
    }
    let running: Vec<String> = (0..names.0.len())
        .filter(|place| {
            names
                .0
                .get(*place)
                .is_some_and(|(_, plain)| RUNNING.contains(&plain.as_str()))
        })
        .map(|place| names.told(place))
        .collect();
    fields.set("ignore", running.join("\n"));
}

/// The names of columns: as written, and as compared.
struct Names(Vec<(String, String)>);

impl Names {
    fn of(header: &RawRow) -> Names {
        Names(header.cells().map(|name| (name.to_owned(), plain(name))).collect())
    }

    /// The column that a target most likely comes from.
    fn find(&self, target: &str, taken: &[usize]) -> Option<usize> {
        if let Some(same) = self.0.iter().position(|(_, name)| name == target) {
            return (!taken.contains(&same)).then_some(same);
        }
        let (_, signs) = SIGNS.iter().find(|(name, _)| *name == target)?;
        self.all(signs)
            .find(|place| !taken.contains(place) && self.fits(target, *place))
    }

    /// The columns that these signs point to, in the order of the signs.
    fn all<'a>(&'a self, signs: &'a str) -> impl Iterator<Item = usize> + 'a {
        signs.split(", ").flat_map(|words| {
            let columns = self.0.iter().enumerate();
            columns
                .filter(|(_, (_, name))| words.split('+').all(|word| name.contains(word)))
                .map(|(place, _)| place)
        })
    }

    /// What a name says beside the sign that tells against it.
    fn fits(&self, target: &str, place: usize) -> bool {
        let name = self.0.get(place).map_or("", |(_, name)| name.as_str());
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match target {
            "from_name" | "to_name" => !has(&[
                "страна",
                "країна",
                "country",
                "инн",
                "єдрпоу",
                "edrpou",
                "inn",
                "адрес",
                "address",
                "код",
                "code",
                "tax",
                "date",
                "дата",
            ]),
            "value" => !has(&["единиц", "unit price", "per unit", "код", "валют", "currency"]),
            "quantity" => !has(&["единиц", "unit", "мест", "package"]),
            "unit" => !has(&["price", "цена", "value", "стоимост"]),
            "goods" => !has(&["код", "code", "номер", "вес"]),
            "lot" => !has(&["pilot", "slot", "plot", "allot"]),
            "vessel_imo" => !has(&["simo"]),
            _ => true,
        }
    }

    /// How a mapping names a column: by its header, or by its number where the header does not say which.
    fn told(&self, place: usize) -> String {
        let same = |plain: &String| self.0.iter().filter(|(_, other)| other == plain).count();
        match self.0.get(place) {
            Some((name, plain)) if !plain.is_empty() && same(plain) == 1 => name.clone(),
            _ => format!("#{}", place + 1),
        }
    }
}

/// The names of the columns of a header, as a mapping names them.
pub fn columns(header: &RawRow) -> Vec<String> {
    let names = Names::of(header);
    (0..names.0.len()).map(|place| names.told(place)).collect()
}

/// Which of the first rows is the header: the one that most targets are found in, or else the first as wide as the table.
fn header_of(rows: &[RawRow]) -> Option<usize> {
    let known = |row: &RawRow| {
        let names = Names::of(row);
        SIGNS
            .iter()
            .filter(|(target, _)| names.find(target, &[]).is_some())
            .count()
    };
    let mut best = (0, None);
    for (place, row) in rows.iter().take(HEADERS).enumerate() {
        let count = known(row);
        if count > best.0 {
            best = (count, Some(place));
        }
    }
    if best.0 >= 2 {
        return best.1;
    }
    let widest = rows.iter().map(RawRow::width).max()?;
    let first = rows.iter().position(|row| row.width() == widest)?;
    // Names have no digits only.
    let named = rows.get(first)?.cells().all(|cell| cell.parse::<f64>().is_err());
    named.then_some(first)
}

/// The order in which most dates can be read.
fn order(dates: &[&str]) -> Order {
    let readable = |order: Order| {
        dates
            .iter()
            .filter(|date| !date.is_empty() && values::date(date, order).is_ok())
            .count()
    };
    let (dmy, mdy, ymd) = (readable(Order::Dmy), readable(Order::Mdy), readable(Order::Ymd));
    if mdy > dmy {
        Order::Mdy
    } else if ymd > 0 && ymd >= dmy {
        Order::Ymd
    } else {
        Order::Dmy
    }
}

/// Whether numbers look as if a comma stood before their decimals.
fn has_commas(numbers: &[&str]) -> bool {
    let ends = |mark: char| {
        let after = numbers.iter().filter_map(|number| number.rsplit_once(mark));
        after.filter(|(_, decimals)| decimals.len() != 3).count()
    };
    ends(',') >= ends('.') && ends(',') > 0
}
