/* stream.h: tells open pages that something changed. The generic handler stream, and the hub
 * behind it.
 *
 * A stream says "changed" and nothing more; the page asks for itself again. */
#ifndef STREAM_H
#define STREAM_H

#include "web/router.h"

#define STREAM_MS (10 * 60 * 1000) /* then the browser opens it again: bounds its arena */

/* At most `max` streams at once, and `each` of one person; further ones get 503 with Retry-After
 * and the page's own polling carries on. */
void hub_start(int max, int each);
/* Something changed. topics: words with spaces between ("case:7 office:3"); NULL: anything may
 * have. Any thread. */
void hub_changed(const char *topics);
/* Ends all streams (shutdown). */
void hub_stop(void);
/* Open streams now, for metrics. */
int hub_streams(void);

/* Follows the query's `topic` column (words with spaces between). A topic that starts with
 * "office:" is woken at most every two seconds. A comment every 15 s finds clients that left. 404
 * when the query gives no row. Ends when the session ends. */
enum status stream(struct request *r);

#endif
