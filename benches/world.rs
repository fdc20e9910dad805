//! A made-up catalogue of any size, the same at every run: skewed like the real world, loaded by the import that people use.
//!
//! ```text
//! cargo bench --bench world -- --components 1000000 --data /var/tmp/world            SQLite in that folder
//! cargo bench --bench world -- --components 100000 --database postgres://…           an empty PostgreSQL database
//! cargo bench --bench world -- --components 100000 --csv /var/tmp/components.csv     only the file
//! ```
//!
//! Every component has five marks: part number, date code, lot, country of origin and serial number. A few parts, makers, lots
//! and weapons are met everywhere and most hardly ever; dates crowd a few years before the recovery; one record in ten is not
//! public. Nothing in it is true, and no name of a real incident is used.
//!
//! Measured on 2026-11-22, 2 cores (AMD EPYC), 24 GiB, release build; see the table in `benches/load.rs` for what is then served.

use std::{
    error::Error,
    io::Write,
    path::{Path, PathBuf},
    time::Instant,
};

use rand::{Rng, SeedableRng, rngs::StdRng};
use sherd::{
    app, config,
    domain::{access::Actor, imports::COLUMNS},
    service::{self, Ctx, imports::How},
};

/// Rows of one file; a catalogue of a million components is ten imports.
const ROWS: usize = 100_000;
const SEED: u64 = 113;

#[derive(Default)]
struct Asked {
    components: usize,
    data: Option<PathBuf>,
    database: Option<String>,
    csv: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = asked()?;
    let mut world = World::new();
    match &asked.csv {
        Some(path) => {
            let file = std::io::BufWriter::new(std::fs::File::create(path)?);
            world.write(file, 0, asked.components)?;
            say(&format!("{} rows in {}", asked.components, path.display()))
        }
        None => load(&asked, &mut world),
    }
}

fn asked() -> Result<Asked, Box<dyn Error>> {
    let mut asked = Asked {
        components: ROWS,
        ..Asked::default()
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--components" => asked.components = value()?.parse()?,
            "--data" => asked.data = Some(value()?.into()),
            "--database" => asked.database = Some(value()?),
            "--csv" => asked.csv = Some(value()?.into()),
            // Cargo says this to every benchmark.
            "--bench" => {}
            other => return Err(format!("unknown word {other}; see the head of benches/world.rs").into()),
        }
    }
    Ok(asked)
}

fn say(line: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// Imports the world, file by file, and says how fast.
fn load(asked: &Asked, world: &mut World) -> Result<(), Box<dyn Error>> {
    let folder = match &asked.data {
        Some(folder) => folder.clone(),
        None => tempfile::tempdir()?.keep(),
    };
    let flags = config::Flags {
        data: Some(folder.clone()),
        database: asked.database.clone(),
        ..config::Flags::default()
    };
    let state = app::open(&config::read(&flags)?)?;
    state.db.migrate()?;
    let ctx = Ctx::new(Actor::command_line(), (state.clock)(), "world");
    state.db.write_now(|conn| service::seeds::seed_if_empty(conn, &ctx))?;
    let file = folder.join("world.csv");
    let mut done = 0;
    while done < asked.components {
        let rows = ROWS.min(asked.components - done);
        world.write(std::io::BufWriter::new(std::fs::File::create(&file)?), done, rows)?;
        let seconds = import(&state, &file)?;
        done += rows;
        say(&format!("{done} components; the last {rows} in {seconds:.1} s"))?;
    }
    std::fs::remove_file(&file)?;
    Ok(())
}

/// One file through the import, as `sherd import components FILE --create-missing` does it; the seconds it took.
fn import(state: &sherd::web::State, file: &Path) -> Result<f64, Box<dyn Error>> {
    let begun = Instant::now();
    let open = || Ok::<_, std::io::Error>(std::io::BufReader::new(std::fs::File::open(file)?));
    let sha256 = service::imports::digest(open()?)?;
    let table = service::imports::read("world.csv", open()?, &sha256)?;
    let ctx = Ctx::new(Actor::command_line(), (state.clock)(), "world");
    let how = How {
        create_missing: true,
        ..How::default()
    };
    let report = state
        .db
        .write_now(|conn| service::imports::run(conn, &ctx, table, how, &|_| Ok(())))?;
    while state.db.write_now(service::search::tidy)? {}
    match report.errors.first() {
        None => Ok(begun.elapsed().as_secs_f64()),
        Some(error) => Err(format!("line {}, {}: {:?}", error.line, error.column, error.say).into()),
    }
}

struct Part {
    number: String,
    maker: usize,
}

struct Unit {
    weapon: usize,
    place: usize,
    /// Days after 2022-03-01.
    recovered: i64,
    release: &'static str,
}

struct World {
    chance: StdRng,
    makers: Vec<&'static str>,
    parts: Vec<Part>,
    lots: Vec<String>,
    unit: Option<Unit>,
    units: usize,
    left: usize,
}

const MAKERS: [&str; 24] = [
    "Texas Instruments",
    "Analog Devices",
    "STMicroelectronics",
    "Microchip Technology",
    "Infineon",
    "Murata",
    "Samsung Electro-Mechanics",
    "Made-up Semiconductors A",
    "Made-up Semiconductors B",
    "Made-up Semiconductors C",
    "Made-up Semiconductors D",
    "Made-up Capacitors A",
    "Made-up Capacitors B",
    "Made-up Resistors A",
    "Made-up Connectors A",
    "Made-up Connectors B",
    "Made-up Relays A",
    "Made-up Batteries A",
    "Made-up Motors A",
    "Made-up Receivers A",
    "Made-up Inertial A",
    "Made-up Power A",
    "Made-up Memory A",
    "Made-up Memory B",
];
const PATHS: [&str; 8] = [
    "guidance section / board A",
    "guidance section / board B",
    "guidance section / inertial unit",
    "navigation receiver",
    "control section / servo controller",
    "power supply",
    "airframe",
    "",
];
const PLACES: [&str; 12] = [
    "Made-up Town A",
    "Made-up Town B",
    "Made-up Town C",
    "Made-up Town D",
    "Made-up Village A",
    "Made-up Village B",
    "Made-up Village C",
    "Made-up Port A",
    "Made-up Port B",
    "Made-up Plain A",
    "Made-up Plain B",
    "Made-up Hills A",
];
const COUNTRIES: [&str; 9] = ["MY", "PH", "CN", "TW", "US", "JP", "TH", "KR", "DE"];
const WEAPONS: usize = 60;
const PARTS: usize = 20_000;
const LOTS: usize = 40_000;

impl World {
    fn new() -> World {
        let mut chance = StdRng::seed_from_u64(SEED);
        let parts = (0..PARTS)
            .map(|_| {
                let maker = skewed(&mut chance, MAKERS.len());
                Part {
                    number: number(&mut chance),
                    maker,
                }
            })
            .collect();
        let lots = (0..LOTS)
            .map(|_| letters(&mut chance, 2) + &digits(&mut chance, 5))
            .collect();
        World {
            chance,
            makers: MAKERS.to_vec(),
            parts,
            lots,
            unit: None,
            units: 0,
            left: 0,
        }
    }

    /// The rows `first..first + count` as the canonical table.
    fn write(&mut self, to: impl Write, first: usize, count: usize) -> Result<(), Box<dyn Error>> {
        let mut table = csv::Writer::from_writer(to);
        table.write_record(COLUMNS)?;
        // A unit belongs to one file, so that no import changes what another wrote.
        self.left = 0;
        for place in first..first + count {
            let row = self.row(place).ok_or("an empty list")?;
            table.write_record(row)?;
        }
        table.flush()?;
        Ok(())
    }

    fn row(&mut self, place: usize) -> Option<[String; COLUMNS.len()]> {
        if self.left == 0 {
            // Most units have a few dozen components, some nearly four hundred.
            self.left = 5 + skewed(&mut self.chance, 380);
            self.units += 1;
            self.unit = Some(Unit {
                weapon: skewed(&mut self.chance, WEAPONS),
                place: skewed(&mut self.chance, PLACES.len()),
                recovered: self.chance.random_range(0..1_600),
                release: release(&mut self.chance),
            });
        }
        self.left -= 1;
        let unit = self.unit.as_ref()?;
        let chance = &mut self.chance;
        let part = self.parts.get(skewed(chance, PARTS))?;
        let maker = *self.makers.get(part.maker)?;
        let recovered =
            chrono::NaiveDate::from_ymd_opt(2022, 3, 1)? + chrono::Days::new(u64::try_from(unit.recovered).ok()?);
        let age = 120 + i64::try_from(skewed(chance, 3_500)).ok()?;
        let made = recovered - chrono::Days::new(u64::try_from(age).ok()?);
        let lot = self.lots.get(skewed(chance, LOTS))?;
        let origin = pick(chance, &COUNTRIES);
        let serial = digits(chance, 9);
        let markings = [
            part.number.clone(),
            made.format("%g%V").to_string(),
            lot.clone(),
            country_mark(origin).to_owned(),
            format!("SN {serial}"),
        ];
        Some([
            format!("world-{place}"),
            format!("Made-up unit {}", self.units),
            format!("Made-up weapon {}", unit.weapon),
            "strike".to_owned(),
            (recovered - chrono::Days::new(1)).to_string(),
            (*PLACES.get(unit.place)?).to_owned(),
            "UA".to_owned(),
            recovered.to_string(),
            pick(chance, &PATHS).to_owned(),
            if chance.random_ratio(1, 8) {
                digits(chance, 1).replace('0', "2")
            } else {
                "1".to_owned()
            },
            part.number.clone(),
            maker.to_owned(),
            maker.to_owned(),
            origin.to_owned(),
            markings.join(" ;; "),
            match unit.release {
                "public" => release(chance).to_owned(),
                sealed => sealed.to_owned(),
            },
        ])
    }
}

/// A place in a list of `count`: the first places are met far more often than the last.
fn skewed(chance: &mut StdRng, count: usize) -> usize {
    let place: f64 = chance.random::<f64>().powi(3);
    // Between 0 and the length of a short list: exact in both kinds of number.
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a random place, not a quantity"
    )]
    let place = (place * count as f64) as usize;
    place.min(count.saturating_sub(1))
}

fn pick(chance: &mut StdRng, list: &[&'static str]) -> &'static str {
    list.get(chance.random_range(0..list.len()))
        .copied()
        .unwrap_or_default()
}

fn release(chance: &mut StdRng) -> &'static str {
    match chance.random_range(0..100) {
        0..2 => "sealed",
        2..4 => "partner",
        4..10 => "officer",
        _ => "public",
    }
}

fn letters(chance: &mut StdRng, count: usize) -> String {
    (0..count)
        .map(|_| char::from(chance.random_range(b'A'..=b'Z')))
        .collect()
}

fn digits(chance: &mut StdRng, count: usize) -> String {
    (0..count)
        .map(|_| char::from(chance.random_range(b'0'..=b'9')))
        .collect()
}

/// A part number as they look: letters, digits, a family letter, a package.
fn number(chance: &mut StdRng) -> String {
    let family = chance.random_range(2..=4);
    let digit = chance.random_range(2..=4);
    let package = chance.random_range(1..=3);
    let head = letters(chance, family) + &digits(chance, digit);
    let tail = letters(chance, package);
    match chance.random_range(0..3) {
        0 => format!("{head}{tail}"),
        1 => format!("{head}-{}{tail}", digits(chance, 2)),
        _ => format!("{head}{}{tail}", letters(chance, 1)),
    }
}

fn country_mark(code: &str) -> &'static str {
    match code {
        "MY" => "MALAYSIA",
        "PH" => "PHILIPPINES",
        "CN" => "CHINA",
        "TW" => "TAIWAN",
        "US" => "USA",
        "JP" => "JAPAN",
        "TH" => "THAILAND",
        "KR" => "KOREA",
        _ => "GERMANY",
    }
}
