/* links.h: one-time links: to become the first administrator, to join, to choose a new password, to
 * set up another app for codes. */
#ifndef LINKS_H
#define LINKS_H

#include "web/router.h"

/* A new link: its address, in the arena; its hash is in r->in.link.hash for the statement that
 * keeps it. */
const char *link_new(struct request *r);
/* The page that shows it, this once. made: {id, name, until}; kind: join, password or factor. */
enum status link_page(struct request *r, const cJSON *made, const char *url, const char *kind);

/* Handlers of GET and POST /welcome/:token. */
enum status link_show(struct request *r);
enum status link_use(struct request *r);

/* `portal admin bootstrap`: prints a link, good for an hour, with which the first administrator is
 * made. CONFLICT: there is one. Wants the database and the queries started. */
must_check enum status link_bootstrap(void);

#endif
