/* search.c: the box in the header: straight to what was named whole, else the page of what fits. */
#include "app/search.h"

#include "db/db.h"
#include "web/page.h"

#include <string.h>

static bool is_four_digits(const char *typed)
{
	return strlen(typed) == 4 && strspn(typed, "0123456789") == 4;
}

enum status search_show(struct request *r)
{
	cJSON *audit = cJSON_GetObjectItemCaseSensitive(r->in, "audit");
	const cJSON *found;
	enum status status;

	if (cJSON_IsObject(audit) && is_four_digits(json_text(r->in, "query.q")))
		json_set_text(audit, "action", "search.last_four");
	status = db_one("search/jump", r->in, &found);
	if (status == OK)
		return redirect(r, "%s", json_text(found, "href"));
	return status == NOT_FOUND ? page(r) : status;
}
