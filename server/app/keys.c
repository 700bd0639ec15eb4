/* keys.c: re-seals what is not under the newest key (base/seal.h), and makes the indexes of SSNs
 * anew that are not under the newest of theirs.
 *
 * A rotation is: put a new key first in SEAL_KEYS or INDEX_KEY, once every portal knows it, restart
 * them, run `portal keys rotate`, and take the old key out when `portal keys status` shows nothing
 * under it. A value is replaced only if it is still the one that was read, so a page that writes
 * meanwhile wins. */
#include "app/keys.h"

#include "app/settings.h"
#include "app/ssn.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/seal.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 3
#define JOB_STEPS 20

/* Each sealed column; what a plain value in it is; and how much of a job one step of it is: a paper
 * has megabytes, and a job's memory goes when it ends. */
static const struct place {
	const char *name;
	enum { WORDS, DIGITS, BYTES } kind;
	int weight;
} places[] = {
	{ "orders.share_url", WORDS, 1 },     { "orders.short_share_url", WORDS, 1 },
	{ "messages.body", WORDS, 1 },        { "webhook_events.body", WORDS, 1 },
	{ "members.ssn", DIGITS, 1 },         { "client_sessions.token", WORDS, 1 },
	{ "users.totp", WORDS, 1 },           { "drafts.fields", WORDS, 1 },
	{ "api_endpoints.secret", WORDS, 1 }, { "api_endpoints.secret_before", WORDS, 1 },
	{ "report_documents.body", BYTES, JOB_STEPS },
};

struct pass {
	bool is_all;                     /* no end, and the arena is ours to empty */
	long steps, done, left;
};

static cJSON *document(const char *place, long long after)
{
	cJSON *in = json_object();

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_text(in, "place", place);
	json_set_text(in, "after", arena_printf("%lld", after));
	json_set_text(in, "prefix", seal_prefix());
	json_set_text(in, "index_prefix", seal_index_prefix());
	db_scope(in);
	return in;
}

/* What stands there opened, or was never sealed: then numbers are found by their digits however
 * they were written, and bytes are hexadecimal. False when it does not open. */
static bool plain_of(const struct place *place, const char *where, const char *before,
		     const char **plain, size_t *n)
{
	struct buf bytes = buf_new(strlen(before) / 2);
	bool is_sealed = seal_is(before);

	*plain = before;
	*n = strlen(before);
	if (is_sealed && seal_open(where, before, plain, n) != OK)
		return false;
	if (place->kind == DIGITS) {
		*plain = ssn_digits(*plain);
		*n = strlen(*plain);
	}
	if (place->kind == BYTES && !is_sealed) {
		buf_unhex(&bytes, before);
		*plain = bytes.data;
		*n = bytes.len;
	}
	return true;
}

/* The value under the key of now, pushed to `values`; false when it does not open. */
static bool reseal(const struct place *place, const cJSON *row, cJSON *values)
{
	const char *where = arena_printf("%s:%s", place->name, json_text(row, "row"));
	const char *before = json_text(row, "value"), *plain, *after;
	cJSON *value;
	size_t n;

	if (!plain_of(place, where, before, &plain, &n) || seal_put(where, plain, n, &after) != OK)
		return false;
	value = json_push(values, json_object());
	json_set_text(value, "id", json_text(row, "id"));
	json_set_text(value, "before", before);
	json_set_text(value, "after", after);
	json_set_text(value, "index", place->kind == DIGITS ? ssn_index(plain) : NULL);
	return true;
}

/* One step: the next values of a column behind *after, which moves on. *count: how many. */
static enum status step(struct pass *pass, const struct place *place, long long *after, int *count)
{
	cJSON *in = document(place->name, *after), *values = json_set(in, "values", json_list());
	const cJSON *rows, *row;

	TRY(db_rows("keys/values", in, &rows));
	cJSON_ArrayForEach(row, rows) {
		pass->left += !reseal(place, row, values);
		*after = strtoll(json_text(row, "id"), NULL, 10);
	}
	*count = cJSON_GetArraySize(rows);
	pass->done += cJSON_GetArraySize(values);
	return cJSON_GetArraySize(values) == 0 ? OK : db_run("keys/put", in);
}

static bool is_over(const struct pass *pass)
{
	return !pass->is_all && pass->steps >= JOB_STEPS;
}

static enum status reseal_column(struct pass *pass, const struct place *place)
{
	long long after = 0;
	int count;

	do {
		if (pass->is_all)
			arena_reset();
		TRY(step(pass, place, &after, &count));
		pass->steps += count > 0 ? place->weight : 0;
	} while (count > 0 && !is_over(pass));
	return OK;
}

static enum status reseal_all(struct pass *pass)
{
	pass->left = 0;
	for (size_t i = 0; i < countof(places) && !is_over(pass); i++)
		TRY(reseal_column(pass, &places[i]));
	return OK;
}

/* Again until a round finds nothing: a portal that still had the old key may have written behind
 * us. */
enum status keys_reseal(long *done, long *left)
{
	struct pass pass = { .is_all = true };
	long before = -1;

	for (int i = 0; i < ROUNDS && pass.done > before; i++) {
		before = pass.done;
		TRY(reseal_all(&pass));
	}
	*done = pass.done;
	*left = pass.left;
	return OK;
}

enum status keys_reseal_some(const struct job_kind *kind, cJSON *in)
{
	struct pass pass = { .is_all = false };

	(void)kind;
	TRY(reseal_all(&pass));
	db_scope(in);
	if (pass.done + pass.left > 0)
		log_line(pass.left > 0 ? LOG_ERROR : LOG_INFO, "keys.resealed", "done=%ld left=%ld",
			 pass.done, pass.left);
	return is_over(&pass) && pass.done > 0 ? db_run("keys/again", in) : OK;
}

static void database_open(void)
{
	const struct db_settings db = { .url = settings.database_url, .zone = settings.agency_zone,
					.wait_ms = 2000, .connections = { [DB_PEOPLE] = 1 } };

	db_start(&db);
}

int keys_rotate(void)
{
	long done = 0, left = 0;

	database_open();
	if (keys_reseal(&done, &left) != OK) {
		fputs("portal: the database could not be reached to the end; run it again\n", stderr);
		return 1;
	}
	printf("%ld values sealed anew, %ld do not open\n", done, left);
	return left == 0 ? 0 : 1;
}

int keys_status(void)
{
	const cJSON *rows, *row;

	database_open();
	if (db_rows("keys/status", document("", 0), &rows) != OK)
		return 1;
	printf("The key that seals now: %s\nThe key that makes indexes now: %s\n", seal_prefix(),
	       seal_index_prefix());
	cJSON_ArrayForEach(row, rows)
		printf("%-24s %-16s %s\n", json_text(row, "place"), json_text(row, "key"),
		       json_text(row, "count"));
	return 0;
}
