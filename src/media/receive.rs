//! Receiving an original: bytes come in pieces, are counted, hashed and written, and either kept
//! whole or removed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha1::Sha1;
use sha2::{Digest, Sha256};
use tempfile::TempPath;

use crate::error::{Error, Result, Say};

use super::vault::{Vault, make_folder};

/// Where received bytes go. A trait only so that a test can let the disk fill up.
trait Sink: Write + Send {
    /// Forces what was written onto the disk.
    fn settle(&mut self) -> io::Result<()>;
}

impl Sink for File {
    fn settle(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// An original on its way in. Dropping it removes what has arrived so far.
pub struct Receiver {
    vault: Vault,
    temp: TempPath,
    sink: Box<dyn Sink>,
    sha256: Sha256,
    sha1: Sha1,
    bytes: u64,
    limit: u64,
    whole: bool,
}

/// An original that has arrived whole and is on the disk, but not yet kept. Dropping it removes it,
/// so a picture that turns out to be unusable leaves nothing behind.
#[derive(Debug)]
pub struct Sealed {
    vault: Vault,
    temp: TempPath,
    sha256: String,
    sha1: String,
    bytes: u64,
}

/// An original that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the content in lower-case hex; also its name in the vault.
    pub sha256: String,
    /// SHA-1 of the content in lower-case hex, which FollowTheMoney identifies documents by.
    pub sha1: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Where it lies.
    pub path: PathBuf,
}

impl Receiver {
    /// Begins to receive at most `limit` bytes.
    pub(super) fn new(vault: &Vault, limit: u64) -> Result<Receiver> {
        let (file, temp) = tempfile::Builder::new()
            .prefix("in-")
            .tempfile_in(vault.root.join("incoming"))?
            .into_parts();
        Ok(Receiver::into_sink(vault, limit, temp, Box::new(file)))
    }

    fn into_sink(vault: &Vault, limit: u64, temp: TempPath, sink: Box<dyn Sink>) -> Receiver {
        Receiver {
            vault: vault.clone(),
            temp,
            sink,
            sha256: Sha256::new(),
            sha1: Sha1::new(),
            bytes: 0,
            limit,
            whole: true,
        }
    }

    /// Takes the next bytes. After an error the receiver is of no more use; drop it.
    pub fn write(&mut self, chunk: &[u8]) -> Result<()> {
        let length = u64::try_from(chunk.len()).map_err(Error::internal)?;
        let bytes = self.bytes.saturating_add(length);
        if bytes > self.limit {
            self.whole = false;
            return Err(Error::TooLarge(
                Say::new("media-too-many-bytes")
                    .with("field", "file")
                    .with("limit", self.limit / (1024 * 1024)),
            ));
        }
        if let Err(cause) = self.sink.write_all(chunk) {
            self.whole = false;
            return Err(cause.into());
        }
        self.sha256.update(chunk);
        self.sha1.update(chunk);
        self.bytes = bytes;
        Ok(())
    }

    /// How many bytes have arrived.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Forces the bytes onto the disk and closes the file, without keeping it yet.
    pub fn seal(mut self) -> Result<Sealed> {
        if !self.whole {
            return Err(Error::internal("an upload that failed was asked to finish"));
        }
        self.sink.settle()?;
        Ok(Sealed {
            vault: self.vault,
            temp: self.temp,
            sha256: hex::encode(self.sha256.finalize()),
            sha1: hex::encode(self.sha1.finalize()),
            bytes: self.bytes,
        })
    }

    /// Seals and keeps in one go.
    pub fn finish(self) -> Result<Stored> {
        self.seal()?.keep()
    }
}

impl Sealed {
    /// Where the bytes lie for now.
    pub fn path(&self) -> &Path {
        &self.temp
    }

    /// SHA-256 of the content in lower-case hex.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Moves the file to where tables wait to be imported. The same content sent before is replaced by itself, so that a
    /// sweep under way finds it young.
    pub fn keep_as_table(self) -> Result<Stored> {
        let path = self.vault.table_path(&self.sha256)?;
        self.temp.persist(&path).map_err(|failed| failed.error)?;
        if let Some(folder) = path.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(Stored {
            sha256: self.sha256,
            sha1: self.sha1,
            bytes: self.bytes,
            path,
        })
    }

    /// Moves the file to its place for good. The same content kept before is left as it is.
    pub fn keep(self) -> Result<Stored> {
        let Sealed {
            vault,
            temp,
            sha256,
            sha1,
            bytes,
        } = self;
        let folder = vault.shelf("originals", &sha256)?;
        make_folder(&folder)?;
        let path = folder.join(&sha256);
        let about = fs::metadata(&temp)?;
        let mut rights = about.permissions();
        rights.set_readonly(true);
        fs::set_permissions(&temp, rights)?;
        let lock = vault.lock_file()?;
        lock.lock_shared()?;
        if let Err(failed) = temp.persist_noclobber(&path) {
            if failed.error.kind() != io::ErrorKind::AlreadyExists {
                return Err(failed.error.into());
            }
            if vault.verify(&sha256)? {
                // Made young again, so that a sweep under way leaves it alone.
                File::open(&path)?.set_modified(about.modified()?)?;
            } else {
                tracing::error!(%sha256, "a damaged original was received again and replaced");
                make_folder(&vault.root.join("damaged"))?;
                fs::rename(&path, vault.root.join("damaged").join(&sha256))?;
                failed.path.persist_noclobber(&path).map_err(|e| e.error)?;
            }
        }
        // Every level each time: a folder may have been made a moment ago by another upload that
        // has not synced it yet.
        for folder in folder.ancestors().take(3) {
            File::open(folder)?.sync_all()?;
        }
        Ok(Stored {
            sha256,
            sha1,
            bytes,
            path,
        })
    }
}

#[cfg(test)]
mod tests;
