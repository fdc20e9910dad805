//! `sherd demo`: a catalogue in a folder of its own, with the published cases, an account for every role, served at once.

use std::process::ExitCode;

use sherd::{
    config::Config,
    domain::{
        access::{Actor, Role},
        accounts::Purpose,
        fields::Fields,
        secrets::Password,
    },
    error::{Error, Result},
    service::{self, Ctx},
    web::{State, urls},
};

/// Everyone's password in a demonstration; the catalogue holds nothing but what is published.
const PASSWORD: &str = "sherd-demonstration";

/// Fills the catalogue if that was not done before, prints how to get in, and serves.
pub(crate) fn run(config: &Config, state: State) -> Result<ExitCode> {
    state.db.migrate()?;
    let ctx = Ctx::new(Actor::command_line(), (state.clock)(), "demo");
    let seeded = state.db.write_now(|conn| service::seeds::seed_makers(conn, &ctx))?;
    let loaded = state
        .db
        .write_now(|conn| service::cases::load(conn, &ctx, service::cases::CASES))?;
    println!(
        "{} records are new, {} were there.",
        seeded.made + loaded.made,
        seeded.kept + loaded.kept
    );
    for plate in &loaded.plates {
        super::plates::draw(&state, &ctx, plate)?;
    }
    println!("\nSherd is at {}\n", state.site);
    for role in Role::ALL {
        let email = format!("{}@demo.sherd", role.as_str());
        let link = open_door(&state, &ctx, &email, role)?;
        println!("{:13} {link}", role.as_str());
        println!("{:13} {email}  {PASSWORD}", "");
    }
    println!("\nEach link signs in once. Press Ctrl-C to stop.");
    super::serve(config, state)
}

/// The account of a role, made if it is missing, and a fresh link that signs in.
fn open_door(state: &State, ctx: &Ctx, email: &str, role: Role) -> Result<String> {
    let known = state.db.read_now(|conn| service::accounts::find(conn, ctx, email));
    let account = match known {
        Ok(account) => account,
        Err(Error::NotFound(_)) => {
            let password = Password::choose(PASSWORD, email).map_err(|say| Error::invalid("password", say))?;
            let hash = service::secrets::hash_password(&password)?;
            state.db.write_now(|conn| {
                let fields = Fields::new()
                    .with("email", email)
                    .with("name", role.as_str())
                    .with("role", role.as_str());
                let added = service::accounts::add(conn, ctx, &fields)?;
                service::one_time::set_password(conn, ctx, &added.link, &hash, "sherd demo")?;
                Ok(added.account)
            })?
        }
        Err(error) => return Err(error),
    };
    let issued = state
        .db
        .write_now(|conn| service::one_time::issue(conn, ctx, &account.r#ref, Purpose::SignIn))?;
    Ok(urls::one_time(&state.site, &issued.secret))
}
