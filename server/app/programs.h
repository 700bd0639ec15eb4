/* programs.h: the agency's programs, for its administrator. */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "web/router.h"

/* POST /admin/programs/:id: its sources after the first, consent and purposes. 404 for a program,
 * purpose or use that is none. */
enum status programs_change(struct request *r);

#endif
