//! What people decided about a chain: that it is the one by which a component came, or that it is not. Proposed by one person,
//! accepted by another, and kept with its steps.
//!
//! The machine proposes chains and stores none. A decision names its steps, each a transfer at the version that was looked at.
//! It is only as open as the most closed of them is *now*: whoever may not see every step is not told that there is a decision.

use super::super::{
    fields::Fields,
    forms::{Ask, Question},
    parse::{Pointer, Reader},
    records::{Guard, Head, Link, Record, Shelf, State},
    release::{self, Release, Sight},
    transfers::Transfer,
};
use super::{LONGEST, NEEDED};
use crate::error::{Result, Say};

/// What a person can decide.
pub const VERDICTS: &[&str] = &["accepted", "rejected"];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("component", Ask::Link(Shelf::Components)).hinted(),
    Question::required("verdict", Ask::One(VERDICTS)),
    Question::required("steps", Ask::Links(Shelf::Transfers)).hinted(),
    Question::required("reason", Ask::Prose).hinted(),
];

/// How open a transfer is for whoever asks by which way something came: as open as the most closed field that this needs.
pub fn needed(transfer: &Head) -> Release {
    let fields = NEEDED.iter().map(|field| release::level::<Transfer>(transfer, field));
    fields.fold(transfer.release, Release::min)
}

/// What a person decided about a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptChain {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointers in it are empty, what they lead to stands beside it.
    pub what: NewKeptChain,
    /// The component; `None` only when that is withheld.
    pub component: Option<Link>,
    /// Its steps in their order; empty only when they are withheld.
    pub steps: Vec<KeptStep>,
    /// What all of it rests on, each as open as what a chain needs of it.
    pub rests_on: Vec<Link>,
}

/// The own fields of a decision about a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewKeptChain {
    /// The component.
    pub component: Pointer,
    /// One of [`VERDICTS`].
    pub verdict: String,
    /// The steps in their order.
    pub steps: Vec<NewStep>,
    /// Why.
    pub reason: String,
}

/// A step as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewStep {
    /// The transfer.
    pub transfer: Pointer,
    /// The version that was looked at; `None`: the one there is.
    pub version: Option<i32>,
}

/// A step of a chain that was decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStep {
    /// The transfer, as open as what a chain needs of it.
    pub transfer: Link,
    /// The version that was looked at.
    pub version: i32,
    /// What became of it since.
    pub since: Since,
}

/// What became of a step since it was decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Nothing.
    Same,
    /// It was changed; this is its version now.
    Changed(i32),
    /// It is more closed than the decision.
    Closed,
    /// It was taken out of the catalogue, or was never in it.
    Gone,
    /// It was merged into another record.
    Merged,
}

impl Since {
    /// The Fluent key of the sentence that says so; `None` where there is nothing to say.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Since::Same => None,
            Since::Changed(_) => Some("chains-since-changed"),
            Since::Closed => Some("chains-since-closed"),
            Since::Gone => Some("chains-since-gone"),
            Since::Merged => Some("chains-since-merged"),
        }
    }
}

impl NewStep {
    fn line(&self) -> String {
        match self.version {
            Some(version) => format!("{} {version}", self.transfer.text),
            None => self.transfer.text.clone(),
        }
    }

    /// Reads `7K2M9QXA` or `7K2M9QXA 3`.
    ///
    /// # Errors
    /// A `Say` when it is neither.
    pub fn parse(line: &str) -> Result<NewStep, Say> {
        let unclear = || Say::new("chains-step-unclear").with("given", line);
        let mut words = line.split_whitespace();
        let transfer = words.next().ok_or_else(unclear)?.to_owned();
        let version = words.next().map(str::parse::<i32>).transpose();
        let version = version.map_err(|_no_number| unclear())?;
        if words.next().is_some() || version.is_some_and(|version| version < 1) {
            return Err(unclear());
        }
        Ok(NewStep {
            transfer: Pointer {
                text: transfer,
                id: None,
            },
            version,
        })
    }
}

impl NewKeptChain {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewKeptChain> {
        let mut read = Reader::new(fields, QUESTIONS);
        let component = read.pointer("component");
        let verdict = read.one("verdict");
        let mut steps = Vec::new();
        for line in read.lines("steps") {
            match NewStep::parse(&line) {
                Ok(step) => steps.push(step),
                Err(say) => read.wrong("steps", say),
            }
        }
        if steps.len() > LONGEST {
            read.wrong("steps", Say::new("list-too-long").with("max", LONGEST));
        }
        let reason = read.prose("reason");
        read.done()?;
        Ok(NewKeptChain {
            component,
            verdict,
            steps,
            reason,
        })
    }

    /// The transfers in their order, once all are found.
    pub fn transfers(&self) -> Option<Vec<i64>> {
        self.steps.iter().map(|step| step.transfer.id).collect()
    }
}

impl KeptChain {
    /// Whether a second person has accepted it, so that it counts.
    pub fn counts(&self) -> bool {
        self.head.state == State::Accepted
    }

    /// Whether it says that the component came this way.
    pub fn is_for(&self) -> bool {
        self.what.verdict == "accepted"
    }

    /// The transfers in their order.
    pub fn transfers(&self) -> Vec<i64> {
        self.steps.iter().map(|step| step.transfer.id).collect()
    }

    /// How open it is: never more than the most closed of what it rests on is now.
    pub fn open_to(&self) -> Release {
        let rank = self.rests_on.iter().map(|link| link.openness).min();
        let most = Release::ALL
            .into_iter()
            .rev()
            .find(|level| rank.is_none_or(|rank| level.rank() <= rank))
            .unwrap_or(Release::Sealed);
        self.head.release.min(most)
    }

    /// Whether a step is not what it was.
    pub fn is_shaken(&self) -> bool {
        self.steps.iter().any(|step| step.since != Since::Same)
    }
}

impl Record for KeptChain {
    const SHELF: Shelf = Shelf::Chains;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[];

    fn head(&self) -> &Head {
        &self.head
    }

    fn rests_on(&self) -> Vec<&Link> {
        self.rests_on.iter().collect()
    }

    fn fields(&self) -> Fields {
        let NewKeptChain {
            component: _,
            verdict,
            steps: _,
            reason,
        } = &self.what;
        let component = self.component.as_ref().map(|link| link.r#ref.to_string());
        let line = |step: &KeptStep| {
            NewStep {
                transfer: Pointer::to(Some(&step.transfer)),
                version: Some(step.version),
            }
            .line()
        };
        let steps: Vec<String> = self.steps.iter().map(line).collect();
        Fields::new()
            .with("component", component.unwrap_or_default())
            .with("verdict", verdict)
            .with("steps", steps.join("\n"))
            .with("reason", reason)
    }

    fn withhold(&mut self, field: &str) {
        match field {
            "component" => {
                self.component = None;
                self.head.title.clear();
            }
            "verdict" => self.what.verdict.clear(),
            "steps" => self.steps.clear(),
            "reason" => self.what.reason.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        let component = self.component.iter().map(|link| ("component", link));
        let steps = self.steps.iter().map(|step| ("steps", &step.transfer));
        component.chain(steps).collect()
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.component, sight);
        // What is kept with it is what the component was called when it was decided.
        self.head.title = self
            .component
            .as_ref()
            .map_or_else(String::new, |link| link.title.clone());
        self.steps.retain(|step| sight.sees_link(&step.transfer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(steps: &str) -> Result<NewKeptChain> {
        NewKeptChain::parse(
            &Fields::new()
                .with("component", "7K2M9QXA")
                .with("verdict", "accepted")
                .with("steps", steps)
                .with("reason", "The invoice names the serial number."),
        )
    }

    #[test]
    fn a_step_is_a_reference_and_perhaps_a_version() {
        let new = typed("7K2M9QXB 3\n7K2M9QXC").unwrap();
        let versions: Vec<Option<i32>> = new.steps.iter().map(|step| step.version).collect();
        assert_eq!(versions, [Some(3), None]);
        assert_eq!(new.steps[0].line(), "7K2M9QXB 3");
        for wrong in ["7K2M9QXB three", "7K2M9QXB 0", "7K2M9QXB 3 4", "7K2M9QXB -1", ""] {
            assert!(typed(wrong).is_err(), "{wrong}");
        }
        let long = ["7K2M9QXB"; LONGEST + 1].join("\n");
        assert!(typed(&long).is_err());
    }

    #[test]
    fn a_decision_needs_a_reason() {
        let bare = Fields::new()
            .with("component", "7K2M9QXA")
            .with("verdict", "rejected")
            .with("steps", "7K2M9QXB");
        assert!(NewKeptChain::parse(&bare).is_err());
    }
}
