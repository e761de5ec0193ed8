-- 1: nobody can log in with it.
ALTER TABLE credential ADD COLUMN disabled INTEGER DEFAULT 0 NOT NULL;
