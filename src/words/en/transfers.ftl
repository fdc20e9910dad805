# Transfers: who let go of what to whom.

transfers-kind = Kind
transfers-from = From
transfers-from-hint = The organization it was taken for: its ref or its name. Leave it open where you are not sure, and write the name as the document has it below.
transfers-from_name = From, as written
transfers-from_name-hint = As the document writes it, with its mistakes.
transfers-from_country = From, country
transfers-to = To
transfers-to-hint = As above: the organization of the catalogue, or nothing.
transfers-to_name = To, as written
transfers-to_name-hint = As the document writes it.
transfers-to_country = To, country
transfers-parties = Other parties
transfers-parties-hint = Whom the papers name beside the two, with the role they give them.
transfers-role = Role
transfers-organization = Organization
transfers-party_name = Name as written
transfers-party_country = Country
transfers-contract = Agreed
transfers-dispatch = Sent
transfers-border = Crossed the border
transfers-arrival = Arrived
transfers-lines = Goods
transfers-lines-hint = A row for each line of the document. Quantities keep their bound: at least 500 pcs, about 20 t. Values name their currency: 1200.50 USD. HS codes may name their edition: 8542.31 (HS 2022).
transfers-part_number = Part number
transfers-maker = Maker
transfers-family = Family
transfers-lot = Lot
transfers-date_code = Date code
transfers-serial_from = Serial number
transfers-serial_to = To serial number
transfers-hs6 = HS code
transfers-quantity = Quantity
transfers-value = Value
transfers-description = Description
transfers-part = Part in the catalogue
transfers-goods = Goods as described
transfers-goods-hint = The words of the document, in its language.
transfers-origin_country = Country of origin
transfers-origin_country-hint = What the document declares. It need not be where a part was made.
transfers-dispatch_country = Country of dispatch
transfers-transit_countries = Transit countries
transfers-transit_countries-hint = One a line, in the order of the way.
transfers-destination_country = Country of destination
transfers-route = Route
transfers-route-hint = Places and ports, in the order of the way.
transfers-place = Place
transfers-place_country = Country
transfers-stop = What it is
transfers-vessel = Vessel
transfers-vessel_imo = IMO number
transfers-vessel_imo-hint = Seven digits. The last one is checked.
transfers-voyage = Voyage
transfers-document = Document
transfers-document-hint = Its kind and number: customs declaration, bill of lading, contract.
transfers-source = Source
transfers-source-hint = The data set or document it was read in.
transfers-locator = Row or page
transfers-locator-hint = Where in the source it stands.
transfers-reliability = Reliability of the source
transfers-credibility = Credibility of the record
transfers-exchange_for = Claimed to be in exchange for
transfers-exchange_for-hint = The ref of another transfer. This is a claim: name the source above, and say below who claims it.
transfers-exchange_note = Who claims the exchange
transfers-exchange_note-hint = In whose words, and when.
transfers-note = Note

kind-sale = sale
kind-shipment = shipment
kind-customs_line = customs line
kind-re_export = re-export
kind-delivery = delivery
kind-service = service
kind-data = data
kind-unknown = kind not known

role-seller = seller
role-buyer = buyer
role-consignor = consignor
role-consignee = consignee
role-notify_party = notify party
role-intermediate_consignee = intermediate consignee
role-ultimate_consignee = ultimate consignee
role-end_user = end user
role-freight_forwarder = freight forwarder
role-broker = broker
role-carrier = carrier
role-declarant = declarant

stop-place = place
stop-sea_port = sea port
stop-airport = airport
stop-rail_station = railway station
stop-border_crossing = border crossing
stop-warehouse = warehouse

transfers-page-title = Transfers
transfers-page-lead = Sales, shipments, customs lines, deliveries, services and data, each as one document or statement tells it.
transfers-new = New transfer
transfers-none = No transfers here
transfers-none-text = Transfers appear here once they are released to you. Take a filter away to see more.
transfers-any = any
transfers-any-country = Country
transfers-filter = Filter
transfers-when = When
transfers-undated = date not stated
transfers-grade = Grade
transfers-ungraded = not graded
transfers-more-lines = { $count ->
        [one] and one line more
       *[other] and { $count } lines more
    }
transfers-goes-on = Only a part of the list was looked through for this page. There may be more on the next.
transfers-cites = Resting on
transfers-country = Country

transfers-no-accusation = A name in a transfer says nothing about the conduct of its bearer. The record tells what a document or a statement says, not that any rule was broken, and names can be shared or misused.
# $kind: the kind of transfer; $from, $to: the two ends; $when: the time, or that none is stated.
transfers-lead = { $kind } · from { $from } to { $to } · { $when }
transfers-somebody = somebody not named
transfers-parties-heading = Parties
transfers-taken-for = Taken for
transfers-taken-for-nobody = no organization of the catalogue
transfers-dates = Dates
transfers-whole-time = In all
transfers-what = What
transfers-marks = Lot and numbers
transfers-part-none = part number not stated
transfers-edition-none = edition not stated
transfers-goods-none = What was handed over is not stated.
transfers-serials = { $first } to { $last }
transfers-told-by = On whose word
transfers-exchange = Claimed exchange
transfers-exchange-about = A source claims that one was given for the other. The catalogue repeats the claim and does not confirm it.
transfers-exchange-given-for = Claimed to have been given in exchange for
transfers-exchange-got-for = Claimed to have been answered with
transfers-gaps = What is not known
transfers-gaps-about = The record does not say:
transfers-gap-from = who let go of it
transfers-gap-to = who took it
transfers-gap-when = when
transfers-gap-what = what was handed over
transfers-gap-how-many = how many or how much
transfers-gap-marks = any lot, date code or serial number, so that nothing found can be matched more closely than by its part
transfers-gap-way = by which way
transfers-gap-source = in which data set or document it was read

transfers-out = Handed over
transfers-out-countries = Handed over, by country
transfers-in = Received
transfers-in-countries = Received, by country
transfers-count = Transfers
transfers-first = First day
transfers-last = Last day
transfers-partners-more = The { $count } partners with most transfers are shown; the countries count all of them.
transfers-partners-cut = The 25 partners with most transfers are shown, and the countries of the first thousand. The list has all.
transfers-of-organization = All transfers that name it
transfers-of-part = Transfers that name this part or its number
transfers-of-source = Transfers that were read in it

# What can be wrong.
transfers-nobody = Name at least one end: as written, by country, or as an organization.
transfers-to-itself = Both ends are the same. A change of hands needs two. Only goods that cross a border may stay in one hand: then give a shipment, customs line or re-export and two different countries.
# $what: the date that must not be later; $date: what it says.
transfers-dates-reversed = This is certainly before it { $what ->
        [dispatch] was sent
       *[border] crossed the border
    } ({ $date }). If the document says so, mark the doubtful date with “?”.
transfers-exchange-unsourced = A claimed exchange needs a source. Name it here.
transfers-exchange-for-nothing = Say for which transfer it is claimed to have been given.
transfers-exchange-for-itself = Nothing is given in exchange for itself.
transfers-party-nobody = Name the party: as written, or as an organization.
transfers-serial-alone = A range of serial numbers needs its first one.
transfers-serials-reversed = The last serial number comes before the first.
imo-form = “{ $given }” is no IMO number. Write its seven digits, as in 9074729.
imo-check = “{ $given }” is no IMO number: its check digit would be { $digit }. Compare it with the document.
currency-missing = Say in which currency, with three letters: 1200.50 USD.
currency-unknown = “{ $given }” is no currency. Write three letters of ISO 4217, like USD.
quantity-negative = “{ $given }” is less than nothing. Write what was handed over; a return is a transfer of its own.
# $columns: the names of the cells.
row-cell-unknown = “{ $given }” cannot be read. Write name=value with | between them, once each: { $columns }.
transfers-flows-title = Transfers of this organization
transfers-flows-desc = Received from { $in }, handed over to { $out }. The tables below say the same in words.

# What is read from the words.
transfers-words-of-line = Description of line { $number }
transfers-read-from-text = Not stated; read from the goods text: { $number }
transfers-read-heading = Read from the goods text
transfers-read-about = The record does not say this. The program read it from the words, and can be wrong. Where no line states a part number, searches and chains go by the one that was read, and say so.
transfers-read-kind = What
transfers-read-value = As read
transfers-read-why = Why
transfers-read-button = Read the text
transfers-read-button-hint = Fills empty cells of the goods lines from these words and the descriptions. Nothing is saved: look at the lines first.
transfers-filled = { $count ->
        [0] Nothing new was read from the text.
        [one] { $count } cell was filled from the text. Look at it before you save.
       *[other] { $count } cells were filled from the text. Look at them before you save.
    }
