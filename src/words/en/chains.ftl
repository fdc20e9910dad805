# Candidate chains: in what a record agrees with a component, and why a chain stands where it stands.

chain-matched-serial = serial number
chain-matched-lot = lot
chain-matched-date-code = part and date code
chain-matched-part = part number
chain-matched-family = family of parts
chain-matched-hs = customs heading only
chain-reason-serial = { $count ->
        [one] One step names the serial number.
       *[other] { $count } steps name the serial number.
    }
chain-reason-lot = { $count ->
        [one] One step names the lot.
       *[other] { $count } steps name the lot.
    }
chain-reason-date-code = { $count ->
        [one] One step names the part with its date code.
       *[other] { $count } steps name the part with its date code.
    }
chain-reason-part = { $count ->
        [one] One step names no more than the part number.
       *[other] { $count } steps name no more than the part number.
    }
chain-reason-family = { $count ->
        [one] One step names no more than the family, or other goods of the same part.
       *[other] { $count } steps name no more than the family, or other goods of the same part.
    }
chain-reason-hs = { $count ->
        [one] One step agrees in the customs heading only.
       *[other] { $count } steps agree in the customs heading only.
    }
chain-reason-begins-maker = It begins at the maker.
chain-reason-begins-unknown = How it came from the maker to the first party is not on record.
chain-reason-bridged = { $count ->
        [one] Between two steps one transfer at least is missing from the record.
       *[other] In { $count } places between steps one transfer at least is missing from the record.
    }
chain-reason-ends-holder = It ends at a party that is on record as having built or held the unit.
chain-reason-ends-unknown = How it came from the last party into the unit is not on record.
chain-reason-longest-gap = { $days ->
        [one] The longest gap lasts at most one day.
       *[other] The longest gap lasts at most { $days } days.
    }
chain-reason-open-gap = How long a gap lasts cannot be bounded.
chain-reason-told-twice = { $count ->
        [one] One step is told by more than one data set.
       *[other] { $count } steps are told by more than one data set.
    }
chain-reason-doubtful = { $count ->
        [one] One step rests on a source or a statement that is graded as doubtful.
       *[other] { $count } steps rest on sources or statements that are graded as doubtful.
    }
chain-reason-order = { $count ->
        [one] For one pair of steps the dates allow this order and the reverse.
       *[other] For { $count } pairs of steps the dates allow this order and the reverse.
    }
chain-reason-succession = { $old } became { $new }; that is on record.
chain-reason-read-from-text = No line states the part number { $number }: it was read from the goods text.

# The page, the drawing and the list of components that could have come one way.

chains-title = Candidate chains
chains-of = Candidate chains: { $component }
chains-link = Candidate chains: how it may have come here
chains-chain = Chain
chains-heading = Chain { $rank }, score { $score }
chains-lead = { $count ->
        [one] One chain of recorded transfers can lead to this component.
       *[other] { $count } chains of recorded transfers can lead to this component.
    }
chains-lead-none = No chain of recorded transfers leads to this component.
chains-proposed = Chains are worked out from records that agree with the component; none of them is established. A party in a chain may have known nothing of what became of the goods.
chains-to-component = The component
chains-known = What a chain must agree with
chains-fact-made = Made, by its marks
chains-fact-recovered = Used or recovered at the latest
chains-fact-looked-at = Recorded transfers that agree in time and goods
chains-cut-short = More records agree than are looked at; the most specific and the nearest in time were taken, and something may be missing here.
chains-missing = What is missing
chains-missing-part = The component does not say which part it is. With a part number, transfers of that part are looked for.
chains-missing-marks = It has no mark that can be read: neither its lot nor the time it was made is known.
chains-missing-date = None of its marks dates it for certain, so nothing bounds a chain from before.
chains-missing-end = When the weapon was used or recovered is not on record, so nothing bounds a chain from behind.
chains-missing-keys = Nothing is known by which a transfer could be looked for: no part, no lot, no serial number.
chains-missing-transfers = No transfer of this part, lot or serial number is on record within that time.
chains-missing-fit = The transfers on record do not make a chain: they lack parties, or lead nowhere in time.
chains-nobody = not known
chains-country-unknown = country not known
chains-not-before = not before { $day }
chains-not-after = not after { $day }
chains-undated = not dated
chains-gap-unbounded = no record, of unknown length
chains-gap-at-least = { $days ->
        [one] no record for at least one day
       *[other] no record for at least { $days } days
    }
chains-gap-days = { $days ->
        [0] no record, less than a day
        [one] no record for one day
       *[other] no record for { $days } days
    }
chains-gap-between = no record for { $least } to { $most } days
chains-no-record = no record
chains-ungraded = not graded
chains-others = { $count ->
        [one] One other transfer between the two would fit as well.
       *[other] { $count } other transfers between the two would fit as well.
    }
chains-diversion = Where the last authorised custodian let go: { $told }.
chains-diversion-unknown = Where the last authorised custodian let go is not known.
chains-diversion-stated = { $by }, to { $to }, { $when }
chains-diversion-gap = { $by }; to whom is not on record before { $to }
chains-diversion-last = { $by }; to whom is not on record
chains-drawing-title = Chain { $rank }: countries from left to right, time downwards
chains-drawing-step = { $from } to { $to }, { $when }.
chains-drawing-gap = { $from } to { $to }: { $length }.
chains-legend-step = recorded transfer
chains-legend-pale = recorded, source not graded
chains-legend-gap = no record
chains-table = The steps and gaps of this chain
chains-from = From
chains-to = To
chains-when = When
chains-matched = Agrees in
chains-grade = Grade
chains-record = Record
chains-component-unknown = There is no component “{ $given }” that the public may see. With --all, sealed ones count too.
chains-through-link = Found components that could have come through it
chains-through-title = Components that could have come through: { $by }
chains-through-heading = Components that could have come this way
chains-through-here = Found components
chains-through-lead = Found components of which a recorded transfer names the part, the lot or the serial number, in a time that fits. That a component could have come this way does not say that it did.
chains-through-none = No found component could have come this way
chains-through-none-why = No component in sight agrees with the goods in part, lot or serial number and in time.
chains-through-component = Component
chains-through-unit = Found in
chains-through-reason = { $count ->
        [one] One transfer agrees in the { $matched }.
       *[other] { $count } transfers agree in the { $matched }.
    }

# What people decide about chains.

shelf-chains = Decisions on chains
shelf-one-chains = Decision on a chain
review-count-chains = { $count ->
        [one] { $count } decision on a chain
       *[other] { $count } decisions on chains
    }
chains-component = Component
chains-component-hint = The ref of the component that the chain leads to.
chains-verdict = Decision
chains-verdict-accepted = This chain is the one
chains-verdict-rejected = Not this chain
chains-steps = Steps
chains-steps-hint = One transfer a line, in their order: its ref, and behind it the version that was looked at. Without a version, the one it has now.
chains-reason = Reason
chains-reason-hint = What speaks for it or against it beside the records themselves. Others will have to follow it.
chains-steps-count = { $count ->
        [one] One step
       *[other] { $count } steps
    }
chains-step-unclear = “{ $given }” is no step. Give the ref of a transfer, and behind it a version if need be: 7K2M9QXA 3.
chains-step-newer = Transfer { $ref } has changed since you looked at it; it is at version { $version } now. Nothing was saved. Look at the chain again and decide then.
chains-step-not-in = Transfer { $ref } is not in the catalogue. A chain can only be accepted once all of its steps are. Nothing was saved.
chains-make-none = These transfers make no chain for this component: they agree with it in nothing, cannot have happened in this order, or lie outside the time between its making and its recovery.
chains-decided-already = This has been decided already, by { $ref }. Nothing was saved.
chains-proposed-already = This has been proposed already, by { $ref }, and waits for a second person. Nothing was saved.
chains-decided-otherwise = The opposite has been decided about this chain, by { $ref }. Nothing was saved. Propose a change to that decision, with your reason, or ask a reviewer to withdraw it.
chains-proposed-otherwise = The opposite has been proposed about this chain, by { $ref }, and waits for a second person. Nothing was saved. Both must be settled by a reviewer.
chains-other-stands = Another chain has been accepted for this component, by { $ref }. It came by one of them at most. Nothing was saved. Ask a reviewer to withdraw the other one first.
chains-since-changed = Transfer { $ref } has changed since: version { $then } was looked at, it is at version { $now } now.
chains-since-closed = Transfer { $ref } has been closed further than this decision since.
chains-since-gone = Transfer { $ref } has been taken out of the catalogue since.
chains-since-merged = Transfer { $ref } has been merged into another record since.
chains-since-same = unchanged
chains-since = Since then
chains-as-of = Looked at
chains-step-version = version { $version }
chains-stands = accepted by a reviewer on { $when }
chains-of-decided = Chain to: { $component }
chains-closed-with-steps = A decision is only as open as the most closed of its steps. This one was to be more open.
chains-not-told = From what is open to you now, these steps no longer make a chain for this component.
chains-decision = Decision
chains-decide = Decide on this chain
chains-why = Why
chains-why-hint = What speaks for it or against it beside the records themselves: an invoice, the maker’s answer, a customs stamp. Needed.
chains-propose-accept = Propose: this chain is the one
chains-propose-reject = Propose: not this chain
chains-apart = Decided, and not among the chains below
chains-apart-hint = The machine does not propose these chains now, or ranks others before them. What was decided stands.
chains-came-by = The chain by which it came
chains-shaken = A step has changed since.
chains-page-title = Decisions on chains
chains-page-lead = Which chains of transfers people found to be the one by which a component came, or not to be: each proposed by one person and accepted by another.
chains-none = No decisions yet
chains-none-text = Decisions appear here once they and all of their steps are released to you. They are made on the page of a component’s candidate chains.
chains-reference = Ref
note-chain-proposed = Your decision waits for a second person. Until then it counts for nothing.
note-chain-drafted = Your decision is a draft. It is handed in with what it rests on.

# Looking up a lot or a serial number.

chains-look-up-title = Look up a lot or a serial number
chains-look-up-lead = As it stands on an invoice, a box or a part: which found components carry it, which recorded transfers name it, and which found components could have come through these.
chains-look-up-asked = What stands there
chains-look-up-lot = Lot
chains-look-up-serial = Serial number
chains-look-up-send = Look up
chains-look-up-unclear = “{ $given }” is no lot and no serial number. Give letters and figures, at most 60.
chains-look-up-carrying = Found components that carry it
chains-look-up-carrying-none = No mark in sight carries it.
chains-look-up-transfers = Recorded transfers that name it
chains-look-up-transfers-none = No transfer in sight names it.
chains-look-up-through = Found components that could have come through these
chains-look-up-through-none = No found component in sight agrees with these transfers in lot or serial number and in time.
