/* test_server.h: a small server for the fetch tests, one thread, that does with the n-th request
 * what the n-th act says.
 *
 * It counts the connections it took and the requests it read to their end: that is the truth
 * about "was it sent". It knows nothing of HTTP but where a request ends; what it answers are
 * the bytes of the act. */
#ifndef TEST_SERVER_H
#define TEST_SERVER_H

#include "base/arena.h"
#include "base/fetch.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CLIENTS 16
#define REQUEST_SIZE 4096

/* The beginning of a reply. */
#define HEAD(status, length) "HTTP/1.1 " status "\r\nContent-Length: " length "\r\n"

enum then { KEEP = 1, CLOSE, RESET };

struct act {
	const char *reply;          /* NULL: none */
	enum then then;
};

struct client {
	int fd;                     /* 0: a free place */
	size_t len;
	char text[REQUEST_SIZE];
};

struct server {
	int port, listener, stop[2];
	pthread_t thread;
	const struct act *acts;     /* the last one stands for all further requests */
	size_t count;
	struct client clients[CLIENTS];
	atomic_int connections, requests;
	char last[REQUEST_SIZE];    /* the request last read */
};

static inline bool is_whole(const char *text, size_t len)
{
	const char *end = strstr(text, "\r\n\r\n");
	const char *length = strcasestr(text, "content-length:");

	return end && len >= (size_t)(end + 4 - text)
		+ (length ? strtoul(length + strlen("content-length:"), NULL, 10) : 0);
}

static inline void drop_client(struct client *client)
{
	close(client->fd);
	client->fd = 0;
	client->len = 0;
}

static inline void do_act(struct server *s, struct client *client)
{
	struct linger reset = { 1, 0 };
	size_t n = (size_t)atomic_fetch_add(&s->requests, 1);
	const struct act *act = &s->acts[n < s->count ? n : s->count - 1];
	size_t len = act->reply ? strlen(act->reply) : 0;

	memcpy(s->last, client->text, client->len + 1);
	client->len = 0;
	if (len > 0 && send(client->fd, act->reply, len, MSG_NOSIGNAL) != (ssize_t)len)
		abort();
	if (act->then == RESET)
		setsockopt(client->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
	if (act->then != KEEP)
		drop_client(client);
}

static inline void read_some(struct server *s, struct client *client)
{
	size_t left = REQUEST_SIZE - 1 - client->len;
	ssize_t got = read(client->fd, client->text + client->len, left);

	if (got <= 0) {
		drop_client(client);
		return;
	}
	client->len += (size_t)got;
	client->text[client->len] = '\0';
	if (is_whole(client->text, client->len))
		do_act(s, client);
}

static inline void take_client(struct server *s)
{
	struct client *client = s->clients;

	while (client->fd)
		client++;
	assert(client < s->clients + CLIENTS);
	client->fd = accept(s->listener, NULL, NULL);
	s->connections++;
}

static inline void *serve(void *server)
{
	struct server *s = server;
	struct pollfd polled[CLIENTS + 2] = {
		{ s->stop[0], POLLIN, 0 }, { s->listener, POLLIN, 0 },
	};

	for (;;) {
		for (int i = 0; i < CLIENTS; i++)
			polled[i + 2] = (struct pollfd){
				s->clients[i].fd ? s->clients[i].fd : -1, POLLIN, 0 };
		poll(polled, CLIENTS + 2, -1);
		if (polled[0].revents)
			return NULL;
		for (int i = 0; i < CLIENTS; i++)
			if (polled[i + 2].revents)
				read_some(s, &s->clients[i]);
		if (polled[1].revents)
			take_client(s);
	}
}

static inline int listen_at(in_addr_t where, int *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t len = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(where);
	if (bind(listener, (struct sockaddr *)&address, len) || listen(listener, CLIENTS)
		|| getsockname(listener, (struct sockaddr *)&address, &len))
		abort();
	*port = ntohs(address.sin_port);
	return listener;
}

static inline struct server *started_at(in_addr_t where, const struct act *acts, size_t count)
{
	struct server *s = arena_alloc(sizeof *s);

	s->acts = acts;
	s->count = count;
	s->listener = listen_at(where, &s->port);
	if (pipe(s->stop) || pthread_create(&s->thread, NULL, serve, s))
		abort();
	return s;
}

static inline struct server *started(const struct act *acts, size_t count)
{
	return started_at(INADDR_LOOPBACK, acts, count);
}

/* Stops it; how many requests it has read. */
static inline int stopped(struct server *s)
{
	if (write(s->stop[1], "", 1) != 1)
		abort();
	pthread_join(s->thread, NULL);
	for (int i = 0; i < CLIENTS; i++)
		if (s->clients[i].fd)
			drop_client(&s->clients[i]);
	close(s->listener);
	close(s->stop[0]);
	close(s->stop[1]);
	return s->requests;
}

/* A call to it, for a test to change. */
static inline struct call call_to(const struct server *s)
{
	return (struct call){
		.method = "POST", .body = "{\"a\":1}", .reply_max = 1000, .timeout_ms = 2000,
		.url = arena_printf("http://127.0.0.1:%d/v1/orders/", s->port),
	};
}

#endif
