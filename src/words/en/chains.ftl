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
