//! Importing the table of transfers, which may have tens of millions of rows. The file is read twice, some rows at a time: first
//! everything is checked, then parties and sources are found or made and the rows are written, some in each transaction. What was
//! written stays when the work is interrupted, and whoever does it again finds it there.

use chrono::{DateTime, Utc};

mod compare;
mod doubles;
mod owing;
mod reader;
mod writing;

pub use owing::{owes, pay_off, pay_off_left};
pub use reader::{Portion, Reader};

use super::{File, How, LISTED, Progress, Report, making::Maker, parties::Named, reading::Read, state_of, wrong_cell};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::{
            CellError,
            stage::{Import, Kept, PORTION},
            transfers::TransferRow,
        },
        records::{Head, Shelf, State},
        transfers::Transfer,
    },
    error::{Error, Result, Say},
    service::{Ctx, audit, records},
    store::{self, Conn},
};
use compare::{denied, differs, find, leave_ours};
use doubles::Names;

/// Rows looked up together.
const BATCH: usize = 2_000;
/// From so many rows on, and when they are no small part of what is there, indexes are put off until the end.
const VERY_MANY: u64 = 200_000;

/// A file of transfers on its way into the catalogue. Whoever carries it there calls, in this order: [`Load::check`] for all rows,
/// [`Load::finish_check`], and unless something is wrong [`Load::begin`], [`Load::write`] for all rows, [`Load::pay_off`] until it
/// tells that nothing is left, and [`Load::end`].
#[derive(Debug)]
pub struct Load {
    file: File,
    names: Names,
    named: Named,
    maker: Option<Maker>,
    report: Report,
    /// Rows that are written, as far as this load knows.
    kept: Kept,
    very_many: u64,
    is_put_off: bool,
}

impl Load {
    /// A file that nobody has looked at yet.
    pub fn new(file: File) -> Load {
        Load {
            file,
            names: Names::default(),
            named: Named::default(),
            maker: None,
            report: Report::default(),
            kept: Kept::default(),
            very_many: VERY_MANY,
            is_put_off: false,
        }
    }

    /// Lets an import keep account of what is written.
    pub fn keep_account(&mut self, import: Option<Import>) {
        self.file.import = import;
    }

    /// Goes on where an earlier attempt was interrupted.
    pub fn go_on_from(&mut self, kept: Kept) {
        self.kept = kept;
    }

    /// Puts indexes off from so many rows on.
    pub fn put_off_from(&mut self, rows: u64) {
        self.very_many = rows;
    }

    /// What is in the catalogue for good.
    pub fn kept(&self) -> Kept {
        self.kept
    }

    /// Rows met so far.
    pub fn total(&self) -> u64 {
        self.report.total
    }

    /// Whether all of it is written in one transaction.
    pub fn is_small(&self) -> bool {
        usize::try_from(self.report.total).is_ok_and(|rows| rows <= PORTION)
    }

    /// What was found and done so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Reads the file from its beginning.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn reader(&self) -> Result<Reader> {
        self.file.rows().map(Reader)
    }

    /// Everything at once, in the caller's transaction: for files that are not large.
    pub(super) fn run(mut self, conn: &mut Conn, ctx: &Ctx, how: How, progress: Progress<'_>) -> Result<Report> {
        let mut reader = self.reader()?;
        while let Some(some) = reader.read()? {
            self.check(conn, ctx, some, how)?;
        }
        self.finish_check()?;
        if self.report.wrong == 0 && !how.dry_run {
            self.write_all(conn, ctx, progress)?;
        }
        Ok(self.report)
    }

    /// Writes the whole file in the caller's transaction, once it is checked.
    ///
    /// # Errors
    /// As [`Load::write`].
    pub fn write_all(&mut self, conn: &mut Conn, ctx: &Ctx, progress: Progress<'_>) -> Result<()> {
        store::imports::keep_plans(conn)?;
        self.make_named(conn, ctx)?;
        let mut reader = self.reader()?;
        while let Some(some) = reader.read()? {
            self.write_rows(conn, ctx, some)?;
            progress(self.kept.rows)?;
        }
        self.end(conn, ctx)
    }

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
        self.report.same += leave_ours(conn, ctx, &mut rows)?;
        self.named.look(conn, ctx, &mut rows)?;
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
    /// As [`Reader::read`]; `Invalid` for a file without rows.
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

    /// Makes what the rows name and the catalogue lacks, all of it in this transaction: a file that is taken up again after half of
    /// its parties were made would otherwise find other parties than before. Decides whether indexes are put off.
    ///
    /// # Errors
    /// Those of the database.
    pub fn begin(&mut self, conn: &mut Conn, ctx: &Ctx, now: DateTime<Utc>) -> Result<()> {
        ctx.actor.must(Action::Import)?;
        store::imports::keep_plans(conn)?;
        self.make_named(conn, ctx)?;
        let rest = self.report.total.saturating_sub(self.kept.rows);
        // What an earlier attempt put off and did not pay off is this one's to pay off.
        self.is_put_off = store::owed::touched(conn)?.is_some();
        if rest >= self.very_many && rest >= store::transfers::count(conn)?.unsigned_abs() / 4 {
            store::owed::put_off(conn, now)?;
            self.is_put_off = true;
        }
        if !self.is_small() {
            self.note(conn, ctx, "import_began")?;
        }
        Ok(())
    }

    fn make_named(&mut self, conn: &mut Conn, ctx: &Ctx) -> Result<()> {
        let mut maker = Maker::new(ctx, state_of(ctx));
        let made = self.named.make(conn, ctx, &mut maker, state_of(ctx))?;
        if let Some(import) = &self.file.import {
            store::imports::keep_records(conn, import.id, &made)?;
        }
        self.maker = Some(maker);
        Ok(())
    }

    /// Writes some rows. New ones come first: a change is an entry of the log, which from then on holds others back.
    ///
    /// # Errors
    /// `Conflict` when a record that the rows name is no longer this person's to change; those of the database.
    pub fn write(&mut self, conn: &mut Conn, ctx: &Ctx, some: Portion, now: DateTime<Utc>) -> Result<()> {
        ctx.actor.must(Action::Import)?;
        store::imports::keep_plans(conn)?;
        if self.is_put_off {
            store::owed::share(conn)?;
        }
        let before = self.kept;
        let made = self.write_rows(conn, ctx, some)?;
        if self.is_put_off {
            // What is not in the catalogue yet is counted when it is accepted.
            if state_of(ctx) == State::Accepted {
                store::owed::note_flows(conn, &made)?;
            }
            store::owed::touch(conn, now)?;
        }
        let after = Fields::new()
            .with("sha256", &self.file.sha256)
            .with("rows", format!("{}-{}", before.rows + 1, self.kept.rows))
            .with("made", (self.kept.made - before.made).to_string())
            .with("changed", (self.kept.changed - before.changed).to_string())
            .with("same", (self.kept.same - before.same).to_string());
        self.act(conn, ctx, "import_part", after)
    }

    /// Writes some rows; the numbers of those that are new and that flows are to count.
    fn write_rows(&mut self, conn: &mut Conn, ctx: &Ctx, some: Portion) -> Result<Vec<i64>> {
        let mut rows: Vec<TransferRow> = some.0.into_iter().filter_map(Read::ok).collect();
        let all = rows.len();
        let ours = leave_ours(conn, ctx, &mut rows)?;
        let counts_flows = !self.is_put_off;
        let Load { named, maker, kept, .. } = self;
        kept.same += ours;
        let maker = maker.get_or_insert_with(|| Maker::new(ctx, state_of(ctx)));
        let mut made: Vec<i64> = Vec::with_capacity(rows.len());
        let mut touched: Vec<i64> = Vec::new();
        let mut changes: Vec<(&TransferRow, Head, Fields)> = Vec::new();
        for some in rows.chunks(BATCH) {
            let before = find(conn, ctx, some)?;
            let mut new: Vec<&TransferRow> = Vec::with_capacity(some.len());
            for row in some {
                match before.get(&row.record_id) {
                    None => new.push(row),
                    Some(there) => match differs(there, row, named) {
                        Some(fields) => {
                            if let Some(say) = denied(ctx, there) {
                                return Err(Error::Conflict(say));
                            }
                            changes.push((row, there.head.clone(), fields));
                        }
                        None => kept.same += 1,
                    },
                }
            }
            kept.made += u64::try_from(new.len()).map_err(Error::internal)?;
            made.extend(writing::write(conn, ctx, maker, (&new, named), counts_flows)?);
        }
        for (row, head, fields) in changes {
            let why = format!("import, line {}", row.line);
            touched.push(records::apply::<Transfer>(conn, ctx, &head, &fields, &why, "import_row")?.id);
            kept.changed += 1;
        }
        kept.rows += u64::try_from(all).map_err(Error::internal)?;
        if let Some(import) = &self.file.import {
            touched.extend(&made);
            store::imports::keep_records(conn, import.id, &touched)?;
        }
        Ok(made)
    }

    /// Does a part of what was put off; false when nothing is left.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pay_off(&self, conn: &mut Conn, ctx: &Ctx, now: DateTime<Utc>) -> Result<bool> {
        ctx.actor.must(Action::Import)?;
        match self.is_put_off {
            true => pay_off(conn, now),
            false => Ok(false),
        }
    }

    /// Ends the import in the log.
    ///
    /// # Errors
    /// Those of the database.
    pub fn end(&mut self, conn: &mut Conn, ctx: &Ctx) -> Result<()> {
        (self.report.made, self.report.changed, self.report.same) = (self.kept.made, self.kept.changed, self.kept.same);
        self.report.written = true;
        self.note(conn, ctx, "import")
    }

    fn note(&self, conn: &mut Conn, ctx: &Ctx, action: &'static str) -> Result<()> {
        let after = Fields::new()
            .with("sha256", &self.file.sha256)
            .with("file", &self.file.name)
            .with("rows", self.report.total.to_string())
            .with("made", self.report.made.to_string())
            .with("changed", self.report.changed.to_string())
            .with("same", self.report.same.to_string());
        self.act(conn, ctx, action, after)
    }

    fn act(&self, conn: &mut Conn, ctx: &Ctx, action: &'static str, after: Fields) -> Result<()> {
        let act = audit::Act {
            action,
            shelf: Shelf::Transfers.as_str(),
            subject: match &self.file.import {
                Some(import) => import.r#ref.to_string(),
                None => self.file.name.clone(),
            },
            after: Some(after),
            ..audit::Act::default()
        };
        audit::record(conn, ctx, act)
    }

    /// Refuses rows whose name belongs to a record that this person may not change, unless it says the same.
    fn refuse_others(&mut self, conn: &mut Conn, ctx: &Ctx, rows: &[TransferRow]) -> Result<()> {
        if ctx.actor.account.is_none() {
            return Ok(());
        }
        for some in rows.chunks(BATCH) {
            let before = find(conn, ctx, some)?;
            for row in some {
                let Some(there) = before.get(&row.record_id) else {
                    continue;
                };
                let Some(say) = denied(ctx, there) else { continue };
                let is_secret = say.key == "import-record-taken";
                if is_secret || differs(there, row, &self.named).is_some() {
                    self.refuse(vec![wrong_cell(row, "record_id", &row.record_id, say)]);
                }
            }
        }
        Ok(())
    }

    /// Counts what the rows would become.
    fn count(&mut self, conn: &mut Conn, ctx: &Ctx, rows: &[TransferRow]) -> Result<()> {
        for some in rows.chunks(BATCH) {
            let before = find(conn, ctx, some)?;
            for row in some {
                let report = &mut self.report;
                match before.get(&row.record_id).map(|there| differs(there, row, &self.named)) {
                    None => report.made += 1,
                    Some(None) => report.same += 1,
                    Some(Some(_)) => report.changed += 1,
                }
            }
        }
        Ok(())
    }
}
