//! `sherd read` and `sherd rules`: marks and rules at the command line, without a catalogue.

use std::{path::Path, process::ExitCode};

use sherd::{
    domain::{access::Actor, fields::Fields, markings::reading::Reading},
    error::{Error, Result},
    service::{
        Ctx,
        readings::{self, Read},
        rulebook,
    },
    web::api::readings::{reason as said, told},
    words::Words,
};

/// What `sherd read` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// The mark, in the notation: lines apart by " / ", ? for a character that cannot be read
    pub mark: String,
    /// Its maker
    #[arg(long, default_value = "")]
    pub maker: String,
    /// The class of object, such as capacitor or airframe
    #[arg(long, default_value = "")]
    pub object: String,
    /// Where it comes from: a two-letter code or the name of a country
    #[arg(long, default_value = "")]
    pub origin: String,
    /// Free words that may say any of these
    #[arg(long, default_value = "")]
    pub hint: String,
    /// When it was recovered, EDTF
    #[arg(long, default_value = "")]
    pub recovered: String,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// `sherd read`: 0 when the mark was read, whether it can be dated or not.
pub(crate) fn read(rules: &Path, question: &Question, words: &Words) -> Result<ExitCode> {
    let book = sherd::app::rulebook(rules)?;
    let ctx = Ctx::new(Actor::command_line(), sherd::app::now(), "command line");
    let asked = Fields::new()
        .with("transcription", &question.mark)
        .with("maker", &question.maker)
        .with("object", &question.object)
        .with("origin", &question.origin)
        .with("hint", &question.hint)
        .with("recovered", &question.recovered);
    let read = readings::read(&book, &ctx, &asked)?;
    match question.json {
        true => println!(
            "{}",
            serde_json::to_string(&told(&read, words)).map_err(Error::internal)?
        ),
        false => print(&read, words),
    }
    Ok(ExitCode::SUCCESS)
}

fn print(read: &Read, words: &Words) {
    for token in &read.readings.tokens {
        let kinds: Vec<_> = token.kinds.iter().map(|kind| words.label("mark-kind", kind)).collect();
        println!("line {}  {:16} {}", token.line, token.text, kinds.join(", "));
    }
    for maker in read.readings.makers.iter().take(3) {
        println!("maker   {:16} {:.2}  {}", maker.name, maker.rank, words.say(&maker.why));
    }
    if read.readings.is_undatable() {
        println!("\n{}", words.t("reading-undatable"));
    }
    for reading in read.readings.shown() {
        print_reading(reading, words);
    }
    let hidden = read.readings.readings.iter().filter(|reading| !reading.shown).count();
    if hidden > 0 {
        println!("\n{hidden} weaker readings are not shown; --json lists them.");
    }
    if let Some(why) = &read.readings.left_out {
        println!("\n{}", words.say(why));
    }
    for suspicion in &read.suspicions {
        println!("\n{}", words.say(suspicion));
    }
    if !read.readings.flags.is_empty() {
        println!("\nflags   {}", read.readings.flags.join(", "));
    }
}

fn print_reading(reading: &Reading, words: &Words) {
    let scheme = &reading.scheme;
    println!(
        "\n{} to {}  {:.2}  {}, {}",
        reading.span.first,
        reading.span.last,
        reading.rank,
        words.label("mark-kind", scheme.kind.as_str()),
        words.label("stage", scheme.stage.as_str()),
    );
    println!(
        "  “{}” by {} {}: {}",
        reading.token, scheme.id, scheme.version, scheme.title
    );
    for reason in &reading.reasons_for {
        println!("  + {}", said(reason, words));
    }
    for reason in &reading.reasons_against {
        println!("  − {}", said(reason, words));
    }
    println!("  {} {}", scheme.source, scheme.url);
}

/// `sherd rules check FILE`: 0 when the file can be put into the folder `rules`, 1 with everything that is wrong.
pub(crate) fn check(file: &Path) -> Result<ExitCode> {
    let text = std::fs::read_to_string(file)
        .map_err(|cause| Error::internal(format!("cannot read {}: {cause}", file.display())))?;
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match rulebook::checked(&[(name.clone(), text.clone())]) {
        Ok(_) => {
            println!("{name}: every entry is sound and every example is read as it says.");
            for id in rulebook::replaced(&name, &text)? {
                println!("{name}: {id} stands in the place of the program's own entry of this id.");
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(wrong) => {
            for error in &wrong {
                println!("{}", sherd::app::told(error));
            }
            Ok(ExitCode::FAILURE)
        }
    }
}
