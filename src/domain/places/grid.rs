//! A fixed grid over the earth, on which places are shown that may not be shown exactly.
//!
//! Rows have equal height in degrees; the cells of a row are widened by 1/cos(latitude), so that a cell has about the same size
//! everywhere. The grid is fixed, not centred on the place and not random: asking again, for another record or after an edit,
//! gives the same cell, so no number of answers reveals more than the cell. Whole numbers only, from a table of cosines, so
//! that every machine draws the same grid.

use super::coordinates::{Coordinates, DEGREE};

/// Metres in one degree of latitude, rounded up.
const METRES: u64 = 111_700;

/// Cosine of each whole degree from 0 to 90, in millionths.
const COSINES: [i64; 91] = [
    1000000, 999848, 999391, 998630, 997564, 996195, 994522, 992546, 990268, 987688, 984808, 981627, 978148, 974370,
    970296, 965926, 961262, 956305, 951057, 945519, 939693, 933580, 927184, 920505, 913545, 906308, 898794, 891007,
    882948, 874620, 866025, 857167, 848048, 838671, 829038, 819152, 809017, 798636, 788011, 777146, 766044, 754710,
    743145, 731354, 719340, 707107, 694658, 681998, 669131, 656059, 642788, 629320, 615661, 601815, 587785, 573576,
    559193, 544639, 529919, 515038, 500000, 484810, 469472, 453990, 438371, 422618, 406737, 390731, 374607, 358368,
    342020, 325568, 309017, 292372, 275637, 258819, 241922, 224951, 207912, 190809, 173648, 156434, 139173, 121869,
    104528, 87156, 69756, 52336, 34899, 17452, 0,
];

/// The centre of the cell that holds a point, and a radius in metres around it that covers the cell.
/// `step` is the height of a row in micro-degrees and divides 180 degrees.
pub(super) fn cell(point: Coordinates, step: i64) -> (Coordinates, u32) {
    let rows = 180 * DEGREE / step;
    let row = ((i64::from(point.lat_micro()) + 90 * DEGREE) / step).min(rows - 1);
    let south = row * step - 90 * DEGREE;
    let lat = south + step / 2;
    let around = 360 * DEGREE;
    let cells = (around / step * cosine(lat) / DEGREE).max(1);
    let column = (i64::from(point.lon_micro()) + 180 * DEGREE).rem_euclid(around) * cells / around;
    let lon = (2 * column + 1) * around / (2 * cells) - 180 * DEGREE;
    let centre = Coordinates::from_micro(lat, lon).unwrap_or(point);
    // The side nearer to the equator is the longer one.
    let widest = cosine(south).max(cosine(south + step));
    (centre, radius(step, around / cells + 1, widest))
}

/// Half of the diagonal of a cell, rounded up.
fn radius(step: i64, width: i64, cosine: i64) -> u32 {
    let metres = |micro: i64| u64::try_from(micro).unwrap_or(0) * METRES / DEGREE.unsigned_abs() + 1;
    let (height, width) = (
        metres(step),
        metres(width) * cosine.unsigned_abs() / DEGREE.unsigned_abs() + 1,
    );
    // Near the poles a row can be one cell all around; half the way round is then the farthest there is.
    let diagonal = (height * height + width * width).isqrt() + 1;
    u32::try_from(diagonal / 2 + 1).unwrap_or(u32::MAX)
}

/// Cosine of a latitude in micro-degrees, in millionths; straight lines between whole degrees.
fn cosine(lat: i64) -> i64 {
    let lat = lat.abs().min(90 * DEGREE);
    let below = lat / DEGREE;
    let at = |degree: i64| {
        usize::try_from(degree)
            .ok()
            .and_then(|place| COSINES.get(place))
            .copied()
            .unwrap_or(0)
    };
    let (high, low) = (at(below), at(below + 1));
    high - (high - low) * (lat % DEGREE) / DEGREE
}
