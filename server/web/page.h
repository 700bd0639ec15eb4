/* page.h: the generic handlers page and act, and the shell around every page. (The third, stream,
 * is in stream.h.) */
#ifndef PAGE_H
#define PAGE_H

#include "web/router.h"

#define PAGE_MAX (8 * 1024 * 1024) /* bytes of a page: 500 */

/* What main hands over: facts every page shows, made once. */
struct page_settings {
	const char *agency, *environment;    /* "production", "sandbox", "training" */
	const cJSON *assets;                 /* {"app_css": "/static/app.1a2b3c.css", …} */
	bool has_county;                     /* people may sign in with the county's accounts */
	bool is_county_required;             /* and must, but for the emergency account */
};
void page_start(const struct page_settings *settings);

/* The window's title is the document's `title`, or else the text of the page's first h1. In the
 * shell, errors has `summary` and `list` ({name, message}) beside the fields' messages. */

/* Runs the route's query and fills its template; one named "client/…" is for clients, see words.h.
 * Without such a query the template is filled from
 * the shell alone. 404 when the query gives no row. For a MACHINE the row,
 * or its column `document`, is the answer. */
enum status page(struct request *r);
/* Runs the route's query and redirects (303) to its `next` column; 404 when it gives no row. */
enum status act(struct request *r);

/* The page again, with what was typed and what is wrong (r->form, r->errors): 422. */
enum status page_again(struct request *r);
/* A page from a template and a document the handler made. */
enum status page_show(struct request *r, int status, const char *template, const cJSON *doc);
/* A small page for a failure, signed in or not; never fails, needs no database. */
void page_failure(struct request *r, int status);
/* Says `message` once at the top of the next page this browser shows (a confirmation, look.md
 * §5). */
void page_notice(struct request *r, const char *message);

#endif
