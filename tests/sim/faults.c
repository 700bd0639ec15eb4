/* faults.c: the ways a provider can fail, as a table of words.
 *
 *	drop                    not processed, the connection ends
 *	process_then_drop       processed, the connection ends
 *	late                    waits delay_ms (45 s), then processes: the slow copy that lands
 *	slow                    processed at once, answered after delay_ms (5 s)
 *	throttle                429 with Retry-After; throttle_no_retry_after: without
 *	error_500               JSON; error_502_html: a proxy's page; only with "processed": true
 *	                        processed
 *	redirect                302 to another place, likewise
 *	deny, forbid            401, 403: as if the keys were wrong
 *	missing                 404: as if there were no such endpoint
 *	frozen, not_made, too_old    451, 501, 406: Truework's
 *	cut_body                processed, the reply ends in the middle
 *	no_id                   processed, the reply has lost its "id"
 *
 * Two hooks per word: before processing and after. Delays are made outside the store's lock. */
#include "faults.h"

#include "base/arena.h"

#include <fnmatch.h>
#include <string.h>
#include <time.h>

static void wait_ms(int ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };

	nanosleep(&t, NULL);
}

static void cut(const struct fault *f, struct request *r)
{
	(void)f;
	reply_cut(r, 0);
}

static void cut_half(const struct fault *f, struct request *r)
{
	(void)f;
	reply_cut(r, r->reply.len / 2);
}

static void wait_long(const struct fault *f, struct request *r)
{
	(void)r;
	wait_ms(f->delay_ms ? f->delay_ms : 45000);
}

static void wait_short(const struct fault *f, struct request *r)
{
	(void)r;
	wait_ms(f->delay_ms ? f->delay_ms : 5000);
}

static void throttle(const struct fault *f, struct request *r)
{
	answer_throttled(r, "Request was throttled.", f->retry_after ? f->retry_after : 2);
}

static void throttle_silently(const struct fault *f, struct request *r)
{
	(void)f;
	answer_throttled(r, "Request was throttled.", 0);
}

static void error_500(const struct fault *f, struct request *r)
{
	(void)f;
	reply_text(r, 500, "application/json", "{\"detail\":\"A server error occurred.\"}");
}

static void error_502(const struct fault *f, struct request *r)
{
	(void)f;
	reply_text(r, 502, "text/html", "<html><head><title>502 Bad Gateway</title></head>"
		"<body><h1>502 Bad Gateway</h1></body></html>\n");
}

static void deny(const struct fault *f, struct request *r)
{
	(void)f;
	answer_error(r, 401, "authentication_failed", "No such token");
}

static void forbid(const struct fault *f, struct request *r)
{
	(void)f;
	answer_error(r, 403, "not_authenticated", "Authentication credentials were not provided.");
}

static void missing(const struct fault *f, struct request *r)
{
	(void)f;
	answer_not_found(r);
}

static void frozen(const struct fault *f, struct request *r)
{
	(void)f;
	answer_error(r, 451, "frozen", "The consumer has frozen this record.");
}

static void not_made(const struct fault *f, struct request *r)
{
	(void)f;
	answer_error(r, 501, "not_implemented", "Not implemented.");
}

static void too_old(const struct fault *f, struct request *r)
{
	(void)f;
	answer_error(r, 406, "not_acceptable", "Invalid version requested.");
}

static void redirect(const struct fault *f, struct request *r)
{
	(void)f;
	reply_redirect(r, 302, arena_printf("%s/elsewhere/", api_public_url()));
}

static void lose_id(const struct fault *f, struct request *r)
{
	cJSON *doc;

	(void)f;
	if (json_read(r->reply.data, r->reply.len, &doc, NULL) != OK)
		return;
	cJSON_DetachItemFromObjectCaseSensitive(doc, "id");
	reply_json(r, r->status, doc);
}

struct word {
	const char *name;
	void (*before)(const struct fault *f, struct request *r);
	void (*after)(const struct fault *f, struct request *r);
	bool is_answer;                  /* "processed" moves before behind the processing */
};

static const struct word words[] = {
	{ "drop",                    cut,               NULL,       true },
	{ "process_then_drop",       NULL,              cut,        false },
	{ "late",                    wait_long,         NULL,       false },
	{ "slow",                    NULL,              wait_short, false },
	{ "throttle",                throttle,          NULL,       true },
	{ "throttle_no_retry_after", throttle_silently, NULL,       true },
	{ "error_500",               error_500,         NULL,       true },
	{ "error_502_html",          error_502,         NULL,       true },
	{ "redirect",                redirect,          NULL,       true },
	{ "deny",                    deny,              NULL,       true },
	{ "forbid",                  forbid,            NULL,       true },
	{ "missing",                 missing,           NULL,       true },
	{ "frozen",                  frozen,            NULL,       true },
	{ "not_made",                not_made,          NULL,       true },
	{ "too_old",                 too_old,           NULL,       true },
	{ "cut_body",                NULL,              cut_half,   false },
	{ "no_id",                   NULL,              lose_id,    false },
};

static const struct word *word_find(const char *name)
{
	for (size_t i = 0; i < countof(words); i++)
		if (strcmp(words[i].name, name) == 0)
			return &words[i];
	return NULL;
}

enum status fault_plan(const cJSON *asked)
{
	const char *kind = json_text(asked, "fault");
	const char *path = json_text(asked, "match.path");
	struct fault *f;

	if (word_find(kind) == NULL)
		return INVALID;
	f = list_add(&store.faults, sizeof *f);
	f->kind = word_find(kind)->name;
	f->method = store_text(json_text(asked, "match.method"));
	f->path = store_text(path[0] != '\0' ? path : "*");
	f->times = (int)json_int(asked, "times", 1);
	f->delay_ms = (int)json_int(asked, "delay_ms", 0);
	f->retry_after = (int)json_int(asked, "retry_after", 0);
	f->is_processed = json_true(asked, "processed");
	return OK;
}

const struct fault *fault_take(const char *method, const char *path)
{
	struct fault *f, *copy;

	for (size_t i = 0; i < store.faults.count; i++) {
		f = store.faults.items[i];
		if (f->times <= 0 || fnmatch(f->path, path, 0) != 0)
			continue;
		if (f->method[0] != '\0' && strcmp(f->method, method) != 0)
			continue;
		f->times--;
		copy = arena_alloc(sizeof *copy);
		*copy = *f;
		return copy;
	}
	return NULL;
}

bool fault_before(const struct fault *fault, struct request *r)
{
	const struct word *word;

	if (fault == NULL)
		return true;
	word = word_find(fault->kind);
	if (word->before == NULL || (word->is_answer && fault->is_processed))
		return true;
	word->before(fault, r);
	return !word->is_answer;
}

void fault_after(const struct fault *fault, struct request *r)
{
	const struct word *word;

	if (fault == NULL)
		return;
	word = word_find(fault->kind);
	if (word->is_answer && fault->is_processed)
		word->before(fault, r);
	else if (word->after != NULL)
		word->after(fault, r);
}
