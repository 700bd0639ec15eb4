/* session.h: the cookie, who is asking, and how a session begins, locks and ends. How somebody
 * proves who they are is signin.h's. */
#ifndef SESSION_H
#define SESSION_H

#include "web/router.h"

struct session_settings {
	const char
		*public_url; /* https: __Host- cookie, Secure; http on loopback: plain "session" */
	int idle_s, life_s;              /* 900 and 43,200 */
	bool wants_factor;               /* nobody comes in with a password alone */
	bool wants_county;               /* a password opens only the emergency account */
};
void session_start(const struct session_settings *settings);

/* True when TOTP=required; when OIDC_REQUIRED is on. */
bool session_wants_factor(void);
bool session_wants_county(void);

/* Reads the cookie and, when it stands for a living session, fills r->in.user ({id, name, role,
 * offices, sees_all, csrf, …}, from sessions/who.sql) and moves its idle clock (not when
 * r->is_live). A locked one, by hand or by the clock, fills r->in.locked in the same way and is
 * otherwise nobody. OK with neither when there is none. UNAVAILABLE: the database is away. */
must_check enum status session_read(struct request *r);

/* True when a non-GET comes from our own page: Sec-Fetch-Site or Origin fits and, when signed in,
 * form.csrf (or X-CSRF-Token) is the session's. */
bool session_csrf_ok(const struct request *r);

/* A cookie beside the session's, of the same kind: 32 random bytes in hexadecimal, `name` without
 * the prefix that https adds. NULL when there is none; "" takes it away. */
const char *session_cookie(const struct request *r, const char *name);
void session_cookie_set(struct request *r, const char *name, const char *token);

/* How a session is opened. */
enum session_how {
	PASSWORD_ALONE = 0,
	WITH_FACTOR = 1,                 /* a second factor was given just now */
	GOES_ON = 2,                     /* keeps the age and the factor of this browser's last one */
};
/* THE way to a session, whoever the person proved to be and however: a new token in the cookie, an
 * audit line "session.open", this browser's session and all but the account's newest two others
 * ended. Sets r->in.user.id and r->in.session, so that page_notice() reaches the new session.
 * FORBIDDEN: the account was disabled meanwhile. The caller answers, mostly by
 * session_lead_on(). */
must_check enum status session_begin(struct request *r, const char *user_id, int how);
/* 303 to `next` when that is a path of ours, else home. */
enum status session_lead_on(struct request *r, const char *next);
/* `next` when that is a path of ours and no other host's, else NULL. */
const char *session_next(const char *next);

/* True when a second factor was given less than five minutes ago in this session (where the account
 * has none: its password; an account of the county, by signing in there). Routes that want it say
 * FRESH, and the router asks. */
bool session_factor_is_fresh(const struct request *r);

/* The next transaction writes this line into the audit trail, for whoever r->in.user is then. */
void session_audit(struct request *r, const char *action);

/* A half-open sign-in: the password was right, `wants` ("code" or "setup") is still to come. Its
 * own cookie, ten minutes. */
must_check enum status session_half_open(struct request *r, const char *user_id, const char *wants);
/* Runs "sessions/half" or "sessions/half_try" with this browser's; NOT_FOUND: there is none. */
must_check enum status session_half(struct request *r, const char *query, const cJSON **half);

/* Handlers of POST /signout and POST /lock, and of GET /clock: {"locks_in_s": 840}, asked for by
 * pages with a hand on them (it moves the clock) or, with X-Live, without. */
enum status session_close(struct request *r);
enum status session_lock(struct request *r);
enum status session_clock(struct request *r);

#endif
