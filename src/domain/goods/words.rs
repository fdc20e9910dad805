//! The words of customs and shipment records in English, Russian, Ukrainian and Chinese: what they announce.

use std::{collections::HashMap, sync::LazyLock};

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

/// Words in capitals that announce something.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Part,
        &[
            "P/N",
            "PN",
            "PARTNO",
            "PART",
            "MPN",
            "MODEL",
            "MODELS",
            "TYPE",
            "ART",
            "ARTICLE",
            "ITEM",
            "АРТ",
            "АРТИКУЛ",
            "АРТИКУЛЫ",
            "МОДЕЛЬ",
            "МОДЕЛИ",
            "МОДЕЛІ",
            "ТИП",
            "МАРКА",
            "ДЕТАЛИ",
            "ДЕТАЛІ",
            "КАТАЛОЖНЫЙ",
            "КАТАЛОЖНИЙ",
        ],
    ),
    (
        Label::Lot,
        &[
            "LOT",
            "LOTNO",
            "LOTS",
            "BATCH",
            "ПАРТИЯ",
            "ПАРТИИ",
            "ПАРТІЯ",
            "ПАРТІЇ",
            "ЛОТ",
            "ЛОТА",
        ],
    ),
    (
        Label::DateCode,
        &["D/C", "DC", "DATECODE", "ДАТАКОД", "ДАТА-КОД", "Д/К", "ДАТЫ", "ДАТИ"],
    ),
    (
        Label::Quantity,
        &[
            "QTY",
            "QUANTITY",
            "Q-TY",
            "КОЛ-ВО",
            "КОЛ",
            "КОЛИЧЕСТВО",
            "КІЛЬКІСТЬ",
            "К-СТЬ",
        ],
    ),
    (Label::Hs, &["HS", "HSN", "HTS", "ТНВЭД", "ВЭД", "УКТЗЕД", "УКТ", "ЗЕД"]),
    (
        Label::Other,
        &[
            "INVOICE",
            "INV",
            "PROFORMA",
            "CONTRACT",
            "PO",
            "P/O",
            "ORDER",
            "AWB",
            "HAWB",
            "B/L",
            "BL",
            "CONTAINER",
            "SEAL",
            "TEL",
            "PHONE",
            "FAX",
            "IMO",
            "S/N",
            "SN",
            "SERIAL",
            "SERIALS",
            "VIN",
            "FLT",
            "FLIGHT",
            "VOYAGE",
            "VOY",
            "ECCN",
            "DRAWING",
            "DWG",
            "DIN",
            "ASTM",
            "ISO",
            "EN",
            "BOX",
            "REV",
            "SPECIFICATION",
            "PALLET",
            "NEMA",
            "ARINC",
            "USD",
            "EUR",
            "PRICE",
            "WT",
            "WEIGHT",
            "DATE",
            "DATED",
            "DD",
            "CHAPTER",
            "ZIP",
            "CERTIFICATE",
            "LICENSE",
            "ИНВОЙС",
            "ИНВОЙСУ",
            "ІНВОЙС",
            "КОНТРАКТ",
            "КОНТРАКТУ",
            "ДОГОВОР",
            "ДОГОВІР",
            "РАХУНОК",
            "СЧЕТ",
            "КОНТЕЙНЕР",
            "ПЛОМБА",
            "ТЕЛ",
            "ТЕЛЕФОН",
            "СЕР",
            "СЕРИЙНЫЙ",
            "СЕРІЙНИЙ",
            "ЗАВ",
            "ЗАВОДСКОЙ",
            "ГОСТ",
            "ДСТУ",
            "ТУ",
            "ИНН",
            "КПП",
            "ОГРН",
            "ЄДРПОУ",
            "УИН",
            "ДЕКЛАРАЦИЯ",
            "ДЕКЛАРАЦІЯ",
            "СЕРТИФИКАТ",
            "СЕРТИФІКАТ",
            "ПАСПОРТ",
            "ИНДЕКС",
            "ІНДЕКС",
            "ВЕС",
            "ВАГА",
            "ЦЕНЕ",
            "ЦЕНА",
            "ЦІНА",
            "КРЕСЛЕННЯ",
            "ЧЕРТЕЖ",
            "КОНОСАМЕНТ",
            "СУДНО",
            "ШАССИ",
        ],
    ),
    (Label::For, &["FOR", "ДЛЯ"]),
];

/// From a word to what it announces.
static ANNOUNCED: LazyLock<HashMap<&'static str, Label>> = LazyLock::new(|| {
    let all = |(label, words): &(Label, &'static [&'static str])| {
        let label = *label;
        words.iter().map(move |word| (*word, label))
    };
    LABELS.iter().flat_map(all).collect()
});

/// What a word in capitals announces.
pub(super) fn label_of(word: &str) -> Option<Label> {
    ANNOUNCED.get(word.trim_end_matches('.')).copied()
}

/// Words that may stand between an announcement and what it announces.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "NO" | "N"
            | "NR"
            | "NUMBER"
            | "NUM"
            | "CODE"
            | "CODES"
            | "NAME"
            | "IS"
            | "ID"
            | "№"
            | "НОМЕР"
            | "КОД"
            | "ИЗГОТ"
            | "ИЗГОТОВЛЕНИЯ"
            | "ВИРОБНИЦТВА"
            | "ВИГОТОВЛЕННЯ"
            | "НОМЕРА"
            | "MFG"
            | "OF"
            | "ОТ"
            | "ВІД"
            | "ТОВАРУ"
            | "ТОВАРА"
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
    LABELS
        .iter()
        .rev()
        .find(|(word, _)| run.ends_with(word))
        .map(|(_, label)| *label)
}
