/* order.c: an order of ours as Truv's words (truv-api.md §4.1): the person, how they are told, the
 * employer, and what a loan adds. */
#include "truv/truv.h"

#include "truv/private.h"

#include <string.h>

/* Truv takes ten digits (truv-api.md A13). */
static const char *national(const char *phone)
{
	if (phone == NULL)
		return NULL;
	return strncmp(phone, "+1", 2) == 0 ? phone + 2 : phone;
}

/* Of a loan: who asks for it, by our names and theirs (truv-api.md §4.1). */
static void put_loan(cJSON *body, const cJSON *order)
{
	static const struct { const char *ours, *theirs;
	} names[] = {
		{ "loan_number", "loan_number" },
		{ "application_number", "application_number" },
		{ "originator_name", "originator_name" },
		{ "originator_email", "originator_email" },
		{ "processor_name", "loan_processor_name" },
		{ "processor_email", "loan_processor_email" },
		{ "reference", "external_id" },
	};
	const cJSON *loan = json_at(order, "loan");
	cJSON *theirs;

	if (!cJSON_IsObject(loan))
		return;
	theirs = json_set(body, "loan", json_object());
	for (size_t i = 0; i < countof(names); i++)
		if (json_text(loan, names[i].ours)[0] != '\0')
			json_set_text(theirs, names[i].theirs, json_text(loan, names[i].ours));
}

static bool wants(const cJSON *order, const char *product)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(order, "products"))
		if (strcmp(json_text(one, ""), product) == 0)
			return true;
	return false;
}

/* What the asset report covers, and from which amount on it marks a deposit. */
static void put_asset_report(cJSON *body, const cJSON *order)
{
	const cJSON *asked = json_at(order, "asset_report");
	cJSON *voa, *large;

	if (!cJSON_IsObject(asked) || !wants(order, "assets"))
		return;
	voa = json_set(json_set(body, "reports", json_object()), "voa", json_object());
	json_set_int(voa, "days_requested", json_int(asked, "days_requested", 60));
	large = json_set(voa, "large_deposit_threshold", json_object());
	if (json_text(asked, "large_amount")[0] != '\0')
		json_set_text(large, "fixed_amount", json_text(asked, "large_amount"));
	if (json_text(order, "loan.sales_price")[0] != '\0')
		json_set_text(large, "sales_price", json_text(order, "loan.sales_price"));
	if (json_text(order, "loan.loan_type")[0] != '\0')
		json_set_text(large, "loan_type", json_text(order, "loan.loan_type"));
}

cJSON *truv_order_body(const cJSON *order)
{
	static const char *const same[] = {
		"first_name",       "last_name",   "email",  "order_number",
		"external_user_id", "template_id", "locale", "ssn",
	};
	cJSON *body = json_object(), *settings = json_object(), *employer;

	json_set(body, "products", json_copy(json_at(order, "products")));
	for (size_t i = 0; i < countof(same); i++)
		if (json_text(order, same[i])[0] != '\0')
			json_set_text(body, same[i], json_text(order, same[i]));
	if (json_text_or_null(order, "phone") != NULL)
		json_set_text(body, "phone", national(json_text(order, "phone")));
	json_set_bool(settings, "suppress_user_notifications", json_true(order, "is_suppressed"));
	json_set_int(settings, "first_notification_delay_hours", json_int(order, "delay_hours", 0));
	json_set(body, "notification_settings", settings);
	put_loan(body, order);
	put_asset_report(body, order);
	if (json_text(order, "employer_hint")[0] == '\0')
		return body;
	employer = json_push(json_set(body, "employers", json_list()), json_object());
	json_set_text(employer, "company_name", json_text(order, "employer_hint"));
	if (json_text(order, "company_mapping_id")[0] != '\0')
		json_set_text(employer, "company_mapping_id",
			      json_text(order, "company_mapping_id"));
	return body;
}
