# With whom an organization has to do over some steps.

neighbourhoods-title = Neighbourhood
neighbourhoods-of = Neighbourhood of { $organization }
neighbourhoods-lead = { $count ->
        [0] No recorded transfer leads to or from it.
        [one] One organization
       *[other] { $count } organizations
    }{ $count ->
        [0] {""}
       *[other] { $hops ->
            [one] {" "}one recorded transfer away.
           *[other] {" "}at most { $hops } recorded transfers away.
        }
    }
neighbourhoods-steps = { $count ->
        [one] 1 step
       *[other] { $count } steps
    }
neighbourhoods-how-far = How far
neighbourhoods-drawing = Drawing
neighbourhoods-desc = { $count ->
        [one] One organization below the one in the middle. The table below says the same in words.
       *[other] { $count } organizations, each below the one over which it was come to. The table below says the same in words.
    }
neighbourhoods-transfers = { $count ->
        [one] 1 transfer
       *[other] { $count } transfers
    }
neighbourhoods-legend-stem = with whom it has most transfers, one step nearer
neighbourhoods-legend-cross = other transfers
neighbourhoods-legend-way = An arrow to the right: it took what the one nearer to the middle handed over; to the left: the other way round. A name leads to the neighbourhood of its bearer.
neighbourhoods-table = Organizations
neighbourhoods-organization = Organization
neighbourhoods-here = its neighbourhood
neighbourhoods-hop = Steps
neighbourhoods-over = Over
neighbourhoods-took = Took from there
neighbourhoods-gave = Handed over there
neighbourhoods-when = Between
neighbourhoods-cut = There are more than are drawn here: the nearest { $count } with most transfers are shown. Programs get up to a thousand.
neighbourhoods-none = No neighbours
neighbourhoods-none-why = No transfer on record, as far as you may see it, names this organization and another one.
neighbourhoods-link = Neighbourhood over several transfers
