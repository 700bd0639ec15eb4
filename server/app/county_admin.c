/* county_admin.c: the administrators' page of the county's accounts: which group opens what, who
 * was not let in, and the emergency account. What the settings say stands on it too, because
 * nobody else in the agency can see them. */
#include "app/county.h"

#include "app/county_provider.h"
#include "app/settings.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define OFFICES "caseworker|supervisor|front_desk"
#define ROLES OFFICES "|agent|auditor|admin"

static const char *public_url(const char *path)
{
	return arena_printf("%s%s", settings.public_url ? settings.public_url : "", path);
}

/* What the page's statement reads beside the form. */
static cJSON *admin_document(struct request *r)
{
	cJSON *county = json_set(r->in, "county", json_object());

	json_set_text(county, "issuer", county_is_on() ? settings.oidc_issuer : NULL);
	json_set_bool(county, "is_required", settings.oidc_required);
	json_set_text(county, "claim", settings.oidc_groups);
	json_set_text(county, "return_url", public_url("/signin/county/return"));
	json_set_text(county, "told_url", public_url("/webhooks/county"));
	json_set_text(county, "left_url", public_url("/signin"));
	return county;
}

enum status county_show(struct request *r)
{
	admin_document(r);
	return page(r);
}

/* The boxes that were ticked, as numbers; anything else is left out. */
static cJSON *ticked(const cJSON *form)
{
	const cJSON *sent = json_member(form, "offices"), *one;
	cJSON *all = json_list(), *kept = json_list();

	if (cJSON_IsString(sent))
		json_push(all, json_copy(sent));
	cJSON_ArrayForEach(one, sent)
		json_push(all, json_copy(one));
	cJSON_ArrayForEach(one, all)
		if (json_int(one, "", 0) > 0)
			json_push(kept, json_copy(one));
	return kept;
}

static bool needs_office(const char *role)
{
	return *role && strstr("|" OFFICES "|", arena_printf("|%s|", role));
}

enum status county_map(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "group", .label = "group", .kind = TEXT, .required = true, .max = 200 },
		{ .name = "role", .label = "role", .kind = ONE_OF, .required = true,
		  .choices = ROLES },
	};
	cJSON *offices = json_set(admin_document(r), "offices", ticked(json_at(r->in, "form")));
	const cJSON *made;
	bool is_ok = form_ok(r, fields, countof(fields));

	if (needs_office(json_text(r->in, "form.role")) && cJSON_GetArraySize(offices) == 0)
		form_error(r, "offices", "Choose at least one office for this role");
	if (!is_ok || r->errors->child)
		return page_again(r);
	TRY(db_one("county/map", r->in, &made));
	page_notice(r, arena_printf("Who is in %s can sign in as %s. It counts from their next "
				    "sign-in.", json_text(r->in, "form.group"),
				    json_text(made, "role_word")));
	return redirect(r, "/admin/sign-in");
}
