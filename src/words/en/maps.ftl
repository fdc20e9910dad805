# Maps of routes.

maps-title = Map of the route
maps-leg = { $from } → { $to }
maps-gap = { $from } → { $to }: nothing on record
maps-about = Dots stand in the middle of a country, because the record says no more. A line is wide where it begins; a dashed one stands for what is not on record. Outline: Natural Earth.
maps-heading = Map
