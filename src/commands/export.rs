//! `sherd export`: the catalogue as a file for other programs, at the command line.

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use sherd::{
    domain::{access::Actor, fields::Fields, records::Shelf},
    error::{Error, Result},
    service::{
        Ctx,
        exchange::{
            canonical,
            ftm::{self, Walk},
            places,
        },
    },
    web::{
        State,
        exchange::{line, rows},
        geojson::feature,
    },
};

/// What `sherd export` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// In which shape
    #[arg(value_enum)]
    pub shape: Shape,
    /// The file to write; it must not be there yet
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Everything in the catalogue, sealed records too, and not only what the public sees
    #[arg(long)]
    pub all: bool,
}

/// The shapes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Shape {
    /// Entities of FollowTheMoney, one a line
    Ftm,
    /// Incidents, units and transfers with their places
    Geojson,
    /// Organizations as the table that an import reads
    Organizations,
    /// Transfers as the table that an import reads
    Transfers,
}

/// 0 when the file is whole.
pub(crate) fn export(state: &State, question: &Question) -> Result<ExitCode> {
    let actor = match question.all {
        true => Actor::command_line(),
        false => Actor::visitor(),
    };
    let ctx = Ctx::new(actor, (state.clock)(), "command line").ruled(&state.rules);
    let mut out = create(&question.out)?;
    let count = match question.shape {
        Shape::Ftm => entities(state, &ctx, &mut out),
        Shape::Geojson => features(state, &ctx, &mut out),
        Shape::Organizations => table(state, &ctx, Shelf::Organizations, &mut out),
        Shape::Transfers => table(state, &ctx, Shelf::Transfers, &mut out),
    };
    let count = count.and_then(|count| out.flush().map(|()| count).map_err(Error::from));
    match count {
        Ok(count) => println!("{count} written to {}", question.out.display()),
        Err(failure) => {
            // Half a file must not be taken for a whole one.
            drop(out);
            std::fs::remove_file(&question.out)?;
            return Err(failure);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn create(path: &Path) -> Result<BufWriter<std::fs::File>> {
    let file = std::fs::File::create_new(path)
        .map_err(|cause| Error::internal(format!("cannot write {}: {cause}", path.display())))?;
    Ok(BufWriter::new(file))
}

fn entities(state: &State, ctx: &Ctx, out: &mut impl Write) -> Result<u64> {
    let mut count = 0;
    let mut walk = Some(Walk::default());
    while let Some(at) = walk {
        let (told, next) = state.db.read_now(|conn| ftm::more(conn, ctx, &state.site, at))?;
        for entity in &told {
            out.write_all(line(entity).as_bytes())?;
            count += 1;
        }
        walk = next;
    }
    Ok(count)
}

fn features(state: &State, ctx: &Ctx, out: &mut impl Write) -> Result<u64> {
    let mut count = 0;
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for shelf in places::SHELVES {
        let mut after = None;
        loop {
            let (placed, next) = state
                .db
                .read_now(|conn| places::more(conn, ctx, shelf, &Fields::new(), after.as_ref()))?;
            for one in &placed {
                let comma = if count > 0 { "," } else { "" };
                write!(out, "{comma}\n{}", feature(&state.site, one))?;
                count += 1;
            }
            match next {
                Some(cursor) => after = Some(cursor),
                None => break,
            }
        }
    }
    out.write_all(b"\n]}\n")?;
    Ok(count)
}

fn table(state: &State, ctx: &Ctx, shelf: Shelf, out: &mut impl Write) -> Result<u64> {
    let header: Vec<String> = canonical::columns(shelf)?
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    out.write_all(&rows(&[header])?)?;
    let mut count = 0;
    let mut after = None;
    loop {
        let (told, next) = state
            .db
            .read_now(|conn| canonical::more(conn, ctx, shelf, after.as_ref()))?;
        out.write_all(&rows(&told)?)?;
        for _ in &told {
            count += 1;
        }
        match next {
            Some(cursor) => after = Some(cursor),
            None => return Ok(count),
        }
    }
}
