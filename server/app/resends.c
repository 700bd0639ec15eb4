/* resends.c: the link goes out once more. The rule is the database's, order_resend(), because a
 * list, a call and a page follow it; here stand the words for what it says. */
#include "app/resends.h"

#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

static const struct {
	const char *outcome, *field, *words;     /* field: NULL for what was done */
} outcomes[] = {
	{ "sent", NULL, "The link goes out again now." },
	{ "again", NULL, "This was sent already. Nothing went out twice." },
	{ "requested", NULL, "Requested: %s is asked to send the link again. It does not say when." },
	{ "guarded", "reason", "Enter a reason: something went out within the last hour" },
	{ "over", "ways", "Make a new order: this one has no link that can be sent" },
	{ "stopped", "ways", "Choose e-mail or call: the client texted STOP" },
	{ "no_way", "ways", "Choose text or e-mail" },
};

/* The words, with the provider's name where they leave a place for it. */
static const char *with_name(const char *words, const char *name)
{
	const char *at = strstr(words, "%s");

	return at == NULL ? words
	       : arena_printf("%s%s%s", arena_copy(words, (size_t)(at - words)), name, at + 2);
}

enum status orders_send_again(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "ways", .label = "text or e-mail", .kind = MANY_OF, .choices = "email|sms" },
		{ .name = "reason", .label = "reason", .kind = TEXT, .max = 200 },
		{ .name = "client_key", .label = "form key", .kind = CODE, .required = true, .max = 80 },
	};
	const cJSON *row;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("orders/send_again", r->in, &row));
	for (size_t i = 0; i < countof(outcomes); i++) {
		if (strcmp(outcomes[i].outcome, json_text(row, "outcome")) != 0)
			continue;
		if (outcomes[i].field) {
			form_error(r, outcomes[i].field, outcomes[i].words);
			return page_again(r);
		}
		page_notice(r, with_name(outcomes[i].words, json_text(row, "provider")));
		return redirect(r, "/orders/%s/messages", json_text(row, "id"));
	}
	return FAILED;
}
