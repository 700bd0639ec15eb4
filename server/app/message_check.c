/* message_check.c: is this message from the agency? Asked by whoever got one, without an account.
 *
 * The answer is one statement (client/check.sql), which also counts wrong codes for all servers.
 * Here stand only what it cannot know: who asks from where, and in which language. */
#include "app/message_check.h"

#include "app/settings.h"
#include "base/arena.h"
#include "web/page.h"

#include <string.h>
#include <strings.h>

/* What a browser calls a language of ours that we call otherwise: the longest first. */
static const struct {
	const char *asked, *ours;
} tongues[] = {
	{ "zh-hant", "zh-Hant" }, { "zh-tw", "zh-Hant" }, { "zh-hk", "zh-Hant" },
	{ "zh-mo", "zh-Hant" },   { "zh", "zh-Hans" },    { "fil", "tl" },
	{ "tl", "tl" },           { "en", "en" },         { "es", "es" },
	{ "vi", "vi" },           { "ko", "ko" },         { "ru", "ru" },
	{ "ar", "ar" },           { "fa", "fa" },         { "hy", "hy" },
	{ "ht", "ht" },
};

static const char *ours(const char *asked, size_t len)
{
	for (size_t i = 0; i < countof(tongues); i++) {
		size_t own = strlen(tongues[i].asked);

		if (len >= own && strncasecmp(tongues[i].asked, asked, own) == 0
		    && (len == own || asked[own] == '-'))
			return tongues[i].ours;
	}
	return NULL;
}

/* The first language of an Accept-Language header that we speak; browsers name the dearest first.
 * NULL: none. */
static const char *language_accepted(const char *header)
{
	const char *found = NULL;

	while (header && *header && !found) {
		header += strspn(header, ", \t");
		found = ours(header, strcspn(header, ",; \t"));
		header += strcspn(header, ",");
	}
	return found;
}

enum status message_check(struct request *r)
{
	const char *url = settings.public_url ? settings.public_url : "";
	const char *host = strstr(url, "://");

	host = host ? host + 3 : url;
	json_set_text(r->in, "site", arena_copy(host, strcspn(host, "/")));
	json_set_text(r->in, "remote", r->remote);
	json_set_text(r->in, "accepted", language_accepted(request_header(r, "Accept-Language")));
	return page(r);
}
