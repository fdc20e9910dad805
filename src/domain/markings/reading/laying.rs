//! Laying every pattern of the rulebook along a strip, where it may begin and for makers it may be of.

use super::{
    context::Context,
    crowd::Crowd,
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

/// The most patterns of dates that are kept of one mark. Beyond, the rules that say least are told together.
const MOST_LAID: usize = 500;
/// The most patterns of what is no date. Beyond, the weakest are forgotten: they only lower ranks.
const MOST_EXPLAINED: usize = 400;

impl Rulebook {
    /// Lays every pattern along a strip: those of dates with the place of their scheme, and what else explains its words.
    pub(super) fn lay_all<'r>(
        &'r self,
        strip: &Strip,
        notices: &Notices,
        relations: &mut Relations<'_>,
        (crowd, work): (&mut Crowd, &mut Work),
    ) -> (Vec<(usize, Laid<'r>)>, Vec<Explained>) {
        let mut dated: Vec<(usize, Laid<'r>)> = Vec::new();
        let mut explained: Vec<Explained> = Vec::new();
        let mut laid = Vec::new();
        let mut memo = Memo::default();
        let mut search = Search::default();
        let mut found = Vec::new();
        let mut size = 0;
        for start in &strip.starts {
            work.lay(10);
            memo.tidy();
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
                if crowd.has(*place) || relations.of(*place) == Belongs::Other {
                    continue;
                }
                let swaps = match (scheme.kind.is_date(), scheme.misreadings) {
                    (false, _) => Swaps::None,
                    (true, false) => Swaps::SameLook,
                    (true, true) => Swaps::Misread,
                };
                let all = lay(sequence, (strip, &mut memo, work), *start, swaps, &mut laid);
                laid.retain(|laid| notices.suits(strip, scheme, laid));
                if !scheme.kind.is_date() {
                    work.lay(30 * laid.len());
                    explained.extend(laid.drain(..).map(|laid| Explained::by(scheme, &laid, strip)));
                    thin(&mut explained);
                    continue;
                }
                if !all {
                    crowd.add(*place);
                }
                size += laid.iter().map(Laid::size).sum::<usize>();
                dated.extend(laid.drain(..).map(|laid| (*place, laid)));
                if size > MOST_LAID {
                    crowd.thin_laid(self, &mut dated, |place| relations.of(place));
                    size = dated.iter().map(|(_, laid)| laid.size()).sum();
                }
            }
            if work.laying_is_over() {
                crowd.add_all(|place| relations.of(place));
                break;
            }
        }
        (dated, explained)
    }
}

/// Forgets the weakest half where there is too much.
fn thin(explained: &mut Vec<Explained>) {
    if explained.len() > MOST_EXPLAINED {
        explained.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        explained.truncate(MOST_EXPLAINED / 2);
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
