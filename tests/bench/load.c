/* load.c: the closed loop, and people who think in between. One thread and epoll: on two processors
 * the generator must not need more of them than what it measures. */
#include "load.h"

#include "wire.h"

#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

#define PEERS_MAX 256
#define BATCH 64
#define WAIT_MS 1000
#define SILENT_US INT64_C(15000000)

static struct peer peers[PEERS_MAX];
/* When the peer asks next, while it thinks; 0: it waits for an answer, or is closed. */
static int64_t due[PEERS_MAX];

static struct {
	const struct load *load;
	int epoll, open;
	struct times times;
	size_t bad;
	int64_t until;
} run;

static void ask(struct peer *p)
{
	struct text request = { NULL, 0 };

	due[p - peers] = 0;
	if (now_us() < run.until)
		request = run.load->next(run.load->context);
	if (request.len > 0) {
		peer_send(p, request.bytes, request.len);
		return;
	}
	peer_close(p);
	run.open--;
}

static void watch(struct peer *p)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = p };

	peer_open(p, run.load->port, ANSWER_MAX);
	epoll_ctl(run.epoll, EPOLL_CTL_ADD, p->socket, &event);
}

static void answered(struct peer *p)
{
	enum progress progress = peer_read(p);

	if (progress == MORE)
		return;
	if (progress == WHOLE && peer_status(p) == 200)
		times_add(&run.times, now_us() - p->sent_at);
	else
		run.bad++;
	if (progress == GONE) {
		peer_close(p);
		watch(p);
	}
	due[p - peers] = p->sent_at + run.load->pace_ms * INT64_C(1000);
}

/* Who has thought long enough asks. The milliseconds until the next one will have. */
static int asks_due(void)
{
	int64_t now = now_us(), next = now + WAIT_MS * INT64_C(1000);

	for (size_t i = 0; i < countof(peers); i++) {
		if (due[i] > 0 && due[i] <= now)
			ask(&peers[i]);
		else if (due[i] > 0 && due[i] < next)
			next = due[i];
	}
	return (int)((next - now + 999) / 1000);
}

/* Until every connection has its last answer. */
static void answers(void)
{
	struct epoll_event events[BATCH];
	int count;

	while (run.open > 0 && now_us() < run.until + SILENT_US) {
		count = epoll_wait(run.epoll, events, BATCH, asks_due());
		for (int i = 0; i < count; i++)
			answered(events[i].data.ptr);
	}
	run.bad += (size_t)run.open;
}

void load_run(const struct load *load)
{
	int64_t began;

	run.load = load;
	run.times = times_new();
	run.epoll = epoll_create1(EPOLL_CLOEXEC);
	run.open = load->connections < PEERS_MAX ? load->connections : PEERS_MAX;
	for (int i = 0; i < run.open; i++)
		watch(&peers[i]);
	began = now_us();
	run.until = began + load->seconds * INT64_C(1000000);
	/* Those who think begin one after the other. */
	for (int i = 0; i < run.open; i++)
		due[i] = began + 1 + load->pace_ms * INT64_C(1000) * i / run.open;
	answers();
	printf("{\"rate\": %.1f, \"p50\": %.2f, \"p95\": %.2f, \"p99\": %.2f, \"max\": %.2f,"
	       " \"answers\": %zu, \"bad\": %zu}\n",
	       (double)run.times.count * 1e6 / (double)(now_us() - began), times_ms(&run.times, 50),
	       times_ms(&run.times, 95), times_ms(&run.times, 99), times_ms(&run.times, 100),
	       run.times.count, run.bad);
	close(run.epoll);
}
