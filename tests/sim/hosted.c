/* hosted.c: the client's page, /o/{token}: plain forms and redirects, no script, usable on a
 * phone.
 *
 *	welcome → sources (employers or banks) → a source: sign in [→ code] → reading → done → finish
 *
 * One address per source shows whatever its task is doing, and asks for itself again while data
 * is read. What happens behind it is in connect.c. */
#include "hosted.h"

#include "base/arena.h"
#include "base/mustache.h"
#include "connect.h"
#include "data.h"
#include "handlers.h"
#include "messages.h"
#include "orders.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define PAGE_MAX (256 * 1024)
#define STYLE_MAX (64 * 1024)

static const char *style;
static size_t style_len;

enum status hosted_load(const char *dir)
{
	static char bytes[STYLE_MAX];
	FILE *file = fopen(arena_printf("%s/sim.css", dir), "r");

	if (file == NULL)
		return NOT_FOUND;
	style_len = fread(bytes, 1, sizeof bytes, file);
	style = bytes;
	fclose(file);
	return templates_load(dir);
}

void hosted_style(struct request *r)
{
	reply_bytes(r, 200, "text/css", style, style_len);
}

void hosted_show(struct request *r, int status, const char *template, const cJSON *doc,
	const struct order *order)
{
	const char *locale = order != NULL ? order->locale : "en";
	struct buf page = buf_new(PAGE_MAX);
	cJSON *shell = json_object();

	json_set(shell, "w", hosted_words(locale));
	json_set_text(shell, "lang", hosted_language(locale));
	json_set_text(shell, "base", order != NULL ? arena_printf("/o/%s", order->token) : NULL);
	template_render(template_find(template), doc, shell, &page);
	reply_text(r, status, "text/html; charset=utf-8", page.data);
}

static void go(struct request *r, const struct order *order, const char *where)
{
	reply_redirect(r, 303, arena_printf("/o/%s%s", order->token, where));
}

static cJSON *page_document(const struct order *order, const char *title)
{
	cJSON *doc = json_object(), *words = hosted_words(order->locale);

	json_set_text(doc, "title", json_text(words, title));
	json_set_bool(doc, "is_refreshing", false);
	return doc;
}

static void show_closed(struct request *r, const struct order *order)
{
	bool is_thanks = strcmp(order->status, "completed") == 0;
	cJSON *doc = page_document(order, is_thanks ? "thanks" : order_is_expired(order)
		? "expired" : "closed");

	json_set_bool(doc, "is_thanks", is_thanks);
	hosted_show(r, is_thanks ? 200 : 410, "closed", doc, order);
}

/* The order of the path, still open; NULL when answered. */
static struct order *order_asked(struct request *r)
{
	struct order *order = order_by_token(r->segments[1]);

	if (order == NULL)
		answer_not_found(r);
	else if (order_is_closed(order))
		show_closed(r, order);
	else
		return order;
	return NULL;
}

static struct suborder *suborder_of(struct order *order, const char *id)
{
	for (int i = 0; i < order->suborder_count; i++)
		if (strcmp(order->suborders[i].id, id) == 0)
			return &order->suborders[i];
	return NULL;
}

/* Order and suborder of the path; NULL when answered. */
static struct suborder *source_asked(struct request *r, struct order **order)
{
	struct suborder *s;

	*order = order_asked(r);
	if (*order == NULL)
		return NULL;
	s = suborder_of(*order, r->segments[3]);
	if (s == NULL)
		answer_not_found(r);
	return s;
}

void hosted_short(struct request *r)
{
	const struct order *order = order_by_code(r->segments[1]);

	if (order == NULL)
		answer_not_found(r);
	else
		reply_redirect(r, 302, order_share_url(order));
}

void hosted_welcome(struct request *r)
{
	struct order *order = order_asked(r);
	cJSON *doc;

	if (order == NULL)
		return;
	connect_opened(order);
	doc = page_document(order, "welcome");
	json_set_text(doc, "first_name", order->first_name);
	hosted_show(r, 200, "welcome", doc, order);
}

static bool is_read(const struct suborder *s)
{
	return s->task != NULL && strcmp(s->task->status, "done") == 0;
}

/* The first source not read yet: the client goes on there. */
static const struct suborder *first_open(const struct order *order)
{
	for (int i = 0; i < order->suborder_count; i++)
		if (!is_read(&order->suborders[i]))
			return &order->suborders[i];
	return NULL;
}

static const char *source_path(const struct suborder *s)
{
	bool is_chosen = s->employer != NULL || s->bank != NULL;

	if (is_chosen)
		return arena_printf("/sources/%s", s->id);
	return s->is_bank ? "/sources?kind=bank" : "/sources";
}

void hosted_start(struct request *r)
{
	const struct order *order = order_asked(r);
	const struct suborder *next;

	if (order == NULL)
		return;
	next = first_open(order);
	go(r, order, next != NULL ? source_path(next) : "/sources");
}

static void add_choice(cJSON *list, const char *query, const char *slug, const char *name)
{
	cJSON *one;

	if (query[0] != '\0' && strcasestr(name, query) == NULL)
		return;
	one = json_push(list, json_object());
	json_set_text(one, "slug", slug);
	json_set_text(one, "name", name);
	json_set_text(one, "kind", bank_find(slug) != NULL ? "bank" : "employer");
}

void hosted_sources(struct request *r)
{
	const struct order *order = order_asked(r);
	const char *query = queried(r, "q");
	bool is_bank = strcmp(queried(r, "kind"), "bank") == 0;
	cJSON *doc, *list;

	if (order == NULL)
		return;
	doc = page_document(order, is_bank ? "banks" : "employers");
	json_set_text(doc, "q", query);
	json_set_text(doc, "kind", is_bank ? "bank" : "employer");
	list = json_set(doc, "choices", json_list());
	for (size_t i = 0; i < employer_count && !is_bank; i++)
		add_choice(list, query, employers[i].slug, employers[i].name);
	for (size_t i = 0; i < bank_count && is_bank; i++)
		add_choice(list, query, banks[i].slug, banks[i].name);
	hosted_show(r, 200, "sources", doc, order);
}

/* The suborder to use for a new choice of this kind: one not read yet, else one more. */
static struct suborder *suborder_for(struct order *order, bool is_bank)
{
	const char *product = is_bank ? "assets" : "income";

	for (int i = 0; i < order->suborder_count; i++) {
		struct suborder *s = &order->suborders[i];

		if (s->is_bank != is_bank)
			continue;
		if (!is_read(s))
			return s;
		product = s->product;
	}
	return suborder_add(order, product);
}

void hosted_choose(struct request *r)
{
	struct order *order = order_asked(r);
	const struct employer *employer = employer_find(asked(r, "source"));
	const struct bank *bank = bank_find(asked(r, "source"));
	struct suborder *s;

	if (order == NULL)
		return;
	s = employer == NULL && bank == NULL ? NULL : suborder_for(order, bank != NULL);
	if (s == NULL) {
		go(r, order, "/sources");
		return;
	}
	s->employer = employer;
	s->bank = bank;
	s->task = NULL;
	keep(s->company, sizeof s->company, bank != NULL ? bank->name : employer->name);
	go(r, order, source_path(s));
}

static bool sells(const struct order *order, bool is_bank)
{
	for (int i = 0; i < order->product_count; i++)
		if ((strcmp(order->products[i], "assets") == 0) == is_bank)
			return true;
	return false;
}

/* What went wrong, in the client's language; the plain word where there is none of its own. */
static const char *error_words(const struct order *order, const struct task *task)
{
	const cJSON *words = hosted_words(order->locale);
	const char *own = json_text(words, task->status);

	return own[0] != '\0' ? own : json_text(words, "error");
}

/* What the page shows of a source: exactly one of the is_ flags is true, or none of them while
 * signing in. */
static void set_state(cJSON *doc, const struct order *order, const struct suborder *s)
{
	bool has_task = s->task != NULL, has_ended = has_task && task_has_ended(s->task);
	bool is_code = has_task && strcmp(s->task->status, "mfa") == 0;

	json_set_bool(doc, "is_form", !has_task || (has_ended && !is_read(s)));
	json_set_bool(doc, "is_code", is_code);
	json_set_bool(doc, "is_reading", has_task && !has_ended && !is_code);
	json_set_bool(doc, "is_done", is_read(s));
	json_set_text(doc, "error", has_ended && !is_read(s) ? error_words(order, s->task) : NULL);
	json_set_bool(doc, "is_refreshing", has_task && !has_ended && !is_code);
	json_set_bool(doc, "sells_pay", sells(order, false));
	json_set_bool(doc, "sells_assets", sells(order, true));
}

static const char *state_title(const struct suborder *s)
{
	if (s->task == NULL || (task_has_ended(s->task) && !is_read(s)))
		return "signin";
	if (is_read(s))
		return "connected";
	if (strcmp(s->task->status, "mfa") == 0)
		return "code_title";
	return s->is_bank ? "reading_bank" : "reading";
}

void hosted_source(struct request *r)
{
	struct order *order;
	const struct suborder *s = source_asked(r, &order);
	cJSON *doc;

	if (s == NULL)
		return;
	doc = page_document(order, state_title(s));
	json_set_text(doc, "id", s->id);
	json_set_text(doc, "place", s->company);
	json_set_text(doc, "kind", s->is_bank ? "bank" : "employer");
	set_state(doc, order, s);
	hosted_show(r, 200, "source", doc, order);
}

/* Not while a task runs: a second press of the button must not start a second one. */
void hosted_sign_in(struct request *r)
{
	struct order *order;
	struct suborder *s = source_asked(r, &order);

	if (s == NULL)
		return;
	if ((s->employer != NULL || s->bank != NULL) && !is_read(s)
		&& (s->task == NULL || task_has_ended(s->task)))
		connect_start(order, s, asked(r, "username"), asked(r, "password"));
	go(r, order, source_path(s));
}

void hosted_code(struct request *r)
{
	struct order *order;
	const struct suborder *s = source_asked(r, &order);

	if (s == NULL)
		return;
	if (s->task != NULL)
		connect_code(s->task, asked(r, "code"));
	go(r, order, source_path(s));
}

void hosted_finish(struct request *r)
{
	struct order *order = order_asked(r);

	if (order == NULL)
		return;
	order_finish(order);
	go(r, order, "");
}
