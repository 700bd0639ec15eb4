/* api.h: what a handler of the simulator gets and how it answers. */
#ifndef API_H
#define API_H

#include "store.h"
#include "web/http.h"

/* r->in is {query: {…}, body: {…}}: the query string, and the JSON or form body. Runs with the
 * store locked. */
typedef void handler(struct request *r);

enum entry_kind {
	API = 1,        /* /v1: keys, faults, JSON in and out */
	COUNTED,        /* the same, and counts against 300 a minute */
	PERSON,         /* pages for people */
	CONTROL,        /* for tests, from this machine only */
	TRUEWORK,       /* /truework: its key, version, rate and errors (truework.h) */
	TEXTS,          /* /sms: basic auth, faults, a form in, JSON out */
};

struct entry {
	enum method method;
	const char *path;                /* ":name" stands for any segment; "/" at the end counts */
	handler *handle;
	enum entry_kind kind;
};

struct api_settings {
	const char *public_url, *client_id, *secret, *texts_user, *texts_password, *truework_key;
};
void api_start(const struct api_settings *settings);
const char *api_public_url(void);

/* http.c calls it for each request. */
void api_handle(struct request *r);

/* Answers in Truv's words (truv-api.md §3). */
void answer_not_found(struct request *r);
void answer_throttled(struct request *r, const char *message, int retry_after);
void answer_error(struct request *r, int status, const char *code, const char *message);
/* 400 with these [{field, message}]. */
void answer_invalid(struct request *r, cJSON *fields);
/* The same with one. */
void answer_field(struct request *r, const char *field, const char *message);
/* Is the n-th result on the page that was asked for? What is not need not be filled. */
bool in_page(const struct request *r, int n);
/* A page of results: ?page and ?page_size, with next and previous. */
void answer_page(struct request *r, const cJSON *results);

/* r->in.body.name and r->in.query.name, "" when missing. */
const char *asked(const struct request *r, const char *name);
const char *queried(const struct request *r, const char *name);

/* Notes calls that count, without asking whether they may. */
struct call_log *call_note(const char *method, const char *path, int weight);
/* How many creates and retrieves fell into the last minute, and how many seconds until one
 * leaves it. */
int calls_in_minute(int *until_one_leaves);

#endif
