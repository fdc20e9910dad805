# Constellations: what marks on components of several units have in common.

constellations-title = Constellations
constellations-page-lead = The same lot, the same date code on the same part, or serial numbers that follow one another, on components of several units.
constellations-kind = Kind
constellations-kind-all = All
constellations-kind-lot = Same lot
constellations-kind-date-code = Same date code
constellations-kind-serial = Neighbouring serial numbers
constellations-what-lot = lot { $first }
constellations-what-date-code = date code { $first }
constellations-what-serial = serial number { $first }
constellations-what-serials = serial numbers { $first } to { $last }
constellations-of = { $of }: { $what }
constellations-part = Part
constellations-all-parts = all parts
constellations-shared = Shared
constellations-on = On
constellations-number = Units
constellations-surprise = How surprising
constellations-few = too few units to say
constellations-usual = not surprising
constellations-one-in = about one chance in { $count }
constellations-hardly = hardly by accident
constellations-units = { $count ->
        [one] one unit
       *[other] { $count } units
    }
constellations-lead = { $count ->
        [one] One unit carries it.
       *[other] { $count } units carry it.
    }
constellations-basis-lot = Such things with a lot on them were found in { $units } units, with { $values } different lots; { $sharing } units share this one.
constellations-basis-date-code = Such things with a date code on them were found in { $units } units, with { $values } different date codes; { $sharing } units share this one.
constellations-basis-serial = Such things with serial numbers of this pattern were found in { $units } units, over a stretch of { $values } numbers; those of { $sharing } units follow one another at no more than 100 from one to the next.
constellations-few-sentence = That is too few units to say how surprising it is.
constellations-expected = Spread evenly, { $expected } such cases would be expected by accident.
constellations-capped = There are more such marks than are counted; the first 50,000 were.
constellations-assumption = How surprising something is assumes that lots, dates and numbers are spread evenly over units. Production is not even, and some units were looked at more closely than others: it says what to look at first and proves nothing.
constellations-others = { $count ->
        [one] One other unit shares { $what }
       *[other] { $count } other units share { $what }
    }
constellations-none = Nothing is shared
constellations-none-text = No two units in sight carry the same lot, the same date code on the same part, or neighbouring serial numbers. Marks are compared a little after they are entered.
constellations-units-heading = Units, weapons, places
constellations-unit = Unit
constellations-weapon = Weapon type
constellations-place = Incident
constellations-when = Used or recovered
constellations-component = Component
constellations-mark = Mark
constellations-more = There are more marks than are told here.
