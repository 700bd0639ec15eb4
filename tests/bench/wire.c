/* wire.c: sockets and just as much of HTTP/1.1 as the portal's own answers need: a status line, a
 * Content-Length, a body. No redirects, no chunks. */
#include "wire.h"

#include "base/arena.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_MS 10000

static void give_up(const char *what, int port)
{
	fprintf(stderr, "bench: port %d: %s\n", port, what);
	exit(1);
}

int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

void peer_open(struct peer *p, int port, size_t size)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1;

	*p = (struct peer){ port, socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), p->in, 0, size, 0 };
	if (p->in == NULL)
		p->in = forever_alloc(size + 1);
	if (p->socket < 0 || connect(p->socket, (struct sockaddr *)&to, sizeof to) != 0)
		give_up("nobody listens", port);
	setsockopt(p->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

void peer_close(struct peer *p)
{
	close(p->socket);
	p->socket = -1;
}

void peer_send(struct peer *p, const char *request, size_t len)
{
	ssize_t sent;

	p->len = 0;
	p->in[0] = '\0';
	p->sent_at = now_us();
	for (; len > 0; request += sent, len -= (size_t)sent) {
		sent = send(p->socket, request, len, MSG_NOSIGNAL);
		if (sent <= 0)
			give_up("a request was cut", p->port);
	}
}

/* How long the answer is with its head; 0 while that cannot be known. */
static size_t wanted(const struct peer *p)
{
	static const char name[] = "\r\nContent-Length:";
	const char *end = strstr(p->in, "\r\n\r\n"), *at = p->in;

	if (end == NULL)
		return 0;
	while (at < end && strncasecmp(at, name, sizeof name - 1) != 0)
		at++;
	if (at == end)
		return 0;
	return (size_t)(end - p->in) + 4 + strtoul(at + sizeof name - 1, NULL, 10);
}

enum progress peer_read(struct peer *p)
{
	ssize_t got = recv(p->socket, p->in + p->len, p->size - p->len, MSG_DONTWAIT);
	size_t whole;

	if (got < 0)
		return MORE;
	if (got == 0)
		return GONE;
	p->len += (size_t)got;
	p->in[p->len] = '\0';
	whole = wanted(p);
	return whole != 0 && p->len >= whole ? WHOLE : MORE;
}

int peer_wait(struct peer *p)
{
	struct pollfd socket = { .fd = p->socket, .events = POLLIN };
	enum progress progress = MORE;

	while (progress == MORE && poll(&socket, 1, ANSWER_MS) > 0)
		progress = peer_read(p);
	return progress == WHOLE ? peer_status(p) : 0;
}

int peer_status(const struct peer *p)
{
	return p->len > 12 ? (int)strtol(p->in + 9, NULL, 10) : 0;
}
