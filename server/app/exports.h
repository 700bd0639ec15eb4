/* exports.h: lists that go out as CSV files (product.md §4, /exports): wanted by a person, made by
 * a job in pieces with what that person may see, had by that person alone for a day. Which rows and
 * columns there are is said by sql/exports and the tables export_lists and export_columns. */
#ifndef EXPORTS_H
#define EXPORTS_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /exports: a file that is wanted; the same form twice is one. */
enum status exports_create(struct request *r);
/* GET /exports/:id/file: streams the pieces; 404 when it is not there, not theirs, over its day, or
 * of an office they have no more. */
enum status exports_file(struct request *r);

/* Job exports/make {export_id}: the next thousand rows. */
enum status export_make(const struct job_kind *kind, cJSON *in);

#endif
