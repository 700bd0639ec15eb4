/* tasks.h: what a person does with a task. Each shows its page again, 422, when the form needs a
 * change, and 404 for a task of another office. */
#ifndef TASKS_H
#define TASKS_H

#include "web/router.h"

/* Done, with a note. Of two who say so the second is told that it was done. */
enum status tasks_complete(struct request *r);
/* Away until the morning of a day, with a reason. */
enum status tasks_snooze(struct request *r);
/* One's own, from whoever had it when the page was shown; else the page says who has it now. */
enum status tasks_take(struct request *r);
/* A task written by hand on a case; the same form sent twice makes one. */
enum status tasks_create(struct request *r);

#endif
