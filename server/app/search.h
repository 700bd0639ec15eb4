/* search.h: the box in the header. */
#ifndef SEARCH_H
#define SEARCH_H

#include "web/router.h"

/* What the box found; a whole case number, order number or message code goes straight there. The
 * audit line of four digits says that an SSN's end may have been looked up; the digits stand
 * nowhere. */
enum status search_show(struct request *r);
/* What the box was sent as: a whole SSN is answered here, so that it stands in no address; anything
 * else is redirected to the page above, sealed for this person. */
enum status search_ask(struct request *r);

#endif
