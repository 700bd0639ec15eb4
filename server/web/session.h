/* session.h: the cookie, sign-in, and who is asking. */
#ifndef SESSION_H
#define SESSION_H

#include "web/router.h"

struct session_settings {
	const char
		*public_url; /* https: __Host- cookie, Secure; http on loopback: plain "session" */
	int idle_s, life_s;              /* 900 and 43,200 */
};
void session_start(const struct session_settings *settings);

/* Reads the cookie and, when it stands for a living session, fills r->in.user ({id, name, role,
 * offices, sees_all, csrf, …}, from sessions/who.sql) and moves its idle clock (not when
 * r->is_live). OK with no user when there is none. UNAVAILABLE: the database is away. */
must_check enum status session_read(struct request *r);

/* True when a non-GET comes from our own page: Sec-Fetch-Site or Origin fits and, when signed in,
 * form.csrf (or X-CSRF-Token) is the session's. */
bool session_csrf_ok(const struct request *r);

/* Handlers of GET and POST /signin and POST /signout. */
enum status session_form(struct request *r);
enum status session_open(struct request *r);
enum status session_close(struct request *r);

#endif
