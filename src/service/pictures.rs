//! The studio: files of photographs on their way in and out.
//!
//! Everything here works on files and pixels, waits, and touches no database: call it from a thread that may wait and
//! outside any transaction. An original that was kept and then found no row is removed by [`Studio::sweep`].

use std::{fs, sync::Arc, time::Duration};

use crate::{
    domain::photos::{Area, File, Redaction},
    error::{Error, Result},
    media::{
        darkroom::Darkroom,
        intake::{self, Inspected},
        metadata::Capture,
        receive::{Receiver, Sealed},
        regions::Rect,
        renditions,
        vault::{Swept, Vault},
    },
    service::Ctx,
    store::{self, Conn},
};

/// How long an original without a row is left alone: its upload may still be under way.
const YOUNG: Duration = Duration::from_secs(3_600);
/// The longer side of a close-up.
const CLOSE: u32 = 800;

/// Where photographs are received, developed and kept.
#[derive(Debug)]
pub struct Studio {
    vault: Arc<Vault>,
    darkroom: Darkroom,
}

/// A file on its way in. Dropping it removes what has arrived.
pub struct Incoming(Receiver);

/// A file that has arrived whole and is on the disk, but not yet kept. Dropping it removes it.
#[derive(Debug)]
pub struct Arrived(Sealed);

/// What showing a photograph needs, after the gate was passed. Never for printing.
#[derive(Debug, Clone)]
pub struct Negative {
    pub(super) sha256: String,
    pub(super) redactions: Vec<Redaction>,
    pub(super) size: (u32, u32),
    /// Whether everyone may see the picture.
    pub public: bool,
    /// The version of the record, for addresses that change with it.
    pub version: i32,
}

/// What of a photograph is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The whole picture, the longer side at most this long.
    Whole(u32),
    /// A region with room around it.
    Close(Area),
}

impl View {
    /// The whole picture in one of the sizes there are.
    pub fn whole(side: &str) -> Option<View> {
        renditions::SIDES
            .into_iter()
            .find(|known| known.to_string() == side)
            .map(View::Whole)
    }
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// `TooLarge` beyond the limit, `NoSpace` on a full disk.
    pub fn write(&mut self, chunk: &[u8]) -> Result<()> {
        self.0.write(chunk)
    }

    /// Forces the bytes onto the disk.
    ///
    /// # Errors
    /// `NoSpace` on a full disk.
    pub fn finish(self) -> Result<Arrived> {
        Ok(Arrived(self.0.seal()?))
    }
}

impl Studio {
    /// A studio that keeps its files in `vault`.
    pub fn new(vault: Arc<Vault>) -> Studio {
        Studio {
            vault,
            darkroom: Darkroom::per_core(),
        }
    }

    /// Begins to receive a file.
    ///
    /// # Errors
    /// `NoSpace` on a full disk.
    pub fn receive(&self) -> Result<Incoming> {
        Ok(Incoming(self.vault.receive()?))
    }

    /// Looks at a file, makes the copies that are shown, and keeps the original for good.
    ///
    /// # Errors
    /// `Unsupported` for what is no picture we take, `TooLarge` for too many pixels, `Invalid` on `file` for a
    /// broken one, `NoSpace` on a full disk. Nothing is left of a file that is refused.
    pub fn develop(&self, arrived: Arrived, name: &str, redactions: &[Redaction]) -> Result<File> {
        let sealed = arrived.0;
        let Inspected {
            format,
            width,
            height,
            display_name,
            capture,
        } = intake::inspect(&self.darkroom, sealed.path(), name)?;
        let sha256 = sealed.sha256().to_owned();
        let black = rects(redactions);
        let kept = renditions::make(&self.darkroom, &self.vault, &sha256, sealed.path(), &black)
            .and_then(|made| Ok((made, sealed.keep()?)));
        let (made, stored) = match kept {
            Ok(kept) => kept,
            Err(failure) => {
                self.forget_copies(&sha256);
                return Err(failure);
            }
        };
        let Capture {
            taken,
            offset,
            place,
            make,
            model,
            serial,
            software: _,
            orientation: _,
        } = capture;
        Ok(File {
            sha256: stored.sha256,
            sha1: stored.sha1,
            bytes: i64::try_from(stored.bytes).map_err(Error::internal)?,
            media_type: format.mime().to_owned(),
            width,
            height,
            dhash: made.dhash,
            file_name: display_name,
            taken: words([taken, offset]),
            device: words([make, model, serial]),
            lat: place.map(|place| place.latitude),
            lon: place.map(|place| place.longitude),
        })
    }

    /// Copies of an original that was not kept serve nobody.
    fn forget_copies(&self, sha256: &str) {
        let is_kept = self.vault.original(sha256).is_ok();
        if !is_kept && let Err(cause) = self.vault.drop_derivatives(sha256, |_| false) {
            tracing::warn!(%cause, "copies of a refused picture could not be removed");
        }
    }

    /// A picture as it is shown: a JPEG without metadata, redactions black. Made again when it is missing.
    ///
    /// # Errors
    /// `NotFound` when the original is gone.
    pub fn picture(&self, negative: &Negative, view: View) -> Result<Vec<u8>> {
        let black = rects(&negative.redactions);
        let recipe = match view {
            View::Whole(side) => renditions::recipe(side, &black),
            View::Close(area) => renditions::crop_recipe(close(area, negative), CLOSE, &black),
        };
        let path = self.vault.derivative_path(&negative.sha256, &recipe)?;
        match fs::read(&path) {
            Ok(bytes) => return Ok(bytes),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => return Err(cause.into()),
        }
        let source = self.vault.path(&negative.sha256)?;
        if !source.exists() {
            return Err(Error::NotFound("photos"));
        }
        if let View::Close(area) = view {
            let region = close(area, negative);
            let made = renditions::crop(&self.darkroom, &source, region, CLOSE, &black)?;
            self.vault.put_derivative(&negative.sha256, &recipe, &made.jpeg)?;
            return Ok(made.jpeg);
        }
        renditions::make(&self.darkroom, &self.vault, &negative.sha256, &source, &black)?;
        Ok(fs::read(&path)?)
    }

    /// Opens an original.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    pub fn original(&self, sha256: &str) -> Result<fs::File> {
        self.vault.original(sha256)
    }

    /// Removes originals that no row mentions and uploads that never finished, once they are an hour old.
    ///
    /// # Errors
    /// Those of the database and the disk; what is unknown is kept.
    pub fn sweep(&self, conn: &mut Conn, ctx: &Ctx) -> Result<Swept> {
        let before = std::time::SystemTime::from(ctx.now) - YOUNG;
        self.vault.sweep(before, |sha256| {
            Ok(!store::photos::of_original(conn, sha256)?.is_empty())
        })
    }
}

fn close(area: Area, negative: &Negative) -> Rect {
    let (width, height) = negative.size;
    let Area { x, y, w, h } = area.with_margin(width, height);
    Rect::new(x, y, w, h)
}

fn rects(redactions: &[Redaction]) -> Vec<Rect> {
    redactions
        .iter()
        .map(|redaction| {
            let Area { x, y, w, h } = redaction.area;
            Rect::new(x, y, w, h)
        })
        .collect()
}

fn words<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}
