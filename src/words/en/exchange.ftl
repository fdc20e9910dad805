# Files for other programs.

exchange-page-title = Files for other programs
exchange-lead = The whole catalogue, as far as you may see it, in shapes that other programs read.
exchange-file = File
exchange-what = What it is for
exchange-entities = Entities of FollowTheMoney, one a line.
exchange-entities-about = Organizations, transfers, ships, parts, components, incidents and documents for Aleph, yente and the tools around them. What FollowTheMoney has no property for stands in the description.
exchange-organizations = Organizations as the table that an import reads.
exchange-transfers = Transfers as the table that an import reads.
exchange-tables-about = Several values in a cell stand between bars. Read in again it changes nothing; what has no column stays here. A record that no import made is named "sherd:" and its reference; a row with such a name is left as it is.
exchange-places = Incidents, units and transfers with their places, as GeoJSON.
exchange-places-about = For maps and geographic programs. Places are as coarse as they are released, with the metres they can be off; ways lead through the middles of countries.
exchange-index = A list of data sets.
exchange-index-about = Programs that keep copies of data sets learn from it where the entities are.
exchange-no-entity = Not an entity: a line holds one JSON object with id, schema and properties.
exchange-nothing-here = Nothing in the file has a place here: it tells of no organization and no transfer.
exchange-values-many = The entities have more than { $max } values in their properties. Cut the file into several; ids keep them together.
exchange-release-about = Whoever signs in gets more; nobody gets more than their role allows. A reference is the same in every file and never changes.
