//! The vault keeps originals by the hash of their content and never changes them.
//!
//! ```text
//! <dir>/incoming/                      uploads on their way, removed when they fail
//! <dir>/originals/ab/cd/<sha256>       byte for byte as received, read-only
//! <dir>/derivatives/ab/cd/<sha256>/    copies that can be made again, one file per recipe
//! <dir>/tables/<sha256>                files to be imported, until they are
//! <dir>/damaged/<sha256>               an original that had rotted and was received again
//! ```
//!
//! An upload is acknowledged only after its bytes and the names that lead to it are on the disk
//! (`fsync` of the file and of each folder above it). A crash leaves at worst a file that no row
//! mentions; [`Vault::sweep`] removes it once it is old enough.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

use super::receive::Receiver;

/// The largest original that is accepted unless a caller says otherwise: 60 MB.
pub const MAX_BYTES: u64 = 60 * 1024 * 1024;

/// A folder of originals and of the copies made from them.
#[derive(Debug, Clone)]
pub struct Vault {
    pub(super) root: PathBuf,
}

/// What a sweep removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Originals that nothing refers to, with all their derivatives.
    pub originals: u64,
    /// Files of uploads that never finished.
    pub incoming: u64,
}

impl Vault {
    /// Opens the vault in `dir` and makes its folders where they are missing.
    pub fn open(dir: impl AsRef<Path>) -> Result<Vault> {
        let vault = Vault {
            root: dir.as_ref().to_path_buf(),
        };
        for folder in ["incoming", "originals", "derivatives", "tables"] {
            make_folder(&vault.root.join(folder))?;
        }
        Ok(vault)
    }

    /// Begins to receive an original of at most [`MAX_BYTES`].
    pub fn receive(&self) -> Result<Receiver> {
        self.receive_up_to(MAX_BYTES)
    }

    /// Begins to receive an original of at most `limit` bytes.
    pub fn receive_up_to(&self, limit: u64) -> Result<Receiver> {
        Receiver::new(self, limit)
    }

    /// Where the original with this hash lies, whether or not it is there.
    pub fn path(&self, sha256: &str) -> Result<PathBuf> {
        Ok(self.shelf("originals", sha256)?.join(sha256))
    }

    /// Opens an original for reading.
    pub fn original(&self, sha256: &str) -> Result<File> {
        File::open(self.path(sha256)?).map_err(missing)
    }

    /// Reads an original again and tells whether it still has its hash. `NotFound` if it is gone.
    pub fn verify(&self, sha256: &str) -> Result<bool> {
        let mut file = self.original(sha256)?;
        let mut hash = Sha256::new();
        let mut chunk = vec![0; 256 * 1024];
        loop {
            let read = file.read(&mut chunk)?;
            let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else {
                break;
            };
            hash.update(part);
        }
        Ok(hex::encode(hash.finalize()) == sha256)
    }

    /// The hashes of all originals, in order, read folder by folder.
    pub fn list(&self) -> Originals {
        Originals {
            ahead: vec![(self.root.join("originals"), 0)],
        }
    }

    /// Where the derivative of an original made by `recipe` lies, whether or not it is there.
    /// A recipe is a short name of lower-case letters, digits and hyphens.
    pub fn derivative_path(&self, sha256: &str, recipe: &str) -> Result<PathBuf> {
        let sound = (1..=80).contains(&recipe.len())
            && recipe
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !sound {
            return Err(Error::NotFound("photos"));
        }
        let folder = self.shelf("derivatives", sha256)?.join(sha256);
        Ok(folder.join(format!("{recipe}.jpg")))
    }

    /// Writes a derivative: readers see the old file, or the new one, never half of it.
    pub fn put_derivative(&self, sha256: &str, recipe: &str, bytes: &[u8]) -> Result<PathBuf> {
        let target = self.derivative_path(sha256, recipe)?;
        let mut temp = tempfile::Builder::new()
            .prefix("out-")
            .tempfile_in(self.root.join("incoming"))?;
        temp.write_all(bytes)?;
        temp.as_file().sync_all()?;
        if let Some(folder) = target.parent() {
            make_folder(folder)?;
        }
        temp.persist(&target).map_err(|failed| failed.error)?;
        Ok(target)
    }

    /// Removes the derivatives of an original whose recipe `keep` refuses, for example all that
    /// were made before a part of the picture was redacted.
    pub fn drop_derivatives(&self, sha256: &str, keep: impl Fn(&str) -> bool) -> Result<()> {
        let folder = self.shelf("derivatives", sha256)?.join(sha256);
        for path in entries(&folder)? {
            let recipe = path.file_stem().and_then(|name| name.to_str());
            if !recipe.is_some_and(&keep) {
                gone_is_fine(fs::remove_file(&path))?;
            }
        }
        Ok(())
    }

    /// Removes originals for which `keep` answers false and uploads that never finished, as far as
    /// they were last touched before `older_than`. Younger ones may belong to a request that is
    /// about to write its row. An error from `keep` stops the sweep: what is unknown is kept.
    pub fn sweep(&self, older_than: SystemTime, mut keep: impl FnMut(&str) -> Result<bool>) -> Result<Swept> {
        let mut swept = Swept::default();
        for path in entries(&self.root.join("incoming"))? {
            if is_older(&path, older_than)? {
                gone_is_fine(fs::remove_file(&path))?;
                swept.incoming += 1;
            }
        }
        for sha256 in self.list() {
            let sha256 = sha256?;
            let path = self.path(&sha256)?;
            if !is_older(&path, older_than)? || keep(&sha256)? {
                continue;
            }
            // Under the lock nobody can be handed this file as "already kept"; looking at its age
            // again finds those who were handed it a moment ago.
            let lock = self.lock_file()?;
            lock.lock()?;
            if is_older(&path, older_than)? {
                gone_is_fine(fs::remove_file(&path))?;
                gone_is_fine(fs::remove_dir_all(self.shelf("derivatives", &sha256)?.join(&sha256)))?;
                swept.originals += 1;
            }
        }
        Ok(swept)
    }

    /// The two-level folder of a hash. Anything that is not a hash finds nothing, which also keeps
    /// path tricks out.
    pub(super) fn shelf(&self, kind: &str, sha256: &str) -> Result<PathBuf> {
        match (sha256.get(0..2), sha256.get(2..4)) {
            (Some(first), Some(second)) if is_sha256(sha256) => Ok(self.root.join(kind).join(first).join(second)),
            _ => Err(Error::NotFound("photos")),
        }
    }

    /// Held shared while an original is put in place and alone while one is swept; a file, so that
    /// it also holds between a server and a worker.
    pub(super) fn lock_file(&self) -> Result<File> {
        Ok(File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.root.join("lock"))?)
    }
}

/// Walks the originals in the order of their hashes.
#[derive(Debug)]
pub struct Originals {
    /// What is still to visit, next one last, with its depth below `originals`.
    ahead: Vec<(PathBuf, u8)>,
}

impl Iterator for Originals {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Result<String>> {
        while let Some((path, depth)) = self.ahead.pop() {
            if depth == 3 {
                let name = path.file_name().and_then(|name| name.to_str());
                if let Some(name) = name.filter(|name| is_sha256(name)) {
                    return Some(Ok(name.to_owned()));
                }
                continue;
            }
            match entries(&path) {
                Ok(inside) => self
                    .ahead
                    .extend(inside.into_iter().rev().map(|path| (path, depth + 1))),
                Err(cause) => return Some(Err(cause)),
            }
        }
        None
    }
}

/// What a folder holds, sorted by name; nothing if there is no such folder.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let inside = match fs::read_dir(folder) {
        Ok(inside) => inside,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => return Ok(Vec::new()),
        Err(cause) => return Err(cause.into()),
    };
    let mut paths = inside
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Makes a folder and those above it; only the server's own account may look inside.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Whether the file was last touched before `moment`; a file that has gone meanwhile was not.
pub(super) fn is_older(path: &Path, moment: SystemTime) -> Result<bool> {
    match fs::metadata(path) {
        Ok(about) => Ok(about.modified()? < moment),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

pub(super) fn gone_is_fine(done: io::Result<()>) -> Result<()> {
    match done {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause.into()),
        _ => Ok(()),
    }
}

pub(super) fn missing(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::NotFound => Error::NotFound("photos"),
        _ => cause.into(),
    }
}

#[cfg(test)]
mod tests;
