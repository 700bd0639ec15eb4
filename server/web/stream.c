/* stream.c: tells open pages that something changed.
 *
 * Each stream sleeps on one condition variable and looks through the last 256 changes for its
 * topics. At a few hundred open pages that is cheaper to understand, and no slower, than a list of
 * subscribers per topic. A stream holds a server thread but no database connection. */
#include "web/stream.h"
#include "base/arena.h"
#include "db/db.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define CHANGES 256
#define TOPICS_MAX 200           /* bytes; a longer change is one that may be anything */
#define SLEEP_MS 1000            /* a stopping server is noticed within this */
#define PING_MS 15000
#define OFFICE_MS 2000
#define NOBODY (-1L)             /* a screen that needs no sign-in */
#define NEWS_MS 10000            /* how long a page may be on its way, or between two streams */

/* The hub: guarded by lock. changes[n % CHANGES] is the nth change; "" means anything may have. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	char changes[CHANGES][TOPICS_MAX];
	long changed_at[CHANGES];
	unsigned long count;
	int streams, max, each;
	long *owners;                /* user ids of open streams, 0 where the place is free */
	bool is_stopped;
} hub = { .lock = PTHREAD_MUTEX_INITIALIZER };

struct follower {
	struct request *r;
	long user, *place;           /* whose it is; its place in the hub */
	const char *topics, *who;    /* who: "user:7", told when one of their sessions ends */
	unsigned long seen;
	bool is_due, is_slow;        /* something to tell; it may wait for the office's two seconds */
	bool is_doubted;             /* the session may have ended */
	long told_at, pinged_at, opened_at;
};

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

void hub_start(int max, int each)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&hub.changed, &attributes);
	pthread_condattr_destroy(&attributes);
	hub.max = max;
	hub.each = each;
	hub.owners = forever_alloc((size_t)max * sizeof *hub.owners);
}

void hub_changed(const char *topics)
{
	char *slot;

	pthread_mutex_lock(&hub.lock);
	hub.changed_at[hub.count % CHANGES] = now_ms();
	slot = hub.changes[hub.count++ % CHANGES];
	snprintf(slot, TOPICS_MAX, "%s", topics && strlen(topics) < TOPICS_MAX ? topics : "");
	pthread_cond_broadcast(&hub.changed);
	pthread_mutex_unlock(&hub.lock);
}

void hub_stop(void)
{
	pthread_mutex_lock(&hub.lock);
	hub.is_stopped = true;
	pthread_cond_broadcast(&hub.changed);
	pthread_mutex_unlock(&hub.lock);
}

int hub_streams(void)
{
	int streams;

	pthread_mutex_lock(&hub.lock);
	streams = hub.streams;
	pthread_mutex_unlock(&hub.lock);
	return streams;
}

static bool has_word(const char *words, const char *word, size_t len)
{
	while (*words) {
		size_t here = strcspn(words, " ");

		if (here == len && memcmp(words, word, len) == 0)
			return true;
		words += here + strspn(words + here, " ");
	}
	return false;
}

/* Whether the change concerns the topics; *is_slow stays set only while offices alone do. */
static bool concerns(const char *change, const char *topics, bool *is_slow)
{
	bool is_hit = *change == '\0';

	if (is_hit)
		*is_slow = false;
	while (*topics) {
		size_t len = strcspn(topics, " ");

		if (len && has_word(change, topics, len)) {
			is_hit = true;
			*is_slow = *is_slow && strncmp(topics, "office:", 7) == 0;
		}
		topics += len + strspn(topics + len, " ");
	}
	return is_hit;
}

/* Looks through what came since last time. Who was away for more than the ring missed something. */
static void look(struct follower *f)
{
	if (hub.count - f->seen > CHANGES) {
		f->is_due = true;
		f->is_slow = false;
		f->seen = hub.count;
	}
	for (; f->seen < hub.count; f->seen++) {
		const char *change = hub.changes[f->seen % CHANGES];
		bool is_slow = true;

		f->is_doubted |= has_word(change, f->who, strlen(f->who));
		if (!concerns(change, f->topics, &is_slow))
			continue;
		f->is_slow = is_slow && (!f->is_due || f->is_slow);
		f->is_due = true;
	}
}

static long tell_in(const struct follower *f)
{
	long wait = f->is_slow ? f->told_at + OFFICE_MS - now_ms() : 0;

	return wait > 0 ? wait : 0;
}

/* Sleeps until something concerns us, or a second has gone; false when the hub has stopped. */
static bool wait_for_change(struct follower *f)
{
	struct timespec until;
	long ms;
	bool goes_on;

	pthread_mutex_lock(&hub.lock);
	look(f);
	ms = f->is_doubted ? 0 : f->is_due ? tell_in(f) : SLEEP_MS;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += (ms > SLEEP_MS ? SLEEP_MS : ms) * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	if (ms > 0 && !hub.is_stopped)
		pthread_cond_timedwait(&hub.changed, &hub.lock, &until);
	look(f);
	goes_on = !hub.is_stopped;
	pthread_mutex_unlock(&hub.lock);
	return goes_on && !http_stopping();
}

static bool write_text(struct follower *f, const char *text)
{
	return stream_write(f->r, text, strlen(text));
}

/* A person who signed out elsewhere must not be told any more; a database that is away is no
 * reason. A page that needs no sign-in has no session to lose. */
static bool session_lives(struct follower *f)
{
	const cJSON *row;

	return (f->r->route->who & ANYONE)
		|| db_one("sessions/alive", f->r->in, &row) != NOT_FOUND;
}

/* The page need not find out by being refused. */
static bool is_over(struct follower *f)
{
	if (session_lives(f))
		return false;
	write_text(f, "event: over\ndata:\n\n");
	return true;
}

static bool tell(struct follower *f)
{
	if (f->is_doubted && is_over(f))
		return false;
	f->is_doubted = false;
	if (f->is_due && tell_in(f) == 0) {
		f->is_due = f->is_slow = false;
		f->told_at = now_ms();
		return write_text(f, "event: changed\ndata:\n\n");
	}
	if (now_ms() - f->pinged_at < PING_MS)
		return true;
	f->pinged_at = now_ms();
	return !is_over(f) && write_text(f, ": ping\n\n");
}

/* Where a new stream begins: what changed while its page was on the way to the browser, or after
 * its last stream ended, is news to it. A page that knows it already asks once in vain. */
static unsigned long news_since(long then)
{
	unsigned long first = hub.count;

	while (first > 0 && hub.count - first < CHANGES
	       && hub.changed_at[(first - 1) % CHANGES] >= then)
		first--;
	return first;
}

/* A free place for one more of this person's, NULL when there is none or they have enough. The
 * screens at the window are nobody's and share the rest. */
static long *place_for(long user)
{
	long *place = NULL;
	int theirs = 0;

	for (int i = 0; i < hub.max; i++) {
		theirs += hub.owners[i] == user;
		if (hub.owners[i] == 0)
			place = &hub.owners[i];
	}
	return user != NOBODY && theirs >= hub.each ? NULL : place;
}

static bool enter(struct follower *f)
{
	bool is_in;

	pthread_mutex_lock(&hub.lock);
	f->place = hub.is_stopped ? NULL : place_for(f->user);
	is_in = f->place != NULL;
	if (is_in)
		*f->place = f->user;
	hub.streams += is_in;
	f->seen = news_since(now_ms() - NEWS_MS);
	pthread_mutex_unlock(&hub.lock);
	return is_in;
}

static void leave(const struct follower *f)
{
	pthread_mutex_lock(&hub.lock);
	*f->place = 0;
	hub.streams--;
	pthread_mutex_unlock(&hub.lock);
}

static void follow(struct follower *f)
{
	reply_header(f->r, "X-Accel-Buffering", "no");
	if (!stream_open(f->r, "text/event-stream") || !write_text(f, "retry: 3000\n\n"))
		return;
	f->opened_at = f->pinged_at = now_ms();
	while (now_ms() - f->opened_at < STREAM_MS && wait_for_change(f) && tell(f))
		;
}

enum status stream(struct request *r)
{
	struct follower f = { .r = r, .user = json_int(r->in, "user.id", NOBODY) };
	const cJSON *row;

	if (!enter(&f))
		return UNAVAILABLE;
	if (db_one(r->route->name, r->in, &row) != OK) {
		leave(&f);
		return NOT_FOUND;
	}
	f.topics = json_text(row, "topic");
	f.who = arena_printf("user:%s", json_text(r->in, "user.id"));
	follow(&f);
	leave(&f);
	return OK;
}
