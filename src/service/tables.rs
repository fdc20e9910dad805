//! Files to be imported, on their way in and until they are written. Everything here waits for the disk and touches no
//! database but to ask which files are still needed.

use std::{fs::File, time::Duration};

use crate::{
    domain::{imports::stage::Content, records::Shelf},
    error::Result,
    media::{receive::Receiver, vault::Vault},
    service::{Ctx, imports::desk::Sent},
    store::{self, Conn},
};

/// The largest table that is accepted, in bytes.
pub use crate::media::tables::MAX_BYTES;

/// How long a file that no import mentions is left alone: its request may still be under way.
const YOUNG: Duration = Duration::from_secs(3_600);

/// A table on its way in. Dropping it removes what has arrived.
pub struct Incoming(Receiver);

/// Begins to receive a table.
///
/// # Errors
/// `NoSpace` on a full disk.
pub fn receive(vault: &Vault) -> Result<Incoming> {
    Ok(Incoming(vault.receive_table()?))
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// `TooLarge` beyond the limit, `NoSpace` on a full disk.
    pub fn write(&mut self, chunk: &[u8]) -> Result<()> {
        self.0.write(chunk)
    }

    /// Forces the bytes onto the disk, under their hash.
    ///
    /// # Errors
    /// `NoSpace` on a full disk.
    pub fn keep(self, name: &str) -> Result<Sent> {
        let stored = self.0.seal()?.keep_as_table()?;
        Ok(Sent {
            name: name.to_owned(),
            sha256: stored.sha256,
            bytes: stored.bytes,
            // Until its beginning has been looked at.
            content: Content::Table(Shelf::Components),
            mapping: String::new(),
        })
    }
}

/// Opens a table.
///
/// # Errors
/// `NotFound` when it is gone.
pub fn open(vault: &Vault, sha256: &str) -> Result<File> {
    vault.table(sha256)
}

/// A file of a provider that waits for its mapping is kept so long.
const WAITING: Duration = Duration::from_secs(14 * 24 * 3_600);

/// Removes the files that no import under way and no person needs, once they are an hour old; how many.
///
/// # Errors
/// Those of the database and the disk; what is unknown is kept.
pub fn sweep(conn: &mut Conn, ctx: &Ctx, vault: &Vault) -> Result<u64> {
    let before = std::time::SystemTime::from(ctx.now) - YOUNG;
    store::mappings::forget_files(conn, ctx.now - WAITING)?;
    vault.sweep_tables(before, |sha256| {
        Ok(store::imports::needs(conn, sha256)? || store::mappings::needs(conn, sha256)?)
    })
}
