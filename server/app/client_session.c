/* client_session.c: the page on which a client signs in to an employer.
 *
 * What is signed in to is the provider's, in a frame of the provider's: no password passes through
 * here. The token that opens it is a secret of this client's browser; it goes to the provider by a
 * form, never in an address. */
#include "app/client_session.h"

#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "db/db.h"
#include "web/page.h"

#include <string.h>

#define CODE_CHARS 24

void client_session_link(cJSON *made)
{
	const char *token = json_text(made, "session_token"), *code, *url;
	cJSON *session;

	if (token[0] == '\0')
		return;
	code = crypto_code(CODE_CHARS);
	url = arena_printf("%s/v/%s", settings.public_url, code);
	json_set_text(made, "share_url", url);
	json_set_text(made, "short_share_url", url);
	session = json_set(made, "session", json_object());
	json_set_text(session, "code", code);
	json_set_text(session, "token", token);
	json_set_text(session, "token_hash", crypto_sha256_hex(token, strlen(token)));
}

/* "https://host:port" of an address. */
static const char *origin(const char *url)
{
	const char *host = strstr(url, "://");
	size_t scheme = host != NULL ? (size_t)(host - url) + 3 : 0;

	return arena_copy(url, scheme + strcspn(url + scheme, "/"));
}

enum status client_session_show(struct request *r)
{
	if (settings.truework_widget == NULL || settings.truework_widget[0] == '\0')
		return NOT_FOUND;
	json_set_text(r->in, "widget", settings.truework_widget);
	reply_frame(r, origin(settings.truework_widget));
	return page(r);
}
