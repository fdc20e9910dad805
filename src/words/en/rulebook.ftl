# The pages of the rules, and reading all marks again.

rules-title = Rules of reading
rules-lead = Every form of mark that this catalogue understands, with what documents it. A rule proposes; people decide.
rules-rule = Rule
rules-id = Id
rules-nobody = any maker
rules-any = any
rules-filter = Filter
rules-filter-q = Words in title, maker or source
rules-filter-unknown = The list of rules can be narrowed by q, maker, kind and confidence.
rules-shown = { $count } of { $all } rules.
rules-none = No rule fits
rules-none-text = Leave out a filter, or use fewer words.
rules-patterns = Form of the mark
rules-says = What it says
rules-documented = Documented in
rules-examples = Examples
rules-example-mark = Mark
rules-example-known = Known besides
rules-example-reads = Is read as
rules-example-yes = it is this
rules-example-none = not by this rule
rules-marks = Marks read by it
rules-marks-none = It reads no mark that is open to you.
rules-fact-kind = What it is
rules-fact-stage = Stage of production
rules-fact-makers = Makers
rules-fact-objects = Used on
rules-fact-origins = Countries
rules-fact-weeks = Weeks are counted
rules-fact-calendar = Calendar
rules-fact-window = An open year is looked for over
rules-fact-life = From production to this date
rules-fact-spread = The true week lies
rules-fact-place = Where in a mark
rules-fact-from = In use from
rules-fact-until = In use until
rules-fact-confidence = Confidence
rules-fact-version = Version
rules-years = { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
rules-weeks-around = up to { $before } before and { $after } after
rules-piece-literal = “{ $text }”
rules-piece-option = perhaps (
rules-piece-option-end = )
rules-piece-joint = nothing or a separator
rules-piece-line = the next line
rules-piece-gap = a gap
rules-piece-year-four = the year in four digits
rules-piece-year-two = the last two digits of the year
rules-piece-year-one = the last digit of the year
rules-piece-month = the month
rules-piece-week = the week
rules-piece-day = the day
rules-piece-day-of-year = the day of the year
rules-piece-quarter = the quarter
rules-piece-week-of-month = the week of the month
rules-piece-calendar-year = the year of the calendar
rules-piece-aside = { $name }, which says nothing of the date
rules-piece-table = a sign of the table { $table }
weeks-iso = from Monday to Sunday; week 1 holds the first Thursday (ISO 8601)
weeks-january-1 = week 1 holds 1 January; the first day of the week is not told
weeks-sunday = week 1 holds 1 January; weeks begin on Sunday
weeks-monday = week 1 holds 1 January; weeks begin on Monday
weeks-blocks = in blocks of seven days from 1 January
weeks-unknown = in a way that is not told: the days that any way allows
place-any = anywhere
place-line = only where it fills a line or is announced
place-mark = only where it is the whole mark

rereadings-title = Marks read again
rereadings-lead = When the rules change, all marks are read again. What is read otherwise stands here until somebody has looked at it. Decisions never change by themselves.
rereadings-never = No marks have been read by this installation yet.
rereadings-running = Marks are being read again since { $when }: { $total } so far. { $changes ->
        [0] Nothing waits to be looked at.
        [one] One mark waits to be looked at.
       *[other] { $changes } marks wait to be looked at.
    }
rereadings-done = All marks were read again by { $when }: { $total }. { $changes ->
        [0] Nothing waits to be looked at.
        [one] One mark waits to be looked at.
       *[other] { $changes } marks wait to be looked at.
    }
rereadings-waiting = { $count ->
        [one] One mark that was just written waits to be read.
       *[other] { $count } marks that were just written wait to be read.
    }
rereadings-pace = { $done } of { $total } marks, { $changed } read otherwise than before
rereadings-leave = You can leave this page; the reading goes on.
rereadings-progress-failed = How far it is could not be fetched. The reading goes on; this page asks again by itself.
rereadings-none = Nothing to look at
rereadings-none-text = No mark is read otherwise than before, or somebody has looked at all that are.
rereadings-decided = Decided
rereadings-gone = No longer:
rereadings-come = New:
rereadings-kept = Unchanged readings:
rereadings-note = Note
rereadings-see = Seen
note-reread-seen = Noted. The mark no longer waits to be looked at.
act-see = Marks read again: looked at
