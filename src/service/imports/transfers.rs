//! Importing the table of transfers, which may have tens of millions of rows. The file is read twice, some rows at a time: first
//! everything is checked, then parties and sources are found or made and the rows are written, some in each transaction. What was
//! written stays when the work is interrupted, and whoever does it again finds it there.

use std::sync::Arc;

use chrono::{DateTime, Utc};

mod checking;
mod compare;
mod doubles;
mod owing;
mod reader;
mod writing;

pub use owing::{owes, pay_off, pay_off_left};
pub use reader::{Portion, Reader};
pub use writing::{Prepared, Preparer, Written};

use super::{File, How, Progress, Report, making::Maker, parties::Named, state_of};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::stage::{Import, Kept, PORTION},
        records::{Head, Shelf, State},
        transfers::Transfer,
    },
    error::{Error, Result, Say},
    service::{Ctx, audit, records},
    store::{self, Conn},
};
use compare::{denied, differs, find, leave_ours};
use doubles::Names;
use writing::Ready;

/// From so many rows on, and when they are no small part of what is there, indexes are put off until the end.
const VERY_MANY: u64 = 200_000;

/// A file of transfers on its way into the catalogue. Whoever carries it there calls, in this order: [`Load::check`] for all rows,
/// [`Load::finish_check`], and unless something is wrong [`Load::begin`], [`Load::write`] for all rows, [`Load::pay_off`] until it
/// tells that nothing is left, and [`Load::end`].
#[derive(Debug)]
pub struct Load {
    file: File,
    names: Names,
    named: Arc<Named>,
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
            named: Arc::default(),
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
            // Nothing is done yet, but it may be called off.
            progress(0)?;
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
        let (mut reader, preparer) = (self.reader()?, self.preparer());
        while let Some(some) = reader.read()? {
            self.write_rows(conn, ctx, preparer.prepare(some))?;
            progress(self.kept.rows)?;
        }
        self.end(conn, ctx)
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
        if rest >= self.very_many && rest >= store::transfers::count(conn)?.unsigned_abs() / 4 {
            store::owed::put_off(conn, now)?;
            self.is_put_off = true;
        }
        if !self.is_small() {
            self.note(conn, ctx, "import_began")?;
        }
        Ok(())
    }

    /// Works on the names, which nobody prepares rows with yet.
    fn names_of<T>(&mut self, work: impl FnOnce(&mut Named) -> Result<T>) -> Result<T> {
        let named = Arc::get_mut(&mut self.named);
        work(named.ok_or_else(|| Error::internal("the names of a file change while its rows are prepared"))?)
    }

    /// Prepares rows to be written, once what they name is made.
    pub fn preparer(&self) -> Preparer {
        Preparer(Arc::clone(&self.named))
    }

    fn make_named(&mut self, conn: &mut Conn, ctx: &Ctx) -> Result<()> {
        let mut maker = Maker::new(ctx, state_of(ctx));
        let made = self.names_of(|named| named.make(conn, ctx, &mut maker, state_of(ctx)))?;
        if let Some(import) = &self.file.import {
            store::imports::keep_records(conn, import.id, &made)?;
        }
        // The names of organizations are not among the terms of transfers.
        maker.forget();
        self.maker = Some(maker);
        Ok(())
    }

    /// Writes some rows. New ones come first: a change is an entry of the log, which from then on holds others back.
    ///
    /// # Errors
    /// `Conflict` when a record that the rows name is no longer this person's to change; those of the database.
    pub fn write(&mut self, conn: &mut Conn, ctx: &Ctx, some: Prepared, now: DateTime<Utc>) -> Result<Written> {
        ctx.actor.must(Action::Import)?;
        store::imports::keep_plans(conn)?;
        if self.is_put_off {
            store::owed::share(conn)?;
        }
        let before = self.kept;
        let written = self.write_rows(conn, ctx, some)?;
        if self.is_put_off {
            // What is not in the catalogue yet is counted when it is accepted.
            if state_of(ctx) == State::Accepted {
                store::owed::note_flows(conn, &written.ids())?;
            }
            store::owed::touch(conn, now)?;
        }
        let after = Fields::new()
            .with("sha256", &self.file.sha256)
            .with("rows", format!("{}-{}", before.rows + 1, self.kept.rows))
            .with("made", (self.kept.made - before.made).to_string())
            .with("changed", (self.kept.changed - before.changed).to_string())
            .with("same", (self.kept.same - before.same).to_string());
        self.act(conn, ctx, "import_part", after)?;
        Ok(written)
    }

    /// Writes some rows; tells those that are new and that flows are to count.
    fn write_rows(&mut self, conn: &mut Conn, ctx: &Ctx, some: Prepared) -> Result<Written> {
        let mut rows = some.0;
        let all = rows.len();
        let ours = leave_ours(conn, ctx, &mut rows, |ready| &ready.row)?;
        let counts_flows = !self.is_put_off;
        let Load { named, maker, kept, .. } = self;
        kept.same += ours;
        let before = find(conn, ctx, rows.iter().map(|ready| &ready.row))?;
        let mut changes: Vec<(u64, Head, Fields)> = Vec::new();
        let mut refused: Option<Say> = None;
        rows.retain(|Ready { row, .. }| {
            let Some(there) = before.get(&row.record_id) else {
                return true;
            };
            match differs(there, row, named) {
                Some(fields) => {
                    refused = refused.take().or_else(|| denied(ctx, there));
                    changes.push((row.line, there.head.clone(), fields));
                }
                None => kept.same += 1,
            }
            false
        });
        if let Some(say) = refused {
            return Err(Error::Conflict(say));
        }
        kept.made += u64::try_from(rows.len()).map_err(Error::internal)?;
        let maker = maker.get_or_insert_with(|| Maker::new(ctx, state_of(ctx)));
        let written = writing::write(conn, ctx, maker, rows, counts_flows)?;
        let mut touched: Vec<i64> = Vec::new();
        for (line, head, fields) in changes {
            let why = format!("import, line {line}");
            touched.push(records::apply::<Transfer>(conn, ctx, &head, &fields, &why, "import_row")?.id);
            kept.changed += 1;
        }
        kept.rows += u64::try_from(all).map_err(Error::internal)?;
        if let Some(import) = &self.file.import {
            touched.extend(written.ids());
            store::imports::keep_records(conn, import.id, &touched)?;
        }
        Ok(written)
    }

    /// Does a part of what was put off, by this import or by one that was interrupted since; false when nothing is left. What another
    /// has put off that still works is that one's to pay off.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pay_off(&mut self, conn: &mut Conn, ctx: &Ctx, now: DateTime<Utc>) -> Result<bool> {
        ctx.actor.must(Action::Import)?;
        // The names of a million parties are not needed any more, and sorting needs the room.
        self.named = Arc::default();
        self.maker = None;
        self.is_put_off = self.is_put_off || owes(conn, now)?;
        Ok(self.is_put_off && pay_off(conn, now)?)
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
}
