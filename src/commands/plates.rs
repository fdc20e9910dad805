//! The demonstration's pictures: drawn by the program, filed as illustrations, each with the region of its mark.

use sherd::{
    domain::fields::Fields,
    error::{Error, Result},
    media::plates::{Part, Spec, plate},
    service::{self, Ctx, cases::Plate},
    web::State,
};

/// Draws a plate and files it with the component it shows, unless that was done before.
pub(crate) fn draw(state: &State, ctx: &Ctx, wanted: &Plate) -> Result<()> {
    let name = format!("plate:{}", wanted.key);
    let shelf = sherd::domain::records::Shelf::Photos;
    let known = state
        .db
        .read_now(|conn| service::records::is_imported(conn, shelf, &name))?;
    if known {
        return Ok(());
    }
    let part = Part::from_word(&wanted.kind).unwrap_or(Part::Unknown);
    let lines: Vec<&str> = wanted.mark.split(" / ").collect();
    let drawn = plate(&Spec {
        part,
        mark: &lines,
        subject: &wanted.subject,
        source: &wanted.drawn_from,
    })?;
    let mut incoming = state.studio.receive()?;
    incoming.write(&drawn.png)?;
    let file = state
        .studio
        .develop(incoming.finish()?, &format!("{}.png", wanted.key), &[])?;
    let component = wanted.component.r#ref.to_string();
    let fields = Fields::new()
        .with("record_id", name)
        .with("component", &component)
        .with("role", "overview")
        .with("illustration", "yes")
        .with(
            "caption",
            format!("{}. Drawn from: {}.", wanted.subject, wanted.drawn_from),
        )
        .with("alt", format!("Drawing: {}", wanted.subject))
        .with("credit", "Sherd")
        .with("release", "public");
    state
        .db
        .write_now(|conn| {
            let filed = service::photos::create(conn, ctx, &fields, file)?;
            let Some(region) = drawn.region else {
                return Ok(());
            };
            let area = Fields::new()
                .with("photo", filed.head.r#ref.to_string())
                .with("x", region.x.to_string())
                .with("y", region.y.to_string())
                .with("w", region.width.to_string())
                .with("h", region.height.to_string());
            service::markings::outline(conn, ctx, &wanted.component, &wanted.mark, &area)
        })
        .map_err(|error| match error {
            Error::Invalid(_) => Error::internal(format!("plate {}: {error}", wanted.key)),
            other => other,
        })
}
