/* home.h: the start page. */
#ifndef HOME_H
#define HOME_H

#include "web/http.h"

/* GET /: the role's own start page; the front desk's is the desk. */
enum status home_show(struct request *r);

#endif
