# The frame around every page, and the words of the parts that many pages share.

layout-skip = Skip to the content
layout-menu = Menu
layout-shelves = Catalogue
layout-work = Your work
layout-language = Language
layout-search = Search
layout-search-label = Search the catalogue
layout-search-hint = Part number, mark, maker or ref
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-account = Your account

layout-nav-units = Units
layout-nav-components = Components
layout-nav-parts = Parts
layout-nav-organizations = Organizations
layout-nav-transfers = Transfers
layout-nav-weapons = Weapons
layout-nav-incidents = Incidents
layout-nav-claims = Claims
layout-nav-sources = Sources

layout-work-new = New finding
layout-work-review = Review queue
layout-work-import = Import
layout-work-drafts = Drafts
layout-work-admin = Admin

layout-about = Sherd is a catalogue of weapon debris: photographed components, the marks on them, and what those marks say about where and when they were made.
layout-no-accusation = A maker’s name on a component says nothing about the maker’s conduct. It does not show who sold the component, to whom, or whether any rule was broken.
layout-rules = Rules of reading
layout-exchange = Files for other programs
layout-api = Data and API
layout-licence = Software under MIT or Apache 2.0
layout-no-tracking = No trackers, nothing loaded from elsewhere

layout-release-sealed = Sealed
layout-release-partner = Partners
layout-release-officer = Officers
layout-release-public = Public
layout-state-draft = Draft
layout-state-submitted = Submitted
layout-state-accepted = Accepted
layout-state-returned = Sent back
layout-state-withdrawn = Withdrawn

layout-optional = optional
layout-errors = Please check this:
layout-not-stated = not stated
layout-nothing = nothing
layout-field = Field
layout-before = Before
layout-after = After

layout-pages = Pages of this list
layout-previous = Previous
layout-next = Next

layout-error-reference = Tell the administrator this number:
layout-error-home = Go to the home page
layout-error-search = Search the catalogue

layout-date-help = How to write a date you are not sure of
layout-date-day = that day
layout-date-month = some day in that month
layout-date-year = some day in that year
layout-date-about = about March 2024
layout-date-doubtful = 2024, but doubtful
layout-date-between = from March 2023 to 2 January 2024
layout-date-open = no later than 27 February 2024

layout-notation = How to write what you see
layout-notation-unknown = one character that cannot be read
layout-notation-lost = three characters lost
layout-notation-range = two to four characters lost
layout-notation-open = an unknown number lost
layout-notation-either = one or the other
layout-notation-uncertain = read, but uncertain (a dot below)
layout-notation-masked = hidden by us; officers know it
layout-notation-supplied = added by you; shown, but never evidence
layout-notation-break = new line
layout-notation-logo = a logo, described
layout-notation-preview = Preview

layout-upload-drop = Drop photographs here, or choose them
layout-upload-shoot = Take or choose photographs
layout-upload-waiting = waiting
layout-upload-sending = sending
layout-upload-done = stored
layout-upload-failed = not stored
layout-upload-retry = Try again
layout-upload-all-done = All photographs are stored.
layout-upload-some-failed = Some photographs are not stored; the others are kept.
layout-upload-show = Show those that are stored

layout-region-help = Draw a box around the mark. With the keyboard: arrow keys move it, Shift with arrow keys changes its size.
layout-region-clear = Remove the box

layout-keys-accept = accept
layout-keys-return = send back
layout-keys-next = next
layout-keys-previous = previous
layout-keys-help = show or hide this list
