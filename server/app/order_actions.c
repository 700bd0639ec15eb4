/* order_actions.c: what a person may do to an order that was made.
 *
 * Every act is one statement that leaves a job behind; what the job does is order_later.c's. The
 * pages are orders/change and orders/replacement. */
#include "app/order_actions.h"

#include "app/orders.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

static const struct field delivery_field = {
	.name = "delivery",
	.label = "how the link goes out",
	.kind = ONE_OF,
	.required = true,
	.choices = DELIVERIES,
};
static const struct field language_field = {
	.name = "language",
	.label = "language",
	.kind = ONE_OF,
	.required = true,
	.choices = LANGUAGES,
};

static enum status done(struct request *r, const cJSON *order, const char *notice)
{
	page_notice(r, notice);
	return redirect(r, "/orders/%s", json_text(order, "id"));
}

enum status orders_deliver(struct request *r)
{
	const cJSON *order;

	if (!form_ok(r, &delivery_field, 1))
		return page_again(r);
	TRY(db_one("orders/deliver", r->in, &order));
	if (json_true(order, "is_reachable"))
		return done(r, order, "The delivery is changed. The link stays the same.");
	form_error(r, "delivery", "Choose another way, or replace the order: it has no address, "
		   "and a sent order takes no new one");
	return page_again(r);
}

enum status orders_speak(struct request *r)
{
	const cJSON *order;
	const char *sender;

	if (!form_ok(r, &language_field, 1))
		return page_again(r);
	TRY(db_one("orders/speak", r->in, &order));
	sender = json_text(order, "sender");
	return done(r, order, sender[0] == '\0' ? "The language is changed."
		    : arena_printf("The language is changed. Messages that %s sends keep theirs.",
				   sender));
}

enum status orders_cancel(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "reason",
		  .label = "reason",
		  .kind = TEXT,
		  .required = true,
		  .max = 200 },
		{ .name = "code", .label = "kind of reason", .kind = CODE, .max = 40 },
	};
	const cJSON *order;
	const char *provider;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	TRY(db_one("orders/cancel", r->in, &order));
	provider = json_text(order, "provider");
	if (json_true(order, "is_asked"))
		return done(r, order, arena_printf("%s is asked to cancel the order. It is over when "
						   "%s confirms.", provider, provider));
	return done(r, order, json_true(order, "is_new") ? "The order is canceled. It never went out."
		    : arena_printf("Nothing to do: the order is over, or %s is asked already.",
				   provider));
}

enum status orders_replace(struct request *r)
{
	const struct field fields[] = {
		delivery_field,
		language_field,
		{ .name = "email", .label = "e-mail address", .kind = EMAIL },
		{ .name = "phone", .label = "phone number", .kind = PHONE },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *order;
	enum status status;

	if (!form_ok(r, fields, countof(fields)) || !order_reaches(r))
		return page_again(r);
	json_set_text(json_set(r->in, "made", json_object()), "order_number", order_number());
	status = db_one("orders/replace", r->in, &order);
	if (status == NOT_FOUND) /* replaced while this one waited, or no such order */
		status = db_one("orders/replacer", r->in, &order);
	TRY(status);
	return done(r, order, "The new order goes out now. The old one is canceled, its history kept.");
}

enum status orders_inquire(struct request *r)
{
	const cJSON *order;

	TRY(db_one("orders/inquire", r->in, &order));
	return done(r, order, arena_printf("%s is being asked. This page changes by itself.",
					   json_text(order, "provider")));
}
