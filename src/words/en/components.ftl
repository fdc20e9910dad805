# Components: what was found in a unit, as a tree.

components-unit = Unit
components-parent = Assembly
components-parent-hint = The component of the same unit that this one belongs to.
components-name = Name
components-position = Position
components-position-hint = Where in the assembly it sat, for example U4 or left side.
components-quantity = How many
components-quantity-hint = Identical pieces that this record stands for: 2, about 50, at least 290. Leave it open for one.
components-part = Part number
components-part-hint = The maker’s part: its ref, or its number if the part is filed.
components-maker = Made by
components-maker-hint = Who made it, if that is known. The name on it is the brand.
components-brand = Brand on it
components-brand-hint = The name as it is printed on the component.
components-origin = Country on the origin mark
components-origin-hint = Two letters: the country that the mark itself names.
components-domestic = Domestic or not
components-domestic-hint = Whether it was made in the country where the weapon was made.
components-dates = What its marks date
components-dates-hint = Whether an accepted production mark on it says when the whole weapon was made, as one on the airframe does. Left open, its name tells.
components-condition = Condition
components-note = Note

domestic-domestic = domestic
domestic-non_domestic = not domestic
domestic-unknown = not known

dates-whole = the whole weapon
dates-part = this part only

condition-intact = intact
condition-damaged = damaged
condition-burnt = burnt
condition-fragment = fragment
condition-unknown = not known

components-page-title = Components
components-page-lead = What was found in the units, the newest record first.
components-new = New component
components-none = No components yet
components-none-text = Components appear here once they are released to you.
components-component = Component
components-pieces = Pieces
components-ref = Ref
components-unnamed = not named
components-facts = Facts
components-brand-seat = Seat of the brand’s owner
components-maker-seat = Seat of the maker
components-not-the-same = The brand, the maker, the country of a seat and the country on an origin mark are four different things. None of them says who supplied the component.
components-below = What it holds
components-elsewhere = The same part in other units
components-elsewhere-all = All components of this part
components-level = Level
components-branded = brand
components-lead-found = Found in { $unit }.
components-lead-pieces = Found in { $unit }; pieces: { $pieces }.
components-lead-origin = The origin mark on it says { $country }.

components-add = Add component
components-add-below = Add below
components-add-top = Add at the top level
components-add-hint = A part number that nobody has filed yet becomes a draft of its own.
components-entry-name = Name
components-entry-quantity = How many
components-entry-part_number = Part number
components-entry-brand = Brand on it
components-more = This unit has more components: show them all as a list

components-name-or-number = Give a name, a part number or a brand.
components-parent-elsewhere = This component belongs to another unit. Choose one of the same unit.
components-parent-ring = A component cannot stand below itself.
components-unit-with-parts = Other components stand below this one. Move them first; they belong to its unit.
# $max: levels.
components-too-deep = A tree can have at most { $max } levels.
