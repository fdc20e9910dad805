# What can be wrong with a rule file.

rule-required = This field is required.
rule-number = “{ $given }” is not a number from { $least } to { $most }.
rule-word = “{ $given }” is not known here. Known: { $known }.
rule-unknown-name = Nothing is called “{ $given }”. Name it in an entry of its own, or use a name that exists.
rule-field-unknown = No such field. Known: { $known }.
rule-id = An id has small letters, digits, dots, dashes and underscores, at most sixty.
rule-country = A country is two capital letters.
rule-file = The file cannot be read: { $why }
rule-shape = “{ $given }” must be a list of tables such as [[scheme]] with plain fields.
rule-table-value = “{ $given }” is not of the form A=1 or 06=6-11 for this kind of table.
rule-no-year = A date needs a field for the year in every pattern, or days of its own.
rule-two-years = A pattern has two fields for the year.
rule-pattern-empty = A pattern must not be empty, nor empty when its options are left out.
rule-pattern-stray = Position { $position } of “{ $pattern }”: a bracket that closes nothing. Put \ before it if it is printed.
rule-pattern-open = Position { $position } of “{ $pattern }”: a bracket that is never closed.
rule-pattern-escape = Position { $position } of “{ $pattern }”: nothing follows \.
rule-pattern-ways = Position { $position } of “{ $pattern }”: the options make more than { $most } ways; write several patterns.
rule-pattern-field = Position { $position } of “{ $pattern }”: “{ $given }” is no field and no table. Fields: { $known }.
rule-pattern-kind = Position { $position } of “{ $pattern }”: “{ $given }” is no kind of character with a count, such as X 3-4 or [ABC].
rule-pattern-alphabet = Position { $position } of “{ $pattern }”: the rules use too many different characters.
rule-example-form = “{ $given }” is not of the form MARK ; recovered 2023-06-01 => 2021-05 | 2011-05.
rule-example-fails = The example “{ $example }” is not read so; found: { $found }.
rule-example-fits = The example “{ $example }” must not be read by this rule; found: { $found }.
