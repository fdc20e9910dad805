//! Which of two chains stands first, and the number that says so.
//!
//! In this order, each only where all before are equal:
//!
//! 1. **Specificity.** How many facts of the chain name the serial number, then the lot, then the date code: a chain in which
//!    any record names the serial stands before every chain in which none does, and of two that do, the one in which more
//!    records do. Then the weakest step: a chain whose every step names at least the part stands before one that needs a step
//!    agreeing in the family, and that before one that needs a customs heading.
//!
//!    Why not the weakest link alone: a record that names the very lot proves that the lot was there; a second record that
//!    names only the part does not take that away. Why the weakest link below the part: a step that agrees in nothing but a
//!    heading would let every trader in electronics bridge any hole, and an investigator would rather see the hole. Facts that
//!    only name the part are not counted, because more trade in the same product is not more evidence.
//!
//!    A lot and a date code are shared by many items: behind a gap they count only where the gap begins at a party that is on
//!    record as authorised or as passing such goods on. A receiver that never does may be where the goods stayed, and another
//!    delivery of the same lot elsewhere then says nothing of them. A serial number always counts.
//!
//!    Last, in a chain that has such an anchor, how many steps are **guesses**: records that name only the part, lead to the first
//!    anchor or on from the last one, and are one of several that could stand there. Where a distributor is on record with
//!    forty receipts of a common part, choosing one of them explains nothing: the chain with the honest gap stands first, the
//!    guess behind it. The only receipt on record, or a record that joins two anchored steps directly, is no guess; nor is the
//!    only delivery on record, unless its sender is on record as one with whom goods arrive to stay.
//! 2. **Gaps**: fewer, then shorter in all (counted between the middles of the intervals their records give; a gap whose
//!    one end is open in time counts from 1950 or to 2100, so that more of the way told is still better).
//! 3. **Sources**: the better weakest grade, then the better grades in all. A fact told by two data sets counts one grade better.
//! 4. The more even timeline: no custodian is supposed to have kept goods much longer than the others. This is no evidence, it
//!    only decides between records nothing else tells apart.

use super::{Matched, facts::Fact};

/// Where a chain stands; the smaller, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    /// 255 less the number of facts that name the serial, the lot, the date code.
    anchors_missing: [u8; 3],
    /// 0: every step names the part or more; 1: the family; 2: the heading.
    weakest: u8,
    /// How many steps are guesses.
    guessed: u8,
    /// How many gaps.
    pub(super) gaps: u8,
    /// Their days in all.
    pub(super) gap_days: u32,
    /// The worst grade, 0 the best.
    worst: u8,
    /// All grades together.
    doubt: u16,
    /// The squares of the days between the steps, in all.
    uneven: u64,
}

impl Standing {
    /// Of a chain without steps.
    pub(super) const EMPTY: Standing = Standing {
        anchors_missing: [u8::MAX; 3],
        weakest: 0,
        guessed: 0,
        gaps: 0,
        gap_days: 0,
        worst: 0,
        doubt: 0,
        uneven: 0,
    };

    /// With one more step, `days` after what was before it; `cut_off`: over a gap from a party that passes nothing on.
    pub(super) fn with(mut self, fact: &Fact, days: u32, cut_off: bool) -> Standing {
        let [serial, lot, date] = &mut self.anchors_missing;
        match fact.matched {
            Matched::Lot | Matched::DateCode if cut_off => {}
            Matched::Serial => *serial = serial.saturating_sub(1),
            Matched::Lot => *lot = lot.saturating_sub(1),
            Matched::DateCode => *date = date.saturating_sub(1),
            Matched::Part => {}
            Matched::Family => self.weakest = self.weakest.max(1),
            Matched::Hs => self.weakest = 2,
        }
        self.worst = self.worst.max(fact.doubt);
        self.doubt = self.doubt.saturating_add(u16::from(fact.doubt));
        self.waited(days)
    }

    /// With so many guesses; of no account while nothing anchors the chain.
    pub(super) fn guessing(mut self, guesses: u8) -> Standing {
        self.guessed = if self.is_anchored() { guesses } else { 0 };
        self
    }

    /// True where a step names the item, its lot or its date code.
    pub(super) fn is_anchored(&self) -> bool {
        self.anchors_missing != [u8::MAX; 3]
    }

    /// With a gap of so many days.
    pub(super) fn gap(mut self, days: u32) -> Standing {
        self.gaps = self.gaps.saturating_add(1);
        self.gap_days = self.gap_days.saturating_add(days);
        self
    }

    /// After so many days without a record.
    pub(super) fn waited(mut self, days: u32) -> Standing {
        self.uneven = self
            .uneven
            .saturating_add(u64::from(days).saturating_mul(u64::from(days)));
        self
    }

    /// How many facts name the serial, the lot, the date code.
    fn anchors(&self) -> [u8; 3] {
        self.anchors_missing.map(|missing| u8::MAX - missing)
    }

    /// The level the chain is compared on first.
    fn level(&self) -> u32 {
        match (self.anchors(), self.weakest) {
            ([serial, _, _], _) if serial > 0 => 0,
            ([_, lot, _], _) if lot > 0 => 1,
            ([_, _, date], _) if date > 0 => 2,
            (_, 0) => 3,
            (_, 1) => 4,
            _ => 5,
        }
    }

    /// 0 to 1, higher for what stands before: every rule divides the room the rules before it left. The six levels have
    /// 1.0–0.85 (serial), –0.7 (lot), –0.55 (date code), –0.35 (part), –0.15 (family), –0 (heading).
    pub(super) fn score(&self) -> f64 {
        const FLOORS: [f64; 7] = [1.0, 0.85, 0.7, 0.55, 0.35, 0.15, 0.0];
        let at = usize::try_from(self.level()).unwrap_or(5);
        let high = FLOORS.get(at).copied().unwrap_or(0.15);
        let low = FLOORS.get(at + 1).copied().unwrap_or(0.0);
        let mut room = Room { low, high };
        let [serial, lot, date] = self.anchors();
        // What a level says already leaves nothing to count: the first serial is the level itself.
        let counted = [(serial, 0), (lot, 1), (date, 2)]
            .into_iter()
            .filter(|(_, level)| self.level() <= *level);
        for (count, level) in counted {
            let count = u32::from(count).saturating_sub(u32::from(level == self.level()));
            room = room.above(count);
        }
        if self.level() < 3 {
            room = room.below(u32::from(self.weakest), 1.0);
            room = room.below(u32::from(self.guessed), 4.0);
        }
        room = room.below(u32::from(self.gaps), 3.0);
        room = room.below(self.gap_days, 730.0);
        room = room.below(u32::from(self.worst), 8.0);
        room = room.below(u32::from(self.doubt), 32.0);
        room.middle()
    }
}

/// What is left of the scale.
#[derive(Clone, Copy)]
struct Room {
    low: f64,
    high: f64,
}

impl Room {
    /// The part for `count`, of which more is better: no count keeps nine tenths of the room, all others share the last one,
    /// because two records of one lot are seldom worth much more than one.
    fn above(self, count: u32) -> Room {
        let edge = self.low + (self.high - self.low) * 0.9;
        if count == 0 {
            return Room {
                low: self.low,
                high: edge,
            };
        }
        let place = |count: f64| self.high - (self.high - edge) / count;
        Room {
            low: place(f64::from(count)),
            high: place(f64::from(count) + 1.0),
        }
    }

    /// The part for `count`, of which less is better; at `half` half of the room is gone.
    fn below(self, count: u32, half: f64) -> Room {
        let place = |count: f64| self.low + (self.high - self.low) * half / (half + count);
        Room {
            low: place(f64::from(count) + 1.0),
            high: place(f64::from(count)),
        }
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// Steps that name no more than the part: those settled as guesses, and those since the last anchor.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Loose {
    guesses: u8,
    run: u8,
    unsure_in: u8,
    unsure_out: u8,
}

impl Loose {
    /// With one more step; `anchored`: an anchor came before it. Returns the guesses as they stand when the chain ends here.
    pub(super) fn with(mut self, fact: &Fact, anchored: bool) -> (Loose, u8) {
        if fact.matched.anchors() {
            // Before the first anchor it counts who else could have supplied; between two, one record that joins them is none.
            self.guesses += match (anchored, self.run) {
                (false, _) => self.unsure_in,
                (true, 0 | 1) => 0,
                (true, _) => self.unsure_in.min(self.unsure_out),
            };
            let settled = Loose {
                guesses: self.guesses,
                ..Loose::default()
            };
            return (settled, self.guesses);
        }
        self.run += 1;
        self.unsure_in += u8::from(!fact.only_in);
        self.unsure_out += u8::from(!fact.only_out);
        (self, self.guesses + self.unsure_out)
    }
}
