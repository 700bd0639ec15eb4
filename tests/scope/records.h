/* records.h: whose record an address of the portal names, asked of the database past every rule. */
#ifndef RECORDS_H
#define RECORDS_H

#include "contract/visits.h"

/* The records under one beginning of a path. */
struct records {
	const char *under;               /* "/orders/:id" */
	const char *rows;                /* SQL: id, office_id, user_id; one of the two may be null */
	bool is_of_a_case;               /* held by row-level security, and by a restriction */
};

/* Opens the witness's own connection, as the owner who sees every office. */
void records_start(void);
void records_stop(void);

/* The first value SQL gives, or "" when it gives none; for ever. Ends the process when it fails. */
const char *owner_value(const char *fmt, ...) printf_like(1, 2);
/* Every value of its first column, at most max; for ever. */
size_t owner_values(const char *sql, const char *values[], size_t max);
/* The SQLSTATE with which the application's role is refused, "" when it is not; nothing stays done.
 * Nobody asks: no office is set. */
const char *app_refused(const char *sql);
/* The first value the application's role is given, with nobody asking. */
const char *app_value(const char *sql);

/* Whose records a route names. NULL: its path has no :id, or nobody has said whose. */
const struct records *records_of(const struct route *route);

/* Ids of records that the person may not see; the count. Of agents, who see every office: none. */
size_t foreign_ids(const struct records *of, const struct person *who, const char *ids[],
	size_t max);
/* Is the record of one of the person's offices, or their own? */
bool is_theirs(const struct records *of, const struct person *who, const char *id);

#endif
