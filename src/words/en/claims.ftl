# Claims: what sources say, side by side.

claims-about = About
claims-about-hint = The ref, or the address of the page, of the record it is about.
claims-statement = Statement
claims-statement-hint = As closely as it was said, without adding anything.
claims-measure = Measure
claims-measure-hint = What is counted or asserted. Claims with exactly the same words here are shown together. Launched and delivered are different measures.
claims-quantity = Quantity
claims-quantity-hint = With its bound, as the source gives it: 21, about 50, at least 12 killed, 75.5 %, 12-15.
claims-out_of = Out of
claims-out_of-hint = The whole that it is a part of, in words. Never leave out the whole of a percentage that has one.
claims-basis = Basis
claims-period = Period it speaks of
claims-said = Said on
claims-said_by = Said by
claims-status = Status
claims-source = Source
claims-locator = Place in the source
claims-locator-hint = Page, paragraph or time.
claims-grade = Grade
claims-grade-hint = Admiralty code: a letter for the source, a digit for what it says. B2. Leave it open if nobody has graded it.
claims-underlying = Underlying evidence
claims-underlying-hint = What the statement itself rests on. Claims with the same words here count as one line of evidence.
claims-positions = Positions of the parties
claims-positions-hint = One a line: who | disputes, denies, confirms, no_reply or declined | date | source. Example: Ministry of Defence | no_reply | 2024-05-07 | 7Q01ZK1D

basis-observed = observed
basis-extrapolated = extrapolated
basis-notified = officially notified
basis-estimated = estimated
basis-unspecified = not specified

status-preliminary = preliminary
status-corroborated = corroborated
status-confirmed = confirmed
status-disputed = disputed
status-withdrawn = withdrawn by its author

claims-about-unknown = No record that you may see has the ref “{ $given }”. Give the eight letters and digits of its ref.
claims-about-claim = A claim about a claim is a position: add it to the positions of that claim.
claims-about-decision = Nothing is claimed about a decision: say it of the component, the mark or the transfer.
claims-grade-unknown = “{ $given }” is no grade. Write a letter from A to F and a digit from 1 to 6, as in B2.
claims-whole-without-part = There is a whole but no quantity. Give the quantity, or leave out the whole.
claims-whole-twice = The quantity already says what it is a part of. Say it in one place only.
claims-position-nobody = A position (“{ $given }”) names nobody. Begin the line with the party.

# $quantity: a number with its bound; $whole: what it is a part of.
claims-share = { $quantity }: { $share }
claims-out-of-whole = { $quantity } of { $whole }
claims-stance-disputes = Disputed by { $who }
claims-stance-denies = Denied by { $who }
claims-stance-confirms = Confirmed by { $who }
claims-stance-declined = { $who } declined to comment
claims-stance-no-reply = No reply from { $who }

# $claims: how many; $lines: independent lines of evidence; $unstated: claims that do not say.
claims-independence = { $claims ->
        [one] { $claims } claim
       *[other] { $claims } claims
    } resting on { $lines ->
        [one] { $lines } line of evidence
       *[other] { $lines } independent lines of evidence
    }.
claims-independence-partly = { $claims ->
        [one] { $claims } claim
       *[other] { $claims } claims
    } resting on { $lines ->
        [one] { $lines } line of evidence
       *[other] { $lines } independent lines of evidence
    }, as far as stated; { $unstated ->
        [one] { $unstated } does not say what it rests on
       *[other] { $unstated } do not say what they rest on
    }.
claims-independence-unstated = { $claims ->
        [one] { $claims } claim
       *[other] { $claims } claims
    }; what { $claims ->
        [one] it rests
       *[other] they rest
    } on is not stated.

claims-heading = Claims
claims-lead = What others say, side by side. Nothing here is added up, averaged or corrected.
claims-said-heading = Said by
claims-page-title = Claims
claims-page-lead = Statements by sources about the records of the catalogue. Each keeps its bound, its whole and the positions of the parties.
claims-new = New claim
claims-none = No claims yet
claims-none-text = Claims appear here once they and what they are about are released to you.
claims-facts = Facts
claims-all = All claims
claims-no-measure = Other claims
