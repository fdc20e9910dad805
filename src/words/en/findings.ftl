# Findings: beginning one, working on it, one's own drafts.

findings-new = New finding
findings-new-lead = A few words now, the rest on the next page. What nobody knows stays open.
findings-go-on = Go on with
findings-what-happened = What happened
findings-what-happened-hint = Fill this in for a new incident. If the incident is already in the catalogue, leave it empty and name the incident below.
findings-what-was-found = What was found
findings-existing = Or a unit that is already here
findings-existing-hint = Name it, and everything above is ignored.
findings-begin = Begin
findings-begin-hint = Everything stays your draft until you submit it.
findings-one-incident = Either describe a new incident above, or name one that is already here.

findings-work-lead = Photographs, components and marks. Everything is saved as your draft; come back whenever you like.
findings-card = The unit’s card
findings-open-desk = Work on this unit
findings-describe = Describe
findings-add-photos = Add photographs
findings-add-mark = Add a mark
findings-add-component = Add component
findings-path = Assembly
findings-path-help = The way down to it: guidance section / board A. What is missing is made.
findings-part-number = Part number
findings-marks-none = No marks yet. Draw one on a photograph of a component.
findings-hand-in = Submit
findings-missing = Still open. None of it has to be filled in before you submit:
findings-nothing-missing = Nothing that reviewers usually ask for is missing.
findings-missing-weapon = The weapon type is not named.
findings-missing-incident = The incident is not named.
findings-missing-identification = What the identification rests on is not stated.
findings-missing-date = Neither use nor recovery has a date.
findings-missing-photos = There is no photograph.
findings-missing-captions = { $count ->
        [one] { $count } photograph has neither a caption nor a description.
       *[other] { $count } photographs have neither a caption nor a description.
    }
findings-missing-scale = No photograph shows a scale.
findings-missing-components = No component is filed.
findings-missing-marks = No mark is transcribed.
findings-missing-regions = { $count ->
        [one] { $count } mark is not drawn on a photograph.
       *[other] { $count } marks are not drawn on a photograph.
    }
findings-note = Note to the reviewer
findings-submit = Submit for review
findings-drafts-count = { $count ->
        [one] { $count } record of yours goes to a reviewer, with what it rests on.
       *[other] { $count } records of yours go to a reviewer, with what they rest on.
    }
findings-no-drafts-here = Nothing of yours waits to be submitted here.

findings-drafts = Your drafts
findings-drafts-lead = Everything of yours that is not in the catalogue, with the reason where a reviewer sent it back.
findings-drafts-none = No drafts
findings-drafts-none-text = What you begin appears here until a reviewer accepts it.
findings-import-waiting = { $count ->
        [one] one record is to be handed in
       *[other] { $count } records are to be handed in
    }
findings-no-unit = Without a unit
findings-record = Record
findings-shelf = Shelf
findings-updated = Changed
findings-reason = Why it was sent back
