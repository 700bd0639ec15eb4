/* gateway.c: the gateway's endpoints and its signature (gateway.h); its words become ours in
 * words.c. */
#include "gateway/gateway.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "gateway/private.h"

#include <string.h>

#define REPLY_MAX (64 * 1024)
#define FORM_MAX (16 * 1024)
#define SIGNATURE_SIZE (3 + 2 * SHA256_SIZE)

static struct gateway_settings gateway = { "", "", "", "", "" };

void gateway_start(const struct gateway_settings *settings)
{
	gateway = *settings;
}

bool gateway_is_on(void)
{
	return gateway.url[0] != '\0';
}

static const char *basic_auth(void)
{
	const char *pair = arena_printf("%s:%s", gateway.user, gateway.password);
	struct buf b = buf_new(1024);

	buf_text(&b, "Authorization: Basic ");
	buf_base64(&b, pair, strlen(pair));
	return b.data;
}

static void ask(const char *method, const char *path, const char *form,
		const struct sending *sending, struct answer *answer)
{
	const char *const headers[] = {
		basic_auth(), "Accept: application/json",
		"Content-Type: application/x-www-form-urlencoded; charset=utf-8", NULL,
	};
	const struct call call = {
		.method = method,
		.url = arena_printf("%s/messages%s", gateway.url, path),
		.headers = headers,
		.body = form,
		.reply_max = REPLY_MAX,
		.is_once = sending != NULL,
		.before_send = sending != NULL ? sending->before_send : NULL,
		.context = sending != NULL ? sending->context : NULL,
	};

	fetch(&call, answer);
}

static void add_field(struct buf *form, const char *name, const char *value)
{
	buf_printf(form, "%s%s=", form->len > 0 ? "&" : "", name);
	buf_url(form, value);
}

void gateway_send(const char *to, const char *body, const char *reference,
		  const struct sending *sending, struct answer *answer, cJSON **fate)
{
	struct buf form = buf_new(FORM_MAX);

	add_field(&form, "to", to);
	add_field(&form, "from", gateway.from);
	add_field(&form, "body", body);
	add_field(&form, "reference", reference);
	if (gateway.callback[0] != '\0')
		add_field(&form, "status_callback", gateway.callback);
	ask("POST", "", form.data, sending, answer);
	*fate = NULL;
	if (answer->outcome == REFUSED)
		*fate = gateway_words_refusal(answer->doc);
	if (answer->outcome == ACCEPTED && answer->doc != NULL)
		*fate = gateway_words_fate(answer->doc);
	if (answer->outcome == ACCEPTED && *fate == NULL)
		answer->outcome = UNCERTAIN;
}

void gateway_look(const char *reference, struct answer *answer, cJSON **fate)
{
	struct buf path = buf_new(256);

	*fate = NULL;
	buf_text(&path, "?reference=");
	buf_url(&path, reference);
	ask("GET", path.data, NULL, NULL, answer);
	if (answer->outcome == ACCEPTED && answer->doc != NULL)
		*fate = gateway_words_fate(json_at(answer->doc, "messages.0"));
}

bool gateway_signed(const char *header, const char *body, size_t len)
{
	unsigned char mac[SHA256_SIZE];
	struct buf expected = buf_new(SIGNATURE_SIZE + 1);

	if (header == NULL || strlen(header) != SIGNATURE_SIZE || gateway.password[0] == '\0')
		return false;
	crypto_hmac(gateway.password, strlen(gateway.password), body, len, mac);
	buf_text(&expected, "v1=");
	buf_hex(&expected, mac, sizeof mac);
	return crypto_same(header, expected.data, SIGNATURE_SIZE);
}
