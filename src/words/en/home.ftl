# The front page.

home-lead = Weapon debris, the marks on it, and what they say about who made it and when. Every statement has a source, every doubt stays visible.
home-examples = For example
home-newest = Newest units
home-all-units = All units
home-empty = The catalogue is empty.
home-empty-text = Units appear here once a reviewer has accepted a finding and released it.
