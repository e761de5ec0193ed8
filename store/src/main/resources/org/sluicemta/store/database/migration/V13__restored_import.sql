-- The import that brought an entry which kept the source of its own file: undoing that import goes by it.
ALTER TABLE suppression_change ADD COLUMN import_source VARCHAR(200);
