//! Words that many names share, one spelling for those of several languages, and what they weigh.

use std::{collections::HashMap, sync::LazyLock};

/// Chinese words in names of firms, and what they are in the others; longest first.
pub(super) const HAN: &[(&str, &str)] = &[
    ("进出口", " import export "),
    ("半导体", " semiconductor "),
    ("国际", " international "),
    ("贸易", " trading "),
    ("科技", " technology "),
    ("技术", " technology "),
    ("电子", " electronics "),
    ("集团", " group "),
    ("实业", " industrial "),
    ("工业", " industrial "),
    ("航空", " aviation "),
    ("物流", " logistics "),
    ("轴承", " bearing "),
    ("机械", " machinery "),
    ("仪器", " instrument "),
    ("深圳", " shenzhen "),
    ("广州", " guangzhou "),
    ("北京", " beijing "),
    ("上海", " shanghai "),
    ("武汉", " wuhan "),
    ("杭州", " hangzhou "),
    ("苏州", " suzhou "),
    ("宁波", " ningbo "),
    ("浙江", " zhejiang "),
    ("香港", " hongkong "),
    ("中国", " china "),
    ("市", " "),
    ("省", " "),
];

/// Words that are common in names of firms, each with its spellings and its words in other languages.
const COMMON: &[(&str, &[&str])] = &[
    (
        "company",
        &[
            "co",
            "kompaniia",
            "kompaniya",
            "firma",
            "firm",
            "sirketi",
            "companies",
            "kompania",
        ],
    ),
    (
        "trading",
        &[
            "trade",
            "treid",
            "treyd",
            "treiding",
            "ticaret",
            "torg",
            "torgovyi",
            "torgovii",
            "torgovyy",
            "torgovy",
            "torgovaia",
            "commerce",
            "commercial",
        ],
    ),
    ("house", &["dom"]),
    (
        "international",
        &[
            "intl",
            "mezhdunarodnaia",
            "mizhnarodna",
            "interneshnl",
            "internasyonal",
            "uluslararasi",
        ],
    ),
    ("group", &["gruppa", "grup", "grupp", "grupa"]),
    ("holding", &["holdings", "kholding"]),
    (
        "technology",
        &[
            "technologies",
            "tech",
            "tekhnologii",
            "tekhnolodzhis",
            "tehnologii",
            "teknoloji",
            "tekhnologiia",
        ],
    ),
    (
        "electronics",
        &[
            "electronic",
            "elektronik",
            "elektronika",
            "elektroniks",
            "elektronics",
            "electronica",
        ],
    ),
    ("components", &["component", "komponenty", "komponent"]),
    ("semiconductor", &["semiconductors", "semi"]),
    ("import", &["imports", "ithalat"]),
    ("export", &["exports", "eksport", "ihracat"]),
    ("logistics", &["logistic", "logistika", "logistik", "lojistik"]),
    ("industrial", &["industry", "industries", "sanayi", "promyshlennaia"]),
    ("service", &["services", "servis"]),
    ("systems", &["system", "sistemy", "sistema"]),
    ("solutions", &[]),
    ("global", &[]),
    ("shipping", &[]),
    ("cargo", &["kargo"]),
    ("express", &["ekspress"]),
    ("machinery", &["makina", "mechanical"]),
    ("aviation", &["aero"]),
    ("instrument", &["instruments"]),
    ("plant", &["zavod", "factory", "fabrika"]),
    ("enterprise", &["enterprises", "predpriiatie"]),
    ("institute", &["npp", "npo", "pkb", "nii", "institut"]),
    ("concern", &["kontsern", "conglomerate"]),
    ("office", &[]),
    ("consulting", &["konsalting"]),
    ("manufacturing", &["mfg"]),
    ("freight", &[]),
    ("forwarders", &["forwarding"]),
    ("star", &[]),
    ("devices", &["device", "devais"]),
    ("partners", &[]),
    ("national", &[]),
    ("general", &[]),
    ("united", &[]),
    ("pacific", &[]),
    ("asia", &[]),
    ("east", &[]),
    ("far", &[]),
    ("china", &[]),
    ("hongkong", &["hk"]),
    ("shenzhen", &["shenzen"]),
    ("guangzhou", &[]),
    ("beijing", &[]),
    ("shanghai", &[]),
    ("wuhan", &[]),
    ("hangzhou", &[]),
    ("suzhou", &[]),
    ("zhejiang", &[]),
    ("ningbo", &[]),
    ("moscow", &["moskva"]),
    ("dubai", &[]),
    ("germany", &["deutschland"]),
];

/// From every spelling to the one word.
static SPELLINGS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let all = |(common, others): &(&'static str, &'static [&'static str])| {
        let common = *common;
        others
            .iter()
            .map(move |other| (*other, common))
            .chain([(common, common)])
    };
    COMMON.iter().flat_map(all).collect()
});

/// One word for the spellings and languages of words that are common in names of firms; `None` for any other.
pub(super) fn common(word: &str) -> Option<&'static str> {
    SPELLINGS.get(word).copied()
}

/// Words that say nothing at all.
pub(super) fn is_nothing(word: &str) -> bool {
    matches!(
        word,
        "the" | "and" | "und" | "i" | "ta" | "ve" | "of" | "de" | "des" | "no" | "societe" | "for"
    )
}

/// What a common word weighs against a telling one.
pub(super) fn weight(common: &str) -> f32 {
    match common {
        "company" | "house" | "office" | "group" | "holding" | "enterprise" => 0.1,
        "hongkong" | "china" | "shenzhen" | "guangzhou" | "beijing" | "shanghai" | "wuhan" | "hangzhou" | "suzhou"
        | "zhejiang" | "ningbo" | "moscow" | "dubai" => 0.15,
        // Half names: `Blue Star`, `Texas Instruments`, `Far East`. Not nothing, and never enough alone.
        "star" | "devices" | "instrument" | "national" | "general" | "united" | "pacific" | "asia" | "east" | "far"
        | "germany" => 0.4,
        _ => 0.25,
    }
}
