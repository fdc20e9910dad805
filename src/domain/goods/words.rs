//! The words of customs and shipment records in English, Russian, Ukrainian and Chinese: what they announce.

/// What the next piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// A part number: `P/N`, `АРТ.`, `型号`.
    Part,
    /// A lot: `LOT`, `ПАРТИЯ`, `批号`.
    Lot,
    /// A date code: `D/C`, `КОД ДАТЫ`, `日期代码`.
    DateCode,
    /// A quantity: `QTY`, `КОЛ-ВО`, `数量`.
    Quantity,
    /// A customs code: `HS CODE`, `ТН ВЭД`, `海关编码`.
    Hs,
    /// Something that looks like a part number and is none: an invoice, a container, a standard, a telephone.
    Other,
    /// What the goods are for, not what they are: `FOR`, `ДЛЯ`.
    For,
}

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

/// The unit a word in capitals stands for.
pub(super) fn unit_of(word: &str) -> Option<Unit> {
    use UnitKind::{Measure, Packages, Things};
    match word.trim_end_matches('.') {
        "PCS" | "PC" | "PIECES" | "PIECE" | "EA" | "EACH" | "UNITS" | "UNIT" | "NOS" | "PCE" | "ШТ" | "ШТУК" | "ШТУКИ" | "ШТУКА" | "ЕД" | "ОД"
        | "ОДИНИЦЬ" => unit("pcs", Things),
        "SET" | "SETS" | "KIT" | "KITS" | "КОМПЛ" | "КОМПЛЕКТ" | "КОМПЛЕКТА" | "КОМПЛЕКТОВ" | "КОМПЛЕКТІВ" | "КОМПЛЕКТИ" | "НАБОР" | "НАБОРА" | "НАБОРОВ"
        | "НАБОРИ" | "НАБОРІВ" => unit("set", Things),
        "PAIR" | "PAIRS" | "ПАР" | "ПАРА" | "ПАРЫ" | "ПАРИ" => unit("pair", Things),
        "KG" | "KGS" | "КГ" => unit("kg", Measure),
        "T" | "MT" | "TONS" | "TONNES" | "Т" | "ТН" => unit("t", Measure),
        "M" | "MTR" | "MTRS" | "METERS" | "METRES" | "М" | "МЕТР" | "МЕТРОВ" | "МЕТРІВ" => unit("m", Measure),
        "M2" | "SQM" | "М2" => unit("m2", Measure),
        "L" | "LTR" | "LITRES" | "LITERS" | "Л" => unit("l", Measure),
        "REEL" | "REELS" | "КАТУШЕК" | "КАТУШКИ" | "КАТУШКА" | "КОТУШОК" => unit("reel", Packages),
        "BOX" | "BOXES" | "КОРОБ" | "КОРОБОК" | "КОР" => unit("box", Packages),
        "CTN" | "CTNS" | "CARTON" | "CARTONS" => unit("carton", Packages),
        "PKG" | "PKGS" | "PACKAGE" | "PACKAGES" | "PACKS" | "PACK" | "МЕСТ" | "МЕСТА" | "МЕСТО" | "МІСЦЬ" | "МІСЦЯ" | "МІСЦЕ" | "УП" | "УПАК"
        | "УПАКОВОК" | "ПАЧОК" | "ПАЧЕК" => unit("package", Packages),
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
        '个' | '個' | '只' | '隻' | '片' | '件' | '颗' | '顆' | '块' | '塊' | '台' | '臺' | '支' | '枚' | '节' | '辆' | '张' | '粒' | '条' => unit("pcs", Things),
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

/// What a word in capitals announces.
pub(super) fn label_of(word: &str) -> Option<Label> {
    Some(match word.trim_end_matches('.') {
        "P/N" | "PN" | "PARTNO" | "PART" | "MPN" | "MODEL" | "MODELS" | "TYPE" | "ART" | "ARTICLE" | "ITEM" | "АРТ" | "АРТИКУЛ" | "АРТИКУЛЫ" | "МОДЕЛЬ"
        | "МОДЕЛИ" | "МОДЕЛІ" | "ТИП" | "МАРКА" | "ДЕТАЛИ" | "ДЕТАЛІ" | "КАТАЛОЖНЫЙ" | "КАТАЛОЖНИЙ" => Label::Part,
        "LOT" | "LOTNO" | "LOTS" | "BATCH" | "ПАРТИЯ" | "ПАРТИИ" | "ПАРТІЯ" | "ПАРТІЇ" | "ЛОТ" | "ЛОТА" => Label::Lot,
        "D/C" | "DC" | "DATECODE" | "ДАТАКОД" | "ДАТА-КОД" | "Д/К" | "ДАТЫ" | "ДАТИ" => Label::DateCode,
        "QTY" | "QUANTITY" | "Q-TY" | "КОЛ-ВО" | "КОЛ" | "КОЛИЧЕСТВО" | "КІЛЬКІСТЬ" | "К-СТЬ" => Label::Quantity,
        "HS" | "HSN" | "HTS" | "ТНВЭД" | "ВЭД" | "УКТЗЕД" | "УКТ" | "ЗЕД" => Label::Hs,
        "INVOICE" | "INV" | "PROFORMA" | "CONTRACT" | "PO" | "P/O" | "ORDER" | "AWB" | "HAWB" | "B/L" | "BL" | "CONTAINER" | "SEAL" | "TEL" | "PHONE" | "FAX"
        | "IMO" | "S/N" | "SN" | "SERIAL" | "SERIALS" | "VIN" | "FLT" | "FLIGHT" | "VOYAGE" | "VOY" | "ECCN" | "DRAWING" | "DWG" | "DIN" | "ASTM" | "ISO"
        | "EN" | "BOX" | "REV" | "SPECIFICATION" | "PALLET" | "NEMA" | "ARINC" | "USD" | "EUR" | "PRICE" | "WT" | "WEIGHT" | "DATE" | "DATED" | "DD"
        | "CHAPTER" | "ZIP" | "CERTIFICATE" | "LICENSE" | "ИНВОЙС" | "ИНВОЙСУ" | "ІНВОЙС" | "КОНТРАКТ" | "КОНТРАКТУ" | "ДОГОВОР" | "ДОГОВІР"
        | "РАХУНОК" | "СЧЕТ" | "КОНТЕЙНЕР" | "ПЛОМБА" | "ТЕЛ" | "ТЕЛЕФОН" | "СЕР" | "СЕРИЙНЫЙ" | "СЕРІЙНИЙ" | "ЗАВ" | "ЗАВОДСКОЙ" | "ГОСТ" | "ДСТУ" | "ТУ"
        | "ИНН" | "КПП" | "ОГРН" | "ЄДРПОУ" | "УИН" | "ДЕКЛАРАЦИЯ" | "ДЕКЛАРАЦІЯ" | "СЕРТИФИКАТ" | "СЕРТИФІКАТ" | "ПАСПОРТ" | "ИНДЕКС" | "ІНДЕКС" | "ВЕС"
        | "ВАГА" | "ЦЕНЕ" | "ЦЕНА" | "ЦІНА" | "КРЕСЛЕННЯ" | "ЧЕРТЕЖ" | "КОНОСАМЕНТ" | "СУДНО" | "ШАССИ" => Label::Other,
        "FOR" | "ДЛЯ" => Label::For,
        _ => return None,
    })
}

/// Words that may stand between an announcement and what it announces.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "NO" | "N" | "NR" | "NUMBER" | "NUM" | "CODE" | "CODES" | "NAME" | "IS" | "ID" | "№" | "НОМЕР" | "КОД" | "ИЗГОТ" | "ИЗГОТОВЛЕНИЯ" | "ВИРОБНИЦТВА"
            | "ВИГОТОВЛЕННЯ" | "НОМЕРА" | "MFG" | "OF" | "ОТ" | "ВІД" | "ТОВАРУ" | "ТОВАРА"
    )
}

/// What a run of Chinese characters announces; the announcement stands at its end, or just before a `为`.
pub(super) fn han_label(run: &str) -> Option<Label> {
    const LABELS: &[(&str, Label)] = &[
        ("型号", Label::Part),
        ("型號", Label::Part),
        ("规格", Label::Part),
        ("货号", Label::Part),
        ("料号", Label::Part),
        ("批号", Label::Lot),
        ("批次", Label::Lot),
        ("批次号", Label::Lot),
        ("日期代码", Label::DateCode),
        ("日期码", Label::DateCode),
        ("周期", Label::DateCode),
        ("数量", Label::Quantity),
        ("數量", Label::Quantity),
        ("共", Label::Quantity),
        ("编码", Label::Other),
        ("合同号", Label::Other),
        ("发票号", Label::Other),
        ("集装箱号", Label::Other),
        ("封号", Label::Other),
        ("序列号", Label::Other),
        ("机身号", Label::Other),
        ("电话", Label::Other),
        ("邮编", Label::Other),
        ("标准", Label::Other),
        ("文号", Label::Other),
        ("证号", Label::Other),
        ("车牌号", Label::Other),
        ("款号", Label::Other),
        ("单价", Label::Other),
        ("总价", Label::Other),
        ("净重", Label::Other),
        ("毛重", Label::Other),
        ("直径", Label::Other),
    ];
    let run = run.trim_end_matches('为');
    LABELS.iter().rev().find(|(word, _)| run.ends_with(word)).map(|(_, label)| *label)
}

/// Beginnings of words for electronic and mechanical parts in English, Russian and Ukrainian capitals.
const PRODUCTS: &[&str] = &[
    "INTEGRATED", "CIRCUIT", "SEMICONDUCTOR", "MICROCONTROLLER", "MCU", "TRANSISTOR", "MOSFET", "DIODE", "CAPACITOR", "RESISTOR", "RELAY",
    "CONNECTOR", "SENSOR", "MODULE", "ELECTRONIC", "MEMORY", "FLASH", "FPGA", "TRANSCEIVER", "BEARING", "CONVERTER", "AMPLIFIER", "OSCILLATOR",
    "SERVO", "MOTOR", "REGULATOR", "МИКРОСХЕМ", "МІКРОСХЕМ", "СХЕМ", "ИМС", "ІМС", "МИКРОКОНТРОЛЛЕР", "МІКРОКОНТРОЛЕР", "ТРАНЗИСТОР", "ДИОД",
    "ДІОД", "КОНДЕНСАТОР", "РЕЗИСТОР", "РЕЛЕ", "РАЗЪЕМ", "РОЗ'ЄМ", "СОЕДИНИТЕЛ", "ДАТЧИК", "МОДУЛ", "РАДІОМОДУЛ", "ПРОЦЕССОР", "ПРОЦЕСОР", "ПЛИС", "ПЛІС",
    "ПОДШИПНИК", "ПІДШИПНИК", "УСИЛИТЕЛ", "ПІДСИЛЮВАЧ", "СТАБИЛИЗАТОР", "СТАБІЛІЗАТОР", "ПРЕОБРАЗОВАТЕЛ", "ПЕРЕТВОРЮВАЧ", "СЕРВОПРИВ", "ДВИГАТЕЛ", "ДВИГУН",
    "ПОЛУПРОВОДНИК", "ЭЛЕКТРОНН", "ЕЛЕКТРОНН", "ГЕНЕРАТОР", "ОПТОПАР", "ОПТРОН", "ПАМЯТ", "ПАМ'ЯТ", "АКСЕЛЕРОМЕТР", "ГИРОСКОП", "ГІРОСКОП", "БЛОК",
    "ЕЛЕКТРОДВИГУН", "ЭЛЕКТРОДВИГАТЕЛ", "ДРОССЕЛ", "ІНДУКТИВН", "ПРИЕМНИК", "ПРИЙМАЧ", "АКУМУЛЯТОР", "АККУМУЛЯТОР", "НАСОС", "ПЛАТА", "КОНТРОЛЕР", "КОНТРОЛЛЕР",
];

/// True for a word that names a kind of part.
pub(super) fn is_product(word: &str) -> bool {
    matches!(word, "IC" | "ICS" | "DSP" | "IMU" | "GPS" | "GNSS" | "LED" | "DIODES") || PRODUCTS.iter().any(|product| word.starts_with(product))
}

/// True for a run of Chinese characters that names a kind of part.
pub(super) fn is_han_product(run: &str) -> bool {
    const PRODUCTS: &[&str] = &[
        "电路", "电容", "电阻", "电感", "二极管", "三极管", "晶体管", "芯片", "模块", "传感器", "控制器", "处理器", "电机", "舵机", "连接器", "继电器", "存储",
        "收发器", "放大器", "光耦", "轴承", "电池", "晶振", "编码器", "门阵列", "闪存", "场效应", "变流器", "元器件", "陀螺", "电源", "转换器", "隔离器",
    ];
    PRODUCTS.iter().any(|product| run.contains(product))
}
