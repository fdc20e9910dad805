# The review: the queue, a submission or a proposal, deciding.

review-title = Review queue
review-lead = What was handed in and waits for a second pair of eyes. Those that have waited longest come first.
review-none = Nothing waits
review-none-text = Findings and changes appear here when someone hands them in.
review-entry = Handed in
review-what = What
review-author = By
review-since = Waiting since
review-yours = Yours: someone else must review it.
# $fields: names of fields, separated by commas.
review-change = Change: { $fields }
review-count-weapons = { $count ->
        [one] { $count } weapon type
       *[other] { $count } weapon types
    }
review-count-incidents = { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
review-count-units = { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }
review-count-components = { $count ->
        [one] { $count } component
       *[other] { $count } components
    }
review-count-photos = { $count ->
        [one] { $count } photograph
       *[other] { $count } photographs
    }
review-count-markings = { $count ->
        [one] { $count } mark
       *[other] { $count } marks
    }
review-count-parts = { $count ->
        [one] { $count } part
       *[other] { $count } parts
    }
review-count-organizations = { $count ->
        [one] { $count } organization
       *[other] { $count } organizations
    }
review-count-sources = { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
review-count-transfers = { $count ->
        [one] { $count } transfer
       *[other] { $count } transfers
    }
review-count-claims = { $count ->
        [one] { $count } claim
       *[other] { $count } claims
    }

review-kind-submission = Handed in together
review-kind-proposal = Proposed change
review-filed = Handed in by { $who }, { $when }
review-verdict-accepted = Accepted by { $who }, { $when }
review-verdict-returned = Sent back by { $who }, { $when }
review-verdict-taken-back = Taken back by { $who }, { $when }
review-accept = Accept
review-return = Send back
review-hand-in = Hand in for review
review-take-back = Take back
review-reason = Reason
review-reason-hint = Needed to send anything back. The author reads it.
review-release-all = Who may see all of these
review-release-as-filed = As each was filed
review-release-as-all = As chosen for all
review-apart = Decide on this one apart
review-decision = Decision on this record
review-decision-whole = As for all
review-decision-accept = Accept this one
review-decision-return = Send this one back
# $title: the record it belongs to.
review-more-open = More people may see this than what it belongs to: { $title }. The link to it will be hidden from them.
review-since-return = Changed since it was sent back
review-since-seen = Changed since you looked at it
review-proposed = The change
review-base = Based on version { $version }
review-meanwhile = Changed since by others
review-clashes = Changed by both
review-clashes-lead = Someone else changed these fields after the change was proposed. Nothing is overwritten: send the proposal back, or change the record yourself.
review-clash-base = When it was proposed
review-clash-now = Now
review-clash-proposed = Proposed

submit-nothing = There is no draft of yours here to hand in.
submit-not-yours = { $ref } is not yours. Only its author can hand it in.
submit-not-a-draft = { $ref } is not a draft any more.
submit-rests-on-draft = { $ref } names a record that its author has not handed in yet. Ask them to hand it in first, or name another record.
proposal-empty = Nothing differs from what is in the catalogue.
proposal-record-gone = The record has left the catalogue since this change was proposed. Send the proposal back.
review-name-unknown = “{ $given }” names nothing that can be decided here.
review-not-here = { $ref } is not among these records.
review-reason-required = Say why. The author needs to know what to change.
# $who: a person's name.
review-already-accepted = { $who } has already accepted this. Nothing of your decision was saved.
review-already-returned = { $who } has already sent this back. Nothing of your decision was saved.
review-already-taken-back = { $who } has taken this back. Nothing of your decision was saved.

forbidden-review-own = This is your own. Someone else must review it. Nothing was changed.
forbidden-open-own = Opening your own record to more people needs another reviewer. Nothing was changed.
error-conflict = This is no longer possible. Nothing was saved.

note-submitted = Handed in. A reviewer will look at it.
note-accepted = Accepted.
note-returned = Sent back to its author.
note-taken-back = Taken back. The records are drafts again.

act-submit = Handed in for review
act-take_back = Taken back by its author
act-accept = Accepted
act-return = Sent back
act-adopt = Changed as proposed

# A submission that is decided on as a whole.
review-batch-lead = { $count ->
        [one] One record, decided on as a whole.
       *[other] { $count } records, decided on as a whole. The first of each kind are listed; open a unit to see its tree.
    }
review-batch-more = { $count ->
        [one] and one more
       *[other] and { $count } more
    }
review-batch-level = Who may see it
review-batch-ref = Reference
review-as-a-whole = This submission is decided on as a whole.
