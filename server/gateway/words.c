/* words.c: the gateway's words as ours. The causes are rows of message_causes. */
#include "gateway/gateway.h"

#include "gateway/private.h"

#include <string.h>
#include <strings.h>

#define ID_MAX 128

/* Codes of the gateways' common list. */
static const struct { const char *code, *cause;
} causes[] = {
	{ "21211", "no_number" },   { "21214", "no_number" },   { "21217", "no_number" },
	{ "21408", "foreign" },     { "21612", "foreign" },     { "21610", "stopped" },
	{ "21614", "landline" },    { "30003", "unreachable" }, { "30004", "blocked" },
	{ "30005", "no_number" },   { "30006", "landline" },    { "30007", "blocked" },
	{ "30008", "unreachable" }, { "30034", "blocked" },
};

static const struct { const char *theirs, *ours;
} states[] = {
	{ "accepted", "sent" },   { "queued", "sent" },        { "sending", "sent" },
	{ "sent", "sent" },       { "delivered", "delivered" }, { "undelivered", "failed" },
	{ "failed", "failed" },
};

/* What a client may answer with, as phones and their owners write it. */
static const struct { const char *typed, *wants;
} answers[] = {
	{ "stop", "stop" },   { "stopall", "stop" }, { "unsubscribe", "stop" },
	{ "cancel", "stop" }, { "end", "stop" },     { "quit", "stop" },
	{ "alto", "stop" },   { "parar", "stop" },   { "start", "start" },
	{ "unstop", "start" },   { "empezar", "start" },
};

static const char *cause_of(const cJSON *theirs)
{
	const char *code = json_text(theirs, "code");

	for (size_t i = 0; i < countof(causes); i++)
		if (strcmp(causes[i].code, code) == 0)
			return causes[i].cause;
	return NULL;
}

cJSON *gateway_words_refusal(const cJSON *theirs)
{
	const char *cause = cause_of(theirs);
	cJSON *fate = json_object();

	json_set_text(fate, "cause", cause != NULL ? cause : "refused");
	return fate;
}

/* A word that is none of these says nothing yet. */
static const char *state_of(const char *word)
{
	for (size_t i = 0; i < countof(states); i++)
		if (strcmp(states[i].theirs, word) == 0)
			return states[i].ours;
	return "sent";
}

cJSON *gateway_words_fate(const cJSON *theirs)
{
	const char *id = json_text(theirs, "id"), *state = state_of(json_text(theirs, "status"));
	const char *cause = cause_of(theirs);
	cJSON *fate;

	if (id[0] == '\0' || strlen(id) > ID_MAX)
		return NULL;
	fate = json_object();
	json_set_text(fate, "id", id);
	json_set_text(fate, "state", state);
	json_set_text(fate, "cause", strcmp(state, "failed") != 0 ? NULL
		      : cause != NULL ? cause : "unreachable");
	return fate;
}

/* The first word of what was typed, without the points and spaces around it. */
static const char *wish_of(const char *typed)
{
	static const char *const around = " \t\r\n.,!\"'";
	size_t len;

	typed += strspn(typed, around);
	len = strcspn(typed, around);
	/* "Stop texting me" is a wish; "Stop by on Friday?" is read as one too, to be safe. */
	for (size_t i = 0; i < countof(answers); i++)
		if (len == strlen(answers[i].typed)
		    && strncasecmp(typed, answers[i].typed, len) == 0)
			return answers[i].wants;
	return NULL;
}

cJSON *gateway_event(const cJSON *doc)
{
	const char *type = json_text(doc, "event_type");
	cJSON *event = NULL;

	if (strcmp(type, "message-status") == 0)
		event = gateway_words_fate(doc);
	else if (strcmp(type, "message-received") == 0)
		json_set_text(event = json_object(), "wants", wish_of(json_text(doc, "body")));
	if (event == NULL)
		return NULL;
	json_set_text(event, "reference", json_text_or_null(doc, "reference"));
	json_set_text(event, "from", json_text_or_null(doc, "from"));
	json_set_text(event, "at", json_text_or_null(doc, "at"));
	return event;
}
