# What is the same for every record: its card, its form, its history.

shelf-one-weapons = Weapon type
shelf-one-incidents = Incident
shelf-one-units = Unit
shelf-one-components = Component
shelf-one-photos = Photograph
shelf-one-markings = Mark
shelf-one-parts = Part
shelf-one-organizations = Organization
shelf-one-sources = Source
shelf-one-transfers = Transfer
shelf-one-claims = Claim

title-withheld = Name not released
record-new = { $shelf }: new record
record-edit = Change: { $title }
record-edit-link = Change
record-history-link = History

citation-heading = How to cite this
citation-version = version { $version }, { $date }

edit-fields = What is known
edit-row = { $what }, row { $number }
edit-more-rows = More rows
edit-release = Who may see it
edit-levels = Fields with a level of their own
edit-levels-hint = A field can be closed further than its record. Some fields can never be opened further than shown here.
edit-link-now = Now: { $names }.
edit-why = Why
edit-why-label = Reason for the change
edit-propose = Send for review
edit-save-draft = Save draft
edit-save = Save
edit-cancel = Cancel
edit-proposal-lead = This record is in the catalogue. Your change takes effect when a reviewer accepts it.

conflict-title = Changed meanwhile: { $title }
conflict-lead = Someone else saved this record while you were working on it. Nothing of yours is lost: it stands in the form below. Compare, change what is needed, and save again.
conflict-diff = What differs
conflict-theirs = Saved now
conflict-yours = What you typed

history-title = History: { $title }
history-lead = Every change, newest first. Nothing is ever removed from this list.
history-back = Back to the record
history-changed = Changed:
history-revert = Go back to this version

withdraw = Withdraw
withdraw-title = Withdraw this record
withdraw-lead = A withdrawn record leaves the catalogue. Its ref and its history stay, and the reason is kept with them.

act-create = Made
act-revise = Changed
act-revert = Brought back to an earlier version
act-withdraw = Withdrawn

note-proposed = Your change waits for a reviewer. Until then the record stays as it is.
