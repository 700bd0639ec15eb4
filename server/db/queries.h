/* queries.h: the statements of server/sql, read once before the first request. */
#ifndef QUERIES_H
#define QUERIES_H

#include "base/base.h"

#define PARAMETERS_MAX 48
#define QUERIES_MAX 1024                           /* a connection keeps a bit for each */

struct query {
	const char *name;                          /* "cases/show" */
	const char *sql;
	const char *about;                         /* its first line */
	const char *rows;                          /* the list's name from "-- rows cases", or NULL */
	const char *parameters[PARAMETERS_MAX];    /* "path.id"; parameters[0] is $1 */
	/* "orders.share_url:job.input.order_id" where it goes sealed (base/seal.h), else NULL */
	const char *seals[PARAMETERS_MAX];
	/* "audit.line" where it proves the parameters before it (base/seal.h), else NULL */
	const char *proofs[PARAMETERS_MAX];
	int parameter_count;
};

/* Loads every *.sql below dir. INVALID (logged) when a file has no first sentence, or its
 * parameter lines skip a number. */
must_check enum status queries_load(const char *dir);
/* NULL when there is none of that name. */
const struct query *query_find(const char *name);
/* All of them, in order of name, for the contract test. */
const struct query *query_at(size_t i);
size_t query_count(void);
/* Its place in that order. */
size_t query_index(const struct query *query);

#endif
