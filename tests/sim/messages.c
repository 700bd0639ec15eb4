/* messages.c: notifications (truv-api.md §10).
 *
 * One first message and three reminders, spread evenly from creation to expiry, to the e-mail
 * and the phone alike; none when suppressed or once the order is closed. Mail to a domain ending
 * in "bounce.test" comes back: without a phone the order ends in `error`, as when Truv cannot
 * deliver. The reading side is phone.c. */
#include "messages.h"

#include "api.h"
#include "base/arena.h"
#include "orders.h"
#include "steps.h"

#include <string.h>

#define MESSAGES_MAX 4
#define FIRST_AFTER_MS 400
#define HOUR_US (3600 * SECOND_US)

const char *order_share_url(const struct order *order)
{
	return arena_printf("%s/o/%s?bridge_token=%s", api_public_url(), order->token,
		order->bridge_token);
}

const char *order_short_url(const struct order *order)
{
	return arena_printf("%s/s/%s", api_public_url(), order->short_code);
}

static bool bounces(const char *email)
{
	static const char end[] = "bounce.test";
	size_t len = strlen(email);

	return len >= sizeof end - 1 && strcmp(email + len - (sizeof end - 1), end) == 0;
}

static void deliver(struct order *order, bool is_sms, const char *to, int64_t at)
{
	struct message *m = list_add(&store.messages, sizeof *m);

	m->order = order;
	m->is_sms = is_sms;
	m->is_reminder = order->messages_sent > 0;
	keep(m->to, sizeof m->to, to);
	m->at = at;
	order_event_at(order, is_sms ? "sms_sent" : "email_sent", at);
}

static bool send_at(struct order *order, int64_t at)
{
	bool has_email = order->email[0] != '\0' && !bounces(order->email);
	bool has_phone = order->phone[0] != '\0', had_any = order->email[0] != '\0' || has_phone;

	if (order_is_closed(order) || !had_any || order->messages_sent == MESSAGES_MAX)
		return false;
	if (!has_email && !has_phone) {
		order_set(order, "error");
		return false;
	}
	if (has_email)
		deliver(order, false, order->email, at);
	if (has_phone)
		deliver(order, true, order->phone, at);
	order->messages_sent++;
	if (strcmp(order->status, "pending") == 0)
		order_set(order, "sent");
	return true;
}

bool message_send(struct order *order)
{
	return send_at(order, when_now());
}

static void send_planned(void *subject)
{
	struct order *order = subject;

	if (!order->is_suppressed)
		message_send(order);
}

static void expire(void *subject)
{
	struct order *order = subject;

	if (!order_is_closed(order))
		order_set(order, "expired");
}

/* With a delay the first message itself comes later; the reminders keep their even places in the
 * window. */
static int64_t due(const struct order *order, int n)
{
	int64_t span = order->expires_at - order->created_at;
	int64_t delay = order->delay_hours > 0 ? order->delay_hours * HOUR_US : wait_us(FIRST_AFTER_MS);

	return order->created_at + (n == 0 ? delay : span * n / MESSAGES_MAX);
}

void messages_plan(struct order *order)
{
	step_later(order->expires_at, expire, order);
	for (int n = 0; n < MESSAGES_MAX; n++)
		step_later(due(order, n), send_planned, order);
}

void messages_resume(struct order *order)
{
	int64_t now = when_now();

	step_later(order->expires_at, expire, order);
	for (int n = 0; n < MESSAGES_MAX; n++)
		if (due(order, n) > now)
			step_later(due(order, n), send_planned, order);
		else if (!order->is_suppressed)
			send_at(order, due(order, n));
}

void messages_allow(struct order *order)
{
	if (!order->is_suppressed)
		return;
	order->is_suppressed = false;
	message_send(order);
}
