/* orders.c: orders as people ask for them: the correction of a refused one, the code to scan. The
 * form that makes them is household.c's, what may be done to one order_actions.c's.
 *
 * Nothing here calls the provider; that is order_jobs.c, for a job. */
#include "app/orders.h"

#include "app/qr.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <string.h>

char *order_number(void)
{
	const char *code = crypto_code(16);

	return arena_printf("LC-%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12);
}

bool order_reaches(struct request *r)
{
	const char *delivery = json_text(r->in, "form.delivery");

	if ((strcmp(delivery, "truv") != 0 && strcmp(delivery, "agency") != 0)
	    || json_text(r->in, "form.email")[0] != '\0'
	    || json_text(r->in, "form.phone")[0] != '\0')
		return true;
	form_error(r, "delivery", "Choose In person, or enter a phone number or e-mail address");
	return false;
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

	if (!form_ok(r, fields, countof(fields)) || !order_reaches(r))
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
