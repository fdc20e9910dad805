//! Reading marks for whoever asks: a transcription and what is known of the object in, every date it can mean out.

use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        markings::{
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
    let readings = book.read(&mark, &context);
    Ok(Read {
        transcription: text("transcription"),
        suspicions: book.suspicions(&readings),
        context,
        readings,
    })
}
