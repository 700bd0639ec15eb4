/* page.c: the generic handlers page and act, and the shell around every page.
 *
 * A page is a query's document in a template, inside layout.html; one for clients inside their own
 * layout, with the words of its language (words.h). The shell's own query travels in the same round
 * trip. Names a template does not find in its document are looked up in the shell
 * document made here. Failures get a small page that needs no database. */
#include "web/page.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/mustache.h"
#include "db/db.h"
#include "db/queries.h"
#include "web/words.h"
#include <string.h>

#define TITLE_MAX 400
#define CODE_CHARS 8             /* of the request id: enough to find its lines in the log */

static struct page_settings settings;

static const struct failure {
	int status;
	const char *title, *happened, *advice;
} failures[] = {
	{ 400, "This request cannot be read", "The address or the form is damaged. Nothing was saved.",
	  "Go back, load the page again and repeat what you did." },
	{ 403, "This is not open to you",
	  "Your role does not allow it, or the form was too old. Nothing was saved.",
	  "Load the page again and repeat. If it stays so, ask your supervisor." },
	{ 404, "There is no such page",
	  "The address is wrong, or the record is restricted or another office's.",
	  "Check the address, or look for the record with the search." },
	{ 405, "This cannot be done here",
	  "The address exists, but not for this kind of request. Nothing was saved.",
	  "Go back to the page you came from." },
	{ 408, "This took too long", "The form did not arrive in time. Nothing was saved.",
	  "Send it again." },
	{ 409, "Somebody was faster",
	  "The record has changed since you opened it. Your change was not saved.",
	  "Load the page again and look at what is there now." },
	{ 411, "This request cannot be read", "Its length is missing. Nothing was saved.",
	  "Send it again." },
	{ 413, "This is too large", "More was sent than this page takes. Nothing was saved.",
	  "Send less at once." },
	{ 415, "This request cannot be read", "It is not a form of ours. Nothing was saved.",
	  "Go back and use the page's own form." },
	{ 422, "Something needs a change", "A value does not fit the record. Nothing was saved.",
	  "Go back, check what you entered and send it again." },
	{ 429, "Too many tries", "Too many requests came from where you are. Nothing was saved.",
	  "Wait a few minutes and try again." },
	{ 500, "Something went wrong on our side",
	  "It was not you. What you just sent may not be saved.",
	  "Look whether it was saved before you repeat it. If this stays, call the help desk with "
	  "the code below." },
	{ 503, "Not available right now",
	  "The system does not reach its database or is too busy. Nothing was saved.",
	  "Try again in a few seconds. It comes back by itself." },
};

void page_start(const struct page_settings *given)
{
	settings = *given;
}

static bool environment_is(const char *name)
{
	return settings.environment && strcmp(settings.environment, name) == 0;
}

/* The messages as fields → text, with a list and a headline for the summary above the form. */
static cJSON *errors_document(const struct request *r)
{
	cJSON *errors = r->errors ? json_copy(r->errors) : json_object(), *list = json_list();
	const cJSON *error;
	int count = 0;

	cJSON_ArrayForEach(error, r->errors) {
		cJSON *item = json_push(list, json_object());

		json_set_text(item, "name", error->string);
		json_set_text(item, "message", error->valuestring);
		count++;
	}
	if (count)
		json_set_text(errors, "summary", count == 1 ? "One thing needs a change. Nothing was saved."
		              : arena_printf("%d things need a change. Nothing was saved.", count));
	json_set(errors, "list", list);
	return errors;
}

/* Where the county's accounts are, and back to the page that was wanted; NULL: there are none. */
static const char *county_url(const struct request *r)
{
	const char *next = json_text(r->form, "next");
	struct buf url = buf_new(8192);

	if (!settings.has_county)
		return NULL;
	buf_text(&url, "/signin/county");
	buf_text(&url, *next ? "?next=" : "");
	buf_url(&url, next);
	return url.data;
}

/* What every page can name. row: from shell.sql, NULL when nobody is signed in. */
static cJSON *shell_document(const struct request *r, const cJSON *row)
{
	cJSON *shell = row ? json_copy(row) : json_object();
	const cJSON *user = row ? json_at(r->in, "user") : NULL;

	json_set(shell, "user", user ? json_copy(user) : cJSON_CreateNull());
	json_set_text(shell, "csrf", user ? json_text(user, "csrf") : "");
	json_set_text(shell, "here", router_here(r));
	json_set_text(shell, "notice", user ? json_text_or_null(user, "notice") : NULL);
	json_set(shell, "form", r->form ? json_copy(r->form) : json_object());
	json_set(shell, "errors", errors_document(r));
	if (settings.assets)
		json_set(shell, "assets", json_copy(settings.assets));
	json_set_text(shell, "agency", settings.agency);
	json_set_bool(shell, "is_sandbox", environment_is("sandbox"));
	json_set_bool(shell, "is_training", environment_is("training"));
	json_set_text(shell, "county_url", county_url(r));
	json_set_bool(shell, "is_county_required", settings.is_county_required);
	return shell;
}

static const struct {
	const char *entity;
	char character;
} entities[] = {
	{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' },
};

/* The character at *at, unescaped, moving *at behind it. */
static char unescaped(const char **at)
{
	size_t i;

	for (i = 0; i < countof(entities); i++) {
		size_t len = strlen(entities[i].entity);

		if (strncmp(*at, entities[i].entity, len) == 0) {
			*at += len;
			return entities[i].character;
		}
	}
	return *(*at)++;
}

/* The heading is the answer (look.md §1), so it is the window's title as well: the text of the
 * first h1, its tags left out and its spaces made one. */
static const char *heading_of(const char *html)
{
	struct buf title = buf_new(TITLE_MAX);
	const char *at = strstr(html, "<h1"), *end = at ? strstr(at, "</h1>") : NULL;

	while (end && at < end) {
		char c = *at == '<' ? ' ' : unescaped(&at);

		if (*at == '<' && c == ' ')
			at += strcspn(at, ">") + 1;
		if (strchr(" \t\r\n", c) && (!title.len || title.data[title.len - 1] == ' '))
			continue;
		buf_char(&title, strchr("\t\r\n", c) ? ' ' : c);
	}
	while (title.len && title.data[title.len - 1] == ' ')
		title.data[--title.len] = '\0';
	return title.data;
}

/* A client's page: the words of its language, for itself and for its layout, which also hears what
 * the page is called and how often it asks again where there is no JavaScript. */
static const cJSON *with_words(const char *name, const cJSON *doc, cJSON *shell, cJSON *outer)
{
	const char *lang = json_text(doc, "lang");
	cJSON *spoken = json_copy(doc);

	words_put(spoken);
	json_set(shell, "words", words_of(lang));
	json_set_text(outer, "lang", *lang ? lang : "en");
	json_set_text(outer, "page", strchr(name, '/') + 1);
	json_set_text(outer, "refresh_s", json_text_or_null(doc, "refresh_s"));
	return spoken;
}

static enum status render(struct request *r, int status, const char *name, const cJSON *doc,
		cJSON *shell)
{
	bool is_for_clients = words_wanted(name);
	const char *around = is_for_clients ? "client/layout" : "layout";
	const struct template *inner = template_find(name), *layout = template_find(around);
	struct buf content = buf_new(PAGE_MAX), out = buf_new(PAGE_MAX);
	const char *title = json_text_or_null(doc, "title");
	cJSON *outer = json_object();

	if (!inner || !layout) {
		log_line(LOG_ERROR, "page.template_missing", "template=%s", inner ? around : name);
		return FAILED;
	}
	if (is_for_clients)
		doc = with_words(name, doc, shell, outer);
	template_render(inner, doc, shell, &content);
	json_set_text(outer, "title", title ? title : heading_of(content.data));
	json_set(outer, "content", cJSON_CreateStringReference(content.data));
	template_render(layout, outer, shell, &out);
	if (content.is_full || out.is_full) {
		log_line(LOG_ERROR, "page.too_long", "template=%s", name);
		return FAILED;
	}
	reply_bytes(r, status, "text/html; charset=utf-8", out.data, out.len);
	return OK;
}

/* Runs the shell's query and, when there is one, the page's, in one transaction and one round trip.
 * Signed out there is no shell to ask for. */
static enum status ask(struct request *r, const char *query, const cJSON **shell_row,
		const cJSON **rows)
{
	struct db_ask asks[2];
	size_t count = 0, of_page;
	bool has_user = cJSON_IsObject(json_at(r->in, "user"));

	json_set_text(r->in, "at", r->path);
	if (has_user)
		asks[count++] = (struct db_ask){ .query = "shell", .in = r->in };
	of_page = count;
	if (query)
		asks[count++] = (struct db_ask){ .query = query, .in = r->in };
	if (count)
		TRY(db_many(asks, count));
	*shell_row = has_user ? cJSON_GetArrayItem(asks[0].rows, 0) : NULL;
	*rows = query ? asks[of_page].rows : NULL;
	return OK;
}

static enum status page_with(struct request *r, int status)
{
	const struct query *query = query_find(r->route->name);
	const cJSON *row, *rows, *doc = json_object();

	TRY(ask(r, query ? query->name : NULL, &row, &rows));
	if (query && query->rows)
		json_set((cJSON *)doc, query->rows, json_copy(rows));
	else if (query)
		doc = cJSON_GetArrayItem(rows, 0);
	if (!doc)
		return NOT_FOUND;
	return render(r, status, r->route->name, doc, shell_document(r, row));
}

/* What a machine asks for is the row itself, or the document that its column of that name holds. */
static enum status document(struct request *r)
{
	const cJSON *row, *inner;

	TRY(db_one(r->route->name, r->in, &row));
	inner = json_at(row, "document");
	reply_json(r, 200, inner ? inner : row);
	return OK;
}

enum status page(struct request *r)
{
	return r->route->who & MACHINE ? document(r) : page_with(r, 200);
}

enum status act(struct request *r)
{
	const cJSON *row;

	TRY(db_one(r->route->name, r->in, &row));
	return redirect(r, "%s", json_text(row, "next"));
}

/* The audit line says that it was tried and not done. */
enum status page_again(struct request *r)
{
	cJSON *audit = cJSON_GetObjectItemCaseSensitive(r->in, "audit");

	if (cJSON_IsObject(audit) && db_audit_pending())
		json_set_text(audit, "outcome", "not_done");
	return page_with(r, 422);
}

enum status page_show(struct request *r, int status, const char *template, const cJSON *doc)
{
	const cJSON *row, *rows;

	TRY(ask(r, NULL, &row, &rows));
	return render(r, status, template, doc, shell_document(r, row));
}

static const struct failure *failure_for(int status)
{
	size_t i, other = 0;

	for (i = 0; i < countof(failures); i++) {
		if (failures[i].status == status)
			return &failures[i];
		if (failures[i].status == 500)
			other = i;
	}
	return &failures[other];
}

/* Who is on the way to a client's page gets a client's words. */
static const char *failure_template(const struct request *r)
{
	bool is_client = r->route && r->route->name && words_wanted(r->route->name);

	return is_client ? "client/failure" : "failure";
}

void page_failure(struct request *r, int status)
{
	const struct failure *failure = failure_for(status);
	cJSON *doc = json_object();

	json_set_text(doc, "title", failure->title);
	json_set_text(doc, "happened", failure->happened);
	json_set_text(doc, "advice", failure->advice);
	json_set_text(doc, "code", arena_copy(r->id, CODE_CHARS));
	r->form = r->errors = NULL;
	if (render(r, status, failure_template(r), doc, shell_document(r, NULL)) != OK)
		reply_text(r, status, "text/plain; charset=utf-8",
		           arena_printf("%s\n%s\n%s\nReference code %.8s\n", failure->title,
		                        failure->happened, failure->advice, r->id));
}

/* Kept with the session, so that nothing a link carries can put words on a page. */
void page_notice(struct request *r, const char *message)
{
	json_set_text(r->in, "notice", message);
	if (db_run("sessions/notice", r->in) != OK)
		log_line(LOG_WARN, "page.notice_lost", "route=\"%s\"", r->route->path);
}
