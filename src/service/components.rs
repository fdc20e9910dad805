//! What people do with components: the shared acts, the tree, narrowed lists, and quick entry.

use crate::{
    domain::{
        access::Action,
        components::{self, Component, DEPTH, Line, NewComponent},
        fields::Fields,
        parts::Part,
        records::{Cursor, Head, Link, Shelf},
        refs::Ref,
        release,
        units::Unit,
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx, links,
        records::{self, Keep, Page},
        search::Term,
    },
    store::{self, Conn, components::By, records::Order},
};

mod shown;

pub(super) use shown::tree;
pub use shown::{Shown, show};

impl Keep for Component {
    type New = NewComponent;
    const NAMED_BY: &'static str = "name";
    const ORDER: Order = Order::Falling;

    fn parse(fields: &Fields) -> Result<NewComponent> {
        NewComponent::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewComponent, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Units, "unit", &mut new.unit, problems)?;
        links::point(conn, ctx, Shelf::Components, "parent", &mut new.parent, problems)?;
        links::point(conn, ctx, Shelf::Parts, "part", &mut new.part, problems)?;
        links::point(conn, ctx, Shelf::Organizations, "maker", &mut new.maker, problems)?;
        new.brand_id = match new.brand.is_empty() {
            true => None,
            // A brand nobody has filed, or that several organizations carry, stays what it is: text.
            false => links::find(conn, ctx, Shelf::Organizations, &new.brand)?.ok(),
        };
        if let (Some(unit), Some(parent)) = (new.unit.id, new.parent.id) {
            let chain = chain(conn, parent)?;
            if chain.unit != unit {
                problems.add("parent", Say::new("components-parent-elsewhere"));
            }
            if chain.ids.len() >= DEPTH {
                problems.add("parent", Say::new("components-too-deep").with("max", DEPTH));
            }
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewComponent) -> Result<()> {
        store::components::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewComponent) -> Result<()> {
        may_move(conn, id, new)?;
        store::components::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Component> {
        store::components::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Component>> {
        store::components::list(conn, ids)
    }

    fn title(&self) -> String {
        self.public_name()
    }

    fn narrowed(
        conn: &mut Conn,
        ctx: &Ctx,
        query: &Fields,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Option<(Vec<i64>, Option<Cursor>)>> {
        let Some(narrowing) = narrowing(conn, ctx, query)? else {
            return Ok(None);
        };
        let page = list(conn, ctx, Some(&narrowing), after, limit)?;
        let ids = page.items.iter().map(|line| line.link.id).collect();
        Ok(Some((ids, page.next)))
    }

    /// Lists run by row number, newest first.
    fn sort(&self) -> String {
        String::new()
    }

    fn terms(&self) -> Vec<Term> {
        vec![Term::new("name", &self.what.name), Term::new("brand", &self.what.brand)]
    }
}

/// A component and everything above it.
struct Chain {
    unit: i64,
    ids: Vec<i64>,
}

fn chain(conn: &mut Conn, id: i64) -> Result<Chain> {
    let (unit, mut above) = store::components::place(conn, id)?;
    let mut ids = vec![id];
    while let Some(next) = above
        && ids.len() <= DEPTH
    {
        ids.push(next);
        above = store::components::place(conn, next)?.1;
    }
    Ok(Chain { unit, ids })
}

/// A component may move within its unit's tree, but not below itself, not too deep, and not to another unit
/// while something stands below it.
fn may_move(conn: &mut Conn, id: i64, new: &NewComponent) -> Result<()> {
    let (unit, parent) = store::components::place(conn, id)?;
    if Some(unit) == new.unit.id && parent == new.parent.id {
        return Ok(());
    }
    let height = store::components::height(conn, id)?;
    if height > 0 && Some(unit) != new.unit.id {
        return Err(Error::invalid("unit", Say::new("components-unit-with-parts")));
    }
    let Some(parent) = new.parent.id else {
        return Ok(());
    };
    let above = chain(conn, parent)?.ids;
    if above.contains(&id) {
        return Err(Error::invalid("parent", Say::new("components-parent-ring")));
    }
    if above.len() + 1 + height > DEPTH {
        let say = Say::new("components-too-deep").with("max", DEPTH);
        return Err(Error::invalid("parent", say));
    }
    Ok(())
}

/// What a list of components is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowing {
    by: By,
    /// The name of the filter: `unit`, `part`, `maker`, `brand`, `weapon` or `cites`.
    pub field: &'static str,
    /// The record the list is narrowed to.
    pub link: Link,
}

impl Narrowing {
    /// Whether a line still says, after its release, what the list is narrowed to: otherwise listing it here
    /// would tell what was withheld.
    fn tells(&self, line: &Line) -> bool {
        let link = match self.by {
            By::Unit(_) => &line.unit,
            By::Part(_) => &line.part,
            By::Maker(_) => &line.maker,
            By::Brand(_) => &line.branded,
            By::Weapon(_) => &line.weapon,
            // Lines do not name their sources; `list` asks the heads.
            By::Citing(_) => return true,
        };
        link.as_ref().is_some_and(|link| link.id == self.link.id)
    }
}

/// A filter by record number.
type Filter = fn(i64) -> By;

/// The filters a list of components knows, each with the shelf it names a record of.
const FILTERS: [(&str, Shelf, Filter); 6] = [
    ("unit", Shelf::Units, By::Unit),
    ("part", Shelf::Parts, By::Part),
    ("maker", Shelf::Organizations, By::Maker),
    ("brand", Shelf::Organizations, By::Brand),
    ("weapon", Shelf::Weapons, By::Weapon),
    ("cites", Shelf::Sources, By::Citing),
];

/// Reads the filter of a list from its query: the first of the known ones that is given.
///
/// # Errors
/// `NotFound` when it names no record in sight.
pub fn narrowing(conn: &mut Conn, ctx: &Ctx, query: &Fields) -> Result<Option<Narrowing>> {
    let given = FILTERS.into_iter().find(|(field, _, _)| !query.get(field).is_empty());
    let Some((field, shelf, by)) = given else {
        return Ok(None);
    };
    let link = records::target(conn, ctx, Some(shelf), query.get(field))?;
    Ok(Some(Narrowing {
        by: by(link.id),
        field,
        link,
    }))
}

/// A page of the components in sight, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    ctx: &Ctx,
    narrowing: Option<&Narrowing>,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<Line>> {
    let sight = ctx.actor.sight();
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut lines = match narrowing {
        Some(narrowing) => store::components::by(conn, narrowing.by, sight, after, wanted)?,
        None if sight.is_public() => store::components::public_page(conn, after.map(|cursor| cursor.id), wanted)?,
        None => {
            let places = store::records::page(conn, Shelf::Components, sight, Order::Falling, after, wanted)?;
            let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
            store::components::lines(conn, &ids)?
        }
    };
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more).map(|last| Cursor {
        sort: match narrowing.map(|narrowing| narrowing.by) {
            // A weapon's components run unit by unit.
            Some(By::Weapon(_)) => last.unit.as_ref().map_or_else(String::new, |unit| unit.id.to_string()),
            _ => String::new(),
        },
        id: last.link.id,
    });
    let mut items = release::release_briefs(lines, &ctx.actor);
    if let Some(narrowing) = narrowing {
        items.retain(|line| narrowing.tells(line));
    }
    if let Some(By::Citing(_)) = narrowing.map(|narrowing| narrowing.by) {
        let ids: Vec<i64> = items.iter().map(|line| line.link.id).collect();
        let heads = store::records::get_all(conn, &ids)?;
        items.retain(|line| {
            heads
                .get(&line.link.id)
                .is_some_and(|head| links::tells(ctx, head, "sources"))
        });
    }
    Ok(Page { items, next })
}

/// The assembly at the end of a path in a unit, made where it is missing; `None` for an empty path.
///
/// # Errors
/// `Invalid` on the field `path`, and those of making a component.
pub fn assemble(conn: &mut Conn, ctx: &Ctx, unit: &Head, path: &str) -> Result<Option<Head>> {
    let names = components::path(path).map_err(|say| Error::invalid("path", say))?;
    let mut parent: Option<Head> = None;
    for name in names {
        let above = parent.as_ref().map(|head| head.id);
        let known = store::components::at(conn, unit.id, above, &name, ctx.actor.sight())?;
        let next = match known {
            Some(id) => store::records::get(conn, id)?,
            None => {
                let mut fields = Fields::new().with("unit", unit.r#ref.to_string()).with("name", name);
                if let Some(parent) = &parent {
                    fields.set("parent", parent.r#ref.to_string());
                }
                records::create::<Component>(conn, ctx, &fields)?
            }
        };
        parent = Some(next);
    }
    Ok(parent)
}

/// Quick entry on a unit's page: `name`, `quantity`, `part_number`, `brand`, and `parent` (a reference) or
/// `path`. A part number that nobody has filed becomes a part of its own, a draft like the component.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`, `Invalid`.
pub fn add(conn: &mut Conn, ctx: &Ctx, unit: &Ref, given: &Fields) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let unit = records::in_sight::<Unit>(conn, ctx, unit)?;
    let mut fields = given.clone();
    fields.set("unit", unit.r#ref.to_string());
    let number = fields.get("part_number").to_owned();
    if fields.get("name").is_empty() && fields.get("brand").is_empty() && number.is_empty() {
        return Err(Error::invalid("name", Say::new("components-name-or-number")));
    }
    if fields.get("parent").is_empty()
        && let Some(parent) = assemble(conn, ctx, &unit, fields.get("path"))?
    {
        fields.set("parent", parent.r#ref.to_string());
    }
    if !number.is_empty() {
        fields.set("part", part(conn, ctx, &number)?);
    }
    records::create::<Component>(conn, ctx, &fields)
}

/// The reference of the part with this number, filed now if nobody has.
fn part(conn: &mut Conn, ctx: &Ctx, number: &str) -> Result<String> {
    let head = match links::find(conn, ctx, Shelf::Parts, number)? {
        Ok(id) => store::records::get(conn, id)?,
        Err(say) if say.key == "link-unknown" => {
            records::create::<Part>(conn, ctx, &Fields::new().with("number", number))?
        }
        Err(say) => return Err(Error::invalid("part_number", say)),
    };
    Ok(head.r#ref.to_string())
}
