# Merging two parts or two organizations that are one.

act-merge = Merged
field-merged = Merged with
field-moved = Records that pointed here

merges-link = Merge into another record
merges-title = Merge: { $title }
merges-lead = If two records describe the same thing, one goes and one stays. The old ref will lead to the record that stays. Nothing is deleted, and what was moved is kept in the history.
merges-back = Back to the record
merges-into = The record that stays
merges-into-hint = Its ref, the address of its page, or its name.
merges-look = Look ahead
merges-ahead = What would happen
merges-goes = Goes
merges-stays = Stays, with its own release levels
merges-moved-parts-maker = Parts whose maker changes
merges-moved-components-maker = Components whose maker changes
merges-moved-components-brand = Components whose brand changes
merges-moved-components-part = Components whose part changes
merges-moved-organizations-succession = Organizations that became it
merges-moved-claims-about = Claims about it
merges-moved-transfers-from = Transfers from it
merges-moved-transfers-to = Transfers to it
merges-moved-transfers-parties = Transfers that name it beside
merges-moved-transfers-lines = Lines of transfers that are this part
merges-moved-about = Counted as far as you may see them; all of them move.
merges-changes = How the record that stays changes
merges-changes-none = It already has all names and numbers of the other one.
merges-decide = Decide
merges-why = Why are they the same?
merges-why-hint = Kept in the history of both records.
merges-opened = The record that goes is more closed than the one that stays. More people could then read these of its fields:
merges-opening = These may be opened
merges-opening-hint = Tick only if the sources allow it. Otherwise close the record that stays first.
merges-do = Merge

# What can be wrong.
merge-same = This is the record itself. Name the other one.
merge-not-accepted = { $ref } is not in the catalogue: it waits for review or was withdrawn. Only accepted records are merged.
merge-proposals = Changes to { $ref } wait for review. Decide on them first.
merge-opens = The record that goes is more closed than the one that stays. Say that its names may be opened, or close the record that stays first.
merge-circle = After this merge an organization would have become itself. Correct the succession of one of them first.
