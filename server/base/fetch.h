/* fetch.h: one HTTP call out, and what came of it. Beside mail.c the only file that sees
 * libcurl.
 *
 * A call never follows a redirect, never exceeds its byte cap or its time (5 s to connect, 30 s in
 * all), and speaks https only, or http to loopback. Each thread keeps one easy handle;
 * fetch_thread_end() gives it back. */
#ifndef FETCH_H
#define FETCH_H

#include "base/json.h"

#include <time.h>

#define FETCH_CONNECT_MS 5000L
#define FETCH_TOTAL_MS 30000L
#define RETRY_AFTER_MAX 300        /* seconds a provider may make us wait */

/* What the call means for whoever must decide what to do next (safety.md §1). */
enum outcome {
	ACCEPTED = 1, /* 2xx with a JSON document, or 2xx without a body */
	REFUSED, /* 400 404 405 406 410 415 and other 4xx: a repeat would be refused again */
	DENIED, /* 401 403: the keys are wrong */
	THROTTLED, /* 429: not executed; see retry_after */
	UNSENT, /* the request provably never left */
	/* Time-out, reset, 3xx, 408, 5xx, a cut or unreadable 2xx: it may have been executed. */
	UNCERTAIN,
};

/* For what must not be repeated: before_send is struct call's. */
struct sending {
	enum status (*before_send)(void *context);
	void *context;
};

struct call {
	const char *method, *url;
	const char *const *headers;          /* "Name: value", NULL-terminated; may be NULL */
	const char *body;                    /* NULL: none */
	size_t reply_max;                    /* bytes; more is UNCERTAIN */
	int timeout_ms;                      /* in all; 0: 30 s */
	bool is_bytes;                       /* an accepted answer need not be JSON */
	/* Whoever gave this URL may not send us into our own network: connects to public addresses
	 * only, as found for this very connection (net.h). */
	bool is_public_only;
	const char *authority;               /* file with who signs there; NULL, "": the system's */
	/* http to any host: to see whether it leads to https, with nothing in it to overhear. */
	bool may_be_plain;
	bool is_examined;                    /* for fetch_certificate_end(): a fresh connection */
	/* Not idempotent: a fresh connection, never re-sent behind our back. before_send runs just
	 * before the first byte leaves; anything but OK stops the call, which is then UNSENT. It
	 * is never run twice. */
	bool is_once;
	enum status (*before_send)(void *context);
	void *context;
};

struct answer {
	enum outcome outcome;
	int http_status;                     /* 0: none came */
	int curl_code;
	bool was_stopped;                    /* before_send said no: UNSENT for that */
	bool was_private;                    /* is_public_only said no: UNSENT for that */
	int retry_after; /* seconds, 1 to 300; 0: not said (seconds or date understood) */
	const char *body;                    /* as it came, in the arena; never NULL */
	size_t body_len;
	bool is_too_large;                   /* there was more than reply_max: cut, and UNCERTAIN */
	const cJSON *doc;                    /* the body read as JSON; NULL when it is none */
};

/* Once, in main, before any thread. */
must_check enum status fetch_init(void);
/* Makes the call. Always fills *answer. */
void fetch(const struct call *call, struct answer *answer);
void fetch_thread_end(void);

/* Of the last answer in this thread, until its next call: a header's value, in the arena; NULL
 * when it was not sent. */
const char *fetch_header(const char *name);
/* Of a call that is_examined: when the host's certificate ends, seconds since 1970; 0: none. */
time_t fetch_certificate_end(void);

/* Is the URL's host, with its port where it names one, in the list, with commas between? Read by
 * the same parser that makes the call. False for an empty list or none, for a URL that names a
 * user, and for one that is none. */
bool fetch_is_at(const char *url, const char *hosts);

/* What a Retry-After header asks for, seconds or a date, as 1 to 300 seconds from `now`; 0 for what
 * is neither. */
int fetch_retry_after(const char *value, time_t now);

/* The host of a URL that may be called, in the arena; NULL for one that may not, for one that names
 * a user, and for what is no URL. */
const char *fetch_host(const char *url);

const char *outcome_name(enum outcome outcome);

#endif
