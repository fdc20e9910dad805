//! Made-up worlds with a known chain, written through the importer with noise, aliases, wide dates and missing records: the true
//! chain, or what of it is on record, comes first, and nothing that is proposed breaks time or release.

use std::collections::HashSet;

use serde_json::Value;
use sherd::{domain::records::Shelf, service::imports};

use crate::harness::TestApp;

const WORLDS: u64 = 100;
const ORGANIZATIONS: &str =
    "record_id,name,aliases,roles,hq_country,incorporation_country,identifiers,successor_of,valid_from\n";
const COMPONENTS: &str = "record_id,unit,weapon,incident_kind,incident_date,place,country,recovered,path,quantity,part_number,maker,brand,origin,markings,release\n";
const TRANSFERS: &str = "record_id,kind,from_name,from_country,to_name,to_country,date_from,date_to,part_number,maker,lot,date_code,hs6,quantity,unit,value,currency,origin_country,dispatch_country,transit_countries,destination_country,vessel_imo,goods,document,source_title,source_url,reliability,credibility,release\n";

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A day as the number of days since 2022-01-01.
fn day(number: u64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
    (first + chrono::Days::new(number)).to_string()
}

struct Files {
    organizations: String,
    components: String,
    transfers: String,
}

struct Truth {
    component: String,
    steps: Vec<String>,
    sealed: Vec<String>,
    recovered: String,
}

struct Maker<'f> {
    files: &'f mut Files,
    dice: Dice,
    world: u64,
    count: u64,
}

impl Maker<'_> {
    /// A party by its name or its alias.
    fn party(&mut self, number: u64) -> String {
        let world = self.world;
        match self.dice.chance(30) {
            true => format!("Alias {world}x{number} of Trade"),
            false => format!("Party {world}x{number} Trading"),
        }
    }

    /// A transfer about a day; the record's days are wider and hold it.
    fn transfer(&mut self, from: u64, to: u64, about: u64, lot: &str, release: &str) -> String {
        self.count += 1;
        let id = format!("w{}t{}", self.world, self.count);
        let (from, to) = (self.party(from), self.party(to));
        let wide = self.dice.below(12);
        let early = about.saturating_sub(self.dice.below(wide + 1));
        let late = about + self.dice.below(wide + 1);
        let grade = match self.dice.chance(50) {
            true => "B,2",
            false => ",",
        };
        let world = self.world;
        let (early, late) = (day(early), day(late));
        self.files.transfers.push_str(&format!(
            "{id},sale,{from},,{to},,{early},{late},PT-{world}00L,,{lot},,,100,pcs,,,,,,,,,,,,{grade},{release}\n"
        ));
        id
    }

    fn make(&mut self) -> Truth {
        let world = self.world;
        let roles = [
            "maker",
            "authorised distributor",
            "broker",
            "broker",
            "consignee",
            "broker",
            "freight forwarder",
            "consignee",
        ];
        for (number, role) in roles.iter().enumerate() {
            self.files.organizations.push_str(&format!(
                "w{world}o{number},Party {world}x{number} Trading,Alias {world}x{number} of Trade,{role},,,,,\n"
            ));
        }
        let recovered = 700 + self.dice.below(60);
        let (id, when) = (format!("w{world}c"), day(recovered));
        self.files.components.push_str(&format!(
            "{id},Missile {world},Kh-101,strike,{when},Kyiv,UA,{when},guidance / chip,1,PT-{world}00L,Party {world}x0 Trading,,,LOT LT{world}0A,public\n"
        ));
        // The true way: maker, distributor, one to three more; each some months after the one before.
        let hands: &[u64] = match self.dice.below(3) {
            0 => &[0, 1, 4],
            1 => &[0, 1, 2, 4],
            _ => &[0, 1, 2, 3, 4],
        };
        let last = u64::try_from(hands.len()).unwrap() - 1;
        let missing = (last > 2 && self.dice.chance(30)).then(|| 1 + self.dice.below(last - 1));
        let lot = format!("LT{world}0A");
        let (mut about, mut steps) = (30, Vec::new());
        for (place, pair) in (0_u64..).zip(hands.windows(2)) {
            about += 30 + self.dice.below(100);
            if missing == Some(place) {
                continue;
            }
            let told = match missing.is_some() || place == 0 || self.dice.chance(80) {
                true => lot.clone(),
                false => String::new(),
            };
            steps.push(self.transfer(pair[0], pair[1], about, &told, "public"));
        }
        // Trade in the same part that has nothing to do with it.
        for _ in 0..20 {
            let (from, to) = (self.dice.below(8), self.dice.below(8));
            let about = 30 + self.dice.below(900);
            let other = match self.dice.chance(80) {
                true => format!("ZZ{}", 100 + self.dice.below(800)),
                false => String::new(),
            };
            if from != to {
                self.transfer(from, to, about, &other, "public");
            }
        }
        // The same lot behind the recovery, and sealed.
        self.transfer(2, 7, recovered + 60, &lot, "public");
        let sealed = vec![
            self.transfer(0, 5, 90, &lot, "sealed"),
            self.transfer(5, 7, 400, &lot, "sealed"),
        ];
        Truth {
            component: id,
            steps,
            sealed,
            recovered: when,
        }
    }
}

fn import(app: &TestApp, shelf: Shelf, text: &str) {
    let table = imports::open(shelf, "world.csv", text.as_bytes(), shelf.as_str(), 100).unwrap();
    let how = imports::How {
        dry_run: false,
        create_missing: true,
    };
    let ctx = app.ctx();
    let report = app.write(|conn| imports::run_any(conn, &ctx, table, how, &|_| Ok(())));
    assert!(report.errors.is_empty(), "{:?}", report.errors);
}

fn ids(chain: &Value) -> Vec<&str> {
    let steps = chain["steps"].as_array().unwrap().iter();
    steps.filter_map(|step| step["record_id"].as_str()).collect()
}

/// Every step has days, none before the step in front of it must be over, none behind the recovery.
fn keeps_time(chain: &Value, truth: &Truth) {
    let mut ready = "2021-01-01";
    for step in chain["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["transfer"].is_string())
    {
        let (first, last) = (
            step["date_earliest"].as_str().unwrap(),
            step["date_latest"].as_str().unwrap(),
        );
        assert!(
            ready <= first && first <= last && last <= truth.recovered.as_str(),
            "{chain}"
        );
        ready = first;
    }
    for gap in chain["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|step| step.get("gap"))
    {
        let least = gap["days_min"].as_i64().unwrap();
        assert!(
            least >= 0 && gap["days_max"].as_i64().is_none_or(|most| most >= least),
            "{chain}"
        );
    }
}

#[actix_web::test]
async fn the_true_chain_comes_first_and_none_breaks_time_or_release() {
    let app = TestApp::start().await;
    let mut files = Files {
        organizations: ORGANIZATIONS.to_owned(),
        components: COMPONENTS.to_owned(),
        transfers: TRANSFERS.to_owned(),
    };
    let mut truths = Vec::new();
    for world in 0..WORLDS {
        let mut maker = Maker {
            files: &mut files,
            dice: Dice(1_000 + world),
            world,
            count: 0,
        };
        truths.push(maker.make());
    }
    import(&app, Shelf::Organizations, &files.organizations);
    import(&app, Shelf::Components, &files.components);
    import(&app, Shelf::Transfers, &files.transfers);
    let (mut first, mut wrong) = (0, Vec::new());
    for truth in &truths {
        let path = format!("/api/v1/components?record_id={}", truth.component);
        let found = app.visitor().get(&path).await.expect(200).json();
        let reference = found["results"][0]["ref"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/components/{reference}/chains");
        let text = app.visitor().get(&path).await.expect(200).text();
        assert!(
            truth.sealed.iter().all(|one| !text.contains(&format!("\"{one}\""))),
            "{text}"
        );
        let chains: Vec<Value> = serde_json::from_str(&text).unwrap();
        for chain in &chains {
            keeps_time(chain, truth);
            let parties: Vec<&str> = chain["steps"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|step| step["from"].as_str())
                .collect();
            assert_eq!(parties.iter().collect::<HashSet<_>>().len(), parties.len(), "{chain}");
        }
        match chains.first().map(ids) {
            Some(ids) if ids == truth.steps => first += 1,
            other => wrong.push(format!("{}: {:?} and not {:?}", truth.component, other, truth.steps)),
        }
    }
    assert!(first * 100 >= WORLDS * 90, "{first} of {WORLDS}:\n{}", wrong.join("\n"));
}
