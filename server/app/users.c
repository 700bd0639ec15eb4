/* users.c: the administrator's accounts and offices. Nobody's password passes through here: an
 * account comes with a one-time link, which the administrator hands over and sees once. What must
 * not be done (to oneself, to the last administrator) the statements refuse. */
#include "app/users.h"

#include "app/links.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define ROLES "caseworker|agent|front_desk|supervisor|admin|auditor"

static const struct field user_fields[] = {
	{ "name", "a name", TEXT, .required = true, .max = 100 },
	{ "role", "a role", ONE_OF, .required = true, .choices = ROLES },
};

static const struct field office_fields[] = {
	{ "name", "a name", TEXT, .required = true, .max = 80 },
	{ "phone", "a phone number", PHONE, .required = false },
};

/* The ticked offices: a form knows no list of choices that is data. What is no id is nobody's
 * office and falls away in the statement. */
static cJSON *offices_ticked(const struct request *r)
{
	const cJSON *sent = json_at(r->in, "form.offices"), *one;
	cJSON *ids = json_list();

	if (cJSON_IsString(sent))
		json_push(ids, json_copy(sent));
	cJSON_ArrayForEach(one, sent)
		json_push(ids, json_copy(one));
	return ids;
}

/* Roles that work on cases work somewhere. */
static void want_office(struct request *r, const cJSON *offices)
{
	const char *role = json_text(r->in, "form.role");
	bool is_anywhere = strcmp(role, "admin") == 0 || strcmp(role, "auditor") == 0;

	if (*role && !is_anywhere && !offices->child)
		form_error(r, "offices", "Choose at least one office");
}

static bool user_form_ok(struct request *r, const struct field *fields, size_t count)
{
	cJSON *offices = offices_ticked(r);

	form_ok(r, fields, count);
	json_set(cJSON_GetObjectItemCaseSensitive(r->in, "form"), "offices", offices);
	want_office(r, offices);
	return !r->errors->child;
}

enum status users_invite(struct request *r)
{
	static const struct field fields[] = {
		{ "email", "their work e-mail", EMAIL, .required = true },
		{ "name", "a name", TEXT, .required = true, .max = 100 },
		{ "role", "a role", ONE_OF, .required = true, .choices = ROLES },
	};
	const char *url = NULL;
	const cJSON *made;
	enum status status;

	if (!user_form_ok(r, fields, countof(fields)))
		return page_again(r);
	url = link_new(r);
	status = db_one("users/create", r->in, &made);
	if (status == CONFLICT) {
		form_error(r, "email", "Choose another address: this one has an account, under Users");
		return page_again(r);
	}
	TRY(status);
	return link_page(r, made, url, "join");
}

enum status users_change(struct request *r)
{
	const cJSON *changed;

	if (!user_form_ok(r, user_fields, countof(user_fields)))
		return page_again(r);
	TRY(db_one("users/change", r->in, &changed));
	if (json_true(changed, "may_change")) {
		page_notice(r, "The account is changed. Where role or offices changed, it was signed "
			    "out and signs in again.");
		return redirect(r, "/admin/users/%s", json_text(changed, "id"));
	}
	form_error(r, "role", "Leave the role as it is: it is your own, or that of the last "
		   "administrator");
	return page_again(r);
}

enum status users_link(struct request *r)
{
	static const struct field fields[] = {
		{ "kind", "what the link is for", ONE_OF, .required = true,
		  .choices = "password|factor" },
	};
	const cJSON *made;
	const char *url;

	if (!form_ok(r, fields, countof(fields)))
		return INVALID;
	url = link_new(r);
	TRY(db_one("users/link", r->in, &made));
	if (!json_text_or_null(made, "refusal"))
		return link_page(r, made, url, json_text(made, "kind"));
	page_notice(r, arena_printf("No link was made. %s.", json_text(made, "refusal")));
	return redirect(r, "/admin/users/%s", json_text(made, "id"));
}

/* An office's name is taken once. */
static enum status office_kept(struct request *r, enum status status)
{
	if (status == CONFLICT) {
		form_error(r, "name", "Choose another name: there is an office called that");
		return page_again(r);
	}
	TRY(status);
	page_notice(r, "The office is kept.");
	return redirect(r, "/admin/offices");
}

enum status offices_create(struct request *r)
{
	const cJSON *made;

	if (!form_ok(r, office_fields, countof(office_fields)))
		return page_again(r);
	return office_kept(r, db_one("offices/create", r->in, &made));
}

enum status offices_change(struct request *r)
{
	const cJSON *changed;
	bool is_fine = form_ok(r, office_fields, countof(office_fields));

	json_set_text(cJSON_GetObjectItemCaseSensitive(r->in, "form"), "sent", "yes");
	if (!is_fine)
		return page_again(r);
	return office_kept(r, db_one("offices/change", r->in, &changed));
}

/* Each in a transaction of its own, with the line that says so: what the portal writes down is
 * proven by the portal, and a statement alone could not. */
static enum status expire_one(cJSON *in, const char *id)
{
	cJSON *audit = json_set(in, "audit", json_object());
	const cJSON *closed;
	enum status status;

	json_set_text(json_set(in, "idle", json_object()), "id", id);
	json_set_text(audit, "action", "user.expire");
	json_set_text(audit, "subject", arena_printf("user:%s", id));
	json_set_text(audit, "reason", "not used for 60 days");
	db_scope(in);
	status = db_one("users/expire", in, &closed);
	json_set(in, "audit", cJSON_CreateNull());
	db_scope(in);
	return status == NOT_FOUND ? OK : status;
}

enum status users_expire(const struct job_kind *kind, cJSON *in)
{
	const cJSON *idle, *one;

	(void)kind;
	TRY(db_rows("users/idle", in, &idle));
	cJSON_ArrayForEach(one, idle)
		TRY(expire_one(in, json_text(one, "id")));
	return OK;
}
