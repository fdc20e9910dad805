# Sources: the documents, statements and data sets that everything rests on.

sources-title = Title
sources-kind = Kind
sources-publisher = Publisher
sources-published = Published
sources-address = Address
sources-archived = Archived copy
sources-archived-hint = Address of a copy that will not change, for example at a web archive.
sources-language = Language
sources-language-hint = A language tag: en, uk, ko.
sources-reliability = Reliability
sources-reliability-hint = The Admiralty code’s letter for the source itself, whatever it says this time. Leave it open if nobody has graded it.
sources-underlying = Underlying evidence
sources-underlying-hint = What the source itself rests on, for example “debris, Kharkiv, 2 January 2024”. Sources with the same words here count as one line of evidence.
sources-note = Note

kind-report = report
kind-statement = statement
kind-press = press
kind-dataset = data set
kind-document = document
kind-web = web page


sources-page-title = Sources
sources-page-lead = Documents, statements and data sets. Every statement in the catalogue names the source it rests on.
sources-new = New source
sources-none = No sources yet
sources-none-text = Sources appear here once they are released to you.
sources-facts = Facts
sources-cited-by = What rests on it
sources-cited-by-none = Nothing in the catalogue that you may see rests on this source.
sources-cited-by-shelf = Shelf
sources-cited-by-record = Record
sources-cited-by-more = The newest are shown. All of them, shelf by shelf:
