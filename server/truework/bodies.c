/* bodies.c: what is sent to Truework: an order of ours as the body that makes it (truework-api.md
 * §5.1 to §5.3, §6), and what Truework refused of it in our names. */
#include "truework/private.h"

#include "base/arena.h"

#include <string.h>

static void copy(cJSON *body, const char *theirs, const cJSON *order, const char *ours)
{
	if (json_text(order, ours)[0] != '\0')
		json_set_text(body, theirs, json_text(order, ours));
}

/* Income where any of it is wanted, else employment alone. */
static const char *type_of(const cJSON *order)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(order, "products"))
		if (strcmp(cJSON_GetStringValue(one), "income") == 0)
			return "employment-income";
	return "employment";
}

/* What every create carries; use_case is always sent (T3). */
static void say_why(cJSON *body, const cJSON *order)
{
	json_set_text(body, "type", type_of(order));
	copy(body, "permissible_purpose", order, "purpose");
	copy(body, "use_case", order, "use_case");
}

static void say_who(cJSON *target, const cJSON *order)
{
	static const struct { const char *theirs, *ours;
	} fields[] = {
		{ "first_name", "first_name" }, { "last_name", "last_name" },
		{ "social_security_number", "ssn" }, { "date_of_birth", "born_on" },
		{ "contact_email", "email" }, { "phone_number", "phone" },
	};

	for (size_t i = 0; i < countof(fields); i++)
		copy(target, fields[i].theirs, order, fields[i].ours);
}

/* Ours to find it by, and to know an answer of theirs as ours. */
static void say_which(cJSON *body, const cJSON *order)
{
	json_set_text(json_set(body, "metadata", json_object()), "reference",
		      json_text(order, "order_number"));
}

static void direct_targets(cJSON *body, const cJSON *order)
{
	cJSON *target = json_push(json_set(body, "targets", json_list()), json_object()), *company;

	say_who(target, order);
	say_why(target, order);
	say_which(target, order);
	if (json_text(order, "employer_hint")[0] == '\0')
		return;
	company = json_push(json_set(target, "companies", json_list()), json_object());
	json_set_text(company, "name", json_text(order, "employer_hint"));
	json_set_text(company, "action", "verify");
}

cJSON *truework_order_body(const cJSON *order)
{
	const char *method = json_text(order, "method");
	cJSON *body = json_object(), *target;

	json_set_text(body, "search_key", json_text(order, "order_number"));
	if (strcmp(method, "link") == 0) {
		direct_targets(body, order);
		return body;
	}
	say_why(body, order);
	say_which(body, order);
	target = json_set(body, "target", json_object());
	say_who(target, order);
	if (strcmp(method, "employer") == 0)
		json_set_text(json_set(target, "company", json_object()), "name",
			      json_text(order, "employer_hint"));
	return body;
}

cJSON *truework_session_body(const cJSON *order)
{
	cJSON *body = json_object();

	say_why(body, order);
	say_which(body, order);
	say_who(json_set(body, "target", json_object()), order);
	return body;
}

static const struct { const char *theirs, *ours;
} fields[] = {
	{ "first_name", "first_name" }, { "last_name", "last_name" }, { "contact_email", "email" },
	{ "phone_number", "phone" }, { "date_of_birth", "born_on" }, { "company", "employer_hint" },
	{ "social_security_number", "ssn" }, { "type", "products" },
	{ "permissible_purpose", "purpose" }, { "use_case", "purpose" },
};

static void add_problem(cJSON *ours, const char *theirs, const char *message)
{
	for (size_t i = 0; i < countof(fields); i++)
		if (strcmp(fields[i].theirs, theirs) == 0)
			json_set_text(ours, fields[i].ours, message);
}

/* invalid_fields is a field's list of messages or, below target, further fields; of a list of
 * targets the first (§2). */
static void add_problems(cJSON *ours, const cJSON *theirs, int depth)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, theirs) {
		const char *name = one->string != NULL ? one->string : "";

		if (cJSON_IsArray(one) && cJSON_IsString(one->child))
			add_problem(ours, name, one->child->valuestring);
		else if (cJSON_IsString(one))
			add_problem(ours, name, one->valuestring);
		else if (depth < 4)
			add_problems(ours, one, depth + 1);
	}
}

cJSON *truework_refusal(const struct answer *answer)
{
	static const struct { int http_status;
		const char *cause;
	} causes[] = { { 451, "frozen" }, { 406, "too_old" }, { 501, "not_made" } };
	cJSON *problems = json_object();

	add_problems(problems, json_at(answer->doc, "error.invalid_fields"), 0);
	for (size_t i = 0; i < countof(causes); i++)
		if (causes[i].http_status == answer->http_status)
			json_set_text(problems, "cause", causes[i].cause);
	return problems;
}
