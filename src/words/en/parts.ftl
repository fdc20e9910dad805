# Parts: one product of one maker, under its maker’s number.

parts-number = Part number
parts-number-hint = The maker’s number for exactly this product, as printed. Spaces and hyphens do not matter when searching.
parts-maker = Maker
parts-maker-hint = The maker’s ref or its name, if it is filed.
parts-numbers = Other numbers
parts-numbers-hint = One a line: older numbers, and the same product with package or grade.
parts-family = Family
parts-family-hint = The series it belongs to, for example ADSP-2106x.
parts-description = What it is
parts-hs6 = HS code
parts-hs6-hint = Six digits, like 8542.31. Say which edition they are from.
parts-hs_edition = Edition of the HS
parts-eccn = ECCN
parts-eccn-hint = Like 3A001.a.2, or EAR99. It does not follow from the HS code.
parts-dual_use = EU dual-use code
parts-dual_use-hint = The entry of Annex I, like 3A001.a.2.
parts-introduced = First made
parts-last_made = Last made
parts-note = Note

parts-page-title = Parts
parts-page-lead = Makers’ part numbers. Each page says in which components and units a part was found.
parts-new = New part
parts-none = No parts yet
parts-none-text = Parts appear here once they are released to you.

parts-lead = { $description }. Maker: { $maker }.
parts-lead-maker = Maker: { $maker }.
parts-facts = Facts
parts-found = Found in
parts-found-none = It has not been found in a component that you may see.
parts-priority = Common High Priority List
parts-priority-about = A signal, not a licence duty: the code is on the list of February 2024, which authorities ask exporters to watch. Whether a licence is needed follows from the ECCN or Annex I, the destination and the user. The codes are those of HS 2022.
# $tier: 1, 2, 3.A, 3.B, 4.A or 4.B; $meaning: what the tier stands for.
parts-tier = Tier { $tier }: { $meaning }
parts-tier-1 = critical to precision-guided weapons
parts-tier-2 = electronics for data and radio navigation, tantalum and ceramic capacitors
parts-tier-3A = further electronic parts
parts-tier-3B = mechanical and other parts
parts-tier-4A = equipment to make, package or test electronics
parts-tier-4B = numerically controlled machine tools and their parts

# What can be wrong.
part-number-empty = “{ $given }” has neither a letter nor a digit. Write the number as it is printed.
part-taken = This maker already has a part “{ $given }”: { $ref }. Open that record, or give another number.
part-dates-reversed = It cannot have been made last before it was made first. Compare the two dates.
