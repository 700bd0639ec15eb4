/* api.h: how a machine asks and is answered, as session.h and page.h are for people: a bearer token
 * instead of a session, a JSON document instead of a form, problem+json (RFC 9457) instead of a
 * page.
 *
 * A route of the API is a row like any other, with MACHINE as `who` and a `scope` that its token
 * must have. `page` answers such a row with the query's row as a document; what decides is C, and
 * reads its document by the same field tables as a form. The token stands in for the user:
 * {offices, sees_all: false, token_id, name}, so the same `where` and row-level security hold
 * it. */
#ifndef API_H
#define API_H

#include "web/form.h"
#include "web/router.h"

/* Is this address the API's, whatever came of finding its route? */
bool api_is(const struct request *r);

/* Reads the bearer token and, when it lives and may do this, fills r->in.user from api/who.sql and
 * counts the call. Else INVALID with r->status 401, 403 or 429. Says RateLimit-* on each answer. */
must_check enum status api_enter(struct request *r);

/* Reads the document of a POST, PUT or DELETE into r->in.body, at most `max` bytes. INVALID with
 * r->status for what is no JSON object (400) or not called so (415). A POST must carry an
 * Idempotency-Key; one that was answered in the last 24 hours is answered the same way again
 * (*is_answered), with another body it is 409, and while its first is still on the way too. */
must_check enum status api_take_body(struct request *r, size_t max, bool *is_answered);
/* Keeps the reply under the Idempotency-Key; a failure of ours is not kept, so that the same key
 * may try again. */
void api_end(struct request *r);

/* Holds r->in.body against the fields as form_ok() does a form: a name that no field has, a value
 * of the wrong kind and what form_ok() refuses are in r->errors. What passes is r->in.form. */
bool api_ok(struct request *r, const struct field *fields, size_t count);

/* INVALID, to become this problem: name is the fragment of the guide, detail says what to do. */
must_check enum status api_refuse(struct request *r, int status, const char *name,
				  const char *detail);
/* Turns a failure into its problem+json: r->errors, what api_refuse() said, or the status alone. */
void api_problem(struct request *r, int status);

#endif
