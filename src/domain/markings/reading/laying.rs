//! Laying every pattern of the rulebook along a strip, where it may begin and for makers it may be of.

use super::{
    context::Context,
    laid::{Laid, Swaps},
    matching::{Memo, lay},
    notice::Notices,
    ranking::{Belongs, belongs},
    strip::Strip,
    tokens::Explained,
    work::Work,
};
use crate::domain::rules::{
    book::Rulebook,
    index::{Search, Seen},
    kinds::Place,
    names::Says,
    scheme::Scheme,
};

/// The most patterns that are laid along one mark; only marks of question marks come near.
const MOST_LAID: usize = 440;

impl Rulebook {
    /// Lays every pattern along a strip: those of dates with the place of their scheme, and what else explains its words.
    pub(super) fn lay_all<'r>(
        &'r self,
        strip: &Strip,
        notices: &Notices,
        relations: &mut Relations<'_>,
        work: &mut Work,
    ) -> (Vec<(usize, Laid<'r>)>, Vec<Explained>) {
        let mut dated: Vec<(usize, Laid<'r>)> = Vec::new();
        let mut explained: Vec<Explained> = Vec::new();
        let mut laid = Vec::new();
        let mut memo = Memo::default();
        let mut search = Search::default();
        let mut found = Vec::new();
        for start in &strip.starts {
            if !work.lay(10) {
                break;
            }
            let seen = (*start..)
                .map_while(|at| strip.cell(at))
                .map(|cell| match cell.ready() {
                    _ if cell.unread => Seen::Unread,
                    Some(number) => Seen::Shape(number),
                    None => Seen::Signs(cell.all()),
                });
            let ends = strip.ends.get(*start..).unwrap_or_default();
            self.index().find(seen, ends, &mut search, &mut found);
            for (place, number) in &found {
                let Some(scheme) = self.schemes().get(*place) else {
                    continue;
                };
                let Some(sequence) = scheme.sequences.get(*number) else {
                    continue;
                };
                if relations.of(*place) == Belongs::Other {
                    continue;
                }
                let swaps = match (scheme.kind.is_date(), scheme.misreadings) {
                    (false, _) => Swaps::None,
                    (true, false) => Swaps::SameLook,
                    (true, true) => Swaps::Misread,
                };
                lay(sequence, (strip, &mut memo, work), *start, swaps, &mut laid);
                laid.retain(|laid| notices.suits(strip, scheme, laid));
                if scheme.kind.is_date() {
                    if dated.len() + laid.len() > MOST_LAID {
                        work.cut();
                        laid.clear();
                    }
                    dated.extend(laid.drain(..).map(|laid| (*place, laid)));
                } else if explained.len() + laid.len() > MOST_LAID || !work.lay(30 * laid.len()) {
                    work.cut();
                    laid.clear();
                } else {
                    explained.extend(laid.drain(..).map(|laid| Explained::by(scheme, &laid, strip)));
                }
            }
        }
        (dated, explained)
    }
}

/// How the schemes relate to the makers that are known, each found out when it is asked.
pub(super) struct Relations<'a> {
    book: &'a Rulebook,
    context: &'a Context,
    notices: &'a Notices,
    known: Vec<Option<Belongs>>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(book: &'a Rulebook, context: &'a Context, notices: &'a Notices) -> Relations<'a> {
        Relations {
            book,
            context,
            notices,
            known: vec![None; book.schemes().len()],
        }
    }

    /// How the scheme at this place does.
    pub(super) fn of(&mut self, place: usize) -> Belongs {
        let Some(known) = self.known.get_mut(place) else {
            return Belongs::Other;
        };
        *known.get_or_insert_with(|| {
            let scheme = self.book.schemes().get(place);
            scheme.map_or(Belongs::Other, |scheme| {
                belongs(self.book, self.context, self.notices, scheme)
            })
        })
    }
}

impl Notices {
    /// True when the cells are where the rule applies. A word that announces a date may stand before it.
    pub(super) fn suits(&self, strip: &Strip, scheme: &Scheme, laid: &Laid<'_>) -> bool {
        let announced = || self.label_before(strip, laid.from) == Some(Says::Date);
        match scheme.place {
            Place::Any => true,
            Place::Line => strip.fills_line(laid.from, laid.to) || announced(),
            Place::Mark => strip.is_all(laid.from, laid.to),
        }
    }
}
