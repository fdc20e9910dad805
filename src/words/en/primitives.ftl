# Dates, marks, places, quantities and codes: their words, and what can be wrong with them.

# Dates. A month stands alone, after a preposition (-of), or in a day (-in-day).
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-season = { $season } { $year }
date-year = { $year }
date-decade = { $decade }s
date-decade-of = the { $decade }s
date-century = { $from }–{ $to }
date-about = about { $date }
date-uncertain = { $date }, uncertain
date-uncertain-inside = { $date } (uncertain)
date-between = between { $from } and { $to }
date-before = in or before { $date }
date-before-day = on or before { $date }
date-after = in or after { $date }
date-after-day = on or after { $date }
date-start-unknown = until { $date }, start unknown
date-end-unknown = from { $date }, end unknown
date-unknown = date not known

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-1-of = January
month-2-of = February
month-3-of = March
month-4-of = April
month-5-of = May
month-6-of = June
month-7-of = July
month-8-of = August
month-9-of = September
month-10-of = October
month-11-of = November
month-12-of = December
month-1-in-day = Jan
month-2-in-day = Feb
month-3-in-day = Mar
month-4-in-day = Apr
month-5-in-day = May
month-6-in-day = Jun
month-7-in-day = Jul
month-8-in-day = Aug
month-9-in-day = Sep
month-10-in-day = Oct
month-11-in-day = Nov
month-12-in-day = Dec

season-spring = spring
season-summer = summer
season-autumn = autumn
season-winter = winter
season-spring-of = spring
season-summer-of = summer
season-autumn-of = autumn
season-winter-of = winter

date-required = Give a date.
date-invalid = Not a date we can read. Write 2024, 2024-08 or 2024-08-18; 2024? for uncertain, 2024~ for about; 2023-03/2024-01 for an interval, ../2024-02 for “at the latest”.
date-impossible = There is no such date: { $date }.
date-reversed = The interval ends before it begins.
date-year-range = Years run from 0001 to 9999.

# The transcription notation.
glyph-certain = certain
glyph-uncertain = doubtful: the character with a dot below
glyph-unreadable = one character that cannot be read
glyph-lost = characters that are lost: how many
glyph-either = one or the other
glyph-masked = known, hidden by us
glyph-supplied = added by the transcriber, never evidence
glyph-logo = a picture, in words

notation-empty = Type what stands on the object.
notation-too-long = A transcription can have at most { $max } characters. Split it into several marks.
notation-empty-line = Character { $position }: this line is empty. Lines are separated by one slash with a space on each side.
notation-stray = Character { $position }: “{ $found }” has no place here. For the character itself write \{ $found }.
notation-combining = Character { $position }: an accent or a dot below must follow a letter or a digit.
notation-escape = Character { $position }: a backslash stands only before ? # [ ] { "{" } { "}" } < > | / \ or a letter that is printed with a dot below.
notation-lost = Character { $position }: expected a count in the brackets: [3], [2-4], or [-] if nobody knows.
notation-lost-limit = Character { $position }: at most { $max } characters can be lost in one place.
notation-either = Character { $position }: expected two or more different readings, like { "{8|B}" }.
notation-either-limit = Character { $position }: at most { $count } readings, each of at most { $length } characters.
notation-angle = Character { $position }: expected “<logo: …>”. For the character itself write \<.
notation-unclosed = Character { $position }: opened here and never closed. Expected “{ $expected }”.
notation-nothing-inside = Character { $position }: nothing stands inside.

technique-printed = printed
technique-laser_etched = laser-etched
technique-ink_stamped = ink-stamped
technique-stamped = stamped with a die
technique-engraved = engraved
technique-cast = cast
technique-label = label
technique-hand_written = hand-written
technique-painted = painted
technique-moulded = moulded
technique-unknown = not known
technique-invalid = Choose one of the techniques.

script-latin = Latin
script-cyrillic = Cyrillic
script-hangul = Korean
script-han = Chinese characters
script-kana = Japanese
script-arabic = Arabic
script-persian = Persian
script-hebrew = Hebrew
script-digits = digits only
script-mixed = several scripts
script-other = other
script-invalid = Choose one of the scripts.

marking-kind-serial_number = serial number
marking-kind-part_number = part number
marking-kind-lot_code = lot code
marking-kind-date_code = date code
marking-kind-calendar_mark = calendar mark
marking-kind-country_of_origin_mark = country of origin
marking-kind-brand_mark = brand
marking-kind-inspection_stamp = inspection stamp
marking-kind-plant_code = plant code
marking-kind-other = other
marking-kind-invalid = Choose one of the kinds of mark.

# Text and refs.
text-required = Fill this in.
text-too-long = At most { $max } characters.
ref-invalid = A ref has eight letters and digits, like 7Q01ZK1D.

# Places.
country-invalid = Not a country code. Use two letters of ISO 3166, like UA.
coordinates-invalid = Not coordinates. Write latitude, then longitude: 50.4501, 30.5234 or 50°27′00″N 30°31′24″E.
coordinates-range = Latitude runs from −90 to 90, longitude from −180 to 180.
precision-exact = exact
precision-km1 = within about 1 km
precision-km10 = within about 10 km
precision-region = region only
precision-country = country only
precision-invalid = Choose one of the precisions.

# Quantities.
quantity-exact = { $number }
quantity-about = about { $number }
quantity-at_least = at least { $number }
quantity-at_most = at most { $number }
quantity-range = { $number } to { $high }
quantity-unit = { $number } { $unit }
quantity-of = { $number } { $unit } of { $of }
quantity-of-unknown = { $number } { $unit } (of what is not stated)
quantity-required = Give a number.
quantity-invalid = Not a quantity we can read. Write 50, about 50, at least 290, at most 9, 2-4 or 75.5 % of documented components.
quantity-range-bound = A range already has two ends; leave out the word before it.
quantity-reversed = The second number of a range must be the larger one.
quantity-too-large = The largest number is { $max }.
bound-exact = exactly
bound-about = about
bound-at_least = at least
bound-at_most = at most
bound-range = between
bound-invalid = Choose one of the bounds.

# Codes and grades.
hs6-invalid = Not an HS code. Write six digits, like 8542.31.
hs6-edition = Say which edition of the HS the code is from: { $editions }.
eccn-invalid = Not an ECCN. Write it like 3A001, 3A001.a.2 or EAR99.
dual-use-invalid = Not an entry of Annex I. Write it like 5A002 or 3A001.a.2.
reliability-A = A – completely reliable
reliability-B = B – usually reliable
reliability-C = C – fairly reliable
reliability-D = D – not usually reliable
reliability-E = E – unreliable
reliability-F = F – cannot be judged
reliability-invalid = Choose a letter from A to F.
credibility-1 = 1 – confirmed by other sources
credibility-2 = 2 – probably true
credibility-3 = 3 – possibly true
credibility-4 = 4 – doubtful
credibility-5 = 5 – improbable
credibility-6 = 6 – cannot be judged
credibility-invalid = Choose a number from 1 to 6.
