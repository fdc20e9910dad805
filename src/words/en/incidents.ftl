# Incidents.

incidents-name = Name
incidents-name-hint = What happened, where and when, in a few words. Everyone who may see the incident sees its name: leave out what the place below must not tell.
incidents-kind = Kind
incidents-date = Date
incidents-place = Place
incidents-place-hint = A settlement or an area. An address belongs into the session.
incidents-country = Country
incidents-lat = Latitude
incidents-lat-hint = Degrees with a point: 49.9935. South is negative. Partners see the point; everyone else sees only the cell chosen below.
incidents-lon = Longitude
incidents-precision = How exactly the place is known
incidents-precision-hint = Coordinates are kept no finer than this.
incidents-released_precision = How exactly it may be told
incidents-released_precision-hint = Outside, the place is moved to the centre of a fixed cell of this size. If nothing is chosen: about 10 km.
incidents-summary = Summary
incidents-session = Documentation session
incidents-session-hint = Where and when the items were photographed, and by whom. Never public.
incidents-point-half = A point needs both latitude and longitude.
incidents-precision-needed = Say how exactly these coordinates are known.
incidents-point-beside-country = Coordinates say more than the country. Choose how exactly they are known, or leave them out.

kind-strike = strike
kind-crash = crash
kind-seizure = seizure
kind-recovery = recovery
kind-launch_series = series of launches

released_precision-exact = exactly
released_precision-km1 = within about 1 km
released_precision-km10 = within about 10 km
released_precision-region = region only
released_precision-country = country only

incidents-page-title = Incidents
incidents-page-lead = Strikes, crashes, seizures and recoveries, and series of launches that are counted together. The newest come first.
incidents-new = New incident
incidents-none = No incidents yet
incidents-none-text = Incidents appear here once they are released to you.
incidents-reference = Ref
incidents-facts = Facts
incidents-point = Point
# $km: whole kilometres, rounded up.
incidents-point-within = { $point }, within about { $km } km
incidents-point-exact = { $point }
incidents-coarse = The point is the centre of a cell of a fixed grid, not the place itself. The place lies somewhere within the distance given.
incidents-units = Units
incidents-units-none = No unit that you may see belongs to this incident.
incidents-units-all = All units of this incident
