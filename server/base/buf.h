/* buf.h: text that grows, in the thread's arena.
 *
 *	struct buf b = buf_new(64 * 1024);     // the ceiling: growing past it sets b.is_full and
 * drops the rest
 *	buf_text(&b, "<p>");
 *	buf_html(&b, name);
 *
 * data is always NUL-terminated (never NULL) and len never counts the NUL; data may hold NULs of
 * its own. */
#ifndef BUF_H
#define BUF_H

#include "base/base.h"

struct buf {
	char *data;
	size_t len, size, max;
	bool is_full;           /* something was dropped; the content must not be used */
};

struct buf buf_new(size_t max);
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_text(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) printf_like(2, 3);

/* Escaped for an HTML text or a quoted attribute: & < > " ' */
void buf_html(struct buf *b, const char *text);
/* Percent-encoded for one path segment or one query value: all but A-Z a-z 0-9 - . _ ~ */
void buf_url(struct buf *b, const char *text);
/* Escaped for the inside of a JSON string, without the quotes. */
void buf_json(struct buf *b, const char *text);
/* Lower-case hexadecimal. */
void buf_hex(struct buf *b, const void *bytes, size_t len);
/* Base64 with + / and =, on one line. */
void buf_base64(struct buf *b, const void *bytes, size_t len);
/* The bytes that such hexadecimal stands for; at the first character that is none it ends. */
void buf_unhex(struct buf *b, const char *hex);

#endif
