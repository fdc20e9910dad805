DROP INDEX mark_imprints_component;
CREATE INDEX mark_imprints_component ON mark_imprints (component_id);
DROP INDEX constellations_scope;
CREATE INDEX constellations_scope ON constellations (scope, kind, level);
