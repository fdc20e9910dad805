//! Places as GeoJSON: one feature a record, streamed. Coordinates are those the reader may have, on the grid of their precision,
//! with the metres they can be off; what has no place in sight is a feature without a geometry.

use std::collections::VecDeque;

use actix_web::web::{Bytes, Data};
use futures_util::{Stream, stream};
use serde_json::{Value, json};

use crate::{
    domain::{
        countries::Country,
        fields::Fields,
        incidents::Incident,
        parse::date_text,
        places::Precision,
        records::{Cursor, Head, Link, Shelf},
        transfers::{Side, Transfer},
    },
    error::Result,
    service::{
        Ctx,
        exchange::places::{self, Placed},
    },
    web::{State, views::link_title},
};

/// What it is sent as.
pub const KIND: &str = "application/geo+json";

/// Where a stream of features stands.
struct At {
    /// What has been sent of the collection itself.
    opened: bool,
    /// Whether a feature has been sent.
    began: bool,
    /// The shelves that are still to be told, the first perhaps in part.
    shelves: VecDeque<Shelf>,
    after: Option<Cursor>,
}

/// The records of these shelves in sight, narrowed by `query`, as one collection.
pub fn features(
    state: &Data<State>,
    ctx: Ctx,
    shelves: &[Shelf],
    query: &Fields,
) -> impl Stream<Item = Result<Bytes>> + 'static {
    let (state, query) = (state.clone(), query.clone());
    let at = At {
        opened: false,
        began: false,
        shelves: shelves.iter().copied().collect(),
        after: None,
    };
    stream::unfold(Some(at), move |at| {
        let (state, ctx, query) = (state.clone(), ctx.clone(), query.clone());
        async move {
            let at = at?;
            match piece(&state, ctx, query, at).await {
                Ok((bytes, next)) => Some((Ok(bytes), next)),
                // The answer has begun: breaking it off is the only way left to say that it failed.
                Err(error) => Some((Err(error), None)),
            }
        }
    })
}

async fn piece(state: &State, ctx: Ctx, query: Fields, mut at: At) -> Result<(Bytes, Option<At>)> {
    let mut text = String::new();
    if !at.opened {
        text.push_str("{\"type\":\"FeatureCollection\",\"features\":[");
        at.opened = true;
    }
    let Some(shelf) = at.shelves.front().copied() else {
        text.push_str("]}");
        return Ok((Bytes::from(text), None));
    };
    let after = at.after.take();
    let (placed, next) = state
        .db
        .read(move |conn| places::more(conn, &ctx, shelf, &query, after.as_ref()))
        .await?;
    for one in &placed {
        if at.began {
            text.push(',');
        }
        at.began = true;
        text.push_str(&feature(&state.site, one).to_string());
    }
    match next {
        Some(cursor) => at.after = Some(cursor),
        None => drop(at.shelves.pop_front()),
    }
    Ok((Bytes::from(text), Some(at)))
}

/// One feature, as the command line writes it too.
pub fn feature(site: &str, placed: &Placed) -> Value {
    let (head, geometry, mut said) = match placed {
        Placed::Incident(incident) => {
            let (geometry, place) = place(incident);
            let said = json!({ "name": incident.what.name, "kind": incident.what.kind });
            (&incident.head, geometry, joined(said, place))
        }
        Placed::Unit(unit, incident) => {
            let (geometry, place) = incident.as_ref().map_or((Value::Null, json!({})), |one| place(one));
            let titled = |link: &Option<Link>| link.as_ref().map(link_title);
            let said = json!({
                "name": unit.head.title, "weapon": titled(&unit.weapon),
                "incident": unit.incident.as_ref().map(|link| link.r#ref.to_string()),
                "recovered": date_text(&unit.what.recovered), "used": date_text(&unit.what.used),
            });
            (&unit.head, geometry, joined(place, said))
        }
        Placed::Transfer(transfer) => (&transfer.head, way(transfer), transferred(transfer)),
    };
    said = joined(own(site, head), said);
    json!({ "type": "Feature", "id": head.r#ref.to_string(), "geometry": geometry, "properties": said })
}

fn own(site: &str, head: &Head) -> Value {
    json!({
        "ref": head.r#ref.to_string(),
        "shelf": head.shelf.as_str(),
        "url": format!("{site}{}", head.path()),
        "version": head.version,
    })
}

/// Both; what the second says goes before what the first says.
fn joined(mut first: Value, second: Value) -> Value {
    if let (Value::Object(all), Value::Object(more)) = (&mut first, second) {
        all.extend(more);
    }
    first
}

/// A point, and what is known of it.
fn place(incident: &Incident) -> (Value, Value) {
    let what = &incident.what;
    let place = what.place();
    let point = place
        .at
        .map(|at| json!({ "type": "Point", "coordinates": [at.lon(), at.lat()] }));
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let said = json!({
        "date": date_text(&what.date),
        "earliest": day(what.date.as_ref().and_then(|date| date.earliest())),
        "latest": day(what.date.as_ref().and_then(|date| date.latest())),
        "place": what.place,
        "country": what.country,
        "precision": what.precision.map(Precision::as_str),
        "coordinateUncertaintyInMeters": place.radius,
    });
    (point.unwrap_or(Value::Null), said)
}

/// The way through the middles of its countries.
fn way(transfer: &Transfer) -> Value {
    let middle = |code: &str| {
        let middle = Country::parse(code).ok()?.middle()?;
        Some(json!([middle.lon(), middle.lat()]))
    };
    let mut points: Vec<Value> = transfer.what.way().into_iter().filter_map(middle).collect();
    match points.len() {
        0 => Value::Null,
        1 => json!({ "type": "Point", "coordinates": points.pop() }),
        _ => json!({ "type": "LineString", "coordinates": points }),
    }
}

fn transferred(transfer: &Transfer) -> Value {
    let what = &transfer.what;
    let end = |side: &Side, link: &Option<Link>| match side.name.is_empty() {
        true => link.as_ref().map_or_else(String::new, link_title),
        false => side.name.clone(),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let (first, last) = what.days();
    json!({
        "name": transfer.head.title,
        "kind": what.kind,
        "from": end(&what.from, &transfer.from),
        "to": end(&what.to, &transfer.to),
        "earliest": day(first),
        "latest": day(last),
        "countries": what.way(),
        "precision": Precision::Country.as_str(),
    })
}
