//! Marks on pages: a transcription in its glyph states, beside the close-up it was read from.

use super::{
    plates::{self, Plate},
    views::{self, Badge, date_in_words},
};
use crate::{
    domain::{
        markings::{
            Marking,
            glyphs::{GlyphKind, Span, Transcription},
            notation,
        },
        photos::Photo,
        records::Record,
        release::Released,
    },
    error::Say,
    service::markings::Sighted,
    words::Words,
};

/// A run of glyphs of one kind; stands for a run of the macro `transcription`.
pub struct Run {
    /// Class of the kind; empty for what is certain.
    pub class: &'static str,
    /// What is printed.
    pub text: String,
    /// What the kind means.
    pub title: String,
}

/// The lines of a transcription.
pub type Lines = Vec<Vec<Run>>;

/// A mark, for `markings/_marks.html`.
pub struct Mark {
    /// Address of its page.
    pub href: String,
    /// Its reference.
    pub reference: String,
    /// What it is for and how it was made, in words.
    pub described: String,
    /// Its script.
    pub script: String,
    /// What stands there; empty when that is not released.
    pub lines: Lines,
    /// What it could also be.
    pub alternatives: Vec<Lines>,
    /// When it was documented.
    pub documented: String,
    /// What a reader must know.
    pub note: String,
    /// The close-up.
    pub photo: Option<Plate>,
    /// Where it stands, unless it is simply in the catalogue.
    pub state: Option<Badge>,
}

impl Mark {
    /// A mark as its reader may see it.
    pub fn new(sighted: &Sighted, words: &Words) -> Mark {
        let Sighted { marking, photo } = sighted;
        let what = &marking.what;
        let listed = |list: &str, word: &str| match word {
            "" => String::new(),
            word => words.label(list, word).into_owned(),
        };
        let technique = match what.technique.as_str() {
            // Beside the kind, "not known" alone would read as if the mark were.
            "unknown" => words.t("markings-technique-unknown").to_owned(),
            word => listed("technique", word),
        };
        let described = [listed("kind", &what.kind), technique];
        let described: Vec<String> = described.into_iter().filter(|text| !text.is_empty()).collect();
        Mark {
            href: marking.head.path(),
            reference: marking.head.r#ref.to_string(),
            described: described.join(", "),
            script: listed("script", &what.script),
            lines: lines(&what.transcription, words),
            alternatives: what.alternatives.iter().map(|other| lines(other, words)).collect(),
            documented: what
                .documented
                .as_ref()
                .map_or_else(String::new, |date| date_in_words(date, words)),
            note: what.note.clone(),
            photo: photo.as_ref().and_then(|photo| close_up(marking, photo, words)),
            state: views::state_badge(&marking.head, words),
        }
    }
}

/// A stored transcription as lines of runs.
pub fn lines(raw: &str, words: &Words) -> Lines {
    notation::parse(raw).map_or_else(|_say| Vec::new(), |read| runs(&read, words))
}

fn runs(read: &Transcription, words: &Words) -> Lines {
    let run = |span: Span| Run {
        class: class(span.kind),
        text: match span.kind {
            GlyphKind::Logo => words.say(&Say::new("markings-logo").with("what", &span.text)),
            _ => span.text,
        },
        title: words.t(span.kind.key()).to_owned(),
    };
    let line = |line: Vec<Span>| line.into_iter().map(run).collect();
    read.glyphs_for_display().into_iter().map(line).collect()
}

const fn class(kind: GlyphKind) -> &'static str {
    match kind {
        GlyphKind::Certain => "",
        GlyphKind::Uncertain => "g-unc",
        GlyphKind::Unreadable => "g-ill",
        GlyphKind::Lost => "g-lost",
        GlyphKind::Either => "g-alt",
        GlyphKind::Masked => "g-mask",
        GlyphKind::Supplied => "g-sup",
        GlyphKind::Logo => "g-logo",
    }
}

/// The close-up of a mark, where its place on a photograph is known.
pub fn close_up(marking: &Released<Marking>, photo: &Released<Photo>, words: &Words) -> Option<Plate> {
    let area = marking.what.region?;
    let seen = area.with_margin(photo.file.width, photo.file.height);
    let head = marking.head();
    let whole = plates::plate(photo, Vec::new(), words);
    let version = format!("{}-{}", photo.head.version, head.version);
    Some(Plate {
        src: plates::close_up(&photo.head.path(), &head.r#ref.to_string(), version),
        srcset: String::new(),
        alt: words.say(&Say::new("markings-close-alt").with("mark", &head.title)),
        caption: String::new(),
        href: photo.head.path(),
        width: seen.w,
        height: seen.h,
        regions: Vec::new(),
        scale: None,
        illustration: whole.illustration,
    })
}

/// The outline of a mark on its photograph.
pub fn outline(marking: &Marking, current: bool) -> Option<plates::Region> {
    let area = marking.what.region?;
    Some(plates::Region::new(area, marking.head.title.clone(), current))
}

/// A photograph with the outlines of the marks on it.
pub fn outlined(plate: &crate::service::photos::Plate, words: &Words) -> Plate {
    let regions = plate.marks.iter().filter_map(|mark| outline(mark, false)).collect();
    plates::plate(&plate.photo, regions, words)
}
