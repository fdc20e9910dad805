# Mappings of providers' tables.

mappings-title = Mappings
mappings-lead = How the tables of customs, carriers and other providers become transfers. A mapping is made once for a provider and read by every later file of theirs.
mappings-send = Send a file
mappings-waiting = Your files that wait for a mapping
mappings-saved = Saved
mappings-none = No mapping is saved yet. Send a provider's file and choose that its columns are to be mapped.
mappings-version = Version
mappings-changed = Last saved
mappings-all = All mappings
mappings-by = Mapping
mappings-choice = How the file is read
mappings-choice-hint = A provider's own table (CSV in any encoding, XLSX, ZIP of CSV) needs a mapping of its columns.
mappings-choice-none = It has the canonical header, or holds entities of FollowTheMoney
mappings-choice-new = A provider's table: map its columns
mappings-repeated = { $count ->
        [one] One row says the same as a row before it and counts once.
       *[other] { $count } rows say the same as a row before them and count once.
    }
mappings-passed = { $count ->
        [one] One row leaves a column empty that every row of goods fills, and was passed over: line { $places }.
       *[other] { $count } rows leave a column empty that every row of goods fills, and were passed over: lines { $places }.
    }
mappings-as-file = As a file
mappings-text = Mapping
mappings-text-hint = TOML, as “sherd mappings save” reads it.
mappings-not-yours = Only whoever made it and administrators change this mapping. Send a file, take this mapping and save it under another name.
mappings-download = Download
mappings-save = Save the mapping
mappings-save-hint = Imports that were begun keep the version they were begun with.
mappings-remove = Remove the mapping
mappings-note-saved = Saved.
mappings-note-removed = Removed. What was imported by it stays.
mappings-note-discarded = The file was let go.

mappings-file-lead = Say which of the file's columns mean what. Nothing is written before the whole file was checked and you say so.
mappings-first-rows = The file
mappings-first-rows-of = Its columns and first rows
mappings-column = Column
mappings-row-one = First row
mappings-row-two = Second row
mappings-row-three = Third row
mappings-columns = { $count ->
        [one] one column
       *[other] { $count } columns
    }
mappings-parts = { $count } tables or sheets
mappings-kind-text = text
mappings-kind-xlsx = spreadsheet
mappings-kind-zip = archive of text
mappings-take = Begin with a saved mapping
mappings-take-it = Take it
mappings-group-provider = Provider
mappings-group-who = What and between whom
mappings-group-when = When
mappings-group-goods = Goods
mappings-group-way = Countries and vessel
mappings-group-source = Papers and source
mappings-group-names = Which rows count, and what names them
mappings-name = Provider
mappings-name-hint = The mapping is saved under this name, and the names of rows begin with it.
mappings-reading = How the file is read
mappings-look = Read the file this way
mappings-encoding = Encoding
mappings-delimiter = Between cells
mappings-delimiter-comma = comma
mappings-delimiter-semicolon = semicolon
mappings-delimiter-tab = tab
mappings-delimiter-pipe = upright stroke
mappings-quotes = Quotation marks
mappings-quotes-yes = hold a cell together
mappings-quotes-no = are letters like any other
mappings-header = Line of the header
mappings-header-hint = 0 when there is none; empty for the first line.
mappings-sheet = Sheet
mappings-dates = Dates
mappings-dates-dmy = day, month, year
mappings-dates-mdy = month, day, year
mappings-dates-ymd = year, month, day
mappings-decimal = Before decimals
mappings-decimal-comma = a comma
mappings-decimal-point = a point
mappings-guessed = as it looks
mappings-no-column = not in the file
mappings-fixed = for all rows, or where the column is empty
mappings-more = More columns, and words
mappings-also = Joined with the column
mappings-join = By
mappings-words = Their words and ours, one pair a line
mappings-key = Columns that name a row
mappings-key-hint = One a line. Without any, a row is named by all it says: the same row twice is then one record.
mappings-ignore = Columns that do not count for that
mappings-ignore-hint = Running numbers and the like, one a line.
mappings-needs = Columns that every row of goods fills
mappings-needs-hint = One a line. A row that leaves one of them empty is a total or a footer: it is passed over, counted, and told by its line.
mappings-try = Try it on the first rows
mappings-check = Save and check the whole file
mappings-check-hint = You see what would be made and what is wrong before anything is written.
mappings-discard = Let the file go
mappings-trial = What the first rows become
mappings-trial-sound = { $count ->
        [one] One row was tried, and nothing is wrong with it.
       *[other] { $count } rows were tried, and nothing is wrong with them.
    }
mappings-trial-rows = { $count ->
        [one] One row was tried.
       *[other] { $count } rows were tried.
    }
mappings-trial-wrong = { $count ->
        [one] One has errors.
       *[other] { $count } have errors.
    }

mappings-to-record_id = Name of the row
mappings-to-kind = Kind
mappings-to-from_name = From
mappings-to-from_country = Country of the sender
mappings-to-to_name = To
mappings-to-to_country = Country of the receiver
mappings-to-date_from = Not before
mappings-to-date_to = Not after
mappings-to-part_number = Part number
mappings-to-maker = Maker
mappings-to-lot = Lot
mappings-to-date_code = Date code
mappings-to-hs6 = Customs code (HS)
mappings-to-quantity = Quantity
mappings-to-unit = Unit
mappings-to-value = Value
mappings-to-currency = Currency
mappings-to-origin_country = Country of origin
mappings-to-dispatch_country = Country of dispatch
mappings-to-transit_countries = Countries of transit
mappings-to-destination_country = Country of destination
mappings-to-vessel_imo = IMO number of the vessel
mappings-to-goods = Goods in words
mappings-to-document = Document
mappings-to-source_title = Title of the source
mappings-to-source_url = Address of the source
mappings-to-reliability = Reliability of the source
mappings-to-credibility = Credibility
mappings-to-release = Release level

# What is wrong.
mappings-field-unknown = A mapping has no such field.
mappings-name-marks = A name has none of these marks: : / | # ? % \
mappings-name-taken = There is a mapping called “{ $name }” already. Take it and change it, or give this one another name.
mappings-none-named = No mapping is called “{ $name }”.
mappings-not-for-entities = The file holds entities of FollowTheMoney, which are read without a mapping. Send it again and choose none.
mappings-transfers-only = Only transfers are read by a mapping.
mappings-header-number = The line of the header is a number up to 1000, or 0 for none.
mappings-words-line = “{ $given }” is no pair: write theirs = ours.
mappings-toml = Line { $line } is no TOML: { $cause }
mappings-files-many = { $max } files of yours wait for a mapping. Check them or let them go first.
mappings-column-missing = The table has no column “{ $column }”.
mappings-column-double = The table has the column “{ $column }” twice. Name it by its number, as in #5.
mappings-row-long = The row is longer than { $max } MB. Is a quotation mark missing?
mappings-row-wide = The row has more than { $max } cells.
mappings-cell-bytes = These bytes are no text in the encoding of the file. Say another encoding.
mappings-cell-mixed = This cell is written in another encoding than the rest of the file: the file mixes encodings. Save it in one.
mappings-cell-formula = The spreadsheet could not work out this cell.
mappings-date = “{ $given }” is no date in the order { $order ->
        [mdy] month, day, year
        [ymd] year, month, day
       *[dmy] day, month, year
    }.
mappings-number = “{ $given }” is no number as this provider writes them.
mappings-key-empty = The columns that name the row are empty.
sheets-foreign = This is a file of the kind { $what }. Save it as CSV or XLSX and send that.
sheets-damaged = The file is damaged or was not sent whole. Send it again.
sheets-bomb = The file unpacks to far more than such a table holds. Nothing of it was read. Unpack it and send the tables.
sheets-members-many = The archive holds more than { $max } files.
sheets-nested = The archive holds another packed file: { $name }. Unpack it and send the tables.
sheets-locked = “{ $name }” is locked with a password.
sheets-packed-strangely = The archive is packed in a way that cannot be read here. Pack it as an ordinary ZIP.
sheets-no-such-sheet = The spreadsheet has no sheet “{ $given }”. It has: { $listed }.
forbidden-mapping = Only whoever made this mapping and administrators may change it.

act-mapping_create = Mapping saved
act-mapping_revise = Mapping changed
act-mapping_remove = Mapping removed
act-provider_file_sent = File sent to be mapped
act-provider_file_discard = File let go
