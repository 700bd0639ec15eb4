/* search.c: the box in the header: straight to what was named whole, else the page of what fits. It
 * is sent as a form, because a social security number must not stand in an address. */
#include "app/search.h"

#include "app/ssn.h"
#include "base/buf.h"
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

enum status search_show(struct request *r)
{
	const char *typed = json_text(r->in, "query.q");
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

/* What may stand in an address is asked again as one, which can be kept and shared. */
static enum status as_address(struct request *r, const char *typed)
{
	struct buf to = buf_new(1024);

	json_set(r->in, "audit", cJSON_CreateNull());
	db_scope(r->in);
	buf_text(&to, "/search?q=");
	buf_url(&to, typed);
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
	json_set_text(r->in, "index", ssn_index(typed));
	audit_as(r, "search.ssn");
	return page(r);
}
