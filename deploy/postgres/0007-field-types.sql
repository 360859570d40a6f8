-- The declared types of a catalogue's fields as a JSON object; null when none is declared.
ALTER TABLE catalogs ADD COLUMN field_types text;
