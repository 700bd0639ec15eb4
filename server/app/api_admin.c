/* api_admin.c: the administrator's page of the API: who may call it, and who is told.
 *
 * A secret is made here, shown on the page that answers, and never again: of a token only its hash
 * is kept, of an endpoint's secret only what is sealed. The page itself is admin/api. */
#include "app/api_admin.h"

#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/fetch.h"
#include "base/net.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define SECRET_BYTES 32
#define PREFIX_LEN 12
#define SCOPES "cases:read|cases:write|orders:read|orders:write|milestones:write|results:read"
#define KINDS "order.changed|milestone.reached|review.decided"

/* The boxes of the offices that are ticked: which there are, the database knows. */
static cJSON *offices_ticked(const struct request *r)
{
	const cJSON *sent = json_at(json_at(r->in, "form"), "offices"), *one;
	cJSON *all = json_list(), *kept = json_list();

	if (cJSON_IsArray(sent))
		all = json_copy(sent);
	else if (cJSON_IsString(sent))
		json_push(all, json_copy(sent));
	cJSON_ArrayForEach(one, all) {
		size_t len = strlen(json_text(one, ""));

		if (len >= 1 && len <= ID_DIGITS && strspn(one->valuestring, "0123456789") == len)
			json_push(kept, json_copy(one));
	}
	return kept;
}

/* The secret, shown; whoever wants it again must make another. */
static enum status shown_once(struct request *r, const char *what, const char *name,
			      const char *secret)
{
	cJSON *doc = json_object();
	bool is_token = strcmp(what, "token") == 0;

	json_set_bool(doc, "is_token", is_token);
	json_set_text(doc, "heading", arena_printf("%s of %s", is_token ? "The token" : "The secret",
						   name));
	json_set_text(doc, "secret", secret);
	return page_show(r, 200, "admin/api_secret", doc);
}

static const char *token_made(struct request *r)
{
	const char *token = arena_printf("vfy_%s", crypto_token(SECRET_BYTES));
	cJSON *made = json_set(r->in, "made", json_object());

	json_set_text(made, "hash", crypto_sha256_hex(token, strlen(token)));
	json_set_text(made, "prefix", arena_copy(token, PREFIX_LEN));
	return token;
}

/* A form that was sent before made a secret that nobody can see again. */
static enum status sent_before(struct request *r)
{
	page_notice(r, "That was made already. Its secret is shown once; end it and make another if "
		    "you did not keep it.");
	return redirect(r, "/admin/api");
}

enum status tokens_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
		{ .name = "name", .label = "name of the system", .kind = TEXT, .required = true,
		  .max = 80 },
		{ .name = "scopes",
		  .label = "at least one action",
		  .kind = MANY_OF,
		  .required = true,
		  .choices = SCOPES },
		{ .name = "days",
		  .label = "how long it lives",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = "30|90|365" },
	};
	cJSON *offices = offices_ticked(r);
	bool is_ok = form_ok(r, fields, countof(fields));
	const char *token;
	enum status status;

	json_set(r->in, "offices", offices);
	if (offices->child == NULL)
		form_error(r, "offices", "Choose at least one office");
	if (!is_ok || offices->child == NULL)
		return page_again(r);
	token = token_made(r);
	status = db_run("api/token_make", r->in);
	if (status == CONFLICT)
		return sent_before(r);
	TRY(status);
	return shown_once(r, "token", json_text(r->in, "form.name"), token);
}

enum status tokens_rotate(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
	};
	const cJSON *row;
	const char *token;
	enum status status;

	if (!form_ok(r, fields, countof(fields)))
		return INVALID;
	token = token_made(r);
	status = db_one("api/token_rotate", r->in, &row);
	if (status == CONFLICT)
		return sent_before(r);
	TRY(status);
	return shown_once(r, "token", json_text(row, "name"), token);
}

/* Asks for what a change needs. It is no change: the audit's line belongs to what follows. */
static enum status unheard(struct request *r, const char *query, const cJSON **row)
{
	enum status status;

	db_scope(NULL);
	status = db_one(query, r->in, row);
	db_scope(r->in);
	return status;
}

/* An address that a call could be made to, and may be. */
static void address_judge(struct request *r)
{
	const char *url = json_text(r->in, "form.url"), *host = fetch_host(url);

	if (url[0] == '\0')
		return;
	if (host == NULL)
		form_error(r, "url", "Enter an address that begins with https://");
	else if (!net_name_is_public(host) && !fetch_is_at(url, settings.api_private_hosts))
		form_error(r, "url", "Enter an address outside private networks, or have it added to "
			   "API_PRIVATE_HOSTS");
}

enum status endpoints_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
		{ .name = "told", .label = "name of the system", .kind = TEXT, .required = true,
		  .max = 80 },
		{ .name = "url", .label = "address", .kind = TEXT, .required = true, .max = 500 },
		{ .name = "kinds",
		  .label = "at least one kind of event",
		  .kind = MANY_OF,
		  .required = true,
		  .choices = KINDS },
	};
	cJSON *offices = offices_ticked(r), *made;
	const char *secret = crypto_token(SECRET_BYTES);
	const cJSON *row;
	enum status status;

	(void)form_ok(r, fields, countof(fields));
	json_set(r->in, "offices", offices);
	address_judge(r);
	if (offices->child == NULL)
		form_error(r, "told_offices", "Choose at least one office");
	if (r->errors->child != NULL)
		return page_again(r);
	made = json_set(r->in, "made", json_object());
	json_set_text(made, "secret", secret);
	TRY(unheard(r, "api/endpoint_id", &row));
	json_set_text(made, "id", json_text(row, "id"));
	status = db_run("api/endpoint_make", r->in);
	if (status == CONFLICT)
		return sent_before(r);
	TRY(status);
	return shown_once(r, "endpoint", json_text(r->in, "form.told"), secret);
}

enum status endpoints_rotate(struct request *r)
{
	const char *secret = crypto_token(SECRET_BYTES);
	cJSON *made = json_set(r->in, "made", json_object());
	const cJSON *row;

	json_set_text(made, "secret", secret);
	TRY(unheard(r, "api/endpoint_secret", &row));
	json_set_text(made, "before", json_text(row, "secret"));
	TRY(db_one("api/endpoint_rotate", r->in, &row));
	return shown_once(r, "endpoint", json_text(row, "name"), secret);
}
