-- Streams the rows of a file into the staging table.
copy import_cells (client_key, number, cells) from stdin
