//! Transcriptions on pages: runs of characters, each with what is known of it.

use crate::{
    domain::markings::{glyphs::GlyphKind, notation},
    words::Words,
};

/// Characters of one kind; stands for the macro `transcription`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The style; empty for what is certain.
    pub class: &'static str,
    /// The characters.
    pub text: String,
    /// What is known of them, in words.
    pub title: String,
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

/// A transcription line by line. A text that cannot be read as one, which no form lets in, is shown as it is.
pub fn lines(raw: &str, words: &Words) -> Vec<Vec<Run>> {
    let Ok(read) = notation::parse(raw) else {
        return vec![vec![Run {
            class: "",
            text: raw.to_owned(),
            title: String::new(),
        }]];
    };
    read.glyphs_for_display()
        .into_iter()
        .map(|spans| {
            spans
                .into_iter()
                .map(|span| Run {
                    class: class(span.kind),
                    title: words.t(span.kind.key()).to_owned(),
                    text: span.text,
                })
                .collect()
        })
        .collect()
}
