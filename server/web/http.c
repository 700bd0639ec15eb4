/* http.c: CivetWeb on one side, struct request on the other; the only file that sees civetweb.h.
 *
 * Every request is taken in begin_request and answered there with one mg_write; nothing of the
 * library's own (files, listing, CGI, forms, authentication) is reachable. What is refused is
 * decided in request.c, how a response looks in reply.c. A worker thread stays with its connection,
 * and its arena is emptied after every request. */
#include "web/http.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "web/http_socket.h"
#include "web/request.h"
#include <civetweb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define LISTENERS_MAX 4
#define SMALL_BODY 4096
#define PIECE 4096               /* on a worker's stack, which is small */
#define STUCK_S 8                /* then a stop is forced; idle connections alone take five */

struct server {
	struct http_listener listener;
	int index;
	struct mg_context *context;
};

/* Written by http_start() and http_stop() only, in main's thread. */
static struct server servers[LISTENERS_MAX];
static size_t server_count;
static struct http_settings settings;
static bool is_hsts;

static atomic_bool stopping;
static atomic_int in_flight;

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

bool http_stopping(void)
{
	return atomic_load(&stopping);
}

/* The library ends the head at the first line it does not understand and says nothing: a folded
 * line would hide all that follows. The last value it took must be followed by the empty line. */
static bool is_cut_short(const struct mg_request_info *info)
{
	const char *end;

	if (info->num_headers == 0)
		return true;
	end = info->http_headers[info->num_headers - 1].value;
	end += strlen(end) + 1;
	end += *end == '\0';
	return *end != '\r' && *end != '\n';
}

static void take_raw(const struct mg_request_info *info, struct raw_request *raw)
{
	int i;

	raw->method = info->request_method ? info->request_method : "";
	raw->path = info->local_uri_raw;
	raw->query = info->query_string;
	raw->version = info->http_version ? info->http_version : "";
	raw->peer = info->remote_addr;
	raw->is_cut_short = is_cut_short(info);
	for (i = 0; i < info->num_headers && i <= HEADERS_MAX; i++) {
		raw->headers[i].name = info->http_headers[i].name;
		raw->headers[i].value = info->http_headers[i].value;
	}
	raw->header_count = (size_t)i;
}

/* Only a request of HTTP/1.1 whose body was read whole may be followed by another on the same
 * connection. */
static void decide_close(const struct request *r, struct connection *c)
{
	const char *wish = request_header(r, "Connection");

	if (strcmp(c->raw.version, "1.1") != 0 || (wish && strcasecmp(wish, "keep-alive") != 0))
		c->must_close = true;
	if ((c->has_body && !c->is_body_read) || http_stopping())
		c->must_close = true;
}

static void send_reply(struct request *r)
{
	struct connection *c = r->connection;
	struct buf out;

	if (!c->is_streaming && !(c->is_cut && c->cut_at == 0)) {
		decide_close(r, c);
		out = reply_compose(r, is_hsts, true);
		mg_write(c->socket, out.data, out.len);
	}
	if (c->must_close)
		mg_disable_keep_alive(c->socket);
}

static void refuse(struct request *r, int status)
{
	struct connection *c = r->connection;

	c->must_close = true;
	if (status == 405)
		reply_header(r, "Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
	if (status == 503)
		reply_header(r, "Retry-After", "5");
	reply_text(r, status, "text/plain; charset=utf-8",
	           arena_printf("%d %s\n", status, reply_reason(status)));
	log_line(LOG_WARN, "http.refused", "status=%d remote=%s", status,
	         r->remote ? r->remote : "-");
}

/* The library's own refusals (a broken request line, a head too large) get our headers too. */
static int on_error(struct mg_connection *socket, int status, const char *message)
{
	struct connection c = { .socket = socket, .raw.version = "" };
	struct request r = { .connection = &c, .id = crypto_token(16) };

	(void)message;
	/* Its 411 is a length it cannot read; a missing one is refused by request_body(). */
	refuse(&r, status == 411 ? 400 : status);
	send_reply(&r);
	arena_reset();
	return 0;
}

static int on_request(struct mg_connection *socket)
{
	const struct mg_request_info *info = mg_get_request_info(socket);
	struct server *server = mg_get_user_data(mg_get_context(socket));
	struct connection *c = arena_alloc(sizeof *c);
	struct request *r = arena_alloc(sizeof *r);
	int refusal;

	atomic_fetch_add(&in_flight, 1);
	c->socket = socket;
	r->listener = server->index;
	take_raw(info, &c->raw);
	refusal = request_take(r, c, settings.trusted);
	log_context(r->id);
	if (refusal == 0 && http_stopping())
		refusal = 503;
	if (refusal)
		refuse(r, refusal);
	else
		server->listener.handle(r);
	send_reply(r);
	log_context(NULL);
	arena_reset();
	atomic_fetch_sub(&in_flight, 1);
	return 200;     /* not the real one: the library may close for a 401 behind our back */
}

static enum status body_refused(struct request *r, int status)
{
	refuse(r, status);
	return INVALID;
}

static void say_continue(const struct request *r, const struct connection *c)
{
	static const char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
	const char *expect = request_header(r, "Expect");

	if (expect && strcasecmp(expect, "100-continue") == 0 && strcmp(c->raw.version, "1.1") == 0)
		mg_write(c->socket, line, sizeof line - 1);
}

/* How many bytes may be asked for. Asked for more than there are, mg_read waits until all came, so
 * that a byte every nine seconds would hold a worker for hours; so one, unless more are known to be
 * there. In chunks one always, because their frames are counted too. */
static size_t piece_of(int socket, size_t missing, size_t room)
{
	size_t waiting = socket < 0 ? 0 : socket_waiting(socket);
	size_t piece = waiting < missing ? waiting : missing;

	piece = piece < room ? piece : room;
	return piece ? piece : 1;
}

/* 0 at the end, else the refusal. The bytes that came with the head cost no system call, so looking
 * for the socket pays only for a large body. */
static int read_body(struct connection *c, struct buf *body, size_t wanted, size_t max)
{
	const struct mg_request_info *info = mg_get_request_info(c->socket);
	bool is_large = wanted != SIZE_MAX && wanted > SMALL_BODY;
	long until = now_ms() + BODY_MS;
	char piece[PIECE];
	int got = 1, socket = -1;

	if (is_large)
		socket = socket_find(info->remote_addr, info->remote_port, info->server_port);
	while (body->len < wanted) {
		got = mg_read(c->socket, piece, piece_of(socket, wanted - body->len, sizeof piece));
		if (got <= 0)
			break;
		if (body->len + (size_t)got > max)
			return 413;
		if (now_ms() > until)
			return 408;
		buf_add(body, piece, (size_t)got);
	}
	if (now_ms() > until)
		return 408;
	return got < 0 || (wanted != SIZE_MAX && body->len < wanted) ? 400 : 0;
}

enum status request_body(struct request *r, size_t max)
{
	struct connection *c = r->connection;
	const char *length = request_header(r, "Content-Length");
	struct buf body = buf_new(max + 1);
	size_t wanted = length ? strtoull(length, NULL, 10) : SIZE_MAX;
	int refusal;

	if (c->is_body_read)
		return OK;
	if (!length && !request_header(r, "Transfer-Encoding"))
		return body_refused(r, 411);
	if (length && wanted > max)
		return body_refused(r, 413);
	say_continue(r, c);
	refusal = read_body(c, &body, wanted, max);
	if (refusal)
		return body_refused(r, refusal);
	c->is_body_read = true;
	r->body = body.data;
	r->body_len = body.len;
	return OK;
}

bool stream_open(struct request *r, const char *type)
{
	struct connection *c = r->connection;
	struct buf out;

	reply_text(r, 200, type, "");
	c->is_streaming = c->must_close = true;
	mg_disable_keep_alive(c->socket);
	out = reply_compose(r, is_hsts, false);
	return mg_write(c->socket, out.data, out.len) > 0 && !c->is_head;
}

bool stream_write(struct request *r, const char *bytes, size_t len)
{
	struct connection *c = r->connection;

	return mg_write(c->socket, bytes, len) > 0;
}

static void *on_thread(const struct mg_context *context, int type)
{
	const struct server *server = mg_get_user_data(context);

	if (type == 1 && server && server->listener.thread_start)
		server->listener.thread_start();
	return NULL;
}

static void on_thread_end(const struct mg_context *context, int type, void *pointer)
{
	(void)context, (void)type, (void)pointer;
	arena_release();
}

/* The library's messages may quote what a client sent: they are not logged. Nor is there an access
 * callback: merely having one makes the library call localtime() in every thread at once. */
static int on_message(const struct mg_connection *socket, const char *message)
{
	(void)socket, (void)message;
	return 1;
}

static const char *text_of(int number)
{
	return arena_printf("%d", number);
}

static enum status server_start(struct server *server)
{
	static const struct mg_callbacks callbacks = {
		.begin_request = on_request, .http_error = on_error, .init_thread = on_thread,
		.exit_thread = on_thread_end, .log_message = on_message,
	};
	const char *options[] = {
		"listening_ports", server->listener.address, "num_threads",
		text_of(server->listener.threads), "decode_url", "no",
		"tcp_nodelay", "1", "enable_keep_alive", "yes", "keep_alive_timeout_ms", text_of(IDLE_MS),
		"request_timeout_ms", text_of(HEAD_MS), "max_request_size", text_of(HEAD_BYTES),
		"connection_queue", "256", "listen_backlog", "1024",
		"access_control_allow_origin", "", "access_control_allow_methods", "", NULL,
	};

	server->context = mg_start(&callbacks, server, options);
	if (server->context)
		return OK;
	fprintf(stderr, "Cannot listen on %s (%s): the address is taken, or not one of this machine.\n",
	        server->listener.address, server->listener.name);
	return UNAVAILABLE;
}

enum status http_start(const struct http_settings *given, const struct http_listener *listeners,
		size_t count)
{
	size_t i;

	if (count > LISTENERS_MAX)
		return FAILED;
	settings = *given;
	is_hsts = given->public_url && strncmp(given->public_url, "https://", 8) == 0;
	mg_init_library(0);
	for (i = 0; i < count; i++) {
		servers[i] = (struct server){ .listener = listeners[i], .index = (int)i };
		TRY(server_start(&servers[i]));
		server_count = i + 1;
	}
	return OK;
}

/* mg_stop waits for its workers for ever; a process that cannot stop would be worse than one that
 * is cut. */
static void *watchdog(void *unused)
{
	(void)unused;
	sleep(STUCK_S);
	log_line(LOG_ERROR, "http.stop_stuck", "seconds=%d", STUCK_S);
	_exit(1);
}

void http_stop(int seconds)
{
	long until = now_ms() + seconds * 1000L;
	struct timespec nap = { .tv_nsec = 10000000 };
	pthread_t dog;
	size_t i;

	atomic_store(&stopping, true);
	while (atomic_load(&in_flight) > 0 && now_ms() < until)
		nanosleep(&nap, NULL);
	if (pthread_create(&dog, NULL, watchdog, NULL) != 0)
		_exit(1);
	for (i = 0; i < server_count; i++)
		mg_stop(servers[i].context);
	server_count = 0;
	pthread_cancel(dog);
	pthread_join(dog, NULL);
	mg_exit_library();
}
