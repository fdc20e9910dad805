# What people decide about readings of marks, and readings on pages.

readings-marking = Mark
readings-marking-hint = The ref of the mark that is read.
readings-verdict = Decision
readings-rule = Rule
readings-rule-hint = The id of the rule, as its page has it. Empty for a reading of your own and for a mark as a whole.
readings-rule_version = Version of the rule
readings-token = Word that is read
readings-token-hint = As it stands in the transcription.
readings-date = Days
readings-stage = Stage of production
readings-kind = What the days stand for
readings-reason = Reason
readings-reason-hint = Needed for everything but accepting what a rule gives.
readings-transcription = Transcription it was made for
readings-basis = Basis
readings-basis-hint = What the reading rests on: a delivery note, the maker’s answer, a mark on a sister part.

verdict-accepted = accepted
verdict-rejected = rejected
verdict-own = read by a person
verdict-not_relied_on = not relied on
verdict-lead-accepted = This reading of the rule is right.
verdict-lead-rejected = This reading of the rule is wrong.
verdict-lead-own = A reading of a person’s own, with its basis.
verdict-lead-not_relied_on = The dates in this mark are not relied on.

kind-production_date = date of production
kind-expiry_date = date of expiry
kind-other_date = date of something else

shelf-readings = Decisions on readings
shelf-one-readings = Decision on a reading
review-count-readings = { $count ->
        [one] { $count } decision on a reading
       *[other] { $count } decisions on readings
    }

readings-names-reading = A decision on a reading names its rule, its word and its days.
readings-own-has-no-rule = A reading of one’s own has no rule. Accept the reading of the rule instead, or leave the rule out.
readings-whole-mark = This decision is about the mark as a whole. Leave this field empty.
readings-reason-required = Say why. Others will have to follow it.
readings-basis-required = Say what it rests on. Others will have to follow it.
readings-date-open = Give both ends: the earliest and the latest day it can mean.
readings-no-rule = There is no rule “{ $given }”.
readings-mark-withheld = What stands there is not open to you, so nothing can be decided about it.
readings-not-given = The rule { $rule } does not give this reading for the mark as it stands now ({ $mark }). Look at the mark again and decide on a reading it has.
readings-decided-already = This has been decided already, by { $ref }. Nothing was saved.
readings-proposed-already = This has been proposed already, by { $ref }, and waits for a second person. Nothing was saved.
readings-decided-otherwise = The opposite has been decided, by { $ref }. Nothing was saved. Propose a change to that decision, with your reason, or ask a reviewer to withdraw it.
readings-proposed-otherwise = The opposite has been proposed, by { $ref }, and waits for a second person. Nothing was saved. Both must be settled by a reviewer; write to the one who decides.

readings-heading = Possible dates
readings-count = { $count ->
        [one] One possible date.
       *[other] { $count } possible dates, the likeliest first.
    }
readings-undatable = Undatable: no documented rule reads a date of production in this mark.
readings-explained = Readings are made by rules and are possibilities. One counts as true only when a second person has accepted it.
readings-weaker = Weaker readings
readings-weaker-text = They fit less well or stand for something else than production.
readings-more = { $count ->
        [one] One more is left out; the API lists it.
       *[other] { $count } more are left out; the API lists all.
    }
readings-impossible = What it cannot be
readings-removed = { $token } by “{ $rule }”: { $why }
readings-words = What its words are
readings-word-unknown = not explained by any rule
readings-also = read as
readings-rank = rank
readings-version = version
readings-for = For:
readings-against = Against:
readings-documented-in = Documented in
readings-reasons = { $for ->
        [one] One reason for
       *[other] { $for } reasons for
    }, { $against ->
        [0] none against
        [one] one against
       *[other] { $against } against
    }
readings-days-by-rule = { $days }, by { $rule }
readings-days-from-word = { $days }, from { $token } by { $rule }
readings-accept = Accept
readings-accept-this = Accept { $days }
readings-reject = Reject
readings-reject-this = Reject { $days }
readings-reject-send = Propose to reject it
readings-why-wrong = Why it is wrong
readings-own = Add a reading of your own
readings-own-send = Propose this reading
readings-set-aside = Do not rely on this mark
readings-set-aside-text = For marks that look added, sanded or taken from another part. The mark stays; no date in it counts.
readings-set-aside-why = Why it is not relied on
readings-set-aside-send = Propose not to rely on it
readings-outdated = Made for the earlier transcription of this mark.
readings-stands-named = proposed by { $author }, accepted by { $who }, { $when }
readings-stands = accepted, { $when }
readings-waits-named = proposed by { $author }, not accepted yet
readings-waits = proposed, not accepted yet
readings-drafted = your draft, not handed in yet
readings-returned = sent back to its author
readings-withdrawn = withdrawn
note-reading-proposed = Your decision waits for a second person. Until then it counts for nothing.
note-reading-drafted = Your decision is a draft. It is handed in with the mark.

readings-box-hint = What this can mean by documented rules. Nothing is stored until somebody decides.
readings-box-ask = Show possible dates
readings-box-failed = The possible dates could not be fetched. What you typed is still here; type on to try again.

readings-page-title = Decisions on readings
readings-page-lead = What people decided about dates that rules read in marks, each proposed by one person and accepted by another.
readings-none = No decisions yet
readings-none-text = Decisions appear here once they and their marks are released to you. They are made on the page of a mark.
readings-reference = Ref
readings-of-whole-mark = The mark as a whole
readings-facts = Decision

flag-substitution = A character is taken for one it looks like.
flag-unreadable = Unreadable characters are filled in.
flag-wide = So little can be read that the days are wide.
flag-told_together = All dates of the rule told together.
flag-decade_open = The decade or century is open.
flag-week53 = ISO 8601 has no such week in that year.
flag-before_part_introduction = Before parts of this family were made.
flag-after_last_production = After parts of this family were last made.
flag-also_not_a_date = It can also be something else than a date.
