//! The tree of components as pages show it: a flat list in reading order, and quick entry between its lines.

use crate::{
    domain::{
        components::Line,
        fields::Fields,
        quantities::{Bound, Quantity},
        records::{Link, State},
        refs::Ref,
    },
    error::{Error, Say},
    service::units::Node,
    web::{
        error::{FieldProblem, field_errors},
        urls,
        views::{Badge, Field},
    },
    words::Words,
};

/// The deepest level that has a style of its own.
const DEEPEST: usize = 8;

/// A tree, for `components/_tree.html`.
pub struct Tree {
    /// Its lines.
    pub lines: Vec<TreeLine>,
    /// Quick entry at the top level, where the page offers it.
    pub entry: Option<Entry>,
    /// Address that opens quick entry at the top level.
    pub entry_href: Option<String>,
    /// Address of the list of all components, when there are more than the tree shows.
    pub more_href: Option<String>,
}

/// One line of a tree.
pub struct TreeLine {
    /// The component's reference.
    pub r#ref: Ref,
    /// Its name; empty when only its part number names it.
    pub name: String,
    /// Its part number.
    pub mark: String,
    /// How many.
    pub quantity: String,
    /// The brand on it.
    pub brand: String,
    /// How deep it stands, for its style.
    pub depth: usize,
    /// How deep it stands, from 1, for people who hear the page.
    pub level: usize,
    /// Whether others stand below it.
    pub is_group: bool,
    /// Where it stands, unless it is simply in the catalogue.
    pub state: Option<Badge>,
    /// Address that opens quick entry below it.
    pub entry_href: Option<String>,
    /// Quick entry below it, when open.
    pub entry: Option<Entry>,
}

/// Quick entry of a component.
pub struct Entry {
    /// Where it is posted to.
    pub action: String,
    /// Reference of the assembly; empty at the top level.
    pub parent: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// What was wrong with what was posted.
    pub errors: Vec<FieldProblem>,
}

/// What quick entry begins with: the unit, where it is open, what was typed and what was wrong with it.
pub struct Asked<'a> {
    /// The unit.
    pub unit: Ref,
    /// The fields posted, or those of the address.
    pub given: &'a Fields,
    /// Why it came back.
    pub failure: Option<&'a Error>,
}

const FIELDS: [&str; 4] = ["name", "quantity", "part_number", "brand"];

impl Tree {
    /// A tree only to look at.
    pub fn new(nodes: Vec<Node>, words: &Words) -> Tree {
        Tree::with_entry(nodes, None, words)
    }

    /// A tree with quick entry, for those who may write.
    pub fn with_entry(nodes: Vec<Node>, asked: Option<&Asked<'_>>, words: &Words) -> Tree {
        let depths: Vec<usize> = nodes.iter().map(|node| node.depth).collect();
        let below = asked.and_then(|asked| Ref::parse(asked.given.get("parent")).ok());
        let mut lines: Vec<TreeLine> = Vec::with_capacity(nodes.len());
        let mut is_open = false;
        for (at, node) in nodes.into_iter().enumerate() {
            let mut line = line(node, words);
            line.is_group = depths.get(at + 1).is_some_and(|next| *next > line.level - 1);
            if let Some(asked) = asked {
                line.entry_href = Some(open_at(asked.unit, Some(line.r#ref)));
                if below == Some(line.r#ref) {
                    line.entry = Some(entry(asked, Some(line.r#ref), words));
                    is_open = true;
                }
            }
            lines.push(line);
        }
        Tree {
            lines,
            entry: asked.filter(|_| !is_open).map(|asked| entry(asked, None, words)),
            entry_href: asked.filter(|_| is_open).map(|asked| open_at(asked.unit, None)),
            more_href: None,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The page of a unit with quick entry open below a component, or at the top level.
pub fn open_at(unit: Ref, parent: Option<Ref>) -> String {
    match parent {
        Some(parent) => {
            let parent = parent.to_string();
            format!(
                "{}#n-{parent}",
                urls::with_query(&format!("/units/{unit}"), &[("parent", &parent)])
            )
        }
        None => format!("/units/{unit}#add"),
    }
}

fn entry(asked: &Asked<'_>, parent: Option<Ref>, words: &Words) -> Entry {
    let errors = asked
        .failure
        .map_or_else(Vec::new, |failure| field_errors(failure, words));
    let field = |name: &str| {
        let own: Vec<&str> = errors
            .iter()
            .filter(|problem| problem.field == name)
            .map(|problem| problem.message.as_str())
            .collect();
        Field {
            name: name.to_owned(),
            label: words.label("components-entry", name).into_owned(),
            hint: String::new(),
            value: asked.given.get(name).to_owned(),
            error: (!own.is_empty()).then(|| own.join(" ")),
            required: false,
            options: Vec::new(),
            kind: "line",
            rows: Vec::new(),
        }
    };
    Entry {
        action: format!("/units/{}/components", asked.unit),
        parent: parent.map_or_else(String::new, |parent| parent.to_string()),
        fields: FIELDS.map(field).into(),
        errors,
    }
}

fn line(node: Node, words: &Words) -> TreeLine {
    let Node { line, depth } = node;
    let Line {
        link,
        state,
        quantity: pieces,
        brand,
        part,
        ..
    } = line.into_inner();
    TreeLine {
        r#ref: link.r#ref,
        mark: part.map_or_else(String::new, title),
        quantity: quantity(pieces.as_ref(), words),
        brand: match brand == link.title {
            true => String::new(),
            false => brand,
        },
        name: link.title,
        depth: depth.min(DEEPEST),
        level: depth + 1,
        is_group: false,
        state: badge(state, words),
        entry_href: None,
        entry: None,
    }
}

/// The badge of a state, unless the record is simply in the catalogue.
pub fn badge(state: State, words: &Words) -> Option<Badge> {
    let word = state.as_str();
    (state != State::Accepted).then(|| Badge {
        word,
        label: words.label("layout-state", word).into_owned(),
    })
}

/// A link's title without a copy, or its reference.
pub fn title(link: Link) -> String {
    match link.title.is_empty() {
        true => link.r#ref.to_string(),
        false => link.title,
    }
}

/// A quantity as people read it. Most are plain numbers, which need no sentence.
pub fn quantity(quantity: Option<&Quantity>, words: &Words) -> String {
    match quantity {
        None => String::new(),
        Some(plain) if plain.bound() == Bound::Exact && plain.unit().is_empty() => plain.to_string(),
        Some(other) => other.render(&|say: &Say| words.say(say)),
    }
}
