//! Running the worked examples of rules: the proof that an entry says what its author meant.

use chrono::NaiveDate;

use super::{
    book::Rulebook,
    entry::{Entry, RuleError},
    examples::{Example, Expected},
    scheme::Scheme,
    span::Span,
};
use crate::{
    domain::markings::{
        notation,
        reading::{Readings, context::Asked},
    },
    error::Say,
};

/// A reading may be this many days wider at either end than the example says, because published examples name one week while
/// a rule whose maker is silent about weeks yields the hull of several conventions.
const SLACK_DAYS: i64 = 14;

impl Rulebook {
    /// Runs the examples of the schemes among these entries, or of all schemes when there are none.
    pub fn check(&self, entries: &[Entry]) -> Vec<RuleError> {
        let mut wrong = Vec::new();
        for scheme in self.schemes() {
            let entry = entries
                .iter()
                .rfind(|entry| entry.table == "scheme" && entry.fields.get("id") == scheme.id);
            if entry.is_none() && !entries.is_empty() {
                continue;
            }
            for example in &scheme.examples {
                if let Err(say) = self.run(scheme, example) {
                    wrong.push(RuleError {
                        file: entry.map(|entry| entry.file.clone()).unwrap_or_default(),
                        entry: scheme.id.clone(),
                        field: "examples".to_owned(),
                        say: say.with("example", &example.text),
                    });
                }
            }
        }
        wrong
    }

    /// Runs one example of a scheme.
    ///
    /// # Errors
    /// What was read instead.
    pub fn run(&self, scheme: &Scheme, example: &Example) -> Result<(), Say> {
        let mark = notation::parse(&example.mark)?;
        let name = |known: Option<&String>, first: Option<String>| known.cloned().or(first).unwrap_or_default();
        let maker = scheme.makers.first().and_then(|at| self.names.makers.get(*at));
        let object = scheme.objects.first().and_then(|at| self.names.objects.get(*at));
        let asked = Asked {
            maker: name(example.maker.as_ref(), maker.map(|maker| maker.name.clone())),
            object: name(example.object.as_ref(), object.map(|object| object.id.clone())),
            origin: name(example.origin.as_ref(), scheme.origins.first().cloned()),
            recovered: example.recovered.clone(),
            ..Asked::default()
        };
        // An example that names no day must give the same on any day; this one is as good as any.
        let today = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap_or_default();
        let context = self.context(&asked, today)?;
        let readings = self.read(&mark, &context);
        let found: Vec<Span> = readings
            .readings
            .iter()
            .filter(|reading| reading.scheme.id == scheme.id)
            .map(|reading| reading.span)
            .collect();
        let fits = explained(&readings, scheme);
        let told = |spans: &[Span]| spans.iter().map(|span| span.edtf()).collect::<Vec<_>>().join(", ");
        match &example.reads {
            Expected::Yes if fits => Ok(()),
            Expected::No if !fits && found.is_empty() => Ok(()),
            Expected::Yes => Err(Say::new("rule-example-fails").with("found", "")),
            Expected::No => Err(Say::new("rule-example-fits").with("found", told(&found))),
            Expected::Dates(wanted) => match wanted.iter().find(|span| !found.iter().any(|one| near(*one, **span))) {
                None => Ok(()),
                Some(_) => Err(Say::new("rule-example-fails").with("found", told(&found))),
            },
        }
    }
}

fn explained(readings: &Readings, scheme: &Scheme) -> bool {
    let mut explained = readings.tokens.iter().flat_map(|token| &token.explained);
    explained.any(|one| one.scheme.id == scheme.id)
}

/// True when a reading holds the days of the example and is hardly wider.
fn near(found: Span, wanted: Span) -> bool {
    let slack = |a: NaiveDate, b: NaiveDate| (a - b).num_days() <= SLACK_DAYS;
    found.holds(wanted) && slack(wanted.first, found.first) && slack(found.last, wanted.last)
}
