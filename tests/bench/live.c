/* live.c: a thousand open pages and one webhook after the other.
 *
 * All streams follow the same case, so that every change goes to every one of them: more than an
 * office will ever do. The clock starts before the webhook's first byte is sent. The provider's own
 * webhooks are held back meanwhile, so that the one that is timed is the one that counts. */
#include "live.h"

#include "base/arena.h"
#include "hooks.h"
#include "times.h"
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define STREAMS_MAX 1000
#define STREAM_BYTES 4096
#define BATCH 256
#define OPEN_US INT64_C(30000000)       /* until every stream follows */
#define WAIT_US INT64_C(3000000)        /* a change that takes longer is bad */
#define QUIET_US INT64_C(300000)        /* between webhooks: slower than the gate's pace */

static struct peer streams[STREAMS_MAX];
static bool has_heard[STREAMS_MAX], is_open[STREAMS_MAX];

static struct {
	const struct live *live;
	int epoll, heard, open;
	struct times changed, page;
	size_t bad;
	int64_t sent_at;
	struct peer viewer;
	bool wants_page, is_asking;
} run;

static struct text get(const char *path)
{
	const char *request = arena_printf("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		"Cookie: session=%s\r\nX-Live: 1\r\nHX-Request: true\r\n\r\n", path, run.live->cookie);

	return (struct text){ request, strlen(request) };
}

static int ask(struct peer *p, struct text request)
{
	peer_send(p, request.bytes, request.len);
	return peer_wait(p);
}

/* The portal closes what is idle for five seconds: a new connection for every question. */
static void viewer_asks(const char *path)
{
	struct text request = get(path);

	if (run.viewer.in != NULL && run.viewer.socket >= 0)
		peer_close(&run.viewer);
	peer_open(&run.viewer, run.live->app, ANSWER_MAX);
	peer_send(&run.viewer, request.bytes, request.len);
	run.is_asking = true;
}

static void stream_start(int i)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u32 = (uint32_t)i };
	struct text request = get(arena_printf("/cases/%s/changes", run.live->case_id));

	peer_open(&streams[i], run.live->app, STREAM_BYTES);
	peer_send(&streams[i], request.bytes, request.len);
	epoll_ctl(run.epoll, EPOLL_CTL_ADD, streams[i].socket, &event);
}

/* True when the page is to be asked for: something was said that the viewer has not seen. */
static bool stream_read(int i)
{
	struct peer *p = &streams[i];
	bool is_change;

	if (peer_read(p) == GONE) {
		run.bad++;
		epoll_ctl(run.epoll, EPOLL_CTL_DEL, p->socket, NULL);
		return false;
	}
	if (!is_open[i] && strstr(p->in, "retry:") != NULL) {
		is_open[i] = true;
		run.open++;
	}
	is_change = strstr(p->in, "event: changed\n") != NULL;
	if (is_change || p->len > STREAM_BYTES / 2)
		p->len = 0;
	if (is_change && !has_heard[i] && run.sent_at != 0) {
		has_heard[i] = true;
		run.heard++;
		times_add(&run.changed, now_us() - run.sent_at);
	}
	return is_change && i == 0;
}

/* Takes what the streams say; when the first has heard, its viewer asks for the page. */
static void streams_read(int wait_ms, const char *path)
{
	struct epoll_event events[BATCH];
	int count = epoll_wait(run.epoll, events, BATCH, wait_ms);

	for (int i = 0; i < count; i++)
		if (stream_read((int)events[i].data.u32) && run.wants_page && path != NULL)
			viewer_asks(path);
}

static void viewer_reads(void)
{
	if (!run.is_asking || peer_read(&run.viewer) == MORE)
		return;
	run.is_asking = false;
	if (strstr(run.viewer.in, "Expired since") == NULL)
		return;
	run.wants_page = false;
	times_add(&run.page, now_us() - run.sent_at);
}

static void streams_quiet(int64_t until)
{
	while (now_us() < until)
		streams_read(10, NULL);
}

static void streams_start(void)
{
	int64_t until = now_us() + OPEN_US;

	for (int i = 0; i < run.live->streams && i < STREAMS_MAX; i++)
		stream_start(i);
	while (run.open < run.live->streams && now_us() < until)
		streams_read(10, NULL);
	run.bad += (size_t)(run.live->streams - run.open);
	streams_quiet(now_us() + QUIET_US);
}

static bool expire(struct peer *sim, const char *number)
{
	const char *body = arena_printf("{\"order_number\":\"%s\"}", number);
	struct text request = { arena_printf("POST /control/expire HTTP/1.1\r\nHost: 127.0.0.1\r\n"
		"Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body), 0 };
	int status;

	request.len = strlen(request.bytes);
	peer_open(sim, run.live->sim, ANSWER_MAX);
	status = ask(sim, request);
	peer_close(sim);
	return status == 200;
}

static void change(const char *id, const char *upstream, const char *number)
{
	static struct peer sim, hook;
	struct text request = hook_about(upstream, number, run.live->secret);
	const char *path = arena_printf("/orders/%s", id);
	int64_t until;

	run.bad += !expire(&sim, number);
	memset(has_heard, 0, sizeof has_heard);
	run.heard = 0;
	run.wants_page = true;
	peer_open(&hook, run.live->hooks, ANSWER_MAX);
	run.sent_at = now_us();
	until = run.sent_at + WAIT_US;
	peer_send(&hook, request.bytes, request.len);
	while ((run.heard < run.live->streams || run.wants_page) && now_us() < until) {
		streams_read(1, path);
		viewer_reads();
	}
	if (run.heard < run.live->streams || run.wants_page)
		fprintf(stderr, "order %s: %d of %d streams heard; page %s\n", id, run.heard,
			run.live->streams, run.wants_page ? "missing" : "right");
	run.bad += run.heard < run.live->streams || run.wants_page || peer_wait(&hook) != 200;
	peer_close(&hook);
	streams_quiet(run.sent_at + QUIET_US);
}

/* VmRSS of the portal. */
static long resident_kb(void)
{
	FILE *file = fopen(arena_printf("/proc/%d/status", run.live->portal), "r");
	char line[256];
	long kb = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (file != NULL)
		fclose(file);
	return kb;
}

void live_run(const struct live *live)
{
	char id[32], upstream[128], number[64];

	run.live = live;
	run.changed = times_new();
	run.page = times_new();
	run.epoll = epoll_create1(EPOLL_CLOEXEC);
	streams_start();
	while (scanf("%31s %127s %63s", id, upstream, number) == 3) {
		change(id, upstream, number);
		arena_reset();
	}
	printf("{\"streams\": %d, \"changed_p50\": %.1f, \"changed_p95\": %.1f, \"page_p50\": %.1f,"
	       " \"page_p95\": %.1f, \"changes\": %zu, \"kb\": %ld, \"bad\": %zu}\n", live->streams,
	       times_ms(&run.changed, 50), times_ms(&run.changed, 95), times_ms(&run.page, 50),
	       times_ms(&run.page, 95), run.page.count, resident_kb(), run.bad);
}
