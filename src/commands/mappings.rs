//! `sherd mappings …`, and what `sherd import --mapping` does before it imports.

use std::{fs::File, path::Path, process::ExitCode};

use sherd::{
    domain::{
        fields::Fields,
        imports::{
            mapping::{Mapping, layout::Layout},
            stage::Problem,
        },
    },
    error::{Error, Result, Say},
    service::{
        Ctx,
        imports::{
            LISTED,
            converted::{self, Converted},
        },
        mappings,
    },
    web::State,
    words::{self, Words},
};

use super::context;

/// `sherd mappings list`
pub(crate) fn list(state: &State) -> Result<ExitCode> {
    let ctx = context(state);
    for saved in state.db.read_now(|conn| mappings::list(conn, &ctx))? {
        let day = saved.updated_at.format("%Y-%m-%d");
        println!("{}\t{}\tversion {}, {day}", saved.r#ref, saved.name, saved.version);
    }
    Ok(ExitCode::SUCCESS)
}

/// `sherd mappings show NAME`
pub(crate) fn show(state: &State, name: &str) -> Result<ExitCode> {
    let ctx = context(state);
    let (_, mapping) = state.db.read_now(|conn| mappings::named(conn, &ctx, name))?;
    print!("{}", mappings::file::text(&mapping));
    Ok(ExitCode::SUCCESS)
}

/// `sherd mappings save FILE`
pub(crate) fn save(state: &State, file: &Path) -> Result<ExitCode> {
    let ctx = context(state);
    let fields = mappings::file::fields(&text(file)?)?;
    let saved = state.db.write_now(|conn| mappings::put(conn, &ctx, &fields))?;
    println!("Saved {}, version {}.", saved.name, saved.version);
    Ok(ExitCode::SUCCESS)
}

/// `sherd mappings remove NAME`
pub(crate) fn remove(state: &State, name: &str) -> Result<ExitCode> {
    let ctx = context(state);
    let removed = state.db.write_now(|conn| {
        let (saved, _) = mappings::named(conn, &ctx, name)?;
        mappings::remove(conn, &ctx, &saved.r#ref)?;
        Ok(saved.name)
    })?;
    println!("Removed {removed}.");
    Ok(ExitCode::SUCCESS)
}

/// `sherd mappings draft FILE`
pub(crate) fn draft(file: &Path) -> Result<ExitCode> {
    let look = mappings::look::begins(&open(file)?, &Layout::default())?;
    let found = &look.found;
    println!("# {}: {} {}", file.display(), found.kind, found.encoding);
    println!("# columns: {}", look.columns.join(" | "));
    let stem = file
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut named = Fields::new().with("name", stem).overlaid(&look.draft);
    // Unicode is known when it is met; of any other the next file may hold too little to guess it again.
    if !found.encoding.starts_with("UTF") {
        named.set("encoding", found.encoding);
    }
    print!("{}", mappings::file::draft(&named));
    Ok(ExitCode::SUCCESS)
}

fn open(file: &Path) -> Result<File> {
    File::open(file).map_err(|cause| Error::internal(format!("cannot open {}: {cause}", file.display())))
}

fn text(file: &Path) -> Result<String> {
    let bytes =
        std::fs::read(file).map_err(|cause| Error::internal(format!("cannot open {}: {cause}", file.display())))?;
    String::from_utf8(bytes).map_err(|_bad| Error::invalid("file", Say::new("text-not-utf8")))
}

/// Turns a provider's file into a canonical table; nothing when some of its rows are wrong, which are printed.
pub(super) fn turn(state: &State, ctx: &Ctx, file: &File, name: &str) -> Result<Option<Converted>> {
    let (_, mapping): (_, Mapping) = state.db.read_now(|conn| mappings::named(conn, ctx, name))?;
    let asked = converted::How {
        listed: LISTED,
        check: true,
    };
    let turned = converted::convert(&state.vault, file, &mapping, asked, &|done| {
        if done.is_multiple_of(100_000) {
            eprintln!("{done} rows turned");
        }
        Ok(())
    })?;
    if turned.told.repeated > 0 {
        println!(
            "{} rows say the same as a row before them and count once",
            turned.told.repeated
        );
    }
    let words = words::of(words::Lang::En);
    if let Some(say) = turned.told.passed.say() {
        println!("{}", words.say(&say));
    }
    if turned.wrong == 0 {
        return Ok(Some(turned));
    }
    turned.problems.iter().for_each(|problem| print_problem(problem, words));
    println!("{} rows: {} wrong", turned.total, turned.wrong);
    println!("Nothing was written.");
    Ok(None)
}

/// One thing that is wrong.
pub(super) fn print_problem(problem: &Problem, words: &Words) {
    let args = problem.args.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let told = words.tell(&problem.key, args);
    println!("line {}, {}: {told} {}", problem.line, problem.column, problem.value);
}
