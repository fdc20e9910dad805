//! The dating chart: the days that each mark can mean as bars on one axis, the bound that decides, and the end of the weapon.
//!
//! The chart has no width of its own: places along the axis are shares of whatever width it gets, so that it is legible on a
//! phone and on paper; only the stand-alone picture is drawn to a fixed width. States differ in shape, not only in colour.

use chrono::{Datelike, Duration, NaiveDate};

use crate::{
    domain::{
        dating::{Bar, Bearing, Row},
        rules::span::Span,
    },
    error::Say,
    service::dating::{Dated, Ending, Gist},
    web::dating::{bounds, component, day, mark, sentence, span},
    words::Words,
};

mod axis;

use axis::Axis;

/// The most marks that are drawn; the table has them all.
const MOST: usize = 24;
/// The most of these that are not relied on.
const MOST_ASIDE: usize = 6;
/// Room above the first row for each upright line's word.
const WORD: i64 = 18;
/// Height of a row.
const ROW: i64 = 38;
/// Room below the last row, for the axis.
const FOOT: i64 = 34;
/// Letters of a label on a phone, and on a wide page.
const SHORT: (usize, usize) = (22, 12);
const LONG: (usize, usize) = (60, 40);

/// How wide the chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As wide as its place on a page.
    Fluid,
    /// So many pixels, for a picture that stands alone.
    Fixed(u32),
}

/// A chart, ready to be printed.
#[derive(Debug)]
pub struct Chart {
    /// Its name.
    pub title: String,
    /// What it shows, in words.
    pub desc: String,
    /// Width of the drawing: a number or `100%`.
    pub width: String,
    /// Height of the drawing.
    pub height: i64,
    /// Where the axis runs.
    pub axis_y: i64,
    /// Where the words of the axis stand.
    pub tick_y: i64,
    /// Its ticks.
    pub ticks: Vec<Tick>,
    /// The time in which it was assembled.
    pub window: Option<Stretch>,
    /// The certain bound.
    pub bound: Option<Upright>,
    /// The likely bound, where it is another.
    pub likely: Option<Upright>,
    /// The day of use or recovery.
    pub end: Option<Upright>,
    /// The marks.
    pub rows: Vec<Line>,
    /// What is not drawn, in words; empty when everything is.
    pub left_out: String,
    /// What its signs mean, for a picture that stands alone; pages have words for it.
    pub legend: Vec<Legend>,
    /// The size of the drawing's own coordinates; empty when it has none.
    pub view_box: String,
}

/// A place on the axis with its word.
#[derive(Debug)]
pub struct Tick {
    /// Where.
    pub x: String,
    /// Which side of its place the word stands on: `start`, `middle`, `end`.
    pub anchor: &'static str,
    /// The word.
    pub label: String,
}

/// A stretch of time.
#[derive(Debug)]
pub struct Stretch {
    /// Where it begins.
    pub x: String,
    /// How long it is.
    pub width: String,
}

/// An upright line with its word.
#[derive(Debug)]
pub struct Upright {
    /// Where.
    pub x: String,
    /// Height of the word.
    pub y: i64,
    /// Which side of the line the word stands on.
    pub anchor: &'static str,
    /// How far from the line, so that they do not touch.
    pub gap: i64,
    /// The word.
    pub label: String,
}

/// A mark.
#[derive(Debug)]
pub struct Line {
    /// Height of the words.
    pub y: i64,
    /// Height of the bars.
    pub bar_y: i64,
    /// Height of their middle.
    pub mid_y: i64,
    /// What it is called on a phone.
    pub component: String,
    /// The mark, on a phone.
    pub mark: String,
    /// What it is called where there is room.
    pub long_component: String,
    /// The mark, where there is room.
    pub long_mark: String,
    /// How it bears on the date, in a word; empty when it simply counts.
    pub note: String,
    /// Its bars.
    pub bars: Vec<Drawn>,
    /// Whether some of its days lie before the chart begins.
    pub earlier: bool,
    /// Whether it decides.
    pub decides: bool,
}

/// A bar.
#[derive(Debug)]
pub struct Drawn {
    /// Where it begins.
    pub x: String,
    /// How long it is.
    pub width: String,
    /// `live`, `decides`, `open` or `ghost`.
    pub kind: &'static str,
    /// Its days in words.
    pub title: String,
}

/// A sign and what it means.
#[derive(Debug)]
pub struct Legend {
    /// Where it stands.
    pub x: i64,
    /// Where its word stands.
    pub text_x: i64,
    /// The sign: a kind of bar.
    pub kind: &'static str,
    /// The word.
    pub label: String,
}

/// Draws the date of a unit; `None` when no mark of it means a date.
pub fn chart(dated: &Dated, unit: &str, width: Width, words: &Words) -> Option<Chart> {
    let rows = chosen(dated);
    let drawn: Vec<Span> = rows
        .iter()
        .flat_map(|row| spans(dated, row))
        .map(|(_, days)| days)
        .collect();
    let axis = Axis::new(&drawn, focus(dated, &drawn)?, width);
    let dating = &dated.dating;
    let height_of_rows = ROW * i64::try_from(rows.len()).unwrap_or_default();
    let top = WORD * (2 + i64::from(later(dated).is_some())) + 12;
    let axis_y = top + height_of_rows + 4;
    let legend = match width {
        Width::Fluid => Vec::new(),
        Width::Fixed(_) => legend(words),
    };
    let height = axis_y + FOOT + if legend.is_empty() { 0 } else { 26 };
    let all = dating.rows.iter().filter(|row| !row.bars.is_empty()).count();
    let left_out = match all > rows.len() {
        true => words.say(
            &Say::new("dating-chart-left-out")
                .with("shown", rows.len())
                .with("all", all),
        ),
        false => String::new(),
    };
    let numbers = 0_i64..;
    Some(Chart {
        title: words.say(&Say::new("dating-chart-title").with("unit", unit)),
        desc: described(dated, &left_out, words),
        width: match width {
            Width::Fluid => "100%".to_owned(),
            Width::Fixed(width) => width.to_string(),
        },
        view_box: match width {
            Width::Fluid => String::new(),
            Width::Fixed(width) => format!("0 0 {width} {height}"),
        },
        height,
        axis_y,
        tick_y: axis_y + 18,
        ticks: axis.ticks(words),
        window: dating.window.map(|window| axis.stretch(window.first, window.last)),
        bound: dating.certain.as_ref().map(|bound| {
            let say = Say::new("dating-chart-not-before").with("day", day(bound.day, words));
            axis.upright(bound.day, WORD - 2, words.say(&say))
        }),
        likely: later(dated).map(|at| {
            let say = Say::new("dating-chart-likely").with("day", day(at, words));
            axis.upright(at, WORD * 2 - 2, words.say(&say))
        }),
        end: end_line(dated, &axis, top - 14, words),
        rows: rows
            .iter()
            .zip(numbers)
            .map(|(row, number)| line(dated, row, top + number * ROW, &axis, words))
            .collect(),
        left_out,
        legend,
    })
}

/// The likely bound, where it is later than the certain one.
fn later(dated: &Dated) -> Option<NaiveDate> {
    let likely = dated.dating.likely.as_ref()?.day;
    let certain = dated.dating.certain.as_ref().map(|bound| bound.day);
    (certain != Some(likely)).then_some(likely)
}

fn end_line(dated: &Dated, axis: &Axis, y: i64, words: &Words) -> Option<Upright> {
    let end = dated.end.as_ref()?;
    let last = end.date.latest()?;
    let key = match end.ending {
        Ending::Use => "dating-chart-used",
        Ending::Recovery => "dating-chart-recovered",
    };
    let say = Say::new(key).with("day", crate::web::views::date_in_words(&end.date, words));
    Some(axis.upright(last, y, words.say(&say)))
}

/// What the chart must show: from the bound to the end.
fn focus(dated: &Dated, drawn: &[Span]) -> Option<Span> {
    let dating = &dated.dating;
    let bound = dating
        .certain
        .as_ref()
        .or(dating.likely.as_ref())
        .map(|bound| bound.day);
    let first = bound.or_else(|| drawn.iter().map(|days| days.first).max())?;
    let last = dating.latest.or_else(|| drawn.iter().map(|days| days.last).max())?;
    Some(Span {
        first: first.min(last),
        last: last.max(first),
    })
}

/// The marks that are drawn: the deciding one first, then by how late they begin, those not relied on last.
fn chosen(dated: &Dated) -> Vec<&Row> {
    let dating = &dated.dating;
    let decides = |row: &Row| dating.certain.as_ref().is_some_and(|bound| bound.mark == row.mark);
    let mut rows: Vec<&Row> = dating.rows.iter().filter(|row| !row.bars.is_empty()).collect();
    rows.sort_by_key(|row| {
        let aside = row.bearing == Bearing::Aside;
        (aside, !decides(row), std::cmp::Reverse(row.span.map(|days| days.first)))
    });
    let counted = rows.iter().filter(|row| row.bearing != Bearing::Aside).count();
    let aside = (rows.len() - counted).min(MOST_ASIDE.max(MOST.saturating_sub(counted)));
    let shown = counted.min(MOST - aside.min(MOST));
    let tail = rows.iter().skip(counted).take(aside).copied();
    rows.iter().take(shown).copied().chain(tail).collect()
}

/// The bars of a row with their days.
fn spans<'d>(dated: &'d Dated, row: &'d Row) -> impl Iterator<Item = (&'d Bar, Span)> {
    let candidates = dated.candidates(row.mark);
    row.bars
        .iter()
        .filter_map(move |bar| Some((bar, candidates.get(bar.reading)?.span)))
}

fn line(dated: &Dated, row: &Row, top: i64, axis: &Axis, words: &Words) -> Line {
    let y = top + 12;
    let decides = dated
        .dating
        .certain
        .as_ref()
        .is_some_and(|bound| bound.mark == row.mark);
    let (title, _) = component(dated, row.piece);
    let (text, _) = mark(dated, row.mark);
    let note = match row.bearing {
        _ if decides => words.t("dating-decides"),
        Bearing::Open => words.t("dating-may-be-no-date"),
        Bearing::Aside => words.t("dating-not-counted"),
        Bearing::Firm | Bearing::Silent => "",
    };
    let mut bars: Vec<Drawn> = spans(dated, row)
        .filter_map(|(bar, days)| {
            let Stretch { x, width } = axis.part(days)?;
            let kind = match (bar.live, row.bearing) {
                (false, _) => "ghost",
                (true, Bearing::Open) => "open",
                (true, _) if decides => "decides",
                (true, _) => "live",
            };
            Some(Drawn {
                x,
                width,
                kind,
                title: span(days, words),
            })
        })
        .collect();
    // Readings of the same days are one bar; what lives lies above what does not.
    bars.sort_by(|a, b| (a.kind != "ghost", &a.x, &a.width).cmp(&(b.kind != "ghost", &b.x, &b.width)));
    bars.dedup_by(|a, b| a.kind == b.kind && a.x == b.x && a.width == b.width);
    Line {
        y,
        bar_y: y + 6,
        mid_y: y + 12,
        component: cut(&title, SHORT.0),
        mark: cut(&text, SHORT.1),
        long_component: cut(&title, LONG.0),
        long_mark: cut(&text, LONG.1),
        note: note.to_owned(),
        earlier: spans(dated, row).any(|(_, days)| axis.begins_after(days.first)),
        bars,
        decides,
    }
}

/// The first letters of a text; a cut is shown.
fn cut(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// The chart in words: what the page says first, then the marks that count most.
fn described(dated: &Dated, left_out: &str, words: &Words) -> String {
    let gist = Gist::of(dated);
    let mut told = vec![sentence(&gist, words), bounds(&gist, words)];
    for bound in [&dated.dating.certain, &dated.dating.second].into_iter().flatten() {
        let say = Say::new("dating-chart-mark")
            .with("component", component(dated, bound.piece).0)
            .with("mark", mark(dated, bound.mark).0)
            .with("days", span(bound.span, words));
        told.push(words.say(&say));
    }
    told.push(words.t("dating-chart-table").to_owned());
    told.push(left_out.to_owned());
    told.retain(|sentence| !sentence.is_empty());
    told.join(" ")
}

/// The signs of a picture that stands alone.
fn legend(words: &Words) -> Vec<Legend> {
    let signs = [
        ("decides", "dating-legend-decides"),
        ("live", "dating-legend-live"),
        ("open", "dating-legend-open"),
        ("ghost", "dating-legend-ghost"),
    ];
    let places = (0..).map(|number: i64| 4 + number * 220);
    signs
        .into_iter()
        .zip(places)
        .map(|((kind, key), x)| Legend {
            x,
            text_x: x + 28,
            kind,
            label: words.t(key).to_owned(),
        })
        .collect()
}

/// A day so many days later, as far as the calendar goes.
fn later_by(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(Duration::days(days)).unwrap_or(day)
}

/// The first day of a month that lies so many months after January of a year.
fn month(year: i32, months: i32) -> Option<NaiveDate> {
    let month = u32::try_from(months.rem_euclid(12)).ok()? + 1;
    NaiveDate::from_ymd_opt(year.checked_add(months.div_euclid(12))?, month, 1)
}

/// Months since January of the year 0.
fn months(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default()
}
