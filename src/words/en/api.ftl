# The API's own description.

api-about = Weapon debris, its markings and where it came from. Reading what is public needs no key. Everything else needs a token in the header Authorization: Bearer. A record is sent and received as the fields of its form; what comes back can be changed and sent again.
api-parameter-ref = The record’s reference.
api-parameter-after = Where the page begins; taken from the address in `next`.
api-parameter-limit = How many records a page holds.
api-parameter-record-id = The name an imported file gave the row; the answer holds what it became, or nothing.
api-parameter-if-match = The ETag of the version the change is based on.

status-ok = As asked
status-created = Made
status-accepted = Waits for a reviewer
status-moved = Merged into another record
