/* messages.c: carries a message to the mail server or the gateway, once (safety.md §1).
 *
 * As with orders the database decides, one statement a step. Whether a message may go at all is
 * asked when it is about to: a client who has finished, texted STOP or sleeps is not written to. */
#include "app/messages.h"

#include "app/gate.h"
#include "app/letter.h"
#include "app/settings.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/log.h"
#include "base/mail.h"
#include "db/db.h"
#include "gateway/gateway.h"

#include <string.h>
#include <time.h>

static void send_mail(const cJSON *message, const struct sending *sending, struct answer *answer,
		      cJSON **fate)
{
	const struct letter letter = {
		.to = json_text(message, "address"),
		.subject = json_text(message, "subject"),
		.body = json_text(message, "body"),
		.language = json_text(message, "language"),
		.id = json_text(message, "code"),
		.at = time(NULL),
	};
	const char *why;

	mail_send(&letter, sending, answer, &why);
	*fate = json_object();
	json_set_text(*fate, "state", "sent");
	json_set_text(*fate, "cause", why);
}

static void send_text(const cJSON *message, const struct sending *sending, struct answer *answer,
		      cJSON **fate)
{
	gateway_send(json_text(message, "address"), json_text(message, "body"),
		     json_text(message, "code"), sending, answer, fate);
}

/* The ways out. Each has its gate; see gates in the migrations. */
static const struct channel {
	const char *name;
	struct provider account;
	bool (*is_on)(void);
	void (*send)(const cJSON *message, const struct sending *sending, struct answer *answer,
		     cJSON **fate);
} channels[] = {
	{ "email", { .name = "mail", .word = "Mail" }, mail_is_on, send_mail },
	{ "sms", { .name = "sms", .word = "SMS" }, gateway_is_on, send_text },
};

static const struct channel *channel_find(const char *name)
{
	for (size_t i = 0; i < countof(channels); i++)
		if (strcmp(channels[i].name, name) == 0)
			return &channels[i];
	return NULL;
}

/* The statement that follows each outcome, and what the job then says. */
static const struct { enum outcome outcome; const char *query; enum status then;
} after_sending[] = {
	{ ACCEPTED, "messages/sent", OK },       { REFUSED, "messages/refused", OK },
	{ DENIED, "messages/unsent", UNAVAILABLE }, { THROTTLED, "messages/unsent", UNAVAILABLE },
	{ UNSENT, "messages/unsent", UNAVAILABLE }, { UNCERTAIN, "messages/uncertain", OK },
};

static enum status commit_attempt(void *context)
{
	const cJSON *row;

	TRY(fault_at("message.before_commit"));
	TRY(db_one("messages/attempt_commit", context, &row));
	return fault_at("message.after_commit");
}

static void note_answer(cJSON *in, const struct answer *answer, const cJSON *fate)
{
	cJSON *facts = json_set(in, "answer", json_object());

	json_set_text(facts, "phase", outcome_name(answer->outcome));
	json_set_int(facts, "reply_code", answer->http_status);
	json_set_int(facts, "curl_code", answer->curl_code);
	json_set_text(facts, "reply_hash", crypto_sha256_hex(answer->body, answer->body_len));
	json_set(in, "fate", fate != NULL ? json_copy(fate) : json_object());
}

/* A server that cannot be reached is left alone for a while by everybody, as one that says so. */
static void tell_gate(cJSON *in, const struct answer *answer)
{
	struct answer told = *answer;

	if (answer->outcome == UNSENT && answer->http_status == 0 && !answer->was_stopped)
		told.outcome = THROTTLED;
	gate_tell(in, &told);
}

static enum status after(cJSON *in, const struct answer *answer)
{
	log_line(answer->outcome == ACCEPTED ? LOG_INFO : LOG_WARN, "message.sent",
		 "message=%s outcome=%s code=%d curl=%d", json_text(in, "job.input.message_id"),
		 outcome_name(answer->outcome), answer->http_status, answer->curl_code);
	for (size_t i = 0; i < countof(after_sending); i++) {
		if (after_sending[i].outcome != answer->outcome)
			continue;
		TRY(db_run(after_sending[i].query, in));
		TRY(fault_at("message.after_store"));
		return after_sending[i].then;
	}
	return FAILED;
}

/* What the statements need to know of the settings. */
static void note_settings(cJSON *in)
{
	cJSON *off = json_set(in, "off", json_list());

	json_set_text(in, "agency", settings.agency_name);
	json_set_text(in, "site", settings.public_url);
	for (size_t i = 0; i < countof(channels); i++)
		if (!channels[i].is_on())
			json_push(off, cJSON_CreateString(channels[i].name));
}

/* The text as an earlier attempt had it, or made now. */
static enum status text_make(const cJSON *message, cJSON *in)
{
	cJSON *text = json_set(in, "text", json_object());
	const char *subject = "", *body = json_text(message, "body");
	const cJSON *value = json_at(message, "value");

	json_set_text(text, "hash", crypto_sha256_hex(body, strlen(body)));
	if (body[0] != '\0')
		return OK;
	if (json_text_or_null(message, "template_body") == NULL)
		return INVALID;
	TRY(letter_fill(json_text(message, "template_subject"), value, &subject));
	TRY(letter_fill(json_text(message, "template_body"), value, &body));
	json_set_text(text, "subject", subject[0] != '\0' ? subject : NULL);
	json_set_text(text, "body", body);
	json_set_text(text, "hash", crypto_sha256_hex(body, strlen(body)));
	json_set_text(text, "version", json_text(message, "version"));
	json_set_text(text, "language", json_text(message, "template_language"));
	return OK;
}

/* All that comes before the claim; nothing is held yet. An attempt whose worker died is closed
 * first, as what it was. */
static enum status prepare(cJSON *in, const struct channel **channel)
{
	const cJSON *message;

	note_settings(in);
	TRY(db_run("messages/recover", in));
	TRY(db_run("messages/hold", in));
	TRY(db_one("messages/sendable", in, &message));
	*channel = channel_find(json_text(message, "channel"));
	if (*channel == NULL)
		return FAILED;
	if (text_make(message, in) == OK)
		return gate_take(in, &(*channel)->account, INTERACTIVE);
	TRY(db_run("messages/no_text", in));
	return NOT_FOUND;
}

enum status message_send(const struct job_kind *kind, cJSON *in)
{
	struct sending sending = { commit_attempt, in };
	const struct channel *channel;
	const cJSON *message;
	struct answer answer;
	cJSON *fate;

	(void)kind;
	TRY(prepare(in, &channel));
	TRY(db_one("messages/claim", in, &message));
	TRY(fault_at("message.after_claim"));
	json_set_text(json_set(in, "attempt", json_object()), "id",
		      json_text(message, "attempt_id"));
	channel->send(message, &sending, &answer, &fate);
	TRY(fault_at("message.after_send"));
	note_answer(in, &answer, fate);
	tell_gate(in, &answer);
	return after(in, &answer);
}

/* Only the gateway can be asked; a mail server has no memory for us. */
enum status message_look(const struct job_kind *kind, cJSON *in)
{
	const struct channel *text = channel_find("sms");
	const cJSON *message;
	struct answer answer;
	cJSON *fate;

	(void)kind;
	TRY(db_one("messages/unresolved", in, &message));
	TRY(gate_take(in, &text->account, BACKGROUND));
	gateway_look(json_text(message, "code"), &answer, &fate);
	tell_gate(in, &answer);
	note_answer(in, &answer, fate);
	TRY(fault_at("message.before_settle"));
	return db_run(fate != NULL ? "messages/found" : "messages/not_found", in);
}
