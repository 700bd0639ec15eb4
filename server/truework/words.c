/* words.c: Truework's documents in our words. The only place that knows how Truework spells a state
 * (truework-api.md §4, §7).
 *
 * Both generations are read: an enum as text (2019) or as {canonical_value, raw_value} (2023).
 * Spellings are folded before they are looked up (T2). An unknown word is never an error and never
 * final: the order stays open and is asked for again. */
#include "truework/private.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

static const char *folded(const char *word)
{
	char *text = arena_dup(word);

	for (char *c = text; *c != '\0'; c++)
		*c = (*c == ' ' || *c == '_') ? '-' : (char)tolower((unsigned char)*c);
	return text;
}

const char *truework_word(const cJSON *doc, const char *path)
{
	const cJSON *value = json_at(doc, path);

	return folded(cJSON_IsObject(value) ? json_text(value, "canonical_value")
		      : json_text(doc, path));
}

const char *truework_shown(const cJSON *doc, const char *path)
{
	const char *word = truework_word(doc, path);
	const char *raw = json_text(doc, arena_printf("%s.raw_value", path));

	if (word[0] != '\0' && strcmp(word, "other") != 0)
		return word;
	return raw[0] != '\0' ? raw : word[0] != '\0' ? word : NULL;
}

/* §7. Of what is over, how it ended is told by its reason. */
static const struct word {
	const char *theirs, *ours, *cause;
	bool is_over;
} states[] = {
	{ "pending-approval", "reading", NULL, false },
	{ "processing", "reading", NULL, false },
	{ "action-required", "needs_you", "action_required", false },
	{ "action-requred", "needs_you", "action_required", false },
	{ "completed", "ready", NULL, true },
	{ "canceled", "needs_you", "not_verified", true },
	{ "cancelled", "needs_you", "not_verified", true },
	{ "invalid", "needs_you", "invalid_data", true },
};
static const struct word unknown = { "", "reading", NULL, false };
static const struct word no_match = { "", "needs_you", "no_data", true };
static const struct word withdrawn = { "", "canceled", NULL, true };

static bool is_canceled(const char *state)
{
	return strcmp(state, "canceled") == 0 || strcmp(state, "cancelled") == 0;
}

static const struct word *word_of(const cJSON *request)
{
	const char *state = truework_word(request, "state");

	if (is_canceled(state) && strcmp(json_text(request, "cancellation_details"), WITHDRAWN) == 0)
		return &withdrawn;
	if (is_canceled(state)
	    && strcmp(truework_word(request, "cancellation_reason"), "no-match") == 0)
		return &no_match;
	for (size_t i = 0; i < countof(states); i++)
		if (strcmp(states[i].theirs, state) == 0)
			return &states[i];
	return &unknown;
}

/* How the data were come by (§4, completed_by_method). */
static const char *source_of(const cJSON *report)
{
	static const struct { const char *theirs, *ours;
	} sources[] = {
		{ "instant", "payroll" }, { "credentials", "payroll" },
		{ "smart-outreach", "employer" }, { "third-party-providers", "third_party" },
	};
	const char *method = truework_word(report, "completed_by_method");

	for (size_t i = 0; i < countof(sources); i++)
		if (strcmp(sources[i].theirs, method) == 0)
			return sources[i].ours;
	return NULL;
}

static const char *name_of(const cJSON *request)
{
	const char *company = json_text(request, "target.company.name");
	const char *employer = json_text(request, "reports.0.employer.name");

	if (employer[0] != '\0')
		return employer;
	return company[0] != '\0' ? company : "Employment and income";
}

static void add_connection(cJSON *connections, const cJSON *request)
{
	const struct word *word = word_of(request);
	const char *report = json_text(request, "reports.0.id");
	cJSON *one = json_push(connections, json_object());

	json_set_text(one, "upstream_id", json_text(request, "id"));
	json_set_text(one, "kind", "employer");
	json_set_text(one, "name", name_of(request));
	json_set_text(one, "provider", "Truework");
	json_set_text(one, "state", word->ours);
	json_set_text(one, "cause", word->cause);
	json_set_text(one, "link_id", report[0] != '\0' ? report : NULL);
	json_set_text(one, "data_source", source_of(json_at(request, "reports.0")));
	json_set_text(one, "paper_url", report[0] == '\0' ? NULL
		      : arena_printf("%s/reports/%s", truework_settings.url,
				     truework_encoded(report)));
}

/* There is no status of an order: its requests tell. None yet: the client has not begun. */
static const char *status_of(const cJSON *requests)
{
	int over = 0, ready = 0, gone = 0, all = 0;
	const cJSON *one;

	cJSON_ArrayForEach(one, requests) {
		const struct word *word = word_of(one);

		all++;
		over += word->is_over;
		ready += strcmp(word->ours, "ready") == 0;
		gone += word == &withdrawn;
	}
	if (all == 0 || over < all)
		return "open";
	return ready > 0 ? "completed" : gone == all ? "canceled" : "failed";
}

/* The first and the last of the requests' times; none: not known. */
static void set_times(cJSON *order, const cJSON *requests)
{
	const char *created = "", *finished = "";
	const cJSON *one;

	cJSON_ArrayForEach(one, requests) {
		const char *made = json_text(one, "created"), *done = json_text(one,
			"date_of_completion");

		if (created[0] == '\0' || (made[0] != '\0' && strcmp(made, created) < 0))
			created = made;
		if (strcmp(done, finished) > 0)
			finished = done;
	}
	json_set_text(order, "created_at", created[0] != '\0' ? created : NULL);
	json_set_text(order, "finished_at", finished[0] != '\0' ? finished : NULL);
	/* Truework dates no change: when we asked is what counts. */
	json_set_text(order, "updated_at", NULL);
	json_set_text(order, "expires_at", NULL);
}

static cJSON *order_of(const char *id, const char *number, const char *link,
		       const cJSON *requests)
{
	cJSON *order = json_object(), *connections;
	const cJSON *one;

	json_set_text(order, "upstream_id", id);
	json_set_text(order, "user_id", id);
	json_set_text(order, "order_number", number);
	json_set_text(order, "share_url", link);
	json_set_text(order, "short_share_url", link);
	json_set_text(order, "refresh_of", NULL);
	set_times(order, requests);
	json_set_text(order, "status", status_of(requests));
	connections = json_set(order, "connections", json_list());
	cJSON_ArrayForEach(one, requests)
		if (json_text(one, "id")[0] != '\0')
			add_connection(connections, one);
	return order;
}

cJSON *truework_words_order(const cJSON *theirs)
{
	const char *id = json_text(theirs, "id");
	const char *link = json_text_or_null(theirs, "truework_direct_session_link");
	cJSON *order;

	if (id[0] == '\0')
		return NULL;
	if (link == NULL)
		link = json_text_or_null(theirs,
			"truework_direct.targets.0.truework_direct_session_link");
	order = order_of(id, json_text_or_null(theirs, "search_key"), link,
			 json_at(theirs, "verification_requests"));
	json_set_text(order, "refresh_of",
		      json_text_or_null(theirs, "reverification.parent_order_id"));
	return order;
}

cJSON *truework_words_session(const char *id, const char *number, const cJSON *requests)
{
	return order_of(arena_printf("s.%s", id), number, NULL, requests);
}
