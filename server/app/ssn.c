/* ssn.c: keeps a social security number, and shows one.
 *
 * The number leaves the database in one place, members/ssn.sql, and only together with the audit
 * line that says who saw it and why. It stands in no page but the answer to that form, which asks
 * for itself again, masked, after half a minute. That it is still them who ask, the router wants
 * proven (FRESH). The reason is chosen from a list, so that nothing
 * about a person gets into the trail. */
#include "app/ssn.h"

#include "app/orders.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/seal.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define DIGITS 9
#define SECONDS "30"
#define SSN_INDEX "members.ssn"

const char *ssn_digits(const char *typed)
{
	char *digits = arena_dup(typed), *to = digits;

	for (; *typed != '\0'; typed++)
		if (*typed >= '0' && *typed <= '9')
			*to++ = *typed;
	*to = '\0';
	return digits;
}

bool ssn_is(const char *typed)
{
	static const char *const shapes[] = { "ddddddddd", "ddd-dd-dddd", "ddd dd dddd" };

	for (size_t i = 0; i < countof(shapes); i++) {
		const char *at = typed, *shape = shapes[i];

		for (; *shape != '\0' && *at != '\0'; at++, shape++)
			if (*shape == 'd' ? *at < '0' || *at > '9' : *at != *shape)
				break;
		if (*shape == '\0' && *at == '\0')
			return true;
	}
	return false;
}

const char *ssn_index(const char *typed)
{
	return seal_index(SSN_INDEX, ssn_digits(typed));
}

cJSON *ssn_indexes(const char *typed)
{
	const char *found[SEAL_INDEXES_MAX];
	size_t n = seal_indexes(SSN_INDEX, ssn_digits(typed), found);
	cJSON *list = json_list();

	for (size_t i = 0; i < n; i++)
		json_push(list, cJSON_CreateString(found[i]));
	return list;
}

enum status ssn_keep(cJSON *member, const char *id)
{
	const char *digits = ssn_digits(json_text(member, "ssn")), *sealed;
	size_t n = strlen(digits);

	json_set_text(member, "ssn", NULL);
	json_set_text(member, "id", id);
	json_set_text(member, "ssn_last4", n >= 4 ? digits + n - 4 : NULL);
	if (n != DIGITS)
		return OK;
	TRY(seal_put(arena_printf("members.ssn:%s", id), digits, n, &sealed));
	json_set_text(member, "ssn_sealed", sealed);
	json_set_text(member, "ssn_index", ssn_index(digits));
	return OK;
}

/* What the page's statement has to know beside the form. */
static void note(struct request *r, bool is_shown)
{
	json_set_bool(json_set(r->in, "reveal", json_object()), "is_shown", is_shown);
}

enum status ssn_show(struct request *r)
{
	note(r, false);
	return page(r);
}

/* How often they asked; without a line in the trail, which the answer itself has. */
static enum status judge(struct request *r, const cJSON **row)
{
	cJSON *audit = cJSON_DetachItemFromObjectCaseSensitive(r->in, "audit");
	enum status status;

	db_scope(r->in);
	status = db_one("members/asker", r->in, row);
	json_set_text(audit, "subject", arena_printf("member:%s", json_text(r->in, "path.id")));
	json_set(r->in, "audit", audit);
	db_scope(r->in);
	return status;
}

static const char *grouped(const char *digits)
{
	return strlen(digits) == DIGITS
		       ? arena_printf("%.3s-%.2s-%.4s", digits, digits + 3, digits + 5)
		       : digits;
}

static enum status show_number(struct request *r)
{
	cJSON *audit = cJSON_GetObjectItemCaseSensitive(r->in, "audit");
	const cJSON *row;

	json_set_text(audit, "reason", json_text(r->in, "form.reason"));
	note(r, true);
	TRY(db_one("members/ssn", r->in, &row));
	json_set_text((cJSON *)row, "number", grouped(json_text(row, "number")));
	r->form = r->errors = NULL;
	reply_header(r, "Refresh", arena_printf(SECONDS "; url=/members/%s/ssn",
						json_text(r->in, "path.id")));
	return page_show(r, 200, r->route->name, row);
}

enum status ssn_reveal(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "reason", .label = "reason", .kind = ONE_OF, .required = true,
		  .choices = "match|correct|provider|request" },
	};
	bool is_ok = form_ok(r, fields, countof(fields));
	const cJSON *asker;

	note(r, false);
	TRY(judge(r, &asker));
	if (json_true(asker, "is_over"))
		form_error(r, "reason", "Wait: ten numbers an hour can be shown. Ask your supervisor "
			   "if it cannot wait");
	return !is_ok || r->errors->child != NULL ? page_again(r) : show_number(r);
}

/* Outside production there are only invented people: the sandboxes know the SSNs 000-00-0000 on, of
 * which a member has the last four. */
void order_identify(cJSON *order)
{
	const char *ssn = json_text(order, "ssn"), *last4 = json_text(order, "ssn_last4");

	if (!json_true(order, "needs_ssn"))
		return;
	if (strcmp(settings.environment, "production") != 0 && last4[0] != '\0')
		json_set_text(order, "ssn", arena_printf("000-00-%s", last4));
	else if (ssn[0] != '\0')
		json_set_text(order, "ssn", grouped(ssn));
}
