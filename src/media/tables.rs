//! Files to be imported: they lie beside the originals under the hash of their content until nobody needs them any more.

use std::{
    fs::{self, File},
    path::PathBuf,
    time::SystemTime,
};

use super::{
    receive::Receiver,
    vault::{Vault, entries, gone_is_fine, is_older, is_sha256, missing},
};
use crate::error::{Error, Result};

/// The largest table that is accepted: 200 MB.
pub const MAX_BYTES: u64 = 200 * 1024 * 1024;

impl Vault {
    /// Begins to receive a table.
    pub fn receive_table(&self) -> Result<Receiver> {
        self.receive_up_to(MAX_BYTES)
    }

    /// Opens a table for reading.
    pub fn table(&self, sha256: &str) -> Result<File> {
        File::open(self.table_path(sha256)?).map_err(missing)
    }

    /// Where the table with this hash lies, whether or not it is there.
    pub fn table_path(&self, sha256: &str) -> Result<PathBuf> {
        match is_sha256(sha256) {
            true => Ok(self.root.join("tables").join(sha256)),
            false => Err(Error::NotFound("imports")),
        }
    }

    /// A file without a name, for what is worked out of a table: the system removes it when nobody has it open any more, also
    /// after a crash.
    pub fn scratch(&self) -> Result<File> {
        Ok(tempfile::tempfile_in(self.root.join("incoming"))?)
    }

    /// Removes the tables for which `keep` answers false and that were last touched before `older_than`; how many. Younger
    /// ones may belong to a request that is about to write its row.
    pub fn sweep_tables(&self, older_than: SystemTime, mut keep: impl FnMut(&str) -> Result<bool>) -> Result<u64> {
        let mut swept = 0;
        for path in entries(&self.root.join("tables"))? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if is_older(&path, older_than)? && !keep(name)? {
                gone_is_fine(fs::remove_file(&path))?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}
