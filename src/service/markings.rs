//! What people do with marks: transcribe them, look at them beside their close-up.

use crate::{
    domain::{
        access::Action,
        components::Component,
        fields::Fields,
        markings::{Marking, NewMarking, searchable},
        photos::Photo,
        records::{Head, Link, Record, Shelf},
        refs::Ref,
        release::{self, Released},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        links, photos,
        pictures::{Negative, View},
        readings,
        records::{self, Keep, Narrow},
        search::Term,
    },
    store::{
        self, Conn,
        records::{Among, Order},
    },
};

impl Keep for Marking {
    type New = NewMarking;
    const NAMED_BY: &'static str = "transcription";
    const ORDER: Order = Order::Rising;
    const NARROWS: &'static [Narrow] = &[
        Narrow {
            name: "component",
            shelf: Some(Shelf::Components),
            fields: &["component"],
            among: Among::MarkingsOn,
        },
        Narrow {
            name: "photo",
            shelf: Some(Shelf::Photos),
            fields: &["photo"],
            among: Among::MarkingsIn,
        },
    ];

    fn parse(fields: &Fields) -> Result<NewMarking> {
        NewMarking::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewMarking, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Components, "component", &mut new.component, problems)?;
        links::point(conn, ctx, Shelf::Photos, "photo", &mut new.photo, problems)?;
        if let (Some(component), Some(photo)) = (new.component.id, new.photo.id) {
            on_photo(conn, component, photo, new, problems)?;
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewMarking) -> Result<()> {
        store::markings::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewMarking) -> Result<()> {
        store::markings::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Marking> {
        store::markings::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Marking>> {
        store::markings::list(conn, ids)
    }

    fn title(&self) -> String {
        self.public_name()
    }

    fn sort(&self) -> String {
        self.place_in_order()
    }

    fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<Term> = searchable(&self.what.transcription)
            .into_iter()
            .map(|text| Term::new("transcription", text))
            .collect();
        for other in &self.what.alternatives {
            terms.extend(
                searchable(other)
                    .into_iter()
                    .map(|text| Term::new("alternatives", text)),
            );
        }
        terms
    }
}

/// The photograph must show the component's unit, and the region must lie in it.
fn on_photo(conn: &mut Conn, component: i64, photo: i64, new: &NewMarking, problems: &mut Problems) -> Result<()> {
    let head = store::records::get(conn, photo)?;
    let photo = store::photos::find(conn, head)?;
    let unit = store::photos::unit_of(conn, component)?;
    let shows = |link: &Option<crate::domain::records::Link>, id: i64| link.as_ref().is_some_and(|link| link.id == id);
    if !shows(&photo.component, component) && !shows(&photo.unit, unit) {
        problems.add("photo", Say::new("markings-other-unit"));
    }
    let (width, height) = (photo.file.width, photo.file.height);
    if new.region.is_some_and(|area| !area.is_within(width, height)) {
        let say = Say::new("markings-region-outside")
            .with("width", width)
            .with("height", height);
        problems.add("w", say);
    }
    Ok(())
}

/// A mark's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The mark with its photograph.
    pub mark: Sighted,
    /// The component it stands on, which tells its unit.
    pub component: Option<Released<Component>>,
    /// What it can mean, and what was decided about that.
    pub readings: readings::OfMark,
    /// The sources it rests on.
    pub sources: Vec<Citation>,
}

/// A mark with its photograph.
///
/// # Errors
/// `NotFound`.
pub fn sighted(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Sighted> {
    let marking = records::show::<Marking>(conn, ctx, r#ref)?;
    let photo = match &marking.photo {
        Some(link) => Some(records::show::<Photo>(conn, ctx, &link.r#ref)?),
        None => None,
    };
    Ok(Sighted { marking, photo })
}

/// A mark with everything on its page, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let Sighted { marking, photo } = sighted(conn, ctx, r#ref)?;
    let component = match &marking.component {
        Some(link) => Some(records::show::<Component>(conn, ctx, &link.r#ref)?),
        None => None,
    };
    Ok(Shown {
        readings: readings::of_mark(conn, ctx, &marking)?,
        sources: citations::of(conn, marking.head().id, ctx.actor.sight())?,
        mark: Sighted { marking, photo },
        component,
    })
}

/// What the form of a new mark begins with.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The component.
    pub component: Released<Component>,
    /// The photograph it is drawn on, with the marks already there.
    pub photo: Option<photos::Plate>,
    /// The photographs it could be drawn on.
    pub photos: Vec<photos::Plate>,
}

/// The component and its photographs, for drawing a mark on one of them.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn begin(conn: &mut Conn, ctx: &Ctx, component: &Ref, photo: Option<&Ref>) -> Result<Begun> {
    ctx.actor.must(Action::Write)?;
    let component = records::show::<Component>(conn, ctx, component)?;
    let mut all = photos::of_component(conn, ctx, component.head().id)?;
    if let Some(unit) = &component.unit {
        let seen: Vec<i64> = all.iter().map(|plate| plate.photo.head.id).collect();
        let others = photos::of_unit(conn, ctx, unit.id)?;
        all.extend(others.into_iter().filter(|plate| !seen.contains(&plate.photo.head.id)));
    }
    let chosen = match photo {
        Some(photo) => all.iter().position(|plate| plate.photo.head.r#ref == *photo),
        None => None,
    };
    let photo = chosen.map(|at| all.remove(at));
    Ok(Begun {
        component,
        photo,
        photos: all,
    })
}

/// A mark with the photograph it was read from.
#[derive(Debug, Clone)]
pub struct Sighted {
    /// The mark.
    pub marking: Released<Marking>,
    /// The photograph that shows it.
    pub photo: Option<Released<Photo>>,
}

/// The marks on these components with their photographs, as far as the reader sees them. A mark that does not tell its
/// component is not told by the component either.
///
/// # Errors
/// Those of the database.
pub fn of_components(conn: &mut Conn, ctx: &Ctx, components: &[i64]) -> Result<Vec<Sighted>> {
    let found = store::markings::of_components(conn, components)?;
    in_sight(conn, ctx, found)
}

/// The same for one component that its reader has before them.
///
/// # Errors
/// Those of the database.
pub fn of_component(conn: &mut Conn, ctx: &Ctx, component: &Released<Component>) -> Result<Vec<Sighted>> {
    let found = store::markings::of_component(conn, Link::to(component.head()))?;
    in_sight(conn, ctx, found)
}

fn in_sight(conn: &mut Conn, ctx: &Ctx, found: Vec<Marking>) -> Result<Vec<Sighted>> {
    let mut found = release::release_all(found, &ctx.actor);
    found.retain(|marking| marking.component.is_some());
    let photo_of = |marking: &Released<Marking>| marking.photo.as_ref().map(|link| link.id);
    let mut wanted: Vec<i64> = found.iter().filter_map(photo_of).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let photos = release::release_all(store::photos::list(conn, &wanted)?, &ctx.actor);
    let sighted = |marking: Released<Marking>| Sighted {
        photo: photos
            .iter()
            .find(|photo| Some(photo.head.id) == photo_of(&marking))
            .cloned(),
        marking,
    };
    Ok(found.into_iter().map(sighted).collect())
}

/// The marks that have a region on these photographs, as far as the reader sees them.
///
/// # Errors
/// Those of the database.
pub fn on_photos(conn: &mut Conn, ctx: &Ctx, photos: &[i64]) -> Result<Vec<Released<Marking>>> {
    let ids = store::markings::on_photos(conn, photos)?;
    let mut found = release::release_all(store::markings::list(conn, &ids)?, &ctx.actor);
    found.retain(|marking| marking.photo.is_some() && marking.what.region.is_some());
    Ok(found)
}

/// What showing the close-up of a mark needs: photograph, mark, its place and the photograph's picture must all be open
/// to the reader.
///
/// # Errors
/// `NotFound`.
pub fn close_up(conn: &mut Conn, ctx: &Ctx, photo: &Ref, marking: &Ref) -> Result<(Negative, View)> {
    let marking = records::show::<Marking>(conn, ctx, marking)?;
    let here = marking.photo.as_ref().is_some_and(|link| link.r#ref == *photo);
    let area = marking
        .what
        .region
        .filter(|_| here)
        .ok_or(Error::NotFound("markings"))?;
    let mut negative = photos::negative(conn, ctx, photo)?;
    // What everyone may keep for an hour, everyone must be allowed to see.
    negative.public &= crate::domain::release::Sight::PUBLIC.sees(marking.head());
    Ok((negative, View::Close(area)))
}

/// Says where on a picture the marks of a component with this transcription stand.
///
/// # Errors
/// As [`records::revise`].
pub fn outline(conn: &mut Conn, ctx: &Ctx, component: &Head, transcription: &str, area: &Fields) -> Result<()> {
    for Marking { head, what, .. } in store::markings::of_components(conn, &[component.id])? {
        if what.transcription == transcription {
            records::revise::<Marking>(conn, ctx, &head.r#ref, head.version, area, "drawn")?;
        }
    }
    Ok(())
}
