//! What people do with photographs: file them, look at them, open the sealed original.

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        markings::Marking,
        photos::{ALIKE, File, NewPhoto, Photo},
        records::{Head, Link, Record, Shelf},
        refs::Ref,
        release::{self, Released, Sight},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx, audit,
        citations::{self, Citation},
        links, markings,
        pictures::Negative,
        records::{self, Keep, Narrow},
        search::Term,
    },
    store::{
        self, Conn,
        records::{Among, Order},
    },
};

/// The most photographs named as like another.
const MOST_ALIKE: usize = 12;

impl Keep for Photo {
    type New = NewPhoto;
    const NAMED_BY: &'static str = "caption";
    const ORDER: Order = Order::Falling;
    const NARROWS: &'static [Narrow] = &[
        Narrow {
            name: "unit",
            shelf: Some(Shelf::Units),
            fields: &["unit"],
            among: Among::PhotosOfUnit,
        },
        Narrow {
            name: "component",
            shelf: Some(Shelf::Components),
            fields: &["component"],
            among: Among::PhotosOfComponent,
        },
    ];

    fn parse(fields: &Fields) -> Result<NewPhoto> {
        NewPhoto::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewPhoto, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Units, "unit", &mut new.unit, problems)?;
        links::point(conn, ctx, Shelf::Components, "component", &mut new.component, problems)?;
        if let Some(component) = new.component.id {
            let unit = store::photos::unit_of(conn, component)?;
            match new.unit.id {
                Some(other) if other != unit => {
                    problems.add("component", Say::new("photos-other-unit"));
                }
                _ => new.unit.id = Some(unit),
            }
        }
        Ok(())
    }

    /// Redactions must lie inside the picture, and nothing of the file can be said otherwise than it is.
    fn check(conn: &mut Conn, _: &Ctx, id: Option<i64>, new: &NewPhoto, problems: &mut Problems) -> Result<()> {
        let Some(id) = id else { return Ok(()) };
        let head = store::records::get(conn, id)?;
        let file = store::photos::find(conn, head)?.file;
        fit(new, &file, problems);
        let told = file.told();
        for (name, given) in new.fixed.iter().filter(|given| !told.contains(given)) {
            problems.add(*name, Say::new("photos-fixed").with("given", given));
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewPhoto) -> Result<()> {
        let mut problems = Problems::new();
        if let Some(file) = &new.file {
            fit(new, file, &mut problems);
        }
        problems.done()?;
        store::photos::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewPhoto) -> Result<()> {
        store::photos::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Photo> {
        store::photos::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Photo>> {
        store::photos::list(conn, ids)
    }

    fn title(&self) -> String {
        self.public_name()
    }

    fn sort(&self) -> String {
        format!("{:012}", self.head.id)
    }

    fn terms(&self) -> Vec<Term> {
        vec![
            Term::new("caption", &self.what.caption),
            Term::new("sha256", &self.file.sha256),
        ]
    }
}

/// Every redaction must lie inside the picture: one that does not hides less than its author thinks.
fn fit(new: &NewPhoto, file: &File, problems: &mut Problems) {
    for redaction in &new.redactions {
        if !redaction.area.is_within(file.width, file.height) {
            let say = Say::new("photos-redaction-outside")
                .with("given", redaction.line())
                .with("width", file.width)
                .with("height", file.height);
            problems.add("redactions", say);
        }
    }
}

/// Reads what is told with a photograph before time is spent on its pixels.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Invalid`.
pub fn read(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<NewPhoto> {
    ctx.actor.must(Action::Write)?;
    let mut new = NewPhoto::parse(fields)?;
    let mut problems = Problems::new();
    Photo::resolve(conn, ctx, &mut new, &mut problems)?;
    problems.done()?;
    Ok(new)
}

/// A photograph that was just filed.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Its head.
    pub head: Head,
    /// SHA-256 of the original.
    pub sha256: String,
    /// Photographs in sight of the very same file.
    pub same: Vec<Link>,
    /// Photographs in sight that look alike.
    pub alike: Vec<Link>,
}

/// Files a photograph whose original is already kept.
///
/// # Errors
/// As [`records::create`].
pub fn create(conn: &mut Conn, ctx: &Ctx, fields: &Fields, file: File) -> Result<Filed> {
    let sha256 = file.sha256.clone();
    let head = records::create_with::<Photo>(conn, ctx, fields, |new| new.file = Some(file.clone()))?;
    let (same, alike) = likenesses(conn, ctx.actor.sight(), head.id, &file)?;
    Ok(Filed {
        head,
        sha256,
        same,
        alike,
    })
}

/// Other photographs of the same file, and those that look alike, as far as they are in sight.
fn likenesses(conn: &mut Conn, sight: Sight, id: i64, file: &File) -> Result<(Vec<Link>, Vec<Link>)> {
    let mut same = store::photos::of_original(conn, &file.sha256)?;
    same.retain(|other| *other != id);
    let mut alike: Vec<(u32, i64)> = store::photos::hashes(conn)?
        .into_iter()
        .filter(|(other, _)| *other != id && !same.contains(other))
        .filter_map(|(other, hash)| Some((file.distance(hash)?, other)))
        .filter(|(distance, _)| *distance <= ALIKE)
        .collect();
    alike.sort_unstable();
    let alike: Vec<i64> = alike.into_iter().map(|(_, id)| id).take(200).collect();
    let same = in_sight(conn, sight, &same)?;
    let mut alike = in_sight(conn, sight, &alike)?;
    alike.truncate(MOST_ALIKE);
    Ok((same, alike))
}

fn in_sight(conn: &mut Conn, sight: Sight, ids: &[i64]) -> Result<Vec<Link>> {
    let mut links = store::records::links(conn, ids)?;
    let in_order = ids.iter().filter_map(|id| links.remove(id));
    Ok(in_order.filter(|link| sight.sees_link(link)).collect())
}

/// A photograph's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The photograph.
    pub photo: Released<Photo>,
    /// The marks outlined on it.
    pub marks: Vec<Released<Marking>>,
    /// Photographs of the very same file; inside only.
    pub same: Vec<Link>,
    /// Photographs that look alike; inside only.
    pub alike: Vec<Link>,
    /// The sources it rests on.
    pub sources: Vec<Citation>,
}

/// A photograph with what stands around it, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let photo = records::show::<Photo>(conn, ctx, r#ref)?;
    let (mut same, mut alike) = (Vec::new(), Vec::new());
    // Comparing reads the hash of every photograph, and only those inside have a use for it.
    if ctx.actor.may(Action::ReadInside) {
        let whole = store::photos::find(conn, photo.head().clone())?;
        (same, alike) = likenesses(conn, ctx.actor.sight(), whole.head.id, &whole.file)?;
    }
    let id = photo.head().id;
    Ok(Shown {
        marks: markings::on_photos(conn, ctx, &[id])?,
        sources: citations::of(conn, id, ctx.actor.sight())?,
        photo,
        same,
        alike,
    })
}

/// A photograph with the marks outlined on it.
#[derive(Debug, Clone)]
pub struct Plate {
    /// The photograph.
    pub photo: Released<Photo>,
    /// The marks that have a region on it.
    pub marks: Vec<Released<Marking>>,
}

/// The photographs of a unit and its components, as far as the reader sees them. One that does not tell its unit is
/// not told by the unit either.
///
/// # Errors
/// Those of the database.
pub fn of_unit(conn: &mut Conn, ctx: &Ctx, unit: i64) -> Result<Vec<Plate>> {
    let ids = store::photos::of_unit(conn, unit)?;
    plates(conn, ctx, &ids, |photo| photo.unit.is_some())
}

/// The photographs of a component, as far as the reader sees them.
///
/// # Errors
/// Those of the database.
pub fn of_component(conn: &mut Conn, ctx: &Ctx, component: i64) -> Result<Vec<Plate>> {
    let ids = store::photos::of_component(conn, component)?;
    plates(conn, ctx, &ids, |photo| photo.component.is_some())
}

fn plates(conn: &mut Conn, ctx: &Ctx, ids: &[i64], is_told: fn(&Photo) -> bool) -> Result<Vec<Plate>> {
    let mut photos = release::release_all(store::photos::list(conn, ids)?, &ctx.actor);
    photos.retain(|photo| is_told(photo));
    let ids: Vec<i64> = photos.iter().map(|photo| photo.head.id).collect();
    let mut marks = markings::on_photos(conn, ctx, &ids)?;
    let plate = |photo: Released<Photo>| {
        let on_it = |mark: &Released<Marking>| mark.photo.as_ref().is_some_and(|link| link.id == photo.head.id);
        let (here, elsewhere) = std::mem::take(&mut marks).into_iter().partition(on_it);
        marks = elsewhere;
        Plate { photo, marks: here }
    };
    Ok(photos.into_iter().map(plate).collect())
}

/// What showing the picture needs. The redactions are read from the record itself and not from what the reader may
/// know of them: what is hidden must be black for everyone.
///
/// # Errors
/// `NotFound`.
pub fn negative(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Negative> {
    let head = records::in_sight::<Photo>(conn, ctx, r#ref)?;
    Ok(to_negative(store::photos::find(conn, head)?))
}

pub(super) fn to_negative(photo: Photo) -> Negative {
    Negative {
        public: Sight::PUBLIC.sees(&photo.head),
        version: photo.head.version,
        size: (photo.file.width, photo.file.height),
        sha256: photo.file.sha256,
        redactions: photo.what.redactions,
    }
}

/// A sealed original about to be opened.
#[derive(Debug, Clone)]
pub struct Original {
    /// Its hash, by which the studio finds it.
    pub sha256: String,
    /// Its media type.
    pub media_type: String,
    /// The name it came with.
    pub file_name: String,
    /// Its length.
    pub bytes: i64,
}

/// Opens a sealed original, which the log remembers.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn open_original(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Original> {
    ctx.actor.must(Action::OpenOriginal)?;
    let head = records::in_sight::<Photo>(conn, ctx, r#ref)?;
    let photo = store::photos::find(conn, head)?;
    audit::record(conn, ctx, audit::Act::on("open_original", &photo.head))?;
    let File {
        sha256,
        media_type,
        file_name,
        bytes,
        ..
    } = photo.file;
    if sha256.is_empty() {
        return Err(Error::NotFound("photos"));
    }
    Ok(Original {
        sha256,
        media_type,
        file_name,
        bytes,
    })
}

/// SHA-256 of every original that a record stands for, each once. For checking them all.
///
/// # Errors
/// Those of the database.
pub fn originals(conn: &mut Conn) -> Result<Vec<String>> {
    store::photos::originals(conn)
}
