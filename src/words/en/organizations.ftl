# Organizations: makers, brands, distributors, consignees, authorities, publishers.

organizations-name = Name
organizations-name-hint = The name used throughout the catalogue. Other names and scripts go into the next field.
organizations-names = Other names
organizations-names-hint = One a line, in any script, with the language before it if you know it. Example: uk: Аналог Девайсез
organizations-roles = What it is
organizations-hq_country = Headquarters
organizations-hq_country-hint = The country of its seat, as a two-letter code or by name. It does not say where a part was made.
organizations-incorporation_country = Incorporated in
organizations-incorporation_country-hint = The country whose register holds it, if you know it. It often differs from the headquarters.
organizations-identifiers = Numbers in registers
organizations-identifiers-hint = One a line: the register, a colon, the number. Example: LEI: 506700GE1G29325QX363. Check digits of LEI, INN, OGRN and USCC are checked.
organizations-prefixes = Beginnings of part numbers
organizations-prefixes-hint = One a line. Several makers share many of them.
organizations-marks = Marks on parts
organizations-marks-hint = One a line: abbreviations, and logos in words.
organizations-succession = What became of it
organizations-succession-hint = One a line: became, the ref of the other organization, the date, a remark. Example: became 7K2M9QXA 2022 in part
organizations-note = Note

roles-maker = maker
roles-brand = brand
roles-authorised_distributor = authorised distributor
roles-broker = broker
roles-freight_forwarder = freight forwarder
roles-consignee = consignee
roles-end_user = end user
roles-authority = authority
roles-publisher = publisher

organizations-page-title = Organizations
organizations-page-lead = Makers, brands, distributors, consignees, authorities and publishers that the catalogue names. To be listed says nothing about conduct.
organizations-new = New organization
organizations-none = No organizations yet
organizations-none-text = Organizations appear here once they are released to you.

organizations-lead-seat = Headquarters: { $seat }.
organizations-lead-both = Headquarters and incorporation: { $seat }.
organizations-lead-apart = Headquarters: { $seat }. Incorporated elsewhere: { $incorporation }.
organizations-about = About
organizations-undated = date not stated
organizations-succession-about = Each line says what stood before or came after, and since when. The marked line is this organization.
organizations-marks-heading = On parts
organizations-prefixes-about = A beginning of a part number is a hint: several makers share many of them.
organizations-parts = Parts
organizations-parts-more = More parts are filed. Search for a number to find them.
organizations-made = Components it made
organizations-made-none = No component that you may see names it as the maker.
organizations-branded = Components with its name on them
organizations-branded-about = The name printed on a component. Somebody else may have made or supplied it.
organizations-found-all = All of these components

# What can be wrong. $scheme: a register; $given: what was written.
identifier-form = “{ $given }” cannot be read. Write the register, a colon and the number, as in LEI: 506700GE1G29325QX363.
identifier-wrong = “{ $given }” is no { $scheme } number: its length, form or check digit is wrong. Compare it with the register.
succession-form = “{ $given }” cannot be read. Write became, a ref, and if you know them a date and a remark.
succession-circle = “{ $given }” was, by what the catalogue says, this organization before. An organization cannot become itself.
