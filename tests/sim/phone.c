/* phone.c: the client's phone: what Truv "sent" by e-mail and text and what the agency really did,
 * newest first, for a person and for tests.
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
	json_set_bool(doc, "can_answer", false);
	json_set_text(doc, "subject", "");
	json_set_text(doc, "lang", hosted_language(m->order->locale));
	json_set_text(doc, "text", wording(m));
	json_set_text(doc, "link", m->is_sms ? order_short_url(m->order) : order_share_url(m->order));
	json_set_text(doc, "short_link", order_short_url(m->order));
	json_set_text(doc, "order_number", m->order->order_number);
	json_set_text(doc, "at", when_z(m->at));
	json_set_text(doc, "clock", clock_text(m->at));
	return doc;
}

/* The first address in a text, without the full stop behind it. */
static const char *link_in(const char *text)
{
	const char *link = strstr(text, "http");
	size_t len = link != NULL ? strcspn(link, " \r\n\t") : 0;

	while (len > 0 && strchr(".,;", link[len - 1]) != NULL)
		len--;
	return len > 0 ? arena_copy(link, len) : "";
}

static cJSON *notice_document(const struct notice *n)
{
	cJSON *doc = json_object();

	json_set_text(doc, "kind", n->is_sms ? "sms" : "email");
	json_set_text(doc, "kind_word", n->is_sms ? "Text message" : "E-mail");
	json_set_text(doc, "to", n->to);
	json_set_bool(doc, "can_answer", n->is_sms);
	json_set_text(doc, "lang", "und");
	json_set_text(doc, "subject", n->subject);
	json_set_text(doc, "text", n->text);
	json_set_text(doc, "link", link_in(n->text));
	json_set_text(doc, "short_link", link_in(n->text));
	json_set_text(doc, "reference", n->reference);
	json_set_text(doc, "status", n->status);
	json_set_text(doc, "at", when_z(n->at));
	json_set_text(doc, "clock", clock_text(n->at));
	return doc;
}

static bool is_for(const char *to, const char *wanted)
{
	return wanted[0] == '\0' || strcmp(to, wanted) == 0;
}

/* Both lists are in order of time: the newer of their ends comes next. */
static cJSON *inbox(const char *to)
{
	size_t m = store.messages.count, n = store.notices.count;
	cJSON *list = json_list();

	while (m + n > 0) {
		const struct message *theirs = m > 0 ? store.messages.items[m - 1] : NULL;
		const struct notice *ours = n > 0 ? store.notices.items[n - 1] : NULL;
		bool is_ours = theirs == NULL || (ours != NULL && ours->at > theirs->at);

		if (is_ours && is_for(ours->to, to))
			json_push(list, notice_document(ours));
		else if (!is_ours && is_for(theirs->to, to))
			json_push(list, message_document(theirs));
		n -= is_ours;
		m -= !is_ours;
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
