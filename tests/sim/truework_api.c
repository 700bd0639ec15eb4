/* truework_api.c: the handlers that make, list, read and cancel orders (§5), and of sessions
 * (§6). */
#include "truework.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "handlers.h"

#include <string.h>

struct truework_order *truework_order_of(const char *id)
{
	struct truework_order *order = list_find(&store.truework, id);

	return order != NULL && strcmp(order->mode, "session") != 0 ? order : NULL;
}

struct truework_order *truework_order_numbered(const char *number)
{
	for (size_t i = store.truework.count; i > 0; i--) {
		struct truework_order *order = store.truework.items[i - 1];

		if (number[0] != '\0' && order->number != NULL && strcmp(order->number, number) == 0)
			return order;
	}
	return NULL;
}

struct truework_request *truework_request_of(const char *id)
{
	for (size_t i = store.truework.count; i > 0; i--) {
		struct truework_order *order = store.truework.items[i - 1];

		for (int k = 0; k < order->request_count; k++)
			if (strcmp(order->requests[k].id, id) == 0)
				return &order->requests[k];
	}
	return NULL;
}

static const char *plain_ssn(const char *text)
{
	char *digits = arena_dup(text), *to = digits;

	for (const char *at = text; *at != '\0'; at++)
		if (*at >= '0' && *at <= '9')
			*to++ = *at;
	*to = '\0';
	return digits;
}

/* What every create must say (§5.1). False: answered. */
static bool target_ok(struct request *r, const cJSON *envelope, const cJSON *target,
	bool needs_born)
{
	static const char *const types[] = { "employment-income", "employment" };
	const char *ssn = plain_ssn(json_text(target, "social_security_number"));
	const char *type = json_text(envelope, "type");

	if (strcmp(type, types[0]) != 0 && strcmp(type, types[1]) != 0)
		truework_invalid(r, "type", "Not a valid choice.");
	else if (json_text(envelope, "permissible_purpose")[0] == '\0')
		truework_invalid(r, "permissible_purpose", "This field is required.");
	else if (json_text(envelope, "use_case")[0] == '\0')
		truework_invalid(r, "use_case", "This field is required.");
	else if (json_text(target, "first_name")[0] == '\0')
		truework_invalid(r, "target.first_name", "This field is required.");
	else if (json_text(target, "last_name")[0] == '\0')
		truework_invalid(r, "target.last_name", "This field is required.");
	else if (strlen(ssn) != 9)
		truework_invalid(r, "target.social_security_number", "Enter the whole number.");
	else if (needs_born && json_text(target, "date_of_birth")[0] == '\0')
		truework_invalid(r, "target.date_of_birth", "This field is required.");
	else if (strcmp(ssn + 5, "0451") == 0)
		truework_error(r, 451, "The consumer has frozen this record.");
	else if (truework_person_of(ssn) == NULL)
		truework_invalid(r, "target.social_security_number", "Not supported in the sandbox.");
	else
		return true;
	return false;
}

static struct truework_order *order_make(const char *mode, const cJSON *body, const cJSON *envelope,
	const cJSON *target)
{
	struct truework_order *order = list_add(&store.truework, sizeof *order);
	const cJSON *metadata = json_at(envelope, "metadata");

	keep(order->id, TRUEWORK_ID, arena_printf("AAAAo%s", crypto_token(20)));
	new_id(order->token);
	order->mode = store_text(mode);
	order->number = store_text(json_text_or_null(body, "search_key"));
	order->loan_id = store_text(json_text_or_null(body, "loan_id"));
	order->metadata = metadata != NULL ? store_text(json_print(metadata)) : NULL;
	order->type = store_text(json_text(envelope, "type"));
	order->purpose = store_text(json_text(envelope, "permissible_purpose"));
	order->use_case = store_text(json_text(envelope, "use_case"));
	keep(order->first_name, sizeof order->first_name, json_text(target, "first_name"));
	keep(order->last_name, sizeof order->last_name, json_text(target, "last_name"));
	keep(order->email, sizeof order->email, json_text(target, "contact_email"));
	keep(order->ssn, sizeof order->ssn,
		plain_ssn(json_text(target, "social_security_number")));
	keep(order->born, sizeof order->born, json_text(target, "date_of_birth"));
	keep(order->company, sizeof order->company, json_text(target, "company.name"));
	order->created_at = when_now();
	return order;
}

void truework_create(struct request *r)
{
	const char *mode = r->segments[2];
	bool is_direct = strcmp(mode, "truework-direct") == 0;
	bool is_search = strcmp(mode, "employer-search") == 0;
	const cJSON *body = json_at(r->in, "body");
	const cJSON *target = json_at(body, is_direct ? "targets.0" : "target");
	const cJSON *envelope = is_direct ? target : body;
	struct truework_order *order;

	if (!target_ok(r, envelope, target, is_direct || is_search))
		return;
	if (!is_direct && !is_search && json_text(target, "company.name")[0] == '\0') {
		truework_invalid(r, "target.company", "This field is required.");
		return;
	}
	order = order_make(mode, body, envelope, target);
	if (is_search)
		truework_begin(order, "", true);
	else if (!is_direct)
		truework_begin(order, order->company, false);
	reply_json(r, 201, truework_order_document(order));
}

void truework_session(struct request *r)
{
	const cJSON *body = json_at(r->in, "body"), *target = json_at(body, "target");
	struct truework_order *order;
	cJSON *doc = json_object();

	if (!target_ok(r, body, target, false))
		return;
	order = order_make("session", body, body, target);
	order->number = store_text(asked(r, "metadata.reference"));
	json_set_text(doc, "id", order->id);
	json_set_text(doc, "token", order->token);
	reply_json(r, 201, doc);
}

static int number_queried(const struct request *r, const char *name, int otherwise)
{
	return (int)json_int(json_at(r->in, "query"), name, otherwise);
}

void truework_list(struct request *r)
{
	const char *key = queried(r, "search_key");
	int limit = number_queried(r, "limit", 25), offset = number_queried(r, "offset", 0), count = 0;
	cJSON *doc = json_object(), *results = json_list();

	for (size_t i = store.truework.count; i > 0; i--) {
		const struct truework_order *order = store.truework.items[i - 1];

		if (strcmp(order->mode, "session") == 0 || (key[0] != '\0'
			&& (order->number == NULL || strcmp(order->number, key) != 0)))
			continue;
		if (count >= offset && count < offset + limit)
			json_push(results, truework_order_document(order));
		count++;
	}
	json_set_int(doc, "count", count);
	json_set_text(doc, "next", offset + limit < count ? arena_printf("%s/truework/orders?offset=%d",
		api_public_url(), offset + limit) : NULL);
	json_set_text(doc, "previous", NULL);
	json_set(doc, "results", results);
	reply_json(r, 200, doc);
}

static struct truework_order *order_asked(struct request *r)
{
	struct truework_order *order = truework_order_of(r->segments[2]);

	if (order == NULL)
		truework_error(r, 404, "order not found");
	return order;
}

void truework_read(struct request *r)
{
	const struct truework_order *order = order_asked(r);

	if (order != NULL)
		reply_json(r, 200, truework_order_document(order));
}

void truework_cancel(struct request *r)
{
	static const char *const reasons[] = { "immediate", "high-turnaround-time", "competitor",
		"wrong-info", "other" };
	struct truework_order *order = order_asked(r);
	const char *reason = NULL;
	int ended = 0;

	if (order == NULL)
		return;
	for (size_t i = 0; i < countof(reasons); i++)
		if (strcmp(reasons[i], asked(r, "cancellation_reason")) == 0)
			reason = reasons[i];
	if (reason == NULL) {
		truework_invalid(r, "cancellation_reason", "Not a valid choice.");
		return;
	}
	for (int i = 0; i < order->request_count; i++) {
		struct truework_request *request = &order->requests[i];

		if (truework_is_over(request))
			continue;
		ended++;
		request->person = truework_person_of("000000010");
		request->reason = reason;
		request->details = store_text(asked(r, "cancellation_details"));
		truework_move(request, "canceled");
	}
	if (ended > 0)
		reply_json(r, 200, truework_order_document(order));
	else
		truework_error(r, 400, "No verification request can be canceled.");
}

void truework_events(struct request *r)
{
	const struct truework_order *order = order_asked(r);
	cJSON *doc = json_object(), *results = json_list(), *one;

	if (order == NULL)
		return;
	one = json_push(results, json_object());
	json_set_text(one, "id", arena_printf("e%.20s", order->id));
	json_set_text(one, "type", "order-created");
	json_set_text(one, "message", "Order created");
	json_set_text(one, "created", when_z(order->created_at));
	for (int i = 0; i < order->request_count; i++) {
		one = json_push(results, json_object());
		json_set_text(one, "id", order->requests[i].id);
		json_set_text(one, "type", arena_printf("verification-%s", order->requests[i].state));
		json_set_text(one, "message", "Verification request changed");
		json_set_text(one, "verification_request_id", order->requests[i].id);
		json_set_text(one, "created", when_z(order->requests[i].created_at));
	}
	json_set(doc, "results", results);
	reply_json(r, 200, doc);
}
