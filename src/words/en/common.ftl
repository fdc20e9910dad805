# Words that several shelves share, and what can be wrong with any request.

home-title = Catalogue of weapon debris

shelf-weapons = Weapon types
shelf-incidents = Incidents
shelf-units = Units
shelf-components = Components
shelf-photos = Photographs
shelf-markings = Marks
shelf-parts = Parts
shelf-organizations = Organizations
shelf-sources = Sources
shelf-transfers = Transfers
shelf-claims = Claims

role-investigator = Investigator
role-reviewer = Reviewer
role-officer = Export-control officer
role-admin = Administrator

field-cites = Resting on
field-sources = Sources
field-sources-hint = One a line: the source’s ref, then a comma and the page or paragraph. Example: 7Q01ZK1D, p. 12
field-release = Who may see this
field-field_releases = Fields with a level of their own
field-field_releases-hint = One a line: the field, an equals sign, the level. Levels: sealed, partner, officer, public.
field-state = State
field-record_id = Name in your own table
field-record_id-hint = Importing a table again finds the record by this name.

kind-other = other

# The foot of a list.
list-all = Show the whole list
list-shown = { $count ->
        [0] Nothing on this page
        [one] { $count } record on this page
       *[other] { $count } records on this page
    }

# What can be wrong with a field.
required = Fill this in.
release-unknown = “{ $given }” is no release level. Write sealed, partner, officer or public.
release-pair-unknown = “{ $given }” cannot be read. Write the field, an equals sign and the level, as in place=sealed.
# $limit: a release level.
release-beyond-limit = The field { $field } can be opened no further than { $limit ->
        [sealed] sealed
        [partner] partners
        [officer] officers
       *[public] the public
    }.
list-too-long = At most { $max } entries are kept in one field. Make a second record for the rest.
list-too-many-parts = “{ $given }” has more parts than a line can hold. At most { $max } parts, with | between them.
word-not-listed = “{ $given }” is not one of the words listed: { $listed }.
address-unsound = Give a whole web address that begins with http:// or https:// and has no spaces.
country-unknown = “{ $given }” is no country code. Use two letters of ISO 3166, like UA.
number-out-of-range = Give a number from { $low } to { $high }.
# $shelf: the shelf that was searched.
link-unknown = { $shelf ->
        [weapons] No weapon type
        [incidents] No incident
        [units] No unit
        [components] No component
        [photos] No photograph
        [markings] No mark
        [parts] No part
        [organizations] No organization
        [sources] No source
        [claims] No claim
        [transfers] No transfer
        [readings] No decision
        [chains] No decision
       *[other] No record
    } is called “{ $given }” or has that ref. Give the ref, or file the record first.
link-ambiguous = Several records are called “{ $given }”, for example { $one } and { $other }. Give the ref of the one you mean.
text-not-utf8 = The text is not UTF-8. Nothing was saved; send it again as UTF-8.
value-not-text = This value must be text, a number, true or false, or a list of these.
cursor-unknown = This address of a page is not one of ours. Begin again at the first page.
database-address-unknown = “{ $given }” is no database. Write sqlite://PATH or postgres://USER@HOST/NAME.

# What can be wrong with a body. $max: kilobytes.
body-too-large = What was sent is larger than { $max } KB, the most that is accepted here. Nothing was saved.
body-broken-off = What was sent broke off before its end. Nothing was saved; send it again.
body-not-json = The body is not a JSON object. The first mistake stands in line { $line }, column { $column }.
body-not-json-type = Send JSON with the header Content-Type: application/json.

# Failures: what happened, what was kept, what to do.
error-not-found-inside = There is no such page, or it is not open to you.
error-not-found = There is no such page, or it is not open to you. If you have an account, sign in and try again.
error-unauthenticated = This needs an account. Sign in; what you had typed is not kept.
error-invalid = Some fields cannot be accepted. Nothing was saved. What is wrong stands at each field.
error-taken = Another record already has this value ({ $field }). Nothing was saved. Choose another value, or open the other record.
error-stale = Someone else has changed this record since you opened it. Nothing was saved. Open it again, compare, and save once more.
error-unversioned = A change must say which version it is based on. Nothing was saved. Send the header If-Match with the ETag you were given.
error-too-large = What was sent is too large. Nothing was saved.
error-unsupported = This kind of file or body is not accepted here. Nothing was saved.
error-no-space = The server’s disk is full. Nothing of this was saved; everything saved before is safe. Tell the administrator and try again later.
error-throttled = Too many tries. Wait { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } and try again.
error-slow = The request took too long to arrive. Nothing was saved. Try again on a better connection.
error-busy = The server is busy. Nothing was saved. Try again in a few seconds.
error-internal = Something went wrong on our side. Nothing of this request was saved. Try again; if it happens again, tell the administrator.
error-method = This address does not answer this kind of request.

status-invalid = Cannot be accepted
status-unauthenticated = Sign in first
status-forbidden = Not allowed
status-not-found = Not found
status-method = Wrong method
status-slow = Too slow
status-conflict = Conflict
status-too-large = Too large
status-unsupported = Not accepted
status-unversioned = Version missing
status-throttled = Too many tries
status-busy = Busy
status-no-space = Disk full
status-internal = Internal error

forbidden = Your role does not allow this. Nothing was changed.
forbidden-read-only = This token may only read. Nothing was changed. Make a token that may write.
forbidden-write = Your role may read but not write. Nothing was changed. Ask the administrator for the role of investigator.
forbidden-review = Only reviewers may do this. Nothing was changed.
forbidden-original = Only reviewers may open originals.
forbidden-admin = Only administrators may do this. Nothing was changed.
forbidden-csrf = This form was too old or came from another site. Nothing was changed. Open the page again and send it once more.
forbidden-in-review = This record is waiting for review and cannot be changed meanwhile. Nothing was changed.
