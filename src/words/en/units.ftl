# Units: one physical weapon, or one known only from tracking or a tally; also a group of them.

units-name = Name
units-name-hint = Leave it open if weapon type and incident name the unit well enough.
units-weapon = Weapon type
units-or_weapons = May also be
units-or_weapons-hint = Other weapon types it may be, one a line. The identification then stays open: “KN-23 or KN-24”.
units-incident = Incident
units-identification = Identified from
units-identification-hint = What it was identified from. A unit of which nothing was recovered is a unit too.
units-count = How many
units-count-hint = Only for a record that stands for several: 21, about 50, at least 2. Leave it open for one.
units-recovered = Recovered
units-used = Used
units-attributions = Attribution
units-attributions-hint = One answer a line: question | answer | what it rests on | grade | source. Questions: made_by, transferred_by, launched_by, launched_from. Example: launched_from | not independently established | report of the monitors | B2 | 7Q01ZK1D
units-note = Note
units-session = Documentation session
units-session-hint = Never public.

identification-debris = debris
identification-marks = marks
identification-dimensions = dimensions
identification-trajectory_speed_launch_site = trajectory, speed and launch site
identification-video = video
identification-intelligence_tally = intelligence tally

question-made_by = Made by
question-transferred_by = Transferred by
question-launched_by = Launched by
question-launched_from = Launched from

units-page-title = Units
units-page-lead = Weapons that were used or found, one record each, the latest first. Some are known only from their trajectory or from a tally.
units-new = New unit
units-none = No units yet
units-none-text = Units appear here once they are released to you.
units-unit = Unit
units-date = Used or recovered
units-ref = Ref
units-or = or
units-place = Place
units-facts = Facts
units-question = Question
units-answer = Answer
units-basis = Rests on
units-grade = Grade
units-attributions-split = Each question has its own answer and its own basis; one answer does not settle another.
units-components = Components
units-components-none = No component of this unit is documented here.
units-lead-used = { $weapons }, used { $date }.
units-lead-recovered = { $weapons }, recovered { $date }.
units-lead-identified = Identified from: { $bases }.
units-lead-no-debris = No debris: identified from { $bases }.
units-lead-group = One record for a group: { $count }.

units-unnamed = Give a name, a weapon type or an incident.
units-question-unknown = “{ $given }” is not one of the questions: { $listed }.
units-answer-missing = The question “{ $given }” has no answer. Write it after the first |. “Not independently established” is an answer too.
units-grade-unknown = “{ $given }” is no grade. Write a letter from A to F and a digit from 1 to 6, like B2, or leave it open.
