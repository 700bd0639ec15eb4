/* worklist.h: the acts of the worklist that decide something. */
#ifndef WORKLIST_H
#define WORKLIST_H

#include "web/router.h"

/* Goes to what breaks first of one's own work; where nothing is, takes a case from the pool. Two
 * who press at once never get the same case. */
enum status worklist_next(struct request *r);
/* Saves the filters under a name; 422 for a name one has already. */
enum status views_create(struct request *r);

#endif
