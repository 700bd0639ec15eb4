/* texts.c: the text message gateway (server/gateway/gateway.h says how one talks), and what the
 * agency sent, by text or e-mail, for the client's phone.
 *
 *	POST /sms/messages       like a real one it sends what it is asked to, twice when asked twice
 *	GET  /sms/messages       ?reference=
 *	POST /control/texts      {from, body}: the client texts back; STOP is remembered here too
 *	POST /control/mail       {to, subject, text, id}: an e-mail that a mail server took
 *
 * How a phone fares is in its number's end: see fates. What goes wrong on the way is faults.c's. */
#include "handlers.h"
#include "mail.h"
#include "steps.h"
#include "webhooks.h"

#include "base/arena.h"

#include <string.h>
#include <strings.h>

#define SENT_AFTER_MS 200
#define FATE_AFTER_MS 900

static const struct fate {
	const char *end;                 /* of the number */
	const char *refusal;             /* refused at once with this code, or */
	const char *status, *code;       /* this is what becomes of it */
} fates[] = {
	{ "0990", "21614", NULL, NULL },                    /* known to be a landline */
	{ "0991", "21211", NULL, NULL },                    /* no such number */
	{ "0992", NULL, "undelivered", "30003" },           /* switched off */
	{ "0993", NULL, "failed", "30007" },                /* filtered */
	{ "0994", NULL, "undelivered", "30006" },           /* turns out to be a landline */
	{ "0995", NULL, "sent", NULL },                     /* never confirms */
	{ "", NULL, "delivered", NULL },
};

static const struct fate *fate_of(const char *to)
{
	const struct fate *fate = fates;

	while (strcmp(to + strlen(to) - strlen(fate->end), fate->end) != 0)
		fate++;
	return fate;
}

static bool is_stopped(const char *phone)
{
	for (size_t i = 0; i < store.stops.count; i++)
		if (strcmp(store.stops.items[i], phone) == 0)
			return true;
	return false;
}

static cJSON *document(const struct notice *n)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", n->id);
	json_set_text(doc, "reference", n->reference);
	json_set_text(doc, "status", n->status);
	json_set_text(doc, "code", n->code);
	return doc;
}

static void tell(const struct notice *n)
{
	cJSON *doc = document(n);

	if (n->callback[0] == '\0')
		return;
	json_set_text(doc, "event_type", "message-status");
	json_set_text(doc, "at", when_z(when_now()));
	webhook_queue_texts(n->callback, "message-status", json_print(doc));
}

static void becomes_sent(void *subject)
{
	struct notice *n = subject;

	n->status = "sent";
	tell(n);
}

static void meets_fate(void *subject)
{
	struct notice *n = subject;
	const struct fate *fate = fate_of(n->to);

	n->status = fate->status;
	n->code = fate->code;
	if (strcmp(n->status, "sent") != 0)
		tell(n);
}

static void refuse(struct request *r, const char *code)
{
	cJSON *doc = json_object();

	json_set_text(doc, "code", code);
	json_set_text(doc, "message", "The message was not accepted.");
	reply_json(r, 400, doc);
}

/* NULL: it may be sent. */
static const char *refusal_of(const char *to, const char *body)
{
	if (to[0] != '+' || strlen(to) < 9 || body[0] == '\0')
		return "21211";
	if (strncmp(to, "+1", 2) != 0)
		return "21408";
	if (is_stopped(to))
		return "21610";
	return fate_of(to)->refusal;
}

static struct notice *notice_add(bool is_sms, const char *to, const char *text)
{
	struct notice *n = list_add(&store.notices, sizeof *n);

	new_id(n->id);
	n->is_sms = is_sms;
	keep(n->to, sizeof n->to, to);
	n->text = store_text(text);
	n->subject = n->callback = "";
	n->status = "queued";
	n->at = when_now();
	return n;
}

void texts_send(struct request *r)
{
	const char *code = refusal_of(asked(r, "to"), asked(r, "body"));
	struct notice *n;

	if (code != NULL) {
		refuse(r, code);
		return;
	}
	n = notice_add(true, asked(r, "to"), asked(r, "body"));
	keep(n->reference, sizeof n->reference, asked(r, "reference"));
	n->callback = store_text(asked(r, "status_callback"));
	step_later(n->at + wait_us(SENT_AFTER_MS), becomes_sent, n);
	step_later(n->at + wait_us(FATE_AFTER_MS), meets_fate, n);
	reply_json(r, 201, document(n));
}

void texts_look(struct request *r)
{
	cJSON *doc = json_object(), *list = json_set(doc, "messages", json_list());
	const struct notice *n;

	for (size_t i = 0; i < store.notices.count; i++) {
		n = store.notices.items[i];
		if (n->is_sms && strcmp(n->reference, queried(r, "reference")) == 0)
			json_push(list, document(n));
	}
	reply_json(r, 200, doc);
}

/* The callback goes where the last text to that phone asked for; else to the gateway's own. */
static const char *callback_for(const char *phone)
{
	const struct notice *n;
	const char *any = "";

	for (size_t i = store.notices.count; i > 0; i--) {
		n = store.notices.items[i - 1];
		if (n->is_sms && strcmp(n->to, phone) == 0)
			return n->callback;
		any = n->callback[0] != '\0' ? n->callback : any;
	}
	return any;
}

static void remember(const char *phone, const char *body)
{
	if (strcasecmp(body, "stop") == 0 && !is_stopped(phone))
		keep(list_add(&store.stops, 64), 64, phone);
	for (size_t i = store.stops.count; strcasecmp(body, "start") == 0 && i > 0; i--)
		if (strcmp(store.stops.items[i - 1], phone) == 0)
			list_drop(&store.stops, i - 1);
}

static void client_texts(const char *phone, const char *body)
{
	cJSON *doc = json_object();
	char id[ID_SIZE];

	new_id(id);
	remember(phone, body);
	json_set_text(doc, "event_type", "message-received");
	json_set_text(doc, "id", id);
	json_set_text(doc, "from", phone);
	json_set_text(doc, "body", body);
	json_set_text(doc, "at", when_z(when_now()));
	webhook_queue_texts(callback_for(phone), "message-received", json_print(doc));
}

void control_texts(struct request *r)
{
	client_texts(asked(r, "from"), asked(r, "body"));
	reply_text(r, 200, "application/json", "{\"ok\":true}");
}

void notice_mail(const char *to, const char *subject, const char *text, const char *id)
{
	struct notice *n = notice_add(false, to, text);

	n->subject = store_text(subject);
	keep(n->reference, sizeof n->reference, id);
	n->status = "delivered";
}

void control_mail(struct request *r)
{
	notice_mail(asked(r, "to"), asked(r, "subject"), asked(r, "text"), asked(r, "id"));
	reply_text(r, 200, "application/json", "{\"ok\":true}");
}

/* The button under a text on the phone page. */
void phone_answer(struct request *r)
{
	client_texts(asked(r, "from"), asked(r, "body"));
	reply_redirect(r, 303, "/phone");
}
