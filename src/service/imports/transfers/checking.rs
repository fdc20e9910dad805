//! Checking a file of transfers before anything of it is written.

use super::{
    super::{How, LISTED, wrong_cell},
    Load, Portion,
    compare::{denied, differs, find, leave_ours},
};
use crate::{
    domain::{
        access::Action,
        imports::{CellError, transfers::TransferRow},
    },
    error::{Error, Result, Say},
    service::Ctx,
    store::Conn,
};

impl Load {
    /// Checks some rows against the catalogue.
    ///
    /// # Errors
    /// `Unauthenticated`, `Forbidden`; those of the database. Wrong rows are no error: they are in the report.
    pub fn check(&mut self, conn: &mut Conn, ctx: &Ctx, some: Portion, how: How) -> Result<()> {
        ctx.actor.must(Action::Import)?;
        let mut rows = Vec::with_capacity(some.0.len());
        for read in some.0 {
            self.report.total += 1;
            match read {
                Ok(row) => {
                    self.names.add(&row.record_id);
                    rows.push(row);
                }
                Err(errors) => self.refuse(errors),
            }
        }
        self.report.same += leave_ours(conn, ctx, &mut rows, |row| row)?;
        self.names_of(|named| named.look(conn, ctx, &mut rows))?;
        for row in &rows {
            // By their names they are two; by the records that bear these they may be one.
            let is_one = row.new.from.party.id.is_some() && row.new.from.party.id == row.new.to.party.id;
            if is_one && row.new.is_to_itself() {
                let say = Say::new("transfers-to-itself");
                let error = wrong_cell(row, "to_name", &row.new.to.name, say);
                self.refuse(vec![error]);
            }
        }
        self.refuse_others(conn, ctx, &rows)?;
        if how.dry_run {
            self.count(conn, ctx, &rows)?;
        }
        Ok(())
    }

    /// Ends the check: what only all rows together show.
    ///
    /// # Errors
    /// As [`Reader::read`](super::Reader::read); `Invalid` for a file without rows.
    pub fn finish_check(&mut self) -> Result<()> {
        if self.report.total == 0 {
            return Err(Error::invalid("file", Say::new("import-empty")));
        }
        let names = std::mem::take(&mut self.names);
        let file = self.file.clone();
        names.doubles(&file, |error| self.refuse(vec![error]))?;
        let report = &mut self.report;
        report.errors.sort_by_key(|error| error.line);
        report.errors.truncate(self.file.listed);
        self.named.tell(report);
        if report.wrong > 0 {
            (report.made, report.changed, report.same) = (0, 0, 0);
        }
        Ok(())
    }

    fn refuse(&mut self, errors: Vec<CellError>) {
        self.report.wrong += 1;
        let room = self.file.listed.max(LISTED).saturating_sub(self.report.errors.len());
        self.report.errors.extend(errors.into_iter().take(room));
    }

    /// Refuses rows whose name belongs to a record that this person may not change, unless it says the same.
    fn refuse_others(&mut self, conn: &mut Conn, ctx: &Ctx, rows: &[TransferRow]) -> Result<()> {
        if ctx.actor.account.is_none() {
            return Ok(());
        }
        let before = find(conn, ctx, rows)?;
        for row in rows {
            let Some(there) = before.get(&row.record_id) else {
                continue;
            };
            let Some(say) = denied(ctx, there) else { continue };
            let is_secret = say.key == "import-record-taken";
            if is_secret || differs(there, row, &self.named).is_some() {
                self.refuse(vec![wrong_cell(row, "record_id", &row.record_id, say)]);
            }
        }
        Ok(())
    }

    /// Counts what the rows would become.
    fn count(&mut self, conn: &mut Conn, ctx: &Ctx, rows: &[TransferRow]) -> Result<()> {
        let before = find(conn, ctx, rows)?;
        for row in rows {
            let report = &mut self.report;
            match before.get(&row.record_id).map(|there| differs(there, row, &self.named)) {
                None => report.made += 1,
                Some(None) => report.same += 1,
                Some(Some(_)) => report.changed += 1,
            }
        }
        Ok(())
    }
}
