//! Drawings made of numbers: where every line and word of a chart stands. Templates print them as SVG.

pub mod chains;
pub mod dating;
pub mod flows;
pub mod maps;
pub mod neighbourhoods;
