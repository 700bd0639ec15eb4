/* world.h: the portal inside the test: its tables, queries and templates served on a free port,
 * over a database migrated and filled with fixtures.sql; and people who use it. */
#ifndef WORLD_H
#define WORLD_H

#include "base/json.h"

struct person {
	const char *email, *role;
	int role_bit;                    /* of enum who */
	bool sees_all;
};

extern struct person people[32];
extern size_t people_count;

struct reply {
	int status;
	const char *body;                /* never NULL */
	const char *location;            /* "" when none, else the path */
};

/* Migrates, loads the world, starts the server. Ends the process, saying why, when it cannot. */
void world_start(void);
/* Keys for sealed values, then everything sealed; world_start calls them. */
bool world_keys(void);
bool world_seal(void);
void world_stop(void);

/* The environment that pages show from now on; "county" and "county-required" are production with
 * the county's accounts. */
void world_environment(const char *name);
extern const cJSON *world_assets;

/* Runs SQL as the owner, seeing all offices. */
void world_sql(const char *sql);
/* NULL, or why the statement does not prepare as the application's role. *parameters and *columns
 * (names with a space after each) say what Postgres found. */
const char *world_prepare(const char *sql, int *parameters, const char **columns);

/* Somebody's request; NULL: signed out. form: NULL for GET; a document of fields, to which the CSRF
 * token is added. Signs in first where needed. */
struct reply world_ask(const struct person *who, const char *path, const cJSON *form);
/* The same with a method of its own and nothing added. */
struct reply world_send(const struct person *who, const char *method, const char *path);

/* SHARE_DIR/below. */
const char *world_share(const char *below);
/* Every file below SHARE_DIR/folder with that ending, without it: "cases/show". */
size_t world_names(const char *folder, const char *ending, const char *names[], size_t max);
/* One of them, for ever. */
const char *world_file(const char *folder, const char *name, const char *ending);
/* A whole file, for ever. NULL when there is none. */
const char *file_text(const char *path);

#endif
