/* words.c: Truv's documents in our words. The only place that knows how Truv spells a state
 * (truv-api.md §6).
 *
 * Spellings differ between pages ("Completed", "Done", "No Data"), so words are folded to lower
 * case with underscores before they are looked up (C12). An unknown word is never an error and
 * never final: the order stays open and is asked for again. */
#include "truv/private.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

struct word {
	const char *theirs, *ours, *cause;
};

/* §6.1, for a whole order. */
static const struct word order_words[] = {
	{ "pending", "open", NULL },        { "sent", "open", NULL },
	{ "completed", "completed", NULL }, { "done", "completed", NULL },
	{ "error", "error", NULL },         { "canceled", "canceled", NULL },
	{ "cancelled", "canceled", NULL },  { "expired", "expired", NULL },
	{ "skipped", "skipped", NULL },     { "no_data", "no_data", NULL },
};

/* §6.1, for a suborder that is over. Those that are not are told by their task. */
static const struct word suborder_words[] = {
	{ "completed", "ready", NULL },          { "done", "ready", NULL },
	{ "no_data", "needs_you", "no_data" },   { "skipped", "needs_you", "skipped" },
	{ "expired", "expired", NULL },          { "canceled", "canceled", NULL },
	{ "cancelled", "canceled", NULL },
	{ "login_error", "needs_you", "login_error" }, { "mfa_error", "needs_you", "mfa_error" },
};

/* §6.3. */
static const struct word task_words[] = {
	{ "new", "connecting", NULL },           { "login", "connecting", NULL },
	{ "mfa", "connecting", NULL },           { "parse", "reading", NULL },
	{ "base_parse", "reading", NULL },       { "full_parse", "reading", NULL },
	{ "done", "ready", NULL },               { "login_error", "needs_you", "login_error" },
	{ "mfa_error", "needs_you", "mfa_error" }, { "config_error", "needs_you", "config_error" },
	{ "account_locked", "needs_you", "account_locked" },
	{ "unable_to_reset", "needs_you", "unable_to_reset" },
	{ "no_data", "needs_you", "no_data" },   { "unavailable", "needs_you", "unavailable" },
	{ "error", "needs_you", "error" },       { "not_supported", "needs_you", "not_supported" },
};

static const struct word waiting = { "", "waiting", NULL };
static const struct word undelivered = { "error", "needs_you", "delivery_failed" };

static char *folded(const char *word)
{
	char *text = arena_dup(word);

	for (char *c = text; *c != '\0'; c++)
		*c = (*c == ' ' || *c == '-') ? '_' : (char)tolower((unsigned char)*c);
	return text;
}

static const struct word *find(const struct word *words, size_t count, const char *theirs)
{
	const char *text = folded(theirs);

	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].theirs, text) == 0)
			return &words[i];
	return NULL;
}

static const char *last_task(const cJSON *suborder)
{
	const cJSON *tasks = json_at(suborder, "tasks");
	const char *last = json_text(suborder, "last_task_status");

	if (last[0] != '\0' || cJSON_GetArraySize(tasks) == 0)
		return last;
	return json_text(cJSON_GetArrayItem(tasks, cJSON_GetArraySize(tasks) - 1), "status");
}

/* A suborder may still read "sent" while its task is done: the data are there (§6.2). */
static const struct word *suborder_word(const cJSON *suborder)
{
	const char *status = json_text(suborder, "status"), *task = last_task(suborder);
	const struct word *over = find(suborder_words, countof(suborder_words), status);
	const struct word *doing = find(task_words, countof(task_words), task);

	if (over != NULL)
		return over;
	if (doing != NULL)
		return doing;
	return strcmp(folded(status), "error") == 0 ? &undelivered : &waiting;
}

static const char *first_text(const cJSON *doc, const char *const *paths)
{
	for (; *paths != NULL; paths++)
		if (json_text(doc, *paths)[0] != '\0')
			return json_text(doc, *paths);
	return NULL;
}

static void add_connections(cJSON *ours, const cJSON *theirs, const char *list, const char *kind)
{
	static const char *const names[] = { "company_name", "provider.name", "provider_name",
					     NULL };
	static const char *const providers[] = { "provider.name", "provider_name", NULL };
	const char *otherwise =
		strcmp(kind, "bank") == 0 ? "Bank accounts" : "Employment and income";
	const cJSON *suborder;

	cJSON_ArrayForEach(suborder, json_at(theirs, list)) {
		const struct word *word = suborder_word(suborder);
		const char *name = first_text(suborder, names);
		cJSON *one = json_push(ours, json_object());

		json_set_text(one, "upstream_id", json_text(suborder, "id"));
		json_set_text(one, "kind", kind);
		json_set_text(one, "name", name != NULL ? name : otherwise);
		json_set_text(one, "provider", first_text(suborder, providers));
		json_set_text(one, "state", word->ours);
		json_set_text(one, "cause", word->cause);
		json_set_text(one, "link_id", json_text_or_null(suborder, "link_id"));
		json_set_text(one, "data_source", json_text_or_null(suborder, "data_source"));
		json_set_text(one, "paper_url", json_text_or_null(suborder, "pdf_report"));
	}
}

/* §6.2: the top-level status may be absent; then the times tell. */
static const char *order_status(const cJSON *theirs)
{
	const struct word *word =
		find(order_words, countof(order_words), json_text(theirs, "status"));

	if (json_text(theirs, "canceled_at")[0] != '\0')
		return "canceled";
	if (word != NULL && strcmp(word->ours, "open") != 0)
		return word->ours;
	if (json_text(theirs, "completed_at")[0] != '\0')
		return "completed";
	return json_true(theirs, "is_expired") ? "expired" : "open";
}

cJSON *truv_words_order(const cJSON *theirs)
{
	static const struct { const char *ours, *theirs;
	} same[] = {
		{ "user_id", "user_id" },       { "order_number", "order_number" },
		{ "share_url", "share_url" },   { "short_share_url", "short_share_url" },
		{ "expires_at", "expired_at" }, { "updated_at", "updated_at" },
		{ "created_at", "created_at" }, { "finished_at", "completed_at" },
		{ "refresh_of", "initial_order" },
	};
	cJSON *order, *connections;

	if (json_text(theirs, "id")[0] == '\0')
		return NULL;
	order = json_object();
	json_set_text(order, "upstream_id", json_text(theirs, "id"));
	for (size_t i = 0; i < countof(same); i++)
		json_set_text(order, same[i].ours, json_text_or_null(theirs, same[i].theirs));
	json_set_text(order, "status", order_status(theirs));
	connections = json_set(order, "connections", json_list());
	add_connections(connections, theirs, "employers", "employer");
	add_connections(connections, theirs, "financial_accounts", "bank");
	return order;
}
