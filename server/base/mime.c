/* mime.c: an e-mail as bytes. The body goes in base64: every language fits, no line is too long,
 * and none can look like the end of the message. */
#include "base/mime.h"

#include "base/arena.h"
#include "base/buf.h"

#include <string.h>

#define ADDRESS_MAX 254
#define LOCAL_MAX 64
#define MESSAGE_MAX (256 * 1024)
/* 75 characters without =?UTF-8?B? and ?=, in whole groups of four; that many bytes of text. */
#define WORD_BYTES 45
#define LINE_BYTES 57
#define PLAIN_MAX 70

static bool is_alnum(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Parts of these characters with single dots between. */
static bool is_dotted(const char *text, size_t len, const char *others)
{
	for (size_t i = 0; i < len; i++) {
		bool is_dot = text[i] == '.';

		if (is_dot && (i == 0 || i == len - 1 || text[i - 1] == '.'))
			return false;
		if (!is_dot && !is_alnum(text[i]) && strchr(others, text[i]) == NULL)
			return false;
	}
	return len > 0;
}

bool mime_address_ok(const char *address)
{
	const char *at = strrchr(address, '@');
	size_t local;

	if (at == NULL || strlen(address) > ADDRESS_MAX)
		return false;
	local = (size_t)(at - address);
	return local <= LOCAL_MAX && is_dotted(address, local, "!#$%&'*+-/=?^_`{|}~")
		&& is_dotted(at + 1, strlen(at + 1), "-");
}

const char *mime_domain(const char *address)
{
	return strrchr(address, '@') + 1;
}

/* A line of its own would need no more than this; "=?" would be read as an encoded word. */
static bool is_plain(const char *text)
{
	for (const char *c = text; *c; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return strlen(text) <= PLAIN_MAX && strstr(text, "=?") == NULL;
}

/* How many bytes of text go into the next word: whole characters only. */
static size_t word_len(const char *text)
{
	size_t len = strnlen(text, WORD_BYTES);

	while (len > 1 && text[len] != '\0' && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	return len;
}

static char *encoded(const char *text)
{
	struct buf b = buf_new(8 * strlen(text) + 64);

	while (*text) {
		size_t len = word_len(text);

		buf_text(&b, b.len > 0 ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
		buf_base64(&b, text, len);
		buf_text(&b, "?=");
		text += len;
	}
	return b.data;
}

char *mime_text(const char *text)
{
	return is_plain(text) ? arena_dup(text) : encoded(text);
}

/* A display name, which has quotes, commas and dots of its own: one word, encoded whole, or plain
 * letters. */
static const char *named(const char *name, const char *address)
{
	for (const char *c = name; *c; c++)
		if (!is_alnum(*c) && *c != ' ')
			return arena_printf("%s <%s>", encoded(name), address);
	return arena_printf("%s <%s>", mime_text(name), address);
}

static const char *date(time_t at)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct tm t;

	gmtime_r(&at, &t);
	return arena_printf("%s, %02d %s %d %02d:%02d:%02d +0000", days[t.tm_wday], t.tm_mday,
			    months[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

/* With the line ends that mail has, whatever the text had. */
static const char *with_crlf(const char *text)
{
	struct buf b = buf_new(2 * strlen(text) + 1);

	for (; *text; text++) {
		if (*text == '\n')
			buf_char(&b, '\r');
		if (*text != '\r')
			buf_char(&b, *text);
	}
	return b.data;
}

static void add_body(struct buf *b, const char *body)
{
	size_t left = strlen(body);

	for (; left > 0; buf_text(b, "\r\n")) {
		size_t len = left < LINE_BYTES ? left : LINE_BYTES;

		buf_base64(b, body, len);
		body += len;
		left -= len;
	}
}

char *mime_message(const struct letter *letter)
{
	struct buf b = buf_new(MESSAGE_MAX);

	buf_printf(&b, "From: %s\r\nTo: <%s>\r\nSubject: %s\r\n",
		   named(letter->from_name, letter->from), letter->to, mime_text(letter->subject));
	buf_printf(&b, "Date: %s\r\nMessage-ID: <%s@%s>\r\n", date(letter->at), letter->id,
		   mime_domain(letter->from));
	buf_printf(&b, "Auto-Submitted: auto-generated\r\nContent-Language: %s\r\n",
		   letter->language);
	buf_text(&b, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		     "Content-Transfer-Encoding: base64\r\n\r\n");
	add_body(&b, with_crlf(letter->body));
	return b.data;
}
