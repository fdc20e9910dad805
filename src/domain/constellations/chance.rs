//! How surprising it is that units share something.
//!
//! Both numbers here are *expected numbers of coincidences*: how many such cases one would find by accident in what the catalogue
//! holds of these things, if everything were spread evenly. An expectation, and not a probability of one case, because whoever
//! looks through all lots for one that is shared has as many chances to find one as there are lots (the same as Bonferroni's
//! bound). Nothing here knows how many pieces a lot had, in which order they were sold, or which units were looked at more
//! closely; an even spread is the simplest assumption and makes real, uneven production look more surprising than it is. So a
//! surprise orders what to look at first, and proves nothing.

/// Surprise is told up to this: one coincidence in 10^15.
const MOST: f64 = 15_000.0;

/// How many values one would expect to be shared by at least `sharing` units by accident, if each of `units` units had got one of
/// the `values` values seen with equal chance. Where only one was ever seen, a second counts with it that was not: the only lot
/// that was ever seen need not be the only one that was ever made. What everybody has one of two of is thus no surprise.
///
/// With m = max(values, 2) and K the number of units that got a given value, K ~ Binomial(n = units, p = 1 / m), and the answer is
/// m · P(K ≥ sharing), at most 1.
pub fn same(units: u32, values: u32, sharing: u32) -> f64 {
    let ways = f64::from(values.max(2));
    let chance = 1.0 / ways;
    let (yes, no) = (chance.ln(), (1.0 - chance).ln());
    // The terms fall quickly once they fall; summed from the first on.
    let mut choose = ln_choose(units, sharing);
    let mut sum = 0.0;
    let mut at = sharing;
    while at <= units {
        let term = (choose + f64::from(at) * yes + f64::from(units - at) * no).exp();
        sum += term;
        if term < sum * 1e-12 {
            break;
        }
        choose += (f64::from(units - at) / (f64::from(at) + 1.0)).ln();
        at += 1;
    }
    (sum * ways).min(1.0)
}

/// How many groups of `sharing` units one would expect to have numbers within `width` of each other by accident, if `units`
/// numbers were spread evenly over the `span` numbers between the lowest and the highest seen.
///
/// For k even points on a line of length 1, P(all within w) = k·w^(k−1) − (k−1)·w^k (the range of a uniform sample); the answer is
/// that times the number of groups, C(units, k), at most 1.
pub fn near(units: u32, span: u64, sharing: u32, width: u64) -> f64 {
    let (Some(width), Some(span)) = (float(width), float(span)) else {
        return 1.0;
    };
    if sharing < 2 || span <= 0.0 {
        return 1.0;
    }
    let part = (width / span).min(1.0);
    let points = f64::from(sharing);
    let within = points - (points - 1.0) * part;
    let ln = ln_choose(units, sharing) + (points - 1.0) * part.ln() + within.ln();
    ln.exp().min(1.0)
}

/// An expectation as a number that grows with the surprise: 1000 for one coincidence in ten, 2000 for one in a hundred.
pub fn surprise(expected: f64) -> i32 {
    let thousandths = (-expected.log10() * 1_000.0).clamp(0.0, MOST);
    // Within an i32 by the line before; the text is the way without a cast.
    format!("{thousandths:.0}").parse().unwrap_or(0)
}

/// The expectation that a surprise stands for.
pub fn expected(surprise: i32) -> f64 {
    10_f64.powf(-f64::from(surprise) / 1_000.0)
}

/// The logarithm of the number of ways to choose some out of all.
fn ln_choose(all: u32, some: u32) -> f64 {
    let some = some.min(all);
    (0..some)
        .map(|at| (f64::from(all - at) / (f64::from(at) + 1.0)).ln())
        .sum()
}

/// A whole number as one that can be divided; beyond 2^53 it would not be exact, and no serial number is that long.
fn float(number: u64) -> Option<f64> {
    let high = u32::try_from(number >> 32).ok()?;
    let low = u32::try_from(number & 0xffff_ffff).ok()?;
    (high < 1 << 21).then(|| f64::from(high) * 4_294_967_296.0 + f64::from(low))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-9, "{one} {other}");
    }

    #[test]
    fn the_formulas_give_what_can_be_counted_by_hand() {
        // Two units, one value seen, one not seen yet: both get the same of two values in half of all cases.
        close(same(2, 1, 2), 0.5);
        // Three units and three values: at least two on a given one of three, 3 · (3 · 1/9 · 2/3 + 1/27).
        close(same(3, 3, 2), 3.0 * (3.0 / 9.0 * (2.0 / 3.0) + 1.0 / 27.0));
        // Two numbers within a tenth of the line: 2·0.1 − 0.1².
        close(near(2, 1_000, 2, 100), 0.19);
        close(near(3, 1_000, 2, 100), 0.57);
        // The only two numbers span their own line.
        close(near(2, 8, 2, 8), 1.0);
    }

    #[test]
    fn surprise_counts_tens() {
        assert_eq!(surprise(1.0), 0);
        assert_eq!(surprise(0.01), 2_000);
        assert_eq!(surprise(0.0), 15_000);
        close(expected(3_000), 0.001);
    }

    proptest! {
        #[test]
        fn more_sharing_is_never_less_surprising(units in 2_u32..400, values in 1_u32..400, sharing in 2_u32..40) {
            prop_assume!(sharing < units);
            prop_assert!(same(units, values, sharing + 1) <= same(units, values, sharing) + 1e-12);
            let one = same(units, values, sharing);
            prop_assert!((0.0..=1.0).contains(&one));
        }

        #[test]
        fn a_wider_group_is_never_more_surprising(units in 2_u32..200, span in 2_u64..10_000_000, width in 1_u64..10_000, more in 1_u64..1_000) {
            let (narrow, wide) = (near(units, span, 2, width), near(units, span, 2, width + more));
            prop_assert!(narrow <= wide + 1e-12);
            prop_assert!((0.0..=1.0).contains(&narrow));
        }
    }
}
