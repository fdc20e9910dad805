# Why two names of organizations are thought to be alike or not.

party-reason-same-words = The same words.
party-reason-some-words = Some words are the same.
party-reason-only-common = Only words that many names have are shared.
party-reason-together = The same letters, written together in one and apart in the other, or spelled otherwise.
party-reason-initials = One is the initials of the other.
party-reason-transliterated = The same name in another script.
party-reason-sounds = Words that sound the same and are spelled otherwise.
party-reason-letters = A word differs by a letter or two.
party-reason-number = The numbers in the names differ.
party-reason-form = The legal forms differ.
party-reason-country = The countries differ.
party-reason-state = The names name different countries.
party-reason-other-names = Two of their names: “{ $one }” and “{ $other }”.
party-reason-same-number = The same number in a register: { $scheme } { $value }.
party-reason-other-number = Other numbers in a register that gives a firm one: { $scheme }.
party-reason-same-country = The same country: { $country }.

# The queue of organizations that may be one.
parties-title = Same organization?
parties-lead = Organizations that may be one under two names, most alike first. Nothing is merged by itself: a reviewer decides, and the decision is kept.
parties-uncompared = { $count ->
        [one] { $count } organization waits to be compared with the others.
       *[other] { $count } organizations wait to be compared with the others.
    }
parties-narrowed = Only pairs of
parties-all = All pairs
parties-state = Show
parties-state-open = waiting for a decision
parties-state-same = decided: the same
parties-state-different = decided: different
parties-state-unknown = “{ $given }” is none of open, same, different.
parties-filter = Filter
parties-none = No pairs here
parties-none-text = No two organizations in sight are alike enough, or all pairs have been decided on.
parties-score = Likeness
parties-one = The older record
parties-other = The other record
parties-why-alike = Why
parties-for = For:
parties-against = Against:
parties-question = The same organization?
parties-score-about = The score compares names, numbers in registers and countries. It is a reason to look, not evidence.
parties-sides = Side by side
parties-field = Field
parties-same-text = the same
parties-sources = Sources
parties-handed-over = Transfers: handed over
parties-received = Transfers: received
parties-decide = Decide
parties-why = Why
parties-why-hint = What shows that they are one, or two. It is kept in the log and told here.
parties-stays = If they are the same, this record stays
parties-stays-hint = The other one’s address leads here from then on; what pointed to it points here.
parties-stays-neither = Choose one of the two records.
parties-look-ahead = See what a merge would change, into
parties-opened = Withheld in one and open in the other:
parties-opening = What was withheld may be told
parties-opening-hint = A merge would show it to more people than before.
parties-same = The same: merge
parties-different = Different
parties-decide-hint = Different pairs are remembered and not proposed again.
parties-decision-unknown = Say “same” or “different”.
parties-decided-already = Somebody has decided on this pair meanwhile. Nothing was changed.
parties-noted-same = Merged. The old address leads to the record that stayed.
parties-noted-different = Remembered: they are different. The pair will not be proposed again.
organizations-alike = { $count ->
        [one] { $said } other organization is likely the same. Decide
       *[other] { $said } other organizations are likely the same. Decide
    }
imports-alike = { $count ->
        [one] { $said } pair with an organization of this import is likely the same. Decide
       *[other] { $said } pairs with organizations of this import are likely the same. Decide
    }
act-tell_apart = Told apart: two organizations
