/* cases.h: opening a case, and notes on it. */
#ifndef CASES_H
#define CASES_H

#include "web/router.h"

/* POST /cases: a case with its programs and its household; the same form twice is one case. With
 * add_row: the form again with one more person. */
enum status cases_create(struct request *r);
/* POST /cases/:id/notes. */
enum status notes_create(struct request *r);

#endif
