/* wire.h: one HTTP connection of the load generator, to this machine only. It never blocks while
 * reading, so that one thread can hold a thousand. */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include "base/base.h"

#define ANSWER_MAX (256 * 1024)

struct peer {
	int port, socket;
	char *in;               /* what came of the answer so far; ends with a NUL */
	size_t len, size;
	int64_t sent_at;        /* microseconds */
};

/* How much of an answer is there. */
enum progress { MORE, WHOLE, GONE };

/* On the clock that only goes forward. */
int64_t now_us(void);

/* Connects to 127.0.0.1; the process ends with a message when nobody listens. size: the longest
 * answer, ANSWER_MAX or less. */
void peer_open(struct peer *p, int port, size_t size);
void peer_close(struct peer *p);

/* Sends a whole request and forgets the answer before it. */
void peer_send(struct peer *p, const char *request, size_t len);
/* Takes what has come. GONE: the server hung up, or the answer is longer than the peer holds. */
enum progress peer_read(struct peer *p);
/* Waits for the whole answer, up to ten seconds; its status, 0 when there is none. */
int peer_wait(struct peer *p);
/* Of an answer whose head is there. */
int peer_status(const struct peer *p);

#endif
