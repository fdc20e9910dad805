-- What an accepted mark on a component dates: the whole weapon, this part alone, or (empty) what its name tells.
ALTER TABLE components ADD COLUMN dates TEXT NOT NULL DEFAULT '';
