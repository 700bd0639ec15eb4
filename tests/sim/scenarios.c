/* scenarios.c: /v1/sandbox/scenarios/ (truv-api.md §11): logins whose data and behaviour
 * somebody wrote.
 *
 *	{"username", "password", "label", "data_source", "products", "company_domain", "provider_id",
 *	 "payload": {"employments": [{…}]},   members that replace those of the first employment
 *	 "behavior": {"task_status", "delay", "mfa", "mfa_code"}}     delay in seconds at each stage
 *
 * Kept as the JSON it came as. A scenario that names a company or provider fits only there. */
#include "scenarios.h"

#include "data.h"
#include "handlers.h"

#include <string.h>

static cJSON *scenario_document(const struct scenario *s)
{
	cJSON *doc;

	if (json_read(s->text, strlen(s->text), &doc, NULL) != OK)
		doc = json_object();
	json_set_text(doc, "id", s->id);
	json_set_text(doc, "created_at", when_z(s->created_at));
	json_set_text(doc, "updated_at", when_z(s->updated_at));
	return doc;
}

const cJSON *scenario_of(const char *id)
{
	const struct scenario *s = list_find(&store.scenarios, id);

	return s != NULL ? scenario_document(s) : NULL;
}

static bool fits_or_empty(const cJSON *doc, const char *name, const char *value)
{
	const char *wanted = json_text(doc, name);

	return wanted[0] == '\0' || strcmp(wanted, value) == 0;
}

static bool scenario_fits(const cJSON *doc, const struct connection *c)
{
	const char *domain = c->employer != NULL ? c->employer->domain : "";

	return strcmp(json_text(doc, "username"), c->login) == 0
		&& strcmp(json_text(doc, "password"), c->password) == 0
		&& strcmp(json_text(doc, "data_source"), c->bank != NULL
			? "financial_accounts" : "payroll") == 0
		&& fits_or_empty(doc, "company_domain", domain)
		&& fits_or_empty(doc, "provider_id", json_text(provider_document(c), "id"));
}

const cJSON *scenario_for(const struct connection *c)
{
	const cJSON *doc;

	for (size_t i = store.scenarios.count; i > 0; i--) {
		doc = scenario_document(store.scenarios.items[i - 1]);
		if (scenario_fits(doc, c))
			return doc;
	}
	return NULL;
}

static bool is_reserved(const char *login)
{
	return login_known(login, false) || login_known(login, true) || strcmp(login,
		"error.user") == 0;
}

static bool label_taken(const char *label, const char *source)
{
	const cJSON *doc;

	for (size_t i = 0; i < store.scenarios.count; i++) {
		doc = scenario_document(store.scenarios.items[i]);
		if (label[0] != '\0' && strcmp(json_text(doc, "label"), label) == 0
			&& strcmp(json_text(doc, "data_source"), source) == 0)
			return true;
	}
	return false;
}

static bool create_ok(struct request *r)
{
	const char *source = asked(r, "data_source");

	if (asked(r, "username")[0] == '\0')
		answer_field(r, "username", "This field is required.");
	else if (is_reserved(asked(r, "username")))
		answer_error(r, 400, "reserved_credential", "This username is reserved.");
	else if (strcmp(source, "payroll") != 0 && strcmp(source, "financial_accounts") != 0)
		answer_error(r, 400, "data_source_required", "data_source is required.");
	else if (label_taken(asked(r, "label"), source))
		answer_field(r, "label", "This label is already used for this data source.");
	else
		return true;
	return false;
}

static struct scenario *scenario_asked(struct request *r)
{
	struct scenario *s = list_find(&store.scenarios, r->segments[3]);

	if (s == NULL)
		answer_not_found(r);
	return s;
}

void scenarios_list(struct request *r)
{
	cJSON *results = json_list();

	for (size_t i = 0; i < store.scenarios.count; i++)
		json_push(results, scenario_document(store.scenarios.items[i]));
	answer_page(r, results);
}

void scenarios_create(struct request *r)
{
	struct scenario *s;

	if (!create_ok(r))
		return;
	s = list_add(&store.scenarios, sizeof *s);
	new_id(s->id);
	s->text = store_text(json_print(json_at(r->in, "body")));
	s->created_at = s->updated_at = when_now();
	reply_json(r, 201, scenario_document(s));
}

void scenarios_read(struct request *r)
{
	const struct scenario *s = scenario_asked(r);

	if (s != NULL)
		reply_json(r, 200, scenario_document(s));
}

/* Top-level keys are replaced whole. */
void scenarios_change(struct request *r)
{
	struct scenario *s = scenario_asked(r);
	const cJSON *one;
	cJSON *doc;

	if (s == NULL)
		return;
	doc = scenario_document(s);
	cJSON_ArrayForEach(one, json_at(r->in, "body"))
		json_set(doc, one->string, json_copy(one));
	s->text = store_text(json_print(doc));
	s->updated_at = when_now();
	reply_json(r, 200, scenario_document(s));
}
