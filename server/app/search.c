/* search.c: the box in the header: straight to what was named whole, else the page of what fits. It
 * is sent as a form, and what was typed comes back in the address sealed for whoever typed it: so
 * the page can be reloaded and gone back to, and nobody's name stands in a history or a proxy. A
 * social security number stands in no address, not even so. */
#include "app/search.h"

#include "app/ssn.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/seal.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

static bool is_four_digits(const char *typed)
{
	return strlen(typed) == 4 && strspn(typed, "0123456789") == 4;
}

static void audit_as(struct request *r, const char *action)
{
	cJSON *audit = cJSON_GetObjectItemCaseSensitive(r->in, "audit");

	if (cJSON_IsObject(audit))
		json_set_text(audit, "action", action);
}

static const char *place_of(const struct request *r)
{
	return arena_printf("search:%s", json_text(r->in, "user.id"));
}

/* Of somebody else, or under a key that is gone: nothing was typed. */
static const char *opened(const struct request *r, const char *given)
{
	const char *typed;
	size_t n;

	if (!seal_is(given))
		return given;
	return seal_open(place_of(r), given, &typed, &n) == OK ? typed : "";
}

enum status search_show(struct request *r)
{
	const char *typed = opened(r, json_text(r->in, "query.q"));
	const cJSON *found;
	enum status status;

	json_set_text(r->in, "typed", typed);
	if (is_four_digits(typed))
		audit_as(r, "search.last_four");
	status = db_one("search/jump", r->in, &found);
	if (status == OK)
		return redirect(r, "%s", json_text(found, "href"));
	return status == NOT_FOUND ? page(r) : status;
}

/* Asked again as an address, which can be gone back to. */
static enum status as_address(struct request *r, const char *typed)
{
	struct buf to = buf_new(2048);
	const char *sealed;

	TRY(seal_put(place_of(r), typed, strlen(typed), &sealed));
	json_set(r->in, "audit", cJSON_CreateNull());
	db_scope(r->in);
	buf_text(&to, "/search?q=");
	buf_url(&to, sealed);
	return redirect(r, "%s", to.data);
}

enum status search_ask(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "q", .label = "case, name or number", .kind = TEXT, .max = 80 },
	};
	const char *typed;

	/* What is no line of text is searched for as nothing. */
	if (!form_ok(r, fields, countof(fields)))
		json_set_text(cJSON_GetObjectItemCaseSensitive(r->in, "form"), "q", NULL);
	typed = json_text(r->in, "form.q");
	if (!ssn_is(typed))
		return as_address(r, typed);
	json_set_text(r->in, "typed", typed);
	json_set(r->in, "indexes", ssn_indexes(typed));
	audit_as(r, "search.ssn");
	return page(r);
}
