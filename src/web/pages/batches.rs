//! What the page of a large submission shows of it: how much there is, and the first records of each shelf.

use crate::{
    domain::records::{Head, Shelf},
    error::Say,
    service::batches::Shown,
    web::views::{self, Badge},
    words::Words,
};

/// A submission that is decided on as a whole.
pub(super) struct BatchView {
    pub(super) lead: String,
    pub(super) seen: String,
    pub(super) groups: Vec<GroupView>,
}

/// The records of one shelf.
pub(super) struct GroupView {
    pub(super) title: String,
    pub(super) count: i64,
    pub(super) more: String,
    pub(super) rows: Vec<RowView>,
}

/// One of them.
pub(super) struct RowView {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) reference: String,
    pub(super) release: Badge,
    pub(super) state: Badge,
}

impl BatchView {
    pub(super) fn new(shown: Shown, words: &Words) -> BatchView {
        let Shown {
            slot: _,
            title: _,
            counts,
            samples,
            seen,
        } = shown;
        let all: i64 = counts.iter().map(|(_, count)| count).sum();
        let group = |(shelf, count): (Shelf, i64)| {
            let rows: Vec<RowView> = samples
                .iter()
                .filter(|head| head.shelf == shelf)
                .map(|head| row(head, words))
                .collect();
            let rest = count - i64::try_from(rows.len()).unwrap_or(count);
            GroupView {
                title: words.label("shelf", shelf.as_str()).into_owned(),
                count,
                more: match rest {
                    0 => String::new(),
                    rest => words.say(&Say::new("review-batch-more").with("count", rest)),
                },
                rows,
            }
        };
        BatchView {
            lead: words.say(&Say::new("review-batch-lead").with("count", all)),
            seen,
            groups: counts.into_iter().map(group).collect(),
        }
    }
}

fn row(head: &Head, words: &Words) -> RowView {
    let state = head.state.as_str();
    RowView {
        href: head.path(),
        title: match head.title.is_empty() {
            true => head.r#ref.to_string(),
            false => head.title.clone(),
        },
        reference: head.r#ref.to_string(),
        release: views::release_badge(head.release, words),
        state: Badge {
            word: state,
            label: words.label("layout-state", state).into_owned(),
        },
    }
}
