/* mail.c: a mail server as small as one can be (RFC 5321): one thread, one connection after the
 * other, no sign-in, no TLS. It has no mailbox for addresses that end in "bounce.test" and asks
 * those in "later.test" to come again.
 *
 * For the demo. What a real server may do beyond that is tested with one (npm's smtp-server). */
#include "mail.h"

#include "store.h"

#include "base/arena.h"
#include "base/buf.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048
#define MAIL_MAX (1024 * 1024)
#define PATIENCE_S 20

static int listener = -1;
static pthread_t thread;

struct dialog {
	int fd;
	FILE *in;
	char to[256];
};

static void say(const struct dialog *d, const char *line)
{
	const char *whole = arena_printf("%s\r\n", line);

	if (send(d->fd, whole, strlen(whole), MSG_NOSIGNAL) < 0)
		shutdown(d->fd, SHUT_RDWR);
}

static int base64_value(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

/* What is no digit is skipped. */
static void add_decoded(struct buf *to, const char *text, size_t len)
{
	unsigned bits = 0, count = 0;

	for (size_t i = 0; i < len; i++) {
		int value = base64_value(text[i]);

		if (value < 0)
			continue;
		bits = bits << 6 | (unsigned)value;
		if (++count % 4 != 1)
			buf_char(to, (char)(bits >> (6 - 2 * ((count + 3) % 4)) & 255));
	}
}

/* RFC 2047 words; spaces between two of them are none. */
static const char *decoded(const char *header)
{
	static const char mark[] = "=?UTF-8?B?";
	struct buf b = buf_new(LINE_MAX_BYTES);

	while (*header != '\0') {
		const char *end = strncmp(header, mark, sizeof mark - 1) == 0 ? strstr(header, "?=") : NULL;

		if (end == NULL) {
			buf_char(&b, *header++);
			continue;
		}
		add_decoded(&b, header + sizeof mark - 1, (size_t)(end - header) - (sizeof mark - 1));
		header = end + 2;
		if (strncmp(header + strspn(header, " "), mark, sizeof mark - 1) == 0)
			header += strspn(header, " ");
	}
	return b.data;
}

/* The header's value with its folded lines joined; "" when missing. */
static const char *header(const char *mail, const char *name)
{
	struct buf b = buf_new(LINE_MAX_BYTES);
	const char *at = strcasestr(mail, arena_printf("\n%s: ", name));

	for (at = at != NULL ? at + strlen(name) + 3 : ""; *at != '\0'; at++) {
		if (*at == '\n' && at[1] != ' ')
			break;
		if (*at != '\r' && *at != '\n')
			buf_char(&b, *at);
	}
	return decoded(b.data);
}

static void take(const struct dialog *d, const char *mail)
{
	const char *body = strstr(mail, "\n\r\n");
	struct buf text = buf_new(MAIL_MAX);

	body = body != NULL ? body + 3 : "";
	if (strcasestr(mail, "\nContent-Transfer-Encoding: base64") != NULL)
		add_decoded(&text, body, strlen(body));
	else
		buf_text(&text, body);
	store_lock();
	notice_mail(d->to, header(mail, "Subject"), text.data, header(mail, "Message-ID"));
	store_changed();
	store_unlock();
}

static void data(struct dialog *d)
{
	char line[LINE_MAX_BYTES];
	struct buf mail = buf_new(MAIL_MAX);

	say(d, "354 Go on");
	buf_char(&mail, '\n');
	while (fgets(line, sizeof line, d->in) != NULL) {
		if (strcmp(line, ".\r\n") == 0) {
			take(d, mail.data);
			say(d, "250 2.0.0 Taken");
			return;
		}
		buf_text(&mail, line[0] == '.' ? line + 1 : line);
	}
}

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && strcasecmp(text + len - tail, end) == 0;
}

static void recipient(struct dialog *d, const char *line)
{
	const char *from = strchr(line, '<');
	size_t len = from != NULL ? strcspn(from + 1, ">\r\n") : 0;

	keep(d->to, sizeof d->to, len > 0 ? arena_copy(from + 1, len) : "");
	if (ends_in(d->to, "bounce.test"))
		say(d, "550 5.1.1 No such mailbox");
	else if (ends_in(d->to, "later.test"))
		say(d, "451 4.7.1 Greylisted, come again");
	else
		say(d, "250 2.1.5 OK");
}

/* False when it is over. */
static bool command(struct dialog *d, const char *line)
{
	if (strncasecmp(line, "QUIT", 4) == 0) {
		say(d, "221 2.0.0 Bye");
		return false;
	}
	if (strncasecmp(line, "RCPT", 4) == 0)
		recipient(d, line);
	else if (strncasecmp(line, "DATA", 4) == 0)
		data(d);
	else
		say(d, "250 OK");
	return true;
}

static void talk(int fd)
{
	struct timeval patience = { .tv_sec = PATIENCE_S };
	struct dialog d = { .fd = fd, .in = fdopen(fd, "r") };
	char line[LINE_MAX_BYTES];

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	say(&d, "220 simulator");
	while (fgets(line, sizeof line, d.in) != NULL && command(&d, line))
		continue;
	fclose(d.in);
	arena_reset();
}

static void *serve(void *unused)
{
	int fd;

	while ((fd = accept(listener, NULL, NULL)) >= 0)
		talk(fd);
	arena_release();
	return unused;
}

enum status mail_server_start(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int yes = 1;

	if (port == 0)
		return OK;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	listener = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0
		|| listen(listener, 64) != 0)
		return FAILED;
	return pthread_create(&thread, NULL, serve, NULL) == 0 ? OK : FAILED;
}

void mail_server_stop(void)
{
	if (listener < 0)
		return;
	shutdown(listener, SHUT_RDWR);
	pthread_join(thread, NULL);
	close(listener);
}
