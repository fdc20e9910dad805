# Importing tables.

import-empty = The file has no rows.
import-header-missing = The header lacks these columns: { $columns }. The first line must name all sixteen.
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
