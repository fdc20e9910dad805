-- What a value belongs to is the constellation that ends first at or behind it: found in one step, however many a part has.
DROP INDEX constellations_scope;
CREATE INDEX constellations_scope ON constellations (scope, kind, level, last_value);
-- What the marks on a component have left, without going to the rows.
DROP INDEX mark_imprints_component;
CREATE INDEX mark_imprints_component ON mark_imprints (component_id, openness);
