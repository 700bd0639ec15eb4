/* api.c: which machine asks, and how it is told that something failed.
 *
 * A token is known by its hash; its minute is counted in the same statement that finds it, so that
 * all servers share the limit. The document it brings is api_body.c's. */
#include "web/api.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include <string.h>
#include <strings.h>

#define TOKEN_PREFIX "vfy_"

static const char below[] = "/api/";

/* What a status means where nobody said more. */
static const struct problem {
	int status;
	const char *name, *title, *detail;
} problems[] = {
	{ 400, "malformed", "The request cannot be read",
	  "The body is a JSON object in UTF-8, no name twice, at most 64 levels deep." },
	{ 401, "unauthorized", "No living token", "Send Authorization: Bearer with a token that is "
	  "not ended and not expired." },
	{ 403, "forbidden", "Not allowed to this token", "Ask an administrator for a token with the "
	  "action this needs." },
	{ 404, "not-found", "There is no such thing",
	  "The address is wrong, or the record belongs to an office this token has not." },
	{ 405, "method-not-allowed", "Not this method", "The header Allow lists those there are." },
	{ 408, "too-slow", "The body came too slowly", "Nothing was done. Send it again." },
	{ 409, "conflict", "Changed meanwhile", "Read the record again and repeat." },
	{ 411, "length-required", "The length is missing", "Send Content-Length." },
	{ 413, "too-large", "The body is too large", "Nothing was done. Send less at once." },
	{ 415, "not-json", "Not a type that is read here", "Send Content-Type: application/json." },
	{ 422, "invalid", "A value does not fit", "Nothing was done. See errors, or the description "
	  "at /api/v1/openapi.json." },
	{ 429, "rate-limited", "Too many calls in this minute",
	  "Wait as long as Retry-After says. The call was not run." },
	{ 500, "failed", "Something went wrong on our side",
	  "Repeat it with the same Idempotency-Key. If it stays, say the request_id to the agency." },
	{ 503, "unavailable", "Not available right now",
	  "Repeat it with the same Idempotency-Key after Retry-After seconds." },
};

bool api_is(const struct request *r)
{
	return strncmp(r->path, below, sizeof below - 1) == 0;
}

static const struct problem *problem_for(int status)
{
	size_t i, other = 0;

	for (i = 0; i < countof(problems); i++) {
		if (problems[i].status == status)
			return &problems[i];
		if (problems[i].status == 500)
			other = i;
	}
	return &problems[other];
}

/* "members.0.email" as a JSON pointer. */
static const char *pointer_to(const char *name)
{
	char *pointer = arena_printf("/%s", name), *at;

	for (at = pointer; *at; at++)
		if (*at == '.')
			*at = '/';
	return pointer;
}

static void put_errors(cJSON *doc, const cJSON *errors)
{
	cJSON *list;
	const cJSON *error;

	if (!errors || !errors->child)
		return;
	list = json_set(doc, "errors", json_list());
	cJSON_ArrayForEach(error, errors) {
		cJSON *item = json_push(list, json_object());

		json_set_text(item, "pointer", pointer_to(error->string));
		json_set_text(item, "detail", error->valuestring);
	}
}

void api_problem(struct request *r, int status)
{
	const struct problem *problem = problem_for(status);
	const cJSON *said = json_at(r->in, "problem");
	const char *name = said ? json_text(said, "name") : problem->name;
	cJSON *doc = json_object();

	json_set_text(doc, "type", arena_printf("/api/v1/guide#%s", name));
	json_set_text(doc, "title", problem->title);
	json_set_int(doc, "status", status);
	json_set_text(doc, "detail", said ? json_text(said, "detail") : problem->detail);
	json_set_text(doc, "request_id", r->id);
	put_errors(doc, r->errors);
	reply_text(r, status, "application/problem+json", json_print(doc));
}

enum status api_refuse(struct request *r, int status, const char *name, const char *detail)
{
	cJSON *said = json_set(r->in, "problem", json_object());

	json_set_text(said, "name", name);
	json_set_text(said, "detail", detail);
	r->status = status;
	return INVALID;
}

static enum status with_status(struct request *r, int status)
{
	r->status = status;
	return INVALID;
}

/* --- who asks --- */

/* The token in the header, NULL when there is none that looks like ours. */
static const char *token_sent(const struct request *r)
{
	const char *given = request_header(r, "Authorization");
	size_t prefix = sizeof TOKEN_PREFIX - 1;

	if (!given || strncasecmp(given, "Bearer ", 7) != 0)
		return NULL;
	given += 7 + strspn(given + 7, " ");
	if (strncmp(given, TOKEN_PREFIX, prefix) != 0 || strlen(given) != prefix + TOKEN_HEX_SIZE)
		return NULL;
	return strspn(given + prefix, "0123456789abcdef") == TOKEN_HEX_SIZE ? given : NULL;
}

static enum status no_token(struct request *r)
{
	reply_header(r, "WWW-Authenticate", "Bearer");
	return with_status(r, 401);
}

static void say_limits(struct request *r, const cJSON *user)
{
	reply_header(r, "RateLimit-Limit", json_text(user, "per_minute"));
	reply_header(r, "RateLimit-Remaining", json_text(user, "remaining"));
	reply_header(r, "RateLimit-Reset", json_text(user, "reset_s"));
	if (json_true(user, "is_limited"))
		reply_header(r, "Retry-After", json_text(user, "reset_s"));
}

static bool may(const cJSON *user, const char *scope)
{
	const cJSON *one;

	if (scope[0] == '\0')
		return true;
	cJSON_ArrayForEach(one, json_at(user, "scopes"))
		if (strcmp(json_text(one, ""), scope) == 0)
			return true;
	return false;
}

enum status api_enter(struct request *r)
{
	const char *token = token_sent(r);
	const cJSON *user;
	enum status status;

	if (!token)
		return no_token(r);
	json_set_text(json_set(r->in, "token", json_object()), "hash",
	              crypto_sha256_hex(token, strlen(token)));
	status = db_one("api/who", r->in, &user);
	if (status == NOT_FOUND)
		return no_token(r);
	TRY(status);
	say_limits(r, user);
	if (json_true(user, "is_limited"))
		return with_status(r, 429);
	json_set(r->in, "user", json_copy(user));
	if (may(user, r->route->scope))
		return OK;
	return api_refuse(r, 403, "forbidden", arena_printf("This token may not do this. It needs the "
	                  "action %s, which an administrator gives.", r->route->scope));
}
