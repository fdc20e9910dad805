# Search: the box, the answers, the reasons.

search-title = Search
search-results-for = Results for
search-lead-empty = Type a part number, a mark, a maker, a weapon or a reference. Spaces, dashes and capitals do not matter; a fragment of three characters or more is enough.
search-lead = The closest answers come first. Spaces, dashes and capitals do not matter.
search-nothing = Nothing in the catalogue answers this.
search-nothing-help = That is no statement about the part or the party: it means only that no record you can see holds this text. Try a shorter fragment, or leave out the suffix for package and grade.
search-empty = Type at least one letter or digit.
search-shelf-unknown = There is no such group of records to search in.
search-everywhere = everywhere
search-in = Search only in
search-groups = Groups of results
search-all = Show all in this group
search-csv = All results as CSV
search-made-by = Made by
search-found-in = Found in

match-same = Matches the field “{ $field }”, punctuation and capitals aside.
match-begins = The field “{ $field }” begins with it.
match-contains = The field “{ $field }” contains it.
