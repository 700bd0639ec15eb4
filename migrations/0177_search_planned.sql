-- As in 0119_estimates.sql, which 0175_search_words.sql made anew: planned for what is typed, and
-- never through the whole table.
alter function search_people(text, boolean, integer) rows 15;
alter function search_people(text, boolean, integer) set plan_cache_mode = force_custom_plan;
alter function search_people(text, boolean, integer) set enable_seqscan = off;
