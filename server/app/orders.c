/* orders.c: orders as people ask for them: the form, the correction of a refused one, the code to
 * scan.
 *
 * Nothing here calls the provider; that is order_jobs.c, for a job. */
#include "app/orders.h"

#include "app/qr.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

#define DELIVERIES "truv|in_person|link"
#define LANGUAGES "en|es|zh-Hans|zh-Hant|vi|ko|tl|ru|ar|fa|hy|ht"

/* At least 80 random bits, never reused, and a person can read it out (safety.md §1). */
static char *new_order_number(void)
{
	const char *code = crypto_code(16);

	return arena_printf("LC-%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12);
}

/* Truv sends to an address; without one somebody here must show or say the link. */
static bool delivery_reaches(struct request *r)
{
	if (strcmp(json_text(r->in, "form.delivery"), "truv") != 0
	    || json_text(r->in, "form.email")[0] != '\0'
	    || json_text(r->in, "form.phone")[0] != '\0')
		return true;
	form_error(r, "delivery", "Choose In person, or enter a phone number or e-mail address");
	return false;
}

enum status orders_create(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "member_id",
		  .label = "member",
		  .kind = NUMBER,
		  .required = true,
		  .max = 18 },
		{ .name = "products",
		  .label = "product to verify",
		  .kind = MANY_OF,
		  .required = true,
		  .choices = "income|employment|assets" },
		{ .name = "delivery",
		  .label = "delivery",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = DELIVERIES },
		{ .name = "language",
		  .label = "language",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = LANGUAGES },
		{ .name = "email", .label = "e-mail address", .kind = EMAIL },
		{ .name = "phone", .label = "phone number", .kind = PHONE },
		{ .name = "employer_hint", .label = "employer", .kind = TEXT, .max = 100 },
		{ .name = "client_key",
		  .label = "form key",
		  .kind = CODE,
		  .required = true,
		  .max = 80 },
	};
	const cJSON *made;
	enum status status;

	if (!form_ok(r, fields, countof(fields)) || !delivery_reaches(r))
		return page_again(r);
	json_set_text(json_set(r->in, "made", json_object()), "order_number", new_order_number());
	status = db_one("orders/create", r->in, &made);
	if (status == NOT_FOUND) /* the same form before, or no such member: the row tells */
		status = db_one("orders/by_client_key", r->in, &made);
	TRY(status);
	TRY(fault_at("intent.after_insert"));
	page_notice(r, "The order is kept and goes out now. This page changes by itself.");
	return redirect(r, "/orders/%s", json_text(made, "id"));
}

enum status orders_correct(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "first_name",
		  .label = "first name",
		  .kind = TEXT,
		  .required = true,
		  .max = 50 },
		{ .name = "last_name",
		  .label = "last name",
		  .kind = TEXT,
		  .required = true,
		  .max = 50 },
		{ .name = "email", .label = "e-mail address", .kind = EMAIL },
		{ .name = "phone", .label = "phone number", .kind = PHONE },
		{ .name = "delivery",
		  .label = "delivery",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = DELIVERIES },
		{ .name = "language",
		  .label = "language",
		  .kind = ONE_OF,
		  .required = true,
		  .choices = LANGUAGES },
	};
	const cJSON *made;

	if (!form_ok(r, fields, countof(fields)) || !delivery_reaches(r))
		return page_again(r);
	TRY(db_one("orders/correct", r->in, &made));
	page_notice(r, "Corrected. The order goes out now.");
	return redirect(r, "/orders/%s", json_text(made, "id"));
}

enum status orders_code(struct request *r)
{
	const cJSON *order;
	const char *svg;

	TRY(db_one("orders/code", r->in, &order));
	TRY(qr_svg(json_text(order, "share_url"), &svg));
	reply_text(r, 200, "image/svg+xml", svg);
	return OK;
}
