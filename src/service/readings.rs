//! Reading marks: a transcription and what is known of the object in, every date it can mean out; and what people decided
//! about these readings.

use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        markings::{
            NewMarking,
            glyphs::Transcription,
            notation,
            reading::{
                Readings,
                context::{Asked, Context},
            },
        },
        rules::book::Rulebook,
    },
    error::{Problems, Result, Say},
    service::Ctx,
};

mod around;
pub mod beside;
mod decisions;
mod told;

pub use around::{Whole, around, asked, typed, whole};
pub use decisions::{Shown, decide, decided, show};
pub(in crate::service) use told::behind;
pub use told::{OfMark, Stand, of_mark};

/// The fields that a question may have: the mark, and what is known besides.
pub const FIELDS: [&str; 6] = ["transcription", "maker", "object", "origin", "hint", "recovered"];

/// A mark, read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The mark as it was given.
    pub transcription: String,
    /// What the words about the object were taken to mean.
    pub context: Context,
    /// Everything the mark can mean.
    pub readings: Readings,
    /// Reasons to suspect that the part was marked anew; never a verdict.
    pub suspicions: Vec<Say>,
}

/// Reads a mark by the rules of a book. Asks no database and stores nothing.
///
/// # Errors
/// `Invalid` on the fields of [`FIELDS`], and on any other.
pub fn read(book: &Rulebook, ctx: &Ctx, asked: &Fields) -> Result<Read> {
    let mut problems = Problems::new();
    for (name, _) in asked.iter() {
        if !FIELDS.contains(&name) {
            problems.add(name, Say::new("reading-field-unknown"));
        }
    }
    let mark = problems.take("transcription", notation::parse(asked.get("transcription")));
    let recovered = match asked.get("recovered") {
        "" => None,
        text => problems.take("recovered", Edtf::parse(text)),
    };
    let text = |name: &str| asked.get(name).to_owned();
    let said = Asked {
        maker: text("maker"),
        object: text("object"),
        origin: text("origin"),
        hint: text("hint"),
        recovered,
        companions: Vec::new(),
    };
    let context = problems.take("origin", book.context(&said, ctx.now.date_naive()));
    problems.done()?;
    // Without a problem there are both; the other case cannot be reached.
    let (Some(mark), Some(context)) = (mark, context) else {
        return Err(crate::error::Error::internal("no mark and no problem"));
    };
    Ok(in_context(book, text("transcription"), &mark, context))
}

fn in_context(book: &Rulebook, transcription: String, mark: &Transcription, context: Context) -> Read {
    let readings = book.read(mark, &context);
    Read {
        transcription,
        suspicions: book.suspicions(&readings),
        context,
        readings,
    }
}

/// Reads a mark in every way in which it was transcribed, the chosen one first; those that cannot be read are left out. What
/// stands beside it counts where it can mean more than one date.
pub fn read_all(book: &Rulebook, ctx: &Ctx, what: &NewMarking, asked: &Asked) -> Vec<Read> {
    let read = |asked: &Asked| {
        let texts = std::iter::once(&what.transcription).chain(&what.alternatives);
        let reads = texts.filter_map(|text| read_here(book, ctx, text, asked).ok().flatten());
        reads.collect::<Vec<Read>>()
    };
    if asked.companions.is_empty() {
        return read(asked);
    }
    let alone = read(&Asked {
        companions: Vec::new(),
        ..asked.clone()
    });
    match beside::is_open(alone.iter().map(|read| &read.readings)) {
        true => read(asked),
        false => alone,
    }
}

/// Reads a transcription in what the catalogue tells of its object. `None` when there is nothing to read: the
/// transcription is withheld from this reader.
///
/// # Errors
/// A `Say` naming the place where the notation is wrong.
pub fn read_here(
    book: &Rulebook,
    ctx: &Ctx,
    transcription: &str,
    asked: &Asked,
) -> std::result::Result<Option<Read>, Say> {
    if transcription.is_empty() {
        return Ok(None);
    }
    let mark = notation::parse(transcription)?;
    let today = ctx.now.date_naive();
    let context = match book.context(asked, today) {
        Ok(context) => context,
        // A country the catalogue knows and the rules do not: as if none were said.
        Err(_unknown) => book.context(
            &Asked {
                origin: String::new(),
                ..asked.clone()
            },
            today,
        )?,
    };
    Ok(Some(in_context(book, transcription.to_owned(), &mark, context)))
}
