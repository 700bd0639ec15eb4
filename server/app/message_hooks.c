/* message_hooks.c: what the gateway tells by itself: what became of a text, and what clients text
 * back (safety.md §2). Kept first, as a provider's events are; then a job reads and applies it. */
#include "app/messages.h"

#include "app/webhooks.h"
#include "base/log.h"
#include "db/db.h"
#include "gateway/gateway.h"

enum status sms_receive(struct request *r)
{
	bool fits = gateway_signed(request_header(r, "X-Gateway-Signature"), r->body, r->body_len);

	return webhook_keep(r, "sms", fits);
}

/* An event that says nothing we know is kept and ignored. */
enum status message_told(const struct job_kind *kind, cJSON *in)
{
	const cJSON *kept;
	cJSON *doc, *event;
	const char *body;
	size_t len;

	(void)kind;
	TRY(db_one("webhooks/reading", in, &kept));
	body = webhook_body(kept, &len);
	if (json_read(body, len, &doc, NULL) != OK)
		return FAILED;
	event = gateway_event(doc);
	json_set(in, "event", event != NULL ? event : json_object());
	TRY(db_run("messages/told", in));
	return db_run("webhooks/applied", in);
}
