/* displays.h: the monitors that face clients, their pairing, and what paper and monitors carry. */
#ifndef DISPLAYS_H
#define DISPLAYS_H

#include "web/http.h"

/* GET /display: a screen that nobody knows yet gets an address of its own, for as long as it is
 * used. */
enum status display_start(struct request *r);
/* GET /display/:token: the code to type at the desk; once that is done, on to the screen's page. */
enum status display_pairing(struct request *r);
/* POST /desk/displays: a worker types that code and names the screen. */
enum status displays_pair(struct request *r);

/* GET /d/:token, its code as SVG, and what a client presses there (the route names the statement).
 * 404 for a token nobody has, 429 for who guesses on. */
enum status display_show(struct request *r);
enum status display_code(struct request *r);
enum status display_press(struct request *r);

/* Our address as a person types it, without "https://"; before "/go/…" it is one to read out. */
const char *site(void);
/* GET /go/:code: the short address; 303 to the client's link. */
enum status link_open(struct request *r);
/* GET /orders/:id/handout: the page on paper. */
enum status handout_show(struct request *r);

#endif
