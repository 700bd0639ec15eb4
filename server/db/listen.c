/* listen.c: hears what Postgres tells on a channel, on a connection and a thread of its own.
 *
 * A notification sent while there was no connection is lost, so after every (re)connection the
 * listener is told that anything may have changed. What a payload means is the listener's
 * affair. */
#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "db/pg.h"
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define PAUSE_FIRST_MS 50
#define PAUSE_MAX_MS 800

static struct {
	const char *command;             /* "listen changed" */
	void (*heard)(const char *payload);
	pthread_t thread;
	int stop;                        /* an eventfd, readable when it is time to end; 0: none */
} listener;

/* True when it is time to end; false after `ms`, or earlier when the other descriptor can be
 * read. */
static bool stops_within(int ms, int other)
{
	struct pollfd both[] = {
		{ .fd = listener.stop, .events = POLLIN },
		{ .fd = other, .events = POLLIN },
	};

	poll(both, countof(both), ms);
	return both[0].revents != 0;
}

/* A connection that listens, or NULL. */
static PGconn *listening(void)
{
	PGconn *pg = pg_open(db_url(), "-c statement_timeout=5000");
	PGresult *result;
	char constraint[64];

	if (pg == NULL)
		return NULL;
	result = PQexec(pg, listener.command);
	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		pg_failure(result, listener.command, constraint);
		PQfinish(pg);
		pg = NULL;
	}
	PQclear(result);
	return pg;
}

static void tell_all(PGconn *pg)
{
	PGnotify *notice;

	while ((notice = PQnotifies(pg)) != NULL) {
		listener.heard(notice->extra);
		PQfreemem(notice);
	}
	arena_reset();
}

/* Until the connection is lost: false; or until the end: true. */
static bool hear(PGconn *pg)
{
	listener.heard(NULL);
	tell_all(pg);
	while (!stops_within(-1, PQsocket(pg))) {
		if (!PQconsumeInput(pg)) {
			log_line(LOG_WARN, "db.lost", "statement=\"%s\"", listener.command);
			return false;
		}
		tell_all(pg);
	}
	return true;
}

static void *listen_loop(void *unused)
{
	int pause = PAUSE_FIRST_MS;
	bool ends = false;

	(void)unused;
	while (!ends) {
		PGconn *pg = listening();

		if (pg != NULL) {
			pause = PAUSE_FIRST_MS;
			ends = hear(pg);
			PQfinish(pg);
		}
		ends = ends || stops_within(pause, -1);
		pause = pause * 2 > PAUSE_MAX_MS ? PAUSE_MAX_MS : pause * 2;
	}
	arena_release();
	return NULL;
}

enum status db_listen(const char *channel, void (*heard)(const char *payload))
{
	const char *command = arena_printf("listen %s", channel);

	listener.command = forever_copy(command, strlen(command));
	listener.heard = heard;
	listener.stop = eventfd(0, EFD_CLOEXEC);
	if (listener.stop < 0 || pthread_create(&listener.thread, NULL, listen_loop, NULL) != 0) {
		log_line(LOG_ERROR, "db.listen", "channel=%s why=\"no thread\"", channel);
		return FAILED;
	}
	return OK;
}

void db_listen_stop(void)
{
	if (listener.stop <= 0)
		return;
	eventfd_write(listener.stop, 1);
	pthread_join(listener.thread, NULL);
	close(listener.stop);
	listener.stop = 0;
}
