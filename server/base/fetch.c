/* fetch.c: one HTTP call out, and what came of it.
 *
 * What matters most is to know whether the request can have left. libcurl calls `prereq` when
 * the connection stands and the first byte has not gone out: what ends before that is UNSENT,
 * and what ends after it without a whole, readable answer is UNCERTAIN. What to do then is left
 * to the callers, who know what the call was for. */
#include "base/fetch.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/net.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

/* One call under way. */
struct flight {
	const struct call *call;
	struct buf body;
	int starts;             /* how often libcurl was about to send */
	bool is_sent, is_stopped, is_private;
};

static const char *const loopbacks[] = { "127.0.0.1", "localhost", "[::1]" };

static const struct {
	int from, to;
	enum outcome outcome;
} outcomes[] = {               /* the first that fits; none: UNCERTAIN */
	{ 200, 299, ACCEPTED },
	{ 401, 401, DENIED },
	{ 403, 403, DENIED },
	{ 408, 408, UNCERTAIN },        /* a gateway's time-out: the server may be at it */
	{ 429, 429, THROTTLED },
	{ 400, 499, REFUSED },
};

static __thread CURL *kept;

enum status fetch_init(void)
{
	CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);

	if (code == CURLE_OK)
		return OK;
	log_line(LOG_ERROR, "fetch.start", "curl=%d", (int)code);
	return FAILED;
}

const char *outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
		[ACCEPTED] = "accepted", [REFUSED] = "refused", [DENIED] = "denied",
		[THROTTLED] = "throttled", [UNSENT] = "unsent", [UNCERTAIN] = "uncertain",
	};

	return outcome >= ACCEPTED && outcome <= UNCERTAIN ? names[outcome] : "unknown";
}

/* Just before the first byte leaves. libcurl comes here a second time when it sends again on its
 * own. */
static int prereq(void *context, char *there, char *here, int there_port, int here_port)
{
	struct flight *flight = context;
	const struct call *call = flight->call;

	(void)there, (void)here, (void)there_port, (void)here_port;
	if (flight->starts++ > 0 && (call->is_once || call->before_send))
		return CURL_PREREQFUNC_ABORT;
	if (call->before_send && call->before_send(call->context) != OK) {
		flight->is_stopped = true;
		return CURL_PREREQFUNC_ABORT;
	}
	flight->is_sent = true;
	return CURL_PREREQFUNC_OK;
}

/* The last moment at which it is known where the bytes would go: what a name was looked up as
 * before may have changed since. */
static curl_socket_t open_public(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct flight *flight = context;

	(void)purpose;
	flight->is_private = !net_is_public(&to->addr);
	if (flight->is_private)
		return CURL_SOCKET_BAD;
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t keep_body(char *bytes, size_t size, size_t count, void *context)
{
	struct flight *flight = context;

	buf_add(&flight->body, bytes, size * count);
	return flight->body.is_full ? 0 : size * count;
}

static bool is_loopback(const char *host)
{
	for (size_t i = 0; i < countof(loopbacks); i++)
		if (strcasecmp(host, loopbacks[i]) == 0)
			return true;
	return false;
}

/* The protocols a call to this URL may speak, or NULL for a URL that may not be called at all. */
static const char *protocols_of(const char *url)
{
	char *scheme = NULL, *host = NULL;
	const char *protocols = NULL;
	CURLU *parts = curl_url();

	if (!parts || curl_url_set(parts, CURLUPART_URL, url, 0) != CURLUE_OK
		|| curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK
		|| curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK)
		goto out;
	if (strcmp(scheme, "https") == 0)
		protocols = "https";
	else if (strcmp(scheme, "http") == 0 && is_loopback(host))
		protocols = "http";
out:
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	return protocols;
}

static const char *protocols_for(const struct call *call)
{
	return call->may_be_plain ? "http,https" : protocols_of(call->url);
}

/* Why this call must not be made, or NULL. */
static const char *fault_of(const struct call *call)
{
	if (!protocols_for(call))
		return "neither https nor http to loopback";
	for (const char *const *header = call->headers; header && *header; header++)
		if (strpbrk(*header, "\r\n"))
			return "a line break in a header";
	return NULL;
}

static struct curl_slist *header_list(const struct call *call)
{
	/* Without Expect: a body is sent at once instead of after a second's wait for leave to
	 * send it. */
	struct curl_slist *list = curl_slist_append(NULL, "Expect:");

	for (const char *const *header = call->headers; header && *header; header++)
		list = curl_slist_append(list, *header);
	return list;
}

static void set_limits(CURL *curl, const struct call *call)
{
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols_for(call));
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, FETCH_CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
		call->timeout_ms ? call->timeout_ms : FETCH_TOTAL_MS);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	/* Signals and threads do not mix. */
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, call->is_once || call->is_examined ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, call->is_once || call->is_examined ? 1L : 0L);
}

static void set_trust(CURL *curl, const struct call *call)
{
	curl_easy_setopt(curl, CURLOPT_CERTINFO, call->is_examined ? 1L : 0L);
	if (call->authority && call->authority[0] != '\0')
		curl_easy_setopt(curl, CURLOPT_CAINFO, call->authority);
}

/* A connection kept from another call has not been asked where it leads. */
static void set_reach(CURL *curl, struct flight *flight)
{
	if (!flight->call->is_public_only)
		return;
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, flight);
}

static void set_request(CURL *curl, struct flight *flight, struct curl_slist *headers)
{
	const struct call *call = flight->call;
	bool has_body = call->body || strcmp(call->method, "POST") == 0;

	curl_easy_setopt(curl, CURLOPT_URL, call->url);
	if (has_body) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call->body ? call->body : "");
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
			(curl_off_t)(call->body ? strlen(call->body) : 0));
	}
	curl_easy_setopt(curl, CURLOPT_NOBODY, strcmp(call->method, "HEAD") == 0 ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call->method);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, prereq);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, flight);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, flight);
}

int fetch_retry_after(const char *value, time_t now)
{
	long seconds = RETRY_AFTER_MAX;
	time_t date;

	if (value[0] && !value[strspn(value, "0123456789")]) {
		/* Nine digits and more are the most there is, and could overflow. */
		if (strlen(value) < 9)
			seconds = strtol(value, NULL, 10);
	} else {
		date = curl_getdate(value, NULL);
		if (date == (time_t)-1)
			return 0;
		seconds = (long)(date - now);
	}
	if (seconds < 1)
		return 1;
	return seconds > RETRY_AFTER_MAX ? RETRY_AFTER_MAX : (int)seconds;
}

const char *fetch_header(const char *name)
{
	struct curl_header *header;

	if (!kept || curl_easy_header(kept, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
		return NULL;
	return arena_dup(header->value);
}

time_t fetch_certificate_end(void)
{
	static const char name[] = "Expire date:";
	const struct curl_certinfo *chain = NULL;
	const struct curl_slist *line;

	if (!kept || curl_easy_getinfo(kept, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain
	    || chain->num_of_certs < 1)
		return 0;
	for (line = chain->certinfo[0]; line; line = line->next)
		if (strncmp(line->data, name, sizeof name - 1) == 0)
			return curl_getdate(line->data + sizeof name - 1, NULL);
	return 0;
}

static enum outcome outcome_of(int http_status)
{
	for (size_t i = 0; i < countof(outcomes); i++)
		if (http_status >= outcomes[i].from && http_status <= outcomes[i].to)
			return outcomes[i].outcome;
	return UNCERTAIN;
}

static enum outcome judge(const struct flight *flight, const struct answer *answer)
{
	enum outcome outcome = outcome_of(answer->http_status);

	if (!flight->is_sent)
		return UNSENT;
	if (answer->curl_code != CURLE_OK)
		return UNCERTAIN;
	if (outcome == ACCEPTED && answer->body_len > 0 && !answer->doc
	    && !flight->call->is_bytes)
		return UNCERTAIN;
	return outcome;
}

static void take_answer(CURL *curl, const struct flight *flight, struct answer *answer)
{
	const char *wait = fetch_header("Retry-After");
	long status = 0;
	cJSON *doc;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	answer->http_status = (int)status;
	answer->retry_after = wait ? fetch_retry_after(wait, time(NULL)) : 0;
	answer->body = flight->body.data;
	answer->body_len = flight->body.len;
	answer->is_too_large = flight->body.is_full;
	if (answer->curl_code == CURLE_OK && !flight->call->is_bytes
		&& json_read(answer->body, answer->body_len, &doc, NULL) == OK)
		answer->doc = doc;
}

/* This thread's handle, as new but for its open connections. */
static CURL *handle(void)
{
	if (kept)
		curl_easy_reset(kept);
	else
		kept = curl_easy_init();
	return kept;
}

void fetch(const struct call *call, struct answer *answer)
{
	struct flight flight = { .call = call, .body = buf_new(call->reply_max) };
	const char *fault = fault_of(call);
	struct curl_slist *headers = NULL;
	CURL *curl = handle();

	*answer = (struct answer){ .outcome = UNSENT, .curl_code = CURLE_FAILED_INIT, .body = "" };
	if (fault || !curl) {
		log_line(LOG_ERROR, "fetch.refused", "why=\"%s\"", fault ? fault : "no handle");
		return;
	}
	headers = header_list(call);
	set_limits(curl, call);
	set_reach(curl, &flight);
	set_trust(curl, call);
	set_request(curl, &flight, headers);
	answer->curl_code = (int)curl_easy_perform(curl);
	take_answer(curl, &flight, answer);
	answer->was_stopped = flight.is_stopped;
	answer->was_private = flight.is_private && !flight.is_sent;
	answer->outcome = judge(&flight, answer);
	if (answer->outcome != ACCEPTED)
		log_line(LOG_WARN, "fetch.failed", "outcome=%s status=%d curl=%d",
			outcome_name(answer->outcome), answer->http_status, answer->curl_code);
	curl_slist_free_all(headers);
}

static bool is_listed(const char *place, const char *hosts)
{
	size_t len;

	for (; hosts && *hosts; hosts += len) {
		hosts += strspn(hosts, ", ");
		len = strcspn(hosts, ", ");
		if (len > 0 && strlen(place) == len && strncasecmp(place, hosts, len) == 0)
			return true;
	}
	return false;
}

bool fetch_is_at(const char *url, const char *hosts)
{
	char *host = NULL, *port = NULL, *user = NULL;
	bool is_at = false;
	CURLU *parts = curl_url();

	if (!parts || curl_url_set(parts, CURLUPART_URL, url, 0) != CURLUE_OK
	    || curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK
	    || curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK)
		goto out;
	if (curl_url_get(parts, CURLUPART_PORT, &port, 0) == CURLUE_OK)
		is_at = is_listed(arena_printf("%s:%s", host, port), hosts);
	else
		is_at = is_listed(host, hosts);
out:
	curl_free(host);
	curl_free(port);
	curl_free(user);
	curl_url_cleanup(parts);
	return is_at;
}

const char *fetch_host(const char *url)
{
	char *host = NULL, *user = NULL;
	const char *kept = NULL;
	CURLU *parts = curl_url();

	if (protocols_of(url) && parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK
	    && curl_url_get(parts, CURLUPART_USER, &user, 0) != CURLUE_OK
	    && curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK)
		kept = arena_dup(host);
	curl_free(host);
	curl_free(user);
	curl_url_cleanup(parts);
	return kept;
}

void fetch_thread_end(void)
{
	curl_easy_cleanup(kept);
	kept = NULL;
}
