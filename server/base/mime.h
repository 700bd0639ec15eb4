/* mime.h: an e-mail as bytes (RFC 5322, 2045, 2047). Nothing in a value can add a header or end
 * the message: what is not plain ASCII goes encoded, addresses that are not plain are refused. */
#ifndef MIME_H
#define MIME_H

#include "base/base.h"

#include <time.h>

struct letter {
	const char *from, *from_name;      /* address; name in UTF-8 */
	const char *to;
	const char *subject, *body;        /* UTF-8; the body's lines end in \n */
	const char *language;              /* of the body, such as "zh-Hant" */
	const char *id;                    /* the Message-ID's first part: letters and digits */
	time_t at;
};

/* Is it local@domain in characters every mail server takes: no quotes, no comments, ASCII only, at
 * most 254 bytes? */
bool mime_address_ok(const char *address);
/* The domain of an address that is ok, in the arena's text. */
const char *mime_domain(const char *address);
/* Text for a header: as it is where it is short printable ASCII, else RFC 2047 encoded words of at
 * most 75 characters, which never cut a character in two, folded onto lines of their own. */
char *mime_text(const char *text);
/* The whole message, lines ending in \r\n, body in base64. Both addresses must be ok. */
char *mime_message(const struct letter *letter);

#endif
