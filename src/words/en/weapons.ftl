# Weapon types.

weapons-name = Name
weapons-name-hint = The name the catalogue lists it under. What others call it goes below.
weapons-kind = Kind
weapons-origin = Country of design
weapons-origin-hint = Two letters of ISO 3166. Where a unit was made is a question of its own, answered at the unit.
weapons-aliases = Other names
weapons-aliases-hint = One a line: who calls it so, a colon, the name. Example: DPRK: Hwasong-11A
weapons-description = Description
weapons-alias-nameless = “{ $given }” names nobody’s name for it. Write who calls it so, a colon, and the name.

kind-ballistic_missile = ballistic missile
kind-cruise_missile = cruise missile
kind-uav = unmanned aircraft
kind-rocket = rocket
kind-artillery = artillery
kind-air_defence = air defence

weapons-page-title = Weapon types
weapons-page-lead = Designs, and what each naming authority calls them. Two designs that a source cannot tell apart stay two.
weapons-new = New weapon type
weapons-none = No weapon types yet
weapons-none-text = Weapon types appear here once they are released to you.
weapons-reference = Ref
weapons-facts = Facts
weapons-aliases-heading = Names
weapons-alias-name = Name
weapons-alias-authority = Used by
weapons-units = Units of this type
weapons-units-none = No unit that you may see is identified as this type.
weapons-possible-units = Units that may be of this type
weapons-possible-units-hint = Their identification leaves more than one type open. They are not counted above.
weapons-parts = Parts seen
weapons-parts-hint = In the units listed here, those that only may be of this type included.
weapons-part = Part
weapons-part-components = Component records
weapons-units-all = All units of this type, certain and possible
