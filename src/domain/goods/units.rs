//! Units of quantities in English, Russian, Ukrainian and Chinese.

/// What counts as one of the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// Single things or sets of them.
    Things,
    /// Packages: boxes, reels, bags.
    Packages,
    /// Weight, length or volume.
    Measure,
}

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Its short name, the same for all languages: `pcs`, `set`, `kg`.
    pub name: &'static str,
    /// What it counts.
    pub kind: UnitKind,
}

const fn unit(name: &'static str, kind: UnitKind) -> Option<Unit> {
    Some(Unit { name, kind })
}

/// The unit that a cell of a table names.
pub fn named(given: &str) -> Option<Unit> {
    unit_of(&given.trim().to_uppercase()).or_else(|| han_unit(given.trim()))
}

/// The unit a word in capitals stands for.
pub(super) fn unit_of(word: &str) -> Option<Unit> {
    use UnitKind::{Measure, Packages, Things};
    match word.trim_end_matches('.') {
        "PCS" | "PC" | "PIECES" | "PIECE" | "EA" | "EACH" | "UNITS" | "UNIT" | "NOS" | "PCE" | "ШТ" | "ШТУК"
        | "ШТУКИ" | "ШТУКА" | "ЕД" | "ОД" | "ОДИНИЦЬ" => unit("pcs", Things),
        "SET"
        | "SETS"
        | "KIT"
        | "KITS"
        | "КОМПЛ"
        | "КОМПЛЕКТ"
        | "КОМПЛЕКТА"
        | "КОМПЛЕКТОВ"
        | "КОМПЛЕКТІВ"
        | "КОМПЛЕКТИ"
        | "НАБОР"
        | "НАБОРА"
        | "НАБОРОВ"
        | "НАБОРИ"
        | "НАБОРІВ" => unit("set", Things),
        "PAIR" | "PAIRS" | "ПАР" | "ПАРА" | "ПАРЫ" | "ПАРИ" => unit("pair", Things),
        "KG" | "KGS" | "КГ" => unit("kg", Measure),
        "T" | "MT" | "TONS" | "TONNES" | "Т" | "ТН" => unit("t", Measure),
        "M" | "MTR" | "MTRS" | "METERS" | "METRES" | "М" | "МЕТР" | "МЕТРОВ" | "МЕТРІВ" => {
            unit("m", Measure)
        }
        "M2" | "SQM" | "М2" => unit("m2", Measure),
        "L" | "LTR" | "LITRES" | "LITERS" | "Л" => unit("l", Measure),
        "REEL" | "REELS" | "КАТУШЕК" | "КАТУШКИ" | "КАТУШКА" | "КОТУШОК" => {
            unit("reel", Packages)
        }
        "BOX" | "BOXES" | "КОРОБ" | "КОРОБОК" | "КОР" => unit("box", Packages),
        "CTN" | "CTNS" | "CARTON" | "CARTONS" => unit("carton", Packages),
        "PKG" | "PKGS" | "PACKAGE" | "PACKAGES" | "PACKS" | "PACK" | "МЕСТ" | "МЕСТА" | "МЕСТО" | "МІСЦЬ" | "МІСЦЯ"
        | "МІСЦЕ" | "УП" | "УПАК" | "УПАКОВОК" | "ПАЧОК" | "ПАЧЕК" => {
            unit("package", Packages)
        }
        "BAG" | "BAGS" | "МЕШКОВ" | "МІШКІВ" => unit("bag", Packages),
        "BALE" | "BALES" => unit("bale", Packages),
        "DRUM" | "DRUMS" | "БОЧЕК" | "БОЧОК" => unit("drum", Packages),
        "PALLET" | "PALLETS" | "PLT" | "ПАЛЛЕТ" | "ПАЛЕТ" => unit("pallet", Packages),
        "CONTAINERS" | "КОНТЕЙНЕРОВ" | "КОНТЕЙНЕРІВ" => unit("container", Packages),
        "ROLLS" | "ROLL" | "РУЛОНОВ" | "РУЛОНІВ" => unit("roll", Packages),
        _ => None,
    }
}

/// The unit a run of Chinese characters begins with.
pub(super) fn han_unit(run: &str) -> Option<Unit> {
    use UnitKind::{Measure, Packages, Things};
    let first = run.chars().next()?;
    match first {
        '个' | '個' | '只' | '隻' | '片' | '件' | '颗' | '顆' | '块' | '塊' | '台' | '臺' | '支' | '枚' | '节'
        | '辆' | '张' | '粒' | '条' => unit("pcs", Things),
        '套' | '组' => unit("set", Things),
        '副' | '双' | '对' => unit("pair", Things),
        '千' if run.starts_with("千克") => unit("kg", Measure),
        '公' if run.starts_with("公斤") => unit("kg", Measure),
        '吨' => unit("t", Measure),
        '米' => unit("m", Measure),
        '升' => unit("l", Measure),
        '箱' | '盒' | '包' | '袋' | '桶' => unit("package", Packages),
        '盘' | '卷' => unit("reel", Packages),
        _ => None,
    }
}
