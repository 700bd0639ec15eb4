/* truework_widget.c: the provider's widget as it stands in a frame of the portal's page, or behind
 * the link of Truework Direct: choose an employer, sign in.
 *
 *	POST /widget              {token, lang}       from the portal's page
 *	GET  /widget/:token                           the same, as a page
 *	POST /widget/:token/signin {company, username, password}
 *
 * goodlogin signs in; every other user name does not. */
#include "truework.h"

#include "handlers.h"
#include "hosted.h"

#include <string.h>

struct truework_order *truework_session_with(const char *token)
{
	for (size_t i = store.truework.count; i > 0; i--) {
		struct truework_order *order = store.truework.items[i - 1];

		if (token[0] != '\0' && strcmp(order->token, token) == 0)
			return order;
	}
	return NULL;
}

/* The widget is made to stand in others' pages. */
static void show(struct request *r, const struct truework_order *order, bool has_failed)
{
	cJSON *doc = json_object(), *list = json_set(doc, "companies", json_list()), *one;
	bool is_done = order->request_count > 0;

	json_set_text(doc, "title", is_done ? "Thank you" : "Sign in to your employer");
	json_set_bool(doc, "is_refreshing", false);
	json_set_text(doc, "token", order->token);
	json_set_bool(doc, "is_done", is_done);
	json_set_bool(doc, "has_failed", has_failed);
	for (size_t i = 0; i < employer_count; i++) {
		one = json_push(list, json_object());
		json_set_text(one, "name", employers[i].name);
	}
	reply_header(r, "Content-Security-Policy",
		"default-src 'none'; style-src 'self'; img-src data:; form-action 'self'");
	hosted_show(r, 200, "widget", doc, NULL);
}

static void gone(struct request *r)
{
	reply_text(r, 404, "text/html; charset=utf-8", "<!doctype html><p>This session has ended.</p>");
}

void widget_open(struct request *r)
{
	const struct truework_order *order = truework_session_with(asked(r, "token"));

	if (order != NULL)
		show(r, order, false);
	else
		gone(r);
}

void widget_show(struct request *r)
{
	const struct truework_order *order = truework_session_with(r->segments[1]);

	if (order != NULL)
		show(r, order, false);
	else
		gone(r);
}

void widget_sign_in(struct request *r)
{
	struct truework_order *order = truework_session_with(r->segments[1]);
	bool fits = strcmp(asked(r, "username"), "goodlogin") == 0;

	if (order == NULL) {
		gone(r);
		return;
	}
	if (fits && order->request_count == 0)
		truework_begin(order, asked(r, "company"), false);
	show(r, order, !fits);
}
