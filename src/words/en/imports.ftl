# Importing tables.

import-empty = The file has no rows.
import-header-missing = The header lacks these columns: { $columns }. The first line must name all { $count }.
import-header-unknown = The header has columns that are not known here: { $columns }.
import-header-double = The header names a column twice.
import-cells = The row has { $found } cells; the header has { $expected }.
import-unreadable = The file cannot be read as CSV: { $cause }
import-row-long = The row that begins on line { $line } is longer than a megabyte. Is a quotation mark missing?
import-path-deep = The assembly path is deeper than { $max } levels.
import-record-double = This record_id stands on line { $line } too. Each row needs its own.
import-unit-differs = Line { $line } says “{ $there }” for the same unit. Rows of one unit must agree.
import-maker-unknown = The catalogue does not know this maker. Correct the name, or import again and let missing makers be made.
import-weapon-unknown = The catalogue does not know this weapon. Correct the name, or import again and let missing weapons be made.
import-values-uneven = The cell has { $found } values where other cells have { $expected }. Give one for all, or one for each.
import-date-interval = Two intervals make no date. Give one day, month or year at each end.
import-successor-of-itself = Nothing becomes itself.
import-successor-unknown = Neither the file nor the catalogue has a row called “{ $given }”. Add it to the file, or import it first.
import-rows-many = The file has more than { $max } rows. Cut it into several; record_id keeps them together.
# $ref: the record's reference.
import-record-settled = { $ref } has this record_id already, says something else, and is not a draft of yours. Propose the change on its page, or leave the row out.
import-record-taken = This record_id is in use. Give the row another, for example with your initials before it.

# The page.
imports-title = Import
imports-lead = Send a table of components, organizations or transfers. Its header says which it is. It is checked first; nothing is written before you say so.
imports-drop = Drop a table here, or choose it
imports-file-hint = Up to 200 MB. CSV in UTF-8 with all the columns of one of the lists below; or a provider's own CSV, XLSX or ZIP of CSV, read with a mapping.
imports-check = Check the file
imports-check-hint = You see what would be made and what is wrong before anything is written.
imports-send-failed = The file was not sent. Check the connection and try again.
imports-columns = The columns of components
imports-columns-record = record_id names the row. The same file sent twice changes nothing; a row that says something else changes its component.
imports-columns-unit = unit groups rows: they must agree on weapon, incident and recovery.
imports-columns-path = path is the way through the assemblies, as in “guidance section / board A”.
imports-columns-marks = markings holds transcriptions, with “ ;; ” between them and “ / ” between the lines of one.
imports-columns-dates = Dates are EDTF: 2024-01-02, 2024-01, 2024-03~.
imports-columns-of-organizations = The columns of organizations
imports-columns-of-transfers = The columns of transfers
imports-columns-several = Several values in a cell are separated by “|”.
imports-columns-successor = successor_of names the record_id of the organization that became this one, and valid_from says since when.
imports-columns-time = The transfer lies between date_from and date_to, EDTF. A date that is left out leaves that end open.
imports-columns-parties = A name stands for an organization only if it is the name or alias of exactly one and the countries do not contradict. Any other name becomes an organization of its own, and the report lists it.
imports-mine = Your imports
imports-none = You have sent nothing yet.
imports-file = File
imports-state = State
imports-rows = rows
imports-sent = Sent
imports-stage-checking = being checked
imports-stage-checked = checked
imports-stage-refused = refused
imports-stage-writing = being written
imports-stage-done = imported
imports-stage-failed = failed
imports-stage-cancelled = called off
imports-lead-checking = The rows are being checked. Nothing is written.
imports-lead-checked = Nothing is wrong with the file. Nothing is written yet.
imports-lead-refused = Something is wrong with the file. Nothing was written. Correct it and send it again.
imports-lead-writing = The rows are being written, all of them or none.
imports-lead-done = All rows are in the catalogue as drafts that only you see. Hand them in when they are ready.
imports-lead-failed = The import could not be carried out. Nothing was written.
imports-lead-cancelled = The import was called off. Nothing was written.
imports-pace = { $done } of { $total } rows
imports-pace-label = Rows done
imports-queued = Waiting for its turn
imports-reading = Reading the file
imports-interrupted = Interrupted: the server was stopped. It goes on by itself within a minute.
imports-leave = You can leave this page and come back.
imports-look-again = Look again
imports-progress-failed = The server does not answer. Asking again.
imports-new = new
imports-changed = changed
imports-same = unchanged
imports-wrong = with errors
imports-problems = What is wrong
imports-problems-shown = { $wrong ->
        [0] { "" }
        [one] One row has errors; the first { $shown } are shown.
       *[other] { $wrong } rows have errors; the first { $shown } are shown.
    }
imports-problems-all = All as CSV
imports-line = Line
imports-column = Column
imports-value = Value
imports-problem = Problem
imports-send-corrected = Send the corrected file
imports-makers = Makers that the catalogue does not know
imports-weapons = Weapons that the catalogue does not know
imports-parties = Parties that are made from their names
imports-parties-about = No record says who these are, so each becomes an organization, named as the file has it. Two that are one can be merged later.
imports-made-sources = Sources that are made from their titles
imports-go-title = Import
imports-create-missing = Create these makers and weapons. They are handed in with the rest.
imports-missing-unticked = Tick that they are to be created, or correct the names and send the file again.
imports-go = Import
imports-go-hint = Everything becomes drafts of yours. Nobody else sees them until you hand them in.
imports-cancel = Call it off
imports-note-cancelled = Called off. Work that is under way ends within seconds.
imports-drafts = { $count ->
        [one] One record goes to a reviewer.
       *[other] { $count } records go to a reviewer, as one submission.
    }
imports-submission = Handed in for review
imports-units = The units
imports-called-off = The import was called off.
imports-too-many = You have { $max } imports that have not come to their end. Import them or call them off first.
imports-not-checked = This import is not waiting to be written. Look at its page again.
imports-over = This import has come to its end.
imports-not-done = This import has not been written.
imports-interrupted-often = The work was interrupted again and again. Send the file once more, and tell the administrator if this repeats.
imports-file-gone = The file is no longer there. Send it again.
imports-not-allowed = You may no longer import.
imports-taken = Someone else has used one of these names meanwhile. Send the file again to see which.
imports-not-a-table = This is no CSV in UTF-8. Save the table as CSV and send that.
imports-file-one = Send one file at a time.
imports-file-missing = Choose a file.
imports-too-large = The file is larger than { $limit } MB. Cut it into several; record_id keeps them together.

act-import = Imported
act-import_sent = File sent to be imported
act-import_go = Import begun
act-import_cancel = Import called off
imports-lead-writing-parts = The rows are being written, up to { $some } at a time. What is written stays written, also when the server is stopped meanwhile.
imports-lead-refused-parts = Something is wrong with the file. { $rows } rows had been written before that was found and stay, as drafts that only you see. Correct the file and send it again.
imports-lead-failed-parts = The import could not be carried to its end. { $rows } rows are in the catalogue and stay there. Send the same file again: it goes on behind them.
imports-lead-cancelled-parts = The import was called off. { $rows } rows had been written and stay, as drafts that only you see. Send the same file again and it goes on behind them.
import-sources-many = The file names more than { $max } sources. Check source_title and source_url: they name the data set, not the row.
imports-and-more = and { $count } more
