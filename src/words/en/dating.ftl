# When a unit was built and how soon it was used.

dating-heading = When it was built
dating-title = When it was built: { $unit }
dating-to-unit = The unit
dating-picture = Chart as SVG
dating-open = Proof and chart
dating-result = Result
dating-chart = Dating chart
dating-proof = Proof
dating-changes = What would change it
dating-plausibility = To look at again
dating-plausibility-lead = Reasons to look again at a mark. None of them is a verdict.
dating-excluded = Not relied on
dating-all-marks = All dated marks
dating-shares = Components
dating-caveats = What this does not say

dating-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
dating-days-between = { $least } to { $most } days
dating-lead-use = { $lag } from production to use.
dating-lead-recovery = { $lag } from production to recovery.
dating-lead-bound = Not assembled before { $day }.
dating-lead-likely = No mark dates it for certain; probably not assembled before { $day }.
dating-lead-no-components = No component of this unit is documented here, so nothing dates it.
dating-lead-no-marks = No mark on the components of this unit is documented here, so nothing dates it.
dating-lead-nothing = No mark of this unit means a date of production by the rules.
dating-contradiction = The dates of this unit contradict each other: at least one of them is wrong.
dating-bounds-window = Not assembled before { $first }, and by { $last } at the latest.
dating-bounds-contradict = By its parts it was not assembled before { $first }; by a mark of the whole weapon it was assembled by { $last }.
dating-bounds-open = When it was used or recovered is not stated.
dating-bounds-last = Assembled by { $last } at the latest.
dating-likely-later = Likely not before { $day }.
dating-uncounted = { $count ->
    [one] One component or mark is not in the catalogue yet and is not counted here.
   *[other] { $count } components and marks are not in the catalogue yet and are not counted here.
}

dating-unit-unknown = There is no unit “{ $given }”, or it is not public. A reference has eight letters and digits, as in 7K2M9QXA; --all looks at sealed records too.
dating-no-bound = not known
dating-fact-certain = Not before, for certain
dating-fact-likely = Not before, likely
dating-fact-latest = By, at the latest
dating-fact-window = Assembled
dating-fact-lag-use = From production to use
dating-fact-lag-recovery = From production to recovery
dating-fact-decides = Decided by
dating-fact-second = Next best
dating-fact-part = { $component } “{ $mark }”: { $day }
dating-fact-used = Used
dating-fact-recovered = Recovered

dating-decides = decides
dating-counts = counts
dating-may-be-no-date = may be no date
dating-not-counted = not relied on
dating-own-reading = read by a person
dating-decision = decision
dating-citation = document
dating-rests-on = Rests on:

dating-component = Component
dating-mark = Mark
dating-state = State
dating-means = What it can mean
dating-days-column = Days
dating-rule = Rule
dating-reason = Why not
dating-country = Country
dating-brand = Brand
dating-year = Year
dating-pieces = Pieces
dating-share = Share
dating-at-least = at least { $count }
dating-by-country = By headquarters of the maker, or of the company whose brand it bears
dating-by-brand = By brand
dating-by-year = By year of production
dating-known-country = of { $known } with a known headquarters; { $documented } documented
dating-known-brand = of { $known } with a legible brand; { $documented } documented
dating-known-year = of { $known } with a readable date; { $documented } documented

dating-not-relied-on = A reviewer does not rely on this mark: { $reason }
dating-rejected = Rejected by a reviewer: { $reason }
dating-not-manufacture = It is a date of something else than manufacture.
dating-after-use = It begins after the weapon was used or found.
dating-before-introduction = It lies before such parts were made.
dating-after-production = It lies after such parts were last made.
dating-other-accepted = Another reading of this mark was accepted.
dating-if-accepted = If the mark “{ $mark }” on { $component } were accepted as a date by “{ $rule }”:
dating-if-taken-back = If the rejected reading of “{ $mark }” on { $component } by “{ $rule }” were right after all:
dating-if-weak-right = If a weak reading of the deciding mark “{ $mark }” on { $component } were right, by “{ $rule }”:
dating-if-introduction-wrong = If such parts were made earlier than is documented, and “{ $mark }” on { $component } were read by “{ $rule }”:
dating-if-last-production-wrong = If such parts were made later than is documented, and “{ $mark }” on { $component } were read by “{ $rule }”:
dating-if-relied-on = If the mark “{ $mark }” on { $component } were relied on after all:
dating-if-dropped = If the deciding mark “{ $mark }” on { $component } were not relied on, or were no date:
dating-then = not before { $day }.
dating-then-none = no bound at all.

dating-chart-title = Dating chart: { $unit }
dating-chart-not-before = not before { $day }
dating-chart-likely = likely not before { $day }
dating-chart-used = used { $day }
dating-chart-recovered = recovered { $day }
dating-chart-mark = { $component }, mark “{ $mark }”: { $days }.
dating-chart-table = The table “All dated marks” says the same in words.
dating-chart-left-out = The chart shows { $shown } of { $all } marks, the deciding one first and then the youngest.
dating-legend-bound = line with a diamond: the bound, not assembled before
dating-legend-decides = days of the deciding mark
dating-legend-live = days a mark can mean
dating-legend-open = may be no date
dating-legend-ghost = not relied on
dating-legend-window = shaded: time of assembly

dating-proof-principle = A weapon cannot have been assembled before the youngest of its parts was made.
dating-proof-scope = Looked at: { $components ->
    [one] one component
   *[other] { $components } components
} of this unit and { $marks ->
    [one] one mark
   *[other] { $marks } marks
}. By the rules { $dated ->
    [one] one mark means
   *[other] { $dated } marks mean
} a date of production.
dating-proof-used = Date of use, as stated: { $date }.
dating-proof-recovered = Date of recovery, as stated: { $date }. When it was used is not stated.
dating-proof-mark = On the component “{ $component }” stands the mark “{ $mark }”.
dating-proof-reading = By the rule “{ $title }”, version { $version }, “{ $token }” means { $days }. { $decided } The rule rests on: { $source }.
dating-proof-own = A person read “{ $token }” as { $days }, and a reviewer accepted it: { $reason }.
dating-proof-accepted = A person accepted this reading.
dating-proof-proposed = The program proposes this reading; nobody has decided on it yet.
dating-proof-earliest = The first of these days is { $day }. This part was not made before it, so the weapon was not assembled before it.
dating-proof-earliest-likely = The first of these days is { $day }. But the mark may be no date at all, so this is likely and not certain.
dating-proof-alone = No other component gives a bound.
dating-proof-second = No other component gives a later day. The next is “{ $component }”: not before { $day }.
dating-proof-closes = The mark “{ $mark }” on “{ $component }” dates the weapon itself, and a person accepted it: it was made by { $day }.
dating-proof-lag-use = From { $first } to { $last } are { $most } days. The youngest dated part was made { $lag } before the use; production after the use is impossible and not counted.
dating-proof-lag-recovery = From { $first } to { $last } are { $most } days. The youngest dated part was made { $lag } before the recovery; it may have been used earlier than that.
dating-proof-own-lag = The deciding part alone: { $lag }.
dating-proof-end-open = The day itself is not known, so the least is counted from the first day it can have been and the most from the last.
dating-proof-likely = Taking of each mark only its accepted or best reading, the weapon was not assembled before { $day }: mark “{ $mark }” on “{ $component }” by “{ $rule }”. This is likely and not certain.
dating-proof-excluded = { $count ->
    [one] One date was not relied on.
   *[other] { $count } dates were not relied on.
} Each is listed with the reason.
dating-proof-repair = A repaired weapon can hold parts that are younger than itself: the bound dates it as it was found.

dating-caveat-repair = The bound dates the weapon as it was found. If it was repaired, its first assembly can be older.
dating-caveat-rules = Readings that nobody has accepted are proposals by documented rules. A mark can be counterfeit or made anew.

dating-suspicion-two-origins = The lot { $lot } of one maker is found in this unit with different countries of origin: { $countries }.
dating-suspicion-name-ended = { $maker } went into { $into } after { $day }, more than ten years before the date.
dating-suspicion-introduced = Every possible date lies before { $part } was introduced ({ $day }).
dating-suspicion-last-made = Every possible date lies after { $part } was last made ({ $day }).
dating-suspicion-published = A published date of production, { $date }, is given by no rule that fits this mark.
