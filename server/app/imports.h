/* imports.h: files of cases and of due days that come in (product.md §6, "CSV import"). A file is
 * looked through, staged as it is and then belongs to the database: which column is what, what is
 * wrong with which row and what comes of it is said by sql/imports. */
#ifndef IMPORTS_H
#define IMPORTS_H

#include "web/router.h"

#define IMPORT_ROWS_MAX 10000
#define IMPORT_BYTES_MAX (5 * 1024 * 1024)

/* POST /imports, a form with a file: keeps its rows and goes to the import's page; 422 with what is
 * wrong with the file. The same form again goes to the import it made. */
enum status imports_create(struct request *r);
/* POST /imports/:id/columns: which column is what; 422 when one is missing or chosen twice. */
enum status imports_columns(struct request *r);
/* GET of an import's refused rows: a CSV file of numbers and reasons, nothing of a person. */
enum status imports_refused(struct request *r);

#endif
