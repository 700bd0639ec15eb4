/* order_rules.c: what Truv refuses in an order, field by field.
 *
 * Two addresses mean something: a domain that ends in "gmial.test" is refused when the order is
 * made, and an address at "bounce.test" is accepted but cannot be delivered to (messages.c),
 * which is the state `error`. */
#include "orders.h"

#include <ctype.h>
#include <string.h>

#define NAME_MAX_CHARACTERS 50

static const char *const sold[] = { "income", "employment", "assets" };
static const char *const known[] = { "deposit_switch", "pll", "insurance", "transactions" };

static const char *member_of(const char *const *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], name) == 0)
			return list[i];
	return NULL;
}

const char *product_known(const char *product)
{
	return member_of(sold, countof(sold), product);
}

static void blame(cJSON *faults, const char *field, const char *message)
{
	cJSON *one = json_push(faults, json_object());

	json_set_text(one, "field", field);
	json_set_text(one, "message", message);
}

static size_t characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += (*text & 0xc0) != 0x80;
	return count;
}

static bool all_digits(const char *text, size_t count)
{
	return strlen(text) == count && strspn(text, "0123456789") == count;
}

bool name_ok(const char *name)
{
	size_t count = characters(name);

	return count >= 1 && count <= NAME_MAX_CHARACTERS;
}

bool ssn_ok(const char *ssn)
{
	return all_digits(ssn, 4) || all_digits(ssn, 9);
}

/* One, two or more letters, perhaps a region or script: es, zh-Hans. */
bool locale_ok(const char *locale)
{
	size_t language = strspn(locale, "abcdefghijklmnopqrstuvwxyz"), rest;

	if (language < 2 || language > 3)
		return false;
	if (locale[language] == '\0')
		return true;
	rest = strlen(locale + language + 1);
	if (locale[language] != '-' || rest < 2 || rest > 4)
		return false;
	for (const char *at = locale + language + 1; *at != '\0'; at++)
		if (!isalpha((unsigned char)*at))
			return false;
	return true;
}

static bool email_ok(const char *email)
{
	const char *at = strchr(email, '@');

	return at != NULL && at != email && strchr(at + 1, '@') == NULL && strlen(email) <= 254
		&& strchr(at, '.') != NULL && at[1] != '.' && email[strlen(email) - 1] != '.'
		&& strpbrk(email, " \t\r\n,;<>\"") == NULL;
}

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && strcmp(text + len - tail, end) == 0;
}

static void check_products(const cJSON *body, cJSON *faults)
{
	const cJSON *products = json_at(body, "products"), *one;
	const char *name;

	if (products == NULL)
		blame(faults, "products", "This field is required.");
	else if (!cJSON_IsArray(products) || cJSON_GetArraySize(products) == 0)
		blame(faults, "products", "This list may not be empty.");
	cJSON_ArrayForEach(one, products) {
		name = cJSON_IsString(one) ? cJSON_GetStringValue(one) : "";
		if (member_of(known, countof(known), name) != NULL)
			blame(faults, "products", "This product is not enabled for this account.");
		else if (product_known(name) == NULL)
			blame(faults, "products", "Not a valid choice.");
	}
}

static void check_name(const cJSON *body, const char *field, cJSON *faults)
{
	const char *name = json_text(body, field);

	if (json_at(body, field) == NULL)
		blame(faults, field, "This field is required.");
	else if (name[strspn(name, " ")] == '\0')
		blame(faults, field, "This field may not be blank.");
	else if (!name_ok(name))
		blame(faults, field, "Ensure this field has no more than 50 characters.");
}

static void check_email(const cJSON *body, cJSON *faults)
{
	const char *email = json_text(body, "email");

	if (email[0] != '\0' && (!email_ok(email) || ends_in(email, "gmial.test")))
		blame(faults, "email", "Enter a valid email address.");
}

static void check_numbers(const cJSON *body, cJSON *faults)
{
	const char *phone = json_text(body, "phone"), *ssn = json_text(body, "ssn");

	if (phone[0] != '\0' && !all_digits(phone, 10))
		blame(faults, "phone", "Enter a valid phone number: 10 digits.");
	if (ssn[0] == '\0')
		ssn = json_text(body, "social_security_number");
	if (ssn[0] != '\0' && !ssn_ok(ssn))
		blame(faults, "ssn", "Enter a valid SSN: 4 or 9 digits.");
}

static void check_lengths(const cJSON *body, cJSON *faults)
{
	static const char *const fields[] = {
		"order_number", "external_user_id", "template_id", "custom_field",
	};

	for (size_t i = 0; i < countof(fields); i++)
		if (strlen(json_text(body, fields[i])) > 128)
			blame(faults, fields[i], "Ensure this field has no more than 128 characters.");
}

/* What a loan and the report of its assets may say (truv-api.md §4.1): nothing else. */
static void check_names(const cJSON *body, const char *path, const char *const *names, size_t count,
			cJSON *faults)
{
	const cJSON *doc = json_at(body, path), *one;

	if (doc != NULL && !cJSON_IsObject(doc))
		blame(faults, path, "Expected an object.");
	cJSON_ArrayForEach(one, doc)
		if (member_of(names, count, one->string) == NULL)
			blame(faults, path, "Not a known field.");
}

static void check_loan(const cJSON *body, cJSON *faults)
{
	static const char *const loan[] = { "loan_number", "application_number", "originator_name",
		"originator_email", "loan_processor_name", "loan_processor_email", "external_id" };
	static const char *const voa[] = { "days_requested", "as_of_date",
		"large_deposit_threshold", "is_voe", "request_extended_history" };
	static const char *const large[] = { "fixed_amount", "sales_price",
		"qualifying_monthly_income", "loan_type" };
	long days = json_int(body, "reports.voa.days_requested", 60);

	check_names(body, "loan", loan, countof(loan), faults);
	check_names(body, "reports.voa", voa, countof(voa), faults);
	check_names(body, "reports.voa.large_deposit_threshold", large, countof(large), faults);
	if (days < 1 || days > 730)
		blame(faults, "reports.voa.days_requested", "Ensure this value is between 1 and 730.");
}

cJSON *order_faults(const cJSON *body)
{
	cJSON *faults = json_list();
	const char *locale = json_text(body, "locale");

	check_products(body, faults);
	check_name(body, "first_name", faults);
	check_name(body, "last_name", faults);
	check_email(body, faults);
	check_numbers(body, faults);
	check_lengths(body, faults);
	check_loan(body, faults);
	if (locale[0] != '\0' && !locale_ok(locale))
		blame(faults, "locale", "Not a valid locale.");
	if (json_int(body, "notification_settings.first_notification_delay_hours", 0) < 0)
		blame(faults, "notification_settings.first_notification_delay_hours",
			"Ensure this value is greater than or equal to 0.");
	if (cJSON_GetArraySize(json_at(body, "employers")) > 5)
		blame(faults, "employers", "Ensure this list has no more than 5 elements.");
	return faults;
}
