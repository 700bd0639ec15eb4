/* phone.c: the client's phone: what Truv "sent" by e-mail and text, newest first, for a person
 * and for tests.
 *
 * One inbox for all demo clients; ?to= picks one address. What is sent, and when, is
 * messages.c's affair. */
#include "hosted.h"

#include "base/arena.h"
#include "handlers.h"
#include "messages.h"

#include <string.h>
#include <time.h>

static const char *clock_text(int64_t at)
{
	time_t seconds = at / SECOND_US;
	struct tm tm;
	char text[32];

	gmtime_r(&seconds, &tm);
	strftime(text, sizeof text, "%b %-d, %H:%M UTC", &tm);
	return arena_dup(text);
}

static const char *wording(const struct message *m)
{
	bool is_spanish = strcmp(hosted_language(m->order->locale), "es") == 0;

	if (is_spanish)
		return m->is_reminder ? "Recordatorio: su agencia espera su información de ingresos."
			: "Su agencia le pide compartir su información de ingresos.";
	return m->is_reminder ? "Reminder: your agency is waiting for your income information."
		: "Your agency asks you to share your income information.";
}

static cJSON *message_document(const struct message *m)
{
	cJSON *doc = json_object();

	json_set_text(doc, "kind", m->is_sms ? "sms" : "email");
	json_set_text(doc, "kind_word", m->is_sms ? "Text message" : "E-mail");
	json_set_text(doc, "to", m->to);
	json_set_bool(doc, "is_reminder", m->is_reminder);
	json_set_text(doc, "lang", hosted_language(m->order->locale));
	json_set_text(doc, "text", wording(m));
	json_set_text(doc, "link", m->is_sms ? order_short_url(m->order) : order_share_url(m->order));
	json_set_text(doc, "short_link", order_short_url(m->order));
	json_set_text(doc, "order_number", m->order->order_number);
	json_set_text(doc, "at", when_z(m->at));
	json_set_text(doc, "clock", clock_text(m->at));
	return doc;
}

static cJSON *inbox(const char *to)
{
	cJSON *list = json_list();
	const struct message *m;

	for (size_t i = store.messages.count; i > 0; i--) {
		m = store.messages.items[i - 1];
		if (to[0] == '\0' || strcmp(m->to, to) == 0)
			json_push(list, message_document(m));
	}
	return list;
}

void phone_page(struct request *r)
{
	cJSON *doc = json_object();

	json_set_text(doc, "title", "Client phone");
	json_set_bool(doc, "is_refreshing", false);
	json_set_text(doc, "to", queried(r, "to"));
	json_set(doc, "messages", inbox(queried(r, "to")));
	hosted_show(r, 200, "phone", doc, NULL);
}

void phone_json(struct request *r)
{
	cJSON *doc = json_object();

	json_set(doc, "messages", inbox(queried(r, "to")));
	reply_json(r, 200, doc);
}
