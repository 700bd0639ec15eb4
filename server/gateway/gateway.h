/* gateway.h: a text message gateway, in the shape most of them share.
 *
 *	POST {url}/messages               form: to from body reference status_callback; basic auth
 *	     201 {"id", "status"}         4xx {"code", "message"}
 *	GET  {url}/messages?reference=R   200 {"messages": [{"id", "status", "code"}]}
 *	callbacks, JSON, X-Gateway-Signature: v1=hex(HMAC-SHA256(password, raw body))
 *	     {"event_type": "message-status", "id", "reference", "status", "code", "at"}
 *	     {"event_type": "message-received", "id", "from", "body", "at"}
 *
 * status: queued, sending, sent, delivered, undelivered, failed. The codes are those of the
 * gateways' common list (21610: the phone said STOP, 30006: landline …). `reference` is our own
 * word for a message: what is known of it when an answer was lost. */
#ifndef GATEWAY_H
#define GATEWAY_H

#include "base/fetch.h"

struct gateway_settings {
	const char *url;                 /* "https://sms.example/v1"; "": no text goes out */
	const char *user, *password;
	const char *from;                /* our number or short code, "+14155550199" */
	const char *callback;            /* where the gateway tells of us; "": as set up there */
};

/* Keeps the settings; the texts must live on. */
void gateway_start(const struct gateway_settings *settings);
bool gateway_is_on(void);

/* Sends one text, once: `to` in E.164, sending as struct call's before_send. *fate, when the
 * outcome is ACCEPTED: {id, state, cause} as gateway_look gives it; an answer without an id is
 * UNCERTAIN. When it is REFUSED: {cause}, one of our words (see gateway.c). */
void gateway_send(const char *to, const char *body, const char *reference,
		  const struct sending *sending, struct answer *answer, cJSON **fate);
/* What became of the text with that reference. *fate: {id, state: "sent" | "delivered" | "failed",
 * cause: our word or null}, NULL where the gateway knows none or cannot say. */
void gateway_look(const char *reference, struct answer *answer, cJSON **fate);

/* Is this X-Gateway-Signature (may be NULL) right for these raw bytes? Constant time. */
bool gateway_signed(const char *header, const char *body, size_t len);
/* A callback's document in our words: {reference, id, state, cause, at} of a status, {from, wants:
 * "stop" | "start" | null, at} of a text that came in. NULL for anything else. */
cJSON *gateway_event(const cJSON *doc);

#endif
