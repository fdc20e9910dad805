//! How many marks are read in a second on one core, and how long the worst marks take: `cargo bench --bench readings`.
//!
//! Prints processor time, for wall time on a shared machine says little. The bars: 20,000 typical marks a second with every rule
//! that ships, and five milliseconds for any mark the notation accepts. Ends with 1 when a bar is missed.
//!
//! `cargo bench --bench readings -- hunt 60` looks for slower marks than those of `tests/hostile_marks.txt` for sixty seconds: it
//! repeats pieces, keeps the slowest and changes that. What it finds belongs into the file.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a program for the person at the terminal, on data that ships with it"
)]

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use sherd::{
    domain::{
        dates::Edtf,
        markings::{notation, reading::context::Asked},
        rules::book::Rulebook,
    },
    service::rulebook,
};

/// The program's own allocator: half the work is making small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CASES: &str = include_str!("../src/reference/marking_cases.csv");
/// Marks made to be slow, one a line: `\n` is a line break, `⟨??⟩×200` two hundred times what stands between.
const HOSTILE: &str = include_str!("../tests/hostile_marks.txt");
const ROUNDS: usize = 100;
/// Typical marks a second.
const LEAST_A_SECOND: f64 = 20_000.0;
/// Milliseconds for any mark.
const LONGEST: f64 = 5.0;

fn main() -> ExitCode {
    let book = rulebook::builtin().unwrap();
    let asked: Vec<String> = std::env::args().collect();
    if let Some(at) = asked.iter().position(|word| word == "hunt") {
        let seconds = asked.get(at + 1).and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
        let slowest = hunt(&book, Duration::from_secs(seconds));
        return ExitCode::from(u8::from(slowest > LONGEST));
    }
    let speed = typical(&book);
    let slowest = hostile(&book);
    if speed < LEAST_A_SECOND || slowest > LONGEST {
        println!("A bar is missed: {LEAST_A_SECOND:.0} marks a second, {LONGEST} ms for any mark.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Reads the worked cases over and over; returns how many marks a second.
fn typical(book: &Rulebook) -> f64 {
    let today = "2026-01-01".parse().unwrap();
    let mut marks = Vec::new();
    for row in csv::Reader::from_reader(CASES.as_bytes()).records() {
        let row = row.unwrap();
        let asked = Asked {
            hint: row[1].to_owned(),
            recovered: Some(Edtf::parse(&row[2]).unwrap()),
            ..Asked::default()
        };
        marks.push((notation::parse(&row[0]).unwrap(), book.context(&asked, today).unwrap()));
    }
    let spent = Spent::since_now();
    for _ in 0..ROUNDS {
        for (mark, context) in &marks {
            black_box(book.read(mark, context));
        }
    }
    let count = marks.len() * ROUNDS;
    let seconds = spent.milliseconds() / 1000.0;
    let speed = count as f64 / seconds;
    println!("{count} typical marks in {seconds:.2} s: {speed:.0} a second");
    speed
}

/// Reads marks made to be slow, from the text as it is typed; returns the milliseconds of the slowest.
fn hostile(book: &Rulebook) -> f64 {
    let today = "2026-01-01".parse().unwrap();
    let mut slowest = 0.0_f64;
    for hint in ["", "Panasonic battery", "DPRK missile airframe"] {
        let asked = Asked {
            hint: hint.to_owned(),
            ..Asked::default()
        };
        let context = book.context(&asked, today).unwrap();
        for line in HOSTILE
            .lines()
            .filter(|line| !line.starts_with("# ") && !line.is_empty())
        {
            let text = spelled_out(line);
            let mut took = f64::MAX;
            let mut found = None;
            // The shortest of ten: the others were disturbed. The system counts processor time too coarsely for a single one.
            for _ in 0..10 {
                let clock = Instant::now();
                let mark = match notation::parse(&text) {
                    Ok(mark) => mark,
                    Err(why) => panic!("{line}: {why:?}"),
                };
                found = Some(black_box(book.read(&mark, &context)));
                took = took.min(clock.elapsed().as_secs_f64() * 1000.0);
            }
            let found = found.unwrap();
            let line: String = line.chars().take(60).collect();
            println!(
                "{took:6.2} ms {:4} readings {} [{hint}] {line}",
                found.readings.len(),
                found.flags.join(" ")
            );
            slowest = slowest.max(took);
        }
    }
    println!("{slowest:.2} ms for the slowest");
    slowest
}

/// Pieces of marks that were slow once, or are read in a way of their own.
const PIECES: [&str; 40] = [
    "?",
    "??",
    "???",
    "????",
    "?/",
    "??-",
    " ",
    " ",
    " ",
    "\n",
    ".",
    ":",
    "(",
    "#",
    "1",
    "0?",
    "2148",
    "1?",
    "A1",
    "A?",
    "R5",
    "O",
    "OI",
    "Ḅ",
    "S8Z",
    "[-]",
    "[1-2]",
    "[1-6]",
    "[[A]]",
    "{8|B}",
    "{8|BB}",
    "<logo:TI>",
    "TI",
    "DOT",
    "EXP",
    "주체112",
    "1401/",
    "Я",
    "MADE IN",
    "5962-",
];

/// Looks for the slowest mark; returns its milliseconds.
fn hunt(book: &Rulebook, time: Duration) -> f64 {
    let contexts: Vec<_> = ["", "Panasonic battery", "DPRK missile airframe", "Texas Instruments"]
        .map(|hint| {
            let asked = Asked {
                hint: hint.to_owned(),
                ..Asked::default()
            };
            book.context(&asked, "2026-01-01".parse().unwrap()).unwrap()
        })
        .into();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut slowest, mut best, mut tried) = (0.0, vec![0; 4], 0);
    let start = Instant::now();
    while start.elapsed() < time {
        let mut pieces = best.clone();
        for _ in 0..=random.below(2) {
            match random.below(4) {
                0 => pieces = (0..=random.below(8)).map(|_| random.below(PIECES.len())).collect(),
                1 if pieces.len() > 1 => drop(pieces.remove(random.below(pieces.len()))),
                2 => pieces.insert(random.below(pieces.len() + 1), random.below(PIECES.len())),
                _ => {
                    let at = random.below(pieces.len());
                    pieces[at] = random.below(PIECES.len());
                }
            }
        }
        let unit: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let size = [20, 40, 100, 400, 1_000, 1_990][random.below(6)];
        let text = unit.repeat((size / unit.chars().count()).max(1));
        let context = &contexts[random.below(contexts.len())];
        let mut took = f64::MAX;
        // What seems slow is tried again: the others on the machine may have been busy.
        for round in 0..20 {
            if round >= 2 && took <= slowest {
                break;
            }
            let clock = Instant::now();
            if let Ok(mark) = notation::parse(&text) {
                black_box(book.read(&mark, context));
            }
            took = took.min(clock.elapsed().as_secs_f64() * 1000.0);
        }
        tried += 1;
        if took > slowest {
            println!("{took:6.2} ms {} characters of {unit:?}", text.chars().count());
            (slowest, best) = (took, pieces);
        }
    }
    println!("{tried} marks, the slowest {slowest:.2} ms");
    slowest
}

/// Numbers that look random and are the same at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// `⟨ab⟩×3` is `ababab`.
fn spelled_out(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (piece, more) = after.split_once("⟩×").unwrap();
        let digits = more.chars().take_while(char::is_ascii_digit).count();
        let (count, more) = more.split_at(digits);
        text.push_str(before);
        text.push_str(&piece.repeat(count.parse().unwrap()));
        rest = more;
    }
    text.push_str(rest);
    text.trim().replace("\\n", "\n")
}

/// Processor time of this thread where the system tells it, else the clock on the wall.
struct Spent {
    clock: Instant,
    nanoseconds: Option<u64>,
}

impl Spent {
    fn since_now() -> Spent {
        Spent {
            clock: Instant::now(),
            nanoseconds: Spent::told(),
        }
    }

    /// The first number of the thread's own schedule statistics.
    fn told() -> Option<u64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse().ok()
    }

    fn milliseconds(&self) -> f64 {
        match (self.nanoseconds, Spent::told()) {
            (Some(before), Some(after)) => (after - before) as f64 / 1e6,
            _ => self.clock.elapsed().as_secs_f64() * 1000.0,
        }
    }
}
