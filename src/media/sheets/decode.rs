//! Bytes in any encoding as UTF-8. What is no text in the encoding becomes the byte FF, which no UTF-8 has, so that the row it
//! stands in can be told apart from its sound neighbours.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

const CHUNK: usize = 1 << 16;

/// A reader of UTF-8.
pub(super) struct Decoded<R> {
    inner: R,
    /// None for UTF-8, which passes as it is.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    begin: usize,
    end: usize,
    /// The last byte was read.
    over: bool,
    /// The decoder has said all.
    done: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads `inner`, from which a byte order mark is already gone.
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Decoded<R> {
        Decoded {
            inner,
            decoder: (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling()),
            raw: vec![0; CHUNK],
            begin: 0,
            end: 0,
            over: false,
            done: false,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Decoded {
            inner,
            decoder,
            raw,
            begin,
            end,
            over,
            done,
        } = self;
        let Some(decoder) = decoder else {
            return inner.read(buffer);
        };
        while !*done {
            // A place is kept for the byte that marks what is no text.
            let Some((last, room)) = buffer.split_last_mut() else {
                return Ok(0);
            };
            let bytes = raw.get(*begin..*end).unwrap_or_default();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, room, *over);
            *begin += read;
            match result {
                DecoderResult::Malformed(_, _) => {
                    match room.get_mut(written) {
                        Some(next) => *next = 0xff,
                        None => *last = 0xff,
                    }
                    return Ok(written + 1);
                }
                DecoderResult::InputEmpty => *done = *over,
                DecoderResult::OutputFull if written == 0 => {
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, "no room for a letter"));
                }
                DecoderResult::OutputFull => {}
            }
            if written > 0 {
                return Ok(written);
            }
            if !*over {
                raw.copy_within(*begin..*end, 0);
                *end -= *begin;
                *begin = 0;
                let read = inner.read(raw.get_mut(*end..).unwrap_or_default())?;
                *over = read == 0;
                *end += read;
            }
        }
        Ok(0)
    }
}
